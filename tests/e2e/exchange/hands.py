"""What the steps of a round share: pasting a block, figures of a city, links in letters."""

import re

from playwright.sync_api import Locator

from mezhgorod.exchanges.models import ExchangeRound, Response
from mezhgorod.notices.models import Letter
from mezhgorod.registry.models import Contact, Organization
from planbook.indicators import Cell, CellValue, FormSection, IndicatorForm, typed_text

BY_ACCOUNT, BY_LINK, BY_EXCEL = "Вологда", "Владимир", "Кострома"
ABSENT, SILENT = "Псков", "Тихвин"
# The others answer by the same calls as their pages, without a browser each.
OTHERS = ("Великий Новгород", "Иваново", "Петрозаводск", "Сыктывкар", "Череповец")
CITIES = (BY_ACCOUNT, BY_LINK, BY_EXCEL, ABSENT, SILENT, *OTHERS)
SUPPLIERS = {"water": "Водоканал", "heat": "Теплосеть"}
_PASTE = """(node, text) => {
  node.focus();
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const told = { clipboardData: data, bubbles: true, cancelable: true };
  node.dispatchEvent(new ClipboardEvent("paste", told));
}"""
Cells = dict[Cell, CellValue]


def paste(cell: Locator, block: str) -> None:
    """Paste what Excel has copied, beginning in a cell."""
    cell.evaluate(_PASTE, block)


def column_of(section: FormSection, cells: Cells) -> str:
    """Return a section as a column of Excel; a row without a value is an empty line."""
    lines = []
    for line in section.lines:
        value = cells.get(Cell(line.indicator.code))
        lines.append(typed_text(value, line.indicator) if value and not line.formula else "")
    return "\r\n".join(lines) + "\r\n"


def response_of(found: ExchangeRound, city: str) -> Response:
    answers = Response.objects.select_related("round__exchange__owner", "round__form", "party")
    return answers.get(round=found, party__territory__name=city)


def city_of(name: str) -> Organization:
    return Organization.objects.get(territory__name=name)


def with_address(name: str) -> Contact:
    """Give a city an address for letters."""
    return Contact.objects.get_or_create(organization=city_of(name), email="city@example.org")[0]


def link_in(letter: Letter) -> str:
    """Return the personal link of a letter."""
    found = re.search(r"https?://\S+/answer/[^\s/]+/", letter.body)
    assert found, letter.body
    return found.group()


def figures_of(form: IndicatorForm, city: str, period: int) -> Cells:
    """Return figures for a city with one supplier; nobody has reported them."""
    from mezhgorod.exchanges.management.demonstration.figures import (  # noqa: PLC0415 -- after the set-up
        shown_cells,
    )

    cells, _ = shown_cells(form, city, period)
    return {cell: value for cell, value in cells.items() if not cell.copy}
