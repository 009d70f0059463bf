"""Who is asking: the address of a visitor, also behind another server."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


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
