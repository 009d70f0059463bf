"""Editions of a series on its page: recorded, offered, decided, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mezhgorod.planning.actions.years.editions import (
    EditionFacts,
    HostDecision,
    decide_host,
    offer_host,
    record_edition,
    withdraw_host,
)
from mezhgorod.planning.models import EventSeries, SeriesEdition
from mezhgorod.planning.queries.editions import edition_state_choices, editions_of_series
from mezhgorod.planning.rules import RECORD_EDITION, EditionState
from mezhgorod.planning.rules.hosting import needs_host
from mezhgorod.registry.models import Body, Municipality
from mezhgorod.registry.rules import RuleViolation, Subject, count_in, may, number_of
from mezhgorod.website.actors import actor_of_request

_MAX_FIELD = 2_100
_MAX_CITY = 200


@dataclass(frozen=True, slots=True)
class ShownEdition:
    """An edition with what may be done with its host."""

    edition: SeriesEdition
    is_open: bool
    can_withdraw: bool
    can_decide: bool


@dataclass(frozen=True, slots=True)
class ShownEditions:
    """The table of editions on the page of a series, and the forms for those who may."""

    editions: list[ShownEdition]
    may_record: bool
    states: list[tuple[str, str]]
    cities: list[str]
    bodies: list[Body]


def editions_of(request: HttpRequest, series: EventSeries) -> ShownEditions:
    """Return what the page of a series shows of its editions."""
    may_record = may(actor_of_request(request), RECORD_EDITION, _subject(series))
    editions = [
        ShownEdition(
            one,
            is_open=needs_host(one.state),
            can_withdraw=one.state == EditionState.DECIDED,
            can_decide=one.state != EditionState.HELD,
        )
        for one in editions_of_series(series=series)
    ]
    cities = Municipality.objects.order_by("name").values_list("name", flat=True)
    return ShownEditions(
        editions=editions,
        may_record=may_record,
        states=edition_state_choices(),
        cities=list(dict.fromkeys(cities)) if may_record else [],
        bodies=list(series.owner.bodies.all()) if may_record else [],
    )


@never_cache
@require_POST
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down an edition from the form."""
    series = _series(request, slug)
    if isinstance(series, HttpResponse):
        return series
    try:
        facts = EditionFacts(
            number=_number(request, "number", "Номер выпуска"),
            year=_number(request, "year", "Год выпуска"),
            state=_state(request),
            host=_city_if_typed(request),
            note=_text(request, "note"),
        )
        actor = actor_of_request(request)
        edition = record_edition(series=series, facts=facts, actor=actor, now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, f"Записан выпуск № {edition.number}, {edition.year} год.")
    return redirect(_back(series))


@never_cache
@require_POST
def host(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down an offer, a decision or a withdrawal of a city."""
    series = _series(request, slug)
    if isinstance(series, HttpResponse):
        return series
    edition = get_object_or_404(series.editions, pk=pk)
    try:
        done = _do(request, edition)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, done)
    return redirect(_back(series))


def _do(request: HttpRequest, edition: SeriesEdition) -> str:
    actor, now = actor_of_request(request), timezone.now()
    match request.POST.get("do", ""):
        case "offer":
            city = _city(request)
            note = _text(request, "note")
            offer_host(edition=edition, city=city, note=note, actor=actor, now=now)
            return f"Записано предложение: {city.name}."
        case "decide":
            city = _city(request)
            decision = _decision(request)
            decide_host(edition=edition, city=city, decision=decision, actor=actor, now=now)
            return f"Записано решение: принимает {city.name}."
        case "withdraw":
            reason = _text(request, "reason")
            withdraw_host(edition=edition, reason=reason, actor=actor, now=now)
            return "Кандидатура отозвана: для этого выпуска снова нужен город."
    raise RuleViolation("edition.unknown", "Непонятно, что сделать. Обновите страницу.")


def _series(request: HttpRequest, slug: str) -> EventSeries | HttpResponse:
    """Return the series, or the page to log in; nobody without the right comes further."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("series", args=(slug,)))
    series = get_object_or_404(EventSeries.objects.select_related("owner"), slug=slug)
    if not may(actor_of_request(request), RECORD_EDITION, _subject(series)):
        raise PermissionDenied
    return series


def _subject(series: EventSeries) -> Subject:
    return Subject(owner_id=series.owner_id, object_id=series.pk)


def _back(series: EventSeries) -> str:
    return reverse("series", args=(series.slug,)) + "#editions"


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "")[:_MAX_FIELD]


def _number(request: HttpRequest, name: str, label: str) -> int:
    number = count_in(request.POST.get(name, "").strip())
    if number is None:
        raise RuleViolation(f"edition.{name}", f"{label} — число, например 20.", name)
    return number


def _state(request: HttpRequest) -> EditionState:
    text = request.POST.get("state", "")
    found = next((one for one in EditionState if one.value == text), None)
    if found is None:
        raise RuleViolation("edition.state", "Выберите, что известно о городе.", "state")
    return found


def _city(request: HttpRequest) -> Municipality:
    """Return the city that was typed.

    Raises:
        RuleViolation: nothing was typed, nobody knows the city, or there are several of that name.
    """
    name = " ".join(request.POST.get("city", "")[:_MAX_CITY].replace("\0", "").split())
    if not name:
        raise RuleViolation("edition.no_city", "Впишите город, например «Вологда».", "city")
    found = list(Municipality.objects.filter(name=name)[:2])
    if not found:
        message = f"Города «{name}» в справочнике нет. Выберите из подсказки или добавьте его."
        raise RuleViolation("edition.unknown_city", message, "city")
    if len(found) > 1:
        message = f"Городов с названием «{name}» несколько. Обратитесь к администратору."
        raise RuleViolation("edition.many_cities", message, "city")
    return found[0]


def _city_if_typed(request: HttpRequest) -> Municipality | None:
    return _city(request) if request.POST.get("city", "").strip() else None


def _decision(request: HttpRequest) -> HostDecision | None:
    """Return the decision of the form; without a body there is none."""
    body_id = number_of(request.POST.get("body", ""))
    if not body_id:
        return None
    body = Body.objects.filter(pk=body_id).first()
    if body is None:
        raise RuleViolation("edition.body", "Такого органа уже нет. Выберите другой.", "body")
    try:
        decided_on = date.fromisoformat(request.POST.get("decided_on", ""))
    except ValueError as error:
        message = "Укажите день решения."
        raise RuleViolation("edition.decided_on", message, "decided_on") from error
    return HostDecision(body, decided_on, _text(request, "number"), _text(request, "text"))
