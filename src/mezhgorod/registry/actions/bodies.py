"""Bodies of an association and what they decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mezhgorod.registry.actions.audit import Done
from mezhgorod.registry.actions.directory import (
    clean_words,
    ensure_may_keep,
    needed_words,
    remove_record,
    values_of,
    write_change,
)
from mezhgorod.registry.models import Body, Decision, Organization
from mezhgorod.registry.rules import (
    Actor,
    BodyKind,
    DecisionKind,
    RuleViolation,
    digest,
    free_slug,
    slug_text,
)

MAX_NAME = 300
MAX_NUMBER = 60
MAX_DECISION = 4000


@dataclass(frozen=True, slots=True)
class BodyDraft:
    """A body as it is written down; a closed one has its last day in `until_on`."""

    name: str
    kind: BodyKind = BodyKind.OTHER
    parent: Body | None = None
    since_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """What a body has decided, as its minutes say it."""

    decided_on: date
    text: str
    number: str = ""
    kind: DecisionKind = DecisionKind.OTHER


@transaction.atomic
def save_body(
    *,
    owner: Organization,
    draft: BodyDraft,
    body: Body | None = None,
    actor: Actor,
    now: datetime,
) -> Body:
    """Write down a body, a new one or a known one changed.

    Raises:
        RuleViolation: no right, the name is taken, the days are in the wrong order, or a body would
            be part of itself.
    """
    ensure_may_keep(actor, owner)
    if body is not None and body.owner_id != owner.pk:
        raise RuleViolation("body.foreign", "Этот орган принадлежит другому объединению.")
    name = needed_words(draft.name, limit=MAX_NAME, field="name", label="Название органа")
    _ensure_body_fits(owner, name, draft, body)
    before = values_of(body) if body else None
    kept = body or Body(owner=owner, slug=_free_slug(owner, name))
    kept.name, kept.kind, kept.parent = name, draft.kind, draft.parent
    kept.since_on, kept.until_on = draft.since_on, draft.until_on
    kept.save()
    summary = f"Орган изменён: {name}." if before else f"Добавлен орган: {name}."
    done = Done("body.edit" if before else "body.add", summary, owner_id=owner.pk)
    write_change(record=kept, done=done, before=before, actor=actor, now=now)
    return kept


@transaction.atomic
def delete_body(*, body: Body, actor: Actor, now: datetime) -> None:
    """Take a body out that was added by mistake; one that has worked gets its last day instead.

    Raises:
        RuleViolation: no right, or it has decisions, posts or people with a role in it.
    """
    ensure_may_keep(actor, body.owner)
    if body.decisions.exists() or body.posts.exists() or body.role_grants.exists():
        message = (
            "У органа есть решения, должности или роли. Вместо удаления укажите, по какой день "
            "он действовал."
        )
        raise RuleViolation("body.in_use", message)
    done = Done("body.delete", f"Орган удалён: {body.name}.", owner_id=body.owner_id)
    remove_record(record=body, done=done, actor=actor, now=now)


@transaction.atomic
def record_decision(*, body: Body, draft: DecisionDraft, actor: Actor, now: datetime) -> Decision:
    """Write down what a body has decided.

    Raises:
        RuleViolation: no right, no words, or the day is still to come.
    """
    ensure_may_keep(actor, body.owner)
    text = needed_words(draft.text, limit=MAX_DECISION, field="text", label="Решение")
    number = clean_words(draft.number, limit=MAX_NUMBER, field="number", label="Номер")
    if draft.decided_on > timezone.localdate(now):
        message = "День решения ещё не наступил. Запишите решение после заседания."
        raise RuleViolation("decision.in_future", message, "decided_on")
    made = Decision.objects.create(
        body=body, kind=draft.kind, decided_on=draft.decided_on, number=number, text=text
    )
    summary = f"{body.name}: {DecisionKind(draft.kind).label}, {draft.decided_on:%d.%m.%Y}."
    done = Done("decision.record", summary, owner_id=body.owner_id)
    write_change(record=made, done=done, before=None, actor=actor, now=now)
    return made


def _ensure_body_fits(owner: Organization, name: str, draft: BodyDraft, body: Body | None) -> None:
    namesakes = Body.objects.filter(owner=owner, name=name)
    if namesakes.exclude(pk=body.pk if body else 0).exists():
        message = f"Орган «{name}» уже есть."
        raise RuleViolation("body.exists", message, "name")
    if draft.since_on and draft.until_on and draft.until_on < draft.since_on:
        message = "Последний день не может быть раньше первого."
        raise RuleViolation("body.term", message, "until_on")
    parent, seen = draft.parent, {body.pk} if body else set()
    if parent is not None and parent.owner_id != owner.pk:
        message = "Выберите орган этого же объединения."
        raise RuleViolation("body.parent", message, "parent")
    while parent is not None:
        if parent.pk in seen:
            message = "Орган не может входить сам в себя. Выберите другой."
            raise RuleViolation("body.parent", message, "parent")
        seen.add(parent.pk)
        parent = parent.parent


def _free_slug(owner: Organization, name: str) -> str:
    base = slug_text(f"{owner.slug[:38]} {name}")
    candidates = (base, f"{base}-{digest(owner.slug, name)}")
    taken = set(Body.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return free_slug(candidates, taken)
