"""What is doubtful about one number: beside its bounds, the last round and the other cities.

A slip of the unit or of the comma shows as a power of ten between a number and what is expected.
Prices and shares are alike in all cities; money, areas and counts grow with the city, so there
only thousands tell something where the city has no value of its own to compare with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from math import log10
from typing import NamedTuple

from planbook.findings import Severity
from planbook.indicators.indicators import Aggregation, Indicator, UnitKind
from planbook.indicators.numerals import shifted
from planbook.indicators.values import CellValue
from planbook.indicators.wording import number_text
from planbook.language import plural

_NO_BREAK_SPACE = "\u00a0"
_MULTIPLIER = re.compile(r"(?:тыс|млн|млрд|миллион|миллиард)", re.IGNORECASE)
# How far, in powers of ten, a number may lie from an exact slip of 10, 100, 1000, 1 000 000.
_NEAR_LAST = {1: 0.2, 2: 0.2, 3: 0.2, 6: 0.2}
_NEAR_MEDIAN = {1: 0.15, 2: 0.3, 3: 0.45, 6: 0.5}
_NEAR_MEDIAN_OF_SHARES = {2: 0.3, 3: 0.45}
# Between a hamlet and a capital lies less than 350 times; more is a slip of thousands.
_LEAST_OF_CITY_SIZED = 2.55
_TIMES_OF_PRICES = 1.5
_TIMES_OF_OTHERS = 2.0
_TIMES_OF_SHARES = 5.0
_POINTS_OF_SHARES = 20
_TIMES_OF_MEDIAN = 5.0
_SMALL_COUNT = 20


class ValueDoubt(NamedTuple):
    """The code of a doubt, how much it matters, and what to say."""

    code: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What a number is compared with: the value of the last round, the median of other cities."""

    last: CellValue | None = None
    median: Decimal | None = None


def value_doubt(number: Decimal, indicator: Indicator, expected: Expected) -> ValueDoubt | None:
    """Return the weightiest doubt about a number, None for a number that is believed.

    >>> from planbook.indicators import Unit
    >>> price = Indicator("p", "Цена", Unit(UnitKind.MONEY, "руб."), decimals=0)
    >>> value_doubt(Decimal(1170), price, Expected(median=Decimal(110450))).code
    'doubt.slip'
    """
    against_others = _against_last(number, indicator, expected) or _against_median(
        number, indicator, expected
    )
    if against_others is not None and against_others.code == "doubt.slip":
        return against_others
    own = _bounds(number, indicator) or _share(number, indicator, expected)
    return own or against_others


def is_city_sized(indicator: Indicator) -> bool:
    """Return whether a value grows with the city: a count, an area, a budget; not a price.

    >>> from planbook.indicators import Unit
    >>> is_city_sized(Indicator("b", "Доходы", Unit(UnitKind.MONEY, "млн руб.")))
    True
    >>> is_city_sized(Indicator("p", "Хлеб", Unit(UnitKind.MONEY, "руб./кг")))
    False
    """
    if indicator.is_per_inhabitant or indicator.aggregation is Aggregation.SUM:
        return True
    match indicator.unit.kind:
        case UnitKind.COUNT | UnitKind.QUANTITY:
            return True
        case UnitKind.MONEY:
            return _MULTIPLIER.match(indicator.unit.name) is not None
        case _:
            return False


def slip_power(tens: float, tolerances: dict[int, float]) -> int:
    """Return the power of ten that a number slipped by, 0 for none.

    Args:
        tens: the logarithm of the number divided by what is expected.

    >>> slip_power(-1.975, {2: 0.3, 3: 0.3}), slip_power(0.5, {2: 0.3})
    (-2, 0)
    """
    for power, tolerance in tolerances.items():
        if abs(abs(tens) - power) <= tolerance:
            return power if tens > 0 else -power
    return 0


