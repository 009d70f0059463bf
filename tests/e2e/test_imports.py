"""A person loads a plan in a real browser: with scripts, without, by keyboard, on a phone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit, Visitor
from tests.factories import cast
from tests.factories.drafts import rows_plan
from tests.factories.runs import ready_run

from mezhgorod.intake.actions import apply_run, extract
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.planning.models import Plan
from mezhgorod.registry.rules import SYSTEM

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SOURCE = Path(__file__).parents[1] / "corpus" / "sgcszr-plan-2023" / "source.txt"
_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}

# The words of the element with the focus, when it lies under the bar that sticks to the bottom.
# Scrolling is smooth and takes a moment.
_HIDDEN_BY_THE_BAR = """async () => {
  await new Promise((done) => setTimeout(done, 150));
  const [one, bar] = [document.activeElement, document.querySelector(".decision")];
  const [place, over] = [one.getBoundingClientRect(), bar.getBoundingClientRect()];
  const isUnder = place.bottom > over.top && place.top < over.bottom && !bar.contains(one);
  return isUnder ? [one.textContent.trim()] : [];
}"""


def enter(visit: Visit) -> Page:
    """Log in as the directorate on the way to «Загрузка»."""
    cast.directorate()
    page = visit.open("/import/")
    page.get_by_label("Имя пользователя").fill("directorate")
    page.get_by_label("Пароль").fill("Вологда-2023-план")
    page.get_by_label("Пароль").press("Enter")
    page.wait_for_url("**/import/")
    return page


def send(page: Page) -> ExtractionRun:
    page.get_by_label("Документ").set_input_files(SOURCE)
    page.get_by_role("button", name="Загрузить и прочитать").click()
    page.wait_for_selector("#progress")
    return ExtractionRun.objects.get()


def read(run: ExtractionRun) -> None:
    """What the background worker does."""
    extract(run=run, clock=lambda: NOW)


def test_a_plan_goes_in_and_a_calendar_comes_out(visitor: Visitor) -> None:
    visit = visitor()
    page = enter(visit)

    run = send(page)
    expect(page.get_by_text("Ждёт очереди", exact=True)).to_be_visible()
    ExtractionRun.objects.update(state=RunState.READING, progress=45, step="Разбираем строки")
    expect(page.get_by_text("Прочитано 45 %")).to_be_visible()
    ExtractionRun.objects.update(state=RunState.QUEUED)
    read(run)
    page.get_by_role("button", name="Принять в план").click()
    page.get_by_role("link", name="Открыть план").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("План проведения основных")
    assert Plan.objects.get().sections.count() == 5
    assert visit.complaints == []
    assert visit.hosts <= {"localhost", "127.0.0.1"}


def test_it_works_without_scripts(visitor: Visitor) -> None:
    page = enter(visitor(with_scripts=False))

    read(send(page))
    page.wait_for_selector(".decision", timeout=10_000)
    page.locator("summary", has_text="Отклонить").click()
    page.get_by_role("button", name="Да, отклонить").click()

    expect(page.get_by_text("на сайте ничего не записано")).to_be_visible()
    assert ExtractionRun.objects.get().state == RunState.DISCARDED


def test_the_whole_decision_can_be_made_by_keyboard(visitor: Visitor) -> None:
    apply_run(run=ready_run(rows_plan(10)), actor=SYSTEM, now=NOW)
    run = ready_run(rows_plan(7), content="короче")
    page = enter(visitor())
    page.goto(page.url + f"{run.pk}/")

    page.get_by_label("Да, убрать из плана").press("Space")
    page.get_by_role("button", name="Принять в план").press("Enter")

    expect(page.get_by_text("документ принят")).to_be_visible()


def test_what_the_keyboard_reaches_is_not_under_the_bar_of_the_decision(visitor: Visitor) -> None:
    page = enter(visitor())
    read(send(page))
    page.wait_for_selector(".decision")

    hidden = []
    for _ in range(32):
        page.keyboard.press("Tab")
        hidden += page.evaluate(_HIDDEN_BY_THE_BAR)

    assert hidden == []


@pytest.mark.parametrize(
    "width",
    [
        375,
        pytest.param(640, marks=pytest.mark.thorough),
        pytest.param(1280, marks=pytest.mark.thorough),
    ],
)
def test_pages_fit_their_width_and_break_no_rule(visitor: Visitor, width: int) -> None:
    visit = visitor(width=width)
    page = enter(visit)
    read(send(page))
    page.wait_for_selector(".decision")
    review = page.url
    failed = ready_run(rows_plan(1), content="другой")
    ExtractionRun.objects.filter(pk=failed.pk).update(
        state=RunState.FAILED, error_message="Файл зашифрован."
    )

    for address in (visit.address + "/import/", review, visit.address + f"/import/{failed.pk}/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        found = Axe().run(page, options=_RULES)
        assert found.violations_count == 0, (address, found.generate_report())
    assert visit.complaints == []
