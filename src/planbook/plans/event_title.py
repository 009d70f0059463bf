"""The grammar of an event's title: action, edition, scope, kind, own name, topic, dedication."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planbook.language import Edition, find_edition
from planbook.plans.draft import Action
from planbook.plans.event_kinds import (
    KindMatch,
    body_noun,
    find_action,
    find_event_kind,
    find_scope,
    kind_in_shape,
)
from planbook.plans.organizations import names_something_else
from planbook.plans.wording import Enclosed, Outlined, read_outline

_MAX_TITLE = 4000
_TOPIC = re.compile(r"(?<!\w)(?:по теме|на тему|тема)(?!\w)\s*[:–—-]?\s*|(?<!\w)по вопросу\s*:\s*")
_DIRECTION = re.compile(r"(?<!\w)по направлению\s*$")
_DEDICATION = re.compile(
    r"(?<!\w)(?:(?:,\s*)?посвящен\w*|имени|им\.|памяти|в честь|"
    r"к\s+\d{1,4}\s*-?\s*(?:лети\w*|годовщин\w*)|к\s+(?:юбилею|годовщине))(?=[\s.«])"
)
_PARENT = re.compile(r"(?<!\w)(?:в рамках|в дни|в ходе)\s+")
_PREPARATION = re.compile(r"подготовк\w\s+(?:к|и)\s+(?:проведению\s+)?")
_CLAUSE_END = re.compile(r"(?<=\w{3})[.;](?=\s|$)|\s(?=по теме|на тему|в рамках|в дни)")
_EDGES = " ,;:–—-"
_MAX_OWN_NAME_GAP = 160
# Only of a section may a title speak in the middle: «Участие в заседании секции».
_SECTION = "секция"


@dataclass(frozen=True, slots=True)
class TitleParts:
    """What the wording of a title says; None where it says nothing."""

    action: Action | None = None
    kind: str | None = None
    edition: int | None = None
    edition_text: str = ""
    scope: str | None = None
    own_name: str | None = None
    topic: str | None = None
    dedication: str | None = None
    body: str | None = None
    parent_event: str | None = None
    preparation_of: str | None = None


def read_event_title(title: str) -> TitleParts:
    """Understand a title on one line.

    >>> parts = read_event_title("Участие в X Международном фестивале «Классические розы»")
    >>> parts.kind, parts.edition, parts.scope, parts.own_name
    ('фестиваль', 10, 'международный', 'Классические розы')
    """
    outlined = read_outline(title[:_MAX_TITLE])
    action = find_action(outlined.text)
    kind = _kind(outlined.shape, action)
    target = _PREPARATION.match(outlined.shape)
    start, end, kind_end = _head(outlined.shape, action, kind, target)
    name = _own_name(outlined, kind)
    edition, edition_text = _edition(outlined.text[start:kind_end], name)
    body = _body(outlined, kind)
    return TitleParts(
        action=Action(action[0]) if action else None,
        kind=kind.name if kind else None,
        edition=edition.number if edition else None,
        edition_text=edition_text,
        scope=find_scope(outlined.shape[start:end]) if kind else None,
        own_name=name.content if name and not body else None,
        topic=_topic(outlined),
        dedication=_dedication(outlined),
        body=body,
        parent_event=_parent_event(outlined),
        preparation_of=title[target.end() :].strip() if target else None,
    )


def _kind(shape: str, action: tuple[str, int] | None) -> KindMatch | None:
    """Return the kind of the event itself: not that of a larger one «в рамках» of which it is."""
    kind = kind_in_shape(shape)
    parent = _PARENT.search(shape)
    if kind is None or parent is None or kind.start < parent.start():
        return kind
    says_nothing_before = not shape[action[1] if action else 0 : parent.start()].strip()
    return kind if says_nothing_before else None


def _head(
    shape: str,
    action: tuple[str, int] | None,
    kind: KindMatch | None,
    target: re.Match[str] | None,
) -> tuple[int, int, int]:
    """Return where the words about edition and scope begin and end, and where their kind ends."""
    if kind is None:
        return 0, 0, 0
    if target is not None:
        inner = kind_in_shape(shape, target.end()) or KindMatch("", len(shape), len(shape))
        return target.end(), inner.start, inner.end
    return min(action[1] if action else 0, kind.start), kind.start, kind.end


def _edition(head: str, name: Enclosed | None) -> tuple[Edition | None, str]:
    """Return the edition and its wording: before the kind, else in a name like «Седьмые чтения»."""
    found = find_edition(head)
    if found is not None:
        return found, head[found.start : found.end]
    if name is None or find_event_kind(name.content) is None:
        return None, ""
    named = find_edition(name.content)
    if named is None or name.content[: named.start].strip():
        return None, ""
    return named, name.content[named.start : named.end]


def _own_name(outlined: Outlined, kind: KindMatch | None) -> Enclosed | None:
    """Return the first name in quotes that belongs to the event itself."""
    shape = outlined.shape
    start = kind.end if kind else 0
    topic = _TOPIC.search(shape)
    # A name after another kind of event is the name of that event.
    other = kind_in_shape(shape, start) if kind else None
    parent = _PARENT.search(shape, start)
    end = min(
        start + _MAX_OWN_NAME_GAP,
        topic.start() if topic else len(shape),
        other.start if other else len(shape),
        parent.start() if parent else len(shape),
    )
    for part in outlined.parts:
        if not part.is_quote or not start <= part.start < end:
            continue
        if not names_something_else(outlined.text[start : part.start]):
            return part
    return None


def _topic(outlined: Outlined) -> str | None:
    found = _TOPIC.search(outlined.shape)
    if found is None:
        return None
    text = outlined.text[found.end() :].strip(_EDGES)
    parts = read_outline(text).parts
    if len(parts) == 1 and parts[0].is_quote and (parts[0].start, parts[0].end) == (0, len(text)):
        return parts[0].content
    return text or None


def _body(outlined: Outlined, kind: KindMatch | None) -> str | None:
    """Return the standing body whose meeting it is: «секция «Туризм»»."""
    shape = outlined.shape
    quotes = [part for part in outlined.parts if part.is_quote]
    if quotes and _DIRECTION.search(shape[: quotes[0].start]):
        return f"направление «{quotes[0].content}»"
    noun = body_noun(kind.name if kind else None)
    if noun is None or kind is None or (kind.start and noun != _SECTION):
        return None
    following = next((part for part in quotes if 0 <= part.start - kind.end <= 60), None)
    topic = _TOPIC.search(shape)
    if following is not None and not (topic and topic.start() < following.start):
        return f"{noun} «{following.content}»"
    return noun


def _dedication(outlined: Outlined) -> str | None:
    found = _DEDICATION.search(outlined.shape)
    if found is None:
        return None
    brackets = [part.start for part in outlined.parts if not part.is_quote]
    end = min([_clause_end(outlined, found.end()), *(at for at in brackets if at > found.end())])
    return outlined.text[found.start() : end].strip(_EDGES) or None


def _parent_event(outlined: Outlined) -> str | None:
    found = _PARENT.search(outlined.shape)
    if found is None:
        return None
    end = _clause_end(outlined, found.end())
    return outlined.text[found.end() : end].strip(_EDGES) or None


def _clause_end(outlined: Outlined, start: int) -> int:
    end = _CLAUSE_END.search(outlined.shape, start)
    return end.start() if end else len(outlined.text)
