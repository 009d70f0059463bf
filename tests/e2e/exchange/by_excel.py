"""A city fills the template of its answer in a spreadsheet program and sends it back."""

import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import expect
from tests.e2e.conftest import Visitor
from tests.e2e.exchange.answering import explain_the_rest
from tests.e2e.exchange.hands import BY_EXCEL, SUPPLIERS, Cells, figures_of, response_of
from tests.e2e.test_every_page import check_rules
from tests.e2e.year.hands import press

from mezhgorod.exchanges.models import ExchangeRound
from mezhgorod.exchanges.rules import ResponseState
from planbook.indicators import Cell, IndicatorForm
from planbook.indicators.sheet_plan import HEADER_ROW, row_key

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VALUE, REASON = 5, 6


def answer(visitor: Visitor, link: str, form: IndicatorForm, found: ExchangeRound) -> None:
    """Download, fill, save again by another program, send back, look, submit."""
    city = visitor()
    page = city.page
    page.goto(link)
    page.get_by_role("link", name="Заполнить в Excel").click()
    check_rules(city)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Скачать шаблон Excel").click()
    cells = figures_of(form, BY_EXCEL, 1)
    data = by_office(filled(taken.value.path().read_bytes(), cells))
    page.locator("#id_file").set_input_files(
        {"name": "Ответ Костромы.xlsx", "mimeType": XLSX, "buffer": data}
    )
    press(page, "Загрузить")
    check_rules(city)
    page.get_by_role("link", name="Вернуться к ответу").click()
    stored = answer_cells(found)
    wanted = {cell for cell in cells if not _is_computed(form, cell)}
    assert wanted <= stored.keys(), wanted - stored.keys()
    assert {cell: stored[cell].number for cell in wanted} == {
        cell: cells[cell].number for cell in wanted
    }
    explain_the_rest(page)
    press(page, "Представить ответ")
    expect(page.locator("#messages")).to_contain_text("Ответ представлен")
    assert response_of(found, BY_EXCEL).state == ResponseState.SUBMITTED


def answer_cells(found: ExchangeRound) -> Cells:
    from mezhgorod.exchanges.queries import answer_of  # noqa: PLC0415 -- after the set-up

    return dict(answer_of(response_of(found, BY_EXCEL)).values)


def _is_computed(form: IndicatorForm, cell: Cell) -> bool:
    return any(line.formula for line in form.lines if line.indicator.code == cell.code)


def filled(data: bytes, cells: Cells) -> bytes:
    """Fill light cells as a person does: numbers as numbers, a reason out of the list."""
    workbook = load_workbook(BytesIO(data))
    sheet = workbook["Ответ"]
    for row in range(HEADER_ROW + 1, sheet.max_row + 1):
        key = row_key(str(sheet.cell(row, 1).value or ""))
        if key is None or key.copy:
            continue
        if key.is_name:
            sheet.cell(row, VALUE).value = SUPPLIERS[key.code]
            continue
        value = cells.get(Cell(key.code))
        if value is None or sheet.cell(row, VALUE).protection.locked:
            continue
        if value.missing:
            sheet.cell(row, REASON).value = "не применимо"
        elif value.number is None:
            sheet.cell(row, VALUE).value = value.text
        else:
            sheet.cell(row, VALUE).value = value.number
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def by_office(data: bytes) -> bytes:
    """Save the workbook again by LibreOffice where it is installed."""
    office = shutil.which("soffice")
    if office is None:
        return data
    with tempfile.TemporaryDirectory() as folder:
        source, home = Path(folder) / "answer.xlsx", Path(folder) / "profile"
        source.write_bytes(data)
        words = [office, "--headless", f"-env:UserInstallation=file://{home}"]
        words += ["--convert-to", "xlsx", "--outdir", f"{folder}/again", str(source)]
        subprocess.run(words, check=True, capture_output=True, timeout=120)
        return (Path(folder) / "again" / "answer.xlsx").read_bytes()
