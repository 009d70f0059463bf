"""Lists of cities and districts as people paste them: cut into names, each in the nominative."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from planbook.places.districts import find_districts
from planbook.places.parsing import parse_places
from planbook.places.place import AttendanceMode, Place
from planbook.text import clean_characters

# «и другие», «и др.», «и т.д.», «…» at the end of a list or of one of its lines.
_OPEN_TAIL = re.compile(
    r"[\s,;]*(?:\bа\s+также\s+)?(?:\bи\s+)?(?:\bмног\w+\s+)?"
    r"(?:\b(?:друг(?:ие|их|ими|им)|др\b\.?|ины[ех]\b|пр\b\.|т\.\s?[дп]\.)(?:\s+(?:город\w*|муниципал\w+(?:\s+образован\w+)?|участник\w*|регион\w*))?|ещё\s+\d+\s+\w+|…|\.\.\.)[\s.;,]*(?=\n|$)",
    re.IGNORECASE,
)
# The same before further names: «из Твери и других городов, Вологды».
_OPEN_WITHIN = re.compile(
    r"\s+и\s+(?:друг(?:ие|их|ими|им)|др\b\.?|ины[ех])"
    r"(?:\s+(?:город\w*|муниципал\w+(?:\s+образован\w+)?|участник\w*|регион\w*))?\s*(?=[,;])",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[;\n\t•·|]+|,(?!\d)|\s+(?:и|а\s+также|плюс)\s+(?!др\b|друг)|\s+/\s+|/")
_HARD = re.compile(r"[;\n\t•·|]+|,(?!\d)")
_PROTECTED = re.compile(r"«[^«»\n]{0,300}»|\"[^\"\n]{0,300}\"|„[^“\n]{0,300}“|\([^()\n]{0,200}\)")
_NUMBERING = re.compile(r"^\s*(?:\d{1,3}\s*[.)]\s*|[-–—*]\s+)+")
# «В работе секции приняли участие представители 14 городов: Владимира, …»
_HEADING = re.compile(
    r"^\s*[^:\n]{0,200}(?:город|участ|муниципал|представител|делегаци|район)[^:\n]{0,60}:(?!//)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:в\s+том\s+числе|участники|участвовали|при(?:ня|ни)мали\s+участие|приняли\s+участие|\d{1,3}(?:-\w+)?\s+городов|представител[ьия]\w*|делегаци[яией]\w*|команд[аы]\w*"
    r"|администраци[яией]\w*|мэри[яией]\w*|глав[аы]|города?|городов|из|от)\s*:?\s+)+",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"[\s,:(–—-]*(?<!\d)(?P<count>\d{1,6})\s*(?:чел(?:\.|\w*)|представител\w*|делегат\w*|участник\w*)\.?\)?\s*$",
    re.IGNORECASE,
)
_BARE_NOUN = re.compile(r"(?:район|округ|р-н|р-он|поселени)\w{0,3}\s*$|\b[МГ][РО]\s*$")
_JOINT = re.compile(r"\s*(?:,|и|,\s*и)\s*")
_BY_NET = re.compile(r"\s*\(\s*(?:вкс|по\s+вкс|онлайн|дистанционно|online)\s*\)\s*$", re.IGNORECASE)
_HOME = "Россия"
_EDGES = " \t\n.,;:•·|–—-"


class NameKind(StrEnum):
    """What a name of a list means."""

    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name of a list.

    Attributes:
        typed: its words as they stand in the list.
        text: the nominative; of what is no place the words themselves.
        place: what the words name, None for what is no place.
        headcount: people told beside the name: «Вологда – 5 чел.».
        is_known: the gazetteer knows it.
    """

    typed: str
    text: str
    kind: NameKind
    place: Place | None = None
    headcount: int | None = None
    is_remote: bool = False
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class NameList:
    """A list cut into names; `is_open` when it ends with «и другие»."""

    names: tuple[ListedName, ...]
    is_open: bool = False


