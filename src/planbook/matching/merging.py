"""Three-way merge of a row: what the new document says meets what people changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planbook.matching.facets import Facet, facets_of
from planbook.plans import CellDraft, EventDraft


@dataclass(frozen=True, slots=True)
class Conflict:
    """A facet changed on both sides in different ways; until a person decides, ours stays."""

    facet: Facet
    base: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class MergedRow:
    """The merged row; `kept` are facets where a person's change outlived the new document."""

    row: EventDraft
    conflicts: tuple[Conflict, ...] = ()
    kept: tuple[Facet, ...] = ()


def merge_rows(
    base: EventDraft,
    theirs: EventDraft,
    ours: EventDraft,
    choices: Mapping[str, str] | None = None,
) -> MergedRow:
    """Merge a row facet by facet: one-sided changes win, two-sided ones are conflicts.

    Args:
        base: the row as the last document gave it.
        theirs: the row in the new document.
        ours: the row as it stands now, with people's changes.
        choices: «theirs» or «ours» by the name of a facet in conflict; without it «ours» stays.

    Returns:
        The row with the source, the number and the findings of the new document.
    """
    chosen = choices or {}
    merged, conflicts, kept = theirs, [], []
    for facet in facets_of(base, theirs, ours):
        if not _differs(facet, ours, base) or not _differs(facet, ours, theirs):
            continue
        if _differs(facet, theirs, base):
            words = (_words(facet, row) for row in (base, theirs, ours))
            conflicts.append(Conflict(facet, *words))
            if chosen.get(facet.name) == "theirs":
                continue
        kept.append(facet)
        merged = _with_facet(merged, facet, ours)
    return MergedRow(merged, tuple(conflicts), tuple(kept))


def _differs(facet: Facet, one: EventDraft, other: EventDraft) -> bool:
    return facet.value(one) != facet.value(other)


def _words(facet: Facet, row: EventDraft) -> str:
    return "\n".join(words for _, words in facet.words(row))


def _with_facet(row: EventDraft, facet: Facet, source: EventDraft) -> EventDraft:
    """Return the row saying about one facet what another row says."""
    fields = facet.fields_of(source)
    return replace(row, cells=_with_cells(row, facet, source), **fields)


def _with_cells(row: EventDraft, facet: Facet, source: EventDraft) -> tuple[CellDraft, ...]:
    """Put the words of a facet into the cells of a row, keeping the order of its columns."""
    spare = [cell for cell in source.cells if cell.role in facet.roles]
    cells = []
    for cell in row.cells:
        if cell.role not in facet.roles:
            cells.append(cell)
            continue
        same = next((one for one in spare if one.role == cell.role), None)
        if same is not None:
            spare.remove(same)
            cells.append(replace(cell, text=same.text, is_inherited=same.is_inherited))
    return (*cells, *spare)
