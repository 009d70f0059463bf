"""Other events of a sentence: «форум «А» и семинар «Б»», «секция «Спорт» – в Калуге»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from planbook.facts.mention import EventMention
from planbook.facts.places import CITY, PlaceList
from planbook.facts.report_event import Fact, FactType
from planbook.facts.scene import Scene

_JOINED = re.compile(r"\s*(?:,|,?\s(?:и|а\s+также)|,\s*и)\s*")
_PLACE_AFTER = re.compile(r"\s*(?:[–—-]\s*)?во?\s+(?:г\.\s*|городе\s+)?")
_PLACE_BEFORE = re.compile(r"\s*(?:[–—-]\s*)?")


def further_events(
    scene: Scene, first: EventMention, hosts: Sequence[Fact]
) -> Iterator[tuple[EventMention, tuple[Fact, ...]]]:
    """Yield the events named behind the first one, each with the facts that are its own."""
    previous = first
    for mention in scene.events:
        is_other = mention.start >= first.end and not (mention.is_inside or mention.is_next)
        if not is_other or not (mention.own_name or mention.body):
            continue
        own = _own_host(scene, mention)
        joined = _JOINED.fullmatch(scene.shape, previous.end, mention.start)
        if own is not None:
            yield mention, (own,)
        elif joined is not None and hosts:
            yield mention, tuple(hosts)
        previous = mention


def _own_host(scene: Scene, mention: EventMention) -> Fact | None:
    for group in scene.lists:
        if group.of_kind(CITY) and _is_beside(scene, mention, group):
            names = [one.name for one in group.of_kind(CITY)]
            return scene.fact(FactType.HOST, group.start, group.places[-1].end, values=names)
    return None


def _is_beside(scene: Scene, mention: EventMention, group: PlaceList) -> bool:
    if _PLACE_AFTER.fullmatch(scene.shape, mention.end, group.start):
        return True
    is_before = _PLACE_BEFORE.fullmatch(scene.shape, group.places[-1].end, mention.start)
    lead = scene.shape[max(0, group.start - 12) : group.start]
    return bool(is_before) and bool(re.search(r"(?:,|\sи|\sа)\s+во?\s+(?:г\.\s*)?$", lead))
