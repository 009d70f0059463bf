"""People named in a sentence: first name and surname, patronymics, initials; offices beside."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from planbook.language.morphology import Parse, is_known_word, readings

_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?"
_CANDIDATE = re.compile(
    rf"(?<![\w«\"-])(?:(?P<initials>{_INITIALS})(?P<surname>{_WORD})"
    rf"|(?P<before>{_WORD})\s(?P<after>(?>[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?))(?!\s?[А-ЯЁ][а-яё]+(?!\s?[А-ЯЁ]\.))"
    rf"|(?P<one>{_WORD})\s+(?P<two>{_WORD})(?:\s+(?P<three>{_WORD}))?)(?![\w-])"
)
_PATRONYMIC = re.compile(r"(?:ович|евич|ич|овн|евн|ичн|инич)(?:а|у|е|ем|ом|ой|ы)?$")
_FAMILY = re.compile(r"(?:[оеё]в|[иы]н|ск|цк|енко|ук|юк|як|ич|ко|ян|дзе|швили|ых|их|ец|ик|ер|ман)")
_NAME_MARKS = ("Name", "Surn", "Patr")
# Endings of surnames the dictionary does not know: case, ending, what stands for it.
_FAMILY_STEM, _SKY_STEM = "(?<=[оеё]в|[иы]н)", "(?<=[сц]к)"
_ENDINGS = (
    ("gent", f"{_FAMILY_STEM}ой", "а"), ("gent", f"{_FAMILY_STEM}а", ""),
    ("datv", f"{_FAMILY_STEM}ой", "а"), ("datv", f"{_FAMILY_STEM}у", ""),
    ("accs", f"{_FAMILY_STEM}у", "а"), ("accs", f"{_FAMILY_STEM}а", ""),
    ("ablt", f"{_FAMILY_STEM}ой", "а"), ("ablt", f"{_FAMILY_STEM}ым", ""),
    ("gent", f"{_SKY_STEM}ой", "ая"), ("datv", f"{_SKY_STEM}ой", "ая"),
    ("gent", f"{_SKY_STEM}ого", "ий"), ("datv", f"{_SKY_STEM}ому", "ий"),
    ("ablt", f"{_SKY_STEM}им", "ий"), ("accs", f"{_SKY_STEM}ую", "ая"),
    ("accs", f"{_SKY_STEM}ого", "ий"),
)  # fmt: skip
_SURE_FAMILY = re.compile(
    r"(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая)|енко|швили|дзе|оглы|янц?|ович|евич|чук)$"
)
_INITIALS_BEHIND = re.compile(r"\s[А-ЯЁ]\.")
# «модератором форума выступил |Дамба Гылыков»
_LED_BEFORE = re.compile(
    r"(?:[Мм]одератор|[Вв]едущ)[а-я]*\s[^.;,]{0,50}?(?:выступил[аи]?|стал[аи]?|явля\w+|был[аи]?|[–—:-])\s+$|(?:модерировал|вел|вёл|провел|провёл)[аи]?\s+$"
)
# «директор центра из Дербента |Патимат Умарова»
_FROM_TOWN = re.compile(r"\sиз\s+(?:г\.\s*|города\s+)?[А-ЯЁ][а-яё-]+\s+$")
_HOME_BEHIND = re.compile(r"\s*\((?:г\.\s*)?[А-ЯЁ]|\s+из\s+(?:г\.\s*)?[А-ЯЁ]")
_OFFICE_BEFORE = re.compile(r"(?<![\w-])([а-яё]{4,})\s+$")
_SHORT_FAMILIES = frozenset({"Ли", "Ан", "Ни", "Но", "Ким", "Пак", "Тен", "Хан"})
_OBLIQUE = ("gent", "datv", "accs", "ablt")
# Endings of surnames no dictionary knows, by the gender of the first name beside them.
_HARD = "(?<=[бвгджзклмнпрстфхцчшщ])"
_BY_GENDER = {
    "femn": ((f"{_SKY_STEM}ой$", "ая"), (f"{_FAMILY_STEM}ой$", "а"), (f"{_HARD}[ыиеу]$", "а"),
             (r"(?<=и)[ию]$", "я")),
    "masc": ((f"{_SKY_STEM}(?:ого|ому|им)$", "ий"), (f"{_HARD}(?:а|у|ом|ым|ем)$", ""),
             (r"(?<=[аео])(?:я|ю|ем)$", "й")),
}  # fmt: skip
# «Вере Подгорной»: a surname that is an adjective.
_NAYA = re.compile(r"[бвгджзклмпрстфхцчшщ]ной$")
_ONE_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)?")


@dataclass(frozen=True, slots=True)
class Person:
    """A person by the name as a report gives it, in the nominative.

    `is_certain` tells that the form itself shows its case; with initials alone it may not.
    """

    start: int
    end: int
    name: str
    is_nominative: bool
    is_certain: bool = True


def find_people(text: str) -> Iterator[Person]:
    """Yield the people of a sentence.

    >>> [one.name for one in find_people("Выступили Олег Белак, А. П. Первый и Второй И.О.")]
    ['Олег Белак', 'А. П. Первый', 'Второй И. О.']
    """
    position = 0
    while (found := _CANDIDATE.search(text, position)) is not None:
        person = _person(found)
        if person is not None:
            yield person
        position = person.end if person else _next_start(found)


def name_from_case(name: str, cases: Collection[str]) -> str:
    """Return a name in the nominative, read as one of the cases.

    >>> name_from_case("А. В. Попову", {"datv"}), name_from_case("Л. Кротовой", {"gent"})
    ('А. В. Попов', 'Л. Кротова')
    """
    words = name.split()
    first = next((one for word in words for one in _first_names(word, cases)), None)
    if first is not None:
        return _all_turned(words, "femn" if "femn" in first.tag else "masc", cases)
    return " ".join(word if word.endswith(".") else _from_case(word, cases) for word in words)


def _first_names(word: str, cases: Collection[str]) -> list[Parse]:
    return [
        one
        for one in readings(word)
        if "Name" in one.tag and "sing" in one.tag and any(case in one.tag for case in cases)
    ]


@lru_cache(maxsize=4096)
def _surname_readings(word: str) -> tuple[Parse, ...]:
    found = [one for one in readings(word) if "Surn" in one.tag and "sing" in one.tag]
    return tuple(one for one in found if "Fixd" not in one.tag)


def _from_case(word: str, cases: Collection[str]) -> str:
    """Turn a surname; one that the dictionary does not know is turned by its ending."""
    if not _surname_readings(word):
        fitting = (
            re.sub(f"{ending}$", base, word)
            for case, ending, base in _ENDINGS
            if case in cases and re.search(f"{ending}$", word)
        )
        return next(fitting, word)
    for reading in _surname_readings(word):
        if any(case in reading.tag for case in cases):
            form = reading.inflect({"nomn", "sing"})
            return _capitals(form.word) if form is not None else word
    return word


def _next_start(found: re.Match[str]) -> int:
    """Go on behind the first word only: the name may begin with the second."""
    first = found["one"] or found["before"]
    return found.start() + len(first) if first else found.end()


def _person(found: re.Match[str]) -> Person | None:
    if found["surname"]:
        return _with_initials(found, found["initials"], found["surname"], is_before=True)
    if found["after"]:
        return _with_initials(found, found["after"], found["before"], is_before=False)
    words = [found["one"], found["two"], *([found["three"]] if found["three"] else [])]
    return _full_name(found, words)


def _with_initials(
    found: re.Match[str], initials: str, surname: str, *, is_before: bool
) -> Person | None:
    if _first_name(surname) is not None and not _looks_family(surname):
        return None
    is_nominative = _may_be_nominative(surname)
    surname = surname if is_nominative else _from_case(surname, ("gent", "datv", "accs", "ablt"))
    letters = " ".join(f"{letter}." for letter in re.findall(r"[А-ЯЁ]", initials))
    name = f"{letters} {surname}" if is_before else f"{surname} {letters}"
    return Person(found.start(), found.end(), name, is_nominative, is_certain=not is_nominative)


def _full_name(found: re.Match[str], words: list[str]) -> Person | None:
    """Read «Имя Фамилия», «Имя Отчество Фамилия», «Фамилия Имя Отчество»."""
    count = 3 if len(words) == 3 and _fits(words) else 2
    words = words[:count]
    order = _order(words)
    if order is None and count == 2 and _is_strange_name(found, words):
        return Person(found.start(), found.end("two"), " ".join(words), True)
    if order is None or _begins_later(found, order):
        return None
    is_oblique = count == 2 and not _may_be_nominative(words[1])
    end = found.end("three") if count == 3 else found.end("two")
    first = _first_name(words[order], is_oblique)
    if first is not None and is_oblique:
        first = _of_gender(words[order], words[1]) or first
    name, is_nominative = _nominative(words, first, is_oblique=is_oblique)
    return Person(found.start(), end, name, is_nominative)


def _of_gender(name: str, family: str) -> Parse | None:
    """Return the reading of a first name in the gender its surname shows: «Раисе Ивакиной»."""
    gender = "femn" if re.search(r"(?:ой|ую)$", family) else "masc"
    if gender == "masc" and not re.search(r"(?:[ыи]м|[ое]м|ому)$", family):
        return None
    return next((one for one in _first_names(name, _OBLIQUE) if gender in one.tag), None)


def _is_strange_name(found: re.Match[str], words: list[str]) -> bool:
    """Tell whether two words no dictionary knows are a name: «Фирая Зайнуллина (Агрыз)»."""
    if found["three"] or not _SURE_FAMILY.search(words[1]):
        return False
    if _INITIALS_BEHIND.match(found.string, found.end("two")):
        return False
    is_behind = _HOME_BEHIND.match(found.string, found.end("two"))
    checked = words[1:] if is_behind else words
    if any(
        "Geox" in one.tag or "Orgn" in one.tag for word in checked for one in readings(word)[:3]
    ):
        return False
    if _LED_BEFORE.search(found.string, max(0, found.start() - 80), found.start()):
        return True
    if _FROM_TOWN.search(found.string, max(0, found.start() - 40), found.start()):
        return True
    before = _OFFICE_BEFORE.search(found.string[max(0, found.start() - 40) : found.start()])
    is_office = before is not None and _is_office(before[1])
    return bool(is_behind or is_office)


@lru_cache(maxsize=4096)
def _is_office(word: str) -> bool:
    return any("NOUN" in one.tag and "anim" in one.tag for one in readings(word)[:2])


def _begins_later(found: re.Match[str], order: int) -> bool:
    """Tell whether the name begins with the second word: «мэр Асина |Николай Данилец»."""
    two, three = found["two"], found["three"]
    if order or not three or _PATRONYMIC.search(two) or _PATRONYMIC.search(three):
        return False
    second = _first_name(two)
    return second is not None and "nomn" in second.tag and _may_be_family(three)


def _fits(words: list[str]) -> bool:
    """Tell whether three capitalised words are one name."""
    return bool(_PATRONYMIC.search(words[1]) or _PATRONYMIC.search(words[2])) and (
        _order(words) is not None
    )


def _order(words: list[str]) -> int | None:
    """Return which of the words is the first name, None where the words are no name."""
    if _first_name(words[0]) is not None:
        is_name = len(words) == 3 or _may_be_family(words[1]) or _is_only_name(words[0])
        return 0 if is_name else None
    if len(words) > 1 and _first_name(words[1]) is not None:
        is_full = len(words) == 3 and _PATRONYMIC.search(words[2])
        return 1 if is_full and _may_be_family(words[0]) else None
    return None


@lru_cache(maxsize=8192)
def _is_only_name(word: str) -> bool:
    """Tell whether a word is a first name in the nominative and nothing else: «Оксана |Корень»."""
    found = readings(word)
    is_name = bool(found) and all("Name" in one.tag for one in found)
    return is_name and "nomn" in found[0].tag and is_known_word(word)


@lru_cache(maxsize=8192)
def _may_be_nominative(word: str) -> bool:
    found = [one for one in readings(word) if "Surn" in one.tag]
    return not found or any("nomn" in one.tag and "plur" not in one.tag for one in found)


@lru_cache(maxsize=8192)
def _first_name(word: str, is_oblique: bool = False) -> Parse | None:
    named = [one for one in readings(word) if "Name" in one.tag and "plur" not in one.tag]
    fixed = [one for one in named if "Fixd" in one.tag and "nomn" in one.tag]
    found = fixed or [one for one in named if "Fixd" not in one.tag] or named[:1]
    nominative = [one for one in found if ("nomn" in one.tag) is not is_oblique]
    return next(iter([*nominative, *found]), None)


@lru_cache(maxsize=8192)
def _may_be_family(word: str) -> bool:
    found = readings(word)
    if word in _SHORT_FAMILIES:
        return True
    if any("Surn" in one.tag or "Patr" in one.tag for one in found):
        return True
    lands = [one for one in found if "Geox" in one.tag or "Orgn" in one.tag]
    if lands and all("plur" in one.tag for one in lands):
        return bool(_SURE_FAMILY.search(word))
    if lands:
        return not is_known_word(word) and bool(_SURE_FAMILY.search(word))
    if found and all("NOUN" in one.tag and "inan" in one.tag for one in found):
        # «Корень», «Горбань» in the nominative; «Чтений» is no name.
        return _looks_family(word) or any("sing,nomn" in str(one.tag) for one in found)
    return _looks_family(word) or not any(
        "VERB" in one.tag or "PREP" in one.tag or "CONJ" in one.tag for one in found
    )


def _looks_family(word: str) -> bool:
    return bool(_FAMILY.search(word))


def _nominative(words: list[str], first: Parse | None, *, is_oblique: bool) -> tuple[str, bool]:
    is_fixed = first is not None and "Fixd" in first.tag and is_oblique
    if first is None or ("nomn" in first.tag and not is_fixed):
        return " ".join(words), True
    return _all_turned(words, "femn" if "femn" in first.tag else "masc"), False


def _all_turned(words: list[str], gender: str, cases: Collection[str] = ()) -> str:
    turned = [_turned(word, gender, cases) for word in words]
    if turned[-1] == words[-1] and not _surname_readings(words[-1]):
        turned[-1] = _by_gender(words[-1], gender)
    return " ".join(turned)


def _by_gender(word: str, gender: str) -> str:
    """Turn a surname that no dictionary knows: «Павла Щура», «Галины Перепелицы»."""
    for ending, base in _BY_GENDER[gender]:
        turned, count = re.subn(ending, base, word)
        if count:
            return turned
    return word


def _turned(word: str, gender: str, cases: Collection[str] = ()) -> str:
    if word.endswith("."):
        return word
    if gender == "femn" and _NAYA.search(word) and "femn" not in str(_surname_readings(word)):
        return f"{word[:-2]}ая"
    for reading in readings(word):
        if "Fixd" in reading.tag or "plur" in reading.tag or gender not in reading.tag:
            continue
        if cases and not any(case in reading.tag for case in cases):
            continue
        if any(mark in reading.tag for mark in _NAME_MARKS):
            form = reading.inflect({"nomn", "sing", gender})
            if form is not None:
                return _capitals(form.word)
    return _from_ending(word, gender, cases)


def _from_ending(word: str, gender: str, cases: Collection[str]) -> str:
    """Turn a surname the dictionary does not know: «Черняку», «Бережному»."""
    endings = {"datv": "у", "gent": "а", "accs": "а", "ablt": "ом"}
    if not cases:
        return word
    if gender != "masc":
        found = re.search(r"(?P<stem>.{3,})(?:ы|ой|е|у)$", word)
        return f"{found['stem']}а" if found is not None and "nomn" not in cases else word
    found = re.search(r"(?P<stem>.{3,})(?:ому|ого)$", word)
    if found is not None:
        stem = found["stem"]
        return stem + ("ий" if stem[-1] in "кгх" else "ый" if stem[-1] in "вдр" else "ой")
    for case in cases:
        ending = endings.get(case, "")
        if ending and word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


def _capitals(word: str) -> str:
    return _ONE_WORD.sub(
        lambda one: "-".join(part[:1].upper() + part[1:] for part in one[0].split("-")), word
    )
