"""A plan as a flat table: one row per item, dates as dates beside their wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planbook.documents.flat import FlatColumn, FlatKind, FlatTable, FlatValue
from planbook.layouts.layout import Layout, LayoutColumn, NumberingStyle, Source
from planbook.layouts.rows import NUMBER, WordedRow, WordedSection, worded_sections
from planbook.places import AttendanceMode
from planbook.plans import PlanDraft
from planbook.plans.columns import OTHER, header_role
from planbook.plans.flat_tables import COMPUTED_HEADERS, SECTION_HEADER
from planbook.plans.wording import one_line

_COUNTED = frozenset({NumberingStyle.CONTINUOUS, NumberingStyle.RESTART})
_MODES = {
    AttendanceMode.IN_PERSON: "очно",
    AttendanceMode.ONLINE: "дистанционно",
    AttendanceMode.HYBRID: "очно и дистанционно",
    AttendanceMode.UNKNOWN: "",
}
_WIDEST = 60.0
_DAY = FlatKind.DATE
_VALUES = tuple(
    FlatColumn(name, header, kind, width)
    for (name, kind, width), header in zip(
        (
            ("earliest", _DAY, 12),
            ("latest", _DAY, 12),
            ("edtf", FlatKind.TEXT, 18),
            ("cities", FlatKind.TEXT, 24),
            ("regions", FlatKind.TEXT, 24),
            ("mode", FlatKind.TEXT, 16),
        ),
        COMPUTED_HEADERS,
        strict=True,
    )
)
# What a column is called whose own header another column bears already.
_HEADERS = {
    "age": "Возраст",
    "timing": "Срок",
    "place": "Место",
    "note": "Примечание",
    "place_timing": "Место, дата",
    "organizers": "Организаторы",
    "responsible": "Ответственный",
    "partners": "Регионы-партнёры",
    "description": "Содержание",
    "audience": "Участники",
}


def flatten(plan: PlanDraft, layout: Layout, *, wording: Source = Source.VERBATIM) -> FlatTable:
    """Flatten a plan: section, number, the columns of the layout, and values for sorting by.

    Rows stand in the order of the layout. Columns that only some sections have (the age of a city)
    follow the usual ones; a row fills the columns that its section has. A day that is not known is
    None.

    >>> from planbook.layouts import layout_named
    >>> table = flatten(PlanDraft("План", None, "plan", None, ()), layout_named("sgcszr-plan"))
    >>> [column.header for column in table.columns][:4]
    ['Раздел', '№', 'Мероприятие', 'Место проведения']
    """
    columns = _layout_columns(layout)
    flat = _flat_layout(layout, columns)
    rows: list[tuple[FlatValue, ...]] = []
    for section in worded_sections(plan, flat, wording):
        shown = _shown_columns(layout, columns, section)
        rows += [
            _row(section, row, (len(rows) + n, shown), flat)
            for n, row in enumerate(section.rows, 1)
        ]
    printed = tuple(
        FlatColumn(name, _header(column), width=_width(rows, index))
        for index, (name, column) in enumerate(zip(_names(columns), columns, strict=True), start=2)
    )
    kind = FlatKind.NUMBER if _is_counted(layout) else FlatKind.TEXT
    head = (FlatColumn("section", SECTION_HEADER, width=30), FlatColumn("number", "№", kind, 8))
    return FlatTable(plan.title, (*head, *printed, *_VALUES), tuple(rows))


def _header(column: LayoutColumn) -> str:
    """Return the header in one line; of several levels the last one, where only it says the role.

    «Проведение мероприятия | Сроки» says when, its two levels in one line say less.
    """
    whole, last = one_line(" ".join(column.header)), one_line(column.header[-1])
    says_less = header_role(whole) != column.role and header_role(last) == column.role
    return last if says_less else whole


def _layout_columns(layout: Layout) -> tuple[LayoutColumn, ...]:
    """Return the columns of a layout once each; a number has a place of its own."""
    columns = list(layout.columns)
    roles = {column.role for column in columns}
    for column in layout.all_columns[len(columns) :]:
        if column.role and column.role not in roles:
            columns.append(_renamed(column, columns))
            roles.add(column.role)
    return tuple(column for column in columns if column.role != NUMBER)


def _renamed(column: LayoutColumn, others: Sequence[LayoutColumn]) -> LayoutColumn:
    """Return a column under a header of its own: in a flat table no two may be called the same."""
    if column.header not in {other.header for other in others}:
        return column
    return replace(column, header=(_HEADERS.get(column.role, column.role),))


def _shown_columns(
    layout: Layout, columns: Sequence[LayoutColumn], section: WordedSection
) -> list[bool]:
    """Tell which columns the rows of a section fill: those the section has."""
    own = layout.columns_for(section.section.grouping)
    roles = {column.role for column in own}
    return [column.role in roles for column in columns]


def _flat_layout(layout: Layout, columns: Sequence[LayoutColumn]) -> Layout:
    """Return the layout with one column set, the number in front and out of the titles."""
    number = LayoutColumn(("№",), NUMBER)
    return replace(layout, columns=(number, *columns), section_columns=())


def _row(
    section: WordedSection, row: WordedRow, place: tuple[int, Sequence[bool]], layout: Layout
) -> tuple[FlatValue, ...]:
    position, shown = place
    timing = row.event.timing
    places = (*row.event.places, *row.event.partners)
    return (
        section.heading,
        _number(row, position, layout),
        *(cell.text if own else "" for own, cell in zip(shown, row.cells[1:], strict=True)),
        timing.earliest,
        timing.latest,
        timing.edtf,
        _listed([place.locality for place in row.event.places]),
        _listed([place.region for place in places]),
        _MODES[row.event.attendance_mode],
    )


def _number(row: WordedRow, position: int, layout: Layout) -> FlatValue:
    """Return the number as a number where rows are simply counted; bullets are counted through."""
    if not _is_counted(layout):
        return row.mark
    before, _, after = layout.numbering.format.partition("{n}")
    digits = row.mark.removeprefix(before).removesuffix(after)
    return int(digits) if digits.isdecimal() else position


def _is_counted(layout: Layout) -> bool:
    """Tell whether every number is one whole number."""
    styles = {layout.numbering.style, layout.numbering.list_style}
    unnumbered = {NumberingStyle.BULLET, NumberingStyle.NONE}
    return styles <= _COUNTED | unnumbered


def _names(columns: Sequence[LayoutColumn]) -> list[str]:
    """Return an ASCII name per column: its role, numbered where it occurs again."""
    names: list[str] = []
    for column in columns:
        is_plain = bool(column.role) and not column.role.startswith(OTHER)
        base = column.role if is_plain else "column"
        taken = sum(name.split(".")[0] == base for name in names)
        names.append(f"{base}.{taken + 1}" if taken else base)
    return names


def _listed(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(name for name in names if name))


def _width(rows: Sequence[tuple[FlatValue, ...]], index: int) -> float:
    """Return a width in characters that shows most cells of a column."""
    lengths = sorted(len(str(row[index])) for row in rows)
    usual = lengths[len(lengths) * 3 // 4] if lengths else 0
    return float(min(max(usual, 12), _WIDEST))
