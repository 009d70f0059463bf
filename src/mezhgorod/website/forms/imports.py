"""The form of a new document, and the form of a decision about a read one."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import Any

from django import forms

from mezhgorod.evidence.rules import MAX_FILE_BYTES
from planbook.dates import Period, PeriodError
from planbook.dates.edtf_text import FIRST_HALF_YEAR_CODE, FIRST_QUARTER_CODE
from planbook.readers import READERS
from planbook.readers.delimiters import find_delimiter

MAX_MEBIBYTES = MAX_FILE_BYTES // 1024 // 1024
MAX_OWNER = 500
# What the window for choosing a file offers; the content decides what a file is.
ACCEPTED = ",".join(f".{ending}" for ending in (*READERS, "htm", "tsv"))
_FIRST_YEAR, _LAST_YEAR = 1990, 2100

# value of the drop-down → words, and the EDTF of that part of a year
_PARTS = {
    "": ("весь год", "{year}"),
    "h1": ("первое полугодие", f"{{year}}-{FIRST_HALF_YEAR_CODE}"),
    "h2": ("второе полугодие", f"{{year}}-{FIRST_HALF_YEAR_CODE + 1}"),
    "q1": ("I квартал", f"{{year}}-{FIRST_QUARTER_CODE}"),
    "q2": ("II квартал", f"{{year}}-{FIRST_QUARTER_CODE + 1}"),
    "q3": ("III квартал", f"{{year}}-{FIRST_QUARTER_CODE + 2}"),
    "q4": ("IV квартал", f"{{year}}-{FIRST_QUARTER_CODE + 3}"),
    "school": ("учебный год, с сентября по май", "{year}-09/{next_year}-05"),
}


_TOO_LONG = (
    f"Файл больше {MAX_MEBIBYTES} МБ. Уберите из него рисунки или разделите документ "
    "и загрузите части."
)


class PeriodForm(forms.Form):
    """A period said by a person: a year and its part, or EDTF for anything else."""

    year = forms.IntegerField(
        label="Год",
        required=False,
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        error_messages={
            "invalid": "Год пишется четырьмя цифрами, например 2023.",
            "min_value": f"Год должен быть от {_FIRST_YEAR} до {_LAST_YEAR}.",
            "max_value": f"Год должен быть от {_FIRST_YEAR} до {_LAST_YEAR}.",
        },
        widget=forms.NumberInput(attrs={"placeholder": "2023", "inputmode": "numeric"}),
    )
    part = forms.ChoiceField(
        label="Часть года",
        required=False,
        choices=[(value, words) for value, (words, _) in _PARTS.items()],
        error_messages={"invalid_choice": "Выберите часть года из списка."},
    )
    other = forms.CharField(
        label="Другой период",
        required=False,
        max_length=40,
        help_text="Месяц: 2016-10. Несколько месяцев: 2023-09/2024-05. Два года: 2022/2023.",
        error_messages={"max_length": "Период записан слишком длинно."},
    )

    def clean_other(self) -> str:
        """Keep only a period that the reader will understand."""
        text: str = self.cleaned_data["other"].strip()
        if text:
            try:
                return Period.from_edtf(text).edtf
            except PeriodError as error:
                raise forms.ValidationError(str(error)) from error
        return ""

    def clean(self) -> dict[str, Any]:
        """Refuse a part of a year that nobody named."""
        data = super().clean() or {}
        if data.get("part") and not data.get("year") and not self.errors and not data.get("other"):
            self.add_error("year", "Укажите год, к которому относится выбранная часть.")
        return data

    @property
    def period(self) -> str:
        """The period as EDTF, empty when nothing was said; another period goes before a year."""
        data = self.cleaned_data
        if data.get("other"):
            return str(data["other"])
        year = data.get("year")
        if not year:
            return ""
        return _PARTS[data.get("part") or ""][1].format(year=year, next_year=year + 1)


class UploadForm(PeriodForm):
    """A document to be read."""

    file = forms.FileField(
        label="Документ",
        error_messages={
            "required": "Выберите файл с планом или отчётом.",
            "missing": "Файл не выбран. Выберите файл с планом или отчётом.",
            "empty": "Файл пуст. Проверьте, что он сохранён, и загрузите его снова.",
            "max_length": "Имя файла слишком длинное. Сократите его и загрузите файл снова.",
        },
        max_length=255,
    )

    field_order = ("file", "year", "part", "other")

    def __init__(self, *args: Any, is_too_long: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_too_long:
            # The file was dropped on its way in, so the form sees none.
            self.fields["file"].error_messages["required"] = _TOO_LONG


_PASTED = "вставленная таблица"


class PasteForm(forms.Form):
    """A table from the clipboard: its page, which the script puts into a file, and its text."""

    page = forms.FileField(required=False)
    text = forms.CharField(label="Таблица", required=False, strip=False)

    def __init__(self, *args: Any, is_too_long: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_too_long = is_too_long

    def clean(self) -> dict[str, Any]:
        """Refuse an empty clipboard."""
        data = super().clean() or {}
        if self.is_too_long:
            self.add_error("text", _TOO_LONG)
        elif not data.get("page") and not data.get("text", "").strip():
            self.add_error("text", "Вставьте таблицу: скопируйте её и нажмите здесь Ctrl + V.")
        return data

    @property
    def kept(self) -> tuple[str, bytes]:
        """Name and bytes of the file that is kept: the page when it has a table, else the text."""
        page, text = self.cleaned_data.get("page"), str(self.cleaned_data.get("text", ""))
        if page:
            # The mark settles the encoding, whatever the page of an office program says of itself.
            content = page.read().removeprefix(BOM_UTF8)
            if b"<table" in content.lower() or not text.strip():
                return f"{_PASTED}.html", BOM_UTF8 + content
        text = text.replace("\r\n", "\n")
        ending = "tsv" if find_delimiter(text, file_name=f"{_PASTED}.tsv") == "\t" else "txt"
        return f"{_PASTED}.{ending}", text.encode("utf-8", "replace")


_DISPUTE = re.compile(r"dispute-(?P<row>\d{1,6})-(?P<facet>.{1,200})")


class DecisionForm(forms.Form):
    """What a person adds to «Принять в план»: whose plan it is, that rows may go."""

    owner_name = forms.CharField(
        required=False,
        max_length=MAX_OWNER,
        error_messages={"max_length": "Название организации слишком длинное."},
    )
    confirm_removal = forms.BooleanField(required=False)

    @property
    def choices(self) -> dict[int, dict[str, str]]:
        """For every disputed row, by its place in the document, whose words win in which facet."""
        chosen: dict[int, dict[str, str]] = {}
        for name, value in self.data.items():
            found = _DISPUTE.fullmatch(str(name))
            if found and value in {"ours", "theirs"}:
                chosen.setdefault(int(found["row"]), {})[found["facet"]] = str(value)
        return chosen


def dispute_name(row: int, facet: str) -> str:
    """Return the name of the field that decides about one facet of one row.

    >>> dispute_name(3, "timing")
    'dispute-3-timing'
    """
    return f"dispute-{row}-{facet}"
