"""A form out of a table that somebody already uses."""

import pytest

from planbook.documents import Cell, Document, Paragraph, Row, Table
from planbook.indicators import Direction, UnitKind
from planbook.indicators.form_reading import (
    FormReading,
    code_of_name,
    form_of_document,
    free_code,
    line_of_words,
    unit_kind,
)
from planbook.indicators.storage import MAX_LINES, form_from_dict, form_to_dict
from planbook.readers import read_document

pytestmark = pytest.mark.core


ROADS = ("1.", "Доля дорог в нормативном состоянии", "процентов", "70", "75", "80")


def reading_of(*rows: str) -> FormReading:
    return form_of_document(read_document("\n".join(rows).encode(), file_name="таблица.txt"))


def lines_of(reading: FormReading) -> list[tuple[str, str, str]]:
    """Heading, name and unit of every row."""
    return [
        (section.heading, line.indicator.name, line.indicator.unit.name)
        for section in reading.form.sections
        for line in section.lines
    ]


def test_cities_as_columns() -> None:
    reading = reading_of(
        "Наименование\tЕд. измер.\tг. Вологда\tг. Псков",
        "Холодная вода\tруб./куб. м\t32,15\t30,10",
        "Население\tтыс. чел.\t301,1\t187,0",
    )

    assert lines_of(reading) == [
        ("Показатели", "Холодная вода", "руб./куб. м"),
        ("Показатели", "Население", "тыс. чел."),
    ]
    assert reading.cities == ("г. Вологда", "г. Псков")
    assert reading.findings == ()


def test_a_price_list_with_the_unit_in_its_own_column() -> None:
    """Set 24: «Наименование · Един. измер. · городской округ»."""
    reading = reading_of(
        "Наименование\tЕдин. измер.\tгородской округ Тула",
        "Бензин АИ-92\tруб./литр\t43,10",
    )

    assert lines_of(reading) == [("Показатели", "Бензин АИ-92", "руб./литр")]
    assert reading.form.lines[0].indicator.unit.kind is UnitKind.MONEY


def test_a_header_of_two_levels_with_years_below() -> None:
    """Set 22: «N · Показатель · Единица · Базовое значение · Планируемое значение {годы}»."""

    def cell(text: str, column: int, columns: int = 1, rows: int = 1) -> Cell:
        return Cell(text, column, columns, rows)

    def below(column: int) -> Cell:
        return Cell("", column, is_continuation=True)

    table = Table(
        (
            Row(
                (
                    cell("N", 1, rows=2), cell("Показатель", 2, rows=2), cell("Единица", 3, rows=2),
                    cell("Базовое значение", 4, rows=2), cell("Планируемое значение", 5, 2),
                )
            ),
            Row((below(1), below(2), below(3), below(4), cell("2023", 5), cell("2024", 6))),
            Row(tuple(cell(text, column) for column, text in enumerate("123456", start=1))),
            Row(tuple(
                cell(text, column)
                for column, text in enumerate(ROADS, start=1)
            )),
        ),
        6,
    )  # fmt: skip

    reading = form_of_document(Document((Paragraph("Показатели программы"), table)))

    assert reading.form.title == "Показатели программы"
    assert lines_of(reading) == [("Показатели", "Доля дорог в нормативном состоянии", "процентов")]
    assert reading.form.lines[0].indicator.unit.kind is UnitKind.SHARE
    assert reading.cities == (
        "Базовое значение",
        "Планируемое значение: 2023",
        "Планируемое значение: 2024",
    )


def test_years_as_columns_without_a_column_of_units() -> None:
    """Set 26: the unit stands after a comma in the name, or nowhere."""
    reading = reading_of(
        "Показатели\tФакт 2006\tФакт 2007\t1 полугодие 2009",
        "Население, тыс. чел.\t1\t2\t3",
        "Площадь города (га)\t1\t2\t3",
        "Чем гордится город\tпарком\tнабережной\tтеатром",
    )

    assert lines_of(reading) == [
        ("Показатели", "Население", "тыс. чел."),
        ("Показатели", "Площадь города", "га"),
        ("Показатели", "Чем гордится город", ""),
    ]
    assert [finding.message for finding in reading.findings] == [
        "У строки «Чем гордится город» нет единицы. Впишите её или отметьте, что это текст."
    ]


def test_services_and_rates() -> None:
    """Set 27: «№ · услуга · единица · ставка»."""
    reading = reading_of("№\tУслуга\tЕдиница\tСтавка", "1\tПомывка в бане\tруб.\t150")

    assert lines_of(reading) == [("Показатели", "Помывка в бане", "руб.")]


