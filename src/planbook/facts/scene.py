"""A sentence made ready for the rules: its outline, places, people, numbers, triggers, events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from planbook.facts.event_mentions import find_events
from planbook.facts.mention import EventMention
from planbook.facts.numbers import Number, find_numbers
from planbook.facts.people import Person, find_people
from planbook.facts.places import (
    CITY,
    PlaceList,
    PlaceSpan,
    find_lists,
    find_places,
    stands_by_day,
)
from planbook.facts.report_event import Fact, FactSource, FactType
from planbook.facts.vocabulary import phrases, read_words
from planbook.plans.wording import BLANK, Enclosed, Outlined
from planbook.text import find_quoted

_SPACE = re.compile(r"\s")
_MAX_QUOTE = 400
# «серебро», «бронза»: a word said with a smile, no name.
_PLAIN_WORD = re.compile(r"[а-яё]{3,15}")
# In such sentences a city is asked for, so that «Орёл» is one.
_ASKING = (
    "held",
    "speak",
    "moderate",
    "host",
    "host_noun",
    "withdraw",
    "intend",
    "award",
    "organised",
    "take_part",
    "support",
)
RESULT = re.compile(
    r"(?<!\w)[1-9]\s?м\.?\s*[–—:-]\s*[а-я]|общекомандн|первенств|командн\w+\s+зачет|мест[оауе]м?(?!\w)|медал|золот|серебр|бронз|кубок|чемпион"
    r"|победи|побед|выигр|обладател|стал\w*\s+перв|перв\w+\s+стал|вторым|лучшими|сильнейшими|луч\w+\s+стал|третьим|ступен|тройк|финиширо"
)
RANKING = re.compile(
    RESULT.pattern + r"|сильнейш\w+\s+(?:оказал|стал|признан|был)"
    r"|лучш(?:ей|им|ими)\s+(?:был\w*\s+)?(?:признан|назван|стал)"
    r"|перв(?:ым|ыми|ой)\s+(?:был[аи]?|стал\w*|оказал\w+|финишир\w+|приш\w+)|(?:итог|результат)\w*[^.:]{0,60}:|пьедестал|распредел|призер|лидер|лидир"
    r"|лучш\w+\s+результат|места\s*:|диплом\w*\s+(?:i|перв\w+)\s+степен|расположил\w+\s+так|пальм\w+\s+первенств|приз\w*\s+(?:завоевал|увез|достал)"
)
BESIDE_NAME = re.compile(r"[»\"]\s*[(–—-]")
# «знак «Якорь» получили», «их обладателями стали»
_GIVEN = re.compile(
    r"(?<!\w)(?:знак|звани|медал(?=[а-я]{0,3}\s+(?:\x00|союз|ассоц|совет|лиг))|грамот|письм|благодарност|диплом(?!\w*\s+(?:i|перв|втор|трет|за\s)))[а-я]{0,3}\s(?:(?!степен)[^.;]){0,120}?"
    r"(?<!\w)(?P<verb>получил[аи]?|присвоен[аоы]?|присужден[аоы]?|вручен[аоы]?)(?!\w)"
    r"|(?<!\w)(?:их|его|е[её])\s+(?P<his>обладател\w+\s+стал[аи]?|получил[аи]?)(?!\w)"
)
_BEHIND_EVENT = re.compile(r"\s*[(–—]\s*(?:г\.\s*)?[А-ЯЁ][а-яё]")
_REGION_BEHIND = re.compile(r"\s+(?:област|кра[йя]|район|республик)")
_MERIT = re.compile(r"(?<!\w)за\s+(?:[а-я]+\s+){0,2}$")
# «намеченное в Кеми заседание прошло», «по предложению Кеми проведён»: no plan is told.
_ONCE_MEANT = re.compile(r"(?:намечен|запланирован|назначен|предусмотрен)н")
_BY_OFFER = re.compile(r"(?<!\w)по\s+$")
_WAS_HELD = re.compile(
    r"(?<!\w)(?:прош(?:ел|ла|ло|ли)|состоял\w+|провел[аи]?|проведен[аоы]?|организован[аоы]?)(?!\w)"
)
_ROLE = r"(?:со)?(?:организатор|инициатор|учредител|хозя|площадк|партнер|принимающ|спонсор)\w*"
_ROLE_BEFORE = re.compile(rf"(?<!\w){_ROLE}(?:\s+[^\s.;:]+){{0,14}}\s+$")
_ROLE_AFTER = re.compile(rf"\s+(?:\w+\s+)?{_ROLE}")


@dataclass(frozen=True)
class Scene:
    """One sentence; offsets inside are its own, facts carry those of the paragraph.

    `shape` is the text in lower case with «е» for «ё», its quoted names blanked. `spoken` is the
    event and `lent` the classes of a verb that a clause takes over from the one before it.
    """

    paragraph: int
    offset: int
    text: str
    year: int | None
    whole: str = ""
    spoken: EventMention | None = None
    lent: tuple[str, ...] = ()

    @cached_property
    def outlined(self) -> Outlined:
        """Quotes blanked, brackets kept: names of cities stand in brackets too."""
        quotes = _quotes(self.text)
        shape = list(_SPACE.sub(" ", self.text).lower().replace("ё", "е"))
        if len(shape) != len(self.text):
            shape = list(self.text)
        for part in quotes:
            if _PLAIN_WORD.fullmatch(part.content):
                shape[part.start] = shape[part.end - 1] = " "
            else:
                shape[part.start : part.end] = BLANK * (part.end - part.start)
        quotes = tuple(part for part in quotes if not _PLAIN_WORD.fullmatch(part.content))
        return Outlined(self.text, quotes, "".join(shape))

    @property
    def shape(self) -> str:
        """The outline the triggers are looked for in."""
        return self.outlined.shape

    @cached_property
    def places(self) -> list[PlaceSpan]:
        """Places outside the names in quotes."""
        is_asked = self.has(*_ASKING) or RANKING.search(self.shape) is not None
        is_telling = is_asked or BESIDE_NAME.search(self.text) is not None or self._is_placed()
        is_telling = is_telling or stands_by_day(self.text)
        found = find_places(self.text, is_telling=is_telling)
        found = [one for one in found if BLANK not in self.shape[one.start : one.end]]
        return [one for one in map(self._without_name, found) if one is not None]

    def _is_placed(self) -> bool:
        """Tell whether a name stands right behind an event: «собрание – Серов, ноябрь»."""
        return any(_BEHIND_EVENT.match(self.text, one.end) for one in self.events)

    def _without_name(self, place: PlaceSpan) -> PlaceSpan | None:
        """Leave out a surname that is a town («Спиридон Кашин»), cut a name behind a district."""
        for person in self._named:
            begins = place.start == person.start and place.end < person.end
            if person.start < place.start < person.end or (begins and place.kind == CITY):
                return None
            if place.start < person.start < place.end and place.kind != CITY:
                cut = len(place.name) - (place.end - person.start)
                return replace(place, end=person.start - 1, name=place.name[:cut].rstrip())
        return place

    @cached_property
    def _named(self) -> list[Person]:
        """What may be names of people, those that are places among them."""
        found = find_people(self.text)
        # «в Белёве Тульской области» names nobody.
        return [one for one in found if not _REGION_BEHIND.match(self.shape, one.end)]

    @cached_property
    def lists(self) -> list[PlaceList]:
        """Places joined into lists."""
        return find_lists(self.text, self.places)

    @cached_property
    def people(self) -> list[Person]:
        """People outside the names in quotes and the places."""
        return [
            one
            for one in self._named
            if BLANK not in self.shape[one.start : one.end]
            and not any(place.start < one.end and one.start < place.end for place in self.places)
        ]

    @cached_property
    def numbers(self) -> list[Number]:
        """Numbers outside the names in quotes."""
        return [
            one for one in find_numbers(self.text) if BLANK not in self.shape[one.start : one.end]
        ]

    @cached_property
    def events(self) -> list[EventMention]:
        """Events the sentence names."""
        found = find_events(self.outlined)
        if self.spoken is None:
            return found
        return [self.spoken, *(one for one in found if one.start >= self.spoken.end)]

    @cached_property
    def triggers(self) -> dict[str, list[tuple[int, int]]]:
        """Where the words of every class stand."""
        found: dict[str, list[tuple[int, int]]] = {name: [(0, 0)] for name in self.lent}
        for match in _all_triggers().finditer(self.shape):
            for name in _classes(match[0]):
                if not self._is_other(name, *match.span()):
                    found.setdefault(name, []).append(match.span())
        given = _GIVEN.search(self.shape) if "award" not in found else None
        if given is not None:
            found["award"] = [given.span("verb" if given["verb"] else "his")]
        return found

    def part(self, start: int, end: int) -> Scene:
        """Return a stretch of the sentence as a scene of its own; facts still quote it whole."""
        whole = self.whole or self.text
        return Scene(self.paragraph, self.offset + start, self.text[start:end], self.year, whole)

    def _is_other(self, name: str, start: int, end: int) -> bool:
        """Tell whether a word has another sense here: «за активное участие» is no taking part."""
        if name == "take_part" and self.shape.startswith("участи", start):
            return bool(_MERIT.search(self.shape, max(0, start - 40), start))
        if name == "intend" and _ONCE_MEANT.match(self.shape, start):
            return bool(_WAS_HELD.search(self.shape))
        if name == "intend" and self.shape.startswith("предложени", start):
            is_cause = _BY_OFFER.search(self.shape, max(0, start - 12), start)
            return bool(is_cause and _WAS_HELD.search(self.shape))
        return name == "speak" and self._acts_as(start, end)

    def _acts_as(self, start: int, end: int) -> bool:
        """Tell whether «выступил» means being something: «выступила организатором»."""
        if not self.shape.startswith("выступ", start):
            return False
        before, after = self.shape[max(0, start - 140) : start], self.shape[end : end + 40]
        return bool(_ROLE_BEFORE.search(before) or _ROLE_AFTER.match(after))

    def has(self, *names: str) -> bool:
        """Tell whether words of one of the classes stand in the sentence."""
        return any(name in self.triggers for name in names)

    def distance(self, start: int, end: int, *names: str) -> int | None:
        """Return how far the nearest word of the classes is from a span."""
        spans = [span for name in names for span in self.triggers.get(name, ())]
        gaps = [max(start - span[1], span[0] - end, 0) for span in spans]
        return min(gaps, default=None)

    def fact(  # noqa: PLR0913 -- a fact has that many parts
        self,
        kind: FactType,
        start: int,
        end: int,
        *,
        values: Sequence[str] = (),
        number: int | None = None,
        hedge: str = "",
        is_open: bool = False,
    ) -> Fact:
        """Return a fact whose words stand at a span of the sentence."""
        return Fact(
            type=kind,
            value=";".join(values),
            values=tuple(values),
            number=number,
            hedge=hedge,
            text=self.whole or self.text,
            source=FactSource(self.paragraph, self.offset + start, self.offset + end),
            is_open=is_open,
        )


def _quotes(text: str) -> tuple[Enclosed, ...]:
    return tuple(
        Enclosed(one.start, one.end, one.inner, is_quote=True)
        for one in find_quoted(text)
        if one.end - one.start <= _MAX_QUOTE
    )


@cache
def _all_triggers() -> re.Pattern[str]:
    return phrases("triggers", *read_words("triggers"))


@lru_cache(maxsize=8192)
def _classes(words: str) -> tuple[str, ...]:
    names = read_words("triggers")
    return tuple(name for name in names if phrases("triggers", name).fullmatch(words))
