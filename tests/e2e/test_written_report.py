"""A report in a browser: written by the directorate, frozen, published, read by a stranger.

With `MEZHGOROD_PICTURES` set to a folder, pages are kept there as the handbook's pictures.
"""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.test_every_page import check_rules
from tests.e2e.year.hands import keep, press, sign_in
from tests.factories import cast
from tests.factories.outcomes import put
from tests.factories.people import make_owner, make_user
from tests.factories.read_reports import paragraphs, read_report
from tests.factories.reports import make_report
from tests.factories.written_reports import held_with

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.registry.rules import Role
from mezhgorod.reporting.models import Report


@pytest.fixture
def held(_site: object) -> HeldEvent:
    owner = make_owner()
    make_user("director", Role.DIRECTORATE, owner=owner)
    return held_with(owner, "Вологда, Шуя")


def enter(visit: Visit, address: str) -> Page:
    page = visit.open(address)
    page.get_by_label("Имя пользователя").fill("director")
    page.get_by_label("Пароль").fill(cast.PASSWORD)
    page.get_by_label("Пароль").press("Enter")
    page.wait_for_url(f"**{address}")
    return page


def test_a_report_follows_its_facts_until_it_is_frozen(visitor: Visitor, held: HeldEvent) -> None:
    visit = visitor()
    page = enter(visit, "/reports/written/new/")
    page.get_by_label("Название").fill("Отчётный доклад за 2024 год")
    page.get_by_label("Период").fill("2024")
    page.get_by_role("button", name="Начать отчёт").click()
    expect(page.locator(".part-text").nth(1)).to_contain_text("Вологды и Шуи")
    check_rules(visit)

    # A sentence of one's own between facts, seen before it is kept.
    page.get_by_role("link", name="Изменить часть 2").click()
    page.get_by_label("Текст с полями").fill("Участвовали города {участники}. Хозяева старались.")
    said = "Участвовали города Вологда и Шуя. Хозяева старались."
    expect(page.locator("#preview")).to_contain_text(said)
    check_rules(visit)
    keep(page, "written-part")
    page.get_by_role("button", name="Сохранить часть").click()
    expect(page.locator(".part-text").nth(1)).to_contain_text(said)

    # A fact changes: the list follows, the sentence stays.
    put(held, "Вологда, Шуя, Тверь")
    page.reload()
    now = "Участвовали города Вологда, Шуя и Тверь. Хозяева старались."
    expect(page.locator(".part-text").nth(1)).to_contain_text(now)
    keep(page, "written-edit")

    page.get_by_role("link", name="Текст", exact=True).click()
    page.get_by_role("button", name="Начать черновик").click()
    page.get_by_role("link", name="Проверить и заморозить").click()
    keep(page, "written-findings")
    page.get_by_role("button", name="Заморозить числа").click()
    put(held, "Вологда")
    page.get_by_role("link", name="Утвердить отчёт").click()
    page.get_by_label("Утверждается без решения органа").check()
    page.get_by_role("button", name="Утвердить отчёт").click()
    page.get_by_role("button", name="Опубликовать").click()
    expect(page.locator(".state-line")).to_contain_text("его видят все")

    report = Report.objects.get()
    reader = visitor(width=375)
    read = reader.open(f"/reports/written/{report.slug}/")
    expect(read.locator("article")).to_contain_text(now)
    expect(read.get_by_role("link", name="Части и правка")).to_have_count(0)
    check_rules(reader)


def test_facts_of_a_report_are_confirmed_and_a_paper_is_looked_at(
    visitor: Visitor, held: HeldEvent
) -> None:
    report = read_report(make_report(*paragraphs()[:8]))
    make_user("proverka", Role.DIRECTORATE, owner=report.owner)
    visit = sign_in(visitor, "proverka")
    page = visit.open(f"/reports/{report.slug}/reading/")
    keep(page, "report-reading")
    press(page, "Подтвердить всё без сомнений")
    expect(page.locator("main")).to_contain_text("Подтверждено")

    visit = visitor()
    page = enter(visit, f"/held/{held.pk}/papers/")
    page.get_by_label("Шаблон").select_option(label="Список участников")
    press(page, "Посмотреть первую")
    expect(page.locator(".paper-sheet")).to_contain_text("Шуя")
    check_rules(visit)
    keep(page, "paper-preview")

    page = visit.open("/statistics/?year=2024")
    check_rules(visit)
    keep(page, "statistics")
