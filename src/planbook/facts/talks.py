"""People with a part in an event: speakers, moderators, those who were given an award."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from planbook.facts.homes import home_of
from planbook.facts.people import Person, name_from_case
from planbook.facts.report_event import Fact, FactType
from planbook.facts.scene import Scene
from planbook.facts.words import is_past
from planbook.language.morphology import readings

_GIVER = re.compile(r"вручил[аи]?(?!\w)|наградил[аи]?(?!\w)|поздравил[аи]?(?!\w)")
_GIVEN = re.compile(
    r"награжден|наградить|удостоен|отмечен|поощрен|получил|обладател\w+\s+стал|получа|вручен|вручил|среди\s+награжд|лауреат|присвоен|объявлен"
    r"|признан|назван|завоевал|гран-при|награды|грамот"
)
_AWARD = re.compile(
    r"наград|награжд|вруч|удостоен|грамот|благодарн|благодарств|знак|звани|присужден|обладател|(?:их|его|ее)\s+получил|поощрен|почетн\w+\s+(?:знак|звани)|знак\w*\s+(?:отличия|\x00)|медал\w*\s+\x00|отмечен|лауреат|присвоен|гран-при|премии|премию"
)
_OF_TALK = re.compile(
    r"(?:(?:со)?доклад\w*|выступлени\w+|сообщени\w+|лекци\w+|презентаци\w+|приветстви\w+|слова)\s+(?:[^;.:()]{0,220}\s)?$"
)
# «доклады |Имени Фамилии (Город) и …»: whose talk it is stands right behind.
_TALK_OF = re.compile(
    r"(?:доклад|содоклад|выступлени|сообщени|лекци|презентаци)(?!ами|ом|иями|ием|ией)[а-я]*\s+(?:[А-ЯЁ][а-яё-]+\s[А-ЯЁ][а-яё-]+(?:\s\([^()]{2,60}\))?(?:,|\sи)\s+)*$"
)
_CLOSED = re.compile(r"\([^()]*\)")
_GIVEN_WORD = re.compile(r"слово\s[^.;]{0,60}(?:предоставлен|предоставил|было\s+дано|передал|взял)")
_REWARDED = re.compile(r"(?<!\w)наград(?:ить|ил[аи]?)\s[^.;]*$")
_HEARD = re.compile(r"(?<!\w)(?:за)?слуша(?:л[аио]?|н\w{0,2})(?!\w)")
# The point of an initial ends no sentence: «докладах Л. Кротовой и …».
_INITIAL = re.compile(r"(?<![а-я])([а-я])\.")
_LEADER = re.compile(r"под\s+(?:руководством|управлением)\s+(?:[а-я]+\s+){0,4}$")
_AS_EXPERT = re.compile(r"(?<!\w)эксперт\w*\s*[:–—-]\s[^.;,]*$")
# What the press says of an event is no talk at it: «об этом сообщила пресс-служба».
_REPORTED = re.compile(
    r"(?<!\w)(?:об\s+этом|как)\s+(?:сообщил|рассказал|заявил|отметил|сообщает|рассказывает|сообщили|проинформировал)"
)
_GREETED = re.compile(
    r"(?:приветств\w+\s[^.;]{0,60}обратил\w*|обратил\w*\s[^.;]{0,40}приветств\w+|приветствовал[аи]?)\s[^.;]*$"
)
_ENSEMBLE = re.compile(
    r"(?<!\w)(?:оркестр|ансамбл|хор|коллектив|театр|студи|команд|трупп)\w*\s[^.;]{0,80}под\s+руководством"
)
_UNDER = re.compile(r"под\s+(?:председательством|руководством)\s[^,;.:]{0,120}$")
# «провел заседание глава города»: who held a meeting led it.
_TO_WHOM = re.compile(
    r"(?:вручен|вручил|вручал|присвоен|присудил|присужд|объявлен|направлен|выражен)\w*\s[^.;]*$"
)
# «информация была представлена начальником управления …»
_TOLD_BY = re.compile(
    r"(?:информаци|доклад|сообщени|опыт|отчет|презентаци|проект)\w*\s[^.;]{0,80}?(?:представлен|доложен|озвучен|сделан|изложен|освещен|прочитан)\w{0,2}\s[^.;]*$"
)
_PROPOSED = re.compile(
    r"\s+(?:внес(?:ла)?\s+предложени|предложил[аи]?\s+(?!провести|принять)[а-я]+ть\s)"
)
_HELD = re.compile(
    r"(?<!\w)(?:провел[аи]?|провод(?:ил[аи]?|ят|ит)|руководил[аи]?|исполнял[аи]?|(?:е[её]|его|их)\s+вел[аи]?)(?!\w)"
)
_NO_LEAD = re.compile(r"мастер-класс|тренинг|урок|занят|семинар|лекци|экскурси")
_LED = re.compile(
    r"(?<!\w)(?:заседани|совещани|собрани|мероприяти|встреч|дискусси|круглый\s+стол|секци|сесси|работой|форум|съезд|конференци|президиум|обязанности\s+(?:ведущ|модератор)|(?:его|е[её]|их)\s+пров)"
)
_ACTING = re.compile(
    r"(?<!\w)(?:временно\s+)?исполняющ(?:ий|ая)\s+обязанности|(?<!\w)(?:врио|и\.\s?о\.)"
)
_ASIDE = re.compile(r"(?<![^а-я][а-я])[;.]|спикер|доклад|,\s(?:а|но)\s")
_ELECTED = re.compile(r"(?<!\w)(?:пере)?избран[аы]?(?!\w)")
_OF_HOST = re.compile(
    r"(?<!\w)(?:глава|мэр|градоначальник)(?:\s+(?:города|района|округа|муниципалитета))?\s+$"
)
_ANIMATE = ("NOUN", "anim", "sing")
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_WORD = re.compile(r"(?<![\w-])[а-яё]{3,}")


def people_facts(scene: Scene) -> Iterator[Fact]:
    """Yield speakers, the moderator and those who were given an award."""
    for index, person in enumerate(scene.people):
        cases = _cases(scene, person, index)
        is_subject = person.is_nominative and (not cases or "nomn" in cases)
        kind = _part(scene, person, is_subject=is_subject)
        if kind is None:
            continue
        name = person.name
        if not is_subject and cases:
            name = name_from_case(scene.text[person.start : person.end], cases)
        if kind is FactType.MODERATOR:
            yield scene.fact(kind, person.start, person.end, values=[name])
            continue
        place, end = home_of(scene, person, index)
        value = f"{name}|{place}" if place else name
        yield scene.fact(kind, person.start, max(end, person.end), values=[value])


def of_host(scene: Scene, fact: Fact, host: str) -> Fact:
    """Give a speaker called only «глава города» the one city that holds the event."""
    start = fact.source.start - scene.offset
    is_bare = fact.type is FactType.SPEAKER and "|" not in fact.value and bool(host)
    if not is_bare or not _OF_HOST.search(scene.shape, max(0, start - 60), start):
        return fact
    value = f"{fact.value}|{host}"
    return replace(fact, value=value, values=(value,))


def _cases(scene: Scene, person: Person, index: int) -> frozenset[str]:
    """Return the cases of the office before a name; empty where it has none."""
    least = scene.people[index - 1].end if index else 0
    start = max(least, *(scene.shape.rfind(mark, 0, person.start) + 1 for mark in ",;:.()"))
    if _ACTING.search(scene.shape, start, person.start):
        return frozenset({"nomn"})
    if _TALK_OF.search(scene.text, max(0, person.start - 200), person.start):
        return frozenset({"gent"})
    start = max([start, *(one.end() for one in _verbs(scene.shape, start, person.start))])
    for word in _WORD.finditer(scene.shape, start, person.start):
        cases = _office_cases(word[0])
        if cases:
            return cases
    before = scene.shape[: person.start]
    if _HEARD.search(before) or _REWARDED.search(before):
        return frozenset({"accs"})
    if _TO_WHOM.search(before):
        return frozenset({"datv"})
    if _OF_TALK.search(_INITIAL.sub(r"\1 ", before[-200:])) and not person.is_nominative:
        return frozenset({"gent"})
    return frozenset()


def _verbs(shape: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the verbs of a stretch: an office stands behind the last of them."""
    return (word for word in _WORD.finditer(shape, start, end) if is_past(word[0]))


