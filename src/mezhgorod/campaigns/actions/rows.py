"""A party writes, keeps, changes, drops and removes its rows.

Drafts are saved while somebody types: the journal gets what a row said before somebody went on
with it after a pause, not every pause. What is sent is told word for word.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from mezhgorod.campaigns.actions.guards import (
    ensure_editable,
    locked_submission,
    move_submission,
    row_of,
    touch,
)
from mezhgorod.campaigns.actions.journal import Step, tell_steps
from mezhgorod.campaigns.actions.outcomes import RowConflict, RowDraft, SavedRow
from mezhgorod.campaigns.models import ProposedRow, Submission
from mezhgorod.campaigns.queries import ReadingFrame, reading_frame
from mezhgorod.campaigns.rules import (
    EDITABLE_ROWS,
    MAX_HEADING,
    RowChoice,
    RowOrigin,
    RowState,
    SubmissionState,
    bounded_cells,
    bounded_text,
)
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.plans import event_to_dict

MAX_SUBMITTED_ROWS = 5_000
_PAUSE = timedelta(minutes=10)


@transaction.atomic
def save_row(
    *,
    submission: Submission,
    row_id: int | None,
    draft: RowDraft,
    actor: Actor,
    now: datetime,
) -> SavedRow | RowConflict:
    """Write a row of a party, a new one where `row_id` is None.

    A row that somebody else has changed meanwhile is left alone and both texts are answered. The
    same words again change nothing. Changing a carried row makes its choice «изменить».

    Raises:
        RuleViolation: no right, campaign closed, submission sent, row decided, text too long.
    """
    submission = locked_submission(submission, actor=actor)
    frame = reading_frame(campaign=submission.campaign)
    cells = bounded_cells(draft.cells, headers=dict(frame.roles))
    heading = bounded_text(draft.section_heading, limit=MAX_HEADING, name="Раздел")
    if row_id is None:
        made = _made_before(submission, draft.token)
        if made is not None:
            return SavedRow(made)
        ensure_editable(submission)
        row = _new_row(submission, cells, heading, draft.token)
        _understand(row, frame, now)
        row.save()
        step = Step(row, "row.add", "Строка вписана", after={"cells": cells})
        _told(submission, [step], actor, now)
        return SavedRow(row, is_new=True)
    return _changed(submission, row_id, (cells, heading, draft.expected), frame, actor, now)


@transaction.atomic
def choose_rows(
    *,
    submission: Submission,
    row_ids: Sequence[int],
    choice: RowChoice,
    actor: Actor,
    now: datetime,
) -> int:
    """Decide about carried rows: keep, change, drop or undecided; return how many changed.

    «Оставить» puts the words of the last plan back; what stood there is kept in the journal.

    Raises:
        RuleViolation: as `save_row`.
    """
    submission = locked_submission(submission, actor=actor)
    ensure_editable(submission)
    rows = submission.rows.filter(
        pk__in=row_ids, origin=RowOrigin.CARRIED, state__in=EDITABLE_ROWS
    ).exclude(choice=choice)
    changed = list(rows)
    if not changed:
        return 0
    frame = reading_frame(campaign=submission.campaign)
    steps = []
    for row in changed:
        before = {"cells": row.cells, "choice": row.choice}
        row.choice = choice
        if choice == RowChoice.KEEP and row.cells != row.carried_cells:
            row.cells = row.carried_cells
            row.sequence += 1
            _understand(row, frame, now)
        row.updated_at = now
        steps.append(Step(row, "row.choose", f"Решено: {choice.label}", before=before))
    fields = ["choice", "cells", "row", "sequence", "updated_at"]
    ProposedRow.objects.bulk_update(changed, fields, batch_size=500)
    _told(submission, steps, actor, now)
    return len(changed)


@transaction.atomic
def remove_row(*, submission: Submission, row_id: int, actor: Actor, now: datetime) -> ProposedRow:
    """Take a row out of the submission; it stays visible to its author and can come back.

    Raises:
        RuleViolation: as `save_row`.
    """
    submission = locked_submission(submission, actor=actor)
    row = row_of(submission, row_id)
    if row.state == RowState.REMOVED:
        return row
    ensure_editable(submission)
    _ensure_editable_row(row)
    row.state, row.updated_at = RowState.REMOVED, now
    row.save()
    step = Step(row, "row.remove", "Строка убрана автором", before={"cells": row.cells})
    _told(submission, [step], actor, now)
    return row


@transaction.atomic
def restore_row(*, submission: Submission, row_id: int, actor: Actor, now: datetime) -> ProposedRow:
    """Put a removed row back as a draft.

    Raises:
        RuleViolation: as `save_row`.
    """
    submission = locked_submission(submission, actor=actor)
    ensure_editable(submission)
    row = row_of(submission, row_id)
    if row.state != RowState.REMOVED:
        return row
    row.state, row.updated_at = RowState.DRAFT, now
    row.save()
    _told(submission, [Step(row, "row.restore", "Строка возвращена автором")], actor, now)
    return row


def next_position(submission: Submission) -> int:
    """Return the place of a row after the last one."""
    return (submission.rows.aggregate(last=Max("position"))["last"] or 0) + 1


def ensure_room(submission: Submission, count: int) -> None:
    """Refuse more rows than a submission holds.

    Raises:
        RuleViolation: the limit is passed.
    """
    if submission.rows.count() + count > MAX_SUBMITTED_ROWS:
        message = (
            f"В предложениях одной организации не больше {MAX_SUBMITTED_ROWS} строк. "
            "Уберите лишние строки или разделите таблицу."
        )
        raise RuleViolation("campaign.too_many_rows", message)


def _made_before(submission: Submission, token: str) -> ProposedRow | None:
    return submission.rows.filter(token=token).first() if token else None


def _new_row(
    submission: Submission, cells: list[list[str]], heading: str, token: str
) -> ProposedRow:
    ensure_room(submission, 1)
    return ProposedRow(
        submission=submission,
        position=next_position(submission),
        origin=RowOrigin.NEW,
        choice=RowChoice.CHANGE,
        section_heading=heading or submission.section_heading,
        cells=cells,
        token=token[:60],
    )


def _changed(
    submission: Submission,
    row_id: int,
    typed: tuple[list[list[str]], str, int],
    frame: ReadingFrame,
    actor: Actor,
    now: datetime,
) -> SavedRow | RowConflict:
    row = row_of(submission, row_id)
    cells, heading, expected = typed
    heading = heading or row.section_heading
    if row.cells == cells and row.section_heading == heading:
        return SavedRow(row)
    ensure_editable(submission)
    _ensure_editable_row(row)
    if row.sequence != expected:
        return RowConflict(row, mine=_pairs(cells), theirs=_pairs(row.cells))
    steps = []
    if now - row.updated_at > _PAUSE or row.state == RowState.RETURNED:
        before = {"cells": row.cells, "section": row.section_heading}
        steps.append(Step(row, "row.edit", "Строка исправлена", before=before))
    row.cells, row.section_heading = cells, heading
    row.sequence += 1
    if row.origin == RowOrigin.CARRIED:
        row.choice = RowChoice.CHANGE
    _understand(row, frame, now)
    row.save()
    _told(submission, steps, actor, now)
    return SavedRow(row)


def _ensure_editable_row(row: ProposedRow) -> None:
    if row.state not in EDITABLE_ROWS:
        message = (
            f"Строка «{row.title[:80]}» — {row.get_state_display()}, её уже не правят. "
            "Если нужна правка, попросите дирекцию вернуть строку."
        )
        raise RuleViolation("campaign.row_decided", message)


def _understand(row: ProposedRow, frame: ReadingFrame, now: datetime) -> None:
    row.row = event_to_dict(frame.read(_pairs(row.cells), heading=row.section_heading))
    row.updated_at = now


def _pairs(cells: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((role, text) for role, text in cells)


def _told(submission: Submission, steps: Sequence[Step], actor: Actor, now: datetime) -> None:
    """Write the steps of rows; a submission that somebody works on is a draft."""
    if submission.state in {SubmissionState.NOT_STARTED, SubmissionState.NOTHING}:
        move_submission(submission, SubmissionState.DRAFT)
    touch(submission, now)
    tell_steps(steps, owner_id=submission.campaign.owner_id, actor=actor, now=now)
