"""Many rows of an open plan changed in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mezhgorod.planning.actions.history import Grounds, record_changes
from mezhgorod.planning.actions.rows.guards import ensure_may_change_rows
from mezhgorod.planning.actions.rows.reading import RowReader, cells_of
from mezhgorod.planning.actions.rows.row_editing import edit_change
from mezhgorod.planning.actions.rows.sections import move_all
from mezhgorod.planning.actions.rows.writing import (
    locked_items,
    locked_plan,
    locked_section,
    write_changed,
)
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.queries import row_draft
from mezhgorod.registry.rules import Actor, RuleViolation, number_of

MAX_AT_ONCE = 500
SECTION = "section"
_TOO_MANY = f"Отмечено больше {MAX_AT_ONCE} строк. Отметьте меньше и повторите."
_NONE = "Отметьте строки, которые нужно изменить."
_NO_SECTION = "Выберите раздел, в который перенести строки."
_NO_COLUMN = "У строк этого плана нет такого столбца. Откройте строку и впишите в подходящий."


@dataclass(frozen=True, slots=True)
class ManyRows:
    """Rows to change together and what they shall say.

    `facet` is the role of a column («timing», «place», …) or «section»; `value` the words of the
    column, or the number (primary key) of the section.
    """

    items: Sequence[PlanItem]
    facet: str
    value: str


@transaction.atomic
def change_many(
    *, plan: Plan, many: ManyRows, grounds: Grounds, actor: Actor, now: datetime
) -> int:
    """Change one column of many rows, or move them all to the end of a section.

    Returns:
        How many rows say something else or stand elsewhere now.

    Raises:
        RuleViolation: the person may not, the plan is approved, nothing or too much is chosen, or
            the rows have no such column.
    """
    ensure_some(many.items)
    plan = locked_plan(plan.pk)
    items = locked_items(plan, [item.pk for item in many.items])
    if many.facet == SECTION:
        return _move(plan, items, many.value, actor, now)
    ensure_may_change_rows(plan=plan, actor=actor, items=items)
    reader = RowReader(plan)
    before = {item.pk: row_draft(item) for item in items}
    after = {
        item.pk: reader.read_again(
            item.section, before[item.pk], _with(cells_of(before[item.pk]), many)
        )
        for item in items
    }
    changed = write_changed(plan=plan, changes=[(item, after[item.pk]) for item in items], now=now)
    changes = [edit_change(item, before[item.pk], after[item.pk]) for item in changed]
    record_changes(plan=plan, changes=changes, grounds=grounds, actor=actor, now=now)
    return len(changed)


def ensure_some(items: Sequence[PlanItem]) -> None:
    """Refuse to change no rows at all, or more than one step may.

    Raises:
        RuleViolation: none or more than `MAX_AT_ONCE` are chosen.
    """
    if not items:
        raise RuleViolation("rows.none", _NONE)
    if len(items) > MAX_AT_ONCE:
        raise RuleViolation("rows.too_many", _TOO_MANY)


def _move(plan: Plan, items: Sequence[PlanItem], key: str, actor: Actor, now: datetime) -> int:
    number = number_of(key)
    if not number:
        raise RuleViolation("rows.no_section", _NO_SECTION, "value")
    target = locked_section(plan, number)
    ensure_may_change_rows(plan=plan, actor=actor, items=items, sections=[target])
    moving = [item for item in items if item.section_id != target.pk]
    if not moving:
        return 0
    changes = move_all(plan=plan, items=moving, target=target, now=now)
    record_changes(plan=plan, changes=changes, grounds=Grounds(), actor=actor, now=now)
    return len(moving)


def _with(cells: Sequence[tuple[str, str]], many: ManyRows) -> list[tuple[str, str]]:
    """Put the words into the first cell of the column; a row without it is told apart."""
    done, said = False, []
    for role, text in cells:
        is_meant = role == many.facet and not done
        said.append((role, many.value if is_meant else text))
        done = done or is_meant
    if not done:
        raise RuleViolation("rows.no_column", _NO_COLUMN, "facet")
    return said
