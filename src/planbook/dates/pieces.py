"""Dates named by neighbouring tokens, before the year is known: «1, 8, 15 марта», «конец лета».

A handler gets the shape and the values of the tokens that a pattern matched and returns a `Piece`,
or None when the words fit the pattern but name nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple, cast

from planbook.dates.kinds import Extent

Part = tuple[int, int, int, int]
Values = Sequence[object]


class Grain(IntEnum):
    """The unit in which a piece is named, finest first."""

    DAY = 0
    MONTH = 1
    QUARTER = 2
    HALF_YEAR = 3
    SEASON = 4
    SPORTS_SEASON = 5
    YEAR = 6


class Piece(NamedTuple):
    """Named days of one year: parts are (month, day, month, day); day 0 is the end of the month.

    Day −7 begins the last seven days of the month; `nth_weekday_code` makes days that depend on
    the year. Months above 12 belong to the following years. `year` is None when it is not said.
    """

    grain: Grain
    parts: tuple[Part, ...]
    year: int | None = None
    is_vague: bool = False
    extent: Extent | None = None


RANGES = frozenset("-yB")
NUMBERS = frozenset("dorC")


def year_at_end(shape: str, values: Values) -> int | None:
    """Return the year said last: «2023», «2023 г.», «23 г.»."""
    if shape[-1] in "MqhS":  # most cells leave the year to the plan
        return None
    tail = shape.rstrip("g")
    if tail.endswith("Y"):
        return cast("int", values[len(tail) - 1])
    if shape.endswith("dg"):
        return 2000 + cast("int", values[len(tail) - 1])
    return None


def number_ranges(shape: str, values: Values, stop: str) -> list[tuple[int, int]]:
    """Return the numbers before a token of class `stop`, neighbours joined where a dash stands."""
    found: list[tuple[int, int]] = []
    joins = False
    for letter, value in zip(shape, values, strict=False):
        if letter == stop:
            break
        if letter in NUMBERS:
            number = cast("int", value)
            if joins and found:
                found[-1] = (found[-1][0], number)
            else:
                found.append((number, number))
            joins = False
        elif letter in RANGES:
            joins = True
    return found


def read_days(shape: str, values: Values) -> Piece | None:
    """«15 мая», «20-21 апреля», «1, 8, 15 марта 2023 г.», «с 1 по 15 мая», «7/8 ноября»."""
    month = cast("int", values[shape.index("M")])
    if shape[1] == "M":  # one day: by far the commonest cell
        day = cast("int", values[0])
        year = year_at_end(shape, values)
        return Piece(Grain.DAY, ((month, day, month, day),), year) if day > 0 else None
    days = number_ranges(shape, values, "M")
    if any(day < 1 for ends in days for day in ends):
        return None
    # «7/8 ноября» are two days in a row; of «15/20 мая» nobody knows what the stroke means.
    if "/" in shape and [first for first, _ in days[1:]] != [last + 1 for _, last in days[:-1]]:
        return None
    parts = tuple((month, first, month, last) for first, last in days)
    return Piece(Grain.DAY, parts, year_at_end(shape, values))


def read_days_after_month(shape: str, values: Values) -> Piece | None:
    """«сентябрь (15-20)», «май 12-14», «в ноябре: 1-2, 8-9, 15»."""
    begin = max(shape.find("<"), shape.find(":"), 1)
    month = cast("int", values[0])
    days = number_ranges(shape[begin:], values[begin:], "")
    year = year_at_end(shape[:begin], values)
    return Piece(Grain.DAY, tuple((month, a, month, b) for a, b in days), year)


def read_dates(shape: str, values: Values) -> Piece | None:
    """«12.05», «01.02.2023», «12-15.05.2023», «с 12 по 15.05»."""
    last_index = shape.index("N")
    day, month, year = cast("tuple[int, int, int | None]", values[last_index])
    days = number_ranges(shape[:last_index] + "d", [*values[:last_index], day], "")
    parts = tuple((month, first, month, last) for first, last in days)
    return Piece(Grain.DAY, parts, year)


def read_month(shape: str, values: Values) -> Piece | None:
    """«май», «май 2023 года», «май 23 г.», «2023 год, май», «05.2023»."""
    if shape[0] == "m":
        month, said_year = cast("tuple[int, int]", values[0])
        return Piece(Grain.MONTH, ((month, 1, month, 0),), said_year)
    month = cast("int", values[shape.index("M")])
    year = cast("int", values[0]) if shape[0] == "Y" else year_at_end(shape, values)
    return Piece(Grain.MONTH, ((month, 1, month, 0),), year)


def read_part_of_month(shape: str, values: Values) -> Piece | None:
    """«начало июня», «середина мая», «начало-середина мая»: thirds of a month, approximate."""
    month = cast("int", values[shape.index("M")])
    thirds = [cast("int", v) for letter, v in zip(shape, values, strict=True) if letter in "b3"]
    return _thirds_of_month(month, thirds, year_at_end(shape, values))


def read_first_days(shape: str, values: Values) -> Piece | None:
    """«первые числа мая», «в последних числах июня»."""
    thirds = {1: 0, -1: 2}.get(cast("int", values[0]))
    if thirds is None:
        return None
    month = cast("int", values[shape.index("M")])
    return _thirds_of_month(month, [thirds], year_at_end(shape, values))


def _thirds_of_month(month: int, thirds: list[int], year: int | None) -> Piece:
    first, last = thirds[0] * 10 + 1, (10, 20, 0)[thirds[-1]]
    return Piece(Grain.MONTH, ((month, first, month, last),), year, is_vague=True)


def read_decades(shape: str, values: Values) -> Piece | None:
    """«первая декада мая», «2-3 декада мая», «май, 1 декада»; the third lasts to the end."""
    return _month_units(shape, values, "D", _decade)


def read_weeks(shape: str, values: Values) -> Piece | None:
    """«первая неделя мая», «последняя неделя августа»: sevens of days, approximate."""
    piece = _month_units(shape, values, "W", _week)
    return piece._replace(is_vague=True) if piece else None


def read_half_of_month(shape: str, values: Values) -> Piece | None:
    """«первая половина мая»: to the 15th; «вторая половина»: from the 16th."""
    return _month_units(shape, values, "H", _half_of_month)


def _decade(number: int) -> tuple[int, int] | None:
    return {1: (1, 10), 2: (11, 20), 3: (21, 0), -1: (21, 0)}.get(number)


def _week(number: int) -> tuple[int, int] | None:
    # −7 stands for «the last seven days», known once the length of the month is.
    return {1: (1, 7), 2: (8, 14), 3: (15, 21), 4: (22, 28), -1: (-7, 0)}.get(number)


def _half_of_month(number: int) -> tuple[int, int] | None:
    return {1: (1, 15), 2: (16, 0)}.get(number)


def _month_units(shape: str, values: Values, unit: str, bounds: object) -> Piece | None:
    month_index, unit_index = shape.index("M"), shape.index(unit)
    month = cast("int", values[month_index])
    begin = 0 if month_index > unit_index else month_index + 1
    # The month may stand first, perhaps with its year: «май 2023, 1 декада».
    year = year_at_end(shape[:unit_index].rstrip(",<dor-;A"), values) if begin else None
    year = year if begin else year_at_end(shape, values)
    ranges = number_ranges(shape[begin:], values[begin:], unit)
    parts: list[Part] = []
    for first, last in ranges:
        start, end = bounds(first), bounds(last)  # type: ignore[operator]
        if start is None or end is None:
            return None
        parts.append((month, start[0], month, end[1]))
    if not parts:
        return None
    return Piece(Grain.DAY, tuple(parts), year, extent=Extent.WITHIN)


def read_quarters(shape: str, values: Values) -> Piece | None:
    """«II квартал», «I-II кв. 2023», «с I по III квартал», «1 и 3 кварталы»."""
    return _unit_ranges(shape, values, "q", Grain.QUARTER, 3)


def read_half_years(shape: str, values: Values) -> Piece | None:
    """«II полугодие 2022 года», «первая половина года»."""
    return _unit_ranges(shape, values, "H" if "H" in shape else "h", Grain.HALF_YEAR, 6)


def read_school_half_years(shape: str, values: Values) -> Piece | None:
    """«I полугодие 2023/2024 учебного года»: to the end of December, from January to May."""
    years = list(_years(shape, values))
    if len(years) != 2 or years[1] != years[0] + 1:
        return None
    return school_half_years(number_ranges(shape, values, "h"), years[0])


def school_half_years(ranges: Sequence[tuple[int, int]], year: int | None) -> Piece | None:
    """Return halves of the school year that begins in September of `year`."""
    bounds = {1: (9, 12), 2: (13, 17)}
    if not all(number in bounds for ends in ranges for number in ends):
        return None
    parts = tuple((bounds[first][0], 1, bounds[last][1], 0) for first, last in ranges)
    return Piece(Grain.HALF_YEAR, parts, year)


def _unit_ranges(shape: str, values: Values, unit: str, grain: Grain, months: int) -> Piece | None:
    ranges = number_ranges(shape, values, unit)
    count = 12 // months
    ranges = [(count if a == -1 else a, count if b == -1 else b) for a, b in ranges]
    if not all(1 <= number <= count for ends in ranges for number in ends):
        return None
    parts = tuple((months * (a - 1) + 1, 1, months * b, 0) for a, b in ranges)
    return Piece(grain, parts, year_at_end(shape, values))


def read_end(shape: str, values: Values) -> bool:
    """«до конца» before a unit: its last day is the limit."""
    return True


NTH_WEEKDAY = 100
LAST = 9


def nth_weekday_code(nth: int, weekday: int) -> int:
    """Return the day that stands for the nth weekday of a month, −1 being the last."""
    return -(NTH_WEEKDAY + 10 * (LAST if nth < 0 else nth) + weekday)


def read_nth_weekday(shape: str, values: Values) -> Piece | None:
    """«последняя пятница мая», «2-я и 4-я среда июня»."""
    month = cast("int", values[shape.index("M")])
    weekday = cast("int", values[shape.index("w")])
    numbers = [n for a, b in number_ranges(shape, values, "w") for n in range(a, b + 1)]
    if not numbers or not all(n == -1 or 1 <= n <= 5 for n in numbers):
        return None
    codes = [nth_weekday_code(n, weekday) for n in numbers]
    return Piece(Grain.DAY, tuple((month, c, month, c) for c in codes), year_at_end(shape, values))


def read_part_of_quarter(shape: str, values: Values) -> Piece | None:
    """«начало II квартала»: its first month, approximate."""
    whole = read_quarters(shape[1:], values[1:])
    if whole is None or len(whole.parts) != 1:
        return None
    month = whole.parts[0][0] + cast("int", values[0])
    return Piece(Grain.MONTH, ((month, 1, month, 0),), whole.year, is_vague=True)


def read_season(shape: str, values: Values) -> Piece | None:
    """«осень 2023», «зима 2022/23»; «зима 2023» may be either of two and is not read."""
    first = cast("int", values[0])
    years = list(_years(shape, values))
    if first == 12 and len(years) == 1:
        return None
    if len(years) == 2 and (first != 12 or years[1] != years[0] + 1):
        return None
    return Piece(Grain.SEASON, ((first, 1, first + 2, 0),), years[0] if years else None)


def read_part_of_season(shape: str, values: Values) -> Piece | None:
    """«конец лета»: the third month of the season, approximate."""
    month = cast("int", values[1]) + cast("int", values[0])
    month = (month - 1) % 12 + 1
    return Piece(Grain.SEASON, ((month, 1, month, 0),), year_at_end(shape, values), is_vague=True)


def read_years(shape: str, values: Values) -> Piece | None:
    """«2023 год», «2022, 2023 годы», «2023-2024 гг.», «с 2023 по 2025 год»."""
    base = None
    parts: list[Part] = []
    joins = False
    for letter, value in zip(shape, values, strict=True):
        if letter == "Y":
            year = cast("int", value)
            base = year if base is None else base
            offset = 12 * (year - base)
            if offset < 0 or offset > 600:
                return None
            if joins:
                parts[-1] = (*parts[-1][:2], offset + 12, 0)
            else:
                parts.append((offset + 1, 1, offset + 12, 0))
            joins = False
        elif letter in RANGES:
            joins = True
    return Piece(Grain.YEAR, tuple(parts), base)


def read_school_year(shape: str, values: Values) -> Piece | None:
    """«2023/2024 учебный год»: from 1 September to 31 May."""
    years = list(_years(shape, values))
    if len(years) != 2 or years[1] != years[0] + 1:
        return None
    return Piece(Grain.YEAR, ((9, 1, 17, 0),), years[0])


def read_sports_season(shape: str, values: Values) -> Piece | None:
    """«сезон 2022/23»: its days differ by sport, so both whole years are named."""
    years = list(_years(shape, values))
    if len(years) == 2 and years[1] != years[0] + 1:
        return None
    return Piece(Grain.SPORTS_SEASON, ((1, 1, 12 * len(years), 0),), years[0])


def _years(shape: str, values: Values) -> Iterator[int]:
    first = None
    for letter, value in zip(shape, values, strict=True):
        if letter == "Y":
            first = cast("int", value)
            yield first
        elif letter == "d" and first is not None:
            yield first - first % 100 + cast("int", value)
