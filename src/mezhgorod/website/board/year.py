"""The year board: axis, today, and a lane of rows for every section."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.website.board.rows import Row, row_of
from mezhgorod.website.board.scale import Scale, Tick, percent, ticks, year_scale

COLOUR_COUNT = 10


@dataclass(frozen=True, slots=True)
class Lane:
    """A section: its rows drawn now; `shown_until` of `count` rows are drawn or were before."""

    section: PlanSection
    label: str
    colour: str
    rows: tuple[Row, ...]
    count: int
    shown_until: int

    @property
    def hidden_count(self) -> int:
        return self.count - self.shown_until


@dataclass(frozen=True, slots=True)
class YearBoard:
    """Everything the template draws; positions are percents of the axis."""

    scale: Scale
    ticks: list[Tick]
    today: str
    lanes: list[Lane]

    @property
    def count(self) -> int:
        return sum(lane.count for lane in self.lanes)


def year_board(
    plan: Plan,
    sections: Sequence[PlanSection],
    items: Iterable[PlanItem],
    counts: Counter[int],
    *,
    today: date,
    start: int = 0,
) -> YearBoard:
    """Lay the chosen rows of a plan out on its axis; `start` rows of every lane came before."""
    scale = year_scale(plan.period_start, plan.period_end)
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    for item in items:
        rows[item.section_id].append(row_of(item, scale))
    lanes = [
        Lane(
            section=section,
            label=section_label(section),
            colour=colour_of(section.position - 1),
            rows=tuple(rows[section.pk]),
            count=counts[section.pk],
            shown_until=min(start + len(rows[section.pk]), counts[section.pk]),
        )
        for section in sections
        if counts[section.pk]
    ]
    mark = percent((scale.left(today) + scale.right(today)) / 2) if scale.covers(today) else ""
    return YearBoard(scale=scale, ticks=ticks(scale), today=mark, lanes=lanes)


def colour_of(index: int) -> str:
    """Return the CSS class of the colour of a section by its place in the plan."""
    return f"c{index % COLOUR_COUNT + 1}"


def section_label(section: PlanSection) -> str:
    """Return «II. Конференции, семинары», whatever of it is there."""
    words = " ".join(section.heading.split()) or "Без раздела"
    return f"{section.numeral.rstrip('.')}. {words}" if section.numeral else words