def test_rows_of_one_text_are_headings_of_sections() -> None:
    reading = reading_of(
        "№\tПоказатель\tЕд. изм.\tВологда",
        "Вода",
        "1\tХолодная вода\tруб./куб. м\t32",
        "Тепло",
        "2\tОтопление\tруб./Гкал\t2000",
    )

    assert lines_of(reading) == [
        ("Вода", "Холодная вода", "руб./куб. м"),
        ("Тепло", "Отопление", "руб./Гкал"),
    ]
    assert [section.code for section in reading.form.sections] == ["section1", "section2"]


def test_a_repeated_unit_and_remarks_below_rows() -> None:
    reading = reading_of(
        "Показатель\tЕд. изм.\tВологда",
        "Родилось\tчел.\t1",
        'Умерло\t-"-\t2',
        "Примечание: данные Росстата",
        "* предварительно",
    )

    assert lines_of(reading) == [
        ("Показатели", "Родилось", "чел."),
        ("Показатели", "Умерло", "чел."),
    ]
    assert reading.form.instructions == "Примечание: данные Росстата\n* предварительно"
    assert [one.message for one in reading.findings] == [
        "Пояснение перенесено в указания: «Примечание: данные Росстата».",
        "Пояснение перенесено в указания: «* предварительно».",
    ]


def test_words_above_a_later_table_are_its_heading() -> None:
    header = Row((Cell("Показатель", 1), Cell("Ед. изм.", 2)))

    def table(name: str, unit: str) -> Table:
        return Table((header, Row((Cell(name, 1), Cell(unit, 2)))), 2)

    blocks = (
        Paragraph("Сравнение"),
        table("Вода", "руб."),
        Paragraph("Тепло"),
        table("Газ", "руб."),
    )

    assert lines_of(form_of_document(Document(blocks))) == [
        ("Показатели", "Вода", "руб."),
        ("Тепло", "Газ", "руб."),
    ]


def test_what_is_not_understood_is_kept_and_told() -> None:
    reading = reading_of("Показатель\tЕд. изм.\tВологда", "Сияние\tогни\t1", "\tруб.\t2")

    assert lines_of(reading) == [("Показатели", "Сияние", "огни")]
    assert [(one.code, one.message) for one in reading.findings] == [
        (
            "form.unit",
            "Единица «огни» строки «Сияние» не узнана, взята как напечатана. Проверьте, число ли "
            "это.",
        ),
        ("form.no_name", "Строка без названия пропущена: «руб.; 2»."),
    ]


@pytest.mark.parametrize("rows", [("Просто слова",), ("Город\tМэр", "Вологда\tГлава")])
def test_a_document_without_such_a_table_is_told(rows: tuple[str, ...]) -> None:
    reading = reading_of(*rows)

    assert reading.form.lines == ()
    assert [one.code for one in reading.findings] == ["form.no_table"]


def test_too_many_rows_and_too_long_names_are_cut_with_a_word() -> None:
    rows = [f"Строка {number}\tруб." for number in range(MAX_LINES + 5)]
    reading = reading_of("Показатель\tЕд. изм.", "я" * 400 + "\tруб.", *rows)

    assert len(reading.form.lines) == MAX_LINES
    assert len(reading.form.lines[0].indicator.name) == 300
    assert [one.code for one in reading.findings] == ["form.long_name", "form.too_long"]


def test_what_is_read_can_always_be_stored() -> None:
    reading = reading_of(
        "Показатель\tЕд. изм.", "Вода\tруб.", "Вода\tруб.", "№ 1\tшт.", "100\tед.", "!!!\t%"
    )

    assert form_from_dict(form_to_dict(reading.form)) == reading.form
    assert [line.indicator.code for line in reading.form.lines] == [
        "voda", "voda_2", "row_1", "row_100", "row",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("тыс. руб.", UnitKind.MONEY),
        ("руб./Гкал", UnitKind.MONEY),
        ("%", UnitKind.SHARE),
        ("процентов", UnitKind.SHARE),
        ("чел.", UnitKind.COUNT),
        ("единиц", UnitKind.COUNT),
        ("тыс. кв. м", UnitKind.QUANTITY),
        ("Гкал", UnitKind.QUANTITY),
        ("баллов", UnitKind.INDEX),
        ("да/нет", UnitKind.TEXT),
        ("", None),
        ("огни", None),
    ],
)
def test_units_tell_what_is_measured(unit: str, kind: UnitKind | None) -> None:
    assert unit_kind(unit) is kind


def test_a_row_typed_in_a_hurry_guesses_no_more_than_it_knows() -> None:
    line = line_of_words("2. Ремонт дорог", "км", set())

    assert (line.indicator.code, line.indicator.name) == ("remont_dorog", "Ремонт дорог")
    assert line.indicator.direction is Direction.NEUTRAL
    assert line_of_words("Чем гордимся", "", set()).indicator.unit.kind is UnitKind.TEXT


def test_codes_are_latin_and_free() -> None:
    assert code_of_name("ЩЁЛОЧЬ и соль") == "scheloch_sol"
    assert free_code("a", {"a", "a_2"}) == "a_3"
