"""Another program holds the database: every plan action says so, writes nothing and works later."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.factories.approvals import GROUNDS, NOW, make_draft, rows_of
from tests.factories.cast import directorate

from mezhgorod.planning.actions.approval.approving import submit_for_approval
from mezhgorod.planning.actions.changes.changing import postpone
from mezhgorod.planning.actions.rows.undoing import last_step
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries.routes import route_digest
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.rules import SYSTEM

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.http, pytest.mark.slow]


@dataclass
class Post:
    url: str
    data: dict[str, Any]


def submit() -> Post:
    return Post(f"/plans/{make_draft().slug}/approval/move/", {"do": "submit"})


def approve() -> Post:
    plan = make_draft()
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    said = {"body_text": "решением Собрания", "approved_on": "2023-01-20"}
    revision = Plan.objects.get().revision
    return Post(f"/plans/{plan.slug}/approval/approve/", said | {"revision": revision})


def publish() -> Post:
    plan = make_draft(PlanState.APPROVED)
    return Post(f"/plans/{plan.slug}/approval/move/", {"do": "publish"})


def moved() -> Plan:
    plan = make_draft(PlanState.PUBLISHED)
    postpone(item=rows_of(plan)[0], wording="29 мая", grounds=GROUNDS, actor=SYSTEM, now=NOW)
    return plan


def amend() -> Post:
    plan = moved()
    said = {"body_text": "решением Правления", "approved_on": "2023-03-17"}
    change = plan.changes.latest("pk").pk
    return Post(f"/plans/{plan.slug}/amendments/1/", said | {"do": "approve", "change": change})


def undo() -> Post:
    plan = moved()
    step = last_step(plan=plan)
    assert step is not None
    return Post(f"/plans/{plan.slug}/history/", {"batch": str(step.batch)})


def change() -> Post:
    plan = make_draft(PlanState.PUBLISHED)
    url = f"/plans/{plan.slug}/items/{rows_of(plan)[0].pk}/change/"
    return Post(url, {"do": "cancel", "reason": "Нет средств"})


def keep_route() -> Post:
    owner = make_draft().owner
    return Post(
        f"/associations/{owner.slug}/approval/",
        {"do": "save", "seen": route_digest([]), "lines": 1, "step-0-title": "Туризм"},
    )


def correct() -> Post:
    plan = make_draft(PlanState.PUBLISHED)
    sent = {"state": "approved", "reason": "Не тот файл"}
    return Post(f"/plans/{plan.slug}/approval/correct/", sent)


@contextmanager
def held_by_another() -> Iterator[None]:
    """A second connection, as another program has one, that writes and does not finish."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 150")
    other = sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def contents() -> list[str]:
    connection.ensure_connection()
    return [line for line in connection.connection.iterdump() if "django_session" not in line]


@pytest.mark.parametrize(
    "prepare", [submit, approve, publish, amend, undo, change, keep_route, correct]
)
def test_a_held_database_is_told_and_the_same_form_works_later(
    client: Client, prepare: Callable[[], Post]
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks rows: others wait")
    client.force_login(directorate())
    post = prepare()
    before = contents()

    with held_by_another():
        held = client.post(post.url, post.data)
    untouched = contents()
    later = client.post(post.url, post.data)

    assert (held.status_code, held["Retry-After"]) == (503, "10")
    assert "Ваше последнее действие не записано" in held.content.decode()
    assert untouched == before
    assert later.status_code == 302
    assert contents() != before
