"""An exchange begun, also from a row of a plan or a ready set; changed; its participants."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mezhgorod.exchanges.actions.forms import create_from_starter
from mezhgorod.exchanges.actions.keeping import (
    ExchangeDraft,
    change_exchange,
    create_exchange,
    end_exchange,
    link_items,
    set_participants,
)
from mezhgorod.exchanges.models import Exchange
from mezhgorod.exchanges.queries.exchanges import (
    exchange_row,
    owners_to_keep,
    participants_of,
)
from mezhgorod.exchanges.rules import KEEP_EXCHANGES
from mezhgorod.planning.models import PlanItem
from mezhgorod.planning.queries import plans_visible_to
from mezhgorod.planning.rules import EXCHANGE_KIND
from mezhgorod.registry.actions import party_named
from mezhgorod.registry.actions.parties import PartyFinder
from mezhgorod.registry.models import Body, Organization
from mezhgorod.registry.queries.memberships import members_on
from mezhgorod.registry.rules import RuleViolation, may_anywhere, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.exchange_keeping import ExchangeForm
from mezhgorod.website.pages.exchanges.keeping_frame import keeping_page, to_login
from mezhgorod.website.pages.who_is_who.frame import known_names
from planbook.indicators.starters import StarterExchange, starter_named

_METHODS = require_http_methods(["GET", "HEAD", "POST"])
_MAX_TYPED = 1_000


@_METHODS
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """A new exchange: `?owner=`, `?item=` a row of a plan, `?starter=` a ready set."""
    actor = actor_of_request(request)
    if not may_anywhere(actor, KEEP_EXCHANGES):
        if not request.user.is_authenticated:
            return to_login(request)
        raise PermissionDenied
    owners = list(owners_to_keep(actor=actor))
    item = _item(request, owners)
    starter = starter_named(request.GET.get("starter", ""))
    owner = _owner(request, owners, item)
    if owner is None:
        choice = {"owners": owners, "starter": request.GET.get("starter", "")}
        return render(request, "website/exchanges/keeping/owner.html", choice)
    form = ExchangeForm(
        request.POST or None, bodies=_bodies(owner), initial=_offered(item, starter)
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _made(request, owner, form.cleaned_data, item, starter)
        except RuleViolation as refusal:
            _refuse(form, refusal)
        else:
            messages.info(request, f"Обмен «{made.title}» заведён.")
            return redirect("exchange", made.pk)
    shown = {"form": form, "owner": owner, "item": item, "starter": starter}
    return _form_page(request, shown)


@_METHODS
@keeping_page
def settings(request: HttpRequest, found: Exchange) -> HttpResponse:
    """What an exchange is about, changed; the rows of plans it fulfils; its end."""
    form = ExchangeForm(request.POST or None, bodies=_bodies(found.owner), initial=_said(found))
    if request.method == "POST" and form.is_valid():
        try:
            change_exchange(
                exchange=found,
                draft=_draft(form.cleaned_data, found.owner),
                actor=actor_of_request(request),
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            _refuse(form, refusal)
        else:
            messages.info(request, "Сохранено.")
            return redirect("exchange", found.pk)
    items = found.items.select_related("event", "section__plan")
    return _form_page(
        request, {"form": form, "owner": found.owner, "exchange": found, "items": items}
    )


@require_POST
@keeping_page
def end(request: HttpRequest, found: Exchange) -> HttpResponse:
    """The exchange is not held any more, or again."""
    is_ended = request.POST.get("do") == "end"
    end_exchange(
        exchange=found, is_ended=is_ended, actor=actor_of_request(request), now=timezone.now()
    )
    told = "Обмен больше не проводится." if is_ended else "Обмен снова проводится."
    messages.info(request, told)
    return redirect("exchange", found.pk)


@require_POST
@keeping_page
def link(request: HttpRequest, found: Exchange) -> HttpResponse:
    """A row of a plan is fulfilled by the exchange, or not any more."""
    actor = actor_of_request(request)
    plans = plans_visible_to(actor=actor).filter(owner=found.owner)
    key = number_of(request.POST.get("item", ""))
    item = get_object_or_404(PlanItem, pk=key, section__plan__in=plans)
    items = [one for one in found.items.all() if one.pk != item.pk]
    if request.POST.get("do") != "unlink":
        items.append(item)
    try:
        link_items(exchange=found, items=items, actor=actor, now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, "Строки планов обмена изменены.")
    return redirect("exchange", found.pk)


@_METHODS
@keeping_page
def participants(request: HttpRequest, found: Exchange) -> HttpResponse:
    """Who is asked: members ticked, others typed by name."""
    day = timezone.localdate()
    known = {one.party.pk: one.party for one in participants_of(exchange=found)}
    chosen = set(known)
    members = [one.party for one in members_on(association=found.owner, day=day)]
    offered = {party.pk: party for party in members} | known
    typed, error = request.POST.get("others", "")[:200_000], ""
    if request.method == "POST":
        chosen = {number_of(key) for key in request.POST.getlist("party")} & offered.keys()
        if request.POST.get("do") == "all":
            chosen |= {party.pk for party in members}
        try:
            others = _named(typed)
            set_participants(
                exchange=found,
                parties=[offered[pk] for pk in chosen] + others,
                actor=actor_of_request(request),
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            error = refusal.message
        else:
            messages.info(request, "Участники обмена сохранены.")
            return redirect("exchange", found.pk)
    context = {
        "exchange": found,
        "offered": sorted(offered.values(), key=lambda one: one.spoken_name),
        "chosen": chosen,
        "typed": typed,
        "error": error,
        "has_members": bool(members),
    }
    status = 422 if error else 200
    return render(request, "website/exchanges/keeping/participants.html", context, status=status)


def _form_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    form: ExchangeForm = context["form"]
    exchange = context.get("exchange")
    back = reverse("exchange", args=(exchange.pk,)) if exchange else reverse("exchanges")
    status = 422 if form.errors else 200
    whole = context | {"names": known_names(), "back": back}
    return render(request, "website/exchanges/keeping/settings.html", whole, status=status)


def _made(
    request: HttpRequest,
    owner: Organization,
    values: dict[str, Any],
    item: PlanItem | None,
    starter: StarterExchange | None,
) -> Exchange:
    draft, actor, now = _draft(values, owner), actor_of_request(request), timezone.now()
    if starter is not None:
        return create_from_starter(owner=owner, starter=starter, draft=draft, actor=actor, now=now)
    items = [item] if item else []
    return create_exchange(owner=owner, draft=draft, items=items, actor=actor, now=now)


def _draft(values: dict[str, Any], owner: Organization) -> ExchangeDraft:
    names = ("title", "purpose", "initiator", "partners", "periodicity", "reading")
    body = Body.objects.filter(owner=owner, pk=number_of(values["body"])).first()
    operator = values["operator"].strip()
    return ExchangeDraft(
        **{name: values[name] for name in names},
        public_after_days=values["public_after_days"] or 0,
        operator=party_named(name=operator, field="operator") if operator else None,
        body=body,
    )


def _offered(item: PlanItem | None, starter: StarterExchange | None) -> dict[str, Any]:
    if starter is not None:
        return {
            "title": starter.title,
            "purpose": starter.purpose,
            "periodicity": starter.periodicity,
            "reading": "members",
        }
    usual = {"reading": "members", "periodicity": "quarter"}
    if item is None:
        return usual
    row = exchange_row(item)
    return usual | {
        "title": row.title,
        "purpose": row.words if row.words != row.title else "",
        "initiator": row.initiator,
        "partners": row.partners,
        "periodicity": row.periodicity,
        "operator": _known_operator(row.operator),
    }


def _known_operator(words: str) -> str:
    """The first operator of a row that the registry knows: others are words, not organizations."""
    for piece in words.split(", "):
        try:
            return party_named(name=piece).spoken_name
        except RuleViolation:
            continue
    return ""


def _said(found: Exchange) -> dict[str, Any]:
    names = ("title", "purpose", "initiator", "partners", "periodicity", "reading")
    operator = found.operator.spoken_name if found.operator else ""
    return {name: getattr(found, name) for name in names} | {
        "public_after_days": found.public_after_days,
        "operator": operator,
        "body": found.body_id or "",
    }


def _bodies(owner: Organization) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in owner.bodies.order_by("name")]


def _item(request: HttpRequest, owners: list[Organization]) -> PlanItem | None:
    key = number_of(request.GET.get("item", ""))
    if not key:
        return None
    plans = plans_visible_to(actor=actor_of_request(request)).filter(owner__in=owners)
    rows = PlanItem.objects.filter(section__plan__in=plans, event__kind=EXCHANGE_KIND)
    item = rows.select_related("content", "section__plan__owner", "event").filter(pk=key).first()
    if item is None:
        raise Http404
    return item


def _owner(
    request: HttpRequest, owners: list[Organization], item: PlanItem | None
) -> Organization | None:
    if item is not None:
        return item.section.plan.owner
    asked = request.GET.get("owner", "")
    if asked:
        found = next((one for one in owners if one.slug == asked), None)
        if found is None:
            raise Http404
        return found
    return owners[0] if len(owners) == 1 else None


def _named(text: str) -> list[Organization]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > _MAX_TYPED:
        message = f"Строк {len(lines)}, а бывает не больше {_MAX_TYPED}."
        raise RuleViolation("exchange.too_many", message, "others")
    finder = PartyFinder()
    finder.learn(lines)
    return [finder.party(line, field="others") for line in lines]


def _refuse(form: ExchangeForm, refusal: RuleViolation) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
