"""Settlement mentions: characters per second beside natasha, in one run on the same text.

python -m bench.bench_mentions
"""

from __future__ import annotations

import csv
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
    ours = _measure("planbook", _ours, text, REPEATS)
    theirs = _measure("natasha", _natasha_reader(), text, 1)
    ratio = ours.chars_per_second / theirs.chars_per_second
    return [
        ("чем читали", "знаков в секунду", "F1", "во сколько раз быстрее"),
        (ours.name, f"{ours.chars_per_second:,.0f}", f"{ours.f1:.3f}", f"{ratio:.1f}"),
        (theirs.name, f"{theirs.chars_per_second:,.0f}", f"{theirs.f1:.3f}", "1"),
    ]


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


def main() -> None:
    """Print the table."""
    for row in run():
        print("  ".join(cell.ljust(24) for cell in row))


if __name__ == "__main__":
    main()
