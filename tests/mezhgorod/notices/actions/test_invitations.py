"""Letters of invitations: however many are written, what they share is read once."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.preparation import PreparedEvent, make_prepared
from tests.factories.who_is_who import NOW

from mezhgorod.notices.actions.invitations import write_invitations
from mezhgorod.notices.models import Letter
from mezhgorod.planning.actions.preparation.invitations import Guest, invite
from mezhgorod.planning.models import Invitation

pytestmark = pytest.mark.django_db


def write(prepared: PreparedEvent, *, is_reminder: bool, days: int = 0) -> None:
    write_invitations(
        invitations=list(Invitation.objects.order_by("pk")),
        plan=prepared.plan,
        is_reminder=is_reminder,
        site="https://plans.example.org",
        actor=prepared.directorate,
        now=NOW + timedelta(days=days),
    )


@pytest.mark.parametrize("count", [1, 3])
def test_reminders_are_written_in_so_many_queries_however_many_they_are(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    prepared = make_prepared()
    guests = [Guest(f"Музей № {n}", f"museum{n}@example.org") for n in range(count)]
    invite(
        event=prepared.event,
        plan=prepared.plan,
        parties=[],
        guests=guests,
        actor=prepared.directorate,
        now=NOW,
    )
    write(prepared, is_reminder=False)

    with django_assert_num_queries(14):
        write(prepared, is_reminder=True, days=1)

    letters = Letter.objects.filter(kind="event.reminder").order_by("pk")
    assert [one.to_name for one in letters] == [one.name for one in guests]
