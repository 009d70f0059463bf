"""Which of its series an event is: before its noun, behind it, counted by times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from planbook.facts.mention import EventMention
from planbook.facts.report_event import Fact, FactType
from planbook.facts.scene import Scene
from planbook.language import parse_edition
from planbook.language.editions import edition_at

_ENDING = r"(?:ое|ая|ый|ой|ий|ье|ья|ую|ью|ого|ому|ым|ом|ых|ые|ье)"
_WORD = rf"(?:(?:[а-я]+(?:ть|ать|сят|сто|рок)\s+)?[а-я]{{3,}}{_ENDING})"
_NUMBER = rf"(?P<number>[ivx]+|\d+-?[а-я]{{1,2}}|{_WORD})"
_COUNTED = (
    r"(?:по\s+сч[её]ту|в\s+(?:своей\s+|е[её]\s+|его\s+)?истории"
    r"|за\s+(?:всю\s+)?(?:свою\s+)?историю|с\s+момента\s+(?:образования|основания|создания))"
)
# «третья по счету», «шестой за историю Союза»: in any place of the sentence.
_BY_COUNT = re.compile(rf"(?<![\w-]){_NUMBER}\s+{_COUNTED}(?!\w)")
# «собрание, сорок второе, прошло», «Игры (8-я)», «фестиваль – уже тринадцатый»
_BESIDE = re.compile(
    rf"(?:[,:(]|[–—-]\s)\s*(?:уже\s+)?{_NUMBER}(?P<count>\s+раз(?!\w))?(?=\s*(?:[,).]|$)|\s\()"
)
# «уже в десятый раз», «проводится шестнадцатый раз»
_TIMES = re.compile(
    r"(?<!\w)(?:в|(?:прош[её]?л[аои]?|провод[а-я]+|проходит|проведен[а-я]*)(?!\s+в\s))\s+([^\s,.;]+(?:\s[^\s,.;]+)?)\s+раз(?!\w)"
    r"(?!\s+(?:подряд|завоев|выигр|побе|стал|взял|получ|принима|принял|собирал))"
)
# «Тверь уже в третий раз принимала», «в третий раз стала местом»: times of the city.
_OF_CITY = re.compile(r"(?:стал|принима|принял)[а-я]*\s+(?:у\s+себя\s+)?(?:уже\s+)?$")


def ordinal_of(
    scene: Scene, mention: EventMention | None, *, is_same: bool = True
) -> Iterator[Fact]:
    """Yield the number of the event in its series, said before it, beside it or later."""
    if mention is not None and mention.edition:
        yield scene.fact(FactType.ORDINAL, *mention.edition_span, number=mention.edition, hedge="=")
        return
    found = _told(scene, mention) if mention is not None else _told_later(scene)
    for start, end, number in islice(found if mention is not None or is_same else (), 1):
        yield scene.fact(FactType.ORDINAL, start, end, number=number, hedge="=")


def _told_later(scene: Scene) -> Iterator[tuple[int, int, int]]:
    """Read the number that a next sentence tells: «Он проводится шестнадцатый раз»."""
    for counted in _BY_COUNT.finditer(scene.shape):
        yield from _read(counted, "number")
    yield from _times(scene)


def _told(scene: Scene, mention: EventMention) -> Iterator[tuple[int, int, int]]:
    yield from _in_name(scene, mention)
    for counted in _BY_COUNT.finditer(scene.shape):
        yield from _read(counted, "number")
    beside = _BESIDE.search(scene.shape)
    if beside is not None and (mention.end <= beside.start() or beside["count"]):
        yield from _read(beside, "number")
    yield from _times(scene)


def _times(scene: Scene) -> Iterator[tuple[int, int, int]]:
    for times in _TIMES.finditer(scene.shape):
        if not _OF_CITY.search(scene.shape, max(0, times.start() - 40), times.start()):
            yield from _read(times, 1)


def _in_name(scene: Scene, mention: EventMention) -> Iterator[tuple[int, int, int]]:
    """Read the number that a quoted name begins with: «XVIII Петровские чтения»."""
    edition = edition_at(mention.own_name, 0) if mention.own_name else None
    start = scene.text.find(mention.own_name) if edition is not None else -1
    if edition is not None and start >= 0:
        yield start, start + edition.end, edition.number


def _read(found: re.Match[str], group: str | int) -> Iterator[tuple[int, int, int]]:
    edition = parse_edition(found[group])
    if edition is not None:
        yield *found.span(group), edition.number
