"""Cardinal numerals in words in every case and gender, and endings written after digits."""

from __future__ import annotations

from planbook.language import Case, Gender
from planbook.narrative.errors import PhraseError

MAX_CARDINAL = 1_999_999

_CASES = tuple(Case)
_ACCUSATIVE = _CASES.index(Case.ACCUSATIVE)
_ONE = {
    Gender.MASCULINE: ("один", "одного", "одному", "один", "одним", "одном"),
    Gender.FEMININE: ("одна", "одной", "одной", "одну", "одной", "одной"),
    Gender.NEUTER: ("одно", "одного", "одному", "одно", "одним", "одном"),
    Gender.PLURAL: ("одни", "одних", "одним", "одни", "одними", "одних"),
}
_SMALL = {
    2: ("два", "двух", "двум", "два", "двумя", "двух"),
    3: ("три", "трёх", "трём", "три", "тремя", "трёх"),
    4: ("четыре", "четырёх", "четырём", "четыре", "четырьмя", "четырёх"),
    40: ("сорок", "сорока", "сорока", "сорок", "сорока", "сорока"),
    90: ("девяносто", "девяноста", "девяноста", "девяносто", "девяноста", "девяноста"),
    100: ("сто", "ста", "ста", "сто", "ста", "ста"),
    200: ("двести", "двухсот", "двумстам", "двести", "двумястами", "двухстах"),
    300: ("триста", "трёхсот", "трёмстам", "триста", "тремястами", "трёхстах"),
    400: (
        *("четыреста", "четырёхсот", "четырёмстам"),
        *("четыреста", "четырьмястами", "четырёхстах"),
    ),
}
_SOFT = {
    **{5: "пять", 6: "шесть", 7: "семь", 8: "восемь", 9: "девять", 10: "десять"},
    **{11: "одиннадцать", 12: "двенадцать", 13: "тринадцать", 14: "четырнадцать"},
    **{15: "пятнадцать", 16: "шестнадцать", 17: "семнадцать", 18: "восемнадцать"},
    **{19: "девятнадцать", 20: "двадцать", 30: "тридцать"},
}
_THOUSAND = (
    ("тысяча", "тысячи", "тысяче", "тысячу", "тысячей", "тысяче"),
    ("тысячи", "тысяч", "тысячам", "тысячи", "тысячами", "тысячах"),
)
_MILLION = ("миллион", "миллиона", "миллиону", "миллион", "миллионом", "миллионе")
_VOWELS = "аеёиоуыэюя"


def cardinal_words(
    number: int,
    case: Case = Case.NOMINATIVE,
    gender: Gender = Gender.MASCULINE,
    *,
    is_animate: bool = False,
) -> str:
    """Print a whole number in words; `is_animate` counts people: «двух человек».

    Raises:
        PhraseError: the number is not between 0 and 1 999 999.

    >>> cardinal_words(400, Case.GENITIVE), cardinal_words(21, Case.DATIVE, Gender.FEMININE)
    ('четырёхсот', 'двадцати одной')
    """
    if not 0 <= number <= MAX_CARDINAL:
        raise PhraseError(f"число {number} словами не пишется: только до {MAX_CARDINAL}.", 0)
    if number == 0:
        return ("ноль", "нуля", "нулю", "ноль", "нулём", "нуле")[_CASES.index(case)]
    column = _CASES.index(case)
    words: list[str] = []
    millions, rest = divmod(number, 1_000_000)
    if millions:
        words.append(_MILLION[column])
    thousands, rest = divmod(rest, 1000)
    if thousands:
        words += _thousands(thousands, column)
    if rest:
        words += _below_thousand(rest, column, gender, is_animate=is_animate and number == rest)
    return " ".join(words)


def noun_form(number: int, case: Case) -> tuple[Case, bool]:
    """Return the case of a noun counted by `number`, and whether it is in the plural.

    >>> noun_form(21, Case.GENITIVE), noun_form(14, Case.DATIVE)
    ((<Case.GENITIVE: 'gent'>, False), (<Case.DATIVE: 'datv'>, True))
    """
    tens, units = number // 10 % 10, number % 10
    is_direct = case in (Case.NOMINATIVE, Case.ACCUSATIVE)
    if number and number % 1000 == 0:
        return Case.GENITIVE, True
    if units == 1 and tens != 1:
        return case, False
    if not is_direct:
        return case, True
    return Case.GENITIVE, tens == 1 or units == 0 or units > 4


def cardinal_ending(words: str) -> str:
    """Return the ending written after digits: «двадцати» «ти», «двух» «х».

    >>> cardinal_ending("двадцати"), cardinal_ending("двадцати двух"), cardinal_ending("пятью")
    ('ти', 'х', 'тью')
    """
    last = words.split(" ")[-1]
    if last[-1] not in _VOWELS:
        return last[-1]
    start = len(last) - 1
    while start and last[start] in _VOWELS + "ьй":
        start -= 1
    return last[start:]


def ordinal_ending(words: str) -> str:
    """Return the ending written after digits: «двадцатый» «й», «двадцатого» «го».

    >>> ordinal_ending("тридцатый"), ordinal_ending("тридцатого"), ordinal_ending("третьих")
    ('й', 'го', 'х')
    """
    last = words.split(" ")[-1]
    return last[-1] if last[-2] in _VOWELS else last[-2:]


def _thousands(count: int, column: int) -> list[str]:
    noun_case, is_plural = noun_form(count, _CASES[column])
    noun = _THOUSAND[is_plural][_CASES.index(noun_case)]
    if count == 1:
        return [noun]
    return [*_below_thousand(count, column, Gender.FEMININE, is_animate=False), noun]


def _below_thousand(number: int, column: int, gender: Gender, *, is_animate: bool) -> list[str]:
    hundreds, rest = number // 100 * 100, number % 100
    words = [_form(hundreds, column, gender)] if hundreds else []
    if rest in _SOFT or rest in _SMALL:
        tail = [rest]
    else:
        tail = [part for part in (rest // 10 * 10, rest % 10) if part]
    for part in tail:
        # «двух человек», but «двадцать два человека»; «двадцать одного человека».
        is_living = column == _ACCUSATIVE and is_animate and (part == 1 or number < 5)
        is_living = is_living and not (part == 1 and gender is not Gender.MASCULINE)
        words.append(_form(part, 1 if is_living and part < 5 else column, gender))
    return words


def _form(part: int, column: int, gender: Gender) -> str:
    if part == 1:
        return _ONE[gender][column]
    if part == 2 and gender is Gender.FEMININE and column in (0, _ACCUSATIVE):
        return "две"
    if part in _SMALL:
        return _SMALL[part][column]
    if part in _SOFT:
        return _soft(_SOFT[part])[column]
    if part < 100:
        first, second = _soft(_SOFT[part // 10]), _soft("десять")
        return _SOFT[part // 10] + "десят" if column in (0, 3) else first[column] + second[column]
    first, second = _soft(_SOFT[part // 100]), ("сот", "сот", "стам", "сот", "стами", "стах")
    return first[column] + second[column]


def _soft(word: str) -> tuple[str, ...]:
    stem = "восьм" if word == "восемь" else word[:-1]
    return (word, f"{stem}и", f"{stem}и", word, f"{word}ю", f"{stem}и")
