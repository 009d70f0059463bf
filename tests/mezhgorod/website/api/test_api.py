"""JSON over HTTP: what stands where, who sees what, and that it is what its description says."""

import json
from typing import Any

import msgspec
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import timings
from tests.factories.drafts import YAROSLAVL, row, section
from tests.factories.drafts import plan as drafted
from tests.factories.plans import make_city, make_item, make_plan, make_section
from tests.factories.runs import NOW, ready_run

from mezhgorod.evidence.models import Finding as StoredFinding
from mezhgorod.evidence.rules import FindingState
from mezhgorod.intake.actions import apply_run
from mezhgorod.planning.models import Event, Plan, PlanItem
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.actions import load_regions
from mezhgorod.registry.models import Municipality, User
from mezhgorod.registry.rules import SYSTEM
from mezhgorod.website.api import shapes
from planbook.findings import Finding
from planbook.plans import Age

pytestmark = [pytest.mark.django_db, pytest.mark.http]

API = "/api/v1"
UNSEEN = "Тайное совещание"


@pytest.fixture
def plan(db: None) -> Plan:
    """An applied plan with every field that the JSON can carry."""
    load_regions()
    forum = row(
        "IX Форум",
        edition=9,
        kind="форум",
        partners=(YAROSLAVL,),
        age=Age(145, "145 лет"),
        organizers=("Союз городов",),
        findings=(Finding("row.remark", "Проверьте."),),
    )
    draft = drafted(
        section("I. Форумы", forum),
        section("II. Столы", row("Стол", places=(YAROSLAVL,), at=2)),
        abbreviations=(("СГ", "Союз городов"),),
    )
    run = apply_run(run=ready_run(draft), actor=SYSTEM, now=NOW)
    assert run.plan is not None
    return run.plan


@pytest.fixture
def hidden(plan: Plan) -> Plan:
    """A plan nobody may read yet: a row of its own in Ярославль, and a row of a published event."""
    hidden = make_plan("draft-2024", state=PlanState.IN_REVIEW)
    part = make_section(hidden, UNSEEN)
    make_item(part, UNSEEN, timings.MAY, Municipality.objects.get(name="Ярославль"))
    PlanItem.objects.create(
        section=part, event=Event.objects.get(title="Стол"), position=2, fingerprint="x"
    )
    return hidden


def addresses(plan: Plan) -> dict[str, Any]:
    """Every address of the data with the shape it promises."""
    event = Event.objects.get(title="Стол")
    city = Municipality.objects.get(name="Ярославль")
    return {
        f"{API}/plans/": shapes.PlanList,
        f"{API}/plans/{plan.slug}/": shapes.PlanData,
        f"{API}/plans/{plan.slug}/sections/2/": shapes.SectionData,
        f"{API}/cities/{city.slug}/": shapes.CityData,
        f"{API}/events/{event.uid}/": shapes.EventData,
    }


def keys_of(shape: Any) -> set[str]:
    return set(shape.__annotations__) | {
        name for base in getattr(shape, "__orig_bases__", ()) for name in keys_of_base(base)
    }


def keys_of_base(base: Any) -> set[str]:
    return keys_of(base) if hasattr(base, "__annotations__") else set()


def test_data_are_what_their_description_says(client: Client, plan: Plan) -> None:
    for address, shape in addresses(plan).items():
        data = client.get(address).json()

        assert msgspec.convert(data, shape, strict=True), address
        assert set(data) == keys_of(shape), address


def test_no_key_of_a_row_is_missing_from_the_description(client: Client, plan: Plan) -> None:
    data = client.get(f"{API}/plans/{plan.slug}/").json()

    (item,) = data["sections"][0]["items"]
    assert set(item) == set(shapes.Item.__annotations__)
    assert set(data["plan"]) == keys_of(shapes.PlanFacts)
    assert set(item["timing"]) >= set(shapes.Timing.__annotations__)
    assert set(item["places"][0]) <= set(shapes.Place.__annotations__)
    assert set(item["findings"][0]) == set(shapes.Remark.__annotations__)


def test_rows_stand_in_the_order_and_words_of_the_document(client: Client, plan: Plan) -> None:
    data = client.get(f"{API}/plans/{plan.slug}/").json()

    assert [(one["position"], one["heading"]) for one in data["sections"]] == [
        (1, "I. Форумы"),
        (2, "II. Столы"),
    ]
    (item,) = data["sections"][1]["items"]
    assert item["cells"] == {"title": "Стол", "place": "Ярославль", "timing": "май"}
    assert (item["timing"]["edtf"], item["timing"]["extent"]) == ("2023-05", "within")
    assert item["url"] == f"http://testserver/events/{item['uid']}/"


def test_the_list_counts_rows(client: Client, plan: Plan) -> None:
    (listed,) = client.get(f"{API}/plans/").json()["plans"]

    assert (listed["slug"], listed["item_count"], listed["section_count"]) == (plan.slug, 2, 2)
    assert listed["url"] == f"http://testserver/plans/{plan.slug}/"


