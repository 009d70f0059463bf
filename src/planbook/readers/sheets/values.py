"""Values of cells in Russian wording: numbers, shares, dates that the grammar of time reads."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from planbook.dates.span_wording import MONTH_GENITIVES, MONTH_NAMES
from planbook.readers.sheets.number_formats import DateParts, Digits, date_parts, digits
from planbook.readers.sheets.sheet import CellKind, SheetCell

# Day 0 of both calendars of Excel (ECMA-376 part 1, 18.17.4.1); the first counts a 29 February 1900
# that never was, so its days before March 1900 lie one later.
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no time zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_FALSE_LEAP_DAY = 60
_LAST_SERIAL = 2_958_466
_SECONDS = 86_400
_NBSP = "\u00a0"
_GENERAL_DIGITS = 15


def number_cell(value: float, code: str, *, is_1904: bool = False) -> SheetCell:
    """Return a number as it is shown: a date where the format says so.

    >>> [number_cell(*cell).text for cell in ((45072, "dd.mm.yyyy"), (0.5, "0%"), (1.0, ""))]
    ['26 мая 2023 года', '50%', '1']
    """
    parts = date_parts(code)
    if parts is None:
        return SheetCell(number_text(value, digits(code)), CellKind.NUMBER, number=value)
    if parts.is_elapsed or (parts.time and 0 <= value < 1):
        return SheetCell(_duration_text(value), CellKind.DATE)
    moment = serial_moment(value, is_1904=is_1904)
    if moment is None:
        return SheetCell(number_text(value, Digits()), CellKind.NUMBER, number=value)
    return date_cell(moment, parts)


def serial_moment(serial: float, *, is_1904: bool = False) -> datetime | None:
    """Return the moment a serial number stands for, to the second; None when there is none."""
    if not 0 <= serial < _LAST_SERIAL:
        return None
    shift = 1 if not is_1904 and 1 <= serial < _FALSE_LEAP_DAY else 0
    epoch = _EPOCH_1904 if is_1904 else _EPOCH
    return epoch + timedelta(days=int(serial) + shift, seconds=round(serial % 1 * _SECONDS))


def date_cell(moment: datetime, parts: DateParts) -> SheetCell:
    """Return a date in words, with the parts that its format shows; a format of none shows all.

    >>> date_cell(datetime(2023, 5, 26), DateParts(month=True, year=True)).text
    'май 2023 года'
    """
    day, month, year = parts.day, parts.month, parts.year
    if not (day or month or year) or (day and not month):
        day = month = year = True
    words = []
    if day:
        words.append(f"{moment.day} {MONTH_GENITIVES[moment.month - 1]}")
    elif month:
        words.append(MONTH_NAMES[moment.month - 1])
    if year:
        # «Month of the year» and «day of the year» are genitives, a year alone is not.
        words.append(f"{moment.year} {'года' if day or month else 'год'}")
    if parts.time and (moment.hour or moment.minute or moment.second):
        words.append(f"в {moment:%H:%M}")
    return SheetCell(" ".join(words), CellKind.DATE, typed=_typed(moment, year=year))


def _typed(moment: datetime, *, year: bool) -> str:
    """Return the number with points that turns into this date when it is typed."""
    return f"{moment.day}.{moment.month}" + (f".{moment.year % 100:02}" if year else "")


def _duration_text(days: float) -> str:
    minutes, seconds = divmod(round(abs(days) * _SECONDS), 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return f"−{text}" if days < 0 else text


def number_text(value: float, shown: Digits) -> str:
    """Return a number with a decimal comma and without an exponent.

    >>> number_text(1234.5, digits("#,##0.00")), number_text(1e20, Digits())
    ('1\\xa0234,50', '100000000000000000000')
    """
    try:
        number = Decimal(format(value, f".{_GENERAL_DIGITS}g"))
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    if shown.is_percent:
        number *= 100
    text = format(number, "f") if shown.is_general else _fixed(number, shown)
    if "." in text and (shown.is_general or shown.most_decimals > shown.least_decimals):
        text = _trimmed(text, shown.least_decimals)
    return shown.before + text.replace(".", ",") + ("%" if shown.is_percent else "") + shown.after


def _fixed(number: Decimal, shown: Digits) -> str:
    try:
        rounded = number.quantize(Decimal(1).scaleb(-shown.most_decimals), ROUND_HALF_UP)
    except InvalidOperation:  # more digits than the arithmetic carries
        rounded = number
    sign, plain = ("-", -rounded) if rounded < 0 else ("", rounded)
    whole, point, decimals = format(plain, "f").partition(".")
    whole = whole.lstrip("0").rjust(shown.least_whole, "0") or "0"
    if shown.is_grouped:
        whole = f"{int(whole):,}".replace(",", _NBSP)
    return sign + whole + point + decimals


def _trimmed(text: str, least_decimals: int) -> str:
    whole, _point, decimals = text.partition(".")
    kept = decimals.rstrip("0").ljust(least_decimals, "0") if decimals else ""
    return f"{whole}.{kept}" if kept else whole
