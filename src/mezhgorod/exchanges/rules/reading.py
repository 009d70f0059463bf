"""Who reads the comparison tables of a round: the one place that decides about it.

Those who run or watch an exchange (`READ_COURSE`) also see what is not sent out yet. Everybody
else reads only tables that were sent out, as far as the exchange says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from mezhgorod.exchanges.rules.rights import READ_COURSE
from mezhgorod.exchanges.rules.words import Reading
from mezhgorod.registry.rules import Actor, Subject, may


class TableAccess(IntEnum):
    """How much of the tables of a round somebody sees."""

    NONE = 0
    SENT = 1  # versions that were sent out
    COURSE = 2  # drafts and versions that were not sent out too


@dataclass(frozen=True, slots=True)
class TableSubject:
    """A round as far as reading its tables depends on it.

    Attributes:
        published_on: when the table was sent out, None while it was not.
        party_ids: cities and departments that take part in the round.
    """

    owner_id: int
    body_id: int | None = None
    reading: Reading = Reading.PARTICIPANTS
    public_after_days: int = 0
    published_on: date | None = None
    party_ids: frozenset[int] = frozenset()


def opens_on(subject: TableSubject) -> date | None:
    """Return from which day everybody reads the table, None where nobody is promised it.

    A delay that no calendar can hold is a promise of no day.
    """
    if subject.reading is not Reading.PUBLIC or subject.published_on is None:
        return None
    try:
        return subject.published_on + timedelta(days=subject.public_after_days)
    except OverflowError:
        return None


def is_open_to_all(subject: TableSubject, *, today: date) -> bool:
    """Return whether somebody without an account reads the table."""
    day = opens_on(subject)
    return day is not None and day <= today


def table_access(actor: Actor, subject: TableSubject, *, today: date) -> TableAccess:
    """Return how much of the tables of a round somebody sees on a day.

    Members are those with any role in the association. Of «только участники» a member reads
    nothing unless they speak for a participant. A personal link opens no tables.
    """
    if may(actor, READ_COURSE, Subject(owner_id=subject.owner_id, body_id=subject.body_id)):
        return TableAccess.COURSE
    if subject.published_on is None or subject.published_on > today:
        return TableAccess.NONE
    is_reader = is_open_to_all(subject, today=today) or _is_among(actor, subject)
    return TableAccess.SENT if is_reader else TableAccess.NONE


def _is_among(actor: Actor, subject: TableSubject) -> bool:
    grants = [grant for grant in actor.grants if grant.owner_id == subject.owner_id]
    if subject.reading is Reading.PARTICIPANTS:
        return any(grant.party_id in subject.party_ids for grant in grants)
    return bool(grants)
