"""Forms of confirming a read report: what a fact says, what an event is."""

from __future__ import annotations

from typing import Any

from django import forms

from mezhgorod.registry.rules import RuleViolation
from mezhgorod.reporting.actions.reading import Choice
from mezhgorod.reporting.models import ReadEvent, ReadFact
from mezhgorod.reporting.queries.plan_rows import CandidateRow, owner_series
from mezhgorod.reporting.rules import ReadingState
from mezhgorod.reporting.rules.reading import (
    HEDGE_WORDS,
    MAX_NUMBER,
    MODE_WORDS,
    NUMBERED,
    OF_PEOPLE,
    ROLE_WORDS,
    EventWords,
    FactValues,
)
from planbook.dates import Unparsed, Unscheduled, format_timing, from_edtf, parse_timing
from planbook.dates.period import Period
from planbook.facts import FactType

_MAX_LIST, _MAX_TITLE, _MAX_KIND, _MAX_EDITION = 50_000, 1_000, 100, 999
_COUNTED = frozenset({FactType.COUNT_PEOPLE, FactType.COUNT_CITIES, FactType.COUNT_MUNICIPALITIES})
_HEDGES = [("=", "ровно"), *((sign, words) for sign, words in HEDGE_WORDS.items() if words)]


class FactForm(forms.Form):
    """What a fact says, in the fields its kind needs."""

    def __init__(self, data: Any = None, *, fact: ReadFact) -> None:
        self.fact, self.kind = fact, FactType(fact.type)
        super().__init__(data)
        for name, field in self._kept().items():
            self.fields[name] = field

    def _kept(self) -> dict[str, forms.Field]:
        fact, kind = self.fact, self.kind
        fields: dict[str, forms.Field] = {}
        if kind not in NUMBERED or kind is FactType.STANDING:
            fields["values"] = self._values()
        if kind in NUMBERED or kind is FactType.PLANNED_HOST:
            label = {FactType.PLANNED_HOST: "Год", FactType.STANDING: "Место"}.get(kind, "Число")
            fields["number"] = forms.IntegerField(
                label=label,
                min_value=0,
                max_value=MAX_NUMBER,
                required=kind in NUMBERED,
                initial=fact.number,
            )
        if kind in _COUNTED:
            fields["hedge"] = forms.ChoiceField(
                label="Насколько точно", choices=_HEDGES, initial=fact.hedge or "="
            )
        return fields

    def _values(self) -> forms.Field:
        values = self.fact.values
        if self.kind is FactType.MODE:
            return forms.ChoiceField(
                label="Формат", choices=list(MODE_WORDS.items()), initial=next(iter(values), "")
            )
        if self.kind in {FactType.DATE, FactType.PLANNED_DATE}:
            return forms.CharField(
                label="Когда",
                max_length=200,
                initial=_in_words(values),
                help_text="Как в плане: «12 апреля 2024», «январь 2024 года», «2025 год».",
            )
        hint = "По одному на строке, в именительном падеже."
        if self.kind in OF_PEOPLE:
            hint = "По одному на строке: имя, черта «|», откуда. Например, «Имя Фамилия|Котлас»."
        return forms.CharField(
            label="Значения",
            max_length=_MAX_LIST,
            help_text=hint,
            initial="\n".join(values),
            widget=forms.Textarea(attrs={"rows": min(max(len(values), 2), 14)}),
        )

    def said(self, year: int | None) -> FactValues:
        """Return what was typed as the action takes it.

        Raises:
            RuleViolation: the words of a date cannot be placed in time.
        """
        typed = str(self.cleaned_data.get("values") or "")
        lines = tuple(line for one in typed.splitlines() if (line := one.strip()))
        if self.kind in {FactType.DATE, FactType.PLANNED_DATE}:
            lines = (_as_edtf(" ".join(lines), year),)
        hedge = self.cleaned_data.get("hedge") or ("=" if self.kind is FactType.ORDINAL else "")
        return FactValues(lines, self.cleaned_data.get("number"), hedge)


class EventForm(forms.Form):
    """What an event of a report is: its words, and what it is in the plan."""

    title = forms.CharField(
        label="Название", max_length=_MAX_TITLE, widget=forms.Textarea(attrs={"rows": 3})
    )
    kind = forms.CharField(label="Вид", max_length=_MAX_KIND, required=False)
    edition = forms.IntegerField(
        label="Который по счёту", min_value=1, max_value=_MAX_EDITION, required=False
    )
    role = forms.ChoiceField(
        label="Чем это было", choices=[(str(role), words) for role, words in ROLE_WORDS.items()]
    )
    choice = forms.ChoiceField(label="Что это в плане", required=False)

    def __init__(
        self, data: Any = None, *, event: ReadEvent, candidates: list[CandidateRow]
    ) -> None:
        self.candidates = {one.item.event_id: one.item.event for one in candidates}
        self.series = {one.pk: one for one in owner_series(owner=event.report.owner)}
        initial = {name: getattr(event, name) for name in ("title", "kind", "edition", "role")}
        initial["choice"] = "outside" if event.is_outside_plan else ""
        super().__init__(data, initial=initial)
        rows: dict[str, list[tuple[str, str]]] = {}
        for one in candidates:
            plan = one.item.section.plan
            label = f"План: {plan.period_edtf}"
            title = " ".join(one.item.event.full_title.split())[:160]
            rows.setdefault(label, []).append((f"row:{one.item.event_id}", title))
        series = [(f"series:{one.pk}", one.name[:160]) for one in self.series.values()]
        self.fields["choice"].choices = [  # type: ignore[attr-defined]
            ("", "Как предложено"),
            ("outside", "Вне плана"),
            *rows.items(),
            *([("Серия, без строки плана", series)] if series else []),
        ]
        self._role_now = event.role
        if event.state == ReadingState.CONFIRMED:
            del self.fields["role"], self.fields["choice"]

    @property
    def words(self) -> EventWords:
        """What was typed as the action takes it."""
        said = self.cleaned_data
        role = said.get("role", self._role_now)
        return EventWords(said["title"], said["kind"], said["edition"], role)

    @property
    def chosen(self) -> Choice:
        """What was chosen as the action takes it."""
        kind, _, key = str(self.cleaned_data.get("choice", "")).partition(":")
        if kind == "row":
            return Choice(event=self.candidates[int(key)])
        if kind == "series":
            return Choice(series=self.series[int(key)])
        return Choice(is_outside_plan=kind == "outside")


def _in_words(values: list[str]) -> str:
    try:
        return format_timing(from_edtf(values[0])) if values else ""
    except ValueError:
        return values[0]


def _as_edtf(words: str, year: int | None) -> str:
    period = Period.from_edtf(str(year)) if year else None
    timing = parse_timing(words, period=period)
    if isinstance(timing, Unparsed | Unscheduled):
        message = "Время не понято. Напишите, как в плане: «12 апреля 2024», «январь 2024 года»."
        raise RuleViolation("reading.date", message, "values")
    return timing.edtf
