"""What an open row of a plan meets: with the page, and while the row is typed."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries.radar_hints import RowHints, TypedRow, radar_of_row
from mezhgorod.registry.rules import count_in
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.pages.plan_editing.doors import editors
from mezhgorod.website.pages.plan_editing.opened import Opened
from mezhgorod.website.pages.proposals.understanding import understood_piece
from planbook.plans import EventDraft


@require_POST
@never_cache
@editors
def understand(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The piece under a row of a plan: what is read of it, and what it meets."""
    item_id = count_in(request.GET.get("row", "").removeprefix("row-"))
    return understood_piece(request, lambda row: _hints(request, plan, row, item_id))


def with_hints(request: HttpRequest, plan: Plan, opened: Opened | None) -> Opened | None:
    """Return an open row together with what it meets, for people without scripts too."""
    editor = opened.editor if opened else None
    if opened is None or editor is None or editor.understood is None or editor.understood.is_empty:
        return opened
    said = _hints(request, plan, editor.understood.row, opened.item_id)
    return replace(opened, editor=replace(editor, hints=said))


def _hints(request: HttpRequest, plan: Plan, row: EventDraft, item_id: int | None) -> RowHints:
    return radar_of_row(
        typed=TypedRow(row, plan.owner_id, plan.period_edtf, plan.pk, item_id),
        actor=actor_of_request(request),
        today=timezone.localdate(),
    )
