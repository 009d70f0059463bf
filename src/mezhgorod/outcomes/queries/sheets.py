"""Held events as sheets of facts, from which paragraphs of reports are printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from mezhgorod.outcomes.models import (
    AgendaItem,
    AgreedTask,
    EventAward,
    HeldEvent,
    Participation,
    Standing,
    StatedCount,
    Talk,
    TrophyHolding,
)
from mezhgorod.outcomes.rules import HostCounted, PartyRole, TalkRole, TaskState, UnionRole
from mezhgorod.planning.models import SeriesEdition
from mezhgorod.planning.rules import AttendanceMode, EditionState
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import MunicipalityKind
from planbook.narrative import (
    AgendaLine,
    Amount,
    AwardLine,
    DecisionLine,
    EventRole,
    EventSheet,
    Hedge,
    Name,
    NameKind,
    PersonName,
    PlannedLine,
    StandingLine,
    TrophyLine,
)

_Row = TypeVar("_Row", bound=Model)
_ROLES = {
    UnionRole.SUPPORTED: EventRole.SUPPORTED,
    UnionRole.TOOK_PART: EventRole.TOOK_PART,
}
_COUNTED = {HostCounted.YES: "yes", HostCounted.NO: "no"}
_Groups = Mapping[int, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of many events by the key of the event; of editions by the key of the series."""

    parties: _Groups
    counts: _Groups
    talks: _Groups
    agenda: _Groups
    tasks: _Groups
    awards: _Groups
    standings: _Groups
    trophies: _Groups
    editions: _Groups


def sheet_of(held: HeldEvent) -> EventSheet:
    """Return the facts of one event."""
    return sheets_of([held])[0]


def sheets_of(events: Sequence[HeldEvent]) -> tuple[EventSheet, ...]:
    """Return the facts of events in their order; the number of queries is fixed.

    The key of a sheet is the key of its event, keys of values are those of their rows. Only facts
    that are counted are told, not what another source says.
    """
    rows = _rows_of(events)
    return tuple(_sheet(held, rows) for held in events)


def _rows_of(events: Sequence[HeldEvent]) -> _Rows:
    keys = [one.pk for one in events]
    parties = Participation.objects.filter(is_current=True).order_by("position", "id")
    standings = Standing.objects.filter(table__held_event__in=keys)
    editions = SeriesEdition.objects.filter(series__in={one.series_id for one in events} - {None})
    return _Rows(
        parties=_grouped(parties.select_related("municipality__region", "organization"), keys),
        counts=_grouped(StatedCount.objects.filter(is_current=True).order_by("id"), keys),
        talks=_grouped(Talk.objects.select_related("municipality"), keys),
        agenda=_grouped(AgendaItem.objects.all(), keys),
        tasks=_grouped(AgreedTask.objects.exclude(state=TaskState.DROPPED), keys),
        awards=_grouped(EventAward.objects.select_related("municipality"), keys),
        standings=_by(
            "table.held_event_id",
            standings.select_related("table", "municipality__region").order_by(
                "table__position", "table", "position"
            ),
        ),
        trophies=_grouped(
            TrophyHolding.objects.select_related("trophy", "municipality__region"), keys
        ),
        editions=_by(
            "series_id", editions.select_related("series", "host__region").order_by("number")
        ),
    )


def _grouped(rows: QuerySet[_Row], keys: Sequence[int]) -> _Groups:
    return _by("held_event_id", rows.filter(held_event__in=keys))


def _by(path: str, rows: Iterable[_Row]) -> _Groups:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        value: Any = row
        for name in path.split("."):
            value = getattr(value, name)
        found[value].append(row)
    return found


