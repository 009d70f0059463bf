"""What was put together out of several proposed rows, as the journal keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mezhgorod.campaigns.models import ProposedRow
from mezhgorod.registry.models import AuditEntry

COMBINED = "row.combine"


@dataclass(frozen=True, slots=True)
class Combining:
    """One merging: the words of the row that stayed, and what joined it.

    `moved` are, by a row that joined, the rows that had joined it before.
    """

    before: list[list[str]]
    after: list[list[str]]
    rows: tuple[int, ...]
    moved: Mapping[int, tuple[int, ...]]

    @classmethod
    def of_entry(cls, entry: AuditEntry) -> Combining:
        """Read an entry that a merging wrote."""
        before, after = entry.before or {}, entry.after or {}
        return cls(
            before=before["cells"],
            after=after["cells"],
            rows=tuple(after["rows"]),
            moved={int(pk): tuple(rows) for pk, rows in after["moved"].items()},
        )


def combining_of(row: ProposedRow) -> Combining | None:
    """Return the last merging by which a row joined the one it points to; one query."""
    if row.merged_into_id is None:
        return None
    for entry in _entries([row.merged_into_id]):
        found = Combining.of_entry(entry)
        if row.pk in found.rows:
            return found
    return None


def words_sent(rows: Sequence[ProposedRow]) -> dict[int, list[list[str]]]:
    """Return, by row, what its author sent last; one query."""
    sent = AuditEntry.objects.filter(
        action="row.send",
        object_kind=ProposedRow._meta.label_lower,
        object_id__in=[str(row.pk) for row in rows],
    )
    pairs = sent.order_by("pk").values_list("object_id", "after")
    return {int(pk): after["cells"] for pk, after in pairs if after}


def _entries(ids: Sequence[int]) -> list[AuditEntry]:
    """Return the mergings of rows, the last one first."""
    found = AuditEntry.objects.filter(
        action=COMBINED,
        object_kind=ProposedRow._meta.label_lower,
        object_id__in=[str(pk) for pk in ids],
    )
    return list(found.order_by("-pk"))
