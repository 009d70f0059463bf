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
)
from planbook.plans.organizations import names_something_else
from planbook.plans.wording import Enclosed, enclosed_parts, fold_same_length, outline

_MAX_TITLE = 4000
_TOPIC = re.compile(r"(?<!\w)(?:по теме|на тему|тема)(?!\w)\s*[:–—-]?\s*|(?<!\w)по вопросу\s*:\s*")
_DIRECTION = re.compile(r"(?<!\w)по направлению\s*$")
_DEDICATION = re.compile(
    r"(?<!\w)(?:(?:,\s*)?посвящен\w*|имени|им\.|памяти|в честь|"
    r"к\s+\d{1,4}\s*-?\s*(?:лети\w*|годовщин\w*)|к\s+(?:юбилею|годовщине))(?=[\s.«])"
)
_PARENT = re.compile(r"(?<!\w)(?:в рамках|в дни|в ходе)\s+")
_PREPARATION = re.compile(r"подготовк\w\s+(?:к|и)\s+(?:проведению\s+)?")
_CLAUSE_END = re.compile(r"[.;](?=\s+[А-ЯЁ«]|\s*$)|\s(?=по теме|на тему|в рамках|в дни)")
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
    title = title[:_MAX_TITLE]
    shape = fold_same_length(outline(title))
    action = find_action(title)
    kind = find_event_kind(title)
    target = _PREPARATION.match(shape)
    start, end, kind_end = _head(title, action, kind, target)
    name = _own_name(title, shape, kind)
    edition, edition_text = _edition(outline(title)[start:kind_end], name)
    body = _body(title, shape, kind)
    return TitleParts(
        action=Action(action[0]) if action else None,
        kind=kind.name if kind else None,
        edition=edition.number if edition else None,
        edition_text=edition_text,
        scope=find_scope(outline(title)[start:end]) if kind else None,
        own_name=name.content if name and not body else None,
        topic=_topic(title, shape),
        dedication=_dedication(title, shape),
        body=body,
        parent_event=_parent_event(title, shape),
        preparation_of=title[target.end() :].strip() if target else None,
    )


def _head(
    title: str,
    action: tuple[str, int] | None,
    kind: KindMatch | None,
    target: re.Match[str] | None,
) -> tuple[int, int, int]:
    """Return where the words about edition and scope begin and end, and where their kind ends."""
    if kind is None:
        return 0, 0, 0
    if target is not None:
        inner = find_event_kind(title, target.end()) or KindMatch("", len(title), len(title))
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


def _own_name(title: str, shape: str, kind: KindMatch | None) -> Enclosed | None:
    """Return the first name in quotes that belongs to the event itself."""
    topic = _TOPIC.search(shape)
    for part in enclosed_parts(title):
        if not part.is_quote or (topic and part.start >= topic.start()):
            continue
        start = kind.end if kind else 0
        if not start <= part.start <= start + _MAX_OWN_NAME_GAP:
            continue
        if _belongs_to(title, kind, part) and not names_something_else(title[start : part.start]):
            return part
    return None


def _belongs_to(title: str, kind: KindMatch | None, name: Enclosed) -> bool:
    """Tell whether no other event is named between the kind and a name in quotes."""
    other = find_event_kind(title, kind.end) if kind else None
    return other is None or other.start > name.start


def _topic(title: str, shape: str) -> str | None:
    found = _TOPIC.search(shape)
    if found is None:
        return None
    text = title[found.end() :].strip(_EDGES)
    parts = enclosed_parts(text)
    if len(parts) == 1 and parts[0].is_quote and (parts[0].start, parts[0].end) == (0, len(text)):
        return parts[0].content
    return text or None


def _body(title: str, shape: str, kind: KindMatch | None) -> str | None:
    """Return the standing body whose meeting it is: «секция «Туризм»»."""
    quotes = [part for part in enclosed_parts(title) if part.is_quote]
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


def _dedication(title: str, shape: str) -> str | None:
    found = _DEDICATION.search(shape)
    if found is None:
        return None
    end = _CLAUSE_END.search(shape, found.end())
    bracket = next(
        (part for part in enclosed_parts(title) if not part.is_quote and part.start > found.end()),
        None,
    )
    ends = [len(title), *([end.start()] if end else []), *([bracket.start] if bracket else [])]
    return title[found.start() : min(ends)].strip(_EDGES) or None


def _parent_event(title: str, shape: str) -> str | None:
    found = _PARENT.search(shape)
    if found is None:
        return None
    end = _CLAUSE_END.search(shape, found.end())
    return title[found.end() : end.start() if end else len(title)].strip(_EDGES) or None
