"""The whole printed document: title block, headers, tables, merging, notes, signature, page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.planbook.layouts.drafts import COLUMNS, PLAIN, headed, item, plan, section

from planbook.documents.printed import (
    Align,
    Page,
    ParagraphRole,
    PrintedCell,
    PrintedDocument,
    PrintedImage,
    PrintedParagraph,
    PrintedTable,
    RowRole,
)
from planbook.layouts import Layout, LayoutColumn, PageSetup, arrange, layout_findings
from planbook.layouts.layout import (
    Closing,
    HeadingPlace,
    Merging,
    NoteMarks,
    PageSize,
    SectionColumns,
    TitleBlock,
)
from planbook.plans import CellDraft, EventDraft, Grouping, SectionDraft

pytestmark = pytest.mark.core

ONE = plan(section("Форумы", item("А")))


def outside(document: PrintedDocument) -> list[tuple[str, str]]:
    return [
        (block.role.value, block.text)
        for block in document.blocks
        if isinstance(block, PrintedParagraph)
    ]


def titled(**changes: object) -> Layout:
    return replace(PLAIN, title_block=replace(TitleBlock(), **changes))  # type: ignore[arg-type]


def closed(**changes: object) -> Layout:
    return replace(PLAIN, closing=replace(Closing(), **changes))  # type: ignore[arg-type]


def test_stamp_approval_owner_title_and_signature_stand_in_their_order() -> None:
    draft = replace(
        ONE,
        stamp="Проект",
        approval=("УТВЕРЖДАЮ", "Президент союза"),
        title_lines=("Союз городов", "План\nна 2023 год"),
        signature=("Исполнительный директор",),
    )

    printed = arrange(draft, PLAIN)

    assert outside(printed) == [
        ("stamp", "Проект"),
        ("approval", "УТВЕРЖДАЮ"),
        ("approval", "Президент союза"),
        ("owner", "Союз городов"),
        ("title", "План\nна 2023 год"),
        ("signature", "Исполнительный директор"),
    ]


def test_a_layout_may_leave_the_blocks_out() -> None:
    draft = replace(ONE, stamp="Проект", approval=("УТВЕРЖДАЮ",), signature=("Директор",))
    layout = replace(
        titled(has_stamp=False, has_approval=False), closing=Closing(has_signature=False)
    )

    assert outside(arrange(draft, layout)) == [
        ("owner", "Союз городов"),
        ("title", "План на 2023 год"),
    ]


def test_blocks_of_the_layout_are_printed_where_the_plan_has_none() -> None:
    layout = replace(
        titled(stamp="Проект", approval=("УТВЕРЖДАЮ",)), closing=Closing(signature=("Директор",))
    )

    assert [role for role, _ in outside(arrange(ONE, layout))] == [
        "stamp",
        "approval",
        "owner",
        "title",
        "signature",
    ]


def test_title_lines_of_the_layout() -> None:
    layout = titled(lines=("[{owner}]", "Календарный план\nна {year} год"))

    assert outside(arrange(ONE, layout)) == [
        ("owner", "Союз городов"),
        ("title", "Календарный план\nна 2023 год"),
    ]


def test_owner_named_in_the_title_is_not_printed_twice() -> None:
    draft = replace(ONE, title="План мероприятий Союза городов на 2023 год")

    assert outside(arrange(draft, PLAIN)) == [("title", draft.title)]


@pytest.mark.parametrize(("has_logo", "count"), [(True, 1), (False, 0)])
def test_logo_stands_where_the_layout_wants_one(has_logo: bool, count: int) -> None:
    layout = titled(has_logo=has_logo, logo_text="Герб")

    images = [
        block.alternative
        for block in arrange(ONE, layout, logo=b"png").blocks
        if isinstance(block, PrintedImage)
    ]
    assert images == ["Герб"] * count


def test_logo_without_words_is_named_after_the_owner() -> None:
    image = arrange(ONE, PLAIN, logo=b"png").blocks[0]

    assert image == PrintedImage(b"png", "Эмблема: Союз городов")


def test_properties_of_the_document() -> None:
    layout = replace(PLAIN, footer="План", page=PageSetup(font_size=9))
    printed = arrange(ONE, layout)

    assert (printed.title, printed.author, printed.footer, printed.font_size) == (
        "План на 2023 год",
        "Союз городов",
        "План",
        9,
    )


@pytest.mark.parametrize(
    ("setup", "page"),
    [
        (PageSetup(), Page(210, 297, 20, 10, 20, 20)),
        (PageSetup(PageSize.A3, is_landscape=True, left=30), Page(420, 297, 20, 10, 20, 30)),
    ],
)
def test_page(setup: PageSetup, page: Page) -> None:
    assert arrange(ONE, replace(PLAIN, page=setup)).page == page


def header(*paths: tuple[str, ...]) -> list[list[PrintedCell]]:
    columns = tuple(LayoutColumn(path, f"other:{n}") for n, path in enumerate(paths))
    table = next(arrange(ONE, Layout("x", "x", columns)).tables())
    return [list(row.cells) for row in table.rows if row.role is RowRole.HEADER]


def head(text: str, columns: int = 1, rows: int = 1) -> PrintedCell:
    return PrintedCell(text, columns, rows, align=Align.CENTER, is_bold=True)


UNDER = PrintedCell("", is_continuation=True, align=Align.CENTER)


def test_header_of_one_level() -> None:
    assert header(("№",), ("Срок",)) == [[head("№"), head("Срок")]]


def test_header_of_two_levels() -> None:
    assert header(("№",), ("Срок", "начала"), ("Срок", "окончания"), ("Итог",)) == [
        [head("№", rows=2), head("Срок", columns=2), head("Итог", rows=2)],
        [UNDER, head("начала"), head("окончания"), UNDER],
    ]


def test_header_of_three_levels() -> None:
    assert header(("А", "Б", "В"), ("А", "Б", "Г"), ("А", "Д")) == [
        [head("А", columns=3)],
        [head("Б", columns=2), head("Д", rows=2)],
        [head("В"), head("Г"), UNDER],
    ]


def test_equal_headers_of_one_level_stay_apart() -> None:
    assert header(("Срок",), ("Срок",)) == [[head("Срок"), head("Срок")]]


def test_headers_without_words_are_left_out() -> None:
    assert header(("",), ("",)) == []


def test_number_row() -> None:
    table = next(arrange(ONE, replace(PLAIN, has_number_row=True)).tables())

    numbers = [cell.text for cell in table.rows[1].cells]
    assert (table.rows[1].role, numbers, table.header_count) == (
        RowRole.NUMBERS,
        ["1", "2", "3", "4"],
        2,
    )


def test_widths_are_shares() -> None:
    columns = (replace(COLUMNS[0], width=1), replace(COLUMNS[1], width=3))

    assert next(arrange(ONE, replace(PLAIN, columns=columns)).tables()).widths == (0.25, 0.75)


TWO = plan(section("Форумы", item("А")), section("Спорт", item("Б")))


def test_headings_outside_the_table_part_it() -> None:
    printed = arrange(TWO, headed(place=HeadingPlace.PARAGRAPH))

    assert [
        block.text if isinstance(block, PrintedParagraph) else len(block.rows)
        for block in printed.blocks
        if isinstance(block, PrintedParagraph | PrintedTable)
    ] == ["Союз городов", "План на 2023 год", "Форумы", 2, "Спорт", 2]


def test_heading_row_covers_the_table() -> None:
    rows = next(arrange(TWO, PLAIN).tables()).rows

    assert rows[1].cells == (PrintedCell("Форумы", 4, align=Align.CENTER, is_bold=True),)


def test_other_columns_of_another_number_begin_a_new_table() -> None:
    own = (LayoutColumn(("Город",), "title"), LayoutColumn(("День",), "timing"))
    layout = replace(PLAIN, section_columns=(SectionColumns(Grouping.LIST, own),))
    draft = plan(
        section("Форумы", item("А")), section("Дни", item("Псков"), grouping=Grouping.LIST)
    )

    assert [len(table.widths) for table in arrange(draft, layout).tables()] == [4, 2]


def test_a_plan_without_rows_is_a_header() -> None:
    tables = list(arrange(plan(), PLAIN).tables())

    assert [[row.role for row in table.rows] for table in tables] == [[RowRole.HEADER]]


def merged(merging: Merging, *texts: tuple[str, bool]) -> list[tuple[str, int, bool]]:
    items = [
        EventDraft(
            f"{n}",
            item("").timing,
            (CellDraft("audience", text, is_inherited=is_inherited),),
            item("").source,
            audience_text=text,
        )
        for n, (text, is_inherited) in enumerate(texts)
    ]
    columns = (LayoutColumn(("№",), "number"), LayoutColumn(("Кто",), "audience", merge=merging))
    rows = next(arrange(plan(section("", *items)), replace(PLAIN, columns=columns)).tables()).rows
    cells = [row.cells[1] for row in rows if row.role is RowRole.ITEM]
    return [(cell.text, cell.row_span, cell.is_continuation) for cell in cells]


SAME = (("все", False), ("все", True), ("все", False), ("дети", True), ("", False), ("", True))


def test_nothing_is_merged() -> None:
    assert merged(Merging.NONE, *SAME) == [
        (text, 1, False) for text in ("все", "все", "все", "дети", "", "")
    ]


def test_inherited_cells_are_merged_when_they_still_say_the_same() -> None:
    assert merged(Merging.INHERITED, *SAME) == [
        ("все", 2, False),
        ("", 1, True),
        ("все", 1, False),
        ("дети", 1, False),
        ("", 1, False),
        ("", 1, False),
    ]


def test_equal_neighbours_are_merged() -> None:
    assert merged(Merging.EQUAL, *SAME)[:4] == [
        ("все", 3, False),
        ("", 1, True),
        ("", 1, True),
        ("дети", 1, False),
    ]


def test_cells_of_two_sections_are_never_merged() -> None:
    same = replace(item("А"), cells=(CellDraft("audience", "все"),), audience_text="все")
    columns = (LayoutColumn(("Кто",), "audience", merge=Merging.EQUAL),)
    draft = plan(section("", same), section("", same))

    rows = next(arrange(draft, replace(PLAIN, columns=columns)).tables()).rows
    assert [row.cells[0].row_span for row in rows] == [1, 1, 1]


NOTE = "^і Дни указаны ориентировочно"


def noted(*headings: str, note: str = NOTE) -> tuple[SectionDraft, ...]:
    return tuple(
        replace(section(text.rstrip(" ⁱ¹"), item("А")), heading_text=text, notes=(note,))
        for text in headings
    )


def note_texts(layout: Layout, *headings: str, note: str = NOTE) -> tuple[list[str], list[str]]:
    sections = noted(*(headings or ("Юбилеи ⁱ", "Дни городов ¹")), note=note)
    printed = arrange(plan(*sections), layout)
    rows = [row for table in printed.tables() for row in table.rows]
    notes = [text for role, text in outside(printed) if role == ParagraphRole.NOTE]
    return [row.cells[0].text for row in rows if row.role is RowRole.SECTION], notes


def test_a_note_of_two_headings_is_printed_once_under_a_typed_mark() -> None:
    assert note_texts(PLAIN) == (
        ["Юбилеи ⁱ", "Дни городов ¹"],
        ["ⁱ Дни указаны ориентировочно"],
    )


def test_notes_may_be_numbered() -> None:
    assert note_texts(closed(note_marks=NoteMarks.NUMBERED)) == (
        ["Юбилеи ¹", "Дни городов ¹"],
        ["¹ Дни указаны ориентировочно"],
    )


@pytest.mark.parametrize("marks", list(NoteMarks))
def test_a_heading_with_a_footnote_of_the_file_gets_its_mark_typed(marks: NoteMarks) -> None:
    found = note_texts(
        closed(note_marks=marks), "Юбилеи", "Дни городов ¹", note="1 Дни указаны ориентировочно"
    )

    assert found == (["Юбилеи ¹", "Дни городов ¹"], ["¹ Дни указаны ориентировочно"])


def test_a_heading_gets_no_mark_of_a_note_that_is_not_printed() -> None:
    found = note_texts(closed(has_notes=False), "Юбилеи", note="1 Дни указаны ориентировочно")

    assert found == (["Юбилеи"], [])


def test_a_note_that_begins_with_no_mark_is_printed_as_it_is() -> None:
    assert note_texts(PLAIN, "Юбилеи", note="Всего 12 городов") == (
        ["Юбилеи"],
        ["Всего 12 городов"],
    )


def test_notes_may_be_left_out() -> None:
    assert note_texts(closed(has_notes=False))[1] == []


def test_dates_under_a_footnote_that_calls_them_approximate_do_not_repeat_it() -> None:
    dated = item("Псков", "23 июля")
    day = replace(dated, cells=(), timing=replace(dated.timing, is_approximate=True, text=""))
    plain = plan(section("Дни", day))
    with_note = plan(replace(section("Дни", day), notes=("* даты ориентировочные",)))

    texts = [
        row.cells[3].text
        for draft in (plain, with_note)
        for row in next(arrange(draft, PLAIN).tables()).items()
    ]
    assert texts == ["ориентировочно 23 июля", "23 июля"]


def test_columns_the_layout_has_no_place_for_are_told() -> None:
    event = replace(
        item("А", "май", "Псков"),
        cells=(*item("А", "май", "Псков").cells, CellDraft("audience", "все")),
    )
    draft = replace(plan(section("", event)), columns=(("audience", "Участники"),))

    found = layout_findings(draft, PLAIN)

    assert [(finding.code, finding.evidence) for finding in found] == [
        ("layout.column_left_out", "Участники")
    ]
