"""Forms of what was held: the head of an event in parts, its numbers, pasted lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from mezhgorod.outcomes.models import HeldEvent, StatedCount
from mezhgorod.outcomes.rules import (
    CountDraft,
    CountUnit,
    Hedge,
    HeldValues,
    HostCounted,
    Outcome,
    PartyRole,
    SourceDraft,
    SourceKind,
    UnionRole,
)
from mezhgorod.planning.models import EventSeries
from mezhgorod.planning.rules import AttendanceMode, EventInvolvement
from mezhgorod.registry.models import Body

MAX_TEXT, MAX_LONG, MAX_PASTE = 1_000, 10_000, 5_000
MAX_NUMBER = 1_000_000


def area(rows: int) -> forms.Textarea:
    """Return a field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def digits() -> forms.NumberInput:
    """Return a field for a whole number."""
    return forms.NumberInput(attrs={"inputmode": "numeric"})


def whole(label: str, *, most: int = MAX_NUMBER, least: int = 0) -> forms.IntegerField:
    """Return a number that may be left out."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=least,
        max_value=most,
        widget=digits(),
        error_messages={
            "invalid": "Напишите число цифрами, например 25.",
            "min_value": f"Число не меньше {least}.",
            "max_value": f"Число не больше {most}.",
        },
    )


def text(label: str, most: int = MAX_TEXT, *, rows: int = 0, hint: str = "") -> forms.CharField:
    """Return words that may be left out."""
    widget = area(rows) if rows else forms.TextInput()
    too_long = f"Слишком длинно: не больше {most} знаков. Сократите текст."
    return forms.CharField(
        label=label,
        required=False,
        max_length=most,
        widget=widget,
        help_text=hint,
        error_messages={"max_length": too_long},
    )


def web_address(label: str) -> forms.URLField:
    """Return a field for an address of a page; the browser lets «site.ru» through."""
    return forms.URLField(
        label=label,
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": "Напишите адрес целиком, например https://example.org/news."},
    )


class HeadForm(forms.Form):
    """A part of the head of an event; every field is a key of `HeldValues`."""

    def __init__(self, data: Any = None, *, held: HeldEvent) -> None:
        self.held = held
        super().__init__(data, initial={name: getattr(held, name) for name in self.base_fields})

    def values(self) -> HeldValues:
        """Return what was typed; call it on a valid form."""
        found: HeldValues = {}
        found.update(self.cleaned_data)  # type: ignore[typeddict-item]
        return found


class TimeForm(HeadForm):
    """Whether it was held, when, where, how."""

    outcome = forms.ChoiceField(
        label="Что стало с мероприятием",
        required=False,
        choices=[("", "ещё не известно"), *Outcome.choices],
    )
    reason = text(
        "Почему не состоялось или прошло иначе",
        rows=2,
        hint="Обязательно, если мероприятие отменено или не состоялось.",
    )
    timing_text = text(
        "Когда прошло",
        300,
        hint="Как в документах: «12 апреля 2024 года», «25–26 мая», «в январе».",
    )
    venue = text("Площадка", hint="Учреждение, адрес. Город указывается в списке «Принимал».")
    attendance_mode = forms.ChoiceField(label="Формат", choices=AttendanceMode.choices)


class AboutForm(HeadForm):
    """What the event was."""

    title = forms.CharField(label="Название", max_length=MAX_TEXT, widget=area(2))
    kind = text("Вид", 100, hint="Форум, заседание, турнир.")
    topic = text("Тема", rows=2)
    edition = whole("Который по счёту", least=1, most=10_000)
    parent_text = text("В рамках чего", hint="Большое мероприятие, частью которого было это.")
    series_id = forms.TypedChoiceField(label="Серия", required=False, coerce=int, empty_value=None)
    body_id = forms.TypedChoiceField(
        label="Секция или орган", required=False, coerce=int, empty_value=None
    )
    involvement = forms.ChoiceField(
        label="Чем было для владельца плана",
        required=False,
        choices=[("", "не указано"), *EventInvolvement.choices],
    )
    union_role = forms.ChoiceField(
        label="Роль объединения",
        required=False,
        choices=[("", "не указано"), *UnionRole.choices],
    )
    host_counted = forms.ChoiceField(
        label="Принимающий город в списке участников", choices=HostCounted.choices
    )

    def __init__(self, data: Any = None, *, held: HeldEvent) -> None:
        super().__init__(data, held=held)
        series = EventSeries.objects.filter(owner=held.owner_id).order_by("name")
        bodies = Body.objects.filter(owner=held.owner_id).order_by("name")
        for name, rows in (("series_id", series), ("body_id", bodies)):
            known = [(pk, words[:120]) for pk, words in rows.values_list("pk", "name")]
            self.fields[name].choices = [("", "не указано"), *known]  # type: ignore[attr-defined]


class ResultForm(HeadForm):
    """What came of it, in words."""

    result = text(
        "Итог", MAX_LONG, rows=6, hint="Два-три предложения: что обсудили, к чему пришли."
    )


class QuorumForm(HeadForm):
    """Who was entitled to vote and who came."""

    members_total = whole("Всего членов")
    members_present = whole("Присутствовало")
    quorum_needed = whole("Нужно для кворума")
    quorum_rule = text(
        "Правило кворума",
        300,
        hint="Как в уставе: «более половины членов», «не менее двух третей». Число сверится с ним.",
    )


HEAD_PARTS: dict[str, tuple[str, type[HeadForm]]] = {
    "time": ("Когда, где и как прошло", TimeForm),
    "about": ("Что это было", AboutForm),
    "result": ("Итог", ResultForm),
    "quorum": ("Кворум", QuorumForm),
}


class CountsForm(forms.Form):
    """Every unit with its number, how sure it is and whether it counts the host."""

    def __init__(self, *args: Any, counts: list[StatedCount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {CountUnit(one.unit): one for one in counts if one.is_current}
        for unit in CountUnit:
            stored = known.get(unit)
            number = whole(unit.label.capitalize())
            hedge = forms.ChoiceField(label="насколько точно", choices=Hedge.choices)
            host = forms.ChoiceField(label="принимающий город", choices=HostCounted.choices)
            number.initial = stored.number if stored else None
            hedge.initial = stored.hedge if stored else Hedge.EXACT
            host.initial = stored.host_counted if stored else HostCounted.UNKNOWN
            self.fields |= {
                f"number_{unit}": number, f"hedge_{unit}": hedge, f"host_{unit}": host
            }  # fmt: skip
        other = known.get(CountUnit.OTHER)
        self.fields["unit_text"] = text(
            "Чего именно, если «иное»", 200, hint="Например: команд школ."
        )
        self.fields["unit_text"].initial = other.unit_text if other else ""

    def rows(self) -> Iterator[tuple[str, Any, Any, Any]]:
        """Yield the units with their fields, as the table shows them."""
        for unit in CountUnit:
            number, hedge, host = (self[f"{part}_{unit}"] for part in ("number", "hedge", "host"))
            yield unit.label, number, hedge, host

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("number_other") is not None and not data.get("unit_text"):
            self.add_error(
                "unit_text", "Напишите, чего именно столько: число без единицы не понять."
            )
        return data

    def drafts(self) -> list[CountDraft]:
        """Return the numbers that were typed; call it on a valid form."""
        data = self.cleaned_data
        return [
            CountDraft(
                unit=unit,
                number=data[f"number_{unit}"],
                hedge=Hedge(data[f"hedge_{unit}"]),
                unit_text=data["unit_text"] if unit is CountUnit.OTHER else "",
                host_counted=HostCounted(data[f"host_{unit}"]),
            )
            for unit in CountUnit
            if data.get(f"number_{unit}") is not None
        ]


class PasteForm(forms.Form):
    """A list of cities as somebody has it: pasted or from a file, in any case form."""

    role = forms.ChoiceField(label="Кто это", choices=PartyRole.choices, initial="participant")
    names = text(
        "Список",
        MAX_PASTE,
        rows=6,
        hint=(
            "В любом виде: «из Архангельска, Боровичей, Великого Новгорода и других городов», "
            "через запятую или с новой строки."
        ),
    )
    file = forms.FileField(
        label="или файл со списком участников",
        required=False,
        max_length=255,
        help_text=(
            "Excel, CSV или Word со столбцом «Город» или «Организация». Имена людей не "
            "сохраняются, только сколько человек откуда."
        ),
    )
    mode = forms.ChoiceField(label="Как участвовали", choices=AttendanceMode.choices)
    adds = forms.ChoiceField(
        label="Что сделать со списком",
        choices=[("add", "добавить к тем, кто уже записан"), ("replace", "записать вместо них")],
        initial="add",
    )
    source = forms.ChoiceField(
        label="Откуда список",
        choices=[
            (SourceKind.DIRECTORATE, "внесено дирекцией"),
            (SourceKind.HOST_FORM, "сообщил принимающий город"),
            (SourceKind.PARTICIPANT_FILE, "список участников файлом"),
            (SourceKind.PUBLICATION, "публикация"),
            (SourceKind.OTHER, "другой источник"),
        ],
    )
    source_title = text("Что это за источник", 500, hint="Например: письмо администрации, новость.")
    source_url = web_address("Адрес публикации")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("names") and not data.get("file") and not self.errors:
            self.add_error("names", "Вставьте список или выберите файл.")
        return data

    def told_from(self) -> SourceDraft:
        """Return the source of the list; call it on a valid form."""
        data = self.cleaned_data
        return SourceDraft(
            SourceKind(data["source"]), title=data["source_title"], url=data["source_url"]
        )


class SourceForm(forms.Form):
    """What a further source says of the same event."""

    kind = forms.ChoiceField(
        label="Что это за источник",
        choices=[one for one in SourceKind.choices if one[0] != SourceKind.ATTENDANCE],
        initial=SourceKind.PUBLICATION,
    )
    title = forms.CharField(label="Название", max_length=500)
    url = web_address("Адрес")
    quote = text("Дословно", MAX_LONG, rows=3)
    unit = forms.ChoiceField(label="Число: чего", choices=CountUnit.choices)
    number = whole("Число")
    hedge = forms.ChoiceField(label="Насколько точно", choices=Hedge.choices)
    names = text("Участники по этому источнику", MAX_PASTE, rows=4)

    def draft(self) -> SourceDraft:
        """Return the source itself; call it on a valid form."""
        data = self.cleaned_data
        return SourceDraft(
            SourceKind(data["kind"]), data["title"], data["url"], quote=data["quote"]
        )

    def counts(self) -> tuple[CountDraft, ...]:
        """Return the number it gives; call it on a valid form."""
        data = self.cleaned_data
        if data["number"] is None:
            return ()
        unit, hedge = CountUnit(data["unit"]), Hedge(data["hedge"])
        return (CountDraft(unit, data["number"], hedge),)


class NewHeldForm(forms.Form):
    """An event held beside plans."""

    title = forms.CharField(label="Название", max_length=MAX_TEXT, widget=area(2))
    timing_text = text("Когда прошло", 300, hint="Например: «12 апреля 2024 года», «в январе».")
    hosts = text("Где: город", 500, hint="Например: «в Вологде».")
    union_role = forms.ChoiceField(
        label="Роль объединения",
        required=False,
        choices=[("", "не указано"), *UnionRole.choices],
    )


class ReturnForm(forms.Form):
    """A question to whoever told the facts."""

    note = forms.CharField(label="Что уточнить", max_length=2_000, widget=area(3))
