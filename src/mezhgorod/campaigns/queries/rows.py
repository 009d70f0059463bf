"""Rows of a campaign: those to look through with what they lack, and the way of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from mezhgorod.campaigns.models import Campaign, ProposedRow
from mezhgorod.campaigns.queries.frames import ReadingFrame, reading_frame
from mezhgorod.campaigns.queries.readiness import requirements_of
from mezhgorod.campaigns.rules import PLANNED_ROWS, RowState
from mezhgorod.campaigns.rules.readiness import Lack
from mezhgorod.registry.models import AuditEntry
from planbook.findings import Severity
from planbook.plans import EventDraft, event_from_dict


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """A row as the coordinator sees it: words under headers, what was understood, what it lacks."""

    row: ProposedRow
    understood: EventDraft
    cells: tuple[tuple[str, str, str], ...]
    lacks: tuple[Lack, ...]
    remarks: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Whether a row of the last plan says something else now."""
        return bool(self.row.carried_cells) and self.row.carried_cells != self.row.cells


def rows_of(
    *,
    campaign: Campaign,
    states: Sequence[RowState] = (RowState.SUBMITTED,),
    party_id: int | None = None,
) -> QuerySet[ProposedRow]:
    """Return rows of a campaign in the given states by party and place."""
    found = ProposedRow.objects.filter(submission__campaign=campaign, state__in=states)
    if party_id is not None:
        found = found.filter(submission__party=party_id)
    return found.select_related(
        "submission__party__territory", "merged_into__submission__party__territory"
    ).order_by("submission__party__name", "submission_id", "position", "id")


def row_counts(*, campaign: Campaign, party_id: int | None = None) -> dict[RowState, int]:
    """Return how many rows of a campaign, or of one party in it, are in each state; one query."""
    found = ProposedRow.objects.filter(submission__campaign=campaign)
    if party_id is not None:
        found = found.filter(submission__party=party_id)
    counted = dict(found.order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state.value, 0) for state in RowState}


def reviewed_rows(*, campaign: Campaign, rows: Sequence[ProposedRow]) -> list[ReviewedRow]:
    """Return rows with what was understood and what they lack; two queries for any number."""
    frame = reading_frame(campaign=campaign)
    requirements = requirements_of(campaign, frame)
    reviewed = []
    for row in rows:
        understood = event_from_dict(row.row)
        reviewed.append(
            ReviewedRow(
                row=row,
                understood=understood,
                cells=named_cells(row, frame),
                lacks=() if row.state in PLANNED_ROWS else requirements.lacks(understood),
                remarks=tuple(
                    one.message for one in understood.findings if one.severity is not Severity.INFO
                ),
            )
        )
    return reviewed


def named_cells(row: ProposedRow, frame: ReadingFrame) -> tuple[tuple[str, str, str], ...]:
    """Return the cells of a row as role, header and words; a role without a column names itself."""
    headers = dict(frame.roles)
    return tuple((role, headers.get(role) or role, text) for role, text in row.cells)


def ways_of_rows(*, rows: Sequence[ProposedRow]) -> dict[int, list[AuditEntry]]:
    """Return the steps of many rows, first to last; one query."""
    ways: dict[int, list[AuditEntry]] = {row.pk: [] for row in rows}
    entries = AuditEntry.objects.filter(
        object_kind=ProposedRow._meta.label_lower, object_id__in=[str(pk) for pk in ways]
    )
    for entry in entries.select_related("by", "link").order_by("id"):
        ways[int(entry.object_id)].append(entry)
    return ways
