"""Awards as events of their own: where a report gives them out beside every meeting."""

from __future__ import annotations

import re

from planbook.facts.mention import EventMention
from planbook.facts.scene import Scene

_CALLED = re.compile(
    r"(?<!\w)(?P<head>(?:(?:почетн|благодарственн|юбилейн|памятн)[а-я]+\s+)?(?P<noun>знак|медал|грамот|письм|диплом|преми|звани|благодарност|наград)[а-я]{0,4})"
    r"(?P<whose>\s+(?:союза|ассоциации|совета|клуба|правления)(?!\w))?(?P<name>\s+\x00+)?"
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
}


def award_named(scene: Scene) -> EventMention:
    """Return the giving of an award as an event: «Вручение: знак «Якорь»»."""
    found = _CALLED.search(scene.shape)
    if found is None:
        return EventMention(0, 0, "награждение", "Награждение")
    whose = scene.text[found.start("whose") : found.end("whose")] if found["whose"] else ""
    name = ""
    if found["name"]:
        name = scene.text[found.start("name") : found.end("name")].strip()
    words = " ".join(f"{_NOUNS[found['noun']]}{whose} {name}".split())
    return EventMention(0, 0, "награждение", f"Награждение: {words}", own_name=name.strip("«»"))
