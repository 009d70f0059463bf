"""Official Russian for recurrence rules: «ежеквартально», «еженедельно по вторникам»."""

from __future__ import annotations

from planbook.dates.kinds import Limit
from planbook.dates.repeats import WEEKDAY_CODES
from planbook.dates.span_wording import MONTH_GENITIVES, MONTH_NAMES
from planbook.dates.vocabulary import WEEKDAYS

_FREQUENCIES = {
    ("DAILY", 1): "ежедневно",
    ("WEEKLY", 1): "еженедельно",
    ("MONTHLY", 1): "ежемесячно",
    ("MONTHLY", 3): "ежеквартально",
    ("MONTHLY", 6): "1 раз в полугодие",
    ("YEARLY", 1): "ежегодно",
}
_UNITS = {"DAILY": "дней", "WEEKLY": "недель", "MONTHLY": "месяцев", "YEARLY": "лет"}
_NAMES = [single.split()[0] for single, _ in WEEKDAYS]
_PLURALS = [plural.split()[0] for _, plural in WEEKDAYS]
_ENDINGS = ("й", "й", "я", "й", "я", "я", "е")
_LAST = ("последний", "последний", "последняя", "последний", "последняя", "последняя", "последнее")


def rule_wording(rrule: str, limit: Limit) -> str:
    """Print an RFC 5545 rule as plans write it; an empty rule recurs without saying how.

    >>> rule_wording("FREQ=MONTHLY;BYDAY=2WE,4WE", Limit.NONE)
    'ежемесячно, 2-я, 4-я среда месяца'
    """
    if not rrule:
        return "несколько раз в месяц"
    rule = dict(part.split("=") for part in rrule.split(";"))
    frequency, interval = rule["FREQ"], int(rule.get("INTERVAL", "1"))
    words = _FREQUENCIES.get((frequency, interval))
    words = words or f"1 раз в {interval} {_UNITS[frequency]}"
    until = "до " if limit is Limit.UNTIL else ""
    if "BYMONTH" in rule:
        return f"{words}, {until}{_day_of_year(rule)}"
    if "BYMONTHDAY" in rule:
        days = rule["BYMONTHDAY"].replace("-1", "последнего").replace(",", ", ")
        return f"{words}, {until}{days} числа"
    if "BYDAY" in rule:
        return f"{words}{_weekdays(rule['BYDAY'].split(','))}"
    return words


def _day_of_year(rule: dict[str, str]) -> str:
    month = int(rule["BYMONTH"]) - 1
    if "BYMONTHDAY" in rule:
        return f"{rule['BYMONTHDAY']} {MONTH_GENITIVES[month]}"
    return MONTH_NAMES[month]


def _weekdays(codes: list[str]) -> str:
    days = [WEEKDAY_CODES.index(code[-2:]) for code in codes]
    if len(codes[0]) == 2:
        return " по " + ", ".join(_PLURALS[day] for day in days)
    weekday = days[0]
    numbers = [
        _LAST[weekday] if code.startswith("-1") else f"{code[:-2]}-{_ENDINGS[weekday]}"
        for code in codes
    ]
    return f", {', '.join(numbers)} {_NAMES[weekday]} месяца"
