"""Straight lines of a page: found in paths, and pieces of one line joined into it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from planbook.readers.pdf.content import Stroke

Point = tuple[float, float]
PathStep = tuple[str, list[Point]]

# A filled shape not thicker than this is the border of a cell, not its colour.
THICKEST = 4.0
# How far a line may lean and still be straight.
_LEAN = 1.0
# Dots and dashes of one line stand not farther apart; neither do pieces that meet at a corner.
_GAP = 3.5
_SHORTEST = 5.0
# Both lines of a frame drawn as an outer and an inner rectangle.
_FRAME = 4.0


def strokes_of_path(
    path: Sequence[PathStep], *, is_drawn: bool, is_filled: bool
) -> tuple[list[Stroke], list[Stroke]]:
    """Return the lines across and the upright lines that a painted path shows.

    A drawn path gives its straight sides, a thin filled shape the line it looks like. Two filled
    rectangles, one just inside the other, are a frame; a filled area alone is only a colour.
    """
    across: list[Stroke] = []
    upright: list[Stroke] = []
    areas: list[list[Point]] = []
    for points in _outlines(path):
        if is_filled and not _is_area(points):
            _add_thin(points, across, upright)
        elif is_drawn:
            _add_sides(points, across, upright)
        elif len(points) > 2:
            areas.append(points)
    for points in areas if _are_frames(areas) else ():
        _add_sides(points, across, upright)
    return across, upright


def join_strokes(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Join pieces of one line: dots, dashes, sides of neighbouring cells; drop what stays short."""
    joined: list[Stroke] = []
    for group in _along_one_line(sorted(strokes, key=lambda stroke: stroke.at)):
        at = sum(stroke.at for stroke in group) / len(group)
        start, end = group[0].start, group[0].end
        for stroke in sorted(group, key=lambda stroke: stroke.start):
            if stroke.start > end + _GAP:
                joined.append(Stroke(at, start, end))
                start, end = stroke.start, stroke.end
            start, end = min(start, stroke.start), max(end, stroke.end)
        joined.append(Stroke(at, start, end))
    return [stroke for stroke in joined if stroke.end - stroke.start >= _SHORTEST]


def _along_one_line(strokes: Sequence[Stroke]) -> Iterable[list[Stroke]]:
    group: list[Stroke] = []
    for stroke in strokes:
        if group and stroke.at - group[0].at > _LEAN:
            yield sorted(group, key=lambda stroke: stroke.start)
            group = []
        group.append(stroke)
    if group:
        yield sorted(group, key=lambda stroke: stroke.start)


def _outlines(path: Sequence[PathStep]) -> Iterable[list[Point]]:
    """Yield the outlines of a path; curves are kept by their ends, closed ones are closed."""
    points: list[Point] = []
    for step, pairs in path:
        if step == "m":
            if len(points) > 1:
                yield points
            points = list(pairs)
        elif step == "h":
            if points:
                points.append(points[0])
        elif pairs:
            points.append(pairs[-1])
    if len(points) > 1:
        yield points


def _is_area(points: Sequence[Point]) -> bool:
    width, height = _extent(points)
    return width > THICKEST and height > THICKEST


def _add_thin(points: Sequence[Point], across: list[Stroke], upright: list[Stroke]) -> None:
    """Add a thin shape as one line; a dot may belong to a line of either direction."""
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    width, height = _extent(points)
    if height <= THICKEST:
        across.append(Stroke((min(ys) + max(ys)) / 2, min(xs), max(xs)))
    if width <= THICKEST:
        upright.append(Stroke((min(xs) + max(xs)) / 2, min(ys), max(ys)))


def _add_sides(points: Sequence[Point], across: list[Stroke], upright: list[Stroke]) -> None:
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if abs(y1 - y0) <= _LEAN:
            across.append(Stroke((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _LEAN:
            upright.append(Stroke((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _are_frames(areas: Sequence[Sequence[Point]]) -> bool:
    """Tell an outer and an inner outline close to each other from areas of colour."""
    if len(areas) != 2:
        return False
    (x0, y0, x1, y1), (u0, v0, u1, v1) = (_bounds(points) for points in areas)
    margins = (abs(x0 - u0), abs(y0 - v0), abs(x1 - u1), abs(y1 - v1))
    return max(margins) <= _FRAME and max(margins) > 0


def _bounds(points: Sequence[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _extent(points: Sequence[Point]) -> tuple[float, float]:
    x0, y0, x1, y1 = _bounds(points)
    return x1 - x0, y1 - y0
