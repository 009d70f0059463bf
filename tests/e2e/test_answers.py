"""A city fills its answer in a real browser: by keys, by a pasted block, without connection."""

from decimal import Decimal

import pytest
from playwright.sync_api import Page, Route, expect
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.test_every_page import WIDTHS, check_rules
from tests.factories.answers import NOW, make_response, make_round, token_for

from mezhgorod.exchanges.actions import CellBatch, request_confirmation, save_cells, save_copies
from mezhgorod.exchanges.models import Response
from mezhgorod.exchanges.queries import answer_of
from mezhgorod.exchanges.rules import (
    CONFIRM_RESPONSE,
    FILL_RESPONSE,
    ResponseState,
    RoundState,
    StepKind,
)
from mezhgorod.registry.rules import SYSTEM
from planbook.indicators import Cell, CellValue, MissingReason

pytestmark = pytest.mark.django_db(transaction=True)

PASTE = """([node, text]) => {
  node.focus();
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const told = { clipboardData: data, bubbles: true, cancelable: true };
  node.dispatchEvent(new ClipboardEvent("paste", told));
}"""


@pytest.fixture
def response(_site: object) -> Response:
    before = make_response(within=make_round(quarter=1))
    save(before, {Cell("tariff.cold"): number("30.10"), Cell("share.loss"): number("12.5")})
    Response.objects.filter(pk=before.pk).update(state=ResponseState.ACCEPTED)
    return make_response(within=make_round(quarter=2))


def number(text: str) -> CellValue:
    return CellValue(number=Decimal(text))


def save(response: Response, cells: dict[Cell, CellValue | None]) -> None:
    save_cells(response=response, batch=CellBatch(cells), actor=SYSTEM, now=NOW)


def opened(visit: Visit, response: Response) -> Page:
    return visit.open(f"/answer/{token_for(response, FILL_RESPONSE)}/")


def field(page: Page, name: str) -> Page:
    return page.locator(f"[id='v-{name}.0']")  # type: ignore[return-value]


def saved(page: Page) -> None:
    expect(page.locator("[data-state]")).to_contain_text("Сохранено в")


def test_cells_are_filled_by_keys_and_saved_by_themselves(
    visitor: Visitor, response: Response
) -> None:
    visit = visitor()
    page = opened(visit, response)
    field(page, "tariff.cold").click()
    page.keyboard.type("31,5")
    page.keyboard.press("Enter")
    page.keyboard.type("0-43")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(field(page, "share.loss")).to_be_focused()
    page.keyboard.press("Tab")
    page.locator("[id='r-share.loss.0']").select_option("no_data")
    saved(page)

    expect(page.locator("[data-computed]")).to_have_text("31,93")
    expect(page.locator("[data-filled]")).to_have_text("3")
    assert answer_of(response).values == {
        Cell("tariff.cold"): number("31.5"),
        Cell("tariff.sewage"): number("0.43"),
        Cell("share.loss"): CellValue(missing=MissingReason.NO_DATA),
    }
    check_rules(visit)


def test_a_block_out_of_excel_larger_than_the_form_loses_nothing(
    visitor: Visitor, response: Response
) -> None:
    visit = visitor()
    page = opened(visit, response)
    block = "31,5\t7\r\n20 000\r\nитог\r\nпо счётчику\r\nн/д\r\n77\r\n"
    page.evaluate(PASTE, [field(page, "tariff.cold").element_handle(), block])

    expect(page.locator("[data-left] textarea")).to_have_value("7\n77")
    expect(page.locator("[data-state]")).to_contain_text("кроме ячеек: 1")
    expect(field(page, "tariff.hot")).to_have_value("по счётчику")
    expect(page.locator("[id='row-tariff.hot.0']")).to_contain_text("Не сохранено")
    assert set(answer_of(response).values) == {
        Cell("tariff.cold"), Cell("tariff.sewage"), Cell("share.loss"),
    }  # fmt: skip
    assert response.steps.get().kind == StepKind.PASTED
    check_rules(visit)


def test_what_is_typed_without_connection_is_saved_later(
    visitor: Visitor, response: Response
) -> None:
    page = opened(visitor(), response)
    page.context.set_offline(True)
    field(page, "tariff.cold").fill("31,5")
    expect(page.locator("[data-state]")).to_contain_text("Нет связи")
    assert answer_of(response).values == {}
    page.context.set_offline(False)
    saved(page)
    assert answer_of(response).values == {Cell("tariff.cold"): number("31.5")}


def test_what_was_typed_on_a_closed_page_comes_back(visitor: Visitor, response: Response) -> None:
    page = opened(visitor(), response)

    def fail(route: Route) -> None:
        route.abort()

    page.route("**/save/", fail)
    field(page, "tariff.cold").fill("31,5")
    expect(page.locator("[data-state]")).to_contain_text("Нет связи")
    page.unroute("**/save/", fail)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(field(page, "tariff.cold")).to_have_value("31,5")
    saved(page)
    assert answer_of(response).values == {Cell("tariff.cold"): number("31.5")}


