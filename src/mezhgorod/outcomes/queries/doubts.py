"""What does not agree in the facts of an event; computed anew, decisions are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from mezhgorod.outcomes.models import (
    AgendaItem,
    AgreedTask,
    EventAward,
    HeldEvent,
    Participation,
    StandingTable,
    Talk,
)
from mezhgorod.outcomes.queries.counting import count_of
from mezhgorod.outcomes.queries.doubt_rules import found_doubts
from mezhgorod.outcomes.queries.doubt_values import PARTY_FIELDS, Circumstances, Doubt, ToldParty
from mezhgorod.outcomes.queries.meeting_doubts import judged_agenda
from mezhgorod.outcomes.rules.doubting import NumberedYear
from mezhgorod.planning.models import PlanItem, SeriesEdition
from mezhgorod.planning.rules import EditionState
from mezhgorod.registry.models import Membership


def doubts_of(held: HeldEvent) -> list[Doubt]:
    """Return the doubts about an event, open ones first."""
    return doubts_of_many([held])[held.pk]


def doubts_of_many(events: Iterable[HeldEvent]) -> dict[int, list[Doubt]]:
    """Return the doubts about events by their keys; the number of queries is fixed."""
    loaded = list(_loaded([held.pk for held in events]))
    _give_parties(loaded)
    around = _circumstances(loaded)
    return {held.pk: _decided(held, found_doubts(held, around)) for held in loaded}


def _decided(held: HeldEvent, doubts: Iterable[Doubt]) -> list[Doubt]:
    decisions = {(one.code, one.subject): one for one in held.doubts.all()}
    found = [replace(one, decision=decisions.get((one.code, one.subject))) for one in doubts]
    return sorted(found, key=lambda one: one.decision is not None)


def _loaded(wanted: Sequence[int]) -> Iterable[HeldEvent]:
    return (
        HeldEvent.objects.filter(pk__in=wanted)
        .select_related("series")
        .annotate(
            talk_count=count_of(Talk.objects),
            table_count=count_of(StandingTable.objects),
            agenda_count=count_of(AgendaItem.objects),
            award_count=count_of(EventAward.objects),
            task_count=count_of(AgreedTask.objects),
        )
        # Few facts are asked for their source.
        .prefetch_related("sources", "counts", "doubts", judged_agenda())
    )


def _give_parties(events: Sequence[HeldEvent]) -> None:
    """Give events their participants as bare rows: a year has thousands of them."""
    found: dict[int, list[ToldParty]] = defaultdict(list)
    rows = Participation.objects.filter(held_event__in=[held.pk for held in events])
    for held_id, *values in rows.values_list("held_event", *PARTY_FIELDS):
        found[held_id].append(ToldParty(*values))
    for held in events:
        held.told_parties = found[held.pk]  # type: ignore[attr-defined]


def _circumstances(events: Sequence[HeldEvent]) -> Circumstances:
    series = {held.series_id for held in events if held.series_id is not None}
    memberships = _memberships({held.owner_id for held in events})
    return Circumstances(
        member_of_city={pk: _member_by_city(rows) for pk, rows in memberships.items()},
        memberships_of_city={pk: _by_city(rows) for pk, rows in memberships.items()},
        editions=_editions(series),
        withdrawn=_withdrawn(series),
        plan_starts=_plan_starts([held.event_id for held in events if held.event_id is not None]),
    )


def _memberships(owners: Iterable[int]) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = defaultdict(list)
    rows = Membership.objects.filter(association__in=list(owners)).select_related("member")
    for row in rows.prefetch_related("places"):
        found[row.association_id].append(row)
    return found


def _member_by_city(memberships: Iterable[Membership]) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in memberships:
        if row.member.territory_id is not None:
            found[row.member.territory_id] = row.member_id
        for place in row.places.all():
            found[place.municipality_id] = row.member_id
    return found


def _by_city(memberships: Iterable[Membership]) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = defaultdict(list)
    for row in memberships:
        if row.member.territory_id is not None:
            found[row.member.territory_id].append(row)
    return found


def _editions(series: Iterable[int]) -> dict[int, list[NumberedYear]]:
    wanted = list(series)
    found: dict[int, list[NumberedYear]] = defaultdict(list)
    told = SeriesEdition.objects.filter(series__in=wanted, state=EditionState.HELD)
    for pk, number, year in told.values_list("series", "number", "year"):
        found[pk].append(NumberedYear(number, year))
    held = HeldEvent.objects.filter(
        series__in=wanted, edition__isnull=False, earliest__isnull=False
    )
    for pk, edition, earliest in held.values_list("series", "edition", "earliest"):
        if pk is not None and edition is not None and earliest is not None:
            found[pk].append(NumberedYear(edition, earliest.year))
    return found


def _withdrawn(series: Iterable[int]) -> dict[int, list[SeriesEdition]]:
    found: dict[int, list[SeriesEdition]] = defaultdict(list)
    rows = SeriesEdition.objects.filter(
        state=EditionState.WITHDRAWN, series__in=list(series)
    ).select_related("host")
    for one in rows:
        found[one.series_id].append(one)
    return found


def _plan_starts(events: Sequence[int]) -> dict[int, date]:
    rows = PlanItem.objects.filter(event__in=events).order_by("-section__plan__period_start")
    return dict(rows.values_list("event", "section__plan__period_start"))
