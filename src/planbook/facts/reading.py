"""Reading a narrative report: paragraphs become events with facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planbook.facts.ahead import Ahead, events_ahead, looks_ahead, next_host
from planbook.facts.announced import (
    Listed,
    begins_list,
    city_of_broken_line,
    counted_line,
    exchanges_in,
    is_continuation,
    listed_event,
    supported_in,
)
from planbook.facts.attaching import Teller
from planbook.facts.bodies import usual_names
from planbook.facts.book import EventBook
from planbook.facts.clauses import clauses
from planbook.facts.counts import counts
from planbook.facts.exchanges import speaks_of_exchange, topics_counted
from planbook.facts.finishing import finished
from planbook.facts.planned import events_planned, in_plan, opens_plan, plan_year
from planbook.facts.report_event import FactType, ReportEvent, ReportRole
from planbook.facts.scene import Scene
from planbook.facts.semicolons import items_of
from planbook.facts.sentences import sentence_spans
from planbook.facts.several import several_events
from planbook.facts.supported import speaks_of_support, supported_list
from planbook.facts.withdrawals import withdrawals, without_remarks

# What is longer is no paragraph of a report; its beginning is read.
MAX_PARAGRAPH = 60_000
MAX_HEADING = 120
# Where a number is no longer that of the heading itself: «5. Обмен информацией».
BEHIND_NUMBER = 3
_BUT_HELD = re.compile(
    r",\s*(?:но|однако|а|хотя)\s[^.;]{0,60}?(?:прош(?:ел|ла|ло|ли)|состоял|проведен|принял)(?!\w*\s+решени)"
)


def read_events(paragraphs: Sequence[str], *, year: int | None) -> tuple[ReportEvent, ...]:
    """Return the events a report tells of with their facts, in the order of the text.

    Args:
        paragraphs: the paragraphs with text, as `report_paragraphs` gives them.
        year: the year the report is about, for months without a year; None where it is unknown.

    >>> event, = read_events(["В Вологде прошёл форум «Город». Участвовали 12 городов."], year=2024)
    >>> event.title, [(fact.type.value, fact.value or fact.number) for fact in event.facts]
    ('Форум «Город»', [('host', 'Вологда'), ('count-cities', 12)])
    """
    reader = _Reader(year)
    for number, text in enumerate(paragraphs, start=1):
        reader.read(number, text[:MAX_PARAGRAPH])
    return finished(reader.book, usual_names(paragraphs))


class _Reader:
    """Goes through the paragraphs and remembers what the text speaks of."""

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.book = EventBook()
        self.teller = Teller(self.book)
        self.announced: ReportRole | None = None
        self.waiting: Listed | None = None
        self.asked = self._was_heading = self.supports = False
        self.plan: int | None = None
        self.gone: set[str] = set()
        self._is_plan_open = False

    def read(self, number: int, text: str) -> None:
        """Read one paragraph."""
        if self.announced is not None and self._is_listed(number, text):
            return
        self._end_list()
        scenes = list(_scenes(number, text, self.year))
        self.asked = self.asked and (self._was_heading or is_continuation(text))
        self.supports = False
        self._was_heading = len(text) < MAX_HEADING and not any(
            one.bare > BEHIND_NUMBER for scene in scenes for one in scene.numbers
        )
        self._go_on_with_plan(text, scenes)
        self.teller.begin_paragraph(text, scenes)
        for scene in scenes:
            self._whole_sentence(scene)
        self.announced = begins_list(text, scenes)
        self._is_plan_open = text.rstrip().endswith(":") or (bool(self.plan) and len(text) < 80)

    def _go_on_with_plan(self, text: str, scenes: Sequence[Scene]) -> None:
        """Keep the year of a plan for the lines under it, and for the words under its heading."""
        is_under = is_continuation(text) or not any(one.has("held", "award") for one in scenes)
        if not (self._is_plan_open and is_under):
            self.plan = None

    def _is_listed(self, number: int, text: str) -> bool:
        """Tell whether the paragraph was a line of the announced list, and keep what it says."""
        if self.announced is ReportRole.EXCHANGE:
            found = counted_line(text, number)
            if found is not None:
                self._keep(found)
            return found is not None
        if self.waiting is not None:
            whole = city_of_broken_line(text, number, self.waiting)
            if whole is not None:
                self._keep(whole)
                self.waiting = None
                return True
        if not is_continuation(text):
            return False
        self._keep_waiting()
        role = self.announced or ReportRole.SUPPORTED
        found = listed_event(text, number, role, self.year)
        if found is not None and found.waits:
            self.waiting = found
        elif found is not None:
            self._keep(found)
        return True

    def _keep(self, found: Listed) -> None:
        event = self.book.begin(found.mention, found.role)
        for fact in found.facts:
            event.add(fact)
        self.book.current = None

    def _keep_waiting(self) -> None:
        if self.waiting is not None:
            self._keep(self.waiting)
        self.waiting = None

    def _end_list(self) -> None:
        self._keep_waiting()
        self.announced = None

    def _whole_sentence(self, scene: Scene) -> None:
        """Read a sentence: lists of supported events and of answers whole, others by items."""
        if self._lists_others(scene):
            return
        for item in items_of(scene):
            self._sentence(item)

    def _lists_others(self, scene: Scene) -> bool:
        """Keep the supported events and the exchanges a sentence lists; tell whether it does."""
        listed = list(supported_in(scene))
        others = supported_list(scene, is_open=self.supports)
        listed = others if len(others) > len(listed) else listed
        self.supports = speaks_of_support(scene)
        for found in listed:
            self._keep(found)
        if listed:
            return True
        exchanges = list(exchanges_in(scene, list(counts(scene))))
        topics = topics_counted(scene, is_open=self.asked)
        exchanges = topics if _tells_more(topics, exchanges) else exchanges
        self.asked = self.asked or speaks_of_exchange(scene)
        for found in exchanges:
            self._keep(found)
        return bool(exchanges) or (scene.text.rstrip().endswith(":") and scene.has("support"))

    def _sentence(self, scene: Scene) -> None:
        several = several_events(scene)
        if several:
            self.teller.tell_each(several)
            return
        for clause in clauses(scene, self.teller.spoken_before(scene)):
            self._clause(clause)

    def _clause(self, scene: Scene) -> None:
        """Read a clause, and who gave up its events in brackets."""
        plain, gone = without_remarks(scene)
        self._plain_clause(plain)
        for mention, city, fact in gone:
            self.teller.withdraw(city, fact, mention)

    def _plain_clause(self, scene: Scene) -> None:
        gone = list(withdrawals(scene))
        for city, fact in gone:
            self.teller.withdraw(city, fact, next(iter(scene.events), None))
        self.gone = {city.name for city, _ in gone}
        if self._is_planned(scene) or (looks_ahead(scene) and self._is_ahead(scene)):
            return
        if (gone or scene.has("withdraw")) and not scene.has("held", "award", "speak"):
            return
        self.teller.tell(scene)

    def _is_planned(self, scene: Scene) -> bool:
        """Keep what a plan of a later year tells; its year holds to the end of the paragraph."""
        said = plan_year(scene)
        if said is not None and opens_plan(scene):
            self.plan = said
        year = said or self.plan
        if year is None:
            return False
        planned = list(events_planned(scene, year))
        there = scene if said is not None else replace(scene, year=year)
        told = list(events_ahead(there)) if looks_ahead(scene) else []
        if _hosts_of(planned) <= _hosts_of(told) and told:
            planned = [in_plan(one, self.plan) for one in told]
        for one in planned:
            self._foretell(one)
        return bool(planned)

    def _foretell(self, coming: Ahead) -> None:
        """Keep an event to come; a city that gave it up in the same sentence holds nothing."""
        facts = tuple(
            fact
            for fact in coming.facts
            if not (fact.type is FactType.PLANNED_HOST and fact.value in self.gone)
        )
        if facts:
            self.teller.foretell(replace(coming, facts=facts))

    def _is_ahead(self, scene: Scene) -> bool:
        """Keep the events to come; tell whether the sentence named any."""
        changed = _at_change(scene)
        if changed is not None:
            self.teller.tell(changed[1])
            scene = changed[0]
        before, after = _at_intention(scene)
        if before is not None:
            self.teller.tell(before)
        coming = list(events_ahead(after))
        for one in coming:
            self._foretell(one)
        further = list(next_host(after)) if not coming and before is None else []
        is_told = bool(further) and self.teller.foretell_next(further)
        return bool(coming) or before is not None or is_told


def _tells_more(topics: Sequence[Listed], exchanges: Sequence[Listed]) -> bool:
    """Tell whether topics read one by one say more, or as much but of other units."""
    if len(topics) != len(exchanges):
        return len(topics) > len(exchanges)
    return any(
        one.facts[0].type is not other.facts[0].type
        for one, other in zip(topics, exchanges, strict=True)
    )


def _scenes(number: int, text: str, year: int | None) -> Iterator[Scene]:
    for start, end in sentence_spans(text):
        yield Scene(number, start, text[start:end], year)


def _hosts_of(coming: Sequence[Ahead]) -> int:
    return sum(fact.type is FactType.PLANNED_HOST for one in coming for fact in one.facts)


def _at_intention(scene: Scene) -> tuple[Scene | None, Scene]:
    """Cut a sentence that tells of a held event and then of one to come."""
    start = min((first for first, _ in scene.triggers.get("intend", ())), default=0)
    held = [first for first, _ in scene.triggers.get("held", ()) if first < start]
    events = [event for event in scene.events if event.end <= start and not event.is_inside]
    if not held or not events:
        return None, scene
    return scene.part(0, start), scene.part(start, len(scene.text))


def _at_change(scene: Scene) -> tuple[Scene, Scene] | None:
    """Cut «запланирован в Твери, но прошел в Калуге» into what was meant and what was held."""
    found = _BUT_HELD.search(scene.shape)
    mention = next((one for one in scene.events if not one.is_inside), None)
    if found is None or mention is None or mention.end > found.start():
        return None
    cut = found.start()
    text = scene.text[: mention.end] + " " * (cut - mention.end) + scene.text[cut:]
    whole = scene.whole or scene.text
    held = Scene(scene.paragraph, scene.offset, text, scene.year, whole)
    return scene.part(0, cut), held
