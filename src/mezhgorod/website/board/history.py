"""What became of an event since its plan was approved, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mezhgorod.planning.models import PlanChange, PlanItem
from mezhgorod.planning.queries.changes import told_of_items
from mezhgorod.planning.rules.changes import TIMING_CHANGES
from mezhgorod.publication.change_words import was_and_is


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change: what was done, the words before and after, why; `by` for those who may know."""

    label: str
    was: str
    now: str
    reason: str
    basis: str
    at: datetime
    by: str
    amendment: str
    is_undone: bool


def history_lines(changes: Iterable[PlanChange], *, shows_people: bool) -> list[HistoryLine]:
    """Return the changes of an event as its page shows them."""
    lines = []
    for change in changes:
        was, now = was_and_is(change)
        lines.append(
            HistoryLine(
                label=change.get_kind_display().capitalize(),
                was=was if was != now else "",
                now=now,
                reason=change.reason,
                basis=change.basis,
                at=change.at,
                by=change.by.get_username() if shows_people and change.by else "",
                amendment=str(change.amendment) if change.amendment else "",
                is_undone=change.undone_at is not None,
            )
        )
    return lines


def tell_former(items: Sequence[PlanItem]) -> None:
    """Give every row as `former` the time it had when the plan was approved, in one query."""
    told = told_of_items(item_ids=[item.pk for item in items])
    for item in items:
        timed = [one for one in told.get(item.pk, ()) if one.kind in TIMING_CHANGES]
        former = was_and_is(timed[0])[0] if timed else ""
        item.former = former if former != item.event.timing_text else ""  # type: ignore[attr-defined]
