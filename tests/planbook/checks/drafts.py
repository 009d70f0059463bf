"""Small plans made of rows, read from text as any other plan."""

from __future__ import annotations

from collections.abc import Sequence

from planbook.checks import check_plan
from planbook.cli.reading import read
from planbook.dates import Period, parse_timing
from planbook.findings import Finding, SourceRef
from planbook.plans import Age, CellDraft, EventDraft, Grouping, PlanDraft, SectionDraft

HEADER = "№\tСубъект РФ\tМероприятие\tСрок\tМесто\n"


def plan_of(*rows: str, year: int = 2023, owner: str = "") -> PlanDraft:
    """Read a plan from rows «partners | title | date | place»; a row without « | » is a heading."""
    title = f"План мероприятий {owner} на {year} год\n".replace("  ", " ")
    lines = [title, HEADER]
    number = 0
    for row in rows:
        if " | " not in row:
            lines.append(f"{row}\n")
            continue
        number += 1
        lines.append("\t".join([f"{number}.", *(part.strip() for part in row.split(" | "))]) + "\n")
    return read("".join(lines).encode())


def event(title: str, when: str = "май", where: str = "Шуя") -> str:
    return f"— | {title} | {when} | {where}"


def city_list(*rows: tuple[str, str, str], heading: str = "Юбилеи городов") -> SectionDraft:
    """Make a list of cities: name, printed age, day."""
    return SectionDraft(
        heading,
        tuple(city_row(at, *row) for at, row in enumerate(rows, start=1)),
        grouping=Grouping.LIST,
        heading_text=heading,
    )


def city_row(number: int, name: str, age: str, day: str, year: int = 2023) -> EventDraft:
    source = SourceRef(table=1, row=number)
    texts = {"number": f"{number}.", "title": name, "age": age, "timing": day}
    cells = tuple(CellDraft(role, text, source) for role, text in texts.items())
    timing = parse_timing(day, period=Period.from_edtf(str(year)))
    digits = age.split()[0] if age else ""
    return EventDraft(
        name,
        timing,
        cells,
        source,
        number=str(number),
        age=Age(int(digits), age) if digits else None,
    )


def plan_with(*sections: SectionDraft, year: int = 2023) -> PlanDraft:
    return PlanDraft("План", None, "plan", str(year), sections)


def found(draft: PlanDraft, code: str, earlier: Sequence[PlanDraft] = ()) -> list[Finding]:
    """Return the findings of one rule."""
    return [one for one in check_plan(draft, earlier=earlier) if one.code == code]
