"""Layouts of an organization: kept, changed, deleted, chosen for a plan."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from mezhgorod.planning.models import Plan, PlanLayout
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.rules import KEEP_LAYOUTS
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may
from planbook.layouts import Layout, layout_to_dict

MAX_LAYOUTS = 100


def save_layout(
    *,
    stored: PlanLayout | None,
    owner: Organization,
    layout: Layout,
    actor: Actor,
    now: datetime,
) -> PlanLayout:
    """Keep a layout of an organization, a new one or in place of a stored one.

    Raises:
        RuleViolation: the person may not, the title is taken, or there are too many layouts.
    """
    ensure_may(actor, KEEP_LAYOUTS, Subject(owner_id=stored.owner_id if stored else owner.pk))
    if stored is None and owner.layouts.count() >= MAX_LAYOUTS:
        message = f"У организации уже {MAX_LAYOUTS} макетов. Удалите ненужные."
        raise RuleViolation("layout.too_many", message)
    kept = stored or PlanLayout(owner=owner)
    kept.title, kept.data, kept.updated_at = layout.title, layout_to_dict(layout), now
    word = "Изменён" if stored else "Добавлен"
    done = Done("layout.save", f"{word} макет «{layout.title}»", kept.owner_id)
    try:
        with transaction.atomic():
            kept.save()
            write_audit(subject=kept, done=done, actor=actor, now=now)
    except IntegrityError as error:
        message = f"Макет «{layout.title}» у этой организации уже есть. Назовите его иначе."
        raise RuleViolation("layout.same_title", message, "title") from error
    return kept


@transaction.atomic
def delete_layout(*, stored: PlanLayout, actor: Actor, now: datetime) -> None:
    """Delete a layout; plans printed in it go back to the look of their documents."""
    ensure_may(actor, KEEP_LAYOUTS, Subject(owner_id=stored.owner_id))
    done = Done(
        "layout.delete", f"Удалён макет «{stored.title}»", stored.owner_id, before=dict(stored.data)
    )
    write_audit(subject=stored, done=done, actor=actor, now=now)
    stored.delete()


@transaction.atomic
def choose_layout(*, plan: Plan, stored: PlanLayout | None, actor: Actor, now: datetime) -> Plan:
    """Print a plan by default in a layout of its owner, or as its document looks.

    Raises:
        RuleViolation: the person may not, or the layout is another organization's.
    """
    ensure_may(actor, KEEP_LAYOUTS, plan_subject(plan))
    if stored is not None and stored.owner_id != plan.owner_id:
        message = "Этот макет принадлежит другой организации. Выберите макет владельца плана."
        raise RuleViolation("layout.of_another", message, "layout")
    plan.layout = stored
    plan.save(update_fields=["layout"])
    look = f"в макете «{stored.title}»" if stored else "как исходный документ"
    done = Done("plan.layout", f"План «{plan.title}» печатается {look}", plan.owner_id)
    write_audit(subject=plan, done=done, actor=actor, now=now)
    return plan
