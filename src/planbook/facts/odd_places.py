"""Places told without their names: districts behind a noun, villages by a marker, «вологжане»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbook.facts.spans import CITY, DISTRICT, UNKNOWN, PlaceSpan, called
from planbook.language import Case, place_name_from_form
from planbook.places.demonyms import city_words
from planbook.places.districts import nominative_adjective
from planbook.places.names import name_at

_ADJ = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)?(?:ск|цк|н)(?:ий|ый|ой|ого)"
_NOUN_FIRST = re.compile(
    rf"(?P<noun>район|округ|улус)(?:ов|а|ами|ам|ах)(?:\s+(?!област)[а-я]+|\s+области|\s+края|\s+республики)?\s*(?:[-–—:]|\()\s*"
    rf"(?P<names>{_ADJ}(?:(?:,|\s+и|,\s+а\s+также)\s+{_ADJ}){{0,30}})(?=\s*(?:[.;,)]|$|\s[а-я]{{4,}}л[аи]?\b))"
)
_DISTRICT_ADJECTIVE = re.compile(_ADJ)
_SAINT = re.compile(r"(?<!\w)С(?:\.\s?-|-|\.\s)Петербург(?:а|у|ом|е)?(?!\w)")
_MARKED_NAME = re.compile(
    r"(?<!\w)[Вв]\s+(?:селе|деревне|пос[её]лке|рабочем\s+пос[её]лке|пгт\.?|станице|хуторе|ауле|с\.|д\.|пос\.|п\.)\s+"
    r"(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*(?:\s[А-ЯЁ][а-яё]+(?<!ого)(?<!ой)(?!-))?)(?![\w-])"
)
_COUNTED = re.compile(r"\d\s+(?:[а-яё]+(?:ых|их)\s+)?$")
_AND_GUESTS = re.compile(r"\s+и\s+(?:многочисленн\w+\s+)?гост")
# «вологодская команда», «тульские и псковские спортсмены»
_TEAM_AFTER = re.compile(
    r"(?:(?:\s*,\s*|\s+и\s+)[А-ЯЁа-яё-]{4,40}(?:[аяо]я|[иы][йех]|ой|ого|ую))*(?:\s+(?!област)[а-яё-]+(?:ая|ие|ые|[ыи]х|ой|ий|ый|ую))?"
    r"\s+(?:команд|сборн(?:ая|ой|ую|ые|ых)(?!\w)|делегаци|спортсмен|коллектив|ансамбл|хор(?:ы|ов|а|у)?(?!\w)|театр|артист|танцор|музыкант|дружин"
    r"|волейболист|футболист|хоккеист|баскетболист|лыжник|шахматист|пловц|пловец|теннисист|атлет|педагог|специалист|школьник|студент|волонтер|ветеран"
    r"|художник|мастера|мастериц|ремесленник|предпринимател|журналист|библиотекар|депутат|чиновник|коллег|гост|активист|участник)"
)
# Verbs in the plural and nouns of people before a row of towns.
_ROW = re.compile(
    r"(?<![\w-])(?:(?P<whose>из|(?:представител|глав|делегаци|команд|специалист|руководител|гост|посланц|мэр"
    r"|коллектив)[а-яё]*)|[а-яё]{3,}(?:ли|лись))\s+(?:(?:из|городов)\s+)?(?=[А-ЯЁ])"
)
_ROW_GAP = re.compile(r"(?:,|\s+и|,\s+а\s+также)\s+(?:из\s+)?(?=[А-ЯЁ])")
_ROW_ENDS = re.compile(r"\s*(?:[.,;:)(–—]|$|\s[а-яё])")
_CASE_NUMBER = {case: number for number, case in enumerate(Case)}


def districts_behind(text: str) -> Iterator[PlaceSpan]:
    """Yield districts told by adjectives behind their noun: «двух районов – Орского и Гайского»."""
    for group in _NOUN_FIRST.finditer(text):
        noun = group["noun"]
        for one in _DISTRICT_ADJECTIVE.finditer(text, group.start("names"), group.end("names")):
            name = f"{nominative_adjective(one[0], noun)} {noun}"
            yield PlaceSpan(one.start(), one.end(), name, DISTRICT)


def saint(text: str) -> Iterator[PlaceSpan]:
    """Yield «С.-Петербург»."""
    for found in _SAINT.finditer(text):
        yield PlaceSpan(found.start(), found.end(), "Санкт-Петербург", CITY)


def marked_unknown(text: str) -> Iterator[PlaceSpan]:
    """Yield villages that no table knows where a word says what they are: «в селе Орлово»."""
    for found in _MARKED_NAME.finditer(text):
        name = found["name"]
        bare = name if name.endswith(("о", "е")) else place_name_from_form(name)
        yield PlaceSpan(found.start("name"), found.end("name"), bare, UNKNOWN)


def called_after(text: str) -> Iterator[PlaceSpan]:
    """Yield the cities that people and teams are called after: «вологжане», «тульская команда»."""
    for word in city_words(text):
        if word.is_people:
            is_counted = _COUNTED.search(text, max(0, word.start - 30), word.start)
            is_meant = not is_counted and not _AND_GUESTS.match(text, word.end)
        else:
            is_meant = _TEAM_AFTER.match(text, word.end) is not None
        if is_meant:
            yield PlaceSpan(word.start, word.end, word.city, CITY, is_people=True)


def towns_in_row(text: str) -> Iterator[PlaceSpan]:
    """Yield doubtful or small towns that stand in a row: «поделились Верхоянск и Черский».

    One such name may be a person's or any word; two in a row behind a verb in the plural, or
    behind a noun that means people, are towns.
    """
    for row in _ROW.finditer(text):
        case = Case.GENITIVE if row["whose"] else Case.NOMINATIVE
        yield from _row_at(text, row.end(), case)


def _row_at(text: str, position: int, case: Case) -> list[PlaceSpan]:
    found: list[PlaceSpan] = []
    while True:
        one = name_at(text, position)
        if one is None or not one.may_stand_in(_CASE_NUMBER[case]):
            break
        name = next(form.name for form in one.forms if form.case == _CASE_NUMBER[case])
        name = called(name, text[one.start : one.end])
        found.append(PlaceSpan(one.start, one.end, name, CITY))
        gap = _ROW_GAP.match(text, one.end)
        if gap is None:
            break
        position = gap.end()
    is_row = len(found) > 1 and _ROW_ENDS.match(text, found[-1].end)
    return found if is_row else []
