"""Federal subjects and countries named in a cell, elliptic lists included.

«Калужская, Брянская области» names two regions with one noun; «Белгородская. Курская» and
«Ярославская Ленинградская» are read too, and the slip of the separator is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from planbook.places.gazetteer import name_key, stored_forms
from planbook.places.subjects import Subject, countries, subjects

_ENDINGS = r"(?:ая|ой|ую|ою|ий|ого|ому|им|ом|ие|их|ими)"
_KIND_NOUNS = {
    "область": r"обл(?:\.|аст(?:ь|и|ью|ей|ям|ях|ями)\b|\b)",
    "край": r"кра(?:й|я|ю|ем|е|ев|ёв|ям|ях|ями)\b",
    "республика": r"респ(?:\.|ублик(?:а|и|е|у|ой|ам|ах|ами)?\b)",
    "автономный округ": r"(?:автономн\w{2,3}\s+округ\w{0,3}|АО\b|а\.\s?о\.)",
    "автономная область": r"(?:автономн\w{2,3}\s+област\w{1,3}|АО\b|а\.\s?о\.)",
}
_SEPARATOR = r"\s*(?:[,;.]\s*(?:и\s+)?|\s+и\s+|\s+)\s*"
# What may stand after the noun as a part of the official name.
_TAIL = r"(?:\s*-\s*(?:Югр[аеыу]|Кузбасс\w?|Чуваши[яиею]))?"
# Names that stand by themselves and also mean mountains, a peninsula or a people.
_WEAK = frozenset({"Алтай", "Кубань", "Камчатка", "Ямал", "Чукотка", "Югра", "Тыва"})


@dataclass(frozen=True, slots=True)
class RegionFound:
    """A region at a place of the text; `is_weak` where it counts only when it stands alone."""

    start: int
    end: int
    name: str
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class SeparatorSlip:
    """A wrong or missing separator inside a list of regions."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class RegionsFound:
    """All that was found, in order; `lists` are spans whose commas separate nothing else."""

    regions: tuple[RegionFound, ...]
    countries: tuple[RegionFound, ...]
    lists: tuple[tuple[int, int], ...]
    slips: tuple[SeparatorSlip, ...]


def find_regions(text: str) -> RegionsFound:
    """Return the subjects and countries a cleaned text names, in any case form.

    >>> [found.name for found in find_regions("Калужская, Брянская области").regions]
    ['Калужская область', 'Брянская область']
    """
    taken: list[tuple[int, int]] = []
    lands = _named(text, _country_pattern(), _country_by_form(), taken)
    regions: list[RegionFound] = []
    slips: list[SeparatorSlip] = []
    lists: list[tuple[int, int]] = []
    for match, kind in _adjective_lists(text):
        if _overlaps(match.span(), taken):
            continue
        regions += _regions_of_list(match, kind)
        slips += _slips_of_list(text, match)
        lists.append(match.span())
        taken.append(match.span())
    regions += _named(text, _name_pattern(), _subject_by_form(), taken)
    regions.sort(key=lambda found: found.start)
    return RegionsFound(tuple(regions), tuple(lands), tuple(lists), tuple(slips))


@cache
def _kind_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    patterns = []
    for kind, noun in _KIND_NOUNS.items():
        stems = [
            re.escape(subject.adjective[:-2]).replace(r"\ ", r"\s+")
            for subject in subjects()
            if subject.adjective and subject.kind == kind
        ]
        adjective = rf"(?:{'|'.join(sorted(stems, key=len, reverse=True))}){_ENDINGS}"
        listed = rf"\b{adjective}(?:{_SEPARATOR}{adjective}){{0,90}}\s*{noun}{_TAIL}"
        patterns.append((re.compile(listed, re.IGNORECASE), kind))
    return tuple(patterns)


