"""Pages that a browser already has are not built again: ETag of everything a page depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date

from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.release import VERSION


def answer_conditionally(
    request: HttpRequest,
    *,
    parts: tuple[object, ...],
    updated_at: datetime,
    build: Callable[[], HttpResponseBase],
) -> HttpResponseBase:
    """Return 304 when the visitor has this very page, else build it and mark it.

    The mark covers the program, the visitor with their session and roles, the day (the board shows
    today) and `parts`: nobody gets the private answer of another, nor their own of an earlier role.
    `Last-Modified` is information only: it knows nothing of the visitor. A page with a waiting
    message is always built, and in debugging everything is.
    """
    if settings.DEBUG or len(get_messages(request)):
        return build()
    etag = _etag(request, parts)
    known = get_conditional_response(request, etag=etag)
    response: HttpResponseBase = build() if known is None else known
    response["ETag"] = etag
    response["Last-Modified"] = http_date(updated_at.timestamp())
    patch_vary_headers(response, ["Cookie"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _etag(request: HttpRequest, parts: tuple[object, ...]) -> str:
    visitor = (request.user.pk, request.session.session_key if request.user.pk else None)
    actor = actor_of_request(request)
    roles = sorted(map(repr, actor.grants))
    known = repr((VERSION, timezone.localdate(), visitor, actor.is_administrator, roles, parts))
    return f'"{hashlib.sha256(known.encode()).hexdigest()[:32]}"'
