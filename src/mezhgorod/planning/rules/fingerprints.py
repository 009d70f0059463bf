"""What a row is known by: digests of its words and meaning. Values only, no queries."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from planbook.plans import PlanDraft, draft_to_dict


def row_fingerprints(draft: PlanDraft) -> list[str]:
    """Return one digest per row, in order: its words and what was understood, not where it stands.

    Equal digests mean that nothing about the row is new, even if the row moved.
    """
    sections = draft_to_dict(draft)["sections"]
    return [_fingerprint(item) for section in sections for item in section["items"]]


def plan_fingerprint(draft: PlanDraft) -> str:
    """Return a digest of everything a draft says, places in the document included."""
    return _digest(draft_to_dict(draft))


def _fingerprint(item: dict[str, Any]) -> str:
    said = {key: value for key, value in item.items() if key not in {"source", "findings"}}
    said["cells"] = [[cell["role"], cell["text"]] for cell in item["cells"]]
    said["timing"] = {key: value for key, value in item["timing"].items() if key != "findings"}
    return _digest(said)


def _digest(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
