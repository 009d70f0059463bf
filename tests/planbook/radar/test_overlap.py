"""Fuzzy times meet for certain, possibly, or never: a table of wordings, and what always holds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.dates import (
    Day,
    DayRange,
    Extent,
    Month,
    Period,
    Span,
    Timing,
    overlaps,
    parse_timing,
    with_extent,
)
from planbook.radar import Overlap, overlap_of

pytestmark = pytest.mark.core

YEAR = Period.from_edtf("2023")
RANKS = [Overlap.NONE, Overlap.POSSIBLE, Overlap.CERTAIN]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("25-27 августа", "26 августа", Overlap.CERTAIN),
        ("25-27 августа", "28 августа", Overlap.NONE),
        ("25-27 августа", "август", Overlap.POSSIBLE),
        ("август", "август", Overlap.POSSIBLE),
        ("май-июнь", "9-12 июня", Overlap.POSSIBLE),
        ("май-июнь", "июль", Overlap.NONE),
        ("1-30 сентября", "сентябрь", Overlap.CERTAIN),
        ("1, 8, 15 марта", "8 марта", Overlap.CERTAIN),
        ("1, 8, 15 марта", "9 марта", Overlap.NONE),
        ("в течение всего периода", "май", Overlap.CERTAIN),
        ("II полугодие", "октябрь", Overlap.POSSIBLE),
        ("ежеквартально", "май", Overlap.NONE),
        ("по согласованию", "май", Overlap.NONE),
        ("до 15 мая", "12 мая", Overlap.NONE),
        ("12 мая (отменено)", "12 мая", Overlap.NONE),
    ],
)
def test_wordings_meet(one: str, other: str, expected: Overlap) -> None:
    mine, theirs = (parse_timing(text, period=YEAR) for text in (one, other))

    assert overlap_of(mine, theirs) is expected
    assert overlap_of(theirs, mine) is expected


def test_what_lasts_throughout_holds_whatever_happens_inside_it() -> None:
    exhibition = with_extent(parse_timing("март-декабрь", period=YEAR), Extent.THROUGHOUT)
    somewhen = with_extent(exhibition, Extent.WITHIN)
    may = parse_timing("май", period=YEAR)

    assert overlap_of(exhibition, may) is Overlap.CERTAIN
    assert overlap_of(somewhen, may) is Overlap.POSSIBLE


@st.composite
def timings(draw: st.DrawFn) -> Timing:
    start = draw(st.dates(date(2023, 1, 1), date(2023, 3, 31)))
    end = start + timedelta(days=draw(st.integers(0, 40)))
    span = (Span(start, end),)
    if start == end:
        return Day(spans=span)
    extent = draw(st.sampled_from([Extent.WITHIN, Extent.THROUGHOUT, Extent.AMBIGUOUS]))
    return draw(st.sampled_from([DayRange, Month]))(spans=span, extent=extent)


@given(timings(), timings())
def test_meeting_is_mutual(one: Timing, other: Timing) -> None:
    assert overlap_of(one, other) is overlap_of(other, one)


@given(timings(), timings())
def test_what_is_certain_or_possible_may_share_a_day(one: Timing, other: Timing) -> None:
    assert (overlap_of(one, other) is not Overlap.NONE) == overlaps(one, other)


@given(timings(), timings(), st.integers(-400, 400))
def test_moving_both_changes_nothing(one: Timing, other: Timing, days: int) -> None:
    assert overlap_of(_moved(one, days), _moved(other, days)) is overlap_of(one, other)


@given(timings(), timings())
def test_knowing_more_never_makes_it_less_certain(one: Timing, other: Timing) -> None:
    """A time that takes all its days meets at least as surely as one inside them."""
    full = replace(one, extent=Extent.THROUGHOUT)

    assert RANKS.index(overlap_of(full, other)) >= RANKS.index(overlap_of(one, other))


def _moved(timing: Timing, days: int) -> Timing:
    step = timedelta(days=days)
    spans = tuple(Span(start + step, end + step) for start, end in timing.spans if start and end)
    return replace(timing, spans=spans)
