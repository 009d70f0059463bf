"""«Обмены»: the list, one exchange with its rounds, ready sets, rows of plans."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from mezhgorod.exchanges.models import Exchange
from mezhgorod.exchanges.queries.exchanges import (
    exchange_rows,
    exchanges_visible_to,
    listed_exchanges,
    owners_to_keep,
    participants_of,
    rounds_with_counts,
)
from mezhgorod.exchanges.queries.forms import form_draft, form_in_use, form_of
from mezhgorod.exchanges.queries.given_files import files_of_exchange
from mezhgorod.exchanges.rules import KEEP_EXCHANGES
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.planning.queries import plans_visible_to
from mezhgorod.registry.rules import may_anywhere
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.imports import MAX_MEBIBYTES
from mezhgorod.website.pages.exchanges.keeping_frame import can_keep, exchange_page, to_login
from planbook.indicators.starters import starter_exchanges


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next in an exchange, for whoever keeps it: a sentence and a button."""

    text: str
    label: str = ""
    url: str = ""


@require_GET
@never_cache
def exchange_list(request: HttpRequest) -> HttpResponse:
    """Exchanges somebody may know of: the state of the current round, who answers."""
    actor = actor_of_request(request)
    listed = listed_exchanges(exchanges=exchanges_visible_to(actor=actor), actor=actor)
    context = {
        "going": [one for one in listed if not one.exchange.is_ended],
        "ended": [one for one in listed if one.exchange.is_ended],
        "can_begin": may_anywhere(actor, KEEP_EXCHANGES),
        "has_roles": actor.is_administrator or bool(actor.grants),
        "today": timezone.localdate(),
    }
    return render(request, "website/exchanges/keeping/index.html", context)


@require_GET
@exchange_page
def exchange(request: HttpRequest, found: Exchange) -> HttpResponse:
    """One exchange: rounds, form, participants, rows of plans."""
    may_keep = can_keep(request, found)
    used = form_in_use(found)
    draft = form_draft(found) if may_keep else None
    actor = actor_of_request(request)
    rounds = rounds_with_counts(exchange=found, actor=actor)
    participants = participants_of(exchange=found)
    plans = plans_visible_to(actor=actor)
    context = {
        "exchange": found,
        "can_keep": may_keep,
        "used": used,
        "used_form": form_of(used) if used else None,
        "draft": draft,
        "rounds": rounds,
        "participants": participants,
        "given": [
            (one, period_words(one.round.period_edtf) if one.round else "")
            for one in files_of_exchange(found, actor=actor)
        ],
        "limit": MAX_MEBIBYTES,
        "items": found.items.filter(section__plan__in=plans).select_related(
            "event", "section__plan"
        ),
        "step": _next_step(found, bool(used), bool(participants), bool(rounds))
        if may_keep
        else None,
        "today": timezone.localdate(),
    }
    return render(request, "website/exchanges/keeping/exchange.html", context)


@require_GET
@never_cache
def starters(request: HttpRequest) -> HttpResponse:
    """«Начать с готового набора»: what each set asks."""
    refused = _only_keepers(request)
    if refused is not None:
        return refused
    owners = list(owners_to_keep(actor=actor_of_request(request)))
    taken = {
        (one.owner_id, one.starter_code)
        for one in Exchange.objects.filter(owner__in=owners).exclude(starter_code="")
    }
    sets = [
        (one, [owner for owner in owners if (owner.pk, one.code) in taken])
        for one in starter_exchanges()
    ]
    return render(
        request, "website/exchanges/keeping/starters.html", {"sets": sets, "owners": owners}
    )


@require_GET
@never_cache
def rows(request: HttpRequest) -> HttpResponse:
    """Rows of plans that speak of exchanges: each becomes one, or shows the one it became."""
    refused = _only_keepers(request)
    if refused is not None:
        return refused
    actor = actor_of_request(request)
    owners = list(owners_to_keep(actor=actor).prefetch_related("exchanges"))
    found = exchange_rows(owners=owners, actor=actor)
    grouped = [
        (owner, [row for row in found if row.item.section.plan.owner_id == owner.pk])
        for owner in owners
    ]
    context = {"owners": [(owner, own) for owner, own in grouped if own]}
    return render(request, "website/exchanges/keeping/rows.html", context)


def _only_keepers(request: HttpRequest) -> HttpResponse | None:
    if may_anywhere(actor_of_request(request), KEEP_EXCHANGES):
        return None
    if not request.user.is_authenticated:
        return to_login(request)
    raise PermissionDenied


def _next_step(
    found: Exchange, has_form: bool, has_participants: bool, has_rounds: bool
) -> NextStep | None:
    if found.is_ended:
        return None
    if not has_form:
        text = "Составьте форму и введите её в работу: тогда можно открывать раунды."
        return NextStep(text, "Составить форму", reverse("exchange_form", args=(found.pk,)))
    if not has_participants:
        url = reverse("exchange_participants", args=(found.pk,))
        return NextStep("Выберите, кого спрашивать.", "Выбрать участников", url)
    if not has_rounds:
        text = "Форма готова, участники выбраны. Назначьте первый раунд."
        return NextStep(text, "Наметить раунды", _url_of_rounds(found))
    return None


def _url_of_rounds(found: Exchange) -> str:
    try:
        return reverse("exchange_rounds", args=(found.pk,))
    except NoReverseMatch:
        return ""
