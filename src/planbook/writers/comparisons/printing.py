"""A comparison table arranged for print: numbered tables, their parts, notes, the reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from planbook.documents.printed import (
    Align,
    Page,
    ParagraphRole,
    PrintedBlock,
    PrintedDocument,
    PrintedParagraph,
)
from planbook.indicators import RowSummary, summary_text
from planbook.writers.comparison_export import ComparisonExport
from planbook.writers.comparisons.copies import copies_grid
from planbook.writers.comparisons.figures import RowFigures, TableFigures, change_text
from planbook.writers.comparisons.grid import (
    Grid,
    GridColumn,
    GridRow,
    grid_parts,
    needed_width,
)
from planbook.writers.comparisons.marks import Marks
from planbook.writers.comparisons.narrative import narrative_blocks
from planbook.writers.comparisons.pages import PageFill
from planbook.writers.comparisons.turned import turned_grid
from planbook.writers.comparisons.words import (
    answered_words,
    breakable,
    citation,
    edition_words,
    footer_words,
    notes_of,
    period_words,
)

PAGE = Page(297.0, 210.0, 15.0, 10.0, 15.0, 20.0)
FONT_SIZE = 9.5
CELL_SIZE = 8.5
_NUMBER, _NAME, _UNIT = 10.0, 58.0, 20.0
# How much of the first page its title takes, millimetres.
_FRONT = 38.0


_LEFT_OUT = (
    "Места городов и изменения к прошлому раунду в такую большую таблицу "
    "не вошли: они есть в файлах Word и Excel."
)


def printed_comparison(export: ComparisonExport, *, is_brief: bool = False) -> PrintedDocument:
    """Arrange a comparison table for print on landscape pages.

    Args:
        is_brief: leave out places of cities and changes, and say so.
    """
    figures = TableFigures(export)
    table = export.table
    marks = Marks()
    tables = _NumberedTables()
    blocks: list[PrintedBlock] = [*_front(figures)]
    if table.columns and figures.rows:
        blocks += _tables(figures, marks, tables, is_brief=is_brief)
    blocks += narrative_blocks(table, figures, tables.caption)
    left_out = _LEFT_OUT if is_brief else ""
    blocks += _end(figures, marks, tables.copies_told, left_out)
    title = f"Сводная таблица. {' '.join(table.title.split())}. {period_words(table.period_edtf)}"
    return PrintedDocument(
        title,
        tuple(blocks),
        PAGE,
        author=table.owner,
        footer=footer_words(table, is_preliminary=export.is_preliminary),
        font_size=FONT_SIZE,
    )


class _NumberedTables:
    """Captions «Таблица 2. …» and «Продолжение таблицы 2», numbered as they are made."""

    def __init__(self) -> None:
        self._count = 0
        self._copies: list[int] = []
        self._fill = PageFill(PAGE, CELL_SIZE, used=_FRONT)

    def caption(self, heading: str, *, starts_page: bool = False) -> PrintedParagraph:
        self._count += 1
        text = f"Таблица\u00a0{self._count}. {heading}"
        return PrintedParagraph(text, ParagraphRole.HEADING, level=1, starts_page=starts_page)

    def blocks(self, heading: str, grid: Grid) -> Iterator[PrintedBlock]:
        for part in grid_parts(grid, PAGE.text_width):
            starts = self._fill.starts_page(self._fill.height(part.table))
            if part.place == 1:
                yield self.caption(heading, starts_page=starts)
            else:
                yield PrintedParagraph(
                    f"Продолжение таблицы\u00a0{self._count} "
                    f"(часть\u00a0{part.place} из\u00a0{part.count})",
                    ParagraphRole.NOTE,
                    Align.RIGHT,
                    level=2,
                    starts_page=starts,
                )
            yield part.table

    def copies(self, heading: str, grid: Grid) -> Iterator[PrintedBlock]:
        yield from self.blocks(heading, grid)
        self._copies.append(self._count)

    @property
    def copies_told(self) -> str:
        """Where all values of repeated sections stand."""
        numbers = ", ".join(map(str, self._copies))
        noun = "таблице" if len(self._copies) == 1 else "таблицах"
        return f"в\u00a0{noun}\u00a0{numbers}"


def _front(figures: TableFigures) -> Iterator[PrintedBlock]:
    table = figures.table
    yield PrintedParagraph(table.owner, ParagraphRole.OWNER, Align.CENTER, is_bold=True)
    lines = (
        "Сводная таблица",
        " ".join(table.title.split()),
        f"за {period_words(table.period_edtf)}",
    )
    for line in lines:
        yield PrintedParagraph(line, ParagraphRole.TITLE, Align.CENTER, 1, is_bold=True)
    edition = edition_words(table, is_preliminary=figures.export.is_preliminary)
    text = f"{edition}. {answered_words(figures)}"
    yield PrintedParagraph(text, align=Align.CENTER)


def _tables(
    figures: TableFigures, marks: Marks, tables: _NumberedTables, *, is_brief: bool
) -> Iterator[PrintedBlock]:
    if figures.export.is_turned:
        yield from tables.blocks("Значения показателей по городам", turned_grid(figures, marks))
    else:
        yield from tables.blocks("Значения показателей", _values_grid(figures, marks))
        yield from tables.blocks("Обобщающие показатели", _summary_grid(figures))
    if not is_brief:
        yield from _compared(figures, tables)
    for section in figures.sections:
        grid_of_copies = copies_grid(figures, section, marks)
        if grid_of_copies is not None:
            yield from tables.copies(f"{section.section.heading}: все значения", grid_of_copies)


def _compared(figures: TableFigures, tables: _NumberedTables) -> Iterator[PrintedBlock]:
    if any(any(row.ranks) for row in figures.rows):
        grid = _matrix(figures, _rank_texts, lambda row: any(row.ranks), "Места городов")
        yield from tables.blocks("Места городов", grid)
    previous = figures.export.previous
    if previous is not None and any(any(row.changes) for row in figures.rows):
        heading = f"Изменение к\u00a0прошлому раунду ({period_words(previous.period_edtf)})"
        grid = _matrix(figures, _change_texts, lambda row: any(row.changes), heading)
        yield from tables.blocks(heading, grid)


def _values_grid(figures: TableFigures, marks: Marks) -> Grid:
    def texts(row: RowFigures) -> list[str]:
        indicator = row.row.line.indicator
        found = []
        for place, cells in enumerate(row.row.cells):
            text = "см.\u00a0ниже" if row.is_told_below else marks.together(cells, indicator)
            for cell in cells:
                if cell is not None and cell.comment:
                    city = figures.table.columns[place].city
                    text += marks.comment(f"{city}, п.\u00a0{row.number}: {cell.comment}")
            found.append(text)
        return found

    return _matrix(figures, texts, lambda row: True, "Значения показателей по городам")


def _rank_texts(row: RowFigures) -> list[str]:
    return [rank.text if rank else "" for rank in row.ranks]


def _change_texts(row: RowFigures) -> list[str]:
    return [change_text(one, row) for one in row.changes]


def _matrix(
    figures: TableFigures,
    texts: Callable[[RowFigures], list[str]],
    is_shown: Callable[[RowFigures], bool],
    summary: str,
) -> Grid:
    """Return the table of indicators by cities, filled by `texts` with rows that are shown."""
    rows = []
    for section in figures.sections:
        shown = [row for row in section.rows if is_shown(row)]
        if shown and len(figures.sections) > 1:
            rows.append(GridRow((section.section.heading,), is_heading=True))
        for row in shown:
            align = None if row.row.line.indicator.is_numeric else Align.LEFT
            rows.append(GridRow((*stub_texts(row), *texts(row)), align=align))
    items = [row.texts[3:] for row in rows if not row.is_heading]
    heads = [breakable(column.city) for column in figures.table.columns]
    needed = (
        needed_width(head, (texts[place] for texts in items), CELL_SIZE)
        for place, head in enumerate(heads)
    )
    width = max(needed, default=0.0)
    columns = [
        GridColumn(head, width, is_own=place == figures.own_place)
        for place, head in enumerate(heads)
    ]
    return Grid(stub_columns(), tuple(columns), tuple(rows), summary)


def stub_columns() -> tuple[GridColumn, ...]:
    """Return the columns that every part of a table of indicators begins with."""
    return (
        GridColumn("№", _NUMBER, Align.LEFT),
        GridColumn("Показатель", _NAME, Align.LEFT),
        GridColumn("Единица", _UNIT, Align.LEFT),
    )


def stub_texts(row: RowFigures) -> tuple[str, str, str]:
    """Return the number, the name and the unit of a row."""
    indicator = row.row.line.indicator
    return row.number, indicator.name, indicator.unit.name


_SUMMARY_COLUMNS: tuple[tuple[str, Align], ...] = (
    ("Число ответов", Align.RIGHT),
    ("Наименьшее", Align.RIGHT),
    ("Город", Align.LEFT),
    ("Наибольшее", Align.RIGHT),
    ("Город", Align.LEFT),
    ("Среднее", Align.RIGHT),
    ("Медиана", Align.RIGHT),
    ("Нижний квартиль", Align.RIGHT),
    ("Верхний квартиль", Align.RIGHT),
)


def _summary_grid(figures: TableFigures) -> Grid:
    has_totals = any(row.summary.total is not None for row in figures.rows)
    heads = (*_SUMMARY_COLUMNS, *([("Сумма", Align.RIGHT)] if has_totals else []))
    rows = []
    for section in figures.sections:
        if len(figures.sections) > 1:
            rows.append(GridRow((section.section.heading,), is_heading=True))
        for row in section.rows:
            texts = summary_texts(figures, row)[: len(heads)]
            rows.append(GridRow((*stub_texts(row), *texts)))
    items = [row.texts[3:] for row in rows if not row.is_heading]
    columns = [
        GridColumn(head, needed_width(head, (texts[place] for texts in items), CELL_SIZE), align)
        for place, (head, align) in enumerate(heads)
    ]
    return Grid(stub_columns(), tuple(columns), tuple(rows), "Обобщающие показатели по городам")


def summary_texts(figures: TableFigures, row: RowFigures) -> tuple[str, ...]:
    """Return the figures of a row as printed, in the order of the columns of the summary."""
    found: RowSummary = row.summary
    indicator = row.row.line.indicator

    def told(name: str) -> str:
        number = getattr(found, name)
        return "" if number is None else summary_text(number, indicator)

    return (
        str(found.count),
        told("minimum"),
        figures.cities_with(row, found.minimum),
        told("maximum"),
        figures.cities_with(row, found.maximum),
        *(told(name) for name in ("mean", "median", "lower_quartile", "upper_quartile", "total")),
    )


def _end(
    figures: TableFigures, marks: Marks, copies_told: str, left_out: str
) -> Iterator[PrintedBlock]:
    notes = [*notes_of(figures, marks, copies_told), *([left_out] if left_out else [])]
    if notes or marks.comments:
        yield PrintedParagraph("Примечания", ParagraphRole.HEADING, level=1)
    for number, note in enumerate(notes, 1):
        yield PrintedParagraph(f"{number}. {note}", ParagraphRole.NOTE)
    if marks.comments:
        yield PrintedParagraph("Пояснения городов к\u00a0значениям:", ParagraphRole.NOTE)
    for number, comment in enumerate(marks.comments, 1):
        yield PrintedParagraph(f"[{number}] {comment}", ParagraphRole.NOTE)
    yield PrintedParagraph(
        citation(figures.table, figures.export.source_url),
        ParagraphRole.SIGNATURE,
        is_bold=True,
    )
