"""Who comes to the pages of a round: whoever may see its course; others learn nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache

from mezhgorod.exchanges.actions import NewDay
from mezhgorod.exchanges.models import Exchange, ExchangeRound, Response
from mezhgorod.exchanges.queries import exchange_subject, round_subject
from mezhgorod.exchanges.rules import READ_COURSE, RUN_ROUND
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.notices.actions.exchange_letters import AddressOf, Told
from mezhgorod.registry.rules import Actor, RuleViolation, may
from mezhgorod.website.actors import actor_of_request
from planbook.language import plural

Page = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Opened:
    """A round with whoever looks at it, at which moment."""

    found: ExchangeRound
    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        """The day at the place of the installation."""
        return timezone.localdate(self.now)

    @property
    def period(self) -> str:
        """The period of the round in words."""
        return period_words(self.found.period_edtf)

    @property
    def can_run(self) -> bool:
        """Whether the visitor decides here, or only reads."""
        return may(self.actor, RUN_ROUND, round_subject(self.found))


def for_readers(page: Page) -> Page:
    """Open a page of a round to who may see its course."""

    @wraps(page)
    def wrapped(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_login(request)
        found = _rounds().filter(pk=pk).first()
        actor = actor_of_request(request)
        if found is None or not may(actor, READ_COURSE, round_subject(found)):
            raise Http404
        return page(request, Opened(_with_form(found), actor, timezone.now()), **kwargs)

    return never_cache(wrapped)


def for_reviewers(page: Page) -> Page:
    """Open a page about one answer to who may see the course of its round."""

    @wraps(page)
    def wrapped(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_login(request)
        response = Response.objects.select_related("party__territory").filter(pk=pk).first()
        if response is None:
            raise Http404
        found = _rounds().get(pk=response.round_id)
        actor = actor_of_request(request)
        if not may(actor, READ_COURSE, round_subject(found)):
            raise Http404
        response.round = _with_form(found)
        return page(request, Opened(found, actor, timezone.now()), response, **kwargs)

    return never_cache(wrapped)


def for_watchers(page: Page) -> Page:
    """Open a page about all rounds of an exchange to who may see their course."""

    @wraps(page)
    def wrapped(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_login(request)
        exchange = Exchange.objects.select_related("owner").filter(pk=pk).first()
        actor = actor_of_request(request)
        if exchange is None or not may(actor, READ_COURSE, exchange_subject(exchange)):
            raise Http404
        return page(request, exchange, actor, **kwargs)

    return never_cache(wrapped)


def tell_refusal(request: HttpRequest, refusal: RuleViolation) -> None:
    """Say why nothing was done."""
    messages.error(request, refusal.message)


def tell_letters(request: HttpRequest, told: Told) -> None:
    """Say how many letters wait, and which cities no letter can reach."""
    if told.letters:
        words = plural(told.letters, "письмо ждёт", "письма ждут", "писем ждут")
        messages.success(request, f"{told.letters} {words} проверки на странице «Письма».")
    elif told.already:
        messages.info(request, "Этим городам уже написано: второго письма не будет.")
    if told.without_address:
        names = ", ".join(told.without_address)
        message = f"Нет адреса для писем: {names}. Напечатайте им письма в Word."
        messages.warning(request, message)
    if told.stale:
        message = f"Ждут проверки и письма с прежним сроком: {told.stale}. Снимите их с отправки."
        messages.warning(request, message)


def address_of(request: HttpRequest) -> AddressOf:
    """Return what makes the address of the page of a city out of the secret of its link."""
    return lambda token: request.build_absolute_uri(reverse("response_by_link", args=(token,)))


def day_of(text: str) -> date | None:
    """Return a day as a field of a form sends it, None for anything else."""
    try:
        return parse_date(text.strip())
    except ValueError:
        return None


def new_day(request: HttpRequest) -> NewDay:
    """Return the day and reason a form has sent.

    Raises:
        RuleViolation: there is no day.
    """
    day = day_of(request.POST.get("due_on", ""))
    if day is None:
        message = "Укажите новый срок днём, например 25.11.2026."
        raise RuleViolation("round.deadline", message, "due_on")
    return NewDay(day, request.POST.get("reason", ""))


def pairs_of(values: list[str]) -> dict[int, int]:
    """Return what ticked boxes name: answers with the revision that was looked at."""
    found = {}
    for value in values:
        pk, _, revision = value.partition(":")
        if pk.isdecimal() and revision.isdecimal() and len(pk) < 19 and len(revision) < 19:
            found[int(pk)] = int(revision)
    return found


def _rounds() -> Any:
    return ExchangeRound.objects.select_related("exchange__owner", "exchange__body", "form")


def _with_form(found: ExchangeRound) -> ExchangeRound:
    found.form.exchange = found.exchange
    return found


def _to_login(request: HttpRequest) -> HttpResponse:
    is_page = request.method in {"GET", "HEAD"}
    return redirect_to_login(request.get_full_path() if is_page else reverse("home"))
