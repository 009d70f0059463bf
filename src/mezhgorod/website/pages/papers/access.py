"""Who may enter the pages of papers; visitors sign in first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from mezhgorod.papers.rules import KEEP_TEMPLATES, MAKE_PAPERS, SEE_PAPERS
from mezhgorod.registry.rules import Actor, Right, may_anywhere
from mezhgorod.website.actors import actor_of_request

View = Callable[..., HttpResponse]


def for_paper_people(*rights: Right) -> Callable[[View], View]:
    """Let in who has one of the rights anywhere; the view itself asks about its object."""

    def wrap(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                is_page = request.method in {"GET", "HEAD"}
                return redirect_to_login(request.get_full_path() if is_page else reverse("papers"))
            if not any(may_anywhere(actor_of_request(request), right) for right in rights):
                raise PermissionDenied
            return view(request, **kwargs)

        return never_cache(wrapped)

    return wrap


for_readers = for_paper_people(SEE_PAPERS, MAKE_PAPERS)
for_keepers = for_paper_people(KEEP_TEMPLATES)


def can_keep(actor: Actor) -> bool:
    """Tell whether somebody keeps templates anywhere."""
    return may_anywhere(actor, KEEP_TEMPLATES)
