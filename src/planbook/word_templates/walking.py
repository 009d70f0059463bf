"""The blocks of a template: paragraphs and rows with their places in words people use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planbook.readers.budget import Budget
from planbook.readers.docx.names import both
from planbook.readers.xml import Element
from planbook.word_templates.package import TEMPLATE_LIMITS, TemplatePackage

_PARAGRAPH = frozenset(both("p"))
_TABLE = frozenset(both("tbl"))
_ROW = frozenset(both("tr"))
_CELL = frozenset(both("tc"))
_BOX = frozenset(both("txbxContent"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph, where it stands, and the innermost row around it."""

    paragraph: Element
    place: str
    row: Element | None


def spots(package: TemplatePackage) -> Iterator[Spot]:
    """Give every paragraph of every part that has text, in the order of reading.

    Raises:
        UnreadableDocument: more rows, cells or paragraphs than a template may have, or nested too
            deep.
    """
    budget = Budget(package.file_name, TEMPLATE_LIMITS)
    for name, root in package.trees.items():
        yield from _Walk(budget, package.places[name]).of(root)


class _Walk:
    """Counts tables and paragraphs of one part while going down it."""

    def __init__(self, budget: Budget, part: str) -> None:
        self.budget = budget
        self.part = part
        self.tables = 0
        self.paragraphs = 0

    def of(self, root: Element) -> Iterator[Spot]:
        yield from self._children(root, self.part, None, 0)

    def _children(
        self, element: Element, place: str, row: Element | None, depth: int
    ) -> Iterator[Spot]:
        self.budget.check_depth(depth)
        for child in element:
            yield from self._one(child, place, row, depth)

    def _one(self, child: Element, place: str, row: Element | None, depth: int) -> Iterator[Spot]:
        tag = child.tag
        if tag in _TABLE:
            yield from self._table(child, place, depth)
            return
        if tag in _PARAGRAPH:
            self.budget.count_paragraph()
            if row is None:
                self.paragraphs += 1
            yield Spot(child, place if row is not None else self._told(place), row)
        if tag in _BOX:
            yield from self._children(child, _joined(self.part, "надпись"), None, depth + 1)
        elif isinstance(tag, str):
            yield from self._children(child, place, row, depth + 1)

    def _told(self, place: str) -> str:
        return _joined(place, f"абзац {self.paragraphs}")

    def _table(self, table: Element, place: str, depth: int) -> Iterator[Spot]:
        self.tables += 1
        number, rows = self.tables, 0
        for child in table:
            if child.tag in _ROW:
                rows += 1
                self.budget.count_row()
                self._count_cells(child)
                told = _joined(self.part, f"таблица {number}, строка {rows}")
                yield from self._children(child, told, child, depth + 1)
            elif isinstance(child.tag, str):
                yield from self._children(child, place, None, depth + 1)

    def _count_cells(self, row: Element) -> None:
        count = 0
        for child in row:
            if child.tag in _CELL:
                count += 1
                self.budget.count_cell()
        self.budget.check_columns(count)


def _joined(first: str, second: str) -> str:
    return f"{first}, {second}" if first else second
