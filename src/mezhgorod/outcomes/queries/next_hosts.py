"""Who would take the next event: what was named at this one, and what became of it as an offer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mezhgorod.outcomes.models import AgreedTask, HeldEvent
from mezhgorod.outcomes.queries.recognising import recognise_parties
from mezhgorod.outcomes.rules import NEXT_HOST
from mezhgorod.planning.models import HostingBid, SeriesEdition
from mezhgorod.planning.queries.editions import edition_after
from mezhgorod.planning.rules import EditionState
from mezhgorod.planning.rules.hosting import BidState
from mezhgorod.registry.models import Municipality, Organization


@dataclass(frozen=True, slots=True)
class NextHost:
    """A city named for the next event; `words` say in Russian what became of that."""

    name: str
    words: str
    is_offer: bool


@dataclass(frozen=True, slots=True)
class NamedHosts:
    """Cities named for the next event: those the registry knows, and the other names."""

    cities: tuple[Municipality, ...] = ()
    unknown: tuple[str, ...] = ()


def offer_origin(held: HeldEvent) -> str:
    """Return what makes the offers told at an event known: ``held:12``."""
    return f"held:{held.pk}"


def named_hosts(held: HeldEvent, tasks: Iterable[AgreedTask] | None = None) -> NamedHosts:
    """Return who was named for the next event; nothing is asked where nobody was.

    Args:
        tasks: those of the event where they are loaded already.
    """
    known_tasks = held.tasks.all() if tasks is None else tasks
    named = (one.executor_text for one in known_tasks if one.text == NEXT_HOST)
    text = "\n".join(filter(None, named))
    if not text:
        return NamedHosts()
    found = recognise_parties(text, owner=held.owner, day=held.earliest).parties
    territories = _territories(one.draft.organization_id for one in found)
    ids = [
        one.draft.municipality_id or territories.get(one.draft.organization_id or 0)
        for one in found
    ]
    known = Municipality.objects.in_bulk([pk for pk in ids if pk is not None])
    return NamedHosts(
        tuple(known[pk] for pk in dict.fromkeys(ids) if pk in known),
        tuple(one.typed for one, pk in zip(found, ids, strict=True) if pk not in known),
    )


def next_hosts_of(held: HeldEvent, tasks: Iterable[AgreedTask] | None = None) -> list[NextHost]:
    """Return who was named for the next event with what became of it, for who keeps the series.

    Args:
        tasks: those of the event where they are loaded already.
    """
    named = named_hosts(held, tasks)
    unknown = [
        NextHost(name, "такого города в справочнике нет: запишите предложение сами", False)
        for name in named.unknown
    ]
    if not named.cities:
        return unknown
    edition = _next_edition(held)
    bids = {} if edition is None else {one.city_id: one for one in edition.bids.all()}
    return [_told(held, city, edition, bids.get(city.pk)) for city in named.cities] + unknown


def _told(
    held: HeldEvent, city: Municipality, edition: SeriesEdition | None, bid: HostingBid | None
) -> NextHost:
    if held.series is None:
        return NextHost(city.name, "у мероприятия не указана серия", False)
    if edition is None:
        words = "предложение запишется, когда сведения пришлют или примут"
        if held.edition is None or held.earliest is None:
            words = "неизвестно, который выпуск следующий: укажите номер и когда прошло"
        return NextHost(city.name, words, False)
    place = f"№ {edition.number}, {edition.year} год"
    if edition.host_id == city.pk:
        return NextHost(city.name, f"{place}: город уже записан принимающим", False)
    if bid is None:
        words = f"{place}: предложение запишется, когда сведения пришлют или примут"
        return NextHost(city.name, words, False)
    if bid.state != BidState.OFFERED:
        return NextHost(city.name, f"{place}: {bid.get_state_display()}", True)
    if edition.state == EditionState.DECIDED and edition.host is not None:
        words = f"{place}: предложение записано, решён другой город ({edition.host.name})"
        return NextHost(city.name, words, True)
    if bid.origin == offer_origin(held):
        return NextHost(city.name, f"{place}: предложение записано, ждёт решения", True)
    since = f" {bid.offered_on:%d.%m.%Y}" if bid.offered_on else ""
    return NextHost(city.name, f"{place}: уже предложен{since}, второй раз не записан", True)


def _next_edition(held: HeldEvent) -> SeriesEdition | None:
    if held.series is None or held.earliest is None:
        return None
    return edition_after(series=held.series, number=held.edition, year=held.earliest.year)


def _territories(organizations: Iterable[int | None]) -> dict[int, int | None]:
    ids = {one for one in organizations if one is not None}
    if not ids:
        return {}
    found = Organization.objects.filter(pk__in=ids)
    return dict(found.values_list("pk", "territory"))
