"""What waits for people in their roles: small providers, gathered into one letter a day.

A room above this one adds its own with `add_digest_provider` when the installation starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Q

from mezhgorod.notices.models import Letter
from mezhgorod.notices.rules import LetterState
from mezhgorod.planning.models import ApprovalStep, PlanItem
from mezhgorod.planning.rules import (
    FROZEN_STATES,
    OPEN_STATES,
    UNDATED_KINDS,
    AmendmentState,
    PlanState,
    StepState,
)
from mezhgorod.registry.models import Organization, RoleGrant
from mezhgorod.registry.queries.offices import ending_terms
from mezhgorod.registry.rules import Role
from planbook.language import plural

TERMS_AHEAD = 60
_MAX_LINES = 20


@dataclass(frozen=True, slots=True)
class DigestReader:
    """Whose digest it is: a role for an owner, with its committee or organization."""

    owner: Organization
    role: Role
    body_id: int | None
    party_id: int | None
    today: date


@dataclass(frozen=True, slots=True)
class DigestSection:
    """A heading and its lines; every line says what waits, and where.

    `url` is the page with all of them where there is one.
    """

    title: str
    lines: tuple[str, ...]
    url: str = ""


Provider = Callable[[DigestReader], Iterable[DigestSection]]
_PROVIDERS: dict[Role, list[Provider]] = {role: [] for role in Role}


def add_digest_provider(provider: Provider, *roles: Role) -> None:
    """Let a room tell people in some roles what waits for them; twice is once."""
    for role in roles:
        if provider not in _PROVIDERS[role]:
            _PROVIDERS[role].append(provider)


def digest_sections(reader: DigestReader) -> list[DigestSection]:
    """Return what waits for somebody in a role, empty sections left out."""
    found = [one for provider in _PROVIDERS[reader.role] for one in provider(reader)]
    return [one for one in found if one.lines]


def grants_with_digest(*, today: date, owners: Iterable[int] | None = None) -> list[RoleGrant]:
    """Return the roles valid on a day of people who can be written to, of some owners or all."""
    wanted = Q() if owners is None else Q(owner__in=list(owners))
    started = Q(since_on__isnull=True) | Q(since_on__lte=today)
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=today)
    return list(
        RoleGrant.objects.filter(wanted, started, lasting, user__is_active=True)
        .exclude(user__email="")
        .select_related("user", "owner")
        .order_by("user", "owner", "role", "pk")
    )


def digest_text(sections: Iterable[DigestSection]) -> str:
    """Return the sections as the text of a letter; long lists say how much more there is."""
    parts = []
    for section in sections:
        lines = [f"– {line}" for line in section.lines[:_MAX_LINES]]
        rest = len(section.lines) - _MAX_LINES
        if rest > 0:
            lines.append(f"– и ещё {rest}{f', {section.url}' if section.url else ''}")
        parts.append("\n".join([section.title, *lines]))
    return "\n\n".join(parts)


def letters_to_settle(reader: DigestReader) -> list[DigestSection]:
    """Letters that wait for a look, or that did not arrive."""
    wanted = (LetterState.HELD, LetterState.FAILED, LetterState.UNCERTAIN)
    counts = dict(
        Letter.objects.filter(owner=reader.owner, state__in=wanted)
        .order_by()
        .values_list("state")
        .annotate(count=Count("pk"))
    )
    words = {
        LetterState.HELD: "ждут проверки",
        LetterState.FAILED: "не отправлены",
        LetterState.UNCERTAIN: "неизвестно, дошли ли",
    }
    lines = tuple(
        f"{words[state]}: {counts[state]}, {settings.SITE_URL}letters/?state={state.value}"
        for state in wanted
        if counts.get(state)
    )
    return [DigestSection("Письма", lines)]


def steps_waiting(reader: DigestReader) -> list[DigestSection]:
    """Steps of approval that wait for the body of an approver or of a coordinator."""
    steps = ApprovalStep.objects.filter(
        plan__owner=reader.owner, plan__state=PlanState.IN_REVIEW, state=StepState.ACTIVE
    ).select_related("plan")
    if reader.role == Role.BODY_COORDINATOR:
        steps = steps.filter(body=reader.body_id, body__isnull=False)
    elif reader.body_id is not None:
        steps = steps.filter(Q(body=reader.body_id) | Q(body__isnull=True))
    lines = tuple(
        f"{step.plan.title}: {step.title}{_due(step.due_on, reader.today)}, "
        f"{settings.SITE_URL}plans/{step.plan.slug}/approval/"
        for step in steps.order_by("due_on", "pk")
    )
    return [DigestSection("Ждут вашего согласования", lines)]


def changes_not_approved(reader: DigestReader) -> list[DigestSection]:
    """Plans whose gathered changes are not approved yet."""
    plans = (
        reader.owner.plans.filter(amendments__state=AmendmentState.OPEN)
        .annotate(count=Count("amendments__changes"))
        .filter(count__gt=0)
        .order_by("pk")
    )
    lines = tuple(
        f"{plan.title}: {plan.count} {plural(plan.count, 'изменение', 'изменения', 'изменений')}, "
        f"{settings.SITE_URL}plans/{plan.slug}/versions/"
        for plan in plans
    )
    return [DigestSection("Изменения ещё не утверждены", lines)]


def remarks_open(reader: DigestReader) -> list[DigestSection]:
    """Remarks to rows of plans that are not approved yet, which nobody has answered or lifted."""
    plans = (
        reader.owner.plans.filter(
            state__in=OPEN_STATES, remarks__closed_at__isnull=True, remarks__answered_at=None
        )
        .annotate(count=Count("remarks"))
        .filter(count__gt=0)
        .order_by("pk")
    )
    lines = tuple(
        f"{plan.title}: {plan.count} {plural(plan.count, 'замечание', 'замечания', 'замечаний')}, "
        f"{settings.SITE_URL}plans/{plan.slug}/approval/"
        for plan in plans
    )
    return [DigestSection("Замечания без ответа", lines)]


def rows_without_date(reader: DigestReader) -> list[DigestSection]:
    """Rows of valid plans that have no time although their period has begun or is near."""
    plans = (
        reader.owner.plans.filter(
            state__in=FROZEN_STATES - {PlanState.FULFILLED},
            period_end__gte=reader.today,
            period_start__lte=reader.today + timedelta(days=61),
        )
        .order_by("period_start", "pk")
        .values_list("pk", "title", "slug")
    )
    counts = dict(
        PlanItem.objects.filter(
            section__plan__in=[pk for pk, _, _ in plans], event__timing_kind__in=UNDATED_KINDS
        )
        .order_by()
        .values_list("section__plan")
        .annotate(count=Count("pk"))
    )
    lines = tuple(
        f"{title}: {counts[pk]} {plural(counts[pk], 'строка', 'строки', 'строк')}, "
        f"{settings.SITE_URL}plans/{slug}/radar/"
        for pk, title, slug in plans
        if counts.get(pk)
    )
    return [DigestSection("Строки без срока", lines)]


def terms_ending(reader: DigestReader) -> list[DigestSection]:
    """Terms of office, agreements and memberships that end soon."""
    ending = ending_terms(owner=reader.owner, today=reader.today, within_days=TERMS_AHEAD)
    return [DigestSection("Заканчиваются сроки", tuple(one.words for one in ending))]


def _due(due_on: date | None, today: date) -> str:
    if due_on is None:
        return ""
    days = (due_on - today).days
    if days < 0:
        return f", срок прошёл {due_on:%d.%m.%Y}"
    return f", до {due_on:%d.%m.%Y}" + (" (сегодня)" if days == 0 else "")


_MAKERS = (Role.DIRECTORATE, Role.REGIONAL_COORDINATOR)
for _provider in (
    letters_to_settle,
    remarks_open,
    changes_not_approved,
    rows_without_date,
    terms_ending,
):
    add_digest_provider(_provider, *_MAKERS)
add_digest_provider(steps_waiting, Role.APPROVER, Role.BODY_COORDINATOR)
