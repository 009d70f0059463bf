"""What was read of a row, as a piece of a page, while the row is typed."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mezhgorod.campaigns.queries.hints import hints_of_proposed
from mezhgorod.planning.queries.radar_hints import RowHints
from mezhgorod.registry.rules import RuleViolation, count_in
from mezhgorod.website.pages.proposals.doors import Door
from mezhgorod.website.row_editor import RowSetting, UnderstoodRow, understood_row
from mezhgorod.website.row_editor.cells import blank_cells, cells_for, roles_sent, sent_cells
from planbook.plans import CellDraft, EventDraft


@require_POST
@never_cache
def understand(request: HttpRequest) -> HttpResponse:
    """The piece for people with an account; nothing stored is read and nothing is kept."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return understood_piece(request)


def understood_piece(
    request: HttpRequest, hints: Callable[[EventDraft], RowHints] | None = None
) -> HttpResponse:
    """Return what is read of the row that was sent along with its setting.

    Args:
        hints: says what the row meets in plans, where the page knows the plan it is meant for.
    """
    try:
        understood = _understood(request)
    except RuleViolation as refusal:
        refused = {"refusal": refusal.message}
        return render(request, "website/row_editor/understood.html", refused, status=422)
    said = RowHints() if hints is None or understood.is_empty else hints(understood.row)
    context = {"understood": understood, "hints": said}
    return render(request, "website/row_editor/understood.html", context)


def _understood(request: HttpRequest) -> UnderstoodRow:
    plan = RowSetting.of_text(request.POST.get("setting", "")).plan
    prefix = request.GET.get("row", "")
    section = request.POST.get(f"heading-{prefix}") or request.GET.get("section", "")
    columns = blank_cells(plan.columns)
    extra = [
        CellDraft(role, "?")  # the words that were sent take its place
        for role in roles_sent(request.POST, prefix)
        if all(role != one.role for one in columns)
    ]
    cells = sent_cells(request.POST, prefix, cells_for(plan.columns, [*columns, *extra]))
    return understood_row(plan, count_in(section), None, cells)


@require_POST
def understand_here(request: HttpRequest, door: Door) -> HttpResponse:
    """The piece for whoever has opened the proposals of a party, also without an account.

    The actor of the door decides what hints may speak of, so a personal link sees public plans.
    """
    proposed = count_in(request.GET.get("row", "").removeprefix("r"))

    def hints(row: EventDraft) -> RowHints:
        return hints_of_proposed(
            submission=door.submission,
            row=row,
            proposed_id=proposed,
            actor=door.actor,
            today=timezone.localdate(),
        )

    return understood_piece(request, hints)
