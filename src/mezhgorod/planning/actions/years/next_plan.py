"""The plan of the next period is composed from the rows a person has chosen."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.actions.rows.row_editing import add_rows
from mezhgorod.planning.actions.rows.writing import RowPlace
from mezhgorod.planning.actions.years.composing import PlanFrameDraft, compose_plan
from mezhgorod.planning.models import Plan, PlanItem, PlanLayout, PlanSection, SeriesEdition
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.queries.next_rows import next_plan_of
from mezhgorod.planning.rules import COMPOSE_PLAN, PlanGrouping
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may
from planbook.dates import Period
from planbook.layouts import Layout, LayoutError, layout_from_dict
from planbook.plans import PlanDraft
from planbook.succession import NextPlan, draft_of

_NOTHING = "Ни одна строка не выбрана. Отметьте строки, которые войдут в проект."
# Rows above the first heading stand under one that prints nothing.
_NO_HEADING = "—"
_CHANGED = (
    "Пока страница была открыта, прежний план изменился, и предложение стало другим. "
    "Проверьте отметки ещё раз."
)


@transaction.atomic
def make_next_plan(
    *, plan: Plan, period: Period, chosen: Collection[int], actor: Actor, now: datetime
) -> Plan:
    """Compose the plan of another period from the proposed rows that were chosen.

    Headings, columns, layout and abbreviations are those of the old plan; its approval is not.

    Args:
        chosen: places of rows as `next_rows` gives them (`NextRow.place`).

    Raises:
        RuleViolation: no right, nothing chosen, rows that are not proposed any more, or the owner
            has a plan of that period already.
    """
    ensure_may(actor, COMPOSE_PLAN, plan_subject(plan))
    if not chosen:
        raise RuleViolation("next.nothing", _NOTHING, "chosen")
    proposal = next_plan_of(plan=plan, period=period, today=timezone.localdate(now))
    due = {place for place, one in enumerate(proposal.rows) if one.is_due}
    if not due.issuperset(chosen):
        raise RuleViolation("next.changed", _CHANGED, "chosen")
    draft = draft_of(proposal, chosen)
    made = compose_plan(frame=_frame(plan, draft, period), actor=actor, now=now)
    _take_over(made, plan, draft)
    reason = Grounds(reason=f"Продолжение плана «{plan.title}»")
    for section, drafted in zip(_sections(made), draft.sections, strict=True):
        if drafted.items:
            add_rows(
                plan=made,
                place=RowPlace(section),
                rows=drafted.items,
                grounds=reason,
                actor=actor,
                now=now,
            )
    _link_editions(made, proposal)
    made.refresh_from_db()
    return made


def _frame(plan: Plan, draft: PlanDraft, period: Period) -> PlanFrameDraft:
    return PlanFrameDraft(
        owner=plan.owner,
        title=draft.title,
        period=period,
        columns=draft.columns,
        headings=[
            (one.heading_text or one.heading or _NO_HEADING, PlanGrouping(one.grouping.value))
            for one in draft.sections
        ],
        layout=_layout(plan),
        levels=[one.level for one in draft.sections],
        kind=plan.kind,
    )


def _layout(plan: Plan) -> PlanLayout | Layout | None:
    """Return how the old plan is printed; a stored layout that cannot be read is left behind."""
    if plan.layout is not None or plan.source_layout is None:
        return plan.layout
    try:
        return layout_from_dict(plan.source_layout)
    except LayoutError:
        return None


def _take_over(made: Plan, plan: Plan, draft: PlanDraft) -> None:
    """Keep what composing has no words for: title block, abbreviations, headings as printed."""
    made.title_lines = list(draft.title_lines) or made.title_lines
    made.stamp = draft.stamp
    made.abbreviations = plan.abbreviations
    made.save(update_fields=["title_lines", "stamp", "abbreviations"])
    sections = _sections(made)
    for section, drafted in zip(sections, draft.sections, strict=True):
        section.heading, section.heading_text = drafted.heading, drafted.heading_text
        section.numeral = drafted.numeral or ""
        section.notes = "\n".join(drafted.notes)
    PlanSection.objects.bulk_update(sections, ["heading", "heading_text", "numeral", "notes"])


def _sections(plan: Plan) -> list[PlanSection]:
    return list(plan.sections.order_by("position"))


def _link_editions(made: Plan, proposal: NextPlan) -> None:
    """Tie recorded editions to the events that now stand in the plan."""
    if not any(one.number for one in proposal.rows):
        return
    events = {
        (series_id, number): event_id
        for series_id, number, event_id in PlanItem.objects.filter(
            section__plan=made, event__series__isnull=False
        ).values_list("event__series_id", "event__edition", "event_id")
    }
    editions = SeriesEdition.objects.filter(
        series__in={series_id for series_id, _ in events}, event__isnull=True
    )
    linked = []
    for edition in editions:
        event_id = events.get((edition.series_id, edition.number))
        if event_id is not None:
            edition.event_id = event_id
            linked.append(edition)
    SeriesEdition.objects.bulk_update(linked, ["event"])
