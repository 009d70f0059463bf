"""What a confirmed fact becomes in outcomes: rows under a source that quotes its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import QuerySet

from mezhgorod.outcomes.models import (
    EventAward,
    FactSource,
    HeldEvent,
    Participation,
    Standing,
    StandingTable,
    StatedCount,
    Talk,
    Trophy,
    TrophyHolding,
)
from mezhgorod.outcomes.rules import (
    AwardKind,
    CountUnit,
    FactState,
    Hedge,
    PartyRole,
    SourceKind,
    TalkRole,
    UnionRole,
)
from mezhgorod.planning.actions.years.told_offers import (
    ToldOffers,
    forget_told_offers,
    offers_were_told,
)
from mezhgorod.planning.rules import AttendanceMode, clip
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.reporting.actions.reading.counting import UNITS, unit_of
from mezhgorod.reporting.actions.reading.desk import Desk, name_in_lists
from mezhgorod.reporting.models import ReadFact
from mezhgorod.reporting.rules.reading import person_and_place, trophy_of
from planbook.dates import Timing, format_timing, from_edtf, timing_to_dict
from planbook.facts import FactType

_MAX_WORDS, _MAX_TITLE, _MAX_NAME, _MAX_UNIT = 300, 500, 200, 200
_ROLES = {
    FactType.HOST: PartyRole.HOST,
    FactType.PARTICIPANTS: PartyRole.PARTICIPANT,
    FactType.PARTICIPANTS_REMOTE: PartyRole.PARTICIPANT,
    FactType.PARTICIPANTS_DISTRICT: PartyRole.PARTICIPANT,
    FactType.SPEAKERS_FROM: PartyRole.PRESENTER,
    FactType.EXPERTS_FROM: PartyRole.EXPERT,
    FactType.ORGANISER: PartyRole.ORGANIZER,
}
_MODES = {"remote": AttendanceMode.ONLINE, "mixed": AttendanceMode.HYBRID}
_AWARDS = (
    (re.compile(r"\bзнак"), AwardKind.BADGE),
    (re.compile(r"\bграмот"), AwardKind.DIPLOMA),
    (re.compile(r"\bблагодарн"), AwardKind.THANKS),
)
_PARTICIPANTS_OF_MODE = {
    AttendanceMode.ONLINE: AttendanceMode.ONLINE,
    AttendanceMode.HYBRID: AttendanceMode.IN_PERSON,
}


_Writer = Callable[[Desk, ReadFact, HeldEvent, FactSource], None]


_Row = TypeVar("_Row", Participation, StatedCount)


def become(desk: Desk, fact: ReadFact, held: HeldEvent) -> None:
    """Write what a fact says into outcomes; `fact` is not saved.

    What another source has told of the same already goes on counting; so do facts that are
    accepted. The new rows then stand beside them.
    """
    kind = FactType(fact.type)
    fact.undo_data = None
    if kind is FactType.STANDING:
        _stand(desk, fact, held)
        return
    fact.source = source = new_source(desk, fact, held)
    _WRITERS[kind](desk, fact, held, source)


def take_back(fact: ReadFact, held: HeldEvent) -> None:
    """Remove what a fact became; columns get back what was there, unless changed since.

    Raises:
        RuleViolation: the facts of the event are accepted or shown to everybody.
    """
    if held.state == FactState.ACCEPTED or held.published_at is not None:
        message = (
            f"Сведения о мероприятии «{held.title[:200]}» уже приняты. "
            "Верните их на уточнение, потом отменяйте."
        )
        raise RuleViolation("reading.accepted", message)
    forget_told_offers(origin=_origin(fact))
    undo = fact.undo_data or {}
    for name, (before, after) in undo.get("columns", {}).items():
        if _plain(getattr(held, name)) == after:
            setattr(held, name, before)
    Standing.objects.filter(pk=undo.get("standing") or 0).delete()
    TrophyHolding.objects.filter(pk=undo.get("trophy") or 0).delete()
    Trophy.objects.filter(pk=undo.get("trophy_made") or 0, holdings=None).delete()
    source, fact.source, fact.undo_data = fact.source, None, None
    if source is not None and not source.read_facts.exclude(pk=fact.pk).exists():
        source.delete()


def new_source(desk: Desk, fact: ReadFact, held: HeldEvent) -> FactSource:
    """Keep the sentence of a report a fact was read in."""
    return FactSource.objects.create(
        held_event=held,
        kind=SourceKind.REPORT,
        title=clip(desk.report.title, _MAX_TITLE),
        document=desk.report.document,
        paragraph=fact.paragraph,
        quote=fact.text,
        by_id=desk.actor.user_id,
        at=desk.now,
    )


def _parties(desk: Desk, fact: ReadFact, held: HeldEvent, source: FactSource) -> None:
    kind = FactType(fact.type)
    role = _ROLES[kind]
    counted = _step_aside(desk, held.participations.filter(role=role, is_current=True))
    others = counted.exclude(source__read_facts__read_event__report=desk.report)
    is_current = _counts_now(held) and not others.exists()
    offsets = desk.offsets(fact)
    last = desk.after(fact)
    rows = []
    for index, value in enumerate(fact.values):
        name = name_in_lists(value)
        organization = desk.organizations.find(value) if kind is FactType.ORGANISER else None
        rows.append(
            Participation(
                held_event=held,
                role=role,
                position=offsets.get(name, last + index),
                text=clip(name, _MAX_WORDS),
                municipality=None if kind is FactType.ORGANISER else desk.city(value),
                organization=organization,
                mode=_mode_of(kind, fact, held),
                source=source,
                is_current=is_current,
            )
        )
        if organization is not None and organization.pk == held.owner_id:
            is_alone = len(fact.values) == 1
            union_role = UnionRole.ORGANIZED if is_alone else UnionRole.CO_ORGANIZED
            _set(fact, held, {"union_role": union_role})
    Participation.objects.bulk_create(rows)
    if fact.is_open:
        _set(fact, held, {"is_list_open": True})


def _step_aside(desk: Desk, counted: QuerySet[_Row]) -> QuerySet[_Row]:
    """Let what this report said before it was corrected count no more; return the rest."""
    gone = counted.filter(
        source__read_facts__is_gone=True, source__read_facts__read_event__report=desk.report
    )
    keys = list(gone.values_list("pk", flat=True))
    counted.filter(pk__in=keys).update(is_current=False)
    return counted.all()


def _mode_of(kind: FactType, fact: ReadFact, held: HeldEvent) -> AttendanceMode:
    """Return how parties took part; the words of the list itself say it, else the whole event."""
    if kind is FactType.PARTICIPANTS_REMOTE:
        return AttendanceMode.ONLINE
    if kind not in {FactType.PARTICIPANTS, FactType.PARTICIPANTS_DISTRICT}:
        return AttendanceMode.UNKNOWN
    siblings = fact.read_event.facts.all()
    if any(one.type == FactType.PARTICIPANTS_REMOTE for one in siblings):
        return AttendanceMode.IN_PERSON
    told = [one for one in siblings if one.type == FactType.MODE and one.values]
    mode = _MODES.get(told[0].values[0]) if told else AttendanceMode(held.attendance_mode)
    return _PARTICIPANTS_OF_MODE.get(mode or AttendanceMode.UNKNOWN, AttendanceMode.UNKNOWN)


def _count(desk: Desk, fact: ReadFact, held: HeldEvent, source: FactSource) -> None:
    kind = FactType(fact.type)
    if fact.number is None:
        raise RuleViolation("reading.no_number", "Число не понято: исправьте факт.", "number")
    paragraph = desk.paragraphs.get(fact.paragraph, "")
    unit, words = unit_of(kind, paragraph, fact.start, fact.end)
    of_unit = {"unit": unit, **({"unit_text": words} if unit is CountUnit.OTHER else {})}
    others = _step_aside(desk, held.counts.filter(**of_unit, is_current=True))
    StatedCount.objects.create(
        held_event=held,
        unit=unit,
        unit_text=clip(words, _MAX_UNIT),
        number=fact.number,
        hedge=fact.hedge if fact.hedge in Hedge.values else Hedge.EXACT,
        source=source,
        is_current=_counts_now(held) and not others.exists(),
    )


def _talks(desk: Desk, fact: ReadFact, held: HeldEvent, source: FactSource) -> None:
    role = TalkRole.MODERATOR if fact.type == FactType.MODERATOR else TalkRole.SPEAKER
    for index, value in enumerate(fact.values):
        name, place = person_and_place(value)
        Talk.objects.create(
            held_event=held,
            position=desk.after(fact) + index,
            role=role,
            name=clip(name, _MAX_NAME),
            affiliation=clip(place, _MAX_WORDS),
            municipality=desk.city(place) if place else None,
            source=source,
        )


def _awards(desk: Desk, fact: ReadFact, held: HeldEvent, source: FactSource) -> None:
    told = [kind for found, kind in _AWARDS if found.search(fact.text.lower())]
    for index, value in enumerate(fact.values):
        is_person = fact.type == FactType.AWARDED
        name, place = person_and_place(value) if is_person else ("", value)
        EventAward.objects.create(
            held_event=held,
            position=desk.after(fact) + index,
            kind=told[0] if len(told) == 1 else AwardKind.OTHER,
            winner=clip(name, _MAX_WORDS),
            affiliation=clip(place, _MAX_WORDS),
            municipality=desk.city(place) if place else None,
            source=source,
        )


def _stand(desk: Desk, fact: ReadFact, held: HeldEvent) -> None:
    """Add a line to the table of places that this report tells of; its facts share one source."""
    tables = held.standings.filter(discipline="", source__document=desk.report.document)
    table = tables.select_related("source").first()
    if table is None:
        source = new_source(desk, fact, held)
        table = StandingTable.objects.create(held_event=held, source=source)
    fact.source = table.source
    team = fact.values[0] if fact.values else ""
    place = min(fact.number or 0, 10_000) or None
    last = table.lines.order_by("-position").values_list("position", flat=True).first() or 0
    is_free = place is not None and not table.lines.filter(position=place).exists()
    line = Standing.objects.create(
        table=table,
        position=place if is_free and place is not None else last + 1,
        place=place,
        team=clip(team, _MAX_WORDS),
        municipality=desk.city(team),
    )
    fact.undo_data = {"standing": line.pk}
    cup = trophy_of(fact.text)
    if place == 1 and cup and held.series is not None:
        trophy, is_first = Trophy.objects.get_or_create(series=held.series, name=cup)
        holding, is_new = TrophyHolding.objects.get_or_create(
            trophy=trophy,
            held_event=held,
            defaults={
                "holder": clip(team, _MAX_WORDS),
                "municipality": desk.city(team),
                "source": table.source,
            },
        )
        if is_new:
            fact.undo_data["trophy"] = holding.pk
        if is_first:
            fact.undo_data["trophy_made"] = trophy.pk


def _mode(desk: Desk, fact: ReadFact, held: HeldEvent, source: FactSource) -> None:
    mode = _MODES.get(fact.values[0] if fact.values else "", AttendanceMode.IN_PERSON)
    _set(fact, held, {"attendance_mode": mode})


def _date(desk: Desk, fact: ReadFact, held: HeldEvent, source: FactSource) -> None:
    try:
        timing = from_edtf(fact.values[0])
    except (ValueError, IndexError) as wrong:
        message = "Время не понято. Исправьте факт: например, «2024-01» или «2024-08-15»."
        raise RuleViolation("reading.date", message, "values") from wrong
    _set(fact, held, timing_of(timing))


def timing_of(timing: Timing) -> dict[str, Any]:
    """Return the columns of a held event that say when it was."""
    return {
        "timing_text": format_timing(timing),
        "timing_edtf": timing.edtf,
        "timing_data": timing_to_dict(timing),
        "earliest": timing.earliest,
        "latest": timing.latest,
    }


def _column(name: str) -> _Writer:
    def write(desk: Desk, fact: ReadFact, held: HeldEvent, source: FactSource) -> None:
        _set(fact, held, {name: fact.number if name == "edition" else ", ".join(fact.values)})

    return write


def _set(fact: ReadFact, held: HeldEvent, columns: dict[str, Any]) -> None:
    """Fill columns of the event; facts that are accepted already are left alone."""
    if not _counts_now(held):
        return
    undo = fact.undo_data or {}
    kept = undo.setdefault("columns", {})
    for name, value in columns.items():
        before = _plain(getattr(held, name))
        setattr(held, name, value)
        kept[name] = [before, _plain(value)]
    fact.undo_data = undo


def _plain(value: Any) -> Any:
    """Return a value of a column as JSON keeps it."""
    if value is None or isinstance(value, bool | int | dict | list):
        return value
    return str(value)


def _counts_now(held: HeldEvent) -> bool:
    return held.state != FactState.ACCEPTED and held.published_at is None


def _next_host(desk: Desk, fact: ReadFact, held: HeldEvent, source: FactSource) -> None:
    """A city named with a held event for the next one: an offer that waits for a decision."""
    cities = tuple(city for city in map(desk.city, fact.values) if city is not None)
    if held.series is None or held.earliest is None:
        return
    told = ToldOffers(
        number=held.edition,
        year=held.earliest.year,
        cities=cities,
        origin=_origin(fact),
        source=f"{source.title}, абзац {fact.paragraph}: {fact.text}",
        next_year=int(fact.number) if fact.number else None,
    )
    offers_were_told(series=held.series, told=told, actor=desk.actor, now=desk.now)


def _origin(fact: ReadFact) -> str:
    return f"read:{fact.pk}"


def _nothing(desk: Desk, fact: ReadFact, held: HeldEvent, source: FactSource) -> None:
    """A fact of an edition to come that stands with a held event: only its words are kept."""


_WRITERS: dict[FactType, _Writer] = {
    **dict.fromkeys(_ROLES, _parties),
    **dict.fromkeys(UNITS, _count),
    FactType.SPEAKER: _talks,
    FactType.MODERATOR: _talks,
    FactType.AWARDED: _awards,
    FactType.AWARDED_CITIES: _awards,
    FactType.MODE: _mode,
    FactType.DATE: _date,
    FactType.PARENT_EVENT: _column("parent_text"),
    FactType.THEME: _column("topic"),
    FactType.ORDINAL: _column("edition"),
    FactType.PLANNED_HOST: _next_host,
    FactType.PLANNED_DATE: _nothing,
    FactType.WITHDRAWN_HOST: _nothing,
}
