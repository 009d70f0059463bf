"""Layouts and pasted tables in a real browser: the preview follows the form, the clipboard arrives
whole, and everything works without scripts.
"""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.test_every_page import check_rules
from tests.factories import cast
from tests.factories.layouts import kept

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.intake.actions import extract
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.planning.models import Plan, PlanLayout

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TABLE = (
    "<table><tr><td>№</td><td>Мероприятие</td><td>Срок</td></tr>"
    "<tr><td>1</td><td>Форум<br>городов</td><td>май 2024 г.</td></tr></table>"
)
# What Word and Excel do on Ctrl + C.
COPY = """([html, text]) => navigator.clipboard.write([new ClipboardItem({
  "text/html": new Blob([html], { type: "text/html" }),
  "text/plain": new Blob([text], { type: "text/plain" }),
})])"""


def enter(visit: Visit, address: str) -> Page:
    """Log in as the directorate on the way to a page."""
    cast.directorate()
    page = visit.open(address)
    page.get_by_label("Имя пользователя").fill("directorate")
    page.get_by_label("Пароль").fill("Вологда-2023-план")
    page.get_by_label("Пароль").press("Enter")
    page.wait_for_url(f"**{address}")
    return page


def kept_layout() -> PlanLayout:
    return kept(Plan.objects.get().owner)


def test_the_preview_follows_the_form(visitor: Visitor, plan: str) -> None:
    visit = visitor()
    page = enter(visit, f"/layouts/{kept_layout().pk}/")

    page.locator("#columns-1-header").fill("Событие")
    expect(page.locator(".printed thead th").first).to_have_text("Событие")
    page.locator("summary", has_text="Лист и шрифт").click()
    page.get_by_label("Альбомная ориентация").check()
    expect(page.locator("#preview")).to_contain_text("Лист A4, альбомный")
    page.locator("#columns-1-width").fill("много")
    expect(page.locator("#preview")).to_contain_text("Столбец 1, ширина: нужно число.")

    assert page.locator("#columns-1-header").input_value() == "Событие"
    assert visit.complaints == []
    check_rules(visit)


def test_a_layout_is_made_moved_and_kept_without_scripts(visitor: Visitor, plan: str) -> None:
    page = enter(visitor(with_scripts=False), "/layouts/")

    page.get_by_role("link", name="Сделать макет из плана").click()
    page.get_by_label("Название макета").fill("Макет Союза")
    page.get_by_role("button", name="Столбец 3 выше").first.click()
    expect(page.locator(".printed thead th").nth(2)).to_have_text("Наименование мероприятия")
    page.get_by_role("button", name="Сохранить макет").click()
    page.get_by_role("button", name="Печатать план в этом макете").click()

    expect(page.locator("#messages")).to_contain_text("печатается в макете «Макет Союза»")
    assert Plan.objects.get().layout == PlanLayout.objects.get(title="Макет Союза")


def test_enter_in_a_field_shows_and_moves_nothing(visitor: Visitor, plan: str) -> None:
    page = enter(visitor(), f"/layouts/{kept_layout().pk}/")

    page.get_by_label("Название макета").fill("Другое имя")
    page.get_by_label("Название макета").press("Enter")
    page.wait_for_load_state()

    assert page.get_by_label("Название макета").input_value() == "Другое имя"
    assert page.locator("#columns-1-header").input_value() == "Мероприятие"
    assert PlanLayout.objects.get().title == "Наш макет"


@pytest.mark.parametrize(
    "width",
    [
        375,
        pytest.param(640, marks=pytest.mark.thorough),
        pytest.param(1280, marks=pytest.mark.thorough),
    ],
)
def test_pages_of_layouts_fit_and_break_no_rule(visitor: Visitor, plan: str, width: int) -> None:
    stored = kept_layout()
    visit = visitor(width=width)
    page = enter(visit, "/layouts/")
    for address in (
        "/layouts/",
        f"/layouts/{stored.pk}/",
        "/layouts/new/?owner=owner-of-plan-2023&from=mag-plan",
        "/plans/plan-2023/files/?city=kotlas",
    ):
        visit.open(address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        check_rules(visit)


def test_a_file_comes_in_the_chosen_layout_and_selection(visitor: Visitor, plan: str) -> None:
    stored = kept_layout()
    page = visitor().open("/plans/plan-2023/files/?city=kotlas")

    page.get_by_label("Наш макет").check()
    with page.expect_download() as started:
        page.get_by_role("button", name="Word .docx").click()

    assert started.value.url.endswith(f"plan.docx?city=kotlas&layout=own-{stored.pk}")
    assert started.value.suggested_filename == (
        "План проведения основных мероприятий на 2023 год (выборка).docx"
    )


def paste(page: Page, html: str, text: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("summary", has_text="Вставить таблицу").click()
    page.evaluate(COPY, [html, text])
    page.get_by_label("Скопированная таблица").press("Control+V")


def test_a_pasted_table_arrives_with_its_cells(visitor: Visitor, plan: str) -> None:
    visit = visitor()
    page = enter(visit, "/import/")

    paste(page, TABLE, "№ Мероприятие Срок\n1 Форум городов май 2024 г.")
    expect(page.locator("[data-pasted]")).to_have_text(
        "Таблица вставлена вместе с ячейками, строк: 2."
    )
    check_rules(visit)
    page.get_by_role("button", name="Прочитать таблицу").click()
    page.wait_for_selector("#progress")
    extract(run=ExtractionRun.objects.get(), clock=lambda: NOW)
    page.reload()

    assert SourceDocument.objects.filter(file_name="вставленная таблица.html").count() == 1
    expect(page.locator("main")).to_contain_text("Форум городов")


def test_typing_after_pasting_sends_the_text(visitor: Visitor, plan: str) -> None:
    page = enter(visitor(), "/import/")

    paste(page, TABLE, "№\tМероприятие\n1\tФорум\n")
    page.locator("#id_text").press_sequentially("2\tСлёт")
    expect(page.locator("[data-pasted]")).to_contain_text("Текст изменён")
    page.get_by_role("button", name="Прочитать таблицу").click()
    page.wait_for_selector("#progress")

    assert ExtractionRun.objects.get().document.file_name == "вставленная таблица.tsv"


def test_text_is_pasted_without_scripts(visitor: Visitor, plan: str) -> None:
    page = enter(visitor(with_scripts=False), "/import/")

    page.locator("summary", has_text="Вставить таблицу").click()
    page.get_by_label("Скопированная таблица").fill("№\tМероприятие\n1\tФорум\n")
    page.get_by_role("button", name="Прочитать таблицу").click()

    expect(page.locator("#progress")).to_be_visible()
    assert ExtractionRun.objects.get().document.file_name == "вставленная таблица.tsv"
