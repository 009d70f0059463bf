"""The plans of the corpus, read once, and their findings by section and row."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from planbook.checks import check_plan, check_report
from planbook.cli.reading import read
from planbook.findings import Finding
from planbook.plans import EventDraft, PlanDraft
from planbook.readers import read_document

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
UNION, ASSEMBLY = "sgcszr-plan-2023", "mag-plan-2023"
REGION_2023, REGION_2022 = "smolensk-plan-2023-h2", "smolensk-plan-2022-h2"
PLANS = (UNION, ASSEMBLY, REGION_2023, REGION_2022)
REPORT = "sgcszr-report-2024"


@cache
def plan(slug: str) -> PlanDraft:
    return read(CORPUS / slug / "source.txt")


@cache
def checked(slug: str) -> tuple[Finding, ...]:
    return check_plan(plan(slug))


@cache
def report_findings() -> tuple[Finding, ...]:
    return check_report(read_document(CORPUS / REPORT / "source.txt"))


def row(slug: str, section: int, number: int) -> EventDraft:
    return plan(slug).sections[section - 1].items[number - 1]


def place(draft: PlanDraft, finding: Finding) -> str:
    """Return «section.row», both from 1; row 0 is the heading of the section."""
    for at, section in enumerate(draft.sections, start=1):
        if section.source.row == finding.source.row and section.heading:
            return f"{at}.0"
        for number, item in enumerate(section.items, start=1):
            if item.source.row == finding.source.row:
                return f"{at}.{number}"
    return "?"


def told(slug: str) -> list[str]:
    """Return «code section.row» of every finding of the checker in a plan."""
    return [f"{finding.code} {place(plan(slug), finding)}" for finding in checked(slug)]


def places_of(slug: str, code: str) -> list[str]:
    """Return where a code was told, by the checker or by reading."""
    draft = plan(slug)
    read_ones = [*draft.findings, *(one for item in draft.items() for one in item.findings)]
    found = [*read_ones, *checked(slug)]
    return [place(draft, finding) for finding in found if finding.code == code]
