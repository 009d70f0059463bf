"""The JSON form of indicators, forms, cells and comparison tables, read back strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planbook.errors import PlanbookError
from planbook.indicators.forms import IndicatorForm
from planbook.indicators.indicators import Indicator
from planbook.indicators.tables import ComparisonTable
from planbook.indicators.values import CellValue


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field: its path («sections[0].lines[2].note») and a sentence."""

    path: str
    message: str


class FormError(PlanbookError, ValueError):
    """Stored or sent content is not a form; `path` and `message` are those of the first problem.

    Attributes:
        problems: all that is wrong, field by field.
    """

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        self.problems = problems
        self.path = problems[0].path
        self.message = problems[0].message
        super().__init__("; ".join(f"{problem.path}: {problem.message}" for problem in problems))


def indicator_to_dict(indicator: Indicator) -> dict[str, Any]:
    """Return the JSON form of an indicator; what is as usual is left out."""
    raise NotImplementedError


def indicator_from_dict(data: Mapping[str, Any]) -> Indicator:
    """Read back an indicator.

    Raises:
        FormError: unknown, wrong or too long fields, all of them.
    """
    raise NotImplementedError


def form_to_dict(form: IndicatorForm) -> dict[str, Any]:
    """Return the JSON form of a form; what is as usual is left out."""
    raise NotImplementedError


def form_from_dict(data: Mapping[str, Any]) -> IndicatorForm:
    """Read back a form. Formulas are only bounded here, `formula_findings` looks into them.

    Raises:
        FormError: unknown, wrong or too long fields, all of them.
    """
    raise NotImplementedError


def form_digest(form: IndicatorForm) -> str:
    """Return the checksum (SHA-256, hexadecimal) of all that a form asks."""
    raise NotImplementedError


def cell_to_data(value: CellValue | None) -> Any:
    """Return compact JSON of a cell: «12.50» alone for a number, null for an empty cell."""
    raise NotImplementedError


def cell_from_data(data: Any) -> CellValue | None:
    """Read back a cell.

    Raises:
        FormError: it is not a cell.
    """
    raise NotImplementedError


def table_to_dict(table: ComparisonTable) -> dict[str, Any]:
    """Return the JSON form of a comparison table with its form."""
    raise NotImplementedError


def table_from_dict(data: Mapping[str, Any]) -> ComparisonTable:
    """Read back a comparison table.

    Raises:
        FormError: unknown, wrong or too long fields, or rows that do not fit the form.
    """
    raise NotImplementedError
