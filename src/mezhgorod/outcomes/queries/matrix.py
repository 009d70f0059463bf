"""Who took part in what over years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.registry.models import Organization


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A city or organization with its roles at every event, in the order of the events.

    `marks` hold the role of `PartyRole` that says most (host first), empty where it was not there.
    """

    name: str
    municipality_id: int | None
    is_member: bool
    marks: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ParticipationMatrix:
    """Cities by events; rows by how often they came, then by name."""

    events: tuple[HeldEvent, ...]
    rows: tuple[MatrixRow, ...]


def participation_matrix(
    *, owner: Organization, years: Sequence[int], public_only: bool = False
) -> ParticipationMatrix:
    """Return who took part in the events of some years; three queries for any number."""
    raise NotImplementedError
