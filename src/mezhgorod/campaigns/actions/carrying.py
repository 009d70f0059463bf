"""Rows of the last plan that each party finds on its page, ready to be kept, changed or dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from mezhgorod.campaigns.models import Campaign, ProposedRow
from mezhgorod.campaigns.rules import RowOrigin
from mezhgorod.planning.models import EventPlace, PlanItem
from mezhgorod.planning.queries.next_rows import NextRow, next_rows
from mezhgorod.registry.models import Municipality, Organization
from mezhgorod.registry.queries.memberships import places_of_members
from mezhgorod.registry.rules import name_key
from planbook.dates import Period
from planbook.plans import EventDraft, event_to_dict


@dataclass(frozen=True, slots=True)
class Carried:
    """Rows of each party by its id, not stored yet, and the headings that bear their names."""

    rows: Mapping[int, Sequence[ProposedRow]] = field(default_factory=dict)
    headings: Mapping[int, str] = field(default_factory=dict)


def carried_rows(*, campaign: Campaign, parties: Sequence[Organization], now: datetime) -> Carried:
    """Find what of the source plan belongs to which party.

    A department has the rows under the heading of its name, a city those that take place there or
    in a place that speaks through it as a member: «Боровичский район» for Боровичи.
    """
    plan = campaign.source_plan
    if plan is None:
        return Carried()
    period = Period.from_edtf(campaign.period_edtf)
    found = next_rows(plan=plan, period=period, today=timezone.localdate(now))
    further = places_of_members(
        association=campaign.owner, members=[one.pk for one in parties], day=timezone.localdate(now)
    )
    owners = _Owners(parties, found, further)
    rows: dict[int, list[ProposedRow]] = defaultdict(list)
    for one in found:
        for party_id in owners.of(one):
            mine = rows[party_id]
            mine.append(_row(one, position=len(mine) + 1, now=now))
    return Carried(rows, owners.headings)


class _Owners:
    """Whose rows of the source plan are, looked up by heading and by city."""

    def __init__(
        self,
        parties: Sequence[Organization],
        found: Sequence[NextRow],
        further: Mapping[int, Sequence[Municipality]],
    ) -> None:
        self.headings = _headings(parties, (one.section for one in found))
        self._by_heading = {heading: party for party, heading in self.headings.items()}
        self._by_city: dict[int, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        own = {party.territory_id for party in parties if party.territory_id is not None}
        for party in parties:
            # A place that was invited itself speaks for itself.
            others = [one for one in further.get(party.pk, ()) if one.pk not in own]
            for city in [*([party.territory] if party.territory else []), *others]:
                self._by_city[city.pk].append(party.pk)
                self._by_name[name_key(city.name)].append(party.pk)
        self._cities = _cities_of_items([one.item_id for one in found if one.item_id is not None])

    def of(self, one: NextRow) -> list[int]:
        """Return the parties a row belongs to, each once."""
        owner = self._by_heading.get(one.section)
        owners = [] if owner is None else [owner]
        if one.item_id is not None:
            for city in sorted(self._cities.get(one.item_id, ())):
                owners += self._by_city.get(city, [])
        else:
            for place in one.row.places:
                owners += self._by_name.get(name_key(place.locality or ""), [])
        return list(dict.fromkeys(owners))


def _headings(parties: Sequence[Organization], sections: Iterable[str]) -> dict[int, str]:
    by_name = {name_key(heading): heading for heading in sections}
    return {
        party.pk: by_name[name_key(party.name)]
        for party in parties
        if name_key(party.name) in by_name
    }


def _cities_of_items(item_ids: Sequence[int]) -> dict[int, set[int]]:
    """Return the municipalities each row takes place in, in one query."""
    events = dict(PlanItem.objects.filter(pk__in=item_ids).values_list("event_id", "pk"))
    places = EventPlace.objects.filter(event_id__in=events, municipality__isnull=False)
    cities: dict[int, set[int]] = defaultdict(set)
    for event_id, city_id in places.values_list("event_id", "municipality_id"):
        cities[events[event_id]].add(city_id)
    return cities


def _row(one: NextRow, *, position: int, now: datetime) -> ProposedRow:
    cells = row_cells(one.row)
    hints = [*one.hints]
    if one.is_stale and one.reason:
        hints.append(one.reason)
    return ProposedRow(
        position=position,
        origin=RowOrigin.CARRIED,
        carried_item_id=one.item_id,
        section_heading=one.section,
        carried_cells=cells,
        cells=cells,
        row=event_to_dict(one.row),
        hints=hints,
        updated_at=now,
    )


def row_cells(row: EventDraft) -> list[list[str]]:
    """Return the words of a row by their roles, without its number: numbers are given in print."""
    return [[cell.role, cell.text] for cell in row.cells if cell.role != "number"]
