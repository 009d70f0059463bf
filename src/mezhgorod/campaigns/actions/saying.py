"""A row says something else than its author wrote: in the proposals and in the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mezhgorod.campaigns.models import ProposedRow
from mezhgorod.campaigns.queries import ReadingFrame
from mezhgorod.campaigns.rules import RowState
from mezhgorod.campaigns.rules.combining import differing
from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.actions.rows.row_editing import RowConflict, SeenRow, change_row
from mezhgorod.planning.models import PlanItem
from mezhgorod.planning.queries import row_draft
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.plans import event_to_dict

_CHANGED = (
    "Эту строку уже правили в проекте плана, общий текст стёр бы правку. Объедините строки, не "
    "меняя слов первой, и поправьте её в плане."
)
_REASON = "Объединение предложений"


def say_words(
    *, row: ProposedRow, cells: list[list[str]], frame: ReadingFrame, now: datetime
) -> None:
    """Make a row say other words and understand them; the caller saves."""
    pairs = tuple((role, text) for role, text in cells)
    row.cells, row.updated_at = cells, now
    row.row = event_to_dict(frame.read(pairs, heading=row.section_heading))
    row.sequence += 1


def say_in_plan(
    *, row: ProposedRow, cells: Sequence[Sequence[str]], actor: Actor, now: datetime
) -> None:
    """Make the row of the plan that came of an accepted row say other words too.

    Raises:
        RuleViolation: the plan may not be changed, or somebody has changed the row there.
    """
    if row.state != RowState.ACCEPTED:
        return
    found = PlanItem.objects.select_related("section__plan", "event").filter(pk=row.item_id or 0)
    item = found.first()
    if item is None or differing(row.cells, [(c.role, c.text) for c in row_draft(item).cells]):
        raise RuleViolation("campaign.plan_row_changed", _CHANGED)
    answer = change_row(
        item=item,
        cells=tuple((role, text) for role, text in cells),
        seen=SeenRow(item.fingerprint),
        grounds=Grounds(reason=_REASON),
        actor=actor,
        now=now,
    )
    if isinstance(answer, RowConflict):
        raise RuleViolation("campaign.plan_row_changed", _CHANGED)
