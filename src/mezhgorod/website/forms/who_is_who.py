"""Forms of the directory: plain fields; what the words mean is decided by the actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from mezhgorod.planning.actions.years.editions import FIRST_YEAR, LAST_YEAR, MAX_EDITION
from mezhgorod.planning.actions.years.series import MAX_STEP
from mezhgorod.planning.rules.series import Season
from mezhgorod.registry.rules import (
    MAX_BOUND_TEXT,
    AgreementRole,
    BodyKind,
    DecisionKind,
    MembershipEnd,
    PeriodicalKind,
)

_WHEN = "День, месяц или год: 31.12.2025, сентябрь 2025 года, 2025 год. Пусто, если неизвестно."
_PUBLIC = "Без отметки имя видят только те, кто ведёт дела объединения."


class Lines(forms.Textarea):
    """A text of several lines that grows with its content."""

    def __init__(self, rows: int = 4) -> None:
        super().__init__(attrs={"rows": rows})


class Words(forms.CharField):
    """One line; too much is refused with the limit in the message."""

    def __init__(
        self,
        label: str,
        limit: int,
        *,
        needed: bool = False,
        hint: str = "",
        names_from: str = "",
    ) -> None:
        super().__init__(label=label, max_length=limit, required=needed, help_text=hint)
        if names_from:
            self.widget.attrs["list"] = f"{names_from}-list"


class Day(forms.DateField):
    """A day in a field of the browser; typed by hand as 31.12.2025 too."""

    def __init__(self, label: str, *, needed: bool = False) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        formats = ["%Y-%m-%d", "%d.%m.%Y"]
        super().__init__(label=label, required=needed, widget=widget, input_formats=formats)


class MembershipForm(forms.Form):
    since = Words("С какого времени", MAX_BOUND_TEXT, hint=_WHEN)
    basis = Words("Основание", 300, hint="Решение Собрания, письмо, договор о вступлении.")
    places = Words(
        "Другие места этого члена",
        1000,
        hint="Через точку с запятой: «Боровичский район». Строки о них относятся к этому члену.",
    )
    representative = Words("Представитель", 200, hint="Фамилия, имя, отчество.")
    is_public = forms.BooleanField(
        label="Имя представителя видят все", required=False, help_text=_PUBLIC
    )


class MemberForm(MembershipForm):
    party = Words(
        "Город или организация",
        300,
        needed=True,
        hint="Название, как его пишут.",
        names_from="party",
    )
    is_new = forms.BooleanField(
        label="Это организация, которой ещё нет в справочнике",
        required=False,
        help_text="Для департаментов и учреждений. Город программа узнаёт сама.",
    )
    field_order = ("party", "is_new", "since", "basis", "places", "representative", "is_public")


class EndForm(forms.Form):
    until = Words("Когда закончилось", MAX_BOUND_TEXT, needed=True, hint=_WHEN)
    kind = forms.ChoiceField(
        label="Чем закончилось",
        choices=[(one.value, one.label) for one in (MembershipEnd.LEFT, MembershipEnd.EXCLUDED)],
    )
    basis = Words("Основание", 300)


class MergeForm(forms.Form):
    successor = forms.ChoiceField(label="С кем объединён")
    until = Words("Когда", MAX_BOUND_TEXT, needed=True, hint=_WHEN)
    basis = Words("Основание", 300)

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["successor"].choices = [("", "выберите"), *choices]  # type: ignore[attr-defined]


class PasteForm(forms.Form):
    text = forms.CharField(label="Список членов", widget=Lines(14), max_length=200_000)


class RenameForm(forms.Form):
    name = Words("Новое название", 300, needed=True)
    short_name = Words("Краткое название", 100)
    since_on = Day("Первый день нового названия", needed=True)


class BodyForm(forms.Form):
    name = Words("Название", 300, needed=True)
    kind = forms.ChoiceField(label="Вид", choices=BodyKind.choices)
    parent = forms.ChoiceField(label="В составе органа", required=False)
    since_on = Day("Действует с")
    until_on = Day("Действовал по")

    def __init__(
        self,
        data: Any = None,
        *,
        parents: Sequence[tuple[str, str]] = (),
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["parent"].choices = [("", "сам по себе"), *parents]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    decided_on = Day("День решения", needed=True)
    number = Words("Номер", 60)
    kind = forms.ChoiceField(
        label="О чём",
        choices=[
            (one.value, one.label) for one in DecisionKind if one is not DecisionKind.ELECTION
        ],
    )
    text = forms.CharField(label="Решение", widget=Lines(), max_length=4000)


class ElectionForm(forms.Form):
    decided_on = Day("День избрания", needed=True)
    number = Words("Номер решения", 60)
    text = forms.CharField(
        label="Решение",
        widget=Lines(),
        max_length=4000,
        help_text="Дословно из протокола.",
    )
    until = Words("До какого времени избраны", MAX_BOUND_TEXT, hint=_WHEN)
    is_public = forms.BooleanField(label="Имена видят все", required=False, help_text=_PUBLIC)

    def __init__(self, data: Any = None, *, posts: Sequence[tuple[int, str, bool]]) -> None:
        super().__init__(data)
        for pk, title, is_single in posts:
            hint = "Имя; от кого. Пусто, если не избирали."
            self.fields[f"post-{pk}"] = (
                Words(title, 500, hint=hint)
                if is_single
                else forms.CharField(
                    label=title,
                    widget=Lines(),
                    required=False,
                    max_length=20_000,
                    help_text=f"По одному в строке. {hint}",
                )
            )
        keys = (f"post-{pk}" for pk, _, _ in posts)
        self.order_fields(["decided_on", "number", "text", *keys, "until", "is_public"])


class PostForm(forms.Form):
    title = Words("Должность", 200, needed=True, hint="Председатель, координатор, член Правления.")
    is_single = forms.BooleanField(label="Её занимает один человек", required=False, initial=True)
    is_head = forms.BooleanField(label="Возглавляет орган", required=False)


class TenureForm(forms.Form):
    person = Words("Кто", 200, hint="Фамилия, имя, отчество. Пусто, если имя не названо.")
    is_public = forms.BooleanField(label="Имя видят все", required=False, help_text=_PUBLIC)
    party = Words("От города или организации", 300, names_from="party")
    since = Words("С какого времени", MAX_BOUND_TEXT, hint=_WHEN)
    until = Words(
        "До какого времени",
        MAX_BOUND_TEXT,
        hint="Можно словами документа: «в 2025 году завершаются полномочия».",
    )


class EndTenureForm(forms.Form):
    until = Words("Когда завершены", MAX_BOUND_TEXT, needed=True, hint=_WHEN)


class AgreementForm(forms.Form):
    title = Words("Название", 500, needed=True)
    number = Words("Номер", 60)
    signed_on = Day("Подписано")
    until = Words(
        "Срок действия",
        MAX_BOUND_TEXT,
        hint="31.12.2025, 2025 год, бессрочно. Пусто, если срок не указан.",
    )
    registered_on = Day("Внесено в реестр")
    parties = forms.CharField(
        label="Стороны",
        widget=Lines(),
        required=False,
        max_length=40_000,
        help_text="По одной в строке. После точки с запятой можно указать: исполнитель, "
        "согласующий.",
    )
    note = forms.CharField(label="Примечание", widget=Lines(2), required=False, max_length=4000)


class CounterpartForm(forms.Form):
    region = forms.ChoiceField(label="Субъект РФ")
    partner = Words("Орган власти", 300, needed=True, names_from="partner")
    sphere = Words("Сфера", 200)

    def __init__(self, data: Any = None, *, regions: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["region"].choices = [("", "выберите"), *regions]  # type: ignore[attr-defined]


class PeriodicalForm(forms.Form):
    title = Words("Название, как оно стоит в плане", 500, needed=True)
    timing = Words("Как часто", 200, needed=True, hint="Еженедельно, ежеквартально, постоянно.")
    kind = forms.ChoiceField(label="Вид", choices=PeriodicalKind.choices)
    note = Words("Примечание", 500)
    since = Words("Выходит с", MAX_BOUND_TEXT, hint=_WHEN)
    until = Words("Выходило по", MAX_BOUND_TEXT)
    position = forms.IntegerField(
        label="Которое по порядку", min_value=0, max_value=9999, initial=0, required=False
    )


class ContactForm(forms.Form):
    email = Words("Адрес электронной почты", 254, needed=True)
    topic = Words("По каким вопросам", 200)
    person = Words("Кто отвечает", 200, hint="Имя видят только те, кто ведёт дела объединения.")


def read_parties(text: str) -> list[tuple[str, AgreementRole]]:
    """Read the parties of an agreement as typed: a name in a line, its role after «;»."""
    roles = {one.label: one for one in AgreementRole}
    found = []
    for line in text.splitlines():
        name, _, role = line.strip().partition(";")
        if name.strip():
            found.append((name.strip(), roles.get(role.strip().casefold(), AgreementRole.SIDE)))
    return found


def parties_text(parties: Sequence[tuple[str, str]]) -> str:
    """Return the parties of an agreement as the form shows them, one in a line."""
    return "\n".join(
        name if role == AgreementRole.SIDE else f"{name}; {AgreementRole(role).label}"
        for name, role in parties
    )


class Number(forms.IntegerField):
    """A whole number between two bounds, told in words when it is outside."""

    def __init__(self, label: str, least: int, most: int, *, hint: str = "") -> None:
        super().__init__(
            label=label,
            required=False,
            min_value=least,
            max_value=most,
            help_text=hint,
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_value"), f"Напишите число от {least} до {most}."
            ),
        )


class SeriesForm(forms.Form):
    """A series: how it is called, how often it comes, when it ends."""

    name = Words("Название", 500, needed=True, hint="Без номера выпуска: «Слёт городов».")
    step_years = Number(
        "Раз в сколько лет",
        1,
        MAX_STEP,
        hint="1 — каждый год, 2 — через год. Пусто: по известным выпускам.",
    )
    until_year = Number(
        "Последний год",
        FIRST_YEAR,
        LAST_YEAR,
        hint="Укажите, если серия завершена: дальше выпуски не предлагаются.",
    )


class NewSeriesForm(SeriesForm):
    """A series that begins here, with an edition that is known."""

    field_order = ("name", "season", "step_years", "number", "year", "until_year")
    season = forms.ChoiceField(
        label="Время года",
        required=False,
        choices=[("", "не зависит"), *Season.choices],
        help_text="Зимние и летние игры — две серии. Слова «зимние» в названии достаточно.",
    )
    number = Number(
        "Который выпуск известен", 1, MAX_EDITION, hint="Номер одного выпуска: от него счёт."
    )
    year = Number("В каком году он проходит", FIRST_YEAR, LAST_YEAR)

    def clean(self) -> dict[str, Any]:
        """Ask for both of number and year, or neither."""
        values = super().clean() or {}
        for here, there in (("number", "year"), ("year", "number")):
            if values.get(here) and not values.get(there) and there not in self.errors:
                self.add_error(there, "Укажите и номер выпуска, и его год.")
        return values
