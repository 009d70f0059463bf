"""The value type: equality, uniform attributes, storage."""

from __future__ import annotations

from datetime import date, time

import pytest

from planbook.dates import (
    Day,
    Extent,
    Limit,
    Period,
    Recurring,
    Span,
    TimeSpan,
    TimingStatus,
    Unscheduled,
    UnscheduledReason,
    as_approximate,
    parse_timing,
    timing_from_dict,
    timing_to_dict,
    with_extent,
)
from planbook.dates.remarks import remark

pytestmark = pytest.mark.core

YEAR = Period.from_edtf("2023")
MAY_15 = Span(date(2023, 5, 15), date(2023, 5, 15))


def test_equality_ignores_wording_note_and_findings() -> None:
    plain = Day(spans=(MAY_15,))
    worded = Day(
        spans=(MAY_15,), text="15 мая", note="перенос", findings=(remark("spacing", "15мая"),)
    )

    assert plain == worded
    assert hash(plain) == hash(worded)
    assert len({plain, worded}) == 1


@pytest.mark.parametrize(
    "other",
    [
        Day(spans=(MAY_15,), is_approximate=True),
        Day(spans=(MAY_15,), status=TimingStatus.CANCELLED),
        Day(spans=(MAY_15,), limit=Limit.UNTIL),
        Day(spans=(MAY_15,), extent=Extent.WITHIN),
        Day(spans=(MAY_15,), times=(TimeSpan(time(10)),)),
        Recurring(spans=(MAY_15,), rrule="FREQ=DAILY"),
    ],
)
def test_equality_sees_everything_else(other: object) -> None:
    assert Day(spans=(MAY_15,)) != other


def test_undated_timing_has_the_same_attributes() -> None:
    timing = parse_timing("по согласованию", period=YEAR)

    assert timing == Unscheduled(reason=UnscheduledReason.AGREEMENT)
    assert (timing.earliest, timing.latest, timing.edtf, timing.dates) == (None, None, "", ())
    assert (timing.extent, timing.rrule, timing.times) == (None, "", ())


def test_as_approximate_leaves_undated_alone() -> None:
    undated = parse_timing("по согласованию", period=YEAR)

    assert as_approximate(undated) is undated
    assert as_approximate(parse_timing("9-10 сентября", period=YEAR)).edtf == (
        "2023-09-09~/2023-09-10~"
    )


def test_with_extent_proposes_for_dated_only() -> None:
    undated = parse_timing("по согласованию", period=YEAR)
    recurring = parse_timing("ежеквартально", period=YEAR)
    exhibition = with_extent(parse_timing("март-декабрь", period=YEAR), Extent.THROUGHOUT)

    assert exhibition.extent is Extent.THROUGHOUT
    assert with_extent(undated, Extent.THROUGHOUT) is undated
    assert with_extent(recurring, Extent.THROUGHOUT) is recurring


def test_storage_keeps_everything() -> None:
    timing = parse_timing("12мая 2024 в 10.00 (перенос на 20 мая 2024, суббота)", period=YEAR)

    restored = timing_from_dict(timing_to_dict(timing))

    assert restored == timing
    assert (restored.text, restored.note, restored.findings, restored.moved_from) == (
        timing.text,
        timing.note,
        timing.findings,
        timing.moved_from,
    )


def test_storage_form_is_the_public_one() -> None:
    timing = parse_timing("1, 8 марта в 10:00", period=YEAR)

    assert timing_to_dict(timing) == {
        "text": "1, 8 марта в 10:00",
        "kind": "days",
        "edtf": "{2023-03-01,2023-03-08}",
        "earliest": "2023-03-01",
        "latest": "2023-03-08",
        "extent": "exact",
        "rrule": None,
        "dates": ["2023-03-01", "2023-03-08"],
        "status": "scheduled",
        "is_approximate": False,
        "note": "",
        "findings": [],
        "times": ["10:00"],
        "moved_from": None,
        "reason": None,
        "limit": "none",
        "has_year": True,
        "spans": [["2023-03-01", "2023-03-01"], ["2023-03-08", "2023-03-08"]],
    }
