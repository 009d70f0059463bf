"""From the pieces of sheets to the numbered document tree."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from planbook.documents.tree import Block, Cell, Paragraph, Row, Table
from planbook.findings import Severity, SourceRef
from planbook.readers.refusals import refusal
from planbook.readers.sheets.grid import EMPTY, SheetRow
from planbook.readers.sheets.pieces import Line, Piece, Stretch
from planbook.readers.sheets.sheet import CellKind, Range, Reading, Sheet, SheetCell

# Names that programs give to new sheets: they say nothing.
_USUAL_NAME = re.compile(r"(?:лист|sheet|таблица|table|страница|page)\s*_?\d*", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"№?\s*\d{1,4}(?:[.,]\d{1,3}){0,3}[.)]?")
_YEAR = re.compile(r"(?:19|20)\d{2}\.?")
_LEAST_NUMBERS = 2


class Assembly:
    """Numbers blocks and tables over all sheets."""

    def __init__(self, reading: Reading) -> None:
        self.blocks: list[Block] = []
        self._reading = reading
        self._table_count = 0

    def add_sheet(self, sheet: Sheet, pieces: list[Piece], *, is_alone: bool) -> None:
        """Add the pieces of a sheet; its name stands above its first table where it says something.

        The name of an only sheet is told when nothing else stands above the table.
        """
        above: list[str] = []
        is_named = False
        for piece in pieces:
            if isinstance(piece, Line):
                above.append(self._add_line(piece.row))
                continue
            if not is_named and _says_more(sheet.name, above) and not (is_alone and above):
                words = sheet.caption or sheet.name
                self._add_paragraph(words, heading_level=0 if is_alone else 1)
            is_named = True
            self._add_table(sheet, piece)

    def _add_line(self, row: SheetRow) -> str:
        text = "\t".join(row.cells[column].text for column in row.filled())
        self._add_paragraph(text)
        return text

    def _add_paragraph(self, text: str, *, heading_level: int = 0) -> None:
        limit = self._reading.limits.paragraphs
        if len(self.blocks) >= limit:
            raise refusal("document.too_long", self._reading.file_name, limit=limit)
        source = SourceRef(block=len(self.blocks) + 1)
        self.blocks.append(Paragraph(text, heading_level, source=source))

    def _add_table(self, sheet: Sheet, stretch: Stretch) -> None:
        self._table_count += 1
        source = SourceRef(block=len(self.blocks) + 1, table=self._table_count)
        self._settle_numbers(sheet, stretch, source)
        heights = _heights(stretch.rows)
        rows = []
        for index, row in enumerate(stretch.rows, 1):
            row_source = SourceRef(source.block, source.table, index)
            cells = _cells(row, stretch.columns, heights, row_source)
            self._check_cells(len(cells) - len(row.cells))
            rows.append(Row(cells, source=row_source))
        self.blocks.append(
            Table(tuple(rows), len(stretch.columns), source, _widths(sheet, stretch))
        )

    def _check_cells(self, empty_count: int) -> None:
        """Count the empty cells too: the tree holds them."""
        self._reading.cell_count += empty_count
        limit = self._reading.limits.cells
        if self._reading.cell_count > limit:
            raise refusal("document.too_many_cells", self._reading.file_name, limit=limit)

    def _settle_numbers(self, sheet: Sheet, stretch: Stretch, source: SourceRef) -> None:
        """Print row numbers such as 1.2 with a point; tell dates that stand among numbers."""
        for number, column in enumerate(stretch.columns, 1):
            cells = [
                (index, row, row.cells[column])
                for index, row in enumerate(stretch.rows, 1)
                if column in row.cells
            ]
            if not _is_of_numbers([cell for _, _, cell in cells]):
                continue
            for index, row, cell in cells:
                if number == 1 and cell.kind is CellKind.NUMBER:
                    if _ROW_NUMBER.fullmatch(cell.text):
                        row.cells[column] = SheetCell(cell.text.replace(",", "."), cell.kind)
                elif cell.typed:
                    place = SourceRef(source.block, source.table, index, number)
                    self._note_date(sheet.address(row.number, column), cell, place)

    def _note_date(self, address: str, cell: SheetCell, source: SourceRef) -> None:
        message = (
            f"Среди чисел стоит дата «{cell.text}» ({address}): вероятно, программа превратила "
            f"в дату запись «{cell.typed}». Проверьте ячейку."
        )
        self._reading.remarks.note(
            "sheet.date_for_number",
            message,
            severity=Severity.WARNING,
            source=source,
            evidence=cell.text,
        )


def _is_of_numbers(cells: list[SheetCell]) -> bool:
    """Tell a column of row numbers or amounts, years not among them, from any other."""
    numbers = sum(1 for cell in cells if _ROW_NUMBER.fullmatch(cell.text))
    years = sum(1 for cell in cells if _YEAR.fullmatch(cell.text))
    dates = sum(1 for cell in cells if cell.typed)
    return numbers - years >= max(_LEAST_NUMBERS, dates)


def _widths(sheet: Sheet, stretch: Stretch) -> tuple[float, ...]:
    """Return the widths of the columns, each up to the next one; none when one is not told."""
    ends = [following - 1 for following in stretch.columns[1:]]
    last = stretch.columns[-1]
    ends.append(max([last, *(row.end(last) for row in stretch.rows)]))
    widths = tuple(
        sheet.width(first, end) for first, end in zip(stretch.columns, ends, strict=True)
    )
    return widths if all(widths) else ()


def _says_more(name: str, above: list[str]) -> bool:
    """Tell whether the name of a sheet adds anything to the lines above its table."""
    plain = name.strip()
    if not plain or _USUAL_NAME.fullmatch(plain):
        return False
    return not any(plain.casefold() in line.casefold() for line in above)


@dataclass(slots=True)
class _Height:
    """Where a merge begins in a table (row of the sheet) and over how many rows it goes."""

    first: int
    count: int = 0


def _heights(rows: list[SheetRow]) -> dict[Range, _Height]:
    heights: dict[Range, _Height] = {}
    for row in rows:
        for merge in row.merges.values():
            heights.setdefault(merge, _Height(row.number)).count += 1
    return heights


def _cells(
    row: SheetRow, columns: list[int], heights: dict[Range, _Height], source: SourceRef
) -> tuple[Cell, ...]:
    """Return the cells of a row over the columns of its table, empty ones too."""
    if not row.merges:
        block, table, number = source.block, source.table, source.row
        found = row.cells.get
        return tuple(
            Cell(found(column, EMPTY).text, index, source=SourceRef(block, table, number, index))
            for index, column in enumerate(columns, 1)
        )
    return _merged_cells(row, columns, heights, source)


def _merged_cells(
    row: SheetRow, columns: list[int], heights: dict[Range, _Height], source: SourceRef
) -> tuple[Cell, ...]:
    merges = sorted(row.merges.values(), key=lambda merge: merge.left)
    starts = [merge.left for merge in merges]
    cells: list[Cell] = []
    index = 0
    while index < len(columns):
        column = columns[index]
        nearest = bisect_right(starts, column) - 1
        merge = merges[nearest] if nearest >= 0 and merges[nearest].right >= column else None
        end = index + 1 if merge is None else bisect_right(columns, merge.right)
        place = SourceRef(source.block, source.table, source.row, index + 1)
        cell = row.cells.get(column)
        height = _Height(row.number, 1) if merge is None else heights[merge]
        is_below = height.first < row.number
        text = cell.text if cell and not is_below else ""
        row_span = 1 if is_below else height.count
        cells.append(Cell(text, index + 1, end - index, row_span, is_below, source=place))
        index = end
    return tuple(cells)
