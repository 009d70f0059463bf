"""Year board: 500 drawn rows out of a plan of 10,000 on SQLite (limit 300 ms).

The database is made in a folder of its own and removed again. The median of several requests
through the whole stack (middleware, queries, template) is told for a plan of 500 rows among twenty
and for one plan of 10,000 rows of which 9,500 are folded.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

ROWS = 10_000
SECTIONS = 10
SMALL_PLAN = 500
REPEATS = 7
YEAR_START = date(2023, 1, 1)
NOW = datetime(2023, 1, 10, tzinfo=UTC)


def run() -> list[tuple[object, ...]]:
    """Return rows of a table: plan, drawn rows, size of the page, median time."""
    with empty_database():
        from django.test import Client  # noqa: PLC0415 -- needs the settings made above

        _fill("big", ROWS, first=0)
        for number in range(ROWS // SMALL_PLAN):
            _fill(f"small-{number}", SMALL_PLAN, first=number * SMALL_PLAN)
        Path(os.environ["MEZHGOROD_DATA_DIR"], "static").mkdir()
        client = Client()
        table: list[tuple[object, ...]] = [
            ("план", "нарисовано", "КБ", "мс (медиана)", "мс (худший)")
        ]
        addresses = {
            "500 строк из 10 000": "/plans/small-3/",
            "10 000 строк, 9 500 свёрнуто": "/plans/big/",
            "то же, отбор по городу": "/plans/big/?city=city-3",
            "то же, поиск": "/plans/big/?q=семинары",
        }
        return table + [(name, *_measure(client, path)) for name, path in addresses.items()]


def _measure(client: object, path: str) -> tuple[int, int, int, int]:
    times = []
    content = b""
    for _ in range(REPEATS):
        began = time.perf_counter()
        response = client.get(path)  # type: ignore[attr-defined]
        times.append(1000 * (time.perf_counter() - began))
        content = response.content
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code}")
    drawn = content.count(b'<div class="name">')
    warm = times[1:]
    return drawn, len(content) // 1024, round(statistics.median(warm)), round(max(warm))


@contextmanager
def empty_database() -> Iterator[None]:
    """Make an empty database in a temporary folder and point Django at it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MEZHGOROD_DATA_DIR"] = folder
        os.environ["MEZHGOROD_DATABASE_URL"] = ""
        os.environ["MEZHGOROD_ALLOWED_HOSTS"] = "testserver"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mezhgorod.config.settings")
        import django  # noqa: PLC0415 -- needs the settings made above
        from django.core.management import call_command  # noqa: PLC0415 -- the same
        from django.db import connection  # noqa: PLC0415 -- the same

        django.setup()
        call_command("migrate", verbosity=0, skip_checks=True)
        yield
        connection.close()
        Path(folder, "mezhgorod.sqlite3").unlink(missing_ok=True)


def _fill(slug: str, count: int, *, first: int) -> None:
    """Make a plan of `count` rows about the events numbered from `first`."""
    from mezhgorod.evidence.models import SourceDocument  # noqa: PLC0415 -- after setup
    from mezhgorod.planning.models import Event, Plan, PlanItem, PlanSection  # noqa: PLC0415 -- same
    from mezhgorod.registry.models import Organization  # noqa: PLC0415 -- the same

    owner, _ = Organization.objects.get_or_create(name="Союз городов", slug="union")
    document = SourceDocument.objects.create(
        sha256=slug, file=slug, file_name=f"{slug}.docx", size=1, uploaded_at=NOW
    )
    plan = Plan.objects.create(
        owner=owner, title=f"План {slug}", slug=slug, kind=slug, period_edtf="2023",
        period_start=YEAR_START, period_end=date(2023, 12, 31), document=document, updated_at=NOW,
    )  # fmt: skip
    if not Event.objects.exists():
        _make_events(count)
    events = list(Event.objects.order_by("pk").values_list("pk", flat=True)[first : first + count])
    sections = [
        PlanSection.objects.create(plan=plan, position=place, heading=f"Раздел {place}")
        for place in range(1, SECTIONS + 1)
    ]
    PlanItem.objects.bulk_create(
        PlanItem(
            section=sections[index * SECTIONS // count],
            event_id=event,
            position=index + 1,
            fingerprint=str(index),
        )
        for index, event in enumerate(events)
    )


def _make_events(count: int) -> None:
    from mezhgorod.planning.models import Event, EventPlace  # noqa: PLC0415 -- after setup
    from mezhgorod.registry.models import Municipality  # noqa: PLC0415 -- the same

    cities = Municipality.objects.bulk_create(
        Municipality(name=f"Город {number}", slug=f"city-{number}") for number in range(200)
    )
    events = Event.objects.bulk_create(_event(number) for number in range(count))
    EventPlace.objects.bulk_create(
        EventPlace(event=event, position=1, text="Город", municipality=cities[index % 200])
        for index, event in enumerate(events)
    )


def _event(number: int) -> Any:
    from mezhgorod.planning.models import Event  # noqa: PLC0415 -- after setup

    start = YEAR_START + timedelta(days=number * 7 % 330)
    kind, extent, length = (
        ("day", "exact", 0),
        ("day_range", "throughout", 2),
        ("month", "within", 27),
        ("month_range", "ambiguous", 58),
    )[number % 4]
    end = min(start + timedelta(days=length), date(2023, 12, 31))
    spans = [[start.isoformat(), end.isoformat()]]
    return Event(
        uid=uuid.uuid4(), title=f"Семинар номер {number} об обмене опытом работы с населением",
        kind="семинар", timing_text="сентябрь-октябрь", timing_kind=kind, timing_extent=extent,
        timing_status="scheduled", earliest=start, latest=end, updated_at=NOW,
        search_text=f"семинар номер {number} об обмен опыт работа с население",
        timing_data={"spans": spans, "has_year": True, "rrule": None},
    )  # fmt: skip
