"""What changed between two moments of a plan, row by row, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from mezhgorod.planning.models import Amendment, Plan, PlanChange
from mezhgorod.planning.queries.versions import Edition
from mezhgorod.planning.rules import PUBLIC_STATES, SEE_HISTORY, ChangeKind
from mezhgorod.registry.rules import Actor, Subject, may
from planbook.matching import PlacedRow, PlanDiff, RowDiff, RowState, placed_rows
from planbook.matching.comparison import row_changes
from planbook.plans import EventDraft, event_from_dict

# Changes that those who follow a plan are told of.
TOLD_KINDS = frozenset(ChangeKind) - {ChangeKind.EDIT, ChangeKind.MOVE}


@dataclass(frozen=True, slots=True)
class NetChange:
    """What became of one row between two editions, with the changes that led there."""

    row: RowDiff
    uid: str
    steps: tuple[PlanChange, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons in the order in which they were given, each once."""
        return tuple(dict.fromkeys(one.reason for one in self.steps if one.reason))

    @property
    def bases(self) -> tuple[str, ...]:
        """The grounds in the order in which they were given, each once."""
        return tuple(dict.fromkeys(one.basis for one in self.steps if one.basis))

    @property
    def kinds(self) -> tuple[str, ...]:
        """What was done to the row, in order, each once."""
        return tuple(dict.fromkeys(one.get_kind_display() for one in self.steps))


def compare_editions(before: Edition, after: Edition) -> PlanDiff:
    """Compare two editions of one plan; rows are paired by the event they are about.

    No guess is needed as between two documents: an event keeps its number for ever.
    """
    olds, news = placed_rows(before.draft), placed_rows(after.draft)
    waiting: defaultdict[str, list[PlacedRow]] = defaultdict(list)
    for uid, old in reversed(list(zip(before.uids, olds, strict=True))):
        waiting[uid].append(old)
    rows = []
    for uid, new in zip(after.uids, news, strict=True):
        former = waiting[uid].pop() if waiting[uid] else None
        rows.append(_paired(former, new) if former else RowDiff(RowState.ADDED, None, new))
    gone = sorted((one for left in waiting.values() for one in left), key=lambda one: one.index)
    rows += [RowDiff(RowState.REMOVED, old, None) for old in gone]
    return PlanDiff(before.draft, after.draft, tuple(rows))


def net_changes(
    *, before: Edition, after: Edition, steps: Iterable[PlanChange]
) -> tuple[NetChange, ...]:
    """Return one entry per row that is another one now; rows that came back are left out.

    Args:
        steps: the changes between the two editions, oldest first.
    """
    by_uid: defaultdict[str, list[PlanChange]] = defaultdict(list)
    for step in steps:
        by_uid[str(step.event_uid)].append(step)
    diff = compare_editions(before, after)
    return tuple(
        NetChange(row, uid, tuple(by_uid[uid]))
        for row in diff.rows
        if row.state is not RowState.UNCHANGED
        for uid in [_uid_of(row, before, after)]
    )


def steps_of_amendment(amendment: Amendment) -> QuerySet[PlanChange]:
    """Return the changes of an amendment that stand, oldest first."""
    return (
        PlanChange.objects.filter(amendment=amendment, undone_at__isnull=True)
        .select_related("by", "item")
        .order_by("pk")
    )


def steps_since(*, plan: Plan, change_id: int) -> QuerySet[PlanChange]:
    """Return the changes of a plan after one of them, oldest first."""
    found = PlanChange.objects.filter(plan=plan, pk__gt=change_id, undone_at__isnull=True)
    return found.select_related("by", "item").order_by("pk")


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which entries of a history are wanted; empty fields want all."""

    uid: UUID | None = None
    kind: str = ""
    by_id: int | None = None
    since: date | None = None
    until: date | None = None


def history_of(*, plan: Plan, wanted: HistoryFilter) -> QuerySet[PlanChange]:
    """Return what was done to the rows of a plan, newest first, with people and amendments."""
    found = PlanChange.objects.filter(plan=plan)
    if wanted.uid is not None:
        found = found.filter(event_uid=wanted.uid)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.by_id is not None:
        found = found.filter(by=wanted.by_id)
    if wanted.since is not None:
        found = found.filter(at__date__gte=wanted.since)
    if wanted.until is not None:
        found = found.filter(at__date__lte=wanted.until)
    return found.select_related("by", "link", "amendment", "item").order_by("-pk")


def changes_of_event(*, uid: UUID, actor: Actor) -> list[PlanChange]:
    """Return the changes of one event that somebody may read, newest first.

    Everybody reads those of approved plans that are published; who sees the history of a plan
    reads all of them.
    """
    found = PlanChange.objects.filter(event_uid=uid).select_related("by", "plan", "amendment")
    return [one for one in found.order_by("-pk") if _may_read(one, actor)]


def told_changes() -> QuerySet[PlanChange]:
    """Return the changes everybody may know of: of approved plans that are published.

    Oldest first; what was taken back or only corrected is not told.
    """
    return PlanChange.objects.filter(
        amendment__isnull=False,
        undone_at__isnull=True,
        kind__in=TOLD_KINDS,
        plan__state__in=PUBLIC_STATES,
    ).order_by("pk")


def told_of_items(*, item_ids: Iterable[int]) -> Mapping[int, list[PlanChange]]:
    """Return what everybody may know of the changes of rows, oldest first, in one query."""
    told: defaultdict[int, list[PlanChange]] = defaultdict(list)
    for one in told_changes().filter(item__in=set(item_ids)):
        if one.item_id is not None:
            told[one.item_id].append(one)
    return told


def row_before(change: PlanChange) -> EventDraft | None:
    """Return the row before a change, None where there was none or its form is unknown."""
    return _row(change.before)


def row_after(change: PlanChange) -> EventDraft | None:
    """Return the row after a change, None where there is none or its form is unknown."""
    return _row(change.after)


def _row(data: Mapping[str, object] | None) -> EventDraft | None:
    if data is None:
        return None
    try:
        return event_from_dict(data)
    except (KeyError, TypeError, ValueError):
        return None


def _paired(old: PlacedRow, new: PlacedRow) -> RowDiff:
    changes = row_changes(old.row, new.row)
    is_same = not changes and old.section.heading == new.section.heading
    return RowDiff(RowState.UNCHANGED if is_same else RowState.CHANGED, old, new, changes)


def _uid_of(row: RowDiff, before: Edition, after: Edition) -> str:
    if row.after is not None:
        return after.uids[row.after.index]
    return before.uids[row.before.index] if row.before is not None else ""


def _may_read(change: PlanChange, actor: Actor) -> bool:
    plan = change.plan
    is_told = change.amendment_id is not None and change.undone_at is None
    if is_told and change.kind in TOLD_KINDS and plan.state in PUBLIC_STATES:
        return True
    return may(actor, SEE_HISTORY, Subject(plan.owner_id, object_id=plan.pk, state=plan.state))


def people_of(*, plan: Plan) -> Sequence[tuple[int, str]]:
    """Return who has changed rows of a plan: id and name of the account."""
    found = PlanChange.objects.filter(plan=plan, by__isnull=False)
    return list(found.order_by("by__username").values_list("by", "by__username").distinct())


def kinds_of(*, plan: Plan) -> Sequence[str]:
    """Return which kinds of changes a plan has."""
    found = PlanChange.objects.filter(plan=plan).order_by("kind")
    return list(found.values_list("kind", flat=True).distinct())
