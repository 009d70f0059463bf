"""The words of a document: of each choice the one that gives most of its cells back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from planbook.dates import TimingKind
from planbook.layouts.constraints import constraint_of, fitted
from planbook.layouts.layout import Layout, RegionStyle, Source, Wording, YearStyle
from planbook.layouts.rows import NUMBER, worded_sections
from planbook.places import AttendanceMode
from planbook.plans import EventDraft, PlanDraft
from planbook.text import clean_spaces

_SAMPLE = 80
# Longer words than any wording of a layout may be.
_TOO_LONG = 1_000
# In this order: a later choice builds on the earlier ones; what hangs together is tried together.
_CHOICES: tuple[tuple[dict[str, Any], ...], ...] = (
    tuple({"year": value} for value in YearStyle),
    tuple({"dash": value} for value in ("–", "-", " - ", " – ")),
    tuple({"wide_dash": value} for value in (" – ", "-\n", " - ", "-", "–", "–\n")),
    tuple({"city_prefix": value} for value in ("", "г. ", "г.", "город ")),
    tuple(
        {"region_style": style, "last_comma": comma}
        for style in RegionStyle
        for comma in (", ", " и ")
    ),
)


def infer_wording(draft: PlanDraft, layout: Layout) -> Wording:
    """Return the wording that repeats most cells of a document when they are composed."""
    sample = _sampled(draft)
    wording = replace(layout.wording, **_said(draft))
    best = _hits(sample, replace(layout, wording=wording))
    for choices in _CHOICES:
        for choice in choices:
            trial = replace(wording, **choice)
            hits = _hits(sample, replace(layout, wording=trial)) if trial != wording else best
            if hits > best:
                wording, best = trial, hits
    return wording


def _sampled(draft: PlanDraft) -> PlanDraft:
    """Return the plan with rows from all over it, few enough to compose them many times."""
    total = sum(len(section.items) for section in draft.sections)
    step = max(1, -(-total // _SAMPLE))
    sections = [replace(section, items=section.items[::step]) for section in draft.sections]
    return replace(draft, sections=tuple(sections))


def _hits(draft: PlanDraft, layout: Layout) -> int:
    """Return how many composed cells equal the author's, numbers aside."""
    hits = 0
    for section in worded_sections(draft, layout, Source.COMPOSED):
        for row in section.rows:
            seen: Counter[str] = Counter()
            for column, cell in zip(section.columns, row.cells, strict=True):
                own = [entry.text for entry in row.event.cells if entry.role == column.role]
                occurrence, seen[column.role] = seen[column.role], seen[column.role] + 1
                if column.role != NUMBER and occurrence < len(own):
                    hits += clean_spaces(cell.text) == clean_spaces(own[occurrence])
    return hits


def _said(draft: PlanDraft) -> Mapping[str, Any]:
    """Return the words that stand in the document itself: for the whole period, for remoteness."""
    items = list(draft.items())
    whole = _commonest(item.timing.text for item in items if item.timing.kind is TimingKind.ONGOING)
    remote = _commonest(_remote_cells(items))
    online = _commonest(_online_marks(items))
    said = {"whole_period": whole, "remote": remote, "online": online}
    limits = {field.name: constraint_of(field.metadata).most for field in fields(Wording)}
    return {name: words for name, words in said.items() if 0 < len(words) <= limits[name]}


def _remote_cells(items: Sequence[EventDraft]) -> Iterable[str]:
    for item in items:
        cell = item.cell("place")
        is_remote = item.attendance_mode is AttendanceMode.ONLINE and not item.places
        if cell is not None and is_remote:
            yield cell.text


def _online_marks(items: Sequence[EventDraft]) -> Iterable[str]:
    """Yield the last line of a place cell where it names the way to attend in brackets."""
    for item in items:
        cell = item.cell("place")
        if cell is not None and item.attendance_mode is AttendanceMode.ONLINE and item.places:
            mark = cell.text.rstrip().rpartition("(")[2]
            if mark.endswith(")"):
                yield f"({mark}"


def _commonest(texts: Iterable[str]) -> str:
    counts = Counter(fitted(clean_spaces(text), _TOO_LONG) for text in texts)
    counts.pop("", None)
    return counts.most_common(1)[0][0] if counts else ""