@lru_cache(maxsize=4096)
def _office_cases(word: str) -> frozenset[str]:
    found = [one for one in readings(word) if all(mark in one.tag for mark in _ANIMATE)]
    found = [one for one in found if not any(mark in one.tag for mark in ("Name", "Surn", "Patr"))]
    return frozenset(case for one in found for case in _CASES if case in one.tag)


def _part(scene: Scene, person: Person, *, is_subject: bool) -> FactType | None:
    if scene.has("award") and _AWARD.search(scene.shape):
        giver = _GIVER.search(scene.shape)
        is_giver = giver is not None and (person.start < giver.start() or is_subject)
        is_given = _GIVEN.search(scene.shape) or (giver and person.start > giver.end())
        return FactType.AWARDED if is_given and not is_giver else None
    if _moderates(scene, person, is_subject=is_subject):
        return FactType.MODERATOR
    return FactType.SPEAKER if _speaks(scene, person, is_subject=is_subject) else None


def _moderates(scene: Scene, person: Person, *, is_subject: bool) -> bool:
    if _UNDER.search(scene.shape, max(0, person.start - 160), person.start):
        return not _ENSEMBLE.search(scene.shape, 0, person.start)
    if scene.has("moderate") and _leads(scene, person) and not _is_second(scene, person):
        return True
    held = _HELD.search(scene.shape)
    if held is None or not is_subject or scene.has("speak", "expert"):
        return False
    if _ELECTED.search(scene.shape):
        return False
    before, after = sorted([(person.start, person.end), held.span()])
    near = scene.shape[before[1] : after[0]]
    beside = scene.shape[max(0, before[0] - 60) : after[1] + 90]
    is_led = _LED.search(beside) is not None and not _NO_LEAD.search(beside)
    return is_led and len(near) < 160 and not re.search(r"[;.]", near)