def _against_last(number: Decimal, indicator: Indicator, expected: Expected) -> ValueDoubt | None:
    last = expected.last.number if expected.last is not None else None
    if last is None or last == 0 or number == last:
        return None
    if number == 0:
        return _zero(last, indicator, f"В прошлый раз было {_shown(last, indicator)}, теперь ноль")
    if (number < 0) != (last < 0):
        return _sign(last, indicator)
    tens = log10(abs(number / last))
    if _is_usual_change(number, last, tens, indicator):
        return None
    power = slip_power(tens, _NEAR_LAST)
    shown = f"в прошлый раз ({_shown(last, indicator)})"
    if power and _is_near(number, expected.median) and not is_city_sized(indicator):
        return ValueDoubt(
            "doubt.last_slip",
            Severity.INFO,
            f"Значение близко к другим городам, а {shown} было примерно в "
            f"{_times(power)} раз {'меньше' if power > 0 else 'больше'}. Похоже, ошибка была в "
            "прошлом раунде: попросите её исправить.",
        )
    if power:
        return _slip(number, power, indicator, f"чем {shown}")
    return _jump(number, last, indicator)


def _against_median(number: Decimal, indicator: Indicator, expected: Expected) -> ValueDoubt | None:
    """What the other cities say; silent where the city has always been so, and has explained."""
    last, median = expected.last, expected.median
    if median is None or median == 0:
        return None
    is_like_last = last is not None and last.number is not None and last.number != 0
    if is_like_last and (is_city_sized(indicator) or (last is not None and last.comment)):
        return None
    if number == 0:
        is_price = indicator.unit.kind is UnitKind.MONEY and not is_city_sized(indicator)
        if is_like_last or not is_price:
            return None
        told = f"Ноль, а медиана других городов — {_shown(median, indicator)}"
        return _zero(median, indicator, told)
    if (number < 0) != (median < 0):
        return None
    tens = log10(abs(number / median))
    power = _median_power(number, tens, indicator)
    if power:
        shown = _shown(median, indicator)
        return _slip(number, power, indicator, f"чем медиана других городов ({shown})")
    if is_like_last or is_city_sized(indicator) or indicator.unit.kind is UnitKind.SHARE:
        return None
    if abs(tens) <= log10(_TIMES_OF_MEDIAN):
        return None
    times = round(10 ** abs(tens))
    counted = (
        f"{number_text(Decimal(times), 0)}{_NO_BREAK_SPACE}{plural(times, 'раз', 'раза', 'раз')}"
    )
    return _warning(
        "doubt.median",
        f"Значение примерно в {counted} {_more(tens)}, чем медиана других городов "
        f"({_shown(median, indicator)}). Проверьте; если верно, поясните.",
    )


def _median_power(number: Decimal, tens: float, indicator: Indicator) -> int:
    if is_city_sized(indicator):
        if abs(tens) < _LEAST_OF_CITY_SIZED:
            return 0
        power = 3 if abs(tens) < 4.5 else 6
        return power if tens > 0 else -power
    if indicator.unit.kind is UnitKind.SHARE:
        power = slip_power(tens, _NEAR_MEDIAN_OF_SHARES)
        # 3 % beside 0,03 % may both be true; a whole beside its hundredth part is a slip.
        return power if power > 0 or abs(number) <= 1 else 0
    return slip_power(tens, _NEAR_MEDIAN)


def _is_usual_change(number: Decimal, last: Decimal, tens: float, indicator: Indicator) -> bool:
    """Whether a value may well have changed so from round to round."""
    kind = indicator.unit.kind
    if kind is UnitKind.COUNT and max(abs(number), abs(last)) < _SMALL_COUNT:
        return True
    if kind is UnitKind.SHARE:
        is_near = abs(number - last) <= _POINTS_OF_SHARES and abs(tens) <= log10(_TIMES_OF_SHARES)
        return is_near or abs(tens) <= log10(_TIMES_OF_PRICES)
    is_price = kind is UnitKind.MONEY and not is_city_sized(indicator)
    return abs(tens) <= log10(_TIMES_OF_PRICES if is_price else _TIMES_OF_OTHERS)


def _is_near(number: Decimal, median: Decimal | None) -> bool:
    if median is None or median == 0 or (number < 0) != (median < 0):
        return False
    return abs(log10(abs(number / median))) <= 0.3


