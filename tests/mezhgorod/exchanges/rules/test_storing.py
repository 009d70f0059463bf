"""A cell survives the columns it is kept in, digit for digit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mezhgorod.exchanges.rules.storing import CellColumns, cell_of, columns_of
from mezhgorod.registry.rules import RuleViolation
from planbook.indicators import CellValue, MissingReason

numbers = st.builds(
    lambda mantissa, scale: Decimal(mantissa).scaleb(-scale),
    st.integers(-(2**63) + 1, 2**63 - 1),
    st.integers(0, 9),
)


@given(numbers, st.text(st.characters(exclude_characters="\x00"), max_size=50))
def test_a_number_comes_back_with_its_decimals(number: Decimal, comment: str) -> None:
    value = CellValue(number=number, comment=comment)

    again = cell_of(columns_of(value))

    assert again == value
    assert again.number is not None
    assert str(again.number) == str(number.quantize(number))


@pytest.mark.parametrize("reason", list(MissingReason))
def test_a_reason_comes_back(reason: MissingReason) -> None:
    value = CellValue(missing=reason, comment="ведёт область")

    assert columns_of(value) == CellColumns(missing=reason.value, comment="ведёт область")
    assert cell_of(columns_of(value)) == value


def test_words_come_back_with_their_numbers() -> None:
    parts = (Decimal("12.50"), Decimal("1820.30"))
    value = CellValue(text="12,50 руб./куб. м + 1820,30 руб./Гкал", parts=parts)

    assert cell_of(columns_of(value), parts=parts) == value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (CellValue(number=Decimal("NaN")), "exchange.not_a_number"),
        (CellValue(number=Decimal("Infinity")), "exchange.not_a_number"),
        (CellValue(number=Decimal(2**63)), "exchange.too_many_digits"),
        (CellValue(number=Decimal("1E+30")), "exchange.too_many_digits"),
        (CellValue(number=Decimal("1E+999999")), "exchange.too_many_digits"),
        (CellValue(number=Decimal("0.1234567891")), "exchange.too_many_digits"),
        (CellValue(text="\x00"), "exchange.bad_character"),
        (CellValue(text="а" * 2001), "exchange.too_long"),
        (CellValue(number=Decimal(1), comment="б" * 2001), "exchange.too_long"),
    ],
)
def test_what_cannot_be_kept_is_refused(value: CellValue, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        columns_of(value)

    assert refused.value.code == code
