"""Who organised an event: nominative, instrumental and «совместно с» lists of organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from planbook.facts.organisations import as_nominative, split_names
from planbook.facts.places import CITY
from planbook.facts.report_event import Fact, FactType
from planbook.facts.scene import Scene
from planbook.facts.vocabulary import words_of

_AFTER = re.compile(
    r"[^.;:–—]{0,160}?\s*(?:(?<!\w)(?:выступ\w+|стал[аио]?|явл?я\w+|явил\w+|был[аио]?)(?!\w)|[–—:]|\s-)\s*:?\s*|\s+\(\s*(?=[а-я])"
)
_AUTHORITY = re.compile(
    r"(?<!\w)(?:администраци|мэри|управлени|департамент|комитет)\w*\s[^,;]{0,80}$"
)
# «организованная в октябре администрацией»
_WHEN = re.compile(
    r"\s+(?:(?:впервые|традиционно|ежегодно)\s+|в\s+[а-я]{3,9}(?:\s+20\d\d\s+года)?\s+(?=[а-я]{4})"
    r"|(?:[\d–—-]{1,5}|с\s+\d+\s+по\s+\d+)\s+[а-я]{3,8}\s+(?:20\d\d\s+года\s+)?)+"
)
_IN_YEAR = re.compile(
    r"\s+\d{1,2}(?:[–—-]\d{1,2}|\s+и\s+\d{1,2})?\s+(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек).*$|(?:\s+в\s+[а-я]+)?\s+был[аои]?\s*$|\s+в\s+(?:20\d\d|этом|текущем|отчетном|отчётном|прошлом|[а-я]+[еь])\s*(?:году)?\s*$"
)
_VERB = re.compile(
    r"(?:подготовил|организ(?:овал|ует|уют)|пров[ео](?:л|дит|дят))[аио]?\s+(?=[а-яё])"
)
_WORD = re.compile(r"(?<![\w-])[А-ЯЁа-яё][\w-]{2,}")
# A body of the owner itself: «Секретариат Ассоциации».
_OWN_BODY = re.compile(
    r"(?:секретариат|исполком|совет|правление|дирекция|президиум|исполнительная\s+дирекция)\s+(?:союза|ассоциации|клуба)",
    re.IGNORECASE,
)
# «Его организовала администрация»: the event was named before.
_ITS = re.compile(r"(?<!\w)(?:его|е[её]|их)\s+$")
# «во исполнение соглашения с правительством»: no agent.
_WITH = re.compile(r"(?<!\w)(?:соглашени|договор|сотрудничеств|встреч)[а-я]*\s+со?\s+$")
_JOINTLY = re.compile(r"(?<!\w)(?:совместно|вместе|в\s+партнерстве)\s+со?(?!\w)")
# «Союз городов (СГ)»
_SHORT = re.compile(r"\s*\([А-ЯЁ]{2,8}\)")
_ATTRIBUTE = re.compile(r"нн[а-я]{2,3}$")
_MOST_WORDS, _NEAR = 14, 25
_BEFORE = re.compile(r"[,\s]*(?:выступил[аио]?|стал[аио]?|явля\w+|был[аио]?)\s*$")
_STOP = re.compile(
    r"(?<!\bг)(?<!\bим)(?<!\bобл)(?<!\b[а-я])\.|;|(?<!\([а-я]{2})(?<!\([а-я]{3})(?<!\([а-я]{4})(?<!\([а-я]{5})\)|,\s*(?!школ)[а-я]{3,}л[аио]\s|\s+и\s+тем(?:а|ой)\s|\s[–—]\s|,\s*(?:котор|где|в\s+котор|участвова|прибы|приеха|собрал|подключ|выступ|принял|участник)|\s\d{1,2}(?:\s?[–—-]\s?\d{1,2})?\s+(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)|(?<!\w)(?:проведен|организован|подготовлен|приня|состоя|прош|выступ|стал|провод|при\s+поддержке|в\s+рамках|для\s)|\s(?:в|на)\s(?=[а-я]{3})"
)


def organisers(scene: Scene) -> Iterator[Fact]:
    """Yield the organisers a sentence names, as one fact."""
    found: list[tuple[int, int, str]] = []
    for start, end in scene.triggers.get("organise", ()):
        found += _of_noun(scene, start, end)
    for verb in scene.triggers.get("organised_by", ()):
        end = verb[1]
        when = _WHEN.match(scene.shape, end)
        start = when.end() if when is not None else end
        named = _names(scene, start, _stop_of(scene, verb, start), "ablt")
        found += named or _agent_before(scene, end)
    for start, _ in scene.triggers.get("organised", ()):
        found += _of_verb(scene, start)
    if found or scene.has("organised_by"):
        found += _together(scene, found)
    found = _unique(found)
    if found:
        values = [name for _, _, name in found]
        yield scene.fact(FactType.ORGANISER, found[0][0], found[-1][1], values=values)


def seat_of_organiser(scene: Scene, organiser: Fact) -> Fact | None:
    """Return the city whose administration organised: it holds the event where it sits."""
    first, last = (at - scene.offset for at in (organiser.source.start, organiser.source.end))
    for place in scene.places:
        is_named = place.kind == CITY and first <= place.start and place.end <= last
        if is_named and _AUTHORITY.search(scene.shape, first, place.start):
            return scene.fact(FactType.HOST, place.start, place.end, values=[place.name])
    return None


def _unique(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Keep each name once; the owner of the report alone needs no saying."""
    kept: list[tuple[int, int, str]] = []
    for one in sorted(set(found)):
        if not any(one[0] < other[1] for other in kept):
            kept.append(one)
    bare = words_of("organisations", "bare")
    own = [_is_own(one[2], bare) for one in kept]
    return [] if all(own) else kept