def _bounds(number: Decimal, indicator: Indicator) -> ValueDoubt | None:
    lowest, highest = indicator.minimum, indicator.maximum
    if lowest is not None and number < lowest:
        told = f"Значение меньше нижней границы ({_shown(lowest, indicator)})."
    elif highest is not None and number > highest:
        told = f"Значение больше верхней границы ({_shown(highest, indicator)})."
    else:
        return None
    return _warning("doubt.bounds", f"{told} Проверьте; если верно, поясните.")


def _share(number: Decimal, indicator: Indicator, expected: Expected) -> ValueDoubt | None:
    name = indicator.unit.name
    if indicator.unit.kind is not UnitKind.SHARE or (name and "%" not in name):
        return None
    if number > 100 and indicator.maximum is None:
        return _warning(
            "doubt.share", "Доля больше 100\u00a0%. Проверьте; если так бывает, поясните."
        )
    if number < 0 and indicator.minimum is None:
        return _warning("doubt.share", "Доля меньше нуля. Проверьте; если так бывает, поясните.")
    last = expected.last.number if expected.last is not None else None
    is_precise = -int(number.as_tuple().exponent) > indicator.decimals
    if 0 < number < 1 and is_precise and last is None and expected.median is None:
        percents = number_text(shifted(number, 2), indicator.decimals)
        return _warning(
            "doubt.fraction",
            f"Похоже на долю единицы. Если это {percents}\u00a0%, впишите в процентах; "
            "если верно, поясните.",
        )
    return None


def _zero(usual: Decimal, indicator: Indicator, told: str) -> ValueDoubt | None:
    if indicator.unit.kind is UnitKind.COUNT and abs(usual) < _SMALL_COUNT:
        return None
    return _warning(
        "doubt.zero", f"{told}. Если значения нет, выберите причину; если это ноль, поясните."
    )


def _sign(last: Decimal, indicator: Indicator) -> ValueDoubt | None:
    if indicator.minimum is not None and indicator.minimum < 0:
        return None
    return _warning(
        "doubt.sign",
        f"Знак не тот, что в прошлый раз ({_shown(last, indicator)}). "
        "Проверьте; если верно, поясните.",
    )


def _slip(number: Decimal, power: int, indicator: Indicator, against: str) -> ValueDoubt:
    meant = shifted(number, -power)
    return _warning(
        "doubt.slip",
        f"Похоже на ошибку в единице или запятой: значение примерно в {_times(power)} раз "
        f"{_more(power)}, {against}. Если имелось в виду {_shown(meant, indicator)}, исправьте; "
        "если верно, поясните.",
    )


def _jump(number: Decimal, last: Decimal, indicator: Indicator) -> ValueDoubt:
    grown = abs(number) > abs(last)
    if indicator.unit.kind is UnitKind.SHARE:
        points = number_text(abs(number - last), max(indicator.decimals, 1))
        told = f"на {points}{_NO_BREAK_SPACE}процентного пункта"
    else:
        times = abs(number / last) if grown else abs(last / number)
        told = f"в {number_text(times, 1)}{_NO_BREAK_SPACE}раза"
    return _warning(
        "doubt.jump",
        f"Значение {told} {'больше' if grown else 'меньше'}, чем в прошлый раз "
        f"({_shown(last, indicator)}). Проверьте; если верно, поясните.",
    )


def _warning(code: str, message: str) -> ValueDoubt:
    return ValueDoubt(code, Severity.WARNING, message)


def _times(power: int) -> str:
    return number_text(Decimal(10 ** abs(power)), 0)


def _more(sign: float) -> str:
    return "больше" if sign > 0 else "меньше"


def _shown(number: Decimal, indicator: Indicator) -> str:
    """A number with its unit, with all decimals that tell something."""
    decimals = max(-int(number.normalize().as_tuple().exponent), 0)
    printed = number_text(number, max(min(decimals, 9), 0))
    unit = indicator.unit.name.replace(" ", _NO_BREAK_SPACE)
    return f"{printed}{_NO_BREAK_SPACE}{unit}" if unit else printed
