"""Who is asking: the address of a visitor, also behind another server."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

# As much as the records of failed passwords hold; nobody has so long a name.
_MAX_NAME = 255


def typed_name(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """Return the name that failed passwords are counted for, cut to what a record can hold."""
    given = (credentials or request.POST).get("username") or ""
    return given.replace("\0", "")[:_MAX_NAME]


def visitor_address(request: HttpRequest) -> str:
    """Return the address that failed passwords are counted for.

    Only the server in front of an installation is believed; it writes `X-Real-IP` itself.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    if not settings.IS_BEHIND_HTTPS:
        return direct
    try:
        return str(ip_address(request.headers.get("X-Real-IP", "").strip()))
    except ValueError:
        return direct
