"""Lists told line by line after an announcing sentence: supported events, exchanges with counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planbook.facts.circumstances import date_of
from planbook.facts.mention import EventMention
from planbook.facts.places import CITY, UNKNOWN, PlaceList, PlaceSpan, find_lists, find_places
from planbook.facts.report_event import Fact, FactSource, FactType, ReportRole
from planbook.facts.scene import RESULT, Scene
from planbook.facts.words import is_verb
from planbook.plans.event_title import read_event_title

_BULLET = re.compile(r"\s*(?:[-–—•·*▪]|\d{1,3}[.)])\s*")
_DASHED = re.compile(r"\s*[-–—•·*▪]\s*")
_EDGES = " \t\n;.,:–—-"
_TAIL = re.compile(
    r"\s*[\s,;:–—(-]\s*(?:(?:состоявш|прошедш|проведенн|организованн|проходивш)\w+\s+)?(?:(?:г\.|город\w*)\s*)?(?:во?\s+)?(?:г\.\s*|город\w*\s+)?$"
)
_EARLY = re.compile(r"\s*(?:\(|\s[–—-])\s*(?:во?\s+)?(?:г\.\s*|город\w*\s+)?$")
_MORE = re.compile(r"\s*[,;]\s*[^\s»]")
_HEAD = re.compile(r"\s*(?:во?\s+)?(?:г\.\s*|город\w*\s+)?$")
_AFTER = re.compile(r"\s*[»\"]?\s*\)?\s*[;.,]*\s*$")
_COUNT_LINE = re.compile(
    r"^(?P<bullet>\s*(?:(?:[-–—•·*▪]|\d{1,2}[.)])\s+)?)(?P<topic>\S.{2,300}?)\s*[-–—:(]\s*"
    r"(?:(?:ответ\w*|данн\w+|сведени\w+|материал\w*|поступил\w*|получен\w*|информаци\w*|участвова\w*|участие|приняли"
    r"|представил\w*|предоставил\w*|прислал\w*|откликнул\w+|от|из|в|на|всего|запрос\w*)\s+){0,5}"
    r"(?P<hedge>(?:около|более|свыше|не менее|порядка)\s+)?(?P<number>\d{1,4})"
    r"(?:\s*(?:город\w*(?:-[а-я]+)?|муниципал\w*(?:\s+образован\w*)?|МО|участник\w*|ответ\w*|территори\w*))?\s*\)?\s*[;.,]?\s*$",
    re.DOTALL,
)
_COUNTED = re.compile(
    r"(?P<topic>[^();:]{4,200}?)\s*\(\s*(?P<number>\d{1,4})\s*(?:город\w*|муниципал\w*(?:\s+образован\w*)?|МО|участник\w*)\s*\)"
)
_COUNTED_BY_DASH = re.compile(
    r"(?P<topic>[^();:,—–]{4,200}?)\s*[—–-]\s*(?P<number>\d{1,4})\s+(?:город\w*|муниципал\w*(?:\s+образован\w*)?|МО|участник\w*)"
)
_OTHER_UNIT = re.compile(r"(?<!\w)(?:муниципал|МО(?!\w)|территори)")
_TITLE_BEHIND = re.compile(r"\s*[–—-]\s*([^;«»]{0,80}«[^»]{1,200}»)")
_IN_CITY = re.compile(r"(?<!\w)во?\s+(?:г\.\s*|городе\s+)?$")
_OPENS = re.compile(r"\s*\(\s*(?:г\.\s*|город\s+)?$")
_CLOSES = re.compile(r"\)")
_BEFORE_TOPIC = re.compile(
    r"^.*?(?:обмен\w*|тем(?:ам|е|ы|а)|вопрос(?:ам|у|ы))\s*:?(?=\s)|^[,\s]*(?:и\s+)?"
)
_OWN_KIND = re.compile(
    r"(?:информационн\w+\s+)?(?:мониторинг|опрос|анкетирован|обмен|сбор|исследован)", re.IGNORECASE
)
_ASKED = re.compile(r"(?<!\w)(?:запрос|ответ|отвеч|откликн|сводн|тем[аеы]|вопрос|сбор)")
_HEDGES = {"около": "~", "порядка": "~", "более": ">", "свыше": ">", "не менее": ">"}
_TOPIC_END = re.compile(
    r"\s(?:приняли|принял[аои]?|участвовал\w*|ответил\w*|предоставил\w*|прислал\w*|направил\w*|представил\w*)(?!\w)|[,.;(]"
)
_EXCHANGE = re.compile(
    r"(?:информационн\w{1,3}\s+)?(?:обмен\w{0,3}(?:\s+(?:информаци\w{1,3}|данными|сведениями))?|сведени\w{1,3}|запрос\w{0,3}|опрос\w{0,3}|мониторинг\w{0,3}|анкетировани\w{1,2})"
)
_WORD = re.compile(r"[а-яё]{4,}")
_NAME = re.compile(r"«[^»]*»|\"[^\"]*\"")
_MAX_LINE = 250
_MIN_TITLE = 3
_MAX_CLAUSE = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """An event of a list: its title, role and facts; `waits` where its city is still to come."""

    mention: EventMention
    role: ReportRole
    facts: tuple[Fact, ...]
    waits: bool = False


def begins_list(paragraph: str, scenes: list[Scene]) -> ReportRole | None:
    """Return of what role the events are that the following lines name, None for other words."""
    if not scenes:
        return None
    last = scenes[-1]
    is_open = paragraph.rstrip().endswith(":")
    if is_open and last.has("support"):
        return ReportRole.SUPPORTED
    if any(scene.has("exchange") for scene in scenes) or (is_open and _ASKED.search(last.shape)):
        return ReportRole.EXCHANGE
    return None


def is_continuation(paragraph: str) -> bool:
    """Tell whether a paragraph is a line of a list; Word keeps its bullets beside the text."""
    if _BULLET.match(paragraph) is not None:
        return True
    text = paragraph.strip()
    words = _WORD.findall(_NAME.sub(" ", text.lower()))
    if len(text) > _MAX_LINE or any(is_verb(word) for word in words):
        return False
    return text.endswith(";") or _place_and_title(text, 0)[0] is not None


def listed_event(
    paragraph: str, number: int, role: ReportRole, year: int | None = None
) -> Listed | None:
    """Read a line of a list of events: «юных художников «Синяя птица» – в Котласе»."""
    bullet = _BULLET.match(paragraph)
    start = bullet.end() if bullet else 0
    place, title = _early_place(paragraph, start) or _place_and_title(paragraph, start)
    title = _closed(" ".join(title.split()).strip(_EDGES))
    if len(title) < _MIN_TITLE or len(title) > 500:
        return None
    source = FactSource(number, place.start, place.end) if place else FactSource(number, 0, 0)
    facts = (_hosts(place, source, paragraph), *_day(paragraph, number, year)) if place else ()
    return Listed(listed_title(title), role, facts, waits=place is None)


def listed_title(title: str) -> EventMention:
    """Return an event that is known by the words of its title alone."""
    parts = read_event_title(title)
    return EventMention(
        0, 0, parts.kind or "", title, edition=parts.edition, own_name=parts.own_name or title
    )


def _hosts(group: PlaceList, source: FactSource, text: str) -> Fact:
    names = tuple(one.name for one in group.of_kind(CITY, UNKNOWN))
    return Fact(FactType.HOST, ";".join(names), names, None, "", text.strip(), source)


def _host(place: PlaceSpan, source: FactSource, text: str) -> Fact:
    return Fact(FactType.HOST, place.name, (place.name,), None, "", text.strip(), source)


def _place_and_title(text: str, start: int) -> tuple[PlaceList | None, str]:
    """Return the cities at the end or at the beginning of a line, and the words without it."""
    places = find_places(text, is_telling=True)
    groups = [one for one in find_lists(text, places) if one.of_kind(CITY, UNKNOWN)]
    for group in reversed(groups):
        gap = _TAIL.search(text, start, group.start)
        if gap is not None and _AFTER.match(text, group.end):
            return group, text[start : gap.start()]
    for group in groups[:1]:
        lead = _HEAD.fullmatch(text, start, group.start)
        gap = _DASHED.match(text, group.end)
        if lead is not None and gap is not None:
            return group, text[gap.end() :]
    return None, text[start:]


def _early_place(text: str, start: int) -> tuple[PlaceList, str] | None:
    """Return the cities right behind a title that more words follow: «турнир (Клин, 5 мая)»."""
    places = find_places(text, is_telling=True)
    for group in find_lists(text, places):
        if not group.of_kind(CITY, UNKNOWN) or group.start < start:
            continue
        gap = _EARLY.search(text, start, group.start)
        if (
            gap is not None
            and _MORE.match(text, group.end)
            and not _tells(text[start : gap.start()])
        ):
            return group, text[start : gap.start()]
    return None


def _day(text: str, number: int, year: int | None) -> tuple[Fact, ...]:
    """Return the day a line of a list gives."""
    return tuple(date_of(Scene(number, 0, text, year)))


def _closed(title: str) -> str:
    """Close a name whose mark stood after the city."""
    opened = title.count("«") - title.count("»")
    return title + "»" * opened if opened > 0 else title


def city_of_broken_line(paragraph: str, number: int, waiting: Listed) -> Listed | None:
    """Return the event of the line before with the city this line begins: «– в Новгороде;»."""
    text = paragraph
    bullet = _DASHED.match(text)
    start = bullet.end() if bullet else 0
    groups = find_lists(text, find_places(text))
    if len(groups) != 1 or not groups[0].of_kind(CITY):
        return None
    group = groups[0]
    if not re.fullmatch(r"\s*(?:во?\s+)(?:г\.\s*|город\w*\s+)?", text[start : group.start]):
        return None
    if not _AFTER.match(text, group.end):
        return None
    place = group.of_kind(CITY)[0]
    fact = _host(place, FactSource(number, place.start, place.end), paragraph)
    return replace(waiting, facts=(fact,), waits=False)


def counted_line(paragraph: str, number: int) -> Listed | None:
    """Read a line «О ставках и тарифах – 25» of a list of exchanges."""
    found = _COUNT_LINE.match(paragraph[:600]) if len(paragraph) <= 600 else None
    if found is None or (not found["bullet"] and _tells(found["topic"])):
        return None
    hedge = _HEDGES.get((found["hedge"] or "").strip(), "=")
    start = found.start("hedge") if found["hedge"] else found.start("number")
    source = FactSource(number, start, found.end("number"))
    kind = counted_by(paragraph[found.end("number") :])
    fact = Fact(kind, "", (), int(found["number"]), hedge, paragraph.strip(), source)
    return exchange_of(found["topic"].strip(_EDGES), fact)


def _tells(topic: str) -> bool:
    return any(is_verb(word) for word in _WORD.findall(topic.lower()))


def exchange_of(topic: str, fact: Fact) -> Listed:
    """Return an exchange on a topic with how many answered."""
    title = topic if _OWN_KIND.match(topic) else f"Информационный обмен: {topic}"
    title = title[:1].upper() + title[1:]
    return Listed(_exchangelisted_title(title), ReportRole.EXCHANGE, (fact,))


def _exchangelisted_title(title: str) -> EventMention:
    kind = "мониторинг" if title.lower().startswith("мониторинг") else "обмен информацией"
    return EventMention(0, 0, kind, title, own_name=title)


def exchanges_in(scene: Scene, facts: list[Fact]) -> Iterator[Listed]:
    """Yield the exchanges a sentence tells of, each with the number of cities that answered."""
    if not (scene.has("exchange") or _ASKED.search(scene.shape)):
        return
    inline = list(_COUNTED.finditer(scene.text)) or _counted_by_dashes(scene)
    is_told = scene.has("exchange") or (len(inline) > 1 and _ASKED.search(scene.shape))
    for found in inline if is_told else ():
        topic = _BEFORE_TOPIC.sub("", found["topic"]).strip(_EDGES)
        span = found.span("number")
        kind = counted_by(found[0][found.end("number") - found.start() :])
        fact = scene.fact(kind, *span, number=int(found["number"]), hedge="=")
        if len(topic) >= _MIN_TITLE:
            yield exchange_of(topic, fact)
    yield from _told_exchanges(scene, facts, has_inline=bool(inline))


def counted_by(unit: str) -> FactType:
    """Return what the words behind a number count: cities, unless municipalities are named."""
    is_other = _OTHER_UNIT.search(unit) is not None
    return FactType.COUNT_MUNICIPALITIES if is_other else FactType.COUNT_CITIES


def _counted_by_dashes(scene: Scene) -> list[re.Match[str]]:
    """Return «о льготах — 22 города, об аренде — 17 городов» behind a colon."""
    colon = scene.text.find(":")
    found = list(_COUNTED_BY_DASH.finditer(scene.text, colon + 1)) if colon >= 0 else []
    return found if len(found) > 1 else []


def supported_in(scene: Scene) -> Iterator[Listed]:
    """Yield the events a sentence lists behind a colon: «конкурсам: «Зимний город» (Сургут)»."""
    colon = scene.shape.find(":")
    if colon < 0 or not scene.has("support"):
        yield from _named_with_cities(scene)
        return
    start = colon + 1
    for place in scene.places:
        if place.start < start or place.kind not in (CITY, UNKNOWN):
            continue
        behind = _TITLE_BEHIND.match(scene.text, place.end)
        if behind is not None and _IN_CITY.search(
            scene.text, max(0, place.start - 12), place.start
        ):
            source = FactSource(
                scene.paragraph, scene.offset + place.start, scene.offset + place.end
            )
            start = behind.end()
            fact = _host(place, source, scene.text)
            yield Listed(
                listed_title(_closed(behind[1].strip(_EDGES))), ReportRole.SUPPORTED, (fact,)
            )
            continue
        words = _TAIL.sub("", scene.text[start : place.start]).strip(" ,;()и\n\t")
        start = place.end
        if "«" in words or '"' in words:
            source = FactSource(
                scene.paragraph, scene.offset + place.start, scene.offset + place.end
            )
            fact = _host(place, source, scene.text)
            yield Listed(listed_title(_closed(words)), ReportRole.SUPPORTED, (fact,))


def _named_with_cities(scene: Scene) -> Iterator[Listed]:
    """Yield the events of «фестивалей «А» (Кировск), «Б» (Мончегорск)»."""
    if scene.has("speak", "award", "expert", "moderate", "held", "intend") or RESULT.search(
        scene.shape
    ):
        return
    parts = {part.end: part for part in scene.outlined.parts}
    found = []
    for place in scene.places:
        opened = _OPENS.search(scene.text, max(0, place.start - 20), place.start)
        part = parts.get(opened.start()) if opened is not None else None
        if (
            part is not None
            and place.kind in (CITY, UNKNOWN)
            and _CLOSES.match(scene.text, place.end)
        ):
            found.append((part, place))
    for part, place in found if len(found) > 1 else ():
        source = FactSource(scene.paragraph, scene.offset + place.start, scene.offset + place.end)
        title = f"«{part.content.strip()}»"
        yield Listed(listed_title(title), ReportRole.SUPPORTED, (_host(place, source, scene.text),))


def _told_exchanges(scene: Scene, facts: list[Fact], *, has_inline: bool) -> Iterator[Listed]:
    """Yield exchanges told in words, each clause with its topic and its number of cities."""
    if has_inline or not scene.has("exchange"):
        return
    start = 0
    counted = [
        one for one in facts if one.type in (FactType.COUNT_CITIES, FactType.COUNT_MUNICIPALITIES)
    ]
    for fact in counted:
        told = _EXCHANGE.search(scene.shape, start)
        stop = fact.source.start - scene.offset
        if told is None or told.start() > stop + _MAX_CLAUSE:
            return
        end = _TOPIC_END.search(scene.shape, told.end())
        topic = scene.text[told.end() : end.start() if end else len(scene.text)].strip(_EDGES)
        yield Listed(
            _exchangelisted_title(f"{_head_of(told[0])} {topic}".strip()),
            ReportRole.EXCHANGE,
            (fact,),
        )
        start = max(fact.source.end - scene.offset, end.start() if end else 0)


def _head_of(words: str) -> str:
    heads = {"мониторинг": "Мониторинг", "опрос": "Опрос", "анкет": "Анкетирование"}
    found = next((head for stem, head in heads.items() if stem in words), None)
    return found or "Информационный обмен"
