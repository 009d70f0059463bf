"""The way of a plan from draft to archive: states, steps of approval, printed lines of approval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mezhgorod.planning.rules.words import PLAN_TRANSITIONS, PlanState, StepState
from mezhgorod.registry.rules import RuleViolation
from planbook.dates import MONTH_GENITIVES
from planbook.language import Case, inflect_name

# What a plan goes through where its owner has set no steps of its own.
DEFAULT_STEP = "Утверждение"
MAX_WORDS = 4_000
MAX_LINE = 300
MAX_NUMBER = 60
_EDITION_START = "(в редакции от "


@dataclass(frozen=True, slots=True)
class StepPlace:
    """A step as far as the order of steps depends on it."""

    pk: int
    position: int
    state: StepState
    is_final: bool


def ensure_transition(state: str, wanted: PlanState) -> None:
    """Refuse a way between two states of a plan that does not exist.

    Raises:
        RuleViolation: with the Russian names of both states.
    """
    now = PlanState(state)
    if wanted not in PLAN_TRANSITIONS[now]:
        message = (
            f"План в состоянии «{now.label}», перевести его сразу в состояние «{wanted.label}» "
            "нельзя. Обновите страницу и посмотрите, какой шаг следующий."
        )
        raise RuleViolation("plan.no_transition", message)


def step_states(steps: Sequence[StepPlace]) -> dict[int, StepState]:
    """Return the state of every step of one round: those whose turn it is are active.

    Answered steps keep their answers. Open steps of the first position that is not wholly approved
    are active together, later ones wait; the final step waits for all others.

    >>> first = StepPlace(1, 1, StepState.WAITING, is_final=False)
    >>> last = StepPlace(2, 1, StepState.WAITING, is_final=True)
    >>> [state.value for state in step_states([first, last]).values()]
    ['active', 'waiting']
    """
    pending = [one for one in steps if one.state is not StepState.APPROVED]
    before = [one for one in pending if not one.is_final]
    position = min((one.position for one in before), default=None)
    states = {}
    for one in steps:
        is_turn = one.position == position if not one.is_final else not before
        is_open = one.state in (StepState.WAITING, StepState.ACTIVE)
        states[one.pk] = (
            (StepState.ACTIVE if is_turn else StepState.WAITING) if is_open else one.state
        )
    return states


def decided_by(body: str) -> str:
    """Return how the approval names a body that nobody has put into words.

    A name of several words stays as it is: its cases are not known surely enough to be printed.

    >>> decided_by("Правление"), decided_by("Общее собрание")
    ('решением Правления', 'Общее собрание')
    """
    form = inflect_name(body, Case.GENITIVE)
    return f"решением {form}" if form != body and " " not in body else body


def approval_lines(*, body: str, on: date | None, number: str) -> list[str]:
    """Return the lines of the approval printed above a plan.

    >>> approval_lines(body="Правлением Союза", on=date(2023, 1, 20), number="4")
    ['УТВЕРЖДЁН', 'Правлением Союза', '20\xa0января 2023\xa0г. № 4']
    """
    said = " ".join(filter(None, (day_words(on) if on else "", f"№ {number}" if number else "")))
    return [line for line in ("УТВЕРЖДЁН", body.strip(), said) if line]


def with_edition(lines: Sequence[str], *, on: date | None, number: str) -> list[str]:
    """Return the lines of approval with the last amendment in them, an earlier one replaced.

    >>> with_edition(["УТВЕРЖДЁН"], on=date(2023, 4, 3), number="2")
    ['УТВЕРЖДЁН', '(в редакции от 3\xa0апреля 2023\xa0г. № 2)']
    """
    kept = [line for line in lines if not line.startswith(_EDITION_START)]
    if on is None or not kept:
        return kept
    said = day_words(on) + (f" № {number}" if number else "")
    return [*kept, f"{_EDITION_START}{said})"]


def day_words(day: date) -> str:
    """Return a day as documents print it: «20 января 2023 г.», spaces not breaking."""
    month = MONTH_GENITIVES[day.month - 1]
    return f"{day.day}\N{NO-BREAK SPACE}{month} {day.year}\N{NO-BREAK SPACE}г."


def checked_words(
    text: str, *, field: str, what: str, limit: int = MAX_WORDS, is_needed: bool = False
) -> str:
    """Return a text of several lines that fits its field.

    Args:
        what: what is to be written, in the accusative: «причину».

    Raises:
        RuleViolation: the text is missing, too long or holds a NUL character.
    """
    if "\0" in text:
        message = "В тексте есть недопустимый знак с кодом 0. Наберите это место заново."
        raise RuleViolation(f"{field}.nul", message, field)
    words = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if is_needed and not words:
        raise RuleViolation(f"{field}.empty", f"Напишите {what}.", field)
    if len(words) > limit:
        message = f"Слишком длинно: {len(words)} знаков, помещается {limit}. Сократите {what}."
        raise RuleViolation(f"{field}.too_long", message, field)
    return words
