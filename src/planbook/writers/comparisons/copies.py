"""All values of a repeated section: a line for every supplier or zone of every city."""

from __future__ import annotations

from planbook.documents.printed import Align
from planbook.writers.comparisons.figures import SectionFigures, TableFigures
from planbook.writers.comparisons.grid import Grid, GridColumn, GridRow, needed_width
from planbook.writers.comparisons.marks import Marks
from planbook.writers.comparisons.words import breakable

_CITY, _COPY = 38.0, 50.0
_CELL_SIZE = 8.5
_NARROWEST = 24.0


def copies_grid(figures: TableFigures, section: SectionFigures, marks: Marks) -> Grid | None:
    """Return the table of a repeated section, None of an ordinary or an empty one."""
    if not section.section.is_repeated:
        return None
    rows = []
    for place, column in enumerate(figures.table.columns):
        count = max((len(row.row.cells[place]) for row in section.rows), default=0)
        names = copy_names(figures, section.section.code, place)
        for copy in range(count):
            texts = []
            for row in section.rows:
                cells = row.row.cells[place]
                value = cells[copy] if copy < len(cells) else None
                texts.append(marks.told(value, row.row.line.indicator))
            name = names[copy] if copy < len(names) else str(copy + 1)
            is_own = place == figures.own_place
            rows.append(GridRow((breakable(column.city), name, *texts), is_bold=is_own))
    if not rows:
        return None
    columns = []
    for number, one in enumerate(section.rows):
        indicator = one.row.line.indicator
        header = ", ".join(filter(None, (indicator.name, indicator.unit.name)))
        width = needed_width(header, (row.texts[2 + number] for row in rows), _CELL_SIZE)
        align = Align.RIGHT if indicator.is_numeric else Align.LEFT
        columns.append(GridColumn(header, max(width, _NARROWEST), align))
    stub = (
        GridColumn("Город", _CITY, Align.LEFT),
        GridColumn(section.section.repeated_for.capitalize(), _COPY, Align.LEFT),
    )
    return Grid(stub, tuple(columns), tuple(rows), f"{section.section.heading}: все значения")


def copy_names(figures: TableFigures, section_code: str, place: int) -> tuple[str, ...]:
    """Return the names of the copies of one city."""
    by_column = figures.table.copies.get(section_code, ())
    return by_column[place] if place < len(by_column) else ()
