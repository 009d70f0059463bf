"""Rows whose title ends in a colon because the rows below them are the list it announces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from planbook.plans.content import has_bullet
from planbook.plans.draft import EventDraft

_ORPHAN = "title.orphan_colon"


def without_announced_lists(items: Sequence[EventDraft]) -> tuple[EventDraft, ...]:
    """Return the rows of a section; a colon before bullets or numbers of its own is no orphan."""
    checked = [
        _without_remark(item) if _is_list_of(following, item) else item
        for item, following in pairwise(items)
    ]
    return (*checked, *items[-1:])


def _is_list_of(row: EventDraft, announced_by: EventDraft) -> bool:
    """Tell whether a row is the first of a list: «· Правление» or «3.1» after «3»."""
    if announced_by.number and (row.number or "").startswith(f"{announced_by.number}."):
        return True
    return _is_bulleted(row) and not _is_bulleted(announced_by)


def _is_bulleted(row: EventDraft) -> bool:
    return any(has_bullet(cell.text) for cell in row.cells if cell.role == "title")


def _without_remark(row: EventDraft) -> EventDraft:
    if all(finding.code != _ORPHAN for finding in row.findings):
        return row
    left = tuple(finding for finding in row.findings if finding.code != _ORPHAN)
    return replace(row, findings=left)
