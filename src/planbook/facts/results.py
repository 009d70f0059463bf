"""Standings: who took which place, whatever way and order they are told in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from planbook.facts.places import CITY, UNKNOWN, PlaceSpan
from planbook.facts.report_event import Fact, FactType
from planbook.facts.scene import RESULT, Scene
from planbook.facts.vocabulary import read_words
from planbook.plans.phrases import phrase_pattern

# «1. Тула; 2. Калуга; 3. Орёл» behind a contest.
_NUMBERED = re.compile(r"(?<=[:;,]\s)([1-8])[.)]\s+(?:(?:команда|сборная|г\.)\s*)?(?=[а-я])")
_THREE = re.compile(r"тройк\w+\s+(?:призер|победител|лидер|сильнейш)")
_CUP = re.compile(
    r"(?<!\w)кубок(?:\s[^.,;]{0,60}?)?\s+(?:у|получил\w*|завоевал\w*|достался|выиграл\w*|увезл\w*|вручен)"
)
_HOME_TEAM = re.compile(
    r"(?<!\w)(?:(?:команд\w{1,3}|сборн\w{2,3})\s+хозяев|хозяева(?:м|ми)?|хозяйк[аеиу]|хозяев)(?!\w)(?!\s*[,(–—-]\s*[а-я]*\s*команд)"
)
# «второй год подряд»
_NO_PLACE = re.compile(r"\s+(?:год|раз|сезон|этап|день|дня|тур|случа|групп|половин|период|част)")
_APART = re.compile(
    r"^(?:а\s+)?(?:в|по)\s+(?:волейбол|мини-футбол|футбол|хокке|шахмат|шашк|плаван|настольн|баскетбол|дартс|лыжн|легк|перетягив|стрельб"
    r"|гир|городк|бильярд|бадминтон|стритбол|пулев|кроссфит|армрест|теннис|личн|отдельн)\w*(?![^.]{0,80}(?:общекоманд|в\s+целом))"
    r"|номинаци|одно\s+из|в\s+перв\w+\s+очередь|по\s+итогам\s+перв"
)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    place: int


def standings(scene: Scene, home: str = "") -> Iterator[Fact]:
    """Yield the places cities took, in the order of the text; `home` is who «хозяева» are."""
    numbered = list(_NUMBERED.finditer(scene.shape))
    if len(numbered) > 1 and not scene.has("held", "intend", "exchange", "support"):
        yield from _facts(scene, _in_lines(scene, numbered))
        return
    if not RESULT.search(scene.shape) or _APART.search(scene.shape):
        return
    marks = _marks(scene)
    teams = [one for one in scene.places if one.kind in (CITY, UNKNOWN) and _is_team(scene, one)]
    teams = sorted([*teams, *_hosts(scene, home)], key=lambda one: one.start)
    if _THREE.search(scene.shape) and not marks and len(teams) == 3:
        marks = [_Mark(one.start, one.end, number) for number, one in enumerate(teams, start=1)]
        yield from _facts(scene, zip(marks, teams, strict=True))
        return
    if not marks or not teams:
        return
    yield from _facts(scene, _paired(scene, marks, teams))


def _in_lines(scene: Scene, numbered: list[re.Match[str]]) -> Iterator[tuple[_Mark, PlaceSpan]]:
    """Pair the numbers of a list with the cities right behind them."""
    starts = {one.start: one for one in scene.places if one.kind in (CITY, UNKNOWN)}
    for number in numbered:
        team = starts.get(number.end())
        if team is not None:
            yield _Mark(*number.span(1), int(number[1])), team


def _facts(scene: Scene, pairs: Iterable[tuple[_Mark, PlaceSpan]]) -> Iterator[Fact]:
    for mark, team in pairs:
        if not team.name:
            continue
        span = (team.start, team.end)
        yield scene.fact(FactType.STANDING, *span, values=[team.name], number=mark.place)


def _hosts(scene: Scene, home: str) -> Iterator[PlaceSpan]:
    """Yield «хозяева» as a team; without a name where nobody knows who they are."""
    for one in _HOME_TEAM.finditer(scene.shape):
        yield PlaceSpan(one.start(), one.end(), home, CITY)


def _is_team(scene: Scene, team: PlaceSpan) -> bool:
    """Tell whether a city stands as a team, not as the place of the games."""
    before = scene.shape[max(0, team.start - 30) : team.start]
    return not re.search(
        r"(?<!\w)во?\s+(?:г\.\s*|городе\s+)?$|(?:турнир|кубк|чемпионат|област)\w*\s+$", before
    )


def _marks(scene: Scene) -> list[_Mark]:
    found = [
        _Mark(one.start(), one.end(), place)
        for place, pattern in _place_patterns("places").items()
        for one in pattern.finditer(scene.shape)
    ]
    if any(mark.place for mark in found):
        found += [
            _Mark(one.start(), one.end(), place)
            for place, pattern in _place_patterns("short").items()
            for one in pattern.finditer(scene.shape)
            if not _NO_PLACE.match(scene.shape, one.end())
        ]
    if not any(mark.place == 1 for mark in found):
        cup = _CUP.search(scene.shape)
        found += [_Mark(cup.start(), cup.end(), 1)] if cup else []
    found.sort(key=lambda mark: (mark.start, -mark.end))
    # «IV Спартакиада» is a number of the games, no place in them.
    numbers = [event.edition_span for event in scene.events]
    kept: list[_Mark] = []
    for mark in found:
        if any(start <= mark.start < end for start, end in numbers):
            continue
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _paired(
    scene: Scene, marks: list[_Mark], teams: list[PlaceSpan]
) -> Iterator[tuple[_Mark, PlaceSpan]]:
    """Pair places with teams in reading order, whichever of the two comes first."""
    is_team_first = teams[0].start < marks[0].start
    waiting: list[_Mark] = []
    named: list[PlaceSpan] = []
    given: set[int] = set()
    last: tuple[_Mark, PlaceSpan] | None = None
    items: list[_Mark | PlaceSpan] = [*marks, *teams]
    for one in sorted(items, key=lambda item: item.start):
        if isinstance(one, PlaceSpan):
            if waiting:
                last = waiting.pop(0), one
                yield last
            elif last is not None and not is_team_first and _shares(scene, last[1], one):
                last = last[0], one
                yield last
            else:
                named.append(one)
            continue
        if one.place in given:
            continue
        given.add(one.place)
        team = _team_before(scene, one, named, marks, is_team_first=is_team_first)
        if team is None:
            waiting.append(one)
        else:
            named.remove(team)
            yield one, team


def _shares(scene: Scene, before: PlaceSpan, team: PlaceSpan) -> bool:
    """Tell whether a team stands in one list with the one before: they share a place."""
    gap = scene.shape[before.end : team.start]
    return bool(re.fullmatch(r"\s*(?:,|\sи)\s*(?:(?:города?|команда|г\.)\s*)?", gap))


def _team_before(
    scene: Scene,
    mark: _Mark,
    named: list[PlaceSpan],
    marks: list[_Mark],
    *,
    is_team_first: bool,
) -> PlaceSpan | None:
    """Return the team named before its place: «Вологда заняла второе место»."""
    if not named:
        return None
    following = [one for one in marks if one.start >= mark.start]
    if len(named) > 1 and len(named) == len(following) and "соответственно" in scene.shape:
        return named[0]
    team = named[-1]
    is_same_clause = not re.search(r"[,;]", scene.shape[team.end : mark.start])
    return team if is_same_clause or (is_team_first and len(named) == 1) else None


@cache
def _place_patterns(key: str) -> dict[int, re.Pattern[str]]:
    table = read_words("standings")[key]
    return {int(place): _pattern(group) for place, group in table.items()}


def _pattern(words: list[str]) -> re.Pattern[str]:
    joined = "|".join(phrase_pattern(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{joined})(?!\w)")
