"""Rows that are computed and checks between rows.

A code of the same repeated section is asked in the same copy, one of an ordinary section in its
only place; copies of another repeated section become one value by the rule of the indicator (sum,
mean or median). All is computed exactly; only a result is rounded, to the decimals that are
printed, so that what is seen is what is kept.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

from planbook.findings import Finding
from planbook.indicators.answers import Cell
from planbook.indicators.form_rules import CheckRule, FormRules, RowRule, rules_of
from planbook.indicators.forms import FormSection, IndicatorForm, LineCheck
from planbook.indicators.formula_grammar import (
    Formula,
    FormulaError,
    NumberTooLongError,
    Operand,
    evaluate,
    parse_formula,
)
from planbook.indicators.indicators import Aggregation
from planbook.indicators.numerals import MAX_DECIMALS, is_storable
from planbook.indicators.values import CellValue, MissingReason
from planbook.indicators.wording import number_text
from planbook.language import join_list

__all__ = [
    "FailedCheck",
    "Formula",
    "FormulaError",
    "computed",
    "failed_checks",
    "formula_findings",
    "parse_formula",
]

_TOO_LONG = "Не вычислено: число слишком длинное."
_HOLDS = {
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A check that does not hold: the cells it looks at and both sides of the relation."""

    check: LineCheck
    cells: tuple[Cell, ...]
    left: Decimal
    right: Decimal

    @property
    def message(self) -> str:
        """The words of the check with both numbers."""
        words = self.check.message.strip() or f"Не выполняется: {self.check.expression}"
        stop = "" if words.endswith((".", "?")) else "."
        left, right = (number_text(side, _decimals_of(side)) for side in (self.left, self.right))
        return f"{words}{stop} Слева {left}, справа {right}."


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a cell: an exact number, or why there is none and where that begins."""

    number: Fraction | None = None
    missing: MissingReason | None = None
    comment: str = ""


def formula_findings(form: IndicatorForm) -> tuple[Finding, ...]:
    """Return everything that is wrong with formulas and checks of a form, for its builder.

    `evidence` is the code of the computed row or the expression of the check.
    """
    return rules_of(form).findings


def computed(form: IndicatorForm, values: Mapping[Cell, CellValue]) -> dict[Cell, CellValue]:
    """Return the values of computed rows; a missing operand gives a missing result, never 0.

    A row one of whose operands is not answered yet is not in the result. Values that stand in
    computed rows already are not looked at.

    Raises:
        FormulaError: a formula cannot be used, or rows are computed from one another.

    >>> from planbook.indicators import FormLine, Indicator, Unit, UnitKind
    >>> sold, lost, share = (Indicator(code, code, Unit(UnitKind.INDEX)) for code in "slp")
    >>> lines = FormLine(sold), FormLine(lost), FormLine(share, formula="100 * l / (s + l)")
    >>> form = IndicatorForm("Вода", (FormSection("water", "Вода", lines),))
    >>> three, one = CellValue(number=Decimal(3)), CellValue(number=Decimal(1))
    >>> computed(form, {Cell("s"): three, Cell("l"): one})[Cell("p")].number
    Decimal('25.00')
    """
    rules = _usable_rules(form)
    known = _known(rules, values)
    results: dict[Cell, CellValue] = {}
    for row in rules.rows:
        code, decimals = row.line.indicator.code, row.line.indicator.decimals
        for copy in _copies(rules, row.section, known):
            found = known.get(Cell(code, copy))
            if found is not None:
                results[Cell(code, copy)] = _result(found, decimals)
    return results


def failed_checks(form: IndicatorForm, values: Mapping[Cell, CellValue]) -> tuple[FailedCheck, ...]:
    """Return the checks that do not hold; one with a missing operand is not looked at.

    Rows of one repeated section are checked copy by copy. Both sides of «=» are rounded first: to
    the decimals of a side that is a row by itself, otherwise to the finest of all rows.

    Raises:
        FormulaError: a formula or a check cannot be used.
    """
    rules = _usable_rules(form)
    known = _known(rules, values)
    failed = (
        _failure(rules, rule, known, copy)
        for rule in rules.checks
        for copy in (_copies(rules, rule.section, known) if rule.section else (0,))
    )
    return tuple(failure for failure in failed if failure is not None)


def _usable_rules(form: IndicatorForm) -> FormRules:
    rules = rules_of(form)
    if rules.findings:
        raise FormulaError(rules.findings[0].message)
    return rules


def _known(rules: FormRules, values: Mapping[Cell, CellValue]) -> dict[Cell, _Known]:
    """What is typed and what follows from it, exactly."""
    computed_codes = {row.line.indicator.code for row in rules.rows}
    known = {
        cell: _Known(_fraction(value), value.missing)
        for cell, value in values.items()
        if cell.code in rules.lines and cell.code not in computed_codes
    }
    for row in rules.rows:
        for copy in _copies(rules, row.section, known):
            found = _computed(rules, row, known, copy)
            if found is not None:
                known[Cell(row.line.indicator.code, copy)] = found
    return known


def _fraction(value: CellValue) -> Fraction | None:
    return None if value.number is None else Fraction(value.number)


def _copies(
    rules: FormRules, section: FormSection, known: Mapping[Cell, _Known]
) -> tuple[int, ...]:
    """The copies of a section in which something is filled; an ordinary section has one."""
    if not section.is_repeated:
        return (0,)
    codes = {line.indicator.code for line in section.lines}
    return tuple(sorted({cell.copy for cell in known if cell.code in codes}))


def _computed(
    rules: FormRules, row: RowRule, known: Mapping[Cell, _Known], copy: int
) -> _Known | None:
    """The value of a computed row in one copy, None while something is not answered."""
    asked = {code: _asked(rules, code, row.section, known, copy) for code in row.formula.codes}
    if not all(asked.values()):
        return None
    absent = {code: found for code, found in asked.items() if found and found.number is None}
    if absent:
        reasons = {found.missing for found in absent.values()}
        reason = reasons.pop() if len(reasons) == 1 else None
        names = [f"«{rules.lines[code].indicator.name}»" for code in absent]
        rows = "в строке" if len(names) == 1 else "в строках"
        comment = f"Не вычислено: нет значения {rows} {join_list(names[:5])}."
        return _Known(missing=reason or MissingReason.NO_DATA, comment=comment)
    numbers = {
        code: found.number for code, found in asked.items() if found and found.number is not None
    }
    try:
        return _Known(evaluate(row.formula.left, numbers))
    except ZeroDivisionError:
        comment = "Не вычислено: деление на ноль."
        return _Known(missing=MissingReason.NOT_APPLICABLE, comment=comment)
    except NumberTooLongError:
        return _Known(missing=MissingReason.NO_DATA, comment=_TOO_LONG)


def _asked(
    rules: FormRules,
    code: str,
    section: FormSection | None,
    known: Mapping[Cell, _Known],
    copy: int,
) -> _Known | None:
    """What is known of a code as seen from a copy of a section, None while not answered."""
    home = rules.sections[code]
    if section is not None and home.code == section.code:
        return known.get(Cell(code, copy))
    if not home.is_repeated:
        return known.get(Cell(code))
    found = [known.get(Cell(code, place)) for place in _copies(rules, home, known)]
    if not found or not all(found):
        return None
    absent = [one for one in found if one and one.number is None]
    if absent:
        reasons = {one.missing for one in absent}
        return _Known(missing=reasons.pop() if len(reasons) == 1 else MissingReason.NO_DATA)
    numbers = [one.number for one in found if one and one.number is not None]
    return _Known(_together(numbers, rules.lines[code].indicator.aggregation))


def _numbers(asked: Mapping[str, _Known | None]) -> dict[str, Fraction]:
    return {
        code: found.number for code, found in asked.items() if found and found.number is not None
    }


def _together(numbers: list[Fraction], aggregation: Aggregation) -> Fraction:
    if aggregation is Aggregation.MEDIAN:
        return Fraction(median(numbers))
    total = sum(numbers, Fraction(0))
    return total if aggregation is Aggregation.SUM else total / len(numbers)


def _result(found: _Known, decimals: int) -> CellValue:
    if found.number is None:
        reason = found.missing or MissingReason.NO_DATA
        return CellValue(missing=reason, comment=found.comment)
    number = _rounded(found.number, min(max(decimals, 0), MAX_DECIMALS))
    if not is_storable(number):
        return CellValue(missing=MissingReason.NO_DATA, comment=_TOO_LONG)
    return CellValue(number=number)


def _rounded(number: Fraction, decimals: int) -> Decimal:
    """The number with so many decimals, halves away from zero."""
    doubled = abs(number) * 10**decimals * 2
    mantissa = (doubled.numerator // doubled.denominator + 1) // 2
    digits = tuple(int(digit) for digit in str(mantissa))
    return Decimal((int(number < 0 < mantissa), digits, -decimals))


def _failure(
    rules: FormRules, rule: CheckRule, known: Mapping[Cell, _Known], copy: int
) -> FailedCheck | None:
    formula = rule.formula
    asked = {code: _asked(rules, code, rule.section, known, copy) for code in formula.codes}
    numbers = _numbers(asked)
    if len(numbers) < len(asked) or formula.right is None:
        return None
    try:
        sides = [evaluate(side, numbers) for side in (formula.left, formula.right)]
    except ArithmeticError:  # divided by zero, or thousands of digits: nothing to compare
        return None
    decimals = MAX_DECIMALS
    if formula.sign == "=":
        decimals = _compared_decimals(rules, formula)
        sides = [Fraction(_rounded(side, decimals)) for side in sides]
    if _HOLDS[formula.sign](*sides):
        return None
    left, right = (_rounded(side, decimals) for side in sides)
    cells = tuple(_cells(rules, rule, known, copy))
    return FailedCheck(rule.check, cells, left, right)


def _compared_decimals(rules: FormRules, formula: Formula) -> int:
    alone = [side.code for side in (formula.left, formula.right) if isinstance(side, Operand)]
    codes = alone or formula.codes
    decimals = max(rules.lines[code].indicator.decimals for code in codes)
    return min(max(decimals, 0), MAX_DECIMALS)


def _cells(
    rules: FormRules, rule: CheckRule, known: Mapping[Cell, _Known], copy: int
) -> Iterable[Cell]:
    for code in rule.formula.codes:
        home = rules.sections[code]
        is_here = rule.section is not None and rule.section.code == home.code
        copies = (copy,) if is_here else _copies(rules, home, known)
        yield from (Cell(code, place) for place in copies)


def _decimals_of(number: Decimal) -> int:
    """As many decimals as tell something."""
    written = format(number, "f").partition(".")[2].rstrip("0")
    return len(written)
