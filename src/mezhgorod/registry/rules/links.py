"""The secret of a personal link: derived, never stored.

A token is the number of the link and a mark made of it, its nonce and the key of the installation.
A copy of the database alone opens nothing, and a new nonce makes every printed address useless.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

# Half a byte more than UUIDs have: 18 bytes are 24 characters without filling.
_MARK_BYTES = 18
_TOKEN = re.compile(r"([1-9][0-9]{0,17})-([A-Za-z0-9_-]{24})", re.ASCII)
_PURPOSE = "mezhgorod.personal_link"


def token_of(*, number: int, nonce: str, key: str) -> str:
    """Return the token of a link; it is safe in addresses.

    >>> token_of(number=7, nonce="n", key="k")
    '7-C3dW1h9EjVwWa2IJ3Z5DdjbM'
    """
    said = f"{_PURPOSE}:{number}:{nonce}".encode()
    mark = hmac.new(key.encode(), said, hashlib.sha256).digest()[:_MARK_BYTES]
    return f"{number}-{base64.urlsafe_b64encode(mark).decode()}"


def number_in(token: str) -> int | None:
    """Return which link a token speaks of, None for anything that cannot be a token.

    >>> number_in("7-C3dW1h9EjVwWa2IJ3Z5DdjbM"), number_in("7"), number_in("٧-…")
    (7, None, None)
    """
    found = _TOKEN.fullmatch(token)
    return int(found[1]) if found else None


def is_token_of(token: str, *, number: int, nonce: str, key: str) -> bool:
    """Compare in a time that tells nothing about the right token."""
    wanted = token_of(number=number, nonce=nonce, key=key)
    return hmac.compare_digest(token.encode(), wanted.encode())
