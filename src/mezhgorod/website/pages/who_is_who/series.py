"""Series of an association: the list, the forms of its keepers, editions that need a city."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mezhgorod.planning.actions.years.editions import EditionFacts
from mezhgorod.planning.actions.years.offers import MAX_NOTE, offer_own_city, take_offer_back
from mezhgorod.planning.actions.years.series import (
    SeriesDraft,
    change_series,
    create_series,
    delete_series,
)
from mezhgorod.planning.models import EventSeries, HostingBid, SeriesEdition
from mezhgorod.planning.queries.editions import editions_to_host, series_list
from mezhgorod.planning.queries.events import series_visible_to
from mezhgorod.planning.rules import OFFER_HOST, RECORD_EDITION, EditionState
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import (
    Actor,
    OrganizationKind,
    Reach,
    RuleViolation,
    Subject,
    may,
    number_of,
)
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.who_is_who import NewSeriesForm, SeriesForm
from mezhgorod.website.pages.who_is_who.frame import (
    FormPage,
    form_page,
    frame_of,
    refused_visitor,
)

_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """A city the reader speaks for, and whether it has offered itself."""

    party: Organization
    is_made: bool


@dataclass(frozen=True, slots=True)
class OpenEdition:
    """An edition that needs a city; offers of all for who keeps the series, else one's own."""

    edition: SeriesEdition
    bids: tuple[HostingBid, ...]
    own: tuple[OwnOffer, ...]


@require_safe
def association_series(request: HttpRequest, slug: str) -> HttpResponse:
    """The series of an association, and which of their editions need a city."""
    owner = get_object_or_404(Organization, slug=slug)
    frame = frame_of(request, owner)
    can_record = may(frame.actor, RECORD_EDITION, Subject(owner_id=owner.pk))
    context = {
        "frame": frame,
        "can_record": can_record,
        "rows": series_list(owner=owner, actor=frame.actor),
        "hosts": open_hosts(owner, frame.actor, sees_bids=can_record),
        "max_note": MAX_NOTE,
    }
    return render(request, "website/who_is_who/series.html", context)


def open_hosts(owner: Organization, actor: Actor, *, sees_bids: bool) -> list[OpenEdition]:
    """Return the editions that need a city with what the reader may see and do about each."""
    editions = editions_to_host(owner=owner, actor=actor, today=timezone.localdate())
    parties = _own_cities(actor, owner) if editions else []
    shown = []
    for edition in editions:
        bids = tuple(edition.bids.all())
        offered = {bid.city_id for bid in bids}
        own = tuple(OwnOffer(one, one.territory_id in offered) for one in parties)
        shown.append(OpenEdition(edition, bids if sees_bids else (), own))
    return shown


def _own_cities(actor: Actor, owner: Organization) -> list[Organization]:
    """Return the cities that somebody may offer for editions of an association."""
    mine = {
        one.party_id
        for one in actor.grants
        if one.owner_id == owner.pk
        and one.party_id is not None
        and OFFER_HOST.roles.get(one.role) is Reach.PARTY
    }
    if not mine:
        return []
    kind = OrganizationKind.MUNICIPALITY
    found = Organization.objects.filter(pk__in=mine, kind=kind, territory__isnull=False)
    return list(found.select_related("territory").order_by("name"))


@_METHODS
@never_cache
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """A series that no plan has a row of yet."""
    owner = get_object_or_404(Organization, slug=slug)
    actor = actor_of_request(request)
    allowed = may(actor, RECORD_EDITION, Subject(owner_id=owner.pk))
    if (refused := refused_visitor(request, is_allowed=allowed)) is not None:
        return refused

    def save(values: dict[str, Any]) -> str:
        made = create_series(
            owner=owner, draft=_draft(values), first=_first(values), actor=actor, now=timezone.now()
        )
        return f"Заведена серия «{made.name}»."

    page = FormPage(
        title="Завести серию",
        submit="Завести",
        back=reverse("association_series", args=(slug,)),
        lead="Серия, которой ещё нет ни в одном плане. Строки с этим названием и номером станут "
        "её выпусками, а следующий план предложит её, когда подойдёт год.",
        crumbs=_crumbs(owner),
    )
    return form_page(request, page=page, form=NewSeriesForm(request.POST or None), save=save)


