"""Every key that programs may meet is explained in the reference."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.mezhgorod.publication.test_calendars import LINKS

from mezhgorod.planning.models import Event, Plan
from mezhgorod.publication.data import city_data, event_data, plan_data, plans_data
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import NOBODY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "data.md"
EVERYBODY = NOBODY
# Cells are keyed by the roles of columns, a remark by what it points at.
FREE = ("cells", "source")


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner) if key not in FREE else ()
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


@pytest.mark.parametrize("what", ["plans", "plan", "city", "event"])
def test_keys_of_the_data_are_explained(what: str) -> None:
    data = {
        "plans": lambda: plans_data(actor=EVERYBODY, links=LINKS),
        "plan": lambda: [plan_data(plan=plan, links=LINKS) for plan in Plan.objects.all()],
        "city": lambda: city_data(
            municipality=Municipality.objects.get(slug="vologda"), actor=EVERYBODY, links=LINKS
        ),
        "event": lambda: event_data(
            event=Event.objects.earliest("pk"), actor=EVERYBODY, links=LINKS
        ),
    }[what]()
    reference = REFERENCE.read_text(encoding="utf-8")

    unexplained = {key for key in keys(data) if f"`{key}`" not in reference}

    assert unexplained == set()
