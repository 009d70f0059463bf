from datetime import date, timedelta

import pytest

from mezhgorod.exchanges.rules import Reading
from mezhgorod.exchanges.rules.reading import (
    TableAccess,
    TableSubject,
    is_open_to_all,
    opens_on,
    table_access,
)
from mezhgorod.registry.rules import NOBODY, SYSTEM, Actor, Grant, LinkTask, Role

OURS, FOREIGN = 1, 2
BODY, OTHER_BODY = 10, 11
ASKED, NOT_ASKED = 100, 101
SENT_ON = date(2026, 5, 5)
BEFORE, LATER = SENT_ON - timedelta(days=1), SENT_ON + timedelta(days=30)

N, S, C = TableAccess.NONE, TableAccess.SENT, TableAccess.COURSE
P, M, A = Reading.PARTICIPANTS, Reading.MEMBERS, Reading.PUBLIC


def who(role: Role, owner: int = OURS, *, body: int | None = None, party: int | None = None):
    return Actor(user_id=1, grants=frozenset({Grant(role, owner, body, party)}))


LINK = Actor(link=LinkTask("exchange.fill", 7), link_id=1)
# Who asks; what they read of a table that was sent out: participants, members, public in 30 days
# and on its day; what they read before it is sent out.
CASES = {
    "public": (NOBODY, N, N, N, S, N),
    "account without roles": (Actor(user_id=1), N, N, N, S, N),
    "personal link": (LINK, N, N, N, S, N),
    "administrator": (SYSTEM, C, C, C, C, C),
    "directorate": (who(Role.DIRECTORATE), C, C, C, C, C),
    "regional coordinator": (who(Role.REGIONAL_COORDINATOR), C, C, C, C, C),
    "auditor": (who(Role.AUDITOR), C, C, C, C, C),
    "approver": (who(Role.APPROVER), C, C, C, C, C),
    "coordinator": (who(Role.BODY_COORDINATOR, body=BODY), C, C, C, C, C),
    "other coordinator": (who(Role.BODY_COORDINATOR, body=OTHER_BODY), N, S, S, S, N),
    "asked city": (who(Role.CITY_CONTACT, party=ASKED), S, S, S, S, N),
    "asked department": (who(Role.CLERK, party=ASKED), S, S, S, S, N),
    "other city": (who(Role.CITY_CONTACT, party=NOT_ASKED), N, S, S, S, N),
    "contact without a city": (who(Role.CITY_CONTACT), N, S, S, S, N),
    "foreign directorate": (who(Role.DIRECTORATE, FOREIGN), N, N, N, S, N),
    "foreign auditor": (who(Role.AUDITOR, FOREIGN), N, N, N, S, N),
    "asked city in a foreign role": (
        who(Role.CITY_CONTACT, FOREIGN, party=ASKED), N, N, N, S, N,
    ),
    "foreign coordinator": (who(Role.BODY_COORDINATOR, FOREIGN, body=BODY), N, N, N, S, N),
}  # fmt: skip


def subject(reading: Reading, *, sent: bool = True) -> TableSubject:
    return TableSubject(
        OURS, BODY, reading, 30, SENT_ON if sent else None, frozenset({ASKED})
    )  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_who_reads_what(name: str):
    actor, *expected = CASES[name]
    day_before_opening = LATER - timedelta(days=1)
    read = [
        table_access(actor, subject(P), today=LATER),
        table_access(actor, subject(M), today=LATER),
        table_access(actor, subject(A), today=day_before_opening),
        table_access(actor, subject(A), today=LATER),
        table_access(actor, subject(A, sent=False), today=LATER),
    ]
    assert read == expected


@pytest.mark.parametrize("reading", Reading)
def test_nobody_but_who_runs_it_reads_before_its_day(reading: Reading):
    asked = who(Role.CITY_CONTACT, party=ASKED)
    assert table_access(asked, subject(reading), today=BEFORE) is N


def test_at_once_public_is_open_on_its_day():
    at_once = TableSubject(OURS, None, A, 0, SENT_ON)
    assert [is_open_to_all(at_once, today=day) for day in (BEFORE, SENT_ON)] == [False, True]


def test_only_public_ones_promise_a_day():
    days = [opens_on(subject(reading)) for reading in (P, M, A)]
    assert days == [None, None, LATER]
    assert opens_on(subject(A, sent=False)) is None


def test_a_day_beyond_the_calendar_is_no_promise():
    endless = TableSubject(OURS, None, A, 32_767, date(9990, 1, 1))
    assert opens_on(endless) is None
    assert table_access(NOBODY, endless, today=date(9999, 12, 31)) is N


def test_an_exchange_without_a_committee_is_run_by_no_coordinator():
    free = TableSubject(OURS, None, P, 0, SENT_ON)
    coordinator = who(Role.BODY_COORDINATOR, body=BODY)
    assert table_access(coordinator, free, today=LATER) is N
