"""What a row is understood in: the period of its plan, its columns, its headings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from mezhgorod.registry.rules import RuleViolation
from planbook.dates import Period, PeriodError, parse_timing
from planbook.findings import SourceRef
from planbook.plans import EventDraft, PlanDraft, SectionDraft

# The whole setting as the page sends it along; the longest real plan needs some 6,000.
MAX_LENGTH = 200_000
_MAX_PARTS = 1_000
_ANY_ROW = EventDraft("", parse_timing(""), (), SourceRef())


@dataclass(frozen=True, slots=True)
class RowSetting:
    """A plan without its rows, small enough to travel with a page."""

    plan: PlanDraft

    @classmethod
    def of_plan(cls, plan: PlanDraft) -> RowSetting:
        """Return the setting of a plan; headings only remember whether rows stand under them."""
        return cls(_plan(plan.period, plan.columns, [_heading(one) for one in plan.sections]))

    @classmethod
    def of_text(cls, text: str) -> RowSetting:
        """Return the setting that a page sent along.

        Raises:
            RuleViolation: it is not what `text` gave.
        """
        try:
            return cls(_read(text))
        except (ValueError, TypeError, KeyError, PeriodError, RecursionError) as error:
            raise RuleViolation("row.bad_setting", _BAD_SETTING) from error

    @property
    def text(self) -> str:
        """The setting in one line, for a field of the page."""
        headings = [_heading(one) for one in self.plan.sections]
        data = {"period": self.plan.period, "columns": self.plan.columns, "sections": headings}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


_BAD_SETTING = "Страница устарела. Обновите её: набранное сохранено."


def _heading(section: SectionDraft) -> list[Any]:
    words = section.heading_text or section.heading
    return [words, section.level, list(section.notes), bool(section.items)]


def _read(text: str) -> PlanDraft:
    if len(text) > MAX_LENGTH:
        raise ValueError(len(text))
    data = json.loads(text)
    period = data["period"]
    if period is not None:
        Period.from_edtf(period)
    columns = tuple((str(role), str(header)) for role, header in data["columns"][:_MAX_PARTS])
    return _plan(period, columns, data["sections"][:_MAX_PARTS])


def _plan(
    period: str | None, columns: tuple[tuple[str, str], ...], headings: list[list[Any]]
) -> PlanDraft:
    sections = tuple(
        SectionDraft(
            heading=" ".join(str(words).split()),
            items=(_ANY_ROW,) if has_rows else (),
            notes=tuple(str(note) for note in notes),
            heading_text=str(words),
            level=int(level),
        )
        for words, level, notes, has_rows in headings
    )
    return PlanDraft("", None, "plan", period, sections, columns=columns)
