"""What holds for every doubt about a number."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbook.findings import Severity
from planbook.indicators import (
    Aggregation,
    Answer,
    Cell,
    CellValue,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    LineCheck,
    MissingReason,
    Unit,
    UnitKind,
    doubts,
)
from planbook.indicators.value_doubts import Expected, value_doubt

pytestmark = pytest.mark.core

PRICE = Indicator("price", "Цена", Unit(UnitKind.MONEY, "руб."))
NUMERIC = [
    Indicator(kind.value, "Показатель", Unit(kind, name), decimals=decimals)
    for kind, name, decimals in (
        (UnitKind.MONEY, "руб.", 2),
        (UnitKind.MONEY, "тыс. руб.", 1),
        (UnitKind.SHARE, "%", 1),
        (UnitKind.COUNT, "ед.", 0),
        (UnitKind.QUANTITY, "кв. м", 0),
        (UnitKind.INDEX, "", 3),
    )
]
numbers = st.builds(
    lambda mantissa, scale: Decimal(mantissa).scaleb(-scale),
    st.integers(-(10**18) + 1, 10**18 - 1),
    st.integers(0, 9),
)
prices = st.decimals(min_value=1, max_value=9999, places=2)


@pytest.mark.slow
@given(
    number=numbers,
    last=st.none() | numbers,
    median=st.none() | numbers,
    indicator=st.sampled_from(NUMERIC),
)
def test_a_doubt_is_a_whole_sentence_with_a_remedy(
    number: Decimal, last: Decimal | None, median: Decimal | None, indicator: Indicator
) -> None:
    expected = Expected(None if last is None else CellValue(number=last), median)

    found = value_doubt(number, indicator, expected)

    if found is not None:
        assert found.code.startswith("doubt.")
        assert found.message[0].isupper()
        assert found.message.endswith("исправить." if found.code == "doubt.last_slip" else ".")
        assert "E+" not in found.message
        assert "E-" not in found.message


@pytest.mark.slow
@given(number=prices, power=st.sampled_from([-3, -2, -1, 1, 2, 3]))
def test_an_exact_slip_is_recognised_beside_the_last_value_and_beside_the_median(
    number: Decimal, power: int
) -> None:
    slipped = number.scaleb(power)

    by_last = value_doubt(slipped, PRICE, Expected(last=CellValue(number=number)))
    by_median = value_doubt(slipped, PRICE, Expected(median=number))

    assert by_last is not None
    assert by_median is not None
    assert (by_last.code, by_median.code) == ("doubt.slip", "doubt.slip")


@pytest.mark.slow
@given(number=prices, percent=st.integers(-30, 45), indicator=st.sampled_from(NUMERIC))
def test_a_usual_change_is_believed(number: Decimal, percent: int, indicator: Indicator) -> None:
    last = number * (100 + percent) / 100
    bounded = replace(indicator, maximum=Decimal(10**6))

    assert value_doubt(number, bounded, Expected(CellValue(number=last), last)) is None


@pytest.mark.slow
@given(number=prices, median=prices)
def test_a_sum_is_never_doubted_for_the_size_of_the_city(number: Decimal, median: Decimal) -> None:
    budget = replace(PRICE, aggregation=Aggregation.SUM)
    times = max(number, median) / min(number, median)

    found = value_doubt(number, budget, Expected(median=median))

    assert (found is not None) == (times >= Decimal(10) ** Decimal("2.55"))


FORM = IndicatorForm(
    "Проверка",
    (
        FormSection("main", "Основное", (FormLine(PRICE), FormLine(NUMERIC[3]))),
        FormSection(
            "copies",
            "Поставщики",
            (FormLine(NUMERIC[4]), FormLine(NUMERIC[2], formula="100 * quantity / count")),
            "поставщик",
            2,
        ),
    ),
    checks=(LineCheck("price < count", "Цена меньше количества."),),
)
CODES = ["price", "count", "quantity"]


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    values = {}
    for code in draw(st.sets(st.sampled_from(CODES))):
        copies = draw(st.integers(1, 3)) if code == "quantity" else 1
        for copy in range(copies):
            number = draw(st.integers(-9, 9999).map(lambda units: Decimal(units) / 10))
            comment = draw(st.sampled_from(["", "Проверено"]))
            values[Cell(code, copy)] = draw(
                st.sampled_from(
                    [
                        CellValue(number=number, comment=comment),
                        CellValue(missing=MissingReason.NO_DATA, comment=comment),
                    ]
                )
            )
    names = draw(st.lists(st.sampled_from(["А", "Б", ""]), max_size=3))
    return Answer("Шуя", values, {"copies": tuple(names)} if names else {})


@pytest.mark.slow
@settings(deadline=None)
@given(answer=answers(), last=st.none() | answers(), is_final=st.booleans())
def test_every_answer_can_be_doubted_and_a_comment_everywhere_leaves_only_errors(
    answer: Answer, last: Answer | None, is_final: bool
) -> None:
    medians = {code: Decimal(10) for code in CODES}
    explained = replace(
        answer,
        values={cell: replace(one, comment="Проверено") for cell, one in answer.values.items()},
    )

    found = doubts(FORM, answer, last=last, medians=medians, is_final=is_final)
    left = doubts(FORM, explained, last=last, medians=medians, is_final=is_final)

    assert {doubt.cell.code for doubt in found if doubt.cell} <= {*CODES, "share"}
    assert [(doubt.cell, doubt.code) for doubt in left] == [
        (doubt.cell, doubt.code) for doubt in found
    ]
    assert {doubt.severity for doubt in left if doubt.is_blocking} <= {Severity.ERROR}
    if not is_final:
        assert all(doubt.severity is not Severity.ERROR for doubt in found)
