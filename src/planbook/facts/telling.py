"""Which event a sentence speaks of, and whether it tells that it was held."""

from __future__ import annotations

import re

from planbook.facts.book import OpenEvent, subject_of
from planbook.facts.circumstances import are_apart, date_of
from planbook.facts.counts import counts
from planbook.facts.headlines import is_verbless
from planbook.facts.mention import EventMention
from planbook.facts.participants import lists_of_cities
from planbook.facts.report_event import Fact, FactType
from planbook.facts.results import standings
from planbook.facts.scene import Scene
from planbook.facts.vocabulary import words_of

TELLS = ("held", "host", "organise", "organised_by", "take_part", "host_noun", "join_remote")
_TOLD_BEHIND = re.compile(
    r"[^,]{0,80},\s*(?:собравш|прошедш|состоявш|проходивш|проведенн|объединивш|котор\w+\s+(?:прош|состоя))"
)


_HELD = (
    r"(?:прош[её]?л[аои]?|состоял\w+|проведен[аоы]?|организован[аоы]?|провел[аи]?|проходил[аои]?"
    r"|проводил\w*|работал[аи]?)"
)
_HELD_BEFORE = re.compile(rf"(?<!\w){_HELD}\s+(?:[а-я]+\s+)?$")
_HELD_BEHIND = re.compile(rf"\s+(?:был[аои]?\s+)?{_HELD}(?!\w)")
_VENUES = ("школа", "ярмарка", "выставка", "лагерь", "лаборатория", "мастерская", "экспозиция")
_WITH = re.compile(r"(?<!\w)(?:со?|во\s+время|в\s+ходе)\s+$")
_REFERS = re.compile(
    r"(?<!\w)(?:на|в|к|с|о|об|после|до|для|по|эт[а-я]{1,2}|данн[а-я]{2,3}|сам[аои]?|такого|своем?)\s+$"
)
_OF_SCHOOL = re.compile(
    r"(?<!\w)(?:директор|педагог|преподавател|учител|учащ|выпускник|воспитанник|учени[кц]|коллектив|хор|сборн|команд)[а-я]*\s+(?:[а-я]+(?:ой|их|ых|ого)\s+)*$"
)
# «форуму предшествовал круглый стол»
_PRECEDED = re.compile(r"[^,.;]{0,60}?\s(?:предшествовал|сопутствовал)")
_AT = re.compile(r"(?<!\w)(?:во?|на|на\s+базе|при)\s+$")
_SCHOOL = re.compile(
    r"искусств|управлени|музыкальн|художествен|спортивн|средн|общеобразовательн|детск|начальн|высш|интернат|№|сельск"
)
# «мероприятие прошло на ярмарке»
_GENERAL = re.compile(r"(?<!\w)(?:мероприяти|встреч|он[аои]?\s+прош|прош[ел]|состоял)")
_AT_BEGINNING = 40
_WAS_HELD = re.compile(r"[^,;:()]{0,60}?(?<!\w)(?:прош[елл]|состоял|проведен|проходил)")
_PLACE_OF = re.compile(r"(?<!\w)(?:место|местом|площадкой|хозяином|хозяйкой)\s+$")
# Who belongs to the union is no fact of an event.
_MEMBERSHIP = re.compile(
    r"(?<!\w)(?:член(?:ами|ом|ы|ов)\s+(?:союза|ассоциации|правления|совета)|в\s+состав\w*\s+(?:союза|ассоциации"
    r"|правления|совета|президиума)|вступил\w*|учредил\w*|принят\w*\s+в\s+(?:союз|ассоциаци|член)\w*)"
)
_CAME = re.compile(r"(?<!\w)(?:присутствовал|собрал|участвовал|приняли\s+участие|представлен)")


