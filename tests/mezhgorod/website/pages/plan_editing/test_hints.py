"""What an open row of a plan meets: with the page, and in the piece under it while it is typed."""

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.html import texts, tree_of
from tests.factories.people import make_body, make_owner, make_user
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.queries import plan_skeleton
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.rules import Role
from mezhgorod.website.row_editor import RowSetting
from planbook.dates import Period, parse_timing

pytestmark = [pytest.mark.django_db, pytest.mark.http]

YEAR = Period.from_edtf("2023")
DAY, MONTH = (parse_timing(text, period=YEAR) for text in ("26 августа", "август"))
PIECE = "/plans/plan-2023/edit/rows/understand/?row=row-new&section=0"
TYPED = {"row-new.title": "Спартакиада городов", "row-new.timing": "25-27 августа",
         "row-new.place": "г. Вологда"}  # fmt: skip
HINTS = "//ul[@class='row-hints']/li"


@pytest.fixture
def plan() -> Plan:
    plan, vologda = make_plan(state=PlanState.DRAFT), make_city("Вологда", "vologda")
    section = make_section(plan)
    make_item(section, "Слёт юных туристов", DAY, vologda, kind="слёт")
    make_item(section, "Фестиваль ремёсел", MONTH, vologda, kind="фестиваль")
    secret = make_plan("secret-2023", owner="Другой союз", state=PlanState.DRAFT)
    make_item(make_section(secret), "Тайная встреча", DAY, vologda, kind="встреча")
    return plan


@pytest.fixture
def maker(client: Client, plan: Plan) -> Client:
    client.force_login(make_user("maker", Role.DIRECTORATE, owner=plan.owner))
    return client


def typed(client: Client, plan: Plan, url: str = PIECE, **words: str) -> HttpResponse:
    setting = RowSetting.of_plan(plan_skeleton(plan=plan)[0]).text
    return client.post(url, {"setting": setting, **TYPED, **words})


def test_a_typed_row_is_told_what_it_meets(maker: Client, plan: Plan) -> None:
    page = typed(maker, plan)

    assert texts(page, HINTS) == [
        "точно Тот же город (Вологда) в те же дни: «Слёт юных туристов» (26 августа).",
        "возможно Тот же город (Вологда), дни могут совпасть: «Фестиваль ремёсел» (август).",
    ]
    (spoken,) = tree_of(page).xpath("//div/@data-say")
    assert spoken.endswith(
        "; подсказок о сроке и месте: 2; Тот же город (Вологда) в те же дни: "
        "«Слёт юных туристов» (26 августа)."
    )
    assert texts(typed(maker, plan, **{"row-new.timing": "8 февраля"}), HINTS) == []
    assert texts(typed(maker, plan, **{"row-new.place": "г. Псков"}), HINTS) == []


def test_a_foreign_draft_never_leaks(maker: Client, plan: Plan) -> None:
    for words in ({}, {"row-new.title": "Тайная встреча"}, {"row-new.timing": "август"}):
        assert "Тайная" not in typed(maker, plan, **words).content.decode().replace(
            words.get("row-new.title", "…"), ""
        )
    Plan.objects.filter(slug="secret-2023").update(state=PlanState.PUBLISHED)

    assert "«Тайная встреча»" in typed(maker, plan).content.decode()


def test_strangers_are_told_nothing(client: Client, plan: Plan) -> None:
    assert typed(client, plan).status_code in {302, 403, 404}
    client.force_login(make_user("stranger", Role.DIRECTORATE, owner=make_owner("Третий союз")))
    assert typed(client, plan).status_code == 404
    client.force_login(make_user("reader", Role.AUDITOR, owner=plan.owner))
    assert typed(client, plan).status_code == 403
    body = make_body(plan.owner)
    client.force_login(make_user("section", Role.BODY_COORDINATOR, owner=plan.owner, body=body))
    assert len(texts(typed(client, plan), HINTS)) == 2


def test_an_open_row_is_told_with_its_page(maker: Client, plan: Plan) -> None:
    item = PlanItem.objects.get(event__title="Слёт юных туристов")
    page = maker.get(f"/plans/{plan.slug}/edit/rows/{item.pk}/")

    assert texts(page, HINTS) == []  # one day in a month is hardly the same day
    (door,) = tree_of(page).xpath("//div[@data-understood]/@hx-post")
    assert door == f"/plans/plan-2023/edit/rows/understand/?row=row-{item.pk}&section=0"
    words = {f"row-{item.pk}.timing": "24-28 августа", f"row-{item.pk}.place": "г. Вологда"}
    own = typed(maker, plan, door, **words)
    assert texts(own, HINTS) == [
        "возможно Тот же город (Вологда), дни могут совпасть: «Фестиваль ремёсел» (август)."
    ]


def test_without_scripts_the_hints_come_with_the_page(maker: Client, plan: Plan) -> None:
    section = plan.sections.get()
    data = {**TYPED, "section": section.pk, "do": "show"}

    page = maker.post(f"/plans/{plan.slug}/edit/rows/new/", data)

    assert len(texts(page, HINTS)) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    maker: Client, plan: Plan, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    section, vologda = plan.sections.get(), make_city("Вологда", "vologda")
    for number in range(count):
        make_item(section, f"Слёт {number}", DAY, vologda, kind="слёт")
    setting = RowSetting.of_plan(plan_skeleton(plan=plan)[0]).text

    with django_assert_num_queries(QUERIES):
        maker.post(PIECE, {"setting": setting, **TYPED})


# session, user, roles, the plan and its facts; rows near, their values, places, people, plans
QUERIES = 10
