"""A row in words and as a stroke of time, while a person types it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mezhgorod.website.board.scale import Scale, Tick, ticks, year_scale
from mezhgorod.website.board.spoken import weekday_words
from mezhgorod.website.board.strokes import NARROW_LETTER, Drawing, draw
from mezhgorod.website.review.understood import (
    Field,
    TimeView,
    fields_of,
    shape_of_timing,
    time_of,
)
from planbook.checks import check_plan
from planbook.dates import Period, parse_timing
from planbook.findings import Finding, Severity, SourceRef
from planbook.plans import CellDraft, EventDraft, PlanDraft, SectionDraft
from planbook.plans.rereading import reread_row

# Spoken after typing; everything else can be read where it stands.
_SPOKEN_FIELDS = ("Место", "Формат", "Организаторы")
# What the owner of the plan does is said by the plan, not by the row that is typed.
_NOT_SHOWN = "Владелец плана"
_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class UnderstoodRow:
    """What the program read of a row.

    Attributes:
        row: the row itself.
        time: the form of its stroke and what its wording means.
        weekday: of a single exact day, «воскресенье».
        drawing: the stroke on the axis of the plan; None where the plan has no period.
        ticks: the months of that axis.
        fields: everything else that was read, by name.
        findings: remarks of reading and of the checker, the gravest first.
        is_empty: nothing is typed yet, so there is nothing to say.
    """

    row: EventDraft
    time: TimeView
    weekday: str
    drawing: Drawing | None
    ticks: tuple[Tick, ...]
    fields: tuple[Field, ...]
    findings: tuple[Finding, ...]
    is_empty: bool

    @property
    def spoken(self) -> str:
        """The short of it for a screen reader."""
        if self.is_empty:
            return ""
        facts = [line for one in self.fields if one.label in _SPOKEN_FIELDS for line in one.lines]
        time = ", ".join(filter(None, (_spoken_time(self.time), self.weekday)))
        count = f"замечаний: {len(self.findings)}" if self.findings else ""
        return "; ".join(filter(None, (time, *facts, count)))


def understood_row(
    plan: PlanDraft, section: int | None, row: EventDraft | None, cells: Sequence[CellDraft]
) -> UnderstoodRow:
    """Return what is read of a row with these words; nothing is stored.

    Args:
        plan: gives columns, headings and the period; its other rows are not looked at.
        section: place of the row's heading among the sections of the plan, None for no heading.
        row: the row as it was, None for a new one.
        cells: its words as typed.
    """
    chosen = _section(plan, section)
    read = reread_row(plan, chosen, row or _new_row(cells), cells)
    shape = shape_of_timing(read.timing)
    scale = _scale(plan.period)
    return UnderstoodRow(
        row=read,
        time=time_of(read.timing),
        weekday=weekday_words(shape),
        drawing=draw(shape, scale, NARROW_LETTER) if scale else None,
        ticks=tuple(ticks(scale)) if scale else (),
        fields=tuple(one for one in fields_of(read) if one.label != _NOT_SHOWN),
        findings=_findings(plan, chosen, read),
        is_empty=not any(cell.text.strip() for cell in cells),
    )


def _section(plan: PlanDraft, index: int | None) -> SectionDraft:
    if index is None or not 0 <= index < len(plan.sections):
        return SectionDraft("", ())
    return plan.sections[index]


def _new_row(cells: Sequence[CellDraft]) -> EventDraft:
    source = cells[0].source if cells else SourceRef()
    return EventDraft("", parse_timing(""), tuple(cells), source)


def _scale(period: str | None) -> Scale | None:
    if not period:
        return None
    days = Period.from_edtf(period)
    return year_scale(days.start, days.end)


def _findings(plan: PlanDraft, section: SectionDraft, row: EventDraft) -> tuple[Finding, ...]:
    """Return remarks about this row alone; rules that compare rows find nothing in one row."""
    alone = replace(plan, sections=(replace(section, items=(row,)),))
    found = dict.fromkeys(_kept((*row.findings, *check_plan(alone))))
    return tuple(sorted(found, key=lambda one: _GRAVITY.index(one.severity)))


def _kept(findings: Iterable[Finding]) -> Iterable[Finding]:
    """Leave one remark of each kind about the same words."""
    seen = set()
    for one in findings:
        key = (one.code, one.evidence)
        if key not in seen:
            seen.add(key)
            yield one


def _spoken_time(time: TimeView) -> str:
    words = {"none": "даты ещё нет", "unread": "срок не понят"}.get(time.form.value, "")
    return words or time.meaning
