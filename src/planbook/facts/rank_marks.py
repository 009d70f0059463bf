"""Places in a competition as a sentence names them: «второе место», «бронза», «III», «следом»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from planbook.facts.scene import Scene
from planbook.facts.vocabulary import alternatives, read_words

_ORDINALS = {
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5,
    "шест": 6, "седьм": 7, "восьм": 8, "девят": 9, "десят": 10,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_ENDING = r"(?:ье(?:го|му)?|ь(?:им?|ем|ей|ю|я|их|ими)|ий|[оы][йехм]|ого|ому|ыми|ая|ую|ые|ое)"
_WORD = rf"(?P<stem>{'|'.join(_ORDINALS)}){_ENDING}"
_DIGIT = r"(?P<digit>\d{1,2})(?:\s?-\s?(?:[а-я]{1,2}|ое|ье))?|(?P<roman>i{1,3}|iv|vi?)"
_QUALITY = r"(?:\s+(?:[а-я-]+(?:ое|ее|ую|ом|ого|ых|ый|ым|ая|ой|ые)|\x00+)){0,3}"
_NOUN = (
    r"(?:мест[оауе]?м?|ступен\w*|строч\w+|строк[уиае]|позици\w+|результат\w*|призер\w*|номер\w*"
    r"|степен\w*|прем\w{2,3}|приз(?:ы|а|ом)?|м\.)(?!\w)"
)
_FULL = re.compile(rf"(?<![\w,./№-])(?:{_WORD}|{_DIGIT}){_QUALITY}\s+{_NOUN}")
# «1м - Тула, 2м - Орёл»
_BRIEF = re.compile(r"(?<![\w,./№-])(?P<digit>\d)\s?м\.?\s*[–—:-]\s*(?=[а-я])")
_IN_GROUPS = re.compile(
    r"(?<!\w)в\s+(?:обеих|дву?х|трех|четырех|пяти|шести|\d)\s+(?:[а-я]+\s+)?(?:под)?(?:групп|категори|лиг|дивизион)"
)
_VERB = (
    r"(?:стал\w*|оказал\w*|финиш\w+|приш\w+|был[аи]?|признан\w*|закончил\w*|заверш\w+|явил\w*|назван\w*"
    r"|значится|расположил\w*|идут|идет)"
)
_INSTRUMENTAL = r"(?P<stem>перв|втор|трет|четверт|пят|шест|седьм|восьм)ь?(?:[ыи]ми?|[ое]й)"
_BECAME = re.compile(
    rf"(?<![\w-])(?:{_INSTRUMENTAL}\s+(?:[а-я]+\s+){{0,3}}?{_VERB}(?!\w)"
    rf"|(?P<verb>{_VERB})\s+{_INSTRUMENTAL.replace('stem', 'later')}(?!\w))"
)
_SHORT = re.compile(
    rf"(?<![\w,./№-])(?:{_WORD}|(?P<digit>\d)-[а-я]{{1,2}}|(?P<roman>i{{1,3}}|iv))(?!\w)"
)
# What may follow «второе» where «место» is left out.
_SHORT_END = re.compile(
    r"\s*(?:[–—:,;.()-]|и\s|у\s|за\s|$)|\s+(?:команд|сборн|спортсмен|хозя|коллектив|дружин|представител"
    r"|стал|оказал|был|финиш|приш|заня|завоева|доста|достал|получ|взял|замкн|показал|отдан|вручен|поделил|раздел"
    r"|увез|отош|присужд|признан|ушл|уш[её]л|поехал|отправ|досталось|город|г\.)"
)
_LETTER = re.compile(r"\s+(?=[А-ЯЁ])")
_NO_METAL = re.compile(
    r"золот\w+\s+(?:кольц|корон|осен|пер[оа]|ключ|фонд|знак|щит|ворот|рыбк|сердц)"
)
_LED_BY = re.compile(
    r"(?<!\w)(?:следом|далее|вслед\s+за\s+(?:ним|ней|ними)|за\s+(?:ним|ней|ними)|затем)(?!\w)"
)
NEXT = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A place named in a sentence; `NEXT` is the one after the place told before.

    `is_title` tells that the word names winners («победители»), of whom there may be several.
    """

    start: int
    end: int
    place: int
    is_title: bool = False


def rank_marks(scene: Scene, *, goes_on: bool = False) -> list[Mark]:
    """Return the places a sentence names, in order; `goes_on` tells that others stood before."""
    found = [*_named(scene), *_words(scene)]
    if found or goes_on:
        found += _short(scene)
    if found or goes_on:
        found += [Mark(*one.span(), NEXT) for one in _LED_BY.finditer(scene.shape)]
    # «IV Спартакиада» is a number of the games, no place in them.
    numbers = [event.edition_span for event in scene.events]
    found = [one for one in found if not any(first <= one.start < last for first, last in numbers)]
    return list(_apart(sorted(found, key=lambda one: (one.start, -one.end))))


def _named(scene: Scene) -> Iterator[Mark]:
    for pattern in (_FULL, _BECAME, _BRIEF):
        for one in pattern.finditer(scene.shape):
            place = _place(one)
            if place:
                yield Mark(one.start(), one.end(), place)


def _words(scene: Scene) -> Iterator[Mark]:
    for place, pattern in _patterns("places").items():
        for one in pattern.finditer(scene.shape):
            if not _NO_METAL.match(scene.shape, one.start()):
                is_title = place == 1 and one[0].startswith(("лучш", "сильнейш"))
                yield Mark(one.start(), one.end(), place, is_title=is_title)
    # «победителями в трёх группах стали …»: each of several is the first of its own.
    is_title = _IN_GROUPS.search(scene.shape) is None
    for one in _patterns("titles")[1].finditer(scene.shape):
        yield Mark(one.start(), one.end(), 1, is_title=is_title)


def _short(scene: Scene) -> Iterator[Mark]:
    for one in _SHORT.finditer(scene.shape):
        is_end = _SHORT_END.match(scene.shape, one.end()) or _LETTER.match(scene.text, one.end())
        if is_end and not (one["digit"] and one["digit"] == "0"):
            place = _place(one)
            if place:
                yield Mark(one.start(), one.end(), place)


def _place(found: re.Match[str]) -> int:
    groups = found.groupdict()
    if groups.get("stem") or groups.get("later"):
        return _ORDINALS[groups.get("stem") or groups["later"]]
    if groups.get("roman"):
        return _ROMAN[groups["roman"]]
    number = int(groups.get("digit") or 0)
    return number if number <= 20 else 0


def _apart(found: list[Mark]) -> Iterator[Mark]:
    end = -1
    for mark in found:
        if mark.start >= end:
            yield mark
            end = mark.end


@cache
def _patterns(key: str) -> dict[int, re.Pattern[str]]:
    table = read_words("standings")[key]
    return {int(place): _pattern(group) for place, group in table.items()}


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives(words)})(?!\w)")
