"""The checker on a stored plan: run anew, its remarks decided one by one or many alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mezhgorod.evidence.actions import decide_finding
from mezhgorod.evidence.models import Finding
from mezhgorod.evidence.rules import DECIDE_FINDINGS, FindingState
from mezhgorod.planning.actions.applying.remarks import add_findings
from mezhgorod.planning.actions.repairs import owner_of_remark, repair_finding
from mezhgorod.planning.models import ItemCell, Plan, PlanItem
from mezhgorod.planning.queries import earlier_drafts, plan_draft, plan_subject
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may
from planbook.checks import RULES, check_plan
from planbook.findings import Finding as DraftFinding

# More repairs at once would keep a person waiting.
MAX_AT_ONCE = 100
HEADING_ROLE, TITLE_ROLE = "heading", "plan_title"
CHECK_CODES = frozenset(rule.code for rule in RULES)


# Larger plans are checked in the background: it takes longer than a page may.
MAX_ROWS_AT_ONCE = 1_000

_Said = list[tuple[PlanItem | None, DraftFinding]]


def recheck_plan(*, plan: Plan, actor: Actor) -> int:
    """Run the checker over a plan as it stands now.

    What reading noticed stays. A remark that comes again keeps its decision, one that does not goes
    away unless it was corrected: that stays as a record.

    Returns:
        How many remarks of the checker are open afterwards.
    """
    ensure_may(actor, DECIDE_FINDINGS, plan_subject(plan))
    # Checking takes most of the time and needs no lock; a plan that has changed is checked again.
    revision, said = plan.revision, _checked(plan)
    with transaction.atomic():
        plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        return _write_checked(plan, said if plan.revision == revision else _checked(plan))


def is_checked_at_once(plan: Plan) -> bool:
    """Return whether a plan is so small that a page can wait for its check."""
    return PlanItem.objects.filter(section__plan=plan).count() <= MAX_ROWS_AT_ONCE


def _checked(plan: Plan) -> _Said:
    """Return what the checker says, each remark with the row it speaks of."""
    rows = _rows_by_place(plan)
    earlier = earlier_drafts(owner=plan.owner, before=plan.period_start)
    return [
        (rows.get((one.source.table, one.source.row)) if one.source.row else None, one)
        for one in check_plan(plan_draft(plan=plan), earlier=earlier)
    ]


def _write_checked(plan: Plan, said: _Said) -> int:
    known = _known(plan)
    new: _Said = []
    seen = set()
    for item, found in said:
        key = (item.pk if item else None, found.code, found.evidence)
        if key not in seen and key not in known:
            new.append((item, found))
        seen.add(key)
    gone = [
        one.pk
        for key, one in known.items()
        if key not in seen and one.state != FindingState.CORRECTED
    ]
    Finding.objects.filter(pk__in=gone).delete()
    add_findings(plan, new)
    return sum(one.state == FindingState.OPEN for key, one in known.items() if key in seen) + len(
        new
    )


def decide_remark(*, finding: Finding, state: str, actor: Actor, now: datetime) -> Finding:
    """Write what a person decided about a remark on a plan: it stays, is no error, is open again.

    Raises:
        RuleViolation: the person may not, or there is no such state.
    """
    return decide_finding(
        finding=finding, state=state, actor=actor, owner_id=owner_of_remark(finding), now=now
    )


@dataclass(frozen=True, slots=True)
class DecidedAlike:
    """How many remarks of one rule were decided, could not be repaired, and are still open."""

    done: int
    failed: int
    left: int


@transaction.atomic
def decide_alike(*, plan: Plan, code: str, state: str, actor: Actor, now: datetime) -> DecidedAlike:
    """Decide the open remarks of one rule together, at most `MAX_AT_ONCE`.

    Args:
        code: the code of the rule.
        state: `FindingState.CORRECTED` applies every certain repair; other states are decisions.

    Raises:
        RuleViolation: the person may not, or there is no such state.
    """
    ensure_may(actor, DECIDE_FINDINGS, plan_subject(plan))
    is_repair = state == FindingState.CORRECTED
    found = plan.document.findings.filter(code=code, state=FindingState.OPEN).order_by("pk")
    if is_repair:
        found = found.filter(repair__isnull=False)
    total = found.count()
    failed = 0
    chosen = list(found[:MAX_AT_ONCE])
    for finding in chosen:
        if is_repair:
            failed += not _is_repaired(finding, actor, now)
        else:
            decide_finding(
                finding=finding, state=state, actor=actor, owner_id=plan.owner_id, now=now
            )
    return DecidedAlike(len(chosen) - failed, failed, total - len(chosen) + failed)


def _is_repaired(finding: Finding, actor: Actor, now: datetime) -> bool:
    """Repair one of many; an earlier repair may have changed its words already."""
    try:
        repair_finding(finding=finding, actor=actor, now=now)
    except RuleViolation:
        return False
    return True


def _rows_by_place(plan: Plan) -> dict[tuple[int, int], PlanItem]:
    """Return the row of every place of the source table."""
    items = PlanItem.objects.filter(section__plan=plan).in_bulk()
    cells = ItemCell.objects.filter(item__section__plan=plan).order_by("item__position", "position")
    rows: dict[tuple[int, int], PlanItem] = {}
    for item_id, table, row in cells.values_list("item_id", "table", "row"):
        rows.setdefault((table, row), items[item_id])
    return rows


_Key = tuple[int | None, str, str]


def _known(plan: Plan) -> dict[_Key, Finding]:
    """Return the remarks of the checker by the row they speak of, their code and evidence."""
    links = PlanItem.findings.through.objects.filter(planitem__section__plan=plan)
    rows = dict(links.order_by("-pk").values_list("finding_id", "planitem_id"))
    findings = plan.document.findings.filter(code__in=CHECK_CODES).order_by("pk")
    return {(rows.get(one.pk), one.code, one.evidence): one for one in findings}
