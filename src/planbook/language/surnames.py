"""Case forms of surnames by ending and gender (А. А. Зализняк; Н. А. Еськова; gramota.ru)."""

from __future__ import annotations

import re

from planbook.language.first_names import masculine_noun, noun_in_a, with_capitals
from planbook.language.grammar import Case, Gender

_OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
_POSSESSIVE = re.compile(r"(?:[её]в|ов|[иы]н)$")
_POSSESSIVE_FEMININE = re.compile(r"(?:[её]в|ов|[иы]н)а$")
# «Белый», «Великий», «Толстой», but «Цой», «Гайдай», «Палий».
_ADJECTIVE = re.compile(r"(?:ый|[кгхцжшщн]ий|[^аеёиоуыэюя]{1,2}ой)$")
_FEMININE_ADJECTIVE = re.compile(r"[ая]я$")
_PLURAL_GENITIVE = re.compile(r"[ыи]х$")
# «Дитрих», «Рерих», «Эрлих» are nouns: in Russian plurals «р» and «л» are hard.
_GERMAN_IKH = re.compile(r"[рл]их$")
_UNDECLINED_END = re.compile(r"[оеёиуыэю]$|[иуо]а$")
_VOWEL = re.compile(r"[аеёиоуыэюя]")
# Foreign surnames that only look possessive: «Дарвином», not «Дарвиным».
_FOREIGN_POSSESSIVE = frozenset(
    ("дарвин", "чаплин", "франклин", "кронин", "робин", "мартин", "кальвин", "кельвин", "коллин")
)
# Stressed French endings, never declined.
_UNDECLINED = frozenset(("дюма", "золя", "петипа", "тома", "дега", "люка", "деррида"))
# Nouns in -ина and -ова that are surnames as they are: «Мария Калина», «Калины».
_NOUNS = frozenset(
    (
        *("калина", "малина", "щербина", "осина", "година", "бузина", "дубина", "купина"),
        *("паутина", "былина", "рябина", "лучина", "долина", "перина", "низина", "пучина"),
        *("сова", "корова", "подкова", "голова", "дуброва", "основа", "обнова", "вдова"),
    )
)
_FLEETING: dict[str, str] = {"заяц": "зайц", "соловей": "соловь", "воробей": "воробь", "лев": "льв"}
_MASCULINE = ("а", "у", "а", "ым", "е")
_FEMININE = ("ой", "ой", "у", "ой", "ой")
_ADJ_HARD = ("ого", "ому", "ого", "ым", "ом")
_ADJ_BACK = ("ого", "ому", "ого", "им", "ом")
_ADJ_SOFT = ("его", "ему", "его", "им", "ем")
_ADJ_FEMININE = ("ой", "ой", "ую", "ой", "ой")
_ADJ_FEMININE_SOFT = ("ей", "ей", "юю", "ей", "ей")
_SOFT = ("я", "ю", "я", "ём", "е")


def surname_form(surname: str, gender: Gender | None, case: Case) -> str:
    """Return a surname in another case; without a gender only what both genders decline alike.

    >>> surname_form("Римский-Корсаков", Gender.MASCULINE, Case.DATIVE)
    'Римскому-Корсакову'
    >>> surname_form("Берггольц", Gender.FEMININE, Case.DATIVE)
    'Берггольц'
    """
    if case is Case.NOMINATIVE:
        return surname
    *front, last = surname.split("-")
    forms = [_front_form(part, gender, case) for part in front]
    return "-".join([*forms, with_capitals(last, _form(last.lower(), gender, case))])


def surname_gender(surname: str) -> Gender | None:
    """Return the gender that the ending of a surname tells, None where both share it.

    >>> surname_gender("Ломоносов"), surname_gender("Мухина"), surname_gender("Барто")
    (<Gender.MASCULINE: 'masc'>, <Gender.FEMININE: 'femn'>, None)
    """
    low = surname.lower().rpartition("-")[2]
    if low in _NOUNS or low in _UNDECLINED:
        return None
    if _POSSESSIVE_FEMININE.search(low) or _FEMININE_ADJECTIVE.search(low):
        return Gender.FEMININE
    is_masculine = _POSSESSIVE.search(low) or _is_adjective(low)
    return Gender.MASCULINE if is_masculine and _syllables(low) > 1 else None


def _front_form(part: str, gender: Gender | None, case: Case) -> str:
    """The first part of a double surname is declined only where it is a surname by itself."""
    low = part.lower()
    is_surname = surname_gender(low) is not None or low.endswith(("а", "я"))
    return with_capitals(part, _form(low, gender, case)) if is_surname else part


def _form(low: str, gender: Gender | None, case: Case) -> str:
    if not low or low in _UNDECLINED or _is_indeclinable(low):
        return low
    gender = gender or surname_gender(low)
    if low[-1] in "ая":
        return _in_a(low, gender, case)
    if gender is not Gender.MASCULINE:
        return low
    return _masculine(low, case)


def _is_indeclinable(low: str) -> bool:
    if _PLURAL_GENITIVE.search(low):
        return not _GERMAN_IKH.search(low)
    return bool(_UNDECLINED_END.search(low))


def _in_a(low: str, gender: Gender | None, case: Case) -> str:
    place = _OBLIQUE.index(case)
    if gender is Gender.FEMININE and low not in _NOUNS:
        if _POSSESSIVE_FEMININE.search(low) and _syllables(low) > 1:
            return low[:-1] + _FEMININE[place]
        if low.endswith("ая"):
            return low[:-2] + _ADJ_FEMININE[place]
        if low.endswith("яя"):
            return low[:-2] + _ADJ_FEMININE_SOFT[place]
    return noun_in_a(low, case)


def _masculine(low: str, case: Case) -> str:
    place = _OBLIQUE.index(case)
    if _is_possessive(low):
        return low + _MASCULINE[place]
    if _is_adjective(low):
        if low.endswith("ний"):
            return low[:-2] + _ADJ_SOFT[place]
        if low[-3] in "жшщ" and low.endswith("ий"):
            return low[:-2] + _ADJ_SOFT[place]
        return low[:-2] + (_ADJ_BACK if low[-3] in "кгхжшщч" else _ADJ_HARD)[place]
    return _noun_with_fleeting(low, case)


def _noun_with_fleeting(low: str, case: Case) -> str:
    """Return a surname that is a masculine noun in another case; «е» and «о» may drop out."""
    place = _OBLIQUE.index(case)
    if low in ("соловей", "воробей"):
        return _FLEETING[low] + _SOFT[place]
    if low in _FLEETING:
        return masculine_noun(_FLEETING[low], case)
    if _syllables(low) > 1 and low.endswith("ец"):
        stem, before = low[:-2], low[-3]
        joint = "ь" if before == "л" else "й" if _VOWEL.match(before) else ""
        return f"{stem}{joint}ц" + ("а", "у", "а", "ом", "е")[place]
    if _syllables(low) > 1 and re.search(r"[^аеёиоуыэюя]ок$", low):
        return low[:-2] + "к" + ("а", "у", "а", "ом", "е")[place]
    return masculine_noun(low, case)


def _is_possessive(low: str) -> bool:
    if low in _FOREIGN_POSSESSIVE or not _POSSESSIVE.search(low):
        return False
    # «Грин», «Шин» are foreign; «Львов» is not.
    return _syllables(low) > 1 or low.endswith("ов")


def _is_adjective(low: str) -> bool:
    return bool(_ADJECTIVE.search(low)) and _syllables(low) > 1


def _syllables(low: str) -> int:
    return len(_VOWEL.findall(low))
