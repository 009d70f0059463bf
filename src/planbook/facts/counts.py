"""Stated numbers: people, cities, municipalities, delegations, teams, works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from planbook.facts.numbers import Number
from planbook.facts.report_event import Fact, FactType
from planbook.facts.scene import Scene
from planbook.facts.vocabulary import words_of
from planbook.facts.words import are_people
from planbook.plans.phrases import phrase_pattern

_UNITS = (
    ("cities", FactType.COUNT_CITIES),
    ("municipalities", FactType.COUNT_MUNICIPALITIES),
    ("delegations", FactType.COUNT_DELEGATIONS),
    ("teams", FactType.COUNT_TEAMS),
    ("regions", FactType.COUNT_REGIONS),
    ("countries", FactType.COUNT_COUNTRIES),
    ("works", FactType.COUNT_WORKS),
    ("people", FactType.COUNT_PEOPLE),
)
_ADJECTIVE = re.compile(r"(?:[а-я-]+(?:ых|их|ые|ие|ого|ной|ый|ей)|и|лучш\w+)\s+")
_SPACE = re.compile(r"\s+")
_NOUN = re.compile(r"[а-я]{4,}(?![\w-])")
# Winners and partners are a part of those who came, members need not come at all.
_NOT_ALL = re.compile(
    r"победител|лауреат|призер|партнер|член|дипломант|организатор|кандидат|номинант|животн|собак"
)
_MOST_ADJECTIVES = 5
_ACTS = ("take_part", "held", "join_remote", "speak", "exchange")
_TOTAL = re.compile(r"(?<!\w)(?:количество|число|всего|обучен\w*|превысил\w*|составил\w*)(?!\w)")
_COUNTED_BEFORE = re.compile(
    r"(?:(?:число|количество)\s+|^|[.;,]\s*)((?:участник|делегат|слушател|город|команд|муниципал|гост|зрител)\w*)(?:\s+[а-я]+){0,3}\s*"
    r"(?:[:–—-]|состав\w+|превы\w+|достиг\w+)\s*$"
)
_NO_COUNT = re.compile(
    r"^\s*(?:мест|год|лет|час|дн|минут|рубл|процент|%|км|раз\b|очк|балл|вид|этап|медал|месяц|недел|век)"
)
_MEMBERS = re.compile(
    r"(?:входят|объединяет|насчитыва\w+|состоит|состав\w*\s+(?:союза|ассоциации))[^.]{0,30}$"
)
_PLACES = {FactType.COUNT_MUNICIPALITIES: FactType.COUNT_CITIES}
_PARTED = re.compile(
    r":|\(|(?<!\w)(?:из\s+(?:них|которых)|в\s+том\s+числе|среди\s+(?:них|которых))(?!\w)"
)
_GAINED = re.compile(r"(?:стал\w*\s+(?:победител|лауреат|призер)|награжд|вруч|отмечен)")


def counts(scene: Scene) -> Iterator[Fact]:
    """Yield the numbers of those who took part, each with its hedge."""
    if not (scene.has(*_ACTS) or scene.events or _TOTAL.search(scene.shape)):
        return
    told: dict[FactType, Number] = {}
    for number in scene.numbers:
        unit = _unit(scene, number) or _unit_before(scene, number)
        if unit is not None and _is_of_event(scene, number):
            whole = told.setdefault(_PLACES.get(unit, unit), number)
            if whole is not number and _is_part(scene, whole, number):
                continue
            span = (number.start, number.end)
            yield scene.fact(unit, *span, number=number.value, hedge=number.hedge)


def _is_part(scene: Scene, whole: Number, number: Number) -> bool:
    """Tell whether a number is a part of one said before: «135 городов: 4 округа, 16 районов»."""
    gap = scene.shape[whole.end : number.start]
    return number.value < whole.value and bool(_PARTED.search(gap))


def _unit(scene: Scene, number: Number) -> FactType | None:
    """Return what is counted by the noun after a number: «75 педагогических работников»."""
    if _NO_COUNT.match(scene.shape[number.end :][:20]):
        return None
    gap = _SPACE.match(scene.shape, number.end)
    for _ in range(_MOST_ADJECTIVES):
        if gap is None:
            return None
        for key, kind in _UNITS:
            if _unit_pattern(key).match(scene.shape, gap.end()):
                return kind
        word = _NOUN.match(scene.shape, gap.end())
        if word is not None and _are_counted(word[0]):
            return FactType.COUNT_PEOPLE
        gap = _ADJECTIVE.match(scene.shape, gap.end())
    return None


def _unit_before(scene: Scene, number: Number) -> FactType | None:
    """Return what is counted by the words before: «число участников – не менее 140»."""
    found = _COUNTED_BEFORE.search(scene.shape, max(0, number.start - 90), number.start)
    if found is None or not re.match(r"\s*(?:[.,;)]|$)", scene.shape[number.end :]):
        return None
    fitting = (
        kind for key, kind in _UNITS if _unit_pattern(key).match(scene.shape, found.start(1))
    )
    return next(fitting, None)


def _are_counted(word: str) -> bool:
    return are_people(word) and not _NOT_ALL.match(word)


@cache
def _unit_pattern(key: str) -> re.Pattern[str]:
    words = sorted(words_of("participants", key), key=len, reverse=True)
    joined = "|".join(phrase_pattern(word) for word in words)
    # «городов-участников», «городов-побратимов» are cities too.
    return re.compile(rf"(?:{joined})(?:-[а-я]{{4,14}})?(?![\w-])")


def _is_of_event(scene: Scene, number: Number) -> bool:
    """Tell whether the number is of those at the event, not of members or winners."""
    before = scene.shape[max(0, number.start - 80) : number.start]
    after = scene.shape[number.end : number.end + 60]
    if before.endswith("(") and after.split(")")[0].count(" ") < 3 and ")" in after:
        # «Рязани (12 человек), Калуги (8 человек)»
        return not re.search(r"[А-ЯЁ][а-яё-]+\s?\($", scene.text[: number.start][-40:])
    return not _MEMBERS.search(before) and not _GAINED.search(before + after)
