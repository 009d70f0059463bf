"""Words by which the pieces of a place cell are told apart. The words are data."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from planbook.places.names import abbreviated_name_at
from planbook.places.subjects import table_rows


class TextKind(StrEnum):
    """What a piece of text without a place name is."""

    VENUE = "venue"
    ADDRESS = "address"
    ORGANIZATION = "organization"
    ALL_REGIONS = "all_regions"
    UNDETERMINED = "undetermined"
    UNKNOWN = "unknown"


_ALL_REGIONS = re.compile(
    r"(?:\w{1,3}ФО|[А-ЯЁ][\w-]+\s+ФО|[А-ЯЁ][\w-]+\s+федеральн\w+\s+округ\w*|РФ|(?:вся\s+)?территори\w+\s+(?:РФ|России)"
    r"|(?:на\s+)?территори\w+\s+Российской\s+Федерации|(?:все\s+)?города\s+России)"
    r"|(?:все|всех|все\s+остальные|другие|иные)?\s*(?:субъект\w*|регион\w*)(?:\s*-\s*участник\w*)?"
    r"(?:\s+(?:рф|россии|российской\s+федерации|страны))?(?:\s*\(по согласованию\))?",
    re.IGNORECASE,
)
_UNDETERMINED = re.compile(
    r"(?:буд[еу]т\s+определ|определя[ею]тся|уточня[ею]тся|по\s+назначению|по\s+согласовани|по\s+положени"
    r"|по\s+отдельному|по\s+месту|по\s+графику|по\s+заявк|по\s+вызову|по\s+факту|не\s+определ"
    r"|на\s+уточнении|по\s+необходимости|по\s+приглашени|по\s+плану|дополнительно|по\s+итогам)",
    re.IGNORECASE,
)
# Street and house: part of an address, whatever name stands in it.
ADDRESS = re.compile(
    r"(?<![\w-])(?:(?:ул|пер|просп|наб|бул|мкр|микр|пр|пл|кв-л|ш)\b\.?|пр-к?т\b\.?|пр-д\b\.?|б-р\b\.?|мкр-н\b"
    r"|(?:улиц|площад|набережн|переул|проспект|бульвар|шоссе|проезд|микрорайон|квартал)\w{0,4})"
    r"\s*(?:(?:им\.|имени)\s*)?"
    r"(?P<name>(?:[А-ЯЁ]\.\s?){0,2}(?:\d{1,3}(?:-?[а-я]{1,3})?\s+)?[А-ЯЁ][\w-]*(?:\s+[А-ЯЁ][\w-]*){0,2})"
)
_NAMED_AFTER = re.compile(
    r"(?:\bим\.|\bимени)\s*(?:(?:[А-ЯЁ]\.\s?){0,3}[А-ЯЁ][\w-]*(?:\s+[А-ЯЁ][\w-]*){0,3})"
    r"|[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?[А-ЯЁ][а-яё-]{2,40}|[А-ЯЁ][а-яё-]{2,40}\s[А-ЯЁ]\.\s?[А-ЯЁ]\."
)
_HOUSE = re.compile(
    r"^[\s,]*(?:д(?:ом)?\.?\s*)?№?\s*\d{1,4}\s?[а-яА-Я]?(?:\s?[/-]\s?\d{1,4}\w?)?[\s.]*$|^\s*\d{6}\s*$"
    r"|^\s*(?:д|дом|стр|корп|кв|оф|офис|каб|ауд|зал|эт|этаж|пом|лит)\.?\s*№?\s*\d",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ABBREVIATION = re.compile(r"(?<![\w-])[А-ЯЁ][А-ЯЁи]*[А-ЯЁ](?![а-яё])")
# «МБУК», «ФГБОУ ВО», «СОГБУК»: founders' letters and the kind of an institution.
_INSTITUTION = re.compile(r"^[А-ЯЁ]{0,5}(?:ОУ|БУ|АУ|КУ|УП|УК|БУК|АУК|КУК|ОО|ПОУ|УЗ|УДО|ФКУ)$")
_INSTITUTION_WORD = re.compile(r"^\s*[А-ЯЁ]{2,7}(?=\s)")


@cache
def _rows() -> dict[str, list[str]]:
    return {row["group"]: row["stems"].split() for row in table_rows("head_words.csv")}


@cache
def _stems(group: str) -> re.Pattern[str]:
    stems = sorted(_rows()[group], key=len, reverse=True)
    # «$» after a word in the table: this form only, «зал» but not «залив».
    written = "|".join(re.escape(stem).replace(r"\$", r"\b") for stem in stems)
    return re.compile(rf"(?<![а-яё])(?:{written})", re.IGNORECASE)


def kind_of(bare: str, clean: str) -> TextKind:
    """Return what a piece is; `bare` is the piece with quoted names blanked.

    >>> kind_of("исполнительная дирекция", "исполнительная дирекция").value
    'organization'
    """
    words = _IN_BRACKETS.sub(" ", bare).strip(" .,;:()\n")
    if _ALL_REGIONS.fullmatch(words):
        return TextKind.ALL_REGIONS
    if _UNDETERMINED.search(words):
        return TextKind.UNDETERMINED
    kind = _kind_by_heads(bare)
    if kind is TextKind.UNKNOWN and is_address(bare):
        return TextKind.ADDRESS
    if kind is TextKind.UNKNOWN or _has_only_founder(bare):
        inner = _kind_by_heads(_INSTITUTION_WORD.sub(" ", clean))
        kind = inner if inner is not TextKind.UNKNOWN else kind
    if kind is TextKind.UNKNOWN and "_" in bare:
        return TextKind.VENUE
    return kind


def is_address(text: str) -> bool:
    """Tell whether a piece is a street, a house, a room or a postal code."""
    return bool(ADDRESS.search(text) or _HOUSE.search(text))


def named_after_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return spans of streets, of names after «им.» and of persons: no settlement is in them."""
    found = [match.span() for match in ADDRESS.finditer(text)]
    found += [
        match.span()
        for match in _NAMED_AFTER.finditer(text)
        if abbreviated_name_at(text, match.start()) is None
    ]
    return tuple(sorted(found))


