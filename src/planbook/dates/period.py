"""The period of a plan: the context that gives the year to dates without one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Self

from planbook.dates.edtf_text import FIRST_HALF_YEAR_CODE, FIRST_QUARTER_CODE
from planbook.dates.span import MAX_YEAR, MIN_YEAR, Span, last_day, months_span
from planbook.errors import PlanbookError


class PeriodError(PlanbookError, ValueError):
    """A string given as a period is not one of the accepted EDTF forms."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            f"«{text}» не является периодом плана: укажите, например, 2023, 2023-41 "
            "(второе полугодие), 2023-34 (второй квартал), 2016-10 или 2023-09/2024-05."
        )


class PeriodKind(StrEnum):
    """What a plan is made for."""

    YEAR = "year"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"
    SEASON = "season"
    SCHOOL_YEAR = "school_year"
    YEARS = "years"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day of a plan, inclusive, with the EDTF string that named them.

    >>> Period.from_edtf("2022-41").start.isoformat()
    '2022-07-01'
    """

    start: date
    end: date
    kind: PeriodKind = field(compare=False)
    edtf: str = field(compare=False)

    @classmethod
    def from_edtf(cls, text: str) -> Self:
        """Read `2023`, `2022-41`, `2023-33`, `2016-10`, `2023-05-15`, `2023-09/2024-05`, `2023-H2`.

        Raises:
            PeriodError: the string is none of these forms or its end is before its start.
        """
        edtf = _HALF_YEAR_LETTER.sub(
            lambda found: f"{found[1]}-{FIRST_HALF_YEAR_CODE - 1 + int(found[2])}", text.strip()
        )
        first, slash, last = edtf.partition("/")
        start = _part_span(first)
        end = _part_span(last) if slash else start
        if start is None or end is None or start.start is None or end.end is None:
            raise PeriodError(text)
        if start.start > end.end:
            raise PeriodError(text)
        return cls(start.start, end.end, _kind(edtf, start.start, end.end), edtf)

    @property
    def span(self) -> Span:
        """The whole period as a span of days."""
        return Span(self.start, self.end)

    def covers(self, day: date) -> bool:
        """Tell whether a day lies inside the period."""
        return self.start <= day <= self.end


_HALF_YEAR_LETTER = re.compile(r"^(\d{4})-[HhНн]([12])$")
_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _part_span(text: str) -> Span | None:
    found = _PART.fullmatch(text)
    if found is None or not MIN_YEAR <= int(found[1]) <= MAX_YEAR:
        return None
    year, code, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if not found[2]:
        return Span(date(year, 1, 1), date(year, 12, 31))
    if found[3]:
        is_date = 1 <= code <= 12 and 1 <= day <= last_day(year, code).day
        return Span(date(year, code, day), date(year, code, day)) if is_date else None
    return coded_span(year, code)


def coded_span(year: int, code: int) -> Span | None:
    """Return the days of a month (1–12), season (21–24), quarter (33–36) or half-year (40–41).

    >>> coded_span(2022, 41).start.isoformat()
    '2022-07-01'
    """
    if 1 <= code <= 12:
        return months_span(year, code, code)
    if FIRST_QUARTER_CODE <= code < FIRST_QUARTER_CODE + 4:
        month = 1 + 3 * (code - FIRST_QUARTER_CODE)
        return months_span(year, month, month + 2)
    if FIRST_HALF_YEAR_CODE <= code < FIRST_HALF_YEAR_CODE + 2:
        month = 1 + 6 * (code - FIRST_HALF_YEAR_CODE)
        return months_span(year, month, month + 5)
    if 21 <= code <= 24:
        month = 3 * (code - 20)
        return months_span(year, month, month + 2)
    return None


def _kind(edtf: str, start: date, end: date) -> PeriodKind:
    if "/" not in edtf:
        return _single_kind(edtf)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.month == 9 and 9 <= months <= 12:
        return PeriodKind.SCHOOL_YEAR
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return PeriodKind.YEARS if end.year > start.year else PeriodKind.YEAR
    return PeriodKind.SEASON if end.year > start.year else PeriodKind.DAYS


def _single_kind(edtf: str) -> PeriodKind:
    if len(edtf) == 4:
        return PeriodKind.YEAR
    code = int(edtf[5:7])
    if len(edtf) > 7:
        return PeriodKind.DAYS
    if code <= 12:
        return PeriodKind.MONTH
    if code < FIRST_QUARTER_CODE:
        return PeriodKind.SEASON
    return PeriodKind.QUARTER if code < FIRST_HALF_YEAR_CODE else PeriodKind.HALF_YEAR
