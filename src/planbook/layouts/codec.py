"""A layout as plain values (TOML, JSON, a form) and back, every field checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planbook.layouts.layout import Layout


def layout_to_dict(layout: Layout) -> dict[str, Any]:
    """Return a layout as plain values."""
    raise NotImplementedError


def layout_from_dict(data: Mapping[str, Any]) -> Layout:
    """Read a layout from plain values."""
    raise NotImplementedError
