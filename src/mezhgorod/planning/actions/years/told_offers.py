"""Cities named at an event as ready to hold the next one: offers that wait for a decision."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mezhgorod.planning.actions.years.editions import MAX_NOTE, EditionFacts, check_edition
from mezhgorod.planning.models import EventSeries, HostingBid, SeriesEdition
from mezhgorod.planning.queries.editions import edition_after
from mezhgorod.planning.rules import EditionState
from mezhgorod.planning.rules.hosting import OPEN_HOST_STATES, BidState
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Municipality, Organization
from mezhgorod.registry.rules import Actor, RuleViolation


@dataclass(frozen=True, slots=True)
class ToldOffers:
    """Who is said to be ready to hold the edition after one that took place.

    Attributes:
        number: which edition took place, None where nobody knows; `year` is its year.
        origin: makes the offers of one source known when it is told anew: ``held:12``.
        source: where it is known from, in Russian.
        by: who has said so, None for the directorate itself.
        next_year: the year of the next edition where the source names it.
    """

    number: int | None
    year: int
    cities: tuple[Municipality, ...]
    origin: str
    source: str
    by: Organization | None = None
    next_year: int | None = None


@transaction.atomic
def offers_were_told(
    *, series: EventSeries, told: ToldOffers, actor: Actor, now: datetime
) -> SeriesEdition | None:
    """Write down that cities offer themselves for the next edition; nobody is chosen by it.

    What the same source told earlier and tells no more is taken out while nothing was decided. A
    city that has offered itself already stays with its own offer. No right is asked: whoever
    accepts or sends in the facts of an event has been asked.

    Returns:
        The edition meant; None where nobody is named or it is not known which one is next.
    """
    EventSeries.objects.select_for_update(of=("self",)).get(pk=series.pk)
    edition = edition_after(series=series, number=told.number, year=told.next_year or told.year)
    if edition is None and told.cities:
        edition = _begun(series, told)
    if edition is None or not told.cities:
        forget_told_offers(origin=told.origin)
        return None
    forget_told_offers(origin=told.origin, but=edition, cities=told.cities)
    edition.refresh_from_db(fields=["state"])
    new = [city for city in told.cities if _is_new(edition, city)]
    for city in new:
        HostingBid.objects.update_or_create(
            edition=edition,
            city=city,
            defaults={
                "state": BidState.OFFERED,
                "offered_on": timezone.localdate(now),
                "offered_by": told.by,
                "origin": told.origin,
                "note": told.source[:MAX_NOTE],
            },
        )
    if new and edition.state == EditionState.NEEDS_HOST:
        edition.state = EditionState.OFFERED
        edition.save(update_fields=["state"])
    if new:
        names = ", ".join(city.name for city in new)
        words = f"{names}: названы готовыми принять № {edition.number} серии «{series.name}»"
        done = Done("edition.told_offer", words[:400], owner_id=series.owner_id)
        write_audit(subject=edition, done=done, actor=actor, now=now)
    return edition


def _begun(series: EventSeries, told: ToldOffers) -> SeriesEdition | None:
    """Begin the next edition where its number is known; its year is one step of the series on."""
    if told.number is None:
        return None
    year = told.next_year or told.year + (series.step_years or 1)
    facts = EditionFacts(told.number + 1, year)
    try:
        check_edition(series, facts)
    except RuleViolation:
        return None
    note = f"Следующий после № {told.number} ({told.year} год)"
    note += "" if told.next_year else "; год проверьте"
    return SeriesEdition.objects.create(
        series=series,
        number=facts.number,
        year=facts.year,
        state=facts.state,
        note=note,
        origin=told.origin,
    )


@transaction.atomic
def forget_told_offers(
    *, origin: str, but: SeriesEdition | None = None, cities: Collection[Municipality] = ()
) -> None:
    """Take out what a source told and tells no more, while nothing was decided about it.

    Args:
        but: the edition it still tells of, with the `cities` it names.
    """
    stay = {city.pk for city in cities}
    earlier = HostingBid.objects.filter(origin=origin, state=BidState.OFFERED)
    for bid in earlier.select_related("edition"):
        edition = bid.edition
        if edition == but and bid.city_id in stay:
            continue
        bid.delete()
        if edition.origin == origin and edition != but and not edition.bids.exists():
            _unless_told_of(edition)
            continue
        is_offered = edition.bids.filter(state=BidState.OFFERED).exists()
        if edition.state == EditionState.OFFERED and not is_offered:
            edition.state = EditionState.NEEDS_HOST
            edition.save(update_fields=["state"])


def _unless_told_of(edition: SeriesEdition) -> None:
    """Delete an edition that only the offer told of; what was decided or planned since stays."""
    untouched = SeriesEdition.objects.filter(
        pk=edition.pk, host=None, decision=None, event=None, state__in=OPEN_HOST_STATES
    )
    untouched.delete()


def _is_new(edition: SeriesEdition, city: Municipality) -> bool:
    known = edition.bids.filter(city=city).values_list("state", flat=True).first()
    return known not in {BidState.OFFERED, BidState.CHOSEN} and edition.host_id != city.pk