def _speaks(scene: Scene, person: Person, *, is_subject: bool) -> bool:
    span = (person.start, person.end)
    spoke = scene.distance(*span, "speak")
    before = _INITIAL.sub(r"\1 ", scene.shape[max(0, person.start - 200) : person.start])
    before = _CLOSED.sub(" ", before)
    if (
        _LEADER.search(before)
        or _AS_EXPERT.search(before)
        or (is_subject and _REPORTED.search(scene.shape))
    ):
        return False
    if is_subject and spoke is not None and spoke <= 900:
        return True
    if is_subject:
        return bool(_PROPOSED.match(scene.shape, person.end) or _GREETED.search(before))
    is_told = _OF_TALK.search(before) or _GIVEN_WORD.search(scene.shape)
    return bool(is_told or _HEARD.search(before) or _TOLD_BY.search(before))


def _leads(scene: Scene, person: Person) -> bool:
    """Tell whether the person is the one who leads: the word stands before or close behind."""
    for start, end in scene.triggers["moderate"]:
        if end <= person.start and not _ASIDE.search(scene.shape[end : person.start]):
            return True
        if person.end <= start and not _ASIDE.search(scene.shape[person.end : start]):
            return "ведущ" not in scene.shape[start:end]
    return False


def _is_second(scene: Scene, person: Person) -> bool:
    """Tell whether other people and a word of speaking stand between the leader and this one."""
    starts = [start for start, _ in scene.triggers["moderate"] if start < person.start]
    if not starts:
        return False
    return any(
        max(starts) < start < person.start and not scene.shape[start:end].startswith("выступ")
        for start, end in scene.triggers.get("speak", ())
    )
