"""Doubts about an answer: what a person should look at before it is submitted.

An error blocks the answer; a warning wants a comment beside the value; the rest is only told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from planbook.findings import Severity
from planbook.indicators.answers import Answer, Cell
from planbook.indicators.forms import IndicatorForm
from planbook.indicators.tables import ComparisonTable


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt about an answer.

    Attributes:
        cell: where it is shown; None for a question, whose code is `question`.
        code: stable ASCII code, for example ``doubt.slip``.
        message: what is doubtful and what to do, in Russian.
        related: other cells that it looks at.
        is_explained: a comment stands beside the value already.
    """

    cell: Cell | None
    code: str
    severity: Severity
    message: str
    question: str = ""
    related: tuple[Cell, ...] = ()
    is_explained: bool = False

    @property
    def is_blocking(self) -> bool:
        """Whether the answer cannot be submitted: an error, or a warning without a comment."""
        is_unexplained = self.severity is Severity.WARNING and not self.is_explained
        return self.severity is Severity.ERROR or is_unexplained


def doubts(
    form: IndicatorForm,
    answer: Answer,
    *,
    last: Answer | None = None,
    medians: Mapping[str, Decimal] | None = None,
    is_final: bool = True,
) -> tuple[Doubt, ...]:
    """Return all doubts about an answer in the order of the form, then those of checks.

    Args:
        last: the answer of the same city in the last round.
        medians: medians of the other cities of the round by code (`round_medians`).
        is_final: also tell what is not filled yet; False while somebody is typing.
    """
    raise NotImplementedError


def round_medians(
    form: IndicatorForm, answers: Iterable[Answer], *, min_count: int = 3
) -> dict[str, Decimal]:
    """Return the medians of numeric rows by code, of those that enough cities have answered."""
    raise NotImplementedError


def table_doubts(
    table: ComparisonTable, previous: ComparisonTable | None = None
) -> dict[str, tuple[Doubt, ...]]:
    """Return doubts about the values of a whole round by key of the column.

    Every city is compared with the median of all the others, so that its own slip hides nothing.
    """
    raise NotImplementedError
