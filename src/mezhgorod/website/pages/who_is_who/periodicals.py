"""Publications: the list with the rows of plans about them, and the form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mezhgorod.planning.queries.feeds import items_of_periodicals
from mezhgorod.registry.actions import PeriodicalDraft, delete_periodical, save_periodical
from mezhgorod.registry.models import Organization, Periodical
from mezhgorod.registry.queries.periodicals import periodicals_of
from mezhgorod.registry.rules import PeriodicalKind, RuleViolation
from mezhgorod.website.forms.who_is_who import PeriodicalForm
from mezhgorod.website.pages.who_is_who.frame import (
    FormPage,
    form_page,
    frame_of,
    refused_visitor,
)

_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def periodical_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What an association publishes and how often."""
    owner = get_object_or_404(Organization, slug=slug)
    frame = frame_of(request, owner)
    found = periodicals_of(owner=owner)
    items = items_of_periodicals(periodicals=found, actor=frame.actor)
    context = {"frame": frame, "periodicals": [(one, items.get(one.pk, [])) for one in found]}
    return render(request, "website/who_is_who/periodicals.html", context)


@_METHODS
@never_cache
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new publication."""
    return _edited(request, get_object_or_404(Organization, slug=slug), None)


@_METHODS
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A publication changed; one entered by mistake is deleted here."""
    found = get_object_or_404(Periodical.objects.select_related("owner"), pk=pk)
    return _edited(request, found.owner, found)


def _edited(request: HttpRequest, owner: Organization, found: Periodical | None) -> HttpResponse:
    frame = frame_of(request, owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused

    def save(values: dict[str, Any]) -> str:
        save_periodical(
            owner=owner,
            draft=_draft(values),
            periodical=found,
            actor=frame.actor,
            now=timezone.now(),
        )
        return "Издание сохранено."

    def delete() -> str:
        if found is None:
            raise RuleViolation("periodical.unknown", "Удалять нечего.")
        delete_periodical(periodical=found, actor=frame.actor, now=timezone.now())
        return "Издание удалено. Вернуть его можно в журнале."

    page = FormPage(
        title="Изменить издание" if found else "Внести издание",
        submit="Сохранить" if found else "Внести",
        back=reverse("association_periodicals", args=(owner.slug,)),
        lead="Издание можно предложить строкой в план любого периода.",
        delete="Удалить издание, внесённое по ошибке? Закрытому изданию укажите, по какое время "
        "оно выходило."
        if found
        else "",
        crumbs=((owner.spoken_name, reverse("association", args=(owner.slug,))),),
    )
    form = PeriodicalForm(request.POST or None, initial=_initial(found))
    return form_page(request, page=page, form=form, save=save, delete=delete if found else None)


def _draft(values: dict[str, Any]) -> PeriodicalDraft:
    return PeriodicalDraft(
        title=values["title"],
        timing_text=values["timing"],
        kind=PeriodicalKind(values["kind"]),
        note=values["note"],
        since_text=values["since"],
        until_text=values["until"],
        position=values["position"] or 0,
    )


def _initial(found: Periodical | None) -> dict[str, Any]:
    if found is None:
        return {}
    return {
        "title": found.title,
        "timing": found.timing_text,
        "kind": found.kind,
        "note": found.note,
        "since": found.since_text,
        "until": found.until_text,
        "position": found.position,
    }
