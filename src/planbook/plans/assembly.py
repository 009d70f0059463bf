"""From the blocks of a document to sections of rows: headers, headings, rows cut by pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planbook.dates import Period
from planbook.documents import Document, Paragraph, Row, Table
from planbook.findings import SourceRef
from planbook.plans import plan_remarks, remarks
from planbook.plans.assembly_end import finish, take_signature
from planbook.plans.blocks import Assembly, Block, BodyRow, body_row, join_rows
from planbook.plans.columns import TIMED_ROLES, ColumnSet
from planbook.plans.content import ContentKind, content_kind, is_number
from planbook.plans.draft import Grouping
from planbook.plans.header_rows import (
    filled_cells,
    find_header,
    is_column_numbers,
    is_header_row,
    read_header,
    row_words,
)
from planbook.plans.headings import is_continuation_caption, read_heading
from planbook.plans.inferred_columns import guess_columns, name_columns
from planbook.plans.paragraph_rows import ListedPlan
from planbook.plans.plan_title import document_kind
from planbook.plans.row_kinds import RowContext, RowKind, row_kind
from planbook.plans.signatures import (
    is_signature_table,
    signature_lines,
)
from planbook.plans.table_kinds import is_indicator_table
from planbook.plans.unfamiliar_headers import unfamiliar_header

_MAX_HEADING = 200
_NUMBERED_SHARE = 0.5
_EVENT_WORD = "мероприяти"
# More rows than that are no event cut by pages, whatever they look like.
_MAX_JOINED = 60


def assemble_blocks(
    document: Document,
    *,
    first_block: int,
    period: Period | None,
    is_titled_plan: bool = False,
    skipped: frozenset[int] = frozenset(),
) -> Assembly:
    """Read all tables of a document from a block on; `period` helps to know dates.

    `is_titled_plan` tells that the title calls the document a plan: then a table without dates may
    be one too. Blocks at the positions `skipped` were read with the title.
    """
    assembly = Assembly(is_titled_plan=is_titled_plan)
    pending: list[Paragraph] = []
    for index, block in enumerate(document.blocks[first_block:], start=first_block):
        if index in skipped:
            continue
        if isinstance(block, Paragraph):
            pending.append(block)
            continue
        if assembly.blocks and is_signature_table(block):
            take_signature(assembly, pending)
            assembly.signature.extend(signature_lines(block))
            pending = []
            continue
        _report_captions(assembly, pending)
        heading = _take_heading(pending, period, is_first=not assembly.blocks)
        assembly.outside.extend(pending)
        pending = []
        _TableReader(assembly, block, heading, period).read()
    finish(assembly, pending, period)
    return assembly


def assemble_listed(assembly: Assembly, listed: ListedPlan, period: Period | None) -> None:
    """Take the rows of a plan that is a list of paragraphs instead of a table."""
    _TableReader(assembly, listed.table, None, period).read_as(listed.column_set)
    assembly.findings.append(plan_remarks.rows_from_paragraphs(listed.texts, listed.table.source))
    assembly.outside[:] = []
    finish(assembly, list(listed.outside), period)


class _TableReader:
    """Walks over one table; what it finds goes to the assembly."""

    def __init__(
        self,
        assembly: Assembly,
        table: Table,
        heading: Paragraph | None,
        period: Period | None,
    ) -> None:
        self.assembly = assembly
        self.table = table
        self.heading = heading
        self.period = period
        self.column_set = ColumnSet(())
        self.header_words: set[tuple[str, ...]] = set()
        self.is_numbered = False

    def read(self) -> None:
        """Find the columns of the table and take its rows."""
        rows = self.table.rows
        header = find_header(rows, self.table.column_count)
        if is_indicator_table(self.table, header):
            self.assembly.findings.append(remarks.indicator_table(self.table, self.heading))
            return
        if header is not None and self._is_plan(header.column_set):
            heading = self._read_preface(rows[: header.first])
            body = [body_row(row) for row in rows[header.last :] if len(filled_cells(row)) > 1]
            column_set = name_columns(header.column_set, body, self.period)
            self._use_header(header.first, header.last, column_set)
            self._take_rows(header.last, heading)
            return
        known = None if header else self._continued_columns()
        if known is None and (header is not None or not self._take_guessed()):
            self.assembly.findings.append(remarks.not_plan_table(self.table, self.heading))
        elif known is not None:
            self.column_set = known
            self._take_rows(0)

    def read_as(self, column_set: ColumnSet) -> None:
        """Take all rows under columns that are known beforehand."""
        self.column_set = column_set
        self._take_rows(0)

    def _is_plan(self, column_set: ColumnSet) -> bool:
        """Tell a plan from a table of prices: it has dates, or its header speaks of events."""
        if any(column_set.has(role) for role in TIMED_ROLES):
            return True
        speaks = any(_EVENT_WORD in column.header.lower() for column in column_set.columns)
        return speaks or (self.assembly.is_titled_plan and not self.assembly.blocks)

    def _use_header(self, first: int, last: int, column_set: ColumnSet) -> None:
        before = self.assembly.blocks[-1].column_set if self.assembly.blocks else None
        # The same header over the next part of a table goes on with the section before it.
        self.column_set = before if before == column_set else column_set
        self.header_words = {row_words(row) for row in self.table.rows[first:last]}
        known = {(column.role, column.header) for column in self.assembly.columns}
        for column in column_set.columns:
            if (column.role, column.header) not in known:
                self.assembly.columns.append(column)
                if not column.is_known and column.header:
                    source = replace(self.table.source, row=first + 1, column=column.index)
                    self.assembly.findings.append(remarks.unknown_column(column.header, source))

    def _continued_columns(self) -> ColumnSet | None:
        """A table without a header of its own goes on with the columns of the one before."""
        if not self.assembly.blocks:
            return None
        column_set = self.assembly.blocks[-1].column_set
        return column_set if len(column_set.columns) == self.table.column_count else None

    def _take_guessed(self) -> bool:
        """Take rows under columns guessed from content; False when nothing looks like a plan."""
        rows = [body_row(row) for row in self.table.rows if len(filled_cells(row)) > 1]
        column_set = guess_columns(rows, self.period)
        if column_set is None:
            return False
        header = unfamiliar_header(self.table.rows, column_set, self.period)
        if header is None:
            self.assembly.findings.append(remarks.no_header(self.table.source, column_set))
            self.column_set = column_set
            self._take_rows(0)
        else:
            self.assembly.findings.append(remarks.unfamiliar_header(self.table.source, header))
            heading = self._read_preface(self.table.rows[: header.first])
            self._use_header(header.first, header.last, header.column_set)
            self._take_rows(header.last, heading)
        return True

    def _take_rows(self, first: int, heading: Row | None = None) -> None:
        rows = self.table.rows
        self.is_numbered = _is_numbered(rows[first:], self.column_set)
        self._open_first_block()
        if heading is not None:
            self._take_heading_row(heading, body_row(heading))
        index = first
        while index < len(rows):
            row = rows[index]
            if is_column_numbers(row) and self._is_technical(row, index, first):
                self.assembly.findings.append(remarks.column_numbers(row))
            elif row_words(row) in self.header_words:
                self.assembly.findings.append(remarks.repeated_header(row))
            elif self._begins_header(row):
                header = read_header(rows, index, self.table.column_count)
                self._use_header(header.first, header.last, header.column_set)
                self.assembly.findings.extend(
                    remarks.new_header(part) for part in rows[header.first : header.last]
                )
                self.is_numbered = _is_numbered(rows[header.last :], self.column_set)
                self._open_block((), row.source, ())
                index = header.last - 1
            else:
                self._take_row(row, rows[index + 1] if index + 1 < len(rows) else None)
            index += 1

    def _open_first_block(self) -> None:
        if self.heading is not None:
            self._open_block((self.heading.text,), self.heading.source, self.heading.footnotes)
        elif not self.assembly.blocks or self.assembly.blocks[-1].column_set is not self.column_set:
            self._open_block((), self.table.source, ())

    def _open_block(
        self, heading: tuple[str, ...], source: SourceRef, footnotes: tuple[str, ...]
    ) -> None:
        blocks = self.assembly.blocks
        if blocks and not blocks[-1].rows and self._goes_on(blocks[-1], heading):
            last = blocks[-1]
            last.source = last.source if last.heading else source
            last.heading = (*last.heading, *heading)
            last.column_set = self.column_set
            last.footnotes = (*last.footnotes, *footnotes)
            return
        blocks.append(Block(heading, self.column_set, source, footnotes))

    @staticmethod
    def _goes_on(last: Block, heading: tuple[str, ...]) -> bool:
        """Tell whether a heading is the rest of the one before, or the first one of all."""
        return not last.heading or not heading or heading[0][:1].islower()

    def _is_technical(self, row: Row, index: int, first: int) -> bool:
        return index == first or len(filled_cells(row)) > 2

    def _begins_header(self, row: Row) -> bool:
        cells = filled_cells(row)
        if any(is_number(cell.text) or len(cell.text) > 80 for cell in cells):
            return False
        return is_header_row(row) and not any(
            content_kind(cell.text, self.period) is ContentKind.TIMING for cell in cells
        )

    def _take_row(self, row: Row, following: Row | None) -> None:
        current = body_row(row)
        block = self.assembly.blocks[-1]
        context = RowContext(
            self.column_set,
            self.table.column_count,
            self.is_numbered,
            self.period,
            block.rows[-1] if block.rows else None,
            body_row(following) if following is not None else None,
        )
        kind = row_kind(current, context)
        if kind is RowKind.CONTINUATION and len(block.rows[-1].joined) >= _MAX_JOINED:
            kind = RowKind.EVENT
        if kind is RowKind.EVENT:
            block.rows.append(current)
        elif kind is RowKind.HEADING:
            self._take_heading_row(row, current)
        elif kind is RowKind.CONTINUATION:
            block.rows[-1] = join_rows(block.rows[-1], current)
            self.assembly.findings.append(remarks.joined_row(current, block.rows[-1]))
        elif kind is not RowKind.EMPTY:
            self.assembly.findings.append(remarks.left_out_row(kind.value, current))

    def _take_heading_row(self, row: Row, current: BodyRow) -> None:
        footnotes = tuple(mark for cell in row.cells for mark in cell.footnotes)
        pieces = [cell.text for cell in current.filled()]
        self._open_block(tuple(pieces), row.source, footnotes)

    def _read_preface(self, rows: Sequence[Row]) -> Row | None:
        """Report the rows above the header as parts of the title; the last may be a heading.

        A sphere, a month or a numeral right above the header opens the first section.
        """
        filled = [row for row in rows if filled_cells(row)]
        last = filled[-1] if filled else None
        if last is not None and _is_heading_above(last, self.period):
            filled.pop()
        else:
            last = None
        for row in filled:
            self.assembly.findings.append(remarks.title_row(row))
        return last


def _is_heading_above(row: Row, period: Period | None) -> bool:
    cells = filled_cells(row)
    if len(cells) != 1 or len(cells[0].text) > _MAX_HEADING or document_kind(cells[0].text):
        return False
    heading = read_heading([cells[0].text], period)
    is_marked = heading.grouping in (Grouping.SPHERE, Grouping.MONTH, Grouping.QUARTER)
    return is_marked or (heading.numeral is not None and bool(heading.text))


def preface_lines(table: Table) -> Iterator[str]:
    """Yield the lines of the rows that stand above the header of a table."""
    header = find_header(table.rows, table.column_count)
    if header is not None:
        for row in table.rows[: header.first]:
            for cell in filled_cells(row):
                yield from cell.text.splitlines()


def _is_numbered(rows: Sequence[Row], column_set: ColumnSet) -> bool:
    """Tell whether most rows that hold more than a heading bear a number."""
    columns = set(column_set.indexes("number"))
    wide = [row for row in rows if len(filled_cells(row)) > 1]
    numbered = sum(
        any(cell.column in columns and cell.text.strip() for cell in row.cells) for row in wide
    )
    return bool(wide) and numbered >= len(wide) * _NUMBERED_SHARE


def _report_captions(assembly: Assembly, pending: list[Paragraph]) -> None:
    """Take «Продолжение таблицы» out of the paragraphs before a table."""
    for paragraph in [p for p in pending if is_continuation_caption(p.text)]:
        pending.remove(paragraph)
        assembly.findings.append(remarks.continued_table(paragraph.text, paragraph.source))


def _take_heading(
    pending: list[Paragraph], period: Period | None, *, is_first: bool
) -> Paragraph | None:
    """Take the last paragraph before a table if it reads like a heading of it.

    Above the first table any short line may stand (a town, a date), so there it has to be marked as
    a heading or to name a month, a department or a sphere.
    """
    if not pending:
        return None
    last = pending[-1]
    heading = read_heading([last.text[:_MAX_HEADING]], period)
    is_marked = last.heading_level > 0 or heading.numeral is not None
    is_short = len(last.text) <= _MAX_HEADING and not last.text.rstrip().endswith((".", ";", ","))
    if is_first:
        is_short = is_short and heading.grouping is not Grouping.THEME
    return pending.pop() if is_marked or is_short else None
