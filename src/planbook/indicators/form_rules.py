"""Formulas and checks of a form, understood once for all its answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from planbook.findings import Finding, Severity
from planbook.indicators.forms import FormLine, FormSection, IndicatorForm, LineCheck
from planbook.indicators.formula_grammar import Formula, FormulaError, parse_formula
from planbook.indicators.indicators import Aggregation

ADDED_UP = frozenset({Aggregation.SUM, Aggregation.MEAN, Aggregation.MEDIAN})


@dataclass(frozen=True, slots=True)
class RowRule:
    """How one row is computed."""

    line: FormLine
    section: FormSection
    formula: Formula


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A check; `section` is the repeated one whose copies it looks at one by one, if any."""

    check: LineCheck
    formula: Formula
    section: FormSection | None


@dataclass(frozen=True)
class FormRules:
    """All rules of a form.

    Attributes:
        rows: computed rows, each after those that it needs.
        findings: what cannot be used, for whoever builds the form; empty for a form in use.
    """

    lines: dict[str, FormLine]
    sections: dict[str, FormSection]
    rows: tuple[RowRule, ...]
    checks: tuple[CheckRule, ...]
    findings: tuple[Finding, ...]


@lru_cache(maxsize=64)
def rules_of(form: IndicatorForm) -> FormRules:
    """Return the rules of a form in the order in which rows can be computed."""
    return _Builder(form).rules()


class _Builder:
    def __init__(self, form: IndicatorForm) -> None:
        self.form = form
        self.lines = {line.indicator.code: line for line in form.lines}
        self.sections = {
            line.indicator.code: section for section in form.sections for line in section.lines
        }
        self.findings: list[Finding] = []

    def rules(self) -> FormRules:
        rows = {
            code: row
            for code, line in self.lines.items()
            if line.formula.strip() and (row := self.row(line)) is not None
        }
        checks = tuple(
            rule for check in self.form.checks if (rule := self.check(check)) is not None
        )
        return FormRules(
            self.lines, self.sections, self.in_order(rows), checks, tuple(self.findings)
        )

    def row(self, line: FormLine) -> RowRule | None:
        code = line.indicator.code
        if not line.indicator.is_numeric:
            self.tell("formula.text", f"Строка «{_name(line)}» — не число, её не вычисляют.", code)
            return None
        formula = self.understood(line.formula, f"Строка «{_name(line)}». ", code)
        if formula is None:
            return None
        if formula.is_comparison:
            message = f"Строка «{_name(line)}» вычисляется сравнением. Уберите знак сравнения."
            self.tell("formula.comparison", message, code)
            return None
        section = self.sections[code]
        if not self.are_usable(formula, section, f"Строка «{_name(line)}» вычисляется", code):
            return None
        return RowRule(line, section, formula)

    def check(self, check: LineCheck) -> CheckRule | None:
        formula = self.understood(check.expression, "Проверка. ", check.expression)
        if formula is None:
            return None
        shown = f"Проверка «{formula.text[:60]}»"
        if not formula.is_comparison:
            message = f"{shown}: впишите знак сравнения: <=, >=, =, < или >."
            self.tell("formula.comparison", message, check.expression)
            return None
        if not formula.codes:
            message = f"{shown} не смотрит ни на одну строку. Впишите коды строк."
            self.tell("formula.codes", message, check.expression)
            return None
        section = self.common_section(formula.codes)
        if not self.are_usable(formula, section, f"{shown} составлена", check.expression):
            return None
        return CheckRule(check, formula, section)

    def common_section(self, codes: Iterable[str]) -> FormSection | None:
        """The repeated section in which all rows stand, None where they do not."""
        places = {self.sections[code].code for code in codes if code in self.sections}
        section = next((part for part in self.form.sections if part.code in places), None)
        return section if section and section.is_repeated and len(places) == 1 else None

    def understood(self, text: str, start: str, evidence: str) -> Formula | None:
        try:
            return parse_formula(text)
        except FormulaError as wrong:
            self.tell("formula.syntax", f"{start}{wrong}", evidence)
            return None

    def are_usable(
        self, formula: Formula, section: FormSection | None, start: str, evidence: str
    ) -> bool:
        """Whether every code is a number of the form that has one value where it is asked."""
        told = len(self.findings)
        for code in formula.codes:
            line = self.lines.get(code)
            if line is None:
                message = f"{start} из «{code}», а такой строки в форме нет. Проверьте код."
                self.tell("formula.unknown", message, evidence)
            elif not line.indicator.is_numeric:
                message = f"{start} из строки «{_name(line)}», а она — не число."
                self.tell("formula.text", message, evidence)
            elif not self.has_one_value(line, section):
                message = (
                    f"{start} из строки «{_name(line)}» раздела, который повторяется. Укажите у "
                    "показателя, как складывать значения: сумма, среднее или медиана."
                )
                self.tell("formula.copies", message, evidence)
        return told == len(self.findings)

    def has_one_value(self, line: FormLine, section: FormSection | None) -> bool:
        home = self.sections[line.indicator.code]
        is_here = section is not None and home.code == section.code
        return is_here or not home.is_repeated or line.indicator.aggregation in ADDED_UP

    def in_order(self, rows: dict[str, RowRule]) -> tuple[RowRule, ...]:
        """The rows, each after those that it needs; none where they go round in a circle."""
        needs = {code: [c for c in row.formula.codes if c in rows] for code, row in rows.items()}
        try:
            return tuple(rows[code] for code in TopologicalSorter(needs).static_order())
        except CycleError as circle:
            self.tell_circle(list(reversed(circle.args[1])))
            return ()

    def tell_circle(self, codes: list[str]) -> None:
        names = [f"«{_name(self.lines[code])}»" for code in codes]
        if len(set(codes)) == 1:
            message = f"Строка {names[0]} вычисляется из самой себя. Исправьте формулу."
        else:
            chain = " → ".join(names[:10])
            message = f"Строки вычисляются друг из друга: {chain}. Уберите одну из ссылок."
        self.tell("formula.circle", message, codes[0])

    def tell(self, code: str, message: str, evidence: str) -> None:
        self.findings.append(
            Finding(code=code, message=message, severity=Severity.ERROR, evidence=evidence)
        )


def _name(line: FormLine) -> str:
    name = line.indicator.name or line.indicator.code
    return name if len(name) <= 80 else f"{name[:79]}…"
