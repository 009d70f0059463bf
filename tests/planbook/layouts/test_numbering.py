"""Numbers and numerals are counted over the whole document, whatever the author printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.planbook.layouts.corpus_plans import AUTUMN
from tests.planbook.layouts.corpus_plans import plan as corpus_plan
from tests.planbook.layouts.drafts import (
    PLAIN,
    column,
    headed,
    headings,
    item,
    numbered,
    plan,
    section,
)

from planbook.documents.printed import PrintedCell, RowRole
from planbook.layouts import arrange, layout_findings, layout_named
from planbook.layouts.layout import Numbering, NumberingStyle, NumeralStyle
from planbook.layouts.verbatim import without_mark
from planbook.plans import Grouping, SectionDraft

pytestmark = pytest.mark.core

TWO = plan(
    section("Форумы", item("А", number="1"), item("Б", number="2")),
    section("Юбилеи", item("Вологда", number="1"), grouping=Grouping.LIST),
)


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        (NumberingStyle.CONTINUOUS, ["1.", "2.", "3."]),
        (NumberingStyle.RESTART, ["1.", "2.", "1."]),
        (NumberingStyle.HIERARCHICAL, ["1.1.", "1.2.", "2.1."]),
        (NumberingStyle.AS_PRINTED, ["1.", "2.", "1."]),
        (NumberingStyle.BULLET, ["·", "·", "·"]),
        (NumberingStyle.NONE, ["", "", ""]),
    ],
)
def test_styles(style: NumberingStyle, numbers: list[str]) -> None:
    assert column(arrange(TWO, numbered(style=style, list_style=style)), 0) == numbers


def test_lists_count_anew_while_other_rows_are_counted_through() -> None:
    three = replace(TWO, sections=(*TWO.sections, section("Обмены", item("В"))))

    numbers = column(arrange(three, numbered()), 0)

    assert numbers == ["1.", "2.", "1.", "3."]


def test_number_format() -> None:
    assert column(arrange(TWO, numbered(format="№ {n})")), 0) == ["№ 1)", "№ 2)", "№ 1)"]


def test_without_a_column_the_number_stands_before_the_title() -> None:
    layout = replace(numbered(), columns=PLAIN.columns[1:])

    assert column(arrange(TWO, layout), 0) == ["1. А", "2. Б", "1. Вологда"]


@pytest.mark.slow
def test_a_row_inserted_in_the_second_department_renumbers_what_follows_and_nothing_else() -> None:
    layout = layout_named("smolensk-plan")
    before = corpus_plan(AUTUMN)
    second = before.sections[1]
    added = replace(second, items=(*second.items[:2], item("Новая"), *second.items[2:]))
    after = replace(before, sections=(before.sections[0], added, *before.sections[2:]))

    rows_before = [row.cells for table in arrange(before, layout).tables() for row in table.rows]
    rows_after = [row.cells for table in arrange(after, layout).tables() for row in table.rows]

    place = next(n for n, cells in enumerate(rows_after) if cells[0].text == "4.")
    assert [cell.text for cell in rows_after[place]][:3] == ["4.", "", "Новая"]
    assert rows_after[:place] == rows_before[:place]
    assert rows_after[place + 1 :] == [renumbered(cells) for cells in rows_before[place:]]


def renumbered(cells: tuple[PrintedCell, ...]) -> tuple[PrintedCell, ...]:
    """The row with a number greater by one; a heading has none."""
    if len(cells) == 1:
        return cells
    number = int(cells[0].text.rstrip(".")) + 1
    return (replace(cells[0], text=f"{number}."), *cells[1:])


@pytest.mark.parametrize(
    ("text", "number", "bare"),
    [
        ("· Правление", None, "Правление"),
        ("·  О средних ценах", None, "О средних ценах"),
        ("– Форум", None, "Форум"),
        ("3.1. Форум", "3.1", "Форум"),
        ("12) Форум\nгородов", "12", "Форум\nгородов"),
        ("1000 мелочей", None, "1000 мелочей"),
        ("1000 мелочей", "1000", "1000 мелочей"),
        ("25 лет МАГ", "25", "25 лет МАГ"),
        ("-летие города", None, "-летие города"),
    ],
)
def test_marks_before_titles(text: str, number: str | None, bare: str) -> None:
    assert without_mark(text, number) == bare


THREE = plan(
    replace(section("Сборы", item("А")), numeral="I", heading_text="I. Сборы\nгородов"),
    replace(section("Спорт", item("Б")), level=2),
    replace(section("Музыка", item("В")), level=2),
    replace(section("Обмены", item("Г")), numeral="IV", heading_text="IV. Обмены"),
)


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        (NumeralStyle.AS_PRINTED, ["I. Сборы", "Спорт", "Музыка", "IV. Обмены"]),
        (NumeralStyle.NONE, ["Сборы", "Спорт", "Музыка", "Обмены"]),
        (NumeralStyle.ROMAN, ["I. Сборы", "1.1. Спорт", "1.2. Музыка", "II. Обмены"]),
        (NumeralStyle.ARABIC, ["1. Сборы", "1.1. Спорт", "1.2. Музыка", "2. Обмены"]),
    ],
)
def test_numerals_of_headings(style: NumeralStyle, printed: list[str]) -> None:
    assert headings(arrange(THREE, headed(numerals=style))) == printed


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        (NumeralStyle.ROMAN, ["1.1.", "1.1.1.", "1.2.1.", "2.1."]),
        (NumeralStyle.NONE, ["1.1.", "2.1.", "3.1.", "4.1."]),
    ],
)
def test_hierarchical_numbers_follow_the_numerals_of_headings(
    style: NumeralStyle, numbers: list[str]
) -> None:
    layout = replace(headed(numerals=style), numbering=Numbering(style=NumberingStyle.HIERARCHICAL))

    assert column(arrange(THREE, layout), 0) == numbers


def test_a_heading_with_the_right_numeral_keeps_the_lines_of_its_author() -> None:
    words = "Фестивали, выставки, конкурсы, поддерживаемые Союзом городов России"
    text = "I. " + words.replace(", п", ",\nп")
    one = plan(replace(section(words, item("А")), numeral="I", heading_text=text))

    assert headings(arrange(one, headed(numerals=NumeralStyle.ROMAN))) == [text]


def test_a_heading_that_fits_on_a_line_is_printed_on_one() -> None:
    one = plan(
        replace(section("Юбилеи городов МАГ", item("А")), heading_text="Юбилеи городов\nМАГ")
    )

    assert headings(arrange(one, PLAIN)) == ["Юбилеи городов МАГ"]


def test_a_heading_cut_inside_a_word_is_printed_whole() -> None:
    whole = "Деятельность по обеспечению"
    cut = replace(section(whole, item("А")), heading_text="Деятельность по обесп\nечению")

    assert headings(arrange(plan(cut), PLAIN)) == [whole]


def test_a_section_without_rows_is_printed_only_above_deeper_ones() -> None:
    parts = (
        SectionDraft("Пусто", ()),
        SectionDraft("Спорт", ()),
        replace(section("Лыжи", item("А")), level=2),
    )

    assert headings(arrange(plan(*parts), PLAIN)) == ["Спорт", "Лыжи"]


def test_changed_numbers_are_told() -> None:
    odd = plan(section("Форумы", item("А", number="1"), item("Б", number="7")))

    found = layout_findings(odd, numbered())

    assert [(finding.code, finding.evidence) for finding in found] == [
        ("layout.number_differs", "7")
    ]


def test_numbers_that_are_counted_as_printed_are_not_told() -> None:
    assert layout_findings(TWO, numbered()) == ()


def test_numbered_rows_stay_items() -> None:
    roles = [row.role for table in arrange(TWO, PLAIN).tables() for row in table.rows]

    assert roles == [
        RowRole.HEADER,
        RowRole.SECTION,
        RowRole.ITEM,
        RowRole.ITEM,
        RowRole.SECTION,
        RowRole.ITEM,
    ]
