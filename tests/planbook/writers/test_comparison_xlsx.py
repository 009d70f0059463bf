"""Workbooks of comparison tables as another program reads them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from tests.planbook.writers.comparison_samples import OWNER, WATER, large, number, tariffs
from tests.planbook.writers.printed_samples import HOSTILE

from planbook.indicators import (
    Aggregation,
    Answer,
    Cell,
    CellValue,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    Question,
    TableHead,
    Unit,
    UnitKind,
    consolidate,
)
from planbook.writers.comparison_export import ComparisonExport
from planbook.writers.comparison_xlsx import write_comparison_xlsx

pytestmark = [pytest.mark.core, pytest.mark.slow]

FORMULA = '=HYPERLINK("http://example.org";"Нажмите")'


def opened(export: ComparisonExport) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_comparison_xlsx(export)))


def rows(book: Workbook, name: str) -> list[list[object]]:
    return [[cell.value for cell in line] for line in book[name].iter_rows()]


def hostile(text: str) -> ComparisonExport:
    lines = (
        FormLine(Indicator("a", text, Unit(UnitKind.TEXT, text), definition=text), note=text),
        FormLine(Indicator("b", text, Unit(UnitKind.MONEY, text), aggregation=Aggregation.MEAN)),
    )
    form = IndicatorForm(
        text, (FormSection("s", text, lines, text, 2),), questions=(Question("q", text),)
    )
    answers = [
        Answer(
            text,
            {
                Cell("a"): CellValue(text=text, comment=text),
                Cell("b"): number("1"),
                Cell("b", 1): number("2"),
            },
            {"s": (text, text)},
            {"q": text},
        )
    ] * 2
    head = TableHead(text, text, "2026", 1, date(2026, 10, 20), (text,))
    return ComparisonExport(consolidate(form, answers, head=head, keys=("1", "2")))


def test_numbers_are_numbers_and_marks_are_words() -> None:
    book = opened(ComparisonExport(tariffs(6)))
    told = rows(book, "Сводная")

    assert told[4][:9] == [
        "№",
        "Показатель",
        "Единица",
        "Вологда",
        "Великий Новгород",
        "Псков",
        "Петрозаводск",
        "Сыктывкар",
        "Архангельск",
    ]
    assert told[4][9:] == [
        "Число ответов",
        "Наименьшее",
        "Наибольшее",
        "Среднее",
        "Медиана",
        "Нижний квартиль",
        "Верхний квартиль",
        "Сумма",
    ]
    assert told[6] == [
        "1.1",
        WATER.indicator.name,
        "руб./куб. м",
        *(28, 35.13, 42.26, 49.39, 56.52, 32.65),
        *(6, 28, 56.52, 40.66, 38.7, 33.27, 47.61, None),
    ]
    assert told[7][3:9] == [1820, 1957.07, 2094.14, 2231.21, "х", 2505.35]
    assert told[15][3:9] == [
        100,
        "101,00–141,00",
        "102,00–182,00",
        103,
        "104,00–144,00",
        "105,00–185,00",
    ]
    assert book["Сводная"]["E7"].number_format == "#,##0.00"
    assert book["Сводная"]["H8"].comment.text == "Централизованной сети нет"


def test_reference_and_version_stand_on_the_first_sheet() -> None:
    told = [row[0] for row in rows(opened(ComparisonExport(tariffs(6))), "Сводная")]

    assert told[:3] == [
        OWNER,
        "Тарифы на жилищно-коммунальные услуги (числа образца сгенерированы). "
        "III\u00a0квартал 2026\u00a0года",
        "Версия\u00a02 от 20\u00a0октября 2026\u00a0года. Ответили 6\u00a0городов.",
    ]
    assert told[-2:] == [
        "Условные обозначения: <*>\u00a0— нет данных; х\u00a0— не применимо; "
        "«–»\u00a0— ответ не получен.",
        f"При использовании ссылка на источник обязательна: {OWNER}.",
    ]


def test_sheets_for_places_changes_copies_words_and_meaning() -> None:
    book = opened(ComparisonExport(tariffs(6), tariffs(6, shift=2)))

    assert book.sheetnames == [
        "Сводная",
        "Диаграммы",
        "Места",
        "Изменение",
        "Изменение, %",
        "Водоотведение",
        "Ответы",
        "Показатели",
        "Примечания",
        "Данные диаграмм",
    ]
    assert rows(book, "Места")[6][3:] == [1, 3, 4, 5, 6, 2]
    assert rows(book, "Изменение")[6][3:] == [-2, -2, -2, -2, -2, -2]
    assert rows(book, "Изменение, %")[6][3:] == [-6.7, -5.4, -4.5, -3.9, -3.4, -5.8]
    assert rows(book, "Водоотведение")[:3] == [
        [
            "Город",
            "Поставщик",
            "3.1. Тариф поставщика, руб./куб. м",
            "3.2. Плата за подключение, тыс. руб.",
        ],
        ["Вологда", "МУП «Водоканал»", 20.5, 100],
        ["Великий\u00a0Новгород", "МУП «Водоканал»", 21.5, 101],
    ]
    assert rows(book, "Показатели")[1] == [
        "1.1",
        "tariff.water",
        WATER.indicator.name,
        "руб./куб. м",
        "деньги",
        "меньше — лучше",
        1,
        "Одноставочный тариф с НДС на последний день периода.",
    ]


def test_charts_are_those_of_excel_with_the_own_city_and_the_median() -> None:
    export = ComparisonExport(tariffs(6), own_key="city-2")
    book = opened(export)
    with zipfile.ZipFile(io.BytesIO(write_comparison_xlsx(export))) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        first = archive.read("xl/charts/chart1.xml").decode()

    # Rows with at least two numbers: water, heat, losses, homes, suppliers;
    # connection has no rule by which several values of a city become one.
    assert len(charts) == 5
    assert "<c:f>&apos;Данные диаграмм&apos;!$A$2:$A$8</c:f>" in first.replace("'", "&apos;")
    assert first.count("12375F") == 1
    assert [row[:2] for row in rows(book, "Данные диаграмм")] == [
        ["1.1. Тариф на холодную воду для населения, руб./куб. м", "Значение"],
        ["Сыктывкар", 56.52],
        ["Петрозаводск", 49.39],
        ["Псков", 42.26],
        ["Медиана", 38.7],
        ["Великий\u00a0Новгород", 35.13],
        ["Архангельск", 32.65],
        ["Вологда", 28],
    ]


def test_turned_sheet_has_a_line_for_every_city() -> None:
    told = rows(opened(ComparisonExport(tariffs(2), is_turned=True)), "Сводная")

    assert [row[:4] for row in told[4:]][:5] == [
        [
            "№",
            "Город",
            "1.1. Тариф на холодную воду для населения, руб./куб. м",
            "1.2. Тариф на тепловую энергию для населения, подключённого к централизованным сетям, "
            "руб./Гкал",
        ],
        ["1", "Вологда", 28, 1820],
        ["2", "Великий\u00a0Новгород", 35.13, 1957.07],
        ["Обобщающие показатели", None, None, None],
        [None, "Число ответов", 2, 2],
    ]


@pytest.mark.parametrize("text", [FORMULA, "@SUM(A1)", "+1", "{=1}", HOSTILE, "http://example.org"])
def test_text_is_never_a_formula_or_a_link(text: str) -> None:
    book = opened(hostile(text))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]

    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    assert any(isinstance(cell.value, str) and cell.value.startswith(text[:4]) for cell in cells)


def test_title_of_a_chart_is_never_an_address() -> None:
    written = write_comparison_xlsx(hostile("=Сводная!$A$1"))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()

    assert "<c:tx><c:strRef>" not in chart
    assert "Сводная!$A$1</c:f>" not in chart


@pytest.mark.parametrize("is_turned", [False, True])
@pytest.mark.parametrize("count", [0, 1])
def test_few_cities_open(count: int, is_turned: bool) -> None:
    book = opened(ComparisonExport(tariffs(count), is_turned=is_turned))

    assert book.sheetnames[0] == "Сводная"
    assert "Диаграммы" not in book.sheetnames


def test_300_columns_are_written_and_repeated_in_print() -> None:
    table = large(300, 3)
    sheet = opened(ComparisonExport(table))["Сводная"]

    assert [cell.value for cell in sheet[5]][3:303] == [
        column.city.replace("\u00a0", " ") for column in table.columns
    ]
    assert (sheet.freeze_panes, sheet.print_title_cols, sheet.print_title_rows) == (
        "D6",
        "$A:$C",
        "$5:$5",
    )
    assert sheet.page_setup.orientation == "landscape"


def test_number_that_excel_would_change_is_kept_as_words() -> None:
    line = FormLine(Indicator("a", "А", Unit(UnitKind.MONEY, "руб."), decimals=2))
    form = IndicatorForm("А", (FormSection("s", "А", (line,)),))
    given = Answer("Шуя", {Cell("a"): CellValue(number=Decimal("1234567890123456.78"))})
    head = TableHead("А", OWNER, "2026", 1, date(2026, 10, 20))
    table = consolidate(form, [given], head=head)

    assert rows(opened(ComparisonExport(table)), "Сводная")[5][3] == (
        "1\u00a0234\u00a0567\u00a0890\u00a0123\u00a0456,78"
    )


def test_names_of_sheets_differ_whatever_sections_are_called() -> None:
    table = tariffs(2)
    sections = [
        replace(one, heading="Диаграммы", repeated_for="поставщик", max_copies=3)
        for one in table.form.sections
    ]
    form = replace(table.form, sections=tuple(sections))

    names = opened(ComparisonExport(replace(table, form=form))).sheetnames
    assert [name for name in names if name.startswith("Диаграммы")] == [
        "Диаграммы",
        "Диаграммы (2)",
        "Диаграммы (3)",
        "Диаграммы (4)",
    ]


def test_same_table_gives_the_same_bytes() -> None:
    export = ComparisonExport(tariffs(7), tariffs(7, shift=2))
    moment = datetime(2026, 10, 20, 9, tzinfo=UTC)

    assert write_comparison_xlsx(export) == write_comparison_xlsx(export)
    assert opened(export).properties.title == export.table.title
    written = write_comparison_xlsx(export, created=moment)
    assert openpyxl.load_workbook(io.BytesIO(written)).properties.created == moment.replace(
        tzinfo=None
    )
