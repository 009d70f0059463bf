"""What an applied draft consists of: its rows in order, paired with the rows the plan has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.planning.rules import Fingerprints, fingerprints_of_stored
from mezhgorod.registry.models import Organization
from planbook.dates import Period
from planbook.findings import Finding
from planbook.plans import EventDraft, PlanDraft, draft_to_dict


@dataclass(frozen=True, slots=True)
class RowPairing:
    """Which live row each row of a draft continues.

    `kept` maps the index of a drafted row to the id of a live item; rows that are not in it are
    new, live items that nobody continues are removed. `unchanged` are the indexes of kept rows
    whose words and meaning are the same as before.
    """

    kept: Mapping[int, int]
    unchanged: frozenset[int]


@dataclass(frozen=True, slots=True)
class ReturningEvent:
    """An event that was deleted and comes back: its number for ever and how often it changed."""

    uid: UUID
    sequence: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with what was decided about it; `index` is its row, None for the whole plan."""

    index: int | None
    finding: Finding
    state: str


@dataclass(frozen=True)
class DraftedPlan:
    """A draft with what the words alone do not settle: whose plan it is and its document.

    `imported` are the rows as the document gives them where people's changes were merged into the
    draft, in the same order. `returning` are events that rows without a live item were before,
    `remarks` the findings to store where they are known with their decisions. `layout` is how the
    document is printed, in the form of `planbook.layouts`.
    """

    draft: PlanDraft
    document: SourceDocument
    owner: Organization
    period: Period
    imported: tuple[EventDraft, ...] | None = None
    returning: Mapping[int, ReturningEvent] = field(default_factory=dict)
    remarks: tuple[Remark, ...] | None = None
    layout: Mapping[str, Any] | None = None

    @cached_property
    def rows(self) -> tuple[EventDraft, ...]:
        """Every row in printed order."""
        return tuple(self.draft.items())

    @cached_property
    def fingerprints(self) -> Fingerprints:
        """Digests of the plan and of every row."""
        return fingerprints_of_stored(self.stored)

    @cached_property
    def stored(self) -> Mapping[str, Any]:
        """The draft in its storage form, made once for digests and contents."""
        return draft_to_dict(self.draft)

    @cached_property
    def stored_rows(self) -> list[dict[str, Any]]:
        """Every row in its storage form, in printed order."""
        return [item for section in self.stored["sections"] for item in section["items"]]

    @cached_property
    def section_of_row(self) -> list[int]:
        """For every row the index of its section."""
        return [index for index, section in enumerate(self.draft.sections) for _ in section.items]
