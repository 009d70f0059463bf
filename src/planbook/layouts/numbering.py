"""Numbers and bullets of rows, numerals of headings: always counted, never copied."""

from __future__ import annotations

from planbook.layouts.layout import Headings, Layout, NumberingStyle, NumeralStyle
from planbook.plans import EventDraft, Grouping, SectionDraft
from planbook.plans.headings import split_numeral
from planbook.plans.wording import one_line
from planbook.text import format_roman

_MAX_ROMAN = 3999
# A heading that fits on a line has breaks only where a converter cut it over cells.
_ONE_LINE = 60


class RowCounter:
    """Numbers the rows of a document one after another; told where sections begin."""

    def __init__(self, layout: Layout) -> None:
        self._numbering = layout.numbering
        self._section = 0
        self._section_label = ""
        self._in_section = 0
        self._continuous = 0
        self._style = layout.numbering.style

    def begin_section(self, grouping: Grouping, label: str | None = None) -> None:
        """Tell that the rows of another section follow; `label` is its number, if it bears one."""
        is_list = grouping is Grouping.LIST
        self._style = self._numbering.list_style if is_list else self._numbering.style
        self._section += 1
        self._section_label = label or str(self._section)
        self._in_section = 0

    def mark(self, event: EventDraft) -> str:
        """Return what stands before a row: its number, a bullet or nothing."""
        self._in_section += 1
        match self._style:
            case NumberingStyle.CONTINUOUS:
                self._continuous += 1
                return self._formatted(str(self._continuous))
            case NumberingStyle.RESTART:
                return self._formatted(str(self._in_section))
            case NumberingStyle.HIERARCHICAL:
                return self._formatted(f"{self._section_label}.{self._in_section}")
            case NumberingStyle.AS_PRINTED:
                return self._formatted(event.number) if event.number else ""
            case NumberingStyle.BULLET:
                return self._numbering.bullet
            case NumberingStyle.NONE:
                return ""

    def _formatted(self, number: str) -> str:
        return self._numbering.format.replace("{n}", number)


class HeadingCounter:
    """Gives every heading its words: the author's where the numeral is the right one.

    `label` is the number of the heading given last in Arabic digits, for hierarchical row numbers.
    """

    def __init__(self, headings: Headings) -> None:
        self._style = headings.numerals
        self._counts: list[int] = []
        self.label: str | None = None

    def words(self, section: SectionDraft) -> str:
        """Return the heading as it is to be printed; line breaks of a long one are the author's."""
        printed = section.heading_text or section.heading
        self.label = None
        if not section.heading:
            return ""
        numeral = self._numeral(section)
        if _says_the_same(printed, section, numeral):
            return printed if len(printed) > _ONE_LINE else one_line(printed)
        return f"{numeral}. {section.heading}" if numeral else section.heading

    def _numeral(self, section: SectionDraft) -> str:
        if self._style is NumeralStyle.NONE:
            return ""
        if self._style is NumeralStyle.AS_PRINTED:
            is_arabic = section.numeral is not None and section.numeral[:1].isdigit()
            self.label = section.numeral if is_arabic else None
            return section.numeral or ""
        numbers = self._count(section.level)
        self.label = ".".join(map(str, numbers))
        if self._style is NumeralStyle.ROMAN and len(numbers) == 1 and numbers[0] <= _MAX_ROMAN:
            return format_roman(numbers[0])
        return self.label

    def _count(self, level: int) -> list[int]:
        depth = max(1, min(level, len(self._counts) + 1))
        self._counts = self._counts[:depth] + [0] * (depth - len(self._counts))
        self._counts[depth - 1] += 1
        return self._counts


def _says_the_same(printed: str, section: SectionDraft, numeral: str) -> bool:
    """Tell whether the printed heading holds this numeral and the mended wording."""
    found, rest = split_numeral(one_line(printed))
    if found is None:
        rest = one_line(printed)
    bare = rest.split(section.heading, 1)
    is_whole = len(bare) == 2 and not bare[0] and len(bare[1].strip()) <= 3
    return (found or "") == numeral and is_whole
