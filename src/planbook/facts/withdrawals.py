"""Cities that gave up an event they had offered to hold: «отказался», «снял заявку», «вместо»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from planbook.facts.mention import EventMention
from planbook.facts.places import CITY, DISTRICT, UNKNOWN, PlaceList, PlaceSpan
from planbook.facts.report_event import Fact, FactType
from planbook.facts.roles import Standing, standing
from planbook.facts.scene import Scene

# «вместо Ельца», «не в Горбатове, а в Павлове», «назначенные в Моршанске, переносятся»
_INSTEAD = re.compile(r"(?<!\w)(?:вместо|взамен)\s+(?:город\w*\s+|г\.\s*)?$")
_NOT_THERE = re.compile(r"(?<!\w)не\s+(?:в|во)\s+(?:г\.\s*|городе\s+)?$")
_MOVED = re.compile(
    r"(?<!\w)(?:назначен\w*|запланирован\w*|планиров\w+|намечен\w*)\s+(?:[^\s,.;]+\s+){0,3}во?\s+(?:г\.\s*|городе\s+)?$"
)
_MOVES = re.compile(r"(?<!\w)(?:перенос\w+|перенес\w+)(?!\w)")
_READY = re.compile(r"(?:соглас|вызвал|готов|заменит|возьмет|примет)[^,;]*$")
_OF_ANOTHER = re.compile(
    r"(?:примет|пройдет|состоится|заменит|доверен\w*|доверил\w*|определить)[^,;:.]*$"
)
_WHOSE = re.compile(
    r"(?:письм\w+|отказ\w*|просьб\w+|уведомлени\w+|обращени\w+|сообщени\w+)\s+(?:[^\s.;]+\s+){0,4}$"
    r"|(?:от)\s+(?:городского\s+округа\s+|города\s+|г\.\s*)?$"
)
_LAST = re.compile(r"(?<!\w)последн(?:ее|ий|яя)(?!\w)")
# «заявлял Белорецк, но позднее отказался», «хотел Азов, но сообщил, что не имеет …»
_REFUSED = re.compile(
    r"\s+(?:отозвал|отказал|снял)[аои]?(?!\w)(?!\s+(?:от\s+)?соглас)|\s*,\s+(?:но|однако|а)\s+(?:[^\s.;,]+\s+){0,4}?(?:отказал|отозва|снял|сообщил\w*,\s+что\s+не|взял|передумал)"
)
_NEAR = 90
_REMARK = re.compile(
    r"(?<=\()[^();]*(?:отказал|отозва|самоотвод|сня[лв]|не\s+смо)[^();]*(?=\))|;[^();]*(?:отказал|отозва|самоотвод|снял|не\s+смо)[^();]*(?=\))"
)


def without_remarks(scene: Scene) -> tuple[Scene, list[tuple[EventMention, PlaceSpan, Fact]]]:
    """Return a sentence without «(Клин отказался)», and who gave up which of its events."""
    shape, found = scene.text, []
    for remark in _REMARK.finditer(scene.shape):
        before = [one for one in scene.events if one.end <= remark.start()]
        gone = next(withdrawals(scene.part(*remark.span())), None) if before else None
        if gone is not None:
            found.append((before[-1], *gone))
            shape = shape[: remark.start()] + " " * len(remark[0]) + shape[remark.end() :]
    if not found:
        return scene, []
    return replace(scene, text=shape, whole=scene.whole or scene.text), found


def withdrawals(scene: Scene) -> Iterator[tuple[PlaceSpan, Fact]]:
    """Yield the cities that gave up an event they had offered to hold."""
    for group in scene.lists:
        cities = group.of_kind(CITY, UNKNOWN, DISTRICT)
        if cities and _is_replaced(scene, group):
            yield _gone(scene, cities[0])
            return
    if not scene.has("withdraw"):
        return
    groups = [one for one in scene.lists if one.of_kind(CITY, UNKNOWN, DISTRICT)]
    last = _LAST.search(scene.shape)
    for group in sorted(groups, key=lambda one: _distance(scene, one)):
        cities = group.of_kind(CITY, UNKNOWN, DISTRICT)
        if len(cities) > 1 and last is not None and last.start() > group.end:
            yield _gone(scene, cities[-1])
            return
        if len(cities) == 1 and _gave_up(scene, group, is_only=len(groups) == 1):
            yield _gone(scene, cities[0])
            return


def _gone(scene: Scene, city: PlaceSpan) -> tuple[PlaceSpan, Fact]:
    fact = scene.fact(FactType.WITHDRAWN_HOST, city.start, city.end, values=[city.name])
    return city, fact


def _distance(scene: Scene, group: PlaceList) -> int:
    """Return how far a city is from the words of giving up; those before them come first."""
    gaps = []
    for start, end in scene.triggers.get("withdraw", ()):
        if group.end <= start:
            gap = scene.shape[group.end : start]
            gaps.append(len(gap) + 40 * len(re.findall(r"[;.]|,\s(?:а|и|но)\s", gap)))
        else:
            gaps.append(20 + abs(group.start - end))
    return min(gaps, default=999)


def _is_replaced(scene: Scene, group: PlaceList) -> bool:
    before = scene.shape[max(0, group.start - _NEAR) : group.start]
    if _INSTEAD.search(before) and scene.has("intend", "held"):
        return True
    if _NOT_THERE.search(before) and re.match(
        r"\s*,[^.;]{0,60}\sа\s+во?\s", scene.shape[group.end :]
    ):
        return True
    is_moved = _MOVED.search(before) and _MOVES.search(scene.shape, group.end)
    return bool(is_moved) and any(one.start > group.end for one in scene.lists)


def _gave_up(scene: Scene, group: PlaceList, *, is_only: bool) -> bool:
    """Tell whether a city is the one that withdrew: «снявшего кандидатуру Батайска» too."""
    before = scene.shape[max(0, group.start - _NEAR) : group.start]
    after = scene.shape[group.end : group.end + 20]
    role = standing(scene, group)
    if role is Standing.SUBJECT and _REFUSED.match(scene.shape, group.end):
        return True
    if re.match(r"\s+соглас", after) or _READY.search(before) or _OF_ANOTHER.search(before):
        return False
    if role is Standing.ENCLOSED and _gone_in_bracket(scene, group):
        return True
    if role in (Standing.SUBJECT, Standing.OF, Standing.LISTED) or _WHOSE.search(before):
        return True
    if role is not Standing.IN and is_only:
        return True
    spans = scene.triggers.get("withdraw", ())
    is_beside = any(
        0 <= group.start - end < 20 or (0 <= start - group.end < 4) for start, end in spans
    )
    # «предполагалось провести в Первоуральске, однако город отказался»
    is_meant = (
        role is Standing.IN
        and is_only
        and re.search(
            r"город\w*\s+(?:[^\s.;]+\s+){0,3}?(?:отказал|отозва|снял|не\s+смо)",
            scene.shape[group.end :],
        )
    )
    return is_beside or bool(is_meant)


def _gone_in_bracket(scene: Scene, group: PlaceList) -> bool:
    """Tell whether a remark in brackets says that its city gave up: «(Клин отказался)»."""
    close = scene.shape.find(")", group.end)
    return any(group.end <= start < close for start, _ in scene.triggers.get("withdraw", ()))
