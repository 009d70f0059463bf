"""In what way an event was held: by a link, partly so, in a hall."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbook.facts.mention import EventMention
from planbook.facts.report_event import Fact, FactType
from planbook.facts.scene import Scene

# Events that are remote by their name: «видеоселектор», «дистанционный курс».
_REMOTE_NAME = re.compile(
    r"онлайн|дистанционн|вебинар|телемост|виртуальн|интернет-|видео-?\s?(?:конференци|селектор|совещани|встреч|мост|семинар|мостик)"
)
_IN_PERSON = re.compile(
    r"(?<!\w)(?:очно(?!\w)|очн(?:ом|ый|ое|ого|ая)(?!\w)|офф?лайн|вживую|в\s+зале(?!\w)|лично(?!\w))"
)
_REST_JOINED = re.compile(
    r"(?<!\w)(?:еще|остальн\w+|часть|други[ехм]\w*|ряд|из\s+(?:них|котор\w+)|в\s+том\s+числе"
    r"|в\s+т\.\s?ч\.)\s[^.;]{0,90}$"
)
# Forms of a link that are no words of a class: «посредством видео-конференц-связи».
_LINK = re.compile(
    r"(?<!\w)видео-?\s?конференц-?\s?связ[а-я]+|платформ[а-я]+\s+(?:видео[а-я-]+|zoom)|(?<!\w)в\s+онлайн(?:е|-режим\w?|-формат\w?)?(?!\w)"
    r"|формат[а-я]*(?:\s+проведения)?\s*[:–—-]\s*(?:онлайн|дистанционн|удал[её]нн|заочн)[а-я]*|(?<!\w)перебрал\w+\s+в\s+сеть"
)
_MIXED = re.compile(
    r"формат[а-я]*(?:\s+проведения)?\s*[:–—-]\s*(?:смешанн|гибридн|очно-|комбинированн)[а-я-]*"
    r"|возможностью\s+(?:дистанционн|удал[её]нн|онлайн)[а-я-]*(?:\s+(?:участия|подключения))?|наполовину\s+(?:в\s+)?онлайн\w*"
)
_HELD = (
    r"(?<!\w)(?:прош|проход|состоя|провод|провед|прово|шл[аои]|шел|осуществл|организован"
    r"|работал|собрал)[а-я]*"
)
_WAS_HELD = re.compile(rf"{_HELD}\s[^,;:]*$")
_HELD_SO = re.compile(rf"\s+(?:[а-я]+\s+){{0,2}}{_HELD}(?!\w)")
# «главы Орла участвовали дистанционно»: only they were far away.
_ONLY_SOME = re.compile(
    r"(?<!\w)(?:выступ|обратил|приветств|высказ|доложил|участв|присоедин|подключ|приня[а-я]+\s+участие|сделал[аи]?\s+это|присутств|вы(?:шел|шл[аио]|ходил[аи]?)\s+на\s+связь)[а-я]*"
)
_SUMMED_UP = re.compile(r"(?<!\w)(?:остальн[а-я]+\s+[–—-]|один\s+раз)\s*[^;.]{0,24}$")
_NEAR = 40


def mode_of(scene: Scene, mention: EventMention | None, *, is_part: bool = False) -> Iterator[Fact]:
    """Yield the mode a sentence tells; `is_part` where it lists those who came by a link."""
    mixed = [*scene.triggers.get("mixed", ()), *_spans(_MIXED, scene)] or _both_ways(scene)
    if mixed:
        yield scene.fact(FactType.MODE, *mixed[0], values=["mixed"])
        return
    if mention is not None and _REMOTE_NAME.search(
        mention.kind + " " + scene.shape[mention.start : mention.end]
    ):
        yield scene.fact(FactType.MODE, mention.start, mention.end, values=["remote"])
        return
    for span in sorted([*scene.triggers.get("remote", ()), *_spans(_LINK, scene)]):
        before = scene.shape[: span[0]]
        if _SUMMED_UP.search(before):
            continue
        mode = "mixed" if _is_of_some(scene, span, is_part=is_part) else "remote"
        yield scene.fact(FactType.MODE, *span, values=[mode])
        return


def _is_of_some(scene: Scene, span: tuple[int, int], *, is_part: bool) -> bool:
    """Tell whether a link is that of some of those who took part."""
    before = scene.shape[: span[0]]
    if _WAS_HELD.search(before) or _HELD_SO.match(scene.shape, span[1]):
        return False
    if is_part or _REST_JOINED.search(before):
        return True
    joined = scene.distance(*span, "join_remote")
    held = scene.distance(*span, "held")
    if joined is not None and joined < _NEAR and (held is None or joined < held):
        return True
    start, end = _clause(scene.shape, span)
    is_told = any(start <= one.start < end for one in scene.places) or "выступ" in scene.shape
    clause = scene.shape[start:end]
    is_held = any(start <= first < end for first, _ in scene.triggers.get("held", ()))
    return is_told and not is_held and _ONLY_SOME.search(clause) is not None


def _clause(shape: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return where the clause of a span begins and ends."""
    start = max(shape.rfind(mark, 0, span[0]) for mark in (";", ", ", ": ", ". "))
    ends = [at for mark in (";", ", ") if (at := shape.find(mark, span[1])) >= 0]
    return start + 1, min(ends, default=len(shape))


def _spans(pattern: re.Pattern[str], scene: Scene) -> list[tuple[int, int]]:
    return [one.span() for one in pattern.finditer(scene.shape)]


def _both_ways(scene: Scene) -> list[tuple[int, int]]:
    found = _IN_PERSON.search(scene.shape)
    remote = [*scene.triggers.get("remote", ()), *_spans(_LINK, scene)]
    if found is None or not remote:
        return []
    spans = [found.span(), *remote]
    return [(min(start for start, _ in spans), max(end for _, end in spans))]
