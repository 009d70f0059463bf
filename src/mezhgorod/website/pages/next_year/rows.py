"""A proposed row as the page shows it: what it says now beside what it said."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.plans import EventDraft
from planbook.succession import NextPlan, NextRow
from planbook.succession.hosts import HELD_IN

_LABELS = (("timing", "Срок"), ("place", "Место"), ("place_timing", "Место и срок"))


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell of a row; `before` is empty where nothing has changed."""

    label: str
    text: str
    before: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row to tick; `before` is the old title where the new one differs."""

    place: int
    title: str
    before: str
    cells: tuple[ShownCell, ...]
    hints: tuple[str, ...]
    is_stale: bool
    is_new: bool
    is_chosen: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A heading with its rows."""

    heading: str
    rows: tuple[ShownRow, ...]


def shown_sections(proposal: NextPlan, chosen: frozenset[int] | None) -> list[ShownSection]:
    """Return what is proposed under the headings of the new plan.

    Args:
        chosen: what a person has ticked; None at first: all rows that are not stale.
    """
    sections = []
    for number, section in enumerate(proposal.frame.sections):
        rows = tuple(
            _shown(place, one, chosen)
            for place, one in enumerate(proposal.rows)
            if one.section == number and one.is_due
        )
        if rows:
            sections.append(ShownSection(section.heading or "Без раздела", rows))
    return sections


def _shown(place: int, one: NextRow, chosen: frozenset[int] | None) -> ShownRow:
    old = one.before
    # The old city stands under the new one already.
    hints = one.hints if old is None else tuple(h for h in one.hints if not h.startswith(HELD_IN))
    return ShownRow(
        place=place,
        title=one.row.title,
        before=old.title if old and _plain(old.title) != _plain(one.row.title) else "",
        cells=tuple(_cells(one.row, old)),
        hints=hints,
        is_stale=one.is_stale,
        is_new=old is None,
        is_chosen=not one.is_stale if chosen is None else place in chosen,
        reason=one.reason,
    )


def _cells(row: EventDraft, old: EventDraft | None) -> list[ShownCell]:
    shown = []
    for role, label in _LABELS:
        cell = row.cell(role)
        if cell is None:
            continue
        before = old.cell(role) if old else None
        words, was = _plain(cell.text), _plain(before.text) if before else ""
        if words or was:
            shown.append(ShownCell(label, words or "не указано", was if was != words else ""))
    return shown


def _plain(text: str) -> str:
    return " ".join(text.split())
