"""What a person should look at before a read fact is believed. Plain values, no queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mezhgorod.reporting.rules.reading import (
    LISTED,
    LISTED_COUNTS,
    NUMBERED,
    OF_CITIES,
    person_and_place,
)
from planbook.dates import Unparsed, from_edtf
from planbook.facts import FactType, ReportRole
from planbook.places import parse_places

# From this score on a row of a plan is taken to be the event of the report.
SURE_SCORE = 80


@dataclass(frozen=True, slots=True)
class FactSaid:
    """A read fact as far as doubts depend on it."""

    key: int
    type: FactType
    values: tuple[str, ...]
    number: int | None
    hedge: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class EventSaid:
    """A read event as far as doubts depend on it.

    Attributes:
        score: how like the proposed row of a plan is; 0 without one, or where the row decides
            nothing: one of an earlier year that is no edition of a series.
        has_series: it is known as an edition of a series.
        is_chosen: a person has said what it is.
    """

    role: ReportRole
    edition: int | None
    score: int
    has_series: bool
    is_chosen: bool
    facts: tuple[FactSaid, ...]


@dataclass(frozen=True, slots=True)
class ReadingDoubt:
    """Something to look at; a note tells and keeps nothing back."""

    message: str
    is_note: bool = False


def doubts_of_event(event: EventSaid) -> list[ReadingDoubt]:
    """Return the doubts about what an event is."""
    told = []
    if not event.is_chosen and 0 < event.score < SURE_SCORE:
        told.append(
            ReadingDoubt(
                f"Похоже на строку плана на {event.score} из 100: проверьте, то ли это мероприятие."
            )
        )
    if event.role is ReportRole.FUTURE and not event.has_series and event.edition is None:
        told.append(
            ReadingDoubt(
                "Номер не назван, серия неизвестна: в выпуски серий запись не попадёт, "
                "пока не выбрана серия.",
                is_note=True,
            )
        )
    return told


def doubts_of_facts(event: EventSaid) -> dict[int, list[ReadingDoubt]]:
    """Return the doubts about the facts of an event by their keys; those without any are left out.

    Stated and listed numbers, cities nobody knows, a city twice, two hosts, an ordinal that is not
    that of the title, a withdrawal of somebody who was never chosen, a place told twice.
    """
    doubts: dict[int, list[ReadingDoubt]] = {}
    for fact in event.facts:
        found = [*_own_doubts(fact), *_doubts_among(fact, event)]
        if found:
            doubts[fact.key] = found
    return doubts


def _own_doubts(fact: FactSaid) -> list[ReadingDoubt]:
    told = []
    if fact.type in NUMBERED and fact.number is None:
        told.append(ReadingDoubt("Число не понято: впишите его."))
    if fact.type in OF_CITIES:
        told += [
            ReadingDoubt(f"«{name}» нет в справочнике городов: проверьте название.")
            for name in fact.values
            if not is_known_place(name)
        ]
    told += [
        ReadingDoubt(f"{name}: назван в списке дважды.")
        for name, times in Counter(fact.values).items()
        if times > 1
    ]
    if fact.type is FactType.DATE and not all(map(is_known_time, fact.values)):
        told.append(ReadingDoubt("Время не понято: впишите его словами."))
    if fact.type in {FactType.SPEAKER, FactType.AWARDED} and not all(
        person_and_place(one)[1] for one in fact.values
    ):
        told.append(ReadingDoubt("Не сказано, откуда этот человек.", is_note=True))
    if fact.type in LISTED and fact.is_open:
        told.append(ReadingDoubt("Список не полон: «и другие».", is_note=True))
    return told


def _doubts_among(fact: FactSaid, event: EventSaid) -> list[ReadingDoubt]:
    if fact.type in LISTED_COUNTS:
        return _stated_and_listed(fact, event.facts)
    if fact.type is FactType.HOST and len(_values(event.facts, FactType.HOST)) > 1:
        return [ReadingDoubt("Названо несколько принимающих городов: проверьте.")]
    if fact.type is FactType.ORDINAL and event.edition not in {None, fact.number}:
        return [ReadingDoubt(f"В названии № {event.edition}: проверьте, который номер верен.")]
    if fact.type is FactType.WITHDRAWN_HOST:
        planned = _values(event.facts, FactType.PLANNED_HOST)
        return [
            ReadingDoubt(f"{name} отозвал кандидатуру, но не сказано, что был выбран.")
            for name in fact.values
            if name not in planned
        ]
    if fact.type is FactType.PLANNED_HOST and fact.number is None:
        return [ReadingDoubt("Не сказано, в каком году.", is_note=True)]
    if fact.type is FactType.STANDING:
        same = [one for one in event.facts if one.type is fact.type and one.number == fact.number]
        if len(same) > 1:
            return [ReadingDoubt(f"{fact.number} место названо дважды: ничья или ошибка?")]
    return []


def _stated_and_listed(fact: FactSaid, facts: Sequence[FactSaid]) -> list[ReadingDoubt]:
    """Compare a stated number with the lists beside it; the host is in them or is not."""
    lists = [one for one in facts if one.type in LISTED]
    listed = len({name for one in lists for name in one.values})
    if not listed or fact.number is None or not _differs(fact.number, fact.hedge, listed):
        return []
    if any(one.is_open for one in lists):
        message = f"Сказано {fact.number}, перечислено {listed}: список не полон («и другие»)."
        return [ReadingDoubt(message, is_note=True)]
    return [ReadingDoubt(f"Сказано {fact.number}, перечислено {listed}: проверьте число и список.")]


def _differs(number: int, hedge: str, listed: int) -> bool:
    if hedge == "~":
        return abs(number - listed) * 10 > number
    if hedge in {">", ">="}:
        return listed < number
    return listed > number if hedge == "<" else listed != number


def _values(facts: Sequence[FactSaid], kind: FactType) -> set[str]:
    return {name for one in facts if one.type is kind for name in one.values}


def is_known_place(name: str) -> bool:
    """Return whether a name is a settlement of the gazetteer, or a district.

    >>> is_known_place("Вологда"), is_known_place("Приморский район (Архангельская область)")
    (True, True)
    >>> is_known_place("Ненаходск")
    False
    """
    places = parse_places(name).places
    if len(places) != 1:
        return False
    place = places[0]
    return bool(place.district) or (bool(place.locality) and place.latitude is not None)


def is_known_time(edtf: str) -> bool:
    """Return whether a value of a date can be placed in time.

    >>> is_known_time("2024-01"), is_known_time("весной")
    (True, False)
    """
    try:
        return not isinstance(from_edtf(edtf), Unparsed)
    except ValueError:
        return False
