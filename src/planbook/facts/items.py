"""Items without a verb: an event, its day and its city side by side, in any order.

«Фестиваль «Дом» – Тула, 5 мая», «5 мая, Тула – фестиваль «Дом»», «фестиваль (Тула, 5 мая)»: a city
right beside a day is where the event next to the pair was held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbook.facts.circumstances import dates_in
from planbook.facts.mention import EventMention
from planbook.facts.places import CITY, PlaceList, stands_in
from planbook.facts.scene import Scene
from planbook.facts.words import is_verb
from planbook.language import Case

_MARKER = r"(?:(?:г|гг|гор|с|п|пос|пгт)\.\s*|город\w*\s+|село\s+)?"
_BETWEEN = re.compile(rf"\s*(?:,\s*|\s[–—-]\s+|\(|\s)\s*{_MARKER}(?:\()?")
# What may stand before the pair: the beginning, a bullet, a stop of the words before it.
_OPENS = re.compile(
    rf"(?:^|[(,:;.]|\s[–—-]|^\s*(?:\d{{1,3}}[.)]|[–—•·*▪-]))\s*{_MARKER}(?:(?:во?|на)\s+{_MARKER})?$"
)
_CLOSES = re.compile(r"\s*(?:[,;:.()]|[–—-]\s|$)")
_LEADS_TO_EVENT = re.compile(r"\s*(?:\([^()]{0,80}\)\s*)?[–—:.-]\s+|\s*,\s+")
_STOPS = re.compile(r"[.;:!?]")
_WORD = re.compile(r"[а-яё]{4,}")
_BULLET = re.compile(r"\s*(?:(?:[–—•·*▪-]|\d{1,3}[.)])\s*)?")
_MATCH_BEFORE = re.compile(r"[А-ЯЁ][а-яё-]+\s+[–—-]\s+$")
_MAX_GAP = 160


def city_beside_day(scene: Scene, mention: EventMention | None) -> PlaceList | None:
    """Return the cities that stand beside a day next to an event, without a verb between them."""
    if mention is None:
        return None
    for group, start, end in _pairs(scene):
        if mention.end <= start and _is_plain(scene.shape[mention.end : start]):
            return group
        if end <= mention.start:
            gap = _LEADS_TO_EVENT.match(scene.shape, end)
            if gap is not None and _is_plain(scene.shape[gap.end() : mention.start]):
                return group
    return None


def quoted_item(scene: Scene) -> EventMention | None:
    """Return the event that an item calls by its name alone: «– «Дом», 5 мая, Тула»."""
    quotes = [part for part in scene.outlined.parts if part.is_quote]
    if not quotes or scene.events:
        return None
    first = quotes[0]
    content = first.content.strip()
    mention = EventMention(first.start, first.end, "", f"«{content}»", own_name=content)
    starts_line = _BULLET.fullmatch(scene.shape, 0, first.start) is not None
    for _, start, end in _pairs(scene):
        behind = starts_line and re.fullmatch(r"\s*(?:,|[–—(-])\s*", scene.shape[first.end : start])
        before = re.fullmatch(r"\s*[–—:-]\s+", scene.shape[end : first.start])
        if behind or (before and _BULLET.match(scene.shape, 0, start)):
            return mention
    return None


def _pairs(scene: Scene) -> Iterator[tuple[PlaceList, int, int]]:
    """Yield cities that stand beside a day, and where both of them begin and end."""
    days = [
        (one.source.start - scene.offset, one.source.end - scene.offset)
        for one in dates_in(scene, 0, len(scene.text), scene.year)
    ]
    for group in scene.lists if days else ():
        if not group.of_kind(CITY) or len(group.places) > 2 or not _is_nominative(scene, group):
            continue
        for first, last in days:
            start, end = min(group.start, first), max(group.end, last)
            left, right = sorted(((group.start, group.end), (first, last)))
            gap = scene.shape[left[1] : right[0]]
            if not _BETWEEN.fullmatch(gap) or of_match(scene, group):
                continue
            if _OPENS.search(scene.shape, 0, start) and _CLOSES.match(scene.shape, end):
                yield group, start, end


def of_match(scene: Scene, group: PlaceList) -> bool:
    """Tell whether a city is one of two that played: «матч Тула – Калуга, 5 мая»."""
    before = _MATCH_BEFORE.search(scene.text, max(0, group.start - 40), group.start)
    return before is not None and "матч" in scene.shape[: group.start]


def _is_nominative(scene: Scene, group: PlaceList) -> bool:
    return all(
        stands_in(scene.text[one.start : one.end], one.name, Case.NOMINATIVE)
        for one in group.places
    )


def _is_plain(gap: str) -> bool:
    """Tell whether words between an event and its day tell nothing by a verb."""
    if len(gap) > _MAX_GAP or _STOPS.search(gap.rstrip(" (–—-")):
        return False
    return not any(is_verb(word) for word in _WORD.findall(gap))
