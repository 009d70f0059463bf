"""How people take part, as a place cell says it: «(ВКС)», «Дистанционный формат», «очно»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planbook.places.place import AttendanceMode

_FORM = r"(?:\s*-?\s*(?:формат\w*|режим\w*|форм[аеуы]й?))?(?:\s+(?:участия|проведения))?"
_LEAD = (
    r"(?:(?:с|с\s+возможностью)\s+(?:подключени|участи|трансляци)\w{1,2}\s+)?"
    r"(?:(?:в|посредством|с использованием|через|по|форма проведения:?|формат:?)\s+)?"
)
_HOW = r"(?:(?:режим\w*|формат\w*|форм[аеуы])\s+)?"
_ONLINE_WORDS = (
    r"(?:видео\s*-?\s*конференц\s*-?\s*связ\w*|видео\s*-?\s*конференци\w*|вкс\b|дистанционн\w*|дистант\w*"
    r"|он\s?-?\s?лайн\b|on\s?-?\s?line\b|заочн\w*|удал[её]нн(?:ый|ая|ое|ом|о)\b|виртуальн\w+"
    r"|вебинар\w*|видео\s?связ\w*|прям\w+\s+эфир\w*|(?:онлайн-)?трансляци\w*)"
)
_HYBRID_WORDS = (
    r"(?:очн\w*\s*-\s*(?:заочн|дистанц)\w*|заочно\s*-\s*очн\w*|смешанн\w+|гибридн\w+"
    r"|комбинированн\w+|оф+\s?-?\s?лайн\s*[-/,и]+\s*он\s?-?\s?лайн|он\s?-?\s?лайн\s*[-/,и]+\s*оф+\s?-?\s?лайн)"
)
_IN_PERSON_WORDS = r"(?:очно\b|очн(?:ый|ая|ое|ом|ой)\b|оф+\s?-?\s?лайн\b|off\s?-?\s?line\b)"
_PATTERNS = (
    (AttendanceMode.HYBRID, re.compile(rf"\b{_LEAD}{_HOW}{_HYBRID_WORDS}{_FORM}", re.IGNORECASE)),
    (AttendanceMode.ONLINE, re.compile(rf"\b{_LEAD}{_HOW}{_ONLINE_WORDS}{_FORM}", re.IGNORECASE)),
    (
        AttendanceMode.IN_PERSON,
        re.compile(rf"\b{_LEAD}{_HOW}{_IN_PERSON_WORDS}{_FORM}", re.IGNORECASE),
    ),
)
# Where it happens on the net: the words stay as the venue, the attendance is online.
_NET = re.compile(
    r"(?:\bzoom\b|\bskype\b|телемост|ms teams|microsoft teams|trueconf|\bsferum\b|сферум|вконтакте"
    r"|\bвк\b|\bvk\b|youtube|rutube|социальн\w+\s+сет|соц\w*\.?\s?сет|сет[иь]\s+интернет|\bинтернет\b"
    r"|\bсайт|платформ|https?:|www\.|\bинстаграм|телеграм|telegram|мессенджер|интернет-)",
    re.IGNORECASE,
)
# «колледж дистанционного обучения» says nothing about attendance.
_PART_OF_NAME = re.compile(r"\s+(?:обучени|образовани|школ|олимпиад|курс|тур\b|этап|отбор)", re.I)


@dataclass(frozen=True, slots=True)
class Attendance:
    """What a cell says about attendance and the spans that say nothing else."""

    mode: AttendanceMode
    spans: tuple[tuple[int, int], ...]


def find_attendance(bare: str) -> Attendance:
    """Return the mode of a cell without quoted names; UNKNOWN where no word speaks of it.

    >>> find_attendance("Вологда (ВКС)").mode.value, find_attendance("очно и онлайн").mode.value
    ('online', 'hybrid')
    """
    modes: set[AttendanceMode] = set()
    spans: list[tuple[int, int]] = []
    for mode, pattern in _PATTERNS:
        for found in pattern.finditer(bare):
            if any(start < found.end() and found.start() < end for start, end in spans):
                continue
            if _PART_OF_NAME.match(bare, found.end()):
                continue
            modes.add(mode)
            spans.append(found.span())
    if _NET.search(bare):
        modes.add(AttendanceMode.ONLINE)
    return Attendance(_joint(modes), tuple(sorted(spans)))


def _joint(modes: set[AttendanceMode]) -> AttendanceMode:
    if AttendanceMode.HYBRID in modes or len(modes) > 1:
        return AttendanceMode.HYBRID
    return modes.pop() if modes else AttendanceMode.UNKNOWN
