"""A change of a row in words: what it was, what it is, why; never by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mezhgorod.planning.models import PlanChange, PlanItem
from mezhgorod.planning.rules import ChangeKind
from planbook.dates import Timing, timing_from_dict

# Where `publication.rows` keeps the changes of a row that everybody may know of.
TOLD = "told_changes"
_UNDATED = "срок не указан"
_OF_TIME = frozenset({ChangeKind.POSTPONE, ChangeKind.FIX_DATE, ChangeKind.CANCEL})
_OF_PLACE = frozenset({ChangeKind.HOST, ChangeKind.FORMAT})
_PLACE_ROLES = ("place", "place_timing")


def told_of(row: PlanItem) -> Sequence[PlanChange]:
    """Return the changes of a row that was loaded with them, oldest first."""
    told: Sequence[PlanChange] = getattr(row, TOLD, ())
    return told


def was_and_is(change: PlanChange) -> tuple[str, str]:
    """Return what the row said and says about that which changed; empty where there is no row."""
    words = _time if change.kind in _OF_TIME else _place if change.kind in _OF_PLACE else _title
    return words(change.before), words(change.after)


def change_line(change: PlanChange) -> str:
    """Return a change on one line: «было 15 мая, стало 29 мая. Причина: …»."""
    was, now = was_and_is(change)
    said = ", ".join(f"{label} {text}" for label, text in (("было", was), ("стало", now)) if text)
    reason = " ".join(change.reason.split())
    return f"{said}. Причина: {reason}" if reason else said


def former_timing(change: PlanChange) -> Timing | None:
    """Return the time of a row before a change, None where it is not known."""
    if not change.before:
        return None
    try:
        return timing_from_dict(change.before["timing"])
    except (KeyError, TypeError, ValueError):
        return None


def _time(row: Mapping[str, Any] | None) -> str:
    if not row:
        return ""
    return " ".join(str(row["timing"].get("text", "")).split()) or _UNDATED


def _place(row: Mapping[str, Any] | None) -> str:
    texts = (cell["text"] for cell in (row or {}).get("cells", ()) if cell["role"] in _PLACE_ROLES)
    return " ".join(next(texts, "").split())


def _title(row: Mapping[str, Any] | None) -> str:
    return " ".join(str((row or {}).get("title", "")).split())
