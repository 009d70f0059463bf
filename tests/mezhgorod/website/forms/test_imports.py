"""Every choice of the period form is a period the reader understands."""

import pytest

from mezhgorod.website.forms.imports import PeriodForm
from planbook.dates import Period

PARTS = [value for value, _ in PeriodForm.base_fields["part"].choices]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_a_year_is_a_period(part: str) -> None:
    form = PeriodForm({"year": "2023", "part": part})

    assert form.is_valid()
    period = Period.from_edtf(form.period)
    assert (period.start.year, period.edtf) == (2023, form.period)


def test_nothing_said_is_no_period() -> None:
    form = PeriodForm({})

    assert form.is_valid()
    assert form.period == ""


def test_every_example_on_the_form_is_a_period() -> None:
    for example in ("2016-10", "2023-09/2024-05", "2022/2023"):
        form = PeriodForm({"other": example})
        assert form.is_valid(), example
        assert form.period == example
