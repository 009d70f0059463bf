"""What is still to come: hosts and dates of later editions, and cities that withdrew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planbook.facts.circumstances import dates_in
from planbook.facts.mention import EventMention
from planbook.facts.places import CITY, UNKNOWN, PlaceList, PlaceSpan
from planbook.facts.report_event import Fact, FactType
from planbook.facts.roles import Standing, standing
from planbook.facts.scene import Scene

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:-?(?:й|м|го))?(?:\s*(?:год|г\.))?")
_THIS_YEAR = re.compile(r"в\s+(?:этом|текущем|наступившем|нынешнем)\s+году")
_NEXT_YEAR = re.compile(
    r"в\s+(?:следующем|будущем|наступающем)\s+(?:году|сезоне)|(?:следующ|будущ)\w+\s+(?:года|весн\w+|осен\w+|лет\w+|зим\w+)(?!\w)|(?<!\w)через\s+год(?!\w)"
)
_TAKES = re.compile(
    r"(?:принял\w*\s+на\s+себя|взял\w*\s+на\s+себя|обязал\w+|"
    r"примет|примут|готов\w*\s+принять|право\s+[^.;]{0,90}получил\w*|станет|предложил\w*|намерен\w*|будет\s+принимать|соберет"
    r"|соглас\w+|обратил\w+|вызвал\w+|изъявил\w*|подтвердил\w*|готов\w*|подал\w*|претенду\w+|возьмет|проведет|организует|принял\w*\s+эстафет|эстафет|ждет|встретит"
    r"|заб[ие]р\w+|увез\w*|зовет|позвал\w*|пригла\w+|готовит\w*|выбран|избран|назван|откроет|разыгр\w+)"
)


_PAST = re.compile(
    r"(?<!\w)(?:состоял\w+|состоявш\w+|прошл[аои]|прошел|прошедш\w+|провел[аои]?|проведен[аоы]?|проведенн\w+|проходил\w*|собрал\w*|принял[аои]?"
    r"|удалось|смогл?[аи]?|сумел\w*|позволил\w*|помог\w*|успел\w*)(?!\w)"
)
_MAX_NEXT = 220
_HANDED = re.compile(r"(?<!\w)(?:эстафет\w+|ключ\w*|флаг\w*|знамя|символ\w*|мастерок|жезл)(?!\w)")
_MEET = re.compile(
    r"до\s+(?:новых\s+)?встреч|увидимся|встретимся|встречаемся|соберемся|ждем|ждет|следующ|зовет|позвал|приглашает"
)
_ASIDE = re.compile(r"(?:намеченн|запланированн|назначенн|планировавш|предусмотренн|предложению)")
_HELD = re.compile(
    r"(?<!\w)(?:прош(?:ел|ла|ло|ли)|состоял\w+|проведен[аоы]?|провел[аи]?|провели)(?!\w)"
)
_WAS_CHOSEN = re.compile(r"(?<!\w)был[аои]?\s+(?:выбра|избра|определ|назва)н")
# «форум депутатов (апрель, г. Орск)», «Спартакиада – Бузулук»
_BESIDE = re.compile(
    r"(?:\s*(?:\(|[–—-])\s*(?:во?\s+)?(?:[\d\s–—-]{0,6}[а-я]{3,8},\s*)?|\s+во?\s+)(?:г\.\s*|город[ае]?\s+)?"
)
# «конференция пройдёт», «комиссия соберётся»
_WILL = re.compile(r"\s+(?:пройдет|состоится|соберется|планируется|намечен|будет\s+пров)")
# «правление предлагает»: who decides is no event to come.
_DECIDES = re.compile(r"\s+(?:предлага|предлож|реши|постанов|определи|утверди|одобри)")
_TO_HOLD = re.compile(r"(?<!\w)(?:провести|принять\s+у\s+себя)(?!\w)")
# «местом проведения определен город X», «хозяином станет г. X»
_CHOSEN = re.compile(
    r"(?:(?:утвердить|определить|назначить|избрать|выбрать|считать)\s+(?:местом|хозя\w+|городом|столицей)\s[^.;:]{0,120}|определ\w+|выбра\w+|избра\w+|утвержд\w+|назва\w+|станет|стану[тщ]\w*|стал\w*|будет|намечен\w*|объявлен\w*"
    r"|(?:мест\w*(?:\s+проведения)?|хозя\w+|организатор\w*|площадк\w+|столиц\w+)\s*[:–—-])"
    r"\s+(?:город\w*\s+|г\.\s*)?$"
)
# «право провести доверено Туле»
_TRUSTED = re.compile(
    r"(?:довер\w+|поруч\w+|предостав\w+|переда\w+|перейд\w+\s+к|достал\w+|отдан\w*|отдал\w*|обещан\w*|присужд\w+|оставлен\w*\s+за|остан\w+\s+за|возлож\w+\s+на|за)"
    r"(?:\s+(?:провести|принять|организовать|право|проведение|честь)){0,2}\s+(?:город\w*\s+|г\.\s*)?$"
)
# «форум поедет в Выборг», «сборы переносятся в Котовск»
_GOES = re.compile(
    r"(?<!\w)(?:(?:по|пере|у|при)(?:едет|ехал\w*|езжает|йдет|ходит|летит)|отправ\w+|перен[ео]с\w+)(?!\w)[^.;]{0,60}(?<!\w)(?:во?|на)\s+(?:г\.\s*|город\s+)?$"
)
_TRUSTED_AFTER = re.compile(r"\s+(?:довер|поруч|предстоит|предостав|передан)")


@dataclass(frozen=True, slots=True)
class Ahead:
    """An event to come with what the sentence tells of it."""

    mention: EventMention
    facts: tuple[Fact, ...]


def events_ahead(scene: Scene) -> Iterator[Ahead]:
    """Yield the events a sentence says are to come."""
    events = [one for one in scene.events if not one.is_inside or one.is_next]
    events = [one for one in events if not _DECIDES.match(scene.shape, one.end)] or events
    if any(one.is_named or one.is_next for one in events):
        events = [one for one in events if one.is_named or one.is_next or _is_told_of(scene, one)]
    taken = 0
    for index, mention in enumerate(events):
        stop = events[index + 1].start if index + 1 < len(events) else len(scene.text)
        least = max(events[index - 1].end, taken) if index else 0
        host = _host(scene, mention, least, stop)
        year = _year(scene, mention, least, stop, host)
        days = _days(scene, (mention.start if len(events) > 1 else 0, stop), year)
        if host is not None:
            number, taken = year[2] if year else None, host.end
            fact = scene.fact(
                FactType.PLANNED_HOST, host.start, host.end, values=[host.name], number=number
            )
            yield Ahead(_titled(mention, year, is_hosted=True), (fact, *days))
        elif days and mention.is_named:
            yield Ahead(mention, tuple(days))
        elif year is not None and (mention.edition or mention.is_named):
            facts = [scene.fact(FactType.PLANNED_DATE, year[0], year[1], values=[str(year[2])])]
            if mention.edition:
                facts.append(
                    scene.fact(
                        FactType.ORDINAL, *mention.edition_span, number=mention.edition, hedge="="
                    )
                )
            yield Ahead(mention, tuple(facts))


def next_host(scene: Scene) -> Iterator[Fact]:
    """Yield the city, and the day, of the next event where the sentence does not name it again.

    «Эстафету увезла делегация Ржева», «До встречи в 2026 году в Ржеве».
    """
    groups = [one for one in scene.lists if one.of_kind(CITY, UNKNOWN)]
    if scene.events or len(groups) != 1 or len(groups[0].places) > 1:
        return
    if len(scene.text) > _MAX_NEXT or (
        _PAST.search(scene.shape) and not _HANDED.search(scene.shape)
    ):
        return
    group = groups[0]
    if not (_is_to_hold(scene, group) or _HANDED.search(scene.shape) or _MEET.search(scene.shape)):
        return
    city = group.of_kind(CITY, UNKNOWN)[0]
    said = _YEAR.search(scene.shape)
    year = int(said[1]) if said else None
    if year is None and _NEXT_YEAR.search(scene.shape) and scene.year is not None:
        year = scene.year + 1
    yield scene.fact(FactType.PLANNED_HOST, city.start, city.end, values=[city.name], number=year)
    for day in list(dates_in(scene, 0, len(scene.text), year or scene.year))[:1]:
        yield replace(day, type=FactType.PLANNED_DATE)


def _is_told_of(scene: Scene, mention: EventMention) -> bool:
    """Tell whether a city stands right behind an event of several words."""
    if _WILL.match(scene.shape, mention.end):
        return True
    beside = [
        gap
        for group in scene.lists
        if (gap := _BESIDE.fullmatch(scene.shape, mention.end, group.start))
    ]
    is_long = len(mention.title.split()) > 1
    return any(is_long or gap[0].lstrip()[:1] in "–—-" for gap in beside)


def looks_ahead(scene: Scene) -> bool:
    """Tell whether a sentence speaks of what is to come, whatever its words."""
    if not scene.events and (_MEET.search(scene.shape) or _HANDED.search(scene.shape)):
        return True
    if scene.has("intend") and _was_only_meant(scene):
        return False
    if scene.has("intend"):
        return not _WAS_CHOSEN.search(scene.shape) or any(one.is_next for one in scene.events)
    is_handed = "эстафет" in scene.shape and any(one.is_next for one in scene.events)
    if (_PAST.search(scene.shape) and not is_handed) or scene.year is None:
        return False
    if any(one.is_next for one in scene.events) or _TO_HOLD.search(scene.shape):
        return True
    is_later = any(int(year) > scene.year for year in _YEAR.findall(scene.shape))
    return is_later and bool(scene.events)


def _was_only_meant(scene: Scene) -> bool:
    """Tell whether the words of a plan only lead to what was held: «намеченное в мае, прошло»."""
    starts = (start for start, _ in scene.triggers.get("intend", ()))
    is_aside = all(_ASIDE.match(scene.shape, start) for start in starts)
    return is_aside and _HELD.search(scene.shape) is not None


def _days(scene: Scene, stretch: tuple[int, int], year: tuple[int, int, int] | None) -> list[Fact]:
    """Return the days an event is planned for; «в декабре решили» tells of the decision."""
    starts = [start for start, _ in scene.triggers.get("intend", ())]
    is_decided = bool(re.search(r"реш[аеи]|договор|предл|намер", scene.shape))
    starts += [one.start() for one in _TO_HOLD.finditer(scene.shape)]
    first = min(starts, default=0) + scene.offset
    found = list(dates_in(scene, *stretch, scene.year))
    if year is not None:
        said = scene.offset + year[0]
        later = list(dates_in(scene, *stretch, year[2]))
        found = [one for one in found if one.source.start < said] + [
            one for one in later if one.source.start > said
        ]
    days = [
        replace(one, type=FactType.PLANNED_DATE)
        for one in found
        if (not is_decided or one.source.start > first) and not _is_of_refusal(scene, one)
    ]
    return days[:1]


def _is_of_refusal(scene: Scene, day: Fact) -> bool:
    """Tell whether a day is that of a withdrawal: «в декабре отказался»."""
    end = day.source.end - scene.offset
    return any(0 <= start - end < 30 for start, _ in scene.triggers.get("withdraw", ()))


def _titled(
    mention: EventMention, year: tuple[int, int, int] | None, *, is_hosted: bool
) -> EventMention:
    if mention.is_next and is_hosted:
        gendered = {"а": "Следующая", "е": "Следующее", "я": "Следующие"}
        first = mention.kind.split()[0]
        word = gendered.get(first[-1:], "Следующий")
        return replace(mention, title=f"{word} {mention.title[:1].lower()}{mention.title[1:]}")
    return mention


def _host(scene: Scene, mention: EventMention, least: int, stop: int) -> PlaceSpan | None:
    """Return the city the event is to be held in: after it, else before it."""
    beside = [one for one in scene.lists if _BESIDE.fullmatch(scene.shape, mention.end, one.start)]
    for group in beside if stop > mention.end else ():
        cities = group.of_kind(CITY, UNKNOWN)
        if cities and group.start < stop:
            return cities[0]
    after = [one for one in scene.lists if mention.start <= one.start < stop]
    before = [one for one in scene.lists if least <= one.start < mention.start]
    for group in [*after, *reversed(before)]:
        cities = group.of_kind(CITY, UNKNOWN)
        if cities and _is_to_hold(scene, group):
            return cities[0]
    return None


def _is_to_hold(scene: Scene, group: PlaceList) -> bool:
    role = standing(scene, group)
    if role is Standing.IN:
        return True
    if role not in (Standing.SUBJECT, Standing.OTHER, Standing.OF):
        return False
    before = scene.shape[max(0, group.start - 140) : group.start]
    after = scene.shape[group.end : group.end + 60]
    if re.search(r"предложени\w*\s+(?:города\s+|г\.\s*)?$", before):
        return True
    if _CHOSEN.search(before) or _TRUSTED.search(before) or _TRUSTED_AFTER.match(after):
        return True
    if _GOES.search(before):
        return True
    if re.search(r"(?:эстафет\w+|ключи|право\s+проведения)[^.]{0,60}$|передан\w*\s+$", before):
        return True
    return role is Standing.SUBJECT and bool(_TAKES.search(before) or _TAKES.match(after.strip()))


def _year(
    scene: Scene, mention: EventMention, least: int, stop: int, host: PlaceSpan | None
) -> tuple[int, int, int] | None:
    """Return the year the event is planned for: said before it, else after it."""
    ends = (least, mention.start), (mention.start, stop), (0, least)
    for start, end in ends:
        told = list(_YEAR.finditer(scene.shape, start, end))
        found = (told[0] if start == mention.start else told[-1]) if told else None
        if found is not None:
            return found.start(), found.end(), int(found[1])
    for pattern in (_THIS_YEAR, _NEXT_YEAR):
        said = pattern.search(scene.shape)
        if said is not None and scene.year is not None:
            return said.start(), said.end(), scene.year + 1
    return None
