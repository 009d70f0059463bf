"""What comes out: the table, its files, the comparison, series, note, digest; who may see it."""

import csv
import json
from datetime import timedelta
from io import BytesIO, StringIO

import pypdfium2
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.exchange.answering import WORDS
from tests.e2e.exchange.hands import ABSENT, BY_ACCOUNT, OTHERS, SILENT, response_of
from tests.e2e.exchange.past import WATER
from tests.e2e.year.hands import keep

from mezhgorod.exchanges.models import ExchangeRound
from planbook.indicators import CellValue, number_text

WATER_NAME = "Холодная (питьевая) вода"
TABS = ("Сравнение", "Ответы словами", "Записка")


def read_as_city(city: Visit, found: ExchangeRound) -> None:
    """A city sees itself among the others on every page of the table."""
    page = city.open(f"/exchanges/rounds/{found.pk}/table/")
    table = page.locator("table.comparison")
    for name in (BY_ACCOUNT, *OTHERS):
        expect(table).to_contain_text(name)
    for name in (ABSENT, SILENT):
        expect(table).not_to_contain_text(name)
    expect(table).to_contain_text(shown_water(found))
    expect(page.locator("main")).to_contain_text("решение от 20 июня")
    keep(page, "exchange-table", at=page.locator("h1"))
    look_at_tabs(city, found)
    page = city.open(f"/exchanges/rounds/{found.pk}/digest/")
    expect(page.locator("main")).to_contain_text(WORDS.splitlines()[0])
    page = city.open(f"/exchanges/{found.exchange_id}/series/?code={WATER.code}")
    for words in ("III", "IV"):
        expect(page.locator("table.comparison")).to_contain_text(words)
    keep(page, "exchange-series", at=page.locator("h1"))


def look_at_tabs(city: Visit, found: ExchangeRound) -> None:
    page = city.page
    for label in TABS:
        page.get_by_role("navigation", name="Разделы сводной таблицы").get_by_text(label).click()
        expect(page.locator("nav a[aria-current]").filter(has_text=label)).to_be_visible()
    keep(page, "exchange-note", at=page.locator("h1"))
    city.open(f"/exchanges/rounds/{found.pk}/compare/?code={WATER.code}")
    expect(page.locator("#own-head")).to_contain_text(BY_ACCOUNT)
    expect(page.locator(".outliers")).to_contain_text(BY_ACCOUNT)
    keep(page, "exchange-compare", at=page.locator("h1"))


def water_of(found: ExchangeRound, city: str = BY_ACCOUNT) -> CellValue:
    from mezhgorod.exchanges.queries import answer_of  # noqa: PLC0415 -- after the set-up

    return dict(answer_of(response_of(found, city)).values)[WATER]


def shown_water(found: ExchangeRound) -> str:
    number = water_of(found).number
    assert number is not None
    return number_text(number, 2)


def take_files(reader: Visit, found: ExchangeRound) -> dict[str, bytes]:
    """Every file carries the same figure, its source and its version."""
    page = reader.open(f"/exchanges/rounds/{found.pk}/table/")
    taken = {name: take(page, name) for name in ("Word", "PDF", "Excel", "CSV", "JSON")}
    figure = shown_water(found)
    word = Document(BytesIO(taken["Word"]))
    said = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert any(figure in one for one in said)
    assert any(WATER_NAME in one for one in said)
    pages = pypdfium2.PdfDocument(taken["PDF"])
    printed = "".join(one.get_textpage().get_text_bounded() for one in pages)
    assert figure in printed
    assert "ссылка на источник обязательна" in " ".join(printed.split())
    number = water_of(found).number
    assert number is not None
    book = load_workbook(BytesIO(taken["Excel"]))
    values = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert float(number) in values
    assert sum(len(sheet._charts) for sheet in book) >= 1
    rows = list(csv.reader(StringIO(taken["CSV"].decode("utf-8-sig")), delimiter=";"))
    assert any(BY_ACCOUNT in row for row in rows)
    assert WATER.code in json.dumps(json.loads(taken["JSON"]), ensure_ascii=False)
    return taken


def take(page: Page, name: str) -> bytes:
    with page.expect_download() as taken:
        page.locator(".table-files").get_by_role("link", name=name, exact=False).first.click()
    return taken.value.path().read_bytes()


def read_as_nobody(visitor: Visitor, found: ExchangeRound) -> None:
    """Before the day of opening a stranger gets neither the table nor its files nor its name."""
    public = visitor()
    for end in ("table/", "compare/", "note/", "digest/", "files/table.csv", "dataset/"):
        answer = public.page.request.get(f"{public.address}/exchanges/rounds/{found.pk}/{end}")
        assert BY_ACCOUNT not in answer.text(), end
    page = public.open("/exchanges/open/")
    # The round before was sent out long ago.
    opened = page.locator("main table")
    expect(opened).to_contain_text("III квартал")
    expect(opened).not_to_contain_text("IV квартал")


def read_as_everybody(visitor: Visitor, found: ExchangeRound) -> None:
    """When the days have gone by everybody finds the table and its dataset."""
    day = timezone.localdate() - timedelta(days=31)
    ExchangeRound.objects.filter(pk=found.pk).update(published_on=day)
    public = visitor()
    page = public.open("/exchanges/open/")
    row = page.locator("main tr").filter(has_text="IV квартал")
    row.get_by_role("link", name="Тарифы на жилищно-коммунальные услуги").first.click()
    expect(page.locator("table.comparison")).to_contain_text(shown_water(found))
    expect(page.locator("main")).not_to_contain_text("Кто ответил")
    navigation = page.get_by_role("navigation", name="Разделы сводной таблицы")
    navigation.get_by_text("Открытые данные").click()
    expect(page.locator("main")).to_contain_text("аспорт")


def read_both_versions(city: Visit, found: ExchangeRound, *, was: CellValue) -> None:
    """The second version has the new figure; the first one stays as it was sent out."""
    now = shown_water(found)
    assert was.number is not None
    before = number_text(was.number, 2)
    page = city.open(f"/exchanges/rounds/{found.pk}/table/")
    expect(page.locator("table.comparison")).to_contain_text(now)
    expect(page.locator("table.comparison")).not_to_contain_text(before)
    page = city.open(f"/exchanges/rounds/{found.pk}/table/?version=1")
    expect(page.locator("table.comparison")).to_contain_text(before)
    expect(page.locator("table.comparison")).not_to_contain_text(now)
    files = f"{city.address}/exchanges/rounds/{found.pk}/files"
    first = page.request.get(f"{files}/table.csv?version=1")
    assert typed(was) in first.text()


def typed(value: CellValue) -> str:
    """Return a number as tables for programs have it."""
    assert value.number is not None
    return f"{value.number}".replace(".", ",")
