"""What a person or Excel wrote into a cell, read as an exact value or refused with a remedy.

Nothing is guessed: what can be read in two ways is read by a fixed rule and told. The rules for
separators are in `numerals`, for units in `units`, for words instead of a value in `absence`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from planbook.errors import PlanbookError
from planbook.indicators.absence import absence_of, unescaped
from planbook.indicators.indicators import Indicator, UnitKind
from planbook.indicators.misreadings import misreading_of
from planbook.indicators.numerals import (
    MAX_DECIMALS,
    MAX_DIGITS,
    decimal_of,
    is_like_thousands,
    is_storable,
    shifted,
)
from planbook.indicators.tariffs import MAX_PARTS, is_ambiguous, tariff_parts
from planbook.indicators.units import is_in_roubles, power_between
from planbook.indicators.values import CellValue
from planbook.indicators.wording import number_text
from planbook.text import clean_characters, clean_spaces, unify_dashes

MAX_TEXT_LENGTH = 2000
_MAX_NUMBER_LENGTH = 200
_APOSTROPHES = re.compile("[’‘ʼ´`′]")
_NUMBER = re.compile(r"(?P<sign>[+-]?) ?(?P<digits>[0-9][0-9 '.,]*|[.,][0-9]+)(?P<rest>.*)")
_NOTE_MARK = re.compile(r"[*†‡¹²³⁰⁴-⁹]+\)?")
_QUOTES = "'\"«»„“” "
_FRACTION_INSIDE = re.compile(r"[.,][0-9]+ [0-9]")
_IN_BRACKETS = re.compile(r"\( ?([0-9][0-9 '.,]*)\)(.*)")
_KOPECKS = re.compile(r"(?P<roubles>[0-9][0-9 ']*)[-=](?P<kopecks>[0-9]{2})(?P<rest>[^0-9].*)?")
_IN_WORDS = re.compile(
    r"(?P<roubles>[0-9][0-9 ']*?) ?(?:руб[а-я]*|р)\.? ?(?P<kopecks>[0-9]{1,2}) ?"
    r"(?:коп[а-я]*|к)(?![а-я])\.?(?P<rest>.*)"
)
_ONE_MORE_NUMBER = re.compile(r"(?<![^\W_])[0-9]")
# Less than nothing makes no sense here unless the bounds of the indicator say so.
_NEVER_NEGATIVE = frozenset({UnitKind.SHARE, UnitKind.COUNT, UnitKind.QUANTITY})


class CellError(PlanbookError, ValueError):
    """A cell cannot be read.

    Attributes:
        code: stable ASCII code, for example ``cell.range``; ``cell.blank`` for an empty cell.
        message: what is wrong and what to do, in Russian.
    """

    def __init__(self, message: str, *, code: str = "cell.unread") -> None:
        self.code = code
        self.message = message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class CellReading:
    """A value and, where the reading is doubtful, one Russian sentence about how it was read."""

    value: CellValue
    remark: str = ""


def read_cell(text: str, indicator: Indicator) -> CellValue:
    """Return the value of a cell; the remark of a doubtful reading is in `cell_reading`.

    Raises:
        CellError: nothing is written, or it is not one exact value.

    >>> from planbook.indicators import Unit
    >>> water = Indicator("tariff.water", "Вода", Unit(UnitKind.MONEY, "руб./куб. м"))
    >>> read_cell("1 820,30 руб.", water).number, read_cell("0-43", water).number
    (Decimal('1820.30'), Decimal('0.43'))
    """
    return cell_reading(text, indicator).value


def cell_reading(text: str, indicator: Indicator) -> CellReading:
    """Return the value of a cell and what is doubtful about the reading.

    Raises:
        CellError: nothing is written, or it is not one exact value.

    >>> from planbook.indicators import Unit
    >>> volume = Indicator("volume", "Объём", Unit(UnitKind.QUANTITY, "куб. м"))
    >>> cell_reading("1,234", volume).remark
    'Прочитано как 1,234: запятая отделяет дробную часть. Если это 1\\xa0234, впишите с пробелом.'
    """
    cleaned = _cleaned(text)
    in_words = indicator.unit.kind is UnitKind.TEXT
    absence = absence_of(cleaned, are_words_asked=in_words)
    if absence is not None:
        return CellReading(CellValue(missing=absence.reason), absence.remark)
    if in_words:
        return CellReading(CellValue(text=unescaped(cleaned)))
    if indicator.unit.kind is UnitKind.FORMULA:
        return _tariff(clean_spaces(cleaned))
    if len(cleaned) > _MAX_NUMBER_LENGTH:
        raise CellError(
            "Запись слишком длинная для числа. Впишите одно число, остальное — в пояснение.",
            code="cell.long",
        )
    line = _APOSTROPHES.sub("'", unify_dashes(clean_spaces(cleaned))).strip(_QUOTES)
    reading = _kopecks(line, indicator) or _bracketed(line, indicator) or _number(line, indicator)
    number = reading.value.number
    if number is not None:
        _ensure_possible(number, indicator)
    return reading


def read_number(number: float | Decimal, indicator: Indicator) -> CellValue:
    """Return the value of a numeric cell of a workbook, with the 15 digits that Excel keeps.

    More than nine decimals are rounded: they come from a division, nobody typed them.

    Raises:
        CellError: not a finite number, too long, or not possible for the indicator.

    >>> from planbook.indicators import Unit
    >>> read_number(0.1 + 0.2, Indicator("a", "А", Unit(UnitKind.INDEX))).number
    Decimal('0.3')
    """
    exact = Decimal(format(number, ".15g")) if isinstance(number, float) else Decimal(number)
    if isinstance(number, bool) or not exact.is_finite():
        raise CellError("Здесь не число. Впишите число цифрами.", code="cell.not_finite")
    if exact and exact.adjusted() >= MAX_DIGITS:
        raise _too_long()
    if int(exact.as_tuple().exponent) < -MAX_DECIMALS:
        exact = exact.quantize(Decimal(1).scaleb(-MAX_DECIMALS), ROUND_HALF_UP).normalize()
    written = format(_plain(exact), "f").replace(".", ",")
    if not indicator.is_numeric:
        return read_cell(written, indicator)
    _ensure_possible(_plain(exact), indicator)
    return CellValue(number=_plain(exact))


def _cleaned(text: str) -> str:
    """The text in NFC, without spaces at the ends of its lines.

    Raises:
        CellError: empty, longer than any cell, or with control characters.
    """
    if len(text) > 5 * MAX_TEXT_LENGTH:
        raise _long_text()
    lines = clean_characters(text).split("\n")
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for line in lines for sign in line):
        raise CellError(
            "В ячейке есть недопустимые знаки. Сотрите её и впишите значение заново.",
            code="cell.control",
        )
    cleaned = "\n".join(map(clean_spaces, lines)).strip()
    if not cleaned:
        raise CellError(
            "Ячейка пуста. Впишите значение или выберите, почему его нет.", code="cell.blank"
        )
    if len(cleaned) > MAX_TEXT_LENGTH:
        raise _long_text()
    return cleaned


def _long_text() -> CellError:
    limit = number_text(Decimal(MAX_TEXT_LENGTH), 0)
    return CellError(
        f"Текст длиннее {limit} знаков. Сократите его или приложите файл.", code="cell.long"
    )


def _tariff(line: str) -> CellReading:
    parts = tariff_parts(line)
    if not parts or len(parts) > MAX_PARTS:
        raise CellError(
            "Составной тариф записывают числами с единицами через плюс, например: "
            f"12,50 руб./куб. м + 1 820,30 руб./Гкал; частей не больше {MAX_PARTS}.",
            code="cell.tariff",
        )
    if not all(map(is_storable, parts)):
        raise _too_long()
    remark = ""
    if is_ambiguous(line):
        taken = "; ".join(number_text(part, -int(part.as_tuple().exponent)) for part in parts)
        remark = f"Части тарифа: {taken}. Если их больше, соедините части знаком «+»."
    return CellReading(CellValue(text=line, parts=parts), remark)


def _kopecks(line: str, indicator: Indicator) -> CellReading | None:
    """Roubles and kopecks: «0-43» where money in roubles is asked, «12 руб. 50 коп.» for money."""
    unit = indicator.unit
    if unit.kind is not UnitKind.MONEY:
        return None
    found, start = _KOPECKS.fullmatch(line) if is_in_roubles(unit) else None, ""
    if not found:
        found, start = _IN_WORDS.fullmatch(line.casefold()), "руб"
    roubles = decimal_of(found["roubles"].strip()) if found else None
    if not found or roubles is None:
        return None
    rest = start + (found["rest"] or "")
    if not start and rest.strip() and power_between(rest, unit) != 0:
        return None  # «10-50 тыс. руб.» are bounds
    kopecks = int(found["kopecks"])
    reading = _in_unit(roubles + Decimal(kopecks).scaleb(-2), rest, indicator, line)
    if not start and 10 <= roubles < kopecks <= 2 * roubles:
        remark = f"Прочитано как {roubles} руб. {kopecks} коп. Если это «от» и «до», впишите одно "
        return CellReading(reading.value, f"{remark}число.")
    return reading


def _bracketed(line: str, indicator: Indicator) -> CellReading | None:
    """«(5)», as bookkeepers write less than nothing."""
    found = _IN_BRACKETS.fullmatch(line)
    if not found:
        return None
    value = _number(f"-{found[1].strip()}{found[2]}", indicator).value
    return CellReading(value, "Скобки прочитаны как минус. Если это не так, впишите без скобок.")


def _number(line: str, indicator: Indicator) -> CellReading:
    wrong = misreading_of(line)
    if wrong is not None:
        raise CellError(wrong.message, code=wrong.code)
    found = _NUMBER.fullmatch(line)
    if not found:
        raise _unread(line, indicator)
    digits = found["digits"].rstrip(" .,'")
    number = decimal_of(digits)
    if number is None and _FRACTION_INSIDE.search(digits):
        raise _several(line)
    if number is None:
        raise CellError(
            f"В числе «{_clip(digits)}» знаки стоят не на месте: тысячи отделяют пробелом по три "
            "цифры, дробную часть — запятой.",
            code="cell.thousands",
        )
    if found["sign"] == "-":
        number = -number
    reading = _in_unit(number, found["rest"], indicator, line)
    if reading.value.number != number or not is_like_thousands(digits) or indicator.decimals >= 3:
        return reading
    if indicator.unit.kind is UnitKind.COUNT and indicator.decimals == 0:
        raise _not_whole(abs(number))  # «12.000» inhabitants are twelve or twelve thousand
    return CellReading(reading.value, reading.remark or _thousands_remark(digits))


def _thousands_remark(digits: str) -> str:
    sign = "запятая" if "," in digits else "точка"
    read, other = digits.replace(".", ","), digits.replace(".", "").replace(",", "")
    return (
        f"Прочитано как {read}: {sign} отделяет дробную часть. "
        f"Если это {number_text(Decimal(other), 0)}, впишите с пробелом."
    )


def _in_unit(number: Decimal, rest: str, indicator: Indicator, line: str) -> CellReading:
    """The number in the unit that is asked, with a remark where another unit was typed.

    Raises:
        CellError: the words after the number are not such a unit.
    """
    mark = _NOTE_MARK.match(rest)
    remark = ""
    if mark:
        rest = rest[mark.end() :]
        remark = f"Знак сноски «{mark[0]}» не взят. Сноску впишите в пояснение."
    if not rest.strip(" .;"):
        return CellReading(CellValue(number=_plain(number)), remark)
    power = power_between(rest, indicator.unit)
    if power is None:
        raise _wrong_rest(rest.strip(), indicator, line)
    if power == 0:
        return CellReading(CellValue(number=_plain(number)), remark)
    exact = _plain(shifted(number, power))
    decimals = -int(exact.as_tuple().exponent)
    said = f"«{_clip(line)}» прочитано как {number_text(exact, decimals)} {indicator.unit.name}"
    return CellReading(CellValue(number=exact), _sentence(said))


def _wrong_rest(rest: str, indicator: Indicator, line: str) -> CellError:
    if _ONE_MORE_NUMBER.search(rest):
        return _several(line)
    unit = indicator.unit.name
    asked = f"здесь ждут {unit}" if unit else "здесь ждут число без единицы"
    return CellError(
        f"После числа стоит «{_clip(rest)}», а {asked}. Пересчитайте, а слова впишите в пояснение.",
        code="cell.unit",
    )


def _several(line: str) -> CellError:
    return CellError(
        f"В ячейке несколько чисел: «{_clip(line)}». Впишите одно, остальные — в пояснение.",
        code="cell.several",
    )


def _ensure_possible(number: Decimal, indicator: Indicator) -> None:
    """Refuse numbers that cannot be kept or make no sense; bounds are only doubted, elsewhere."""
    if not is_storable(number):
        raise _too_long()
    kind, minimum = indicator.unit.kind, indicator.minimum
    if number < 0 and kind in _NEVER_NEGATIVE and (minimum is None or minimum >= 0):
        raise CellError(
            "Значение меньше нуля здесь невозможно. Проверьте знак; убыль записывают в показатель "
            "с отрицательной нижней границей.",
            code="cell.negative",
        )
    if kind is UnitKind.COUNT and indicator.decimals == 0 and number != number.to_integral_value():
        raise _not_whole(number)


def _not_whole(number: Decimal) -> CellError:
    written = format(number, "f")
    hint = ""
    if is_like_thousands(written):
        thousands = number_text(Decimal(written.replace(".", "")), 0)
        hint = f" Если это {thousands}, впишите с пробелом."
    return CellError(f"Количество — целое число, без дробной части.{hint}", code="cell.fraction")


def _too_long() -> CellError:
    return CellError(
        f"Число слишком длинное: бывает не больше {MAX_DIGITS} значащих цифр, из них не больше "
        f"{MAX_DECIMALS} после запятой. Проверьте его или округлите.",
        code="cell.bounds",
    )


def _unread(line: str, indicator: Indicator) -> CellError:
    example = indicator.example or "32,15"
    return CellError(
        f"«{_clip(line)}» — не число. Впишите число цифрами, например {_clip(example)}; если его "
        "нет, выберите причину: нет данных, не применимо, не в нашем ведении, уточняется.",
    )


def _plain(number: Decimal) -> Decimal:
    """The same number without an exponent and without a minus before zero."""
    number = shifted(number, 0)
    return abs(number) if number.is_zero() else number


def _sentence(words: str) -> str:
    """The words with one full stop: units often end with a dot of their own."""
    return f"{words.rstrip('. ')}."


def _clip(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
