"""Sentences of the analytical note: each case in full, and none that data do not carry."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.comparison import HEAD, LAST_HEAD, make_form, make_price, make_table

from planbook.indicators import (
    Aggregation,
    CellLink,
    Direction,
    Indicator,
    NotePart,
    TableHead,
    Unit,
    UnitKind,
    analytical_note,
    consolidate,
)
from planbook.indicators.note_wording import PARTICIPANTS

pytestmark = pytest.mark.core

WATER = make_price()
CHEAP = make_price(direction=Direction.LOWER_BETTER)
SCHOOLS = make_price(
    "schools",
    name="Школы",
    unit=Unit(UnitKind.COUNT, "ед."),
    decimals=0,
    direction=Direction.HIGHER_BETTER,
)
SHARE = make_price("share", name="Доля ветхого жилья", unit=Unit(UnitKind.SHARE, "%"), decimals=1)
BALANCE = make_price("balance", name="Дефицит или профицит", unit=Unit(UnitKind.MONEY, "млн руб."))
FIVE = {"Вологда": "32.15", "Шуя": "21.40", "Псков": "58.90", "Тверь": "30", "Владимир": "40.10"}


def told(
    indicator: Indicator, cells: dict[str, str], before: dict[str, str] | None = None
) -> dict[NotePart, str]:
    """Paragraphs about the only row, with ordinary spaces."""
    previous = None if before is None else make_table(indicator, before, LAST_HEAD)
    note = analytical_note(make_table(indicator, cells), previous)
    return {part.part: part.text.replace("\u00a0", " ") for part in note if part.code}


@pytest.mark.parametrize(
    ("indicator", "cells", "expected"),
    [
        (
            WATER,
            FIVE,
            {
                NotePart.RANGE: "Значения дали 5 городов: от 21,40 (Шуя) до 58,90 руб./куб. м "
                "(Псков). Медиана — 32,15, среднее — 36,51."
            },
        ),
        (
            CHEAP,
            {**FIVE, "Мурманск": "нд", "Ярославль": "?"},
            {
                NotePart.RANGE: "Значения дали 5 городов из 7: от 21,40 (Шуя) до 58,90 "
                "руб./куб. м (Псков). Медиана — 32,15, среднее — 36,51.",
                NotePart.LEADERS: "Лучшее значение (чем меньше, тем лучше): "
                "Шуя — 21,40 руб./куб. м.",
                NotePart.GAPS: "Значения нет у 2 городов: нет данных — Мурманск; "
                "не заполнено — Ярославль.",
            },
        ),
        (
            CHEAP,
            {"Вологда": "32.15"},
            {NotePart.RANGE: "Значение дал 1 город: Вологда — 32,15 руб./куб. м."},
        ),
        (
            CHEAP,
            {"Вологда": "нд", "Шуя": "?", "Псков": "нд"},
            {
                NotePart.GAPS: "Значения не дал ни один город: нет данных — Вологда и Псков; "
                "не заполнено — Шуя."
            },
        ),
        (
            CHEAP,
            {"Вологда": "32.151", "Шуя": "32.15", "Псков": "32.149"},
            {NotePart.RANGE: "Значения дали 3 города, все одинаковые: 32,15 руб./куб. м."},
        ),
        (
            CHEAP,
            {"Вологда": "32.15", "Шуя": "40"},
            {
                NotePart.RANGE: "Значения дали 2 города: от 32,15 (Вологда) до 40,00 "
                "руб./куб. м (Шуя).",
                NotePart.LEADERS: "Лучшее значение (чем меньше, тем лучше): "
                "Вологда — 32,15 руб./куб. м.",
            },
        ),
        (
            BALANCE,
            {"Вологда": "-830.1", "Шуя": "0", "Псков": "572.6"},
            {
                NotePart.RANGE: "Значения дали 3 города: от −830,10 (Вологда) до 572,60 млн руб. "
                "(Псков). Медиана — 0,00, среднее — −85,83."
            },
        ),
        (  # four share the first place
            SCHOOLS,
            {"А": "23", "Б": "23", "В": "23", "Г": "23", "Д": "20", "Е": "21"},
            {
                NotePart.RANGE: "Значения дали 6 городов: от 20 (Д) до 23 ед. (4 города). "
                "Медиана — 23, среднее — 22,2.",
                NotePart.LEADERS: "Лучшие значения (чем больше, тем лучше): А — 23 ед.; "
                "Б — 23 ед.; В — 23 ед.; Г — 23 ед.",
            },
        ),
        (  # six share it: they are not named
            SCHOOLS,
            {**{f"Город {place}": "23" for place in range(6)}, "Шуя": "20"},
            {
                NotePart.RANGE: "Значения дали 7 городов: от 20 (Шуя) до 23 ед. (6 городов). "
                "Медиана — 23, среднее — 22,6.",
                NotePart.LEADERS: "Лучшее значение (чем больше, тем лучше) — 23 ед. — у 6 городов.",
            },
        ),
        (  # a tie for the third place would make seven leaders: only the first is told
            CHEAP,
            {"А": "1", "Б": "2", **{f"Город {place}": "3" for place in range(5)}},
            {
                NotePart.RANGE: "Значения дали 7 городов: от 1,00 (А) до 3,00 руб./куб. м "
                "(5 городов). Медиана — 3,00, среднее — 2,57.",
                NotePart.LEADERS: "Лучшее значение (чем меньше, тем лучше): А — 1,00 руб./куб. м.",
            },
        ),
        (
            replace(WATER, decimals=0),
            {f"Город {place}": str(10 + place) for place in range(21)},
            {
                NotePart.RANGE: "Значения дал 21 город: от 10 (Город 0) до 30 руб./куб. м "
                "(Город 20). Медиана — 20, среднее — 20; средняя половина городов — между "
                "15 и 25."
            },
        ),
        (
            replace(WATER, aggregation=Aggregation.RANGE),
            {"Шуя": "10|30", "Псков": "20|?"},
            {
                NotePart.RANGE: "Значения дали 2 города: от 10,00 (Шуя) до 30,00 руб./куб. м "
                "(Шуя). Записи раздела «Тепло» взяты по отдельности."
            },
        ),
        (
            replace(WATER, aggregation=Aggregation.RANGE),
            {"Шуя": "10|30"},
            {
                NotePart.RANGE: "Значение дал 1 город (Шуя): от 10,00 до 30,00 руб./куб. м. "
                "Записи раздела «Тепло» взяты по отдельности."
            },
        ),
        (
            replace(WATER, aggregation=Aggregation.MEAN),
            {"Шуя": "10|30", "Псков": "5|?", "Тверь": "7"},
            {
                NotePart.RANGE: "Значения дали 2 города из 3: от 7,00 (Тверь) до 20,00 "
                "руб./куб. м (Шуя). По городам, у которых в разделе несколько записей, взято "
                "среднее.",
                NotePart.GAPS: "Не вошли в сравнение из-за неполных данных: Псков — в разделе "
                "«Тепло» есть записи без значения.",
            },
        ),
        (
            make_price("remark", name="Примечание", unit=Unit(UnitKind.TEXT)),
            {"Шуя": "=по договору", "Псков": "х"},
            {
                NotePart.RANGE: "Ответил словами 1 город из 2.",
                NotePart.GAPS: "Значения нет у 1 города: не применимо — Псков.",
            },
        ),
        (
            make_price("heat", name="Тепло", unit=Unit(UnitKind.FORMULA)),
            {"Шуя": "=12,50 + 1 820,30", "Псков": "=14 + 1 900"},
            {NotePart.RANGE: "Составной тариф назвали 2 города: одним числом он не сравнивается."},
        ),
        (
            WATER,
            {"Шуя": "=по договору", "Псков": "=так же"},
            {NotePart.RANGE: "Значения дали 2 города."},
        ),
        (  # more than half of the cities have the same value: quartiles say nothing
            WATER,
            {**{f"Город {place}": "7" for place in range(8)}, "Шуя": "8"},
            {
                NotePart.RANGE: "Значения дали 9 городов: от 7,00 (8 городов) до 8,00 "
                "руб./куб. м (Шуя). Медиана — 7,00, среднее — 7,11."
            },
        ),
        (
            replace(WATER, aggregation=Aggregation.RANGE),
            {"Шуя": "10|10", "Псков": "10|10"},
            {
                NotePart.RANGE: "Значения дали 2 города, все одинаковые: 10,00 руб./куб. м. "
                "Записи раздела «Тепло» взяты по отдельности."
            },
        ),
    ],
)
def test_a_row_in_sentences(
    indicator: Indicator, cells: dict[str, str], expected: dict[NotePart, str]
) -> None:
    assert told(indicator, cells) == expected


@pytest.mark.parametrize(
    ("indicator", "cells", "before", "expected"),
    [
        (
            WATER,
            FIVE,
            {"Вологда": "30", "Шуя": "21.40", "Псков": "60", "Мурманск": "99"},
            "С прошлым раундом (II квартал 2026 года) сравнимы 3 города: значение выросло в "
            "1 городе, снизилось — в 1, не изменилось — в 1. Медиана по этим городам — "
            "32,15 руб./куб. м, была 30,00. Больше всего выросло в Вологде — на "
            "2,15 руб./куб. м (на 7,2 %); больше всего снизилось в Пскове — на "
            "1,10 руб./куб. м (на 1,8 %).",
        ),
        (
            WATER,
            FIVE,
            FIVE,
            "С прошлым раундом (II квартал 2026 года) сравнимы 5 городов: значение не "
            "изменилось во всех. Медиана по этим городам не изменилась: 32,15 руб./куб. м.",
        ),
        (
            WATER,
            FIVE,
            {"Владимир": "40", "Мурманск": "1"},
            "С прошлым раундом (II квартал 2026 года) сравним один город: Владимир, значение "
            "выросло на 0,10 руб./куб. м (на 0,3 %).",
        ),
        (
            SHARE,
            {"Владимир": "10.5", "Шуйский район": "3"},
            {"Владимир": "12.0", "Шуйский район": "1"},
            "С прошлым раундом (II квартал 2026 года) сравнимы 2 города: значение выросло в "
            "1 городе, снизилось — в 1. Больше всего выросло: Шуйский район — на 2,0 п. п.; "
            "больше всего снизилось во Владимире — на 1,5 п. п.",
        ),
        (
            BALANCE,
            {"Шуя": "-5", "Псков": "5"},
            {"Шуя": "5", "Псков": "-5"},
            "С прошлым раундом (II квартал 2026 года) сравнимы 2 города: значение выросло в "
            "1 городе, снизилось — в 1. Больше всего выросло в Пскове — на 10,00 млн руб.; "
            "больше всего снизилось в Шуе — на 10,00 млн руб.",
        ),
        (
            WATER,
            {"Владимир": "3", "Шуя": "3", "Псков": "2"},
            {"Владимир": "2", "Шуя": "2", "Псков": "1"},
            "С прошлым раундом (II квартал 2026 года) сравнимы 3 города: значение выросло во "
            "всех. Медиана по этим городам — 3,00 руб./куб. м, была 2,00. Больше всего выросло "
            "во Владимире, Шуе и Пскове — на 1,00 руб./куб. м.",
        ),
        (
            WATER,
            {"Вологда": "2", "Шуя": "2", "Псков": "2", "Тверь": "2"},
            {"Вологда": "1", "Шуя": "1", "Псков": "1", "Тверь": "1"},
            "С прошлым раундом (II квартал 2026 года) сравнимы 4 города: значение выросло во "
            "всех. Медиана по этим городам — 2,00 руб./куб. м, была 1,00. Больше всего выросло "
            "в 4 городах — на 1,00 руб./куб. м.",
        ),
        (WATER, FIVE, {"Мурманск": "1"}, None),
        (WATER, {"Шуя": "нд"}, {"Шуя": "1"}, None),
    ],
)
def test_the_change_of_the_same_cities(
    indicator: Indicator, cells: dict[str, str], before: dict[str, str], expected: str | None
) -> None:
    assert told(indicator, cells, before).get(NotePart.CHANGE) == expected


def test_an_indicator_that_was_defined_otherwise_is_not_compared() -> None:
    previous = make_table(WATER, FIVE, LAST_HEAD)

    note = analytical_note(make_table(replace(WATER, version=2), FIVE), previous)

    assert [part.text for part in note if part.part is NotePart.CHANGE] == [
        "С прошлым раундом (II квартал 2026 года) не сравнивается: показатель определён иначе."
    ]


def test_a_paragraph_is_linked_to_the_cells_it_names() -> None:
    cells = {"Вологда": "32.15", "Шуя": "21.40", "Псков": "58.90", "Тверь": "нд"}

    note = analytical_note(make_table(CHEAP, cells), make_table(CHEAP, {"Псков": "50"}, LAST_HEAD))

    assert [(part.part, part.heading, [cell.key for cell in part.cells]) for part in note] == [
        (NotePart.INTRODUCTION, "", []),
        (NotePart.RANGE, "Холодная вода, руб./куб. м", ["Шуя", "Псков"]),
        (NotePart.LEADERS, "", ["Шуя"]),
        (NotePart.CHANGE, "", ["Псков"]),
        (NotePart.GAPS, "", ["Тверь"]),
    ]
    assert note[2].cells == (CellLink("water", "Шуя"),)


@pytest.mark.parametrize(
    ("count", "before", "expected"),
    [
        (
            1,
            None,
            "Информационный обмен «Тарифы ЖКУ», III квартал 2026 года: ответил 1 город, "
            "строк в форме — 1.",
        ),
        (
            12,
            1,
            "Информационный обмен «Тарифы ЖКУ», III квартал 2026 года: ответили 12 городов, "
            "строк в форме — 1. В прошлом раунде (II квартал 2026 года) из них отвечал 1 город.",
        ),
        (
            1,
            0,
            "Информационный обмен «Тарифы ЖКУ», III квартал 2026 года: ответил 1 город, "
            "строк в форме — 1. В прошлом раунде (II квартал 2026 года) никто из них не отвечал.",
        ),
    ],
)
def test_the_introduction(count: int, before: int | None, expected: str) -> None:
    table = make_table(WATER, {f"Город {place}": "1" for place in range(count)})
    last = {f"Город {place}": "1" for place in range(before or 0)}
    previous = None if before is None else make_table(WATER, last, LAST_HEAD)

    note = analytical_note(table, previous)

    assert note[0].text.replace("\u00a0", " ") == expected


def test_without_answers_only_that_is_told() -> None:
    note = analytical_note(consolidate(make_form(WATER), [], head=HEAD))

    assert [part.text for part in note] == [
        "Информационный обмен «Тарифы ЖКУ», III квартал 2026 года: ответов нет."
    ]


def test_a_period_that_is_no_date_is_told_as_it_is() -> None:
    head = TableHead("Обмен", "Союз", "зима", 1, HEAD.made_on)

    note = analytical_note(consolidate(make_form(), [], head=head))

    assert note[0].text == "Информационный обмен «Обмен», зима: ответов нет."


cells_of_cities = st.dictionaries(
    st.sampled_from(["Вологда", "Шуя", "Псков", "Тверь", "Владимир", "Мурманск", "Шуйский район"]),
    st.one_of(
        st.integers(-99, 99).map(lambda number: str(Decimal(number) / 4)),
        st.sampled_from(["нд", "х", "?", "1|2", "3|нд"]),
    ),
)


@pytest.mark.slow
@settings(deadline=None)
@given(
    cells=cells_of_cities,
    before=cells_of_cities,
    direction=st.sampled_from(Direction),
    aggregation=st.sampled_from(Aggregation),
)
def test_every_paragraph_is_a_whole_sentence_about_cells_of_the_table(
    cells: dict[str, str],
    before: dict[str, str],
    direction: Direction,
    aggregation: Aggregation,
) -> None:
    indicator = replace(WATER, direction=direction, aggregation=aggregation)
    table = make_table(indicator, cells)

    note = analytical_note(table, make_table(indicator, before, LAST_HEAD))

    keys = {column.key for column in table.columns}
    for part in note:
        assert part.text[0].isupper()
        assert part.text.endswith(".")
        assert not re.search(r"\.\.|  |None|Decimal|: \.|\(\)", part.text)
        assert {cell.key for cell in part.cells} <= keys
    if direction is Direction.NEUTRAL:
        assert all("учш" not in part.text for part in note)


def test_departments_are_called_participants_in_every_sentence() -> None:
    now = {f"Отдел {n}": f"{10 + n}" for n in range(8)} | {"Отдел 8": "90", "Отдел 9": "нд"}
    before = {name: str(9 + n % 3) for n, name in enumerate(now)} | {"Отдел 9": "1"}
    table, last = make_table(CHEAP, now), make_table(CHEAP, before, LAST_HEAD)
    told = " ".join(part.text for part in analytical_note(table, last, noun=PARTICIPANTS))
    told = told.replace("\u00a0", " ")

    assert "город" not in told
    assert "ответили 10 участников" in told
    assert "Значения дали 9 участников из 10" in told
    assert "средняя половина участников" in told
    assert "сравнимы 9 участников: значение выросло у " in told
    assert "Медиана по этим участникам" in told
    assert "Значения нет у 1 участника: нет данных — Отдел 9" in told
