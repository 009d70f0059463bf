"""Who may see and change layouts: staff only."""

import pytest
from django.test import Client
from tests.factories.layouts import OURS, kept, stored_layout
from tests.factories.plans import make_plan

from mezhgorod.planning.models import Plan
from mezhgorod.registry.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.http]

LIST = "/layouts/"
NEW = "/layouts/new/?owner=owner-of-plan-2023"
PAGES = [LIST, f"{NEW}&from=standard", "/layouts/{pk}/"]
POSTS = [
    f"{NEW}&from=standard",
    "/layouts/{pk}/",
    "/layouts/{pk}/delete/",
    "/plans/plan-2023/layout/",
]


@pytest.mark.parametrize("address", PAGES)
def test_visitors_are_asked_to_log_in_and_come_back(client: Client, address: str) -> None:
    address = address.format(pk=kept(make_plan().owner).pk)

    answer = client.get(address)

    assert (answer.status_code, answer["Location"][:13]) == (302, "/login/?next=")


@pytest.mark.parametrize("address", POSTS)
def test_visitors_change_nothing(client: Client, address: str) -> None:
    stored = kept(make_plan().owner)

    answer = client.post(
        address.format(pk=stored.pk), {"do": "save", "title": "Чужой", "layout": stored.pk}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/layouts/")
    assert (stored_layout(), Plan.objects.get().layout) == (OURS, None)


@pytest.mark.parametrize("address", PAGES)
def test_people_without_the_right_see_no_layouts(
    client: Client, outsider: User, address: str
) -> None:
    client.force_login(outsider)

    answer = client.get(address.format(pk=kept(make_plan().owner).pk))

    assert answer.status_code == 403
    assert "Наш макет" not in answer.content.decode()


@pytest.mark.parametrize("address", POSTS)
def test_people_without_the_right_change_nothing(
    client: Client, outsider: User, address: str
) -> None:
    client.force_login(outsider)
    stored = kept(make_plan().owner)

    answer = client.post(
        address.format(pk=stored.pk), {"do": "save", "title": "Чужой", "layout": stored.pk}
    )

    assert answer.status_code == 403
    assert (stored_layout(), Plan.objects.get().layout) == (OURS, None)
