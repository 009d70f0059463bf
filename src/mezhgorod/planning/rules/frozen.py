"""By what a frozen version is known to be untouched: a checksum over its values and its past."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def version_digest(values: Mapping[str, Any], *, previous: str) -> str:
    """Return the checksum of a version: over its JSON values and the checksum of the one before.

    Args:
        previous: the checksum of the version before, empty for the first.

    >>> version_digest({"number": 1}, previous="")[:12]
    '89ba05d23e86'
    """
    told = json.dumps(
        {"values": values, "previous": previous},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def bytes_digest(data: bytes | memoryview | None) -> str:
    """Return the checksum of bytes, empty where there are none."""
    return hashlib.sha256(bytes(data)).hexdigest() if data else ""
