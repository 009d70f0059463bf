"""What stands in a cell of a printed comparison table: a value, a mark of absence, a footnote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from planbook.indicators import (
    REASON_WORDS,
    Aggregation,
    CellValue,
    Indicator,
    MissingReason,
    cell_text,
    number_text,
)
from planbook.indicators.statistics import city_number

# `<*>` and «х» are signs of Russian statistical tables, numbers in angle brackets those of
# official notes; the key below the table explains those that are used.
REASON_MARKS: dict[MissingReason, str] = {
    MissingReason.NO_DATA: "<*>",
    MissingReason.NOT_APPLICABLE: "х",
    MissingReason.NOT_OUR_POWER: "<1>",
    MissingReason.BEING_CLARIFIED: "<2>",
    MissingReason.NOT_PROVIDED: "<3>",
}
UNANSWERED_MARK = "–"
UNANSWERED_WORDS = "ответ не получен"
_RANGE = "\u2013\u200b"


@dataclass(slots=True)
class Marks:
    """The marks that a table has used so far, and the comments in the order of their numbers."""

    reasons: set[MissingReason] = field(default_factory=set)
    has_unanswered: bool = False
    has_merged: bool = False
    has_ranges: bool = False
    comments: list[str] = field(default_factory=list)

    def comment(self, text: str) -> str:
        """Take in a comment and return the number that stands beside its value."""
        self.comments.append(text)
        return f"\u00a0[{len(self.comments)}]"

    def told(self, value: CellValue | None, indicator: Indicator) -> str:
        """Return one value as printed in a column."""
        if value is None:
            self.has_unanswered = True
            return UNANSWERED_MARK
        if value.missing is not None:
            self.reasons.add(value.missing)
            return REASON_MARKS[value.missing]
        return cell_text(value, indicator)

    def together(self, cells: Sequence[CellValue | None], indicator: Indicator) -> str:
        """Return the values of a city in one cell: one, their merger by the rule, or the range."""
        if len(cells) == 1:
            return self.told(cells[0], indicator)
        if not any(cell is not None and cell.is_value for cell in cells):
            return self.told(next((cell for cell in cells if cell), None), indicator)
        if not indicator.is_numeric:
            return self._words(cells)
        one = city_number(cells, indicator.aggregation)
        if one is not None:
            self.has_merged = True
            return number_text(one, indicator.decimals)
        return self._range(cells, indicator)

    def _range(self, cells: Sequence[CellValue | None], indicator: Indicator) -> str:
        numbers = [cell.number for cell in cells if cell is not None and cell.number is not None]
        self.has_ranges = True
        ends = [number_text(number, indicator.decimals) for number in (min(numbers), max(numbers))]
        return _RANGE.join(dict.fromkeys(ends))

    def _words(self, cells: Sequence[CellValue | None]) -> str:
        self.has_merged = True
        return ";\n".join(dict.fromkeys(cell.text for cell in cells if cell and cell.text))

    def key(self) -> list[str]:
        """Return the key of the marks that were used, in a fixed order."""
        found = [
            f"{mark}\u00a0— {REASON_WORDS[reason]}"
            for reason, mark in REASON_MARKS.items()
            if reason in self.reasons
        ]
        if self.has_unanswered:
            found.append(f"«{UNANSWERED_MARK}»\u00a0— {UNANSWERED_WORDS}")
        return found


RULE_WORDS: dict[Aggregation, str] = {
    Aggregation.MEAN: "среднее",
    Aggregation.SUM: "сумма",
    Aggregation.MEDIAN: "медиана",
}


def rules_told(indicators: Iterable[Indicator]) -> str:
    """Return how several values of a city become one: «среднее», «сумма, медиана».

    >>> from planbook.indicators import Unit, UnitKind
    >>> rules_told([Indicator("a", "А", Unit(UnitKind.COUNT), aggregation=Aggregation.SUM)])
    'сумма'
    """
    used = {indicator.aggregation for indicator in indicators}
    return ", ".join(word for rule, word in RULE_WORDS.items() if rule in used)
