"""The events of a report while it is read: found again by name, body, number or kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from planbook.facts.mention import EventMention
from planbook.facts.report_event import Fact, FactType, ReportEvent, ReportRole
from planbook.facts.vocabulary import read_words, words_of
from planbook.language import search_text

# Facts of which an event has one; a list of another place or paragraph is another fact.
# A sentence speaks of no event further back than this many others.
_MAX_BACK = 400
_FEW_BACK = 4
# Groups of one contest each have a first place: «во второй группе», «среди районов».
_OF_GROUP = re.compile(
    r"^\W*(?:города|городские|районы|округа|муниципальн|сельски|поселки|посёлки)[^:.]{0,60}:|(?<!\w)(?:под)?групп|категори|дивизион|(?<!\w)лиг[аеи]|среди\s+(?:[а-я]+\s+)?(?:район|округ|город|муниципал|сел)"
)
# An EDTF month: «2024-05».
_MONTH_LENGTH = 7
_SINGLE = frozenset({FactType.HOST, FactType.MODE, FactType.DATE, FactType.ORDINAL, FactType.THEME})


@dataclass
class OpenEvent:
    """An event that still gathers facts."""

    mention: EventMention
    role: ReportRole
    title: str
    facts: list[Fact] = field(default_factory=list)
    organiser_city: Fact | None = None
    implied_host: Fact | None = None
    key: str = ""
    paragraph: int = 0
    is_headline: bool = False
    known: set[tuple[str, str, int | None]] = field(default_factory=set)
    subject: frozenset[str] = frozenset()
    places: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.key = search_text(self.mention.own_name or self.mention.body)
        self.subject = subject_of(self.mention)

    def has(self, kind: FactType) -> bool:
        """Tell whether a fact of a type is known."""
        return self.first(kind) is not None

    def first(self, kind: FactType) -> Fact | None:
        """Return the first fact of a type."""
        return next((fact for fact in self.facts if fact.type is kind), None)

    @property
    def may_be_dated(self) -> bool:
        """Tell whether no day is known, only its month or nothing."""
        date = self.first(FactType.DATE)
        return date is None or len(date.value) == _MONTH_LENGTH

    @property
    def home(self) -> str:
        """The one city that holds the event; «хозяева» is its team."""
        host = self.first(FactType.HOST)
        return host.value if host is not None and len(host.values) == 1 else ""

    def _drop_month_of(self, day: Fact) -> None:
        """Give up a month for a day in it: «В ноябре – конкурс. Итоги подвели 20 ноября»."""
        known = self.first(FactType.DATE)
        if known is not None and day.value.startswith(f"{known.value}-"):
            self.facts.remove(known)

    def add(self, fact: Fact, *, is_also: bool = False) -> None:
        """Keep a fact that is new; a second host only where the sentence tells of it `is_also`."""
        is_second = is_also and fact.type is FactType.HOST
        if fact.type is FactType.DATE:
            self._drop_month_of(fact)
        if fact.type in _SINGLE and self.has(fact.type) and not is_second:
            return
        if fact.type is FactType.STANDING and self._is_taken(fact):
            return
        same = (fact.type.value, fact.value, fact.number)
        if same not in self.known:
            self.known.add(same)
            self.facts.append(fact)

    def _is_taken(self, fact: Fact) -> bool:
        """Tell whether another sentence gave the place away: the rest are single disciplines."""
        is_of_group = _OF_GROUP.search(fact.text.lower()) is not None
        return self.places.setdefault(fact.number or 0, fact.text) != fact.text and not is_of_group

    def closed(self) -> ReportEvent:
        """Return the event as it is given out, facts in the order of the text."""
        facts = sorted(self.facts, key=lambda one: (one.source.paragraph, one.source.start))
        return ReportEvent(
            self.title, self.mention.kind, self.mention.edition, self.role, tuple(facts)
        )


class EventBook:
    """All events read so far, and the one the text is speaking of."""

    def __init__(self) -> None:
        self.events: list[OpenEvent] = []
        self.current: OpenEvent | None = None

    def begin(self, mention: EventMention, role: ReportRole, title: str = "") -> OpenEvent:
        """Add a new event; one that was held becomes the one spoken of."""
        event = OpenEvent(mention, role, title or mention.title)
        self.events.append(event)
        if role is ReportRole.HELD:
            self.current = event
        return event

    def titles_beside(self, event: OpenEvent) -> dict[str, str]:
        """Return the titles of the events told before one, by their kinds, the last of each."""
        before = (one for one in self.events[-_FEW_BACK:] if one is not event)
        return {one.mention.kind: one.title for one in before if one.role is ReportRole.HELD}

    def find(self, mention: EventMention, role: ReportRole = ReportRole.HELD) -> OpenEvent | None:
        """Return the event a mention speaks of, None where it is a new one."""
        recent = self.events[-_MAX_BACK:]
        near = [event for event in reversed(recent) if event.role is role]
        if mention.own_name or mention.body:
            key = search_text(mention.own_name or mention.body)
            same = (one for one in near if one.key == key and _same_count(one.mention, mention))
            return next(same, None)
        words = subject_of(mention)
        fitting = [
            one
            for one in near
            if _same_kind(one.mention.kind, mention.kind)
            and not _of_other(one, words)
            and (role is ReportRole.HELD or not _is_other_meeting(one.mention, mention))
        ]
        if mention.edition:
            return next((one for one in fitting if one.mention.edition == mention.edition), None)
        if mention.meeting:
            return None
        if self.current in fitting and not _other_season(self.current, mention):
            return self.current
        return next((one for one in fitting if not _other_season(one, mention)), None)


def _of_other(event: OpenEvent, words: frozenset[str]) -> bool:
    """Tell whether the words of a mention name another subject than those of the event."""
    return bool(words and event.subject) and not words & event.subject


def subject_of(mention: EventMention) -> frozenset[str]:
    """Return the telling words of an event beside its kind, in their first form."""
    kind = search_text(mention.kind).split()
    words = search_text(mention.title).split()[:20]
    common = {*kind, *read_words("events")["common"]}
    return frozenset(word for word in words if len(word) > 3 and word not in common)


def _same_count(known: EventMention, found: EventMention) -> bool:
    pairs = ((known.edition, found.edition), (known.meeting, found.meeting))
    return all(not one or not other or one == other for one, other in pairs)


def _other_season(event: OpenEvent | None, mention: EventMention) -> bool:
    if event is None:
        return True
    return bool(mention.season) and mention.season != event.mention.season


@lru_cache(maxsize=4096)
def _is_other_meeting(known: EventMention, found: EventMention) -> bool:
    """Tell whether meetings of two kinds are to come: both are told by their words."""
    return known.kind != found.kind and len(found.title.split()) > 1


@lru_cache(maxsize=8192)
def _same_kind(known: str, found: str) -> bool:
    if known == found or (found == "соревнования" and known in words_of("events", "sports")):
        return True
    meetings = words_of("events", "meetings")
    if known in meetings and found in meetings:
        return found in ("заседание", "встреча", "совещание") or known.startswith(found)
    return found in known.replace("-", " ").split() or known in found.replace("-", " ").split()


def fuller_title(event: OpenEvent, mention: EventMention) -> str:
    """Return the longer title of an event first named by one word: «Собрание Союза»."""
    is_bare = len(event.title.split()) == 1
    if is_bare and mention.title.startswith(f"{event.title} ") and len(mention.title) < 80:
        event.mention = replace(event.mention, title=mention.title)
        return mention.title
    return event.title
