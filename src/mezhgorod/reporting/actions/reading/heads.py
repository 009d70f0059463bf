"""An event of a report becomes a held event: found by its row of the plan, or begun."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db.models.fields.reverse_related import ForeignObjectRel

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules import FactState, Outcome, UnionRole
from mezhgorod.planning.actions.applying.series import ensure_series, series_of
from mezhgorod.planning.models import Event, EventSeries
from mezhgorod.planning.rules import EXCHANGE_KIND, EventInvolvement
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import AuditEntry, Body
from mezhgorod.registry.rules import Actor, RuleViolation
from mezhgorod.reporting.actions.reading.becoming import timing_of
from mezhgorod.reporting.actions.reading.desk import Desk
from mezhgorod.reporting.models import ReadEvent
from mezhgorod.reporting.queries.plan_rows import series_like
from mezhgorod.reporting.rules import ReadingState
from planbook.dates import Unscheduled, from_edtf
from planbook.facts import ReportRole
from planbook.findings import SourceRef
from planbook.language import search_text
from planbook.plans import EventDraft
from planbook.plans.event_title import read_event_title

_INVOLVEMENT = {
    ReportRole.HELD: EventInvolvement.OWN,
    ReportRole.EXCHANGE: EventInvolvement.OWN,
    ReportRole.SUPPORTED: EventInvolvement.SUPPORTED,
}
_BEGUN = "report.series"
_UNION_ROLES = {ReportRole.SUPPORTED: UnionRole.SUPPORTED, ReportRole.EXCHANGE: UnionRole.ORGANIZED}


def own_row(event: ReadEvent) -> Event | None:
    """Return the row of the report's own year that an event fulfils, None without one."""
    return event.matched_event if event.is_own_year and not event.is_outside_plan else None


def settle_series(desk: Desk, event: ReadEvent) -> None:
    """Find or begin the series of a numbered event: a printed ordinal makes one, as in plans.

    Meetings of a section are counted within a year: «Второе заседание» is no edition.
    """
    is_counted = event.edition is not None and event.role != ReportRole.EXCHANGE
    if event.series is not None or not is_counted or read_event_title(event.title).body:
        return
    owner = event.report.owner
    known = list(EventSeries.objects.filter(owner=owner))
    event.series = series_like(event.title, event.edition, known)
    if event.series is None:
        row = _numbered_row(event)
        before = {one.pk for one in known}
        event.series = series_of(row, ensure_series(owner=owner, rows=[row]))
        if event.series is not None and event.series.pk not in before:
            done = Done(_BEGUN, f"Серия начата по докладу: «{event.series}»", owner_id=owner.pk)
            write_audit(subject=event.series, done=done, actor=desk.actor, now=desk.now)


def drop_series(event: ReadEvent, actor: Actor, now: datetime) -> None:
    """Delete the series that a read event has begun, when nothing else hangs on it any more."""
    series = event.series
    if series is None:
        return
    begun = AuditEntry.objects.filter(
        action=_BEGUN, object_kind=series._meta.label_lower, object_id=str(series.pk)
    )
    if not begun.exists() or _is_used(series, event):
        return
    done = Done("report.series_drop", f"Серия доклада снята: «{series}»", owner_id=series.owner_id)
    write_audit(subject=series, done=done, actor=actor, now=now)
    event.series = None
    series.delete()


def _is_used(series: EventSeries, event: ReadEvent) -> bool:
    for relation in series._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue
        rows = relation.related_model._default_manager.filter(**{relation.field.name: series})
        if relation.related_model is ReadEvent:
            # Others that wait find or begin their series when they are confirmed.
            rows = rows.filter(state=ReadingState.CONFIRMED).exclude(pk=event.pk)
        if rows.exists():
            return True
    return False


def _numbered_row(event: ReadEvent) -> EventDraft:
    parts = read_event_title(event.title)
    return EventDraft(
        event.title,
        Unscheduled(),
        (),
        SourceRef(),
        kind=parts.kind or event.kind,
        own_name=parts.own_name,
        edition=event.edition,
        edition_text=parts.edition_text,
    )


def held_of(desk: Desk, event: ReadEvent) -> HeldEvent:
    """Return the held event of a read one, begun where nothing is known of it yet.

    Raises:
        RuleViolation: another event of the report is this row of the plan already.
    """
    row = own_row(event)
    known = HeldEvent.objects.filter(event=row).first() if row else None
    if known is not None:
        _refuse_twice(event, known)
        if not known.outcome:
            known.outcome = Outcome.HELD
            known.save(update_fields=["outcome"])
        return known
    event.has_made_held = True
    role = ReportRole(event.role)
    held = HeldEvent(
        uid=uuid.uuid4(),
        owner=event.report.owner,
        event=row,
        series=event.series,
        edition=event.edition,
        title=event.title,
        kind=EXCHANGE_KIND if role is ReportRole.EXCHANGE else event.kind,
        body=_body(event),
        involvement=_INVOLVEMENT[role],
        union_role=_UNION_ROLES.get(role, ""),
        outcome=Outcome.HELD,
        state=FactState.DRAFT,
        search_text=search_text(event.title),
        updated_at=desk.now,
        **_whole_period(event),
    )
    held.save()
    return held


def _refuse_twice(event: ReadEvent, held: HeldEvent) -> None:
    twin = held.read_from.filter(report=event.report).exclude(pk=event.pk).first()
    if twin is not None:
        message = (
            f"Эту строку плана уже исполняет «{twin.title[:200]}» из того же доклада. "
            "Выберите другую строку или «вне плана»."
        )
        raise RuleViolation("reading.row_taken", message, "choice")


def _whole_period(event: ReadEvent) -> dict[str, object]:
    """The report tells of its period: without a closer date that is when the event was held."""
    try:
        columns = timing_of(from_edtf(event.report.period_edtf))
    except ValueError:
        return {}
    first, last = columns["earliest"], columns["latest"]
    return columns if isinstance(first, date) and isinstance(last, date) else {}


def _body(event: ReadEvent) -> Body | None:
    """Return the section whose meeting an event is: «Образования» and «Образование» are one."""
    named = read_event_title(event.title).body
    if not named:
        return None
    key = search_text(named)
    bodies = Body.objects.filter(owner=event.report.owner)
    return next((one for one in bodies if search_text(one.name) == key), None)
