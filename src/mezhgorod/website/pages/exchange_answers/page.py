"""What the buttons of the page of an answer do: each keeps what was typed first."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mezhgorod.exchanges.actions import (
    NotReady,
    carry_last,
    confirm_carried,
    confirm_response,
    remove_copy,
    request_confirmation,
    resume_response,
    submit_response,
    take_no_part,
    withdraw_response,
)
from mezhgorod.exchanges.actions.attachments import attach_file, detach_file
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import RuleViolation, count_in
from mezhgorod.website.pages.exchange_answers.doors import Door
from mezhgorod.website.pages.exchange_answers.reading import Sent, sent_by_form
from mezhgorod.website.pages.exchange_answers.saving import keep_form, sent_texts
from mezhgorod.website.pages.exchange_answers.sheet import Unsaved
from mezhgorod.website.pages.exchange_answers.showing import approval_key, show
from mezhgorod.website.uploads import TOO_LONG


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, door: Door) -> HttpResponse:
    """Show the answer of a city, or do what a button of the page says."""
    if request.method != "POST":
        return show(request, door)
    verb, _, rest = request.POST.get("do", "save").partition(":")
    act = _VERBS.get(verb)
    if act is None:
        raise Http404
    unsaved = None
    if "marks" in request.POST:
        try:
            _, unsaved = keep_form(door, request.POST)
        except RuleViolation as refusal:
            unsaved = _untaken(door, request.POST)
            return show(request, _again(door), unsaved=unsaved, refusal=refusal.message, status=409)
    if unsaved is not None:
        return show(request, _again(door), unsaved=unsaved, status=422)
    try:
        anchor = act(request, door, rest)
    except NotReady as unready:
        return show(request, _again(door), unready=unready, status=422)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        anchor = ""
    return redirect(door.url() + (f"#{anchor}" if anchor else ""))


@require_GET
def attachment(request: HttpRequest, door: Door, file: int) -> FileResponse:
    """Return an attached file to save."""
    found = door.response.files.filter(is_attachment=True, pk=file).select_related("document")
    attached = found.first()
    if attached is None:
        raise Http404
    return FileResponse(
        attached.document.file.open("rb"),
        as_attachment=True,
        filename=attached.document.file_name,
        content_type="application/octet-stream",
    )


def _again(door: Door) -> Door:
    """Return the answer as it is stored now."""
    door.response.refresh_from_db(
        fields=[
            "state", "copies", "texts", "remark", "reason", "filled_count", "doubt_count",
            "revision", "due_on", "submitted_at",
        ]
    )  # fmt: skip
    door.response.round.refresh_from_db(fields=["state"])
    return door


def _untaken(door: Door, data: QueryDict) -> Unsaved:
    """Return all that was sent as not kept: it stays on the page."""
    fields = {name: str(data.get(name, "")) for name in data}
    sent = sent_by_form(door.response, fields)
    problems = {**dict.fromkeys(sent.cells, ""), **sent.problems}
    return Unsaved(Sent(problems=problems, typed=sent.typed), texts=sent_texts(door, fields))


def _save(request: HttpRequest, door: Door, rest: str) -> str:
    messages.info(request, "Сохранено.")
    return rest if rest.isascii() else ""


def _carry(request: HttpRequest, door: Door, rest: str) -> str:
    saved = carry_last(response=door.response, actor=door.actor, now=timezone.now())
    messages.info(
        request,
        f"Взято значений прошлого раунда: {len(saved.written)}. Они отмечены; проверьте каждое и "
        "подтвердите.",
    )
    return ""


def _confirm_carried(request: HttpRequest, door: Door, rest: str) -> str:
    confirm_carried(response=door.response, actor=door.actor, now=timezone.now())
    messages.info(request, "Взятые значения подтверждены.")
    return ""


def _remove(request: HttpRequest, door: Door, rest: str) -> str:
    section, _, number = rest.rpartition(".")
    copy = count_in(number)
    if copy is None:
        raise Http404
    remove_copy(
        response=door.response, section=section, copy=copy, actor=door.actor, now=timezone.now()
    )
    messages.info(request, "Убрано. Прежние значения видны в истории ответа.")
    return f"section-{section}"


def _submit(request: HttpRequest, door: Door, rest: str) -> str:
    submit_response(response=door.response, actor=door.actor, now=timezone.now())
    messages.info(request, "Ответ представлен. Если его попросят уточнить, придёт письмо.")
    return ""


def _ask(request: HttpRequest, door: Door, rest: str) -> str:
    link = request_confirmation(
        response=door.response,
        actor=door.actor,
        now=timezone.now(),
        label=request.POST.get("approver", "")[:200],
    )
    address = Door(door.response, door.actor, link_token(link)).url("response_confirm")
    request.session[approval_key(door)] = request.build_absolute_uri(address)
    return "approval"


def _confirm(request: HttpRequest, door: Door, rest: str) -> str:
    confirm_response(response=door.response, actor=door.actor, now=timezone.now())
    messages.info(request, "Ответ согласован и представлен.")
    return ""


def _withdraw(request: HttpRequest, door: Door, rest: str) -> str:
    withdraw_response(response=door.response, actor=door.actor, now=timezone.now())
    request.session.pop(approval_key(door), None)
    messages.info(request, "Ответ снова у вас: исправьте его и представьте ещё раз.")
    return ""


def _no_part(request: HttpRequest, door: Door, rest: str) -> str:
    reason = request.POST.get("reason", "")
    take_no_part(response=door.response, reason=reason, actor=door.actor, now=timezone.now())
    messages.info(request, "Записано, что город не участвует в этом раунде.")
    return ""


def _resume(request: HttpRequest, door: Door, rest: str) -> str:
    resume_response(response=door.response, actor=door.actor, now=timezone.now())
    return ""


def _attach(request: HttpRequest, door: Door, rest: str) -> str:
    file = request.FILES.get("file")
    if file is None:
        message = "Выберите файл, который нужно приложить."
        if TOO_LONG in request.META:
            message = "Файл слишком большой. Сократите его или разделите на части."
        raise RuleViolation("exchange.no_file", message, "file")
    attach_file(
        response=door.response,
        file=file,
        file_name=file.name or "",
        actor=door.actor,
        now=timezone.now(),
    )
    messages.info(request, "Файл приложен к ответу.")
    return "files"


def _detach(request: HttpRequest, door: Door, rest: str) -> str:
    file_id = count_in(rest)
    if file_id is None:
        raise Http404
    detach_file(response=door.response, file_id=file_id, actor=door.actor, now=timezone.now())
    messages.info(request, "Файл убран. В истории ответа видно, что он был.")
    return "files"


_VERBS: dict[str, Callable[[HttpRequest, Door, str], str]] = {
    "save": _save,
    "carry": _carry,
    "confirm_carried": _confirm_carried,
    "remove": _remove,
    "submit": _submit,
    "ask": _ask,
    "confirm": _confirm,
    "withdraw": _withdraw,
    "no_part": _no_part,
    "resume": _resume,
    "attach": _attach,
    "detach": _detach,
}
