"""What a person should know before printing: numbers that change, columns that are not printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from planbook.findings import Finding, Severity
from planbook.layouts.layout import Layout, LayoutColumn, NumberingStyle, Source
from planbook.layouts.rows import NUMBER, WordedSection, worded_sections
from planbook.layouts.template import field_names, parse_template
from planbook.plans import PlanDraft

_UNNUMBERED = frozenset({NumberingStyle.NONE, NumberingStyle.BULLET})
_SHARED = {"place": "place_timing", "timing": "place_timing"}
_NOT_TEXT = frozenset({NUMBER, "title"})


def layout_findings(plan: PlanDraft, layout: Layout) -> tuple[Finding, ...]:
    """Return what printing a plan by a layout changes or leaves out; nothing is hindered by it.

    >>> from planbook.layouts import layout_named
    >>> layout_findings(PlanDraft("", None, "plan", None, ()), layout_named("standard"))
    ()
    """
    sections = worded_sections(plan, layout, Source.VERBATIM)
    return (*_numbers(sections, layout), *_left_out(sections, dict(plan.columns)))


def _numbers(sections: Sequence[WordedSection], layout: Layout) -> tuple[Finding, ...]:
    """Tell that rows get other numbers than the document printed."""
    if {layout.numbering.style, layout.numbering.list_style} <= _UNNUMBERED:
        return ()
    changed = [
        (row.event, row.mark)
        for section in sections
        for row in section.rows
        if row.event.number is not None and row.mark != _as_counted(row.event.number, layout)
    ]
    if not changed:
        return ()
    event, mark = changed[0]
    counted = mark.rstrip(".") or "без номера"
    message = (
        f"Номера строк считаются заново, изменится номеров: {len(changed)}. Первый из них – "
        f"{event.number}, станет {counted}. Чтобы оставить номера документа, "
        "выберите нумерацию «как напечатано»."
    )
    return (
        Finding(
            "layout.number_differs",
            message,
            Severity.INFO,
            source=event.source,
            evidence=str(event.number),
        ),
    )


def _as_counted(number: str, layout: Layout) -> str:
    return layout.numbering.format.replace("{n}", number)


def _left_out(sections: Sequence[WordedSection], headers: Mapping[str, str]) -> tuple[Finding, ...]:
    """Tell which filled columns of the document the layout has no place for."""
    counts: Counter[str] = Counter()
    for section in sections:
        printed = _printed_roles(section.columns)
        counts.update(
            cell.role
            for row in section.rows
            for cell in row.event.cells
            if cell.text.strip() and not _is_printed(cell.role, printed)
        )
    return tuple(
        Finding(
            "layout.column_left_out",
            f"Столбец «{headers.get(role) or role}» в макет не входит, заполненных ячеек: {count}. "
            "Добавьте столбец в макет, если он нужен в печати.",
            evidence=headers.get(role) or role,
        )
        for role, count in counts.items()
    )


def _printed_roles(columns: Sequence[LayoutColumn]) -> set[str]:
    roles: set[str] = set()
    for column in columns:
        roles.add(column.role)
        roles |= field_names(parse_template(column.template))
    return roles


def _is_printed(role: str, printed: set[str]) -> bool:
    if role in _NOT_TEXT or role in printed or _SHARED.get(role) in printed:
        return True
    return role == "place_timing" and {"place", "timing"} <= printed
