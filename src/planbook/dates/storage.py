"""The JSON form of a timing: the public keys, and what is needed to read it back without loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from planbook.dates.kinds import Extent, Limit, TimingKind, TimingStatus, UnscheduledReason
from planbook.dates.span import Span, TimeSpan
from planbook.dates.timing import TIMING_CLASSES, Timing
from planbook.findings import Finding, Severity, SourceRef


def timing_to_dict(timing: Timing) -> dict[str, object]:
    """Return the JSON form; «not said» is null, days are ISO 8601, a list part may be an interval.

    >>> from planbook.dates import Period, parse_timing
    >>> timing_to_dict(parse_timing("9 февраля", period=Period.from_edtf("2023")))["edtf"]
    '2023-02-09'
    """
    return {
        "text": timing.text,
        "kind": timing.kind.value,
        "edtf": timing.edtf or None,
        "earliest": _iso(timing.earliest),
        "latest": _iso(timing.latest),
        "extent": timing.extent.value if timing.extent else None,
        "rrule": timing.rrule or None,
        "dates": [_span_text(span) for span in timing.dates],
        "status": timing.status.value,
        "is_approximate": timing.is_approximate,
        "note": timing.note,
        "findings": [finding.as_dict() for finding in timing.findings],
        "times": [_hours_text(hours) for hours in timing.times],
        "moved_from": timing_to_dict(timing.moved_from) if timing.moved_from else None,
        "reason": timing.reason.value or None,
        "limit": timing.limit.value,
        "has_year": timing.has_year,
        "spans": [[_iso(span.start), _iso(span.end)] for span in timing.spans],
    }


def timing_from_dict(data: Mapping[str, Any]) -> Timing:
    """Read back what `timing_to_dict` wrote, wording, note and findings included.

    Raises:
        KeyError, ValueError: the mapping was not written by `timing_to_dict`.
    """
    kind = TimingKind(data["kind"])
    fields: dict[str, Any] = {
        "text": data["text"],
        "extent": Extent(data["extent"]) if data["extent"] else None,
        "status": TimingStatus(data["status"]),
        "is_approximate": data["is_approximate"],
        "note": data["note"],
        "findings": tuple(_finding(entry) for entry in data["findings"]),
        "times": tuple(_hours(entry) for entry in data["times"]),
        "moved_from": timing_from_dict(data["moved_from"]) if data["moved_from"] else None,
        "limit": Limit(data["limit"]),
        "has_year": data["has_year"],
        "spans": tuple(Span(*(_day(end) for end in pair)) for pair in data["spans"]),
    }
    if kind is TimingKind.RECURRING:
        fields["rrule"] = data["rrule"] or ""
    if kind is TimingKind.UNSCHEDULED:
        fields["reason"] = UnscheduledReason(data["reason"] or "")
    return TIMING_CLASSES[kind](**fields)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _span_text(span: Span) -> str:
    if span.start == span.end:
        return _iso(span.start) or ".."
    return f"{_iso(span.start) or '..'}/{_iso(span.end) or '..'}"


def _hours_text(hours: TimeSpan) -> str:
    start = hours.start.isoformat("minutes")
    return f"{start}/{hours.end.isoformat('minutes')}" if hours.end else start


def _hours(text: str) -> TimeSpan:
    # A stored value of another type is told as such a value, not as a missing method.
    ends: Sequence[str] = str(text).split("/")
    return TimeSpan(*(time.fromisoformat(end) for end in ends))


def _finding(data: Mapping[str, Any]) -> Finding:
    return Finding(
        code=data["code"],
        message=data["message"],
        severity=Severity(data["severity"]),
        source=SourceRef(**data["source"]),
        evidence=data["evidence"],
    )
