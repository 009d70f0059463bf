"""The sections that are printed: those of the plan, or its rows grouped anew by time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from planbook.dates import Period, Timing, TimingKind
from planbook.dates.span_wording import MONTH_NAMES
from planbook.layouts.layout import Layout, SectionRule
from planbook.layouts.sorting import sort_section
from planbook.plans import EventDraft, Grouping, PlanDraft, SectionDraft
from planbook.text import format_roman

_ALL_YEAR = "В течение всего периода"
_UNDATED = "Срок уточняется"
_RECURRENT = frozenset({TimingKind.RECURRING, TimingKind.ONGOING})
# Before and after every month or quarter.
_FIRST, _LAST = (0, 0), (9999, 99)

Key = tuple[int, int]


def sections_of(plan: PlanDraft, layout: Layout, period: Period | None) -> tuple[SectionDraft, ...]:
    """Return the sections to print with their rows in order; every row stands in exactly one.

    A section without rows is left out, except one under which deeper sections follow.
    """
    match layout.headings.sections:
        case SectionRule.AS_IN_PLAN:
            sections = _without_empty(plan.sections)
        case SectionRule.NONE:
            sections = _regrouped(plan, lambda _item: _FIRST, lambda _key: "", Grouping.NONE)
        case SectionRule.MONTH:
            sections = _regrouped(
                plan, _month, lambda key: _month_heading(key, period), Grouping.MONTH
            )
        case SectionRule.QUARTER:
            sections = _regrouped(
                plan, _quarter, lambda key: _quarter_heading(key, period), Grouping.QUARTER
            )
    return tuple(
        replace(section, items=sort_section(section, layout.sorting)) for section in sections
    )


def _without_empty(sections: Sequence[SectionDraft]) -> list[SectionDraft]:
    kept: list[SectionDraft] = []
    for index, section in enumerate(sections):
        deeper = index + 1 < len(sections) and sections[index + 1].level > section.level
        if section.items or deeper:
            kept.append(section)
    return kept


def _regrouped(
    plan: PlanDraft,
    key_of: Callable[[EventDraft], Key],
    heading_of: Callable[[Key], str],
    grouping: Grouping,
) -> list[SectionDraft]:
    """Group the rows anew; lists of anniversaries stay lists after them."""
    lists = [section for section in plan.sections if section.grouping is Grouping.LIST]
    others = [section for section in plan.sections if section.grouping is not Grouping.LIST]
    groups: dict[Key, list[EventDraft]] = {}
    for section in others:
        for item in section.items:
            groups.setdefault(key_of(item), []).append(item)
    notes = tuple(dict.fromkeys(note for section in others for note in section.notes))
    built = [
        SectionDraft(heading_of(key), tuple(groups[key]), grouping=grouping, notes=notes)
        for key in sorted(groups)
    ]
    return [*built, *(section for section in lists if section.items)]


def _month(item: EventDraft) -> Key:
    day = _start(item.timing)
    if item.timing.kind in _RECURRENT:
        return _FIRST
    return (day.year, day.month) if day else _LAST


def _quarter(item: EventDraft) -> Key:
    year, month = _month(item)
    return (year, month) if (year, month) in (_FIRST, _LAST) else (year, (month + 2) // 3)


def _start(timing: Timing) -> date | None:
    return timing.earliest or timing.latest


def _month_heading(key: Key, period: Period | None) -> str:
    if key in (_FIRST, _LAST):
        return _ALL_YEAR if key == _FIRST else _UNDATED
    return MONTH_NAMES[key[1] - 1].capitalize() + _year(key[0], period)


def _quarter_heading(key: Key, period: Period | None) -> str:
    if key in (_FIRST, _LAST):
        return _ALL_YEAR if key == _FIRST else _UNDATED
    return f"{format_roman(key[1])} квартал{_year(key[0], period)}"


def _year(year: int, period: Period | None) -> str:
    """Return the year where the period of the plan does not tell it."""
    years: Iterable[int] = {period.start.year, period.end.year} if period else ()
    return "" if set(years) == {year} else f" {year} года"
