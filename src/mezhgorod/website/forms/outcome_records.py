"""Forms of what was said, asked, agreed and awarded at an event; a form per record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from mezhgorod.outcomes.rules import (
    AgendaDraft,
    AwardDraft,
    AwardKind,
    TalkDraft,
    TalkRole,
    TaskDraft,
    TaskState,
)
from mezhgorod.registry.models import Decision
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
    executor_text = words("Кто исполняет", 300)
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
    """A question of a meeting with its votes and decision."""

    draft_class = AgendaDraft

    title = forms.CharField(label="Вопрос", max_length=MAX_TEXT, widget=area(2))
    reporter = words("Докладчик", 300)
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
    elected = words("Кого избрали и куда", 300)

    def __init__(self, *args: Any, decisions: QuerySet[Decision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]

    def draft(self) -> AgendaDraft:
        data = dict(self.cleaned_data)
        decision = data.pop("decision")
        return AgendaDraft(decision_id=decision.pk if decision else None, **data)
