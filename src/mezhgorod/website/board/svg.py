"""A drawing as SVG. Attributes only: the security policy refuses styles inside a page."""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString, mark_safe

from mezhgorod.website.board.strokes import Drawing, StrokeForm

# Words of the amber chip and its width in pixels.
_CHIPS = {StrokeForm.NONE: ("нет даты", 76), StrokeForm.UNREAD: ("срок не понят", 112)}
_HEIGHTS = {StrokeForm.LINE: 6}
_BAND_HEIGHT = 18
_CHIP_LEFT = 6
_CHIP_PADDING = 8
_AFTER_CHIP = 10
_ARROW_LEFT = '<svg class="cut" x="0" y="50%"><path d="M9 -10 L0 0 L9 10z"/></svg>'
_ARROW_RIGHT = '<svg class="cut" x="100%" y="50%"><path d="M-9 -10 L0 0 L-9 10z"/></svg>'


def strip(drawing: Drawing, spoken: str) -> SafeString:
    """Return the drawing of one timing as an image that says `spoken`."""
    shapes = _chip(drawing) or _rail(drawing) or _bars(drawing)
    label = escape(spoken)
    return mark_safe(  # noqa: S308 -- every text is escaped, the rest are numbers of ours
        f'<svg class="strip {drawing.form}" role="img" aria-label="{label}">{shapes}</svg>'
    )


def _chip(drawing: Drawing) -> str:
    if drawing.form not in _CHIPS:
        return ""
    words, width = _CHIPS[drawing.form]
    beside = _CHIP_LEFT + width + _AFTER_CHIP
    return (
        f'<rect class="chip" x="{_CHIP_LEFT}" y="50%" width="{width}" height="22" rx="6"/>'
        f'<text class="chip-text" x="{_CHIP_LEFT + _CHIP_PADDING}" y="50%">{words}</text>'
        f'<text x="{beside}" y="50%">{escape(drawing.label.text)}</text>'
    )


def _rail(drawing: Drawing) -> str:
    if drawing.form is not StrokeForm.RAIL:
        return ""
    lines = (
        f'<line x1="{stroke.x}" x2="{stroke.end}" y1="50%" y2="50%"/>' for stroke in drawing.strokes
    )
    dots = (f'<circle cx="{x}" cy="50%" r="6"/>' for x in drawing.dots)
    return "".join((*lines, *dots, _label(drawing)))


def _bars(drawing: Drawing) -> str:
    height = _HEIGHTS.get(drawing.form, _BAND_HEIGHT)
    bars = (
        f'<rect x="{stroke.x}" y="50%" width="{stroke.width}" height="{height}"/>'
        for stroke in drawing.strokes
    )
    return "".join((*bars, _arrows(drawing), _label(drawing)))


def _arrows(drawing: Drawing) -> str:
    """Point to where a stroke goes on outside the axis."""
    left = any(stroke.is_cut_left for stroke in drawing.strokes)
    right = any(stroke.is_cut_right for stroke in drawing.strokes)
    return (_ARROW_LEFT if left else "") + (_ARROW_RIGHT if right else "")


def _label(drawing: Drawing) -> str:
    label = drawing.label
    return f'<text class="{label.place}" x="{label.x}" y="50%">{escape(label.text)}</text>'
