"""The frame of the next plan, and the draft of what a person has chosen."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from planbook.dates import Period
from planbook.plans import EventDraft, PlanDraft, SectionDraft
from planbook.succession.proposal import NextPlan
from planbook.succession.wording import move_title

_NUMBER = re.compile(r"\d{1,5}")


def next_frame(plan: PlanDraft, source: Period, target: Period) -> PlanDraft:
    """Return a plan without rows for another period: title, headings, columns; not its approval."""
    return replace(
        plan,
        title=move_title(plan.title, source, target),
        period=target.edtf,
        sections=tuple(_heading(one, source, target) for one in plan.sections),
        findings=(),
        title_lines=tuple(move_title(line, source, target) for line in plan.title_lines),
        stamp="Проект",
        approval=(),
        signature=(),
    )


def draft_of(proposal: NextPlan, chosen: Collection[int] | None = None) -> PlanDraft:
    """Return the chosen rows under their headings, numbered in their new order.

    Headings without rows disappear, as empty departments do.

    Args:
        chosen: places in `proposal.rows`; without it all that is due and not stale.

    >>> from planbook.plans import extract_plan
    >>> from planbook.readers import read_document
    >>> from planbook.succession import next_plan
    >>> text = "План на 2023 год\\n\\nМероприятие\\tСрок\\nФорум\\tиюнь\\nСлёт к 85-летию\\tмай"
    >>> plan = extract_plan(read_document(text.encode(), file_name="план.txt"))
    >>> draft = draft_of(next_plan(plan, Period.from_edtf("2024")))
    >>> draft.title, [row.title for row in draft.items()]
    ('План на 2024 год', ['Форум'])
    """
    rows: dict[int, list[EventDraft]] = {}
    for place, one in enumerate(proposal.rows):
        is_chosen = one.is_due and not one.is_stale if chosen is None else place in chosen
        if is_chosen:
            rows.setdefault(one.section, []).append(one.row)
    sections = [
        replace(section, items=tuple(rows.get(index, ())))
        for index, section in enumerate(proposal.frame.sections)
        if index in rows or _has_rows_below(proposal.frame.sections, index, rows)
    ]
    return replace(proposal.frame, sections=tuple(_numbered(sections)))


def _has_rows_below(
    sections: Sequence[SectionDraft], index: int, rows: Mapping[int, list[EventDraft]]
) -> bool:
    """Tell whether a heading without rows of its own stands above one that has some."""
    for below in range(index + 1, len(sections)):
        if sections[below].level <= sections[index].level:
            return False
        if below in rows:
            return True
    return False


def _heading(section: SectionDraft, source: Period, target: Period) -> SectionDraft:
    return replace(
        section,
        heading=move_title(section.heading, source, target),
        heading_text=move_title(section.heading_text, source, target),
        items=(),
    )


def _numbered(sections: list[SectionDraft]) -> list[SectionDraft]:
    """Number rows through the plan, beginning anew in lists of cities, as their cells show it."""
    numbered, number = [], 0
    for section in sections:
        if section.items and all(row.age is not None for row in section.items):
            number = 0
        items = []
        for row in section.items:
            number += 1
            items.append(_with_number(row, number))
        numbered.append(replace(section, items=tuple(items)))
    return numbered


def _with_number(row: EventDraft, number: int) -> EventDraft:
    cell = row.cell("number")
    if cell is None or not _NUMBER.fullmatch(cell.text.strip().rstrip(".)")):
        return row
    text = _NUMBER.sub(str(number), cell.text, count=1)
    cells = tuple(replace(one, text=text) if one is cell else one for one in row.cells)
    return replace(row, cells=cells, number=str(number))
