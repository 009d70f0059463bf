"""Events of others that a sentence lists as supported, each with its city, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbook.facts.announced import Listed, listed_title
from planbook.facts.circumstances import dates_in
from planbook.facts.kinds import next_kind
from planbook.facts.places import CITY, UNKNOWN, PlaceSpan
from planbook.facts.report_event import Fact, FactType, ReportRole
from planbook.facts.scene import Scene
from planbook.language import place_name_from_form
from planbook.plans.wording import BLANK

_SUPPORT = re.compile(
    r"(?<!\w)(?:под\s+(?:эгидой|патронатом|патронажем)|при\s+(?:[а-я]+\s+)?(?:поддержке|содействии|участии|помощи)"
    r"|(?:поддержан\w*|поддержал\w*|поддерживает|поддержива\w+|поддержать)|поддержк[ауи]|помог\w*\s+(?:городам\s+)?(?:провести|организовать)|помощь|поддержать|включен\w*|календар\w*|содействи[еяю]|содействовал\w*"
    r"|партн[её]р\w*|соучредител\w+|дипломы\s+и\s+призы|призы\s+и\s+дипломы)(?!\w)"
)
_OF_THEM = re.compile(r"\s*(?:среди|в\s+числе)\s+(?:них|таких|поддержанных)\s*[:–—-]?\s*")
_CUT = re.compile(r"[;,]\s+(?:а\s+также\s+|и\s+)?|\s+(?:и|а\s+также)\s+")
_BRACKETS = re.compile(r"\([^()]*\)")
_CITY = r"(?:г\.\s*|гор\.\s*|город\w*\s+|пос\.\s*|с\.\s*|р\.\s?п\.\s*)?"
_IN = re.compile(rf"(?<!\w)во?\s+{_CITY}$")
_OPENED = re.compile(rf"\(\s*{_CITY}$")
_DASHED = re.compile(rf"\s[–—-]\s+{_CITY}$")
_LEAD = re.compile(
    r"^[\s\S]*?(?<!\w)(?:прош\w+|состоял\w+|проведен\w*|проводил\w*|организован\w*|направлял\w+\s+на|получил\w*|провели|оказан[аоы]?|включен[аоы]?|отметили|был[аио]?"
    r"|проведении(?:\s+следующих\s+мероприятий)?|организации|явля\w+)\s*:?\s+"
)
_UNKNOWN = re.compile(
    r"(?:\s[–—-]\s+|\()(?:г\.\s*|пос\.\s*|с\.\s*)?([А-ЯЁ][а-яё]+(?:[-\s][А-ЯЁ][а-яё]+)?)\)?\s*[.;]?\s*$"
)
_LEADS = re.compile(r"\s+[–—-]\s+")
_UNKNOWN_IN = re.compile(r"(?<!\w)во?\s+([А-ЯЁ][а-яё]+(?:[-\s][А-ЯЁ][а-яё]+)?)\s*[.;]?\s*$")
_EDGES = " \t\n,;.:–—-()"
_FEWEST_LETTERS = 4
_LONGEST = 200
_BUSY = ("speak", "moderate", "award", "intend", "withdraw")
_TAKES_PART = re.compile(r"(?<!\w)(?:участник|участвов|приня\w+\s+участие|собрал|съехал|приехал)")


def speaks_of_support(scene: Scene) -> bool:
    """Tell whether a sentence says that events of others were supported, and names none itself."""
    return bool(_SUPPORT.search(scene.shape)) and not scene.places


def supported_list(scene: Scene, *, is_open: bool) -> list[Listed]:
    """Return two or more events of a sentence with the city of each, none where it lists none.

    `is_open` tells that the sentence before spoke of support: «Среди них конкурс в Туле, …».
    """
    told = _SUPPORT.search(scene.shape)
    is_busy = scene.has(*_BUSY) or _TAKES_PART.search(scene.shape) is not None
    if (told is None and not is_open) or is_busy:
        return []
    start = told.end() if told else 0
    if told is not None and not any(one.start > start for one in scene.places):
        start = 0
    colon = scene.shape.find(":", start)
    is_sure = colon >= 0 or is_open
    start = colon + 1 if colon >= 0 else start
    among = _OF_THEM.match(scene.shape, start)
    start = among.end() if among else start
    items = list(_items(scene, start))
    is_sure = is_sure or sum(_names_event(scene, *item) for item in items) > 1
    found = [one for one in (_listed(scene, *item, is_sure=is_sure) for item in items) if one]
    return found if len(found) > 1 and len(found) >= len(items) - 1 else []


def _names_event(scene: Scene, start: int, stop: int, city: PlaceSpan) -> bool:
    title, first = _title(scene, start, stop, city)
    return "«" in title or next_kind(scene.shape[first : first + len(title)]) is not None


def _items(scene: Scene, start: int) -> Iterator[tuple[int, int, PlaceSpan]]:
    """Yield the members of the list, each with its one city; the rest of a title is joined."""
    shape = _BRACKETS.sub(lambda found: "\x00" * len(found[0]), scene.shape)
    cities = [one for one in scene.places if one.kind in (CITY, UNKNOWN) and one.start >= start]
    edges = [*(cut.span() for cut in _CUT.finditer(shape, start)), (len(shape), len(shape))]
    first = start
    for stop, following in edges:
        inside = [one for one in cities if first <= one.start < stop]
        inside = inside or list(_unknown(scene, first, stop))
        if inside:
            yield first, stop, inside[0]
            first = following


def _unknown(scene: Scene, start: int, stop: int) -> Iterator[PlaceSpan]:
    """Yield a town that no table knows: «праздник «Нерест» – Саскылах»."""
    found = _UNKNOWN.search(scene.text, start, stop)
    if found is None:
        found = _UNKNOWN_IN.search(scene.text, start, stop)
        if found is not None:
            name = re.sub(r"(?<=[бвгджзклмнпрстфхцчшщ])е$", "", place_name_from_form(found[1]))
            yield PlaceSpan(found.start(1), found.end(1), name, UNKNOWN)
        return
    if BLANK not in scene.shape[found.start(1) : found.end(1)]:
        yield PlaceSpan(found.start(1), found.end(1), found[1], UNKNOWN)


def _listed(
    scene: Scene, start: int, stop: int, city: PlaceSpan, *, is_sure: bool
) -> Listed | None:
    title, _ = _title(scene, start, stop, city)
    is_event = _names_event(scene, start, stop, city)
    if len(title) < _FEWEST_LETTERS or not (is_event or (is_sure and " " in title)):
        return None
    span = (city.start, city.end)
    days = dates_in(scene, start, stop, scene.year)
    facts: tuple[Fact, ...] = (scene.fact(FactType.HOST, *span, values=[city.name]), *days)
    return Listed(listed_title(title[:_LONGEST]), ReportRole.SUPPORTED, facts)


def _title(scene: Scene, start: int, stop: int, city: PlaceSpan) -> tuple[str, int]:
    """Return the words of an item without its city, and where they begin."""
    before = scene.shape[start : city.start]
    opened = _OPENED.search(before) or _DASHED.search(before)
    place = opened or _IN.search(before)
    if place is None:
        return _behind_nominative(scene, start, stop, city)
    front = _named(scene, start, start + place.start())
    behind = scene.text[city.end : stop].strip(_EDGES)
    if opened is not None or not behind:
        return front
    if re.match(r"\s*[–—-]\s", scene.text[city.end : stop]) and not front[0]:
        return behind, stop - len(scene.text[city.end : stop].lstrip(_EDGES))
    is_name = behind[0] == "«" and front[0] and behind not in front[0]
    return (f"{front[0]} {behind}", front[1]) if is_name else front


def _behind_nominative(scene: Scene, start: int, stop: int, city: PlaceSpan) -> tuple[str, int]:
    """Read «Трубчевск – Бояновы дни»: the city leads its event."""
    gap = _LEADS.match(scene.text, city.end, stop)
    if gap is None or scene.text[start : city.start].strip(_EDGES):
        return "", start
    return scene.text[gap.end() : stop].strip(_EDGES), gap.end()


def _named(scene: Scene, start: int, stop: int) -> tuple[str, int]:
    """Return the words before a city, in the nominative where they are an event of the sentence."""
    lead = _LEAD.match(scene.shape[start:stop])
    start += lead.end() if lead else 0
    for event in scene.events:
        if start <= event.start < stop and not scene.shape[start : event.start].strip():
            return event.title, event.start
    words = scene.text[start:stop].strip(_EDGES)
    return words, start