def _is_own(name: str, bare: list[str]) -> bool:
    """Tell whether a name is the owner of the report or no name at all: «академия»."""
    is_word = name.islower() and " " not in name
    return is_word or name.lower() in bare or bool(_OWN_BODY.fullmatch(name))


def _of_noun(scene: Scene, start: int, end: int) -> list[tuple[int, int, str]]:
    """Read «организатором выступила A» and «A и B стали организаторами»."""
    after = _AFTER.match(scene.shape, end)
    if after is not None:
        return _names(scene, after.end(), _stop(scene, after.end()), "nomn")
    before = _BEFORE.search(scene.shape[:start])
    if before is None:
        return []
    return _names(scene, _clause_start(scene, before.start()), before.start(), "nomn")


def _of_verb(scene: Scene, start: int) -> list[tuple[int, int, str]]:
    """Read «администрация города A совместно с B провела форум»: the subject before the verb."""
    first = _clause_start(scene, start)
    if not (scene.events or _ITS.search(scene.shape, first, start)) or start - first > 300:
        return []
    return _names_within(scene, first, start, "nomn") or _subject_behind(scene, start)


def _agent_before(scene: Scene, end: int) -> list[tuple[int, int, str]]:
    """Read «Палатой городов совместно с мэрией организован вебинар»: the agent before its verb."""
    start = max((first for first, last in scene.triggers["organised_by"] if last == end), default=0)
    first = _clause_start(scene, start)
    stop = min((one.start for one in scene.events if first < one.start < start), default=start)
    return _names_within(scene, first, stop, "ablt")


def _names_within(scene: Scene, start: int, stop: int, case: str) -> list[tuple[int, int, str]]:
    """Return the organisations of a stretch that may begin with other words: a day, a place."""
    for word in islice(_WORD.finditer(scene.text, start, stop), _MOST_WORDS):
        if word[0].lower().startswith(("котор", "это", "наш")):
            continue
        found = _names(scene, word.start(), stop, case)
        if found and case == "ablt" and _WITH.search(scene.shape, start, word.start()):
            continue
        if found:
            return found
    return []


def _subject_behind(scene: Scene, start: int) -> list[tuple[int, int, str]]:
    """Read «(организовала |заседание) администрация города»: the subject behind the verb."""
    verb = _VERB.match(scene.shape, start)
    if verb is None:
        return []
    first = verb.end()
    for event in scene.events:
        if 0 <= event.start - first < _NEAR:
            first = event.end
    return _names(scene, first, _stop(scene, first), "nomn")


def _clause_start(scene: Scene, end: int) -> int:
    marks = [scene.shape.rfind(mark, 0, end) + len(mark) for mark in (". ", "; ", "», ")]
    return max([0, *(mark for mark in marks if mark > 2)])


def _verb_after(scene: Scene, start: int) -> int:
    """Return where the verb begins that ends a list of agents: «При участии A |организован»."""
    starts = (first for first, _ in scene.triggers.get("organised_by", ()) if first > start)
    return min(starts, default=len(scene.shape))


def _stop_of(scene: Scene, verb: tuple[int, int], start: int) -> int:
    """Return where the agents of a participle end: its event follows them."""
    stop = _stop(scene, start)
    if not _ATTRIBUTE.search(scene.shape, verb[0], verb[1]):
        return stop
    return min((one.start for one in scene.events if start < one.start < stop), default=stop)


def _stop(scene: Scene, start: int) -> int:
    found = _STOP.search(scene.shape, start + 1)
    return found.start() if found else len(scene.shape)


def _names(scene: Scene, start: int, stop: int, case: str) -> list[tuple[int, int, str]]:
    """Return the organisations of a stretch; after «совместно с» they stand in the instrumental."""
    text = scene.text[start:stop]
    found: list[tuple[int, int, str]] = []
    for first, last in split_names(text):
        later = _JOINTLY.search(scene.shape[start : start + first])
        cases = ("ablt", case) if later else (case,)
        name = as_nominative(_IN_YEAR.sub("", _SHORT.sub("", text[first:last])), *cases)
        if name is not None:
            lead = len(text[first:last]) - len(text[first:last].lstrip())
            found.append(
                (start + first + lead, start + first + len(text[first:last].rstrip(" ,.")), name)
            )
        elif not found:
            return []
    return found


def _together(scene: Scene, known: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    added: list[tuple[int, int, str]] = []
    for start, end in scene.triggers.get("together", ()):
        is_joint = "совместно" in scene.shape[start:end]
        if not is_joint and scene.shape[start:end] != "при участии":
            continue
        if any(first <= start < last for first, last, _ in known) or any(
            first > end for first, _, _ in known
        ):
            continue
        verbs = [one for one in scene.triggers.get("organised_by", ()) if one[1] <= start]
        verb = verbs[-1] if verbs and start - verbs[-1][1] < _NEAR else (0, 0)
        case = "ablt" if is_joint else "gent"
        event = min((one.start for one in scene.events if one.start > end), default=end + 999)
        stop = min(_stop_of(scene, verb, end), _verb_after(scene, end), event)
        added += _names(scene, end, stop, case)
    return added
