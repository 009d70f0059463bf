"""What actions of campaigns answer with beside stored objects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mezhgorod.campaigns.models import ProposedRow
from mezhgorod.campaigns.queries import Problem
from mezhgorod.campaigns.rules import CampaignCycle, CampaignRules, Deadlines
from mezhgorod.planning.models import Plan

__all__ = [
    "AddedRows",
    "CampaignDraft",
    "Cells",
    "Extension",
    "Moved",
    "NotReady",
    "Problem",
    "Reminded",
    "RowConflict",
    "RowDraft",
    "SavedRow",
]

Cells = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """A campaign as the coordinator asks for it; the period is EDTF («2026», «2026-40»)."""

    title: str
    cycle: CampaignCycle
    period_edtf: str
    deadlines: Deadlines
    rules: CampaignRules
    source_plan: Plan | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RowDraft:
    """A row as somebody typed it.

    Attributes:
        cells: pairs of a role and a text, in the order of the columns.
        section_heading: heading it shall stand under, empty for that of the submission.
        expected: `ProposedRow.sequence` the writer has seen, 0 for a new row.
        token: made by the page for a new row, so that a second press adds nothing.
    """

    cells: Cells
    section_heading: str = ""
    expected: int = 0
    token: str = ""


@dataclass(frozen=True, slots=True)
class RowConflict:
    """Somebody else has changed the row meanwhile: nothing was written, both texts are here."""

    row: ProposedRow
    mine: Cells
    theirs: Cells


@dataclass(frozen=True, slots=True)
class SavedRow:
    """The row as it is now; `is_new` tells whether this call has made it."""

    row: ProposedRow
    is_new: bool = False


class NotReady(Exception):
    """A submission cannot be sent: all that is missing, at once. Nothing was written."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(one.message for one in problems))


@dataclass(frozen=True, slots=True)
class AddedRows:
    """What came of a paste or a file: the new rows, and all that a person should know."""

    rows: tuple[ProposedRow, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminded:
    """What a reminder did: letters queued, parties without an address, already reminded today."""

    letters: int
    without_address: tuple[str, ...]
    already: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """What moving the deadline did: letters queued, parties without an address.

    `stale` letters with the former day wait for a look since before.
    """

    letters: int = 0
    without_address: tuple[str, ...] = ()
    stale: int = 0


@dataclass(frozen=True, slots=True)
class Extension:
    """A later day for some parties, with the reason they gave."""

    due_on: date
    reason: str = ""
