"""Measures exchanges on one database, in a process of its own: `… -m bench.exchanges_measured N`.

The database is named by the environment; N takes every Nth round. Rows are written as JSON.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bench.exchanges import (
    CITIES,
    COPIES,
    NOW,
    Site,
    block_of_cells,
    filled_workbooks,
    loaded_responses,
    make_site,
)
from bench.measuring import Measured, getter, row_of, set_up, signed_in

if TYPE_CHECKING:
    from django.test import Client

ENTRY, PASTED, TABLE, SERIES, PAGE, IMPORT = 150, 300, 500, 1000, 300, 60_000
PASTED_CELLS = 500


def main() -> None:
    """Make the data, measure, write rows."""
    set_up()
    began = time.perf_counter()
    site = make_site(int(sys.argv[1]))
    print(f"({site.values} значений за {time.perf_counter() - began:.0f} с)", file=sys.stderr)
    client = signed_in()
    rows = [row_of(one) for one in (*_pages(client, site), *_reads(site), *_steps(client, site))]
    print(json.dumps({"values": site.values, "rows": rows}))


def _pages(client: Client, site: Site) -> Iterator[Measured]:
    opened, sent = site.opened.pk, site.published.pk
    response = loaded_responses(site.opened)[5]
    pages = {
        "страница заполнения, 60 ячеек": (f"/exchanges/answers/{response.pk}/", ENTRY),
        "перечень обменов": ("/exchanges/", PAGE),
        "обмен": (f"/exchanges/{site.exchange.pk}/", PAGE),
        "стена раунда, 300 городов": (f"/exchanges/rounds/{opened}/", PAGE),
        "дисциплина за все раунды": (f"/exchanges/{site.exchange.pk}/discipline/", SERIES),
        "сводная таблица, 300 × 60": (f"/exchanges/rounds/{sent}/table/", TABLE),
        "сравнение с похожими городами": (
            f"/exchanges/rounds/{sent}/compare/?city={response.party_id}", TABLE,
        ),
        "ряд всех городов за все раунды": (f"/exchanges/{site.exchange.pk}/series/", SERIES),
    }  # fmt: skip
    for name, (path, limit) in pages.items():
        yield Measured(name, limit, getter(client, path))


def _reads(site: Site) -> Iterator[Measured]:
    from mezhgorod.exchanges.queries.comparison import fresh_table  # noqa: PLC0415 -- after setup
    from mezhgorod.exchanges.queries.series import (  # noqa: PLC0415 -- after setup
        exchange_series,
        series_rounds,
    )
    from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after setup

    def series() -> object:
        rounds = series_rounds(exchange=site.exchange, actor=SYSTEM, today=NOW.date())
        return exchange_series(rounds, code="e0.n0")

    def fresh() -> object:
        return fresh_table(found=site.published, number=1, made_on=NOW.date())

    yield Measured("свести 300 × 60 из ответов", TABLE, fresh)
    yield Measured(f"ряд 300 городов, {len(site.rounds) - 1} раундов", SERIES, series)


def _steps(client: Client, site: Site) -> Iterator[Measured]:
    response = loaded_responses(site.opened)[6]
    paste = _Paste(client, site, response)
    yield Measured(f"вставить {PASTED_CELLS} ячеек", PASTED, paste)
    path = f"/exchanges/answers/{response.pk}/"
    yield Measured(f"страница заполнения, {PASTED_CELLS} ячеек", 4 * ENTRY, getter(client, path))
    began = time.perf_counter()
    packed = filled_workbooks(loaded_responses(site.opened))
    print(f"(300 файлов записаны за {time.perf_counter() - began:.0f} с)", file=sys.stderr)
    yield Measured("взять 300 файлов Excel", IMPORT, lambda: _take(site, packed), repeats=1)
    page = f"/exchanges/rounds/{site.opened.pk}/files/"
    yield Measured("страница взятых файлов", PAGE, getter(client, page))
    yield Measured("закрыть, принять, свести раунд", 4 * TABLE, lambda: _end(site), repeats=1)


class _Paste:
    """Pastes a block into an answer with ten suppliers; every time other numbers."""

    def __init__(self, client: Client, site: Site, response: Any) -> None:
        from mezhgorod.exchanges.actions import save_copies  # noqa: PLC0415 -- after setup
        from mezhgorod.exchanges.queries.forms import form_of  # noqa: PLC0415 -- the same
        from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- the same

        names = [f"Поставщик {number}" for number in range(1, COPIES + 1)]
        save_copies(response=response, section="each", names=names, actor=SYSTEM, now=NOW)
        self.client, self.path = client, f"/exchanges/answers/{response.pk}/save/"
        self.places = list(block_of_cells(form_of(response.round.form), PASTED_CELLS))
        self.count = 0

    def __call__(self) -> object:
        self.count += 1
        cells = [
            {"id": f"{code}.{copy}", "v": f"2{self.count:02},{place % 90 + 10}", "r": "", "c": "",
             "k": ""}
            for place, (code, copy) in enumerate(self.places)
        ]  # fmt: skip
        body = json.dumps({"cells": cells, "kind": "pasted"})
        answer = self.client.post(self.path, body, content_type="application/json")
        if answer.status_code != 200 or answer.json()["errors"]:
            raise RuntimeError(f"{self.path}: {answer.status_code} {answer.content[:500]!r}")
        return answer


def _take(site: Site, packed: bytes) -> object:
    """Send an archive of all cities and let the background task do its work."""
    from mezhgorod.exchanges.actions.taking_files import (  # noqa: PLC0415 -- after setup
        SentFile,
        queue_files,
        take_waiting,
    )
    from mezhgorod.exchanges.models import ExchangeRound, ResponseFile  # noqa: PLC0415 -- the same
    from mezhgorod.registry.models import User  # noqa: PLC0415 -- the same
    from mezhgorod.registry.queries.actors import actor_of  # noqa: PLC0415 -- the same

    user = User.objects.get(username="directorate")
    actor = actor_of(user=user, today=NOW.date())
    loaded = ExchangeRound.objects.select_related("exchange__owner", "form")
    found = loaded.get(pk=site.opened.pk)
    file = SentFile("Ответы.zip", io.BytesIO(packed))
    queue_files(found=found, files=[file], actor=actor, now=NOW, start=lambda _: None)
    done = take_waiting(found=found, clock=lambda: NOW)
    taken = ResponseFile.objects.filter(round=found, state="taken").count()
    if (done, taken) != (CITIES, CITIES - 1):  # one had pasted meanwhile: told as conflicts
        left = ResponseFile.objects.exclude(state="taken").values_list("state", "findings")
        raise RuntimeError(f"{done} {taken} {list(left[:3])}")
    return done


def _end(site: Site) -> object:
    from mezhgorod.exchanges.actions import (  # noqa: PLC0415 -- after setup
        accept_responses,
        close_round,
        consolidate_round,
    )
    from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after setup

    site.opened.responses.update(state="submitted", submitted_at=NOW)
    close_round(found=site.opened, actor=SYSTEM, now=NOW)
    keys = list(site.opened.responses.values_list("pk", flat=True))
    accept_responses(found=site.opened, response_ids=keys, actor=SYSTEM, now=NOW)
    return consolidate_round(found=site.opened, actor=SYSTEM, now=NOW)


if __name__ == "__main__":
    main()
