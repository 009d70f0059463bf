"""Standings: who took which place, whatever way and order they are told in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planbook.facts.pairing import Item, paired
from planbook.facts.places import CITY, DISTRICT, UNKNOWN, PlaceSpan, stands_in
from planbook.facts.rank_marks import Mark, rank_marks
from planbook.facts.report_event import Fact, FactType
from planbook.facts.scene import RANKING, Scene
from planbook.language import Case

# «1. Тула; 2. Калуга; 3. Орёл» behind a contest.
_NUMBERED = re.compile(
    r"(?:(?<=[:;,]\s)|(?<=^))([1-8])[.)]\s+(?:(?:команда|сборная|город|г\.)\s*)?(?=[а-я])"
)
_LINE_NUMBER = re.compile(
    r"\s*([1-9])\s?[.)–—-]\s*(?:(?:команда|сборная|город|г\.|команда\s+(?:города|г\.))\s*)?"
)
# «Тула – 1, Калуга – 2», «Тула (1), Калуга (2)»
_NUMBER_BEHIND = re.compile(r"\s*(?:[–—-]\s*|\()(\d)\)?(?=\s*(?:[,;.)]|$))")
_IN_ORDER = re.compile(
    r"(?<![\w.])(?:1|i|перв\w+)\s*[–—-]\s*(?:[2-9]|i{2,3}|iv|трет\w+)(?:-?е|-?я)?\s+мест[ао]?\s*(?::|[–—-]|заняли|у)\s*(?:команды|сборные|города)?\s*$|"
    r"мест[ао]?\s[^:.;]{0,60}распредел[^:.;]{0,60}:\s*$|пьедестал\w*[^:.;]{0,60}(?::|заняли|поднялись|составили)[^:;]{0,20}$"
    r"|тройк\w+\s[^:.;]{0,60}(?::|[–—-]|вошли|составили|попали|выгляд\w+\s+так:?|стали|заняли)\s*(?:команды|сборные|города)?\s*$"
)
_LISTS_ENDS = re.compile(
    r"(?:итог|результат|победител|призер)\w*[^.:]{0,60}:|мест\w*\s+распредел|распределени\w+\s+мест|места(?:\s+(?:заняли|поделили|разделили|завоевали|получили)(?:\s+[а-я]+){0,2})?\s*:|призов\w+\s+мест|расположил\w+\s+так"
)
_IN_WAY = re.compile(
    r"(?<![\w.])(?:1|i|перв\w+)\s*[–—-]\s*(?:[2-9]|i{2,3}|iv|трет\w+)(?:-?е|-?я)?\s+мест|"
    r"распредел|пьедестал|призов\w+\s+тройк|тройк\w+\s+(?:призер|победител|лидер|сильнейш|лучш)"
)
_CUP = re.compile(
    r"(?<!\w)(?:кубок|знамя)(?:\s[^.,;]{0,60}?)?\s+(?:у|получил\w*|завоевал\w*|достал\w+|выиграл\w*|увез\w*|вручен\w*|остал\w+|уех\w+|отправ\w+|присужд\w+)"
)
_HOME_TEAM = re.compile(
    r"(?<!\w)(?:(?:команд\w{1,3}|сборн\w{2,3}|дружин\w{1,3})\s+хозяев|хозяева(?:м|ми)?|хозяйк[аеиу]|хозяев)(?!\w)(?!\s*[,(–—-]\s*[а-я]*\s*команд)"
)
_APART = re.compile(
    r"^(?:а\s+)?(?:в|по)\s+(?:волейбол|мини-футбол|футбол|хокке|шахмат|шашк|плаван|настольн|баскетбол|дартс|лыжн|легк|перетягив|стрельб"
    r"|гир|городк|бильярд|бадминтон|стритбол|пулев|кроссфит|армрест|теннис|личн|отдельн)\w*(?![^.]{0,80}(?:общекоманд|в\s+целом))"
    r"|номинаци|одно\s+из|в\s+перв\w+\s+очередь|по\s+итогам\s+перв"
)
# All three places of one nomination are those of the contest.
_WHOLE = re.compile(r"номинаци[^.;]*(?:перв|1)[^.;]{1,8}\s+мест[^.;]*(?:втор|2)[^.;]*(?:трет|3)")
_WON_BY = re.compile(
    r"(?<!\w)(?:в\s+финал\w*|в\s+решающ\w+\s+матч\w*)(?!\w)[^.;]{0,60}?(?<!\w)(?P<verb>обыгра\w+|победил\w*|переигра\w+|одолел\w*|обош[её]?л\w*|взял\w*\s+верх\s+над)"
)
_THIRD = re.compile(
    r"(?<!\w)(?:матч|игр|встреч|спор|борьб|поединк)\w*\s+за\s+(?:3-?е?|третье|бронз\w+)(?:\s+мест\w+)?"
)
_AWAY = re.compile(
    r"(?:увез|уех|уш[её]?л|отправ|уезжа|перееха|улете|достал|[–—-])\w*\s+во?\s+(?:г\.\s*|город\s+)?$"
)
_STAYED = re.compile(r"(?:остал|прописал)\w*\s+во?\s+(?:г\.\s*|городе\s+)?$")
_ELLIPTIC = re.compile(
    r"(?<![\w-])[А-ЯЁ][а-яё-]+(?:ск|цк)(?:ий|ого|ому|им|ом|ой)(?=\s*(?:[,.;(–—-]|$|и\s|на\s))"
)


def standings(scene: Scene, home: str = "", *, goes_on: bool = False) -> Iterator[Fact]:
    """Yield the places cities took, in the order of the text; `home` is who «хозяева» are.

    `goes_on` tells that the sentence before named places too: «На втором – Тула».
    """
    numbered = list(_NUMBERED.finditer(scene.shape))
    if len(numbered) > 1 and not scene.has("held", "intend", "exchange", "support"):
        if int(numbered[0][1]) > 1:
            # «Первой стала Тула, вторым – Орёл; далее: 3. Клин, 4. Ржев»
            yield from standings(scene.part(0, numbered[0].start()), home, goes_on=goes_on)
        yield from _facts(scene, _in_lines(scene, numbered))
        return
    is_apart = _APART.search(scene.shape) and not _WHOLE.search(scene.shape)
    if not (RANKING.search(scene.shape) or goes_on) or is_apart:
        return
    teams = _teams(scene, home)
    if not teams:
        return
    told = [*_by_numbers(scene, teams)] or [*_in_order(scene, teams)] or [*_of_final(scene, teams)]
    if not told:
        marks = rank_marks(scene, goes_on=goes_on or _LISTS_ENDS.search(scene.shape) is not None)
        if not any(mark.place == 1 for mark in marks):
            cup = _CUP.search(scene.shape)
            marks = sorted([*marks, *([Mark(*cup.span(), 1)] if cup else [])], key=_start)
        told = paired(scene.shape, marks, teams)
    yield from _facts(scene, told)


def announces_ranks(text: str, scenes: Sequence[Scene]) -> bool:
    """Tell whether the lines under a paragraph are places: «Итоги командного зачёта:»."""
    return text.rstrip().endswith(":") and bool(scenes and RANKING.search(scenes[-1].shape))


def standing_of_line(scene: Scene) -> list[Fact]:
    """Return the place a line gives by its number: «2. Калуга»."""
    number = _LINE_NUMBER.match(scene.shape)
    starts = {one.start: one for one in scene.places if one.kind in (CITY, UNKNOWN, DISTRICT)}
    if number is None or number.end() not in starts:
        return []
    return list(_facts(scene, [(int(number[1]), starts[number.end()])]))


def _start(item: Item) -> int:
    return item.start


def _facts(scene: Scene, pairs: Sequence[tuple[int, PlaceSpan]]) -> Iterator[Fact]:
    for place, team in pairs:
        if team.name:
            span = (team.start, max(team.end, team.until))
            yield scene.fact(FactType.STANDING, *span, values=[team.value], number=place)


def _in_lines(scene: Scene, numbered: list[re.Match[str]]) -> list[tuple[int, PlaceSpan]]:
    """Pair the numbers of a list with the cities right behind them."""
    starts = {one.start: one for one in scene.places if one.kind in (CITY, UNKNOWN, DISTRICT)}
    return [(int(number[1]), starts[number.end()]) for number in numbered if number.end() in starts]


def _by_numbers(scene: Scene, teams: list[PlaceSpan]) -> list[tuple[int, PlaceSpan]]:
    """Read «Тула – 1, Калуга – 2», numbers that begin with one and go on."""
    found = [
        (int(number[1]), team)
        for team in teams
        if (number := _NUMBER_BEHIND.match(scene.shape, team.end)) is not None
    ]
    in_turn = [place for place, _ in found] == list(range(1, len(found) + 1))
    return found if len(found) > 1 and in_turn else []


def _in_order(scene: Scene, teams: list[PlaceSpan]) -> list[tuple[int, PlaceSpan]]:
    """Read «тройка лидеров: Тула, Калуга, Рязань»: places go by the order of the names."""
    if not _IN_WAY.search(scene.shape):
        return []
    for first, team in enumerate(teams):
        before = scene.shape[max(0, team.start - 140) : team.start]
        run = _run(scene.shape, teams, first)
        if len(run) > 1 and _IN_ORDER.search(before):
            return list(enumerate(run, start=1))
    return []


def _run(shape: str, teams: list[PlaceSpan], first: int) -> list[PlaceSpan]:
    """Return the teams of one list from one on."""
    run = [teams[first]]
    for team in teams[first + 1 :]:
        gap = shape[max(run[-1].end, run[-1].until) : team.start]
        if not re.fullmatch(r"\s*(?:,|\sи|,\s*и)\s*(?:(?:города?|команда|сборная|г\.)\s*)?", gap):
            break
        run.append(team)
    return run


def _of_final(scene: Scene, teams: list[PlaceSpan]) -> list[tuple[int, PlaceSpan]]:
    """Read «в финале Тула обыграла Калугу, в матче за третье место Рязань победила Тверь»."""
    final = _WON_BY.search(scene.shape)
    if final is None:
        return []
    verb = final.start("verb")
    third = _THIRD.search(scene.shape)
    stop = third.start() if third is not None and third.start() > verb else len(scene.shape)
    before = [team for team in teams if team.start < verb]
    after = [team for team in teams if verb < team.start < stop]
    found = [(1, before[-1])] if before else []
    found += [(2, after[0])] if after else []
    later = [team for team in teams if team.start > stop]
    return [*found, *([(3, later[0])] if later else [])]


def _teams(scene: Scene, home: str) -> list[PlaceSpan]:
    """Return who may have taken a place: cities, districts, the hosts."""
    known = [one for one in scene.places if one.kind in (CITY, UNKNOWN, DISTRICT)]
    short = list(_short_districts(scene, known))
    known = [one for one in known if not any(one.start == other.start for other in short)]
    found = [one for one in [*known, *short] if _is_team(scene, one)]
    return sorted([*found, *_hosts(scene, home)], key=_start)


def _short_districts(scene: Scene, known: list[PlaceSpan]) -> Iterator[PlaceSpan]:
    """Yield «Ливенский» of «первый – Мценский район, второй – Ливенский»."""
    whole = next((one for one in known if one.kind == DISTRICT), None)
    if whole is None:
        return
    noun = whole.name.split(" ", 1)[-1]
    taken = [(one.start, one.end) for one in known if one.kind == DISTRICT]
    for one in _ELLIPTIC.finditer(scene.text, whole.end):
        if not any(first <= one.start() < last for first, last in taken):
            stem = re.sub(r"(?:ий|ого|ому|им|ом|ой)$", "ий", one[0])
            yield replace(whole, start=one.start(), end=one.end(), name=f"{stem} {noun}", until=0)


def _hosts(scene: Scene, home: str) -> Iterator[PlaceSpan]:
    """Yield «хозяева» as a team; without a name where nobody knows who they are."""
    for one in _HOME_TEAM.finditer(scene.shape):
        yield PlaceSpan(one.start(), one.end(), home, CITY)


def _is_team(scene: Scene, team: PlaceSpan) -> bool:
    """Tell whether a city stands as a team, not as the place of the games."""
    before = scene.shape[max(0, team.start - 40) : team.start]
    if re.search(r"(?:турнир|кубк|чемпионат|област)\w*\s+$", before):
        return False
    if not re.search(r"(?<!\w)во?\s+(?:г\.\s*|городе?\s+)?$", before):
        return True
    surface = scene.text[team.start : team.end]
    is_there = stands_in(surface, team.name, Case.PREPOSITIONAL)
    return bool(_STAYED.search(before)) or (not is_there and bool(_AWAY.search(before)))
