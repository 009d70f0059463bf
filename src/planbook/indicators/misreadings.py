"""What is not one exact number, told by its kind with the remedy."""

from __future__ import annotations

import re
from typing import NamedTuple

_MONTHS = "янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек"
_MONTHS_EN = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH_NUMBERS = {
    name: place % 12 + 1
    for names in (_MONTHS.replace("|мая", "").split("|"), _MONTHS_EN.split("|"))
    for place, name in enumerate(names)
} | {"мая": 5}
_ANY_MONTH = rf"(?P<month>{_MONTHS}|{_MONTHS_EN})[^\W\d_]*\.?"
_DAY_MONTH = re.compile(
    rf"(?P<day>[0-9]{{1,2}})[.\- /]{_ANY_MONTH}(?:[.\- /][0-9]{{2,4}})?(?: ?г\.?)?"
)
_MONTH_YEAR = re.compile(rf"{_ANY_MONTH}[.\- ](?P<year>[0-9]{{2,4}})")
_ISO_DAY = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?:[ t][0-9:.]+)?")
_PLAIN_DAY = re.compile(
    r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4}|[0-9]{2})"
    r"(?: [0-9:]+)?(?: ?г\.?)?"
)
_TIME = re.compile(r"[0-9]{1,4}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?")

_NUMBER = r"[0-9][0-9 '.,]*"
_APPROXIMATE = re.compile(
    r"(?:около|ок\.|примерно|приблизительно|порядка|ориентировочно|прим\.|почти|более|менее|больше|"
    r"меньше|свыше|не более|не менее|до|от|[~≈<>≤≥])(?![^\W\d_]) ?(?P<rest>.*)"
)
_RANGE = re.compile(
    rf"(?:(?:от|с) )?{_NUMBER}(?: ?(?:-|\.\.+|…) ?| (?:до|по) ){_NUMBER}(?:[^0-9].*)?"
)
_EXPONENT = re.compile(r"[+-]?[0-9.,]+ ?(?:[eе][+-]?[0-9]+|[*·x×х] ?10(?:\^?-?[0-9]+|[⁰-⁹⁻¹²³]+))")
_NOT_FINITE = re.compile(r"[+-]?(?:s?nan|inf|infinity|∞|бесконечность)")
_EXCEL_ERROR = re.compile(r"#[^\W_ ]+(?:/[^\W_ ]+)?[!?]?|#+")
_LETTERS_FOR_DIGITS = str.maketrans("оoзlіб", "003116")
_JUST_DIGITS = re.compile(r"[+-]?[0-9 ]+(?:[.,][0-9]+)?")
_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"


class Misreading(NamedTuple):
    """The code of an error and what to say about it."""

    code: str
    message: str


def misreading_of(text: str) -> Misreading | None:
    """Return why a text is surely no exact number, None where it may be one.

    Args:
        text: one line, dashes unified to hyphens.

    >>> misreading_of("15.мар").code, misreading_of("32,15") is None
    ('cell.date', True)
    """
    plain = text.casefold()
    for judge in (_of_excel, _of_digits, _of_date, _of_shape, _of_letters):
        found = judge(plain)
        if found is not None:
            return found
    return None


def _of_excel(text: str) -> Misreading | None:
    if text.startswith("="):
        return Misreading("cell.formula", "Здесь формула Excel. Впишите число, которое она даёт.")
    if _EXCEL_ERROR.fullmatch(text):
        return Misreading(
            "cell.excel_error",
            f"Excel показал ошибку «{text.upper()[:20]}» вместо числа. Впишите число или выберите, "
            "почему его нет.",
        )
    if _NOT_FINITE.fullmatch(text):
        return Misreading(
            "cell.not_finite", "Это не конечное число. Впишите число или выберите, почему его нет."
        )
    return None


def _of_digits(text: str) -> Misreading | None:
    if any(sign.isnumeric() and not sign.isascii() and sign not in _RAISED for sign in text):
        return Misreading(
            "cell.digits", "Число записано необычными цифрами. Впишите его цифрами 0–9."
        )
    return None


def _of_date(text: str) -> Misreading | None:
    if _TIME.fullmatch(text):
        return Misreading(
            "cell.date",
            "Здесь время, а не число. Рубли и копейки пишут через запятую: 12,50.",
        )
    guess = _guess(text)
    if guess is None:
        return None
    return Misreading(
        "cell.date",
        f"Excel превратил число в дату; возможно, было {guess}. Задайте ячейке формат "
        "«Текстовый» и впишите число заново.",
    )


def _guess(text: str) -> str | None:
    """What may have been typed before Excel made a date of it, None for no date."""
    found = _DAY_MONTH.fullmatch(text)
    if found:
        return f"«{int(found['day'])},{_MONTH_NUMBERS[found['month']]}»"
    found = _MONTH_YEAR.fullmatch(text)
    if found:
        return f"«{_MONTH_NUMBERS[found['month']]}-{found['year'][-2:]}»"
    found = _ISO_DAY.fullmatch(text) or _PLAIN_DAY.fullmatch(text)
    if not found:
        return None
    day, month = int(found["day"]), int(found["month"])
    if day > 31 or month > 12:
        return None
    as_decimals = f"«{day},{month}»"
    return f"{as_decimals} или «{month}-{found['year'][-2:]}»" if day == 1 else as_decimals


def _of_shape(text: str) -> Misreading | None:
    if _EXPONENT.fullmatch(text):
        return Misreading(
            "cell.exponent",
            "Число показано сокращённо, со степенью десяти. Впишите его цифрами полностью.",
        )
    if _RANGE.fullmatch(text):
        return Misreading(
            "cell.range",
            "Здесь два числа: «от» и «до». Впишите одно, а границы — в пояснение.",
        )
    found = _APPROXIMATE.fullmatch(text)
    if found:
        return Misreading(
            "cell.approximate",
            "Нужно точное число. Впишите его, а слова «около», «более», «до» — в пояснение.",
        )
    return None


def _of_letters(text: str) -> Misreading | None:
    digits = text.translate(_LETTERS_FOR_DIGITS)
    if digits != text and _JUST_DIGITS.fullmatch(digits) and any(map(str.isdigit, text)):
        return Misreading(
            "cell.letters", "В числе стоит буква, похожая на цифру. Впишите его только цифрами."
        )
    return None
