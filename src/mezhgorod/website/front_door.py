"""What holds for every request: addresses that can be asked for, answers that stay private."""

from __future__ import annotations

from collections.abc import Callable

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control

_WAIT_SECONDS = "10"


class FrontDoor:
    """The innermost middleware: visitors and messages are known to it.

    - PostgreSQL fails on NUL: an address with one names nothing, words of a search lose theirs.
    - An answer to somebody who has logged in is their own, unless its view says otherwise.
    - A busy database is told as such: nothing was written, the same button works a little later.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        if "\0" in request.path_info:
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = _without_nul(request.GET)  # type: ignore[assignment]
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            patch_cache_control(response, private=True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Tell that the database was busy; any other fault takes its usual way."""
        # SQLite names a missing table by the same error: waiting would not help there.
        is_busy = isinstance(exception, OperationalError) and "no such" not in str(exception)
        if not is_busy:
            return None
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": _WAIT_SECONDS})


def _without_nul(parameters: QueryDict) -> QueryDict:
    cleaned = QueryDict(mutable=True)
    for name, values in parameters.lists():
        cleaned.setlist(name.replace("\0", ""), [one.replace("\0", "") for one in values])
    cleaned._mutable = False
    return cleaned
