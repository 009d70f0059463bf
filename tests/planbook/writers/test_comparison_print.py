"""Printed comparison tables as Word, python-docx and a reader of PDF meet them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pdfplumber
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from tests.planbook.writers.comparison_samples import (
    HEAT,
    LOSS,
    OWNER,
    WATER,
    large,
    number,
    tariffs,
)
from tests.planbook.writers.printed_samples import HOSTILE

from planbook.documents.printed import ParagraphRole, PrintedDocument, PrintedParagraph
from planbook.errors import UnprintableDocument
from planbook.indicators import (
    Answer,
    Cell,
    CellValue,
    ComparisonTable,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    MissingReason,
    TableHead,
    Unit,
    UnitKind,
    consolidate,
)
from planbook.writers.comparison_docx import write_comparison_docx
from planbook.writers.comparison_export import ComparisonExport
from planbook.writers.comparison_pdf import write_comparison_pdf
from planbook.writers.comparisons.grid import Grid, GridColumn, GridRow, grid_parts
from planbook.writers.comparisons.printing import printed_comparison

pytestmark = [pytest.mark.core, pytest.mark.slow]

LINES = IndicatorForm("Тарифы", (FormSection("a", "Вода", (WATER, HEAT, LOSS)),))
LONG = "Муниципальное образование «Городской округ закрытое административно-территориальное» " * 3


def table_of(
    *answers: Answer, form: IndicatorForm = LINES, period: str = "2026-35"
) -> ComparisonTable:
    head = TableHead("Тарифы", OWNER, period, 1, date(2026, 10, 20))
    return consolidate(form, answers, head=head, keys=[str(n) for n in range(len(answers))])


def missing(reason: MissingReason, comment: str = "") -> CellValue:
    return CellValue(missing=reason, comment=comment)


def tables(printed: PrintedDocument) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in printed.tables()]


def paragraphs(printed: PrintedDocument, role: ParagraphRole) -> list[str]:
    return [
        block.text
        for block in printed.blocks
        if isinstance(block, PrintedParagraph) and block.role is role
    ]


def told(*cells: CellValue | None) -> Answer:
    codes = ("tariff.water", "tariff.heat", "share.loss")
    given = {Cell(code): one for code, one in zip(codes, cells, strict=True) if one is not None}
    return Answer("", given)


SMALL = table_of(
    replace(told(number("32.15"), number("1820.30"), number("-5.04")), city="Вологда"),
    replace(
        told(number("30"), missing(MissingReason.NO_DATA), number("12.5", "Оценка")), city="Шуя"
    ),
    replace(told(None, missing(MissingReason.NOT_OUR_POWER, "Ведёт область"), None), city="Псков"),
)


def test_values_marks_and_comments_stand_in_the_first_table() -> None:
    assert tables(printed_comparison(ComparisonExport(SMALL)))[0] == [
        ["№", "Показатель", "Единица", "Вологда", "Шуя", "Псков"],
        ["1.1", WATER.indicator.name, "руб./куб. м", "32,15", "30,00", "–"],
        ["1.2", HEAT.indicator.name, "руб./Гкал", "1\u00a0820,30", "<*>", "<1>\u00a0[1]"],
        ["1.3", LOSS.indicator.name, "%", "−5,0", "12,5\u00a0[2]", "–"],
    ]


def test_figures_stand_in_the_second_table_with_the_cities_at_the_ends() -> None:
    rows = tables(printed_comparison(ComparisonExport(SMALL)))[1]

    assert [row[3:] for row in rows[1:]] == [
        ["2", "30,00", "Шуя", "32,15", "Вологда", "31,08", "31,08", "30,54", "31,61"],
        ["1", *(["1\u00a0820,30", "Вологда"] * 2), *(["1\u00a0820,30"] * 4)],
        ["2", "−5,0", "Вологда", "12,5", "Шуя", "3,7", "3,7", "−0,7", "8,1"],
    ]


def test_places_and_changes_have_tables_of_their_own() -> None:
    before = table_of(
        replace(told(number("30"), None, number("4.9")), city="Вологда"), period="2026-34"
    )
    printed = printed_comparison(ComparisonExport(SMALL, before))

    assert [row[3:] for row in tables(printed)[2][1:]] == [
        ["2", "1", ""],
        ["1", "", ""],
        ["1", "2", ""],
    ]
    # Of a share only its points are told, of an unknown value nothing.
    assert [row[3:] for row in tables(printed)[3][1:]] == [
        ["+2,15\n+7,2\u00a0%", "", ""],
        ["−9,9", "", ""],
    ]


def test_notes_explain_the_marks_that_are_used_and_no_others() -> None:
    printed = printed_comparison(ComparisonExport(SMALL))
    notes = paragraphs(printed, ParagraphRole.NOTE)

    assert notes[0] == (
        "1. Условные обозначения: <*>\u00a0— нет данных; <1>\u00a0— не в нашем ведении; "
        "«–»\u00a0— ответ не получен."
    )
    assert notes[-3:] == [
        "Пояснения городов к\u00a0значениям:",
        "[1] Псков, п.\u00a01.2: Ведёт область",
        "[2] Шуя, п.\u00a01.3: Оценка",
    ]
    assert not any("прошлому раунду" in note for note in notes)


def test_head_and_reference_tell_owner_period_version_and_day() -> None:
    export = ComparisonExport(tariffs(6), source_url="https://example.org/t")
    printed = printed_comparison(export)

    assert paragraphs(printed, ParagraphRole.TITLE) == [
        "Сводная таблица",
        "Тарифы на жилищно-коммунальные услуги (числа образца сгенерированы)",
        "за III\u00a0квартал 2026\u00a0года",
    ]
    assert paragraphs(printed, ParagraphRole.TEXT) == [
        "Версия\u00a02 от 20\u00a0октября 2026\u00a0года. Ответили 6\u00a0городов."
    ]
    assert paragraphs(printed, ParagraphRole.SIGNATURE) == [
        f"При использовании ссылка на источник обязательна: {OWNER}, https://example.org/t."
    ]
    assert printed.footer == (
        "Тарифы на жилищно-коммунальные услуги (числа образца сгенерированы). "
        "III\u00a0квартал 2026\u00a0года. Версия\u00a02 от\u00a020.10.2026"
    )


def test_several_values_of_a_city_are_merged_and_all_told_below() -> None:
    printed = tables(printed_comparison(ComparisonExport(tariffs(3))))

    assert [row[3:] for row in printed[0][-2:]] == [
        ["20,50", "23,50", "26,50"],
        ["100,00", "101,00–\u200b141,00", "102,00–\u200b182,00"],
    ]
    assert printed[3] == [
        ["Город", "Поставщик", "Тариф поставщика, руб./куб. м", "Плата за подключение, тыс. руб."],
        ["Вологда", "МУП «Водоканал»", "20,50", "100,00"],
        ["Великий Новгород", "МУП «Водоканал»", "21,50", "101,00"],
        ["Великий Новгород", "ООО «Сети»", "25,50", "141,00"],
        ["Псков", "МУП «Водоканал»", "22,50", "102,00"],
        ["Псков", "ООО «Сети»", "26,50", "142,00"],
        ["Псков", "АО «Теплоэнерго»", "30,50", "182,00"],
    ]


def test_turned_table_has_a_line_for_every_city_and_figures_below() -> None:
    rows = tables(printed_comparison(ComparisonExport(SMALL, is_turned=True)))[0]

    assert rows[0] == [
        "№",
        "Город",
        f"1.1. {WATER.indicator.name}, руб./куб. м",
        f"1.2. {HEAT.indicator.name}, руб./Гкал",
        f"1.3. {LOSS.indicator.name}, %",
    ]
    assert rows[1:4] == [
        ["1", "Вологда", "32,15", "1\u00a0820,30", "−5,0"],
        ["2", "Шуя", "30,00", "<*>", "12,5\u00a0[1]"],
        ["3", "Псков", "–", "<1>\u00a0[2]", "–"],
    ]
    assert [row[:3] for row in rows[4:]] == [
        ["Обобщающие показатели"],
        ["", "Число ответов", "2"],
        ["", "Наименьшее", "30,00"],
        ["", "Наибольшее", "32,15"],
        ["", "Среднее", "31,08"],
        ["", "Медиана", "31,08"],
        ["", "Нижний квартиль", "30,54"],
        ["", "Верхний квартиль", "31,61"],
    ]


def test_own_city_is_bold() -> None:
    table = next(printed_comparison(ComparisonExport(SMALL, own_key="1")).tables())

    assert [cell.is_bold for cell in table.rows[1].cells] == [False] * 4 + [True, False]


def test_parts_of_a_wide_table_share_the_columns_and_repeat_the_stub() -> None:
    grid = Grid(
        (GridColumn("№", 10.0), GridColumn("Показатель", 60.0)),
        tuple(GridColumn(f"Город {place}", 20.0) for place in range(25)),
        (GridRow(("1", "Вода", *map(str, range(25)))), GridRow(("Раздел",), is_heading=True)),
    )
    parts = list(grid_parts(grid, 267.0))

    assert [[cell.text for cell in part.table.rows[1].cells] for part in parts] == [
        ["1", "Вода", *map(str, range(8))],
        ["1", "Вода", *map(str, range(8, 17))],
        ["1", "Вода", *map(str, range(17, 25))],
    ]
    assert [(part.place, part.count, part.first) for part in parts] == [
        (1, 3, "Город 0"),
        (2, 3, "Город 8"),
        (3, 3, "Город 17"),
    ]
    assert [part.table.rows[2].cells[0].column_span for part in parts] == [10, 11, 10]
    assert {round(sum(part.table.widths)) for part in parts} == {267}


def test_300_columns_are_all_printed_once() -> None:
    table = large(300, 2)
    printed = printed_comparison(ComparisonExport(table))
    cities = [
        cell.text
        for one in printed.tables()
        if one.summary == "Значения показателей по городам"
        for cell in one.rows[0].cells[3:]
    ]

    assert cities == [column.city.replace("\u00a0", " ") for column in table.columns]


def test_word_file_is_landscape_with_headers_that_repeat() -> None:
    written = docx.Document(io.BytesIO(write_comparison_docx(ComparisonExport(tariffs(25)))))
    section = written.sections[0]

    assert section.orientation is WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    first = [table.rows[0]._tr.trPr.find(qn("w:tblHeader")) for table in written.tables]
    assert all(mark is not None for mark in first)
    values = [table for table in written.tables if table.cell(0, 1).text == "Показатель"][:4]
    assert [table.cell(2, 1).text for table in values] == [WATER.indicator.name] * 4
    assert [cell.text for cell in values[1].rows[2].cells[:5]] == [
        "1.1",
        WATER.indicator.name,
        "руб./куб. м",
        "39,78",
        "46,91",
    ]


def test_pdf_has_every_city_and_the_reference() -> None:
    table = tariffs(25)
    with pdfplumber.open(io.BytesIO(write_comparison_pdf(ComparisonExport(table)))) as pdf:
        sizes = {
            (round(page.width * 25.4 / 72), round(page.height * 25.4 / 72)) for page in pdf.pages
        }
        text = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)

    assert sizes == {(297, 210)}
    assert all(column.city.split("\u00a0")[0] in text for column in table.columns)
    assert "Продолжение таблицы 1 (часть 2 из 4)" in text
    assert f"При использовании ссылка на источник обязательна: {OWNER}." in text


@pytest.mark.parametrize("is_turned", [False, True])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_cities_are_printed(count: int, is_turned: bool) -> None:
    export = ComparisonExport(tariffs(count), tariffs(count, shift=1), is_turned=is_turned)

    assert write_comparison_docx(export)[:2] == b"PK"
    assert write_comparison_pdf(export)[:5] == b"%PDF-"


def test_table_without_cities_says_so_and_keeps_the_reference() -> None:
    printed = printed_comparison(ComparisonExport(tariffs(0)))

    assert list(printed.tables()) == []
    assert [block.text for block in printed.blocks if isinstance(block, PrintedParagraph)][4:] == [
        "Версия\u00a02 от 20\u00a0октября 2026\u00a0года. Ответов нет.",
        "Примечания",
        "1. Данные предоставлены администрациями городов.",
        f"При использовании ссылка на источник обязательна: {OWNER}.",
    ]


def test_cities_that_gave_nothing_are_counted() -> None:
    table = table_of(
        Answer("Вологда"),
        Answer("Шуя"),
        Answer("Псков", dict(told(number("1"), None, None).values)),
    )

    assert paragraphs(printed_comparison(ComparisonExport(table)), ParagraphRole.TEXT) == [
        "Версия\u00a01 от 20\u00a0октября 2026\u00a0года. "
        "Городов в таблице\u00a0— 3, ответили\u00a0— 1."
    ]


def test_long_names_and_hostile_words_are_only_words() -> None:
    line = FormLine(Indicator("a", HOSTILE, Unit(UnitKind.TEXT, "=1+1")), note=HOSTILE)
    form = IndicatorForm(HOSTILE, (FormSection("a", HOSTILE, (line,), HOSTILE, 2),))
    given = Answer(
        LONG,
        {
            Cell("a"): CellValue(text=HOSTILE * 20, comment=HOSTILE),
            Cell("a", 1): CellValue(text="б"),
        },
        {"a": (HOSTILE, LONG)},
    )
    head = TableHead(HOSTILE, LONG, "когда-нибудь", 1, date(2026, 10, 20), (HOSTILE,))
    export = ComparisonExport(consolidate(form, [given], head=head))

    text = "\n".join(
        cell.text
        for table in docx.Document(io.BytesIO(write_comparison_docx(export))).tables
        for row in table.rows
        for cell in row.cells
    )
    assert '#import "@preview/x:1.0.0"; $a$ *звезда*' in text
    assert write_comparison_pdf(export)[:5] == b"%PDF-"


@pytest.mark.parametrize("write", [write_comparison_docx, write_comparison_pdf])
def test_same_table_gives_the_same_bytes(write: type) -> None:
    moment = datetime(2026, 10, 20, 9, tzinfo=UTC)
    export = ComparisonExport(tariffs(7), tariffs(7, shift=2), own_key="city-1")

    assert write(export) == write(export)
    assert write(export, created=moment) == write(export, created=moment) != write(export)


def test_words_too_long_for_a_column_are_told_below() -> None:
    act = FormLine(Indicator("act", "Правовой акт", Unit(UnitKind.TEXT)))
    form = IndicatorForm("Акты", (FormSection("a", "Акты", (act,)),))
    words = "Постановление администрации города от 20 октября 2026 года № 100 «О тарифах»"
    table = table_of(
        Answer("Вологда", {Cell("act"): CellValue(text=words)}),
        Answer("Шуя", {Cell("act"): missing(MissingReason.NOT_PROVIDED)}),
        form=form,
    )
    printed = printed_comparison(ComparisonExport(table))

    assert tables(printed)[0][1] == ["1.1", "Правовой акт", "", "см.\u00a0ниже", "см.\u00a0ниже"]
    assert tables(printed)[-1] == [["Город", "Ответ"], ["Вологда", words]]
    assert "Нет ответа от 1\u00a0города (Шуя — не предоставлено)." in paragraphs(
        printed, ParagraphRole.NOTE
    )


def test_table_that_is_no_version_yet_says_so_everywhere() -> None:
    printed = printed_comparison(ComparisonExport(SMALL, is_preliminary=True))

    assert paragraphs(printed, ParagraphRole.TEXT) == [
        "Предварительные данные на 20\u00a0октября 2026\u00a0года. Ответили 3\u00a0города."
    ]
    assert printed.footer.endswith("Предварительно, на\u00a020.10.2026")


def texts_of(printed: PrintedDocument) -> list[str]:
    return [one.text for one in printed.blocks if isinstance(one, PrintedParagraph)]


def test_a_brief_table_leaves_out_places_and_changes_and_says_so() -> None:
    export = ComparisonExport(tariffs(), previous=tariffs(shift=1, number=1))

    full, brief = (
        texts_of(printed_comparison(export)),
        texts_of(printed_comparison(export, is_brief=True)),
    )

    left_out = [one for one in full if "Места городов" in one or "Изменение к" in one]
    assert len(left_out) == 2
    assert [one for one in brief if "Изменение к" in one] == []
    assert [one.partition(". ")[2] for one in brief if "Места городов" in one] == [
        "Места городов и\u00a0изменения к\u00a0прошлому раунду в\u00a0такую большую таблицу "
        "не\u00a0вошли: они есть в\u00a0файлах Word и\u00a0Excel."
    ]


def test_a_pdf_too_large_for_the_memory_is_refused_with_a_way_out() -> None:
    with pytest.raises(UnprintableDocument) as refused:
        write_comparison_pdf(ComparisonExport(large(301, 100)))

    assert str(refused.value) == (
        "В таблице 30100 значений, в PDF помещается 30000. Возьмите Excel или CSV."
    )
