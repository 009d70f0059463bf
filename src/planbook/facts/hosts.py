"""Where an event was held: «в X состоялась», «принял город X», «с центром в X», on a base."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbook.facts.circumstances import is_only_meant
from planbook.facts.headlines import is_verbless
from planbook.facts.items import city_beside_day, of_match
from planbook.facts.mention import EventMention
from planbook.facts.places import CITY, DISTRICT, UNKNOWN, PlaceList, stands_in
from planbook.facts.report_event import Fact, FactType
from planbook.facts.roles import Standing, standing
from planbook.facts.scene import RESULT, Scene
from planbook.facts.words import is_verb
from planbook.language import Case
from planbook.places.demonyms import city_words

_AFTER_DAY = re.compile(
    r"\d\s+(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*(?:\s+20\d\d\s+года)?\s+во?\s+(?:г\.\s*|городе\s+)?$"
)
_LEADS = re.compile(
    r"[\s\d.,()–—•*-]*(?:[а-я]{3,8}\s*(?:20\d\d\s*(?:года|г\.)?)?[\s,:–—-]*)?(?:г\.\s*|город\s+)?"
)
_WHERE = re.compile(
    r",\s*(?:где|в\s+котор(?:ом|ой))\s[^.;]{0,90}?(?<!\w)(?:прош|состоя|прове|проход|собрал|открыл|работал)"
)
_HERE = re.compile(
    r"[^.;]{0,140}[:,–—]\s*(?:[^.;:]{0,60}\s)?(?:здесь|тут)\s[^.;]{0,60}?(?:прош|состоя|прове|проход|собрал|встрет|открыл)"
)
# What was in another year is no fact of this one.
_EARLIER = re.compile(
    r"(?<!\w)(?:в\s+(?:поза)?прошлом\s+году|годом\s+(?:ранее|раньше)|в\s+предыдущ\w+\s+год\w*|прошлогодн\w+|в\s+прошлый\s+раз)[^,;]*$"
)
_PLACE_IS = re.compile(
    r"(?:^|[.,;]\s*)место(?:\s+проведения)?\s*[:–—-]\s*(?:г\.\s*|город\s+)?$|организованн\w+\s+(?:город\w*\s+)?$"
)
_NEAR_NAME = 12
_CENTRE = re.compile(r"с\s+центром\s+в\s+(?:г\.\s*|городе\s+)?$")
_NEXT_TO_EVENT = re.compile(
    r"\s*(?:,\s*)?(?:\([^)]{0,60}\)\s*)?во?\s+(?:г\.\s*|городе\s+|[а-я]+(?:ом|ой|ых)\s+)?$"
)
_VENUE = re.compile(
    r"(?<!\w)(?:на\s+(?:базе|площадк\w+|территории|стадионе|сцене)|во?\s+(?:[^\s.;()]+\s+){0,4}"
    r"(?:здании|зале|центре|музее|университете|институте|академии|школе|театре|библиотеке|дворце|доме|парке|комплексе|отеле|гостинице|колледже|НИУ|ниу|фоке|филармонии|музее-заповеднике|лицее))(?:\s[^.;]*)?\s\((?:г\.\s*|город\s+)?$"
)
# A line without these words tells where and when by place and date alone.
_VERBS = ("held", "host", "intend", "withdraw", "speak", "award", "organised")
_NAMED = re.compile(
    r"(?:стал|выступил|выбран|избран|определен|назван|[–—-])\w*\s+(?:город\s+|г\.\s*)?$"
)
_TAKEN_PART = re.compile(
    r"участи|на\s+себя|обязательств|решени|мер[аы]\s|резолюц|обращени|положени|декларац|устав"
)
# «собрание проводил у себя Суздаль»
_OWN_HOME = re.compile(r"\s+(?:у\s+себя\s+)?(?:впервые\s+)?(?:город\s+|г\.\s*)?")
_TAKEN_BY = re.compile(
    r"(?:принимал(?:ся|ась|ось|ись)|принят[аоы]?|проведен[аоы]?|проводил(?:ся|ась|ось|ись)|организован[аоы]?|устроен[аоы]?)\s+(?:городом\s+)?$"
)
_GAVE_ROOM = re.compile(
    r"(?<!\w)(?:площадк[уи]|кров|помещени[ея]|сцену|залы?|стадион)\s+(?:[а-я]+\s+){0,4}(?:предоставил[аи]?|выделил[аи]?|дал[аи]?)\s+(?:город\s+|г\.\s*)?$"
)
_IN_VENUE = re.compile(
    r"(?<!\w)(?:во?|на|на\s+базе|на\s+площадк\w+|на\s+территории|в\s+стенах)\s+(?:[а-я]+(?:ом|ой|ого)\s+)?$"
)
_CALLED_VENUE = re.compile(
    r"(?:\s+(?!област|кра[йея]|район)[а-я-]+(?:ом|ой|ого|ем|ей|го))*\s+(?:лице|институт|университет|академи|музе|библиотек|театр|двор|дом[еа]?(?!\w)|школ|колледж"
    r"|гимнази|филармони|стадион|парк|кремл|ярмарк|арен|ипподром|драмтеатр|центр|консерватори|госуниверситет|техникум|цирк|галере|технопарк|планетари|земл|площадк|сцен)"
)
_HOST_VERB = re.compile(r"приня|прини")


def hosts(scene: Scene, mention: EventMention | None) -> Iterator[Fact]:
    """Yield the cities that held the event of a sentence."""
    found = [group for group in scene.lists if _holds(scene, group, mention)]
    if not found and scene.has("held"):
        found = [group for group in scene.lists if _is_seat_of_venue(scene, group)]
    is_line = not scene.has(*_VERBS) and not RESULT.search(scene.shape)
    if not found and mention is not None and is_line:
        found = [group for group in scene.lists if _heads_line(scene, group)]
    if not found:
        beside = city_beside_day(scene, mention)
        found = [beside] if beside is not None else []
    if not found and scene.has("held"):
        found = [group for group in scene.lists if _is_district_of(scene, group)]
    known = [group for group in found if group.of_kind(CITY)]
    for group in (known or found)[:1]:
        if group.places:
            named = group.of_kind(CITY, UNKNOWN, DISTRICT)
            yield scene.fact(
                FactType.HOST, group.start, group.places[-1].end, values=[one.name for one in named]
            )
            return
    yield from _by_adjective(scene)


def _by_adjective(scene: Scene) -> Iterator[Fact]:
    """Yield the city that a venue is called after: «на базе Тульского лицея»."""
    if not scene.has("held") or _EARLIER.search(scene.shape):
        return
    for word in city_words(scene.text):
        venue = None if word.is_people else _CALLED_VENUE.match(scene.shape, word.end)
        if venue is not None and _IN_VENUE.search(scene.shape, max(0, word.start - 30), word.start):
            yield scene.fact(FactType.HOST, word.start, venue.end(), values=[word.city])
            return


def _is_district_of(scene: Scene, group: PlaceList) -> bool:
    """Tell whether an event was held in a district that names no town: «прошёл в Орском районе»."""
    if not group.of_kind(DISTRICT) or len(group.places) > 2:
        return False
    if _EARLIER.search(scene.shape, 0, group.start):
        return False
    return standing(scene, group) is Standing.IN or _where_it_was(scene, group)


def host_of_line(scene: Scene) -> Iterator[Fact]:
    """Yield the city that a line without a verb begins with: «Псков, 22–23 мая»."""
    if scene.has(*_VERBS) or RESULT.search(scene.shape) or not is_verbless(scene):
        return
    for group in scene.lists[:1]:
        is_first = _LEADS.fullmatch(scene.shape, 0, group.start)
        if (is_first or standing(scene, group) is Standing.IN) and _heads_line(scene, group):
            names = [one.name for one in group.of_kind(CITY)]
            yield scene.fact(FactType.HOST, group.start, group.places[-1].end, values=names)


def _holds(scene: Scene, group: PlaceList, mention: EventMention | None) -> bool:
    if not group.of_kind(CITY, UNKNOWN) or len(group.places) > 3:
        return False
    role = standing(scene, group)
    if _EARLIER.search(scene.shape, 0, group.start) or is_only_meant(scene, group.start):
        return False
    if role is Standing.IN:
        return _stands_where(scene, group, mention)
    if _in_brackets(scene, group, mention) or _where_it_was(scene, group):
        return True
    is_single = len(group.places) == 1 or role is Standing.SUBJECT
    if _GAVE_ROOM.search(scene.shape, max(0, group.start - 90), group.start):
        return True
    if _by_city(scene, group):
        return True
    return is_single and (_takes_in(scene, group, role) or _is_named_host(scene, group))


def _by_city(scene: Scene, group: PlaceList) -> bool:
    """Tell whether a city is who took the event in: «спартакиада принималась Куйбышевом»."""
    place = group.places[0]
    form = scene.text[place.start : place.end]
    is_told = _TAKEN_BY.search(scene.shape, max(0, group.start - 40), group.start)
    return bool(is_told) and stands_in(form, place.name, Case.INSTRUMENTAL)


def _where_it_was(scene: Scene, group: PlaceList) -> bool:
    """Tell whether the words behind a city say what was held there: «Коломне, где прошёл …»."""
    if len(group.places) != 1 or not scene.has("held"):
        return False
    # «Елабуга стала столицей городов: с 10 июля здесь прошёл форум»
    is_first = _LEADS.fullmatch(scene.shape, 0, group.start) is not None
    is_here = is_first and _HERE.match(scene.shape, group.end) is not None
    return is_here or _WHERE.match(scene.shape, group.end) is not None


def _heads_line(scene: Scene, group: PlaceList) -> bool:
    """Tell whether a line without a verb names its city: «5 мая, г. Омск – семинар «Дом»»."""
    if not group.of_kind(CITY) or len(group.places) > 1 or of_match(scene, group):
        return False
    if any(0 <= group.start - one.end < _NEAR_NAME for one in scene.people):
        return False
    role = standing(scene, group)
    before = scene.shape[: group.start]
    is_marked = bool(re.search(r"(?<!\w)(?:г\.|город)\s*$", before))
    is_beside = bool(re.match(r"\s*(?:[–—,(.:-]|$|\))", scene.shape[group.end :]))
    is_early = not before.strip() or bool(
        re.search(r"[\d,(]\s*$|(?:года|[а-я]{3})\s*[,–—:-]\s*$", before)
    )
    if role is Standing.IN:
        return True
    return is_beside and (is_marked or (is_early and role in (Standing.SUBJECT, Standing.LISTED)))


def _is_seat_of_venue(scene: Scene, group: PlaceList) -> bool:
    """Tell whether a city in brackets is that of a venue: «на базе университета (г. Тула)»."""
    if standing(scene, group) is not Standing.ENCLOSED or len(group.places) > 1:
        return False
    before = scene.shape[max(0, group.start - 140) : group.start]
    return bool(_VENUE.search(before)) and not scene.people


def _in_brackets(scene: Scene, group: PlaceList, mention: EventMention | None) -> bool:
    """Tell whether the city stands in brackets right behind the event: «форум «Дом» (Тула)»."""
    if mention is None or mention.end > group.start:
        return False
    gap = scene.shape[mention.end : group.start]
    if re.fullmatch(
        r"\s*\(\s*(?:[\d.\s–—-]{1,24}(?:[а-я]{3,8})?(?:\s*20\d\d(?:\s*г(?:ода|\.))?)?,\s*)?(?:(?:г|гор|с|п|пос|пгт|д)\.\s*|город\s+|село\s+)?",
        gap,
    ):
        return True
    is_alone = bool(re.match(r"[^()]{0,30}\)", scene.shape[group.end :])) and len(group.places) == 1
    is_near = bool(re.fullmatch(r"[^().;:\x00]{0,90}\(\s*(?:г\.\s*|город\s+)?", gap))
    words = re.findall(r"[а-яё]{4,}", gap)
    return is_alone and is_near and not scene.people and not any(is_verb(one) for one in words)


def _stands_where(scene: Scene, group: PlaceList, mention: EventMention | None) -> bool:
    before = scene.shape[: group.start]
    if _CENTRE.search(before[-40:]):
        return True
    if mention is not None and mention.end <= group.start:
        gap = scene.shape[mention.end : group.start]
        if _NEXT_TO_EVENT.fullmatch(gap):
            return True
    if _AFTER_DAY.search(before) and scene.has("take_part", "speak"):
        return True
    distance = scene.distance(group.start, group.end, "held")
    return distance is not None and distance < 260


def _takes_in(scene: Scene, group: PlaceList, role: Standing) -> bool:
    """Tell whether a city took the event in: «Тихвин стал центром», «принял город Иваново»."""
    if role not in (Standing.SUBJECT, Standing.OF):
        return False
    name = scene.shape[group.start : group.end]
    is_city_word = re.search(r"город\s+$", scene.shape[: group.start][-8:])
    if role is Standing.OF and not is_city_word:
        return False
    verbs = [span for span in scene.triggers.get("host", ()) if not _is_other_taking(scene, span)]
    if role is Standing.SUBJECT and scene.events:
        verbs += [
            (start, end)
            for start, end in scene.triggers.get("organised", ())
            if start >= group.end or _OWN_HOME.fullmatch(scene.shape, end, group.start)
        ]
    gaps = [min(abs(start - group.end), abs(group.start - end)) for start, end in verbs]
    return bool(name) and min(gaps, default=999) < 120


def _is_other_taking(scene: Scene, span: tuple[int, int]) -> bool:
    """Tell whether «принял» speaks of taking part or of a decision."""
    if not _HOST_VERB.match(scene.shape, span[0]):
        return False
    after = scene.shape[span[1] : span[1] + 40]
    before = scene.shape[max(0, span[0] - 120) : span[0]]
    return bool(_TAKEN_PART.search(after) or re.search(r"участие\s", before))


def _is_named_host(scene: Scene, group: PlaceList) -> bool:
    """Tell whether «местом проведения стала X», «хозяин – X» names the city."""
    if _PLACE_IS.search(scene.shape, max(0, group.start - 40), group.start):
        return True
    for start, end in scene.triggers.get("host_noun", ()):
        if scene.shape[start:end] == "хозяева" and RESULT.search(scene.shape):
            continue
        gap = scene.shape[end : group.start]
        if (
            end <= group.start
            and len(gap) < 120
            and re.search(
                r"(?:(?:стал|выступил|выбран|избран|определен|назван|явил|служил|послужил|оказал|был|будет|[–—-])\w*|:)\s*(?:город\s+|г\.\s*)?$",
                gap,
            )
        ):
            return True
    return False
