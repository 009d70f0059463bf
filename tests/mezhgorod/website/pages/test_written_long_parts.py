"""The editor shows the first events of a part about a whole year."""

import pytest
from django.test import Client
from tests.factories.outcomes import make_held
from tests.factories.people import make_owner, make_user
from tests.factories.written_reports import draft

from mezhgorod.registry.rules import Role
from mezhgorod.reporting.actions.writing import BlockWords
from mezhgorod.reporting.rules import BlockKind

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]


def test_the_editor_leads_from_the_first_events_to_all(client: Client) -> None:
    owner = make_owner()
    for number in range(11):
        make_held(owner, title=f"Слёт {number}", timing_text="12 апреля 2024")
    report = draft(BlockWords(BlockKind.EVENTS), owner=owner)
    client.force_login(make_user("directorate", Role.DIRECTORATE, owner=owner))

    page = client.get(f"/reports/written/{report.slug}/edit/")

    assert "И ещё 1\N{NO-BREAK SPACE}мероприятие" in page.text
    assert ("Слёт 9" in page.text, "Слёт 10" in page.text) == (True, False)
