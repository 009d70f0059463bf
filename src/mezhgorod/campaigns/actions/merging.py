"""Rows of several authors about one event become one row; nobody's words are lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from mezhgorod.campaigns.actions.deciding import decided, ensure_edge, reviewed
from mezhgorod.campaigns.actions.guards import rows_of_campaign
from mezhgorod.campaigns.actions.journal import Step
from mezhgorod.campaigns.actions.outcomes import Cells
from mezhgorod.campaigns.actions.saying import say_in_plan, say_words
from mezhgorod.campaigns.models import Campaign, ProposedRow
from mezhgorod.campaigns.queries import reading_frame
from mezhgorod.campaigns.queries.merged import COMBINED, combining_of
from mezhgorod.campaigns.rules import RowState, bounded_cells
from mezhgorod.campaigns.rules.combining import differing
from mezhgorod.registry.rules import Actor, RuleViolation

MAX_MERGED = 10
_TARGETS = frozenset({RowState.SUBMITTED, RowState.RETURNED, RowState.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Merging:
    """Rows to merge.

    Attributes:
        into: the row that stays.
        others: rows that join it.
        cells: what the row says from now on; None leaves its words.
        seen: by row, the `ProposedRow.sequence` that the person has seen.
    """

    into: int
    others: Sequence[int]
    cells: Cells | None = None
    seen: Mapping[int, int] = field(default_factory=dict)


@transaction.atomic
def merge_rows(*, campaign: Campaign, merging: Merging, actor: Actor, now: datetime) -> ProposedRow:
    """Merge rows of a campaign into one of them and give it a common text; return that row.

    The others point to it and keep their own words; so does the journal with its former ones. A
    row that is in the plan already says the common text there too. The same again does nothing.

    Raises:
        RuleViolation: no right, nothing is reviewed now, a row cannot be merged or was changed
            since it was seen, the common text has no title or is too long.
    """
    others = list(dict.fromkeys(merging.others))
    _ensure_few(merging.into, others)
    campaign, rows = reviewed(campaign=campaign, row_ids=(merging.into, *others), actor=actor)
    by_id = {row.pk: row for row in rows}
    into, joined = by_id[merging.into], [by_id[pk] for pk in others]
    if all(row.state == RowState.MERGED and row.merged_into_id == into.pk for row in joined):
        return into
    ensure_edge(joined, RowState.MERGED)
    _ensure_target(into)
    _ensure_seen(rows, merging.seen)
    steps = _said(campaign, into, joined, merging.cells, actor, now)
    for row in joined:
        row.state, row.merged_into, row.updated_at = RowState.MERGED, into, now
    ProposedRow.objects.filter(merged_into__in=joined).update(merged_into=into)
    for row in joined:
        words = f"Объединена со строкой «{into.title}» ({_author(into)})"
        steps.append(Step(row, "row.merge", words))
        words = f"К ней присоединена строка «{row.title}» ({_author(row)})"
        steps.append(Step(into, "row.merged", words))
    decided(campaign=campaign, rows=[into, *joined], steps=steps, actor=actor, now=now)
    return into


def merge_into(
    *, campaign: Campaign, row_id: int, into_id: int, actor: Actor, now: datetime
) -> ProposedRow:
    """Merge a row into another one whose words stay; return the merged row.

    Raises:
        RuleViolation: as `merge_rows`.
    """
    merge_rows(campaign=campaign, merging=Merging(into_id, [row_id]), actor=actor, now=now)
    return ProposedRow.objects.get(pk=row_id)


@transaction.atomic
def reconsider_row(*, campaign: Campaign, row_id: int, actor: Actor, now: datetime) -> ProposedRow:
    """Take a refusal or a merging back: the row is under review again.

    Rows that were merged together come back together, and the common row says again what it said
    before, unless somebody has changed it since.

    Raises:
        RuleViolation: as `accept_rows`, or the row is neither refused nor merged.
    """
    campaign, (row,) = reviewed(campaign=campaign, row_ids=(row_id,), actor=actor)
    if row.state == RowState.SUBMITTED:
        return row
    if row.state == RowState.MERGED:
        _part(campaign, row, actor, now)
        return ProposedRow.objects.get(pk=row_id)
    if row.state != RowState.REFUSED:
        message = (
            f"Строка «{row.title[:80]}» — {row.get_state_display()}. Вернуть к рассмотрению можно "
            "отклонённую или объединённую; принятую правят в проекте плана."
        )
        raise RuleViolation("campaign.row_state", message)
    _freed(row, now)
    steps = [Step(row, "row.reconsider", "Возвращена к рассмотрению")]
    decided(campaign=campaign, rows=[row], steps=steps, actor=actor, now=now)
    return row


def _said(
    campaign: Campaign,
    into: ProposedRow,
    joined: Sequence[ProposedRow],
    cells: Cells | None,
    actor: Actor,
    now: datetime,
) -> list[Step]:
    """Give the row that stays its common words; tell what it said, to be put back some day."""
    frame = reading_frame(campaign=campaign)
    kept = into.cells if cells is None else bounded_cells(cells, headers=dict(frame.roles))
    if not any(role == "title" and text for role, text in kept):
        message = "У общей строки нет названия. Впишите его: без названия строки в плане не бывает."
        raise RuleViolation("campaign.no_title", message, "title")
    before = {"cells": into.cells}
    moved = {
        str(row.pk): list(row.merged_rows.order_by("pk").values_list("pk", flat=True))
        for row in joined
    }
    after = {"cells": into.cells, "rows": [row.pk for row in joined], "moved": moved}
    summary = "К ней присоединены строки, её слова не изменились"
    if differing(into.cells, kept):
        say_in_plan(row=into, cells=kept, actor=actor, now=now)
        say_words(row=into, cells=kept, frame=frame, now=now)
        after["cells"] = kept
        summary = "Записан общий текст объединённых строк"
    return [Step(into, COMBINED, summary, before=before, after=after)]


def _part(campaign: Campaign, row: ProposedRow, actor: Actor, now: datetime) -> None:
    """Take a whole merging back: every row that joined, and the words of the one that stayed."""
    found = combining_of(row)
    if row.merged_into_id is None or found is None:
        rows, into, kept = [row], None, None
    else:
        ids = [*found.rows, row.merged_into_id]
        there = rows_of_campaign(campaign, ids)
        into = next(one for one in there if one.pk == row.merged_into_id)
        rows = [one for one in there if one.merged_into_id == into.pk]
        kept = found.before if into.cells == found.after != found.before else None
        for pk, ours in found.moved.items():
            ProposedRow.objects.filter(pk__in=ours, merged_into=into).update(merged_into=pk)
    steps = [Step(one, "row.reconsider", "Объединение отменено, снова рассматривается")
             for one in rows]  # fmt: skip
    for one in rows:
        _freed(one, now)
    if into is not None and into.state in _TARGETS:
        words = "Объединение отменено"
        if kept is not None:
            say_in_plan(row=into, cells=kept, actor=actor, now=now)
            say_words(row=into, cells=kept, frame=reading_frame(campaign=campaign), now=now)
            words = "Объединение отменено, прежний текст возвращён"
        steps.append(Step(into, "row.parted", words))
        rows.append(into)
    decided(campaign=campaign, rows=rows, steps=steps, actor=actor, now=now)


def _freed(row: ProposedRow, now: datetime) -> None:
    row.state, row.refusal_ground, row.merged_into = RowState.SUBMITTED, "", None
    row.remark, row.updated_at = "", now


def _ensure_few(into: int, others: Sequence[int]) -> None:
    if into in others:
        message = "Строку нельзя объединить с ней самой. Выберите другую."
        raise RuleViolation("campaign.merge_itself", message, "into")
    if not 1 <= len(others) < MAX_MERGED:
        message = f"Отметьте от двух до {MAX_MERGED} строк: их и объедините."
        raise RuleViolation("campaign.merge_count", message, "into")


def _ensure_target(into: ProposedRow) -> None:
    if into.state not in _TARGETS:
        message = (
            f"Строка «{into.title[:80]}» — {into.get_state_display()}: объединять с ней нельзя. "
            "Выберите ту, что на рассмотрении или принята."
        )
        raise RuleViolation("campaign.merge_target", message, "into")


def _ensure_seen(rows: Sequence[ProposedRow], seen: Mapping[int, int]) -> None:
    changed = [row for row in rows if seen.get(row.pk, row.sequence) != row.sequence]
    if changed:
        message = (
            f"Строку «{changed[0].title[:80]}» изменили, пока вы объединяли. Ничего не записано: "
            "откройте объединение заново, там её новые слова."
        )
        raise RuleViolation("campaign.changed_meanwhile", message)


def _author(row: ProposedRow) -> str:
    return row.submission.party.spoken_name
