"""A plan on its way is told: to those who look through it, and to those who follow it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from mezhgorod.notices.actions.journal_marks import take_entries
from mezhgorod.notices.actions.outbox import LetterDraft, queue_letters
from mezhgorod.notices.actions.telling import digest_of
from mezhgorod.notices.models import Follow
from mezhgorod.notices.queries.digests import grants_with_digest
from mezhgorod.notices.queries.templates import fill_letter, used_text
from mezhgorod.notices.rules import FollowKind, address_key
from mezhgorod.planning.models import ApprovalStep, Plan, PlanVersion
from mezhgorod.planning.rules import PUBLIC_STATES, SEE_DRAFT, PlanState, StepState
from mezhgorod.planning.rules.workflow import day_words
from mezhgorod.registry.models import AuditEntry, RoleGrant
from mezhgorod.registry.rules import Role

SUBMITTED, APPROVED, PUBLISHED = "plan.submitted", "plan.approved", "plan.published"
_MARK = "plans"
_AGAIN = "plan.review_again"
_OF_STEPS = frozenset({"plan.in_review", "plan.review", _AGAIN})
_ACTIONS = _OF_STEPS | {APPROVED, PUBLISHED}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Somebody to write to; `key` tells them from others in the keys of letters."""

    address: str
    name: str
    key: str


@transaction.atomic
def tell_plans(now: datetime) -> int:
    """Write about plans that were handed over, approved, published since the last time.

    What is no longer so is not told. An approved plan is told only to followers who may read it; a
    plan that was published in the same minutes is told as published.

    Returns:
        How many letters were written.
    """
    entries = take_entries(mark=_MARK, actions=_ACTIONS, now=now)
    if not entries:
        return 0
    plans = _plans(entries)
    grants = _grants(plans.values(), now)
    count = _tell_steps(entries, plans, grants, now)
    for plan in plans.values():
        actions = {one.action for one in entries if one.object_id == str(plan.pk)}
        if PUBLISHED in actions and plan.state in PUBLIC_STATES:
            count += _tell_published(plan, now)
        elif APPROVED in actions and plan.state == PlanState.APPROVED:
            count += _tell_approved(plan, grants[plan.owner_id], now)
    return count


def _plans(entries: Iterable[AuditEntry]) -> dict[str, Plan]:
    ids = {int(one.object_id) for one in entries}
    found = Plan.objects.filter(pk__in=ids).select_related("owner")
    return {str(one.pk): one for one in found.order_by("pk")}


def _grants(plans: Iterable[Plan], now: datetime) -> dict[int, list[RoleGrant]]:
    """Return the roles valid today of people with an address, by owner, in one query."""
    found: dict[int, list[RoleGrant]] = {one.owner_id: [] for one in plans}
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    for grant in grants_with_digest(today=today, owners=found):
        found[grant.owner_id].append(grant)
    return found


def _tell_steps(
    entries: Sequence[AuditEntry],
    plans: Mapping[str, Plan],
    grants: Mapping[int, Sequence[RoleGrant]],
    now: datetime,
) -> int:
    """Tell those whose turn it is, once per step and once more when asked again."""
    asked = {
        plans[one.object_id]
        for one in entries
        if one.action in _OF_STEPS and one.object_id in plans
    }
    again = {one.object_id: one.pk for one in entries if one.action == _AGAIN}
    steps = ApprovalStep.objects.filter(
        plan__in=asked, plan__state=PlanState.IN_REVIEW, state=StepState.ACTIVE
    )
    count = 0
    for step in steps.order_by("pk"):
        plan = plans[str(step.plan_id)]
        used = used_text(kind=SUBMITTED, owner=plan.owner)
        fields = {
            "plan": plan.title,
            "step": step.title,
            "due": day_words(step.due_on).removesuffix(".") if step.due_on else "не назначен",
            "link": f"{settings.SITE_URL}plans/{plan.slug}/approval/",
        }
        text = fill_letter(used, owner=plan.owner, fields=fields)
        key = f"{SUBMITTED}:{step.pk}:{again.get(str(plan.pk), 0)}"
        count += _queue(plan, SUBMITTED, key, text, _reviewers(step, grants[plan.owner_id]), now)
    return count


def _reviewers(step: ApprovalStep, grants: Iterable[RoleGrant]) -> list[_Reader]:
    """Return who answers a step: approvers of its body or of all, coordinators of its body."""
    readers = {}
    for one in grants:
        is_approver = one.role == Role.APPROVER and one.body_id in {None, step.body_id}
        is_open = one.role == Role.APPROVER and step.body_id is None
        leads = one.role == Role.BODY_COORDINATOR and step.body_id is not None
        if is_approver or is_open or (leads and one.body_id == step.body_id):
            user = one.user
            name = user.get_full_name() or user.get_username()
            readers[user.pk] = _Reader(user.email, name, str(user.pk))
    return list(readers.values())


def _tell_approved(plan: Plan, grants: Iterable[RoleGrant], now: datetime) -> int:
    version = PlanVersion.objects.filter(plan=plan).defer("data", "layout", "logo").first()
    if version is None:
        return 0
    number = f", № {version.document_number}" if version.document_number else ""
    fields = {
        "plan": plan.title,
        "body": version.body_text or "не указано",
        "date": day_words(version.approved_on) if version.approved_on else "дата не указана",
        "number": number,
        "link": f"{settings.SITE_URL}plans/{plan.slug}/",
    }
    readers = {one.user_id for one in grants if one.role in SEE_DRAFT.roles}
    follows = _follows(plan).filter(user__in=readers)
    return _tell_followers(plan, APPROVED, f"{APPROVED}:{version.pk}", fields, follows, now)


def _tell_published(plan: Plan, now: datetime) -> int:
    fields = {"plan": plan.title, "link": f"{settings.SITE_URL}plans/{plan.slug}/"}
    return _tell_followers(plan, PUBLISHED, f"{PUBLISHED}:{plan.pk}", fields, _follows(plan), now)


def _follows(plan: Plan) -> QuerySet[Follow]:
    """Return every subscription to a plan or its owner, however often its news come."""
    wanted = Q(kind=FollowKind.PLAN, object_key=str(plan.pk))
    wanted |= Q(kind=FollowKind.OWNER, object_key=str(plan.owner_id))
    return Follow.objects.filter(wanted, confirmed_at__isnull=False).order_by("pk")


def _tell_followers(
    plan: Plan,
    kind: str,
    key: str,
    fields: Mapping[str, str],
    follows: Iterable[Follow],
    now: datetime,
) -> int:
    addresses = dict.fromkeys(address_key(one.address) for one in follows)
    readers = [_Reader(one, "", digest_of(one)) for one in addresses]
    if not readers:
        return 0
    text = fill_letter(used_text(kind=kind, owner=plan.owner), owner=plan.owner, fields=fields)
    return _queue(plan, kind, key, text, readers, now)


def _queue(
    plan: Plan,
    kind: str,
    key: str,
    text: tuple[str, str],
    readers: Iterable[_Reader],
    now: datetime,
) -> int:
    subject, body = text
    letters = [
        LetterDraft(kind, f"{key}:{one.key}", one.address, one.name, subject, body)
        for one in readers
    ]
    return queue_letters(owner=plan.owner, letters=letters, now=now)
