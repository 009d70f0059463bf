"""Measures held events and reports on one database: `… -m bench.reports_measured YEARS`.

The database is named by the environment. Rows are written as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bench.bench_mentions import speed_of_mentions
from bench.measuring import Measured, getter, row_of, set_up, signed_in
from bench.reports import (
    EVENTS,
    LAST_YEAR,
    NOW,
    PARAGRAPHS,
    ROWS,
    Site,
    make_site,
    repeated_paragraphs,
)

if TYPE_CHECKING:
    from django.test import Client

PAGE, STEP, FILE, MANY, READING = 300, 1_000, 3_000, 10_000, 20_000


def main() -> None:
    """Make the data, measure, write rows."""
    set_up()
    began = time.perf_counter()
    years = int(sys.argv[1])
    site = make_site(years)
    print(f"(данные за {time.perf_counter() - began:.0f} с)", file=sys.stderr)
    client = signed_in()
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    rows = []
    for one in (*_pages(client, site), *_reading(), *_steps(client, site)):
        if wanted in one.name:
            rows.append(row_of(one))
            print(*rows[-1], file=sys.stderr, flush=True)
    made = (
        f"{len(site.events)} мероприятий за {years} лет; mentions: {speed_of_mentions():,.0f} зн/с"
    )
    print(json.dumps({"made": made, "rows": rows}))


def _pages(client: Client, site: Site) -> Iterator[Measured]:
    held, written = site.events[0], f"/reports/written/{site.written.slug}"
    pages = {
        "итоги: год, 150 мероприятий": ("/held/?owner=union", PAGE),
        "итоги: все годы": ("/held/?owner=union&year=all", PAGE),
        "итоги: все годы, последняя страница": ("/held/?owner=union&year=all&page=30", PAGE),
        "итоги: слова": ("/held/?owner=union&year=all&q=культура", PAGE),
        "итоги: новая запись": ("/held/new/?owner=union", PAGE),
        "мероприятие, 25 участников": (f"/held/{held.pk}/", PAGE),
        "мероприятие: отметка на месте": (f"/held/{held.pk}/attendance/", PAGE),
        f"план и факт, {ROWS} строк": (f"/plans/{site.plan.slug}/fact/", PAGE),
        "отчёт: правка, 60 частей": (f"{written}/edit/", PAGE),
        "отчёт: текст": (f"{written}/", PAGE),
        "отчёт: замечания перед заморозкой": (f"{written}/findings/", PAGE),
        "отчёт: Word": (f"{written}/report.docx", FILE),
        "отчёт: PDF": (f"{written}/report.pdf", FILE),
        "написанные отчёты": ("/reports/written/", PAGE),
        f"чтение доклада, {PARAGRAPHS} абзацев": (f"/reports/{site.read.slug}/reading/", PAGE),
        f"доклад, {PARAGRAPHS} абзацев": (f"/reports/{site.read.slug}/", PAGE),
        "статистика": ("/statistics/", PAGE),
        "город": (f"/cities/{site.cities[0].slug}/", PAGE),
        "серия": (f"/series/{site.series[0].slug}/", PAGE),
    }
    for name, (path, limit) in pages.items():
        yield Measured(name, limit, getter(client, path), repeats=2 if limit == FILE else 4)


def _reading() -> Iterator[Measured]:
    from planbook.facts import PlanRow, match_events, read_events  # noqa: PLC0415 -- slow import

    paragraphs = repeated_paragraphs(PARAGRAPHS)
    own = read_events(paragraphs, year=LAST_YEAR)
    events = own[: 2 * EVENTS]
    rows = [
        PlanRow(
            number, f"{one.title} {number // len(own) or ''}".strip(), kind=one.kind,
            edition=one.edition, year=LAST_YEAR, hosts=("Вологда",), timing=None,
        )
        for number, one in ((n, own[n % len(own)]) for n in range(1_000))
    ]  # fmt: skip

    def read() -> object:
        return read_events(paragraphs, year=LAST_YEAR)

    def match() -> object:
        return match_events(events, rows, year=LAST_YEAR)

    yield Measured(f"понять {PARAGRAPHS} абзацев: {len(own)} мероприятий", MANY, read, repeats=2)
    yield Measured(f"сравнить {len(events)} мероприятий × 1 000 строк", MANY, match, repeats=2)


def _steps(client: Client, site: Site) -> Iterator[Measured]:
    """Yield what changes the database."""
    from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after setup
    from mezhgorod.reporting.actions.reading import (  # noqa: PLC0415 -- the same
        confirm_all_sure,
        read_report_facts,
    )
    from mezhgorod.reporting.actions.writing import (  # noqa: PLC0415 -- the same
        NewReport,
        freeze_report,
        start_report,
    )

    who: dict[str, Any] = {"actor": SYSTEM, "now": NOW}

    def bind() -> object:
        new = NewReport(site.others, "По образцу", "2024", modelled_on=site.confirmed)
        return start_report(new=new, **who)

    def confirm(report: Any) -> object:
        done = confirm_all_sure(report=report, **who)
        print(f"(подтверждено: {done})", file=sys.stderr)
        return done

    def freeze() -> object:
        site.written.refresh_from_db()
        return freeze_report(report=site.written, seen=site.written.sequence, **who)

    def again() -> object:
        return read_report_facts(report=site.read, **who)

    yield Measured("прочитать доклад ещё раз", READING, again, repeats=1)
    yield Measured("подтвердить всё без сомнений, доклад за 2024", FILE,
                   lambda: confirm(site.confirmed), repeats=1)  # fmt: skip
    yield Measured("по образцу доклада за 2024", FILE, bind, repeats=1)
    yield Measured(f"подтвердить всё без сомнений, {PARAGRAPHS} абзацев", READING,
                   lambda: confirm(site.read), repeats=1)  # fmt: skip
    page = f"/reports/{site.read.slug}/reading/"
    yield Measured("чтение доклада, подтверждён", PAGE, getter(client, page), repeats=2)
    yield Measured("заморозить числа, 60 частей", STEP, freeze, repeats=1)


if __name__ == "__main__":
    main()
