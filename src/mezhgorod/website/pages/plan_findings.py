"""What was noticed in a plan, and the buttons with which a person decides about it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mezhgorod.evidence.models import Finding
from mezhgorod.evidence.rules import DECIDE_FINDINGS, FindingSeverity, FindingState
from mezhgorod.planning.actions import (
    DecidedAlike,
    decide_alike,
    decide_remark,
    is_checked_at_once,
    recheck_plan,
    repair_finding,
    undo_repair,
)
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import findings_of_plan, plan_subject, plans_visible_to
from mezhgorod.planning.tasks import start_checking
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import Actor, RuleViolation, may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.pages.plan_frame import ShownPlan, plan_frame, plan_view, render_plan
from planbook.checks import RULES, Rule

_SEVERITY_HEADINGS = {
    FindingSeverity.ERROR: "Ошибки",
    FindingSeverity.WARNING: "Проверьте",
    FindingSeverity.INFO: "К сведению",
}
_DECIDED = "Решено"
_RULES = {rule.code: rule for rule in RULES}
_STATES = {
    "accept": FindingState.ACCEPTED,
    "dismiss": FindingState.DISMISSED,
    "reopen": FindingState.OPEN,
}


_STATES_OF_ALL = {
    "repair": FindingState.CORRECTED,
    "accept": FindingState.ACCEPTED,
    "dismiss": FindingState.DISMISSED,
}


@dataclass(frozen=True, slots=True)
class AlikeFindings:
    """Open remarks of one rule that may be decided together."""

    rule: Rule
    count: int
    repair_count: int


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Remarks of one weight: every message once, with its places and the rule it comes from."""

    heading: str
    messages: list[tuple[str, Rule | None, list[Finding]]]
    count: int

    @property
    def is_decided(self) -> bool:
        return self.heading == _DECIDED


@plan_view
def findings(request: HttpRequest, shown: ShownPlan) -> HttpResponse:
    """Open remarks, the gravest first, each with its place and buttons; decided ones at the end."""
    frame = plan_frame(request, shown, "plan_findings")
    can_decide = may(actor_of_request(request), DECIDE_FINDINGS, plan_subject(frame.plan))
    groups = _groups(frame.plan)
    alike = _alike(groups) if can_decide else []
    return render_plan(
        request, "findings.html", frame, groups=groups, can_decide=can_decide, alike=alike
    )


