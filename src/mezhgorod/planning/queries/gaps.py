"""What a draft still lacks, row by row, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.planning.rules.gaps import GapKind


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a plan lacks: of a row, or of a section without rows (`item` is None)."""

    kind: GapKind
    item: PlanItem | None
    section: PlanSection
    words: str


def gaps_of(*, plan: Plan) -> list[Gap]:
    """Return what the rows of a plan lack, in printed order, in a fixed number of queries."""
    raise NotImplementedError
