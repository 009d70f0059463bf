"""What a timing looks like on an axis: five strokes, a chip for no date, and where words stand.

Filled block: exact days. Dashed soft band: some time within. Fading dashed band: the text does not
say. Thin line: the whole time. Open dots on a rail: again and again. Amber chip: no date yet.
A day is never invented: what has no day is drawn as the stretch that was named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from mezhgorod.planning.rules import TimingExtent, TimingKind
from mezhgorod.website.board.cycles import cycle_count
from mezhgorod.website.board.scale import Scale, percent

Days = tuple[date | None, date | None]

# A range of exact days longer than a month reads better as a line than as a wall of colour.
_LONGEST_BLOCK = 31
_MAX_STROKES = 60
# Width of one letter of a label and its distance from the stroke, in percent of the axis.
_LETTER = 0.92
# The axis on the page of one event is narrower than the board, so a letter takes more of it.
NARROW_LETTER = 1.25
_GAP = 1.4
_LONGEST_LABEL = 44


class StrokeForm(StrEnum):
    """The closed list of shapes; the values are names of CSS classes."""

    BLOCK = "block"
    WITHIN = "within"
    AMBIGUOUS = "ambiguous"
    LINE = "line"
    RAIL = "rail"
    NONE = "none"
    UNREAD = "unread"


class LabelPlace(StrEnum):
    """Where the wording stands: after the stroke, before it, or in its middle."""

    AFTER = "after"
    BEFORE = "before"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True)
class Stroke:
    """One shape; `is_cut_left` and `is_cut_right`: it goes on outside the axis."""

    x: str
    width: str
    end: str
    is_cut_left: bool = False
    is_cut_right: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """The wording beside the strokes; `x` is its anchor."""

    text: str
    x: str
    place: LabelPlace


@dataclass(frozen=True, slots=True)
class TimingShape:
    """What is known of a timing, as far as drawing goes. An open end has None."""

    kind: str
    extent: str
    wording: str
    spans: tuple[Days, ...] = ()
    rrule: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A row of the board: one form, its strokes, dots of a rail, and its words."""

    form: StrokeForm
    label: Label
    strokes: tuple[Stroke, ...] = ()
    dots: tuple[str, ...] = ()


def form_of(shape: TimingShape) -> StrokeForm:
    """Return which of the strokes draws this timing."""
    if shape.kind == TimingKind.UNPARSED:
        return StrokeForm.UNREAD
    if shape.kind == TimingKind.RECURRING:
        return StrokeForm.RAIL
    if shape.kind == TimingKind.UNSCHEDULED or not shape.spans:
        return StrokeForm.LINE if shape.kind == TimingKind.ONGOING else StrokeForm.NONE
    if shape.kind in {TimingKind.DAY, TimingKind.DAYS, TimingKind.DAY_RANGE}:
        return _form_of_days(shape.spans)
    return {
        TimingExtent.EXACT: StrokeForm.BLOCK,
        TimingExtent.THROUGHOUT: StrokeForm.LINE,
        TimingExtent.AMBIGUOUS: StrokeForm.AMBIGUOUS,
    }.get(TimingExtent(shape.extent or TimingExtent.WITHIN), StrokeForm.WITHIN)


@lru_cache(maxsize=16_384)
def draw(shape: TimingShape, scale: Scale, letter: float = _LETTER) -> Drawing:
    """Return the drawing of a timing on an axis where a letter is `letter` percent wide."""
    form = form_of(shape)
    if form in {StrokeForm.NONE, StrokeForm.UNREAD}:
        return Drawing(form=form, label=Label(_short(shape.wording), "0%", LabelPlace.AFTER))
    spans = shape.spans or ((scale.start, scale.end),)
    closed = [_closed(span, scale) for span in spans[:_MAX_STROKES]]
    strokes = tuple(_stroke(start, end, scale) for start, end in closed)
    left = min(scale.left(start) for start, _ in closed)
    right = max(scale.right(end) for _, end in closed)
    label = _label(shape.wording, left, right, 0 if form is StrokeForm.RAIL else letter)
    dots = _dots(left, right, shape.rrule, scale) if form is StrokeForm.RAIL else ()
    return Drawing(form=form, strokes=strokes, dots=dots, label=label)


def _form_of_days(spans: Sequence[Days]) -> StrokeForm:
    start, end = spans[0]
    if start is None or end is None:
        return StrokeForm.WITHIN
    is_long = len(spans) == 1 and (end - start).days >= _LONGEST_BLOCK
    return StrokeForm.LINE if is_long else StrokeForm.BLOCK


def _closed(span: Days, scale: Scale) -> tuple[date, date]:
    """Close an open end with the end of the axis."""
    start = span[0] or min(scale.start, span[1] or scale.start)
    return start, span[1] or max(scale.end, start)


def _stroke(start: date, end: date, scale: Scale) -> Stroke:
    left, right = scale.left(start), scale.right(end)
    return Stroke(
        x=percent(left),
        width=percent(right - left),
        end=percent(right),
        is_cut_left=start < scale.start,
        is_cut_right=end > scale.end,
    )


def _dots(left: float, right: float, rrule: str, scale: Scale) -> tuple[str, ...]:
    """Put one dot in the middle of every cycle: the cycle is known, its day is not."""
    count = cycle_count(rrule, round((right - left) * scale.days / 100))
    step = (right - left) / count
    return tuple(percent(left + step * (index + 0.5)) for index in range(count))


def _label(wording: str, left: float, right: float, letter: float) -> Label:
    """Put the words beside the strokes, or in their middle where no letter is given."""
    text = _short(wording)
    need = len(text) * letter + _GAP
    if not letter:
        return Label(text, percent((left + right) / 2), LabelPlace.MIDDLE)
    if right + need <= 100:
        return Label(text, percent(right), LabelPlace.AFTER)
    if left - need >= 0:
        return Label(text, percent(left), LabelPlace.BEFORE)
    return Label(text, percent((left + right) / 2), LabelPlace.MIDDLE)


def _short(wording: str) -> str:
    """Cut a long wording at a word; the whole of it is in the spoken text and on the event page."""
    text = " ".join(wording.split())
    if len(text) <= _LONGEST_LABEL:
        return text
    return text[:_LONGEST_LABEL].rsplit(" ", 1)[0].rstrip(" ,;(") + "…"
