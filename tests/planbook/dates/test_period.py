"""The period of a plan."""

from __future__ import annotations

from datetime import date

import pytest

from planbook.dates import Period, PeriodError, PeriodKind

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("text", "start", "end", "kind"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31), PeriodKind.YEAR),
        ("2022-40", date(2022, 1, 1), date(2022, 6, 30), PeriodKind.HALF_YEAR),
        ("2022-41", date(2022, 7, 1), date(2022, 12, 31), PeriodKind.HALF_YEAR),
        ("2023-33", date(2023, 1, 1), date(2023, 3, 31), PeriodKind.QUARTER),
        ("2023-36", date(2023, 10, 1), date(2023, 12, 31), PeriodKind.QUARTER),
        ("2016-10", date(2016, 10, 1), date(2016, 10, 31), PeriodKind.MONTH),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), PeriodKind.MONTH),
        ("2023-22", date(2023, 6, 1), date(2023, 8, 31), PeriodKind.SEASON),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29), PeriodKind.SEASON),
        ("2023-09/2024-05", date(2023, 9, 1), date(2024, 5, 31), PeriodKind.SCHOOL_YEAR),
        ("2022-10/2023-03", date(2022, 10, 1), date(2023, 3, 31), PeriodKind.SEASON),
        ("2023/2025", date(2023, 1, 1), date(2025, 12, 31), PeriodKind.YEARS),
        ("2023-05-02/2023-05-15", date(2023, 5, 2), date(2023, 5, 15), PeriodKind.DAYS),
        ("2023-05-15", date(2023, 5, 15), date(2023, 5, 15), PeriodKind.DAYS),
    ],
)
def test_period_of_edtf(text: str, start: date, end: date, kind: PeriodKind) -> None:
    period = Period.from_edtf(text)

    assert (period.start, period.end, period.kind, period.edtf) == (start, end, kind, text)
    assert Period.from_edtf(f" {text} ") == period


@pytest.mark.parametrize(("text", "edtf"), [("2023-H1", "2023-40"), ("2023-H2", "2023-41")])
def test_period_of_half_year_letter(text: str, edtf: str) -> None:
    assert Period.from_edtf(text) == Period.from_edtf(edtf)
    assert Period.from_edtf(text).edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        "",
        "год",
        "23",
        "2023-13",
        "2023-42",
        "2023-02-30",
        "2024/2023",
        "2023/",
        "1899",
        "2023/24/25",
    ],
)
def test_period_of_other_text_is_refused(text: str) -> None:
    with pytest.raises(PeriodError, match="не является периодом плана"):
        Period.from_edtf(text)


def test_period_covers_both_ends() -> None:
    period = Period.from_edtf("2023-34")

    days = [date(2023, 3, 31), date(2023, 4, 1), date(2023, 6, 30), date(2023, 7, 1)]
    assert [period.covers(day) for day in days] == [False, True, True, False]
