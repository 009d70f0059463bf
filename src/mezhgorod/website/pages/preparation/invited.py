"""Who is invited to an event, what they answered, letters to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mezhgorod.notices.actions.invitations import write_invitations
from mezhgorod.planning.actions.preparation.invitations import answer_invitation, invite, uninvite
from mezhgorod.planning.models import Invitation
from mezhgorod.planning.queries.preparation import (
    invitations_of,
    invited_counts,
    parties_to_invite,
)
from mezhgorod.planning.rules.preparation import InvitationState, counts_words
from mezhgorod.registry.models import Organization
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import RuleViolation, number_of
from mezhgorod.website.forms.preparation import AnswerForm, InviteForm
from mezhgorod.website.pages.preparation.frame import Prepared, posted, prepared_event
from planbook.language import plural

_View = Callable[..., HttpResponseBase]


def for_preparers(view: _View) -> _View:
    """Give a view its event; visitors sign in first, others read that they may not."""

    @wraps(view)
    def wrapped(request: HttpRequest, uid: UUID, **kwargs: Any) -> HttpResponseBase:
        prepared = prepared_event(request, uid)
        if not request.user.is_authenticated:
            return redirect_to_login(reverse("event_preparation", args=(uid,)))
        if not (prepared.can_prepare if request.method == "POST" else prepared.can_see_answers):
            raise PermissionDenied
        return view(request, prepared, **kwargs)

    return never_cache(wrapped)


@require_http_methods(["GET", "HEAD", "POST"])
@for_preparers
def preparation(request: HttpRequest, prepared: Prepared) -> HttpResponse:
    """The list of the invited with their answers; a POST adds members and guests to it."""
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = _invite(request, prepared, form)
        except RuleViolation as refusal:
            messages.error(request, refusal.message)
        else:
            messages.info(request, _added(len(made)))
            return redirect("event_preparation", prepared.event.uid)
    invited = list(invitations_of(event=prepared.event))
    counts = invited_counts(event=prepared.event)
    context = {
        "tab": "invited",
        "prepared": prepared,
        "event": prepared.event,
        "invited": [(one, _address(request, one)) for one in invited],
        "counts": counts,
        "counts_words": counts_words(counts),
        "parties": parties_to_invite(event=prepared.event, owner=prepared.plan.owner),
        "form": form,
        "listed": sum(one.state == InvitationState.LISTED for one in invited),
        "silent": sum(one.state == InvitationState.INVITED for one in invited),
    }
    return render(request, "website/preparation/invited.html", context)


@require_POST
@for_preparers
def send(request: HttpRequest, prepared: Prepared) -> HttpResponse:
    """Write invitations to those who have none, or reminders to those who are silent."""
    is_reminder = request.POST.get("do") == "remind"
    state = InvitationState.INVITED if is_reminder else InvitationState.LISTED
    invitations = [one for one in invitations_of(event=prepared.event) if one.state == state]
    try:
        written = write_invitations(
            invitations=invitations,
            plan=prepared.plan,
            is_reminder=is_reminder,
            site=request.build_absolute_uri("/").rstrip("/"),
            actor=prepared.actor,
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, _written(written.letter_count, written.without_address))
    return redirect("event_preparation", prepared.event.uid)


@require_http_methods(["GET", "HEAD", "POST"])
@for_preparers
def answer(request: HttpRequest, prepared: Prepared, pk: int) -> HttpResponse:
    """An answer that came by telephone, put in by those who prepare the event."""
    invitation = get_object_or_404(invitations_of(event=prepared.event), pk=pk)
    form = AnswerForm(posted(request), initial=answered(invitation))
    if request.method == "POST" and form.is_valid():
        try:
            answer_invitation(
                invitation=invitation,
                answer=form.answer(),
                actor=prepared.actor,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.info(request, f"Ответ записан: {invitation.name}.")
            return redirect("event_preparation", prepared.event.uid)
    context = {"event": prepared.event, "invitation": invitation, "form": form}
    return render(request, "website/preparation/answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_preparers
def remove(request: HttpRequest, prepared: Prepared, pk: int) -> HttpResponse:
    """Take somebody off the list, after a question."""
    invitation = get_object_or_404(invitations_of(event=prepared.event), pk=pk)
    if request.method == "POST":
        uninvite(invitation=invitation, actor=prepared.actor, now=timezone.now())
        messages.info(request, f"Из списка приглашённых убрано: {invitation.name}.")
        return redirect("event_preparation", prepared.event.uid)
    context = {"event": prepared.event, "invitation": invitation}
    return render(request, "website/preparation/remove.html", context)


def answered(invitation: Invitation) -> dict[str, Any]:
    """Return an answer as the values its form begins with."""
    known = {InvitationState.COMING: "yes", InvitationState.DECLINED: "no"}
    return {
        "is_coming": known.get(InvitationState(invitation.state)),
        "mode": invitation.mode,
        "head_count": invitation.head_count,
        "names_text": invitation.names_text,
        "comment": invitation.comment,
    }


def _invite(request: HttpRequest, prepared: Prepared, form: InviteForm) -> list[Invitation]:
    wanted = {number_of(one) for one in request.POST.getlist("party")[:1_000]}
    known = parties_to_invite(event=prepared.event, owner=prepared.plan.owner)
    parties: list[Organization] = [one for one in known if one.pk in wanted]
    return invite(
        event=prepared.event,
        plan=prepared.plan,
        parties=parties,
        guests=form.cleaned_data["guests"],
        actor=prepared.actor,
        now=timezone.now(),
    )


def _address(request: HttpRequest, invitation: Invitation) -> str:
    """Return the personal address of an invitation, empty where none was given yet."""
    if invitation.link is None:
        return ""
    path = reverse("invitation", args=(link_token(invitation.link),))
    return request.build_absolute_uri(path)


def _added(count: int) -> str:
    if not count:
        return "Никто не добавлен: отметьте города или впишите гостей, которых ещё нет в списке."
    words = plural(count, "приглашённый", "приглашённых", "приглашённых")
    return f"Добавлено: {count} {words}. Письма ещё не написаны."


def _written(letters: int, without_address: int) -> str:
    words = []
    if letters:
        words.append(
            f"Подготовлено писем: {letters}. Проверьте и отправьте их на странице «Письма»."
        )
    if without_address:
        words.append(f"Нет адреса для письма: {without_address}. Передайте личную ссылку сами.")
    return " ".join(words) or "Писать уже некому: пока страница была открыта, все ответили."
