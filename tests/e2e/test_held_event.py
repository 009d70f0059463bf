"""An event is told by its host on a phone, ticked on the spot, accepted, and seen by a stranger.

With `MEZHGOROD_PICTURES` set to a folder, pages are kept there as the handbook's pictures.
"""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visitor
from tests.e2e.test_every_page import check_rules
from tests.e2e.year.hands import keep, press, sign_in
from tests.factories.held_pages import HeldPages, make_held_pages
from tests.factories.people import make_user
from tests.factories.plans import make_city, make_item

from mezhgorod.outcomes.rules import TAKE_ATTENDANCE
from mezhgorod.registry.rules import Role

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = 375
OTHERS = (
    ("Круглый стол «Бережливые технологии»", ("Тверь", "tver")),
    ("Форум малых городов", ("Вологда", "vologda")),
    ("Фестиваль хоров", ("Ярославль", "yaroslavl")),
)


@pytest.fixture
def pages(_site: object) -> HeldPages:
    made = make_held_pages()
    make_user("direktsiya", Role.DIRECTORATE, owner=made.owner)
    for title, city in OTHERS:
        make_item(made.item.section, title, city=make_city(*city))
    return made


def fits(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_host_tells_and_a_stranger_reads(visitor: Visitor, pages: HeldPages) -> None:
    told_link, ticks_link = pages.link(), pages.link(TAKE_ATTENDANCE)

    host = visitor(width=PHONE)
    page = host.open(f"/tell/{told_link}/")
    keep(page, "held-tell", width=PHONE)
    page.get_by_label("Да, прошло").check()
    page.get_by_label("Когда", exact=True).fill("17 мая 2023 года")
    press(page, "Сохранить и дальше")
    expect(page.get_by_text("Записано как черновик")).to_be_visible()
    page.get_by_label("Сколько человек участвовало").fill("40")
    page.get_by_label("Какие города участвовали").fill("из Твери, Вологды и Неведомска")
    page.locator("#who").get_by_role("button", name="Сохранить и дальше").click()
    expect(page.get_by_text("Записано: 3 участника")).to_be_attached()
    page.get_by_label("Коротко: что было и чем закончилось").fill("Обсудили маршруты.")
    page.locator("#what").get_by_role("button", name="Сохранить и дальше").click()
    check_rules(host)
    fits(page, PHONE)

    # On the spot nothing but a plain form is needed.
    spot = visitor(width=PHONE, with_scripts=False).open(f"/attend/{ticks_link}/")
    spot.locator('input[name="guests"], textarea[name="guests"]').fill("из Минска")
    press(spot, "Добавить и отметить")
    spot.get_by_label("Вологда", exact=True).uncheck()
    press(spot, "Сохранить эту часть")
    expect(spot.locator(".at-list .is-present")).to_have_count(3)

    directorate = sign_in(visitor, "direktsiya", width=PHONE)
    page = directorate.open(pages.url("held_attendance"))
    page.get_by_label("Вологда", exact=True).check()
    press(page, "Сохранить эту часть")
    expect(page.locator(".at-list .is-present")).to_have_count(4)
    check_rules(directorate)
    keep(page, "held-attendance", width=PHONE)

    page = host.open(f"/tell/{told_link}/")
    press(page, "Отправить дирекции")
    expect(page.get_by_text("Спасибо, сведения у дирекции")).to_be_visible()

    directorate = sign_in(visitor, "direktsiya")
    for name, path in (
        ("held-list", "/held/?year=2023"),
        ("plan-fact", f"/plans/{pages.plan.slug}/fact/"),
        ("held-event", pages.url()),
    ):
        page = directorate.open(path)
        if name in {"held-event", "plan-fact"}:
            check_rules(directorate)
        keep(page, name)
    press(page, "Принять сведения")
    press(page, "Показать всем")
    expect(page.get_by_text("Сведения приняты и показаны всем")).to_be_visible()

    stranger = visitor(width=PHONE)
    page = stranger.open(pages.url())
    expect(page.get_by_text("Обсудили маршруты.")).to_be_visible()
    expect(page.get_by_role("link", name="Вологда").first).to_be_visible()
    assert page.get_by_text("Источники").count() == 0
    assert page.get_by_text("Изменить").count() == 0
    check_rules(stranger)
    fits(page, PHONE)
