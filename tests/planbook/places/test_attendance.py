"""Attendance words as plans write them."""

import pytest

from planbook.places.attendance import find_attendance

pytestmark = pytest.mark.core

PHRASES = [
    ("(ВКС)", "online"),
    ("Дистанционный формат", "online"),
    ("дистанционно", "online"),
    ("онлайн", "online"),
    ("On-line", "online"),
    ("в режиме видеоконференции", "online"),
    ("режим видео-конференц-связи", "online"),
    ("заочно", "online"),
    ("Заочная форма", "online"),
    ("вебинар", "online"),
    ("с подключением по ВКС", "online"),
    ("на платформе Zoom", "online"),
    ("очно", "in_person"),
    ("в очном формате", "in_person"),
    ("офлайн", "in_person"),
    ("очно-заочно", "hybrid"),
    ("Очно-дистанционный формат", "hybrid"),
    ("смешанный формат", "hybrid"),
    ("гибридный", "hybrid"),
    ("очно, онлайн", "hybrid"),
    ("офлайн/онлайн", "hybrid"),
    ("центр дистанционного обучения", "unknown"),
    ("г. Вологда", "unknown"),
    ("срочно", "unknown"),
    ("", "unknown"),
]


@pytest.mark.parametrize(("text", "mode"), PHRASES)
def test_find_attendance(text: str, mode: str) -> None:
    assert find_attendance(text).mode.value == mode


def test_spans_cover_the_words_of_attendance_only() -> None:
    text = "Вологда (ВКС), зал"

    assert [text[start:end] for start, end in find_attendance(text).spans] == ["ВКС"]