def spoken_of(scene: Scene) -> EventMention | None:
    """Return the event a sentence is about: named ones first, never the larger one around it."""
    own = [one for one in scene.events if not one.is_framework and not one.is_next]
    own = [one for one in own if not (_is_venue(scene, one) or _is_way(scene, one))]
    if len(own) > 1 and _PRECEDED.match(scene.shape, own[0].end):
        own = own[1:]
    outside = [one for one in own if not one.is_inside]
    named = [one for one in outside if one.is_named]
    larger = [one for one in scene.events if one.is_framework and _is_told_of(scene, one)]
    inside = [one for one in own if one.is_named]
    for group in (named, inside, outside, own, larger):
        if group:
            return group[0]
    return None


def _is_venue(scene: Scene, mention: EventMention) -> bool:
    """Tell whether a school or a fair is where the event was held: «прошёл в школе искусств»."""
    kind = scene.shape[mention.start : mention.end]
    before = scene.shape[max(0, mention.start - 14) : mention.start]
    if mention.kind == "школа" and _OF_SCHOOL.search(scene.shape, 0, mention.start):
        return True
    if mention.kind not in _VENUES or mention.edition or not _AT.search(before):
        return False
    is_house = mention.kind == "школа" and bool(_SCHOOL.search(kind))
    others = (one for one in scene.events if one is not mention and not one.is_inside)
    return is_house or any(others) or bool(_GENERAL.search(scene.shape[: mention.start]))


def _is_way(scene: Scene, mention: EventMention) -> bool:
    """Tell whether a visit is only how somebody came: «с рабочим визитом посетил»."""
    before = scene.shape[max(0, mention.start - 12) : mention.start]
    return mention.kind in ("визит", "поездка", "рабочая поездка") and bool(_WITH.search(before))


def _is_told_of(scene: Scene, mention: EventMention) -> bool:
    """Tell whether words behind a larger event tell of it: «съезда, собравшего в Туле»."""
    return mention.is_named and bool(_TOLD_BEHIND.match(scene.shape, mention.end))


def is_identified(mention: EventMention) -> bool:
    """Tell whether a name, a body or a number says which event it is."""
    return bool(mention.own_name or mention.body or mention.edition)


def is_introduced(scene: Scene, mention: EventMention) -> bool:
    """Tell whether a sentence names an event for what follows, neither to come nor in passing."""
    if scene.has("intend", "withdraw", "exchange", "support") or mention.is_plural:
        return False
    if mention.is_inside or mention.is_framework or mention.is_next:
        return False
    return is_identified(mention) and mention.kind not in words_of("events", "weak")


def is_another(
    scene: Scene, known: OpenEvent, mention: EventMention, found_hosts: list[Fact]
) -> bool:
    """Tell whether words that would fit a known event tell of a new one in another city."""
    if mention.own_name or mention.body or mention.edition:
        host = known.first(FactType.HOST)
        is_meeting = bool(mention.body) and host is not None and bool(found_hosts)
        return is_meeting and host is not None and found_hosts[0].value != host.value
    if mention.front and known.mention.front and not mention.front & known.mention.front:
        return bool(found_hosts) or any(True for _ in date_of(scene))
    if _is_apart(scene, known, mention, found_hosts):
        return True
    date = known.first(FactType.DATE)
    if found_hosts and date is not None and not scene.has("take_part"):
        other = next(iter(date_of(scene)), None)
        if other is not None and other.value != date.value:
            return True
    host = known.first(FactType.HOST)
    if not found_hosts or host is None:
        return False
    return found_hosts[0].value != host.value and not set(found_hosts[0].values) & set(host.values)


def _is_attended(scene: Scene, mention: EventMention) -> bool:
    """Tell whether those who came to an event of several words are counted or listed."""
    if len(mention.title.split()) < 2 or not scene.has("take_part", "held"):
        return False
    return any(True for _ in counts(scene)) or any(True for _ in lists_of_cities(scene))


