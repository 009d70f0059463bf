"""EDTF strings (ISO 8601-2:2019) out of days. Reading them back is in `edtf`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from planbook.dates.kinds import TimingKind
from planbook.dates.span import Span, is_whole_months, last_day

FIRST_QUARTER_CODE = 33
FIRST_HALF_YEAR_CODE = 40
# Spring, summer and autumn lie inside one year; winter has no code that names both of its years.
SEASON_CODES = {3: 21, 6: 22, 9: 23}
EXPANDED_DAYS = 100


def span_text(span: Span, kind: TimingKind, *, is_approximate: bool) -> str:
    """Return the EDTF string of one span in the granularity of the kind.

    >>> span_text(Span(date(2023, 9, 9), date(2023, 9, 10)), TimingKind.DAY_RANGE,
    ...           is_approximate=True)
    '2023-09-09~/2023-09-10~'
    """
    mark = "~" if is_approximate else ""
    start, end = span
    if start is None or end is None:
        return f"{_bound(start, mark)}/{_bound(end, mark)}"
    # A mark after a code of a quarter, half-year or season is outside EDTF: months take it.
    code = "" if is_approximate else _unit_code(span, kind)
    if code:
        return code
    if kind is TimingKind.YEAR and _is_whole_years(span):
        first, last = f"{start.year:04}", f"{end.year:04}"
    elif kind in _BY_DAYS or not is_whole_months(span):
        first, last = start.isoformat(), end.isoformat()
    else:
        first, last = start.isoformat()[:7], end.isoformat()[:7]
    return first + mark if first == last else f"{first}{mark}/{last}{mark}"


def spans_text(spans: Sequence[Span], kind: TimingKind, *, is_approximate: bool) -> str:
    """Return the EDTF string of one span, or of a list of them as an «all of» set.

    >>> spans_text([Span(date(2023, 4, 1), date(2023, 4, 30)),
    ...             Span(date(2023, 10, 1), date(2023, 10, 31))],
    ...            TimingKind.MONTH_RANGE, is_approximate=False)
    '{2023-04,2023-10}'
    """
    if not spans:
        return ""
    if len(spans) == 1:
        return span_text(spans[0], kind, is_approximate=is_approximate)
    members = [_members(span, kind, is_approximate) for span in spans]
    if all(members):
        return "{" + ",".join(members) + "}"
    return span_text(Span(spans[0].start, spans[-1].end), kind, is_approximate=is_approximate)


def yearless_text(spans: Sequence[Span], kind: TimingKind, *, is_approximate: bool) -> str:
    """Return «XXXX-05-15» or «XXXX-05»; longer forms with an unknown year are outside EDTF."""
    if len(spans) != 1 or spans[0].start is None or is_approximate:
        return ""
    start = spans[0].start
    if kind is TimingKind.DAY and spans[0].end == start:
        return f"XXXX-{start.month:02}-{start.day:02}"
    if kind is TimingKind.MONTH and is_whole_months(spans[0]):
        return f"XXXX-{start.month:02}"
    return ""


_BY_DAYS = frozenset({TimingKind.DAY, TimingKind.DAY_RANGE, TimingKind.DAYS})


def _bound(day: date | None, mark: str) -> str:
    return ".." if day is None else day.isoformat() + mark


def _is_whole_years(span: Span) -> bool:
    start, end = span
    if start is None or end is None:
        return False
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _unit_code(span: Span, kind: TimingKind) -> str:
    """Return the code of a whole quarter, half-year or season, or an empty string."""
    start, end = span
    if start is None or end is None or start.day != 1:
        return ""
    year, month = start.year, start.month
    if kind is TimingKind.QUARTER and month % 3 == 1 and end == last_day(year, month + 2):
        return f"{year:04}-{FIRST_QUARTER_CODE + month // 3}"
    if kind is TimingKind.HALF_YEAR and month in (1, 7) and end == last_day(year, month + 5):
        return f"{year:04}-{FIRST_HALF_YEAR_CODE + month // 7}"
    if kind is TimingKind.SEASON and month in SEASON_CODES and end == last_day(year, month + 2):
        return f"{year:04}-{SEASON_CODES[month]}"
    return ""


def _members(span: Span, kind: TimingKind, is_approximate: bool) -> str:
    """Return a span as members of a set; sets know consecutive dates but no marks on them."""
    start, end = span
    if start is None or end is None:
        return ""
    if not is_approximate:
        text = span_text(span, _plain(kind), is_approximate=False)
        return text.replace("/", "..")
    text = span_text(span, _plain(kind), is_approximate=True)
    if "/" not in text:
        return text
    count = (end - start).days + 1
    if count > EXPANDED_DAYS:
        return ""
    return ",".join(f"{(start + timedelta(days=step)).isoformat()}~" for step in range(count))


def _plain(kind: TimingKind) -> TimingKind:
    # Codes of quarters, half-years and seasons may not stand inside a set: months are written.
    return kind if kind in _BY_DAYS or kind is TimingKind.YEAR else TimingKind.MONTH_RANGE
