"""What every decision about rows begins and ends with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mezhgorod.campaigns.actions.guards import ensure_reviewed, locked_campaign, rows_of_campaign
from mezhgorod.campaigns.actions.journal import Step, tell_steps
from mezhgorod.campaigns.actions.settling import settle
from mezhgorod.campaigns.models import Campaign, ProposedRow
from mezhgorod.campaigns.rules import ROW_TRANSITIONS, RowState
from mezhgorod.registry.rules import Actor, RuleViolation


def reviewed(
    *, campaign: Campaign, row_ids: Sequence[int], actor: Actor
) -> tuple[Campaign, list[ProposedRow]]:
    """Return a campaign and rows of it, locked for the one who decides.

    Raises:
        RuleViolation: no right, nothing is reviewed now, or a row is not there.
    """
    campaign = locked_campaign(campaign, actor=actor)
    ensure_reviewed(campaign)
    return campaign, rows_of_campaign(campaign, row_ids)


def ensure_edge(rows: Sequence[ProposedRow], state: RowState) -> None:
    """Refuse rows that cannot come into a state, all of them or none."""
    wrong = [row for row in rows if state not in ROW_TRANSITIONS[RowState(row.state)]]
    if wrong:
        first = wrong[0]
        message = (
            f"Строка «{first.title[:80]}» — {first.get_state_display()}, решать о ней сейчас "
            "нельзя. Обновите страницу: возможно, её уже рассмотрели или отозвали."
        )
        raise RuleViolation("campaign.row_state", message)


def decided(
    *,
    campaign: Campaign,
    rows: Sequence[ProposedRow],
    steps: Sequence[Step],
    actor: Actor,
    now: datetime,
) -> None:
    """Save rows that were decided about, tell it, and settle what their authors have sent."""
    fields = [
        "state", "item", "remark", "refusal_ground", "merged_into", "updated_at", "cells", "row",
        "sequence",
    ]  # fmt: skip
    ProposedRow.objects.bulk_update(rows, fields, batch_size=300)
    tell_steps(steps, owner_id=campaign.owner_id, actor=actor, now=now)
    settle({row.submission_id: row.submission for row in rows}.values(), now=now)
