"""Settlement mentions: characters per second beside natasha, in one run on the same text.

natasha is not among the locked libraries (one of its own has no wheel); without it only our figures
are told: `.venv/bin/pip install natasha` for both.
"""

from __future__ import annotations

import csv
import importlib.util
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from planbook.places import mentions

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
REPORT = CORPUS / "sgcszr-report-2024" / "source.txt"
GOLD = CORPUS / "gold" / "report_mentions.csv"
REPEATS = 20

Spans = set[tuple[int, int]]


@dataclass(frozen=True)
class Measured:
    """What one reader did: speed, and F1 of its spans against the table of expected ones."""

    name: str
    chars_per_second: float
    f1: float


def run() -> list[tuple[str, ...]]:
    """Return a table; the loading of models and tables is left out of both readers."""
    text = _report()
    header = ("чем читали", "знаков в секунду", "F1", "во сколько раз быстрее")
    ours = _measure("planbook", _ours, text, REPEATS)
    if importlib.util.find_spec("natasha") is None:
        return [header, _row(ours, "natasha не установлена")]
    theirs = _measure("natasha", _natasha_reader(), text, 1)
    ratio = ours.chars_per_second / theirs.chars_per_second
    return [header, _row(ours, f"{ratio:.1f}"), _row(theirs, "1")]


def speed_of_mentions() -> float:
    """Return the characters a second that our reader takes."""
    return _measure("planbook", _ours, _report(), REPEATS).chars_per_second


def _row(measured: Measured, ratio: str) -> tuple[str, ...]:
    return (measured.name, f"{measured.chars_per_second:,.0f}", f"{measured.f1:.3f}", ratio)


def _report() -> str:
    with REPORT.open(encoding="utf-8", newline="") as file:
        return file.read()


def _expected() -> Spans:
    with GOLD.open(encoding="utf-8", newline="") as file:
        return {(int(row["start"]), int(row["end"])) for row in csv.DictReader(file)}


def _measure(name: str, read: Callable[[str], Spans], text: str, repeats: int) -> Measured:
    found = read(text)
    started = time.perf_counter()
    for _ in range(repeats):
        read(text)
    seconds = (time.perf_counter() - started) / repeats
    expected = _expected()
    f1 = 2 * len(found & expected) / (len(found) + len(expected))
    return Measured(name, len(text) / seconds, f1)


def _ours(text: str) -> Spans:
    return {(found.start, found.end) for found in mentions(text)}


def _natasha_reader() -> Callable[[str], Spans]:
    from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter  # noqa: PLC0415 -- slow import

    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())

    def read(text: str) -> Spans:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        return {(span.start, span.stop) for span in doc.spans if span.type == "LOC"}

    return read
