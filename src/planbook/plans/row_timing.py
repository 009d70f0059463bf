"""The timing of a row: from its own column, from a cell shared with the place, from its heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planbook.dates import (
    Extent,
    Period,
    PeriodKind,
    Timing,
    TimingKind,
    as_approximate,
    format_timing,
    from_edtf,
    parse_timing,
    with_extent,
)
from planbook.findings import Finding
from planbook.plans import remarks
from planbook.plans.blocks import BodyRow
from planbook.plans.content import is_place
from planbook.plans.event_kinds import lasts_throughout, tells_of_sessions
from planbook.plans.headings import Heading
from planbook.plans.occasions import stacked_pairs
from planbook.plans.place_timing import PlaceTimingPair, split_place_timing, whole_timing
from planbook.plans.row_texts import RowTexts
from planbook.plans.wording import one_line


@dataclass(frozen=True, slots=True)
class RowTiming:
    """When a row happens, the places that stood in the same cells, and what was noticed.

    `pairs` are the dates with the place of each, where a row names several; `has_taken_place` tells
    that the place cell was read here, because it holds the dates too.
    """

    timing: Timing
    places: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    pairs: tuple[PlaceTimingPair, ...] = ()
    has_taken_place: bool = False

    def made_approximate(self) -> RowTiming:
        """Return the same timing marked approximate."""
        return replace(self, timing=as_approximate(self.timing))


def read_row_timing(
    row: BodyRow, texts: RowTexts, heading: Heading, period: Period | None, kind: str | None
) -> RowTiming:
    """Read the timing of a row; the heading gives the month or quarter where it names one."""
    context = heading.period or period
    result = (
        _column_timing(row, texts, heading, context)
        or _shared_timing(row, texts, context)
        or _marked_timing(texts, context)
        or _timing_in_place(row, texts, context)
        or _heading_timing(row, heading, period)
    )
    return _with_proposed_extent(row, result, kind, texts.joined("description"))


def _column_timing(
    row: BodyRow, texts: RowTexts, heading: Heading, period: Period | None
) -> RowTiming | None:
    wordings = texts.timing_texts()
    for text in wordings:
        whole = whole_timing(text, period)
        if whole is not None:
            return _with_stacked_places(row, _told(whole), texts, period)
    if not wordings:
        return None
    return _within_calendar(row, wordings[-1], heading, period) or _split_timing_cell(
        row, parse_timing(wordings[-1], period=period), period
    )


def _within_calendar(
    row: BodyRow, text: str, heading: Heading, period: Period | None
) -> RowTiming | None:
    """Read a wording that means something only within a month: an hour, «с 12 по 14», «до 20».

    The month is that of the heading, else that of a plan made for one month.
    """
    named = heading.calendar.strip(" .:") or _month_words(period)
    if not named:
        return None
    timing = whole_timing(f"{named}, {one_line(text)}", period)
    if timing is None or not timing.times:
        around = whole_timing(named, period)
        is_month = around is not None and around.kind is TimingKind.MONTH
        timing = whole_timing(f"{one_line(text)} {named}", period) if is_month else None
    if timing is None:
        return None
    findings = (remarks.month_from_heading(row, heading.calendar),) if heading.calendar else ()
    return RowTiming(replace(timing, text=text), findings=(*timing.findings, *findings))


def _month_words(period: Period | None) -> str:
    if period is None or period.kind is not PeriodKind.MONTH:
        return ""
    return format_timing(from_edtf(period.edtf))


def _with_stacked_places(
    row: BodyRow, result: RowTiming, texts: RowTexts, period: Period | None
) -> RowTiming:
    """Add which of several dates goes with which of several places."""
    timing, place = texts.joined("timing"), texts.joined("place")
    pairs, is_uneven = stacked_pairs(timing, place, period)
    findings = result.findings
    if is_uneven:
        findings = (*findings, remarks.uneven_pairs(row, f"{timing}\t{place}"))
    if pairs:
        findings = (*findings, remarks.several_pairs(row, _pairs_text(pairs)))
    return replace(result, pairs=pairs, findings=findings)


def _shared_timing(row: BodyRow, texts: RowTexts, period: Period | None) -> RowTiming | None:
    shared = texts.joined("place_timing")
    if not shared.strip():
        return None
    return _pairs_timing(row, split_place_timing(shared, period), period)


def _marked_timing(texts: RowTexts, period: Period | None) -> RowTiming | None:
    marked = whole_timing(", ".join(texts.marked_periods()), period)
    return _told(marked) if marked else None


def _timing_in_place(row: BodyRow, texts: RowTexts, period: Period | None) -> RowTiming | None:
    """Read dates that stand in the column of places, each beside its place."""
    place = texts.joined("place")
    pairs = split_place_timing(place, period)
    if not all(pair.timing and pair.place and is_place(pair.place) for pair in pairs):
        return None
    result = _pairs_timing(row, pairs, period)
    findings = (*result.findings, remarks.timing_in_place(row, place))
    return replace(result, findings=findings, has_taken_place=True)


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
    if len(pairs) < 2:
        return replace(result, places=places)
    findings = (*result.findings, remarks.several_pairs(row, _pairs_text(pairs)))
    return replace(result, places=places, findings=findings, pairs=tuple(pairs))


def _pairs_text(pairs: Sequence[PlaceTimingPair]) -> str:
    return "; ".join(f"{pair.place} — {pair.timing}" for pair in pairs)


def _heading_timing(row: BodyRow, heading: Heading, period: Period | None) -> RowTiming:
    if not heading.calendar:
        return _told(parse_timing("", period=period))
    timing = parse_timing(heading.calendar, period=period)
    return RowTiming(timing, findings=(remarks.timing_from_heading(row, heading.calendar),))


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
