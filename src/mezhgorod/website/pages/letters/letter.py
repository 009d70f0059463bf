"""One letter: exactly what goes out, and what may be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mezhgorod.notices.actions import (
    LetterText,
    count_as_sent,
    edit_letter,
    hold_again,
    is_mail_set_up,
    release_letter,
    send_again,
    stop_letter,
)
from mezhgorod.notices.actions.sending import envelope_of
from mezhgorod.notices.models import Letter
from mezhgorod.notices.queries import letter_subject, letters_visible_to
from mezhgorod.notices.rules import KEEP_LETTER, KEEP_TEMPLATES, LetterState, letter_kind
from mezhgorod.notices.rules.messages import full_text, without_secrets
from mezhgorod.notices.tasks import start_sending
from mezhgorod.registry.rules import Actor, RuleViolation, may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.letters import LetterForm
from mezhgorod.website.pages.letters.access import done_or_told, for_letter_readers


@dataclass(frozen=True, slots=True)
class Verb:
    """Something that may be done with a letter in its state: the action and its words."""

    act: Callable[..., Letter]
    label: str
    done: str
    states: frozenset[str]
    is_main: bool = False


_FAILED, _UNCERTAIN, _STOPPED = LetterState.FAILED, LetterState.UNCERTAIN, LetterState.STOPPED
_VERBS = {
    "release": Verb(
        release_letter,
        "Отправить",
        "Письмо передано на отправку.",
        frozenset({LetterState.HELD}),
        is_main=True,
    ),
    "again": Verb(
        send_again,
        "Отправить ещё раз",
        "Письмо передано на отправку.",
        frozenset({_FAILED, _UNCERTAIN, _STOPPED}),
        is_main=True,
    ),
    "believe": Verb(
        count_as_sent,
        "Считать отправленным",
        "Письмо считается отправленным.",
        frozenset({_UNCERTAIN}),
    ),
    "hold": Verb(
        hold_again, "Исправить", "Письмо ждёт исправления.", frozenset({_FAILED, _STOPPED})
    ),
    "stop": Verb(
        stop_letter,
        "Не отправлять",
        "Письмо не будет отправлено. Его можно отправить позже.",
        frozenset({LetterState.HELD, LetterState.QUEUED}),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_letter_readers
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it goes out; whoever may keep letters corrects it here."""
    found = _letter(request, pk)
    actor = actor_of_request(request)
    can_edit = may(actor, KEEP_LETTER, letter_subject(found))
    if request.method != "POST":
        return _page(request, found, LetterForm(initial=_values(found)) if can_edit else None)
    form = LetterForm(request.POST)
    if form.is_valid():
        try:
            edit_letter(
                letter=found, text=LetterText(**form.cleaned_data), actor=actor, now=timezone.now()
            )
        except RuleViolation as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.info(request, "Письмо исправлено и ждёт отправки.")
            return redirect("letter", pk=pk)
    return _page(request, found, form)


@require_POST
@for_letter_readers
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Do one thing with a letter and go on to the next one that waits."""
    found, known = _letter(request, pk), _VERBS.get(verb)
    if known is None:
        raise PermissionDenied
    actor, now = actor_of_request(request), timezone.now()
    was = found.state
    is_done = done_or_told(
        request, lambda: known.act(letter=found, actor=actor, now=now), known.done
    )
    if is_done and verb in {"release", "again"}:
        start_sending(now=now)
    following = _next_waiting(actor, was, pk) if is_done and verb != "hold" else None
    return redirect("letter", pk=following or pk)


def _letter(request: HttpRequest, pk: int) -> Letter:
    found = letters_visible_to(actor=actor_of_request(request)).select_related(
        "owner", "created_by"
    )
    return get_object_or_404(found, pk=pk)


def _page(request: HttpRequest, found: Letter, form: LetterForm | None) -> HttpResponse:
    actor = actor_of_request(request)
    envelope = envelope_of(found, at=found.sent_at or timezone.now())
    kind = letter_kind(found.kind)
    is_ours = may(actor, KEEP_TEMPLATES, letter_subject(found))
    text = full_text(envelope.body, envelope.stop_url)
    context = {
        "letter": found,
        "kind": kind.title if kind else found.kind,
        "envelope": envelope,
        "text": text if is_ours else without_secrets(text),
        "form": form,
        "verbs": [
            (reverse("letter_act", args=(found.pk, name)), verb)
            for name, verb in _VERBS.items()
            if is_ours and found.state in verb.states
        ],
        "is_demo": not is_mail_set_up(),
        "next": _next_waiting(actor, LetterState.HELD, found.pk),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "website/letters/letter.html", context, status=status)


def _next_waiting(actor: Actor, state: str, pk: int) -> int | None:
    """Return the next letter that waits in the same way, the first one after the last."""
    if state == LetterState.QUEUED:
        return None
    waiting = letters_visible_to(actor=actor).filter(state=state).exclude(pk=pk).order_by("pk")
    after = waiting.filter(pk__gt=pk).values_list("pk", flat=True).first()
    return after or waiting.values_list("pk", flat=True).first()


def _values(found: Letter) -> dict[str, str]:
    return {"to_address": found.to_address, "subject": found.subject, "body": found.body}
