"""The changes of one step undone in the opposite order, all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from mezhgorod.evidence.models import Finding
from mezhgorod.planning.actions.rows.ordering import write_order
from mezhgorod.planning.actions.rows.returning import ReturningRow
from mezhgorod.planning.actions.rows.sections import write_section_order
from mezhgorod.planning.actions.rows.writing import (
    RowPlace,
    count_change,
    locked_items,
    locked_section,
    write_added,
    write_changed,
    write_moved,
    write_removed,
)
from mezhgorod.planning.models import Plan, PlanChange, PlanItem, PlanSection
from mezhgorod.planning.queries import row_draft
from mezhgorod.planning.rules import says_same
from mezhgorod.planning.rules.words_of_steps import named_row
from mezhgorod.registry.rules import RuleViolation
from planbook.plans import event_from_dict

_CHANGED = (
    "Строку {row} после этого изменили: отмена потеряла бы новые слова. "
    "Откройте строку и исправьте её вручную."
)
_GONE = "Строки {row} в плане уже нет, отменить её изменение нельзя."
_BACK = "Строка {row} уже снова стоит в плане."
_HAS_ROWS = "В разделе «{heading}» появились строки: перенесите их, затем отменяйте."
_Data = Mapping[str, Any]


def take_back(*, plan: Plan, changes: Sequence[PlanChange], now: datetime) -> None:
    """Undo the changes of one step of a locked plan, the last one first.

    Raises:
        RuleViolation: something has changed since; nothing is undone then.
    """
    _Taking(plan, changes, now).run()


class _Taking:
    """One step being taken back: rows of the plan are read once and written together."""

    def __init__(self, plan: Plan, changes: Sequence[PlanChange], now: datetime) -> None:
        self._plan = plan
        self._changes = sorted(changes, key=lambda one: -one.pk)
        self._now = now
        ids = [one.item_id for one in changes if one.item_id is not None]
        self._items = {item.pk: item for item in locked_items(plan, ids)}

    def run(self) -> None:
        sections = [one for one in self._changes if "section_step" in _data(one)]
        for change in sections:
            self._take_back_section(_data(change)["section_step"])
        for change in self._changes:
            self._take_back_title(_data(change))
            self._take_back_remark(_data(change))
        self._remove([one for one in self._changes if _is_added(one)])
        self._change([one for one in self._changes if one.before and one.after])
        self._return([one for one in self._changes if "row" in _data(one)])
        # Rows moved together remember where they stood beside each other: from the top down.
        for change in sorted(self._changes, key=lambda one: _data(one).get("place") or 0):
            self._take_back_place(change)

    def _remove(self, changes: Sequence[PlanChange]) -> None:
        items = [self._unchanged(change) for change in changes]
        write_removed(plan=self._plan, items=items, now=self._now)

    def _change(self, changes: Sequence[PlanChange]) -> None:
        pairs = [
            (self._unchanged(change), event_from_dict(change.before or {})) for change in changes
        ]
        write_changed(plan=self._plan, changes=pairs, now=self._now)

    def _unchanged(self, change: PlanChange) -> PlanItem:
        """Return the row of a change if it still says what the change made it say."""
        after = event_from_dict(change.after or {})
        item = self._items.get(change.item_id or 0)
        if item is None:
            raise RuleViolation("undo.gone", _GONE.format(row=named_row(after.title)))
        if not says_same(row_draft(item), after):
            raise RuleViolation("undo.changed", _CHANGED.format(row=named_row(after.title)))
        return item

    def _return(self, changes: Sequence[PlanChange]) -> None:
        """Put removed rows back, neighbours together, each section from its top."""
        stored = PlanItem.objects.filter(section__plan=self._plan)
        uids = [change.event_uid for change in changes if change.event_uid]
        for title in stored.filter(event__uid__in=uids).values_list("event__title", flat=True):
            raise RuleViolation("undo.back", _BACK.format(row=named_row(title)))
        ordered = sorted(changes, key=lambda one: (_data(one)["section"], _data(one)["place"]))
        for run in _runs(ordered):
            first = _data(run[0])
            place = RowPlace(locked_section(self._plan, first["section"]), first["place"])
            write_added(
                plan=self._plan,
                place=place,
                rows=[event_from_dict(change.before or {}) for change in run],
                returning=[ReturningRow(**_data(change)["row"]) for change in run],
                now=self._now,
            )

    def _take_back_place(self, change: PlanChange) -> None:
        data = _data(change)
        if "order" in data:
            section = locked_section(self._plan, data["section"])
            write_order(plan=self._plan, section=section, ids=data["order"], now=self._now)
        elif "pinned" in data:
            item = self._item(change)
            item.is_pinned = data["pinned"]
            item.save(update_fields=["is_pinned"])
        elif "place" in data and "row" not in data:
            item = self._item(change)
            place = RowPlace(locked_section(self._plan, data["section"]), data["place"])
            write_moved(plan=self._plan, item=item, place=place, now=self._now)

    def _item(self, change: PlanChange) -> PlanItem:
        item = self._items.get(change.item_id or 0)
        if item is None:
            raise RuleViolation("undo.gone", _GONE.format(row="этого шага"))
        # Other rows of the step may have moved it meanwhile.
        item.refresh_from_db(fields=["position", "section"])
        return item

    def _take_back_section(self, step: _Data) -> None:
        sections = list(self._plan.sections.order_by("position"))
        if "added" in step:
            section = locked_section(self._plan, step["added"])
            if section.items.exists():
                message = _HAS_ROWS.format(heading=section.heading)
                raise RuleViolation("undo.has_rows", message)
            sections.remove(section)
            section.delete()
        elif "renamed" in step:
            self._plan.sections.filter(pk=step["renamed"]).update(**step["values"])
            return
        else:
            section = self._returned_section(step, sections)
            others = [one for one in sections if one.pk != section.pk]
            index = step["position"] - 1
            sections = [*others[:index], section, *others[index:]]
        write_section_order(self._plan, sections)
        count_change(self._plan, self._now)

    def _take_back_title(self, data: _Data) -> None:
        if "title" in data:
            values = {name: data[name] for name in ("title", "title_lines")}
            Plan.objects.filter(pk=self._plan.pk).update(**values)
            count_change(self._plan, self._now)

    def _take_back_remark(self, data: _Data) -> None:
        if "remark" in data:
            Finding.objects.filter(pk=data["remark"]).update(state=data["remark_state"])

    def _returned_section(self, step: _Data, sections: Sequence[PlanSection]) -> PlanSection:
        if "shifted" in step:
            return locked_section(self._plan, step["shifted"])
        last = sections[-1].position if sections else 0
        return PlanSection.objects.create(
            pk=step["removed"], plan=self._plan, position=last + 1, **step["values"]
        )


def _data(change: PlanChange) -> _Data:
    return change.undo_data or {}


def _is_added(change: PlanChange) -> bool:
    return change.after is not None and change.before is None and change.item_id is not None


def _runs(changes: Sequence[PlanChange]) -> list[list[PlanChange]]:
    """Return removed rows as runs of neighbours."""
    runs: list[list[PlanChange]] = []
    for change in changes:
        data = _data(change)
        last = _data(runs[-1][-1]) if runs else {}
        if last.get("section") == data["section"] and last["place"] + 1 == data["place"]:
            runs[-1].append(change)
        else:
            runs.append([change])
    return runs
