"""Facts read in a report as plain values: what they are called, by what they are known again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from planbook.dates import format_timing, from_edtf
from planbook.facts import Fact, FactType, ReportEvent, ReportRole
from planbook.language import search_text

FACT_WORDS: dict[FactType, str] = {
    FactType.HOST: "принимал",
    FactType.PARTICIPANTS: "участники",
    FactType.PARTICIPANTS_REMOTE: "участники по видеосвязи",
    FactType.PARTICIPANTS_DISTRICT: "районы-участники",
    FactType.SPEAKERS_FROM: "выступили представители",
    FactType.EXPERTS_FROM: "эксперты из",
    FactType.SPEAKER: "докладчик",
    FactType.MODERATOR: "модератор",
    FactType.ORGANISER: "организаторы",
    FactType.MODE: "формат",
    FactType.DATE: "когда",
    FactType.PARENT_EVENT: "в рамках",
    FactType.THEME: "тема",
    FactType.ORDINAL: "который по счёту",
    FactType.COUNT_PEOPLE: "сказано, сколько человек",
    FactType.COUNT_CITIES: "сказано, сколько городов",
    FactType.COUNT_MUNICIPALITIES: "сказано, сколько муниципальных образований",
    FactType.COUNT_DELEGATIONS: "сказано, сколько делегаций",
    FactType.COUNT_TEAMS: "сказано, сколько команд",
    FactType.COUNT_REGIONS: "сказано, сколько регионов",
    FactType.COUNT_COUNTRIES: "сказано, сколько стран",
    FactType.COUNT_WORKS: "сказано, сколько работ",
    FactType.STANDING: "место",
    FactType.AWARDED: "награждён",
    FactType.AWARDED_CITIES: "награждены представители городов",
    FactType.PLANNED_HOST: "примет",
    FactType.PLANNED_DATE: "запланировано на",
    FactType.WITHDRAWN_HOST: "отозвал кандидатуру",
}
ROLE_WORDS: dict[ReportRole, str] = {
    ReportRole.HELD: "проведённое мероприятие",
    ReportRole.EXCHANGE: "информационный обмен",
    ReportRole.SUPPORTED: "поддержанное мероприятие",
    ReportRole.FUTURE: "предстоящее мероприятие",
}
MODE_WORDS = {"remote": "дистанционно", "mixed": "очно и дистанционно", "person": "очно"}
HEDGE_WORDS = {"~": "около", ">": "более", ">=": "не менее", "<": "менее", "=": ""}

LISTED = frozenset(
    {FactType.PARTICIPANTS, FactType.PARTICIPANTS_REMOTE, FactType.PARTICIPANTS_DISTRICT}
)
# Facts whose values are cities or districts.
OF_CITIES = LISTED | {
    FactType.HOST,
    FactType.SPEAKERS_FROM,
    FactType.EXPERTS_FROM,
    FactType.AWARDED_CITIES,
    FactType.STANDING,
    FactType.PLANNED_HOST,
    FactType.WITHDRAWN_HOST,
}
OF_PEOPLE = frozenset({FactType.SPEAKER, FactType.MODERATOR, FactType.AWARDED})
# Counts that the lists of participants can be compared with.
LISTED_COUNTS = frozenset({FactType.COUNT_CITIES, FactType.COUNT_MUNICIPALITIES})
COUNTS = LISTED_COUNTS | {
    FactType.COUNT_PEOPLE,
    FactType.COUNT_DELEGATIONS,
    FactType.COUNT_TEAMS,
    FactType.COUNT_REGIONS,
    FactType.COUNT_COUNTRIES,
    FactType.COUNT_WORKS,
}
NUMBERED = COUNTS | {FactType.ORDINAL, FactType.STANDING}
MAX_VALUES, MAX_VALUE, MAX_NUMBER, MAX_EDITION = 500, 300, 10_000_000, 999


@dataclass(frozen=True, slots=True)
class FactValues:
    """What a person may correct in a read fact."""

    values: tuple[str, ...]
    number: int | None = None
    hedge: str = ""

    @property
    def value(self) -> str:
        """The list in one line, as the public JSON has it."""
        return ";".join(self.values)


@dataclass(frozen=True, slots=True)
class EventWords:
    """What a person may correct in a read event."""

    title: str
    kind: str = ""
    edition: int | None = None
    role: str = ReportRole.HELD


def event_identity(event: ReportEvent) -> str:
    """Return by what an event of a report is known again when the report is read once more."""
    return _mark(event.role, search_text(event.title), str(event.edition or ""))


def fact_identity(fact: Fact) -> str:
    """Return by what a fact is known again: what it says and the words it stands in."""
    said = (fact.type, *fact.values, str(fact.number or ""), fact.hedge)
    return _mark(*said, " ".join(fact.text.split()))


def numbered(identities: Iterable[str]) -> list[str]:
    """Return identities with a tail that keeps equal ones apart: «…#2» for the second.

    >>> numbered(["a", "b", "a"])
    ['a', 'b', 'a#2']
    """
    seen: dict[str, int] = {}
    apart = []
    for one in identities:
        seen[one] = seen.get(one, 0) + 1
        apart.append(one if seen[one] == 1 else f"{one}#{seen[one]}")
    return apart


def _mark(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


_DECIDED = re.compile(r"\b(?:решени\w+|реш(?:ил|ен|ено)\w*|определ[её]н\w*|утвержд\w+|избран\w*)")


def is_decided(sentence: str) -> bool:
    """Return whether a sentence about a future host tells a decision; else it tells an offer.

    >>> is_decided("По итогам принято решение о проведении Спартакиады в Сыктывкаре.")
    True
    >>> is_decided("Представители Вологды заявили о намерении провести заседание.")
    False
    """
    return _DECIDED.search(sentence.lower()) is not None


_TROPHY = re.compile(r"\bпереходящ\w+\s+(кубк|кубок|приз|вымпел|знам)", re.IGNORECASE)
_TROPHIES = {
    "кубк": "Переходящий кубок",
    "кубок": "Переходящий кубок",
    "приз": "Переходящий приз",
    "вымпел": "Переходящий вымпел",
    "знам": "Переходящее знамя",
}


def trophy_of(sentence: str) -> str:
    """Return the name of the challenge cup that a sentence about a winner tells of, or nothing.

    >>> trophy_of("Первой стала команда Шуи и получила переходящий кубок Союза.")
    'Переходящий кубок'
    """
    found = _TROPHY.search(sentence)
    return _TROPHIES[found[1].lower()] if found else ""


def person_and_place(value: str) -> tuple[str, str]:
    """Return name and city of a value «name|city»; the second is empty where it was not said.

    >>> person_and_place("Олег Белак|Нарьян-Мар")
    ('Олег Белак', 'Нарьян-Мар')
    """
    name, _, place = value.partition("|")
    return name.strip(), place.strip()


def fact_words(fact_type: str, values: Iterable[str], number: int | None, hedge: str) -> str:
    """Return what a fact says, for people.

    >>> fact_words("standing", ["Вологда"], 3, "")
    '3 место: Вологда'
    >>> fact_words("count-people", [], 300, ">")
    'более 300'
    """
    kind = FactType(fact_type)
    said = list(values)
    if kind in COUNTS:
        return f"{HEDGE_WORDS.get(hedge, '')} {number if number is not None else '?'}".strip()
    if kind is FactType.STANDING:
        return f"{number if number is not None else '?'} место: {', '.join(said)}"
    if kind is FactType.ORDINAL:
        return f"№ {number if number is not None else '?'}"
    if kind is FactType.MODE:
        return ", ".join(MODE_WORDS.get(one, one) for one in said)
    if kind in OF_PEOPLE:
        people = (person_and_place(one) for one in said)
        return "; ".join(f"{name} ({place})" if place else name for name, place in people)
    if kind in {FactType.DATE, FactType.PLANNED_DATE}:
        said = [_date_words(one) for one in said]
    words = "; ".join(said) if kind is FactType.ORGANISER else ", ".join(said)
    return f"{words}, {number} год" if kind is FactType.PLANNED_HOST and number else words


def _date_words(edtf: str) -> str:
    try:
        return format_timing(from_edtf(edtf))
    except ValueError:
        return edtf
