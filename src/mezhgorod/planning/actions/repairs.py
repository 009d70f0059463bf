"""Certain repairs of remarks: words replaced in a row, a heading or the title, and put back.

The history tells them as it tells what people type: on an approved plan they join its amendment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from mezhgorod.evidence.actions import decide_finding
from mezhgorod.evidence.models import Finding
from mezhgorod.evidence.rules import DECIDE_FINDINGS, FindingState
from mezhgorod.planning.actions.approval.versions import ensure_first_version
from mezhgorod.planning.actions.history import ChangeDraft, Grounds, record_changes
from mezhgorod.planning.actions.rows.editing import edit_row
from mezhgorod.planning.actions.rows.row_editing import edit_change
from mezhgorod.planning.actions.rows.sections import renaming_change
from mezhgorod.planning.actions.rows.writing import count_change, locked_plan
from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.planning.queries import plan_draft, row_draft
from mezhgorod.planning.rules import ChangeKind
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may
from planbook.plans import CellDraft, EventDraft
from planbook.plans.rereading import reread_row

_REASON = "Исправлено по замечанию проверки: «{old}» → «{new}»"
_MAX_REASON = 300


@transaction.atomic
def repair_finding(*, finding: Finding, actor: Actor, now: datetime) -> Finding:
    """Apply the certain repair of a remark: one cell or heading changes, its row is read anew.

    Raises:
        RuleViolation: the person may not, the remark offers no repair or is decided already, or the
            words to repair are no longer there.
    """
    owner_id = owner_of_remark(finding)
    ensure_may(actor, DECIDE_FINDINGS, Subject(owner_id=owner_id))
    plan, finding = _locked(finding)
    if finding.repair is None or finding.state != FindingState.OPEN:
        raise RuleViolation("finding.nothing_to_repair", _NOTHING_TO_REPAIR)
    words = _Words(finding.repair["before"], finding.repair["after"], finding.repair["role"])
    _write_repair(plan, finding, words, actor, now)
    state = FindingState.CORRECTED
    return decide_finding(finding=finding, state=state, actor=actor, owner_id=owner_id, now=now)


def owner_of_remark(finding: Finding) -> int | None:
    """Return whose plan a remark speaks of, None for a document that is no plan."""
    plans = Plan.objects.filter(document=finding.document_id)
    return plans.values_list("owner_id", flat=True).first()


@transaction.atomic
def undo_repair(*, finding: Finding, actor: Actor, now: datetime) -> Finding:
    """Put the author's words back; the remark is open again.

    Raises:
        RuleViolation: the person may not, the remark was not repaired, or the words have changed.
    """
    owner_id = owner_of_remark(finding)
    ensure_may(actor, DECIDE_FINDINGS, Subject(owner_id=owner_id))
    plan, finding = _locked(finding)
    if finding.repair is None or finding.state != FindingState.CORRECTED:
        raise RuleViolation("finding.nothing_to_undo", "Это замечание не исправляли правкой.")
    words = _Words(finding.repair["after"], finding.repair["before"], finding.repair["role"])
    _write_repair(plan, finding, words, actor, now)
    return decide_finding(finding=finding, state=FindingState.OPEN, actor=actor, owner_id=owner_id)


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


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that stand in a column, a heading or the title, and the words instead."""

    old: str
    new: str
    role: str


def _write_repair(
    plan: Plan | None, finding: Finding, words: _Words, actor: Actor, now: datetime
) -> None:
    if plan is None:
        raise RuleViolation("finding.no_row", _WORDS_GONE.format(words=words.old))
    # An approved document is kept as it came in before its first repair.
    ensure_first_version(plan=plan, actor=actor, now=now)
    match words.role:
        case "heading":
            change = _repair_heading(plan, finding, words, now)
        case "plan_title":
            change = _repair_title(plan, words, now)
        case _:
            change = _repair_row(finding, words, now)
    remark = {"remark": finding.pk, "remark_state": finding.state}
    change = replace(change, undo={**(change.undo or {}), **remark})
    grounds = Grounds(reason=_REASON.format(old=words.old, new=words.new)[:_MAX_REASON])
    record_changes(plan=plan, changes=[change], grounds=grounds, actor=actor, now=now)


def _repair_row(finding: Finding, words: _Words, now: datetime) -> ChangeDraft:
    item = finding.items.select_related("section__plan__owner", "event", "content").first()
    if item is None:
        raise RuleViolation("finding.no_row", _WORDS_GONE.format(words=words.old))
    row = row_draft(item)
    after = _read_again(item, row, _repaired(row.cells, words))
    return edit_change(edit_row(item=item, row=after, now=now), row, after)


def _repaired(cells: Sequence[CellDraft], words: _Words) -> tuple[CellDraft, ...]:
    """Replace words in the one cell of a role where they stand exactly once."""
    role, old, new = words.role, words.old, words.new
    places = [n for n, cell in enumerate(cells) if cell.role == role and cell.text.count(old) == 1]
    if len(places) != 1:
        raise RuleViolation("finding.words_gone", _WORDS_GONE.format(words=old))
    place = places[0]
    cell = replace(cells[place], text=cells[place].text.replace(old, new), is_inherited=False)
    return (*cells[:place], cell, *cells[place + 1 :])


def _read_again(item: PlanItem, row: EventDraft, cells: Sequence[CellDraft]) -> EventDraft:
    draft = plan_draft(plan=item.section.plan, items=PlanItem.objects.filter(pk=item.pk))
    return reread_row(draft, draft.sections[0], row, cells)


def _repair_heading(plan: Plan, finding: Finding, words: _Words, now: datetime) -> ChangeDraft:
    sections = PlanSection.objects.filter(plan=plan, heading_text__contains=words.old)
    found = [one for one in sections if one.source.get("row") == finding.row] or list(sections)
    if len(found) != 1 or found[0].heading_text.count(words.old) != 1:
        raise RuleViolation("finding.words_gone", _WORDS_GONE.format(words=words.old))
    section = found[0]
    old = {"heading_text": section.heading_text, "heading": section.heading}
    section.heading_text = section.heading_text.replace(words.old, words.new)
    section.heading = section.heading.replace(words.old, words.new)
    section.save(update_fields=["heading_text", "heading"])
    count_change(plan, now)
    return renaming_change(section, old)


def _repair_title(plan: Plan, words: _Words, now: datetime) -> ChangeDraft:
    lines = [place for place, line in enumerate(plan.title_lines) if words.old in line]
    if len(lines) != 1 or plan.title_lines[lines[0]].count(words.old) != 1:
        raise RuleViolation("finding.words_gone", _WORDS_GONE.format(words=words.old))
    undo = {"title": plan.title, "title_lines": list(plan.title_lines)}
    plan.title_lines[lines[0]] = plan.title_lines[lines[0]].replace(words.old, words.new)
    plan.title = plan.title.replace(words.old, words.new)
    plan.save(update_fields=["title_lines", "title"])
    count_change(plan, now)
    return ChangeDraft(ChangeKind.EDIT, "Исправлено заглавие плана", None, None, undo=undo)
