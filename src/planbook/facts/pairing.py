"""Places and teams of a sentence put together, whichever of the two comes first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from planbook.facts.places import PlaceSpan
from planbook.facts.rank_marks import NEXT, Mark

Item = Mark | PlaceSpan
# What it costs to leave a place or a team alone, and to read over marks of clauses.
_ALONE, _COMMA, _SEMICOLON, _AND, _LONG, _TIE = 9, 5, 9, 3, 3, 2
_FAR, _NEVER = 90, 1000
_MAX_ITEMS = 60
_LIST = re.compile(
    r"\s*(?:,|\sи|,\s*и|/|\sили)?\s*(?:на\s+)?(?:(?:города?|команд[ыа]|сборн\w+|г\.)\s*)?"
)
# A point of «г. Тула» ends nothing.
_STOP = re.compile(r"(?<!\bг)(?<!\bгг)(?<!\bпос)(?<!\bо)[.!?]\s")
_BRACKETS = re.compile(r"\([^()]*\)")


def paired(
    shape: str, marks: Sequence[Mark], teams: Sequence[PlaceSpan]
) -> list[tuple[int, PlaceSpan]]:
    """Return the place of each team: the cheapest way to read the sentence."""
    items: list[Item] = [*marks, *teams]
    items = sorted(items, key=lambda one: one.start)[:_MAX_ITEMS]
    if not marks or not teams:
        return []
    return _settled(_cheapest(shape, items))


def _cheapest(shape: str, items: list[Item]) -> list[tuple[Mark, list[PlaceSpan]]]:
    """Join neighbours: one place with one or several teams, or as many teams as places."""
    best: list[tuple[int, list[tuple[Mark, list[PlaceSpan]]]]] = [(0, [])]
    for end in range(1, len(items) + 1):
        cost, found = best[end - 1]
        options = [(cost + _ALONE, found)]
        for start in range(max(0, end - 8), end - 1):
            joined = _joined(shape, items[start:end])
            if joined is not None:
                options.append((best[start][0] + joined[0], [*best[start][1], *joined[1]]))
        best.append(min(options, key=lambda one: one[0]))
    return best[-1][1]


def _joined(shape: str, items: list[Item]) -> tuple[int, list[tuple[Mark, list[PlaceSpan]]]] | None:
    """Read a stretch as places and their teams, with what that costs."""
    marks = [one for one in items if isinstance(one, Mark)]
    teams = [one for one in items if isinstance(one, PlaceSpan)]
    if not marks or not teams or (len(marks) > 1 and len(marks) != len(teams)):
        return None
    is_apart = items in ([*marks, *teams], [*teams, *marks])
    if not is_apart or not (_is_list(shape, marks) and _is_list(shape, teams)):
        return None
    left, right = (marks[-1], teams[0]) if items[0] is marks[0] else (teams[-1], marks[0])
    cost = _gap_cost(shape[_end(left) : right.start], is_team_first=isinstance(left, PlaceSpan))
    if len(marks) == 1:
        several = _TIE * (len(teams) - 1)
        return cost + several, [(marks[0], teams)]
    return cost + _TIE, [(mark, [team]) for mark, team in zip(marks, teams, strict=True)]


def _is_list(shape: str, items: Sequence[Item]) -> bool:
    """Tell whether nothing but commas and «и» stands between the members."""
    return all(
        _LIST.fullmatch(_BRACKETS.sub("", shape[_end(one) : other.start]))
        for one, other in pairwise(items)
    )


def _end(item: Item) -> int:
    return max(item.end, item.until) if isinstance(item, PlaceSpan) else item.end


@lru_cache(maxsize=4096)
def _gap_cost(gap: str, *, is_team_first: bool) -> int:
    if is_team_first and re.fullmatch(r"\s*\(\s*", gap):
        return 0
    plain = _BRACKETS.sub("", gap)
    if ")" in plain or _STOP.search(plain):
        return _NEVER
    cost = 1
    cost += _SEMICOLON if ";" in plain else 0
    cost += _COMMA * min(plain.count(","), 2)
    cost += _AND if re.search(r"(?:^|\s)(?:и|а)\s", plain) else 0
    cost += _LONG * (len(plain) // _FAR)
    return cost


def _is_shared(mark: Mark, settled: Sequence[tuple[int, PlaceSpan]]) -> bool:
    """Tell whether a lower place is told twice in a row: «3 место Тула, 3 место Орёл»."""
    return mark.place > 1 and not mark.is_title and settled[-1][0] == mark.place


def _settled(found: list[tuple[Mark, list[PlaceSpan]]]) -> list[tuple[int, PlaceSpan]]:
    """Drop a place told twice, several winners, and number those that follow."""
    settled: list[tuple[int, PlaceSpan]] = []
    given: set[int] = set()
    for mark, teams in found:
        if mark.place == NEXT:
            first = max(given, default=0) + 1
            told = list(enumerate(teams, start=first))
        elif (mark.place in given and not _is_shared(mark, settled)) or (
            mark.is_title and len(teams) > 1
        ):
            continue
        else:
            told = [(mark.place, team) for team in teams]
        settled += told
        given.update(place for place, _ in told)
    return settled
