"""What a row is known by: digests of its words and meaning. Values only, no queries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from planbook.plans import EventDraft, PlanDraft, draft_to_dict, event_to_dict

# Everything a row says beside its cells; where it stands and what was noticed is not said by it.
_SAID = tuple(
    one.name for one in fields(EventDraft) if one.name not in {"cells", "source", "findings"}
)


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Digests of a draft: `plan` of everything it says, `rows` of each row in printed order.

    Equal digests of rows mean that nothing about the row is new, even if the row moved: they cover
    its words and what was understood, not where it stands. The digest of the plan covers both.
    """

    plan: str
    rows: tuple[str, ...]


def fingerprints_of(draft: PlanDraft) -> Fingerprints:
    """Return the digests of a draft."""
    return fingerprints_of_stored(draft_to_dict(draft))


def fingerprints_of_stored(data: Mapping[str, Any]) -> Fingerprints:
    """Return the digests of a draft in its storage form."""
    items = (item for section in data["sections"] for item in section["items"])
    return Fingerprints(_digest(data), tuple(_fingerprint(item) for item in items))


def row_fingerprint(row: EventDraft) -> str:
    """Return the digest of one row: equal for rows that say the same."""
    return _fingerprint(event_to_dict(row))


def says_same(one: EventDraft, other: EventDraft) -> bool:
    """Return whether two rows have equal digests, mostly without making these."""
    if one is other or _has_same_fields(one, other):
        return True
    return row_fingerprint(one) == row_fingerprint(other)


def _has_same_fields(one: EventDraft, other: EventDraft) -> bool:
    words = [[(cell.role, cell.text) for cell in row.cells] for row in (one, other)]
    return words[0] == words[1] and all(
        getattr(one, name) == getattr(other, name) for name in _SAID
    )


def _fingerprint(item: Mapping[str, Any]) -> str:
    said = {key: value for key, value in item.items() if key not in {"source", "findings"}}
    said["cells"] = [[cell["role"], cell["text"]] for cell in item["cells"]]
    said["timing"] = {key: value for key, value in item["timing"].items() if key != "findings"}
    return _digest(said)


def _digest(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
