"""Formulas of computed rows in the language of Excel."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from planbook.indicators import Aggregation, FormLine, IndicatorForm, parse_formula
from planbook.indicators.formula_grammar import (
    FormulaError,
    Negation,
    Node,
    Number,
    Operand,
)
from planbook.indicators.sheet_plan import PlannedCells, PlannedRow

_TOGETHER = {
    Aggregation.SUM: "SUM",
    Aggregation.MEAN: "AVERAGE",
    Aggregation.MEDIAN: "MEDIAN",
}
_LONGEST = 8000  # Excel takes 8192 characters


def cell_formula(
    row: PlannedRow, line: FormLine, cells: PlannedCells, form: IndicatorForm, column: str
) -> str:
    """Return the formula of a computed row, empty where Excel cannot have it.

    While an operand is missing it shows nothing; a division by zero shows nothing too.
    """
    try:
        formula = parse_formula(line.formula)
        asked = {
            code: _operand(code, row, cells, form, column) for code in dict.fromkeys(formula.codes)
        }
    except (FormulaError, KeyError):
        return ""
    if formula.is_comparison or not all(asked.values()):
        return ""
    term = _term(formula.left, asked)
    counts = ",".join(f"COUNT({_inside(one)})>0" for one in asked.values())
    rounded = f'IFERROR(ROUND({term},{line.indicator.decimals}),"")'
    text = f'=IF(AND({counts}),{rounded},"")' if counts else f"={rounded}"
    return text if len(text) <= _LONGEST else ""


def _operand(
    code: str, row: PlannedRow, cells: PlannedCells, form: IndicatorForm, column: str
) -> str:
    """Return the address of a cell, or one function over the copies of a repeated section."""
    addresses = [f"{column}{place}" for place in cells.rows_of(code, seen_from=row)]
    if len(addresses) == 1:
        return addresses[0]
    line = form.line(code)
    function = _TOGETHER.get(line.indicator.aggregation) if line is not None else None
    return f"{function}({','.join(addresses)})" if function else ""


def _inside(operand: str) -> str:
    return operand[operand.index("(") + 1 : -1] if "(" in operand else operand


def _term(node: Node, asked: dict[str, str]) -> str:
    if isinstance(node, Number):
        return _decimal(node.value)
    if isinstance(node, Operand):
        return asked[node.code]
    if isinstance(node, Negation):
        return f"(-{_term(node.term, asked)})"
    return f"({_term(node.left, asked)}{node.sign}{_term(node.right, asked)})"


def _decimal(value: Fraction) -> str:
    return format(Decimal(value.numerator) / Decimal(value.denominator), "f")
