"""Which event a sentence tells of, and the facts it adds to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from planbook.facts.ahead import Ahead
from planbook.facts.awards import award_named, given_alone, goes_on_with_award, names_award
from planbook.facts.book import EventBook, OpenEvent, fuller_title
from planbook.facts.circumstances import (
    date_of,
    month_of,
    parent_of,
    theme_of,
    within,
)
from planbook.facts.counts import counts
from planbook.facts.further import further_events
from planbook.facts.headlines import heads_facts, is_heading
from planbook.facts.hosts import host_of_line, hosts
from planbook.facts.items import quoted_item
from planbook.facts.mention import EventMention
from planbook.facts.modes import mode_of
from planbook.facts.ordinals import ordinal_of
from planbook.facts.organisers import organisers, seat_of_organiser
from planbook.facts.participants import lists_of_cities
from planbook.facts.places import CITY, PlaceSpan
from planbook.facts.report_event import Fact, FactType, ReportRole
from planbook.facts.results import announces_ranks, standing_of_line, standings
from planbook.facts.scene import Scene
from planbook.facts.several import many_events
from planbook.facts.stages import day_of_month, month_set, stages
from planbook.facts.talks import of_host, people_facts
from planbook.facts.telling import (
    TELLS,
    is_another,
    is_identified,
    is_introduced,
    is_place_of,
    is_told,
    is_told_again,
    spoken_of,
    tells_of_members,
)
from planbook.facts.whereabouts import (
    Whereabouts,
    goes_on_by_pronoun,
    is_of_last_year,
    same_day,
    same_place,
)
from planbook.text import format_roman

_NOT_HELD = re.compile(
    r"(?<!\w)(?:не\s+(?:состоял|прош|провод|был\w*\s+проведен)\w*|отменен\w*|отменил\w*|отмена|перенесен[аоы]?(?!\w)(?!\s+в\s+(?:онлайн|дистанц|удален|заочн|режим|формат|смешан))|перенесенн\w+\s+на\s+(?:20\d\d|следующ|будущ)|перенесл\w+|перенос|отложен\w*)"
)
_ADMINISTRATION = re.compile(r"администраци\w+\s+(?:города\s+)?$")


class Teller:
    """Gives the facts of sentences to events; a sentence that names none goes on with the last."""

    def __init__(self, book: EventBook) -> None:
        self.book = book
        self.introduced: tuple[PlaceSpan, Scene] | None = None
        self._next_introduced: tuple[PlaceSpan, Scene] | None = None
        self._first_offset = 0
        self._stages: list[Scene] = []
        self._month: Fact | None = None
        self._series: EventMention | None = None
        self._has_ranks = self._is_rank = False
        self._named: tuple[EventMention, Scene] | None = None
        self._unopened: tuple[EventMention, Scene] | None = None
        self._whereabouts = Whereabouts()
        self._award: Scene | None = None

    def begin_paragraph(self, text: str, scenes: list[Scene]) -> None:
        """Notice a heading, and a paragraph that introduces a city before its event."""
        self._stages = stages(scenes)
        self._first_offset = next((one.offset for one in scenes[len(self._stages) :]), 0)
        self._month = month_set(self._stages)
        self._series = self._named = None
        is_line = self._has_ranks and bool(scenes and standing_of_line(scenes[0]))
        self._is_rank, self._has_ranks = is_line, is_line or announces_ranks(text, scenes)
        self.introduced = self._next_introduced
        self._next_introduced = None
        if any(scene.events for scene in scenes):
            return
        cities = [(one, scene) for scene in scenes for one in scene.places if one.kind == CITY]
        if len({one.name for one, _ in cities}) == 1:
            place, scene = cities[0]
            if _ADMINISTRATION.search(scene.shape[: place.start]):
                self._next_introduced = cities[0]
        if is_heading(text, scenes):
            self.book.current = None

    def spoken_before(self, scene: Scene) -> EventMention | None:
        """Return the event of this paragraph that an elliptic sentence may go on with."""
        current = self.book.current
        if self._series is not None:
            return self._series
        is_near = current is not None and current.paragraph == scene.paragraph
        return current.mention if current is not None and is_near else None

    def tell(self, scene: Scene) -> None:
        """Add what a sentence says to the event it speaks of."""
        self._whereabouts.enter(scene)
        if _NOT_HELD.search(scene.shape) or any(scene is one for one in self._stages):
            return
        mention = self._mention_in(scene)
        if mention is not None and is_of_last_year(scene, mention):
            self._unopened = (mention, scene)
            return
        if mention is None and tells_of_members(scene):
            return
        if mention is None and self._turns_to_awards(scene):
            return
        found_hosts = self._hosts_in(scene, mention)
        around = self.book.current
        event = self._event(scene, mention, found_hosts)
        if event is None:
            self._award_alone(scene)
            return
        is_new = mention is not None and event.mention is mention
        further = list(further_events(scene, mention, found_hosts)) if mention else []
        for fact in self._facts(scene, mention, found_hosts, event, is_new=is_new):
            event.add(fact, is_also=mention is not None and is_told_again(scene, mention))
            if fact.type is FactType.ORGANISER and event.organiser_city is None:
                event.organiser_city = seat_of_organiser(scene, fact)
        for fact in self._pointed_to(scene, around) if is_new else ():
            event.add(fact)
        if mention is not None:
            self._set_in(scene, event, is_new=is_new)
        self._keep_further(further)

    def _pointed_to(self, scene: Scene, around: OpenEvent | None) -> Iterator[Fact]:
        """Yield what a new event takes from the one before: its frame, «в тот же день»."""
        yield from within(scene, around.title if around else "")
        yield from same_day(scene, around.first(FactType.DATE) if around else None)

    def _turns_to_awards(self, scene: Scene) -> bool:
        """Keep the awards a paragraph turns to from its events: «Знаком Союза отмечены …»."""
        current = self.book.current
        is_first = scene.offset == self._first_offset and not scene.events
        is_elsewhere = current is None or current.paragraph != scene.paragraph
        if is_first and is_elsewhere and names_award(scene):
            self._award = scene
        named = self._award
        if named is None or named.paragraph != scene.paragraph or scene.events:
            return False
        is_meant = named is scene or goes_on_with_award(scene)
        return is_meant and self._award_alone(scene, named)

    def _award_alone(self, scene: Scene, named: Scene | None = None) -> bool:
        """Keep who was given an award where the text speaks of no event; tell who was."""
        given = given_alone(scene)
        if given:
            self._award = None
            event = self.book.begin(award_named(named or scene), ReportRole.HELD)
            event.paragraph = scene.paragraph
            for fact in given:
                event.add(fact)
        return bool(given)

    def _mention_in(self, scene: Scene) -> EventMention | None:
        """Return the event a sentence is about; meetings that are only counted are remembered."""
        mention = spoken_of(scene) or quoted_item(scene)
        many = many_events(scene)
        self._series = many or self._series
        is_counted = many is not None and mention is not None and mention.start == many.start
        return None if is_counted else mention

    def _hosts_in(self, scene: Scene, mention: EventMention | None) -> list[Fact]:
        """Return where a sentence says its event was held."""
        found = list(hosts(scene, mention)) or same_place(scene, self.book.current)
        found = found or self._whereabouts.told_by_there(scene)
        if not found and mention is None and _goes_on(scene, self.book.current):
            return list(host_of_line(scene))
        return found

    def _set_in(self, scene: Scene, event: OpenEvent, *, is_new: bool) -> None:
        """Give an event the day and the city that stood before it."""
        set_before, self._stages = self._stages, []
        if is_new and self._month is not None:
            exact = day_of_month(scene, self._month)
            if exact is not None or not event.has(FactType.DATE):
                event.add(exact or self._month)
        for stage in set_before:
            days = () if self._month is not None else date_of(stage)
            for fact in (*days, *host_of_line(stage), *mode_of(stage, None)):
                event.add(fact)
        if is_new and self.introduced is not None:
            place, where = self.introduced
            fact = where.fact(FactType.HOST, place.start, place.end, values=[place.name])
            event.implied_host = fact

    def tell_each(self, told: list[tuple[EventMention, tuple[Fact, ...]]]) -> None:
        """Keep several events of one sentence, each with its own facts."""
        for mention, facts in told:
            event = self.book.begin(mention, ReportRole.HELD)
            for fact in facts:
                event.add(fact)

    def _of_series(self, scene: Scene, found_hosts: list[Fact]) -> OpenEvent | None:
        """Begin one of the meetings that were only counted: «проведены 4 заседания. 5 мая в …»."""
        is_somewhere = bool(found_hosts) or scene.has("remote")
        is_placed = is_somewhere and any(True for _ in date_of(scene))
        if self._series is None or not is_placed:
            return None
        event = self.book.begin(self._series, ReportRole.HELD)
        event.paragraph = scene.paragraph
        return event

    def _keep_further(self, further: list[tuple[EventMention, tuple[Fact, ...]]]) -> None:
        for other, facts in further:
            if self.book.find(other) is None:
                self._begin_further(other, facts)

    def _begin_further(self, mention: EventMention, facts: tuple[Fact, ...]) -> None:
        """Keep another event of the same sentence; the text goes on with the first one."""
        current = self.book.current
        event = self.book.begin(mention, ReportRole.HELD)
        for fact in facts:
            event.add(fact)
        self.book.current = current

    def _event(
        self, scene: Scene, mention: EventMention | None, found_hosts: list[Fact]
    ) -> OpenEvent | None:
        if mention is None:
            waiting = self._of_series(scene, found_hosts) or self._unopened_before(scene)
            return waiting or self.book.current
        if scene.spoken is mention:
            return self._taken_over(scene, mention)
        if is_place_of(scene, mention, self.book.current):
            return self.book.current
        known = self.book.find(mention)
        if known is not None and not is_another(scene, known, mention, found_hosts):
            known.title = fuller_title(known, mention)
            self.book.current = known
            return known
        was_told = is_told(scene, mention, found_hosts)
        is_headline = (
            not was_told
            and known is None
            and (self._begins_line(scene, mention) or self._opens_paragraph(scene, mention))
        )
        if not (was_told or is_headline):
            self._named = (mention, scene) if mention.edition and known is None else self._named
            self._unopened = (mention, scene) if known is None else None
            return self.book.current if known is None and not is_identified(mention) else known
        event = self._named_before(mention) or self.book.begin(mention, ReportRole.HELD)
        event.paragraph, event.is_headline = scene.paragraph, is_headline
        return event

    def _taken_over(self, scene: Scene, mention: EventMention) -> OpenEvent:
        """Return the event of a clause that took its noun over from the clause before."""
        known = self.book.find(mention) if mention.own_name or mention.edition else None
        event = known or self.book.begin(mention, ReportRole.HELD)
        event.paragraph = scene.paragraph
        self.book.current = event
        return event

    def _named_before(self, mention: EventMention) -> OpenEvent | None:
        """Begin the event whose number stood in a sentence before: «планом XIV Съезда. Съезд …»."""
        if self._named is None or mention.is_named or self._named[0].kind != mention.kind:
            return None
        named, scene = self._named
        event = self.book.begin(named, ReportRole.HELD)
        for fact in ordinal_of(scene, named):
            event.add(fact)
        return event

    def _unopened_before(self, scene: Scene) -> OpenEvent | None:
        """Begin the event that a pronoun goes on with: «Съезд созывают весной. Он прошёл в …»."""
        if self._unopened is None or not goes_on_by_pronoun(scene):
            return None
        (mention, before), self._unopened = self._unopened, None
        if before.paragraph != scene.paragraph or before.offset >= scene.offset:
            return None
        event = self.book.begin(mention, ReportRole.HELD)
        event.paragraph = scene.paragraph
        for fact in ordinal_of(before, mention):
            event.add(fact)
        return event

    def _opens_paragraph(self, scene: Scene, mention: EventMention) -> bool:
        """Tell whether a paragraph begins to speak of an event whose facts the next words tell."""
        current = self.book.current
        if current is not None and current.paragraph == scene.paragraph:
            return False
        return is_introduced(scene, mention) and scene.offset == self._first_offset

    def _begins_line(self, scene: Scene, mention: EventMention) -> bool:
        return scene.offset == self._first_offset and heads_facts(scene, mention)

    def _facts(
        self,
        scene: Scene,
        mention: EventMention | None,
        found_hosts: list[Fact],
        event: OpenEvent,
        *,
        is_new: bool,
    ) -> Iterator[Fact]:
        if self._is_rank:
            yield from standing_of_line(scene)
            return
        is_same = _goes_on(scene, event) and (mention is None or scene.has(*TELLS))
        if is_new or not event.has(FactType.ORDINAL):
            yield from ordinal_of(scene, mention, is_same=is_same)
        if is_new or (is_same and scene.has("held") and not event.has(FactType.PARENT_EVENT)):
            yield from parent_of(scene, mention, self.book.titles_beside(event))
        if is_new and mention is not None:
            yield from month_of(scene, mention)
        if is_new or (event.may_be_dated and (scene.has("held") or is_same)):
            yield from date_of(scene)
        if mention is not None or not event.has(FactType.HOST):
            yield from found_hosts
        yield from theme_of(scene, mention)
        named_here = {scene.offset + one.start for one in scene.events}
        yield from (one for one in organisers(scene) if one.source.start not in named_here)
        goes_on = event.has(FactType.STANDING)
        placed = list(standings(scene, event.home, goes_on=goes_on))
        yield from placed
        yield from counts(scene)
        named = {one.source.start - scene.offset for one in (*found_hosts, *placed)}
        people = [of_host(scene, one, event.home) for one in people_facts(scene)]
        homes = {one.value.partition("|")[2] for one in people}
        lists = list(lists_of_cities(scene, named))
        is_part = any(one.type is FactType.PARTICIPANTS_REMOTE for one in lists)
        yield from mode_of(scene, mention, is_part=is_part)
        for fact in lists:
            # «гостья из Калуги, …, Имя»: the city is that of a person told anyhow.
            if fact.type is not FactType.SPEAKERS_FROM or fact.value not in homes:
                yield fact
        yield from people

    def foretell(self, ahead: Ahead) -> None:
        """Keep an event to come."""
        mention = ahead.mention
        event = self.book.find(mention, ReportRole.FUTURE)
        if event is None or mention.is_next:
            event = self.book.begin(mention, ReportRole.FUTURE, self._title_ahead(mention))
        for fact in ahead.facts:
            event.add(fact)

    def foretell_next(self, facts: list[Fact]) -> bool:
        """Keep where the event spoken of is to be held next; tell whether there is one."""
        last = self.book.events[-1] if self.book.events else None
        if last is not None and last.role is ReportRole.FUTURE:
            event = last if not last.has(FactType.PLANNED_HOST) else None
        else:
            event = None
        if event is None and self.book.current is None:
            return False
        if event is None and self.book.current is not None:
            spoken = self.book.current.mention
            event = self.book.begin(replace(spoken, is_next=True), ReportRole.FUTURE)
        for fact in facts if event is not None else ():
            event.add(fact)  # type: ignore[union-attr]
        return True

    def _title_ahead(self, mention: EventMention) -> str:
        """Give «XXX конкурс» the words of the twenty-ninth."""
        if not mention.edition:
            return mention.title
        number, title = mention.edition, mention.title
        is_short = len(title.split()) <= 2
        for event in self.book.events if is_short else ():
            if event.mention.kind == mention.kind and event.mention.edition == number - 1:
                return event.title.replace(format_roman(number - 1), format_roman(number), 1)
        return title

    def withdraw(self, city: PlaceSpan, fact: Fact, mention: EventMention | None) -> None:
        """Keep that a city gave up the event it was to hold."""
        coming = [event for event in reversed(self.book.events) if event.role is ReportRole.FUTURE]
        for event in coming:
            planned = event.first(FactType.PLANNED_HOST)
            if planned is not None and planned.value == city.name:
                event.add(fact)
                return
        if mention is not None:
            known = self.book.find(mention, ReportRole.FUTURE)
            (known or self.book.begin(mention, ReportRole.FUTURE)).add(fact)
        elif coming:
            coming[0].add(fact)
        elif self.book.current is not None:
            spoken = replace(self.book.current.mention, is_next=True)
            self.book.begin(spoken, ReportRole.FUTURE).add(fact)


def _goes_on(scene: Scene, event: OpenEvent | None) -> bool:
    """Tell whether a sentence stands in the paragraph of an event, or right under its headline."""
    return event is not None and scene.paragraph - event.paragraph <= int(event.is_headline)
