"""Filling the answer of a city: cells, words, copies of sections, values of the last round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.exchanges.models import Response
from mezhgorod.exchanges.rules import StepKind
from mezhgorod.registry.rules import Actor
from planbook.indicators import Cell, CellValue, Doubt


@dataclass(frozen=True, slots=True)
class CellBatch:
    """Cells that are saved together.

    Attributes:
        cells: the values to be stored; None empties a cell.
        seen: marks (`rules.cell_marks.cell_mark`) of what the page or file had shown in a cell. A
            cell that holds something else by now is not overwritten but told as a conflict. A cell
            that is not in it, or no mapping at all, is written whatever stands there.
        kind: by what the cells came.
        document: the file they came in.
    """

    cells: Mapping[Cell, CellValue | None]
    seen: Mapping[Cell, str] | None = None
    kind: StepKind = StepKind.TYPED
    document: SourceDocument | None = None


@dataclass(frozen=True, slots=True)
class CellConflict:
    """A cell that somebody else has changed meanwhile: both values, nothing was overwritten."""

    cell: Cell
    mine: CellValue | None
    theirs: CellValue | None
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SavedCells:
    """What became of a batch.

    Attributes:
        values: all typed cells of the answer as they are stored now.
        carried: cells taken from the last round that nobody has confirmed yet.
        doubts: doubts about the whole answer as it is now, without what is not filled yet.
    """

    written: tuple[Cell, ...] = ()
    conflicts: tuple[CellConflict, ...] = ()
    revision: int = 0
    filled_count: int = 0
    doubt_count: int = 0
    values: Mapping[Cell, CellValue] = field(default_factory=dict)
    carried: frozenset[Cell] = frozenset()
    doubts: tuple[Doubt, ...] = ()


def save_cells(*, response: Response, batch: CellBatch, actor: Actor, now: datetime) -> SavedCells:
    """Store cells of an answer; what somebody else has changed meanwhile is told, not overwritten.

    A fixed number of statements for any number of cells. A cell equal to what is stored is not
    written again; nothing changed writes no step. A carried cell that is saved counts as confirmed.

    Raises:
        RuleViolation: no right, round closed, answer on its way, unknown or computed cells, values
            that cannot be kept, too many cells: nothing is written.
    """
    raise NotImplementedError


def save_texts(
    *, response: Response, texts: Mapping[str, str], actor: Actor, now: datetime,
    seen: Mapping[str, str] | None = None,
) -> tuple[str, ...]:  # fmt: skip
    """Store answers to questions; return the codes somebody else has changed meanwhile.

    Args:
        seen: the words that the page had shown, by code.

    Raises:
        RuleViolation: as `save_cells`; a question the form does not ask, a text that is too long.
    """
    raise NotImplementedError


def save_copies(
    *, response: Response, section: str, names: Sequence[str], actor: Actor, now: datetime
) -> Response:
    """Name the copies of a repeated section in their order; more names add copies.

    Raises:
        RuleViolation: as `save_cells`; not a repeated section, too many, two alike, or fewer names
            than copies that hold values (`remove_copy` takes one away).
    """
    raise NotImplementedError
