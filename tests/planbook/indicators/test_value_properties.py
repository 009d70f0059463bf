"""What holds for every cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.indicators import (
    CellError,
    CellValue,
    Indicator,
    MissingReason,
    Unit,
    UnitKind,
    cell_text,
    number_text,
    read_cell,
    typed_text,
)

pytestmark = pytest.mark.core

LOWEST = Decimal(-(10**18))
INDICATORS = [
    Indicator(f"i{place}", "Показатель", Unit(kind, name), decimals=decimals, minimum=LOWEST)
    for place, (kind, name, decimals) in enumerate(
        [
            (UnitKind.MONEY, "руб./куб. м", 2),
            (UnitKind.MONEY, "тыс. руб.", 1),
            (UnitKind.SHARE, "%", 1),
            (UnitKind.COUNT, "тыс. чел.", 3),
            (UnitKind.QUANTITY, "кв. м", 0),
            (UnitKind.INDEX, "", 4),
        ]
    )
]
TEXT = Indicator("text", "Текст", Unit(UnitKind.TEXT))
FORMULA = Indicator("tariff", "Тариф", Unit(UnitKind.FORMULA))
EVERY = [*INDICATORS, TEXT, FORMULA]

numbers = st.builds(
    lambda mantissa, scale: Decimal(mantissa).scaleb(-scale),
    st.integers(-(10**18) + 1, 10**18 - 1),
    st.integers(0, 9),
)
# Texts of the kind that cells have, so that not nearly all of them are refused.
likely_texts = st.text(alphabet="0123456789 ,.-–+'\u00a0/%<*>()руб.тысмлнкопхнет'", max_size=15)
reason_texts = st.sampled_from(["нет данных", "-", "х", "'н/д", "''нет данных", "<*>"])


def read_or_refusal(text: str, indicator: Indicator) -> CellValue | CellError:
    try:
        return read_cell(text, indicator)
    except CellError as refused:
        return refused


@pytest.mark.slow
@given(number=numbers, indicator=st.sampled_from(INDICATORS))
def test_a_number_is_read_back_from_its_input_field(number: Decimal, indicator: Indicator) -> None:
    read = read_cell(typed_text(CellValue(number=number), indicator), indicator)

    assert read == CellValue(number=number)
    assert read.number is not None
    assert read.number.as_tuple().exponent == number.as_tuple().exponent


@pytest.mark.slow
@given(reason=st.sampled_from(MissingReason), indicator=st.sampled_from(EVERY))
def test_a_reason_is_read_back_from_its_input_field(
    reason: MissingReason, indicator: Indicator
) -> None:
    value = CellValue(missing=reason)

    assert read_cell(typed_text(value, indicator), indicator) == value


@pytest.mark.slow
@given(text=likely_texts | reason_texts | st.text(max_size=40), indicator=st.sampled_from(EVERY))
def test_whatever_can_be_read_is_read_back_and_all_else_is_refused(
    text: str, indicator: Indicator
) -> None:
    value = read_or_refusal(text, indicator)
    if isinstance(value, CellError):
        assert value.message
        assert value.code.startswith("cell.")
        return

    assert read_cell(typed_text(value, indicator), indicator) == value
    if value.number is not None:
        mantissa = int(value.number.scaleb(-int(value.number.as_tuple().exponent)))
        assert -(2**63) <= mantissa < 2**63
        assert -9 <= int(value.number.as_tuple().exponent) <= 0


@pytest.mark.slow
@given(number=numbers, indicator=st.sampled_from(INDICATORS))
def test_a_printed_number_is_read_as_its_rounding(number: Decimal, indicator: Indicator) -> None:
    printed = cell_text(CellValue(number=number), indicator, with_unit=True)

    value = read_or_refusal(printed, indicator)
    if isinstance(value, CellError):  # zeros after a long number may be too many digits to keep
        assert value.code == "cell.bounds"
        return

    read = value.number
    assert read is not None
    assert abs(read - number) <= Decimal("0.5").scaleb(-indicator.decimals)
    assert number_text(read, indicator.decimals) == number_text(number, indicator.decimals)