@pytest.mark.parametrize("is_staff", [False, True])
def test_what_is_not_published_is_nowhere(
    client: Client, plan: Plan, hidden: Plan, directorate: User, is_staff: bool
) -> None:
    if is_staff:
        client.force_login(directorate)

    for address in addresses(plan):
        answer = client.get(address).content.decode()
        assert UNSEEN not in answer, address
        assert hidden.slug not in answer, address


def test_addresses_of_what_is_not_published_are_not_found(
    client: Client, plan: Plan, hidden: Plan
) -> None:
    secret = Event.objects.get(title=UNSEEN)

    for address in (
        f"plans/{hidden.slug}/",
        f"plans/{hidden.slug}/sections/1/",
        f"events/{secret.uid}/",
    ):
        response = client.get(f"{API}/{address}")
        assert (response.status_code, response["Content-Type"]) == (404, "application/json")
        assert UNSEEN not in response.content.decode()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("plans/no-such/", "Такого опубликованного плана нет."),
        ("plans/{slug}/sections/9/", "Такого раздела в плане нет."),
        ("plans/{slug}/sections/99999999999999999999/", "Такого раздела в плане нет."),
        ("cities/no-such/", "Такого города в планах нет."),
        ("events/no-such/", "Такого мероприятия в опубликованных планах нет."),
    ],
)
def test_an_unknown_address_says_so_in_json(
    client: Client, plan: Plan, path: str, message: str
) -> None:
    response = client.get(f"{API}/{path.format(slug=plan.slug)}")

    assert response.status_code == 404
    assert response.json() == {"detail": [{"msg": message}]}
    assert "Cache-Control" not in response


def test_data_that_did_not_change_are_not_sent_again(
    client: Client, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for address in addresses(plan):
        first = client.get(address)
        with django_assert_num_queries(3):
            second = client.get(address, headers={"if-none-match": first["ETag"]})
        assert (second.status_code, second.content) == (304, b""), address
        assert first["Cache-Control"] == "public, max-age=300"


def test_every_decision_about_a_finding_is_a_new_answer(client: Client, plan: Plan) -> None:
    address = f"{API}/plans/{plan.slug}/"
    StoredFinding.objects.create(document=plan.document, code="a.b", severity="info", message="!")
    marks = [client.get(address)["ETag"]]
    for state in (FindingState.ACCEPTED, FindingState.CORRECTED, FindingState.OPEN):
        StoredFinding.objects.filter(code="a.b").update(state=state)
        marks.append(client.get(address)["ETag"])

    assert marks[0] == marks[3]
    assert len(set(marks)) == 3


def test_a_plan_taken_back_is_gone_for_those_who_had_it(client: Client, plan: Plan) -> None:
    address = f"{API}/plans/{plan.slug}/"
    mark = client.get(address)["ETag"]
    Plan.objects.update(state=PlanState.DRAFT)

    assert client.get(address, headers={"if-none-match": mark}).status_code == 404


QUERIES = {"plans": 4, "plan": 13, "section": 12, "city": 10, "event": 10}


def test_long_plans_ask_as_often_as_short_ones(
    client: Client, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        for (address, _shape), count in zip(addresses(plan).items(), QUERIES.values(), strict=True):
            with django_assert_num_queries(count, info=address):
                client.get(address)
        yaroslavl = Municipality.objects.get(name="Ярославль")
        for number in range(15):
            make_item(plan.sections.get(position=2), f"{number}", timings.MAY, yaroslavl)


def test_programs_of_other_sites_may_read_but_not_write(client: Client, plan: Plan) -> None:
    address = f"{API}/plans/{plan.slug}/"

    assert client.get(address)["Access-Control-Allow-Origin"] == "*"
    assert (client.head(address).status_code, client.head(address).content) == (200, b"")
    assert client.options(address).status_code == 204
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(address).status_code == 405


def test_the_description_names_every_address(client: Client) -> None:
    description = json.loads(client.get(f"{API}/openapi.json").content)

    assert description["openapi"].startswith("3.1")
    assert sorted(description["paths"]) == [
        "/api/v1/cities/{slug}/",
        "/api/v1/events/{uid}/",
        "/api/v1/plans/",
        "/api/v1/plans/{slug}/",
        "/api/v1/plans/{slug}/sections/{position}/",
        "/api/v1/tables/",
        "/api/v1/tables/{pk}/",
    ]
    for path in description["paths"].values():
        schema = path["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert schema["$ref"].rpartition("/")[2] in description["components"]["schemas"]


def test_a_city_without_published_rows_is_empty(client: Client, hidden: Plan) -> None:
    make_item(hidden.sections.get(), UNSEEN, timings.MAY, make_city("Шуя", "shuya"))

    assert client.get(f"{API}/cities/shuya/").json()["items"] == []
