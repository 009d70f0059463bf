"""Cities that were given an award, in every case: «вручён Дербенту», «наградили Кимры»."""

from __future__ import annotations

import re

from planbook.facts.places import PlaceList
from planbook.facts.scene import Scene

_NOUN = re.compile(
    r"(?<!\w)(?:наград|преми[яюие]|вымпел|диплом|грамот|благодар|письм|приз(?:а|ом|ы|ов|ами)?(?!\w)|знак|звани|медал|куб(?:ок|к)|лауреат|победител|призер|«)|\x00"
)
_MARK = (
    r"(?:(?:города?м?|городов|г\.|моногорода?|администраци\w+"
    r"|команд\w*|делегаци\w+|коллектив\w*|жител\w+|представител\w+|проект\w*)\s+)*"
)
_TO = re.compile(
    rf"(?<!\w)(?:вруч|присужд|присво|направл|объявл|выраж|достал)\w*\s+(?:[а-я-]+\s+){{0,5}}{_MARK}$"
)
_OBJECT = re.compile(rf"(?<!\w)(?:наградил|отметил|поощрил)\w*\s+(?:[^.,;:]{{0,90}}\s)?{_MARK}$")
_BEHIND_DASH = re.compile(
    rf"(?:грамот|письм|диплом|благодарност|куб|вымпел|приз)\w*\s*[–—-]\s*(?:у\s+)?{_MARK}$"
)
_SUBJECT = re.compile(
    rf"(?<!\w)(?:получил|удостоен|завоевал|награжден|отмечен|поощрен)\w*\s+(?:(?:премии|наград\w*|также)\s+)?{_MARK}$"
)
_WINNERS = re.compile(
    rf"(?:победител|лауреат|призер|дипломант|обладател)\w*\s+(?:[^.;:,]{{0,80}}\s)?(?:стали|признаны|названы|объявлены)\s+{_MARK}$"
    rf"|лучш\w+\s+(?:[а-я]+\s+){{0,3}}(?:признаны|названы)\s+{_MARK}$|в\s+числ\w\s+(?:лауреатов|победителей|призеров|награжденных)\s+(?:вошли\s+)?[–—:-]?\s*{_MARK}$"
)
_GETS_BEHIND = re.compile(
    r"\s+(?:был[аи]?\s+)?(?:получил[аи]?|награжден[аы]?|удостоен[аы]?)(?!\w)(?!\s+прав)"
)
_APART = re.compile(r"номинаци|(?<!\w)мест[оа](?!\w)|степен|право\s")
_BACK = 160


def is_awarded(scene: Scene, group: PlaceList) -> bool:
    """Tell whether the cities of a list were given something: a diploma, a letter, a prize."""
    before = scene.shape[max(0, group.start - _BACK) : group.start]
    clause = re.split(r"[.;]\s", before)[-1]
    around = clause + scene.shape[group.end : group.end + 60]
    if not _NOUN.search(around) or scene.has("intend", "withdraw"):
        return False
    if _WINNERS.search(clause):
        return len(group.places) > 1 and not _APART.search(scene.shape)
    if _APART.search(around):
        return False
    given = (_TO, _OBJECT, _BEHIND_DASH, _SUBJECT)
    is_told = any(pattern.search(clause) for pattern in given)
    return is_told or bool(_GETS_BEHIND.match(scene.shape, group.end) and _NOUN.search(around))