@require_POST
@never_cache
def decide(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Repair what a remark offers to repair, accept it, call it no error, or take that back."""
    plan, person = _plan_and_person(request, slug)
    if person is None:
        return redirect_to_login(reverse("plan_findings", args=(slug,)))
    finding = get_object_or_404(plan.document.findings, pk=pk)
    before = _open_ones(plan)
    try:
        _decide(finding, request.POST.get("do", ""), actor_of_request(request))
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        finding.refresh_from_db(fields=["state"])
        messages.info(request, _DONE[FindingState(finding.state)])
    return redirect(reverse("plan_findings", args=(slug,)) + _where_next(plan, pk, before))


@require_POST
@never_cache
def decide_all(request: HttpRequest, slug: str) -> HttpResponse:
    """Decide all open remarks of one rule together."""
    plan, person = _plan_and_person(request, slug)
    if person is None:
        return redirect_to_login(reverse("plan_findings", args=(slug,)))
    state = _STATES_OF_ALL.get(request.POST.get("do", ""), "")
    code = request.POST.get("code", "")[:60].replace("\0", "")
    try:
        actor = actor_of_request(request)
        decided = decide_alike(plan=plan, code=code, state=state, actor=actor, now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, _words_of(decided))
    return redirect(reverse("plan_findings", args=(slug,)) + "#main")


def _words_of(decided: DecidedAlike) -> str:
    words = f"Решено замечаний: {decided.done}. Каждое решение можно вернуть в «Решено»."
    if decided.failed:
        words += f" Не исправлено: {decided.failed}, слова в этих местах уже другие."
    if decided.left > decided.failed:
        words += f" Осталось открытых: {decided.left}, повторите."
    return words


@require_POST
@never_cache
def recheck(request: HttpRequest, slug: str) -> HttpResponse:
    """Run the checker over the plan as it stands now."""
    plan, person = _plan_and_person(request, slug)
    if person is None:
        return redirect_to_login(reverse("plan_findings", args=(slug,)))
    if is_checked_at_once(plan):
        count = recheck_plan(plan=plan, actor=actor_of_request(request))
        messages.info(request, f"План проверен. Открытых замечаний проверки: {count}.")
    else:
        start_checking(plan, person, timezone.localdate())
        messages.info(request, _CHECKING)
    return redirect("plan_findings", slug)


_CHECKING = "План большой и проверяется в фоне. Обновите страницу через несколько секунд."


def _plan_and_person(request: HttpRequest, slug: str) -> tuple[Plan, User | None]:
    """Return the plan and who changes it, None for a visitor who has to log in first."""
    plans = plans_visible_to(actor=actor_of_request(request)).select_related("owner", "document")
    plan = get_object_or_404(plans, slug=slug)
    if not isinstance(request.user, User):
        return plan, None
    if not may(actor_of_request(request), DECIDE_FINDINGS, plan_subject(plan)):
        raise PermissionDenied
    return plan, request.user


def _decide(finding: Finding, what: str, actor: Actor) -> None:
    now = timezone.now()
    if what == "repair":
        repair_finding(finding=finding, actor=actor, now=now)
    elif what == "undo":
        undo_repair(finding=finding, actor=actor, now=now)
    else:
        decide_remark(finding=finding, state=_STATES.get(what, ""), actor=actor, now=now)


_DONE = {
    FindingState.OPEN: "Решение отменено, замечание снова открыто.",
    FindingState.CORRECTED: "Исправлено. Правка стоит внизу страницы, в «Решено».",
    FindingState.ACCEPTED: "Оставлено как есть. Замечание стоит внизу страницы, в «Решено».",
    FindingState.DISMISSED: "Отмечено: не ошибка. Замечание стоит внизу страницы, в «Решено».",
}


def _where_next(plan: Plan, pk: int, before: list[int]) -> str:
    """Return the address on the page of what a person decides next.

    That is the remark itself when it is open again, else the next open one below its place, else
    the nearest above; when none is left, the top of the page.
    """
    still_open = set(_open_ones(plan))
    place = before.index(pk) if pk in before else 0
    order = [pk, *before[place:], *reversed(before[:place])]
    found = next((one for one in order if one in still_open), None)
    return f"#finding-{found}" if found else "#main"


def _open_ones(plan: Plan) -> list[int]:
    """Return the keys of the open remarks in the order of the page."""
    return [
        finding.pk
        for group in _groups(plan)
        if not group.is_decided
        for _, _, members in group.messages
        for finding in members
    ]


def _alike(groups: list[FindingGroup]) -> list[AlikeFindings]:
    """Return the rules with several open remarks, those with most first."""
    found: dict[str, list[Finding]] = {}
    for group in groups:
        for _, rule, members in group.messages:
            if rule is not None and not group.is_decided:
                found.setdefault(rule.code, []).extend(members)
    alike = [
        AlikeFindings(_RULES[code], len(members), sum(one.repair is not None for one in members))
        for code, members in found.items()
        if len(members) > 1
    ]
    return sorted(alike, key=lambda one: -one.count)


def _groups(plan: Plan) -> list[FindingGroup]:
    found = sorted(findings_of_plan(plan=plan), key=_gravity)
    return [_group(heading, list(members)) for heading, members in groupby(found, key=_heading)]


def _group(heading: str, members: list[Finding]) -> FindingGroup:
    """Say what is the same once, with all its places, in the order of the document."""
    found: dict[str, list[Finding]] = {}
    for finding in members:
        found.setdefault(finding.message, []).append(finding)
    said = [(message, _RULES.get(same[0].code), same) for message, same in found.items()]
    return FindingGroup(heading, said, len(members))


def _heading(finding: Finding) -> str:
    if finding.state != FindingState.OPEN:
        return _DECIDED
    return _SEVERITY_HEADINGS[FindingSeverity(finding.severity)]


def _gravity(finding: Finding) -> int:
    if finding.state != FindingState.OPEN:
        return len(_SEVERITY_HEADINGS)
    return list(_SEVERITY_HEADINGS).index(FindingSeverity(finding.severity))
