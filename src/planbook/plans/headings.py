"""Headings inside a plan: numeral, what they group by, what they tell about the rows below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from planbook.dates import Period, TimingKind
from planbook.documents.notes import note_marks
from planbook.language.morphology import is_known_word
from planbook.plans.draft import Grouping, Involvement
from planbook.plans.phrases import PhraseIndex, read_vocabulary
from planbook.plans.place_timing import whole_timing
from planbook.plans.wording import fold, one_line
from planbook.text import format_roman, parse_roman

_NUMERAL = re.compile(
    r"\s*(?:(?:раздел|глава|часть)\s+)?(?P<numeral>[^\W\d_]{1,8}|\d{1,2}(?:\.\d{1,2}){0,2})"
    r"(?:(?P<point>[.)])+\s*|\s+(?=[А-ЯЁ«]))",
    re.IGNORECASE,
)
_BARE_NUMERAL = re.compile(r"(?:[IVXLІХ]{1,7}|\d{1,2}(?:\.\d{1,2}){0,2})[.)]?")
_AFTER_CAPTION = re.compile(r"[\s.№n]*\d{0,3}[\s.]*")
_MAX_NUMERAL = 50
_MAX_WORDS = 100
_TIME_WORDS = frozenset({"план", "мероприятия", "на", "в", "раздел"})
_CALENDAR = {
    TimingKind.MONTH: Grouping.MONTH,
    TimingKind.QUARTER: Grouping.QUARTER,
    TimingKind.HALF_YEAR: Grouping.QUARTER,
    TimingKind.MONTH_RANGE: Grouping.QUARTER,
    TimingKind.YEAR: Grouping.THEME,
    TimingKind.ONGOING: Grouping.THEME,
    TimingKind.RECURRING: Grouping.THEME,
}


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """What a heading tells about every row under it."""

    event_kind: str | None = None
    involvement: Involvement | None = None
    is_exchange: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading understood; `text` lacks the numeral.

    `calendar` are the words of the month or quarter that gives time to the rows, `period` is that
    time where the year is known.
    """

    text: str
    numeral: str | None
    grouping: Grouping
    rule: HeadingRule
    period: Period | None = None
    calendar: str = ""


NO_HEADING = Heading("", None, Grouping.NONE, HeadingRule())


def read_heading(parts: Sequence[str], period: Period | None) -> Heading:
    """Understand a heading whose text may be cut into several cells.

    >>> heading = read_heading(["III. Традиционные мероприятия"], None)
    >>> heading.numeral, heading.text, heading.rule.involvement.value
    ('III', 'Традиционные мероприятия', 'traditional')
    """
    pieces = [one_line(part) for part in parts]
    if len(pieces) > 1 and _BARE_NUMERAL.fullmatch(pieces[0]):
        # The numeral stands in the column of numbers, often without its point.
        pieces = [f"{pieces[0].rstrip('.)')}. {pieces[1]}", *pieces[2:]]
    whole = without_note_marks(join_heading(pieces))
    named = _named_period(whole, period)
    if named is not None:
        return Heading(whole, None, named[0], heading_rule(fold(whole)), named[1], whole)
    numeral, text = split_numeral(whole)
    words = fold(text)
    return Heading(text, numeral, _grouping(words), heading_rule(words))


def split_numeral(text: str) -> tuple[str | None, str]:
    """Return the numeral before a heading, Roman or Arabic, and the heading without it.

    >>> split_numeral("ІV. Фестивали"), split_numeral("2.1. Спорт"), split_numeral("Март")
    (('IV', 'Фестивали'), ('2.1', 'Спорт'), (None, 'Март'))
    """
    found = _NUMERAL.match(text)
    if found is None:
        return None, text
    numeral = found["numeral"]
    if numeral[0].isdigit():
        return (numeral, text[found.end() :].strip()) if found["point"] else (None, text)
    value = parse_roman(numeral)
    if value is None or value > _MAX_NUMERAL:
        return None, text
    return format_roman(value), text[found.end() :].strip()


