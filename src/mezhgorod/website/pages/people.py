"""«Люди»: accounts with their roles in an association, new people, invitations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mezhgorod.notices.actions.accounts import AccountInvitation, write_account_invitation
from mezhgorod.notices.tasks import start_sending
from mezhgorod.registry.actions.grants import give_role, limit_role, withdraw_role
from mezhgorod.registry.actions.people import add_account, note_invitation
from mezhgorod.registry.models import Organization, RoleGrant, User
from mezhgorod.registry.queries.people import accounts_of
from mezhgorod.registry.rules import KEEP_PEOPLE, SEE_PEOPLE, OrganizationKind, RuleViolation
from mezhgorod.website.actors import keep_secret
from mezhgorod.website.forms.people import (
    AccountForm,
    DaysForm,
    GiveRoleForm,
    RoleForm,
    person_words,
)
from mezhgorod.website.people_frame import PeopleFrame, people_view

_INVITED = "invited"
_DAY_SECONDS = 24 * 3600
# More names than that help nobody to choose; any other name may be typed in full.
_MAX_HINTS = 500


@require_GET
@people_view(SEE_PEOPLE)
def people(request: HttpRequest, frame: PeopleFrame) -> HttpResponse:
    """Everybody with a role in the association, and what each may."""
    context = {
        "frame": frame,
        "accounts": [(one, person_words(one)) for one in accounts_of(owner=frame.owner)],
        "can_keep": frame.may(KEEP_PEOPLE),
        "today": timezone.localdate(),
    }
    return render(request, "website/people/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@people_view(KEEP_PEOPLE)
def new(request: HttpRequest, frame: PeopleFrame) -> HttpResponse:
    """A new person: an account without a password, a first role, and an invitation."""
    form = AccountForm(request.POST or None, owner=frame.owner)
    if request.method == "POST" and form.is_valid():
        try:
            user = add_account(
                draft=form.draft, terms=form.terms, actor=frame.actor, now=timezone.now()
            )
        except RuleViolation as refusal:
            _refuse(form, refusal)
        else:
            request.session[_INVITED] = user.pk
            return redirect(frame.url("person", user.pk))
    return _form_page(request, frame, form, "website/people/new.html")


@require_http_methods(["GET", "HEAD", "POST"])
@people_view(KEEP_PEOPLE)
def give(request: HttpRequest, frame: PeopleFrame) -> HttpResponse:
    """A role for somebody who has an account already: a deputy, a colleague from elsewhere."""
    form = GiveRoleForm(request.POST or None, owner=frame.owner)
    if request.method == "POST" and form.is_valid():
        user = form.cleaned_data["login"]
        if _given(frame, user, form):
            messages.info(request, "Роль дана.")
            return redirect(frame.url("person", user.pk))
    return _form_page(request, frame, form, "website/people/give.html")


@require_http_methods(["GET", "HEAD", "POST"])
@people_view(SEE_PEOPLE)
def person(request: HttpRequest, frame: PeopleFrame, pk: int) -> HttpResponse:
    """One account: its roles here with their days; another role may be given."""
    user = get_object_or_404(accounts_of(owner=frame.owner), pk=pk)
    form = RoleForm(request.POST or None, owner=frame.owner)
    if request.method == "POST" and form.is_valid() and _given(frame, user, form):
        messages.info(request, "Роль дана.")
        return redirect(frame.url("person", pk))
    is_invited = request.session.pop(_INVITED, None) == pk and request.method == "GET"
    context = {
        "person": user,
        "name": person_words(user),
        "can_keep": frame.may(KEEP_PEOPLE),
        "today": timezone.localdate(),
        "invitation": _invitation(request, user) if is_invited else "",
        "days": settings.PASSWORD_RESET_TIMEOUT // _DAY_SECONDS,
    }
    return _form_page(request, frame, form, "website/people/person.html", **context)


@require_POST
@people_view(KEEP_PEOPLE)
def invite(request: HttpRequest, frame: PeopleFrame, pk: int) -> HttpResponse:
    """Send an invitation to set a password, or show it on the page of the person, once."""
    user = get_object_or_404(accounts_of(owner=frame.owner), pk=pk)
    now, is_letter = timezone.now(), request.POST.get("by") == "letter"
    act: Callable[..., object] = note_invitation
    if is_letter:
        act = partial(write_account_invitation, invitation=_letter_of(request, user))
    try:
        act(user=user, owner=frame.owner, actor=frame.actor, now=now)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        return redirect(frame.url("person", pk))
    if is_letter:
        start_sending(now=now)
        messages.info(request, f"Приглашение уходит на адрес {user.email}.")
    else:
        request.session[_INVITED] = pk
    return redirect(frame.url("person", pk))


@require_POST
@people_view(KEEP_PEOPLE)
def limit(request: HttpRequest, frame: PeopleFrame, pk: int) -> HttpResponse:
    """Change the days of a role."""
    grant = get_object_or_404(RoleGrant, pk=pk, owner=frame.owner)
    form = DaysForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Укажите дни, например 01.09.2026.")
        return redirect(frame.url("person", grant.user_id))
    try:
        limit_role(grant=grant, actor=frame.actor, now=timezone.now(), **form.cleaned_data)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, "Срок роли изменён.")
    return redirect(frame.url("person", grant.user_id))


@require_POST
@people_view(KEEP_PEOPLE)
def withdraw(request: HttpRequest, frame: PeopleFrame, pk: int) -> HttpResponse:
    """Take a role away; the button stands behind a question."""
    grant = get_object_or_404(RoleGrant.objects.select_related("user"), pk=pk, owner=frame.owner)
    user = grant.user
    try:
        withdraw_role(grant=grant, actor=frame.actor, now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        return redirect(frame.url("person", user.pk))
    messages.info(request, f"Роль снята: {person_words(user)}.")
    return redirect(frame.url("people"))


def _given(frame: PeopleFrame, user: User, form: RoleForm) -> bool:
    try:
        give_role(user=user, terms=form.terms, actor=frame.actor, now=timezone.now())
    except RuleViolation as refusal:
        _refuse(form, refusal)
        return False
    return True


def _refuse(form: RoleForm, refusal: RuleViolation) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def _form_page(
    request: HttpRequest, frame: PeopleFrame, form: RoleForm, template: str, **context: object
) -> HttpResponse:
    status = 422 if form.errors else 200
    shared = {"frame": frame, "form": form, "parties": _party_names()}
    return keep_secret(render(request, template, {**shared, **context}, status=status))


def _party_names() -> list[str]:
    """Return names to choose a city or a department by."""
    parties = Organization.objects.exclude(kind=OrganizationKind.UNION).select_related("territory")
    return [one.spoken_name for one in parties.order_by("name")[:_MAX_HINTS]]


def _letter_of(request: HttpRequest, user: User) -> AccountInvitation:
    until = timezone.localdate() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    return AccountInvitation(_invitation(request, user), until)


def _invitation(request: HttpRequest, user: User) -> str:
    number = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return request.build_absolute_uri(reverse("account_invitation", args=(number, token)))
