"""Rows of several authors side by side, cell by cell, and the common text that is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import Merging
from mezhgorod.campaigns.models import ProposedRow
from mezhgorod.campaigns.queries import ReadingFrame, reading_frame, rows_of
from mezhgorod.campaigns.rules import PLANNED_ROWS, RowState
from mezhgorod.campaigns.rules.combining import combined_cells
from mezhgorod.registry.rules import RuleViolation, numbers_of
from mezhgorod.website.board.evidence import header_of_role
from mezhgorod.website.pages.campaigns.doors import Opened, for_readers

_STATES = (RowState.SUBMITTED, RowState.RETURNED, RowState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class MergedCell:
    """A cell of the common row: its role and header, what each row says, the text proposed."""

    role: str
    header: str
    said: tuple[tuple[str, str], ...]
    text: str

    @property
    def is_same(self) -> bool:
        """Whether all rows say one thing here, so that nothing is to be decided."""
        return len({" ".join(text.split()) for _, text in self.said}) == 1

    @property
    def lines(self) -> int:
        """How high its field is."""
        return min(8, max(2, self.text.count("\n") + 1, len(self.text) // 60 + 1))


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def merge(request: HttpRequest, opened: Opened) -> HttpResponse:
    """`?row=5&row=7` name the rows; the page shows them, POST merges them."""
    if not opened.can_run:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else request.GET
    ids = list(dict.fromkeys(numbers_of(data.getlist("row"))))
    found = {row.pk: row for row in rows_of(campaign=opened.campaign, states=_STATES)
             .filter(pk__in=ids)}  # fmt: skip
    rows = [found[pk] for pk in ids if pk in found]
    if len(rows) < 2 or len(rows) != len(ids) or len(rows) > actions.MAX_MERGED:
        messages.error(request, _wrong_rows())
        return redirect("campaign_rows", pk=opened.campaign.pk)
    into = _stays(rows, numbers_of([data.get("into", "")]))
    if request.method == "POST":
        return _sent(request, opened, rows, into)
    return _page(request, opened, rows, into)


def _sent(
    request: HttpRequest, opened: Opened, rows: Sequence[ProposedRow], into: ProposedRow
) -> HttpResponse:
    said = {role for row in rows for role, _ in row.cells}
    columns = _columns(rows, reading_frame(campaign=opened.campaign))
    typed = [(role, request.POST.get(f"cell-{role}", "")) for role, _ in columns]
    cells = tuple((role, text) for role, text in typed if text.strip() or role in said)
    merging = Merging(
        into=into.pk,
        others=[row.pk for row in rows if row is not into],
        cells=cells,
        seen={row.pk: seen for row in rows for seen in _seen(request, row)},
    )
    try:
        row = actions.merge_rows(
            campaign=opened.campaign, merging=merging, actor=opened.actor, now=opened.now
        )
    except RuleViolation as refusal:
        return _page(request, opened, rows, into, typed=dict(cells), refusal=refusal)
    messages.success(
        request,
        f"Строки объединены: «{row.title[:80]}». Авторы увидят, что с чем объединено. Отменить "
        "можно у присоединённой строки: «Вернуть к рассмотрению».",
    )
    url = reverse("campaign_rows", args=(opened.campaign.pk,))
    return redirect(f"{url}?state={row.state}#row-{row.pk}")


def _page(
    request: HttpRequest,
    opened: Opened,
    rows: Sequence[ProposedRow],
    into: ProposedRow,
    *,
    typed: dict[str, str] | None = None,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    ordered = [into, *(row for row in rows if row is not into)]
    frame = reading_frame(campaign=opened.campaign)
    proposed = dict(combined_cells([row.cells for row in ordered], period=frame.period))
    texts = proposed if typed is None else typed
    context = {
        "opened": opened,
        "campaign": opened.campaign,
        "rows": rows,
        "into": into,
        "is_planned": into.state in PLANNED_ROWS,
        "refusal": refusal,
        "cells": [
            MergedCell(
                role, header,
                tuple((row.submission.party.spoken_name, row.text(role)) for row in rows),
                texts.get(role, ""),
            )
            for role, header in _columns(rows, frame)
        ],
    }  # fmt: skip
    status = 422 if refusal else 200
    return render(request, "website/campaigns/merge.html", context, status=status)


def _columns(rows: Sequence[ProposedRow], frame: ReadingFrame) -> list[tuple[str, str]]:
    """Return the columns of the plan and whatever else the rows say."""
    headers = dict(frame.roles)
    said = {role: header_of_role(role) for row in rows for role, _ in row.cells if role != "number"}
    return list((headers | {role: said[role] for role in said if role not in headers}).items())


def _stays(rows: Sequence[ProposedRow], wanted: Sequence[int]) -> ProposedRow:
    """Return the row the others join: one that is in the plan, else the one asked for."""
    planned = [row for row in rows if row.state in PLANNED_ROWS]
    asked = [row for row in rows if row.pk in wanted]
    return (planned or asked or list(rows))[0]


def _seen(request: HttpRequest, row: ProposedRow) -> list[int]:
    return numbers_of([request.POST.get(f"seen-{row.pk}", "")])


def _wrong_rows() -> str:
    return (
        f"Отметьте от двух до {actions.MAX_MERGED} строк, которые на рассмотрении, возвращены или "
        "приняты: возможно, часть уже рассмотрели. Обновите страницу."
    )
