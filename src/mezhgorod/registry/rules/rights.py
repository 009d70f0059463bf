"""Rights about documents and plans that every room asks; each room adds its own."""

from __future__ import annotations


def may_import(*, is_active: bool, is_staff: bool) -> bool:
    """Return whether a person may load documents and apply them: signed-in staff only."""
    return is_active and is_staff


def may_change_plans(*, is_active: bool, is_staff: bool) -> bool:
    """Return whether a person may change plans, findings and layouts: signed-in staff only."""
    return is_active and is_staff
