"""Plans: sentences and lists that tell of a later year, each event with its city and month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planbook.facts.ahead import Ahead
from planbook.facts.circumstances import dates_in
from planbook.facts.mention import EventMention
from planbook.facts.places import CITY, DISTRICT, UNKNOWN, PlaceList
from planbook.facts.report_event import Fact, FactType
from planbook.facts.roles import Standing, standing
from planbook.facts.scene import Scene

_PLAN = re.compile(
    r"(?<!\w)(?:план\w*|календар\w+|(?:за)?планир\w+|намеч\w+|предусм\w+|перенес\w+\s+на|предстоящ\w+|предстоит|впереди|ждут|ждет|перспектив\w+)(?!\w)"
)
_YEAR = re.compile(
    r"(?<!\w)(?:(?:на|во?|год)\s+)?(20\d\d)(?:-?(?:й|м|ой|го|году))?(?:\s*(?:год\w*|г\.))?"
)
_OPENS_YEAR = re.compile(
    r"\s*(?:\d{1,2}\.\s*)?(?:(?:год|на|во?|(?:[а-я]+\s+)?планы?\s*(?:на|[–—-])?|договорились\s+на|решили\s+на)\s*)?(20\d\d)(?:-?(?:й|м))?(?:\s*(?:год[уа]?|г\.))?\s*(?:[:.–—-]|год|$)"
)
# «Предстоит провести: …»: the year of the first holds for the rest.
_LISTS = re.compile(
    r"\s*(?:[а-я]+\s+){0,3}(?:предстоит|планируется|намечено|запланировано)(?:\s+[а-я]+){0,2}\s*:"
)
_OPENS_NEXT = re.compile(r"\s*(?:на|в)\s+(?:следующ|будущ|наступающ)\w+\s+год")
_NEXT_YEAR = re.compile(r"(?:следующ|будущ|наступающ)\w+\s+год")
_HALF = re.compile(r"\s*во\s+втором\s+полугодии\s*[:–—-]")
_PAST = re.compile(
    r"(?<!\w)(?:состоял\w+|прош(?:ел|ла|ло|ли)|провел[аи]?|проведен[аоы]?|проходил\w*|собрал\w*|подвел\w*|отказал\w+)(?!\w)"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_YEAR_OF = re.compile(
    r"[,;]\s+(?:а\s+)?(?:во?|на)\s+(20\d\d)(?:-й)?(?:\s+год[уа]?)?\s*[–—-]\s*(?:в\s+)?$"
)
_GONE = re.compile(r"отказал|отозва|самоотвод|сня(?:л|вш)|не\s+смо")
_DECIDED = re.compile(r"(?<!\w)(?:реш[ие]л\w*|постановил\w*|утвердил\w*|поручил\w*|определил\w*)")


def plan_year(scene: Scene) -> int | None:
    """Return the later year that a sentence speaks of as a plan, None for other sentences."""
    if scene.year is None:
        return None
    opened = _OPENS_YEAR.match(scene.shape)
    if opened is not None and int(opened[1]) > scene.year and not _PAST.search(scene.shape):
        return int(opened[1])
    if _HALF.match(scene.shape):
        return scene.year
    if _OPENS_NEXT.match(scene.shape) and not (_PAST.search(scene.shape) or scene.has("speak")):
        return scene.year + 1
    if not _PLAN.search(scene.shape) and not scene.has("intend"):
        return None
    if _PAST.search(scene.shape):
        return None
    later = [int(one[1]) for one in _YEAR.finditer(scene.shape) if int(one[1]) > scene.year]
    if later:
        return later[0]
    return scene.year + 1 if _NEXT_YEAR.search(scene.shape) else None


def events_planned(scene: Scene, year: int) -> Iterator[Ahead]:
    """Yield the events of a plan: each with the city and the days that stand by it."""
    events = [one for one in scene.events if not one.is_framework]
    decided = _DECIDED.search(scene.shape)
    if decided is not None and len(events) > 1 and events[0].end < decided.start():
        events = events[1:]
    aside = [one.span() for one in _BRACKETS.finditer(scene.shape) if _GONE.search(one[0])]
    plain = "".join(" " if _inside(at, aside) else mark for at, mark in enumerate(scene.shape))
    if not events or _PAST.search(plain) or _withdraws(scene, aside):
        return
    groups = [
        one
        for one in scene.lists
        if one.of_kind(CITY, UNKNOWN, DISTRICT) and not _inside(one.start, aside)
    ]
    is_behind = any(one.start >= events[-1].end for one in groups)
    found = [_told(scene, events, index, groups, is_behind, year) for index in range(len(events))]
    if any(facts for _, facts in found):
        for mention, facts in found:
            if facts:
                yield Ahead(mention, tuple(facts))
        yield from _later_years(scene, events[-1], groups)


def _later_years(
    scene: Scene, mention: EventMention, groups: Sequence[PlaceList]
) -> Iterator[Ahead]:
    """Yield hosts of further years: «в 2025 году его примет Кемь, в 2026 году – Онега»."""
    for group in groups:
        said = _YEAR_OF.search(scene.shape, max(0, group.start - 30), group.start)
        if said is not None and group.start > mention.end:
            city = group.of_kind(CITY, UNKNOWN, DISTRICT)[0]
            fact = scene.fact(
                FactType.PLANNED_HOST,
                city.start,
                city.end,
                values=[city.value],
                number=int(said[1]),
            )
            yield Ahead(mention, (fact,))


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= at < last for first, last in spans)


def _withdraws(scene: Scene, aside: Sequence[tuple[int, int]]) -> bool:
    """Tell whether words of giving up stand outside the remarks in brackets."""
    return any(not _inside(start, aside) for start, _ in scene.triggers.get("withdraw", ()))


def opens_plan(scene: Scene) -> bool:
    """Tell whether the year of a plan holds for the following sentences too."""
    opened = (one.match(scene.shape) for one in (_OPENS_YEAR, _OPENS_NEXT, _HALF))
    if any(opened) and not scene.has("speak"):
        return True
    said = _YEAR.search(scene.shape) or _NEXT_YEAR.search(scene.shape)
    first = min((one.start for one in scene.events), default=len(scene.shape))
    is_leading = said is not None and said.start() < first
    is_general = not scene.events or _PLAN.search(scene.shape) is not None
    return (is_leading and is_general) or bool(_LISTS.match(scene.shape))


def in_plan(ahead: Ahead, year: int | None) -> Ahead:
    """Give a host without a year that of the plan it stands in."""
    facts = tuple(
        replace(fact, number=year)
        if year and fact.type is FactType.PLANNED_HOST and fact.number is None
        else fact
        for fact in ahead.facts
    )
    return Ahead(ahead.mention, facts)


def _told(
    scene: Scene,
    events: list[EventMention],
    index: int,
    groups: list[PlaceList],
    is_behind: bool,
    year: int,
) -> tuple[EventMention, list[Fact]]:
    mention = events[index]
    own = _own_year(scene, events, index)
    year = own if own is not None else year
    first = events[index - 1].end if index else 0
    last = events[index + 1].start if index + 1 < len(events) else len(scene.text)
    start, stop = (mention.end, last) if is_behind else (first, mention.start)
    if is_behind and index + 1 == len(events) and index == 0:
        start, stop = mention.end, len(scene.text)
    group = next((one for one in groups if start <= one.start < stop), None)
    span = (mention.end, last) if is_behind else (first, last)
    days = list(dates_in(scene, *span, year))[:1]
    if not days and len(events) == 1:
        days = list(dates_in(scene, 0, len(scene.text), year))[:1]
    facts = [replace(one, type=FactType.PLANNED_DATE) for one in days]
    if group is not None and standing(scene, group) is not Standing.FROM:
        city = group.of_kind(CITY, UNKNOWN, DISTRICT)[0]
        facts.insert(
            0,
            scene.fact(
                FactType.PLANNED_HOST, city.start, city.end, values=[city.value], number=year
            ),
        )
    return mention, facts


def _own_year(scene: Scene, events: list[EventMention], index: int) -> int | None:
    """Return the later year said beside an event of several: «в 2025 году …, в 2026 году …»."""
    if len(events) == 1:
        return None
    last = events[index + 1].start if index + 1 < len(events) else len(scene.text)
    found = [int(one[1]) for one in _YEAR.finditer(scene.shape, events[index].end, last)]
    return next((one for one in found if scene.year is not None and one > scene.year), None)
