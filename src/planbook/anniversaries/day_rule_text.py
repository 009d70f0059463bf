"""Rules of city days in Russian words and as plain values, both ways."""

from __future__ import annotations

import re
from collections.abc import Mapping

from planbook.anniversaries.day_rules import (
    LAST,
    CityDayRule,
    DateRange,
    FixedDate,
    NthWeekday,
    UnknownDay,
    VagueDay,
)
from planbook.dates.span_wording import MONTH_GENITIVES
from planbook.language import plural

# The word of the weekday, and the column of its gender in _ORDINALS.
_WEEKDAYS = (
    ("понедельник", 0),
    ("вторник", 0),
    ("среда", 1),
    ("четверг", 0),
    ("пятница", 1),
    ("суббота", 1),
    ("воскресенье", 2),
)
_ORDINALS = {
    1: ("первый", "первая", "первое"),
    2: ("второй", "вторая", "второе"),
    3: ("третий", "третья", "третье"),
    4: ("четвёртый", "четвёртая", "четвёртое"),
    LAST: ("последний", "последняя", "последнее"),
}
_UNKNOWN = "день не установлен"
_NAMES = "|".join(MONTH_GENITIVES)
_FIXED = re.compile(rf"(\d{{1,2}}) ({_NAMES})")
_RANGE = re.compile(rf"(\d{{1,2}})(?: ({_NAMES}))? ?[-–—] ?(\d{{1,2}}) ({_NAMES})")
_NTH = re.compile(rf"(\w+) (\w+) (?:в )?({_NAMES})(?:, (\d{{1,2}}) д(?:ень|ня|ней))?")


def format_day_rule(rule: CityDayRule) -> str:
    """Return a rule in Russian; `parse_day_rule` reads the same rule back.

    >>> format_day_rule(NthWeekday(3, 5, 4))
    'третья суббота апреля'
    >>> format_day_rule(DateRange(FixedDate(5, 7), FixedDate(6, 7)))
    '5–6 июля'
    """
    match rule:
        case FixedDate():
            return f"{rule.day} {MONTH_GENITIVES[rule.month - 1]}"
        case DateRange():
            if rule.start.month == rule.end.month and rule.start.day <= rule.end.day:
                return f"{rule.start.day}–{format_day_rule(rule.end)}"
            return f"{format_day_rule(rule.start)} – {format_day_rule(rule.end)}"
        case NthWeekday():
            word, gender = _WEEKDAYS[rule.weekday]
            words = f"{_ORDINALS[rule.ordinal][gender]} {word} {MONTH_GENITIVES[rule.month - 1]}"
            return words if rule.days == 1 else f"{words}, {_days(rule.days)}"
        case VagueDay():
            return rule.words
        case UnknownDay():
            return _UNKNOWN


def parse_day_rule(text: str) -> CityDayRule:
    """Read a rule from Russian words; words that name no rule are kept as a `VagueDay`.

    Never raises: a date that does not exist («31 июня») stays words.

    >>> parse_day_rule("Последнее воскресенье мая")
    NthWeekday(ordinal=-1, weekday=6, month=5, days=1)
    >>> parse_day_rule("конец лета")
    VagueDay(words='конец лета')
    """
    words = " ".join(text.split())
    lowered = words.lower().replace("четверта", "четвёрта").replace("четверто", "четвёрто")
    lowered = lowered.replace("четвертый", "четвёртый")
    if not words or lowered == _UNKNOWN:
        return UnknownDay()
    try:
        return _fixed(lowered) or _range(lowered) or _nth(lowered) or VagueDay(words)
    except ValueError:
        return VagueDay(words)


def day_rule_to_dict(rule: CityDayRule) -> dict[str, object]:
    """Return a rule as plain values for storage; `day_rule_from_dict` gives it back.

    >>> day_rule_to_dict(FixedDate(27, 5))
    {'kind': 'fixed', 'day': 27, 'month': 5}
    """
    match rule:
        case FixedDate():
            return {"kind": "fixed", "day": rule.day, "month": rule.month}
        case DateRange():
            start, end = rule.start, rule.end
            return {
                "kind": "range",
                "start": [start.day, start.month],
                "end": [end.day, end.month],
            }
        case NthWeekday():
            return {
                "kind": "nth_weekday",
                "ordinal": rule.ordinal,
                "weekday": rule.weekday,
                "month": rule.month,
                "days": rule.days,
            }
        case VagueDay():
            return {"kind": "vague", "words": rule.words}
        case UnknownDay():
            return {"kind": "unknown"}


def day_rule_from_dict(values: Mapping[str, object]) -> CityDayRule:
    """Return the rule stored by `day_rule_to_dict`.

    Raises:
        ValueError: the values are no rule.

    >>> day_rule_from_dict({"kind": "range", "start": [5, 7], "end": [6, 7]}).end
    FixedDate(day=6, month=7)
    """
    match values:
        case {"kind": "fixed", "day": int(day), "month": int(month)}:
            return FixedDate(day, month)
        case {
            "kind": "range",
            "start": [int(first), int(first_month)],
            "end": [int(last), int(last_month)],
        }:
            return DateRange(FixedDate(first, first_month), FixedDate(last, last_month))
        case {
            "kind": "nth_weekday",
            "ordinal": int(ordinal),
            "weekday": int(weekday),
            "month": int(month),
            "days": int(days),
        }:
            return NthWeekday(ordinal, weekday, month, days)
        case {"kind": "vague", "words": str(words)}:
            return VagueDay(words)
        case {"kind": "unknown"}:
            return UnknownDay()
    raise ValueError(f"no rule of a city day: {values!r}")


def _days(count: int) -> str:
    return f"{count} {plural(count, 'день', 'дня', 'дней')}"


def _fixed(text: str) -> FixedDate | None:
    found = _FIXED.fullmatch(text)
    return FixedDate(int(found[1]), MONTH_GENITIVES.index(found[2]) + 1) if found else None


def _range(text: str) -> DateRange | None:
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    last_month = MONTH_GENITIVES.index(found[4]) + 1
    first_month = MONTH_GENITIVES.index(found[2]) + 1 if found[2] else last_month
    return DateRange(FixedDate(int(found[1]), first_month), FixedDate(int(found[3]), last_month))


def _nth(text: str) -> NthWeekday | None:
    found = _NTH.fullmatch(text)
    if found is None:
        return None
    ordinal = next((number for number, forms in _ORDINALS.items() if found[1] in forms), None)
    weekday = next((at for at, (word, _) in enumerate(_WEEKDAYS) if word == found[2]), None)
    if ordinal is None or weekday is None:
        return None
    return NthWeekday(ordinal, weekday, MONTH_GENITIVES.index(found[3]) + 1, int(found[4] or 1))
