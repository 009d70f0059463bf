"""Certain repairs of what was noticed while reading: a missing space, a wrong separator."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from planbook.findings import Finding, Repair
from planbook.plans.draft import CellDraft

_STUCK = re.compile(r"(\d{1,4})([а-яё]{3,})")
_TIMING_ROLES = ("timing", "place_timing")
_REGION_ROLES = ("partners", "place")


def with_repair(finding: Finding, cells: Iterable[CellDraft]) -> Finding:
    """Return the finding with the repair of its cell where exactly one is certain.

    «22июля» gets its space; «Белгородская. Курская» and «Ярославская Ленинградская» get a comma.
    """
    if finding.code == "timing.spacing":
        repair = _spaced(cells)
    elif finding.code == "place.separator":
        repair = _separated(finding.evidence, cells)
    else:
        return finding
    return replace(finding, repair=repair)


def _spaced(cells: Iterable[CellDraft]) -> Repair | None:
    for cell in cells:
        found = _STUCK.findall(cell.text) if cell.role in _TIMING_ROLES else []
        if len(found) == 1 and cell.text.count("".join(found[0])) == 1:
            return Repair(cell.role, "".join(found[0]), " ".join(found[0]))
    return None


def _separated(slip: str, cells: Iterable[CellDraft]) -> Repair | None:
    """Return the repair of two regions without a comma: the slip is told with single spaces."""
    words = slip.split()
    if len(words) != 2:
        return None
    pattern = re.compile(rf"{re.escape(words[0])}(\s+){re.escape(words[1])}")
    for cell in cells:
        found = pattern.findall(cell.text) if cell.role in _REGION_ROLES else []
        if len(found) == 1 and not cell.is_inherited:
            before = f"{words[0]}{found[0]}{words[1]}"
            return Repair(cell.role, before, f"{words[0].rstrip('.;:')},{found[0]}{words[1]}")
    return None
