"""What a proposed row meets, in plans its author may see and among the author's own rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mezhgorod.campaigns.models import ProposedRow, Submission
from mezhgorod.campaigns.rules import RowChoice, RowState
from mezhgorod.planning.queries.radar_hints import RowHints, TypedRow, radar_of_row
from mezhgorod.registry.rules import Actor
from planbook.dates import Period
from planbook.plans import EventDraft, SectionDraft, event_from_dict
from planbook.radar import RadarRow

# Rows of one author that are compared; a longer list is a pasted one.
_MOST_OWN = 100
_GONE_STATES = (RowState.REMOVED, RowState.REFUSED, RowState.MERGED)


def hints_of_proposed(
    *,
    submission: Submission,
    row: EventDraft,
    proposed_id: int | None,
    actor: Actor,
    today: date,
) -> RowHints:
    """Say what to mind about a row of proposals while it is typed.

    The plan that is being composed is looked at only if its author may see it; rows of other
    parties never are.

    Args:
        proposed_id: the row that is being edited, which does not clash with itself.
    """
    campaign = submission.campaign
    rows = list(submission.rows.order_by("position", "pk")[: _MOST_OWN + 1])
    own = next((one for one in rows if one.pk == proposed_id), None)
    typed = TypedRow(
        row=row,
        owner_id=campaign.owner_id,
        period_edtf=campaign.period_edtf,
        plan_id=campaign.plan_id,
        item_id=own.item_id if own else None,
    )
    beside = tuple(_beside(submission, rows, proposed_id))
    return radar_of_row(typed=typed, actor=actor, today=today, beside=beside)


def _beside(
    submission: Submission, rows: list[ProposedRow], proposed_id: int | None
) -> Iterator[RadarRow]:
    period = Period.from_edtf(submission.campaign.period_edtf)
    for one in rows:
        is_gone = one.state in _GONE_STATES or one.choice == RowChoice.DROP
        if one.pk == proposed_id or is_gone or one.item_id is not None or not one.row:
            continue
        draft = event_from_dict(one.row)
        yield RadarRow.of(
            draft,
            SectionDraft("", (draft,)),
            key=f"r{one.pk}",
            plan=submission.campaign.plan_id or 0,
            owner=submission.campaign.owner_id,
            period=period,
        )
