"""A round is run in a real browser: looked through, closed, put together, sent out, corrected."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.test_every_page import check_rules
from tests.factories import cast, rounds

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.models import ComparisonVersion, ExchangeRound
from mezhgorod.exchanges.rules import RoundState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("staff")]


@pytest.fixture
def staff(_site: object) -> None:
    cast.directorate()


def going_on() -> ExchangeRound:
    """A round of this year in which two of three have answered."""
    now = datetime.now(UTC)
    by = {"actor": rounds.runner(), "now": now}
    found = actions.plan_round(
        exchange=rounds.asked_exchange(),
        period_edtf=str(now.year),
        draft=actions.RoundDraft(),
        **by,
    )
    actions.open_round(found=found, **by)
    rounds.filled(found, ["Вологда", "Псков"], now=now)
    return found


def signed_in(visit: Visit, path: str) -> Page:
    page = visit.open(f"/login/?next={path}")
    page.get_by_label("Имя пользователя").fill("directorate")
    page.get_by_label("Пароль").fill(cast.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Войти").click()
    expect(page).to_have_url(f"{visit.address}{path}")
    return page


@pytest.mark.parametrize("with_scripts", [pytest.param(True, marks=pytest.mark.thorough), False])
def test_from_two_answers_to_a_corrected_table(visitor: Visitor, with_scripts: bool) -> None:
    found = going_on()
    path = f"/exchanges/rounds/{found.pk}/"
    page = signed_in(visitor(with_scripts=with_scripts), path)

    page.get_by_role("link", name="рассмотрите 2 ответа").click()
    page.get_by_role("button", name="Принять ответ").click()
    expect(page.get_by_text("Ответ принят: Вологда.")).to_be_visible()
    page.get_by_role("button", name="Принять ответ").click()
    expect(page.get_by_text("Ответ принят: Псков.")).to_be_visible()
    page.locator("summary", has_text="Закрыть раунд").click()
    page.get_by_role("button", name="Да, закрыть раунд").click()
    page.get_by_role("button", name="Свести таблицу (2)").click()
    page.locator("summary", has_text="Разослать итоги").click()
    page.get_by_role("button", name="Да, разослать версию 1").click()
    expect(page.get_by_text("Итоги открыты участникам: версия 1.")).to_be_visible()

    page.get_by_role("link", name="Псков", exact=True).click()
    page.locator("summary", has_text="Отклонить ответ").click()
    page.get_by_label("Основание").select_option("other_unit")
    page.get_by_role("button", name="Отклонить ответ").click()
    page.goto(page.url.split("/exchanges/")[0] + path)
    page.locator("summary", has_text="Составить исправленную таблицу").click()
    page.get_by_label("Что исправлено").fill("Другая единица")
    page.get_by_role("button", name="Составить версию 2").click()
    page.get_by_role("link", name="Версии таблицы").click()
    expect(page.get_by_text("Исключены: Псков.")).to_be_visible()

    versions = ComparisonVersion.objects.order_by("number")
    assert [len(one.content["columns"]) for one in versions] == [2, 1]
    assert ExchangeRound.objects.get().state == RoundState.PUBLISHED


@pytest.mark.parametrize(
    "width",
    [
        375,
        pytest.param(640, marks=pytest.mark.thorough),
        pytest.param(1280, marks=pytest.mark.thorough),
    ],
)
def test_pages_of_a_round_fit_and_break_no_rule(visitor: Visitor, width: int) -> None:
    found = going_on()
    answer = rounds.response_of(found, "Вологда")
    visit = visitor(width=width)
    signed_in(visit, f"/exchanges/rounds/{found.pk}/")
    too_wide = []
    for path in (
        f"/exchanges/rounds/{found.pk}/",
        f"/exchanges/answers/{answer.pk}/review/",
        f"/exchanges/{found.exchange_id}/rounds/",
        f"/exchanges/{found.exchange_id}/discipline/",
        f"/exchanges/rounds/{found.pk}/versions/",
    ):
        page = visit.open(path)
        check_rules(visit)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            too_wide.append(path)
    assert too_wide == []
