"""The journal of an association's directory: who changed what and why; the last change undone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mezhgorod.registry.actions import may_undo, undo_change
from mezhgorod.registry.models import AuditEntry, Organization
from mezhgorod.registry.queries.associations import directory_history
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.pages.who_is_who.frame import frame_of, refused_visitor


@require_safe
@never_cache
def journal(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened to members, bodies, agreements and publications."""
    owner = get_object_or_404(Organization, slug=slug)
    frame = frame_of(request, owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_see_journal)) is not None:
        return refused
    entries = directory_history(owner=owner)
    shown = [(entry, may_undo(entry=entry, actor=frame.actor)) for entry in entries]
    context = {"frame": frame, "entries": shown}
    return render(request, "website/who_is_who/journal.html", context)


@require_POST
@never_cache
def undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put a record back as it was before one change."""
    owner = get_object_or_404(Organization, slug=slug)
    frame = frame_of(request, owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused
    entry = get_object_or_404(AuditEntry, pk=pk, owner=owner)
    try:
        undo_change(entry=entry, actor=frame.actor, now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, f"Отменено: {entry.summary}")
    return redirect("association_history", slug)
