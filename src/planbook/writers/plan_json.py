"""The public JSON form of a plan as a file."""

from __future__ import annotations

import json

from planbook.plans import PlanDraft, plan_to_json


def write_json(draft: PlanDraft) -> bytes:
    """Write a plan as JSON; the keys are those of docs/reference/cli.md.

    >>> write_json(PlanDraft("План", None, "plan", "2023", ())).decode().splitlines()[2].strip()
    '"title": "План",'
    """
    text = json.dumps(plan_to_json(draft), ensure_ascii=False, indent=2)
    return (text + "\n").encode("utf-8", errors="replace")
