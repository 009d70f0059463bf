"""What a letter tells its author of a row whose words were changed when rows were merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mezhgorod.campaigns.models import ProposedRow
from mezhgorod.campaigns.queries.merged import Combining
from mezhgorod.campaigns.rules.combining import differing
from mezhgorod.campaigns.rules.phrases import with_proposal_of
from mezhgorod.registry.models import AuditEntry, Organization
from mezhgorod.registry.rules import OrganizationKind

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Reworded:
    """A row that says something else than before, and what it said."""

    row: ProposedRow
    changes: tuple[tuple[str, str, str], ...]

    @property
    def fields(self) -> dict[str, str]:
        """The fields of a letter about this row alone."""
        return {
            "row": self.row.title,
            "was": "; ".join(_short(was) for _, was, _ in self.changes),
            "became": "; ".join(_short(now) for _, _, now in self.changes),
        }

    @property
    def line(self) -> str:
        """The row in a list."""
        return f"– {self.row.title}: было {self.fields['was']}, стало {self.fields['became']}"


def reworded_rows(entries: Sequence[AuditEntry]) -> list[Reworded]:
    """Return rows that still carry the words some merging gave them; two queries for any number."""
    first: dict[int, Combining] = {}
    last: dict[int, Combining] = {}
    for entry in sorted(entries, key=lambda one: one.pk):
        found = Combining.of_entry(entry)
        first.setdefault(int(entry.object_id), found)
        last[int(entry.object_id)] = found
    rows = ProposedRow.objects.filter(pk__in=first).order_by("submission", "position", "pk")
    told = []
    for row in rows:
        changes = tuple(differing(first[row.pk].before, row.cells))
        if changes and row.cells == last[row.pk].after:
            told.append(Reworded(row, changes))
    return told


def merged_with(party: Organization) -> str:
    """Return with whose proposal a row was merged."""
    is_city = party.kind == OrganizationKind.MUNICIPALITY and party.territory is not None
    return with_proposal_of(party.spoken_name, is_city=is_city)


def _short(text: str) -> str:
    words = " ".join(text.split()) or "пусто"
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
