"""Several meetings told in one sentence: «два заседания: 2 марта в Кирове и 19 октября в Туле»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbook.facts.circumstances import dates_in
from planbook.facts.kinds import next_kind
from planbook.facts.mention import EventMention
from planbook.facts.places import CITY, PlaceList
from planbook.facts.report_event import Fact, FactType
from planbook.facts.roles import Standing, standing
from planbook.facts.scene import Scene

_MANY = re.compile(
    r"(?<!\w)(?:дв[ае]|три|четыре|пять|шесть|семь|восемь|девять|десять|\d{1,2}|несколько|ряд|оба|обе)\s+(?:[а-я-]+\s+){0,2}?(?=[а-я]{5})"
)
_SECTION = re.compile(r"секци\w{1,3}\s+(\x00+)")


def several_events(scene: Scene) -> list[tuple[EventMention, tuple[Fact, ...]]]:
    """Return the meetings of a sentence that gives each of them its own day and city."""
    mention = _told(scene)
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


def _each(scene: Scene, mention: EventMention) -> Iterator[tuple[EventMention, tuple[Fact, ...]]]:
    start = mention.end
    for group in scene.lists:
        if group.start < mention.end or not _is_place(scene, group):
            continue
        days = list(dates_in(scene, start, group.start, scene.year))[:1]
        start = group.end
        if not days:
            continue
        names = [one.name for one in group.of_kind(CITY)]
        host = scene.fact(FactType.HOST, group.start, group.places[-1].end, values=names)
        yield mention, (*days, host)


def _is_place(scene: Scene, group: PlaceList) -> bool:
    return bool(group.of_kind(CITY)) and standing(scene, group) is Standing.IN
