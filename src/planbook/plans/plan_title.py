"""The title block of a document: kind, title, owner, period; stamps of approval left aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from planbook.dates import Period
from planbook.dates.period import PeriodError
from planbook.plans.front_matter import names_owner, opens_approval, split_front
from planbook.plans.nominative import nominative_name
from planbook.plans.phrases import PhraseIndex, read_vocabulary
from planbook.plans.place_timing import whole_timing
from planbook.plans.wording import fold, one_line

_MAX_TITLE_LINES = 8
_MAX_LINES = 60
_MAX_LINE = 400
_YEAR = r"(?:19|20)\d{2}"
# «на II полугодие 2022 года», «на 2023-2024 учебный год», «в 2024 году», «за январь 2020 г.»
_PERIOD = re.compile(
    rf"(?<!\w)(?:на|в|за|во)\s+(?P<words>(?:(?!\s(?:на|в|за)\s)[^.;!?«»]){{0,50}}?{_YEAR}"
    rf"(?:\s*[-–—/и]\s*(?:{_YEAR}|\d{{2}})(?!\d))?"
    r"(?:\s*(?:учебн\w+|спортивн\w+|календарн\w+))?(?:\s*(?:год\w*|гг\.?|г\.?)(?!\w))?"
    r"(?:\s*\((?:I|II|1|2|перв\w+|втор\w+)\s*полугодие\))?)",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(rf"({_YEAR})\s*[-–—/]\s*({_YEAR}|\d{{2}})\s*учебн", re.IGNORECASE)
_YEARS = re.compile(rf"({_YEAR})\s*[-–—]\s*({_YEAR})\s*(?:гг|год)", re.IGNORECASE)
# A town on a line of its own under a title is no part of it.
_TOWN = re.compile(r"(?:г|гор|пос|пгт|с|д|ст|ст-ца)\.\s*[А-ЯЁ]")
# «Проект плана …» is a title with the mark of a draft in it.
_DRAFT = "проект "
_SENTENCE_END = re.compile(r"[.!?:]$")
# The stop after a sentence is no part of a title; the one of «2024 г.» is.
_FULL_STOP = re.compile(r"(?<=\w{3})\.$")


@dataclass(frozen=True, slots=True)
class PlanTitle:
    """What the lines before the plan say; lines `first` to `last` (exclusive) are the title."""

    title: str
    kind: str | None
    owner: str | None
    period: Period | None
    first: int = 0
    last: int = 0


NO_TITLE = PlanTitle("", None, None, None)


def read_plan_title(lines: Sequence[str]) -> PlanTitle:
    """Understand the lines before the first table of a document.

    >>> title = read_plan_title(["Союз городов", "План основных мероприятий на 2023 год"])
    >>> title.kind, title.owner, title.period.edtf
    ('plan', 'Союз городов', '2023')
    """
    for index, line in enumerate(lines[:_MAX_LINES]):
        kind = document_kind(line)
        if kind is None:
            continue
        last = _title_end(lines, index)
        title = _FULL_STOP.sub("", one_line("\n".join(lines[index:last])))
        owner = _owner_in_title(title) or _owner_before(lines[:index])
        return PlanTitle(title, kind, owner, read_period(title), index, last)
    return NO_TITLE


def document_kind(line: str) -> str | None:
    """Return what a line says the document is: «plan», «report», or nothing.

    >>> document_kind("ПЛАН РАБОТЫ"), document_kind("Отчетный доклад"), document_kind("Список")
    ('plan', 'report', None)
    """
    words = fold(line).lstrip(' «"(')
    if not words or len(line) > _MAX_LINE:
        return None
    spaced = re.sub(r"(?<=^)(?:\w ){2,}\w\b", lambda found: found[0].replace(" ", ""), words)
    found = _kinds().search(spaced)
    if found is None or found.start > 40 or opens_approval(line):
        return None
    before = spaced[: found.start].removeprefix(_DRAFT)
    if before and not _opens_title(before):
        return None
    return str(read_vocabulary("title")["kind"][found.entry]["name"])


def read_period(title: str) -> Period | None:
    """Return the period a title names.

    >>> read_period("План на II полугодие 2022 года") is None
    False
    """
    school = _SCHOOL_YEAR.search(title)
    if school:
        return _school_year(school[1], school[2])
    years = _YEARS.search(title)
    if years:
        return _period(f"{years[1]}/{years[2]}")
    for found in _PERIOD.finditer(title):
        period = _timing_period(found["words"])
        if period is not None:
            return period
    return None


def _school_year(first: str, second: str) -> Period | None:
    last = second if len(second) == 4 else first[:2] + second
    return _period(f"{first}-09/{last}-05")


def _timing_period(words: str) -> Period | None:
    year = re.fullmatch(rf"\s*({_YEAR})\s*(?:год\w*|г\.?)?\s*", words)
    if year:
        return _period(year[1])
    timing = whole_timing(words)
    if timing is None or not timing.has_year or not timing.edtf:
        return None
    return _period(timing.edtf)


def _period(edtf: str) -> Period | None:
    try:
        return Period.from_edtf(edtf)
    except PeriodError:
        return None


def _title_end(lines: Sequence[str], first: int) -> int:
    """Return the line after the title: it goes on until its period is named, or a sentence ends."""
    last = first + 1
    while last < min(len(lines), first + _MAX_TITLE_LINES) and len(lines[last]) <= _MAX_LINE:
        text = one_line("\n".join(lines[first:last]))
        line = lines[last].strip()
        goes_on = (line[:1].islower() and not _TOWN.match(line)) or line.startswith("(")
        if _PERIOD.search(text) or _SENTENCE_END.search(text):
            if not goes_on:
                break
        elif not goes_on and not _title_needs(lines, last, first):
            break
        last += 1
    return last


def _title_needs(lines: Sequence[str], last: int, first: int) -> bool:
    """Tell whether the period of the title stands on one of the next lines, close enough."""
    ahead = lines[last : min(len(lines), first + _MAX_TITLE_LINES)]
    for line in ahead:
        if _SENTENCE_END.search(line.strip()) and not _PERIOD.search(line):
            return False
        if _PERIOD.search(line):
            return True
    return False


def _opens_title(before: str) -> bool:
    """Tell whether words before «план» are adjectives of it: «календарный», «I. Сводный»."""
    words = re.findall(r"[а-я]+", before)
    return len(words) <= 3 and all(re.search(r"(?:ый|ой|ий|ая|ое)$", word) for word in words)


def _owner_in_title(title: str) -> str | None:
    """Return the organisation that stands in the genitive in a title, in the nominative."""
    words = title.split()
    folded = [fold(word).strip('«»"(),.') for word in words]
    openers = [phrase.split() for phrase in read_vocabulary("title")["owner"]["before"]]
    for index in range(1, len(words)):
        if not any(folded[max(0, index - len(opener)) : index] == opener for opener in openers):
            continue
        end = _owner_end(words, folded, index)
        name = nominative_name(words[index:end])
        if name is not None:
            return name
    return None


def _owner_end(words: Sequence[str], folded: Sequence[str], start: int) -> int:
    stops = set(read_vocabulary("title")["owner"]["after"]) - {"и"}
    for index in range(start, len(words)):
        if folded[index] in stops and not words[index].isupper():
            return index
    return len(words)


def _owner_before(lines: Sequence[str]) -> str | None:
    """Return the last line before the title that names an organisation outside a stamp."""
    named = [lines[index] for index in split_front(lines).rest if names_owner(lines[index])]
    return one_line(named[-1]) if named else None


@cache
def _kinds() -> PhraseIndex:
    return PhraseIndex([entry["phrases"] for entry in read_vocabulary("title")["kind"]])
