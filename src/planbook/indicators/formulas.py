"""Rows that are computed and checks between rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from planbook.errors import PlanbookError
from planbook.findings import Finding
from planbook.indicators.answers import Cell
from planbook.indicators.forms import IndicatorForm, LineCheck
from planbook.indicators.values import CellValue


class FormulaError(PlanbookError, ValueError):
    """A formula or a check cannot be used; the message says why, in Russian."""


@dataclass(frozen=True, slots=True)
class Formula:
    """An understood formula: its text and the codes that it asks, each once, in order."""

    text: str
    codes: tuple[str, ...]
    is_comparison: bool


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A check that does not hold: the cells it looks at and both sides of the relation."""

    check: LineCheck
    cells: tuple[Cell, ...]
    left: Decimal
    right: Decimal


def parse_formula(text: str) -> Formula:
    """Return an understood formula («100 * a / b») or comparison («a + b <= c»).

    Raises:
        FormulaError: it is not one, or it is too long or too deep.
    """
    raise NotImplementedError


def formula_findings(form: IndicatorForm) -> tuple[Finding, ...]:
    """Return everything that is wrong with formulas and checks of a form, for its builder."""
    raise NotImplementedError


def computed(form: IndicatorForm, values: Mapping[Cell, CellValue]) -> dict[Cell, CellValue]:
    """Return the values of computed rows; a missing operand gives a missing result, never 0.

    A row one of whose operands is not answered yet is not in the result.

    Raises:
        FormulaError: a formula cannot be used, or rows are computed from one another.
    """
    raise NotImplementedError


def failed_checks(form: IndicatorForm, values: Mapping[Cell, CellValue]) -> tuple[FailedCheck, ...]:
    """Return the checks that do not hold; one with a missing operand is not looked at.

    Raises:
        FormulaError: a formula or a check cannot be used.
    """
    raise NotImplementedError
