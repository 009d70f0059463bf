"""How well facts of narrative reports are read: found, missed and given beyond, by kind of fact.

`python3 -m tools.fact_scores dev style` shows every difference of the texts that the grammar may
be written from; `blind` shows rates alone, so that nobody learns those texts by heart; `gold` is
the report of the corpus. `--folder PATH r01 r02` scores `r01_texts.csv` and `r01_facts.csv` of any
folder with the same columns; `--brief` leaves the differences out.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from planbook.facts import FactType, ReportEvent, read_events
from planbook.language import search_text

TESTS = Path(__file__).resolve().parents[1] / "tests"
HELDOUT = TESTS / "planbook" / "facts" / "heldout"
CORPUS = TESTS / "corpus"
SPLITS = ("dev", "blind", "style", "ordinary", "others", "independent")
# Counts of these were never annotated: they are not asked for and not counted against.
_BEYOND = frozenset(
    {
        FactType.COUNT_DELEGATIONS,
        FactType.COUNT_TEAMS,
        FactType.COUNT_REGIONS,
        FactType.COUNT_COUNTRIES,
        FactType.COUNT_WORKS,
    }
)
# Facts that are names in free words: how many words, in any form, they must share.
_FREE = frozenset({FactType.ORGANISER, FactType.THEME, FactType.PARENT_EVENT})
_SHARED = 0.8
# A title stands for the label of the table from this likeness on.
_SAME_EVENT = 60
# «И.О.» and «И. О.» are the same initials.
_INITIALS = re.compile(r"\.(?=[А-ЯЁ]\.)")
_REGION = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact of the tables; an optional one may be given or left out."""

    doc: str
    event: str
    type: str
    values: tuple[str, ...]
    number: int | None
    hedge: str
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A fact that was read."""

    doc: str
    event: str
    type: str
    values: tuple[str, ...]
    number: int | None
    hedge: str
    text: str = ""


@dataclass(slots=True)
class FactScore:
    """Counts by kind of fact, and the differences in words."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    placed: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the wanted facts that were found."""
        return self.found.total() / max(self.wanted.total(), 1)

    @property
    def precision(self) -> float:
        """Share of the given facts that were wanted; optional ones count neither way."""
        return self.found.total() / max(self.found.total() + self.extra.total(), 1)

    @property
    def placement(self) -> float:
        """Share of the found facts that belong to the event they should."""
        return self.placed.total() / max(self.found.total(), 1)


def score_facts(wanted: Iterable[Wanted], given: Iterable[Given]) -> FactScore:
    """Pair each wanted fact with one given fact of the same document, kind and value."""
    result = FactScore()
    left = [one for one in given if one.type not in _BEYOND]
    # Required facts choose first, and those of the same event before others.
    for fact in sorted(wanted, key=lambda one: one.is_optional):
        best = max(
            (one for one in left if _is_same(fact, one)),
            key=lambda one: _likeness(fact.event, one.event),
            default=None,
        )
        if best is not None:
            left.remove(best)
        if fact.is_optional:
            continue
        result.wanted[fact.type] += 1
        if best is None:
            result.differences.append(f"нет:    {fact.doc} {_words(fact)}")
            continue
        result.found[fact.type] += 1
        if _likeness(fact.event, best.event) >= _SAME_EVENT:
            result.placed[fact.type] += 1
        else:
            result.differences.append(f"не там: {fact.doc} {_words(fact)} → «{best.event}»")
    for one in left:
        result.extra[one.type] += 1
        result.differences.append(f"лишнее: {one.doc} {_words(one)}")
    return result


def heldout_facts(split: str, folder: Path = HELDOUT) -> list[Wanted]:
    """Return the facts of other reports, annotated by hand."""
    return [_wanted(row) for row in _rows(folder / f"{split}_facts.csv")]


def heldout_texts(split: str, folder: Path = HELDOUT) -> dict[str, tuple[int, list[str]]]:
    """Return year and paragraphs of each report."""
    texts: dict[str, tuple[int, list[str]]] = {}
    for row in _rows(folder / f"{split}_texts.csv"):
        texts.setdefault(row["doc"], (int(row["year"]), []))[1].append(row["text"])
    return texts


def gold_facts() -> list[Wanted]:
    """Return the facts of the report of the corpus."""
    return [_wanted(row) for row in _rows(CORPUS / "gold" / "report_facts.csv")]


