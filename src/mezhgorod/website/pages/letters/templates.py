"""«Образцы писем»: the words of every kind of letter, of the program or of an organization."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mezhgorod.notices.actions import reset_template, save_template
from mezhgorod.notices.queries import UsedText, fill_letter, letter_owners, used_text, used_texts
from mezhgorod.notices.rules import (
    KEEP_TEMPLATES,
    SEE_LETTERS,
    LetterKind,
    ensure_text_fits,
    letter_kind,
)
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import RuleViolation, Subject, may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.letters import TemplateForm
from mezhgorod.website.pages.letters.access import done_or_told, for_letter_readers


@require_GET
@for_letter_readers
def templates(request: HttpRequest) -> HttpResponse:
    """Every kind of letter of one organization, with a choice of organizations."""
    owners = list(letter_owners(actor=actor_of_request(request), right=SEE_LETTERS))
    slug = request.GET.get("owner", "")
    chosen = next((one for one in owners if one.slug == slug), owners[0] if owners else None)
    context = {
        "owners": owners,
        "owner": chosen,
        "texts": used_texts(owner=chosen) if chosen else [],
    }
    return render(request, "website/letters/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_letter_readers
def template(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The words of one kind beside a letter filled with examples."""
    owner, kind = _asked(request, slug, code)
    used = used_text(kind=code, owner=owner)
    if request.method != "POST":
        form = TemplateForm(initial={"subject": used.subject, "body": used.body})
        return _page(request, owner, used, form)
    form = TemplateForm(request.POST)
    if not form.is_valid():
        return _page(request, owner, used, form)
    shown = UsedText(kind, form.cleaned_data["subject"], form.cleaned_data["body"], used.own)
    try:
        if request.POST.get("do") == "show":
            ensure_text_fits(text=shown.subject, fields=kind.fields, field="subject")
            ensure_text_fits(text=shown.body, fields=kind.fields, field="body")
            return _page(request, owner, shown, form)
        save_template(
            owner=owner,
            kind=code,
            subject=shown.subject,
            body=shown.body,
            actor=actor_of_request(request),
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        form.add_error(refusal.field or None, refusal.message)
        return _page(request, owner, used, form)
    messages.info(request, f"Образец «{kind.title}» сохранён. Новые письма пишутся по нему.")
    return redirect("letter_template", slug=slug, code=code)


@require_POST
@for_letter_readers
def reset(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Return to the words of the program; the button stands behind a question."""
    owner, kind = _asked(request, slug, code)
    done_or_told(
        request,
        lambda: reset_template(
            owner=owner, kind=code, actor=actor_of_request(request), now=timezone.now()
        ),
        f"Возвращён исходный образец «{kind.title}».",
    )
    return redirect("letter_template", slug=slug, code=code)


def _asked(request: HttpRequest, slug: str, code: str) -> tuple[Organization, LetterKind]:
    owner, kind = get_object_or_404(Organization, slug=slug), letter_kind(code)
    if kind is None:
        raise Http404
    if not may(actor_of_request(request), SEE_LETTERS, Subject(owner_id=owner.pk)):
        raise PermissionDenied
    return owner, kind


def _page(
    request: HttpRequest, owner: Organization, shown: UsedText, form: TemplateForm
) -> HttpResponse:
    examples = {**shown.kind.examples, "owner": owner.short_name or owner.name}
    subject, body = fill_letter(shown, owner=owner, fields=examples)
    subject_of = Subject(owner_id=owner.pk)
    context = {
        "owner": owner,
        "kind": shown.kind,
        "form": form,
        "own": shown.own,
        "subject": subject,
        "body": body,
        "can_keep": may(actor_of_request(request), KEEP_TEMPLATES, subject_of),
        "back": f"{reverse('letter_templates')}?owner={owner.slug}",
    }
    status = 422 if form.errors else 200
    return render(request, "website/letters/template.html", context, status=status)
