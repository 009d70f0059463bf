"""«Письма»: what waits, what has left, what did not arrive."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from mezhgorod.notices.actions import is_mail_set_up, release_letters, send_again
from mezhgorod.notices.models import Letter
from mezhgorod.notices.queries import letter_counts, letter_subject, letters_visible_to
from mezhgorod.notices.rules import (
    KEEP_LETTER,
    KEEP_TEMPLATES,
    SETTLE_LETTER,
    LetterState,
    letter_kinds,
)
from mezhgorod.notices.tasks import start_sending
from mezhgorod.registry.rules import Actor, RuleViolation, may, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.event_filter import read_words
from mezhgorod.website.pages.letters.access import for_letter_readers, may_somewhere

_PER_PAGE = 50
_MAX_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class StateDoor:
    """One state of letters: how many there are and the list of them."""

    state: LetterState
    count: int
    url: str
    is_current: bool
    needs_person: bool


@require_GET
@for_letter_readers
def letters(request: HttpRequest) -> HttpResponse:
    """The outbox: latest letters of a state, of all states without one."""
    actor = actor_of_request(request)
    state, text = _state(request), read_words(request.GET, "q")
    found = letters_visible_to(actor=actor).select_related("owner").defer("body", "error")
    if state:
        found = found.filter(state=state)
    if text:
        found = found.filter(to_address__icontains=text.lower())
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    counts = letter_counts(actor=actor)
    context = {
        "page": page,
        "state": state,
        "text": text,
        "doors": [_door(one, counts[one], state) for one in LetterState],
        "total": sum(counts.values()),
        "query": urlencode(
            {name: words for name, words in (("state", state), ("q", text)) if words}
        ),
        "is_demo": not is_mail_set_up(),
        "kinds": {code: kind.title for code, kind in letter_kinds().items()},
        "can_keep": may_somewhere(actor, KEEP_TEMPLATES),
        "last_id": page.object_list[0].pk if page.object_list else 0,
    }
    return render(request, "website/letters/index.html", context)


@require_POST
@for_letter_readers
def release_all(request: HttpRequest) -> HttpResponse:
    """Let go every letter that waited when the list was shown; later ones wait on."""
    actor = actor_of_request(request)
    waiting = _seen(request, actor, LetterState.HELD)
    ours = [one for one in waiting if may(actor, KEEP_LETTER, letter_subject(one))]
    try:
        count = release_letters(letters=ours, actor=actor, now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        start_sending(now=timezone.now())
        messages.info(request, _sent_words(count))
    return redirect(f"{reverse('letters')}?state={LetterState.HELD.value}")


@require_POST
@for_letter_readers
def retry_all(request: HttpRequest) -> HttpResponse:
    """Try once more everything that certainly did not leave."""
    actor, count = actor_of_request(request), 0
    for letter in _seen(request, actor, LetterState.FAILED):
        if not may(actor, SETTLE_LETTER, letter_subject(letter)):
            continue
        try:
            send_again(letter=letter, actor=actor, now=timezone.now())
        except RuleViolation:
            continue  # somebody else has decided about it meanwhile
        count += 1
    start_sending(now=timezone.now())
    messages.info(request, _sent_words(count))
    return redirect("letters")


def _seen(request: HttpRequest, actor: Actor, state: LetterState) -> list[Letter]:
    """Return the letters in a state that stood in the list a person has looked at."""
    known = number_of(request.POST.get("last", ""))
    found = letters_visible_to(actor=actor).filter(state=state, pk__lte=known)
    return list(found.defer("body").order_by("pk")[:_MAX_AT_ONCE])


def _state(request: HttpRequest) -> str:
    state = request.GET.get("state", "")
    return state if state in LetterState.values else ""


def _door(state: LetterState, count: int, current: str) -> StateDoor:
    asks = {LetterState.HELD, LetterState.FAILED, LetterState.UNCERTAIN}
    return StateDoor(
        state,
        count,
        f"{reverse('letters')}?state={state.value}",
        is_current=state == current,
        needs_person=bool(count) and state in asks,
    )


def _sent_words(count: int) -> str:
    if not count:
        return "Отправлять нечего: этих писем уже нет в списке."
    return f"Передано на отправку писем: {count}. Они уходят в течение минуты."
