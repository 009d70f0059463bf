"""Lines of a header that name a part of a timing: its start, its month, its hour, a year."""

from __future__ import annotations

from functools import cache

from planbook.dates import TimingKind
from planbook.plans.phrases import PhraseIndex, read_vocabulary
from planbook.plans.place_timing import whole_timing
from planbook.plans.wording import header_words, one_line

_PARTS = ("time", "start", "end", "month", "day")
_CALENDAR = frozenset({TimingKind.YEAR, TimingKind.HALF_YEAR, TimingKind.QUARTER, TimingKind.MONTH})
_MAX_CALENDAR = 30


def timing_part(header: str) -> str:
    """Return which part of a timing a header names: «start», «end», «month», «day», «time», «».

    >>> timing_part("окончания"), timing_part("Месяц"), timing_part("Дата приезда")
    ('end', 'month', 'start')
    >>> timing_part("Срок")
    ''
    """
    parts = read_vocabulary("columns")["subheaders"]
    words = header_words(header)
    for part in _PARTS:
        found = _part_index(part).search(words)
        if found is None:
            continue
        before, after = words[: found.start].split(), words[found.end :].split()
        is_plain = part in ("time", "month", "day") and (before or after)
        if not is_plain and _are(before, parts["before"]) and _are(after, parts["after"]):
            return part
    return ""


def is_calendar_header(header: str) -> bool:
    """Tell whether a header is nothing but a year, a half-year, a quarter or a month.

    >>> is_calendar_header("2024"), is_calendar_header("I кв."), is_calendar_header("Срок")
    (True, True, False)
    """
    if len(header) > _MAX_CALENDAR:
        return False
    timing = whole_timing(one_line(header))
    return timing is not None and timing.kind in _CALENDAR


def _are(words: list[str], allowed: list[str]) -> bool:
    return all(word in allowed for word in words)


@cache
def _part_index(part: str) -> PhraseIndex:
    return PhraseIndex([read_vocabulary("columns")["subheaders"][part]])
