"""Forms of preparing an event: guests, an answer, a line of the programme."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from mezhgorod.planning.actions.preparation.invitations import MAX_NAME, Guest
from mezhgorod.planning.actions.preparation.programme import (
    MAX_NAME as MAX_SPEAKER,
)
from mezhgorod.planning.actions.preparation.programme import (
    MAX_OFFICE,
    MAX_TIME,
    MAX_TITLE,
    EntryDraft,
)
from mezhgorod.planning.rules.preparation import (
    MAX_COMMENT,
    MAX_HEADS,
    MAX_NAMES,
    Answer,
    InvitedMode,
    ProgrammeKind,
)
from mezhgorod.registry.models import Organization

MAX_GUESTS = 200
_SEPARATOR = re.compile(r"\s*[;\t]\s*")


class InviteForm(forms.Form):
    """Members to tick and guests to type, a line each: name; address."""

    guests = forms.CharField(
        label="Гости: по одному в строке",
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Название или имя; адрес электронной почты. Адрес можно не указывать.",
    )

    def clean_guests(self) -> list[Guest]:
        lines = [line.strip() for line in self.cleaned_data["guests"].splitlines() if line.strip()]
        if len(lines) > MAX_GUESTS:
            raise ValidationError(f"За один раз можно внести не больше {MAX_GUESTS} гостей.")
        guests, wrong = [], []
        for number, line in enumerate(lines, start=1):
            name, _, email = _SEPARATOR.sub("\t", line).partition("\t")
            problem = _problem(name, email)
            if problem:
                wrong.append(f"Строка {number}: {problem}")
            else:
                guests.append(Guest(name, email))
        if wrong:
            raise ValidationError(wrong)
        return guests


def _problem(name: str, email: str) -> str:
    if not name or len(name) > MAX_NAME:
        return f"имя пустое или длиннее {MAX_NAME} знаков."
    if email:
        try:
            validate_email(email)
        except ValidationError:
            return f"«{email}» не похоже на адрес электронной почты."
    return ""


class AnswerForm(forms.Form):
    """An answer to an invitation. What it must say is decided by `planning.rules`."""

    is_coming = forms.ChoiceField(
        label="Примете участие?",
        choices=[("yes", "Да, примем участие"), ("no", "Нет, не сможем")],
        widget=forms.RadioSelect,
        error_messages={"required": "Ответьте: примете участие или нет."},
    )
    mode = forms.ChoiceField(
        label="Как", required=False, choices=InvitedMode.choices, widget=forms.RadioSelect
    )
    head_count = forms.IntegerField(
        label="Сколько человек",
        required=False,
        min_value=1,
        max_value=MAX_HEADS,
        error_messages={
            "invalid": "Напишите число, например 2.",
            "min_value": "Если кто-то примет участие, число не меньше 1.",
            "max_value": f"Не больше {MAX_HEADS} человек.",
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    names_text = forms.CharField(
        label="Кто: имя и должность, по одному в строке",
        required=False,
        max_length=MAX_NAMES,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Видят только те, кто готовит мероприятие.",
    )
    comment = forms.CharField(
        label="Пожелания или причина",
        required=False,
        max_length=MAX_COMMENT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def answer(self) -> Answer:
        """Return what was answered; call it on a valid form."""
        data = self.cleaned_data
        return Answer(
            is_coming=data["is_coming"] == "yes",
            mode=InvitedMode(data["mode"]) if data["mode"] else None,
            head_count=data["head_count"],
            names_text=data["names_text"],
            comment=data["comment"],
        )


class EntryForm(forms.Form):
    """A line of the programme."""

    kind = forms.ChoiceField(label="Что это", choices=ProgrammeKind.choices)
    time_text = forms.CharField(
        label="Время",
        required=False,
        max_length=MAX_TIME,
        widget=forms.TextInput(attrs={"placeholder": "10:00–10:20"}),
    )
    title = forms.CharField(
        label="Тема", required=False, max_length=MAX_TITLE, widget=forms.Textarea(attrs={"rows": 2})
    )
    speaker_name = forms.CharField(label="Кто выступает", required=False, max_length=MAX_SPEAKER)
    speaker_office = forms.CharField(label="Должность", required=False, max_length=MAX_OFFICE)
    party = forms.ModelChoiceField(
        label="От кого", queryset=Organization.objects.none(), required=False, empty_label="—"
    )
    mode = forms.ChoiceField(
        label="Как", required=False, choices=[("", "не указано"), *InvitedMode.choices]
    )
    file = forms.FileField(label="Презентация или текст", required=False, max_length=255)
    is_file_public = forms.BooleanField(label="Файл виден всем", required=False)

    def __init__(self, *args: object, parties: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["party"]
        field.queryset = parties  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: one.spoken_name  # type: ignore[attr-defined]

    def draft(self) -> EntryDraft:
        """Return the line without its file; call it on a valid form."""
        data = self.cleaned_data
        return EntryDraft(
            kind=ProgrammeKind(data["kind"]),
            title=data["title"],
            time_text=data["time_text"],
            speaker_name=data["speaker_name"],
            speaker_office=data["speaker_office"],
            party=data["party"],
            mode=InvitedMode(data["mode"]) if data["mode"] else None,
            is_file_public=data["is_file_public"],
        )
