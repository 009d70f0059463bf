"""What a sentence only points back to: «там», «здесь» for a city, «он» for an event."""

from __future__ import annotations

import re

from planbook.facts.book import OpenEvent
from planbook.facts.mention import EventMention
from planbook.facts.places import CITY
from planbook.facts.report_event import Fact, FactType
from planbook.facts.scene import Scene

_SAME_PLACE = re.compile(r"(?<!\w)(?:там\s+же|здесь\s+же|в\s+(?:этом|том)\s+же\s+городе)(?!\w)")
_THERE = re.compile(r"(?<!\w)(?:там|здесь|тут|в\s+этом\s+городе)(?!\w)(?!\s+же)")
_PRONOUN = re.compile(
    r"(?:[^,;:()]{0,40}\s)?(?:он|она|оно|они|его|е[её]|их|нынешн(?:ий|яя|ее)|сам[ао]?)(?!\w)[^;:()]{0,60}?(?<!\w)"
    r"(?:прош[её]?л|состоял|проведен|проходил|провел|принял|принимал|собрал|открыл|завершил)"
)

_LAST_YEAR = re.compile(
    r"(?<!\w)(?:прошлогодн|позапрошлогодн|предыдущ|прошл(?:ый|ая|ое)(?!\w))[а-я]*\s[^.,;]{0,30}$"
)
_SAME_DAY = re.compile(
    r"(?<!\w)(?:в\s+(?:тот|этот)\s+же\s+день|в\s+те\s+же\s+дни|тогда\s+же|одновременно\s+с\s+(?:ним|ней)|в\s+эти\s+же\s+дни)(?!\w)"
)


def same_day(scene: Scene, before: Fact | None) -> list[Fact]:
    """Return the day of the event before where a sentence says «в тот же день»."""
    said = _SAME_DAY.search(scene.shape)
    if said is None or before is None or before.type is not FactType.DATE:
        return []
    return [scene.fact(FactType.DATE, *said.span(), values=before.values)]


def same_place(scene: Scene, before: OpenEvent | None) -> list[Fact]:
    """Return the host of the event before where the sentence says «там же»."""
    said = _SAME_PLACE.search(scene.shape)
    host = before.first(FactType.HOST) if before is not None and said is not None else None
    if host is None or said is None:
        return []
    return [scene.fact(FactType.HOST, *said.span(), values=host.values)]


class Whereabouts:
    """Remembers the one city the sentence before named."""

    def __init__(self) -> None:
        self._before: tuple[int, str] | None = None
        self._here: tuple[int, str] | None = None
        self._scene: Scene | None = None

    def enter(self, scene: Scene) -> None:
        """Go on to the next sentence."""
        if self._scene is not None and self._scene.whole and self._scene.whole == scene.whole:
            return
        self._scene, self._before = scene, self._here
        names = {one.name for one in scene.places if one.kind == CITY and not one.is_people}
        self._here = (scene.paragraph, names.pop()) if len(names) == 1 else None

    def told_by_there(self, scene: Scene) -> list[Fact]:
        """Return the host of a sentence that says «там»: a city before it, here or just before."""
        said = _THERE.search(scene.shape)
        if said is None or not scene.has("held", "take_part", "host"):
            return []
        city = [one.name for one in scene.places if one.kind == CITY and one.end <= said.start()]
        if len(set(city)) == 1:
            return [scene.fact(FactType.HOST, *said.span(), values=city[:1])]
        if not city and self._before is not None and self._before[0] == scene.paragraph:
            return [scene.fact(FactType.HOST, *said.span(), values=[self._before[1]])]
        return []


def is_of_last_year(scene: Scene, mention: EventMention) -> bool:
    """Tell whether a sentence speaks of the edition before: «прошлогоднее собрание»."""
    return bool(_LAST_YEAR.search(scene.shape, max(0, mention.start - 40), mention.start))


def goes_on_by_pronoun(scene: Scene) -> bool:
    """Tell whether a sentence says by a pronoun that the event before was held."""
    return _PRONOUN.match(scene.shape) is not None
