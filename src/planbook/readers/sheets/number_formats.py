"""Number formats of spreadsheets: what of a value is shown (ECMA-376 part 1, 18.8.30 and 18.8.31).

Only what a plan needs is understood: which parts of a date are shown, fixed decimals, percent,
thousands, words around a number. Anything else is printed as the general format prints it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

GENERAL = "General"
# Formats that files name by number only; dates are given as Russian offices see them.
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "dd.mm.yyyy", 15: "d mmm yy", 16: "d mmm", 17: "mmm yy", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "dd.mm.yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 49: "@",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "dd.mm.yyyy"),
}  # fmt: skip

_TOO_LONG = 255  # Excel keeps no longer format
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_DATE_SIGN = re.compile(r"[dmyhsг]", re.IGNORECASE)
_TIME = re.compile(r"h+(?:[^dmyhs]*m+)?(?:[^dmyhs]*s+)?|m+[^dmyhs]*s+", re.IGNORECASE)
_ELAPSED = re.compile(r"\[([hms])+\]", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<whole>[#0?,\s]+)(?:\.(?P<decimals>[#0?]+))?(?P<percent>\s*%)?")


@dataclass(frozen=True, slots=True)
class DateParts:
    """Which parts of a moment a format shows; `is_elapsed` counts hours beyond a day."""

    day: bool = False
    month: bool = False
    year: bool = False
    time: bool = False
    is_elapsed: bool = False


@dataclass(frozen=True, slots=True)
class Digits:
    """How a number is shown; `is_general` leaves it as short as it is."""

    is_general: bool = True
    least_whole: int = 1
    least_decimals: int = 0
    most_decimals: int = 0
    is_grouped: bool = False
    is_percent: bool = False
    before: str = ""
    after: str = ""


@lru_cache(maxsize=1024)
def date_parts(code: str) -> DateParts | None:
    """Return the parts of a date that a format shows, None when it is no format of dates.

    >>> date_parts("mmmm yyyy")
    DateParts(day=False, month=True, year=True, time=False, is_elapsed=False)
    >>> date_parts("0.00") is None
    True
    """
    plain = _LITERAL.sub(" ", _first_section(code)).lower()
    if plain.strip() in ("general", "основной", "standard", "@") or len(code) > _TOO_LONG:
        return None
    elapsed = _ELAPSED.search(plain) is not None
    plain = _ELAPSED.sub("h", plain).replace("am/pm", "").replace("a/p", "")
    if not _DATE_SIGN.search(plain) or re.search(r"[#?]|0(?!\d*$)", plain.replace("ss.0", "ss")):
        return None
    without_time = _TIME.sub(" ", plain)
    return DateParts(
        day=re.search(r"(?<!d)d{1,2}(?!d)", without_time) is not None,
        month="m" in without_time,
        year=re.search(r"[yг]", without_time) is not None,
        time=without_time != plain,
        is_elapsed=elapsed,
    )


@lru_cache(maxsize=1024)
def digits(code: str) -> Digits:
    """Return how a format shows numbers.

    >>> digits("0.0%").is_percent, digits("General").is_general
    (True, True)
    """
    section = _first_section(code)
    found = None if len(code) > _TOO_LONG else _digits_between_words(section)
    if found is None:
        return Digits()
    number, before, after = found
    whole = number["whole"].replace(" ", "")
    decimals = number["decimals"] or ""
    if whole.endswith(","):  # shown in thousands: rare, and the value itself says more
        return Digits()
    return Digits(
        is_general=False,
        least_whole=whole.count("0"),
        least_decimals=decimals.count("0"),
        most_decimals=len(decimals),
        is_grouped="," in whole,
        is_percent=bool(number["percent"]),
        before=before,
        after=after,
    )


def _digits_between_words(section: str) -> tuple[re.Match[str], str, str] | None:
    """Part the signs of digits from the words around them; None when there is more than that."""
    marked = _LITERAL.sub(
        lambda found: "".join(f"\ue000{char}" for char in found[1] or found[2] or ""), section
    )
    parts = re.split(r"((?:\ue000.)+)", marked, flags=re.DOTALL)
    shown = [part for part in parts[::2] if part.strip()]
    number = _NUMBER.fullmatch(shown[0].strip()) if len(shown) == 1 else None
    if number is None:
        return None
    place = parts.index(shown[0])
    before, after = "".join(parts[1:place:2]), "".join(parts[place + 1 :: 2])
    return number, before.replace("\ue000", ""), after.replace("\ue000", "")


def _first_section(code: str) -> str:
    """Return the part of a format that is for positive numbers."""
    quoted = False
    for index, char in enumerate(code):
        if char == '"':
            quoted = not quoted
        elif char == ";" and not quoted and code[index - 1 : index] != "\\":
            return code[:index]
    return code
