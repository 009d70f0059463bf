"""A map of cities: dots on the coastline of Eurasia, without borders of states.

Coordinates go through an equal-area conic projection (Albers; J. P. Snyder, Map Projections — A
Working Manual, USGS Professional Paper 1395, 1987, section 14), fitted to the cities shown.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from xml.sax.saxutils import quoteattr

from planbook.language import plural
from planbook.writers.characters import printable
from planbook.writers.charts.frame import (
    OTHER,
    OWN,
    SMALL_SIZE,
    ChartFrame,
    drawing,
    figure,
    plain,
    text_mark,
    text_width,
    top_of,
)

_SEA, _LAND, _EDGE = "#dbe5ee", "#fbfaf7", "#b4bcc6"
_MARGIN = 28.0
# The picture is neither a strip nor a tower.
_LEAST_SHARE, _MOST_SHARE = 0.45, 0.8
# A lone city is shown with so many degrees around it.
_LEAST_SPAN = 2.5
_LEAST_RADIUS, _MOST_RADIUS = 4.0, 13.0
# East of this line lies Chukotka: its western longitudes go on beyond 180.
_CHUKOTKA = -160.0

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class CityDot:
    """A city on the map: `count` is what the size of its dot tells.

    Attributes:
        latitude: degrees, north is positive.
        longitude: degrees, east is positive.
        url: where the dot leads, empty for nowhere.
    """

    label: str
    latitude: float
    longitude: float
    count: int = 1
    is_own: bool = False
    url: str = ""


def city_map(dots: Sequence[CityDot], *, frame: ChartFrame, noun: tuple[str, str, str]) -> str:
    """Return the map of cities, an empty string for none.

    Args:
        noun: what is counted, in three forms: «мероприятие», «мероприятия», «мероприятий».

    >>> dots = [CityDot("Вологда", 59.22, 39.88, 3), CityDot("Псков", 57.82, 28.33)]
    >>> forms = ("мероприятие", "мероприятия", "мероприятий")
    >>> "Вологда: 3 мероприятия" in city_map(dots, frame=ChartFrame("Где"), noun=forms)
    True
    >>> city_map([], frame=ChartFrame("Где"), noun=forms)
    ''
    """
    if not dots:
        return ""
    told = sorted(dots, key=lambda dot: (-dot.count, dot.label))
    view = _View.around(told, frame)
    largest = told[0].count
    clip = f"{frame.identifier}-clip"
    window = (
        f'x="0" y="{figure(view.top)}" width="{frame.width}" height="{figure(view.height)}" rx="8"'
    )
    marks = [
        f'<clipPath id="{clip}"><rect {window}/></clipPath>',
        f'<g clip-path="url(#{clip})"><rect {window} fill="{_SEA}"/>',
        f'<path d="{_coast(view)}" fill="{_LAND}" fill-rule="evenodd"/></g>',
        f'<rect {window} fill="none" stroke="{_EDGE}"/>',
        *(_dot(dot, view, largest, noun) for dot in told),
        *_labels(told, view, largest),
    ]
    return drawing(frame, view.top + view.height + 4, _described(told, noun), marks)


class _View:
    """Where coordinates fall in the picture."""

    def __init__(self, dots: Sequence[CityDot], top: float, width: float) -> None:
        lats = [dot.latitude for dot in dots]
        lons = [_eastward(dot.longitude) for dot in dots]
        south, north = _spread(min(lats), max(lats), _LEAST_SPAN)
        self.middle = (min(lons) + max(lons)) / 2
        first, second = (
            math.radians(south + (north - south) / 6),
            math.radians(north - (north - south) / 6),
        )
        self.cone = (math.sin(first) + math.sin(second)) / 2
        self.constant = math.cos(first) ** 2 + 2 * self.cone * math.sin(first)
        self.top, self.width = top, width
        places = [self.flat(lon, lat) for lon, lat in zip(lons, lats, strict=True)]
        least = math.radians(_LEAST_SPAN)
        left, right = _spread(min(x for x, _ in places), max(x for x, _ in places), least)
        low, high = _spread(min(y for _, y in places), max(y for _, y in places), least)
        room = width - 2 * _MARGIN
        share = min(max((high - low) / (right - left), _LEAST_SHARE), _MOST_SHARE)
        self.height = room * share + 2 * _MARGIN
        self.scale = min(room / (right - left), room * share / (high - low))
        self.centre = ((left + right) / 2, (low + high) / 2)

    @classmethod
    def around(cls, dots: Sequence[CityDot], frame: ChartFrame) -> _View:
        """Return the view that holds all dots."""
        return cls(dots, top_of(frame), frame.width)

    def flat(self, longitude: float, latitude: float) -> Point:
        """Return a place on the unrolled cone, in radii of the Earth."""
        root = max(self.constant - 2 * self.cone * math.sin(math.radians(latitude)), 0.0)
        radius = math.sqrt(root) / self.cone
        angle = self.cone * math.radians(longitude - self.middle)
        return radius * math.sin(angle), -radius * math.cos(angle)

    def place(self, longitude: float, latitude: float) -> Point:
        """Return a place in the picture."""
        x, y = self.flat(longitude, latitude)
        return (
            self.width / 2 + (x - self.centre[0]) * self.scale,
            self.top + self.height / 2 - (y - self.centre[1]) * self.scale,
        )

    def of(self, dot: CityDot) -> Point:
        """Return where a city stands."""
        return self.place(_eastward(dot.longitude), dot.latitude)

    @property
    def of_centre(self) -> Point:
        """Return the middle of the picture."""
        return self.width / 2, self.top + self.height / 2

    @property
    def outline(self) -> str:
        """Return the path around the whole picture."""
        low = figure(self.top + self.height)
        return f"M0 {figure(self.top)}H{figure(self.width)}V{low}H0Z"

    def holds(self, point: Point, margin: float) -> bool:
        """Return whether a point lies in the picture or nearly so."""
        x, y = point
        return (
            -margin <= x <= self.width + margin
            and self.top - margin <= y <= self.top + self.height + margin
        )


def _eastward(longitude: float) -> float:
    return longitude + 360 if longitude < _CHUKOTKA else longitude


def _spread(low: float, high: float, least: float) -> tuple[float, float]:
    lack = max(least - (high - low), 0) / 2
    return low - lack, high + lack


@lru_cache(maxsize=1)
def _rings() -> tuple[tuple[Point, ...], ...]:
    text = (files("planbook.writers") / "data" / "coast.json").read_text("utf-8")
    return tuple(tuple(zip(flat[::2], flat[1::2], strict=True)) for flat in json.loads(text))


def _coast(view: _View) -> str:
    """Return the shores in sight; far points are thinned, so that a small map is a small file."""
    parts = []
    for ring in _rings():
        points = [view.place(*point) for point in ring]
        if not any(view.holds(point, view.width) for point in points):
            # No shore is in sight: the picture lies on this land as a whole, or off it.
            if _encloses(points, view.of_centre):
                parts.append(view.outline)
            continue
        kept = [points[0], *(after for before, after in pairwise(points) if before != after)]
        parts.append("M" + "L".join(f"{figure(x)} {figure(y)}" for x, y in kept) + "Z")
    return "".join(parts)


def _encloses(ring: Sequence[Point], place: Point) -> bool:
    """Return whether a place lies within a closed ring: a ray from it crosses the ring oddly."""
    x, y = place
    is_within = False
    for (x1, y1), (x2, y2) in pairwise((*ring, ring[0])):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            is_within = not is_within
    return is_within


def _radius(dot: CityDot, largest: int) -> float:
    share = math.sqrt(dot.count / largest) if largest else 0.0
    return max(_MOST_RADIUS * share, _LEAST_RADIUS) if largest > 1 else 6.0


def _dot(dot: CityDot, view: _View, largest: int, noun: tuple[str, str, str]) -> str:
    x, y = view.of(dot)
    colour = OWN if dot.is_own or dot.count else OTHER
    words = printable(f"{dot.label}: {dot.count} {plural(dot.count, *noun)}")
    circle = (
        f'<circle class="chart-dot" cx="{figure(x)}" cy="{figure(y)}" '
        f'r="{figure(_radius(dot, largest))}" fill="{colour}" fill-opacity="0.8" stroke="#ffffff">'
        f"<title>{plain(words)}</title></circle>"
    )
    if not dot.url:
        return circle
    return f"<a href={quoteattr(dot.url)} aria-label={quoteattr(words)}>{circle}</a>"


def _labels(dots: Sequence[CityDot], view: _View, largest: int) -> Iterator[str]:
    """Yield names beside dots, of greater ones first; where there is no room, none."""
    taken: list[Box] = [
        (x - r, y - r, x + r, y + r)
        for (x, y), r in ((view.of(dot), _radius(dot, largest)) for dot in dots)
    ]
    for index, dot in enumerate(dots):
        words = f"{dot.label} {dot.count}" if largest > 1 else dot.label
        room = text_width(words, SMALL_SIZE)
        for box in _places(view.of(dot), _radius(dot, largest), room):
            others = taken[:index] + taken[index + 1 :]
            if _fits(box, view) and not any(_overlap(box, other) for other in others):
                taken.append(box)
                yield text_mark(box[0], box[3] - 3, words, size=SMALL_SIZE)
                break


def _places(at: Point, radius: float, room: float) -> Iterator[Box]:
    x, y = at
    gap, half = radius + 3, SMALL_SIZE / 2 + 1
    yield (x + gap, y - half, x + gap + room, y + half)
    yield (x - gap - room, y - half, x - gap, y + half)
    yield (x - room / 2, y - gap - 2 * half, x + room / 2, y - gap)
    yield (x - room / 2, y + gap, x + room / 2, y + gap + 2 * half)


def _fits(box: Box, view: _View) -> bool:
    return box[0] >= 2 and box[2] <= view.width - 2 and box[1] >= view.top


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _described(dots: Sequence[CityDot], noun: tuple[str, str, str]) -> str:
    told = "; ".join(f"{dot.label} — {dot.count} {plural(dot.count, *noun)}" for dot in dots[:12])
    more = f"; ещё {len(dots) - 12}" if len(dots) > 12 else ""
    return f"{len(dots)} {plural(len(dots), 'город', 'города', 'городов')}: {told}{more}."
