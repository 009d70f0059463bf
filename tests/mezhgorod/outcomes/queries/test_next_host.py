"""Who would take the next event is an offer: no decision in a report, nothing for strangers."""

import pytest
from tests.factories.outcomes import make_held
from tests.factories.people import make_owner
from tests.factories.plans import NOW

from mezhgorod.outcomes.models import AgreedTask
from mezhgorod.outcomes.queries import held_detail, sheet_of
from mezhgorod.outcomes.rules import NEXT_HOST

pytestmark = pytest.mark.django_db


def test_an_offer_to_take_the_next_event_is_no_decision() -> None:
    held = make_held(make_owner())
    source = held.sources.create(kind="host_form", at=NOW)
    for position, text in enumerate((NEXT_HOST, "Подготовить сборник практик")):
        AgreedTask.objects.create(
            held_event=held, text=text, executor_text="Тверь", position=position, source=source
        )

    assert [one.text for one in held_detail(held=held).tasks] == [
        NEXT_HOST,
        "Подготовить сборник практик",
    ]
    public = held_detail(held=held, public_only=True)
    assert [one.text for one in public.tasks] == ["Подготовить сборник практик"]
    sheet = sheet_of(held)
    assert [one.text for one in sheet.decisions] == ["Подготовить сборник практик"]
