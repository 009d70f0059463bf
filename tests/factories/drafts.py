"""Drafts made by hand: small plans with the shapes that real ones have."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from planbook.dates import Day, Month, Span, Timing, Unscheduled
from planbook.findings import Finding, SourceRef
from planbook.places import Place, parse_places
from planbook.plans import CellDraft, EventDraft, Grouping, PlanDraft, SectionDraft

# As readers give them, coordinates and all.
[VOLOGDA] = parse_places("Вологда").places
[YAROSLAVL] = parse_places("Ярославль").places
OWNER = "Союз городов Северной Двины"


def day(text: str, month: int, number: int) -> Timing:
    return Day(text=text, spans=(Span(date(2023, month, number), date(2023, month, number)),))


def month(text: str, number: int, last: int) -> Timing:
    return Month(text=text, spans=(Span(date(2023, number, 1), date(2023, number, last)),))


MAY = month("май", 5, 31)
JUNE = month("июнь", 6, 30)
BY_AGREEMENT = Unscheduled(text="по согласованию")


def row(
    title: str,
    timing: Timing = MAY,
    places: Sequence[Place] = (VOLOGDA,),
    *,
    at: int = 1,
    **fields: Any,
) -> EventDraft:
    """A row with its three printed cells; `at` is where it stands in the table of the document."""
    texts = (
        ("title", title),
        ("place", ", ".join(place.text for place in places)),
        ("timing", timing.text),
    )
    cells = tuple(
        CellDraft(role, text, SourceRef(block=1, table=1, row=at, column=column))
        for column, (role, text) in enumerate(texts, start=1)
    )
    source = SourceRef(block=1, table=1, row=at)
    return EventDraft(title, timing, cells, source, places=tuple(places), **fields)


def section(heading: str, *rows: EventDraft, **fields: Any) -> SectionDraft:
    return SectionDraft(heading, rows, grouping=Grouping.THEME, **fields)


def plan(*sections: SectionDraft, findings: Sequence[Finding] = (), **fields: Any) -> PlanDraft:
    values: dict[str, Any] = {
        "title": "План мероприятий на 2023 год",
        "owner": OWNER,
        "kind": "plan",
        "period": "2023",
        "columns": (("title", "Мероприятие"), ("place", "Место"), ("timing", "Дата")),
    }
    return PlanDraft(sections=sections, findings=tuple(findings), **(values | fields))


def rows_plan(count: int) -> PlanDraft:
    """A plan of many different rows, every third with an ordinal of its own series."""
    return plan(
        section(
            "I. Мероприятия",
            *(
                row(
                    f"Мероприятие номер {index}",
                    MAY if index % 2 else JUNE,
                    (VOLOGDA, YAROSLAVL) if index % 5 == 0 else (VOLOGDA,),
                    at=index,
                    number=str(index),
                    edition=index if index % 3 == 0 else None,
                    organizers=("администрация города",),
                    findings=(Finding("row.remark", "Проверьте строку.", evidence=str(index)),),
                )
                for index in range(1, count + 1)
            ),
        )
    )
