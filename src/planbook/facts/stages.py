"""Lines that only say when and where, before their event: «15 мая – Пенза. Форум»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planbook.facts.circumstances import date_of
from planbook.facts.headlines import is_verbless
from planbook.facts.report_event import Fact
from planbook.facts.scene import Scene

_MAX_STAGE = 90
_MOST = 3
_MONTH_LENGTH = 7
# «26-го числа» of a month named before.
_DAY_OF_MONTH = re.compile(r"(?<!\w)(\d{1,2})-?(?:го|е)?\s+числа(?!\w)")


def stages(scenes: Sequence[Scene]) -> list[Scene]:
    """Return the first sentences of a paragraph that only say when and where."""
    found: list[Scene] = []
    for scene in scenes[:_MOST]:
        if scene.events:
            return found
        if len(scene.text) > _MAX_STAGE or not is_verbless(scene):
            return []
        if not (scene.places or any(True for _ in date_of(scene))):
            return []
        found.append(scene)
    return []


def month_set(before: Sequence[Scene]) -> Fact | None:
    """Return the month that a chronicle tells of in a paragraph: «МАРТ. Псков. Семинар …»."""
    days = [day for scene in before for day in date_of(scene)]
    return next((day for day in days if len(day.value) == _MONTH_LENGTH), None)


def day_of_month(scene: Scene, month: Fact) -> Fact | None:
    """Return the day that a sentence gives by its number alone: «26-го числа в Ельце»."""
    said = _DAY_OF_MONTH.search(scene.shape)
    if said is None or any(True for _ in date_of(scene)):
        return None
    return scene.fact(month.type, *said.span(), values=[f"{month.value}-{int(said[1]):02d}"])
