"""Repetition named by neighbouring tokens, as parts of an RFC 5545 rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from planbook.dates.pieces import Grain, Piece, number_ranges

Rule = dict[str, str]

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNIT_RULES: dict[str, tuple[str, int]] = {
    "E": ("DAILY", 1),
    "W": ("WEEKLY", 1),
    "n": ("MONTHLY", 1),
    "q": ("MONTHLY", 3),
    "h": ("MONTHLY", 6),
    "g": ("YEARLY", 1),
}
MAX_INTERVAL = 31
# Several times inside a unit are spread evenly over its months, as «ежеквартально» is.
_UNIT_MONTHS = {"q": 3, "h": 6, "g": 12}


def read_frequency(shape: str, values: Sequence[object]) -> Rule | None:
    """«ежеквартально»."""
    return dict(part.split("=") for part in cast("str", values[0]).split(";"))


def read_every_unit(shape: str, values: Sequence[object]) -> Rule | None:
    """«каждый месяц», «каждые две недели»."""
    count = next((cast("int", v) for c, v in zip(shape, values, strict=True) if c in "dC"), 1)
    return _rule(shape[-1], count)


def read_counted(shape: str, values: Sequence[object]) -> Rule | None:
    """«1 раз в квартал», «раз в 2 месяца», «не реже двух раз в год», «дважды в год»."""
    cut = shape.index("x") if "x" in shape else shape.index("2")
    times = cast("int", values[cut]) if shape[cut] == "2" else 1
    units = 1
    for index, letter in enumerate(shape):
        if letter in "dC":
            if index < cut:
                times = cast("int", values[index])
            else:
                units = cast("int", values[index])
    unit = shape[-1]
    if times == 1:
        return _rule(unit, units)
    months = _UNIT_MONTHS.get(unit, 0) * units
    if times and months and months % times == 0:
        return _rule("n", months // times)
    return {}


def _rule(unit: str, count: int) -> Rule | None:
    if unit not in _UNIT_RULES:
        return {}
    frequency, interval = _UNIT_RULES[unit]
    if interval * count > MAX_INTERVAL:
        return None
    rule = {"FREQ": frequency}
    if interval * count > 1:
        rule["INTERVAL"] = str(interval * count)
    return rule


def read_weekdays(shape: str, values: Sequence[object]) -> Rule | None:
    """«каждый вторник и четверг», «по пятницам», «понедельник-пятница»."""
    days: list[int] = []
    joins = False
    for index, letter in enumerate(shape):
        if letter in "wv":
            day = cast("int", values[index])
            first = days[-1] + 1 if joins and days and days[-1] < day else day
            days.extend(range(first, day + 1))
            joins = False
        elif letter in "-y" and days:
            joins = letter == "-" or shape[0] == "f"
    codes = [WEEKDAY_CODES[day] for day in sorted(set(days))]
    return {"FREQ": "WEEKLY", "BYDAY": ",".join(codes)}


def read_day_set(shape: str, values: Sequence[object]) -> Rule | None:
    """«по будням», «в выходные дни»."""
    days = cast("tuple[int, ...]", values[1])
    return {"FREQ": "WEEKLY", "BYDAY": ",".join(WEEKDAY_CODES[day] for day in days)}


def read_nth_weekdays(shape: str, values: Sequence[object]) -> Rule | None:
    """«2-я и 4-я среда месяца», «последняя пятница каждого месяца»."""
    code = WEEKDAY_CODES[cast("int", values[shape.index("w")])]
    numbers = [n for ends in number_ranges(shape, values, "w") for n in range(ends[0], ends[1] + 1)]
    if not numbers or not all(number == -1 or 1 <= number <= 5 for number in numbers):
        return None
    return {"FREQ": "MONTHLY", "BYDAY": ",".join(f"{number}{code}" for number in numbers)}


def read_month_days(shape: str, values: Sequence[object]) -> Rule | None:
    """«до 5 числа каждого месяца», «15 числа»; without «каждого» the frequency stands elsewhere."""
    days = [n for ends in number_ranges(shape, values, "#") for n in range(ends[0], ends[1] + 1)]
    rule = {"BYMONTHDAY": ",".join(str(day) for day in days)}
    return {"FREQ": "MONTHLY", **rule} if "e" in shape else rule


def day_of_year(ends: tuple[Piece, Piece | None]) -> Rule | None:
    """Return «1 марта» or «май» beside «ежегодно» as parts of the rule, None for more."""
    piece, last = ends
    if last is not None or len(piece.parts) != 1 or piece.year is not None:
        return None
    month, day, last_month, last_day = piece.parts[0]
    if piece.grain is Grain.MONTH and (day, last_month, last_day) == (1, month, 0):
        return {"BYMONTH": str(month)}
    if piece.grain is Grain.DAY and day > 0 and (month, day) == (last_month, last_day):
        return {"BYMONTH": str(month), "BYMONTHDAY": str(day)}
    return None


def merged(rules: Sequence[Rule]) -> Rule | None:
    """Return several rules as one, None when they contradict each other."""
    whole: Rule = {}
    for rule in rules:
        for name, value in rule.items():
            if whole.setdefault(name, value) != value:
                return None
    if "BYMONTHDAY" in whole and ("BYDAY" in whole or whole.get("FREQ", "MONTHLY") != "MONTHLY"):
        return None
    return whole


def rule_text(rule: Rule) -> str:
    """Print a rule in the order of RFC 5545; a rule without a frequency is no rule."""
    if "FREQ" not in rule:
        return ""
    names = ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY")
    return ";".join(f"{name}={rule[name]}" for name in names if name in rule)
