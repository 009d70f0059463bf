"""«Шаблоны абзацев»: the wordings of an association, tried on a real event."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import sheets_of
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import RuleViolation, Subject, may, number_of
from mezhgorod.reporting.actions.writing import restore_phrase, save_phrase
from mezhgorod.reporting.models import Report
from mezhgorod.reporting.queries.report_facts import report_sheet
from mezhgorod.reporting.queries.writing import phrases_of
from mezhgorod.reporting.rules.rights import COMPOSE_REPORT
from mezhgorod.website.actors import actor_of_request
from planbook.narrative import (
    PhraseError,
    Sheet,
    SheetKind,
    ShippedPhrase,
    field_list,
    option_list,
    phrase_key_for,
    phrase_named,
    phrases,
)
from planbook.narrative import render as print_phrase

_MOST_EVENTS = 60


@dataclass(frozen=True, slots=True)
class Tried:
    """A phrase printed from a real event, or why it cannot be."""

    text: str
    missing: tuple[str, ...] = ()
    fault: str = ""


@require_http_methods(["GET", "HEAD"])
@never_cache
def phrase_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All phrases with the words in force."""
    owner = _owner(request, slug)
    if owner is None:
        return redirect_to_login(request.get_full_path())
    kept = phrases_of(owner.pk)
    listed = [(one, kept.template(one.key), one.key in kept.own) for one in phrases()]
    context = {"owner": owner, "phrases": listed}
    return render(request, "website/written_reports/phrases.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def phrase(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One phrase as text with fields, tried on an event that is chosen."""
    owner = _owner(request, slug)
    if owner is None:
        return redirect_to_login(request.get_full_path())
    shipped = phrase_named(key)
    if shipped is None:
        raise Http404
    template = phrases_of(owner.pk).template(key)
    refusal = ""
    if request.method == "POST":
        template = request.POST.get("template", "")
        try:
            if _done(request, owner, key, template):
                return redirect("report_phrases", owner.slug)
        except RuleViolation as refused:
            refusal = refused.message
    events = _events(owner, key)
    chosen = number_of(request.POST.get("event", "") or request.GET.get("event", ""))
    tried = _tried(owner, shipped, template, events, chosen)
    context = {
        "owner": owner,
        "phrase": shipped,
        "template": template,
        "is_own": key in phrases_of(owner.pk).own,
        "refusal": refusal,
        "events": events if shipped.sheet is SheetKind.EVENT else (),
        "chosen": chosen,
        "tried": tried,
        "fields": field_list(shipped.sheet),
        "field_options": option_list(),
    }
    if request.headers.get("HX-Request"):
        return render(request, "website/written_reports/phrase_preview.html", context)
    status = 422 if refusal else 200
    return render(request, "website/written_reports/phrase.html", context, status=status)


def _events(owner: Organization, key: str) -> list[HeldEvent]:
    """Return events to try a phrase on, those that are printed with it first."""
    held = list(HeldEvent.objects.filter(owner=owner).order_by("-earliest", "id")[:_MOST_EVENTS])
    keys = {one.pk: phrase_key_for(sheet) for one, sheet in zip(held, sheets_of(held), strict=True)}
    return sorted(held, key=lambda one: keys[one.pk] != key)


def _done(request: HttpRequest, owner: Organization, key: str, template: str) -> bool:
    """Keep or restore a phrase; False where it was only to be shown."""
    verb, actor, now = request.POST.get("do", ""), actor_of_request(request), timezone.now()
    if verb == "save":
        save_phrase(owner=owner, key=key, template=template, actor=actor, now=now)
        messages.info(request, "Шаблон сохранён. Черновики отчётов печатаются по нему.")
    elif verb == "restore":
        restore_phrase(owner=owner, key=key, actor=actor, now=now)
        messages.info(request, "Вернули готовый шаблон.")
    else:
        return False
    return True


def _tried(
    owner: Organization,
    shipped: ShippedPhrase,
    template: str,
    events: list[HeldEvent],
    chosen: int,
) -> Tried | None:
    if shipped.sheet is SheetKind.EVENT:
        held = next((one for one in events if one.pk == chosen), events[0] if events else None)
        if held is None:
            return None
        sheet = sheets_of([held])[0]
        return _printed(template, sheet)
    report = Report.objects.filter(owner=owner).select_related("owner").first()
    if report is None:
        return None
    return _printed(template, report_sheet(report))


def _printed(template: str, sheet: Sheet) -> Tried:
    try:
        printed = print_phrase(template, sheet)
    except PhraseError as error:
        return Tried("", fault=str(error))
    return Tried(printed.text, printed.missing)


def _owner(request: HttpRequest, slug: str) -> Organization | None:
    """Return whose phrases these are, None for somebody who has to sign in first."""
    if not request.user.is_authenticated:
        return None
    owner = get_object_or_404(Organization, slug=slug)
    if not may(actor_of_request(request), COMPOSE_REPORT, Subject(owner_id=owner.pk)):
        raise PermissionDenied
    return owner
