"""A proposed row as the page shows it: what it says now beside what it said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from mezhgorod.registry.rules import count_in
from planbook.plans import EventDraft
from planbook.succession import NextPlan, NextRow
from planbook.succession.hosts import HELD_IN

# A proposal of so many rows is one page; a longer one is shown page by page.
SHOWN_ROWS, PAGE_ROWS = 400, 200
# More rows than any plan has: what a sent text of places may name.
MAX_PLACES = 100_000
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
    """A heading with its rows on this page; `number` tells it from others, `count` is of all."""

    number: int
    heading: str
    rows: tuple[ShownRow, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One page of a proposal.

    Attributes:
        elsewhere: the ticked rows of other pages, as the form carries them along.
        here: all rows of this page, ticked or not.
        begins: on which page every section begins.
    """

    sections: tuple[ShownSection, ...]
    number: int
    page_count: int
    count: int
    stale_count: int
    chosen_count: int
    elsewhere: str
    here: str
    begins: tuple[tuple[int, str], ...]


def due_places(proposal: NextPlan) -> list[int]:
    """Return the places of the rows that fall due, section after section."""
    due = [place for place, one in enumerate(proposal.rows) if one.is_due]
    return sorted(due, key=lambda place: (proposal.rows[place].section, place))


def usual_choice(proposal: NextPlan) -> frozenset[int]:
    """Return what is ticked at first: every row that falls due and is not stale."""
    return frozenset(
        place for place, one in enumerate(proposal.rows) if one.is_due and not one.is_stale
    )


def shown_part(proposal: NextPlan, chosen: frozenset[int], page: int) -> ShownPart:
    """Return one page of what is proposed under the headings of the new plan.

    A plan of a few hundred rows is one page; the ticks of other pages travel with the form.
    """
    places = due_places(proposal)
    size = len(places) if len(places) <= SHOWN_ROWS else PAGE_ROWS
    page_count = max(-(-len(places) // size), 1) if size else 1
    number = min(max(page, 1), page_count)
    here = places[(number - 1) * size : number * size]
    counts = Counter(proposal.rows[place].section for place in places)
    ticked = chosen.intersection(places)
    return ShownPart(
        sections=tuple(_sections(proposal, here, counts, ticked)),
        number=number,
        page_count=page_count,
        count=len(places),
        stale_count=sum(proposal.rows[place].is_stale for place in places),
        chosen_count=len(ticked),
        elsewhere=spans_text(ticked.difference(here)),
        here=spans_text(here),
        begins=tuple(_begins(proposal, counts, size)),
    )


def spans_text(places: Iterable[int]) -> str:
    """Return places as a short text: «0-17,19»."""
    spans: list[list[int]] = []
    for place in sorted(places):
        if spans and place == spans[-1][1] + 1:
            spans[-1][1] = place
        else:
            spans.append([place, place])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)


def spans_read(text: str) -> frozenset[int]:
    """Return the places that `spans_text` wrote; anything else in the text is left out."""
    found: set[int] = set()
    left = MAX_PLACES
    for span in text.split(",", MAX_PLACES):
        first, _, last = span.partition("-")
        start, end = count_in(first), count_in(last or first)
        if start is None or end is None or not start <= end < MAX_PLACES:
            continue
        left -= end - start + 1
        if left < 0:
            break
        found.update(range(start, end + 1))
    return frozenset(found)


def _sections(
    proposal: NextPlan, here: Sequence[int], counts: Counter[int], ticked: frozenset[int]
) -> Iterator[ShownSection]:
    for number, places in groupby(here, key=lambda place: proposal.rows[place].section):
        rows = tuple(_shown(place, proposal.rows[place], ticked) for place in places)
        yield ShownSection(number, _heading(proposal, number), rows, counts[number])


def _begins(proposal: NextPlan, counts: Counter[int], size: int) -> Iterator[tuple[int, str]]:
    before = 0
    for number in sorted(counts):
        yield before // size + 1, _heading(proposal, number)
        before += counts[number]


def _heading(proposal: NextPlan, number: int) -> str:
    return proposal.frame.sections[number].heading or "Без раздела"


def _shown(place: int, one: NextRow, chosen: frozenset[int]) -> ShownRow:
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
        is_chosen=place in chosen,
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
