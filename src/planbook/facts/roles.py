"""What a list of places is in its sentence: where, from where, whose, listed after a colon."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from planbook.facts.places import DISTRICT, PlaceList, PlaceSpan, stands_in
from planbook.facts.scene import Scene
from planbook.facts.vocabulary import alternatives, words_of
from planbook.facts.words import are_people, is_verb
from planbook.language import Case


class Standing(StrEnum):
    """How the words before a list tie it to the sentence."""

    IN = "in"
    FROM = "from"
    OF = "of"
    LISTED = "listed"
    ENCLOSED = "enclosed"
    SUBJECT = "subject"
    OTHER = "other"


_SEAT = r"(?:город|поселк|поселок|сел|деревн|столиц)\w{0,3}(?:-[а-я]{4,12})?\s+"
_MARKER = rf"(?:(?:г|гг|гор|с|п|пос|пгт)\.\s?|{_SEAT}(?:воинской\s+славы\s+)?|[«\"])*"
# The words of a venue down to its city; people in it end them.
_OF_VENUE = r"(?:(?!представ|делегац|команд|участн|глав|мэр|[а-я]+ли\s)[^\s.,;:]+\s){0,8}"
_IN = re.compile(
    rf"(?<![\w-])(?:во?|на\s+(?:[а-я]+\s+)?баз(?:е|ах)|на\s+площадк\w+|на\s+территории|на\s+земле)\s+(?:[а-я-]{{4,20}}(?:ом|ой|ых|их|ем|ей)\s+)?{_MARKER}$"
    rf"|(?<!\w)в\s+(?:[а-я]+\s+){{0,2}}(?:городах|столице|муниципалитетах)[^.,;:–—]{{0,60}}(?::|\s[–—-])\s*{_MARKER}$"
    rf"|(?<!\w)во?\s+[^.,;:–—]{{3,40}}(?:\s[–—-]|,)\s+(?:город\w*|г\.)\s*$"
    rf"|(?<!\w)во?\s+(?:[а-я-]+(?:ом|ой|ем|ей|ых|их)\s+){{0,3}}(?:доме|дворце|здании|зале|центре|библиотеке|музее|университете|театре|школе|парке"
    rf"|администрации|мэрии|стенах|отеле|гостинице|комплексе|лицее|гимназии|академии|кремле|усадьбе|манеже|бассейне|клубе|павильоне|технопарке|лагере|санатории|галерее|филармонии|колледже|институте)\s{_OF_VENUE}{_MARKER}$"
    rf"|(?<!\w)на\s+(?:базе|площадк\w+|площад\w+|набережн\w+|улицах|территории|сцене|стадионе|льду|арене|корт\w+|поле|полях|трасс\w+|лыжн\w+|ипподроме|берегу|берегах|родине|земле)\s[^.,;:]{{0,90}}\s{_MARKER}$"
)
_FROM = re.compile(
    rf"(?<![\w-])(?:из|от|со?|с\s+участием)\s+(?:(?:таких\s+)?городов(?:\s+[а-я]+)?\s+|числа\s+)?{_MARKER}$"
)
# «12 городов, в том числе Тулы и Пскова»
_AMONG = (
    r"(?:в\s+(?:том|их|этом)\s+числе|в\s+т\.\s?ч\.|(?:среди|из|в\s+числе)\s+(?:них|котор[а-я]+)|включая|в\s+частности|а\s+именно|это|таки[ехм]{1,2},?\s+как|как)"
    r"(?:\s*[:–—-])?\s+(?:(?:из|от|и|были|были\s+и|есть|представители|делегации|делегаты|команды|города|городов)\s+){0,2}"
)
_LISTED = re.compile(rf"(?:(?::|\s[–—-])\s*|(?<!\w){_AMONG}){_MARKER}$")
_ENCLOSED = re.compile(rf"\(\s*(?:{_AMONG}|из\s+)?{_MARKER}$")
# «докладчики представляли Вязьму», «гонщиков, представлявших Вичугу»
_REPRESENTING = re.compile(
    r"(?<!\w)(?:представля[а-я]+|защища[а-я]+\s+(?:честь|цвета)|выступа[а-я]+\s+за)\s+(?:города?\s+)?$"
)
_MARKED = re.compile(rf"(?<!\w){_MARKER}$")
_BETWEEN = re.compile(r"^(?:\s+[а-я-]+){0,7}\s*$")
_LAST_WORD = re.compile(r"(?<![\w-])([а-я]{5,})\s+$")
_NOT_NOMINATIVE = re.compile(r"(?:[ое]го|[ое]му|[иы]ми?|[иы]х|[ое]м|ой|ую)$")
_LOOK_BACK = 220


def standing(scene: Scene, group: PlaceList) -> Standing:
    """Return how a list stands in its sentence."""
    before = scene.shape[max(0, group.start - _LOOK_BACK) : group.start]
    first = group.places[0]
    if first.is_people:
        return Standing.FROM
    for pattern, role in ((_FROM, Standing.FROM), (_IN, Standing.IN)):
        if pattern.search(before) and not (role is Standing.FROM and _LISTED.search(before)):
            return role
    if _ENCLOSED.search(before):
        return Standing.ENCLOSED
    if _LISTED.search(before):
        return Standing.LISTED
    if head_before(before) is not None or _REPRESENTING.search(before):
        return Standing.OF
    if first.kind == DISTRICT and not _NOT_NOMINATIVE.search(_first_word(scene, first)):
        return Standing.SUBJECT
    if stands_in(scene.text[first.start : first.end], first.name, Case.NOMINATIVE):
        return Standing.SUBJECT
    return Standing.OTHER


def _first_word(scene: Scene, place: PlaceSpan) -> str:
    return scene.shape[place.start : place.end].split()[0].rstrip(",")


def head_before(before: str) -> str | None:
    """Return the noun whose genitive the list is: «руководители спорта |Вологды»."""
    marker = _MARKED.search(before)
    text = before[: marker.start()] + " " if marker else before
    last = None
    for found in _heads().finditer(text):
        last = found
    if last is None:
        return _people_before(text)
    marked = marker is not None and bool(re.search(r"город|г\.|\bгг", marker[0]))
    between = text[last.end() :]
    if not _BETWEEN.match(between) or any(is_verb(word) for word in between.split()):
        return "города" if marked else _people_before(text)
    return last[0]


def _people_before(text: str) -> str | None:
    """Return the noun right before the places where it means people: «архитекторы |Костромы»."""
    found = _LAST_WORD.search(text)
    return found[1] if found is not None and are_people(found[1]) else None


@cache
def _heads() -> re.Pattern[str]:
    joined = alternatives(words_of("participants", "heads"))
    return re.compile(rf"(?<![\w-])(?:{joined})(?!\w)")
