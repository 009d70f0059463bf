"""Facts of events as the sheets that paragraphs are written from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from mezhgorod.outcomes.models import (
    AgendaItem,
    AgreedTask,
    EventAward,
    HeldEvent,
    Standing,
    StatedCount,
    Talk,
    TrophyHolding,
)
from mezhgorod.outcomes.queries.sheet_rows import Party, SheetRows, sheet_rows
from mezhgorod.outcomes.rules import (
    AwardKind,
    HostCounted,
    PartyRole,
    TalkRole,
    UnionRole,
)
from mezhgorod.planning.models import SeriesEdition
from mezhgorod.planning.rules import AttendanceMode, EditionState, EventInvolvement
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import MunicipalityKind
from planbook.narrative import (
    AgendaLine,
    Amount,
    AwardLine,
    DecisionLine,
    EventSheet,
    Hedge,
    Involvement,
    Name,
    NameKind,
    PersonName,
    PlannedLine,
    StandingLine,
    TrophyLine,
)
from planbook.places.subjects import subject_names
from planbook.standings import number_words

_ROLES = {
    UnionRole.SUPPORTED: Involvement.SUPPORTED,
    UnionRole.TOOK_PART: Involvement.TOOK_PART,
}
_INVOLVEMENTS = {
    EventInvolvement.SUPPORTED: Involvement.SUPPORTED,
    EventInvolvement.ATTENDED: Involvement.TOOK_PART,
}
# Editions in these states are still to come.
_FUTURE = (
    EditionState.NEEDS_HOST,
    EditionState.OFFERED,
    EditionState.DECIDED,
    EditionState.WITHDRAWN,
)


def sheet_of(held: HeldEvent) -> EventSheet:
    """Return the sheet of one event."""
    return sheets_of([held])[0]


def sheets_of(events: Iterable[HeldEvent]) -> tuple[EventSheet, ...]:
    """Return the sheets of events in their order, in a fixed number of queries.

    `key` of a sheet and of every value in it is the primary key as a string. Only facts that count
    are told, nothing of further sources.
    """
    rows = sheet_rows([held.pk for held in events])
    planned = _planned(rows)
    return tuple(_sheet(held, rows, planned.get(held.pk, ())) for held in rows.events)


def _sheet(held: HeldEvent, rows: SheetRows, planned: Sequence[PlannedLine]) -> EventSheet:
    parties: dict[str, list[Party]] = defaultdict(list)
    for one in rows.parties[held.pk]:
        parties[one.role].append(one)
    present, remote = _present_and_remote(held, parties[PartyRole.PARTICIPANT])
    talks, awards = rows.talks[held.pk], rows.awards[held.pk]
    spoke = [one for one in talks if one.role == TalkRole.SPEAKER]
    return EventSheet(
        key=str(held.pk),
        title=held.title,
        kind=held.kind,
        role=event_role(held),
        edition=held.edition,
        series=held.series.name if held.series else "",
        body=held.body.name if held.body else "",
        topic=held.topic,
        parent=held.parent_text or (held.parent.title if held.parent else ""),
        timing=held.timing_edtf,
        timing_text=held.timing_text,
        mode="" if held.attendance_mode == AttendanceMode.UNKNOWN else held.attendance_mode,
        venue=held.venue,
        hosts=_names(parties[PartyRole.HOST]),
        organisers=_names(parties[PartyRole.ORGANIZER]),
        participants=_names(present),
        participants_remote=_names(remote),
        guests=_names(parties[PartyRole.GUEST]),
        observers=_names(parties[PartyRole.OBSERVER]),
        is_open=held.is_list_open,
        host_counted="" if held.host_counted == HostCounted.UNKNOWN else held.host_counted,
        counts=tuple(_amount(one) for one in rows.counts[held.pk]),
        moderators=tuple(_speaker(one) for one in talks if one.role == TalkRole.MODERATOR),
        speakers=tuple(_speaker(one) for one in spoke if one.name),
        speakers_from=(
            *_names(parties[PartyRole.PRESENTER]),
            *(_place_of(one) for one in spoke if not one.name and _has_place(one)),
        ),
        experts_from=_names(parties[PartyRole.EXPERT]),
        agenda=tuple(_question(one) for one in rows.agenda[held.pk]),
        decisions=tuple(_decision(one) for one in rows.tasks[held.pk]),
        awards=tuple(_award(one) for one in awards if one.winner),
        awarded_places=tuple(
            _place_of(one) for one in awards if not one.winner and _has_place(one)
        ),
        standings=tuple(_line(one, discipline) for discipline, one in rows.standings(held.pk)),
        trophies=tuple(_trophy(one) for one in rows.trophies[held.pk]),
        planned=tuple(planned),
        result=held.result,
    )


def _present_and_remote(
    held: HeldEvent, listed: Sequence[Party]
) -> tuple[Sequence[Party], Sequence[Party]]:
    """Part who came from who was far away; where everybody was far away nobody is told apart."""
    remote = [one for one in listed if one.mode == AttendanceMode.ONLINE]
    if held.attendance_mode == AttendanceMode.ONLINE or len(remote) == len(listed):
        return listed, ()
    return [one for one in listed if one.mode != AttendanceMode.ONLINE], remote


def event_role(held: HeldEvent) -> Involvement:
    """Return what an event is in a report: what the owner did for it, else what the plan said."""
    if held.union_role:
        return _ROLES.get(UnionRole(held.union_role), Involvement.HELD)
    if held.involvement:
        return _INVOLVEMENTS.get(EventInvolvement(held.involvement), Involvement.HELD)
    return Involvement.HELD


def _planned(told: SheetRows) -> dict[int, list[PlannedLine]]:
    """Return editions to come by event: those of its series, and those its decisions name."""
    events = told.events
    series = {held.series_id for held in events if held.series_id is not None}
    decided: dict[int, list[int]] = defaultdict(list)
    for held in events:
        for item in told.agenda[held.pk]:
            if item.decision_id is not None:
                decided[item.decision_id].append(held.pk)
    rows = SeriesEdition.objects.filter(state__in=_FUTURE).select_related("series", "host__region")
    editions = list(rows.filter(series__in=series)) + list(rows.filter(decision__in=list(decided)))
    found: dict[int, dict[int, PlannedLine]] = defaultdict(dict)
    for one in sorted({row.pk: row for row in editions}.values(), key=lambda row: row.number):
        for pk in decided.get(one.decision_id or 0, ()):
            found[pk][one.pk] = _planned_line(one)
        for held in events:
            if held.series_id == one.series_id and _is_next(held, one):
                found[held.pk][one.pk] = _planned_line(one)
    return {pk: list(lines.values()) for pk, lines in found.items()}


def _is_next(held: HeldEvent, edition: SeriesEdition) -> bool:
    if held.edition is not None:
        return edition.number == held.edition + 1
    return held.earliest is not None and edition.year > held.earliest.year


def _planned_line(edition: SeriesEdition) -> PlannedLine:
    return PlannedLine(
        title=edition.series.name,
        edition=edition.number,
        host=_city(edition.host) if edition.host else None,
        year=edition.year,
        is_withdrawn=edition.state == EditionState.WITHDRAWN,
        key=str(edition.pk),
    )


def _names(parties: Iterable[Party]) -> tuple[Name, ...]:
    return tuple(
        Name(
            text=one.text,
            kind=_kind(one),
            region=_region(one.city),
            key=str(one.pk),
            mode="" if one.mode == AttendanceMode.UNKNOWN else one.mode,
        )
        for one in parties
    )


def _kind(party: Party) -> NameKind:
    if party.city is not None:
        return _city_kind(party.city)
    if party.organization is not None:
        return NameKind.ORGANIZATION
    return NameKind.REGION if party.text in _regions() else NameKind.TEXT


@cache
def _regions() -> frozenset[str]:
    return frozenset(subject_names().values())


def _city_kind(city: Municipality) -> NameKind:
    is_district = city.kind == MunicipalityKind.DISTRICT
    return NameKind.DISTRICT if is_district else NameKind.SETTLEMENT


def _region(city: Municipality | None) -> str:
    """Return the region that is said after a district; a city is known by its name."""
    if city is None or city.kind != MunicipalityKind.DISTRICT or city.region is None:
        return ""
    return city.region.name


def _city(city: Municipality, key: str = "") -> Name:
    return Name(text=city.name, kind=_city_kind(city), region=_region(city), key=key)


def _has_place(one: Talk | EventAward) -> bool:
    return one.municipality is not None or bool(one.affiliation)


def _place_of(one: Talk | EventAward) -> Name:
    if one.municipality is not None:
        return _city(one.municipality, str(one.pk))
    return Name(text=one.affiliation, kind=NameKind.ORGANIZATION, key=str(one.pk))


def _speaker(talk: Talk) -> PersonName:
    return PersonName(
        name=talk.name,
        post=talk.post,
        place=_place_of(talk) if _has_place(talk) else None,
        title=talk.title,
        key=str(talk.pk),
    )


def _amount(count: StatedCount) -> Amount:
    return Amount(
        number=count.number,
        unit=count.unit,
        unit_text=count.unit_text,
        hedge=Hedge(count.hedge),
        key=str(count.pk),
    )


def _question(item: AgendaItem) -> AgendaLine:
    return AgendaLine(
        title=item.title, reporter=item.reporter, decision=item.decision_text, key=str(item.pk)
    )


def _decision(task: AgreedTask) -> DecisionLine:
    return DecisionLine(
        text=task.text, executor=task.executor_text, due=task.due_text, key=str(task.pk)
    )


def _kind_told(award: EventAward) -> str:
    """Return what kind of award it was; nothing where nobody has told."""
    return "" if award.kind == AwardKind.OTHER else award.get_kind_display()


def _award(award: EventAward) -> AwardLine:
    place = _place_of(award) if _has_place(award) else None
    key = str(award.pk)
    return AwardLine(
        award=award.name or _kind_told(award),
        grantor=award.grantor,
        person=PersonName(name=award.winner, post=award.post, place=place, key=key),
        place=place,
        handed_by=PersonName(name=award.handed_by, key=key) if award.handed_by else None,
        key=key,
    )


def _line(line: Standing, discipline: str) -> StandingLine:
    city = line.municipality
    team = _city(city) if city else Name(text=line.team, kind=NameKind.TEXT)
    return StandingLine(
        place=line.place,
        team=team,
        points="" if line.points is None else number_words(line.points),
        discipline=discipline,
        key=str(line.pk),
    )


def _trophy(holding: TrophyHolding) -> TrophyLine:
    city = holding.municipality
    holder = _city(city) if city else Name(text=holding.holder, kind=NameKind.TEXT)
    return TrophyLine(name=holding.trophy.name, holder=holder, key=str(holding.pk))
