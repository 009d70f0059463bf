"""EDTF strings (ISO 8601-2:2019, profile levels 0–2 as far as plans need them) to timings."""

from __future__ import annotations

import re
from datetime import date

from planbook.dates.edtf_text import FIRST_HALF_YEAR_CODE, FIRST_QUARTER_CODE
from planbook.dates.kinds import Extent, Limit, TimingKind
from planbook.dates.period import coded_span
from planbook.dates.span import Span, is_whole_months
from planbook.dates.timing import (
    TIMING_CLASSES,
    Day,
    DayRange,
    Days,
    Month,
    MonthRange,
    Timing,
    Year,
)
from planbook.errors import PlanbookError

MAX_LENGTH = 4000
_PLACEHOLDER_YEAR = "0004"
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class EdtfError(PlanbookError, ValueError):
    """A string is not one of the EDTF forms that `to_edtf` writes."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"«{text}» не является датой EDTF, которую понимает программа.")


def to_edtf(timing: Timing) -> str:
    """Return the EDTF string of a timing, empty when nothing is dated.

    Quarters, half-years and seasons have codes (33–36, 40–41, 21–23) only when they stand alone:
    inside intervals and sets months are written, codes there are outside EDTF.

    >>> from planbook.dates import parse_timing
    >>> to_edtf(parse_timing("III-IV квартал 2022 года"))
    '2022-07/2022-12'
    """
    return timing.edtf


def from_edtf(text: str) -> Timing:
    """Read an EDTF string; earliest, latest and approximation are those of the string.

    What EDTF does not say (recurrence, extent, wording) is not restored: an interval of days is a
    range of days whatever it was before.

    Raises:
        EdtfError: the string is not of the forms that `to_edtf` writes.

    >>> from_edtf("2022-41").latest.isoformat()
    '2022-12-31'
    """
    if not text or len(text) > MAX_LENGTH:
        raise EdtfError(text)
    if text.startswith("XXXX-"):
        return _yearless(text)
    is_approximate = "~" in text
    plain = text.replace("~", "")
    if plain.startswith("{") and plain.endswith("}"):
        return _set(plain[1:-1].split(","), text, is_approximate)
    if "/" in plain:
        first, _, last = plain.partition("/")
        return _interval((first, last), text, is_approximate)
    kind, span = _single(plain, text)
    return TIMING_CLASSES[kind](spans=(span,), is_approximate=is_approximate)


def _yearless(text: str) -> Timing:
    kind, span = _single(text.replace("XXXX", _PLACEHOLDER_YEAR), text)
    cls = Day if kind is TimingKind.DAY else Month
    return cls(spans=(span,), has_year=False)


def _interval(ends: tuple[str, str], text: str, is_approximate: bool) -> Timing:
    """Return a range, or a limit when one end is open («..»)."""
    first, last = ends
    if first in ("", "..") or last in ("", ".."):
        return _open(first, last, text, is_approximate)
    (kind, start), (_, end) = _single(first, text), _single(last, text)
    span = Span(start.start, end.end)
    if span.start is None or span.end is None or span.start > span.end or len(first) != len(last):
        raise EdtfError(text)
    classes: dict[TimingKind, type[Timing]] = {
        TimingKind.DAY: DayRange,
        TimingKind.MONTH: MonthRange,
        TimingKind.YEAR: Year,
    }
    if kind not in classes:
        raise EdtfError(text)
    extent = {TimingKind.DAY: Extent.THROUGHOUT}.get(kind, Extent.AMBIGUOUS)
    return classes[kind](spans=(span,), is_approximate=is_approximate, extent=extent)


def _open(first: str, last: str, text: str, is_approximate: bool) -> Timing:
    if first in ("", "..") and last in ("", ".."):
        raise EdtfError(text)
    limit = Limit.UNTIL if first in ("", "..") else Limit.SINCE
    kind, span = _single(last if limit is Limit.UNTIL else first, text)
    is_until = limit is Limit.UNTIL
    open_span = Span(None, span.end) if is_until else Span(span.start, None)
    extent = Extent.WITHIN if is_until else Extent.THROUGHOUT
    return TIMING_CLASSES[kind](
        spans=(open_span,), limit=limit, extent=extent, is_approximate=is_approximate
    )


def _set(members: list[str], text: str, is_approximate: bool) -> Timing:
    spans: list[Span] = []
    kinds: set[TimingKind] = set()
    for member in members:
        first, _, last = member.partition("..")
        kind, start = _single(first, text)
        kinds.add(kind)
        spans.append(Span(start.start, _single(last, text)[1].end if last else start.end))
    classes: dict[TimingKind, type[Timing]] = {TimingKind.YEAR: Year, TimingKind.MONTH: MonthRange}
    cls = classes.get(kinds.pop(), Days) if len(kinds) == 1 else Days
    extent = Extent.EXACT if cls is Days else Extent.AMBIGUOUS
    return cls(spans=tuple(spans), is_approximate=is_approximate, extent=extent)


def _single(text: str, whole: str) -> tuple[TimingKind, Span]:
    found = _DATE.fullmatch(text)
    if found is None:
        raise EdtfError(whole)
    year, code, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if found[3]:
            return TimingKind.DAY, Span(date(year, code, day), date(year, code, day))
        if not found[2]:
            return TimingKind.YEAR, Span(date(year, 1, 1), date(year, 12, 31))
        span = coded_span(year, code)
    except ValueError as error:
        raise EdtfError(whole) from error
    if span is None:
        raise EdtfError(whole)
    return _kind_of_code(code, span), span


def _kind_of_code(code: int, span: Span) -> TimingKind:
    if is_whole_months(span) and code <= 12:
        return TimingKind.MONTH
    if code >= FIRST_HALF_YEAR_CODE:
        return TimingKind.HALF_YEAR
    return TimingKind.QUARTER if code >= FIRST_QUARTER_CODE else TimingKind.SEASON
