"""Addresses of pages, handed in by whoever knows them: exports carry links back, no HTTP here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Links:
    """How to make the absolute address of a page: an event by its uid, the rest by slug."""

    event: Callable[[str], str]
    plan: Callable[[str], str]
    city: Callable[[str], str]
