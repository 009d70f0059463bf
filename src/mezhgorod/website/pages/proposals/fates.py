"""What became of a row that was put together with rows of others, for its author."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mezhgorod.campaigns.actions.rewording import merged_with
from mezhgorod.campaigns.models import ProposedRow
from mezhgorod.campaigns.queries.merged import words_sent
from mezhgorod.campaigns.rules import PLANNED_ROWS, RowState
from mezhgorod.campaigns.rules.combining import differing
from mezhgorod.website.board.evidence import header_of_role

# Only to such a row may others have been joined.
_JOINED = PLANNED_ROWS | {RowState.SUBMITTED, RowState.RETURNED}


@dataclass(frozen=True, slots=True)
class Fate:
    """With what a row was merged, what the common row says, what its author had written there."""

    words: str
    common: tuple[tuple[str, str], ...] = ()
    changed: tuple[tuple[str, str, str], ...] = ()


def fates_of(rows: Iterable[ProposedRow], headers: Mapping[str, str]) -> dict[int, Fate]:
    """Return, by row, what became of merged rows; at most two queries for any number."""
    rows = list(rows)
    fates = {
        row.pk: Fate(
            f"Объединено {merged_with(row.merged_into.submission.party)}",
            common=tuple(
                (headers.get(role) or header_of_role(role), text)
                for role, text in row.merged_into.cells
                if text and role != "number"
            ),
        )
        for row in rows
        if row.state == RowState.MERGED and row.merged_into is not None
    }
    return fates | _stayed([row for row in rows if row.state in _JOINED], headers)


def _stayed(rows: list[ProposedRow], headers: Mapping[str, str]) -> dict[int, Fate]:
    if not rows:
        return {}
    joined: dict[int, list[ProposedRow]] = defaultdict(list)
    found = ProposedRow.objects.filter(merged_into__in=[row.pk for row in rows])
    for one in found.select_related("submission__party__territory").order_by("pk"):
        joined[one.merged_into_id or 0].append(one)
    ours = [row for row in rows if row.pk in joined]
    sent = words_sent(ours) if ours else {}
    fates = {}
    for row in ours:
        whose = dict.fromkeys(merged_with(one.submission.party) for one in joined[row.pk])
        changed = differing(sent.get(row.pk, row.cells), row.cells)
        fates[row.pk] = Fate(
            f"Объединено {', '.join(whose)}",
            changed=tuple(
                (headers.get(role) or header_of_role(role), was, now) for role, was, now in changed
            ),
        )
    return fates