def join_heading(parts: Sequence[str]) -> str:
    """Join the pieces of a heading cut over cells, mending words cut in the middle.

    >>> join_heading(["Деятельность по обесп", "ечению городо", "в-членов МАГ"])
    'Деятельность по обеспечению городов-членов МАГ'
    """
    text = parts[0] if parts else ""
    for part in parts[1:]:
        text += part if _is_cut(text, part) else f" {part}"
    return text.strip()


def without_note_marks(text: str) -> str:
    """Return a heading without the marks of footnotes it refers to."""
    for mark in note_marks(text):
        text = text.replace(mark, " ")
    return one_line(text)


def heading_rule(words: str) -> HeadingRule:
    """Return what a folded heading tells about its rows."""
    entries = read_vocabulary("headings")["rule"]
    event_kind: str | None = None
    involvement: Involvement | None = None
    is_exchange = False
    for entry, index in zip(entries, _rule_indexes(), strict=True):
        if index.search(words) is None:
            continue
        event_kind = event_kind or entry.get("event_kind")
        involvement = involvement or _involvement(entry)
        is_exchange = is_exchange or bool(entry.get("is_exchange"))
    return HeadingRule(event_kind, involvement, is_exchange)


def makes_approximate(note: str) -> bool:
    """Tell whether a footnote says that the dates it is bound to are approximate."""
    return _approximate_index().search(fold(note)) is not None


def is_total(text: str) -> bool:
    """Tell whether a row sums up («Итого»)."""
    return _totals_index().match(fold(text)) is not None


def is_continuation_caption(text: str) -> bool:
    """Tell a caption over the next part of a table from a heading.

    >>> is_continuation_caption("Продолжение таблицы 1"), is_continuation_caption("Спорт")
    (True, False)
    """
    words = fold(text).strip(" .()«»")
    found = _continuation_index().match(words)
    return found is not None and _AFTER_CAPTION.fullmatch(words[found.end :]) is not None


def _involvement(entry: dict[str, Any]) -> Involvement | None:
    return Involvement(entry["involvement"]) if "involvement" in entry else None


def _named_period(text: str, period: Period | None) -> tuple[Grouping, Period | None] | None:
    """Read a heading that is nothing but a month or a quarter."""
    if len(text) > 60:
        return None
    plain = " ".join(word for word in text.split() if word.lower().strip(".:") not in _TIME_WORDS)
    timing = whole_timing(plain.strip(" .:"), period)
    grouping = _CALENDAR.get(timing.kind) if timing else None
    if timing is None or grouping is None:
        return None
    return grouping, Period.from_edtf(timing.edtf) if timing.has_year and timing.edtf else None


def _grouping(words: str) -> Grouping:
    for entry, index in zip(read_vocabulary("headings")["grouping"], _indexes(), strict=True):
        if len(words.split()) > entry.get("words", _MAX_WORDS):
            continue
        found = index.search(words)
        if found and (entry["place"] == "anywhere" or found.start == 0):
            return Grouping(entry["name"])
    return Grouping.THEME if words else Grouping.NONE


def _is_cut(left: str, right: str) -> bool:
    """Tell whether a word was cut between two cells: neither piece alone, but both make a word."""
    if not left or not right or not left[-1].isalpha() or not right[0].islower():
        return False
    tail = re.split(r"[\s-]", left)[-1]
    head = re.split(r"[\s,.;:-]", right)[0]
    are_words = len(head) > 2 and is_known_word(tail.lower()) and is_known_word(head)
    return is_known_word((tail + head).lower()) and not are_words


@cache
def _indexes() -> list[PhraseIndex]:
    return [PhraseIndex([entry["phrases"]]) for entry in read_vocabulary("headings")["grouping"]]


@cache
def _rule_indexes() -> list[PhraseIndex]:
    return [PhraseIndex([entry["phrases"]]) for entry in read_vocabulary("headings")["rule"]]


@cache
def _approximate_index() -> PhraseIndex:
    return PhraseIndex([read_vocabulary("headings")["footnotes"]["approximate"]])


@cache
def _continuation_index() -> PhraseIndex:
    return PhraseIndex([read_vocabulary("headings")["continuation"]["phrases"]])


@cache
def _totals_index() -> PhraseIndex:
    return PhraseIndex([read_vocabulary("headings")["totals"]["phrases"]])
