"""Templates of papers: a list, a new one, versions, the fields they may have."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries.subjects import held_subject
from mezhgorod.papers.actions import (
    PapersWanted,
    TemplateDraft,
    TemplateRefused,
    ensure_shipped,
    preview_paper,
    retire_template,
    save_template,
)
from mezhgorod.papers.models import PaperTemplate
from mezhgorod.papers.queries.addressees import addressee_groups
from mezhgorod.papers.queries.journal import (
    current_version,
    in_order_of_work,
    paper_owners,
    templates_visible_to,
)
from mezhgorod.papers.queries.occasions import occasion_of_held
from mezhgorod.papers.rules import (
    KEEP_TEMPLATES,
    MAKE_PAPERS,
    PAPER_FIELDS,
    Addressee,
    PaperKind,
)
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, may, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.papers import TemplateForm, VersionForm
from mezhgorod.website.handing_out import hand_out_word
from mezhgorod.website.pages.papers.access import for_keepers, for_readers
from planbook.errors import PlanbookError
from planbook.narrative import field_list, option_list
from planbook.word_templates import shipped_templates

# How many of the last events a template can be tried on.
_TRIED = 20


@require_GET
@for_keepers
def template_list(request: HttpRequest) -> HttpResponse:
    """Templates of every organization somebody keeps; the ready ones stand there from the start."""
    actor = actor_of_request(request)
    owners = list(paper_owners(actor=actor).order_by("name"))
    found = in_order_of_work(templates_visible_to(actor=actor).filter(owner__in=owners))
    by_owner: dict[int, list[PaperTemplate]] = {owner.pk: [] for owner in owners}
    for one in found:
        by_owner[one.owner_id].append(one)
    context = {
        "owners": [(owner, by_owner[owner.pk]) for owner in owners],
        "ready": shipped_templates(),
    }
    return render(request, "website/papers/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def new(request: HttpRequest) -> HttpResponse:
    """A template is sent; all its faults are told at once."""
    owners = paper_owners(actor=actor_of_request(request))
    owner = get_object_or_404(owners, slug=request.GET.get("owner", ""))
    posted = request.method == "POST"
    form = TemplateForm(request.POST, request.FILES) if posted else TemplateForm()
    if posted and form.is_valid():
        saved = _saved(request, owner, form, None)
        if saved is not None:
            messages.info(request, f"Шаблон «{saved.name}» сохранён.")
            return redirect("paper_template", saved.pk)
    context = {"owner": owner, "form": form, "faults": getattr(form, "faults", ())}
    status = 422 if form.errors else 200
    return render(request, "website/papers/template_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """A template with its versions and fields; a POST sends a new version."""
    actor = actor_of_request(request)
    found = get_object_or_404(templates_visible_to(actor=actor), pk=pk)
    form = VersionForm(initial={"name": found.name})
    if request.method == "POST":
        form = VersionForm(request.POST, request.FILES)
        if form.is_valid():
            saved = _saved(request, found.owner, form, found)
            if saved is not None:
                messages.info(request, "Новая версия сохранена. Прежние бумаги не изменились.")
                return redirect("paper_template", pk)
    known = {one.name: one.what for one in field_list()}
    known |= {one.name: one.what for one in PAPER_FIELDS}
    versions = list(found.versions.select_related("added_by").order_by("-number"))
    context = {
        "template": found,
        "versions": versions,
        "fields": [(name, known.get(name, "")) for name in versions[0].field_names],
        "form": form,
        "faults": getattr(form, "faults", ()),
        "can_keep": may(actor, KEEP_TEMPLATES, Subject(owner_id=found.owner_id)),
        **_tried(request, found, actor),
    }
    status = 422 if form.errors else 200
    return render(request, "website/papers/template.html", context, status=status)


@require_GET
@for_readers
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The Word file of a template: the newest version or `?version=`."""
    found = get_object_or_404(templates_visible_to(actor=actor_of_request(request)), pk=pk)
    asked = request.GET.get("version", "")
    versions = found.versions.order_by("-number")
    if asked:
        versions = versions.filter(number=int(asked) if asked.isascii() and asked.isdigit() else 0)
    version = versions.first()
    if version is None:
        raise Http404
    with version.file.open("rb") as stream:
        return hand_out_word(bytes(stream.read()), name=found.name)


@require_POST
@for_keepers
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a template no more, or again."""
    actor = actor_of_request(request)
    found = get_object_or_404(templates_visible_to(actor=actor), pk=pk)
    is_retired = request.POST.get("do") != "return"
    try:
        retire_template(template=found, is_retired=is_retired, actor=actor, now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        word = "больше не предлагается" if is_retired else "снова предлагается"
        messages.info(request, f"Шаблон «{found.name}» {word}.")
    return redirect("paper_template", pk)


@require_GET
@for_readers
def fields(request: HttpRequest) -> HttpResponse:
    """All fields that templates may have, what they say, how they are asked for."""
    context = {
        "single": [one for one in PAPER_FIELDS if not one.list_name],
        "listed": [one for one in PAPER_FIELDS if one.list_name],
        "reports": field_list(),
        "options": option_list(),
    }
    return render(request, "website/papers/fields.html", context)


def _tried(request: HttpRequest, found: PaperTemplate, actor: Actor) -> dict[str, Any]:
    """Show the template filled from a held event: `?held=`, of the last ones somebody may use."""
    recent = HeldEvent.objects.filter(owner=found.owner).select_related("owner", "event", "body")
    events = [
        one
        for one in recent.order_by("-earliest", "-pk")[:_TRIED]
        if may(actor, MAKE_PAPERS, held_subject(one))
    ]
    asked = number_of(request.GET.get("held", ""))
    held = next((one for one in events if one.pk == asked), None)
    version = current_version(found)
    if held is None or version is None:
        return {"events": events}
    occasion, today = occasion_of_held(held), timezone.localdate()
    groups = addressee_groups(occasion=occasion, day=today)
    wanted = PapersWanted(version, groups[0].addressees[:1] if groups else (Addressee(),), today)
    try:
        filled = preview_paper(occasion=occasion, wanted=wanted, actor=actor)
    except (RuleViolation, PlanbookError) as refusal:
        return {"events": events, "held": held, "trouble": str(refusal)}
    return {"events": events, "held": held, "filled": filled, "lines": filled.text.split("\n")}


def _saved(
    request: HttpRequest,
    owner: Organization,
    form: TemplateForm,
    stored: PaperTemplate | None,
) -> PaperTemplate | None:
    """Keep what the form sends; None where it is refused, with words at the form."""
    upload = form.cleaned_data["file"]
    draft = TemplateDraft(
        kind=PaperKind(form.cleaned_data.get("kind") or (stored.kind if stored else "")),
        name=form.cleaned_data["name"],
        data=upload.read(),
        file_name=upload.name,
    )
    try:
        with transaction.atomic():
            # The first own template stands beside the ready ones, not instead of them.
            ensure_shipped(owner=owner, now=timezone.now())
            version = save_template(
                owner=owner,
                draft=draft,
                actor=actor_of_request(request),
                now=timezone.now(),
                stored=stored,
            )
    except TemplateRefused as refused:
        form.faults = refused.faults  # type: ignore[attr-defined]
        form.add_error("file", "В шаблоне есть ошибки: они перечислены ниже. Исправьте все сразу.")
        return None
    except RuleViolation as refusal:
        form.add_error(refusal.field or None, refusal.message)
        return None
    return version.template
