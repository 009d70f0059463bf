"""A form: sections of indicators, some repeated, some computed, with checks and questions."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.findings import Severity
from planbook.indicators.indicators import Indicator


@dataclass(frozen=True, slots=True)
class FormLine:
    """One row of a form.

    Attributes:
        formula: how the row is computed from codes of others («a + b», «100 * a / b»), empty for
            a row that is typed.
        is_required: an empty cell asks for a reason before the answer is submitted.
        note: an instruction printed under the row.
    """

    indicator: Indicator
    formula: str = ""
    is_required: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormSection:
    """Rows under one heading.

    A section with `repeated_for` («поставщик», «ценовая зона») is filled as often as there are
    such, at most `max_copies` times; every copy has a name.
    """

    code: str
    heading: str
    lines: tuple[FormLine, ...]
    repeated_for: str = ""
    max_copies: int = 1

    @property
    def is_repeated(self) -> bool:
        """Whether the section is filled once for each supplier, zone or the like."""
        return bool(self.repeated_for)


@dataclass(frozen=True, slots=True)
class LineCheck:
    """A relation between rows that must hold, for example «a + b <= c».

    A failed warning wants a comment, a failed error blocks the answer.
    """

    expression: str
    message: str
    severity: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Question:
    """A question answered with words: programmes, problems, proposals."""

    code: str
    text: str
    hint: str = ""
    is_required: bool = False
    max_length: int = 5000


@dataclass(frozen=True, slots=True)
class IndicatorForm:
    """All that one information exchange asks, in one version."""

    title: str
    sections: tuple[FormSection, ...]
    version: int = 1
    instructions: str = ""
    checks: tuple[LineCheck, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def lines(self) -> tuple[FormLine, ...]:
        """All rows in the order of the form."""
        return tuple(line for section in self.sections for line in section.lines)

    def line(self, code: str) -> FormLine | None:
        """The row of an indicator, None for a code the form does not ask."""
        return next((line for line in self.lines if line.indicator.code == code), None)
