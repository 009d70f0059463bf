"""Headlines: an event named without a verb, whose facts the following words tell."""

from __future__ import annotations

import re

from planbook.facts.mention import EventMention
from planbook.facts.report_event import FactType
from planbook.facts.scene import Scene
from planbook.facts.vocabulary import words_of
from planbook.facts.words import is_verb

# What may stand before the event: a number of the line, a day, a bullet.
_LEAD = re.compile(r"[\s\d.,:()–—•·*-]*(?:[а-я]+\s+(?:\d{4}\s*(?:года|г\.)?)?[\s,:–—-]*)?")
_WORD = re.compile(r"[а-яё]{4,}")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,4})[.)]\s+\S")
_HEADING = re.compile(
    r"(?:мероприятия|мероприятий|мероприятиях|конференциях|заседаниях|семинарах|обменов|направлени\w+|деятельност\w+)"
)
_MAX_LENGTH = 260
# What a headline itself says: an event with nothing else was only named.
OF_HEADLINE = frozenset({FactType.ORDINAL, FactType.PARENT_EVENT, FactType.THEME})
_NUMBERED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,4})[.)]\s+\S")
_HEADING = re.compile(
    r"(?:мероприятия|мероприятий|мероприятиях|конференциях|заседаниях|семинарах|обменов|направлени\w+|деятельност\w+)"
)


def heads_facts(scene: Scene, mention: EventMention) -> bool:
    """Tell whether a line names the event and says nothing of it."""
    if len(scene.text) > _MAX_LENGTH or scene.has("intend", "withdraw", "exchange"):
        return False
    if mention.is_inside or mention.is_framework or mention.is_next or mention.is_plural:
        return False
    if not _LEAD.fullmatch(scene.shape, 0, mention.start):
        return False
    words = len(mention.title.split())
    if words < 2 or (mention.kind in words_of("events", "weak") and mention.kind == "подготовка"):
        return False
    return is_verbless(scene)


def is_verbless(scene: Scene) -> bool:
    """Tell whether a line has no verb outside its names in quotes."""
    return not any(is_verb(word) for word in _WORD.findall(scene.shape))


def is_heading(text: str, scenes: list[Scene]) -> bool:
    """Tell whether a paragraph begins another subject: a heading, or words on all events."""
    if len(text) > 200 or not scenes or len(scenes) > 2:
        return False
    last = scenes[-1]
    if any(scene.places or scene.triggers or scene.people for scene in scenes):
        is_general = len(scenes) == 1 and not (last.places or last.numbers)
        return is_general and bool(_HEADING.search(last.shape))
    is_numbered = bool(_NUMBERED.match(text))
    return is_numbered or text.rstrip()[-1:].isalpha() or bool(_HEADING.search(last.shape))