def _is_begun(scene: Scene, mention: EventMention) -> bool:
    """Tell whether a verb beside an event of several words says it was held: «проведён вебинар»."""
    if len(mention.title.split()) <= len(mention.kind.split()) or mention.is_plural:
        return False
    before = scene.shape[max(0, mention.start - 60) : mention.start]
    if _REFERS.search(before):
        return False
    return bool(_HELD_BEFORE.search(before) or _HELD_BEHIND.match(scene.shape, mention.end))


def _is_apart(
    scene: Scene, known: OpenEvent, mention: EventMention, found_hosts: list[Fact]
) -> bool:
    """Tell whether an event told with its own day is not the known one of the same kind."""
    before = scene.shape[max(0, mention.start - 12) : mention.start]
    is_item = is_verbless(scene)
    if _REFERS.search(before) or not (is_item or scene.has("held", "host", "organised_by")):
        return False
    day, told = known.first(FactType.DATE), next(iter(date_of(scene)), None)
    words = subject_of(mention)
    if words and not known.subject and len(known.title.split()) > 1:
        return told is not None or bool(found_hosts)
    return day is not None and told is not None and are_apart(day.value, told.value)


def is_told(scene: Scene, mention: EventMention, found_hosts: list[Fact]) -> bool:
    """Tell whether the sentence says that the event was held, not only names its kind."""
    if mention.is_inside and not mention.is_named:
        return False
    has_result = any(True for _ in standings(scene))
    is_titled = len(mention.title.split()) > 1 and scene.has("award")
    is_spoken_at = (is_identified(mention) or is_titled) and (
        scene.has("speak", "award", "moderate", "expert") or any(True for _ in counts(scene))
    )
    is_titled_line = len(mention.title.split()) > 1 and is_verbless(scene)
    is_line = (
        (mention.is_named or is_titled_line)
        and not scene.has("intend")
        and any(True for _ in date_of(scene))
    )
    if not (scene.has(*TELLS) or found_hosts or has_result or is_spoken_at or is_line):
        return False
    if mention.kind in words_of("events", "weak"):
        is_known = bool(mention.own_name or mention.edition or mention.body)
        # «онлайн-встреча» of a day is an event of its own, a bare «встреча» may be any.
        is_online = mention.title.lower().startswith("онлайн-")
        is_known = is_known or (is_online and any(True for _ in date_of(scene)))
        may_stand = mention.kind in words_of("events", "weak_with_host")
        is_told_of = len(mention.title.split()) > 1 and (
            has_result or any(True for _ in date_of(scene))
        )
        is_placed = is_told_of and bool(found_hosts)
        is_told_of = is_told_of or _is_attended(scene, mention)
        return is_known or is_placed or (may_stand and (bool(found_hosts) or is_told_of))
    is_dated = bool(found_hosts) or any(True for _ in date_of(scene))
    is_dated = is_dated or scene.has("remote", "mixed") or _is_attended(scene, mention)
    is_dated = is_dated or _is_begun(scene, mention)
    return mention.is_named or ((is_dated or has_result or is_titled) and not mention.is_plural)


def is_told_again(scene: Scene, mention: EventMention) -> bool:
    """Tell whether a sentence says of a named event where it was held: both of two are kept."""
    is_subject = bool(mention.own_name) and mention.start < _AT_BEGINNING
    return is_subject and bool(_WAS_HELD.match(scene.shape, mention.end))


def is_place_of(scene: Scene, mention: EventMention, current: OpenEvent | None) -> bool:
    """Tell whether «местом встречи выбран Псков» says where the event spoken of was held."""
    if current is None or current.has(FactType.HOST) or mention.is_named:
        return False
    before = scene.shape[max(0, mention.start - 14) : mention.start]
    is_bare = len(mention.title.split()) == 1 and current.paragraph == scene.paragraph
    return is_bare and _PLACE_OF.search(before) is not None


def tells_of_members(scene: Scene) -> bool:
    """Tell whether a sentence says who belongs to the union, not who came."""
    return bool(_MEMBERSHIP.search(scene.shape)) and not _CAME.search(scene.shape)
