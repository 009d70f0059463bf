"""Rows of a draft beside their source cells, under the headings of the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mezhgorod.intake.rules import CellChange, ChangeKind, RowChange
from mezhgorod.website.board.evidence import header_of_role
from mezhgorod.website.board.year import colour_of
from mezhgorod.website.review.remarks import source_words
from mezhgorod.website.review.understood import Field, TimeView, fields_of, time_of
from mezhgorod.website.wording import bind_spaces
from planbook.findings import Finding
from planbook.plans import CellDraft, EventDraft, PlanDraft, SectionDraft
from planbook.plans.content import without_bullet
from planbook.text import clean_spaces

# A column is known by its role and, where a role comes twice, by which of the two it is.
ColumnKey = tuple[str, int]

# More columns than this do not fit beside what was understood: they stand one under another.
MAX_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A row of a draft with its place among all rows and the section it stands in."""

    index: int
    section: int
    row: EventDraft


@dataclass(frozen=True, slots=True)
class CellView:
    """A source cell under its column; `change` tells what the live plan says instead."""

    header: str
    role: str
    cell: CellDraft | None
    change: CellChange | None


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the review: its cells, what was understood, what it does to the live plan."""

    number: int
    source: str
    cells: tuple[CellView, ...]
    time: TimeView
    fields: tuple[Field, ...]
    findings: tuple[Finding, ...]
    kind: ChangeKind | None
    gone_cells: tuple[tuple[str, str], ...]
    kept: tuple[str, ...] = ()
    recognized: str = ""
    is_reprinted: bool = False

    @property
    def is_read_anew(self) -> bool:
        """Whether the words are the same and only the program understands them otherwise."""
        is_changed = any(view.change for view in self.cells) or bool(self.gone_cells)
        return self.kind is ChangeKind.UPDATE and not is_changed and not self.is_reprinted

    @property
    def has_inherited(self) -> bool:
        return any(view.cell and view.cell.is_inherited for view in self.cells)


@dataclass(slots=True)
class GroupView:
    """A heading of the document and the rows of this page under it; `count` has all of them."""

    heading: str
    notes: tuple[str, ...]
    colour: str
    count: int
    rows: list[RowView] = field(default_factory=list)


@dataclass(slots=True)
class TableView:
    """Headings in a row that share their columns; another set of columns is another table."""

    keys: tuple[ColumnKey, ...]
    headers: tuple[str, ...]
    groups: list[GroupView] = field(default_factory=list)

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Role and header of every column."""
        return [(role, header) for (role, _), header in zip(self.keys, self.headers, strict=True)]

    @property
    def is_stacked(self) -> bool:
        return len(self.headers) > MAX_COLUMNS


def numbered_rows(draft: PlanDraft) -> Iterator[NumberedRow]:
    """Yield the rows of a draft in printed order with their places."""
    index = 0
    for place, section in enumerate(draft.sections):
        for row in section.items:
            yield NumberedRow(index, place, row)
            index += 1


def review_tables(
    draft: PlanDraft, rows: Sequence[NumberedRow], changes: Sequence[RowChange] | None
) -> list[TableView]:
    """Lay the rows of one page out; without `changes` nothing is compared.

    `changes` has one entry per row of the whole draft, in order.
    """
    headers = _headers(draft)
    order = {key: place for place, key in enumerate(headers)}
    tables: list[TableView] = []
    for place, members in _by_section(rows):
        keys = _columns_of(members, order)
        names = tuple(headers.get(key) or header_of_role(key[0]) for key in keys)
        if not tables or tables[-1].keys != keys:
            tables.append(TableView(keys, names))
        group = _group(draft.sections[place], place)
        for one in members:
            change = changes[one.index] if changes is not None else None
            group.rows.append(_row(one, keys, names, change))
        tables[-1].groups.append(group)
    return tables


def _headers(draft: PlanDraft) -> dict[ColumnKey, str]:
    texts = (bind_spaces(" ".join(header.split())) for _, header in draft.columns)
    return dict(zip(_keys(role for role, _ in draft.columns), texts, strict=True))


def _by_section(rows: Sequence[NumberedRow]) -> Iterator[tuple[int, list[NumberedRow]]]:
    members: dict[int, list[NumberedRow]] = {}
    for one in rows:
        members.setdefault(one.section, []).append(one)
    yield from members.items()


def _columns_of(rows: Sequence[NumberedRow], order: dict[ColumnKey, int]) -> tuple[ColumnKey, ...]:
    found: dict[ColumnKey, None] = {}
    for one in rows:
        found.update(dict.fromkeys(_keys(cell.role for cell in one.row.cells)))
    return tuple(sorted(found, key=lambda key: order.get(key, len(order))))


def _keys(roles: Iterable[str]) -> list[ColumnKey]:
    seen: Counter[str] = Counter()
    keys = []
    for role in roles:
        keys.append((role, seen[role]))
        seen[role] += 1
    return keys


def _group(section: SectionDraft, place: int) -> GroupView:
    heading = bind_spaces(" ".join((section.heading_text or section.heading).split()))
    return GroupView(heading, section.notes, colour_of(place), len(section.items))


def _row(
    one: NumberedRow,
    keys: tuple[ColumnKey, ...],
    names: tuple[str, ...],
    change: RowChange | None,
) -> RowView:
    row = one.row
    printed = dict(zip(_keys(cell.role for cell in row.cells), row.cells, strict=True))
    changed = {cell.role: cell for cell in change.cells if _is_seen(cell)} if change else {}
    cells = tuple(
        CellView(name, key[0], printed.get(key), changed.pop(key[0], None))
        for key, name in zip(keys, names, strict=True)
    )
    return RowView(
        number=one.index + 1,
        source=source_words(row.source),
        cells=cells,
        time=time_of(row.timing),
        fields=fields_of(row),
        findings=row.findings,
        kind=change.kind if change else None,
        gone_cells=tuple((header_of_role(c.role), c.before or "") for c in changed.values()),
        kept=change.kept if change else (),
        recognized=_recognized(change) if change else "",
        is_reprinted=change.is_reprinted if change else False,
    )


def _is_seen(change: CellChange) -> bool:
    """Tell whether a reader sees other words: spaces, line breaks and bullets are none."""
    return _words(change.role, change.before) != _words(change.role, change.after)


def _words(role: str, text: str | None) -> str:
    return clean_spaces(without_bullet(text or "") if role == "title" else text or "")


def _recognized(change: RowChange) -> str:
    """Say why a changed row was taken for the live one, for a person to doubt."""
    if change.kind is not ChangeKind.UPDATE or change.is_reprinted or not change.reasons:
        return ""
    return f"{', '.join(change.reasons)} ({change.points} из 100)"
