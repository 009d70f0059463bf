"""What the buttons of the page of a party do: each keeps what was typed first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mezhgorod.campaigns.actions import (
    NotReady,
    RowConflict,
    RowDraft,
    approve_internally,
    ask_internal_approval,
    choose_rows,
    nothing_to_propose,
    remove_row,
    restore_row,
    resume_submission,
    save_row,
    send_submission,
    withdraw_submission,
)
from mezhgorod.campaigns.rules import (
    EDITABLE_STATES,
    RowChoice,
    RowOrigin,
    RowState,
    SubmissionState,
)
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import RuleViolation, count_in, number_of
from mezhgorod.website.forms.proposals import NothingForm
from mezhgorod.website.pages.proposals.doors import Door
from mezhgorod.website.pages.proposals.sheet import sheet_of
from mezhgorod.website.pages.proposals.showing import approval_key, show
from mezhgorod.website.pages.proposals.typing import Kept, keep_rows

_CHOICES = {
    "keep": RowChoice.KEEP,
    "change": RowChoice.CHANGE,
    "drop": RowChoice.DROP,
    "undecided": RowChoice.UNDECIDED,
}


@dataclass(frozen=True, slots=True)
class Command:
    """A button: what it does, and the row it stands beside; 0 where it is for the page."""

    verb: str
    row: int = 0

    @classmethod
    def of_text(cls, text: str) -> Command:
        """Read «keep:12»; a button that no page has is not found."""
        verb, colon, number = text.partition(":")
        if not colon:
            return cls(verb)
        row = count_in(number)
        if row is None:
            raise Http404
        return cls(verb, row)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, door: Door) -> HttpResponse:
    """Show the rows of a party, or do what a button of the page says."""
    if request.method != "POST":
        return show(request, door)
    command = Command.of_text(request.POST.get("do", "save"))
    kept = keep_rows(door, request.POST)
    if kept.typed:
        return show(request, door, kept=kept, status=409)
    try:
        anchor = _done(request, door, command, kept)
    except NotReady as unready:
        return show(request, door, unready=unready, status=422)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        anchor = f"r{command.row}" if command.row else ""
    return redirect(door.url() + _end(request, door, anchor))


def _end(request: HttpRequest, door: Door, anchor: str) -> str:
    """Return the end of the address of the page and the place a button leads to."""
    if anchor.startswith("r") and number_of(anchor[1:]):
        return sheet_of(door, today=timezone.localdate()).where(number_of(anchor[1:]))
    pages = {name: request.POST.get(name, "") for name in ("page", "carried")}
    kept = {name: number for name, number in pages.items() if number_of(number) > 1}
    return (f"?{urlencode(kept)}" if kept else "") + (f"#{anchor}" if anchor else "")


def _done(request: HttpRequest, door: Door, command: Command, kept: Kept) -> str:
    """Do what a button says; return the place of the page to go to."""
    if command.verb in _CHOICES:
        return _choose(door, command)
    act = _VERBS.get(command.verb)
    if act is None:
        raise Http404
    return act(request, door, command, kept)


def _choose(door: Door, command: Command) -> str:
    rows = [command.row]
    if not command.row:
        undecided = door.submission.rows.filter(
            origin=RowOrigin.CARRIED, choice=RowChoice.UNDECIDED
        )
        rows = list(undecided.values_list("pk", flat=True))
    choose_rows(
        submission=door.submission,
        row_ids=rows,
        choice=_CHOICES[command.verb],
        actor=door.actor,
        now=timezone.now(),
    )
    return f"r{command.row}" if command.row else "carried"


def _save(request: HttpRequest, door: Door, command: Command, kept: Kept) -> str:
    messages.info(request, "Сохранено." if kept.written else "Всё уже было сохранено.")
    return f"r{command.row}" if command.row else ""


def _show(request: HttpRequest, door: Door, command: Command, kept: Kept) -> str:
    return f"r{command.row}" if command.row else "own"


def _add(request: HttpRequest, door: Door, command: Command, kept: Kept) -> str:
    token = request.POST.get("new_token", "")
    answer = save_row(
        submission=door.submission,
        row_id=None,
        draft=RowDraft(cells=(), token=token if token.isalnum() else ""),
        actor=door.actor,
        now=timezone.now(),
    )
    if isinstance(answer, RowConflict):
        raise TypeError(answer)
    return f"r{answer.row.pk}"


def _remove(request: HttpRequest, door: Door, command: Command, kept: Kept) -> str:
    row = remove_row(
        submission=door.submission, row_id=command.row, actor=door.actor, now=timezone.now()
    )
    messages.info(request, f"Строка «{row.title[:100]}» убрана. Её можно вернуть внизу страницы.")
    return "own"


def _restore(request: HttpRequest, door: Door, command: Command, kept: Kept) -> str:
    restore_row(
        submission=door.submission, row_id=command.row, actor=door.actor, now=timezone.now()
    )
    return f"r{command.row}"


def _send(request: HttpRequest, door: Door, command: Command, kept: Kept) -> str:
    was_sent = door.submission.state == SubmissionState.SUBMITTED
    _clear_away(door)
    send_submission(submission=door.submission, actor=door.actor, now=timezone.now())
    messages.info(
        request,
        "Предложения уже были направлены: второй раз отправлять не нужно."
        if was_sent
        else "Предложения направлены. Здесь будет видно, что решено по каждой строке.",
    )
    return ""


def _ask(request: HttpRequest, door: Door, command: Command, kept: Kept) -> str:
    _clear_away(door)
    link = ask_internal_approval(
        submission=door.submission,
        actor=door.actor,
        now=timezone.now(),
        label=request.POST.get("approver", "")[:200],
    )
    address = Door(door.submission, door.actor, link_token(link)).url("confirm")
    request.session[approval_key(door)] = request.build_absolute_uri(address)
    return "approval"


def _clear_away(door: Door) -> None:
    """Take away rows that were added and never filled: they would only stop the sending."""
    if SubmissionState(door.submission.state) not in EDITABLE_STATES:
        return
    for row in door.submission.rows.filter(origin=RowOrigin.NEW, state=RowState.DRAFT):
        if not any(str(text).strip() for _, text in row.cells):
            remove_row(
                submission=door.submission, row_id=row.pk, actor=door.actor, now=timezone.now()
            )


def _confirm(request: HttpRequest, door: Door, command: Command, kept: Kept) -> str:
    approve_internally(submission=door.submission, actor=door.actor, now=timezone.now())
    messages.info(request, "Предложения согласованы и направлены.")
    return ""


def _nothing(request: HttpRequest, door: Door, command: Command, kept: Kept) -> str:
    form = NothingForm(request.POST)
    if not form.is_valid():
        raise RuleViolation("proposals.nothing", form.first_error, "reason")
    nothing_to_propose(
        submission=door.submission,
        reason=form.cleaned_data["reason"],
        actor=door.actor,
        now=timezone.now(),
    )
    messages.info(request, "Ответ принят: предложений нет.")
    return ""


def _resume(request: HttpRequest, door: Door, command: Command, kept: Kept) -> str:
    resume_submission(submission=door.submission, actor=door.actor, now=timezone.now())
    return ""


def _withdraw(request: HttpRequest, door: Door, command: Command, kept: Kept) -> str:
    withdraw_submission(submission=door.submission, actor=door.actor, now=timezone.now())
    request.session.pop(approval_key(door), None)
    messages.info(request, "Предложения снова у вас: исправьте их и направьте ещё раз.")
    return ""


_VERBS: dict[str, Callable[[HttpRequest, Door, Command, Kept], str]] = {
    "save": _save,
    "show": _show,
    "add": _add,
    "remove": _remove,
    "restore": _restore,
    "send": _send,
    "ask": _ask,
    "confirm": _confirm,
    "nothing": _nothing,
    "resume": _resume,
    "withdraw": _withdraw,
}
