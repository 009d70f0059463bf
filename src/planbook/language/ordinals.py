"""Ordinal numerals in words from 1 to 999, in every gender, case and the plural."""

from __future__ import annotations

from functools import cache

from planbook.language.grammar import Case, Gender

MAX_ORDINAL = 999

_UNITS = (
    *("", "первый", "второй", "третий", "четвёртый", "пятый", "шестой", "седьмой", "восьмой"),
    *("девятый", "десятый", "одиннадцатый", "двенадцатый", "тринадцатый", "четырнадцатый"),
    *("пятнадцатый", "шестнадцатый", "семнадцатый", "восемнадцатый", "девятнадцатый"),
)
_TENS = (
    *("", "десятый", "двадцатый", "тридцатый", "сороковой", "пятидесятый", "шестидесятый"),
    *("семидесятый", "восьмидесятый", "девяностый"),
)
_HUNDREDS = (
    *("", "сотый", "двухсотый", "трёхсотый", "четырёхсотый", "пятисотый", "шестисотый"),
    *("семисотый", "восьмисотый", "девятисотый"),
)
_CARDINAL_TENS = (
    *("", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят"),
    *("восемьдесят", "девяносто"),
)
_CARDINAL_HUNDREDS = (
    *("", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот"),
    *("восемьсот", "девятьсот"),
)
# Endings in the order of `Case`; the accusative is that of things, not of people.
_HARD = {
    Gender.MASCULINE: ("", "ого", "ому", "", "ым", "ом"),
    Gender.FEMININE: ("ая", "ой", "ой", "ую", "ой", "ой"),
    Gender.NEUTER: ("ое", "ого", "ому", "ое", "ым", "ом"),
    Gender.PLURAL: ("ые", "ых", "ым", "ые", "ыми", "ых"),
}
_THIRD = {
    Gender.MASCULINE: ("ий", "ьего", "ьему", "ий", "ьим", "ьем"),
    Gender.FEMININE: ("ья", "ьей", "ьей", "ью", "ьей", "ьей"),
    Gender.NEUTER: ("ье", "ьего", "ьему", "ье", "ьим", "ьем"),
    Gender.PLURAL: ("ьи", "ьих", "ьим", "ьи", "ьими", "ьих"),
}
_CASES = tuple(Case)


def ordinal_words(
    number: int, gender: Gender = Gender.MASCULINE, case: Case = Case.NOMINATIVE
) -> str:
    """Print an ordinal in words.

    Raises:
        ValueError: the number is not between 1 and 999.

    >>> ordinal_words(29), ordinal_words(3, Gender.FEMININE, Case.GENITIVE)
    ('двадцать девятый', 'третьей')
    """
    if not 1 <= number <= MAX_ORDINAL:
        raise ValueError(f"no ordinal in words for {number}")
    *front, last = _parts(number)
    return " ".join([*front, _declined(last, gender, case)])


def _parts(number: int) -> list[str]:
    """Return cardinal words and, last, the ordinal in its dictionary form."""
    hundreds, rest = divmod(number, 100)
    if rest == 0:
        return [_HUNDREDS[hundreds]]
    front = [_CARDINAL_HUNDREDS[hundreds]] if hundreds else []
    tens, units = divmod(rest, 10)
    if rest < len(_UNITS):
        return [*front, _UNITS[rest]]
    if units == 0:
        return [*front, _TENS[tens]]
    return [*front, _CARDINAL_TENS[tens], _UNITS[units]]


def _declined(word: str, gender: Gender, case: Case) -> str:
    stem, table = word[:-2], _THIRD if word == "третий" else _HARD
    ending = table[gender][_CASES.index(case)]
    return stem + ending if ending else word


@cache
def _last_words() -> dict[str, tuple[int, Gender, Case]]:
    """Return number, gender and case by every form of an ordinal that ends a numeral."""
    found: dict[str, tuple[int, Gender, Case]] = {}
    values = [(number, word) for number, word in enumerate(_UNITS) if word]
    values += [(number * 10, word) for number, word in enumerate(_TENS) if word]
    values += [(number * 100, word) for number, word in enumerate(_HUNDREDS) if word]
    for number, word in values:
        for gender in Gender:
            for case in _CASES:
                form = _folded(_declined(word, gender, case))
                found.setdefault(form, (number, gender, case))
    return found


@cache
def _front_words() -> dict[str, int]:
    tens = {word: number * 10 for number, word in enumerate(_CARDINAL_TENS) if word}
    hundreds = {word: number * 100 for number, word in enumerate(_CARDINAL_HUNDREDS) if word}
    return tens | hundreds


def parse_ordinal_words(words: list[str]) -> tuple[int, Gender, Case, int] | None:
    """Read an ordinal from the beginning of a list of words.

    Returns:
        Number, gender, case and how many words were read; None where no ordinal begins.

    >>> parse_ordinal_words(["двадцать", "девятого", "конкурса"])[0]
    29
    """
    total, least = 0, 1000
    for count, word in enumerate(words[:3], start=1):
        last = _last_words().get(_folded(word))
        if last is not None:
            number, gender, case = last
            if number >= least:
                return None
            return total + number, gender, case, count
        front = _front_words().get(_folded(word))
        if front is None or front >= least:
            return None
        total += front
        least = 100 if front >= 100 else 10
    return None


def _folded(word: str) -> str:
    return word.lower().replace("ё", "е")
