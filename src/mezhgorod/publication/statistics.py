"""Figures of a year as tables: the same ones stand on the page, in .csv and in .xlsx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules.fulfilment import Fulfilment, Shares
from mezhgorod.reporting.queries.statistics import Statistics
from planbook.documents.flat import FlatColumn, FlatKind, FlatTable, FlatValue

MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
QUARTERS = ("I квартал", "II квартал", "III квартал", "IV квартал")
# The table of cities by events is wide: pages draw it their own way.
MATRIX = "matrix"
_WIDE, _NARROW = 40.0, 12.0


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of figures; `key` names it in addresses and files."""

    key: str
    table: FlatTable


def figure_tables(told: Statistics) -> tuple[FigureTable, ...]:
    """Return the tables of a year, empty ones left out."""
    tables = (
        FigureTable("fulfilment", _fulfilment(told)),
        FigureTable("sections", _parts(told, "Исполнение по разделам", "Раздел", "by_section")),
        FigureTable(
            "organizers", _parts(told, "Исполнение по организаторам", "Организатор", "by_organizer")
        ),
        FigureTable("cities", _parts(told, "Исполнение по городам", "Город", "by_city")),
        FigureTable("quarters", _parts(told, "Исполнение по кварталам", "Квартал", "by_quarter")),
        FigureTable("moves", _moves(told)),
        FigureTable("seasons", _seasons(told)),
        FigureTable("activity", _activity(told)),
        FigureTable(MATRIX, _matrix(told)),
    )
    return tuple(one for one in tables if one.table.rows)


def _text(name: str, header: str, width: float = _WIDE) -> FlatColumn:
    return FlatColumn(name, header, FlatKind.TEXT, width)


def _numbers(names: Mapping[str, str]) -> Iterator[FlatColumn]:
    for name, header in names.items():
        yield FlatColumn(name, header, FlatKind.NUMBER, _NARROW)


def _share_columns() -> tuple[FlatColumn, ...]:
    names = {str(one.value): str(one.label) for one in Fulfilment}
    return (*_numbers({**names, "percent": "исполнено, %"}),)


def _share_values(shares: Shares) -> tuple[FlatValue, ...]:
    return (*(getattr(shares, one.value) for one in Fulfilment), shares.percent)


def _fulfilment(told: Statistics) -> FlatTable:
    rows = tuple((one.plan.title, *_share_values(one.fact.total)) for one in told.plans)
    columns = (_text("plan", "План"), *_share_columns())
    return FlatTable(f"Исполнение планов, {told.year} год", columns, rows)


def _parts(told: Statistics, title: str, header: str, parts: str) -> FlatTable:
    """Return shares by parts; several plans of a year stand below one another."""
    rows: list[tuple[FlatValue, ...]] = []
    for one in told.plans:
        found: Sequence[tuple[str, Shares]] = getattr(one.fact, parts)
        rows += [(one.plan.title, name, *_share_values(shares)) for name, shares in found]
    columns = (_text("plan", "План"), _text("part", header), *_share_columns())
    if len(told.plans) == 1:
        columns, rows = columns[1:], [row[1:] for row in rows]
    return FlatTable(f"{title}, {told.year} год", columns, tuple(rows))


def _moves(told: Statistics) -> FlatTable:
    names = {f"kind_{place}": kind for place, kind in enumerate(told.moves.kinds, start=1)}
    rows: list[tuple[FlatValue, ...]] = [
        (QUARTERS[place], *counts, sum(counts))
        for place, counts in enumerate(told.moves.quarters)
        if told.moves.total
    ]
    columns = (_text("quarter", "Когда"), *_numbers({**names, "total": "всего"}))
    return FlatTable(f"Изменения утверждённых планов, {told.year} год", columns, tuple(rows))


def _seasons(told: Statistics) -> FlatTable:
    names = {}
    for one in told.seasons:
        names[f"planned_{one.year}"] = f"{one.year}, в плане"
        names[f"held_{one.year}"] = f"{one.year}, прошло"
    rows: list[tuple[FlatValue, ...]] = [
        (name, *(count for one in told.seasons for count in (one.planned[place], one.held[place])))
        for place, name in enumerate(MONTHS)
    ]
    undated = [count for one in told.seasons for count in (one.planned_undated, one.held_undated)]
    if any(undated):
        rows.append(("месяц не назван", *undated))
    columns = (_text("month", "Месяц", 20.0), *_numbers(names))
    return FlatTable("Мероприятия по месяцам", columns, tuple(rows) if told.seasons else ())


def _activity(told: Statistics) -> FlatTable:
    names = {
        "hosted": "принимал",
        "attended": "участвовал",
        "spoke": "выступал",
        "awarded": "награждён",
        "total": "всего мероприятий",
    }
    rows = tuple(
        (
            one.city.name,
            len(one.hosted),
            len(one.attended),
            len(one.spoke),
            len(one.awarded),
            one.total,
        )
        for one in told.activity
    )
    return FlatTable(
        f"Активность городов, {told.year} год",
        (_text("city", "Город", 30.0), *_numbers(names)),
        rows,
    )


def _matrix(told: Statistics) -> FlatTable:
    """Return cities by events, each cell in words: a file is filtered and counted by them."""
    columns = [
        FlatColumn(f"event_{one.pk}", _event_words(one), FlatKind.TEXT, 18.0)
        for one in told.matrix.events
    ]
    rows = tuple(
        (one.name, *(sign.label if sign else None for sign in one.signs), one.count)
        for one in told.matrix.rows
    )
    return FlatTable(
        f"Кто в чём участвовал, {told.year} год",
        (_text("city", "Город", 30.0), *columns, *_numbers({"total": "всего мероприятий"})),
        rows,
    )


def _event_words(held: HeldEvent) -> str:
    return f"{held.title}, {held.timing_text}" if held.timing_text else held.title