def read_name_list(text: str, *, is_one_name: Callable[[str], bool] | None = None) -> NameList:
    """Read a list of cities, districts, regions and organizations in any case form.

    Names stand between commas, semicolons, strokes, line breaks or «и». Districts that share their
    noun are told apart: «Приморского и Пинежского районов» are two. Nothing is dropped: what is no
    place stays with its words.

    Args:
        is_one_name: tells whether words with «и» or a comma inside are one known name.

    >>> read = read_name_list("из Архангельска, Приморского и Пинежского районов и других")
    >>> [name.text for name in read.names], read.is_open
    (['Архангельск', 'Приморский район', 'Пинежский район'], True)
    """
    clean = clean_characters(text)
    closed = _OPEN_TAIL.sub("\n", _OPEN_WITHIN.sub("", clean))
    body = _HEADING.sub("", closed, count=1)
    names = [name for piece in _pieces(body, is_one_name) for name in _names(piece)]
    return NameList(tuple(names), closed != clean)


def _pieces(text: str, is_one_name: Callable[[str], bool] | None) -> Iterator[str]:
    for chunk in _split(text, _HARD):
        bare = _bare(chunk)
        if not bare:
            continue
        if is_one_name is not None and is_one_name(bare):
            yield bare
            continue
        parts = [part for part in map(_bare, _split(chunk, _SEPARATOR)) if part]
        # «Комитет культуры и спорта»: what begins small and is no place ends the name before it.
        is_phrase = any(part[0].islower() and not _is_place(part) for part in parts[1:])
        yield from [bare] if is_phrase else parts


def _split(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    """Cut a text at separators that stand in no quotes, brackets or shared districts."""
    kept = [match.span() for match in _PROTECTED.finditer(text)] + list(_shared_districts(text))
    position = 0
    for match in separator.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in kept):
            continue
        yield text[position : match.start()]
        position = match.end()
    yield text[position:]


def _shared_districts(text: str) -> Iterator[tuple[int, int]]:
    """Yield spans of districts that share a noun: they are read together."""
    found = find_districts(text)
    for first, second in pairwise(found):
        is_bare = not _BARE_NOUN.search(text[first.start : first.end])
        if is_bare and _JOINT.fullmatch(text[first.end : second.start]):
            yield first.start, second.end


def _bare(piece: str) -> str:
    return _NUMBERING.sub("", piece).strip(_EDGES)


def _names(piece: str) -> Iterator[ListedName]:
    people = _PEOPLE.search(piece)
    headcount = int(people["count"]) if people else None
    words = piece[: people.start()] if people else piece
    is_remote = bool(_BY_NET.search(words))
    words = _BY_NET.sub("", words).strip(_EDGES)
    words = _LEAD.sub("", words) or words
    if not any(map(str.isalnum, words)):
        return
    read = parse_places(words)
    is_remote = is_remote or read.attendance_mode is AttendanceMode.ONLINE
    places = [place for place in read.places if _is_plain(place)]
    if not places or len(places) != len(read.places):
        yield ListedName(piece, words, NameKind.OTHER, None, headcount, is_remote)
        return
    for place in places:
        kind, name = _kind_of(place)
        typed = piece if len(places) == 1 else place.text.strip(_EDGES)
        is_known = bool(place.region) or place.country not in {"", _HOME}
        yield ListedName(typed, name, kind, place, headcount, is_remote, is_known)


def _is_plain(place: Place) -> bool:
    """Tell whether a place is a city, a district or a region and no house in one."""
    is_place = bool(place.locality or place.district or place.region)
    return is_place and not place.venue and not place.organization


def _is_place(words: str) -> bool:
    return any(name.kind is not NameKind.OTHER for name in _names(words))


def _kind_of(place: Place) -> tuple[NameKind, str]:
    if place.locality:
        return NameKind.SETTLEMENT, place.locality
    if place.district:
        return NameKind.DISTRICT, place.district
    return NameKind.REGION, place.region
