"""How well a variant is read: its rows, cells and timings beside those of the received text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from planbook import plan_to_json
from planbook.documents.notes import SUPERSCRIPTS
from planbook.plans import PlanDraft

CORPUS = Path(__file__).resolve().parents[2] / "tests" / "corpus"
FOLDER = "variants"
MADE_FROM = "made_from.json"

Fact = tuple[str, object]

_BULLET = re.compile(r"^[·•▪●∙]\s*")
_NOTE_MARK = re.compile(rf"^\s*(?:\^\w|[{SUPERSCRIPTS}]|\[?\d\]?)\s*(?=\w)")
_MARK = re.compile(rf"\s*(?:[{SUPERSCRIPTS}]|\[\d\])$")
# Findings about the file, not about what the plan says.
_FILE_FINDINGS = ("row.inherited_cell", "row.joined")


def variant_files(corpus: Path = CORPUS) -> Iterator[Path]:
    """Yield every committed variant, plan by plan."""
    for path in sorted(corpus.glob(f"*/{FOLDER}/*.*")):
        if path.name != MADE_FROM:
            yield path


@dataclass(frozen=True, slots=True)
class Forced:
    """What a format cannot keep, so that it is not compared; nothing else is left out.

    `numbers` are typed as numbers, so the point after them is gone. `days` are real dates, so their
    wording is gone.
    """

    numbers: bool = False
    days: bool = False


FORCED = {
    "sheet.xlsx": Forced(numbers=True),
    "sheet.xls": Forced(numbers=True),
    "sheet.ods": Forced(numbers=True),
    "sheet.pdf": Forced(numbers=True),
    "dates.xlsx": Forced(numbers=True, days=True),
}


@dataclass(slots=True)
class Score:
    """Rows, cells and timings of the plan and how many of them the variant gives equal."""

    rows: int
    rows_found: int
    cells: int = 0
    cells_equal: int = 0
    timings_equal: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether the variant is read exactly as the plan."""
        return not self.differences


def score(expected: PlanDraft, found: PlanDraft, forced: Forced) -> Score:
    """Compare two drafts; rows are paired by their titles, so that one lost row counts once."""
    wanted, given = list(expected.items()), list(found.items())
    result = Score(len(wanted), len(given))
    wanted_facts, given_facts = item_facts(expected, forced), item_facts(found, forced)
    result.differences.extend(_differences("план", plan_facts(expected), plan_facts(found)))
    result.differences.extend(_section_differences(expected, found))
    result.cells = sum(_is_cell(name) for facts in wanted_facts for name in facts)
    for first, second in _pairs([x.title for x in wanted], [x.title for x in given]):
        if first is None or second is None:
            result.differences.append(_alone(expected, found, first, second))
            continue
        ours, theirs = wanted_facts[first], given_facts[second]
        result.cells_equal += sum(
            _is_cell(name) and theirs.get(name) == value for name, value in ours.items()
        )
        result.timings_equal += ours["timing.edtf"] == theirs["timing.edtf"]
        result.differences.extend(_differences(f"строка {first + 1}", ours, theirs))
    return result


def item_facts(draft: PlanDraft, forced: Forced) -> list[dict[str, object]]:
    """Return everything understood of every row, flat, without places in the file."""
    exported = [item for section in plan_to_json(draft)["sections"] for item in section["items"]]
    facts = []
    for item, event in zip(exported, draft.items(), strict=True):
        flat = dict(_flat("", item))
        codes = {finding.code for finding in event.findings} - set(_FILE_FINDINGS)
        flat["findings"] = tuple(sorted(codes))
        facts.append(dict(_forced(flat, forced)))
    return facts


def plan_facts(draft: PlanDraft) -> dict[str, object]:
    """Return what is understood of the plan as a whole; header words differ on purpose."""
    plan = plan_to_json(draft)["plan"]
    roles = [column["role"] for column in plan.pop("columns")]
    return {**dict(_flat("", plan)), "roles": roles}


def section_facts(draft: PlanDraft) -> list[dict[str, object]]:
    """Return the headings with their meaning, and how many rows stand under each."""
    return [
        {
            "heading": _MARK.sub("", plain(section["heading"])),
            "numeral": section["numeral"],
            "grouping": section["grouping"],
            "notes": [_NOTE_MARK.sub("", plain(note)) for note in section["notes"]],
            "rows": len(section["items"]),
        }
        for section in plan_to_json(draft)["sections"]
    ]


def plain(text: str) -> str:
    """Return a text with single spaces, without soft hyphens, under one sign for bullets."""
    return _BULLET.sub("· ", " ".join(text.replace("\u00ad", "").split()))


def _flat(name: str, value: Any) -> Iterator[Fact]:
    if name == "source" or name.endswith(".source"):
        return
    if name == "timing.findings":
        yield name, tuple(finding["code"] for finding in value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}" if name else key, inner)
    elif isinstance(value, list):
        yield f"{name}.count", len(value)
        for index, inner in enumerate(value):
            yield from _flat(f"{name}.{index}", inner)
    else:
        yield name, plain(value) if isinstance(value, str) else value


def _forced(facts: dict[str, object], forced: Forced) -> Iterator[Fact]:
    for name, value in facts.items():
        if forced.numbers and name == "cells.number":
            yield name, str(value).rstrip(".")
        elif not (forced.days and name in ("cells.timing", "timing.text", "timing.has_year")):
            yield name, value


def _is_cell(name: str) -> bool:
    return name.startswith("cells.")


def _pairs(wanted: list[str], given: list[str]) -> Iterator[tuple[int | None, int | None]]:
    """Pair rows in order; where as many are replaced as there were, they are the same rows."""
    matcher = SequenceMatcher(None, wanted, given, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal" or last - first == end - start:
            yield from zip(range(first, last), range(start, end), strict=True)
        else:
            yield from ((index, None) for index in range(first, last))
            yield from ((None, index) for index in range(start, end))


def _alone(expected: PlanDraft, found: PlanDraft, first: int | None, second: int | None) -> str:
    if first is not None:
        return f"строки {first + 1} нет: {list(expected.items())[first].title}"
    if second is not None:
        return f"лишняя строка: {list(found.items())[second].title}"
    return ""


def _section_differences(expected: PlanDraft, found: PlanDraft) -> Iterator[str]:
    wanted, given = section_facts(expected), section_facts(found)
    if len(wanted) != len(given):
        yield f"разделов {len(given)} вместо {len(wanted)}"
    for index, (ours, theirs) in enumerate(zip(wanted, given, strict=False), 1):
        yield from _differences(f"раздел {index}", ours, theirs)


def _differences(place: str, ours: dict[str, object], theirs: dict[str, object]) -> Iterator[str]:
    for name in dict.fromkeys([*ours, *theirs]):
        if ours.get(name) != theirs.get(name):
            yield f"{place}, {name}: {theirs.get(name)!r} вместо {ours.get(name)!r}"
