"""The page of one event: facts, drawing, cells of the document, and what strangers never see."""

import re
import uuid

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import timings
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.evidence.models import Finding
from mezhgorod.planning.models import EventParticipant, EventSeries, ItemCell, PlanItem
from mezhgorod.planning.rules import EventRole, PlanState
from mezhgorod.registry.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.http]


def get(client: Client, item: PlanItem) -> str:
    response = client.get(f"/events/{item.event.uid}/")
    assert response.status_code == 200
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def cells(page: str) -> list[str]:
    return [
        re.sub(r"<[^>]+>", "", cell).strip()
        for cell in re.findall(r'<td class="verbatim[^>]*>(.*?)</td>', page, re.DOTALL)
    ]


def test_the_wording_stands_beside_what_it_means(client: Client) -> None:
    item = make_item(make_section(make_plan()), timing=timings.MAY)

    page = get(client, item)

    assert '<b class="wording">май</b>' in page
    assert "день не назван, когда-то с 1 по 31 мая 2023 года" in page


def test_every_cell_is_shown_word_for_word_with_the_read_part_marked(client: Client) -> None:
    item = make_item(make_section(make_plan()), "Форум <малых> городов", timings.MAY)
    ItemCell.objects.filter(item=item, role="timing").update(role="place_timing", text="Тверь май")

    page = get(client, item)

    assert cells(page) == ["Форум &lt;малых&gt; городов", "по назначению", "Тверь май"]
    assert 'Тверь <mark title="прочитано как срок">май</mark>' in page
    assert "plan.docx, таблица 1, строка 1" in page


def test_roles_series_and_findings_are_shown(client: Client) -> None:
    plan = make_plan()
    item = make_item(make_section(plan), city=make_city("Шуя", "shuya"), edition=19)
    EventParticipant.objects.create(
        event=item.event, role=EventRole.OPERATOR, position=1, text="исполнительная дирекция"
    )
    series = EventSeries.objects.create(owner=plan.owner, name="Чтения", slug="chteniya", key="ч")
    item.event.series = series
    item.event.save()
    item.findings.add(
        Finding.objects.create(
            document=plan.document, code="timing.long", severity="warning", message="Слишком долго."
        )
    )

    page = get(client, item)

    assert "<dt>Кто ведёт обмен</dt><dd><div>исполнительная дирекция</div></dd>" in page
    assert '<a href="/series/chteniya/">Чтения</a>' in page
    assert "Слишком долго." in page
    assert '<a href="/cities/shuya/">Шуя</a>' in page


def test_an_event_of_an_unpublished_plan_is_not_found(
    client: Client, directorate: User, outsider: User
) -> None:
    item = make_item(make_section(make_plan(state=PlanState.DRAFT)), "Тайное заседание")
    address = f"/events/{item.event.uid}/"

    anonymous = client.get(address).status_code
    client.force_login(outsider)
    reader = client.get(address).status_code
    client.force_login(directorate)

    assert (anonymous, reader) == (404, 404)
    assert "Тайное заседание" in get(client, item)


def test_rows_of_unpublished_plans_stay_hidden_on_a_public_event(client: Client) -> None:
    item = make_item(make_section(make_plan()), "Общее мероприятие")
    draft = make_section(make_plan("draft", title="Тайный план", state=PlanState.DRAFT))
    hidden = PlanItem.objects.create(section=draft, event=item.event, position=1, fingerprint="x")
    ItemCell.objects.create(
        item=hidden, document=draft.plan.document, position=1, role="note", text="Тайная строка",
        table=1, row=1, column=1,
    )  # fmt: skip

    page = get(client, item)

    assert "Тайн" not in page


def test_an_unknown_event_is_not_found(client: Client) -> None:
    assert client.get(f"/events/{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_an_event_needs_thirteen_queries_in_any_number_of_plans(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    item = make_item(make_section(make_plan()), city=make_city("Шуя", "shuya"))
    for number in range(1, count):
        section = make_section(make_plan(f"plan-{number}"))
        PlanItem.objects.create(section=section, event=item.event, position=1, fingerprint="x")

    with django_assert_num_queries(13):
        get(client, item)
