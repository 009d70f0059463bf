"""Who was there only by a link, who stayed away, who came to teach: lists of no participants."""

from __future__ import annotations

import re

from planbook.facts.scene import Scene
from planbook.facts.spans import PlaceList

# «…, еще пять городов подключились»
_OTHERS = re.compile(r"[,;]\s*(?:а\s+)?(?:еще|остальн\w+|други[ехм]\w*|\d+|часть|ряд)\s")
_CLAUSE_END = re.compile(
    r";|,\s+(?:а|но|при\s+этом|тогда\s+как)\s+(?!также)|,\s+(?=(?:еще\s+)?(?:в\s+(?:режиме|формате|онлайн)|по\s+(?:видео|вкс|скайп|канал)|онлайн|дистанционно|заочно|удал[её]нно|через\s|посредством|очно|в\s+зале))|[.:]\s|,\s+(?:где|котор\w+|в\s+котор\w+)\s"
)
_LINK = re.compile(
    r"(?<![\w-])(?:видео-?\s?(?:связ|конференц|доклад|канал|формат|режим)|вкс(?!\w)|онлайн|он-лайн|скайп|skype|zoom|интернет|дистанционн?о|удал[её]нн?о|по\s+связи"
    r"|телемост|заочно|веб-|на\s+связи(?!\w)|на\s+экран\w+|с\s+экран\w+)"
)
_IN_HALL = re.compile(
    r"(?<!\w)(?:очно(?!\w)|очн\w+\s+(?:режим|формат)|в\s+зале|лично(?!\w)|приехали|прибыли|собрались)"
)
_TOOK_PART = re.compile(
    r"\s+(?:(?:смогл\w+|был\w*|также)\s+)?(?:[–—-](?=\s)|участвова\w*|участвуют|приня\w+\s+участие|выходил\w*|вышл[аи]|работал\w*|присутствовал\w*|следил\w*|выступал\w*|находил\w+)(?!\w)"
)
_FAR, _NEAR_VERB = 160, 26
# Who did not come: «отсутствовали представители …», «Театры из …, подавшие заявки, не смогли».
_ABSENT_BEFORE = re.compile(
    r"(?<!\w)(?:отсутств\w+|не\s+(?:смог\w*|приех\w+|прибы\w+|участв\w+|приня\w+\s+участи\w+))\s[^.;]{0,60}$"
)
_ABSENT_BEHIND = re.compile(
    r"[^.;:]{0,90}?(?<!\w)не\s+(?:смог\w*|приех\w+|прибы\w+|участвовал\w*|приня\w+\s+участи\w+)|\s+отсутств"
)
# «мастер-классы провели педагоги из …», «обучавшие их специалисты прибыли из …»
_HIRED = re.compile(
    r"(?<!\w)(?:мастер-класс\w*|тренинг\w*|концерт\w*|занят\w+|урок\w*|лекци\w+)\s[^.;]{0,40}?(?:пров[её]л\w*|дал[аи]?|вел[аи]?|прочитал\w*)\s[^.;]{0,40}$"
    r"|(?<!\w)(?:обучавш|обучал|консультировал|судил)\w*\s[^.;]{0,50}$"
)
# «обладателями дипломов стали хоры …», «мы были гостями Нальчика»
_NOT_CAME = re.compile(
    r"(?<!\w)(?:победител|призер|обладател|чемпион|лидер)\w*\s[^.;]{0,80}?(?:стал|признан|назван|оказал)\w*\s[^.;]{0,40}$"
    r"|(?<!\w)(?:первыми|следом|лидировали|победу|выиграли)\s[^.;]{0,60}$|(?<!\w)(?:был[аи]?|стал[аи]?)\s+(?:гост(?:ями|ем|ьей)|у)\s+$|(?<!\w)соперник\w*\s+из\s[^.;]{0,10}$|(?<!\w)(?:вошл[аи]|вошел|избран[ыа]?)\s[^.;]{0,40}$|не\s+было\s+равных\s[^.;]{0,40}$"
)
_UP_TO = re.compile(r"\s+до\s+[А-ЯЁ]")
_SENTENCE = 160


def is_linked(scene: Scene, group: PlaceList) -> bool:
    """Tell whether the clause of a list says that its people were there by a link."""
    start, end = _clause(scene, group)
    clause = scene.shape[start:end]
    joined = [one for one in scene.triggers.get("join_remote", ()) if start <= one[0] < end]
    linked = [one for one in scene.triggers.get("remote", ()) if start <= one[0] < end]
    linked += [(start + one.start(), start + one.end()) for one in _LINK.finditer(clause)]
    links = bool(linked)
    if joined:
        is_of_link = links or scene.has("remote") or "связ" in scene.shape
        return is_of_link and not _is_told_of_others(scene, group, joined, end)
    if not links or _IN_HALL.search(clause):
        return False
    held = [one for one in scene.triggers.get("held", ()) if start <= one[0] < end]
    before = [one for one in linked if one[1] <= group.start]
    if before and not [one for one in held if one[0] < group.start]:
        return group.start - before[-1][1] < _FAR
    behind = _TOOK_PART.match(scene.shape, group.end)
    stop = min(end, behind.end() + _NEAR_VERB) if behind else 0
    return behind is not None and _LINK.search(scene.shape, behind.end(), stop) is not None


def _is_told_of_others(
    scene: Scene, group: PlaceList, joined: list[tuple[int, int]], end: int
) -> bool:
    """Tell whether those who joined are others than the list: «…, ещё пять городов»."""
    behind = [start for start, _ in joined if start >= group.end]
    if len(behind) < len(joined):
        return False
    return bool(_OTHERS.search(scene.shape[group.end : min(behind, default=end)]))


def _clause(scene: Scene, group: PlaceList) -> tuple[int, int]:
    """Return the clause a list stands in; «…, а главы Орла подключились» is another."""
    start, end = 0, len(scene.shape)
    for cut in _CLAUSE_END.finditer(scene.shape):
        if cut.end() <= group.start:
            start = cut.end()
        elif cut.start() >= group.end:
            return start, cut.start()
    return start, end


def is_beside(scene: Scene, group: PlaceList) -> bool:
    """Tell whether those of a list were absent, hired to teach, or are the ends of a span."""
    before = scene.shape[max(0, group.start - _SENTENCE) : group.start]
    if _ABSENT_BEFORE.search(before) or _ABSENT_BEHIND.match(scene.shape, group.end):
        return True
    is_end = _UP_TO.match(scene.text, group.end) or before.endswith(" до ")
    return bool(_HIRED.search(before) or is_end)


def has_won(scene: Scene, group: PlaceList) -> bool:
    """Tell whether a list is named for what it won, or for whom others met there."""
    return bool(_NOT_CAME.search(scene.shape, max(0, group.start - _SENTENCE), group.start))
