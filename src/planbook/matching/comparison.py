"""Two editions of a plan side by side: every row unchanged, changed, added or removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum

from planbook.matching.facets import Facet, facets_of
from planbook.matching.identity import RowIdentity
from planbook.matching.pairing import RowMatch, match_rows
from planbook.matching.scores import Score
from planbook.plans import EventDraft, PlanDraft, SectionDraft
from planbook.text import clean_spaces


class RowState(StrEnum):
    """What became of a row."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with its heading and its place among all rows of the plan, from 0."""

    row: EventDraft
    section: SectionDraft
    index: int


@dataclass(frozen=True, slots=True)
class CellChange:
    """A facet that changed: the words before and after, lines as printed."""

    facet: Facet
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowDiff:
    """One row of the comparison; `score` says why two rows were taken for one."""

    state: RowState
    before: PlacedRow | None
    after: PlacedRow | None
    changes: tuple[CellChange, ...] = ()
    score: Score | None = None

    @property
    def is_moved(self) -> bool:
        """Whether the row stands under another heading now."""
        if self.before is None or self.after is None:
            return False
        return self.before.section.heading != self.after.section.heading

    @property
    def title(self) -> str:
        """The title by which the row is called: the newer one where there are two."""
        placed = self.after or self.before
        return placed.row.title if placed else ""


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """Everything that two editions differ in: `rows` in the order of the newer, removed last."""

    before: PlanDraft
    after: PlanDraft
    rows: tuple[RowDiff, ...]

    def count(self, state: RowState) -> int:
        """Return how many rows are of one state."""
        return sum(row.state is state for row in self.rows)

    @property
    def removed_share(self) -> float:
        """Share of the older rows that the newer edition leaves out, from 0 to 1."""
        total = sum(row.before is not None for row in self.rows)
        return self.count(RowState.REMOVED) / total if total else 0.0


def compare_plans(before: PlanDraft, after: PlanDraft) -> PlanDiff:
    """Compare two editions of a plan row by row and facet by facet.

    >>> from planbook.plans import extract_plan
    >>> from planbook.readers import read_document
    >>> text = "План на 2023 год\\n\\nМероприятие\\tСрок\\nФорум\\t{when}\\nСлёт\\tмай"
    >>> old, new = (
    ...     extract_plan(read_document(text.format(when=when).encode(), file_name="план.txt"))
    ...     for when in ("июнь", "8 июля")
    ... )
    >>> [(one.title, one.state.value, [(c.before, c.after) for c in one.changes])
    ...     for one in compare_plans(old, new).rows]
    [('Форум', 'changed', [('июнь', '8 июля')]), ('Слёт', 'unchanged', [])]
    """
    olds, news = placed_rows(before), placed_rows(after)
    matches = match_rows(
        [RowIdentity.of(one.row, one.section) for one in olds],
        [RowIdentity.of(one.row, one.section) for one in news],
    )
    by_new = {match.after: match for match in matches}
    kept = {match.before for match in matches}
    rows = [_row_diff(olds, new, by_new.get(new.index)) for new in news]
    rows += [RowDiff(RowState.REMOVED, old, None) for old in olds if old.index not in kept]
    return PlanDiff(before, after, tuple(rows))


def placed_rows(plan: PlanDraft) -> list[PlacedRow]:
    """Return the rows of a plan in printed order, each with its heading."""
    pairs = ((row, section) for section in plan.sections for row in section.items)
    return [PlacedRow(row, section, index) for index, (row, section) in enumerate(pairs)]


def row_changes(before: EventDraft, after: EventDraft) -> tuple[CellChange, ...]:
    """Return the facets whose printed words differ."""
    return tuple(_changes(before, after))


def is_reprinted(before: EventDraft, after: EventDraft) -> bool:
    """Return whether two rows say the same, however their cells are set.

    Spaces, line breaks, signs that print nothing, bullets and numbers say nothing: an office
    program changes them whenever it saves a document.

    >>> from dataclasses import replace
    >>> from planbook.plans import extract_plan
    >>> from planbook.readers import read_document
    >>> text = "План на 2023 год\\n\\nМероприятие\\tСрок\\nФорум городов\\tиюнь"
    >>> row = next(extract_plan(read_document(text.encode(), file_name="план.txt")).items())
    >>> cells = tuple(replace(cell, text=cell.text.replace(" ", "\\n")) for cell in row.cells)
    >>> is_reprinted(row, replace(row, cells=cells))
    True
    >>> is_reprinted(row, replace(row, title="Форум сёл"))
    False
    """
    return not row_changes(before, after) and all(
        _spoken(facet.fields_of(before)) == _spoken(facet.fields_of(after))
        for facet in facets_of(before, after)
    )


def _spoken(value: object) -> object:
    """Return a value in which no text keeps its spaces, and remarks are left out."""
    match value:
        case str():
            return clean_spaces(value)
        case dict():
            return {key: _spoken(one) for key, one in value.items()}
        case tuple() | list():
            return [_spoken(one) for one in value]
    if is_dataclass(value):
        names = [one.name for one in fields(value) if one.name != "findings"]
        return type(value), [_spoken(getattr(value, name)) for name in names]
    return value


def _changes(before: EventDraft, after: EventDraft) -> Iterator[CellChange]:
    for facet in facets_of(before, after):
        old, new = facet.words(before), facet.words(after)
        if [words for _, words in old if words] != [words for _, words in new if words]:
            yield CellChange(facet, _printed(before, facet), _printed(after, facet))


def _printed(row: EventDraft, facet: Facet) -> str:
    return "\n".join(cell.text for cell in row.cells if cell.role in facet.roles and cell.text)


def _row_diff(olds: list[PlacedRow], new: PlacedRow, match: RowMatch | None) -> RowDiff:
    if match is None:
        return RowDiff(RowState.ADDED, None, new)
    old = olds[match.before]
    changes = row_changes(old.row, new.row)
    is_same = not changes and old.section.heading == new.section.heading
    state = RowState.UNCHANGED if is_same else RowState.CHANGED
    return RowDiff(state, old, new, changes, match.score)
