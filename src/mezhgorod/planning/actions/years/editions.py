"""Editions of series and the way of their hosts: needed, offered, decided, withdrawn, held."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mezhgorod.planning.models import Event, EventSeries, HostingBid, SeriesEdition
from mezhgorod.planning.rules import RECORD_EDITION, EditionState
from mezhgorod.planning.rules.hosting import BidState, needs_host
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Body, Decision, Municipality
from mezhgorod.registry.rules import Actor, DecisionKind, RuleViolation, Subject, ensure_may

MAX_EDITION, FIRST_YEAR, LAST_YEAR = 999, 1900, 2199
MAX_NOTE = 2_000
_MAX_DECISION, _MAX_NUMBER = 4_000, 60


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What is known of an edition; `note` says where from."""

    number: int
    year: int
    state: EditionState = EditionState.NEEDS_HOST
    host: Municipality | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class HostDecision:
    """Which body has decided, when, under which number."""

    body: Body
    decided_on: date
    number: str = ""
    text: str = ""


@transaction.atomic
def record_edition(
    *, series: EventSeries, facts: EditionFacts, actor: Actor, now: datetime
) -> SeriesEdition:
    """Write down an edition of a series; one with the same number is replaced.

    Raises:
        RuleViolation: no right, number or year out of bounds, another edition already stands in
            that year under a number that contradicts, or the state names a city that is missing.
    """
    ensure_may(actor, RECORD_EDITION, _subject(series))
    _check(facts)
    EventSeries.objects.select_for_update(of=("self",)).get(pk=series.pk)
    _check_order(series, facts)
    known = series.editions.filter(number=facts.number).select_related("host").first()
    before = _values(known) if known else None
    values = {
        "year": facts.year,
        "state": facts.state,
        "host": facts.host,
        "note": facts.note.strip(),
    }
    edition, _ = SeriesEdition.objects.update_or_create(
        series=series, number=facts.number, defaults=values
    )
    words = f"Записан выпуск № {facts.number} ({facts.year} год) серии «{series.name}»"
    _tell(edition, Done("edition.record", words, before=before), actor, now)
    return edition


def edition_was_held(
    *, series: EventSeries, facts: EditionFacts, event: Event | None, actor: Actor, now: datetime
) -> SeriesEdition | None:
    """Write down that an edition took place; return it, None where it contradicts what is known.

    No right is asked: whoever accepts the facts of an event has been asked. A contradiction of
    numbers and years is told by the doubts of the event, so it stops nobody here.
    """
    EventSeries.objects.select_for_update(of=("self",)).get(pk=series.pk)
    known = series.editions.filter(number=facts.number).select_related("host", "series").first()
    try:
        check_edition(series, facts)
    except RuleViolation:
        return None
    held = {
        "year": facts.year,
        "state": EditionState.HELD,
        "host": facts.host or (known.host if known else None),
        "event": event or (known.event if known else None),
    }
    if known is not None and all(getattr(known, name) == value for name, value in held.items()):
        return known
    before = _values(known) if known else None
    edition, _ = SeriesEdition.objects.update_or_create(
        series=series, number=facts.number, defaults=held
    )
    words = f"Прошёл выпуск № {facts.number} ({facts.year} год) серии «{series.name}»"
    _tell(edition, Done("edition.held", words, before=before), actor, now)
    return edition


@transaction.atomic
def offer_host(
    *, edition: SeriesEdition, city: Municipality, note: str = "", actor: Actor, now: datetime
) -> SeriesEdition:
    """Write down that a city offers to hold an edition.

    Raises:
        RuleViolation: no right, the note is too long, or the edition has been held.
    """
    edition = _locked(edition, actor)
    _check_note(note)
    _refuse_held(edition)
    HostingBid.objects.update_or_create(
        edition=edition,
        city=city,
        defaults={
            "state": BidState.OFFERED,
            "offered_on": timezone.localdate(now),
            "note": note.strip(),
        },
    )
    if edition.state == EditionState.NEEDS_HOST:
        edition.state = EditionState.OFFERED
        edition.save(update_fields=["state"])
    words = f"{city.name} предлагает принять № {edition.number} серии «{edition.series.name}»"
    _tell(edition, Done("edition.offer", words), actor, now)
    return edition


@transaction.atomic
def decide_host(
    *,
    edition: SeriesEdition,
    city: Municipality,
    decision: HostDecision | None,
    actor: Actor,
    now: datetime,
) -> SeriesEdition:
    """Write down which city holds an edition, with the decision of the body if there is one.

    Raises:
        RuleViolation: no right, the edition has been held, or the body is another owner's.
    """
    edition = _locked(edition, actor)
    _refuse_held(edition)
    before = _values(edition)
    edition.decision = _decided(edition, city, decision) if decision else None
    edition.host, edition.state = city, EditionState.DECIDED
    edition.save(update_fields=["host", "state", "decision"])
    HostingBid.objects.filter(edition=edition, state=BidState.CHOSEN).exclude(city=city).update(
        state=BidState.OFFERED
    )
    HostingBid.objects.filter(edition=edition, city=city).update(state=BidState.CHOSEN)
    words = f"{city.name} принимает № {edition.number} серии «{edition.series.name}»"
    _tell(edition, Done("edition.decide", words, before=before), actor, now)
    return edition


