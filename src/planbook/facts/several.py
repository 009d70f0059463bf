"""Several meetings told in one sentence: «два заседания: 2 марта в Кирове и 19 октября в Туле»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from planbook.facts.circumstances import dates_in
from planbook.facts.kinds import next_kind
from planbook.facts.mention import EventMention
from planbook.facts.places import CITY, PlaceList, PlaceSpan, stands_in
from planbook.facts.report_event import Fact, FactType
from planbook.facts.roles import Standing, standing
from planbook.facts.scene import Scene
from planbook.facts.vocabulary import words_of
from planbook.language import Case

_MANY = re.compile(
    r"(?<!\w)(?:дв[ае]|три|четыре|пять|шесть|семь|восемь|девять|десять|\d{1,2}|несколько|ряд|оба|обе)\s+(?:[а-я-]+\s+){0,2}?(?=[а-я]{5})"
)
_CUT = re.compile(r"[,;]\s+(?:а\s+|и\s+)?|\s+(?:и|а)\s+")
_BRACKETS = re.compile(r"\([^()]*\)")
_REMOTE = re.compile(
    r"(?<!\w)(?:онлайн|дистанционн|вкс|видео-?\s?конференц|видеосвяз|заочн|удаленн)\w*"
)
_SECTION = re.compile(r"секци\w{1,3}\s+(\x00+)")


def several_events(scene: Scene) -> list[tuple[EventMention, tuple[Fact, ...]]]:
    """Return the meetings of a sentence that gives each of them its own day and city."""
    mention = _told(scene) or _met_often(scene)
    if mention is None:
        return []
    found = list(_each(scene, mention))
    return found if len(found) > 1 else []


def many_events(scene: Scene) -> EventMention | None:
    """Return the events that a sentence only counts, as one mention: «проведены 4 заседания»."""
    if not scene.has("held"):
        return None
    for many in _MANY.finditer(scene.shape):
        kind = next_kind(scene.shape, many.end(), min(many.end() + 60, len(scene.shape)))
        if kind is not None and kind.start == many.end():
            title = kind.name[:1].upper() + kind.name[1:]
            return EventMention(kind.start, kind.end, kind.name, title)
    return None


def _told(scene: Scene) -> EventMention | None:
    """Return the meetings as one mention: «Состоялись три заседания секции «…»: …»."""
    for many in _MANY.finditer(scene.shape):
        kind = next_kind(scene.shape, many.end(), min(many.end() + 60, len(scene.shape)))
        colon = re.compile(r"[:–—]").search(scene.shape, many.end())
        if kind is None or kind.start != many.end() or colon is None or colon.start() < kind.end:
            continue
        section = _SECTION.search(scene.shape)
        if section is not None and kind.name.startswith("заседание"):
            body = scene.text[section.start(1) + 1 : section.end(1) - 1].strip()
            title = f"Заседание секции «{body}»"
            return EventMention(kind.start, colon.end(), "заседание секции", title, body=body)
        title = kind.name[:1].upper() + kind.name[1:]
        return EventMention(kind.start, colon.end(), kind.name, title)
    return None


def _met_often(scene: Scene) -> EventMention | None:
    """Return the meeting of a body that met more than once: «Палата заседала в мае в Туле, …»."""
    for mention in scene.events:
        is_meeting = mention.kind in words_of("events", "meetings") and not mention.own_name
        is_first = bool(mention.edition or mention.meeting)
        is_other = is_first or mention.is_inside or scene.has("intend", "take_part")
        if is_meeting and not is_other:
            return replace(mention, end=mention.start)
    return None


def _each(scene: Scene, mention: EventMention) -> Iterator[tuple[EventMention, tuple[Fact, ...]]]:
    days = list(dates_in(scene, mention.end, len(scene.shape), scene.year))
    for start, stop in _items(scene, mention.end, days):
        day = next((one for one in days if start <= one.source.start - scene.offset < stop), None)
        host = _host(scene, start, stop)
        mode = _REMOTE.search(scene.shape, start, stop)
        if day is None or not (host or mode):
            continue
        how = scene.fact(FactType.MODE, *mode.span(), values=["remote"]) if mode else None
        yield mention, tuple(one for one in (day, host, how) if one)


def _items(scene: Scene, start: int, days: list[Fact]) -> Iterator[tuple[int, int]]:
    """Yield the members of a list; brackets and days («3 и 4 марта») stay whole."""
    whole = [one.span() for one in _BRACKETS.finditer(scene.shape)]
    whole += [(one.source.start - scene.offset, one.source.end - scene.offset) for one in days]
    for cut in _CUT.finditer(scene.shape, start):
        if any(first <= cut.start() < last for first, last in whole):
            continue
        yield start, cut.start()
        start = cut.end()
    yield start, len(scene.shape)


def _host(scene: Scene, start: int, stop: int) -> Fact | None:
    for place in scene.places:
        if place.kind == CITY and start <= place.start < stop and _is_place(scene, place):
            return scene.fact(FactType.HOST, place.start, place.end, values=[place.name])
    return None


def _is_place(scene: Scene, place: PlaceSpan) -> bool:
    """Tell whether a city says where: «в Туле», or in the case of «в Туле, Орле (май)»."""
    if standing(scene, PlaceList((place,))) is Standing.IN:
        return True
    surface = scene.text[place.start : place.end]
    before = scene.shape[max(0, place.start - 6) : place.start]
    return stands_in(surface, place.name, Case.PREPOSITIONAL) and bool(
        re.search(r"(?:[,;(]|\sи|[–—:-])\s*$", before)
    )
