"""Forms in which filled workbooks are sent: one for an answer, many for a round."""

from __future__ import annotations

from typing import Any

from django import forms

from mezhgorod.website.forms.imports import MAX_MEBIBYTES

ACCEPTED_SHEETS = ".xlsx,.xlsm,.xls,.ods"
_TOO_LONG = f"Файл больше {MAX_MEBIBYTES} МБ. Разделите архив и загрузите части."
_EMPTY = "Файл пуст. Проверьте, что он сохранён, и загрузите его снова."
_NAME = "Имя файла слишком длинное. Сократите его и загрузите файл снова."


class AnswerFileForm(forms.Form):
    """The filled workbook of one city."""

    file = forms.FileField(
        label="Заполненный шаблон",
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED_SHEETS}),
        error_messages={
            "required": "Выберите заполненный шаблон.",
            "missing": "Файл не выбран. Выберите заполненный шаблон.",
            "empty": _EMPTY,
            "max_length": _NAME,
        },
    )

    def __init__(self, *args: Any, is_too_long: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_too_long = is_too_long

    def clean(self) -> dict[str, Any]:
        """Tell a file that is too large from one that was not chosen."""
        data = super().clean() or {}
        if self.is_too_long:
            self.errors.pop("file", None)
            self.add_error("file", _TOO_LONG)
        return data


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files of one input."""

    widget = _ManyFiles(attrs={"accept": f".zip,{ACCEPTED_SHEETS}", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the list of files, each as a single one is checked."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(_FilesField, self).clean(one, initial) for one in files or [None]]


class RoundFilesForm(forms.Form):
    """Filled workbooks of many cities, or archives of them."""

    sheets = _FilesField(
        label="Заполненные шаблоны или архив с ними",
        max_length=255,
        error_messages={
            "required": "Выберите заполненные шаблоны или архив .zip с ними.",
            "missing": "Файл не выбран. Выберите заполненные шаблоны или архив .zip с ними.",
            "empty": _EMPTY,
            "max_length": _NAME,
        },
    )

    def __init__(self, *args: Any, is_too_long: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_too_long = is_too_long

    def clean(self) -> dict[str, Any]:
        """Tell a file that is too large from one that was not chosen."""
        data = super().clean() or {}
        if self.is_too_long:
            self.errors.pop("sheets", None)
            self.add_error("sheets", _TOO_LONG)
        return data
