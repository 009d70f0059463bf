"""What to mind about one row while it is typed: said to its author, not of two rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planbook.radar.calendar import days_off, undated
from planbook.radar.clash import Certainty, ClashKind
from planbook.radar.loads import host_loads
from planbook.radar.pairs import meeting_of
from planbook.radar.rows import RadarRow, in_order
from planbook.radar.scanning import RadarLimits
from planbook.radar.twins import is_twin_candidate, twin_likeness
from planbook.radar.words import named

# So many likenesses of titles are weighed: each needs the forms of every word.
_MOST_TWINS = 20
_CERTAIN_WORDS = {
    ClashKind.CITY: "Тот же город ({}) в те же дни: {}.",
    ClashKind.BODY: "Тот же орган ({}) собирается в те же дни: {}.",
    ClashKind.AUDIENCE: "Тех же участников ({}) в те же дни зовут сюда: {}.",
    ClashKind.PEOPLE: "Те же ответственные ({}) в те же дни заняты: {}.",
}
_POSSIBLE_WORDS = {
    ClashKind.CITY: "Тот же город ({}), дни могут совпасть: {}.",
    ClashKind.BODY: "Тот же орган ({}) может собраться в те же дни: {}.",
    ClashKind.AUDIENCE: "Тех же участников ({}) могут позвать в те же дни: {}.",
    ClashKind.PEOPLE: "Те же ответственные ({}) могут быть заняты в те же дни: {}.",
}
_ORDER = {kind: place for place, kind in enumerate((ClashKind.TWIN, *ClashKind), start=1)}
_ORDER[ClashKind.TWIN] = 0


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to mind.

    Attributes:
        certainty: whether it is so whatever days are chosen.
        other: the row that stands in the way; None where there is none, or many.
        message: a Russian sentence that does not name the typed row.
        weight: how much it deserves attention, from 0 to 1.
    """

    kind: ClashKind
    certainty: Certainty
    other: RadarRow | None
    message: str
    weight: float = 1.0


def hints_of(
    row: RadarRow,
    others: Iterable[RadarRow],
    *,
    today: date | None = None,
    limits: RadarLimits | None = None,
) -> tuple[Hint, ...]:
    """Say what one row meets, the gravest first; every other row is looked at once.

    Args:
        row: the row as it is typed.
        others: rows that may meet it, without the row itself.
        today: the day of asking; without it a missing date is not told.
        limits: how much a city can hold.

    >>> from planbook.dates import Period, parse_timing
    >>> year = Period.from_edtf("2023")
    >>> one, other, third = (
    ...     RadarRow(key, f"Форум {key}", parse_timing(text, period=year), cities=("Вологда",))
    ...     for key, text in enumerate(("25-27 августа", "26 августа", "август"))
    ... )
    >>> for hint in hints_of(one, (third, other)):
    ...     print(hint.certainty.value, hint.message)
    certain Тот же город (Вологда) в те же дни: «Форум 1» (26 августа).
    possible Тот же город (Вологда), дни могут совпасть: «Форум 2» (август).
    """
    timed = in_order(others)
    found = [
        *_of_others(row, timed),
        *_of_load(row, timed, limits or RadarLimits()),
        *_of_calendar(row, today),
    ]
    return tuple(sorted(found, key=_rank))


def _of_others(row: RadarRow, others: Sequence[RadarRow]) -> Iterator[Hint]:
    left = _MOST_TWINS
    for other in others:
        likeness = 0.0
        if left and row.owner != other.owner and is_twin_candidate(row, other):
            left -= 1
            likeness = twin_likeness(row, other)
        if likeness:
            words = f"Похоже, это мероприятие уже есть в другом плане: {named(other)}."
            yield Hint(ClashKind.TWIN, Certainty.POSSIBLE, other, words, min(likeness, 0.99))
        elif (met := meeting_of(row, other)) is not None:
            kind, shared, chance = met
            is_certain = chance >= 1
            words = (_CERTAIN_WORDS if is_certain else _POSSIBLE_WORDS)[kind]
            certainty = Certainty.CERTAIN if is_certain else Certainty.POSSIBLE
            yield Hint(kind, certainty, other, words.format(shared, named(other)), chance)


def _of_load(row: RadarRow, others: Sequence[RadarRow], limits: RadarLimits) -> Iterator[Hint]:
    near = [one for one in others if not set(one.cities).isdisjoint(row.cities)]
    rows = in_order((row, *near))
    for load in host_loads(rows, in_month=limits.in_month, at_once=limits.at_once):
        if any(one is row for one in load.rows):
            words = f"{load.message.removesuffix('.')} вместе с этим."
            yield Hint(ClashKind.HOST_LOAD, load.certainty, None, words)


def _of_calendar(row: RadarRow, today: date | None) -> Iterator[Hint]:
    for one in (*days_off((row,)), *(undated((row,), today) if today else ())):
        yield Hint(one.kind, one.certainty, None, one.brief)


def _rank(one: Hint) -> tuple[bool, bool, int, float]:
    is_possible = one.certainty is Certainty.POSSIBLE
    return one.kind is not ClashKind.TWIN, is_possible, _ORDER[one.kind], -one.weight
