"""What the pages of approving and changing a plan share: finding it, asking who may, answering."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import plan_subject
from mezhgorod.publication.files import WrittenFile
from mezhgorod.registry.rules import Right, may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.handing_out import hand_out as answer_with
from mezhgorod.website.pages.plan_frame import find_plan, plan_frame

View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    """Give a view its plan: 404 when the visitor may not read it."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        return view(request, find_plan(request, slug).plan, **kwargs)

    return never_cache(wrapped)


def for_those_who(*rights: Right) -> Callable[[View], View]:
    """Give a view its plan if the visitor has one of the rights, in whatever state the plan is.

    Others log in or read why they may not; actions ask once more, with the state.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(_page_of(request, slug))
            plan = find_plan(request, slug).plan
            if not has_one_of(request, plan, *rights):
                raise PermissionDenied
            return view(request, plan, **kwargs)

        return never_cache(wrapped)

    return decorator


def has_one_of(request: HttpRequest, plan: Plan, *rights: Right) -> bool:
    """Return whether the visitor has one of the rights on a plan in some state of it."""
    actor, subject = actor_of_request(request), plan_subject(plan)
    bodies = {grant.body_id for grant in actor.grants} | {None}
    return any(
        may(actor, Right(one.code, one.label, one.roles), plan_subject(plan, body_id=body))
        for one in rights
        for body in bodies
    ) or any(may(actor, one, subject) for one in rights)


def show(
    request: HttpRequest, plan: Plan, template: str, status: int = 200, **context: object
) -> HttpResponse:
    """Render a page of this room inside the frame of the plan."""
    frame = plan_frame(request, find_plan(request, plan.slug), "plan_approval")
    shown = {"frame": frame, "plan": plan, **context}
    return render(request, f"website/plan_approval/{template}", shown, status=status)


def hand_out(write: Callable[[], WrittenFile]) -> HttpResponse:
    """Hand a file out; a format that is not written is no page."""
    try:
        return answer_with(write())
    except KeyError as error:
        raise Http404 from error


def _page_of(request: HttpRequest, slug: str) -> str:
    is_page = request.method in {"GET", "HEAD"}
    return request.get_full_path() if is_page else reverse("plan_approval", args=(slug,))
