"""Answers that everybody may read and keep: feeds and JSON of what is published.

They are the same for every visitor, signed in or not, so that any cache may hold them and a
subscription never shows more than the site does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

from mezhgorod.evidence.rules import FindingState
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import plans_visible_to
from mezhgorod.publication.links import Links
from mezhgorod.registry.rules import NOBODY
from mezhgorod.website.release import VERSION

EVERYBODY = NOBODY
# Subscribers come every few hours; a correction should reach them the same day.
MAX_AGE = 300
_ALLOWED = "GET, HEAD, OPTIONS"
_ANY_ORIGIN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


def published_plans() -> QuerySet[Plan]:
    """Return the plans that everybody may read."""
    return plans_visible_to(actor=EVERYBODY)


def links_of(request: HttpRequest) -> Links:
    """Return absolute addresses of pages under the name the visitor called the site by."""
    return Links(
        event=lambda uid: request.build_absolute_uri(reverse("event", args=(uid,))),
        plan=lambda slug: request.build_absolute_uri(reverse("plan", args=(slug,))),
        city=lambda slug: request.build_absolute_uri(reverse("city", args=(slug,))),
    )


def answer_openly(
    request: HttpRequest,
    *,
    plan: Plan | None,
    parts: tuple[object, ...] = (),
    build: Callable[[], HttpResponseBase],
) -> HttpResponseBase:
    """Return 304 when the visitor has this very answer, else build it; open it to all origins.

    The mark covers the program, the address, the plan (or all published plans), what was decided
    about findings and what was corrected in the registry.
    """
    if request.method == "OPTIONS":
        return _preflight()
    state, changed_at = _state(plan)
    etag = _etag(request, (*parts, *state))
    modified = int(changed_at.timestamp()) if changed_at else None
    known = get_conditional_response(request, etag=etag, last_modified=modified)
    response: HttpResponseBase = build() if known is None else known
    if response.status_code in {200, 304}:
        response["ETag"] = etag
        if modified is not None:
            response["Last-Modified"] = http_date(modified)
        patch_cache_control(response, public=True, max_age=MAX_AGE)
    for name, value in _ANY_ORIGIN.items():
        response[name] = value
    return response


def _preflight() -> HttpResponse:
    headers = {
        **_ANY_ORIGIN,
        "Allow": _ALLOWED,
        "Access-Control-Allow-Methods": _ALLOWED,
        "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=204, headers=headers)


def _state(plan: Plan | None) -> tuple[tuple[object, ...], datetime | None]:
    """Return what changes whenever the published data change, and when they last did."""
    plans = published_plans()
    if plan is not None:
        plans = plans.filter(pk=plan.pk)
    findings = plans.aggregate(
        **{
            state.value: Count("document__findings", filter=Q(document__findings__state=state))
            for state in FindingState
        }
    )
    known = plans.aggregate(count=Count("pk"), revisions=Sum("revision"), last=Max("updated_at"))
    corrections = LogEntry.objects.aggregate(last=Max("pk"))
    return (*known.values(), *findings.values(), *corrections.values()), known["last"]


def _etag(request: HttpRequest, parts: tuple[object, ...]) -> str:
    known = repr((VERSION, request.build_absolute_uri(), parts))
    return f'"{hashlib.sha256(known.encode()).hexdigest()[:32]}"'