def _sheet(held: HeldEvent, rows: _Rows) -> EventSheet:
    parties = rows.parties.get(held.pk, ())
    present, remote = _participants(held, parties)
    talks, awards = rows.talks.get(held.pk, ()), rows.awards.get(held.pk, ())
    mode = held.attendance_mode
    return EventSheet(
        key=str(held.pk),
        title=held.title,
        kind=held.kind,
        role=_ROLES.get(UnionRole(held.union_role), EventRole.HELD)
        if held.union_role
        else EventRole.HELD,
        edition=held.edition,
        series=held.series.name if held.series else "",
        body=held.body.name if held.body else "",
        topic=held.topic,
        parent=held.parent.title if held.parent else held.parent_text,
        timing=held.timing_edtf,
        timing_text=held.timing_text,
        mode="" if mode == AttendanceMode.UNKNOWN else mode,
        venue=held.venue,
        hosts=_in_role(parties, PartyRole.HOST),
        organisers=_in_role(parties, PartyRole.ORGANIZER),
        participants=present,
        participants_remote=remote,
        guests=_in_role(parties, PartyRole.GUEST),
        observers=_in_role(parties, PartyRole.OBSERVER),
        is_open=held.is_list_open,
        host_counted=_COUNTED.get(HostCounted(held.host_counted), ""),
        counts=tuple(_amount(one) for one in rows.counts.get(held.pk, ())),
        moderators=tuple(_speaker(one) for one in talks if one.role == TalkRole.MODERATOR),
        speakers=tuple(_speaker(one) for one in talks if one.role == TalkRole.SPEAKER),
        speakers_from=_in_role(parties, PartyRole.PRESENTER),
        experts_from=_in_role(parties, PartyRole.EXPERT),
        agenda=tuple(
            AgendaLine(one.title, one.reporter, one.decision_text, key=str(one.pk))
            for one in rows.agenda.get(held.pk, ())
        ),
        decisions=tuple(
            DecisionLine(one.text, one.executor_text, one.due_text, key=str(one.pk))
            for one in rows.tasks.get(held.pk, ())
        ),
        awards=tuple(_award(one) for one in awards if one.winner),
        awarded_places=tuple(_name(one, one.affiliation) for one in awards if not one.winner),
        standings=tuple(_standing(one) for one in rows.standings.get(held.pk, ())),
        trophies=tuple(
            TrophyLine(one.trophy.name, _name(one, one.holder), key=str(one.pk))
            for one in rows.trophies.get(held.pk, ())
        ),
        planned=_planned(held, rows.editions.get(held.series_id or 0, ())),
        result=held.result,
    )


def _participants(
    held: HeldEvent, parties: Sequence[Participation]
) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Return who took part, and apart from them who did from afar where others came."""
    names = [one for one in parties if one.role == PartyRole.PARTICIPANT]
    remote = [one for one in names if one.mode == AttendanceMode.ONLINE]
    if held.attendance_mode == AttendanceMode.ONLINE or len(remote) == len(names):
        return tuple(_party(one) for one in names), ()
    here = [one for one in names if one.mode != AttendanceMode.ONLINE]
    return tuple(_party(one) for one in here), tuple(_party(one) for one in remote)


def _in_role(parties: Sequence[Participation], role: PartyRole) -> tuple[Name, ...]:
    return tuple(_party(one) for one in parties if one.role == role)


def _party(row: Participation) -> Name:
    mode = "" if row.mode == AttendanceMode.UNKNOWN else row.mode
    if row.municipality is None:
        return Name(row.text, NameKind.ORGANIZATION, key=str(row.pk), mode=mode)
    return _place(row.municipality, key=str(row.pk), mode=mode)


def _name(row: Any, text: str) -> Name:
    """Return a place of a row that may only be known by its words."""
    if row.municipality is None:
        return Name(text, NameKind.TEXT, key=str(row.pk))
    return _place(row.municipality, key=str(row.pk))


def _place(city: Municipality, *, key: str, mode: str = "") -> Name:
    if city.kind == MunicipalityKind.DISTRICT:
        region = city.region.name if city.region else ""
        return Name(city.name, NameKind.DISTRICT, region, key, mode)
    return Name(city.name, NameKind.SETTLEMENT, key=key, mode=mode)


def _amount(row: StatedCount) -> Amount:
    return Amount(row.number, row.unit, row.unit_text, Hedge(row.hedge), key=str(row.pk))


def _speaker(row: Talk) -> PersonName:
    place = None
    if row.municipality is not None:
        place = _place(row.municipality, key=str(row.pk))
    elif row.affiliation:
        place = Name(row.affiliation, NameKind.ORGANIZATION, key=str(row.pk))
    return PersonName(row.name, row.post, place, row.title, key=str(row.pk))


def _award(row: EventAward) -> AwardLine:
    place = _name(row, row.affiliation) if row.municipality or row.affiliation else None
    return AwardLine(
        award=row.name or row.get_kind_display(),
        grantor=row.grantor,
        person=PersonName(row.winner, row.post, place, key=str(row.pk)),
        place=place,
        handed_by=PersonName(row.handed_by) if row.handed_by else None,
        key=str(row.pk),
    )


def _standing(row: Standing) -> StandingLine:
    points = "" if row.points is None else format(row.points.normalize(), "f").replace(".", ",")
    return StandingLine(
        row.place, _name(row, row.team), points, row.table.discipline, key=str(row.pk)
    )


def _planned(held: HeldEvent, editions: Sequence[SeriesEdition]) -> tuple[PlannedLine, ...]:
    """Return the editions of its series that are to come after this one."""
    return tuple(
        PlannedLine(
            title=one.series.name,
            edition=one.number,
            host=_place(one.host, key=str(one.pk)) if one.host else None,
            year=one.year,
            is_withdrawn=one.state == EditionState.WITHDRAWN,
            key=str(one.pk),
        )
        for one in editions
        if held.edition is not None and one.number > held.edition
    )