def test_two_people_in_one_cell_choose(visitor: Visitor, response: Response) -> None:
    visit = visitor()
    page = opened(visit, response)
    save(response, {Cell("tariff.cold"): number("33"), Cell("tariff.sewage"): number("21")})
    field(page, "tariff.cold").fill("31,5")
    row = page.locator("[id='row-tariff.cold.0']")
    expect(row).to_contain_text("записал: 33,00")
    # What the other has written elsewhere comes along.
    expect(field(page, "tariff.sewage")).to_have_value("21")
    assert answer_of(response).values[Cell("tariff.cold")] == number("33")
    check_rules(visit)
    row.get_by_role("button", name="Оставить моё").click()
    saved(page)
    expect(row).not_to_contain_text("записал")
    assert answer_of(response).values[Cell("tariff.cold")] == number("31.5")


def test_an_answer_is_given_without_scripts(visitor: Visitor, response: Response) -> None:
    page = opened(visitor(with_scripts=False), response)
    field(page, "tariff.cold").fill("тридцать")
    field(page, "tariff.sewage").fill("20")
    page.get_by_role("button", name="Представить ответ").click()
    expect(page.locator("#unkept")).to_contain_text("Холодная вода")
    expect(field(page, "tariff.cold")).to_have_value("тридцать")
    field(page, "tariff.cold").fill("31,5")
    page.locator("[id='r-share.loss.0']").select_option("no_data")
    page.get_by_label("Поставщик 1").fill("Теплосеть")
    page.get_by_role("button", name="Представить ответ").click()
    expect(page.locator("#problems a")).to_have_count(1)
    page.locator("[id='v-heat.price.0']").fill("1 900,20")
    page.get_by_role("button", name="Представить ответ").click()
    expect(page.locator("#messages")).to_contain_text("Ответ представлен")
    assert Response.objects.get(pk=response.pk).state == ResponseState.SUBMITTED


def test_a_supplier_is_named_added_and_taken_away(visitor: Visitor, response: Response) -> None:
    page = opened(visitor(), response)
    page.get_by_label("Поставщик 1").fill("Теплосеть")
    field(page, "heat.price").fill("1900")
    saved(page)
    page.get_by_label("Добавить: поставщик").fill("Котельная")
    page.get_by_role("button", name="Добавить", exact=True).click()
    page.locator("[id='v-heat.price.1']").fill("2100")
    saved(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Убрать «Теплосеть»").click()
    expect(page.get_by_label("Поставщик 1")).to_have_value("Котельная")
    assert answer_of(Response.objects.get(pk=response.pk)).values == {
        Cell("heat.price"): number("2100")
    }


def test_what_a_person_can_mend_is_saved_after_it_is_mended(
    visitor: Visitor, response: Response
) -> None:
    names = ["Теплосеть", "Котельная"]
    save_copies(response=response, section="heat", names=names, actor=SYSTEM, now=NOW)
    page = opened(visitor(), response)
    page.get_by_label("Поставщик 2").fill("теплосеть")
    field(page, "tariff.cold").fill("31,5")
    expect(page.locator("[data-state]")).to_contain_text("названо дважды")
    page.get_by_label("Поставщик 2").fill("Котельная завода")
    saved(page)
    response.refresh_from_db()
    assert response.copies == {"heat": ["Теплосеть", "Котельная завода"]}
    assert answer_of(response).values == {Cell("tariff.cold"): number("31.5")}


def test_a_round_closed_while_typing_leaves_the_words_on_the_page(
    visitor: Visitor, response: Response
) -> None:
    page = opened(visitor(), response)
    response.round.state = RoundState.CLOSED
    response.round.save()
    Response.objects.filter(pk=response.pk).update(state=ResponseState.SILENT)
    field(page, "tariff.cold").fill("31,5")
    expect(page.locator("[data-state]")).to_contain_text("Раунд закрыт")
    expect(field(page, "tariff.cold")).to_have_value("31,5")
    page.get_by_role("button", name="Сохранить всё").last.click()
    expect(page.locator("#lost")).to_contain_text("31,5")


@pytest.mark.parametrize(
    "shape",
    [
        "writing",
        pytest.param("sent", marks=pytest.mark.thorough),
        pytest.param("confirm", marks=pytest.mark.thorough),
        pytest.param("history", marks=pytest.mark.thorough),
        pytest.param("print", marks=pytest.mark.thorough),
    ],
)
def test_pages_fit_every_width_and_break_no_rule(
    visitor: Visitor, response: Response, shape: str
) -> None:
    names = ["Теплосеть", "Котельная № 2"]
    save_copies(response=response, section="heat", names=names, actor=SYSTEM, now=NOW)
    cells = {
        Cell("tariff.cold"): number("900"),
        Cell("tariff.sewage"): number("20000"),
        Cell("share.loss"): CellValue(missing=MissingReason.NO_DATA, comment="счётчиков нет"),
    }
    save(response, dict(cells))
    path = f"/answer/{token_for(response, FILL_RESPONSE)}/"
    if shape in {"history", "print"}:
        path += f"{shape}/"
    if shape in {"sent", "confirm"}:
        Response.objects.filter(pk=response.pk).update(state=ResponseState.IN_APPROVAL)
    if shape == "confirm":
        request_confirmation(response=response, actor=SYSTEM, now=NOW)
        path = f"/answer/confirm/{token_for(response, CONFIRM_RESPONSE)}/"
    too_wide = []
    for width in WIDTHS:
        visit = visitor(width=width)
        page = visit.open(path)
        check_rules(visit)
        assert page.locator("h1").count() == 1
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(width)

    assert too_wide == []
