"""The timing of a row: from its own column, from a cell shared with the place, from its heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planbook.dates import (
    Extent,
    Period,
    Timing,
    TimingKind,
    as_approximate,
    parse_timing,
    with_extent,
)
from planbook.findings import Finding
from planbook.plans import remarks
from planbook.plans.blocks import BodyRow
from planbook.plans.content import is_place
from planbook.plans.event_kinds import lasts_throughout, tells_of_sessions
from planbook.plans.headings import Heading
from planbook.plans.place_timing import PlaceTimingPair, split_place_timing, whole_timing
from planbook.plans.row_texts import RowTexts


@dataclass(frozen=True, slots=True)
class RowTiming:
    """When a row happens, the places that stood in the same cells, and what was noticed."""

    timing: Timing
    places: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def made_approximate(self) -> RowTiming:
        """Return the same timing marked approximate."""
        return replace(self, timing=as_approximate(self.timing))


def read_row_timing(
    row: BodyRow, texts: RowTexts, heading: Heading, period: Period | None, kind: str | None
) -> RowTiming:
    """Read the timing of a row; the heading gives the month or quarter where it names one."""
    context = heading.period or period
    result = _own_timing(row, texts, context)
    if result is None:
        result = _heading_timing(row, heading, period)
    return _with_proposed_extent(row, result, kind, texts.joined("description"))


def _own_timing(row: BodyRow, texts: RowTexts, period: Period | None) -> RowTiming | None:
    text = texts.timing_text()
    if text.strip():
        whole = whole_timing(text, period)
        if whole is not None:
            return _told(whole)
        return _split_timing_cell(row, parse_timing(text, period=period), period)
    shared = texts.joined("place_timing")
    if not shared.strip():
        marked = whole_timing(", ".join(texts.marked_headers()), period)
        return _told(marked) if marked else None
    return _pairs_timing(row, split_place_timing(shared, period), period)


def _split_timing_cell(row: BodyRow, timing: Timing, period: Period | None) -> RowTiming:
    """A date with words left over may share its cell with a place."""
    pairs = split_place_timing(timing.text, period)
    if not all(pair.timing and pair.place and is_place(pair.place) for pair in pairs):
        return _told(timing)
    result = _pairs_timing(row, pairs, period)
    return replace(result, findings=(*result.findings, remarks.place_in_timing(row, timing.text)))


def _pairs_timing(
    row: BodyRow, pairs: Sequence[PlaceTimingPair], period: Period | None
) -> RowTiming:
    places = tuple(pair.place for pair in pairs if pair.place)
    wording = ", ".join(pair.timing for pair in pairs if pair.timing)
    result = _told(parse_timing(wording, period=period))
    findings = result.findings
    if len(pairs) > 1:
        told = "; ".join(f"{pair.place} — {pair.timing}" for pair in pairs)
        findings = (*findings, remarks.several_pairs(row, told))
    return replace(result, places=places, findings=findings)


def _heading_timing(row: BodyRow, heading: Heading, period: Period | None) -> RowTiming:
    if heading.period is None:
        return _told(parse_timing("", period=period))
    timing = parse_timing(heading.text, period=period)
    return RowTiming(timing, findings=(remarks.timing_from_heading(row, heading.text),))


def _with_proposed_extent(
    row: BodyRow, result: RowTiming, kind: str | None, description: str
) -> RowTiming:
    """Propose «throughout» for a month range that the kind of event fills."""
    timing = result.timing
    if timing.kind is not TimingKind.MONTH_RANGE or timing.extent is not Extent.AMBIGUOUS:
        return result
    if lasts_throughout(kind):
        reason = f"вид мероприятия — {kind}"
    elif tells_of_sessions(description):
        reason = "в содержании названы сменяющие друг друга заезды, смены или этапы"
    else:
        return result
    return replace(
        result,
        timing=with_extent(timing, Extent.THROUGHOUT),
        findings=(*result.findings, remarks.extent_proposed(row, reason)),
    )


def _told(timing: Timing) -> RowTiming:
    return RowTiming(timing, findings=timing.findings)
