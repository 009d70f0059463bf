"""EDTF strings in both directions."""

from __future__ import annotations

from datetime import date

import pytest

from planbook.dates import Period, TimingKind, from_edtf, parse_timing, to_edtf
from planbook.dates.edtf import EdtfError

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("text", "kind", "earliest", "latest"),
    [
        ("2023-05-15", TimingKind.DAY, date(2023, 5, 15), date(2023, 5, 15)),
        ("2023-05-15~", TimingKind.DAY, date(2023, 5, 15), date(2023, 5, 15)),
        ("2023-05", TimingKind.MONTH, date(2023, 5, 1), date(2023, 5, 31)),
        ("2023-34", TimingKind.QUARTER, date(2023, 4, 1), date(2023, 6, 30)),
        ("2022-41", TimingKind.HALF_YEAR, date(2022, 7, 1), date(2022, 12, 31)),
        ("2023-23", TimingKind.SEASON, date(2023, 9, 1), date(2023, 11, 30)),
        ("2023", TimingKind.YEAR, date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-05-30/2023-06-02", TimingKind.DAY_RANGE, date(2023, 5, 30), date(2023, 6, 2)),
        ("2023-05~/2023-06~", TimingKind.MONTH_RANGE, date(2023, 5, 1), date(2023, 6, 30)),
        ("2022/2024", TimingKind.YEAR, date(2022, 1, 1), date(2024, 12, 31)),
        ("../2023-05-15", TimingKind.DAY, None, date(2023, 5, 15)),
        ("2023-05-15/..", TimingKind.DAY, date(2023, 5, 15), None),
        ("{2023-03-01,2023-03-08}", TimingKind.DAYS, date(2023, 3, 1), date(2023, 3, 8)),
        ("{2023-04,2023-10}", TimingKind.MONTH_RANGE, date(2023, 4, 1), date(2023, 10, 31)),
        (
            "{2023-05-28..2023-05-29,2023-06-05..2023-06-06}",
            TimingKind.DAYS,
            date(2023, 5, 28),
            date(2023, 6, 6),
        ),
        ("XXXX-05-15", TimingKind.DAY, None, None),
        ("XXXX-05", TimingKind.MONTH, None, None),
    ],
)
def test_from_edtf_of_forms(
    text: str, kind: TimingKind, earliest: date | None, latest: date | None
) -> None:
    timing = from_edtf(text)

    assert (timing.kind, timing.earliest, timing.latest) == (kind, earliest, latest)
    assert timing.is_approximate is ("~" in text)
    assert to_edtf(timing) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "май",
        "2023-13",
        "2023-02-30",
        "2023-33/2023-34",
        "2023-06/2023-05",
        "../..",
        "{}",
        "2023/2024-05",
        "x" * 5000,
    ],
)
def test_from_edtf_of_other_text_is_refused(text: str) -> None:
    with pytest.raises(EdtfError):
        from_edtf(text)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("III-IV квартал 2022 года", "2022-07/2022-12"),
        ("ориентировочно II квартал 2023 года", "2023-04~/2023-06~"),
        ("зима 2022/23", "2022-12/2023-02"),
        ("28-29 мая; 5-6 июня", "{2023-05-28..2023-05-29,2023-06-05..2023-06-06}"),
        ("по согласованию", ""),
    ],
)
def test_to_edtf_stays_inside_the_standard(text: str, edtf: str) -> None:
    assert to_edtf(parse_timing(text, period=Period.from_edtf("2023"))) == edtf
