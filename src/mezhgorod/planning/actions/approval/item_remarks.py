"""Remarks to rows of a plan under review: left, answered, closed. They outlive their rows."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.planning.actions.rows.writing import locked_items, locked_plan
from mezhgorod.planning.models import ItemRemark, Plan, PlanItem
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.rules import CHANGE_DRAFT, REMARK_ON_PLAN, clip
from mezhgorod.planning.rules.workflow import checked_words
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Body
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may, may

MAX_ROW_TEXT = 1_000
_CLOSED = "Замечание уже снято. Если вопрос остался, оставьте новое."


@transaction.atomic
def add_remark(
    *,
    plan: Plan,
    item: PlanItem | None,
    text: str,
    actor: Actor,
    now: datetime,
    body: Body | None = None,
) -> ItemRemark:
    """Leave a remark to a row, or to the plan as a whole; the same one twice is one remark.

    Raises:
        RuleViolation: the person may not, the text is missing, or the row is of another plan.
    """
    plan = locked_plan(plan.pk)
    ensure_may(actor, REMARK_ON_PLAN, plan_subject(plan))
    words = checked_words(text, field="text", what="замечание", is_needed=True)
    if item is not None and not locked_items(plan, [item.pk]):
        message = "Этой строки в плане нет. Обновите страницу."
        raise RuleViolation("remark.row_gone", message)
    same = ItemRemark.objects.filter(
        plan=plan, item=item, text=words, by=actor.user_id, closed_at__isnull=True
    ).first()
    if same is not None:
        return same
    remark = ItemRemark.objects.create(
        plan=plan,
        item=item,
        row_text=_row_words(item) if item else "План в целом",
        body=body,
        text=words,
        at=now,
        by_id=actor.user_id,
    )
    _tell(remark, actor, now, "оставлено замечание")
    return remark


@transaction.atomic
def answer_remark(*, remark: ItemRemark, answer: str, actor: Actor, now: datetime) -> ItemRemark:
    """Answer a remark; it stays open until it is closed.

    Raises:
        RuleViolation: the person may not, the answer is missing, or the remark is closed.
    """
    remark = _locked(remark)
    ensure_may(actor, CHANGE_DRAFT, plan_subject(remark.plan))
    words = checked_words(answer, field="answer", what="ответ", is_needed=True)
    if remark.closed_at is not None:
        raise RuleViolation("remark.closed", _CLOSED)
    if words == remark.answer:
        return remark
    remark.answer, remark.answered_at, remark.answered_by_id = words, now, actor.user_id
    remark.save(update_fields=["answer", "answered_at", "answered_by"])
    _tell(remark, actor, now, "дан ответ на замечание")
    return remark


@transaction.atomic
def close_remark(*, remark: ItemRemark, actor: Actor, now: datetime) -> ItemRemark:
    """Close a remark: its author does, or those who make the plan.

    Raises:
        RuleViolation: the person may not.
    """
    remark = _locked(remark)
    if not may_close(remark, actor):
        ensure_may(actor, CHANGE_DRAFT, plan_subject(remark.plan))
    if remark.closed_at is None:
        remark.closed_at, remark.closed_by_id = now, actor.user_id
        remark.save(update_fields=["closed_at", "closed_by"])
        _tell(remark, actor, now, "замечание снято")
    return remark


def may_close(remark: ItemRemark, actor: Actor) -> bool:
    """Return whether somebody may close a remark: its author or those who make the plan."""
    subject = plan_subject(remark.plan)
    is_author = remark.by_id is not None and remark.by_id == actor.user_id
    return may(actor, CHANGE_DRAFT, subject) or (is_author and may(actor, REMARK_ON_PLAN, subject))


def _locked(remark: ItemRemark) -> ItemRemark:
    plan = locked_plan(remark.plan_id)
    found = ItemRemark.objects.get(pk=remark.pk)
    found.plan = plan
    return found


def _row_words(item: PlanItem) -> str:
    number = f"№ {item.number}. " if item.number else ""
    return clip(f"{number}{item.event.title}", MAX_ROW_TEXT)


def _tell(remark: ItemRemark, actor: Actor, now: datetime, words: str) -> None:
    done = Done(
        "plan.remark", f"{words.capitalize()}: {remark.row_text[:200]}", remark.plan.owner_id
    )
    write_audit(subject=remark, done=done, actor=actor, now=now)
