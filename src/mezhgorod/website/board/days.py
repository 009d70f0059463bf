"""Days of cities drawn on the axis of a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mezhgorod.publication.anniversaries import DatedRow
from mezhgorod.website.board.scale import Tick, ticks, year_scale
from mezhgorod.website.board.spoken import spoken_timing
from mezhgorod.website.board.strokes import Drawing, TimingShape, draw
from planbook.dates import Timing


@dataclass(frozen=True, slots=True)
class DrawnDay:
    """A city with its age in words and its day drawn."""

    slug: str
    name: str
    age: str
    wording: str
    spoken: str
    is_approximate: bool
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class DayBoard:
    """The rows of one list and the axis they are drawn on."""

    ticks: list[Tick]
    rows: list[DrawnDay]


def day_board(rows: Iterable[DatedRow], year: int) -> DayBoard:
    """Draw the rows of a list on the axis of its year."""
    scale = year_scale(date(year, 1, 1), date(year, 12, 31))
    drawn = []
    for row in rows:
        shape = shape_of_timing(row.day.timing)
        drawn.append(
            DrawnDay(
                slug=row.slug,
                name=row.day.name,
                age=row.day.age_text,
                wording=shape.wording,
                spoken=spoken_timing(shape),
                is_approximate=row.day.is_approximate,
                drawing=draw(shape, scale),
            )
        )
    return DayBoard(ticks(scale), drawn)


def shape_of_timing(timing: Timing) -> TimingShape:
    """Return what drawing needs of a timing."""
    spans = tuple((span.start, span.end) for span in getattr(timing, "spans", ()))
    if not spans and (timing.earliest or timing.latest):
        spans = ((timing.earliest, timing.latest),)
    return TimingShape(
        kind=timing.kind.value,
        extent=timing.extent.value if timing.extent else "",
        wording=timing.text,
        spans=spans,
        rrule="",
    )
