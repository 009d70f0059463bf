"""Putting answers into one table loses nothing and adds nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.comparison import HEAD, make_answer, make_form, make_price

from planbook.indicators import (
    Answer,
    Cell,
    CellValue,
    Column,
    ComparisonRow,
    ComparisonTable,
    ConsolidationError,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    MissingReason,
    Question,
    Unit,
    UnitKind,
    consolidate,
    head_of,
    split,
)

pytestmark = pytest.mark.core

TEXT = Indicator("remark", "Примечание", Unit(UnitKind.TEXT))
HEAT = make_price("heat", name="Тепло", unit=Unit(UnitKind.MONEY, "руб./Гкал"))
LOST = make_price("lost", name="Потери", unit=Unit(UnitKind.QUANTITY, "тыс. Гкал"))
SOLD = make_price("sold", name="Отпущено", unit=Unit(UnitKind.QUANTITY, "тыс. Гкал"))
SHARE = make_price("share", name="Доля потерь", unit=Unit(UnitKind.SHARE, "%"), decimals=1)
FORM = IndicatorForm(
    "Тарифы",
    (
        FormSection("main", "Основное", (FormLine(make_price()), FormLine(TEXT))),
        FormSection(
            "heat",
            "Тепло",
            (
                FormLine(HEAT),
                FormLine(LOST),
                FormLine(SOLD),
                FormLine(SHARE, formula="100 * lost / sold"),
            ),
            "поставщик",
            5,
        ),
    ),
    questions=(Question("problems", "Какие проблемы?"),),
)

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-99, max_value=999)
values = st.one_of(
    st.builds(lambda number: CellValue(number=number), numbers),
    st.builds(
        lambda reason, comment: CellValue(missing=reason, comment=comment),
        st.sampled_from(MissingReason),
        st.text(max_size=5),
    ),
)
texts = st.builds(lambda text: CellValue(text=text), st.text(min_size=1, max_size=9))


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    cells: dict[Cell, CellValue] = {}
    if draw(st.booleans()):
        cells[Cell("water")] = draw(values)
    if draw(st.booleans()):
        cells[Cell("remark")] = draw(texts)
    for copy in range(draw(st.integers(0, 3))):
        for code in draw(st.sets(st.sampled_from(["heat", "lost", "sold"]))):
            cells[Cell(code, copy)] = draw(values)
    names = draw(st.lists(st.text(max_size=5), max_size=4))
    written = draw(st.text(max_size=9))
    return Answer(
        draw(st.text(max_size=9)),
        cells,
        {"heat": tuple(names)} if names else {},
        {"problems": written} if written else {},
    )


def typed_of(answer: Answer) -> Answer:
    """The answer without what is computed."""
    typed = {cell: value for cell, value in answer.values.items() if cell.code != "share"}
    return replace(answer, values=typed)


@pytest.mark.slow
@settings(deadline=None)
@given(given_answers=st.lists(answers(), max_size=5))
def test_splitting_a_table_gives_the_answers_back(given_answers: list[Answer]) -> None:
    keys = [str(place) for place in range(len(given_answers))]

    table = consolidate(FORM, given_answers, head=HEAD, keys=keys)

    assert [typed_of(answer) for answer in split(table)] == given_answers
    again = consolidate(table.form, split(table), head=head_of(table), keys=keys)
    assert again == table


def test_a_table_has_rows_of_the_form_and_columns_of_the_answers() -> None:
    form = make_form(make_price())
    answers = [make_answer("Вологда", {"water": "32.15"}), make_answer("Шуя", {"water": "нд"})]

    table = consolidate(form, answers, head=HEAD, keys=["35701", "37"])

    assert table == ComparisonTable(
        title="Тарифы ЖКУ",
        owner="Союз городов",
        period_edtf="2026-35",
        form=form,
        number=1,
        made_on=HEAD.made_on,
        columns=(Column("Вологда", "35701"), Column("Шуя", "37")),
        rows=(
            ComparisonRow(
                form.lines[0],
                "main",
                (
                    (CellValue(number=Decimal("32.15")),),
                    (CellValue(missing=MissingReason.NO_DATA),),
                ),
            ),
        ),
    )


def test_copies_without_a_name_or_without_a_value_keep_their_place() -> None:
    two = CellValue(number=Decimal(2))
    named = Answer("Вологда", {Cell("heat", 1): two}, {"heat": ("ТЭЦ", "Котельная", "Склад")})
    unnamed = Answer("Шуя", {Cell("heat", 1): two})

    table = consolidate(FORM, [named, unnamed, Answer("Псков")], head=HEAD)

    assert table.rows[2].cells == ((None, two, None), (None, two), ())
    assert table.copies == {"heat": (("ТЭЦ", "Котельная", "Склад"), (), ())}
    assert split(table) == (named, unnamed, Answer("Псков"))


def test_a_computed_row_is_computed_anew_and_never_zero_for_want_of_data() -> None:
    typed = {
        Cell("lost"): CellValue(number=Decimal(3)),
        Cell("sold"): CellValue(number=Decimal(24)),
        Cell("share"): CellValue(number=Decimal(99)),
    }
    unknown = {**typed, Cell("lost"): CellValue(missing=MissingReason.BEING_CLARIFIED)}

    table = consolidate(FORM, [Answer("Шуя", typed), Answer("Псков", unknown)], head=HEAD)

    first, second = table.rows[-1].cells
    assert first == (CellValue(number=Decimal("12.5")),)
    assert [cell and cell.missing for cell in second] == [MissingReason.BEING_CLARIFIED]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (
            make_answer("Шуя", {"gas": "1"}),
            "Шуя: строки «gas» нет в форме. Проверьте, на какую версию формы дан ответ.",
        ),
        (
            Answer("Шуя", texts={"who": "Мы"}),
            "Шуя: вопроса «who» нет в форме. Проверьте, на какую версию формы дан ответ.",
        ),
        (
            Answer("Шуя", copies={"main": ("А",)}),
            "Шуя: раздела, который повторяется, «main» нет в форме. "
            "Проверьте, на какую версию формы дан ответ.",
        ),
        (
            Answer("Шуя", {Cell("water", 1): CellValue(number=Decimal(1))}),
            "Шуя: строка «water» не повторяется.",
        ),
    ],
)
def test_what_the_form_does_not_ask_is_told_and_not_dropped(answer: Answer, message: str) -> None:
    with pytest.raises(ConsolidationError) as refused:
        consolidate(FORM, [answer], head=HEAD)

    assert str(refused.value) == message
    assert refused.value.city == "Шуя"


def test_two_answers_of_one_city_are_refused() -> None:
    with pytest.raises(ConsolidationError, match="два ответа одного города"):
        consolidate(FORM, [Answer("Шуя"), Answer("Шуя")], head=HEAD)


def test_a_table_of_nobody_is_empty() -> None:
    table = consolidate(FORM, [], head=HEAD)

    assert table.columns == ()
    assert {row.cells for row in table.rows} == {()}
    assert split(table) == ()


def test_every_answer_has_a_key() -> None:
    with pytest.raises(ValueError, match="one key for every answer"):
        consolidate(FORM, [Answer("Шуя")], head=HEAD, keys=["1", "2"])
