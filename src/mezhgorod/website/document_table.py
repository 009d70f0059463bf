"""The plan as the document itself: tables with the printed columns, every cell word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mezhgorod.planning.models import ItemCell, PlanColumn, PlanItem, PlanSection
from mezhgorod.website.board.evidence import header_of_role
from mezhgorod.website.board.rows import Row, row_of
from mezhgorod.website.board.year import colour_of, section_label

# A column is known by its role and, where a role comes twice, by which of the two it is.
ColumnKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row of the document: its cells in the order of the columns, None where it has none."""

    row: Row
    cells: tuple[ItemCell | None, ...]

    @property
    def link_cell(self) -> ItemCell | None:
        """The cell that leads to the page of the event: the title, else the first with words."""
        named = [cell for cell in self.cells if cell and cell.role == "title"]
        worded = [cell for cell in self.cells if cell and cell.text and cell.role != "number"]
        return next(iter(named + worded), None)


@dataclass(slots=True)
class DocumentGroup:
    """A heading row of the document and the rows under it."""

    label: str
    notes: str
    colour: str
    position: int
    rows: list[DocumentRow] = field(default_factory=list)


@dataclass(slots=True)
class DocumentTable:
    """Sections in a row that share their columns; another set of columns is another table."""

    keys: tuple[ColumnKey, ...]
    headers: tuple[str, ...]
    groups: list[DocumentGroup] = field(default_factory=list)


def document_tables(
    columns: Sequence[PlanColumn], sections: Sequence[PlanSection], items: Iterable[PlanItem]
) -> list[DocumentTable]:
    """Lay rows, loaded with their cells and in printed order, out as the printed tables."""
    by_section: dict[int, list[PlanItem]] = {}
    for item in items:
        by_section.setdefault(item.section_id, []).append(item)
    order = {key: place for place, key in enumerate(_keys(column.role for column in columns))}
    headers = dict(zip(order, (" ".join(column.header.split()) for column in columns), strict=True))
    tables: list[DocumentTable] = []
    for section in sections:
        if section.pk not in by_section:
            continue
        rows = by_section[section.pk]
        keys = _columns_of(rows, order)
        if not tables or tables[-1].keys != keys:
            names = tuple(headers.get(key) or header_of_role(key[0]) for key in keys)
            tables.append(DocumentTable(keys=keys, headers=names))
        tables[-1].groups.append(_group(section, colour_of(section.position - 1), rows, keys))
    return tables


def _group(
    section: PlanSection, colour: str, items: list[PlanItem], keys: tuple[ColumnKey, ...]
) -> DocumentGroup:
    group = DocumentGroup(section_label(section), section.notes, colour, section.position)
    for item in items:
        printed = item.cells.all()
        cells = dict(zip(_keys(cell.role for cell in printed), printed, strict=True))
        group.rows.append(DocumentRow(row_of(item), tuple(cells.get(key) for key in keys)))
    return group


def _columns_of(items: list[PlanItem], order: dict[ColumnKey, int]) -> tuple[ColumnKey, ...]:
    """Return the columns that these rows have, printed ones first."""
    found: dict[ColumnKey, None] = {}
    for item in items:
        found.update(dict.fromkeys(_keys(cell.role for cell in item.cells.all())))
    return tuple(sorted(found, key=lambda key: order.get(key, len(order))))


def _keys(roles: Iterable[str]) -> list[ColumnKey]:
    seen: Counter[str] = Counter()
    keys = []
    for role in roles:
        keys.append((role, seen[role]))
        seen[role] += 1
    return keys
