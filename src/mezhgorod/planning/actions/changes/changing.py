"""Typed changes of one row: another time, place or format, cancelled, replaced.

They work on drafts and on approved plans. An approved plan asks for a reason, keeps its version
before the first change and gathers the changes into its open amendment. The old row stays in the
history of the plan.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from mezhgorod.planning.actions.approval.versions import ensure_first_version
from mezhgorod.planning.actions.history import ChangeDraft, Grounds, record_changes
from mezhgorod.planning.actions.rows.writing import locked_items, locked_plan, write_changed
from mezhgorod.planning.models import Plan, PlanChange, PlanItem
from mezhgorod.planning.queries import plan_skeleton, plan_subject, row_draft
from mezhgorod.planning.rules import (
    AMEND_PLAN,
    CHANGE_DRAFT,
    FROZEN_STATES,
    AttendanceMode,
    ChangeKind,
    says_same,
)
from mezhgorod.planning.rules.changes import (
    MAX_WORDING,
    UNDATED_WORDING,
    Cells,
    cancelled_wordings,
    ensure_grounds,
    ensure_understood,
    former_beside,
    is_said_cancelled,
    summary_of,
    with_format,
    with_place,
    with_texts,
    with_timing,
)
from mezhgorod.planning.rules.typed import Cells as Texts
from mezhgorod.planning.rules.typed import checked_cells
from mezhgorod.planning.rules.workflow import checked_words
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may
from planbook.plans import EventDraft, PlanDraft, SectionDraft
from planbook.plans.rereading import reread_row


@dataclass(frozen=True, slots=True)
class Frame:
    """What reading a row anew needs beside its cells: the plan without rows, its section."""

    plan: PlanDraft
    section: SectionDraft


Compose = Callable[[Frame, EventDraft], EventDraft]

_GONE = "Этой строки в плане больше нет: её исключили. Обновите страницу."


def postpone(
    *,
    item: PlanItem,
    wording: str,
    grounds: Grounds,
    actor: Actor,
    now: datetime,
    keeps_former: bool = False,
) -> PlanChange | None:
    """Move a row to another time: a day, a vaguer time, or without a date.

    Args:
        wording: the new time in the author's words; empty for «срок уточняется».
        keeps_former: print the former time beside the new one.

    Returns:
        What is told of it, None when the row says so already.

    Raises:
        RuleViolation: the person may not, the reason is missing, the time is not understood, or
            the row has gone.
    """

    def compose(frame: Frame, row: EventDraft) -> EventDraft:
        if keeps_former:
            new = _reread(frame, row, with_timing(row, former_beside(row, words)))
            if new.timing.moved_from is not None:
                return new
        return _understood(frame, row, with_timing(row, words), words)

    words = _check_wording(wording, "wording", "новый срок") or UNDATED_WORDING
    return _change(ChangeKind.POSTPONE, item, compose, grounds, actor, now)


def fix_date(
    *, item: PlanItem, wording: str, grounds: Grounds, actor: Actor, now: datetime
) -> PlanChange | None:
    """Name the day of a row that had none; returns and raises as `postpone`."""

    def compose(frame: Frame, row: EventDraft) -> EventDraft:
        new = _understood(frame, row, with_timing(row, words), words)
        if new.timing.earliest is None:
            message = "Здесь назначают дату: напишите день или месяц, например «29 мая»."
            raise RuleViolation("change.no_date", message, "wording")
        return new

    words = _check_wording(wording, "wording", "дату", is_needed=True)
    return _change(ChangeKind.FIX_DATE, item, compose, grounds, actor, now)


def cancel(*, item: PlanItem, grounds: Grounds, actor: Actor, now: datetime) -> PlanChange | None:
    """Cancel a row: it keeps its place in the plan and says «отменено» beside its time.

    Returns and raises as `postpone`.
    """

    def compose(frame: Frame, row: EventDraft) -> EventDraft:
        if is_said_cancelled(row):
            return row
        readings = (_reread(frame, row, with_timing(row, one)) for one in cancelled_wordings(row))
        found = next((one for one in readings if is_said_cancelled(one)), None)
        if found is None:
            raise RuleViolation("change.not_cancelled", _CANNOT_CANCEL)
        return found

    return _change(ChangeKind.CANCEL, item, compose, grounds, actor, now)


def change_host(
    *, item: PlanItem, wording: str, grounds: Grounds, actor: Actor, now: datetime
) -> PlanChange | None:
    """Move a row to another city or venue; returns and raises as `postpone`."""
    words = _check_wording(wording, "wording", "место проведения", is_needed=True)

    def compose(frame: Frame, row: EventDraft) -> EventDraft:
        return _reread(frame, row, with_place(row, words))

    return _change(ChangeKind.HOST, item, compose, grounds, actor, now)


def change_format(
    *, item: PlanItem, mode: AttendanceMode, grounds: Grounds, actor: Actor, now: datetime
) -> PlanChange | None:
    """Hold a row in person, online or both; returns and raises as `postpone`."""
    if mode == AttendanceMode.UNKNOWN:
        raise RuleViolation("change.format", "Выберите формат.", "mode")

    def compose(frame: Frame, row: EventDraft) -> EventDraft:
        new = _reread(frame, row, with_format(row, mode))
        if new.attendance_mode.value != mode:
            raise RuleViolation("change.format", _CANNOT_FORMAT, "mode")
        return new

    return _change(ChangeKind.FORMAT, item, compose, grounds, actor, now)


def replace_item(
    *, item: PlanItem, cells: Texts, grounds: Grounds, actor: Actor, now: datetime
) -> PlanChange | None:
    """Put another event into the place of a row: its words are typed anew.

    Returns and raises as `postpone`.
    """
    texts = checked_cells(cells)

    def compose(frame: Frame, row: EventDraft) -> EventDraft:
        return _reread(frame, row, with_texts(row, texts))

    return _change(ChangeKind.REPLACE, item, compose, grounds, actor, now)


@transaction.atomic
def _change(
    kind: ChangeKind,
    item: PlanItem,
    compose: Compose,
    grounds: Grounds,
    actor: Actor,
    now: datetime,
) -> PlanChange | None:
    """Make one row say what `compose` makes of it, and tell it as a change of a kind."""
    plan, grounds = begin_change(plan_id=item.section.plan_id, grounds=grounds, actor=actor)
    done = change_of_step(plan=plan, grounds=grounds)
    if done is not None:
        return done
    item = live_item(plan=plan, item_id=item.pk)
    before = row_draft(item)
    after = compose(frame_of(plan, item), before)
    if says_same(before, after):
        return None
    ensure_first_version(plan=plan, actor=actor, now=now)
    write_changed(plan=plan, changes=[(item, after)], now=now)
    told = ChangeDraft(
        kind, summary_of(kind, before, after), item, item.event.uid, before=before, after=after
    )
    return record_changes(plan=plan, changes=[told], grounds=grounds, actor=actor, now=now)[0]


def begin_change(*, plan_id: int, grounds: Grounds, actor: Actor) -> tuple[Plan, Grounds]:
    """Return a plan, locked, that somebody may change now, and the grounds fit to be stored.

    Raises:
        RuleViolation: the person may not, or an approved plan changes without a reason.
    """
    plan = locked_plan(plan_id)
    right = AMEND_PLAN if plan.state in FROZEN_STATES else CHANGE_DRAFT
    ensure_may(actor, right, plan_subject(plan))
    reason, basis = ensure_grounds(plan.state, grounds.reason, grounds.basis)
    return plan, replace(grounds, reason=reason, basis=basis)


def change_of_step(*, plan: Plan, grounds: Grounds) -> PlanChange | None:
    """Return what a form that is sent once more has done already, None for a new one."""
    if grounds.batch is None:
        return None
    return PlanChange.objects.filter(plan=plan, batch=grounds.batch).order_by("pk").first()


def live_item(*, plan: Plan, item_id: int) -> PlanItem:
    """Return a row of a locked plan.

    Raises:
        RuleViolation: the row has gone.
    """
    found = locked_items(plan, [item_id])
    if not found:
        raise RuleViolation("change.row_gone", _GONE)
    return found[0]


def frame_of(plan: Plan, item: PlanItem) -> Frame:
    """Return what reading a row of a plan anew needs."""
    skeleton, sections = plan_skeleton(plan=plan)
    return Frame(skeleton, sections[item.section_id])


def _reread(frame: Frame, row: EventDraft, cells: Cells) -> EventDraft:
    return reread_row(frame.plan, frame.section, row, cells)


def _understood(frame: Frame, row: EventDraft, cells: Cells, words: str) -> EventDraft:
    new = _reread(frame, row, cells)
    ensure_understood(new.timing, words)
    return new


def _check_wording(text: str, field: str, what: str, *, is_needed: bool = False) -> str:
    return checked_words(text, field=field, what=what, limit=MAX_WORDING, is_needed=is_needed)


_CANNOT_CANCEL = (
    "Срок этой строки стоит в одной ячейке с другими словами, и отмену в неё вписать не удалось. "
    "Выберите «заменить» и напишите строку целиком."
)
_CANNOT_FORMAT = (
    "Формат записывают в столбец «Место», а в этой строке его прочитать не удалось. "
    "Выберите «заменить» и напишите строку целиком."
)
