"""A member offers its own city for an edition that needs a host, and takes the offer back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.planning.models import HostingBid, SeriesEdition
from mezhgorod.planning.rules import OFFER_HOST, EditionState
from mezhgorod.planning.rules.hosting import BidState, needs_host
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Municipality, Organization
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may

MAX_NOTE = 2_000


@transaction.atomic
def offer_own_city(
    *, edition: SeriesEdition, party: Organization, note: str = "", actor: Actor, now: datetime
) -> HostingBid:
    """Write down that a city offers itself for an edition; the same offer again changes nothing.

    Who decides about the host sees the offer with its note; other members do not.

    Raises:
        RuleViolation: no right, the party is no city, the note is too long, or a host is chosen.
    """
    found, city = _locked(edition, party, actor)
    if len(note) > MAX_NOTE or "\0" in note:
        message = f"Слишком длинно: здесь помещается {MAX_NOTE} знаков."
        raise RuleViolation("offer.note", message, "note")
    if not needs_host(found.state):
        message = "Город для этого выпуска уже выбран. Обновите страницу."
        raise RuleViolation("offer.closed", message)
    known = HostingBid.objects.filter(edition=found, city=city, state=BidState.OFFERED).first()
    if known is not None:
        return known
    bid, _ = HostingBid.objects.update_or_create(
        edition=found,
        city=city,
        defaults={"state": BidState.OFFERED, "offered_on": now.date(), "note": note.strip()},
    )
    if found.state == EditionState.NEEDS_HOST:
        found.state = EditionState.OFFERED
        found.save(update_fields=["state"])
    _tell(found, f"{city.name} предлагает себя: {_words(found)}", actor, now)
    return bid


@transaction.atomic
def take_offer_back(
    *, edition: SeriesEdition, party: Organization, actor: Actor, now: datetime
) -> None:
    """Take the offer of a city back; that it was made stays on record.

    Raises:
        RuleViolation: no right, or there is no offer that waits for a decision.
    """
    found, city = _locked(edition, party, actor)
    bids = HostingBid.objects.filter(edition=found, state=BidState.OFFERED)
    if not bids.filter(city=city).update(state=BidState.WITHDRAWN):
        message = "Предложения этого города нет, или по нему уже решено. Обновите страницу."
        raise RuleViolation("offer.none", message)
    if found.state == EditionState.OFFERED and not bids.exists():
        found.state = EditionState.NEEDS_HOST
        found.save(update_fields=["state"])
    _tell(found, f"{city.name} отзывает предложение: {_words(found)}", actor, now)


def _locked(
    edition: SeriesEdition, party: Organization, actor: Actor
) -> tuple[SeriesEdition, Municipality]:
    editions = SeriesEdition.objects.select_for_update(of=("self",)).select_related("series")
    found = editions.filter(pk=edition.pk).first()
    if found is None:
        raise RuleViolation("offer.gone", "Этого выпуска уже нет. Обновите страницу.")
    subject = Subject(owner_id=found.series.owner_id, party_id=party.pk, object_id=found.pk)
    ensure_may(actor, OFFER_HOST, subject)
    if party.territory is None:
        message = "Принять мероприятие предлагает город, а эта организация — не город."
        raise RuleViolation("offer.no_city", message)
    return found, party.territory


def _words(edition: SeriesEdition) -> str:
    return f"№ {edition.number} серии «{edition.series.name}», {edition.year} год"


def _tell(edition: SeriesEdition, words: str, actor: Actor, now: datetime) -> None:
    done = Done("edition.own_offer", words[:400], owner_id=edition.series.owner_id)
    write_audit(subject=edition, done=done, actor=actor, now=now)
