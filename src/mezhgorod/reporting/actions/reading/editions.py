"""Facts about events to come: who will hold which edition, who offered, who withdrew."""

from __future__ import annotations

import re

from mezhgorod.planning.actions.years.editions import (
    EditionFacts,
    decide_host,
    offer_host,
    record_edition,
    withdraw_host,
)
from mezhgorod.planning.models import EventSeries, HostingBid, SeriesEdition
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.reporting.actions.reading.desk import Desk
from mezhgorod.reporting.models import ReadEvent, ReadFact
from mezhgorod.reporting.rules.reading import is_decided
from planbook.facts import FactType

_YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)
_MAX_NOTE = 1_900
_EDITION = ("year", "state", "host_id", "decision_id", "note")


def become_edition(desk: Desk, fact: ReadFact) -> None:
    """Write what a fact says of an edition to come; without series, number or year nothing.

    Raises:
        RuleViolation: the edition contradicts what is recorded, or has been held.
    """
    event = fact.read_event
    fact.undo_data = None
    kind = FactType(fact.type)
    year = _year(event)
    if kind not in _STEPS or event.series is None or event.edition is None or year is None:
        return
    before = _state(event.series, event.edition)
    edition = event.series.editions.filter(number=event.edition).first()
    if edition is None:
        facts = EditionFacts(event.edition, year, note=_note(desk, fact))
        edition = record_edition(series=event.series, facts=facts, actor=desk.actor, now=desk.now)
    elif edition.year != year:
        message = (
            f"№ {event.edition} серии «{event.series.name}» записан на {edition.year} год, "
            f"а в докладе назван {year}. Проверьте номер и год."
        )
        raise RuleViolation("reading.other_year", message, "number")
    for city in filter(None, map(desk.city, fact.values)):
        _STEPS[kind](desk, fact, edition, city)
    after = _state(event.series, event.edition)
    fact.undo_data = {"edition": edition.pk, "before": before, "after": after}


def take_edition_back(fact: ReadFact) -> None:
    """Put the edition back as it was before a fact.

    Raises:
        RuleViolation: it has been changed since.
    """
    undo, fact.undo_data = fact.undo_data or {}, None
    edition = (
        SeriesEdition.objects.select_related("series").filter(pk=undo.get("edition") or 0).first()
    )
    if edition is None:
        return
    if _state(edition.series, edition.number) != undo["after"]:
        message = (
            f"№ {edition.number} серии «{edition.series.name}» с тех пор изменили. "
            "Отмените сначала более позднее или исправьте выпуск на странице серии."
        )
        raise RuleViolation("reading.edition_changed", message)
    before = undo["before"]
    if before is None:
        edition.delete()
        return
    for name in _EDITION:
        setattr(edition, name, before[name])
    edition.save(update_fields=list(_EDITION))
    states = dict(before["bids"])
    edition.bids.exclude(city__in=states).delete()
    for city, state in states.items():
        HostingBid.objects.filter(edition=edition, city=city).update(state=state)


def _state(series: EventSeries, number: int) -> dict[str, object] | None:
    edition = series.editions.filter(number=number).first()
    if edition is None:
        return None
    bids = edition.bids.order_by("city").values_list("city", "state")
    values: dict[str, object] = {name: getattr(edition, name) for name in _EDITION}
    return {**values, "state": str(edition.state), "bids": [[*one] for one in bids]}


def _year(event: ReadEvent) -> int | None:
    """Return the year an edition is planned for, by any fact of it."""
    for fact in event.facts.all():
        if fact.type == FactType.PLANNED_HOST and fact.number:
            return int(fact.number)
        if fact.type == FactType.PLANNED_DATE:
            found = _YEAR.search(" ".join(fact.values))
            if found or fact.number:
                return int(found[0]) if found else int(fact.number or 0)
    return None


def _note(desk: Desk, fact: ReadFact) -> str:
    return f"{desk.report.title}, абзац {fact.paragraph}: {fact.text}"[:_MAX_NOTE]


def _host(desk: Desk, fact: ReadFact, edition: SeriesEdition, city: Municipality) -> None:
    note = _note(desk, fact)
    offer_host(edition=edition, city=city, note=note, actor=desk.actor, now=desk.now)
    if is_decided(fact.text):
        decide_host(edition=edition, city=city, decision=None, actor=desk.actor, now=desk.now)


def _withdraw(desk: Desk, fact: ReadFact, edition: SeriesEdition, city: Municipality) -> None:
    if edition.host_id != city.pk:
        message = f"{city.name} не выбран для этого выпуска: сначала подтвердите, кто его примет."
        raise RuleViolation("reading.not_host", message)
    withdraw_host(edition=edition, reason=_note(desk, fact), actor=desk.actor, now=desk.now)


def _date(desk: Desk, fact: ReadFact, edition: SeriesEdition, city: Municipality) -> None:
    """The year is all a date tells; it stands in the edition already."""


_STEPS = {
    FactType.PLANNED_HOST: _host,
    FactType.PLANNED_DATE: _date,
    FactType.WITHDRAWN_HOST: _withdraw,
}
