"""A timing in the words of a layout: its dashes, its year, its name for the whole period."""

from __future__ import annotations

import re
from dataclasses import replace

from planbook.dates import Period, Timing, TimingKind, TimingStatus, format_timing
from planbook.dates.extents import stated_extent
from planbook.layouts.layout import Wording, YearStyle

_TIGHT_DASH = re.compile(r"(?<=\S)–(?=\S)")
_WIDE_DASH = " – "
# A remark behind the date, as `format_timing` and authors print it.
_REMARK = re.compile(r" (\([^()]{1,200}\))$")
_ABOUT = "ориентировочно "
# Kinds whose extent is a proposal for calendars; a plan in print leaves it to the reader.
_VAGUE = frozenset(
    {
        TimingKind.MONTH,
        TimingKind.MONTH_RANGE,
        TimingKind.QUARTER,
        TimingKind.HALF_YEAR,
        TimingKind.YEAR,
        TimingKind.SEASON,
    }
)
_PLAN_LONG = frozenset({TimingKind.ONGOING, TimingKind.RECURRING})


def timing_words(
    timing: Timing, wording: Wording, period: Period | None, *, is_noted: bool = False
) -> str:
    """Print a timing as the layout wants it; a remark such as «(перенос)» is its own paragraph.

    `is_noted` tells that a footnote already calls all dates of the section approximate.

    >>> from planbook.dates import parse_timing
    >>> year = Period.from_edtf("2023")
    >>> style = Wording(dash="-", wide_dash="-\\n")
    >>> timing_words(parse_timing("30 марта - 1 апреля", period=year), style, year)
    '30 марта-\\n1 апреля'
    """
    if timing.kind is TimingKind.UNPARSED:
        return timing.text
    if wording.whole_period and period and _is_whole(timing, period):
        return wording.whole_period
    supplied = period
    if wording.year is YearStyle.ALWAYS and timing.kind not in _PLAN_LONG:
        supplied = None
    if timing.kind in _VAGUE:
        extent = stated_extent(type(timing), timing.spans, timing.limit)
        timing = replace(timing, extent=extent)
    words = format_timing(timing, period=supplied)
    if is_noted:
        words = words.removeprefix(_ABOUT)
    if wording.dash != "–":
        words = _TIGHT_DASH.sub(wording.dash, words)
    words = words.replace(_WIDE_DASH, wording.wide_dash)
    if timing.status is TimingStatus.POSTPONED and timing.note and timing.spans:
        words = f"{_REMARK.sub('', words)}\n\n({timing.note})"
    return words


def _is_whole(timing: Timing, period: Period) -> bool:
    return timing.kind is TimingKind.ONGOING and timing.spans == (period.span,)
