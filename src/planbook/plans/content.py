"""What the text of a cell looks like by itself: a number, an age, a date, a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from planbook.dates import Period
from planbook.places import AttendanceMode, parse_places
from planbook.plans.place_timing import split_place_timing, whole_timing
from planbook.plans.wording import one_line

_NUMBER = re.compile(r"№?\s*\d{1,4}(?:\.\d{1,3}){0,3}[.)]?")
_AGE = re.compile(
    r"(?P<years>\d{1,4})(?:\s*-?\s*(?:год[а-я]{0,3}|лет(?:ие|ия)?))?\.?", re.IGNORECASE
)
_BULLET = re.compile(r"\s*(?:[·•▪●○■□➢✓*]|[–—-](?=\s))\s*")
_MAX_PLACE = 160


class ContentKind(StrEnum):
    """What a cell looks like by itself."""

    EMPTY = "empty"
    NUMBER = "number"
    AGE = "age"
    TIMING = "timing"
    PLACE_TIMING = "place_timing"
    PLACE = "place"
    TEXT = "text"


def content_kind(text: str, period: Period | None = None) -> ContentKind:
    """Tell what a cell looks like.

    >>> content_kind("12."), content_kind("145 года")
    (<ContentKind.NUMBER: 'number'>, <ContentKind.AGE: 'age'>)
    """
    plain = one_line(text)
    if not plain:
        return ContentKind.EMPTY
    if is_number(plain):
        return ContentKind.NUMBER
    if read_age(plain) is not None:
        return ContentKind.AGE
    if is_timing(plain, period):
        return ContentKind.TIMING
    if len(plain) <= _MAX_PLACE:
        return _place_kind(plain, period)
    return ContentKind.TEXT


def is_number(text: str) -> bool:
    """Tell a printed row number («12.», «3.1», «№ 5») from other text."""
    return bool(_NUMBER.fullmatch(text.strip()))


def is_timing(text: str, period: Period | None = None) -> bool:
    """Tell whether a whole cell is a timing."""
    return whole_timing(text, period) is not None


def is_place(text: str) -> bool:
    """Tell whether a cell names a settlement, a region or a way to attend."""
    result = parse_places(text)
    return result.attendance_mode is AttendanceMode.ONLINE or any(
        place.locality or place.region for place in result.places
    )


def read_age(text: str) -> int | None:
    """Return the number of years of a printed anniversary, None for other text.

    >>> read_age("145 года"), read_age("320"), read_age("14-35 лет")
    (145, 320, None)
    """
    found = _AGE.fullmatch(text.strip())
    return int(found["years"]) if found else None


def without_bullet(text: str) -> str:
    """Return a wording without the bullet before it.

    >>> without_bullet("· Правление")
    'Правление'
    """
    return _BULLET.sub("", text, count=1) if _BULLET.match(text) else text


def has_bullet(text: str) -> bool:
    """Tell whether a wording begins with a bullet."""
    return _BULLET.match(text) is not None


def share_of(kinds: Sequence[ContentKind], *wanted: ContentKind) -> float:
    """Return the share of cells of the wanted kinds among the filled ones, 0 to 1."""
    filled = [kind for kind in kinds if kind is not ContentKind.EMPTY]
    return sum(kind in wanted for kind in filled) / len(filled) if filled else 0.0


def _place_kind(plain: str, period: Period | None) -> ContentKind:
    if not any(char.isalpha() for char in plain):
        # Numbers of many levels name no place, and looking for one in each is slow.
        return ContentKind.TEXT
    if any(pair.place and pair.timing for pair in split_place_timing(plain, period)):
        return ContentKind.PLACE_TIMING
    return ContentKind.PLACE if is_place(plain) else ContentKind.TEXT
