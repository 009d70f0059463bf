"""A round of 300 cities and 60 indicators put together and told about, without a database.

Every figure is drawn by a generator with a fixed seed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from planbook.indicators import (
    Aggregation,
    Answer,
    Cell,
    CellValue,
    Direction,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    MissingReason,
    SeriesValue,
    TableHead,
    Unit,
    UnitKind,
    analytical_note,
    changes,
    consolidate,
    doubts,
    next_period,
    ranks,
    rolling_four_quarters,
    round_medians,
    series_of,
    summaries,
    table_doubts,
)

CITIES, ROWS, ROUNDS = 300, 60, 48
_REPEATS = 5
_HEAD = TableHead("Проверочный обмен", "Проверочный союз", "2026-35", 1, date(2026, 10, 20))


def run() -> list[tuple[object, ...]]:
    """Return rows of a table: what is done, the best of five in milliseconds of processor time."""
    form = _form()
    now, before = _answers(2), _answers(1)
    table = consolidate(form, now, head=_HEAD)
    last = consolidate(form, before, head=replace(_HEAD, period_edtf="2026-34"))
    medians = round_medians(form, now)

    def whole_round() -> object:
        made = consolidate(form, now, head=_HEAD)
        return summaries(made), [ranks(row) for row in made.rows], changes(made, last)

    todo: list[tuple[str, int, Callable[[], object]]] = [
        ("свести, посчитать, места и изменения", 300, whole_round),
        ("аналитическая записка", 500, lambda: analytical_note(table, last)),
        ("сомнения всего раунда", 1500, lambda: table_doubts(table, last)),
        ("медианы раунда", 50, lambda: round_medians(form, now)),
        (
            "сомнения одного ответа",
            20,
            lambda: doubts(form, now[0], last=before[0], medians=medians),
        ),
        ("ряды за 12 лет, 300 городов", 1000, _series),
    ]
    rows: list[tuple[object, ...]] = [("что", "мс", "предел")]
    return [*rows, *((name, _best(do), limit) for name, limit, do in todo)]


def _best(do: Callable[[], object]) -> int:
    times = []
    for _ in range(_REPEATS):
        began = time.process_time()
        do()
        times.append(time.process_time() - began)
    return round(min(times) * 1000)


def _form() -> IndicatorForm:
    directions = list(Direction)
    lines = tuple(
        FormLine(
            Indicator(
                f"row{number}",
                f"Проверочный показатель {number}",
                Unit(UnitKind.MONEY, "руб."),
                direction=directions[number % 3],
                aggregation=Aggregation.MEAN,
            )
        )
        for number in range(ROWS)
    )
    return IndicatorForm("Проверка", (FormSection("all", "Все", lines),))


def _answers(seed: int) -> list[Answer]:
    """Prices that grow a little from round to round; one in thirty is not known."""
    drawn = random.Random(seed)  # noqa: S311 -- figures of a measurement, no secret
    return [
        Answer(
            f"Город {city}",
            {Cell(f"row{row}"): _cell(drawn, 100 * seed + city + row) for row in range(ROWS)},
        )
        for city in range(CITIES)
    ]


def _cell(drawn: random.Random, base: int) -> CellValue:
    if drawn.random() < 1 / 30:
        return CellValue(missing=MissingReason.NO_DATA)
    return CellValue(number=Decimal(f"{base + drawn.uniform(900, 1100):.2f}"))


def _series() -> object:
    periods = ["2015-33"]
    while len(periods) < ROUNDS:
        periods.append(next_period(periods[-1]))
    price = Indicator("p", "Цена", Unit(UnitKind.MONEY, "руб."), aggregation=Aggregation.MEAN)
    return [
        rolling_four_quarters(one)
        for city in range(CITIES)
        for one in series_of(SeriesValue(period, price, Decimal(city)) for period in periods)
    ]
