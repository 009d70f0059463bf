"""Tables of Word, row by row: headers repeated on every page, rows that rarely break, merges."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from planbook.documents.printed import (
    Align,
    PrintedCell,
    PrintedDocument,
    PrintedRow,
    PrintedTable,
    RowRole,
)
from planbook.writers.characters import paragraphs_of
from planbook.writers.docx.markup import paragraph, quoted, twips
from planbook.writers.docx.styles import HEADER_SHADE, SECTION_SHADE
from planbook.writers.grid import rows_kept_with_next, whole_table
from planbook.writers.row_heights import RowMeasure

_STYLES = {
    RowRole.HEADER: "TableHeader",
    RowRole.NUMBERS: "TableNumbers",
    RowRole.SECTION: "TableSection",
    RowRole.ITEM: "TableText",
}
_ALIGN_OF_STYLE = {
    "TableHeader": Align.CENTER,
    "TableNumbers": Align.CENTER,
    "TableSection": Align.CENTER,
    "TableText": Align.LEFT,
}
_SHADES = {RowRole.HEADER: HEADER_SHADE, RowRole.SECTION: SECTION_SHADE}


def table_markup(table: PrintedTable, printed: PrintedDocument) -> Iterator[str]:
    """Yield the markup of a table piece by piece.

    Args:
        table: the table.
        printed: the document it stands in: its page, its size of type, and its title, which tells a
            screen reader what the table is where the table does not say it itself.
    """
    table, title = whole_table(table), printed.title
    widths = column_widths(table, twips(printed.page.text_width))
    measure = RowMeasure(table, printed.page, printed.font_size - 1)
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    # 0620: the first row is a header, no bands; programs for the blind rely on it.
    look = (
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="PlanTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}'
        f"<w:tblCaption w:val={quoted(title)}/>"
        f"<w:tblDescription w:val={quoted(table.summary or title)}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )
    headers, kept = table.header_count, rows_kept_with_next(table)
    for number, row in enumerate(table.rows):
        # A row that takes most of a page would leave the page before it empty.
        is_whole = number < headers or measure.height(row) <= measure.large
        markup = _row(row, widths, is_header=number < headers, keeps_next=number in kept)
        yield markup if is_whole else markup.replace("<w:cantSplit/>", "", 1)
    yield "</w:tbl>"


def column_widths(table: PrintedTable, total: int) -> list[int]:
    """Return the widths of the grid columns in twips; they give exactly the total.

    >>> column_widths(PrintedTable((), (1.0, 2.0)), 10000)
    [3333, 6667]
    """
    shares = table.widths or (1.0,)
    whole = sum(shares) or 1.0
    edges = [0]
    reached = 0.0
    for share in shares:
        reached += share
        edges.append(round(total * reached / whole))
    return [max(right - left, 1) for left, right in pairwise(edges)]


def _row(row: PrintedRow, widths: list[int], *, is_header: bool, keeps_next: bool) -> str:
    properties = "<w:cantSplit/><w:tblHeader/>" if is_header else "<w:cantSplit/>"
    cells = []
    start = 0
    for cell in row.cells:
        width = sum(widths[start : start + cell.column_span])
        cells.append(_cell(cell, row.role, width, keeps_next=keeps_next))
        start += cell.column_span
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: PrintedCell, role: RowRole, width: int, *, keeps_next: bool) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.column_span > 1:
        properties += f'<w:gridSpan w:val="{cell.column_span}"/>'
    if cell.is_continuation:
        properties += "<w:vMerge/>"
    elif cell.row_span > 1:
        properties += '<w:vMerge w:val="restart"/>'
    if role in _SHADES:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{_SHADES[role]}"/>'
    if role is RowRole.HEADER:
        properties += '<w:vAlign w:val="center"/>'
    style = _STYLES[role]
    align = None if cell.align is _ALIGN_OF_STYLE[style] else cell.align
    is_bold = cell.is_bold and role in (RowRole.ITEM, RowRole.NUMBERS)
    texts = "".join(
        paragraph(text, style, align=align, is_bold=is_bold, keeps_next=keeps_next)
        for text in paragraphs_of(cell.text)
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{texts}</w:tc>"
