"""Parts of a report: added, changed, moved, removed; every step can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from mezhgorod.exchanges.models import Exchange
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.planning.rules.workflow import checked_words
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may
from mezhgorod.reporting.models import Report, ReportBlock
from mezhgorod.reporting.queries.block_steps import STEP, UNDO, next_step_back
from mezhgorod.reporting.queries.subjects import report_subject
from mezhgorod.reporting.rules import BlockKind
from mezhgorod.reporting.rules.block_words import MAX_HEADING, checked_options, checked_template
from mezhgorod.reporting.rules.rights import CHANGE_REPORT

MAX_BLOCKS = 400
_CHANGED = (
    "Пока вы правили эту часть, её изменил другой сотрудник. Ваш текст здесь цел: сравните и "
    "сохраните ещё раз, чтобы заменить чужой."
)
_FIELDS = (
    "position",
    "kind",
    "heading",
    "held_event_id",
    "exchange_id",
    "template",
    "options",
    "is_hidden",
)
_States = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class BlockWords:
    """What a part of a report says.

    Attributes:
        template: hand-written words with fields of facts, empty for the phrase of its kind.
        options: what a list is made of: which events, which exchanges.
    """

    kind: BlockKind
    heading: str = ""
    template: str = ""
    held_event: HeldEvent | None = None
    exchange: Exchange | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    is_hidden: bool = False


@transaction.atomic
def add_block(
    *, report: Report, words: BlockWords, position: int | None, actor: Actor, now: datetime
) -> ReportBlock:
    """Add a part before the one at `position`, or at the end.

    Raises:
        RuleViolation: the person may not, the report is frozen, the words do not fit.
    """
    report = locked_report(report)
    ensure_may(actor, CHANGE_REPORT, report_subject(report))
    blocks = list(report.blocks.all())
    if len(blocks) >= MAX_BLOCKS:
        message = f"В отчёте уже {MAX_BLOCKS} частей. Уберите лишние."
        raise RuleViolation("report.too_many_blocks", message)
    before = _states(blocks)
    block = ReportBlock(report=report, position=len(blocks) + 1)
    _fill(block, words)
    block.save()
    index = len(blocks) if position is None else min(max(position - 1, 0), len(blocks))
    _renumber([*blocks[:index], block, *blocks[index:]])
    _write_step(report, before, f"добавлено: {block}", actor, now)
    return block


@transaction.atomic
def change_block(
    *, block: ReportBlock, words: BlockWords, seen: int, actor: Actor, now: datetime
) -> ReportBlock:
    """Change what a part says; the same words once more change nothing.

    Args:
        seen: the sequence of the part as the person saw it.

    Raises:
        RuleViolation: the person may not, somebody has changed the part since (`block.changed`),
            or the words do not fit.
    """
    report = locked_report(block.report)
    ensure_may(actor, CHANGE_REPORT, report_subject(report))
    blocks = list(report.blocks.all())
    before = _states(blocks)
    block = _found(blocks, block)
    _fill(block, words)
    if _state(block) == before[str(block.pk)]:
        return block
    if block.sequence != seen:
        raise RuleViolation("block.changed", _CHANGED, "template")
    block.sequence += 1
    block.save()
    _write_step(report, before, f"изменено: {block}", actor, now)
    return block


@transaction.atomic
def move_block(*, block: ReportBlock, by: int, actor: Actor, now: datetime) -> ReportBlock:
    """Move a part up (−1) or down (1); at the edge nothing changes.

    Raises:
        RuleViolation: the person may not or the report is frozen.
    """
    report = locked_report(block.report)
    ensure_may(actor, CHANGE_REPORT, report_subject(report))
    blocks = list(report.blocks.all())
    before = _states(blocks)
    block = _found(blocks, block)
    index = blocks.index(block)
    target = min(max(index + by, 0), len(blocks) - 1)
    if target == index:
        return block
    blocks.insert(target, blocks.pop(index))
    _renumber(blocks)
    _write_step(report, before, f"переставлено: {block}", actor, now)
    return block


@transaction.atomic
def remove_block(*, block: ReportBlock, actor: Actor, now: datetime) -> None:
    """Remove a part; the step back brings it with all its words.

    Raises:
        RuleViolation: the person may not or the report is frozen.
    """
    report = locked_report(block.report)
    ensure_may(actor, CHANGE_REPORT, report_subject(report))
    blocks = list(report.blocks.all())
    before = _states(blocks)
    block = _found(blocks, block)
    summary = f"убрано: {block}"
    block.delete()
    _write_step(report, before, summary, actor, now)


@transaction.atomic
def undo_block_step(*, report: Report, step: int, actor: Actor, now: datetime) -> AuditEntry:
    """Take back the last step that is not taken back yet.

    Args:
        step: the key of the step the person saw.

    Raises:
        RuleViolation: the person may not, or another step was made since.
    """
    report = locked_report(report)
    ensure_may(actor, CHANGE_REPORT, report_subject(report))
    entry = next_step_back(report=report)
    if entry is None or entry.pk != step:
        message = "Этот шаг уже отменён, или после него сделан другой. Обновите страницу."
        raise RuleViolation("block.no_step", message)
    _restore(report, entry.before or {})
    done = Done(UNDO, f"Отменён шаг «{entry.summary}»", report.owner_id, after={"undoes": entry.pk})
    count_change(report, now)
    return write_audit(subject=report, done=done, actor=actor, now=now)


def locked_report(report: Report) -> Report:
    """Return a report read anew and locked until the transaction ends."""
    found = Report.objects.select_for_update(of=("self",)).select_related("owner")
    return found.get(pk=report.pk)


def count_change(report: Report, now: datetime) -> None:
    """Count a change of a report that is locked."""
    report.sequence += 1
    report.updated_at = now
    report.save(update_fields=["sequence", "updated_at"])


def _found(blocks: Sequence[ReportBlock], block: ReportBlock) -> ReportBlock:
    found = next((one for one in blocks if one.pk == block.pk), None)
    if found is None:
        message = "Этой части в отчёте уже нет: её убрал другой сотрудник. Обновите страницу."
        raise RuleViolation("block.gone", message)
    return found


def _fill(block: ReportBlock, words: BlockWords) -> None:
    owner = block.report.owner_id
    for named in (words.held_event, words.exchange):
        if named is not None and named.owner_id != owner:
            message = "Это сведения другого объединения. Выберите свои."
            raise RuleViolation("block.foreign", message, "held_event")
    block.kind = BlockKind(words.kind)
    block.heading = checked_words(
        words.heading, field="heading", what="заголовок", limit=MAX_HEADING
    )
    block.template = checked_template(words.template, kind=block.kind)
    block.held_event = words.held_event
    block.exchange = words.exchange
    block.options = checked_options(words.options)
    block.is_hidden = words.is_hidden


def _state(block: ReportBlock) -> dict[str, Any]:
    return {name: getattr(block, name) for name in _FIELDS}


def _states(blocks: Sequence[ReportBlock]) -> _States:
    return {str(block.pk): _state(block) for block in blocks}


def _renumber(blocks: Sequence[ReportBlock]) -> None:
    moved = []
    for position, block in enumerate(blocks, start=1):
        if block.position != position:
            block.position = position
            moved.append(block)
    ReportBlock.objects.bulk_update(moved, ["position"])


def _write_step(report: Report, before: _States, summary: str, actor: Actor, now: datetime) -> None:
    """Write what the parts were that have changed and what they are; None for no part at all."""
    after = _states(list(report.blocks.all()))
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    done = Done(
        STEP,
        summary[:1].upper() + summary[1:500],
        report.owner_id,
        before={key: before.get(key) for key in keys},
        after={key: after.get(key) for key in keys},
    )
    write_audit(subject=report, done=done, actor=actor, now=now)
    count_change(report, now)


def _restore(report: Report, states: Mapping[str, Mapping[str, Any] | None]) -> None:
    """Bring parts to what they were; an event that has gone since is left out."""
    kept = {str(block.pk): block for block in report.blocks.all()}
    for key, state in states.items():
        if state is None:
            if key in kept:
                kept[key].delete()
            continue
        block = kept.get(key) or ReportBlock(pk=int(key), report=report)
        values = dict(state)
        for name, model in (("held_event_id", HeldEvent), ("exchange_id", Exchange)):
            if values[name] and not model.objects.filter(pk=values[name]).exists():
                values[name] = None
        for name, value in values.items():
            setattr(block, name, value)
        block.sequence += 1
        block.save()
