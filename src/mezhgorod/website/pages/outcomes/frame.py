"""What the pages of one held event share: finding it, who asks, what they may do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import held_subject, held_visible_to
from mezhgorod.outcomes.rules import (
    ACCEPT_FACTS,
    ADD_MATERIALS,
    HIDE_FACTS,
    KEEP_FACTS,
    KEEP_STANDINGS,
    PUBLISH_FACTS,
    RETURN_FACTS,
    SEE_HELD,
    TAKE_ATTENDANCE,
    TELL_FACTS,
    SourceDraft,
    SourceKind,
    Told,
)
from mezhgorod.registry.rules import Actor, Right, RuleViolation, Subject, count_in, may
from mezhgorod.website.actors import actor_of_request, actor_of_task, link_page

Page = Callable[..., HttpResponseBase]
# Addresses hold any number; databases do not.
_MAX_PK = 2**31


@dataclass(frozen=True, slots=True)
class Opened:
    """A held event on a page, for whom; `token` is empty for people with an account."""

    held: HeldEvent
    actor: Actor
    subject: Subject
    token: str = ""

    def may(self, right: Right) -> bool:
        """Return whether the visitor may do something with the event now."""
        return may(self.actor, right, self.subject)

    @property
    def sees_drafts(self) -> bool:
        """Whether the visitor sees facts that are not for everybody."""
        return self.may(SEE_HELD)

    @property
    def keeps(self) -> bool:
        return self.may(KEEP_FACTS)

    @property
    def tells(self) -> bool:
        return self.may(TELL_FACTS)

    @property
    def takes_attendance(self) -> bool:
        return self.keeps or self.may(TAKE_ATTENDANCE)

    @property
    def keeps_standings(self) -> bool:
        return self.keeps or self.may(KEEP_STANDINGS)

    @property
    def adds_materials(self) -> bool:
        return self.keeps or self.may(ADD_MATERIALS)

    @property
    def accepts(self) -> bool:
        return self.may(ACCEPT_FACTS)

    @property
    def returns(self) -> bool:
        return self.may(RETURN_FACTS)

    @property
    def publishes(self) -> bool:
        return self.may(PUBLISH_FACTS) and self.held.published_at is None

    @property
    def hides(self) -> bool:
        return self.may(HIDE_FACTS) and self.held.published_at is not None


def opened(held: HeldEvent, actor: Actor, token: str = "") -> Opened:
    """Return an event with what somebody may do with it."""
    return Opened(held, actor, held_subject(held, actor), token)


def for_readers(page: Page) -> Page:
    """Give a page its event when the visitor may see it; others learn nothing."""

    @wraps(page)
    def wrapped(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        actor = actor_of_request(request)
        found = held_visible_to(actor=actor).filter(pk=pk).distinct() if pk < _MAX_PK else None
        held = _loaded(found)
        if held is None:
            if not request.user.is_authenticated and request.method in {"GET", "HEAD"}:
                return redirect_to_login(request.get_full_path())
            raise Http404
        return page(request, opened(held, actor), **kwargs)

    return never_cache(wrapped)


def for_those_who(*rights: Right) -> Callable[[Page], Page]:
    """Give a page its event when the visitor has one of some rights on it."""

    def decorate(page: Page) -> Page:
        @wraps(page)
        def wrapped(request: HttpRequest, here: Opened, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not any(here.may(right) for right in rights):
                raise PermissionDenied
            return page(request, here, **kwargs)

        return for_readers(wrapped)

    return decorate


def by_link(*rights: Right) -> Callable[[Page], Page]:
    """Open a page of an event to whoever has a personal link for one of these tasks."""

    def decorate(page: Page) -> Page:
        @wraps(page)
        def wrapped(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
            actor, object_id = actor_of_task(request, token, *rights)
            held = _loaded(HeldEvent.objects.filter(pk=object_id))
            if held is None:
                raise Http404
            return page(request, opened(held, actor, token), **kwargs)

        return link_page(never_cache(wrapped))

    return decorate


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, None while it is only shown."""
    return request.POST if request.method == "POST" else None


def told_now(request: HttpRequest, source: SourceDraft | None = None) -> Told:
    """Return how facts of a sent form come: which state of the event the person has seen."""
    return Told(source, count_in(request.POST.get("seen", "")))


def told_by_directorate(request: HttpRequest) -> Told:
    """Return the facts of a form as written down by those who keep them."""
    return told_now(request, SourceDraft(SourceKind.DIRECTORATE))


def kept(request: HttpRequest, form: forms.Form | None, write: Callable[[], object]) -> bool:
    """Write what a form says; a refusal stands at its field or above the page.

    Returns:
        Whether it was written.
    """
    try:
        write()
    except RuleViolation as refusal:
        if form is None:
            messages.error(request, refusal.message)
        else:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True


def back(here: Opened, anchor: str = "") -> HttpResponse:
    """Go to the page of the event, to one of its parts."""
    url = reverse("held_event", args=(here.held.pk,))
    return redirect(url + (f"#{anchor}" if anchor else ""))


def show(
    request: HttpRequest, template: str, here: Opened, status: int = 200, **context: object
) -> HttpResponse:
    """Render a page of an event; its templates know `here` and `held`."""
    known = {"here": here, "held": here.held, **context}
    return render(request, f"website/outcomes/{template}", known, status=status)


def _loaded(found: Any) -> HeldEvent | None:
    if found is None:
        return None
    related = ("owner", "event", "series", "body", "parent")
    held: HeldEvent | None = found.select_related(*related).first()
    return held
