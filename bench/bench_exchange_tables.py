"""Comparison tables of 300 cities and 60 indicators, series of twelve years (SQLite).

The database is made in a folder of its own and removed again. Times are those of whole requests or
of one read, in milliseconds of processor time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bench.bench_board import empty_database
from bench.bench_planning_year import Measured, _getter, _measured, _signed_in
from bench.exchange_tables import Site, make_site

CITIES, ROWS, YEARS = 300, 60, 12
TABLE_LIMIT, SERIES_LIMIT = 500, 1000
_REPEATS = 3


def run() -> list[tuple[object, ...]]:
    """Return rows of a table: what is done, median and worst milliseconds, limit, queries, size."""
    with empty_database():
        site = make_site(cities=CITIES, rows=ROWS, years=YEARS)
        rows: list[tuple[object, ...]] = [
            ("что", "мс (медиана)", "мс (худший)", "предел", "запросов", "КБ")
        ]
        for name, limit, do in (*_reads(site), *_pages(site)):
            rows.append(_measured(name, limit, do, _REPEATS))
        return rows


def _reads(site: Site) -> Iterator[Measured]:
    from mezhgorod.exchanges.queries import comparison  # noqa: PLC0415 -- after setup
    from mezhgorod.exchanges.queries.series import (  # noqa: PLC0415 -- after setup
        exchange_series,
        series_rounds,
    )
    from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after setup

    last = site.rounds[-1]
    version = last.tables.get()
    today = version.made_at.date()

    def stored() -> object:
        comparison._stored.cache_clear()
        return comparison.stored_table(version)

    def series() -> object:
        rounds = series_rounds(exchange=site.exchange, actor=SYSTEM, today=today)
        return exchange_series(rounds, code=site.codes[0])

    def fresh() -> object:
        return comparison.fresh_table(found=last, number=1, made_on=today)

    yield "таблица 300 × 60: прочитать сохранённую", TABLE_LIMIT, stored
    yield "таблица 300 × 60: собрать из ответов", TABLE_LIMIT, fresh
    yield "ряд за 12 лет, 300 городов, 48 раундов", SERIES_LIMIT, series


def _pages(site: Site) -> Iterator[Measured]:
    client = _signed_in()
    pk, key = site.rounds[-1].pk, site.parties[40].pk
    home = f"/exchanges/rounds/{pk}"
    pages = {
        "страница: сводная таблица": (f"{home}/table/", TABLE_LIMIT),
        "страница: сводная, изменения": (f"{home}/table/?show=changes", SERIES_LIMIT),
        "страница: сводная, города по строкам": (f"{home}/table/?turned=1", TABLE_LIMIT),
        "страница: сравнение своего города": (f"{home}/compare/?city={key}", TABLE_LIMIT),
        "страница: записка": (f"{home}/note/", SERIES_LIMIT),
        "страница: ответы словами": (f"{home}/digest/", TABLE_LIMIT),
        "страница: динамика": (f"/exchanges/{site.exchange.pk}/series/?city={key}", 2000),
    }
    for name, (path, limit) in pages.items():
        get: Callable[[], object] = _getter(client, path)
        yield name, limit, get
