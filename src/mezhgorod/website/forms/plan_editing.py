"""What the pages of editing a plan send along: rows as they were seen, ticks, a new plan."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from mezhgorod.planning.actions.rows.row_editing import SeenRow
from mezhgorod.planning.models import PlanItem
from mezhgorod.planning.rules import PlanGrouping
from mezhgorod.planning.rules.typed import MAX_CELLS, Cells
from mezhgorod.registry.rules import RuleViolation, count_in, numbers_of
from planbook.dates import MONTH_NAMES, Period, PeriodError

_MAX_SEEN = 200_000
_MAX_HEADINGS = 1_000
_MAX_TICKS = 2_000
_STALE = "Страница устарела или изменена. Обновите её и повторите."
_BAD_PERIOD = "Выберите год и период, на который составляется план."
_TOO_MANY_HEADINGS = f"Заголовков больше {_MAX_HEADINGS}. Оставьте те, что нужны плану."

# key, words, EDTF with {year}
PERIODS: tuple[tuple[str, str, str], ...] = (
    ("year", "год", "{year}"),
    ("h1", "I полугодие", "{year}-40"),
    ("h2", "II полугодие", "{year}-41"),
    ("q1", "I квартал", "{year}-33"),
    ("q2", "II квартал", "{year}-34"),
    ("q3", "III квартал", "{year}-35"),
    ("q4", "IV квартал", "{year}-36"),
    *(
        (f"m{month:02}", words, f"{{year}}-{month:02}")
        for month, words in enumerate(MONTH_NAMES, start=1)
    ),
)  # fmt: skip


def ticked(params: QueryDict) -> list[PlanItem]:
    """Return the rows that were ticked, by their numbers only."""
    numbers = numbers_of(params.getlist("item")[:_MAX_TICKS])
    return [PlanItem(pk=number) for number in dict.fromkeys(numbers)]


def batch_of(params: QueryDict) -> UUID | None:
    """Return the step that the page showed as the last one."""
    try:
        return UUID(params.get("batch", ""))
    except ValueError:
        return None


def text_of_row(fingerprint: str, cells: Cells) -> str:
    """Return a row in one line, for a hidden field."""
    return json.dumps([fingerprint, [list(one) for one in cells]], ensure_ascii=False)


def seen_row(text: str) -> SeenRow:
    """Return the row that a person saw.

    Raises:
        RuleViolation: it is not what `text_of_row` gave.
    """
    try:
        fingerprint, cells = json.loads(text[:_MAX_SEEN])
        pairs = tuple((str(role), str(words)) for role, words in cells[:MAX_CELLS])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise RuleViolation("row.stale", _STALE) from error
    return SeenRow(str(fingerprint)[:64], pairs)


def taken_cells(params: QueryDict, typed: Cells, current: Cells) -> list[tuple[str, str]]:
    """Return the cells of a row after a person has chosen side by side: own words or theirs."""
    left = list(current)
    cells = []
    for index, (role, words) in enumerate(typed):
        theirs = next((one for one in left if one[0] == role), None)
        if theirs is not None:
            left.remove(theirs)
        is_theirs = params.get(f"take.{index}") == "current" and theirs is not None
        cells.append(theirs if is_theirs and theirs else (role, words))
    return cells


@dataclass(frozen=True, slots=True)
class NewPlanForm:
    """What was typed about a new plan; nothing is lost while something is wrong with it."""

    owner: str = ""
    year: str = ""
    part: str = "year"
    title: str = ""
    headings: str = ""
    layout: str = ""
    state: str = "draft"

    @classmethod
    def of_post(cls, params: QueryDict) -> NewPlanForm:
        names = ("owner", "year", "part", "title", "headings", "layout", "state")
        return cls(**{name: params.get(name, "") for name in names})

    @property
    def period(self) -> Period:
        """The period of the plan.

        Raises:
            RuleViolation: there is no such period.
        """
        form = {key: edtf for key, _, edtf in PERIODS}.get(self.part)
        try:
            if form is None or count_in(self.year) is None:
                raise PeriodError(self.year)
            return Period.from_edtf(form.format(year=self.year))
        except PeriodError as error:
            raise RuleViolation("plan.period", _BAD_PERIOD, "year") from error

    @property
    def sections(self) -> Sequence[tuple[str, PlanGrouping]]:
        """The headings, one per line; empty lines say nothing.

        Raises:
            RuleViolation: there are too many.
        """
        lines = [line.strip() for line in self.headings.splitlines() if line.strip()]
        if len(lines) > _MAX_HEADINGS:
            raise RuleViolation("plan.too_many_sections", _TOO_MANY_HEADINGS, "headings")
        return [(line, PlanGrouping.THEME) for line in lines]
