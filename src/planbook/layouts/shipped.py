"""The layouts that come with the library, as TOML in `data`."""

from __future__ import annotations

from planbook.layouts.layout import Layout

LAYOUT_NAMES = (
    "standard",
    "standard-landscape",
    "by-month",
    "sgcszr-plan",
    "mag-plan",
    "smolensk-plan",
)


def layout_named(name: str) -> Layout:
    """Return a layout that comes with the library."""
    raise NotImplementedError
