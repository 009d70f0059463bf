"""Ready templates: read from data while an association has none of its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mezhgorod.papers.actions import ensure_shipped
from mezhgorod.papers.models import PaperTemplate
from mezhgorod.papers.queries.journal import paper_owners
from mezhgorod.papers.rules import PAPER_FIELDS
from mezhgorod.registry.models import Organization
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.handing_out import hand_out_word
from mezhgorod.website.pages.papers.access import for_keepers
from planbook.narrative import field_list
from planbook.word_templates import ShippedTemplate, read_template, shipped_templates

# How a form names a ready template that is not stored yet.
_READY = "ready:"


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def ready(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A ready template with its fields; a POST makes all of them the association's own."""
    owner = get_object_or_404(paper_owners(actor=actor_of_request(request)), slug=slug)
    found = _shipped(key)
    if request.method == "POST" or owner.paper_templates.exists():
        ensure_shipped(owner=owner, now=timezone.now())
        own = owner.paper_templates.filter(kind=key, name=found.name).first()
        if own is None:
            return redirect("paper_templates")
        if request.method == "POST":
            messages.info(request, "Готовые шаблоны теперь ваши: скачайте, поправьте, загрузите.")
        return redirect("paper_template", own.pk)
    reading = read_template(found.content, file_name=f"{found.name}.docx", fields=PAPER_FIELDS)
    known = {one.name: one.what for one in field_list()}
    known |= {one.name: one.what for one in PAPER_FIELDS}
    fields = [(name, known.get(name, "")) for name in reading.field_names]
    context = {"owner": owner, "ready": found, "fields": fields}
    return render(request, "website/papers/ready.html", context)


@require_safe
@for_keepers
def ready_file(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The Word file of a ready template."""
    get_object_or_404(paper_owners(actor=actor_of_request(request)), slug=slug)
    found = _shipped(key)
    return hand_out_word(found.content, name=found.name)


def ready_choices(owner: Organization) -> list[tuple[str, str]]:
    """Return the ready templates for a form, none where the association has its own."""
    if owner.paper_templates.exists():
        return []
    return [(_READY + one.key, one.name) for one in shipped_templates()]


def stored_choice(owner: Organization, chosen: str) -> str:
    """Return the number of a template for what a form sent; a ready one is stored by that."""
    if not chosen.startswith(_READY):
        return chosen
    ensure_shipped(owner=owner, now=timezone.now())
    stored = PaperTemplate.objects.filter(owner=owner, kind=chosen.removeprefix(_READY))
    found = stored.order_by("pk").values_list("pk", flat=True).first()
    return str(found or "")


def _shipped(key: str) -> ShippedTemplate:
    found = next((one for one in shipped_templates() if one.key == key), None)
    if found is None:
        raise Http404
    return found
