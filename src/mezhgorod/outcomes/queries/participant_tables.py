"""Lists of participants in files: how many came from where; names of people are not kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mezhgorod.outcomes.queries.recognising import RecognisedParty
from mezhgorod.registry.models import Organization
from planbook.documents import Document


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """All lines of a file about one city or organization: how many people, how they take part."""

    party: RecognisedParty
    mode: str
    headcount: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ParticipantTable:
    """A list of participants understood; `notes` say in Russian what was left out and why."""

    rows: tuple[ParticipantRow, ...]
    notes: tuple[str, ...]


def read_participant_table(
    document: Document, *, owner: Organization | None = None, day: date | None = None
) -> ParticipantTable:
    """Read a list of participants of an Excel, CSV or Word file that `planbook.readers` has read.

    One line is one person unless a column says how many. Names and offices of people are read over
    and not kept: only counts by municipality, which is told.

    Raises:
        RuleViolation: the file has no table with a column of cities or organizations.
    """
    raise NotImplementedError
