"""The programme of an event: read by everybody once published, edited by those who prepare it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mezhgorod.evidence.actions import store_document
from mezhgorod.planning.actions.preparation.programme import (
    EntryDraft,
    move_entry,
    publish_programme,
    remove_entry,
    save_entry,
    sort_programme,
)
from mezhgorod.planning.models import ProgrammeEntry
from mezhgorod.planning.queries import events_visible_to
from mezhgorod.planning.queries.preparation import (
    invitations_of,
    parties_of_event,
    programme_of,
)
from mezhgorod.publication.files import WrittenFile
from mezhgorod.publication.programme import (
    document_name,
    participants_document,
    programme_document,
    speaker_words,
)
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import RuleViolation, number_of
from mezhgorod.website.forms.preparation import EntryForm
from mezhgorod.website.handing_out import hand_out
from mezhgorod.website.pages.preparation.frame import Prepared, posted, prepared_event
from mezhgorod.website.pages.preparation.invited import for_preparers
from planbook.writers import WRITERS

_PRINTED = ("docx", "pdf", "html")


@require_GET
def programme(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The programme; 404 while it is not published, except for those who may see answers."""
    prepared = _readable(request, uid)
    entries = [(one, speaker_words(one)) for one in programme_of(event=prepared.event)]
    context = {
        "tab": "programme",
        "prepared": prepared,
        "event": prepared.event,
        "entries": entries,
    }
    return render(request, "website/preparation/programme.html", context)


@require_GET
def programme_file(request: HttpRequest, uid: UUID, extension: str) -> HttpResponseBase:
    """The programme as a file for print."""
    prepared = _readable(request, uid)
    document = programme_document(
        event=prepared.event, plan=prepared.plan, entries=list(programme_of(event=prepared.event))
    )
    return _file("Программа", document, prepared, extension)


@require_GET
@for_preparers
def participants_file(request: HttpRequest, prepared: Prepared, extension: str) -> HttpResponseBase:
    """The list of participants as a file: personal data, only for those who may see answers."""
    invitations = list(invitations_of(event=prepared.event))
    document = participants_document(
        event=prepared.event, plan=prepared.plan, invitations=invitations
    )
    return _file("Список участников", document, prepared, extension)


@require_GET
@never_cache
def material(request: HttpRequest, uid: UUID, pk: int) -> HttpResponseBase:
    """The file of a speaker: for everybody where it is public, else for those who prepare."""
    prepared = prepared_event(request, uid)
    entry = get_object_or_404(programme_of(event=prepared.event), pk=pk, file__isnull=False)
    is_open = entry.is_file_public and _is_public(prepared)
    if entry.file is None or not (is_open or prepared.can_see_answers):
        raise Http404
    response = FileResponse(
        entry.file.file.open("rb"), as_attachment=True, filename=entry.file.file_name
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_preparers
def edit(request: HttpRequest, prepared: Prepared, pk: int | None = None) -> HttpResponse:
    """The lines of the programme with a form: a new line, or `pk` to change."""
    entry = get_object_or_404(programme_of(event=prepared.event), pk=pk) if pk else None
    parties = parties_of_event(event=prepared.event, owner=prepared.plan.owner)
    form = EntryForm(
        posted(request),
        request.FILES or None,
        initial=_initial(entry),
        parties=parties,
    )
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, prepared, form, entry)
        except RuleViolation as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.info(request, "Строка программы сохранена.")
            return redirect("event_programme_edit", prepared.event.uid)
    entries = [(one, speaker_words(one)) for one in programme_of(event=prepared.event)]
    context = {
        "tab": "programme",
        "prepared": prepared,
        "event": prepared.event,
        "entries": entries,
        "form": form,
        "edited": entry,
    }
    return render(request, "website/preparation/programme_edit.html", context)


@require_POST
@for_preparers
def change(request: HttpRequest, prepared: Prepared) -> HttpResponse:
    """Move or remove a line, sort all by time, publish or hide the programme."""
    try:
        words = _change(request, prepared)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, words)
    return redirect("event_programme_edit", prepared.event.uid)


def _change(request: HttpRequest, prepared: Prepared) -> str:
    what, now = request.POST.get("do", ""), timezone.now()
    event, plan, actor = prepared.event, prepared.plan, prepared.actor
    if what in {"publish", "hide"}:
        is_public = what == "publish"
        publish_programme(event=event, plan=plan, is_public=is_public, actor=actor, now=now)
        return "Программа видна всем." if is_public else "Программа скрыта."
    if what == "sort":
        sort_programme(event=event, plan=plan, actor=actor, now=now)
        return "Строки стоят по времени."
    entry = get_object_or_404(
        programme_of(event=event), pk=number_of(request.POST.get("entry", ""))
    )
    if what == "remove":
        remove_entry(entry=entry, plan=plan, actor=actor, now=now)
        return f"Строка «{entry}» убрана. Её слова остались в журнале."
    move_entry(entry=entry, plan=plan, step=-1 if what == "up" else 1, actor=actor, now=now)
    return f"Строка «{entry}» переставлена."


def _save(
    request: HttpRequest, prepared: Prepared, form: EntryForm, entry: ProgrammeEntry | None
) -> None:
    draft: EntryDraft = form.draft()
    sent = form.cleaned_data["file"]
    now = timezone.now()
    if sent:
        by = request.user if isinstance(request.user, User) else None
        kept = store_document(file=sent, file_name=sent.name, by=by, now=now)
        draft = replace(draft, file=kept)
    save_entry(
        event=prepared.event,
        plan=prepared.plan,
        draft=draft,
        entry=entry,
        actor=prepared.actor,
        now=now,
    )


def _initial(entry: ProgrammeEntry | None) -> dict[str, object]:
    if entry is None:
        return {}
    names = ("kind", "time_text", "title", "speaker_name", "speaker_office", "mode")
    values: dict[str, object] = {name: getattr(entry, name) for name in names}
    return values | {"party": entry.party_id, "is_file_public": entry.is_file_public}


def _readable(request: HttpRequest, uid: UUID) -> Prepared:
    prepared = prepared_event(request, uid)
    if not (prepared.can_see_answers or _is_public(prepared)):
        raise Http404
    return prepared


def _is_public(prepared: Prepared) -> bool:
    if prepared.event.programme_published_at is None:
        return False
    return events_visible_to(actor=prepared.actor).filter(pk=prepared.event.pk).exists()


def _file(title: str, document: object, prepared: Prepared, extension: str) -> HttpResponseBase:
    if extension not in _PRINTED:
        raise Http404
    writer = WRITERS[extension]
    content = writer.write(document, created=prepared.event.updated_at)
    name = document_name(title, prepared.event, extension)
    return hand_out(WrittenFile(content, writer.media_type, name))
