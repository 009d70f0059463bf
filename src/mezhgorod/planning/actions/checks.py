"""The checker on a stored plan: run anew, its repairs applied and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from mezhgorod.evidence.actions import decide_finding
from mezhgorod.evidence.models import Finding
from mezhgorod.evidence.rules import DECIDE_FINDINGS, FindingState
from mezhgorod.planning.actions.applying.remarks import add_findings
from mezhgorod.planning.actions.approval.versions import ensure_first_version
from mezhgorod.planning.actions.rows.editing import edit_row
from mezhgorod.planning.actions.rows.writing import count_change, locked_plan
from mezhgorod.planning.models import ItemCell, Plan, PlanItem, PlanSection
from mezhgorod.planning.queries import earlier_drafts, plan_draft, plan_subject, row_draft
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may
from planbook.checks import RULES, check_plan
from planbook.findings import Finding as DraftFinding
from planbook.plans import CellDraft, EventDraft
from planbook.plans.rereading import reread_row

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


@transaction.atomic
def repair_finding(*, finding: Finding, actor: Actor, now: datetime) -> Finding:
    """Apply the certain repair of a remark: one cell or heading changes, its row is read anew.

    Raises:
        RuleViolation: the person may not, the remark offers no repair or is decided already, or the
            words to repair are no longer there.
    """
    owner_id = _owner_of(finding)
    ensure_may(actor, DECIDE_FINDINGS, Subject(owner_id=owner_id))
    return _repair(finding, owner_id, actor, now)


def _repair(finding: Finding, owner_id: int | None, actor: Actor, now: datetime) -> Finding:
    plan, finding = _locked(finding)
    if finding.repair is None or finding.state != FindingState.OPEN:
        raise RuleViolation("finding.nothing_to_repair", _NOTHING_TO_REPAIR)
    _freeze_first(plan, actor, now)
    _replace_words(finding, finding.repair["before"], finding.repair["after"], now)
    state = FindingState.CORRECTED
    return decide_finding(finding=finding, state=state, actor=actor, owner_id=owner_id, now=now)


def _owner_of(finding: Finding) -> int | None:
    """Return whose plan a remark speaks of, None for a document that is no plan."""
    plans = Plan.objects.filter(document=finding.document_id)
    return plans.values_list("owner_id", flat=True).first()


def decide_remark(*, finding: Finding, state: str, actor: Actor, now: datetime) -> Finding:
    """Write what a person decided about a remark on a plan: it stays, is no error, is open again.

    Raises:
        RuleViolation: the person may not, or there is no such state.
    """
    return decide_finding(
        finding=finding, state=state, actor=actor, owner_id=_owner_of(finding), now=now
    )


@transaction.atomic
def undo_repair(*, finding: Finding, actor: Actor, now: datetime) -> Finding:
    """Put the author's words back; the remark is open again.

    Raises:
        RuleViolation: the person may not, the remark was not repaired, or the words have changed.
    """
    owner_id = _owner_of(finding)
    ensure_may(actor, DECIDE_FINDINGS, Subject(owner_id=owner_id))
    plan, finding = _locked(finding)
    if finding.repair is None or finding.state != FindingState.CORRECTED:
        raise RuleViolation("finding.nothing_to_undo", "Это замечание не исправляли правкой.")
    _freeze_first(plan, actor, now)
    _replace_words(finding, finding.repair["after"], finding.repair["before"], now)
    return decide_finding(finding=finding, state=FindingState.OPEN, actor=actor, owner_id=owner_id)


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
            failed += not _is_repaired(finding, plan.owner_id, actor, now)
        else:
            decide_finding(
                finding=finding, state=state, actor=actor, owner_id=plan.owner_id, now=now
            )
    return DecidedAlike(len(chosen) - failed, failed, total - len(chosen) + failed)


def _is_repaired(finding: Finding, owner_id: int, actor: Actor, now: datetime) -> bool:
    """Repair one of many; an earlier repair may have changed its words already."""
    try:
        with transaction.atomic():
            _repair(finding, owner_id, actor, now)
    except RuleViolation:
        return False
    return True


_NOTHING_TO_REPAIR = (
    "Готовой правки у этого замечания нет, или решение уже принято. Обновите страницу."
)
_FINDING_GONE = "Замечания уже нет: план проверили заново. Обновите страницу."
_WORDS_GONE = (
    "Слов «{words}» в этом месте плана больше нет или они стоят не один раз: правка не сделана. "
    "Исправьте строку вручную."
)


def _locked(finding: Finding) -> tuple[Plan | None, Finding]:
    """Lock the plan of a remark and then the remark, in the order of the checker."""
    plan_id = Plan.objects.filter(document=finding.document_id).values_list("pk", flat=True).first()
    plan = locked_plan(plan_id) if plan_id is not None else None
    found = Finding.objects.select_for_update(of=("self",)).filter(pk=finding.pk).first()
    if found is None:
        raise RuleViolation("finding.gone", _FINDING_GONE)
    return plan, found


def _freeze_first(plan: Plan | None, actor: Actor, now: datetime) -> None:
    """Keep an approved document as it came in before its first repair."""
    if plan is not None:
        ensure_first_version(plan=plan, actor=actor, now=now)


def _replace_words(finding: Finding, old: str, new: str, now: datetime) -> None:
    role = finding.repair["role"] if finding.repair else ""
    if role == HEADING_ROLE:
        _repair_heading(finding, old, new, now)
        return
    if role == TITLE_ROLE:
        _repair_title(finding, old, new, now)
        return
    item = finding.items.select_related("section__plan__owner", "content").first()
    if item is None:
        raise RuleViolation("finding.no_row", _WORDS_GONE.format(words=old))
    row = row_draft(item)
    cells = _repaired(row.cells, role, old, new)
    edit_row(item=item, row=_read_again(item, row, cells), now=now)


def _repaired(cells: Sequence[CellDraft], role: str, old: str, new: str) -> tuple[CellDraft, ...]:
    """Replace words in the one cell of a role where they stand exactly once."""
    places = [n for n, cell in enumerate(cells) if cell.role == role and cell.text.count(old) == 1]
    if len(places) != 1:
        raise RuleViolation("finding.words_gone", _WORDS_GONE.format(words=old))
    place = places[0]
    cell = replace(cells[place], text=cells[place].text.replace(old, new), is_inherited=False)
    return (*cells[:place], cell, *cells[place + 1 :])


def _read_again(item: PlanItem, row: EventDraft, cells: Sequence[CellDraft]) -> EventDraft:
    draft = plan_draft(plan=item.section.plan, items=PlanItem.objects.filter(pk=item.pk))
    return reread_row(draft, draft.sections[0], row, cells)


def _repair_heading(finding: Finding, old: str, new: str, now: datetime) -> None:
    sections = PlanSection.objects.filter(
        plan__document=finding.document_id, heading_text__contains=old
    ).select_related("plan")
    found = [one for one in sections if one.source.get("row") == finding.row] or list(sections)
    if len(found) != 1 or found[0].heading_text.count(old) != 1:
        raise RuleViolation("finding.words_gone", _WORDS_GONE.format(words=old))
    section = found[0]
    section.heading_text = section.heading_text.replace(old, new)
    section.heading = section.heading.replace(old, new)
    section.save(update_fields=["heading_text", "heading"])
    count_change(section.plan, now)


def _repair_title(finding: Finding, old: str, new: str, now: datetime) -> None:
    plan = Plan.objects.filter(document=finding.document_id).first()
    lines = [place for place, line in enumerate(plan.title_lines) if old in line] if plan else []
    if plan is None or len(lines) != 1 or plan.title_lines[lines[0]].count(old) != 1:
        raise RuleViolation("finding.words_gone", _WORDS_GONE.format(words=old))
    plan.title_lines[lines[0]] = plan.title_lines[lines[0]].replace(old, new)
    plan.title = plan.title.replace(old, new)
    plan.save(update_fields=["title_lines", "title"])
    count_change(plan, now)


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
