"""What stands around every page about people: whose people, the other pages, who is asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from mezhgorod.registry.models import Organization
from mezhgorod.registry.queries.people import owners_within, people_counts
from mezhgorod.registry.rules import (
    KEEP_PERSONAL_DATA,
    SEE_JOURNAL,
    SEE_PEOPLE,
    Actor,
    Right,
    Subject,
    may,
    may_anywhere,
)
from mezhgorod.website.actors import actor_of_request

_TABS = (
    ("people", "Люди и роли", SEE_PEOPLE),
    ("personal_links", "Личные ссылки", SEE_PEOPLE),
    ("personal_data", "Персональные данные", KEEP_PERSONAL_DATA),
    ("journal", "Журнал", SEE_JOURNAL),
    ("rights", "Кто что может", SEE_PEOPLE),
)
_LAST_OWNER = "people_owner"


@dataclass(frozen=True, slots=True)
class PeopleTab:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class PeopleFrame:
    """Whose people are shown and to whom; templates know it as `frame`."""

    owner: Organization
    owners: list[Organization]
    actor: Actor
    here: str

    @property
    def subject(self) -> Subject:
        return Subject(owner_id=self.owner.pk)

    @property
    def tabs(self) -> list[PeopleTab]:
        return [
            PeopleTab(label, self.url(name), is_current=reverse(name) == self.here)
            for name, label, right in _TABS
            if may(self.actor, right, self.subject)
        ]

    @property
    def query(self) -> str:
        """What keeps the owner in an address; nothing where there is only one."""
        return f"?{urlencode({'owner': self.owner.slug})}" if len(self.owners) > 1 else ""

    def url(self, name: str, *args: object) -> str:
        """Return the address of a page about the people of the same owner."""
        return reverse(name, args=args) + self.query

    def may(self, right: Right) -> bool:
        return may(self.actor, right, self.subject)


View = Callable[..., HttpResponse]


def people_view(right: Right) -> Callable[[View], View]:
    """Give a view its frame: the owner of the address among those in which somebody has a right.

    Visitors log in first; who has the right nowhere reads why not; an owner of others is not found.
    """

    def decorated(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                is_page = request.method in {"GET", "HEAD"}
                return redirect_to_login(request.get_full_path() if is_page else reverse("people"))
            actor = actor_of_request(request)
            if not may_anywhere(actor, right):
                raise PermissionDenied
            owners = list(owners_within(actor=actor, right=right).order_by("name"))
            if not owners:
                return render(request, "website/people/nobody.html")
            owner = _chosen(request, owners)
            return view(request, PeopleFrame(owner, owners, actor, request.path), **kwargs)

        return never_cache(wrapped)

    return decorated


def _chosen(request: HttpRequest, owners: list[Organization]) -> Organization:
    """Return the owner of the address; without one the last looked at, else one's own."""
    slug = request.GET.get("owner", "")
    if not slug:
        kept = request.session.get(_LAST_OWNER, "")
        return next((one for one in owners if one.slug == kept), None) or _usual(request, owners)
    found = next((one for one in owners if one.slug == slug), None)
    if found is None:
        raise Http404
    if request.session.get(_LAST_OWNER) != slug:
        request.session[_LAST_OWNER] = slug
    return found


def _usual(request: HttpRequest, owners: list[Organization]) -> Organization:
    """Return where the person has a role, else where most people have one; the first by name.

    An administrator without a role sees every owner: the first by name may have no people at all.
    """
    if len(owners) == 1:
        return owners[0]
    counts = people_counts(user_id=request.user.pk)
    return max(owners, key=lambda one: counts.get(one.pk, (0, 0)))
