"""A timing in the words of a layout: its dashes, its year, its name for the whole period."""

from __future__ import annotations

import re

from planbook.dates import Period, Timing, TimingKind, TimingStatus, format_timing
from planbook.layouts.layout import Wording, YearStyle

_TIGHT_DASH = re.compile(r"(?<=\S)–(?=\S)")
_WIDE_DASH = " – "
# A remark behind the date, as `format_timing` and authors print it.
_REMARK = re.compile(r" (\([^()]{1,200}\))$")
_PLAN_LONG = frozenset({TimingKind.ONGOING, TimingKind.RECURRING})


def timing_words(timing: Timing, wording: Wording, period: Period | None) -> str:
    """Print a timing as the layout wants it; a remark such as «(перенос)» is its own paragraph.

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
    words = format_timing(timing, period=supplied)
    if wording.dash != "–":
        words = _TIGHT_DASH.sub(wording.dash, words)
    words = words.replace(_WIDE_DASH, wording.wide_dash)
    if timing.status is TimingStatus.POSTPONED and timing.note and timing.spans:
        words = f"{_REMARK.sub('', words)}\n\n({timing.note})"
    return words


def _is_whole(timing: Timing, period: Period) -> bool:
    return timing.kind is TimingKind.ONGOING and timing.spans == (period.span,)
