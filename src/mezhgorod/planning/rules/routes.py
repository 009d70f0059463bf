"""The order in which plans of an owner are approved: steps as values, checked and numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mezhgorod.registry.rules import RuleViolation

MAX_STEPS = 30
MAX_POSITION = 99
MAX_DAYS = 365
MAX_TITLE = 200


@dataclass(frozen=True, slots=True)
class RouteStep:
    """A step that plans of an owner go through.

    Attributes:
        position: its turn, from 1; steps of one position go together.
        days: how many days from the submission it has, None without a limit.
        row: which line of the form it comes from, for refusals.
    """

    position: int
    title: str
    body_id: int | None = None
    days: int | None = None
    is_final: bool = False
    row: int = field(default=0, compare=False)


def arranged(steps: Sequence[RouteStep]) -> list[RouteStep]:
    """Return steps in their order, positions counted from 1 without gaps, the final step last.

    >>> [(one.position, one.title) for one in arranged([RouteStep(7, "Секция"),
    ...     RouteStep(2, "Правление", is_final=True)])]
    [(1, 'Секция'), (2, 'Правление')]

    Raises:
        RuleViolation: a step is told badly; its field is «row.field».
    """
    if len(steps) > MAX_STEPS:
        raise RuleViolation("route.too_many", f"Шагов больше {MAX_STEPS}. Оставьте главные.")
    checked = [_checked(one) for one in steps]
    finals = [one for one in checked if one.is_final]
    if len(finals) > 1:
        raise RuleViolation("route.two_finals", "План утверждает один шаг. Оставьте одну отметку.")
    others = sorted((one for one in checked if not one.is_final), key=lambda one: one.position)
    places = {one: n for n, one in enumerate(sorted({one.position for one in others}), start=1)}
    numbered = [replace(one, position=places[one.position]) for one in others]
    numbered += [replace(one, position=len(places) + 1) for one in finals]
    _ensure_told_once(numbered)
    return numbered


def steps_to_values(steps: Sequence[RouteStep]) -> list[dict[str, Any]]:
    """Return steps as JSON values for the journal.

    >>> steps_to_values([RouteStep(1, "Правление", 7, 10, is_final=True)])
    [{'position': 1, 'title': 'Правление', 'body_id': 7, 'days': 10, 'is_final': True}]
    """
    names = ("position", "title", "body_id", "days", "is_final")
    return [{name: getattr(one, name) for name in names} for one in steps]


def steps_from_values(values: Sequence[Mapping[str, Any]]) -> list[RouteStep]:
    """Return the steps that a journal entry tells of.

    >>> steps_from_values([{"position": 1, "title": "Правление"}])[0].title
    'Правление'
    """
    return [RouteStep(**one, row=row) for row, one in enumerate(values)]


def _checked(step: RouteStep) -> RouteStep:
    title = " ".join(step.title.replace("\0", " ").split())
    if not title:
        raise RuleViolation(
            "route.no_title", "Назовите шаг или выберите орган.", _at(step, "title")
        )
    if len(title) > MAX_TITLE:
        message = f"Название длиннее {MAX_TITLE} знаков. Сократите его."
        raise RuleViolation("route.long_title", message, _at(step, "title"))
    if not 1 <= step.position <= MAX_POSITION:
        message = f"Номер шага – от 1 до {MAX_POSITION}."
        raise RuleViolation("route.position", message, _at(step, "position"))
    if step.days is not None and not 1 <= step.days <= MAX_DAYS:
        message = f"Срок – от 1 до {MAX_DAYS} дней, или оставьте пустым."
        raise RuleViolation("route.days", message, _at(step, "days"))
    return replace(step, title=title)


def _ensure_told_once(steps: Sequence[RouteStep]) -> None:
    told: set[tuple[int, str]] = set()
    for one in steps:
        key = one.position, one.title
        if key in told:
            message = f"Шаг «{one.title}» под этим номером записан дважды. Оставьте один."
            raise RuleViolation("route.twice", message, _at(one, "title"))
        told.add(key)


def _at(step: RouteStep, name: str) -> str:
    return f"{step.row}.{name}"
