"""What every page of an association shares: its tabs, what the reader may, forms that are sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mezhgorod.planning.rules import SEE_DRAFT
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import (
    KEEP_DIRECTORY,
    SEE_CONTACTS,
    SEE_JOURNAL,
    Actor,
    OrganizationKind,
    RuleViolation,
    Subject,
    may,
)
from mezhgorod.website.actors import actor_of_request

_TABS = (
    ("association", "Состав"),
    ("association_bodies", "Органы и должности"),
    ("association_agreements", "Соглашения"),
    ("association_periodicals", "Издания"),
    ("association_series", "Серии"),
    ("approval_route", "Порядок согласования"),
    ("association_history", "Журнал"),
)


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """An association as somebody sees it.

    Attributes:
        can_keep, can_see_people, can_see_journal: what the reader may here.
    """

    owner: Organization
    actor: Actor
    tabs: tuple[Tab, ...]
    can_keep: bool
    can_see_people: bool
    can_see_journal: bool

    @property
    def has_members(self) -> bool:
        """Whether it is a union of members; a region has departments instead."""
        return self.owner.kind == OrganizationKind.UNION


def frame_of(request: HttpRequest, owner: Organization) -> Frame:
    """Return what a page of an association shows around itself."""
    actor = actor_of_request(request)
    subject = Subject(owner_id=owner.pk)
    can_see_journal = may(actor, SEE_JOURNAL, subject)
    is_shown = {
        "association_history": can_see_journal,
        "approval_route": may(actor, SEE_DRAFT, subject),
    }
    tabs = []
    for name, label in _TABS:
        if not is_shown.get(name, True):
            continue
        url = reverse(name, args=(owner.slug,))
        tabs.append(Tab(label, url, is_current=request.path == url))
    return Frame(
        owner,
        actor,
        tuple(tabs),
        can_keep=may(actor, KEEP_DIRECTORY, subject),
        can_see_people=may(actor, SEE_CONTACTS, subject),
        can_see_journal=can_see_journal,
    )


def refused_visitor(request: HttpRequest, *, is_allowed: bool) -> HttpResponse | None:
    """Return the way to the login for somebody unknown; None for who may go on.

    Raises:
        PermissionDenied: the person is known and may not.
    """
    if is_allowed:
        return None
    if not request.user.is_authenticated:
        is_page = request.method in {"GET", "HEAD"}
        return redirect_to_login(request.get_full_path() if is_page else reverse("associations"))
    raise PermissionDenied


@dataclass(frozen=True, slots=True)
class FormPage:
    """The words of a page with one form.

    Attributes:
        submit: the verb on the button.
        back: where a person returns to without a change.
        delete: the question before the record is deleted, empty where it cannot be.
        lists: names to choose from, by the field that offers them.
    """

    title: str
    submit: str
    back: str
    lead: str = ""
    delete: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    lists: dict[str, list[str]] = field(default_factory=dict)


def form_page(
    request: HttpRequest,
    *,
    page: FormPage,
    form: forms.Form,
    save: Callable[[dict[str, Any]], str],
    delete: Callable[[], str] | None = None,
) -> HttpResponse:
    """Show a form, or do what was sent and go back; nothing typed is lost by a refusal.

    Args:
        save: does it with the cleaned values and returns what to tell.
        delete: deletes the record and returns what to tell.
    """
    if request.method == "POST":
        told = _done(request, form, save, delete)
        if told is not None:
            messages.info(request, told)
            return redirect(page.back)
    context = {"page": page, "form": form}
    status = 422 if form.errors else 200
    return render(request, "website/who_is_who/form.html", context, status=status)


def _done(
    request: HttpRequest,
    form: forms.Form,
    save: Callable[[dict[str, Any]], str],
    delete: Callable[[], str] | None,
) -> str | None:
    try:
        if request.POST.get("do") == "delete" and delete is not None:
            return delete()
        if form.is_valid():
            return save(form.cleaned_data)
    except RuleViolation as refusal:
        form.is_valid()
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return None


def asked_day(request: HttpRequest) -> date:
    """Return the day that the address asks about, today when it asks for none."""
    text = request.GET.get("day", "")[:10]
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()


def known_names() -> list[str]:
    """Return the names that a field for an organization offers."""
    names = Organization.objects.select_related("territory").order_by("name")[:500]
    return sorted({one.spoken_name for one in names})
