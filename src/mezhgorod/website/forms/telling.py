"""The five-minute form of a host: how an event went."""

from __future__ import annotations

from typing import Any

from django import forms

from mezhgorod.outcomes.rules import Outcome
from mezhgorod.planning.rules import AttendanceMode
from mezhgorod.website.forms.outcomes import MAX_LONG, MAX_PASTE, MAX_TEXT, text, web_address, whole

_MODES = [
    (AttendanceMode.IN_PERSON, "очно"),
    (AttendanceMode.ONLINE, "по видеосвязи"),
    (AttendanceMode.HYBRID, "очно и по видеосвязи"),
]


class TellForm(forms.Form):
    """What a host is asked for; nothing but the first answer is required.

    `steps` are the parts of the page in their order, each with its own button.
    """

    outcome = forms.ChoiceField(
        label="Мероприятие прошло?",
        choices=[
            (Outcome.HELD, "Да, прошло"),
            (Outcome.NOT_HELD, "Нет, не состоялось"),
            (Outcome.CANCELLED, "Отменено"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Ответьте, прошло ли мероприятие."},
    )
    reason = text("Если нет: почему", MAX_TEXT, rows=2)
    timing_text = text("Когда", 300, hint="Если день другой, исправьте: «26 мая 2024 года».")
    venue = text("Где", MAX_TEXT, hint="Учреждение, адрес или площадка.")
    attendance_mode = forms.ChoiceField(
        label="Как проходило", required=False, choices=_MODES, widget=forms.RadioSelect
    )
    people = whole("Сколько человек участвовало")
    is_about = forms.BooleanField(label="примерно", required=False)
    cities = text(
        "Какие города участвовали",
        MAX_PASTE,
        rows=5,
        hint="В любом виде: «из Вологды, Твери и Ярославля», через запятую или с новой строки.",
    )
    result = text("Коротко: что было и чем закончилось", MAX_LONG, rows=4)
    tasks = text("Что решили", MAX_PASTE, rows=3, hint="Каждое решение с новой строки.")
    next_host = text("Кто готов принять следующее", 200, hint="Город, если он назван.")
    link = web_address("Ссылка на новость или фотографии")
    file = forms.FileField(label="Фотография или файл", required=False, max_length=255)
    alternative = text("Что на фотографии", 500, hint="Нужно тем, кто её не видит.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") in {Outcome.NOT_HELD, Outcome.CANCELLED} and not data.get("reason"):
            self.add_error("reason", "Напишите, почему мероприятие не прошло.")
        return data

    def steps(self) -> list[tuple[str, str, list[Any]]]:
        """Return the parts of the page: anchor, heading, fields."""
        return [(code, title, [self[name] for name in names]) for code, title, names in _STEPS]


_STEPS = (
    ("how", "Как прошло", ("outcome", "reason", "timing_text", "venue", "attendance_mode")),
    ("who", "Кто участвовал", ("people", "is_about", "cities")),
    ("what", "Чем закончилось", ("result", "tasks", "next_host")),
    ("files", "Фотографии и ссылки", ("link", "file", "alternative")),
)
STEP_CODES = tuple(code for code, _, _ in _STEPS)