@transaction.atomic
def withdraw_host(
    *, edition: SeriesEdition, reason: str, actor: Actor, now: datetime
) -> SeriesEdition:
    """Write down that the chosen city has withdrawn: the edition needs a host again.

    The city stays on record as the one that withdrew.

    Raises:
        RuleViolation: no right, no reason, or no city was chosen.
    """
    edition = _locked(edition, actor)
    if edition.state != EditionState.DECIDED or edition.host is None:
        message = "Отозвать можно только принятое решение: город для этого выпуска не выбран."
        raise RuleViolation("edition.not_decided", message)
    if not reason.strip():
        message = "Напишите, почему город отказался: например, «письмо администрации от 5 мая»."
        raise RuleViolation("edition.no_reason", message, "reason")
    _check_note(reason, "reason")
    before = _values(edition)
    edition.state = EditionState.WITHDRAWN
    edition.save(update_fields=["state"])
    HostingBid.objects.filter(edition=edition, city=edition.host).update(state=BidState.WITHDRAWN)
    words = (
        f"{edition.host.name}: кандидатура отозвана, № {edition.number} серии "
        f"«{edition.series.name}» ищет город"
    )
    done = Done("edition.withdraw", words, reason=reason.strip(), before=before)
    _tell(edition, done, actor, now)
    return edition


def check_edition(series: EventSeries, facts: EditionFacts) -> None:
    """Refuse an edition that cannot be: out of bounds or in the wrong order of its series.

    Raises:
        RuleViolation: it cannot be written down.
    """
    _check(facts)
    _check_order(series, facts)


def _subject(series: EventSeries) -> Subject:
    return Subject(owner_id=series.owner_id, object_id=series.pk)


def _locked(edition: SeriesEdition, actor: Actor) -> SeriesEdition:
    """Return the edition as it stands now, locked, after asking for the right."""
    found = (
        SeriesEdition.objects.select_for_update(of=("self",))
        .select_related("series", "host")
        .filter(pk=edition.pk)
        .first()
    )
    if found is None:
        message = "Этого выпуска уже нет: его удалил другой сотрудник. Обновите страницу."
        raise RuleViolation("edition.gone", message)
    ensure_may(actor, RECORD_EDITION, _subject(found.series))
    return found


def _check(facts: EditionFacts) -> None:
    if not 1 <= facts.number <= MAX_EDITION:
        message = f"Номер выпуска — от 1 до {MAX_EDITION}."
        raise RuleViolation("edition.number", message, "number")
    if not FIRST_YEAR <= facts.year <= LAST_YEAR:
        message = f"Год выпуска — от {FIRST_YEAR} до {LAST_YEAR}."
        raise RuleViolation("edition.year", message, "year")
    if facts.host is None and not needs_host(facts.state) and facts.state != EditionState.HELD:
        message = "Решение принято, но город не указан. Выберите город."
        raise RuleViolation("edition.no_host", message, "host")
    _check_note(facts.note)


def _check_order(series: EventSeries, facts: EditionFacts) -> None:
    """Refuse an edition that would come before an older one or after a younger one."""
    for other in series.editions.exclude(number=facts.number):
        is_later = other.number > facts.number
        if (is_later and other.year < facts.year) or (not is_later and other.year > facts.year):
            message = (
                f"Не сходится с выпуском № {other.number} ({other.year} год): "
                "больший номер не бывает раньше меньшего. Проверьте номер и год."
            )
            raise RuleViolation("edition.order", message, "year")


def _check_note(note: str, field: str = "note") -> None:
    if len(note) > MAX_NOTE or "\0" in note:
        message = f"Слишком длинно: здесь помещается {MAX_NOTE} знаков."
        raise RuleViolation("edition.note", message, field)


def _refuse_held(edition: SeriesEdition) -> None:
    if edition.state == EditionState.HELD:
        message = "Этот выпуск уже прошёл: город для него не выбирают."
        raise RuleViolation("edition.held", message)


def _decided(edition: SeriesEdition, city: Municipality, decision: HostDecision) -> Decision:
    if decision.body.owner_id != edition.series.owner_id:
        message = "Этот орган принадлежит другому объединению. Выберите орган владельца серии."
        raise RuleViolation("edition.foreign_body", message, "body")
    text = decision.text.strip() or (
        f"№ {edition.number} серии «{edition.series.name}» в {edition.year} году "
        f"принимает {city.name}"
    )
    if len(text) > _MAX_DECISION or len(decision.number) > _MAX_NUMBER or "\0" in text:
        message = f"Решение помещается в {_MAX_DECISION} знаков, его номер — в {_MAX_NUMBER}."
        raise RuleViolation("edition.decision", message, "text")
    return Decision.objects.create(
        body=decision.body,
        kind=DecisionKind.HOSTING,
        decided_on=decision.decided_on,
        number=decision.number.strip(),
        text=text,
    )


def _tell(edition: SeriesEdition, done: Done, actor: Actor, now: datetime) -> None:
    told = replace(done, owner_id=edition.series.owner_id, after=_values(edition))
    write_audit(subject=edition, done=told, actor=actor, now=now)


def _values(edition: SeriesEdition) -> dict[str, Any]:
    return {
        "number": edition.number,
        "year": edition.year,
        "state": str(edition.state),
        "host": edition.host.name if edition.host else None,
    }
