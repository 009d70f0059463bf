"""What is still to come: hosts and dates of later editions, and cities that withdrew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planbook.facts.circumstances import date_of
from planbook.facts.event_mentions import EventMention
from planbook.facts.places import CITY, UNKNOWN, PlaceList, PlaceSpan
from planbook.facts.report_event import Fact, FactType
from planbook.facts.roles import Standing, standing
from planbook.facts.scene import Scene

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:\s*(?:год|г\.))?")
_THIS_YEAR = re.compile(r"в\s+(?:этом|текущем|наступившем|нынешнем)\s+году")
_NEXT_YEAR = re.compile(r"в\s+(?:следующем|будущем)\s+году")
_TAKES = re.compile(
    r"(?:принял\w*\s+на\s+себя|взял\w*\s+на\s+себя|обязал\w+|"
    r"примет|примут|готов\w*\s+принять|право\s+[^.;]{0,90}получил\w*|станет|предложил\w*|намерен\w*|будет\s+принимать|соберет)"
)


@dataclass(frozen=True, slots=True)
class Ahead:
    """An event to come with what the sentence tells of it."""

    mention: EventMention
    facts: tuple[Fact, ...]


def events_ahead(scene: Scene) -> Iterator[Ahead]:
    """Yield the events a sentence says are to come."""
    events = [one for one in scene.events if not one.is_inside or one.is_next]
    if any(one.is_named or one.is_next for one in events):
        events = [one for one in events if one.is_named or one.is_next]
    for index, mention in enumerate(events):
        stop = events[index + 1].start if index + 1 < len(events) else len(scene.text)
        least = events[index - 1].end if index else 0
        host = _host(scene, mention, least, stop)
        days = _days(scene) if len(events) == 1 else []
        year = _year(scene, mention, least, stop, host)
        if host is not None:
            number = year[2] if year else None
            fact = scene.fact(
                FactType.PLANNED_HOST, host.start, host.end, values=[host.name], number=number
            )
            yield Ahead(_titled(mention, year, is_hosted=True), (fact, *days))
        elif days and mention.is_named:
            yield Ahead(mention, tuple(days))
        elif year is not None and (mention.edition or mention.is_named):
            facts = [scene.fact(FactType.PLANNED_DATE, year[0], year[1], values=[str(year[2])])]
            if mention.edition:
                facts.append(
                    scene.fact(
                        FactType.ORDINAL, *mention.edition_span, number=mention.edition, hedge="="
                    )
                )
            yield Ahead(mention, tuple(facts))


def _days(scene: Scene) -> list[Fact]:
    """Return the days an event is planned for; «в декабре решили» tells of the decision."""
    starts = [start for start, _ in scene.triggers.get("intend", ())]
    is_decided = bool(re.search(r"реш[аеи]|договор|предл|намер", scene.shape))
    first = min(starts, default=0) + scene.offset
    return [
        replace(one, type=FactType.PLANNED_DATE)
        for one in date_of(scene)
        if not is_decided or one.source.start > first
    ]


def _titled(
    mention: EventMention, year: tuple[int, int, int] | None, *, is_hosted: bool
) -> EventMention:
    if mention.is_next and is_hosted:
        gendered = {"а": "Следующая", "е": "Следующее", "я": "Следующие"}
        first = mention.kind.split()[0]
        word = gendered.get(first[-1:], "Следующий")
        return replace(mention, title=f"{word} {mention.title[:1].lower()}{mention.title[1:]}")
    return mention


def _host(scene: Scene, mention: EventMention, least: int, stop: int) -> PlaceSpan | None:
    """Return the city the event is to be held in: after it, else before it."""
    after = [one for one in scene.lists if mention.start <= one.start < stop]
    before = [one for one in scene.lists if least <= one.start < mention.start]
    for group in [*after, *reversed(before)]:
        cities = group.of_kind(CITY, UNKNOWN)
        if cities and _is_to_hold(scene, group):
            return cities[0]
    return None


def _is_to_hold(scene: Scene, group: PlaceList) -> bool:
    role = standing(scene, group)
    if role is Standing.IN:
        return True
    if role not in (Standing.SUBJECT, Standing.OTHER, Standing.OF):
        return False
    before = scene.shape[max(0, group.start - 140) : group.start]
    after = scene.shape[group.end : group.end + 60]
    if re.search(r"предложени\w*\s+(?:города\s+|г\.\s*)?$", before):
        return True
    if re.search(r"(?:эстафет\w+|ключи|право\s+проведения)[^.]{0,60}$|передан\w*\s+$", before):
        return True
    return role is Standing.SUBJECT and bool(_TAKES.search(before) or _TAKES.match(after.strip()))


def _year(
    scene: Scene, mention: EventMention, least: int, stop: int, host: PlaceSpan | None
) -> tuple[int, int, int] | None:
    """Return the year the event is planned for: said before it, else after it."""
    ends = (least, mention.start), (mention.start, stop), (0, least)
    for start, end in ends:
        told = list(_YEAR.finditer(scene.shape, start, end))
        found = (told[0] if start == mention.start else told[-1]) if told else None
        if found is not None:
            return found.start(), found.end(), int(found[1])
    for pattern in (_THIS_YEAR, _NEXT_YEAR):
        said = pattern.search(scene.shape)
        if said is not None and scene.year is not None:
            return said.start(), said.end(), scene.year + 1
    return None


def withdrawals(scene: Scene) -> Iterator[tuple[PlaceSpan, Fact]]:
    """Yield the cities that gave up an event they had offered to hold."""
    if not scene.has("withdraw"):
        return
    for group in scene.lists:
        cities = group.of_kind(CITY, UNKNOWN)
        if len(cities) == 1 and standing(scene, group) in (Standing.SUBJECT, Standing.OF):
            fact = scene.fact(
                FactType.WITHDRAWN_HOST, cities[0].start, cities[0].end, values=[cities[0].name]
            )
            yield cities[0], fact
            return
