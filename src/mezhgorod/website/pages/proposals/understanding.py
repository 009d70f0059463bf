"""What was read of a row, as a piece of a page, while the row is typed."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mezhgorod.registry.rules import RuleViolation, count_in
from mezhgorod.website.pages.proposals.doors import Door
from mezhgorod.website.row_editor import RowSetting, UnderstoodRow, understood_row
from mezhgorod.website.row_editor.cells import blank_cells, cells_for, roles_sent, sent_cells
from planbook.plans import CellDraft


@require_POST
@never_cache
def understand(request: HttpRequest) -> HttpResponse:
    """The piece for people with an account; nothing stored is read and nothing is kept."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return understood_piece(request)


def understood_piece(request: HttpRequest) -> HttpResponse:
    """Return what is read of the row that was sent along with its setting."""
    try:
        understood = _understood(request)
    except RuleViolation as refusal:
        context = {"refusal": refusal.message}
        return render(request, "website/row_editor/understood.html", context, status=422)
    return render(request, "website/row_editor/understood.html", {"understood": understood})


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
    """The piece for whoever has opened the proposals of a party, also without an account."""
    return understood_piece(request)
