"""A layout taken from a document: «как в этом файле».

Columns, headers, order, grouping, numbering, merging and the sheet are read off the document and
its draft; words for dates, towns and regions are those that give most of its cells back
(`wording_inference`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from planbook.documents import Document, Page, Row, Table
from planbook.documents.printed import Align
from planbook.layouts.arrangement import page_of
from planbook.layouts.codec import layout_from_dict, layout_to_dict
from planbook.layouts.column_inference import main_columns, section_columns
from planbook.layouts.constraints import fitted
from planbook.layouts.errors import LayoutError
from planbook.layouts.layout import (
    MAX_COLUMNS,
    Closing,
    HeadingPlace,
    Headings,
    Layout,
    NumeralStyle,
    PageSetup,
    PageSize,
    TitleBlock,
)
from planbook.layouts.numbering_inference import infer_numbering
from planbook.layouts.wording_inference import infer_wording
from planbook.plans import PlanDraft
from planbook.plans.header_rows import find_header, is_column_numbers
from planbook.text import clean_spaces, format_roman

NAME = "as-in-file"
_MANY_COLUMNS = 5
_MAX_LINES, _MAX_LINE, _MAX_NAME = 12, 500, 150
_MARGINS = (0.0, 60.0)


def layout_like(document: Document, draft: PlanDraft) -> Layout:
    """Return the layout in which a document is printed; `draft` is the plan read from it.

    What the format does not tell (the sheet, widths, fonts) is chosen by what the cells hold.

    Raises:
        LayoutError: there is no plan in the document, or its table has too many columns.

    >>> from planbook.layouts import layout_like
    >>> layout_like(Document(()), PlanDraft("", None, "other", None, ()))
    Traceback (most recent call last):
    ...
    planbook.layouts.errors.LayoutError: Макет: в документе нет строк плана, взять не с чего.
    """
    table = _plan_table(document, draft)
    if table.column_count > MAX_COLUMNS:
        raise LayoutError("columns", f"в таблице больше {MAX_COLUMNS} столбцов.")
    header = find_header(table.rows, table.column_count)
    header_rows = table.rows[header.first : header.last] if header else ()
    below = table.rows[header.last : header.last + 1] if header else table.rows[:1]
    columns = main_columns(table, header_rows, draft)
    layout = Layout(
        name=NAME,
        title=_title(document),
        columns=columns,
        section_columns=section_columns(table, columns, draft),
        page=_page_setup(document.page, len(columns)),
        title_block=TitleBlock(approval=_lines(draft.approval)),
        closing=Closing(signature=_lines(draft.signature)),
        headings=_headings(draft),
        numbering=infer_numbering(draft),
        has_number_row=_has_number_row(below),
    )
    layout = replace(layout, wording=infer_wording(draft, layout))
    return layout_from_dict(layout_to_dict(layout))


def _plan_table(document: Document, draft: PlanDraft) -> Table:
    """Return the table that holds most rows of the plan."""
    counts = Counter(item.source.table for item in draft.items())
    for number, _ in counts.most_common():
        for table in document.tables():
            if table.source.table == number and table.column_count:
                return table
    raise LayoutError("", "в документе нет строк плана, взять не с чего.")


def _title(document: Document) -> str:
    name = fitted(clean_spaces(document.file_name), _MAX_NAME)
    return f"Как в файле «{name}»" if name else "Как в загруженном файле"


def _lines(lines: Sequence[str]) -> tuple[str, ...]:
    """Return lines as a layout may keep them."""
    cleaned = ("\n".join(clean_spaces(part) for part in line.split("\n")) for line in lines)
    return tuple(fitted(line, _MAX_LINE) for line in cleaned)[:_MAX_LINES]


def _has_number_row(rows: Sequence[Row]) -> bool:
    return bool(rows) and is_column_numbers(rows[0])


def _headings(draft: PlanDraft) -> Headings:
    headed = [section for section in draft.sections if section.heading]
    in_table = sum(section.source.row > 0 for section in headed)
    place = HeadingPlace.ROW if in_table * 2 >= len(headed) else HeadingPlace.PARAGRAPH
    top = [section.numeral for section in headed if section.level == 1]
    numbers = range(1, len(top) + 1)
    numerals = NumeralStyle.AS_PRINTED
    if top and top == [format_roman(number) for number in numbers]:
        numerals = NumeralStyle.ROMAN
    elif top and top == [str(number) for number in numbers]:
        numerals = NumeralStyle.ARABIC
    return Headings(place=place, numerals=numerals, align=Align.CENTER)


def _page_setup(page: Page | None, column_count: int) -> PageSetup:
    """Return the sheet of the document; unknown, a wide table lies on a landscape one."""
    if page is None:
        return PageSetup(is_landscape=column_count > _MANY_COLUMNS)
    is_landscape = page.width > page.height
    sheets = {size: page_of(PageSetup(size, is_landscape)) for size in PageSize}
    nearest = min(
        sheets,
        key=lambda size: (
            abs(sheets[size].width - page.width) + abs(sheets[size].height - page.height)
        ),
    )
    return PageSetup(
        nearest,
        is_landscape,
        *(_margin(side) for side in (page.top, page.right, page.bottom, page.left)),
    )


def _margin(side: float) -> float:
    least, most = _MARGINS
    return round(min(max(side, least), most), 1) if side == side else 20.0
