"""The grammar of timing cells on real phrases: the table `phrases.csv`, the plans of the corpus."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import Any

import pytest

from planbook.dates import (
    Extent,
    Period,
    TimingKind,
    as_approximate,
    format_timing,
    parse_timing,
    timing_to_dict,
    with_extent,
)

pytestmark = pytest.mark.core

HERE = Path(__file__).parent
CORPUS = Path(__file__).parents[2] / "corpus"
Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PHRASES = rows_of(HERE / "phrases.csv")
GOLD = rows_of(CORPUS / "gold" / "dates.csv")

GOLD_KINDS = {
    "month-range": "month_range",
    "day-range": "day_range",
    "half-year": "half_year",
    "season/approx": "season",
}
# The wording is ambiguous; the whole row (an exhibition, sessions over months) proposes an extent.
ROW_PROPOSALS = {("S000", "21"): Extent.THROUGHOUT, ("S003", "19"): Extent.THROUGHOUT}


def period_of(text: str) -> Period | None:
    return Period.from_edtf(text) if text else None


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: f"{row['text']}|{row['period']}")
def test_parse_timing_of_phrases(row: Row) -> None:
    timing = parse_timing(row["text"], period=period_of(row["period"]))

    found = timing_to_dict(timing)
    assert _flat(found) | {"text": row["text"], "period": row["period"]} == row


def _flat(found: dict[str, Any]) -> Row:
    codes = [finding["code"].removeprefix("timing.") for finding in found["findings"]]
    keys = ("kind", "edtf", "earliest", "latest", "extent", "rrule", "status", "limit", "reason")
    return {key: found[key] or "" for key in keys} | {
        "approximate": str(int(found["is_approximate"])),
        "times": " ".join(found["times"]),
        "findings": " ".join(codes),
    }


@pytest.mark.parametrize("row", GOLD, ids=lambda row: f"{row['doc']}-{row['item']}")
def test_parse_timing_of_corpus(row: Row) -> None:
    timing = parse_timing(row["raw"], period=Period.from_edtf(row["plan_period"]))
    if row["approx"] == "1":  # a footnote under the whole list says so
        timing = as_approximate(timing)
    proposal = ROW_PROPOSALS.get((row["doc"], row["item"]))
    if proposal:
        assert timing.extent is Extent.AMBIGUOUS
        timing = with_extent(timing, proposal)

    found = timing_to_dict(timing)

    assert {
        "kind": found["kind"],
        "start": found["earliest"] or "",
        "end": found["latest"] or "",
        "extent": found["extent"] or "",
        "rrule": found["rrule"] or "",
        "status": found["status"],
        "approx": str(int(timing.is_approximate)),
    } == {
        "kind": GOLD_KINDS.get(row["kind"], row["kind"]),
        **{key: row[key] for key in ("start", "end", "extent", "rrule", "status", "approx")},
    }
    assert timing.edtf in [row["edtf"], *row["edtf_alt"].split(";")]


def test_parse_timing_knows_all_of_the_corpus() -> None:
    assert len(GOLD) == 135
    assert len(PHRASES) >= 500


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: f"{row['text']}|{row['period']}")
def test_format_timing_is_read_back(row: Row) -> None:
    period = period_of(row["period"])
    timing = parse_timing(row["text"], period=period)

    assert parse_timing(format_timing(timing), period=period) == timing
    assert parse_timing(format_timing(timing, period=period), period=period) == timing


def test_parse_timing_keeps_wording() -> None:
    text = " 30 марта-\n1\u00a0апреля* "

    assert parse_timing(text, period=Period.from_edtf("2023")).text == text


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("30 марта\n\n(перенос)", "перенос"),
        ("май (по согласованию)", "по согласованию"),
        ("в течение года, по отдельному плану", "по отдельному плану"),
        ("15 мая (г. Вологда)", "г. Вологда"),
        ("15 мая", ""),
    ],
)
def test_parse_timing_keeps_note(text: str, note: str) -> None:
    assert parse_timing(text, period=Period.from_edtf("2023")).note == note


def test_parse_timing_of_moved_date_keeps_both() -> None:
    timing = parse_timing("перенесено с 12 мая на 20 мая", period=Period.from_edtf("2023"))

    assert timing.moved_from is not None
    assert (timing.edtf, timing.moved_from.edtf) == ("2023-05-20", "2023-05-12")


def test_parse_timing_traces_on_request() -> None:
    trace: list[str] = []

    parse_timing("с 1 по 15 мая", period=Period.from_edtf("2023"), trace=trace)

    assert len(trace) == 1
    assert trace[0].startswith("P: с 1 по 15 мая = Piece(")


@pytest.mark.parametrize(
    "text",
    [
        "1," * 200,
        "1-" * 200,
        "мая " * 100,
        "(" * 400,
        "по " * 133,
        "слово " * 66,
        "график " * 57,
        "каждый вторник, " * 25,
        "x" * 1_000_000,
    ],
)
def test_parse_timing_of_hostile_text_is_quick(text: str) -> None:
    began = time.perf_counter()

    timing = parse_timing(text)

    assert time.perf_counter() - began < 0.5
    assert timing.text == text


def test_parse_timing_reads_no_prose() -> None:
    text = "Отчёт о мероприятии 15 мая. " * 20

    assert parse_timing(text).kind is TimingKind.UNPARSED
