"""Stated numbers: people, cities, municipalities, delegations, teams, works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from planbook.facts.numbers import Number
from planbook.facts.report_event import Fact, FactType
from planbook.facts.scene import Scene
from planbook.facts.vocabulary import alternatives, words_of
from planbook.facts.words import may_be_counted

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
_ADJECTIVE = re.compile(r"(?:его|е[её]|[а-я-]+(?:ых|их|ые|ие|ого|ной|ый|ей)|и|лучш\w+)\s+")
_SPACE = re.compile(r"\s+")
_NOUN = re.compile(r"[а-я]{4,}(?:-[а-я]{4,})?(?![\w-])")
# Participles that stand for people: «320 обучающихся», «190 заведующих клубами».
_AS_NOUN = re.compile(
    r"(?:обучающ|заведующ|присутств|отдыхающ|собравш|желающ|управляющ|учащ|служащ|приехавш|прибывш|пришедш|выступающ)[а-я]+"
    r"(?!\s+(?:город|муницип|команд|делегац|район|округ|человек))"
)
_PRESENT = re.compile(r"(?<!\w)(?:присутств|участв|приняли\s+участие|собрал)[а-я]*\s[^,;.]{0,50}$")
_NO_NOUN = re.compile(r"\s*(?:[.,;)(]|$|(?:из|от|со?|во?|при)\s)")
# «всего проведено 21 мероприятие, в которых участвовало 1800 человек»
_OVERALL = re.compile(r"\s+(?:[а-я]+(?:ых|их|ое|ые|ими)\s+){0,2}мероприяти")
# Winners and partners are a part of those who came, members need not come at all.
_NOT_ALL = re.compile(
    r"победител|лауреат|призер|партнер|член|дипломант|организатор|кандидат|номинант|животн|собак"
)
_MOST_ADJECTIVES, _FEW = 5, 3
_TOTAL = re.compile(r"(?<!\w)(?:количество|число|всего|обучен\w*|превысил\w*|составил\w*)(?!\w)")
# «число участников – 140», «Участвовало городов – 11», «слушателей было 41», «числом бойцов 418»
_NUMBERED = r"(?:числ|количеств)\w{1,3}\s+(?:е[её]\s+|его\s+|их\s+)?"
_ATTENDED = r"(?:участ|приня|присут|собра|прибы|прие|зарег|представ|подключ|отклик)\w+\s+"
_TIED = (
    r"(?:[а-я]+(?:ых|их)(?:ся)?\s+)?(?P<noun>[а-я-]{3,24})(?:\s+[а-я]+){0,3}\s*"
    r"(?:[:–—-]|состав\w+|превы\w+|достиг\w+)\s*(?:лишь\s+|всего\s+)?$"
)
_COUNTED_BEFORE = re.compile(rf"(?:^|[.;,(]\s*){_TIED}")
_CAME = re.compile(rf"(?<!\w){_ATTENDED}{_TIED}")
_COUNT_IS = re.compile(rf"(?<!\w){_NUMBERED}{_TIED}")
_WERE = re.compile(
    r"(?<![\w-])(?P<noun>[а-я-]{3,24})\s+(?:было|прибыло|съехалось|набралось|насчита\w+|собралось|пришло|приехало|оказалось|участвовало|зарегистрирован\w+)"
    r"(?:\s+(?:всего|сразу|ровно|уже|целых))?\s*$"
)
_IN_NUMBER = re.compile(
    rf"(?<!\w){_NUMBERED}(?:[а-я]+(?:ых|их)(?:ся)?\s+)?(?P<noun>[а-я-]{{3,24}})\s*$"
)
_OURSELVES = ("нас", "их", "нас всего")
_NO_COUNT = re.compile(
    r"^\s*(?:мест|год|лет|час|дн|минут|рубл|процент|%|км|раз\b|очк|балл|вид|этап|медал|месяц|недел|век)"
)
_MEMBERS = re.compile(
    r"(?:входят|(?:совет|правлени|президиум|союз|ассоциаци)[а-я]*\s+вошл[иоа]|пополнил\w*|вступил\w*|оспаривал\w*|претендовал\w*|объединяет|насчитыва\w+|состоит|состав\w*\s+(?:союза|ассоциации))[^.]{0,30}$"
)
_PLACES = {FactType.COUNT_MUNICIPALITIES: FactType.COUNT_CITIES}
_PARTED = re.compile(
    r":|\(|(?<!\w)(?:из\s+(?:них|которых)|в\s+том\s+числе|среди\s+(?:них|которых))(?!\w)"
)
# «в каждом было по 50», «из 33 приглашенных команды выставили 26», «в финале выступили 5»
_OF_EACH = re.compile(
    r"(?<!\w)(?:в\s+среднем|(?:в|на|от)\s+кажд[а-я]+)\s[^.;]*$|(?<!\w)в\s+финал[ае]?\s+(?:[а-я]+\s+){0,2}$"
)
_WROTE = re.compile(
    r"[а-я\s\d]{0,30}(?:передали|прислали|направили)\s+(?:свои\s+)?(?:предложени|отзыв|пожелани|приветстви)"
)
_FROM_ALL = re.compile(r"(?<!\w)из\s+$")
_SENT = re.compile(
    r"(?<!\w)(?:направили|прислали|приехали|прибыли|участвовали|участвовало|представлен\w*|присутствовали|выставили|были|приняли\s+участие|подключились)\s+(?:лишь\s+|только\s+|всего\s+)?$"
)
_SOME_OF = re.compile(r"(?<!\w)из\s+\|[\d\s]*(?:[а-я]+\s+)?приглашенн")
_GAINED = re.compile(
    r"(?:получил\w*\s+(?:благодарн|грамот|наград|диплом|преми)"
    r"|стал\w*\s+(?:победител|лауреат|призер)|награжд|вруч|отмечен)"
)


def counts(scene: Scene) -> Iterator[Fact]:
    """Yield the numbers of those who took part, each with its hedge."""
    if any(_OVERALL.match(scene.shape, number.end) for number in scene.numbers):
        return
    told: dict[FactType, Number] = {}
    whole, part = _out_of(scene)
    for number in scene.numbers:
        unit = _unit(scene, number) or _unit_before(scene, number)
        if part is not None and number in (whole, part):
            unit = _unit(scene, whole) if number is part and whole is not None else None
        if unit is not None and _is_of_event(scene, number) and not _is_in_title(scene, number):
            whole = told.setdefault(_PLACES.get(unit, unit), number)
            if whole is not number and _is_part(scene, whole, number):
                continue
            span = (number.start, number.end)
            yield scene.fact(unit, *span, number=number.value, hedge=number.hedge)


def _out_of(scene: Scene) -> tuple[Number | None, Number | None]:
    """Return both numbers of «из 38 городов представителей направили 29»: the second counts."""
    for whole, part in pairwise(scene.numbers):
        is_whole = _FROM_ALL.search(scene.shape, max(0, whole.start - 8), whole.start)
        between = scene.shape[whole.end : part.start]
        is_part = part.value < whole.value and _NO_NOUN.match(scene.shape, part.end)
        if is_whole and is_part and _SENT.search(between) and _unit(scene, whole) is not None:
            return whole, part
    return None, None


def _is_in_title(scene: Scene, number: Number) -> bool:
    """Tell whether a small number is a word of a title: «телемост библиотек двух городов»."""
    return number.value <= _FEW and any(
        one.start < number.start and number.end < one.end for one in scene.events
    )


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
        kind = _unit_at(scene.shape, gap.end())
        if kind is not None or _is_member(scene, number, gap.end()):
            return kind or FactType.COUNT_PEOPLE
        gap = _ADJECTIVE.match(scene.shape, gap.end())
    return None


def _unit_at(shape: str, start: int) -> FactType | None:
    """Return what the noun at a place counts."""
    for key, kind in _UNITS:
        if _unit_pattern(key).match(shape, start):
            return kind
    word = _NOUN.match(shape, start)
    if word is not None and may_be_counted(word[0]) and not _NOT_ALL.match(word[0]):
        return FactType.COUNT_PEOPLE
    return FactType.COUNT_PEOPLE if _AS_NOUN.match(shape, start) else None


def _is_member(scene: Scene, number: Number, start: int) -> bool:
    """Tell whether members are counted as those who came: «присутствовали 11 членов»."""
    before = scene.shape[max(0, number.start - 80) : number.start]
    return scene.shape.startswith("член", start) and bool(_PRESENT.search(before))


def _unit_before(scene: Scene, number: Number) -> FactType | None:
    """Return what is counted by the words before: «число участников – не менее 140»."""
    if not _NO_NOUN.match(scene.shape, number.end):
        return None
    least = max(0, number.start - 90)
    for pattern in (_COUNT_IS, _CAME, _COUNTED_BEFORE, _WERE, _IN_NUMBER):
        found = pattern.search(scene.shape, least, number.start)
        if found is None:
            continue
        if found["noun"] in _OURSELVES:
            return FactType.COUNT_PEOPLE
        kind = _unit_at(scene.shape, found.start("noun"))
        if kind is not None:
            return kind
    return None


@cache
def _unit_pattern(key: str) -> re.Pattern[str]:
    joined = alternatives(words_of("participants", key))
    # «городов-участников», «городов-побратимов» are cities too.
    return re.compile(rf"(?:{joined})(?:-[а-я]{{4,14}})?(?![\w-])")


def _is_of_event(scene: Scene, number: Number) -> bool:
    """Tell whether the number is of those at the event, not of members or winners."""
    before = scene.shape[max(0, number.start - 80) : number.start]
    after = scene.shape[number.end : number.end + 60]
    if before.endswith("(") and after.split(")")[0].count(" ") < 3 and ")" in after:
        # «Рязани (12 человек), Калуги (8 человек)»
        return not re.search(r"[А-ЯЁ][а-яё-]+\s?\($", scene.text[: number.start][-40:])
    if (
        _OF_EACH.search(before)
        or _SOME_OF.search(before[-40:] + "|" + after)
        or _WROTE.match(after)
    ):
        return False
    return not _MEMBERS.search(before) and not _GAINED.search(before + after)
