"""What a draft of a plan still lacks: kinds of gaps and how one row is judged. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models

from mezhgorod.planning.rules.words import LASTING_KINDS, TimingKind


class GapKind(models.TextChoices):
    """In the order in which they are shown: what stops a plan first."""

    NO_DATE = "no_date", "нет срока"
    UNREAD_DATE = "unread_date", "срок не понят"
    OUT_OF_PERIOD = "out_of_period", "срок вне периода плана"
    NO_PLACE = "no_place", "нет города и места"
    NO_ORGANIZER = "no_organizer", "нет организатора"
    OPEN_REMARK = "open_remark", "есть открытые замечания"
    EMPTY_SECTION = "empty_section", "раздел без строк"


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What a row says, as far as gaps depend on it.

    Attributes:
        needs_organizer: most rows of the section name one.
        has_open_remark: a remark about the row waits for a person.
    """

    timing_kind: str
    earliest: date | None
    latest: date | None
    has_place: bool
    has_organizer: bool
    needs_organizer: bool
    has_open_remark: bool


def row_gaps(row: RowFacts, *, start: date, end: date) -> tuple[GapKind, ...]:
    """Return what a row of a plan for the days `start` to `end` lacks, the most urgent first."""
    return tuple(_gaps(row, start, end))


def _gaps(row: RowFacts, start: date, end: date) -> Iterable[GapKind]:
    if row.timing_kind == TimingKind.UNSCHEDULED:
        yield GapKind.NO_DATE
    elif row.timing_kind == TimingKind.UNPARSED:
        yield GapKind.UNREAD_DATE
    elif row.timing_kind not in LASTING_KINDS and _is_outside(row, start, end):
        yield GapKind.OUT_OF_PERIOD
    if not row.has_place:
        yield GapKind.NO_PLACE
    if row.needs_organizer and not row.has_organizer:
        yield GapKind.NO_ORGANIZER
    if row.has_open_remark:
        yield GapKind.OPEN_REMARK


def _is_outside(row: RowFacts, start: date, end: date) -> bool:
    is_late = row.earliest is not None and row.earliest > end
    is_early = row.latest is not None and row.latest < start
    return is_late or is_early