def given_facts(doc: str, events: Sequence[ReportEvent]) -> Iterator[Given]:
    """Yield what was read, in the form of the tables."""
    for event in events:
        for fact in event.facts:
            values = tuple(filter(None, fact.values or (fact.value,)))
            yield Given(doc, event.title, fact.type, values, fact.number, fact.hedge, fact.text)


def score_split(split: str, folder: Path = HELDOUT) -> FactScore:
    """Read the reports of a split and score them."""
    given = [
        one
        for doc, (year, paragraphs) in heldout_texts(split, folder).items()
        for one in given_facts(doc, read_events(paragraphs, year=year))
    ]
    return score_facts(heldout_facts(split, folder), given)


def score_gold() -> FactScore:
    """Read the report of the corpus and score it."""
    text = (CORPUS / "sgcszr-report-2024" / "source.txt").read_text(encoding="utf-8")
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    return score_facts(gold_facts(), given_facts("S001", read_events(paragraphs, year=2024)))


def score_lines(name: str, score: FactScore, *, is_wordy: bool) -> Iterator[str]:
    """Yield the table of a score, differences last."""
    yield (
        f"{name}: найдено {score.found.total()} из {score.wanted.total()} "
        f"({score.recall:.1%}), лишних {score.extra.total()} (точность {score.precision:.1%}), "
        f"у своего события {score.placement:.1%}"
    )
    for kind in sorted({*score.wanted, *score.extra}):
        yield f"  {kind:22}{score.found[kind]:>4}/{score.wanted[kind]:<4} +{score.extra[kind]}"
    if is_wordy:
        yield from (f"  {difference}" for difference in sorted(score.differences))


def main(argv: Sequence[str]) -> int:
    """Print the scores asked for, all of them by default."""
    parser = argparse.ArgumentParser(description="Как хорошо читаются факты отчётов")
    parser.add_argument("names", nargs="*", help=f"gold, {', '.join(SPLITS)}; пусто – все")
    parser.add_argument("--folder", type=Path, default=HELDOUT, help="где лежат таблицы")
    parser.add_argument("--brief", action="store_true", help="без расхождений")
    wanted = parser.parse_args(argv)
    for name in wanted.names or ("gold", *SPLITS):
        is_gold = name == "gold" and wanted.folder == HELDOUT
        score = score_gold() if is_gold else score_split(name, wanted.folder)
        for line in score_lines(name, score, is_wordy=name != "blind" and not wanted.brief):
            print(line)
    return 0


def _wanted(row: dict[str, str]) -> Wanted:
    return Wanted(
        doc=row["doc"],
        event=row["event"],
        type=row["fact_type"],
        values=tuple(value for value in row["value"].split(";") if value),
        number=int(row["number"]) if row["number"] else None,
        hedge=row["number_qualifier"],
        is_optional=row.get("optional") == "1",
    )


def _is_same(wanted: Wanted, given: Given) -> bool:
    if (wanted.doc, wanted.type, wanted.number) != (given.doc, given.type, given.number):
        return False
    if wanted.hedge and wanted.hedge != given.hedge:
        return False
    if wanted.type in _FREE:
        return _are_alike(wanted.values, given.values)
    return _named(wanted.values) == _named(given.values) or _named(wanted.values, "short") == (
        _named(given.values)
    )


def _are_alike(wanted: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Names in free words, each alike one of the others."""
    return len(wanted) == len(given) and all(
        any(_share(one, other) >= _SHARED for other in given) for one in wanted
    )


def _share(one: str, other: str) -> float:
    words, others = set(search_text(one).split()), set(search_text(other).split())
    return 2 * len(words & others) / max(len(words) + len(others), 1)


def _named(values: tuple[str, ...], form: str = "full") -> tuple[str, ...]:
    """The values folded, in any order; the short form of a district goes without its region."""
    cut = _REGION if form == "short" else re.compile(r"(?!)")
    return tuple(sorted(_folded(cut.sub("", value)) for value in values))


def _folded(text: str) -> str:
    plain = _INITIALS.sub(". ", text).lower().replace("ё", "е").replace("–", "-").replace("—", "-")
    return re.sub(r"[«»\"“”.,]", "", re.sub(r"\s+", " ", plain)).strip()


def _likeness(label: str, title: str) -> float:
    if label == "-":
        return 100.0
    return max(
        fuzz.token_set_ratio(_folded(label), _folded(title)),
        fuzz.partial_ratio(_folded(label), _folded(title)),
    )


def _words(fact: Wanted | Given) -> str:
    number = "" if fact.number is None else f" {fact.hedge}{fact.number}"
    return f"[{fact.event[:40]}] {fact.type}: {';'.join(fact.values)}{number}"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
