"""Places out of results: totals, order, equals, and in words why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from planbook.language import plural
from planbook.standings.rule import Measure, ScoringRule, Ties
from planbook.text import comparison_key

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Result:
    """What a team reached in one discipline, or in all of them where `discipline` is empty."""

    team: str
    place: int | None = None
    points: Decimal | None = None
    gold: int = 0
    silver: int = 0
    bronze: int = 0
    discipline: str = ""

    @property
    def medals(self) -> int:
        """All medals."""
        return self.gold + self.silver + self.bronze


@dataclass(frozen=True, slots=True)
class Line:
    """A team in a table of places.

    Attributes:
        place: the place, the first one of those that equals share; None where nothing decides.
        place_text: as it is printed: «1», «1–2», «–».
        total: points or the sum of places, None for medals and where none are told.
        why: in Russian, what decided.
    """

    place: int | None
    place_text: str
    team: str
    total: Decimal | None = None
    gold: int = 0
    silver: int = 0
    bronze: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Team:
    name: str
    results: tuple[Result, ...]
    total: Decimal | None
    counted: int


def standings(results: Iterable[Result], rule: ScoringRule) -> tuple[Line, ...]:
    """Return teams in the order of their places; the same results always give the same order.

    Teams without anything that counts stand at the end without a place. Equals stand by name.

    >>> rows = [Result("Вологда", points=Decimal(28)), Result("Псков", points=Decimal(34)),
    ...         Result("Шуя", points=Decimal(28))]
    >>> [(line.place_text, line.team) for line in standings(rows, ScoringRule())]
    [('1', 'Псков'), ('2–3', 'Вологда'), ('2–3', 'Шуя')]
    """
    groups: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        groups[comparison_key(one.team)].append(one)
    disciplines = {one.discipline for group in groups.values() for one in group}
    teams = [_team(group, rule, len(disciplines)) for group in groups.values()]
    placed = sorted((one for one in teams if one.total is not None), key=_by_name)
    placed.sort(key=lambda one: _key(one, rule))
    lines: list[Line] = []
    for _, equal in groupby(placed, key=lambda one: _key(one, rule)):
        same = list(equal)
        lines += [_line(one, len(lines) + 1, len(same), rule) for one in same]
    rest = sorted((one for one in teams if one.total is None), key=_by_name)
    return (*lines, *(_line(one, None, 1, rule) for one in rest))


def place_words(first: int, count: int, ties: Ties = Ties.SHARED) -> str:
    """Return places as they are printed where several teams are equal.

    >>> place_words(1, 2), place_words(1, 2, Ties.SAME), place_words(3, 1)
    ('1–2', '1', '3')
    """
    is_range = count > 1 and ties is Ties.SHARED
    return f"{first}–{first + count - 1}" if is_range else str(first)


def _team(group: Sequence[Result], rule: ScoringRule, disciplines: int) -> _Team:
    values = sorted(
        (value for one in group if (value := _value(one, rule)) is not None),
        reverse=not rule.prefers_lower,
    )
    if rule.measure is Measure.PLACE_SUM and rule.missing_place is not None:
        values += [Decimal(rule.missing_place)] * max(disciplines - len(values), 0)
        values.sort()
    counted = values[: rule.best] if rule.best else values
    total = sum(counted, _ZERO) if counted else None
    return _Team(group[0].team, tuple(group), total, len(counted))


def _value(result: Result, rule: ScoringRule) -> Decimal | None:
    match rule.measure:
        case Measure.POINTS:
            return result.points
        case Measure.MEDALS:
            return Decimal(result.gold)
        case Measure.PLACE_SUM:
            return Decimal(result.place) if result.place else None
        case Measure.PLACE_POINTS:
            return _points_for(result.place, rule)


def _points_for(place: int | None, rule: ScoringRule) -> Decimal | None:
    if not place:
        return None
    table = rule.points_by_place
    return table[place - 1] if place <= len(table) else _ZERO


def _key(team: _Team, rule: ScoringRule) -> tuple[object, ...]:
    total = team.total or _ZERO
    main = total if rule.prefers_lower else -total
    if rule.measure is Measure.MEDALS:
        return (*_medal_key(team),)
    return (main, *(_medal_key(team) if rule.by_medals else _place_key(team)))


def _medal_key(team: _Team) -> tuple[int, int, int]:
    gold = sum(one.gold for one in team.results)
    silver = sum(one.silver for one in team.results)
    bronze = sum(one.bronze for one in team.results)
    return -gold, -silver, -bronze


def _place_key(team: _Team) -> tuple[int, ...]:
    """Return how often a team was first, second …: more of the better places comes first."""
    places = [one.place for one in team.results if one.place and one.discipline]
    return tuple(-places.count(place) for place in range(1, 11))


def _by_name(team: _Team) -> str:
    return comparison_key(team.name)


def _line(team: _Team, first: int | None, equal: int, rule: ScoringRule) -> Line:
    gold, silver, bronze = (-count for count in _medal_key(team))
    place_text = place_words(first, equal, rule.ties) if first else "–"
    total = None if rule.measure is Measure.MEDALS else team.total
    return Line(first, place_text, team.name, total, gold, silver, bronze, _why(team, equal, rule))


def _why(team: _Team, equal: int, rule: ScoringRule) -> str:
    if team.total is None:
        return "нет результатов, которые считаются"
    gold, silver, bronze = (-count for count in _medal_key(team))
    medals = f"золотых {gold}, серебряных {silver}, бронзовых {bronze}"
    if rule.measure is Measure.MEDALS:
        words = medals
    elif rule.measure is Measure.PLACE_SUM:
        words = f"сумма мест {number_words(team.total)}"
    else:
        noun = plural(int(team.total), "очко", "очка", "очков")
        is_whole = team.total == team.total.to_integral_value()
        words = f"{number_words(team.total)} {noun if is_whole else 'очка'}"
    if rule.best and len(team.results) > team.counted:
        words += f", в зачёте {team.counted} из {len(team.results)}"
    return f"{words}, поровну с другими" if equal > 1 else words


def number_words(number: Decimal) -> str:
    """Return a number as it is printed: «34», «12,5».

    >>> number_words(Decimal("34.000")), number_words(Decimal("12.50"))
    ('34', '12,5')
    """
    if number == number.to_integral_value():
        return str(int(number))
    return f"{number.normalize():f}".replace(".", ",")
