"""What people type on the page of a party is kept: all rows at once, or one while it is typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, JsonResponse
from django.http.request import QueryDict
from django.utils import timezone
from django.views.decorators.http import require_POST

from mezhgorod.campaigns.actions import RowConflict, RowDraft, save_row
from mezhgorod.campaigns.models import ProposedRow
from mezhgorod.campaigns.queries import reading_frame
from mezhgorod.registry.rules import RuleViolation, count_in, number_of, numbers_of
from mezhgorod.website.board.evidence import header_of_role
from mezhgorod.website.pages.proposals.doors import Door
from mezhgorod.website.pages.proposals.sheet import (
    Disputed,
    Typed,
    advice_for,
    cells_of,
    plan_of,
    prefix_of,
    section_of,
    version_of,
    words_mark,
)
from mezhgorod.website.row_editor import cells_for, field_name, sent_cells
from mezhgorod.website.row_editor.cells import field_names
from planbook.plans import CellDraft, PlanDraft

_CHANGED_MEANWHILE = (
    "Пока вы писали, эту строку сохранил другой человек. Ваш текст цел: выберите, какой оставить."
)


@dataclass(slots=True)
class Kept:
    """What became of the rows that were sent: how many were written, which were not."""

    written: int = 0
    typed: dict[int, Typed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A row as a page sent it: its words, its heading, and what the page had seen."""

    cells: tuple[CellDraft, ...]
    heading: str
    sequence: int
    mark: str

    @property
    def is_untouched(self) -> bool:
        return words_mark(self.cells, self.heading) == self.mark


def keep_rows(door: Door, data: QueryDict) -> Kept:
    """Write every row whose fields were sent and touched; the others are left alone.

    A row that cannot be written keeps nobody from writing the rest.
    """
    kept = Kept()
    sent = {name: str(data.get(name, "")) for name in data}
    plan = plan_of(reading_frame(campaign=door.submission.campaign))
    for row in _sent_rows(door, data):
        try:
            answer = _keep(door, plan, row, data, data.get(f"version-{prefix_of(row)}", ""))
        except RuleViolation as refusal:
            kept.typed[row.pk] = Typed(sent, refusal.message, _field(row, refusal))
            continue
        if isinstance(answer, RowConflict):
            kept.typed[row.pk] = Typed(sent, disputed=_disputed(plan, answer))
        elif answer:
            kept.written += 1
    return kept


@require_POST
def save(request: HttpRequest, door: Door, row: int) -> JsonResponse:
    """Keep one row while it is typed; see `website.row_editor` for the answers."""
    stored = door.submission.rows.filter(pk=row).first()
    if stored is None:
        raise Http404
    frame = reading_frame(campaign=door.submission.campaign)
    plan = plan_of(frame)
    try:
        answer = _keep(door, plan, stored, request.POST, request.POST.get("version", ""))
    except RuleViolation as refusal:
        status = 403 if refusal.code.endswith((".forbidden", ".state")) else 422
        refused = {"message": refusal.message, "field": _field(stored, refusal)}
        return JsonResponse(refused, status=status)
    if isinstance(answer, RowConflict):
        disputed = {
            "version": version_of(answer.row),
            "message": _CHANGED_MEANWHILE,
            "cells": _fields(plan, answer.row),
        }
        return JsonResponse(disputed, status=409)
    now = timezone.localtime()
    stored.refresh_from_db()
    advice = advice_for(door.submission, frame, [stored]).get(stored.pk, ())
    told = {"version": version_of(stored), "saved": f"{now:%H:%M}", "advice": list(advice)}
    return JsonResponse(told)


def _keep(
    door: Door, plan: PlanDraft, row: ProposedRow, data: QueryDict, version: str
) -> RowConflict | bool:
    """Write a row; return whether anything was written, or the conflict."""
    sent = _sent(door, plan, row, data, version)
    if sent.is_untouched:
        return False
    draft = RowDraft(
        cells=_pairs(row, sent.cells), section_heading=sent.heading, expected=sent.sequence
    )
    answer = save_row(
        submission=door.submission,
        row_id=row.pk,
        draft=draft,
        actor=door.actor,
        now=timezone.now(),
    )
    return answer if isinstance(answer, RowConflict) else True


def _sent(door: Door, plan: PlanDraft, row: ProposedRow, data: QueryDict, version: str) -> _Sent:
    prefix = prefix_of(row)
    number, _, mark = version.partition(".")
    shown = cells_for(plan.columns, [one for one in cells_of(row) if one.role != "number"])
    return _Sent(
        cells=sent_cells(data, prefix, shown),
        heading=_heading(plan, data.get(f"heading-{prefix}"), row),
        sequence=number_of(number),
        mark=mark,
    )


def _heading(plan: PlanDraft, place: str | None, row: ProposedRow) -> str:
    index = count_in(place or "")
    if index is not None and index < len(plan.sections):
        heading = plan.sections[index].heading
        # The usual heading of the party is shown as chosen; choosing it anew changes nothing.
        return heading if row.section_heading or heading != _usual(row) else ""
    return row.section_heading


def _usual(row: ProposedRow) -> str:
    return row.submission.section_heading


def _pairs(row: ProposedRow, cells: Iterable[CellDraft]) -> tuple[tuple[str, str], ...]:
    """Return the words to be stored: the printed number of an old row stays with it."""
    number = [(str(role), str(text)) for role, text in row.cells if role == "number"]
    return (*number, *((one.role, one.text) for one in cells))


def _sent_rows(door: Door, data: QueryDict) -> list[ProposedRow]:
    """Return the rows whose version was sent along."""
    sent = (name.removeprefix("version-r") for name in data if name.startswith("version-r"))
    wanted = set(numbers_of(sent))
    return [row for row in door.submission.rows.order_by("position", "pk") if row.pk in wanted]


def _field(row: ProposedRow, refusal: RuleViolation) -> str:
    """Return the name of the refused field: refusals name it, or the role of the cell."""
    prefix = prefix_of(row)
    if not refusal.field or refusal.field.startswith(prefix):
        return refusal.field or ""
    return field_name(prefix, refusal.field)


def _fields(plan: PlanDraft, row: ProposedRow) -> dict[str, str]:
    """Return the stored words of a row by the names of its fields."""
    cells = cells_for(plan.columns, [one for one in cells_of(row) if one.role != "number"])
    names = field_names(prefix_of(row), (one.role for one in cells))
    fields = {name: one.text for name, one in zip(names, cells, strict=True)}
    place = section_of(plan, row.section_heading or _usual(row))
    return {**fields, f"heading-{prefix_of(row)}": "" if place is None else str(place)}


def _disputed(plan: PlanDraft, conflict: RowConflict) -> Disputed:
    headers = dict(plan.columns)
    mine = dict(conflict.mine)
    cells = tuple(
        (headers.get(role) or header_of_role(role), text)
        for role, text in conflict.theirs
        if mine.get(role, "").split() != text.split()
    )
    return Disputed(cells, f"{timezone.localtime(conflict.row.updated_at):%H:%M}")