def _adjective_lists(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for pattern, kind in _kind_patterns():
        for match in pattern.finditer(text):
            yield match, kind


@cache
def _adjective_pattern() -> re.Pattern[str]:
    stems = [subject.adjective[:-2] for subject in subjects() if subject.adjective]
    joined = "|".join(re.escape(stem) for stem in sorted(set(stems), key=len, reverse=True))
    return re.compile(rf"\b({joined}){_ENDINGS}\b", re.IGNORECASE)


@cache
def _subject_by_adjective() -> dict[tuple[str, str], Subject]:
    return {
        (name_key(subject.adjective[:-2]), subject.kind): subject
        for subject in subjects()
        if subject.adjective
    }


def _regions_of_list(match: re.Match[str], kind: str) -> list[RegionFound]:
    """Return one region per adjective; the last span takes the noun in."""
    found = []
    adjectives = list(_adjective_pattern().finditer(match[0]))
    for index, adjective in enumerate(adjectives):
        subject = _subject_by_adjective()[name_key(adjective[1]), kind]
        is_last = index == len(adjectives) - 1
        end = match.end() if is_last else match.start() + adjective.end()
        found.append(RegionFound(match.start() + adjective.start(), end, subject.name))
    return found


def _slips_of_list(text: str, match: re.Match[str]) -> list[SeparatorSlip]:
    """Return the gaps between adjectives that hold a point or nothing at all."""
    slips = []
    adjectives = list(_adjective_pattern().finditer(match[0]))
    for left, right in pairwise(adjectives):
        gap = match[0][left.end() : right.start()]
        if "." in gap or not gap.strip():
            start, end = match.start() + left.start(), match.start() + right.end()
            slips.append(SeparatorSlip(start, end, text[start:end]))
    return slips


@cache
def _subject_by_form() -> dict[str, tuple[str, bool]]:
    """Return name and weakness of a subject by every form of the names that stand alone."""
    found: dict[str, tuple[str, bool]] = {}
    for subject in subjects():
        if subject.kind == "город":
            continue
        for form in _forms_of(subject.core):
            found[name_key(form)] = (subject.name, subject.core in _WEAK)
        if subject.kind == "республика" and not subject.adjective:
            own = subject.name.removeprefix("Республика ")
            for form in _forms_of(own):
                found.setdefault(name_key(form), (subject.name, own == "Коми" or own in _WEAK))
    shorts = [(short, subject.name) for subject in subjects() for short in subject.short_forms]
    for short, name in shorts:
        is_shared = sum(other == short for other, _ in shorts) > 1
        if not is_shared:
            found.setdefault(name_key(short), (name, len(short) == 2))
    return found


def _forms_of(name: str) -> tuple[str, ...]:
    return stored_forms().get(name_key(name), (name,)) if name else ()


@cache
def _name_pattern() -> re.Pattern[str]:
    names = sorted(_subject_by_form(), key=len, reverse=True)
    joined = "|".join(_written(name) for name in names)
    return re.compile(
        rf"(?<![\w-])(?:(?P<noun>{_KIND_NOUNS['республика']})\s*)?(?P<name>{joined})(?![\w-])"
        r"(?:\s+республика\b)?",
        re.IGNORECASE,
    )


def _written(name: str) -> str:
    """Return a pattern for a name key: «е» also as «ё», any spaces, dash with or without them."""
    pattern = re.escape(name).replace(r"\ \-\ ", r"\s*-\s*").replace(r"\ ", r"\s+")
    return pattern.replace("е", "[её]")


@cache
def _country_by_form() -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for country in countries():
        for name in (country.name, *country.other_names):
            if name.startswith("Республика ") or name == "РБ":
                continue
            for form in _forms_of(name):
                found.setdefault(name_key(form), (country.name, False))
    return found


@cache
def _country_pattern() -> re.Pattern[str]:
    joined = "|".join(_written(name) for name in sorted(_country_by_form(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?:(?P<noun>{_KIND_NOUNS['республика']})\s*)?(?P<name>{joined})(?![\w-])",
        re.IGNORECASE,
    )


def _named(
    text: str,
    pattern: re.Pattern[str],
    names: dict[str, tuple[str, bool]],
    taken: list[tuple[int, int]],
) -> list[RegionFound]:
    found = []
    for match in pattern.finditer(text):
        if not match["name"][0].isupper() or _overlaps(match.span(), taken):
            continue
        key = re.sub(r"\s*-\s*", " - ", match["name"]) if " - " in match["name"] else match["name"]
        name, is_weak = names.get(name_key(" ".join(key.split())), ("", False))
        if not name:
            name, is_weak = names[name_key(match["name"].replace("- ", "-").replace(" -", "-"))]
        found.append(RegionFound(match.start(), match.end(), name, is_weak and not match["noun"]))
        taken.append(match.span())
    return found


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)
