"""Exchanges told topic by topic: «о тарифах – 22 города, об аренде – 17», whatever their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planbook.facts.announced import Listed, exchange_of
from planbook.facts.numbers import Number
from planbook.facts.report_event import FactType
from planbook.facts.scene import Scene
from planbook.facts.words import is_verb
from planbook.plans.wording import BLANK

_SPEAKS_OF = re.compile(
    r"(?<!\w)(?:обмен\w{0,2}\s+(?:информаци|сведени|данны|опытом|практик|материал)|информационн\w+\s+(?:обмен|взаимодейств|запрос)"
    r"|по\s+вопрос\w+\s[^.;]{3,140}?(?:ответ|информаци|сведени|данны)|справк\w+\s+(?:об?\s|дал)|справочн\w+\s+информаци"
    r"|взаимн\w+\s+информирован|обмен(?:ива|ял)\w+|запрос\w{0,3}(?!\w)|анкет\w*|мониторинг\w*|опрос\w{0,3}(?!\w)|сводн\w+\s+(?:материал|информаци|данны)"
    r"|сведени\w+|(?:сбор\w*|собира\w+|собран\w*|рассыла\w+|обобщ\w+)\s+(?:и\s+\w+\s+)?(?:информаци|сведени|данны)|(?:сведени|данны|информаци)\w+\s+(?:городов\s+)?об?\s)"
)
_UNIT = re.compile(
    r"\s+(?:[а-я]+(?:ых|их)\s+)?(?:(?P<kind>город|наукоград|моногород|ответ|отклик|участни[кц]|столиц|администраци|мэри)\w*"
    r"(?P<whose>\s+(?:от\s+)?(?:муниципал\w*\s+образован\w*|район\w*|территори\w*))?"
    r"|(?P<other>муниципал\w+(?:\s+(?:образован\w*|район\w*|округ\w*))?(?:\s+и\s+городск\w+\s+округ\w*)?|мо|район\w*|территори\w*|округ\w*|поселен\w*))(?!\w)"
)
_BARE = re.compile(r"\s*(?:[;,.)]|$|\s(?:и|а|[–—-])\s+(?:об?|по|на)\s)")
_MARKER = re.compile(
    r"(?<!\w)(?:(?:по|на)\s+(?:вопрос\w*|тем\w+|запрос\w*|анкет\w+|проблем\w+)|(?:запрос|анкет|вопрос|тем|сведени|данны|информаци|мониторинг|опрос|материал)\w*"
    r"(?=\s+(?:об?\s|по\s|\x00))|об?|про|по(?!\s+(?:состояни|итогам|результат|инициатив|предложени|адрес)))\s+(?=[\w\x00])"
)
_QUOTE = re.compile(r"\x00{3,}")
_ANSWERED = (
    r"(?:ответ\w*|отвеч\w*|откликн\w+|участвовал\w*|приня\w+\s+участие|участие|представ\w+|предостав\w+|прислал\w*|направ\w+|сообщил\w*"
    r"|поступ\w+|получ\w+|дал[аи]?|дан[оы]?|собран\w*|обмен\w+|информаци\w+|данны\w+|сведени\w+|материал\w*|по\s+данным|всего)"
)
_TAIL = re.compile(
    rf"(?:[\s,–—(:-]+(?:{_ANSWERED}|свои|свою|свой|был[аио]?|от|из|в|на|мы|города|городов|уже|почти|более|около|свыше))*[\s,–—(:.-]*$"
)
_ANSWER = re.compile(rf"(?<!\w){_ANSWERED}(?!\w)")
_ASIDE = re.compile(r"[–—(:-]\s*(?:(?:[а-я]+\s+){0,3})$")
_WORD = re.compile(r"[а-яё]{3,}")
_STOP = re.compile(r"[;.]")
_WHOSE = re.compile(r"(?<!\w)(?:(?P<other>муниципал)|город)[а-я]*")
# «19 городов – о приёме гостей»
_TOPIC_NEXT = re.compile(r"\s+[–—-]\s+(?:об?|про|по)\s")
_ANSWERS = ("ответ", "отклик", "участник", "участниц")
_OWN_KINDS = ("обмен информацией", "мониторинг", "опрос")
_YEARS = range(1900, 2101)
_MOST_COUNTED = 400
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of those who answered, and where its unit ends; `kind` is None where it is bare."""

    number: Number
    end: int
    kind: FactType | None


def speaks_of_exchange(scene: Scene) -> bool:
    """Tell whether a sentence speaks of an exchange, so that the next may count its answers."""
    return _SPEAKS_OF.search(scene.shape) is not None


