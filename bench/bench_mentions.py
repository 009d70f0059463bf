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


def run() -> list[Measured]:
    """Measure ours and natasha; the loading of models and tables is left out of both."""
    text = _report()
    readers = {"planbook": _ours, "natasha": _natasha_reader()}
    return [
        _measure(name, read, text, REPEATS if name == "planbook" else 1)
        for name, read in readers.items()
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
    ours, theirs = run()
    print(f"{'':12}{'знаков/с':>14}{'F1':>8}")
    for one in (ours, theirs):
        print(f"{one.name:12}{one.chars_per_second:14,.0f}{one.f1:8.3f}")
    print(f"во сколько раз быстрее: {ours.chars_per_second / theirs.chars_per_second:.0f}")


if __name__ == "__main__":
    main()
