"""Stored facts as the drafts that actions take, so that a form changes only what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from django.db import models

from mezhgorod.outcomes.models import (
    AgendaItem,
    AgreedTask,
    EventAward,
    Participation,
    Talk,
)
from mezhgorod.outcomes.queries import HeldDetail
from mezhgorod.outcomes.rules import (
    AgendaDraft,
    AgendaKind,
    AwardDraft,
    AwardKind,
    CountDraft,
    CountUnit,
    Hedge,
    HostCounted,
    PartyDraft,
    TalkDraft,
    TalkRole,
    TaskDraft,
    TaskState,
)
from mezhgorod.planning.rules import AttendanceMode
from mezhgorod.registry.rules import name_key

Draft = TypeVar("Draft")


def party_key(one: PartyDraft | Participation) -> str:
    """Return what makes two rows the same city or organization."""
    if one.organization_id is not None:
        return f"o{one.organization_id}"
    if one.municipality_id is not None:
        return f"m{one.municipality_id}"
    return name_key(one.text)


def party_draft(row: Participation) -> PartyDraft:
    """Return a stored party as a draft."""
    return PartyDraft(row.text, row.municipality_id, row.organization_id, row.mode, row.headcount)


def merged_parties(
    drafts: Iterable[PartyDraft], known: Iterable[Participation]
) -> tuple[PartyDraft, ...]:
    """Return a list with what is known of the same parties already: how and how many."""
    stored = {party_key(one): one for one in known}
    merged = []
    for draft in drafts:
        row = stored.get(party_key(draft))
        if row is not None and draft.mode == AttendanceMode.UNKNOWN:
            draft = replace(draft, mode=row.mode)
        if row is not None and draft.headcount is None:
            draft = replace(draft, headcount=row.headcount)
        merged.append(draft)
    return tuple(merged)


def joined_parties(
    known: Sequence[Participation], drafts: Sequence[PartyDraft]
) -> tuple[PartyDraft, ...]:
    """Return those known already with new ones after them, each once."""
    found = {party_key(one): party_draft(one) for one in known}
    for draft in merged_parties(drafts, known):
        found[party_key(draft)] = draft
    return tuple(found.values())


def count_drafts(detail: HeldDetail) -> list[CountDraft]:
    """Return the numbers that count as drafts."""
    return [
        CountDraft(
            CountUnit(one.unit),
            one.number,
            Hedge(one.hedge),
            one.unit_text,
            HostCounted(one.host_counted),
        )
        for one in detail.counts
        if one.is_current
    ]


def task_drafts(detail: HeldDetail) -> list[TaskDraft]:
    """Return the tasks as drafts."""
    return [task_draft(one) for one in detail.tasks]


def task_draft(row: AgreedTask) -> TaskDraft:
    """Return a task as a draft."""
    return _same(row, TaskDraft, state=TaskState(row.state))


def talk_draft(row: Talk) -> TalkDraft:
    """Return a talk as a draft."""
    return _same(row, TalkDraft, role=TalkRole(row.role))


def award_draft(row: EventAward) -> AwardDraft:
    """Return an award as a draft."""
    return _same(row, AwardDraft, kind=AwardKind(row.kind))


def agenda_draft(row: AgendaItem) -> AgendaDraft:
    """Return a question of a meeting as a draft."""
    return _same(row, AgendaDraft, kind=AgendaKind(row.kind))


def _same(row: models.Model, draft: type[Draft], **choice: Any) -> Draft:
    """Return a record as a draft: its fields are columns of the same name, one is a choice."""
    names = (one.name for one in fields(draft) if one.name not in choice)  # type: ignore[arg-type]
    return draft(**{name: getattr(row, name) for name in names}, **choice)