@_METHODS
@never_cache
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """A series renamed, ended or going on; one begun by mistake is deleted here."""
    actor = actor_of_request(request)
    readable = series_visible_to(actor=actor).select_related("owner")
    series = get_object_or_404(readable, slug=slug)
    allowed = may(actor, RECORD_EDITION, _subject(series))
    if (refused := refused_visitor(request, is_allowed=allowed)) is not None:
        return refused

    def save(values: dict[str, Any]) -> str:
        change_series(series=series, draft=_draft(values), actor=actor, now=timezone.now())
        return "Серия сохранена."

    def delete() -> str:
        delete_series(series=series, actor=actor, now=timezone.now())
        return f"Серия «{series.name}» удалена."

    has_rows = series.events.exists()
    page = FormPage(
        title="Изменить серию",
        submit="Сохранить",
        back=reverse("association_series", args=(series.owner.slug,)),
        lead="Строки планов узнаются по прежнему названию, новое видно всем." if has_rows else "",
        delete="" if has_rows else "Удалить серию и записанные выпуски? Вернуть их нельзя.",
        crumbs=_crumbs(series.owner),
    )
    initial = {
        "name": series.name,
        "step_years": series.step_years,
        "until_year": series.until_year,
    }
    form = SeriesForm(request.POST or None, initial=initial)
    return form_page(request, page=page, form=form, save=save, delete=None if has_rows else delete)


@require_POST
@never_cache
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """A city offers itself for an edition, or takes its offer back."""
    actor = actor_of_request(request)
    editions = SeriesEdition.objects.filter(series__in=series_visible_to(actor=actor))
    edition = get_object_or_404(editions.select_related("series__owner"), pk=pk)
    party = get_object_or_404(
        Organization.objects.select_related("territory"),
        pk=number_of(request.POST.get("party", "")),
    )
    subject = Subject(owner_id=edition.series.owner_id, party_id=party.pk, object_id=edition.pk)
    allowed = may(actor, OFFER_HOST, subject)
    if (refused := refused_visitor(request, is_allowed=allowed)) is not None:
        return refused
    now = timezone.now()
    try:
        if request.POST.get("do") == "withdraw":
            take_offer_back(edition=edition, party=party, actor=actor, now=now)
            told = f"Предложение отозвано: {party.spoken_name}."
        else:
            note = request.POST.get("note", "")[: MAX_NOTE + 1]
            offer_own_city(edition=edition, party=party, note=note, actor=actor, now=now)
            told = f"Предложение записано: {party.spoken_name}. Дирекция его видит."
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, told)
    return redirect(reverse("association_series", args=(edition.series.owner.slug,)) + "#hosts")


def _draft(values: dict[str, Any]) -> SeriesDraft:
    return SeriesDraft(
        name=values["name"],
        step_years=values["step_years"],
        until_year=values["until_year"],
        season=values.get("season", ""),
    )


def _first(values: dict[str, Any]) -> EditionFacts | None:
    """Return the edition that is known: one of the past was held, one to come needs a city."""
    if not values["number"]:
        return None
    is_past = values["year"] < timezone.localdate().year
    state = EditionState.HELD if is_past else EditionState.NEEDS_HOST
    return EditionFacts(values["number"], values["year"], state)


def _subject(series: EventSeries) -> Subject:
    return Subject(owner_id=series.owner_id, object_id=series.pk)


def _crumbs(owner: Organization) -> tuple[tuple[str, str], ...]:
    return (
        (owner.spoken_name, reverse("association", args=(owner.slug,))),
        ("Серии", reverse("association_series", args=(owner.slug,))),
    )
