"""Three hundred filled workbooks of sixty indicators: read, and taken into the database (SQLite).

Times are seconds of processor time for all files together. The figures are made by arithmetic.
"""

from __future__ import annotations

import io
import time
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from bench.bench_board import empty_database

if TYPE_CHECKING:
    from mezhgorod.exchanges.models import ExchangeRound

CITIES, ROWS, LIMIT = 300, 60, 60.0
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def run() -> list[tuple[object, ...]]:
    """Return rows of a table: what is done, seconds for all files, limit."""
    with empty_database():
        found = _make_round()
        files = _files(found)
        size = sum(map(len, files)) // 1024
        return [
            ("что", "с", "предел", "КБ"),
            (f"прочитать {CITIES} файлов", _read(found, files), LIMIT, size),
            (f"взять {CITIES} файлов в раунд", _take(found, files), LIMIT, size),
        ]


def _make_round() -> ExchangeRound:
    from bench.exchange_tables import make_site  # noqa: PLC0415 -- after setup
    from mezhgorod.exchanges.models import ExchangeRound, Response  # noqa: PLC0415 -- the same
    from mezhgorod.exchanges.rules import ResponseState, RoundState  # noqa: PLC0415 -- the same

    site = make_site(cities=CITIES, rows=ROWS, years=1)
    last = site.rounds[-1]
    ExchangeRound.objects.filter(pk=last.pk).update(state=RoundState.OPEN)
    Response.objects.filter(round=last).update(state=ResponseState.DRAFT)
    rounds = ExchangeRound.objects.select_related("exchange__owner__territory", "form")
    return rounds.get(pk=last.pk)


def _files(found: ExchangeRound) -> list[bytes]:
    """Write the workbook of every city with each value a little higher than it is."""
    from dataclasses import replace  # noqa: PLC0415 -- after setup

    from mezhgorod.exchanges.models import Response  # noqa: PLC0415 -- the same
    from mezhgorod.exchanges.queries.answer_sheets import answer_sheet_of  # noqa: PLC0415 -- same
    from planbook.writers.answer_sheet import write_answer_sheet  # noqa: PLC0415 -- the same

    files = []
    for response in Response.objects.filter(round=found).select_related("party__territory"):
        response.round = found
        sheet = answer_sheet_of(response)
        values = {
            cell: replace(value, number=(value.number or Decimal(0)) + 1) if value.number else value
            for cell, value in sheet.answer.values.items()
        }
        files.append(
            write_answer_sheet(replace(sheet, answer=replace(sheet.answer, values=values)))
        )
    return files


def _read(found: ExchangeRound, files: list[bytes]) -> float:
    from mezhgorod.exchanges.queries.answer_sheets import stamp_of_round  # noqa: PLC0415 -- the same
    from mezhgorod.exchanges.queries.forms import form_of  # noqa: PLC0415 -- the same
    from planbook.readers.answer_sheet import read_answer_sheet  # noqa: PLC0415 -- the same

    form, stamp = form_of(found.form), stamp_of_round(found)
    start = time.process_time()
    for data in files:
        reading = read_answer_sheet(data, file_name="ответ.xlsx", form=form, expected=stamp)
        if not reading.is_usable:
            raise RuntimeError(reading.findings[0].message)
    return round(time.process_time() - start, 1)


def _take(found: ExchangeRound, files: list[bytes]) -> float:
    from mezhgorod.exchanges.actions.taking_files import (  # noqa: PLC0415 -- after setup
        SentFile,
        queue_files,
        take_waiting,
    )
    from mezhgorod.registry.models import User  # noqa: PLC0415 -- the same
    from mezhgorod.registry.queries.actors import actor_of  # noqa: PLC0415 -- the same

    by = User.objects.create_user("bench", is_staff=True)
    sent = [SentFile(f"{place}.xlsx", io.BytesIO(data)) for place, data in enumerate(files)]
    start = time.process_time()
    actor = actor_of(user=by, today=NOW.date())
    queue_files(found=found, files=sent, actor=actor, now=NOW, start=lambda found: None)
    take_waiting(found=found, clock=lambda: NOW)
    if found.files.exclude(taken_count__gt=0).exists():
        raise RuntimeError("a file was not taken")
    return round(time.process_time() - start, 1)
