"""A draft compared with the plan it would replace, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.queries.drafts import draft_of, owner_name_of, period_of
from mezhgorod.intake.rules import CellChange, ChangeKind, PlanComparison, RowChange
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import LiveRow, live_rows
from mezhgorod.planning.rules import says_same
from mezhgorod.registry.actions import organization_index
from mezhgorod.registry.rules import IMPORT_DOCUMENTS, Actor, Subject, may
from planbook.matching import (
    RowIdentity,
    RowMatch,
    is_reprinted,
    match_rows,
    merge_rows,
    placed_rows,
)
from planbook.plans import EventDraft, PlanDraft

# For a row of the draft, by its place: whose words win where both sides changed a facet.
Choices = Mapping[int, Mapping[str, str]]


def comparison_of(
    run: ExtractionRun,
    *,
    actor: Actor,
    owner_name: str = "",
    draft: PlanDraft | None = None,
) -> PlanComparison | None:
    """Return what applying a run would do to each row; None when the run holds no draft.

    A plan of an owner for whom `actor` loads no documents is not looked at: a document that names
    another association must not show what stands in its drafts. `draft` is the draft of the run
    where the caller has read it already.
    """
    draft = draft or draft_of(run)
    if draft is None:
        return None
    plan = live_plan_of(run, draft, owner_name)
    is_own = plan is not None and may(actor, IMPORT_DOCUMENTS, Subject(owner_id=plan.owner_id))
    return compare_with_live(draft, plan if is_own else None)


def compare_with_live(
    draft: PlanDraft, plan: Plan | None, choices: Choices | None = None
) -> PlanComparison:
    """Compare every row of a draft with the rows of a plan, people's changes merged in."""
    rows = list(draft.items())
    live = live_rows(plan=plan) if plan else []
    matches = {match.after: match for match in _matches(draft, live)}
    changes = []
    for index, row in enumerate(rows):
        match = matches.get(index)
        if match is None:
            changes.append(RowChange(ChangeKind.INSERT, row.title, index=index, row=row))
        else:
            pair = _Pair(live[match.before], row, match)
            changes.append(_change(index, pair, (choices or {}).get(index, {})))
    continued = {match.before for match in matches.values()}
    changes += [_removed(one) for index, one in enumerate(live) if index not in continued]
    return PlanComparison(plan.pk if plan else None, tuple(changes))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A live row, the row of the draft that continues it, and why."""

    live: LiveRow
    row: EventDraft
    match: RowMatch


def live_plan_of(run: ExtractionRun, draft: PlanDraft, owner_name: str = "") -> Plan | None:
    """Return the plan that a draft would replace, None for a new one or an unknown owner."""
    owner = organization_index().find(owner_name_of(draft, owner_name))
    period = period_of(draft, run)
    if owner is None or period is None:
        return None
    return Plan.objects.filter(owner=owner, kind=draft.kind, period_edtf=period.edtf).first()


def _matches(draft: PlanDraft, live: Iterable[LiveRow]) -> tuple[RowMatch, ...]:
    """Pair rows by what the last document said: a person's change does not hide a row."""
    before = [RowIdentity.of(one.imported, one.section) for one in live]
    if not before:
        return ()
    after = [RowIdentity.of(one.row, one.section) for one in placed_rows(draft)]
    return match_rows(before, after)


def _change(index: int, pair: _Pair, choices: Mapping[str, str]) -> RowChange:
    live = pair.live
    merged = merge_rows(live.imported, pair.row, live.current, choices)
    is_same = says_same(merged.row, live.current)
    return RowChange(
        kind=ChangeKind.UNCHANGED if is_same else ChangeKind.UPDATE,
        title=merged.row.title,
        index=index,
        item_id=live.item_id,
        cells=() if is_same else _cell_changes(live.current, merged.row),
        row=merged.row,
        conflicts=merged.conflicts,
        kept=tuple(facet.label for facet in merged.kept),
        points=pair.match.score.points,
        reasons=pair.match.score.reasons,
        is_edited=live.is_edited,
        is_reprinted=not is_same and is_reprinted(live.current, merged.row),
    )


def _removed(live: LiveRow) -> RowChange:
    return RowChange(
        ChangeKind.REMOVED, live.current.title, item_id=live.item_id, is_edited=live.is_edited
    )


def _cell_changes(before: EventDraft, after: EventDraft) -> tuple[CellChange, ...]:
    old, new = _by_role(before), _by_role(after)
    return tuple(
        CellChange(role, old.get(role), new.get(role))
        for role in dict.fromkeys((*old, *new))
        if old.get(role) != new.get(role)
    )


def _by_role(row: EventDraft) -> dict[str, str]:
    texts: dict[str, list[str]] = defaultdict(list)
    for cell in row.cells:
        texts[cell.role].append(cell.text)
    return {role: "\n".join(parts) for role, parts in texts.items()}
