"""Several meetings told in one sentence: «два заседания: 2 марта в Кирове и 19 октября в Туле»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from planbook.facts.circumstances import dates_in
from planbook.facts.event_mentions import is_plural
from planbook.facts.kinds import next_kind
from planbook.facts.mention import EventMention
from planbook.facts.places import CITY, PlaceList, PlaceSpan, stands_in
from planbook.facts.report_event import Fact, FactType
from planbook.facts.roles import Standing, standing
from planbook.facts.scene import Scene
from planbook.facts.vocabulary import words_of
from planbook.language import Case
from planbook.plans.event_kinds import KindMatch

_MANY = re.compile(
    r"(?<!\w)(?:дв[ае]|три|четыре|пять|шесть|семь|восемь|девять|десять|\d{1,2}|несколько|ряд|оба|обе)\s+"
    r"(?!(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек))(?:[а-я-]+\s+){0,2}?(?=[а-я]{5})"
)
_CUT = re.compile(r"[,;]\s+(?:а\s+|и\s+)?|\s+(?:и|а)\s+")
_FEW_WORDS = 4
_SEMICOLON = re.compile(r";\s+(?:а\s+|и\s+)?")
_OPENED = re.compile(r"\(\s*(?:г\.\s*|город\s+)?$")
_PLURAL = re.compile(
    r"(?<!\w)(?:проводил\w+|прошл[аи]|состоял\w+|проведены|организованы)\s+(?P<rest>(?:[а-я-]+\s+){0,2}[а-я-]+)"
)
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
    for many in _MANY.finditer(scene.shape) if not scene.has("intend", "withdraw") else ():
        kind = next_kind(scene.shape, many.end(), min(many.end() + 60, len(scene.shape)))
        if kind is not None and kind.start == many.end():
            return _bare(kind)
    return _told_in_plural(scene) if scene.has("held") else None


def _told_in_plural(scene: Scene) -> EventMention | None:
    """Return the events of «проводились кустовые семинары»: the next words tell of each."""
    found = _PLURAL.search(scene.shape)
    kind = next_kind(scene.shape, found.start("rest"), found.end()) if found else None
    if found is None or kind is None or not is_plural(scene.shape[kind.start : kind.end]):
        return None
    return _bare(kind)


def _bare(kind: KindMatch) -> EventMention:
    title = kind.name[:1].upper() + kind.name[1:]
    return EventMention(kind.start, kind.end, kind.name, title)


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
    waiting: list[Fact] = []
    for start, stop in _items(scene, mention.end, days):
        told = [one for one in days if start <= one.source.start - scene.offset < stop]
        host = _host(scene, start, stop)
        mode = _REMOTE.search(scene.shape, start, stop)
        if not (host or mode):
            # «30 января и 26 июня – онлайн»: both days have the words that follow.
            waiting = told if len(scene.shape[start:stop].split()) <= _FEW_WORDS else []
            continue
        how = scene.fact(FactType.MODE, *mode.span(), values=["remote"]) if mode else None
        for day in [*waiting, *told[:1]] if told else ():
            yield mention, tuple(one for one in (day, host, how) if one)
        waiting = []


def _items(scene: Scene, start: int, days: list[Fact]) -> Iterator[tuple[int, int]]:
    """Yield the members of a list; brackets and days («3 и 4 марта») stay whole."""
    whole = [one.span() for one in _BRACKETS.finditer(scene.shape)]
    whole += [(one.source.start - scene.offset, one.source.end - scene.offset) for one in days]
    cut_at = _SEMICOLON if ";" in scene.shape[start:] else _CUT
    for cut in cut_at.finditer(scene.shape, start):
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
    if _OPENED.search(scene.shape, max(0, place.start - 12), place.start):
        return True
    surface = scene.text[place.start : place.end]
    before = scene.shape[max(0, place.start - 6) : place.start]
    return stands_in(surface, place.name, Case.PREPOSITIONAL) and bool(
        re.search(r"(?:[,;(]|\sи|[–—:-])\s*$", before)
    )
