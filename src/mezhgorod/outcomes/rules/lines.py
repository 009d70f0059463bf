"""What talks, questions, tasks and awards may say. Values only, no queries."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import models

from mezhgorod.outcomes.rules.checking import checked_line, checked_number, checked_text
from mezhgorod.outcomes.rules.drafts import AgendaDraft, AwardDraft, TalkDraft, TaskDraft
from mezhgorod.outcomes.rules.words import AgendaKind, AwardKind, TalkRole, TaskState
from mezhgorod.registry.rules import RuleViolation, read_bound
from planbook.dates import Period, parse_timing

MAX_MEMBERS = 1_000_000
_LABELS = {
    "name": "Имя или название",
    "post": "Должность",
    "affiliation": "Откуда",
    "grantor": "Кто наградил",
    "winner": "Кто награждён",
    "handed_by": "Кто вручил",
    "executor_text": "Кто исполняет",
    "due_text": "Срок",
    "reporter": "Докладчик",
    "elected": "Кого избрали",
    "office": "На какую должность",
    "term_text": "До какого времени",
}
_TALK_LIMITS = {"name": 200, "post": 300, "affiliation": 300}
_AGENDA_LIMITS = {"reporter": 300, "elected": 300, "office": 200, "term_text": 200}
_AWARD_LIMITS = {
    "name": 300, "grantor": 300, "winner": 300, "post": 300, "affiliation": 300, "handed_by": 300,
}  # fmt: skip


def talk_columns(draft: TalkDraft) -> dict[str, Any]:
    """Return the columns of a talk.

    Raises:
        RuleViolation: nobody and nothing is named, or a text does not fit.
    """
    values = _lines(asdict(draft), _TALK_LIMITS)
    values["title"] = checked_text(draft.title, limit=4_000, field="title", label="Тема")
    _choice(draft.role, TalkRole, "role")
    if not (values["name"] or values["affiliation"] or draft.municipality_id or values["title"]):
        message = "Укажите, кто выступал или откуда он, или тему выступления."
        raise RuleViolation("talk.empty", message, "name")
    return values


def award_columns(draft: AwardDraft) -> dict[str, Any]:
    """Return the columns of an award.

    Raises:
        RuleViolation: nobody is named, or a text does not fit.
    """
    values = _lines(asdict(draft), _AWARD_LIMITS)
    _choice(draft.kind, AwardKind, "kind")
    if not (values["winner"] or values["affiliation"] or draft.municipality_id):
        raise RuleViolation("award.empty", "Укажите, кто награждён.", "winner")
    return values


def task_columns(draft: TaskDraft, *, after: date) -> dict[str, Any]:
    """Return the columns of a task; a due day is read where its words name one.

    Words without a year mean the first such day after the event: «до 1 марта» of a May is next
    year's.

    Raises:
        RuleViolation: nothing is to be done, it is done without a result, a text does not fit.
    """
    values = _lines(asdict(draft), {"executor_text": 300, "due_text": 200})
    values["text"] = checked_text(draft.text, limit=4_000, field="text", label="Что решено")
    values["result"] = checked_text(draft.result, limit=4_000, field="result", label="Что сделано")
    _choice(draft.state, TaskState, "state")
    if not values["text"]:
        raise RuleViolation("task.empty", "Напишите, что решено сделать.", "text")
    if draft.state != TaskState.OPEN and not values["result"]:
        message = "Напишите, что сделано или почему поручение снято."
        raise RuleViolation("task.no_result", message, "result")
    values["due_latest"] = _due(values["due_text"], after)
    return values


def agenda_columns(draft: AgendaDraft) -> dict[str, Any]:
    """Return the columns of a question of a meeting.

    Raises:
        RuleViolation: no question, votes out of bounds, or a text does not fit.
    """
    values = _lines(asdict(draft), _AGENDA_LIMITS)
    _choice(draft.kind, AgendaKind, "kind")
    values["title"] = checked_text(draft.title, limit=4_000, field="title", label="Вопрос")
    values["decision_text"] = checked_text(
        draft.decision_text, limit=20_000, field="decision_text", label="Решили"
    )
    if not values["title"]:
        raise RuleViolation("agenda.empty", "Напишите вопрос повестки.", "title")
    if draft.kind != AgendaKind.QUESTION:
        _ensure_election(draft, values)
    for field, label in (("for", "За"), ("against", "Против"), ("abstained", "Воздержались")):
        name = f"votes_{field}"
        checked_number(values[name], limit=MAX_MEMBERS, field=name, label=label)
    return values


def ensure_votes(items: list[AgendaDraft], *, present: int | None) -> None:
    """Refuse more votes on a question than members were present.

    Raises:
        RuleViolation: they do not fit.
    """
    for item in items:
        votes = (item.votes_for, item.votes_against, item.votes_abstained)
        cast = sum(one for one in votes if one is not None)
        if present is not None and cast > present:
            message = (
                f"«{item.title[:80]}»: голосов {cast}, а присутствовало {present}. "
                "Проверьте голоса или число присутствующих."
            )
            raise RuleViolation("agenda.votes", message, "votes_for")


def _ensure_election(draft: AgendaDraft, values: dict[str, Any]) -> None:
    if draft.post_id is None and not values["office"]:
        message = "Укажите должность: выберите её в справочнике или напишите."
        raise RuleViolation("agenda.no_office", message, "office")
    if draft.kind == AgendaKind.ELECTION and draft.person_id is None and not values["elected"]:
        message = "Укажите, кого избрали: выберите человека или напишите."
        raise RuleViolation("agenda.nobody", message, "elected")
    read_bound(values["term_text"], field="term_text")


def _due(words: str, after: date) -> date | None:
    if not words:
        return None
    for year in (after.year, after.year + 1):
        latest = parse_timing(words, period=Period.from_edtf(f"{year:04}")).latest
        if latest is None or latest >= after:
            return latest
    return latest


def _lines(values: dict[str, Any], limits: dict[str, int]) -> dict[str, Any]:
    return values | {
        name: checked_line(values[name], limit=limit, field=name, label=_LABELS[name])
        for name, limit in limits.items()
    }


def _choice(value: str, choices: type[models.TextChoices], field: str) -> None:
    if value not in choices.values:
        message = f"Недопустимое значение «{str(value)[:40]}». Выберите одно из предложенных."
        raise RuleViolation(f"{field}.unknown", message, field)
