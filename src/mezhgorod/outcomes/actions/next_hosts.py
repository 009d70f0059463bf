"""What a host said of the next event goes to the series: an offer, no decision of anybody."""

from __future__ import annotations

from datetime import datetime

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries.next_hosts import named_hosts, offer_origin
from mezhgorod.outcomes.queries.subjects import host_parties
from mezhgorod.outcomes.rules import NEXT_HOST
from mezhgorod.planning.actions.years.told_offers import ToldOffers, offers_were_told
from mezhgorod.registry.rules import Actor


def pass_offers_on(held: HeldEvent, *, actor: Actor, now: datetime) -> None:
    """Make offers of the series from the cities named for the next event.

    Call it inside the action that sends facts in or accepts them. Without a series or a time
    nothing is known of the next edition: the name stays with the event.
    """
    if held.series is None or held.earliest is None:
        return
    offers = ToldOffers(
        number=held.edition,
        year=held.earliest.year,
        cities=named_hosts(held).cities,
        origin=offer_origin(held),
        source=_source(held),
        by=host_parties(held).order_by("name", "pk").first(),
    )
    offers_were_told(series=held.series, told=offers, actor=actor, now=now)


def _source(held: HeldEvent) -> str:
    kind = held.tasks.filter(text=NEXT_HOST).values_list("source__title", flat=True).first()
    return f"{kind or 'Сведения о мероприятии'}: {held.title}"
