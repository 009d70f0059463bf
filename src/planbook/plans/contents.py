"""What cells of content and participants say: lists of activities, ages of those invited."""

from __future__ import annotations

import re

from planbook.plans.wording import one_line

_ITEM = re.compile(r"\s*(?:[–—‒•·▪●*-]|\d{1,2}[.)])\s*(?=\S)")
_ANNOUNCES = re.compile(r":\s*$")
_EDGES = " ;.,\n"
_MAX_ACTIVITIES = 100
_AGES = (
    re.compile(r"от\s+(?P<low>\d{1,2})(?:\s*лет)?\s+(?:и\s+)?до\s+(?P<high>\d{1,3})\s*лет"),
    re.compile(r"(?<!\d)(?P<low>\d{1,2})\s*[-–—]\s*(?P<high>\d{1,3})\s*лет"),
    re.compile(r"с\s+(?P<low>\d{1,2})(?:\s*лет)?\s+до\s+(?P<high>\d{1,3})\s*лет"),
    re.compile(r"(?:старше|от)\s+(?P<low>\d{1,2})\s*лет"),
    re.compile(r"(?<!\d)(?P<low>\d{1,2})\s*\+"),
    re.compile(r"(?:до|младше|не старше)\s+(?P<high>\d{1,3})\s*лет"),
)


def read_activities(text: str) -> tuple[str, ...]:
    """Return the items of a list announced with a colon; wrapped lines belong to their item.

    >>> read_activities("Запланированы:\\n- концерт;\\n- мастер-классы\\nи встречи")
    ('концерт', 'мастер-классы и встречи')
    """
    items: list[str] = []
    is_listing = False
    for line in text.splitlines():
        mark = _ITEM.match(line)
        if mark is not None and (is_listing or items):
            items.append(line[mark.end() :])
        elif items and line.strip() and not items[-1].rstrip().endswith("."):
            items[-1] = f"{items[-1]}\n{line}"
        elif line.strip():
            is_listing = bool(_ANNOUNCES.search(line))
    return tuple(one_line(item).strip(_EDGES) for item in items[:_MAX_ACTIVITIES])


def read_ages(text: str) -> tuple[int | None, int | None]:
    """Return the youngest and the oldest age named for participants, in years.

    >>> read_ages("Молодежь в возрасте от 14 до 35 лет"), read_ages("старше 18 лет")
    ((14, 35), (18, None))
    """
    words = one_line(text).lower()
    for pattern in _AGES:
        found = pattern.search(words)
        if found is not None:
            ends = found.groupdict()
            return _years(ends.get("low")), _years(ends.get("high"))
    return None, None


def _years(digits: str | None) -> int | None:
    return int(digits) if digits else None
