"""Forms of what was said, asked, agreed and awarded at an event; a form per record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from mezhgorod.outcomes.rules import (
    AgendaDraft,
    AgendaKind,
    AwardDraft,
    AwardKind,
    TalkDraft,
    TalkRole,
    TaskDraft,
    TaskState,
)
from mezhgorod.registry.models import Decision, Person, Post
from mezhgorod.website.forms.outcomes import MAX_LONG, MAX_TEXT, area, whole
from mezhgorod.website.forms.outcomes import text as words

_PUBLIC_HINT = "Отметьте, только если человек согласен. Иначе всем видны должность и город."


class RecordForm(forms.Form):
    """A record of an event; every field is one of its draft."""

    draft_class: type[Any]

    @classmethod
    def initial_of(cls, row: Model) -> dict[str, Any]:
        """Return a stored record as the values its form begins with."""
        return {name: getattr(row, name, "") for name in cls.base_fields}

    def draft(self) -> Any:
        """Return what was typed; call it on a valid form."""
        return self.draft_class(**self.cleaned_data)


class TalkForm(RecordForm):
    """Somebody spoke or led."""

    draft_class = TalkDraft

    role = forms.ChoiceField(label="Роль", choices=TalkRole.choices)
    title = words("Тема выступления", rows=2)
    name = words("Имя", 200)
    post = words("Должность на тот день", 300)
    affiliation = words("Откуда", 300, hint="Город или организация.")
    is_name_public = forms.BooleanField(
        label="Имя можно показывать всем", required=False, help_text=_PUBLIC_HINT
    )

    def draft(self) -> TalkDraft:
        data = dict(self.cleaned_data)
        return TalkDraft(role=TalkRole(data.pop("role")), **data)


class TaskForm(RecordForm):
    """What was agreed to be done."""

    draft_class = TaskDraft

    text = forms.CharField(label="Что решено сделать", max_length=MAX_TEXT, widget=area(2))
    executor_text = words("Кто исполняет", 300, hint="Организация, город или должность.")
    is_name_public = forms.BooleanField(
        label="Имя исполнителя можно показывать всем", required=False, help_text=_PUBLIC_HINT
    )
    due_text = words("Срок", 200, hint="Как в решении: «до 1 марта», «в третьем квартале».")
    state = forms.ChoiceField(label="Состояние", choices=TaskState.choices)
    result = words("Что сделано", MAX_TEXT, rows=2)

    def draft(self) -> TaskDraft:
        data = dict(self.cleaned_data)
        return TaskDraft(state=TaskState(data.pop("state")), **data)


class AwardForm(RecordForm):
    """An award handed over at the event."""

    draft_class = AwardDraft

    kind = forms.ChoiceField(label="Вид", choices=AwardKind.choices)
    name = words("Название награды или номинация", 300)
    grantor = words("Кто наградил", 300)
    winner = words("Кто награждён", 300)
    post = words("Должность на тот день", 300)
    affiliation = words("Откуда", 300, hint="Город или организация.")
    handed_by = words("Кто вручил", 300)
    is_name_public = forms.BooleanField(
        label="Имя можно показывать всем", required=False, help_text=_PUBLIC_HINT
    )

    def draft(self) -> AwardDraft:
        data = dict(self.cleaned_data)
        return AwardDraft(kind=AwardKind(data.pop("kind")), **data)


class AgendaForm(RecordForm):
    """A question of a meeting with its votes and decision; an election names office and person."""

    draft_class = AgendaDraft

    title = forms.CharField(label="Вопрос", max_length=MAX_TEXT, widget=area(2))
    kind = forms.ChoiceField(label="О чём вопрос", choices=AgendaKind.choices, required=False)
    reporter = words("Докладчик", 300, hint="Посторонним не показывается.")
    decision_text = words("Что решили", MAX_LONG, rows=3)
    decision = forms.ModelChoiceField(
        label="Решение органа в справочнике",
        queryset=Decision.objects.none(),
        required=False,
        empty_label="не связано",
    )
    votes_for = whole("За", most=100_000)
    votes_against = whole("Против", most=100_000)
    votes_abstained = whole("Воздержались", most=100_000)
    post = forms.ModelChoiceField(
        label="Избрание: на какую должность",
        queryset=Post.objects.none(),
        required=False,
        empty_label="не выбрана",
        help_text="Для избрания и прекращения полномочий.",
    )
    office = words("Должность, если её нет в списке", 200)
    person = forms.ModelChoiceField(
        label="Кто: из справочника",
        queryset=Person.objects.none(),
        required=False,
        empty_label="не выбран",
    )
    elected = words("Кто: фамилия, имя, отчество", 300, hint="Если человека нет в списке.")
    term_text = words("До какого времени", 200, hint="Например: «апрель 2028 года», «12.04.2028».")

    def __init__(
        self,
        *args: Any,
        decisions: QuerySet[Decision],
        posts: QuerySet[Post],
        people: QuerySet[Person],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("decision", decisions), ("post", posts), ("person", people)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def draft(self) -> AgendaDraft:
        data = dict(self.cleaned_data)
        chosen = {name: data.pop(name) for name in ("decision", "post", "person")}
        numbers: dict[str, Any] = {
            f"{name}_id": one.pk if one else None for name, one in chosen.items()
        }
        kind = AgendaKind(data.pop("kind") or AgendaKind.QUESTION)
        return AgendaDraft(kind=kind, **data, **numbers)