def topics_counted(scene: Scene, *, is_open: bool) -> list[Listed]:
    """Return the exchanges of a sentence, each with its topic and how many answered.

    `is_open` tells that the words before have spoken of an exchange already.
    """
    speaks = speaks_of_exchange(scene)
    counted = list(_counted(scene)) if speaks or is_open else []
    if not counted or _tells_of_event(scene):
        return []
    has_unit = any(one.kind or one.end > one.number.end for one in counted)
    if not (has_unit or is_open or len(counted) > 1):
        return []
    found = list(_told_before(scene, counted))
    is_behind = _TOPIC_NEXT.match(scene.shape, counted[0].end) is not None
    behind = list(_told_behind(scene, counted)) if is_behind or len(found) < len(counted) else []
    found = behind if len(behind) > len(found) - is_behind else found
    if len(found) > 1:
        return found
    is_answered = _ANSWER.search(scene.shape) is not None or is_open
    return found if is_answered and (speaks or is_open) else []


def _tells_of_event(scene: Scene) -> bool:
    """Tell whether the sentence is about an event of another kind that was held."""
    if not scene.has("held", "host", "intend", "take_part", "moderate"):
        return False
    told = (one for one in scene.events if scene.shape[one.start] != BLANK)
    return any(
        (one.own_name or one.edition or one.body) and one.kind not in _OWN_KINDS for one in told
    )


def _counted(scene: Scene) -> Iterator[_Count]:
    """Yield the numbers of those who answered; «6 запросов», «2024 года» are none."""
    for number in scene.numbers:
        unit = _UNIT.match(scene.shape, number.end)
        if unit is not None and number.value < _MOST_COUNTED:
            yield _Count(number, unit.end(), _kind(unit))
        elif number.value not in _YEARS and _BARE.match(scene.shape, number.end):
            yield _Count(number, number.end, None)


def _kind(unit: re.Match[str]) -> FactType | None:
    """Return what a unit counts; «ответов» are of those counted before."""
    if unit["other"] or unit["whose"]:
        return FactType.COUNT_MUNICIPALITIES
    return None if unit["kind"] in _ANSWERS else FactType.COUNT_CITIES


def _told_before(scene: Scene, counted: Sequence[_Count]) -> Iterator[Listed]:
    """Read «о тарифах ответили 22 города, об аренде – 17»."""
    start, kind = 0, _first_kind(scene, counted)
    for one in counted:
        kind = one.kind or kind
        topic = _topic(scene, start, one.number.start)
        start = one.end
        if topic:
            yield _listed(scene, topic, one, kind)


def _told_behind(scene: Scene, counted: Sequence[_Count]) -> Iterator[Listed]:
    """Read «22 города ответили на запрос о тарифах, 17 – об аренде»."""
    kind = _first_kind(scene, counted)
    for index, one in enumerate(counted):
        kind = one.kind or kind
        is_last = index + 1 == len(counted)
        stop = len(scene.text) if is_last else counted[index + 1].number.start
        end = _STOP.search(scene.shape, one.end, stop)
        stop = end.start() if end else stop
        marker = _MARKER.search(scene.shape, one.end, stop)
        if marker is not None and (one.kind or index):
            yield _listed(scene, _trimmed(scene, marker.start(), stop), one, kind)


def _first_kind(scene: Scene, counted: Sequence[_Count]) -> FactType:
    """Return what the numbers count: the first unit said, else one of the words before them."""
    told = next((one.kind for one in counted if one.kind), None)
    said = list(_WHOSE.finditer(scene.shape, 0, counted[0].number.start))[-1:]
    is_other = any(one["other"] for one in said)
    return told or (FactType.COUNT_MUNICIPALITIES if is_other else FactType.COUNT_CITIES)


def _topic(scene: Scene, start: int, stop: int) -> str:
    """Return the topic that stands between two numbers."""
    for first, last in reversed(_segments(scene.shape, start, stop)):
        marker = _MARKER.search(scene.shape, first, last)
        quote = _QUOTE.search(scene.shape, first, last)
        if marker is not None or quote is not None:
            begin = min(one.start() for one in (marker, quote) if one)
            return _trimmed(scene, begin, last)
        if _ASIDE.search(scene.shape, first, stop) and not _has_verb(scene.shape[first:last]):
            topic = _trimmed(scene, first, last)
            if len(topic) > 2:
                return topic
    return ""


def _segments(shape: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Return the stretches between colons; what only tells of answers is no topic."""
    cuts = [at for at in range(start, stop) if shape[at] == ":"]
    edges = [start, *(at + 1 for at in cuts), stop]
    return [(first, last) for first, last in pairwise(edges) if last > first]


def _has_verb(words: str) -> bool:
    return any(is_verb(word, is_finite=True) for word in _WORD.findall(_TAIL.sub("", words)))


def _trimmed(scene: Scene, start: int, stop: int) -> str:
    end = _TAIL.search(scene.shape[:stop], start)
    text = scene.text[start : end.start() if end and end.start() > start else stop]
    return " ".join(text.split()).strip(" ,;:.–—-()•*")[:_LONGEST]


def _listed(scene: Scene, topic: str, one: _Count, kind: FactType) -> Listed:
    number = one.number
    span = (number.start, number.end)
    fact = scene.fact(kind, *span, number=number.value, hedge=number.hedge)
    return exchange_of(topic, fact)
