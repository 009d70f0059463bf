"""Words moved to another period: years that are the period's own, numbers of parts of a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planbook.dates import Period, PeriodKind, Span
from planbook.dates.span_wording import MONTH_NAMES
from planbook.plans import EventDraft
from planbook.text import format_roman, parse_roman

_YEAR = re.compile(r"(?<![\d.])(?P<year>(?:19|20|21)\d{2})(?!\d)(?!\s*-\s*лет)")
_YEAR_TAIL = re.compile(r"\s*(?:19|20|21)\d{2}\s*(?:года?|г\.)?\s*$")
_PART = re.compile(
    r"(?P<from>[IVХ]{1,3}|[1-4])(?P<range>\s*[-–—,]\s*(?P<to>[IVХ]{1,3}|[1-4]))?"
    r"(?P<ending>(?:-?(?:го|е|ое|й|ом))?\s*)(?P<unit>полугод|квартал)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?:(?:I{1,3}|IV|[1-4])(?:-?(?:е|ое|й))?\s+(?:полугоди\w+|квартал\w*)\s+|"
    rf"(?:{'|'.join(MONTH_NAMES)})\s+)?20\d\d(?:\s*год[а-я]*)?",
    re.IGNORECASE,
)
_DASHED = re.compile(r"[а-яё](\s*[-–—]\s*)[а-яё]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MonthStyle:
    """How a plan writes months: the dash of a range, and whether it begins with a capital."""

    dash: str = "-"
    is_capitalized: bool = False

    @classmethod
    def of(cls, rows: Iterable[EventDraft]) -> MonthStyle:
        """Learn the style from the rows of a plan that name months."""
        texts = [row.timing.text for row in rows if row.timing.kind in ("month", "month_range")]
        dashes = [found[1] for text in texts if (found := _DASHED.search(text))]
        capitals = sum(text[:1].isupper() for text in texts)
        return cls(dashes[0] if dashes else "-", capitals * 2 > len(texts))


def month_words(spans: Sequence[Span], style: MonthStyle, tail: str = "") -> str:
    """Return the month or months of days, written as the plan writes them.

    >>> from datetime import date
    >>> month_words([Span(date(2025, 3, 27), date(2025, 4, 1))], MonthStyle(), " 2025 года")
    'март-апрель 2025 года'
    """
    months = [day.month for span in spans for day in span if day is not None]
    first, last = months[0], months[-1]
    names = [MONTH_NAMES[first - 1]] + ([MONTH_NAMES[last - 1]] if last != first else [])
    words = style.dash.join(names)
    return (words.capitalize() if style.is_capitalized else words) + tail


def year_tail(text: str, delta: int) -> str:
    """Return how a date ends in its year, moved: «\\n2022 года»; nothing where no year is said.

    >>> year_tail("17-18 сентября 2022 года", 1)
    ' 2023 года'
    """
    found = _YEAR_TAIL.search(text)
    return re.sub(r"\d{4}", lambda one: str(int(one[0]) + delta), found[0]) if found else ""


def move_years(text: str, source: Period, delta: int, *, ahead: int = 0) -> str:
    """Move the years of a period in a text; other years are history and stay.

    Args:
        ahead: how many years after the period are moved too (a row that prepares a later event).

    >>> move_years("«Золотая осень - 2022», основана в 1999 году", Period.from_edtf("2022-41"), 1)
    '«Золотая осень - 2023», основана в 1999 году'
    """

    def moved(found: re.Match[str]) -> str:
        year = int(found["year"])
        is_own = source.start.year <= year <= source.end.year + ahead
        return str(year + delta) if is_own else found[0]

    return _YEAR.sub(moved, text)


def move_parts(text: str, months: int) -> str:
    """Move quarters and half-years by so many months: «II полугодие» → «I полугодие».

    >>> move_parts("III-IV квартал 2022 года", 6)
    'I-II квартал 2022 года'
    """

    def moved(found: re.Match[str]) -> str:
        size, count = (6, 2) if found["unit"].lower() == "полугод" else (3, 4)
        steps = months // size

        def turned(word: str) -> str:
            number = int(word) if word.isdecimal() else parse_roman(word)
            if not number or number > count:
                return word
            new = (number - 1 + steps) % count + 1
            return str(new) if word.isdecimal() else format_roman(new)

        between = found["range"] or ""
        if found["to"]:
            between = between.replace(found["to"], turned(found["to"]))
        return f"{turned(found['from'])}{between}{found['ending']}{found['unit']}"

    return _PART.sub(moved, text) if months % 12 else text


def period_name(period: Period) -> str:
    """Return how titles name a period.

    >>> period_name(Period.from_edtf("2023-41")), period_name(Period.from_edtf("2025"))
    ('II полугодие 2023 года', '2025 год')
    """
    year, month = period.start.year, period.start.month
    match period.kind:
        case PeriodKind.HALF_YEAR:
            return f"{format_roman((month + 5) // 6)} полугодие {year} года"
        case PeriodKind.QUARTER:
            return f"{format_roman((month + 2) // 3)} квартал {year} года"
        case PeriodKind.MONTH:
            return f"{MONTH_NAMES[month - 1]} {year} года"
        case PeriodKind.SCHOOL_YEAR:
            return f"{year}/{period.end.year} учебный год"
    return f"{year} год" if year == period.end.year else f"{year}–{period.end.year} годы"


def move_title(text: str, source: Period, target: Period) -> str:
    """Return the title of a plan for another period.

    >>> move_title("План на II полугодие 2022 года", Period.from_edtf("2022-41"),
    ...            Period.from_edtf("2023-41"))
    'План на II полугодие 2023 года'
    """
    if source.kind is target.kind and source.start.month == target.start.month:
        return move_years(text, source, target.start.year - source.start.year)

    def moved(found: re.Match[str]) -> str:
        return period_name(target) if str(source.start.year) in found[0] else found[0]

    return _PERIOD.sub(moved, text)
