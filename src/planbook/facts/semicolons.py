"""Events listed in one sentence between semicolons: «форум – в Туле; слёт – в Орле»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from planbook.facts.circumstances import dates_in
from planbook.facts.roles import Standing, standing
from planbook.facts.scene import Scene

_SEMICOLON = re.compile(r";\s+")
_MOST = 30


def items_of(scene: Scene) -> list[Scene]:
    """Return the items between semicolons where each has an event with its own day or city.

    A sentence that tells of one event stays whole.
    """
    if (
        ";" not in scene.shape
        or len(scene.events) < 2
        or scene.has("intend", "withdraw", "exchange")
    ):
        return [scene]
    starts = _starts(scene, _SEMICOLON)
    if len(starts) == 1:
        return [scene]
    ends = [*starts[1:], len(scene.text)]
    return [scene.part(start, end) for start, end in zip(starts, ends, strict=True)]


def _starts(scene: Scene, pattern: re.Pattern[str]) -> list[int]:
    starts = [0]
    for cut in islice(pattern.finditer(scene.shape), _MOST):
        if _tells(scene, starts[-1], cut.start()) and _tells(scene, cut.end(), len(scene.shape)):
            starts.append(cut.end())
    return starts


def _tells(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a stretch names an event of its own with its day or its city."""
    events = [one for one in scene.events if start <= one.start and one.end <= end]
    if not any(not (one.is_inside or one.is_framework or one.is_next) for one in events):
        return False
    if (
        "(" in scene.shape[:start]
        and ")" not in scene.shape[scene.shape.rfind("(", 0, start) : start]
    ):
        return False
    return any(_where_or_when(scene, start, end))


def _where_or_when(scene: Scene, start: int, end: int) -> Iterator[bool]:
    yield from (True for _ in dates_in(scene, start, end, scene.year))
    for group in scene.lists:
        if start <= group.start and group.end <= end:
            role = standing(scene, group)
            if role in (Standing.IN, Standing.ENCLOSED, Standing.LISTED):
                yield True
