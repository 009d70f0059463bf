"""The lists of cities of a plan made anew for another year: round ages, days of capitals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from planbook.anniversaries import (
    City,
    CityDay,
    anniversary_list,
    capital_days,
    city_key,
)
from planbook.plans import CellDraft, EventDraft, PlanDraft, SectionDraft
from planbook.plans.rereading import reread_row
from planbook.succession.proposal import NextRow, RowWords

_CAPITAL_DAY = "день города"
_STRANGER = "в прежних списках города не было: проверьте, что он входит в объединение"


def is_city_list(section: SectionDraft) -> bool:
    """Tell whether a section lists ages of cities."""
    return bool(section.items) and all(row.age is not None for row in section.items)


def listed_cities(plan: PlanDraft) -> frozenset[str]:
    """Return the keys of all cities that the lists of a plan name."""
    lists = (section for section in plan.sections if is_city_list(section))
    return frozenset(city_key(row.title) for section in lists for row in section.items)


def next_list(
    frame: PlanDraft,
    place: tuple[int, int],
    section: SectionDraft,
    cities: Sequence[City],
    members: frozenset[str],
) -> list[NextRow]:
    """Return the rows of a list of cities for another year.

    Args:
        frame: the new plan, whose period the dates belong to.
        place: the index of the section, and of its first row among all rows of the old plan.
        members: keys of the cities that belong to the association for certain; others are marked.
    """
    year = int((frame.period or "0")[:4])
    model = section.items[0]
    is_capitals = model.kind == _CAPITAL_DAY
    days = capital_days(cities, year) if is_capitals else anniversary_list(cities, year)
    olds = {city_key(row.title): index for index, row in enumerate(section.items)}
    rows = []
    for number, day in enumerate(days, start=1):
        old = olds.get(city_key(day.name))
        words = RowWords(_row(frame, section, model, day, number), _hints(day, section, old))
        index = None if old is None else place[1] + old
        reason = "" if city_key(day.name) in members else _STRANGER
        rows.append(
            NextRow(
                partial(_same, words),
                index,
                place[0],
                bool(reason),
                reason=reason,
                before=None if old is None else section.items[old],
            )
        )
    return rows


def _same(words: RowWords) -> RowWords:
    return words


def _row(
    frame: PlanDraft, section: SectionDraft, model: EventDraft, day: CityDay, number: int
) -> EventDraft:
    values = {
        "number": f"{number}." if "." in (_text(model, "number")) else str(number),
        "title": day.name,
        "age": day.age_text if _text(model, "age").strip()[-1:].isalpha() else str(day.age or ""),
        "timing": day.timing.text,
    }
    cells = [
        CellDraft(cell.role, values.get(cell.role, ""), replace(cell.source))
        for cell in model.cells
    ]
    return reread_row(frame, section, model, cells)


def _text(row: EventDraft, role: str) -> str:
    cell = row.cell(role)
    return cell.text if cell else ""


def _hints(day: CityDay, section: SectionDraft, old: int | None) -> tuple[str, ...]:
    hints = []
    if day.is_approximate:
        hints.append("день города ориентировочный")
    if old is not None:
        before = section.items[old].title.strip()
        if before != day.name:
            hints.append(f"в прежнем плане город назван «{before}»")
    return tuple(hints)