def starts_with_head(text: str) -> bool:
    """Tell whether a text begins with the head word of an institution or a venue."""
    return any(
        found is not None and found.start() == 0
        for found in (_stems("venue").search(text), _stems("organization").search(text))
    ) or bool(_abbreviation_kind(text, 0))


def _has_only_founder(bare: str) -> bool:
    """Tell whether nothing but «МКУ» stands outside the quotes."""
    letters = re.sub(r"[_\W\d]", " ", bare).split()
    return len(letters) == 1 and bool(_INSTITUTION.match(letters[0]))


def _kind_by_heads(text: str) -> TextKind:
    """Return the kind whose head word stands first."""
    firsts: list[tuple[int, TextKind]] = []
    for group, kind in (("organization", TextKind.ORGANIZATION), ("venue", TextKind.VENUE)):
        found = _stems(group).search(text)
        if found:
            firsts.append((found.start(), kind))
    for match in _ABBREVIATION.finditer(text):
        kind_found = _abbreviation_kind(match[0], 0)
        if kind_found is not None:
            firsts.append((match.start(), kind_found))
            break
    return min(firsts)[1] if firsts else TextKind.UNKNOWN


def _abbreviation_kind(text: str, start: int) -> TextKind | None:
    match = _ABBREVIATION.match(text, start)
    if match is None:
        return None
    if match[0] in _rows()["venue_abbreviations"] or _INSTITUTION.match(match[0]):
        return TextKind.VENUE
    if match[0] in _rows()["organization_abbreviations"]:
        return TextKind.ORGANIZATION
    return None
