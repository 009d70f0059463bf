"""Periods of rounds: which ones a year has, how they are called."""

from __future__ import annotations

import re

from mezhgorod.exchanges.rules.words import Periodicity
from mezhgorod.registry.rules import RuleViolation
from planbook.dates import MONTH_NAMES
from planbook.dates.period import Period, PeriodError
from planbook.text.roman import format_roman

FIRST_YEAR, LAST_YEAR = 1990, 2100
_QUARTER, _HALF_YEAR = 33, 40
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_YEAR_WORD = re.compile(r"\s*\b(?:года|год|г\.?)(?=\s|$)")
_NUMBER = re.compile(r"^([1-4])(?:-?(?:й|ый|ой|е|ое))?\s+(?=квартал|полугодие)", re.ASCII)


def periods_of_year(periodicity: str, year: int) -> tuple[Period, ...]:
    """Return the periods a year has: four of a quarterly exchange, twelve of a monthly one.

    Raises:
        RuleViolation: a year that cannot be meant.

    >>> [one.edtf for one in periods_of_year("quarter", 2026)]
    ['2026-33', '2026-34', '2026-35', '2026-36']
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"Укажите год от {FIRST_YEAR} до {LAST_YEAR}."
        raise RuleViolation("round.year", message, "year")
    codes: dict[str, tuple[str, ...]] = {
        Periodicity.MONTH: tuple(f"{year}-{number:02}" for number in range(1, 13)),
        Periodicity.QUARTER: tuple(f"{year}-{_QUARTER + number}" for number in range(4)),
        Periodicity.HALF_YEAR: tuple(f"{year}-{_HALF_YEAR + number}" for number in range(2)),
    }
    return tuple(Period.from_edtf(code) for code in codes.get(periodicity, (str(year),)))


def period_of(edtf: str) -> Period:
    """Return the period somebody has named, in words or in EDTF.

    Raises:
        RuleViolation: it is none.

    >>> [period_of(one).edtf for one in ("II квартал 2026", "2 полугодие 2026 г.", "Май 2026")]
    ['2026-34', '2026-41', '2026-05']
    >>> period_of("2026-34").edtf
    '2026-34'
    """
    text = edtf.strip()[:40]
    try:
        return Period.from_edtf(_in_edtf(text) or text)
    except PeriodError as wrong:
        message = "Период не понят. Укажите, например, «II квартал 2026», «май 2026» или «2026»."
        raise RuleViolation("round.period", message, "period") from wrong


def _in_edtf(text: str) -> str:
    """Return the period of a year that is called so, empty for other words."""
    year = _YEAR.search(text)
    if year is None:
        return ""
    told = _plain(text)
    parts = (*range(1, 13), *range(_QUARTER, _QUARTER + 4), *range(_HALF_YEAR, _HALF_YEAR + 2))
    codes = [f"{year.group()}-{part:02}" for part in parts]
    return next((code for code in (year.group(), *codes) if _plain(period_words(code)) == told), "")


def _plain(words: str) -> str:
    """Return the name of a period without what people write in several ways."""
    words = _YEAR_WORD.sub("", " ".join(words.casefold().split()))
    return _NUMBER.sub(lambda found: f"{'i' * int(found[1])} ", words.replace("iv", "iiii")).strip()


def period_words(edtf: str) -> str:
    """Return a period as it is printed; one of another kind as it is stored.

    >>> period_words("2026-34"), period_words("2026-41"), period_words("2026-05")
    ('II квартал 2026 года', 'II полугодие 2026 года', 'май 2026 года')
    >>> period_words("2026")
    '2026 год'
    """
    year, _, code = edtf.partition("-")
    if not (year.isdecimal() and (code.isdecimal() or not code)):
        return edtf
    number = int(code or 0)
    if not number:
        return f"{year} год"
    if number <= 12:
        return f"{MONTH_NAMES[number - 1]} {year} года"
    if _QUARTER <= number < _QUARTER + 4:
        return f"{format_roman(number - _QUARTER + 1)} квартал {year} года"
    if _HALF_YEAR <= number < _HALF_YEAR + 2:
        return f"{format_roman(number - _HALF_YEAR + 1)} полугодие {year} года"
    return edtf
