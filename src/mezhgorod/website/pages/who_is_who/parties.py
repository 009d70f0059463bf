"""One member: where it belongs, who is who there, its agreements; names and addresses in forms."""

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

from mezhgorod.registry.actions import (
    ContactDraft,
    Named,
    Renaming,
    delete_contact,
    rename_party,
    save_contact,
)
from mezhgorod.registry.models import AuditEntry, Contact, Membership, Organization
from mezhgorod.registry.queries.agreements import agreements_with
from mezhgorod.registry.queries.associations import (
    contacts_of,
    history_of,
    memberships_of_party,
    seats_of_party,
)
from mezhgorod.registry.queries.offices import offices_of
from mezhgorod.registry.rules import SEE_CONTACTS, SEE_JOURNAL, Actor, Subject, may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.who_is_who import ContactForm, RenameForm
from mezhgorod.website.pages.who_is_who.frame import (
    FormPage,
    Frame,
    form_page,
    frame_of,
    refused_visitor,
)
from mezhgorod.website.pages.who_is_who.offices import may_keep_posts
from mezhgorod.website.pages.who_is_who.people import Holder, holder_of, seats_of, shown_name

_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Belonging:
    """A membership as a reader sees it, with the addresses its association keeps."""

    membership: Membership
    frame: Frame
    representative: str
    contacts: tuple[Contact, ...]


@require_safe
def party(request: HttpRequest, slug: str) -> HttpResponse:
    """A city, department or other organization: memberships, posts, agreements."""
    rows = Organization.objects.select_related("territory__region").prefetch_related("names")
    found = get_object_or_404(rows, slug=slug)
    actor = actor_of_request(request)
    memberships = memberships_of_party(party=found)
    sees_people = _sees_people(actor, found, memberships)
    seats: list[Holder] = [
        holder_of(one, sees_people=may(actor, SEE_CONTACTS, Subject(one.post.organization_id)))
        for one in seats_of_party(party=found)
    ]
    context = {
        "party": found,
        "belongings": [_belonging(request, found, one) for one in memberships],
        "offices": seats_of(offices_of(organization=found), sees_people=sees_people),
        "seats": seats,
        "agreements": agreements_with(party=found, today=timezone.localdate()),
        "can_keep": may_keep_posts(found, actor),
        "history": _history(actor, found, memberships),
        "is_association": found.members.exists() or found.bodies.exists() or found.plans.exists(),
    }
    return render(request, "website/who_is_who/party.html", context)


def _belonging(request: HttpRequest, found: Organization, membership: Membership) -> Belonging:
    frame = frame_of(request, membership.association)
    contacts: tuple[Contact, ...] = ()
    if frame.can_see_people and not membership.end_kind:
        contacts = tuple(contacts_of(party=found, owner=membership.association))
    name = shown_name(membership.representative, sees_people=frame.can_see_people)
    return Belonging(membership, frame, name, contacts)


def _history(actor: Actor, found: Organization, memberships: list[Membership]) -> list[AuditEntry]:
    """Return what happened to a party in the associations whose journal the reader may read."""
    read = [
        one for one in memberships if may(actor, SEE_JOURNAL, Subject(owner_id=one.association_id))
    ]
    owners = {one.association_id for one in read}
    entries = history_of(records=[found, *read]) if read else []
    return [entry for entry in entries if entry.owner_id in owners]


def _sees_people(actor: Actor, found: Organization, memberships: list[Membership]) -> bool:
    """Whoever sees people of an association sees those of its present members."""
    owners = {one.association_id for one in memberships if not one.end_kind} | {found.pk}
    return any(may(actor, SEE_CONTACTS, Subject(owner)) for owner in owners)


@_METHODS
@never_cache
def rename(request: HttpRequest, slug: str) -> HttpResponse:
    """A new name from a day on."""
    found = get_object_or_404(Organization.objects.select_related("territory"), slug=slug)
    actor = actor_of_request(request)
    if (refused := refused_visitor(request, is_allowed=may_keep_posts(found, actor))) is not None:
        return refused

    def save(values: dict[str, Any]) -> str:
        renaming = Renaming(values["name"], values["since_on"], values["short_name"])
        rename_party(party=found, renaming=renaming, actor=actor, now=timezone.now())
        return "Новое название внесено. Прежнее действует до этого дня."

    page = FormPage(
        title=f"Переименовать: {found.name}",
        submit="Внести новое название",
        back=reverse("party", args=(slug,)),
        lead="Старые документы сохраняют название, которое действовало в их время.",
        crumbs=((found.spoken_name, reverse("party", args=(slug,))),),
    )
    initial = {"name": found.name, "short_name": found.short_name}
    form = RenameForm(request.POST or None, initial=initial)
    return form_page(request, page=page, form=form, save=save)


@_METHODS
@never_cache
def add_contact(request: HttpRequest, slug: str, party: str) -> HttpResponse:
    """An address for letters of an association to one of its members."""
    owner = get_object_or_404(Organization, slug=slug)
    found = get_object_or_404(Organization.objects.select_related("territory"), slug=party)
    frame = frame_of(request, owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused

    def save(values: dict[str, Any]) -> str:
        draft = ContactDraft(values["email"], values["topic"], Named(values["person"]))
        save_contact(
            association=owner, party=found, draft=draft, actor=frame.actor, now=timezone.now()
        )
        return "Адрес для писем внесён."

    page = FormPage(
        title=f"Внести адрес для писем: {found.spoken_name}",
        submit="Внести адрес",
        back=reverse("party", args=(party,)),
        lead=f"Адрес видят только те, кто ведёт дела: {owner.spoken_name}.",
        crumbs=((found.spoken_name, reverse("party", args=(party,))),),
    )
    return form_page(request, page=page, form=ContactForm(request.POST or None), save=save)


@require_POST
@never_cache
def remove_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an address away; the button stands behind a question."""
    rows = Contact.objects.select_related("owner", "organization__territory")
    contact = get_object_or_404(rows, pk=pk)
    actor = actor_of_request(request)
    allowed = frame_of(request, contact.owner).can_keep if contact.owner else actor.is_administrator
    if (refused := refused_visitor(request, is_allowed=allowed)) is not None:
        return refused
    slug = contact.organization.slug
    delete_contact(contact=contact, actor=actor, now=timezone.now())
    messages.info(request, "Адрес убран, письма туда больше не уходят.")
    return redirect("party", slug)
