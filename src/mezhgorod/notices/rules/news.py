"""What readers are told about a changed row: its facts before and after, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from mezhgorod.notices.rules.addresses import one_line
from mezhgorod.planning.rules import AttendanceMode, ChangeKind

Row = Mapping[str, Any]

_NOTHING = "не указано"
_MAX_FACT = 500
_MAX_TITLE = 300
_CANCELLED = "cancelled"


def told_facts(row: Row | None) -> dict[str, str]:
    """Return what is told about a row in its storage form; an absent row has no facts."""
    if row is None:
        return {}
    timing = row["timing"]
    facts = {
        "Название": one_line(row["title"]),
        "Срок": one_line(timing["text"]),
        "Место": "; ".join(dict.fromkeys(one_line(place["text"]) for place in row["places"])),
        "Организаторы": ", ".join(one_line(name) for name in row["organizers"]),
    }
    if timing["status"] == _CANCELLED:
        facts["Состояние"] = "отменено"
    mode = row["attendance_mode"]
    if mode != AttendanceMode.UNKNOWN:
        facts["Формат"] = AttendanceMode(mode).label
    return {label: text[:_MAX_FACT] for label, text in facts.items()}


def is_same_for_readers(before: Row | None, after: Row | None) -> bool:
    """Return whether two rows tell a reader the same."""
    return (before is None) == (after is None) and told_facts(before) == told_facts(after)


def words_of_news(before: Row | None, after: Row | None) -> str:
    """Return lines «Срок: май → 25–26 мая»; of a row that came or went all its facts."""
    old, new = told_facts(before), told_facts(after)
    if before is None or after is None:
        known = new or old
        return "\n".join(
            f"{label}: {text}" for label, text in known.items() if text and label != "Название"
        )
    labels = dict.fromkeys([*old, *new])
    return "\n".join(
        f"{label}: {old.get(label) or _NOTHING} → {new.get(label) or _NOTHING}"
        for label in labels
        if old.get(label, "") != new.get(label, "")
    )


def title_of_news(before: Row | None, after: Row | None) -> str:
    """Return the title a reader knows the event by, on one line."""
    row = after or before
    return one_line(row["title"])[:_MAX_TITLE] if row else ""


def kind_of_news(before: Row | None, after: Row | None, done: Collection[str]) -> str:
    """Return the kind of letter that tells a change.

    Args:
        done: kinds of the changes that led to it, the later ones last.
    """
    if before is None:
        return "event.added"
    if after is None:
        return "event.removed"
    old, new = told_facts(before), told_facts(after)
    if "Состояние" in new and "Состояние" not in old:
        return "event.cancelled"
    if old["Срок"] == new["Срок"]:
        return "event.changed"
    timing = [one for one in done if one in {ChangeKind.POSTPONE, ChangeKind.FIX_DATE}]
    if not timing:
        return "event.changed"
    return "event.moved" if timing[-1] == ChangeKind.POSTPONE else "event.date_fixed"


def city_names(row: Row | None) -> set[str]:
    """Return the names of the cities a row names as its places."""
    return {place["locality"] for place in row["places"] if place["locality"]} if row else set()
