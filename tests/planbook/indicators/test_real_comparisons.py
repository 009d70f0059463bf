"""Prices that were really compared, from the words of the cells to the words of the note.

Average prices in towns of Rostov region as statistics publish them in two rounds, and a row of the
price comparison of Chelyabinsk region for 1 October 2010, where «<*>» stands for no data.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.factories.comparison import HEAD, LAST_HEAD, make_form, make_price

from planbook.indicators import (
    Answer,
    Cell,
    ComparisonTable,
    MissingReason,
    NotePart,
    RowSummary,
    TableHead,
    Unit,
    UnitKind,
    analytical_note,
    changes,
    consolidate,
    read_cell,
    summaries,
    table_doubts,
)

pytestmark = pytest.mark.core

KILO = Unit(UnitKind.MONEY, "руб./кг")
BEEF = make_price("beef", name="Говядина", unit=KILO)
LAMB = make_price("lamb", name="Баранина", unit=KILO)
NOW = {
    "Шахты": ("448,38", "512,97"),
    "Миллерово": ("451,98", "481,34"),
    "Волгодонск": ("453,83", "480,14"),
    "Ростов-на-Дону": ("468,01", "489,92"),
    "Таганрог": ("480,99", "526,62"),
    "Сальск": ("516,67", "<*>"),
}
BEFORE = {
    "Волгодонск": ("372,05", "444,21"),
    "Шахты": ("377,40", "410,77"),
    "Миллерово": ("380,94", "404,69"),
    "Сальск": ("395,29", "<*>"),
    "Таганрог": ("396,23", "414,94"),
    "Ростов-на-Дону": ("404,37", "475,27"),
}
MILK = make_price("milk", name="Молоко 3,5 % жирности", unit=Unit(UnitKind.MONEY, "руб./литр"))
MILK_CELLS = {
    "Челябинский городской округ": "21,50",
    "Верхнеуфалейский городской округ": "<*>",
    "Златоустовский городской округ": "<*>",
    "Карабашский городской округ": "20,00",
    "Копейский городской округ": "<*>",
    "Кыштымский городской округ": "<*>",
}


def table_of(cells: dict[str, tuple[str, str]], head: TableHead) -> ComparisonTable:
    answers = [
        Answer(
            city,
            {
                Cell(indicator.code): read_cell(text, indicator)
                for indicator, text in zip((BEEF, LAMB), texts, strict=True)
            },
        )
        for city, texts in cells.items()
    ]
    return consolidate(make_form(BEEF, LAMB), answers, head=head)


def test_figures_of_the_prices() -> None:
    assert summaries(table_of(NOW, HEAD)) == {
        "beef": RowSummary(
            count=6,
            compared=6,
            minimum=Decimal("448.38"),
            maximum=Decimal("516.67"),
            mean=Decimal("469.98"),
            median=Decimal("460.92"),
            lower_quartile=Decimal("452.44"),
            upper_quartile=Decimal("477.75"),
        ),
        "lamb": RowSummary(
            count=5,
            compared=5,
            minimum=Decimal("480.14"),
            maximum=Decimal("526.62"),
            mean=Decimal("498.20"),
            median=Decimal("489.92"),
            lower_quartile=Decimal("481.34"),
            upper_quartile=Decimal("512.97"),
            missing={MissingReason.NO_DATA: 1},
        ),
    }


def test_changes_of_the_prices() -> None:
    found = changes(table_of(NOW, HEAD), table_of(BEFORE, LAST_HEAD))

    assert [(one.absolute, one.percent) for one in found["beef"] if one] == [
        (Decimal("70.98"), Decimal("18.8")),
        (Decimal("71.04"), Decimal("18.6")),
        (Decimal("81.78"), Decimal("22.0")),
        (Decimal("63.64"), Decimal("15.7")),
        (Decimal("84.76"), Decimal("21.4")),
        (Decimal("121.38"), Decimal("30.7")),
    ]
    assert found["lamb"][-1] is None


def test_true_prices_are_believed_and_a_slip_among_them_is_not() -> None:
    before = table_of(BEFORE, LAST_HEAD)
    slipped = {**NOW, "Таганрог": ("4,81", "526,62")}

    assert table_doubts(table_of(NOW, HEAD), before) == {}
    assert {
        key: [(doubt.cell, doubt.code) for doubt in told]
        for key, told in table_doubts(table_of(slipped, HEAD), before).items()
    } == {"Таганрог": [(Cell("beef"), "doubt.slip")]}


def test_the_note_about_the_prices() -> None:
    note = analytical_note(table_of(NOW, HEAD), table_of(BEFORE, LAST_HEAD))

    assert [(part.part, part.text.replace("\u00a0", " ")) for part in note] == [
        (
            NotePart.INTRODUCTION,
            "Информационный обмен «Тарифы ЖКУ», III квартал 2026 года: ответили 6 городов, "
            "строк в форме — 2. В прошлом раунде (II квартал 2026 года) из них отвечали "
            "6 городов.",
        ),
        (
            NotePart.RANGE,
            "Значения дали 6 городов: от 448,38 (Шахты) до 516,67 руб./кг (Сальск). Медиана — "
            "460,92, среднее — 469,98.",
        ),
        (
            NotePart.CHANGE,
            "С прошлым раундом (II квартал 2026 года) сравнимы 6 городов: значение выросло во "
            "всех. Медиана по этим городам — 460,92 руб./кг, была 388,12. Больше всего выросло "
            "в Сальске — на 121,38 руб./кг (на 30,7 %).",
        ),
        (
            NotePart.RANGE,
            "Значения дали 5 городов из 6: от 480,14 (Волгодонск) до 526,62 руб./кг (Таганрог). "
            "Медиана — 489,92, среднее — 498,20.",
        ),
        (
            NotePart.CHANGE,
            "С прошлым раундом (II квартал 2026 года) сравнимы 5 городов: значение выросло во "
            "всех. Медиана по этим городам — 489,92 руб./кг, была 414,94. Больше всего выросло "
            "в Таганроге — на 111,68 руб./кг (на 26,9 %).",
        ),
        (NotePart.GAPS, "Значения нет у 1 города: нет данных — Сальск."),
    ]


def test_a_row_that_is_nearly_all_without_data() -> None:
    answers = [
        Answer(city, {Cell("milk"): read_cell(text, MILK)}) for city, text in MILK_CELLS.items()
    ]

    table = consolidate(make_form(MILK), answers, head=HEAD)

    assert [part.text.replace("\u00a0", " ") for part in analytical_note(table)[1:]] == [
        "Значения дали 2 города из 6: от 20,00 (Карабашский городской округ) до "
        "21,50 руб./литр (Челябинский городской округ).",
        "Значения нет у 4 городов: нет данных — Верхнеуфалейский городской округ, "
        "Златоустовский городской округ, Копейский городской округ и Кыштымский городской округ.",
    ]
