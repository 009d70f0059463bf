"""Forms on the page of a party: an empty answer, a remark of its superior."""

from __future__ import annotations

from typing import Any

from django import forms

from mezhgorod.website.forms.imports import PasteForm

MAX_WORDS = 2_000


class NothingForm(forms.Form):
    """«Нам нечего предложить»: confirmed, with a reason where there is one."""

    reason = forms.CharField(
        label="Почему (необязательно)",
        required=False,
        max_length=MAX_WORDS,
        error_messages={"max_length": f"Пояснение длиннее {MAX_WORDS} знаков. Сократите его."},
    )
    is_sure = forms.BooleanField(
        label="Подтверждаю: за этот период наша организация ничего не предлагает",
        error_messages={"required": "Отметьте, что предложений действительно нет."},
    )

    @property
    def first_error(self) -> str:
        """What to mend first."""
        return next((str(one[0]) for one in self.errors.values()), "")


class DeclineForm(forms.Form):
    """Why a superior sends the rows back."""

    remark = forms.CharField(
        label="Что исправить",
        max_length=MAX_WORDS,
        error_messages={
            "required": "Напишите, что исправить: без этого автор не поймёт, что делать.",
            "max_length": f"Замечание длиннее {MAX_WORDS} знаков. Сократите его.",
        },
    )


class RowsForm(PasteForm):
    """Rows from the clipboard or from a file; the file goes before the text."""

    document = forms.FileField(
        required=False,
        max_length=255,
        error_messages={
            "empty": "Файл пуст. Проверьте, что он сохранён, и выберите его снова.",
            "max_length": "Имя файла слишком длинное. Сократите его и выберите файл снова.",
        },
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a table where neither a text nor a file came."""
        if self.cleaned_data.get("document") and not self.is_too_long:
            return self.cleaned_data
        data = super().clean()
        if "document" in self.errors:
            self.add_error("text", str(self.errors["document"][0]))
        return data

    @property
    def is_file(self) -> bool:
        """Whether a file was chosen."""
        return bool(self.cleaned_data.get("document"))

    @property
    def kept(self) -> tuple[str, bytes]:
        """Name and bytes of what is read."""
        file = self.cleaned_data.get("document")
        return (file.name, file.read()) if file else super().kept
