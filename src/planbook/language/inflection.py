"""Case forms of proper names by rule and morphology, and the vowel of short prepositions.

The forms of settlements known to the gazetteer are stored there; here stands what makes a form for
any other name, and what made the stored ones.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from planbook.language.grammar import Case
from planbook.language.morphology import Parse, is_known_word, readings

_CASES = tuple(Case)
_VOWELS = "аеёиоуыэюя"
_FULL_PREPOSITIONS = {"в": "во", "с": "со", "к": "ко", "о": "об", "из": "изо"}
# «во Владимире», «во Фролове», «во Мценске», «во Ржеве», «во Львове»
_TAKES_VO = re.compile(rf"(?:[вф][^{_VOWELS}]|мц|мг|мст|рж|льв|льг|льд)")
_TAKES_SO = re.compile(rf"(?:[сзшж][^{_VOWELS}]|мц|мг|мст|рж|льв|льг|щ)")
_TAKES_KO = re.compile(r"(?:рж|льв|льг|мц)")
_TAKES_OB = re.compile(r"[аиоуэ]")
_TAKES_IZO = re.compile(r"(?:рж|льв|льг)")
_FULL_BEFORE = {"в": _TAKES_VO, "с": _TAKES_SO, "к": _TAKES_KO, "о": _TAKES_OB, "из": _TAKES_IZO}

# Endings of nominative names whose forms follow from the ending alone: stem + (gent … loct).
_ENDINGS: tuple[tuple[re.Pattern[str], int, tuple[str, ...]], ...] = (
    (re.compile(r"(?:[её]в|ов|[иы]н)о$"), 1, ("а", "у", "о", "ом", "е")),
    (re.compile(r"(?:ск|цк|град|город|бург|поль|горск|[её]в|ов|[иы]н|[её]нск)$"), 0, ()),
)
_POSSESSIVE = re.compile(r"(?:[её]в|ов|[иы]н)(а?)$")
_POSSESSIVE_MASCULINE = ("а", "у", "", "ым", "ом")
_POSSESSIVE_FEMININE = ("ой", "ой", "у", "ой", "ой")
_FEMININE_HARD = ("ы", "е", "у", "ой", "е")
_FEMININE_BACK = ("и", "е", "у", "ой", "е")
_FEMININE_HISSING = ("и", "е", "у", "ей", "е")
_FEMININE_TS = ("ы", "е", "у", "ей", "е")
# The table by the last letter of the stem.
_FEMININE = (
    ("гкх", _FEMININE_BACK),
    ("жчшщ", _FEMININE_HISSING),
    ("ц", _FEMININE_TS),
    ("", _FEMININE_HARD),
)
_FEMININE_SOFT = ("и", "е", "ю", "ей", "е")
_PLAIN_FEMININE = re.compile(r"[^аеиоуыэюя][ая]$")
_NEVER_ENDS_A_STEM = "йьъеёиоуыэю"
_MASCULINE_HARD = ("а", "у", "", "ом", "е")
_SOFT_MASCULINE = ("я", "ю", "ь", "ем", "е")


@cache
def _exceptions() -> dict[str, tuple[str, ...]]:
    """Words and names with forms that rules and the dictionary get wrong, six cases each."""
    source = files("planbook.language").joinpath("data/name_forms.csv")
    rows = csv.reader(source.read_text(encoding="utf-8").splitlines())
    return {row[0].lower(): tuple(row) for row in rows if row and not row[0].startswith("#")}


def inflect_name(name: str, case: Case) -> str:
    """Return a place name in another case, keeping its spelling and capitals.

    Only names of places are understood: «Киров» gives «Кировом» where the surname would give
    «Кировым». A name nothing is known of comes back as it is.

    >>> inflect_name("Старая Русса", Case.PREPOSITIONAL)
    'Старой Руссе'
    >>> inflect_name("Ростов-на-Дону", Case.GENITIVE)
    'Ростова-на-Дону'
    """
    return name_forms(name)[_CASES.index(case)]


def name_forms(name: str) -> tuple[str, str, str, str, str, str]:
    """Return the six case forms of a place name in the order of `Case`."""
    known = _exceptions().get(name.lower())
    if known is not None:
        return _six([_like(name, form) for form in known])
    words = name.split(" ")
    if len(words) == 1:
        return _six(_compound_forms(name))
    columns = _phrase_forms(words)
    return _six([" ".join(forms) for forms in zip(*columns, strict=True)])


def full_preposition(preposition: str, word: str) -> str:
    """Return the preposition in the form that stands before `word`.

    >>> full_preposition("в", "Владимире"), full_preposition("о", "Архангельске")
    ('во', 'об')
    """
    pattern = _FULL_BEFORE.get(preposition)
    if pattern is None or not pattern.match(word.lower()):
        return preposition
    return _FULL_PREPOSITIONS[preposition]


def _six(forms: list[str]) -> tuple[str, str, str, str, str, str]:
    first, second, third, fourth, fifth, sixth = forms
    return first, second, third, fourth, fifth, sixth


def _like(sample: str, form: str) -> str:
    """Return `form` written in capitals where `sample` is."""
    return form.upper() if sample.isupper() and len(sample) > 1 else form


def _phrase_forms(words: list[str]) -> list[tuple[str, ...]]:
    """Return forms of every word of «Великий Новгород», «Старая Русса», «Сергиев Посад»."""
    head = _head_index(words)
    head_forms = _compound_forms(words[head])
    agreement = _agreement(words[head])
    columns: list[tuple[str, ...]] = []
    for index, word in enumerate(words):
        if index == head:
            columns.append(tuple(head_forms))
        elif index < head:
            columns.append(_adjective_forms(word, agreement))
        else:
            columns.append((word,) * len(_CASES))
    return columns


def _head_index(words: list[str]) -> int:
    """Return the place of the noun: the last word unless a tail in another case follows it."""
    for index, word in enumerate(words):
        if index and (word.islower() or word[:1].isdigit()):
            return index - 1
    return len(words) - 1


def _agreement(noun: str) -> set[str]:
    """Return gender or plural of a place noun, as grammemes an adjective agrees in."""
    lower = noun.lower()
    for reading in _place_readings(lower):
        if "plur" in reading.tag:
            return {"plur"}
        for gender in ("masc", "femn", "neut"):
            if gender in reading.tag:
                return {gender, "sing"}
    endings = {"а": {"femn", "sing"}, "я": {"femn", "sing"}, "ы": {"plur"}, "и": {"plur"}}
    neuter = {"neut", "sing"}
    return endings.get(lower[-1:], neuter if lower[-1:] in "ое" else {"masc", "sing"})


def _adjective_forms(word: str, agreement: set[str]) -> tuple[str, ...]:
    """Return the forms of the adjective of «Великие Луки»; the accusative is inanimate."""
    known = _exceptions().get(word.lower())
    if known is not None:
        return known
    for reading in readings(word):
        tag = reading.tag
        is_adjective = "ADJF" in tag or "Anum" in tag
        if is_adjective and "nomn" in tag and all(mark in tag for mark in agreement):
            forms = [_inflected(reading, {case.value, *agreement}, word) for case in _CASES]
            if agreement != {"femn", "sing"}:
                forms[_CASES.index(Case.ACCUSATIVE)] = word
            return tuple(forms)
    return _possessive_forms(word)


def _possessive_forms(word: str) -> tuple[str, ...]:
    """Return the forms of «Часов» in «Часов Яр», «Зубова» in «Зубова Поляна»."""
    found = _POSSESSIVE.search(word.lower())
    if found is None:
        return (word,) * len(_CASES)
    if found[1]:
        endings = _POSSESSIVE_FEMININE
        return (word, *(word[:-1] + ending for ending in endings))
    return (word, *(word + ending for ending in _POSSESSIVE_MASCULINE))


def _compound_forms(word: str) -> list[str]:
    """Return forms of a name without spaces; parts joined by hyphens are looked at one by one."""
    known = _exceptions().get(word.lower())
    if known is not None:
        return [_like(word, form) for form in known]
    if "-" not in word:
        return _word_forms(word)
    whole = [reading for reading in _place_readings(word.lower()) if "Geox" in reading.tag]
    if whole:
        return [_inflected(whole[0], {case.value}, word) for case in _CASES]
    parts = word.split("-")
    tail = next((i for i, part in enumerate(parts) if i and part.islower()), None)
    if tail is not None:
        head = _compound_forms("-".join(parts[:tail]))
        rest = "-".join(parts[tail:])
        return [f"{form}-{rest}" for form in head]
    return _hyphen_forms(parts)


def _hyphen_forms(parts: list[str]) -> list[str]:
    """Inflect the last part, and the first too where it is a town: «Каменска-Уральского»."""
    last = parts[-1]
    if re.search(r"(?:[сц]кий|ный|ной|ское|ная|ская|вый)$", last):
        agreement = _agreement(parts[0])
        tails: tuple[str, ...] | list[str] = _adjective_forms(last, agreement)
        heads = _compound_forms("-".join(parts[:-1]))
        return [f"{head}-{form}" for head, form in zip(heads, tails, strict=True)]
    tails = _word_forms(last)
    front = "-".join(parts[:-1])
    return [f"{front}-{form}" for form in tails]


def _word_forms(word: str) -> list[str]:
    lower = word.lower()
    for pattern, cut, endings in _ENDINGS:
        if pattern.search(lower):
            return _with_endings(word, cut, endings)
    is_guess = not is_known_word(lower) and _PLAIN_FEMININE.search(lower)
    for reading in () if is_guess else _place_readings(lower):
        return [_inflected(reading, {case.value}, word) for case in _CASES]
    return _forms_by_last_letter(word)


def _forms_by_last_letter(word: str) -> list[str]:
    """Return forms of a word no dictionary knows; a name in -о, -и, -у stays as it is."""
    last, stem = word[-1:].lower(), word[:-1]
    if last in ("а", "я"):
        hard = next(table for letters, table in _FEMININE if not letters or stem[-1:] in letters)
        return [word, *(stem + end for end in (hard if last == "а" else _FEMININE_SOFT))]
    if not last.isalpha() or last in _NEVER_ENDS_A_STEM:
        return [word] * len(_CASES)
    return [word, *(word + end for end in _MASCULINE_HARD)]


def _with_endings(word: str, cut: int, endings: tuple[str, ...]) -> list[str]:
    if word.lower().endswith("поль"):
        return [word, *(word[:-1] + ending for ending in _SOFT_MASCULINE)]
    stem = word[: len(word) - cut]
    return [word, *(stem + ending for ending in endings or _MASCULINE_HARD)]


def _place_readings(word: str) -> list[Parse]:
    """Return nominative readings of a noun or an adjective used as a name, places first."""
    fitting = [
        reading
        for reading in readings(word)
        if "nomn" in reading.tag and ("NOUN" in reading.tag or "ADJF" in reading.tag)
    ]
    return sorted(fitting, key=_rank)


def _rank(reading: Parse) -> tuple[bool, bool, bool]:
    tag = reading.tag
    return ("Geox" not in tag, "Surn" in tag or "Name" in tag, "NOUN" in tag and "anim" in tag)


def _inflected(reading: Parse, grammemes: set[str], word: str) -> str:
    """Return one form with the capitals of `word`."""
    if "nomn" in grammemes:
        return word
    is_feminine = "femn" in reading.tag and "plur" not in grammemes
    if "accs" in grammemes and not is_feminine:
        return word
    form = reading.inflect(grammemes)
    if form is None:
        return word
    text = form.word if "ё" in word.lower() else form.word.replace("ё", "е")
    if word.isupper() and len(word) > 1:
        return text.upper()
    return _capitals_of(word, text)


def _capitals_of(word: str, form: str) -> str:
    """Write `form` with capitals where the parts of `word` have them («Нарьян-Мара»)."""
    pairs = zip(word.split("-"), form.split("-"), strict=False)
    return "-".join(
        part[:1].upper() + part[1:] if sample[:1].isupper() else part for sample, part in pairs
    )


_FORM_ENDINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[оеё]в|[иы]н)[еау]$"), "о"),
    (re.compile(r"(?<=ск|цк)ом$"), "ое"),
    (re.compile(r"(?<=ск|цк)ого$"), "ое"),
    (re.compile(r"(?<=ск|цк|ад|рг)[еау]$"), ""),
    (re.compile(r"(?<=вк|нк|лк|рк|дк|тк)[еиу]$"), "а"),
)


# Longer words are prose, not a name; they are given back as they are.
_LONGEST_NAME = 200


def place_name_from_form(form: str) -> str:
    """Return the likely nominative of a settlement no table knows, given an oblique form.

    >>> place_name_from_form("Кудрине"), place_name_from_form("Красной Горке")
    ('Кудрино', 'Красная Горка')
    """
    if len(form) > _LONGEST_NAME:
        return form
    words = form.split(" ")
    last = _noun_nominative(words[-1])
    front = [_adjective_nominative(word, _agreement(last)) for word in words[:-1]]
    return " ".join([*front, last])


def _noun_nominative(word: str) -> str:
    for pattern, ending in _FORM_ENDINGS:
        if pattern.search(word):
            return pattern.sub(ending, word)
    for reading in readings(word):
        if "Geox" in reading.tag or ("NOUN" in reading.tag and "inan" in reading.tag):
            return _capitals_of(word, reading.normal_form)
    return word


def _adjective_nominative(word: str, agreement: set[str]) -> str:
    for reading in readings(word):
        if "ADJF" in reading.tag:
            form = reading.inflect({"nomn", *agreement})
            return _capitals_of(word, form.word) if form else word
    return word
