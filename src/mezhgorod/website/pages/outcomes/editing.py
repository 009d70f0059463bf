"""Small pages for parts of a held event: its head, numbers, lists, further sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mezhgorod.evidence.rules import MAX_FILE_BYTES
from mezhgorod.outcomes.actions import (
    add_source,
    change_held,
    prefer_source,
    remove_source,
    set_counts,
    set_parties,
)
from mezhgorod.outcomes.models import FactSource
from mezhgorod.outcomes.queries import (
    RecognisedParty,
    held_detail,
    read_participant_table,
    recognise_parties,
)
from mezhgorod.outcomes.rules import (
    KEEP_FACTS,
    PartyDraft,
    PartyList,
    PartyRole,
    SourceFacts,
    SourceKind,
    Told,
)
from mezhgorod.planning.rules import AttendanceMode
from mezhgorod.registry.rules import RuleViolation, number_of
from mezhgorod.website.forms.outcomes import HEAD_PARTS, CountsForm, PasteForm, SourceForm
from mezhgorod.website.pages.outcomes.drafts import joined_parties, party_draft
from mezhgorod.website.pages.outcomes.frame import (
    Opened,
    back,
    for_those_who,
    kept,
    posted,
    show,
    told_by_directorate,
    told_now,
)
from mezhgorod.website.uploads import TOO_LONG
from planbook.documents import Document
from planbook.errors import PlanbookError
from planbook.readers import read_document
from planbook.readers.isolation import run_isolated

_SECONDS = 30
_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
@for_those_who(KEEP_FACTS)
def head(request: HttpRequest, here: Opened, part: str) -> HttpResponse:
    """A part of the head: when and where, what it was, the result, the quorum."""
    if part not in HEAD_PARTS:
        raise Http404
    title, form_class = HEAD_PARTS[part]
    form = form_class(posted(request), held=here.held)
    if _saved(request, here, form, lambda: {"values": form.values()}, change_held):
        messages.info(request, "Записано.")
        return back(here, part)
    return _form_page(request, here, title, form)


@require_http_methods(_METHODS)
@for_those_who(KEEP_FACTS)
def counts(request: HttpRequest, here: Opened) -> HttpResponse:
    """The numbers that were told, each with its unit."""
    detail = held_detail(held=here.held)
    form = CountsForm(posted(request), counts=detail.counts)
    if _saved(request, here, form, lambda: {"counts": form.drafts()}, set_counts):
        messages.info(request, "Числа записаны.")
        return back(here, "counts")
    status = 422 if form.errors else 200
    return show(request, "counts.html", here, status=status, form=form, crumb_label="Числа")


@require_http_methods(_METHODS)
@for_those_who(KEEP_FACTS)
def parties(request: HttpRequest, here: Opened) -> HttpResponse:
    """Paste a list or give a file, look at what was understood, then write it down."""
    form = PasteForm(posted(request), _files(request), initial=_wanted(request))
    context: dict[str, Any] = {"form": form, "crumb_label": "Участники"}
    if request.method == "POST":
        if request.POST.get("do") == "save":
            if _save_parties(request, here):
                return back(here, "parties")
        elif request.META.get(TOO_LONG):
            limit = MAX_FILE_BYTES // 2**20
            form.add_error("file", f"Файл больше {limit} МБ. Сохраните только лист со списком.")
        elif form.is_valid():
            context |= _preview(here, form)
    context["detail"] = held_detail(held=here.held)
    context["modes"] = AttendanceMode.choices
    return show(request, "parties.html", here, status=422 if form.errors else 200, **context)


@require_POST
@for_those_who(KEEP_FACTS)
def drop_party(request: HttpRequest, here: Opened, row: int) -> HttpResponse:
    """Take one name off its list."""
    detail = held_detail(held=here.held)
    for role, rows in detail.parties.items():
        found = next((one for one in rows if one.pk == row), None)
        if found is None:
            continue
        rest = tuple(party_draft(one) for one in rows if one.pk != row)
        listed = PartyList(role, rest)
        if kept(request, None, lambda listed=listed: _write(request, here, listed)):  # type: ignore[misc]
            messages.info(request, f"Из списка убрано: {found.text}.")
        return back(here, "parties")
    raise Http404


@require_http_methods(_METHODS)
@for_those_who(KEEP_FACTS)
def source(request: HttpRequest, here: Opened) -> HttpResponse:
    """What one more source says: kept beside what counts."""
    form = SourceForm(posted(request))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and kept(request, form, lambda: _add_source(request, here, form)):
        messages.info(request, "Источник записан. Что считать, решаете вы.")
        return back(here, "sources")
    return _form_page(request, here, "Ещё один источник", form)


@require_POST
@for_those_who(KEEP_FACTS)
def choose_source(request: HttpRequest, here: Opened, source: int) -> HttpResponse:
    """Let what a source says count, or remove a source nothing counts from."""
    found = get_object_or_404(FactSource, pk=source, held_event=here.held)
    who: dict[str, Any] = {"told": told_now(request), "actor": here.actor, "now": timezone.now()}
    if request.POST.get("do") == "remove":
        if kept(request, None, lambda: remove_source(source=found, **who)):
            messages.info(request, "Источник убран.")
    elif kept(request, None, lambda: prefer_source(held=here.held, source=found, **who)):
        messages.info(request, f"Теперь считаются сведения источника «{found}».")
    return back(here, "sources")


def _saved(
    request: HttpRequest,
    here: Opened,
    form: forms.Form,
    typed: Callable[[], dict[str, Any]],
    action: Callable[..., object],
) -> bool:
    """Write what a valid form says as the directorate; return whether it was written."""
    if request.method != "POST" or not form.is_valid():
        return False
    who = {"held": here.held, "told": told_by_directorate(request), "actor": here.actor}
    return kept(request, form, lambda: action(**typed(), **who, now=timezone.now()))


def _form_page(request: HttpRequest, here: Opened, title: str, form: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return show(
        request, "part.html", here, status=status, form=form, part_title=title, crumb_label=title
    )


def _wanted(request: HttpRequest) -> dict[str, str]:
    role = request.GET.get("role", "")
    return {"role": role if role in PartyRole.values else PartyRole.PARTICIPANT}


def _preview(here: Opened, form: PasteForm) -> dict[str, Any]:
    """Return what was understood of a pasted list or a file, to be looked at before it is kept."""
    data = form.cleaned_data
    try:
        rows, notes, is_open = _read(here, data)
    except (RuleViolation, PlanbookError) as refusal:
        form.add_error("file" if data["file"] else "names", str(refusal))
        return {}
    if not rows:
        form.add_error("names", "В списке не нашлось ни одного названия. Проверьте, что вставлено.")
        return {}
    return {
        "understood": rows,
        "notes": notes,
        "is_open": is_open,
        "given": {
            name: data[name] for name in ("role", "adds", "source", "source_title", "source_url")
        },
        "role_label": PartyRole(data["role"]).label,
        "is_file": bool(data["file"]),
    }


@dataclass(frozen=True, slots=True)
class Understood:
    """A name of a list: who is meant, how it was typed, whether the directory knows it."""

    draft: PartyDraft
    typed: str
    is_known: bool
    is_guess: bool = False


_Read = tuple[list[Understood], tuple[str, ...], bool]


def _read(here: Opened, data: dict[str, Any]) -> _Read:
    owner, day, mode = here.held.owner, here.held.earliest, data["mode"]
    if data["file"]:
        table = read_participant_table(_document(data["file"]), owner=owner, day=day)
        rows = [_understood(one.party, one.mode or mode, one.headcount) for one in table.rows]
        return rows, table.notes, False
    found = recognise_parties(data["names"], owner=owner, day=day)
    return [_understood(one, mode) for one in found.parties], found.notes, found.is_open


def _document(file: UploadedFile) -> Document:
    """Read a file of somebody in a process of its own, which may take its time and no longer."""
    name = (file.name or "список")[-200:]
    read = partial(read_document, file_name=name)
    return run_isolated(read, file.read(), file_name=name, seconds=_SECONDS)


def _understood(party: RecognisedParty, mode: str, headcount: int | None = None) -> Understood:
    draft = replace(party.draft, mode=mode, headcount=headcount)
    typed = party.typed if party.typed != draft.text else ""
    return Understood(draft, typed, party.is_known, party.is_guess)


def _save_parties(request: HttpRequest, here: Opened) -> bool:
    """Write down what stood in the preview, without the rows somebody has unticked."""
    data = request.POST
    role = data.get("role", "")
    form = PasteForm({**data.dict(), "names": "x", "mode": AttendanceMode.UNKNOWN})
    if role not in PartyRole.values or not form.is_valid():
        messages.error(request, "Страница устарела. Вставьте список ещё раз.")
        return False
    rows = [one for one in map(_sent_row, data.getlist("row")[:500]) if one is not None]
    known = held_detail(held=here.held).parties.get(PartyRole(role), [])
    listed = joined_parties(known if data.get("adds") != "replace" else [], rows)
    told = Told(form.told_from(), told_now(request).sequence)
    if data.get("is_file"):
        kind = form.told_from()
        told = Told(replace(kind, kind=SourceKind.PARTICIPANT_FILE), told.sequence)
    is_open = True if data.get("is_open") else None
    wanted = PartyList(PartyRole(role), listed, is_open=is_open)
    done = kept(request, None, lambda: _write(request, here, wanted, told))
    if done:
        messages.info(request, f"Записано: {len(rows)}. Всего в списке: {len(listed)}.")
    return done


def _sent_row(text: str) -> PartyDraft | None:
    """Return a row of the preview: name, municipality, organization, mode, people, region."""
    parts = text.replace("\0", "").split("|")
    if len(parts) != 7 or not parts[0].strip():
        return None
    name, municipality, organization, mode, people, region, country = parts
    return PartyDraft(
        name[:300],
        number_of(municipality) or None,
        number_of(organization) or None,
        mode if mode in AttendanceMode.values else AttendanceMode.UNKNOWN,
        number_of(people) or None,
        region[:200],
        country[:100],
    )


def _write(
    request: HttpRequest, here: Opened, listed: PartyList, told: Told | None = None
) -> object:
    return set_parties(
        held=here.held,
        parties=listed,
        told=told or told_by_directorate(request),
        actor=here.actor,
        now=timezone.now(),
    )


def _add_source(request: HttpRequest, here: Opened, form: SourceForm) -> None:
    names = form.cleaned_data["names"]
    lists: tuple[PartyList, ...] = ()
    if names.strip():
        found = recognise_parties(names, owner=here.held.owner, day=here.held.earliest)
        for note in found.notes:
            messages.warning(request, note)
        lists = (PartyList(PartyRole.PARTICIPANT, found.drafts, is_open=found.is_open),)
    add_source(
        held=here.held,
        source=form.draft(),
        facts=SourceFacts(lists, form.counts()),
        told=told_now(request),
        actor=here.actor,
        now=timezone.now(),
    )


def _files(request: HttpRequest) -> Any:
    return request.FILES if request.method == "POST" else None
