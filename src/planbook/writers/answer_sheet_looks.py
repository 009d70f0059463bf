"""How the cells of the workbook of an answer look."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from planbook.indicators import CellValue, Indicator

_BASE: dict[str, object] = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_CELL: dict[str, object] = {**_BASE, "border": 1, "border_color": "#A6A6A6", "text_wrap": True}
_INPUT: dict[str, object] = {**_CELL, "bg_color": "#FFFBE6", "locked": False}
_COMPUTED: dict[str, object] = {**_CELL, "bg_color": "#EEF1F4", "align": "right"}
_TEXT_FORMAT = "@"


@dataclass(slots=True)
class Looks:
    """The formats of one workbook; those of numbers are made when they are first needed."""

    workbook: Workbook
    title: Format
    subtitle: Format
    plain: Format
    small: Format
    header: Format
    section: Format
    copy: Format
    text: Format
    number: Format
    gray: Format
    words: Format
    wrapped: Format
    wrong: Format
    made: dict[tuple[str, str], Format] = field(default_factory=dict)

    def input_of(self, indicator: Indicator, value: CellValue | None) -> Format:
        """Return the look of the cell into which a value is typed."""
        align = "right" if indicator.is_numeric else "left"
        return self._made("input", {**_INPUT, "align": align}, _number_format(indicator, value))

    def computed_of(self, indicator: Indicator) -> Format:
        """Return the look of a computed value."""
        return self._made("computed", _COMPUTED, _number_format(indicator, None))

    def last_of(self, indicator: Indicator) -> Format:
        """Return the look of the value of the round before."""
        align = "right" if indicator.is_numeric else "left"
        look = {**_CELL, "font_color": "#555555", "align": align}
        return self._made(f"last-{align}", look, _TEXT_FORMAT)

    def _made(self, name: str, look: dict[str, object], number_format: str) -> Format:
        key = (name, number_format)
        if key not in self.made:
            self.made[key] = self.workbook.add_format({**look, "num_format": number_format})
        return self.made[key]


def make_looks(workbook: Workbook) -> Looks:
    """Return the formats of a workbook."""

    def made(look: dict[str, object]) -> Format:
        return workbook.add_format(look)

    return Looks(
        workbook,
        title=made({**_BASE, "bold": True, "font_size": 14}),
        subtitle=made({**_BASE, "bold": True, "font_size": 11}),
        plain=made(_BASE),
        small=made({**_BASE, "font_size": 8, "font_color": "#666666"}),
        header=made({**_CELL, "bold": True, "valign": "vcenter", "bg_color": "#E7EAEE"}),
        section=made({**_CELL, "bold": True, "bg_color": "#D9E2EC", "text_wrap": False}),
        copy=made({**_CELL, "bold": True, "bg_color": "#F4F6F8"}),
        text=made(_CELL),
        number=made({**_CELL, "align": "center"}),
        gray=made({**_CELL, "font_color": "#555555", "bg_color": "#EEF1F4"}),
        words=made({**_INPUT, "num_format": _TEXT_FORMAT}),
        wrapped=made({**_BASE, "text_wrap": True}),
        wrong=made({"bg_color": "#F8D7DA"}),
    )


def _number_format(indicator: Indicator, value: CellValue | None) -> str:
    """Return how a number is shown: with the decimals asked, or as many as were typed."""
    if not indicator.is_numeric:
        return _TEXT_FORMAT
    decimals = indicator.decimals
    if value is not None and value.number is not None:
        decimals = max(decimals, -int(value.number.as_tuple().exponent))
    return "#,##0." + "0" * decimals if decimals else "#,##0"
