"""The review of one run: facts on top, remarks, and one page of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.queries import comparison_of, draft_of, owner_name_of, period_of
from mezhgorod.intake.rules import ChangeKind, PlanComparison, RowChange
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.queries import TIMING_GROUPS
from mezhgorod.planning.rules import fingerprints_of
from mezhgorod.registry.rules import Actor
from mezhgorod.website.board.scale import period_words
from mezhgorod.website.forms.imports import dispute_name
from mezhgorod.website.review.remarks import RemarkGroup, grouped_remarks, remarks_of
from mezhgorod.website.review.table import NumberedRow, TableView, numbered_rows, review_tables
from planbook.dates import Period
from planbook.plans import PlanDraft

MAX_GONE = 200
MAX_DISPUTES = 200
REPORT_KIND = "report"
# what the reviewer may look at alone → the words of the choice
SHOWN = {
    "": "все",
    "new": "новые",
    "changed": "изменённые",
    "reprinted": "иначе оформленные",
    "remarks": "с замечаниями",
}


# door of the filter → what happens to its rows, and whether they still say the same
_WANTED = {
    "new": (ChangeKind.INSERT, False),
    "changed": (ChangeKind.UPDATE, False),
    "reprinted": (ChangeKind.UPDATE, True),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One door of the row filter: how many rows are behind it."""

    key: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Dispute:
    """A facet that a person and the new document changed in different ways, and its field."""

    name: str
    title: str
    label: str
    base: str
    ours: str
    theirs: str


class Review:
    """Everything the page shows of a ready run; the draft is decoded once.

    `owner_name` is what a person typed for a document that does not say whose it is.
    """

    def __init__(
        self, run: ExtractionRun, draft: PlanDraft, *, actor: Actor, owner_name: str = ""
    ) -> None:
        self.run, self.draft, self._given_owner = run, draft, owner_name
        self._actor = actor
        self.rows: list[NumberedRow] = list(numbered_rows(draft))

    @property
    def is_report(self) -> bool:
        return self.draft.kind == REPORT_KIND

    @property
    def is_plan(self) -> bool:
        return not self.is_report and bool(self.rows)

    @property
    def owner(self) -> str:
        return owner_name_of(self.draft, self._given_owner)

    @property
    def period(self) -> Period | None:
        return period_of(self.draft, self.run)

    @property
    def period_words(self) -> str:
        """The period of the document in words, empty when nobody said it."""
        return period_words(self.period.start, self.period.end) if self.period else ""

    @cached_property
    def timing_counts(self) -> list[tuple[str, int]]:
        """How many rows know their time how exactly, in the words of the plan page."""
        kinds = Counter(one.row.timing.kind.value for one in self.rows)
        groups = (
            (group.label, sum(kinds[kind] for kind in group.kinds))
            for group in TIMING_GROUPS.values()
        )
        return [(label, count) for label, count in groups if count]

    @cached_property
    def comparison(self) -> PlanComparison | None:
        """The rows beside those of the live plan; None where there is nothing to compare."""
        if not self.is_plan:
            return None
        return comparison_of(
            self.run, actor=self._actor, owner_name=self._given_owner, draft=self.draft
        )

    @cached_property
    def live_plan(self) -> Plan | None:
        """The plan on the site that this document would replace."""
        if self.comparison is None or self.comparison.plan_id is None:
            return None
        return Plan.objects.get(pk=self.comparison.plan_id)

    @cached_property
    def is_unchanged(self) -> bool:
        """Whether this very document, read the same way, is the live plan already."""
        plan = self.live_plan
        return (
            plan is not None
            and plan.document_id == self.run.document_id
            and plan.fingerprint == fingerprints_of(self.draft).plan
        )

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows come, change, stay and go; a row that is only set otherwise stays."""
        if self.comparison is None:
            return {}
        counts, reprinted = self.comparison.counts, self.comparison.reprinted_count
        counts[ChangeKind.UPDATE.value] -= reprinted
        counts[ChangeKind.UNCHANGED.value] += reprinted
        return counts | {"reprinted": reprinted}

    @property
    def says_the_same(self) -> bool:
        """Whether accepting the document would change no word of the plan on the site."""
        return not any(self.counts.get(kind) for kind in ("insert", "update", "removed"))

    @property
    def changes(self) -> Sequence[RowChange] | None:
        """One change per row of the draft; None for a new plan, where every row is new."""
        if self.live_plan is None or self.comparison is None:
            return None
        return [change for change in self.comparison.changes if change.index is not None]

    @cached_property
    def gone(self) -> list[PlanItem]:
        """The rows of the live plan that the document no longer has, at most `MAX_GONE`."""
        if self.comparison is None:
            return []
        ids = [
            change.item_id
            for change in self.comparison.changes
            if change.kind is ChangeKind.REMOVED and change.item_id is not None
        ]
        items = PlanItem.objects.filter(pk__in=ids[:MAX_GONE]).select_related("event")
        return list(items.order_by("position"))

    @cached_property
    def disputes(self) -> list[Dispute]:
        """Where the document argues with people, at most `MAX_DISPUTES` places."""
        return self._all_disputes[:MAX_DISPUTES]

    @property
    def more_disputes(self) -> int:
        """How many places are not shown."""
        return len(self._all_disputes) - len(self.disputes)

    @cached_property
    def _all_disputes(self) -> list[Dispute]:
        changes = self.comparison.disputed if self.comparison else ()
        return [
            Dispute(
                name=dispute_name(change.index or 0, one.facet.name),
                title=change.title,
                label=one.facet.label,
                base=one.base,
                ours=one.ours,
                theirs=one.theirs,
            )
            for change in changes
            for one in change.conflicts
        ]

    @cached_property
    def remark_groups(self) -> list[RemarkGroup]:
        return grouped_remarks(remarks_of(self.draft, [one.row for one in self.rows]))

    @property
    def can_apply(self) -> bool:
        """Whether «Принять» is offered: a plan or report with a period that is not live yet."""
        return (
            (self.is_plan or self.is_report) and self.period is not None and not self.is_unchanged
        )

    def choices(self, shown: str) -> list[Choice]:
        """Return the doors of the row filter that have rows behind them."""
        found = (
            Choice(key, label, len(self.shown_rows(key)), key == shown)
            for key, label in SHOWN.items()
        )
        return [choice for choice in found if choice.count or choice.is_current]

    def shown_rows(self, shown: str) -> list[NumberedRow]:
        """Return the rows behind one door."""
        if shown == "remarks":
            return [one for one in self.rows if one.row.findings]
        if shown not in _WANTED:
            return self.rows
        changes = self.changes or ()
        return [
            self.rows[change.index or 0]
            for change in changes
            if (change.kind, change.is_reprinted) == _WANTED[shown]
        ]

    def tables(self, rows: Sequence[NumberedRow]) -> list[TableView]:
        """Lay out the rows of one page."""
        return review_tables(self.draft, rows, self.changes)


def review_of(run: ExtractionRun, *, actor: Actor, owner_name: str = "") -> Review | None:
    """Return the review of a read run, None when its draft is of an older program."""
    draft = draft_of(run)
    return Review(run, draft, actor=actor, owner_name=owner_name) if draft else None
