"""«Как в этом файле»: the layout of a document, and what printing by it gives back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.planbook.layouts.corpus_plans import (
    ASSEMBLY,
    AUTUMN,
    CORPUS,
    EARLIER,
    LAYOUT_OF,
    UNION,
    cell_words,
    item_cells,
    one_space,
    plan,
    printed_rows,
    printed_words,
    source,
)
from tests.planbook.plans.trees import Wide, document, table

from planbook.documents import Document, Page
from planbook.documents.printed import Align, RowRole
from planbook.layouts import (
    LayoutError,
    PageSetup,
    Source,
    arrange,
    layout_from_dict,
    layout_like,
    layout_named,
    layout_to_dict,
)
from planbook.layouts.layout import (
    HeadingPlace,
    Merging,
    NumberingStyle,
    NumeralStyle,
    PageSize,
    RegionStyle,
    Wording,
    YearStyle,
)
from planbook.plans import Grouping, extract_plan
from planbook.readers import read_document

pytestmark = pytest.mark.core


@pytest.mark.slow
@pytest.mark.parametrize("slug", LAYOUT_OF)
def test_printing_by_the_layout_of_a_document_gives_its_rows_back(slug: str) -> None:
    own = layout_like(source(slug), plan(slug))

    shipped = arrange(plan(slug), layout_named(LAYOUT_OF[slug]))
    assert [printed_words(row) for row in printed_rows(arrange(plan(slug), own))] == [
        printed_words(row) for row in printed_rows(shipped)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("slug", "equal"),
    [
        (UNION, [42, 40, 41]),
        (ASSEMBLY, [46, 46, 38, 46]),
        (AUTUMN, [28, 19, 28, 27, 28, 28, 28]),
        (EARLIER, [19, 18, 19, 16, 19, 19, 19]),
    ],
)
def test_rows_composed_by_the_layout_of_a_document(slug: str, equal: list[int]) -> None:
    own = layout_like(source(slug), plan(slug))
    verbatim = item_cells(arrange(plan(slug), own))
    composed = item_cells(arrange(plan(slug), own, wording=Source.COMPOSED))

    columns = zip(zip(*verbatim, strict=True), zip(*composed, strict=True), strict=True)
    counts = [sum(a == b for a, b in zip(*pair, strict=True)) for pair in columns]
    assert counts == equal


@pytest.mark.slow
@pytest.mark.parametrize(
    ("slug", "style", "numerals", "is_landscape"),
    [
        (UNION, NumberingStyle.BULLET, NumeralStyle.ROMAN, False),
        (ASSEMBLY, NumberingStyle.CONTINUOUS, NumeralStyle.AS_PRINTED, False),
        (AUTUMN, NumberingStyle.CONTINUOUS, NumeralStyle.AS_PRINTED, True),
    ],
)
def test_rules_of_real_documents(
    slug: str, style: NumberingStyle, numerals: NumeralStyle, is_landscape: bool
) -> None:
    layout = layout_like(source(slug), plan(slug))

    assert (layout.numbering.style, layout.headings.numerals, layout.page.is_landscape) == (
        style,
        numerals,
        is_landscape,
    )


@pytest.mark.slow
def test_words_of_a_region() -> None:
    assert layout_like(source(EARLIER), plan(EARLIER)).wording == Wording(
        year=YearStyle.ALWAYS,
        dash="-",
        city_prefix="г. ",
        region_style=RegionStyle.ELLIPTIC,
    )


@pytest.mark.slow
def test_lists_of_a_document_have_columns_of_their_own() -> None:
    entry = layout_like(source(ASSEMBLY), plan(ASSEMBLY)).section_columns[0]

    assert (entry.grouping, [column.role for column in entry.columns]) == (
        Grouping.LIST,
        ["number", "title", "age", "timing"],
    )


@pytest.mark.slow
def test_merged_columns_of_a_document() -> None:
    columns = layout_like(source(AUTUMN), plan(AUTUMN)).columns

    assert [column.role for column in columns if column.merge is Merging.INHERITED] == [
        "partners",
        "description",
        "audience",
    ]


TWO_LEVELS = document(
    "План мероприятий на 2023 год",
    table(
        ["№", "Наименование мероприятия", Wide("Срок", 2), "Погода"],
        ["", "", "начала", "окончания", ""],
        ["1", "2", "3", "4", "5"],
        "1. Форумы",
        ["1.1.", "Форум «А»", "1 мая", "3 мая", "ясно"],
        ["1.2.", "Форум «Б»", "5 мая", "6 мая", "дождь"],
        "2. Спорт",
        ["2.1.", "Турнир", "7 июня", "9 июня", "снег"],
        columns=5,
        number=2,
    ),
)


def test_headers_of_two_levels_number_row_and_hierarchical_numbers() -> None:
    layout = layout_like(TWO_LEVELS, extract_plan(TWO_LEVELS))

    assert [(column.header, column.role) for column in layout.columns] == [
        (("№",), "number"),
        (("Наименование мероприятия",), "title"),
        (("Срок", "начала"), "timing"),
        (("Срок", "окончания"), "timing"),
        (("Погода",), "other:Погода"),
    ]
    assert (layout.has_number_row, layout.numbering.style, layout.headings.numerals) == (
        True,
        NumberingStyle.HIERARCHICAL,
        NumeralStyle.ARABIC,
    )


def test_printing_a_made_document_by_its_own_layout() -> None:
    draft = extract_plan(TWO_LEVELS)
    rows = printed_rows(arrange(draft, layout_like(TWO_LEVELS, draft)))

    assert [printed_words(row) for row in rows] == [
        ["№", "Наименование мероприятия", "Срок", "Погода"],
        ["", "", "начала", "окончания", ""],
        ["1", "2", "3", "4", "5"],
        ["1. Форумы"],
        ["1.1.", "Форум «А»", "1 мая", "3 мая", "ясно"],
        ["1.2.", "Форум «Б»", "5 мая", "6 мая", "дождь"],
        ["2. Спорт"],
        ["2.1.", "Турнир", "7 июня", "9 июня", "снег"],
    ]


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["rich.docx", "two_level.docx", "saved.docx", "rich.odt"])
@pytest.mark.parametrize("slug", LAYOUT_OF)
def test_tables_of_office_files_come_back_by_their_own_layout(slug: str, variant: str) -> None:
    """Headers of two levels, rows of numbers, merged cells, all as they were printed.

    The mark of a footnote, which the file keeps apart from the words of a heading, is typed.
    """
    read = read_document(CORPUS / slug / "variants" / variant)
    draft = extract_plan(read)
    printed = arrange(draft, layout_like(read, draft))

    own = [cell_words(row.cells) for grid in read.tables() for row in grid.rows]
    made = [printed_words(row) for row in printed_rows(printed)]
    assert [row for row in made if row not in own and without_mark(row) not in own] == []


def without_mark(row: list[str]) -> list[str]:
    return [words.removesuffix(" ¹") for words in row]


def simple(*rows: list[str]) -> Document:
    return document(
        "План мероприятий на 2023 год",
        table(["№", "Мероприятие", "Срок"], *rows, columns=3, number=2),
    )


@pytest.mark.parametrize(
    ("numbers", "style", "form"),
    [
        (["1)", "2)", "3)"], NumberingStyle.CONTINUOUS, "{n})"),
        (["1", "2", "3"], NumberingStyle.CONTINUOUS, "{n}"),
        (["7.", "12.", "40."], NumberingStyle.AS_PRINTED, "{n}."),
    ],
)
def test_numbers_of_made_documents(numbers: list[str], style: NumberingStyle, form: str) -> None:
    made = simple(*([number, f"Форум {n}", "май"] for n, number in enumerate(numbers)))

    numbering = layout_like(made, extract_plan(made)).numbering

    assert (numbering.style, numbering.format) == (style, form)


def test_headings_between_tables() -> None:
    made = document(
        "План мероприятий на 2023 год",
        "I. Форумы",
        table(["Мероприятие", "Срок"], ["Форум", "май"], ["Слёт", "июнь"], columns=2, number=3),
        "II. Спорт",
        table(["Мероприятие", "Срок"], ["Кросс", "май"], ["Турнир", "июль"], columns=2, number=5),
    )
    layout = layout_like(made, extract_plan(made))

    assert (layout.headings.place, layout.numbering.style) == (
        HeadingPlace.PARAGRAPH,
        NumberingStyle.NONE,
    )


@pytest.mark.parametrize(
    ("page", "setup"),
    [
        (
            Page(297.2, 209.9, 15, 10.04, 12, 25),
            PageSetup(PageSize.A4, True, 15, 10, 12, 25),
        ),
        (Page(297, 420), PageSetup(PageSize.A3)),
        (Page(216, 279, -5, 900, 20, 20), PageSetup(PageSize.LETTER, False, 0, 60, 20, 20)),
        (None, PageSetup()),
    ],
)
def test_page_of_the_document(page: Page | None, setup: PageSetup) -> None:
    made = replace(simple(["1.", "Форум", "май"], ["2.", "Слёт", "июнь"]), page=page)

    assert layout_like(made, extract_plan(made)).page == setup


def test_widths_of_the_document() -> None:
    made = simple(["1.", "Форум", "май"], ["2.", "Слёт", "июнь"])
    first, grid = made.blocks
    made = replace(made, blocks=(first, replace(grid, widths=(10.0, 70.0, 20.0))))  # type: ignore[call-arg]

    columns = layout_like(made, extract_plan(made)).columns
    assert [column.width for column in columns] == [10, 70, 20]


def with_look(made: Document, **look: tuple[object, ...]) -> Document:
    first, grid = made.blocks
    return replace(made, blocks=(first, replace(grid, **look)))  # type: ignore[arg-type]


def test_even_widths_tell_nothing() -> None:
    made = simple(["1.", "Форум", "май"], ["2.", "Слёт", "июнь"])

    even = with_look(made, widths=(30.0, 30.0, 30.0))
    draft = extract_plan(made)
    assert layout_like(even, draft).columns == layout_like(made, draft).columns


def test_widths_are_shares_that_give_the_whole() -> None:
    made = with_look(simple(["1.", "Форум", "май"], ["2.", "Слёт", "июнь"]), widths=(1.0, 1.0, 1.1))

    widths = [column.width for column in layout_like(made, extract_plan(made)).columns]
    assert widths == [32.3, 32.3, 35.4]


def test_lines_of_columns_stand_as_in_the_document() -> None:
    aligns = (Align.RIGHT, Align.JUSTIFY, Align.LEFT)
    made = with_look(simple(["1.", "Форум", "май"], ["2.", "Слёт", "июнь"]), aligns=aligns)

    columns = layout_like(made, extract_plan(made)).columns
    assert tuple(column.align for column in columns) == aligns


def test_numbers_and_days_stand_in_the_middle_where_nothing_is_told() -> None:
    made = simple(["1.", "Форум", "май"], ["2.", "Слёт", "июнь"])

    columns = layout_like(made, extract_plan(made)).columns
    assert [column.align for column in columns] == [Align.CENTER, Align.LEFT, Align.CENTER]


@pytest.mark.parametrize(
    "made",
    [
        document("Просто письмо"),
        document("План мероприятий на 2023 год", "I. Форумы"),
    ],
)
def test_a_document_without_rows_has_no_layout(made: Document) -> None:
    with pytest.raises(LayoutError, match="в документе нет строк плана"):
        layout_like(made, extract_plan(made))


@pytest.mark.slow
@pytest.mark.parametrize("slug", LAYOUT_OF)
def test_taken_layouts_are_valid(slug: str) -> None:
    layout = layout_like(source(slug), plan(slug))

    assert layout_from_dict(layout_to_dict(layout)) == layout


def test_hostile_headers_are_cut_to_what_a_layout_may_hold() -> None:
    made = document(
        "План мероприятий на 2023 год",
        table(
            ["Мероприятие\x07", "Срок", "Ж" * 5000],
            ["Форум", "май", "да"],
            ["Слёт", "июнь", "нет"],
            columns=3,
            number=2,
        ),
    )
    layout = layout_like(made, extract_plan(made))

    assert [one_space(" ".join(column.header))[:20] for column in layout.columns] == [
        "Мероприятие",
        "Срок",
        "Ж" * 20,
    ]


def test_rows_of_a_made_document_are_items() -> None:
    made = simple(["1.", "Форум", "май"], ["2.", "Слёт", "июнь"])
    draft = extract_plan(made)
    rows = printed_rows(arrange(draft, layout_like(made, draft)))

    assert [row.role for row in rows] == [RowRole.HEADER, RowRole.ITEM, RowRole.ITEM]
