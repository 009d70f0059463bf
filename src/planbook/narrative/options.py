"""Options of a field: what stands after «:», words separated by spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from planbook.language import Case, Gender
from planbook.narrative.errors import PhraseError

MAX_OPTIONS = 10


@dataclass(frozen=True, slots=True)
class Options:
    """How a field is printed.

    Attributes:
        preposition: «в», «из» …, printed before the words in the form they ask for.
        separator: what joins a list; `has_and` prints «и» before the last.
        first, last: which values of a list, from 1; 0 for all.
        part: «number», «unit» for counts; «post», «place», «both» for people.
        notation: «words», «digits», «roman», «thousands»; empty is what is usual for the field.
        ending: 1 for «20-ти» and «30-й», 2 for «30-ый».
        hedge: the word said instead of the usual one.
        marker: «город» or «г.» before names of settlements.
        style: the way a mode is said: «вкс», «ВКС», «слитно».
    """

    case: Case | None = None
    preposition: str = ""
    separator: str = ", "
    has_and: bool = True
    is_closed: bool = False
    first: int = 0
    last: int = 0
    part: str = ""
    notation: str = ""
    is_ordinal: bool = False
    ending: int = 0
    gender: Gender | None = None
    is_animate: bool | None = None
    hedge: str = ""
    has_hedge: bool = True
    marker: str = ""
    region: bool | None = None
    is_quoted: bool = False
    is_capitalized: bool = False
    is_lowered: bool = False
    has_initials: bool = False
    has_yo: bool = True
    style: str = ""
    has_format_word: bool = False


@dataclass(frozen=True, slots=True)
class _Option:
    attribute: str
    value: object
    what: str


# Prepositions with the case they govern; «с» asks for «with whom», «со» comes of itself.
PREPOSITIONS = {
    "в": Case.PREPOSITIONAL,
    "о": Case.PREPOSITIONAL,
    "на": Case.PREPOSITIONAL,
    "из": Case.GENITIVE,
    "от": Case.GENITIVE,
    "для": Case.GENITIVE,
    "у": Case.GENITIVE,
    "к": Case.DATIVE,
    "по": Case.DATIVE,
    "с": Case.INSTRUMENTAL,
}
HEDGE_WORDS = {
    "~": ("около", "порядка"),
    ">": ("более", "свыше"),
    ">=": ("не менее",),
    "<": ("менее",),
}
_CASE_OPTIONS = {
    "им": (Case.NOMINATIVE, "именительный падеж"),
    "род": (Case.GENITIVE, "родительный: Вологды"),
    "дат": (Case.DATIVE, "дательный: Вологде"),
    "вин": (Case.ACCUSATIVE, "винительный: Вологду"),
    "тв": (Case.INSTRUMENTAL, "творительный: Вологдой"),
    "предл": (Case.PREPOSITIONAL, "предложный: Вологде"),
}
_GENDER_OPTIONS = {
    "муж": (Gender.MASCULINE, "мужской род: третий"),
    "жен": (Gender.FEMININE, "женский род: третья"),
    "сред": (Gender.NEUTER, "средний род: третье"),
    "мн": (Gender.PLURAL, "множественное число: третьи"),
}
_OTHERS = {
    "словами": _Option("notation", "words", "число словами: четырёхсот"),
    "цифрами": _Option("notation", "digits", "число цифрами: 400"),
    "римскими": _Option("notation", "roman", "римскими цифрами: XX"),
    "тысячами": _Option("notation", "thousands", "круглое число тысячами: 2,5 тысячи"),
    "порядк": _Option("is_ordinal", True, "порядковое: третья, 3-я"),
    "наращение": _Option("ending", 1, "с окончанием: 20-ти, 30-й"),
    "наращение2": _Option("ending", 2, "с двумя буквами окончания: 30-ый"),
    "число": _Option("part", "number", "только число, без слова: 14; у списка — сколько в нём"),
    "слово": _Option("part", "unit", "только слово, без числа: городов; у списка — докладчики"),
    "без-оценки": _Option("has_hedge", False, "без «около», «более»"),
    "порядка": _Option("hedge", "порядка", "«порядка» вместо «около»"),
    "свыше": _Option("hedge", "свыше", "«свыше» вместо «более»"),
    "без-и": _Option("has_and", False, "список через запятую, без «и» перед последним"),
    "закрыто": _Option("is_closed", True, "без «и другие» в конце открытого списка"),
    "город": _Option("marker", "город", "со словом: города Вологды"),
    "г.": _Option("marker", "г.", "с сокращением: г. Вологды"),
    "с-областью": _Option("region", True, "с областью: Кирова Кировской области"),
    "без-области": _Option("region", False, "район без области"),
    "должность": _Option("part", "post", "человек с должностью перед именем"),
    "откуда": _Option("part", "place", "человек с городом в скобках: Олег Белак (Нарьян-Мар)"),
    "подробно": _Option("part", "both", "человек с должностью и городом"),
    "инициалы": _Option("has_initials", True, "с инициалами: Н. Корягина"),
    "кавычки": _Option("is_quoted", True, "в кавычках «ёлочках»"),
    "прописная": _Option("is_capitalized", True, "с прописной буквы"),
    "строчная": _Option("is_lowered", True, "со строчной буквы"),
    "без-ё": _Option("has_yo", False, "«е» вместо «ё»"),
    "вкс": _Option("style", "вкс", "формат: в режиме вкс"),
    "ВКС": _Option("style", "ВКС", "формат: в режиме ВКС"),
    "слитно": _Option("style", "слитно", "формат: в режиме видеоконференцсвязи"),
    "формат": _Option("has_format_word", True, "«в формате» вместо «в режиме»"),
}
OPTIONS: dict[str, _Option] = {
    **{word: _Option("case", case, what) for word, (case, what) in _CASE_OPTIONS.items()},
    **{
        word: _Option("preposition", word, f"с предлогом «{word}», падеж сам")
        for word in PREPOSITIONS
    },
    **{word: _Option("gender", gender, what) for word, (gender, what) in _GENDER_OPTIONS.items()},
    **_OTHERS,
}
_TOKEN = re.compile(
    r"через\s+«(?P<joiner>[^»]{0,20})»|№\s?(?P<first>\d{1,4})(?:-(?P<last>\d{1,4}))?|\S+"
)


def option_list() -> tuple[tuple[str, str], ...]:
    """Return options after «:» with what they do, in Russian.

    >>> dict(option_list())["римскими"]
    'римскими цифрами: XX'
    """
    fixed = tuple((word, option.what) for word, option in OPTIONS.items())
    return (
        *fixed,
        ("через «; »", "свой разделитель списка"),
        ("№2", "только второе значение списка"),
        ("№2-4", "со второго по четвёртое"),
    )


@lru_cache(maxsize=4096)
def parse_options(text: str, position: int = 0) -> Options:
    """Read options; `position` is where they begin in the phrase.

    Raises:
        PhraseError: an option is unknown, said twice in two ways, or there are too many.

    >>> parse_options("род без-и №2-4").first
    2
    """
    options = Options()
    told: set[str] = set()
    for match in _TOKEN.finditer(text):
        changes = _changes(match, position + match.start())
        for attribute in changes:
            if attribute in told:
                raise PhraseError(
                    f"«{match[0]}» спорит с другой настройкой поля: оставьте одну.",
                    position + match.start(),
                )
            told.add(attribute)
        if len(told) > MAX_OPTIONS:
            raise PhraseError(f"у поля больше {MAX_OPTIONS} настроек.", position + match.start())
        options = replace(options, **changes)
    if options.preposition and options.case is None:
        options = replace(options, case=PREPOSITIONS[options.preposition])
    return options


def _changes(match: re.Match[str], position: int) -> dict[str, Any]:
    if match["joiner"] is not None:
        return {"separator": match["joiner"], "has_and": False}
    if match["first"]:
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if not 1 <= first <= last:
            raise PhraseError(f"«{match[0]}»: номера идут от 1 и по возрастанию.", position)
        return {"first": first, "last": last}
    option = OPTIONS.get(match[0])
    if option is None:
        near = get_close_matches(match[0], OPTIONS, n=1, cutoff=0.5)
        hint = f"ближайшая — «{near[0]}»" if near else "список настроек — рядом с полем"
        raise PhraseError(f"настройки «{match[0][:40]}» нет; {hint}.", position)
    return {option.attribute: option.value}
