"""The form of the order of approval: one line per step, some empty ones below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from mezhgorod.planning.rules.routes import (
    MAX_DAYS,
    MAX_POSITION,
    MAX_STEPS,
    MAX_TITLE,
    RouteStep,
)
from mezhgorod.registry.models import Body
from mezhgorod.registry.rules import RuleViolation

EMPTY_LINES = 2
NO_FINAL = ""


class RouteLine(forms.Form):
    """One step; a line without words and without a body is no step."""

    use_required_attribute = False

    position = forms.IntegerField(
        label="Номер",
        required=False,
        widget=forms.NumberInput(attrs={"min": 1, "max": MAX_POSITION}),
    )
    body = forms.ChoiceField(label="Орган", required=False)
    title = forms.CharField(
        label="Название шага",
        required=False,
        widget=forms.TextInput(attrs={"maxlength": MAX_TITLE}),
    )
    days = forms.IntegerField(
        label="Дней", required=False, widget=forms.NumberInput(attrs={"min": 1, "max": MAX_DAYS})
    )

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", "Дирекция"), *bodies]  # type: ignore[attr-defined]

    @property
    def is_step(self) -> bool:
        """Whether something is said in the line."""
        data = self.cleaned_data if hasattr(self, "cleaned_data") else {}
        return bool(data.get("title") or data.get("body"))


class RouteForm:
    """All lines together and which of them approves the plan."""

    def __init__(
        self,
        steps: Sequence[RouteStep],
        *,
        bodies: Sequence[Body],
        data: Any = None,
    ) -> None:
        self.refusal = ""
        choices = [(str(one.pk), one.name) for one in bodies]
        count = len(steps) + EMPTY_LINES
        if data is not None:
            count = _count(data, count)
        count = min(count, MAX_STEPS)
        self.lines = [
            RouteLine(data, prefix=f"step-{row}", bodies=choices, initial=_initial(steps, row))
            for row in range(count)
        ]
        stored = next((str(row) for row, one in enumerate(steps) if one.is_final), NO_FINAL)
        self.final = stored if data is None else str(data.get("final", NO_FINAL))

    def is_valid(self) -> bool:
        """Return whether every number is one; what it means is decided by the action."""
        checked = [line.is_valid() for line in self.lines]
        return all(checked)

    @property
    def steps(self) -> list[RouteStep]:
        """What was typed. A line without a number follows the line above it."""
        steps: list[RouteStep] = []
        for row, line in enumerate(self.lines):
            if not line.is_step:
                continue
            data = line.cleaned_data
            position = data["position"]
            if position is None:
                position = steps[-1].position + 1 if steps else 1
            body_id = int(data["body"]) if data["body"] else None
            is_final = str(row) == self.final
            steps.append(RouteStep(position, data["title"], body_id, data["days"], is_final, row))
        return steps

    def refuse(self, refusal: RuleViolation) -> None:
        """Put what the action refused beside the line it is about."""
        row, _, name = (refusal.field or "").partition(".")
        if row.isdigit() and int(row) < len(self.lines):
            self.lines[int(row)].add_error(name, refusal.message)
        else:
            self.refusal = refusal.message


def _initial(steps: Sequence[RouteStep], row: int) -> dict[str, Any]:
    if row >= len(steps):
        return {}
    one = steps[row]
    return {
        "position": one.position,
        "title": one.title,
        "body": str(one.body_id or ""),
        "days": one.days,
    }


def _count(data: Any, fallback: int) -> int:
    text = str(data.get("lines", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else fallback
