"""People with a part in an event: speakers, moderators, those who were given an award."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbook.facts.organisations import organisation_in
from planbook.facts.people import Person
from planbook.facts.places import CITY, DISTRICT, REGION, UNKNOWN, PlaceSpan
from planbook.facts.report_event import Fact, FactType
from planbook.facts.scene import Scene
from planbook.places.gazetteer import settlements_named

_BRACKET = re.compile(r"\s*\(([^()]{2,120})\)")
_OFFICE_AFTER = re.compile(r"\s*(?:,|\s[–—-])\s*([^,;.]{4,200})")
_AND = re.compile(r"(?<!\w)(?:и|а\s+также)(?!\w)\s*$")
_GETS = re.compile(r"(?<!\w)(?:получил[аи]?|удостоен[аы]?|стал[аи]?|избран[аы]?|признан[аы]?)\s")
_LOCAL_BODY = re.compile(r"губернатор|областн|региональн|краев|республиканск|правительств")
_GIVER = re.compile(r"вручил[аи]?(?!\w)|наградил[аи]?(?!\w)|поздравил[аи]?(?!\w)")
_GIVEN = re.compile(r"награжден|удостоен|отмечен|поощрен|получил|вручен|среди награжд|лауреат")
_GUIDE = re.compile(r"модератор|модерировал|вел[аи]?(?!\w)|ведущ|председательств")


def people_facts(scene: Scene) -> Iterator[Fact]:
    """Yield speakers, the moderator and those who were given an award."""
    for index, person in enumerate(scene.people):
        kind = _part(scene, person)
        if kind is None:
            continue
        if kind is FactType.MODERATOR:
            yield scene.fact(kind, person.start, person.end, values=[person.name])
            continue
        least = scene.people[index - 1].end if index else 0
        place, end = _home(scene, person, least, index)
        value = f"{person.name}|{place}" if place else person.name
        yield scene.fact(kind, person.start, max(end, person.end), values=[value])


def _part(scene: Scene, person: Person) -> FactType | None:
    span = (person.start, person.end)
    if scene.has("award") and re.search(
        r"наград|награжд|вруч|удостоен|грамот|благодарн|отмечен", scene.shape
    ):
        giver = _GIVER.search(scene.shape)
        is_giver = giver is not None and (person.start < giver.start() or person.is_nominative)
        is_given = _GIVEN.search(scene.shape) or (giver and person.start > giver.end())
        return FactType.AWARDED if is_given and not is_giver else None
    guide = scene.distance(*span, "moderate")
    spoke = scene.distance(*span, "speak")
    if guide is not None and _leads(scene, person) and not _is_second(scene, person):
        return FactType.MODERATOR
    if spoke is None or spoke > 900 or not person.is_nominative:
        return None
    return FactType.SPEAKER


def _leads(scene: Scene, person: Person) -> bool:
    """Tell whether the person is the one who leads: the word stands before or close behind."""
    for start, end in scene.triggers["moderate"]:
        if end <= person.start and not re.search(
            r"[;.]|спикер|доклад", scene.shape[end : person.start]
        ):
            return True
        if person.end <= start and not re.search(r"[;.]", scene.shape[person.end : start]):
            return "ведущ" not in scene.shape[start:end]
    return False


def _is_second(scene: Scene, person: Person) -> bool:
    """Tell whether other people and a word of speaking stand between the leader and this one."""
    starts = [start for start, _ in scene.triggers["moderate"] if start < person.start]
    if not starts:
        return False
    return any(
        max(starts) < start < person.start and not scene.shape[start:end].startswith("выступ")
        for start, end in scene.triggers.get("speak", ())
    )


def _home(scene: Scene, person: Person, least: int, index: int) -> tuple[str, int]:
    """Return where a person comes from, by the brackets or the office beside the name."""
    bracket = _BRACKET.match(scene.text, person.end)
    if bracket is not None:
        place = _place_in(scene, bracket.start(1), bracket.end(1)) or _town(bracket[1])
        return place or _organisation(scene, bracket.start(1), bracket.end(1)), bracket.end()
    start = _office_start(scene, least, person.start)
    before = _AND.sub("", scene.text[start : person.start]).strip(" ,–—-")
    place = _place_in(scene, start, person.start) if before else ""
    if place:
        return place, person.end
    after = _OFFICE_AFTER.match(scene.text, person.end)
    if after is not None and not before:
        stop = scene.people[index + 1].start if index + 1 < len(scene.people) else len(scene.text)
        place = _place_in(scene, after.start(1), min(after.end(1), stop))
        if place:
            return place, person.end
    name = _organisation(scene, start, person.start)
    if (not name or _LOCAL_BODY.search(scene.shape[start : person.start])) and before:
        regions = [one for one in scene.places if one.kind == REGION]
        if len(regions) == 1:
            return regions[0].name, person.end
    return name, person.end


def _town(text: str) -> str:
    """Return the town that is all the words say, though it may be a surname too: «Киров»."""
    name = re.sub(r"^(?:г\.|город)\s*", "", text.strip())
    found = settlements_named(name)
    return found[0].name if found else ""


def _office_start(scene: Scene, least: int, end: int) -> int:
    """Return where the words of the office begin: after a comma, a colon, a verb of speaking."""
    marks = [
        scene.shape.rfind(mark, least, end) + 1 for mark in (",", ";", ":", " – ", " — ", " - ")
    ]
    verbs = [
        stop
        for key in ("speak", "award", "moderate")
        for _, stop in scene.triggers.get(key, ())
        if stop <= end
    ]
    verbs += [one.end() for one in _GETS.finditer(scene.shape, least, end)]
    return max([least, *marks, *verbs])


def _place_in(scene: Scene, start: int, end: int) -> str:
    inside = [one for one in scene.places if start <= one.start and one.end <= end]
    for kinds in ((CITY, UNKNOWN), (DISTRICT,), (REGION,)):
        fitting: list[PlaceSpan] = [one for one in inside if one.kind in kinds]
        if fitting:
            return fitting[-1].name
    return ""


def _organisation(scene: Scene, start: int, end: int) -> str:
    return organisation_in(scene.text[start:end])
