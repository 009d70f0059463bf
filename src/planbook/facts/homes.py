"""Where a person of a sentence comes from: brackets, «из …», the office before or behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbook.facts.organisations import organisation_in
from planbook.facts.people import Person
from planbook.facts.places import CITY, DISTRICT, REGION, UNKNOWN
from planbook.facts.scene import Scene
from planbook.facts.words import is_verb
from planbook.language import Case, place_name_from_form
from planbook.places.demonyms import city_words
from planbook.places.gazetteer import settlements_named
from planbook.places.names import name_at

_BRACKET = re.compile(r"\s*\(([^()]{2,120})\)")
_FROM = re.compile(r"\s*,?\s+(?:из|от)\s+(?:(?:г\.|города?|поселка|посёлка|села|п\.|с\.)\s*)?")
_OFFICE_AFTER = re.compile(r"\s*(?:,|\s[–—-])\s*([^,;.]{4,200}(?:,\s*[^,;.]{4,120})?)")
_BARE_AFTER = re.compile(r"\s*(?:,|\s[–—-])\s*(?:(?:г\.|город)\s*)?")
_AND = re.compile(r"^\s*(?:и|а\s+также)(?!\w)|(?<!\w)(?:и|а\s+также)(?!\w)\s*$")
_GETS = re.compile(r"(?<!\w)(?:получил[аи]?|удостоен[аы]?|стал[аи]?|избран[аы]?|признан[аы]?)\s")
_LOCAL_BODY = re.compile(r"губернатор|областн|региональн|краев|республиканск|правительств")
_TOPIC = re.compile(r"(?:об\s+опыте|опытом|с\s+опытом|практикой)\s+(?:города\s+|г\.\s*)?")
_WORD = re.compile(r"(?<![\w-])[а-яё]{4,}(?![\w-])")
# «глава |Певека», «администрации города |Обь»
_OF_SEAT = re.compile(
    r"(?<![\w-])(?:(?:вице-|экс-|зам)?(?:глав|мэр|градоначальник)[а-я]*|администраци[а-я]+|дум[а-я]+|мэри[а-я]+|депутат[а-я]*|архитектор[а-я]*|управлени[а-я]+|комитет[а-я]*|отдел[а-я]*"
    r"|музе[а-я]+|библиотек[а-я]+|представител[а-я]+|поселени[а-я]+|культуры|образования|экономики|спорта|туризму|хозяйства)\s+(?:города\s+|г\.\s*)?(?=[А-ЯЁ])",
)
# «Рязанской |городской администрации»
_OF_TOWN = re.compile(
    r"\s+(?:[а-яё-]+(?:ой|ого)\s+){0,2}(?:администраци|[Сс]овета(?!\w)|[Дд]ум[ыа]|мэри|ратуш|музе|библиотек|вуз|школ|дома(?!\w)|совета(?!\w)|горисполком|колледж|газет|гимнази|лице|галере)"
)
_ANY_PLACE = ("муниципальное образование", "городской округ", "город")
_CAPITAL_WORD = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*")
# «начальник управления ЖКХ |Мышкина И. В. Носкова»
_LAST_NAME = re.compile(r"(?<=[а-яёА-ЯЁ]\s)([А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*)\s+$")
_ENDS = re.compile(r"\s*(?:[,;.)]|$|\sи\s)")
_LEAST_PEOPLE = 1_000
_CASE_NUMBER = {case: number for number, case in enumerate(Case)}
_MARKS = (";", ":", " – ", " — ", " - ", ". ")


def home_of(scene: Scene, person: Person, index: int) -> tuple[str, int]:
    """Return the place or organisation of a person and where its words end."""
    least = scene.people[index - 1].end if index else 0
    stop = scene.people[index + 1].start if index + 1 < len(scene.people) else len(scene.text)
    bracket = _BRACKET.match(scene.text, person.end)
    if bracket is not None:
        place = _place_in(scene, bracket.start(1), bracket.end(1)) or _town(bracket[1])
        return place or organisation_in(f"член {bracket[1]}"), bracket.end()
    beside = _beside(scene, person, stop)
    if beside:
        return beside, person.end
    return _of_office(scene, person, least, stop) or "", person.end


def _of_office(scene: Scene, person: Person, least: int, stop: int) -> str:
    """Return the place or organisation that the office of a person names, before it or behind."""
    for start in office_starts(scene, least, person.start):
        is_topic = _TOPIC.search(scene.shape[start : person.start])
        place = "" if is_topic else _place_in(scene, start, person.start)
        place = place or _seat(scene.text, start, person.start)
        if place:
            return place
    start = next(office_starts(scene, least, person.start))
    before = _AND.sub("", scene.text[start : person.start]).strip(" ,–—-")
    name = organisation_in(scene.text[start : person.start]) if before else ""
    if not name:
        topic = _of_topic(scene, least, person) if before else ""
        place = topic or _behind(scene, person, stop, is_office=not before)
        if place:
            return place
    if (not name or _LOCAL_BODY.search(scene.shape[start : person.start])) and before:
        regions = [one for one in scene.places if one.kind == REGION]
        if len(regions) == 1:
            return regions[0].name
    return "" if name.lower() in _ANY_PLACE else name


def _of_topic(scene: Scene, least: int, person: Person) -> str:
    """Return the city of «об опыте Тутаева рассказал архитектор Имя»."""
    for told in _TOPIC.finditer(scene.shape, least, person.start):
        near = [one for one in scene.places if one.kind == CITY and told.end() == one.start]
        if near:
            return near[0].name
    return ""


def _beside(scene: Scene, person: Person, stop: int) -> str:
    """Return the place of «Имя из Уфы»."""
    found = _FROM.match(scene.shape, person.end, stop)
    if found is None:
        return ""
    near = [one for one in scene.places if found.end() <= one.start < found.end() + 30]
    word = _CAPITAL_WORD.match(scene.text, found.end())
    if near and near[0].start < stop and (word is None or near[0].start == found.end()):
        return near[0].value
    town = _town_at(scene.text, found.end(), Case.GENITIVE)
    return town or (place_name_from_form(word[0]) if word is not None else "")


def _behind(scene: Scene, person: Person, stop: int, *, is_office: bool) -> str:
    """Return the place of the office behind a name: «, глава города Тулы», «, Тула»."""
    bare = _BARE_AFTER.match(scene.text, person.end)
    if bare is not None:
        named = [one for one in scene.places if one.start == bare.end() and one.end <= stop]
        if named:
            return named[0].name
        town = _town_at(scene.text, bare.end(), Case.NOMINATIVE)
        if town and _ENDS.match(scene.text, bare.end() + len(town)):
            return town
    after = _OFFICE_AFTER.match(scene.text, person.end)
    if after is None or not is_office:
        return ""
    end = min(after.end(1), stop)
    words = scene.text[after.start(1) : end]
    comma = words.find(",")
    for last in (after.start(1) + comma if comma >= 0 else end, end):
        place = _place_in(scene, after.start(1), last, is_first=True)
        place = place or _seat(scene.text, after.start(1), last)
        if place:
            return place
    name = organisation_in(words.split(",")[0])
    return "" if name.lower() in _ANY_PLACE else name


def _town(text: str) -> str:
    """Return the town that is all the words say, though it may be a surname too: «Киров»."""
    name = re.sub(r"^(?:г\.|город)\s*", "", text.strip())
    found = settlements_named(name)
    if found:
        return found[0].name
    # A village that no table knows is written as it is called: «(Боровое)».
    return name if _CAPITAL_WORD.fullmatch(name) else ""


def office_starts(scene: Scene, least: int, end: int) -> Iterator[int]:
    """Yield where the words of the office begin: behind a comma, then behind the one before."""
    found = [(scene.shape.rfind(mark, least, end), len(mark)) for mark in _MARKS]
    marks = [at + length for at, length in found if at >= 0]
    verbs = [one.end() for one in _verbs(scene, least, end)]
    verbs += [one.end() for one in _GETS.finditer(scene.shape, least, end)]
    first = max([least, *marks, *verbs])
    comma = scene.shape.rfind(",", first, end) + 1
    yield max(comma, first)
    is_free = (first > least or least == 0) and bool(scene.shape[comma:end].strip(" ,–—-"))
    if comma > first and is_free and not _AND.search(scene.shape[first:comma]):
        before = scene.shape.rfind(",", first, comma - 1) + 1
        yield max(before, first)


def _verbs(scene: Scene, start: int, end: int) -> Iterator[re.Match[str]]:
    spoken = {
        stop for key in ("speak", "award", "moderate") for _, stop in scene.triggers.get(key, ())
    }
    for word in _WORD.finditer(scene.shape, start, end):
        if word.end() in spoken or is_verb(word[0]):
            yield word


def _town_at(text: str, start: int, case: Case) -> str:
    """Return the town whose form stands at a place, though it may be another word elsewhere."""
    found = name_at(text, start)
    if found is None or not found.may_stand_in(_CASE_NUMBER[case]):
        return ""
    return found.name if found.population >= _LEAST_PEOPLE else ""


def _seat(text: str, start: int, end: int) -> str:
    """Return the town that an office is of: «вице-мэр Находки», «администрации Певека»."""
    found = [
        _town_at(text, one.end(), Case.GENITIVE)
        for one in _OF_SEAT.finditer(text, start, end)
        if one.end() < end
    ]
    last = _LAST_NAME.search(text, start, end)
    if last is not None:
        found.append(_town_at(text, last.start(1), Case.GENITIVE))
    found += [
        one.city
        for one in city_words(text[start:end])
        if not one.is_people and _OF_TOWN.match(text, start + one.end)
    ]
    return next((town for town in reversed(found) if town), "")


def _place_in(scene: Scene, start: int, end: int, *, is_first: bool = False) -> str:
    inside = [one for one in scene.places if start <= one.start and one.end <= end]
    for kinds in ((CITY, UNKNOWN), (DISTRICT,), (REGION,)):
        fitting = [one for one in inside if one.kind in kinds]
        if fitting:
            return fitting[0].name if is_first else fitting[-1].name
    return ""
