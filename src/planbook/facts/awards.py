"""Awards as events of their own: where a report gives them out beside every meeting."""

from __future__ import annotations

import re

from planbook.facts.circumstances import date_of
from planbook.facts.hosts import hosts
from planbook.facts.mention import EventMention
from planbook.facts.participants import lists_of_cities
from planbook.facts.report_event import Fact, FactType
from planbook.facts.scene import Scene
from planbook.facts.talks import people_facts

_CALLED = re.compile(
    r"(?<!\w)(?P<head>(?:(?:почетн|благодарственн|юбилейн|памятн)[а-я]+\s+)?(?P<noun>знак|медал|грамот|письм|диплом|преми|звани|благодарност|наград|куб(?=к)|кубок)[а-я]{0,4})"
    r"(?P<whose>\s+(?:(?:председател|президент|правлени)[яа]\s+)?(?:союза|ассоциации|совета|клуба|лиги|содружества|правления)(?!\w))?(?P<name>,?\s+\x00+)?"
)
_VERB = re.compile(r"наград(?:ил|ят|ить)")
_HIGH = ("знак", "медал", "звани")
# «за активное участие в работе Союза» is given for the year, no contest is won.
_OF_UNION = re.compile(
    r"(?<!\w)за\s+(?:(?:активн|вклад|заслуг|многолетн|больш)[а-я]*\s+[^.;:]{0,50}(?:ассоциаци|союз|совет|клуб|лиг|содружеств)[а-я]*"
    r"|поддержк[а-я]+\s+(?:союз|ассоциаци|мероприяти|проект|инициатив)[а-я]*)"
)
_DAY = re.compile(
    r"\s*(?:\d{1,2}\s+[а-я]{3,8}(?:\s+\d{4}\s+года)?|в[о]?\s+[а-я-]+),?\s+[^.;:]{0,40}?(?<!\w)награ(?:ждены|дили)(?!\w)"
)
_GOT_IT = re.compile(
    r"\s*(?:(?:и|этот|эти)\s+)?(?:их|его|е[её]|знак\w{0,3}|медал\w{1,3}|обладател\w+|преми\w{1,2})\s+(?:[^.;]{0,40}\s)?(?:получил|стал|удостоен|вручен|награжден)"
)
_NOUNS = {
    "знак": "знак",
    "медал": "медаль",
    "грамот": "грамоты",
    "письм": "благодарственные письма",
    "диплом": "дипломы",
    "преми": "премия",
    "звани": "звание",
    "благодарност": "благодарности",
    "наград": "награды",
    "куб": "кубки",
    "кубок": "кубок",
}


_OF_EVENT = re.compile(
    r"(?<!\w)(?:здесь|там|тогда|(?:на|в|по)\s+(?:нем|ней|них|его|ее|их)|участник\w*|хозя\w+|(?:по\s+)?итог\w*(?!\s+(?:года|20))|финал\w*)(?!\w)"
)


def names_award(scene: Scene) -> bool:
    """Tell whether a sentence is about an award, no event is pointed back to."""
    if _OF_EVENT.search(scene.shape):
        return False
    is_own = any(map(_is_own, _CALLED.finditer(scene.shape))) or _OF_UNION.search(scene.shape)
    return bool(is_own) or _DAY.match(scene.shape) is not None


def given_alone(scene: Scene) -> list[Fact]:
    """Return who was given an award in a sentence of its own, with the day and the city."""
    if not scene.has("award") or scene.has("intend"):
        return []
    found = [*people_facts(scene), *lists_of_cities(scene)]
    given = [one for one in found if one.type in (FactType.AWARDED, FactType.AWARDED_CITIES)]
    return [*date_of(scene), *hosts(scene, None), *given] if given else []


def goes_on_with_award(scene: Scene) -> bool:
    """Tell whether a sentence says who got the award named before: «Их обладателями стали …»."""
    return _GOT_IT.match(scene.shape) is not None


def _is_own(found: re.Match[str]) -> bool:
    """Tell whether an award is known by its name, its owner or its rank."""
    if found["noun"].startswith("куб") and not found["name"]:
        return False
    is_high = found["noun"] in _HIGH or "почетн" in found["head"]
    return bool(found["name"] or found["whose"] or is_high) and not _VERB.match(found["head"])


def award_named(scene: Scene) -> EventMention:
    """Return the giving of an award as an event: «Вручение: знак «Якорь»»."""
    called = [one for one in _CALLED.finditer(scene.shape) if not _VERB.match(one["head"])]
    found = next((one for one in called if one["name"]), next(iter(called), None))
    if found is None:
        return EventMention(0, 0, "награждение", "Награждение")
    whose = scene.text[found.start("whose") : found.end("whose")] if found["whose"] else ""
    name = ""
    if found["name"]:
        name = scene.text[found.start("name") : found.end("name")].strip(" ,\n\t\xa0")
    merit = _OF_UNION.search(scene.shape)
    if merit is not None and not (name or whose):
        name = scene.text[merit.start() : merit.end()]
        name = name[:1].lower() + name[1:]
    words = " ".join(f"{_NOUNS[found['noun']]}{whose} {name}".split())
    return EventMention(0, 0, "награждение", f"Награждение: {words}", own_name=name.strip("«»"))
