"""Held events themselves: begun from a row of a plan or beside plans, changed, taken back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.timezone import localtime

from mezhgorod.outcomes.actions.materials import forget_files
from mezhgorod.outcomes.actions.writing import done_of, source_draft, source_of, tell, writable
from mezhgorod.outcomes.models import HeldEvent, Participation
from mezhgorod.outcomes.queries.subjects import held_subject
from mezhgorod.outcomes.rules import (
    KEEP_FACTS,
    TELL_FACTS,
    TOLD,
    FactState,
    HeldValues,
    Outcome,
    PartyRole,
    SourceDraft,
    Told,
)
from mezhgorod.outcomes.rules.checking import checked_values, ensure_meeting, held_timing
from mezhgorod.planning.models import Event, EventSeries, PlanItem
from mezhgorod.planning.queries.preparation import event_subject
from mezhgorod.planning.rules import PlaceRole
from mezhgorod.registry.models import Body, Organization
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may
from planbook.dates import timing_to_dict
from planbook.language import search_text

_TIMING = ("timing_text", "timing_edtf", "timing_data", "earliest", "latest")
_NOT_STORED = ("timing_text", "timing_edtf", "year")


@transaction.atomic
def record_held(
    *,
    owner: Organization,
    values: HeldValues,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> HeldEvent:
    """Write down a held event; with `event_id` it fulfils that row of a plan.

    What `values` leaves out is taken from the row: title, kind, series, edition, section, hosts.

    Raises:
        RuleViolation: no right, no title, a value out of bounds, or the row has its facts already.
    """
    event = _event_of(owner, values.get("event_id"))
    whole: HeldValues = {**(_values_of(event, owner) if event else {}), **values}
    subject = Subject(owner_id=owner.pk, body_id=whole.get("body_id"))
    ensure_may(actor, KEEP_FACTS, subject)
    if event is not None and HeldEvent.objects.filter(event=event).exists():
        message = "Сведения об этом пункте плана уже есть. Откройте их и дополните."
        raise RuleViolation("held.exists", message)
    if not whole.get("title", "").strip():
        raise RuleViolation("held.no_title", "Напишите, что прошло: название.", "title")
    held = _made(owner, whole, event, now)
    source = source_of(held, source_draft(held, told, actor), by=actor.user_id, at=now)
    _copy_hosts(held, event, source)
    done = done_of(held, "record", "Внесено прошедшее мероприятие", after=_said(held))
    return tell(held, done, actor=actor, now=now)


@transaction.atomic
def begin_held(*, event: Event, owner: Organization, actor: Actor, now: datetime) -> HeldEvent:
    """Return what is known of a row that has passed, begun when nothing is: nobody has told yet.

    Its `outcome` is empty until somebody tells; hosts are taken from the row.

    Raises:
        RuleViolation: no right.
    """
    _event_of(owner, event.pk)
    values = _values_of(event, owner)
    ensure_may(actor, KEEP_FACTS, Subject(owner_id=owner.pk, body_id=values.get("body_id")))
    known = HeldEvent.objects.filter(event=event).first()
    if known is not None:
        return known
    held = _made(owner, {**values, "outcome": "", "timing_text": ""}, event, now)
    source = source_of(held, SourceDraft(title="план"), by=actor.user_id, at=now)
    _copy_hosts(held, event, source)
    return tell(held, done_of(held, "begin", "Начат сбор сведений"), actor=actor, now=now)


@transaction.atomic
def change_held(
    *,
    held: HeldEvent,
    values: HeldValues,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> HeldEvent:
    """Change some of the head of a held event.

    The owner never changes. A host may not move the event to another row, series or section.

    Raises:
        RuleViolation: no right, a value out of bounds, or somebody changed it meanwhile.
    """
    needs_keeper = _LINKS & set(values)
    held = writable(held, KEEP_FACTS if needs_keeper else TELL_FACTS, told=told, actor=actor)
    before = _said(held)
    if "event_id" in values:
        _ensure_free(held, _event_of(held.owner, values["event_id"]))
    _take(held, values, now)
    if "body_id" in values:
        ensure_may(actor, KEEP_FACTS, held_subject(held, actor))
    after = _said(held)
    changed = {name for name in after if after[name] != before[name]}
    if not changed:
        return held
    source_of(held, source_draft(held, told, actor), by=actor.user_id, at=now)
    done = done_of(
        held,
        "change",
        "Изменены сведения",
        before={name: before[name] for name in sorted(changed)},
        after={name: after[name] for name in sorted(changed)},
    )
    return tell(held, done, columns=_columns(values), actor=actor, now=now)


@transaction.atomic
def set_outcome(
    *,
    held: HeldEvent,
    outcome: Outcome,
    reason: str = "",
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> HeldEvent:
    """Say that an event was held, cancelled or did not take place, and why.

    Raises:
        RuleViolation: no right, no reason where nothing was held, or somebody changed it meanwhile.
    """
    if outcome is not Outcome.HELD and not reason.strip():
        message = "Напишите, почему мероприятие не состоялось."
        raise RuleViolation("reason.empty", message, "reason")
    values: HeldValues = {"outcome": outcome.value}
    if reason.strip() or outcome is not Outcome.HELD:
        values["reason"] = reason
    return change_held(held=held, values=values, told=told, actor=actor, now=now)


@transaction.atomic
def delete_held(*, held: HeldEvent, actor: Actor, now: datetime) -> None:
    """Take a held event back that was begun by mistake; its values stay in the journal.

    Raises:
        RuleViolation: no right, or its facts are accepted or shown to everybody.
    """
    held = writable(held, actor=actor)
    if held.state == FactState.ACCEPTED or held.published_at is not None:
        message = "Сведения уже приняты. Верните их на уточнение, тогда их можно удалить."
        raise RuleViolation("held.accepted", message)
    if held.agenda.filter(confirmed_at__isnull=False).exists():
        message = "Избрание записано в справочник. Сначала отмените запись в повестке."
        raise RuleViolation("held.election", message)
    tell(
        held,
        done_of(held, "delete", "Удалены сведения о мероприятии", before=_said(held)),
        actor=actor,
        now=now,
    )
    names = [
        name for pair in held.materials.values_list("file", "thumbnail") for name in pair if name
    ]
    try:
        with transaction.atomic():
            held.delete()
    except ProtectedError as protected:
        message = "Удалить нельзя: на эти сведения уже ссылается отчёт или документ."
        raise RuleViolation("held.in_use", message) from protected
    transaction.on_commit(lambda: forget_files(names))


_LINKS = {"event_id", "series_id", "body_id", "parent_id", "involvement", "union_role"}


def _event_of(owner: Organization, event_id: int | None) -> Event | None:
    """Return the row's event when it stands in a plan of this owner.

    Raises:
        RuleViolation: it stands in no plan of this owner.
    """
    if event_id is None:
        return None
    rows = PlanItem.objects.filter(event_id=event_id, section__plan__owner=owner)
    item = rows.select_related("event__series").first()
    if item is None:
        message = "Такого пункта в планах этой организации нет. Выберите пункт из списка."
        raise RuleViolation("held.foreign_row", message, "event")
    return item.event


def _ensure_free(held: HeldEvent, event: Event | None) -> None:
    if event and HeldEvent.objects.filter(event=event).exclude(pk=held.pk).exists():
        message = "Сведения об этом пункте плана уже внесены как другое мероприятие."
        raise RuleViolation("held.exists", message, "event")


def _values_of(event: Event, owner: Organization) -> HeldValues:
    """Return what a row of a plan says of its event."""
    return {
        "event_id": event.pk,
        "title": event.title,
        "kind": event.kind,
        "topic": event.topic,
        "series_id": event.series_id,
        "edition": event.edition,
        "body_id": event_subject(event=event, owner_id=owner.pk).body_id,
        "involvement": event.involvement,
        "parent_text": event.parent_event,
    }


def _made(owner: Organization, values: HeldValues, event: Event | None, now: datetime) -> HeldEvent:
    held = HeldEvent(uid=uuid4(), owner=owner, event=event, updated_at=now)
    _take(held, values, now)
    held.save()
    return held


def _take(held: HeldEvent, values: HeldValues, now: datetime) -> None:
    for name, value in checked_values(values).items():
        setattr(held, name, value)
    _ensure_links(held)
    ensure_meeting(held.members_total, held.members_present)
    if "timing_text" in values or "timing_edtf" in values:
        _take_timing(held, values, now)
    if held.outcome == Outcome.HELD and held.earliest and held.earliest > localtime(now).date():
        message = "Этот день ещё впереди. Сведения вносят, когда мероприятие прошло."
        raise RuleViolation("held.ahead", message, "timing_text")
    words = (held.title, held.kind, held.topic, held.venue, held.parent_text)
    held.search_text = search_text(" ".join(filter(None, words)))


def _take_timing(held: HeldEvent, values: HeldValues, now: datetime) -> None:
    text = values.get("timing_text", held.timing_text)
    year = values.get("year") or _year_of(held) or now.year
    timing = held_timing(text=text, edtf=values.get("timing_edtf", ""), year=year)
    held.timing_text = " ".join(text.split())
    held.timing_edtf = timing.edtf if timing else ""
    held.timing_data = timing_to_dict(timing) if timing else None
    held.earliest, held.latest = (timing.earliest, timing.latest) if timing else (None, None)
    if timing and (held.earliest is None) != (held.latest is None):
        message = "Укажите, когда мероприятие прошло, а не только его начало или конец."
        raise RuleViolation("timing.open", message, "timing_text")


def _year_of(held: HeldEvent) -> int | None:
    known: date | None = held.earliest
    if known is None and held.event is not None:
        known = held.event.earliest
    return known.year if known else None


def _ensure_links(held: HeldEvent) -> None:
    """Refuse a section, a series or a parent of somebody else."""
    if held.body_id and not Body.objects.filter(pk=held.body_id, owner=held.owner_id).exists():
        raise RuleViolation("held.foreign_body", "Это секция другого объединения.", "body")
    series = EventSeries.objects.filter(owner=held.owner_id)
    if held.series_id and not series.filter(pk=held.series_id).exists():
        raise RuleViolation("held.foreign_series", "Это серия другого объединения.", "series")
    if held.parent_id is not None:
        parent = HeldEvent.objects.filter(owner=held.owner_id, pk=held.parent_id).first()
        if parent is None or parent.pk == held.pk or parent.parent_id == held.pk:
            message = "Такого мероприятия, частью которого было бы это, нет."
            raise RuleViolation("held.foreign_parent", message, "parent")


def _copy_hosts(held: HeldEvent, event: Event | None, source_id: int) -> None:
    if event is None:
        return
    places = event.places.filter(role=PlaceRole.VENUE, municipality__isnull=False)
    seen: dict[int, str] = {}
    for place in places.select_related("municipality"):
        if place.municipality is not None:
            seen.setdefault(place.municipality.pk, place.municipality.name)
    Participation.objects.bulk_create(
        Participation(
            held_event=held,
            role=PartyRole.HOST,
            position=position,
            text=name,
            municipality_id=city,
            source_id=source_id,
        )
        for position, (city, name) in enumerate(seen.items(), start=1)
    )


def _columns(values: HeldValues) -> list[str]:
    plain = [name for name in values if name not in _NOT_STORED]
    has_timing = "timing_text" in values or "timing_edtf" in values
    return [*plain, *(_TIMING if has_timing else ()), "search_text"]


def _said(held: HeldEvent) -> dict[str, Any]:
    """Return the head of an event as JSON values, for the journal."""
    names = (
        "title", "kind", "topic", "timing_text", "timing_edtf", "attendance_mode", "venue",
        "result", "reason", "outcome", "involvement", "union_role", "event_id", "series_id",
        "edition", "body_id", "parent_id", "parent_text", "is_list_open", "host_counted",
        "members_total", "members_present", "quorum_needed", "quorum_rule",
    )  # fmt: skip
    return {name: getattr(held, name) for name in names}
