import json
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.drafts import MAY, YAROSLAVL, plan, row, section
from tests.factories.runs import NOW, ready_run
from tests.mezhgorod.publication.test_calendars import LINKS, applied

from mezhgorod.intake.actions import apply_run
from mezhgorod.planning.models import Event, Plan, PlanItem
from mezhgorod.publication.data import city_data, plan_data, section_data
from mezhgorod.registry.actions import load_regions
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import NOBODY, SYSTEM
from planbook.dates import timing_to_dict
from planbook.findings import Finding, SourceRef
from planbook.places import Place
from planbook.plans import CellDraft, plan_to_json

pytestmark = pytest.mark.django_db

FORUM = row(
    "IX Форум",
    kind="форум",
    number="1",
    edition=9,
    edition_text="IX",
    organizers=("Союз городов",),
    operators=("исполнительная дирекция",),
    partners=(YAROSLAVL,),
    description="Пленарное заседание",
    findings=(Finding("row.remark", "Проверьте.", source=SourceRef(table=1, row=1)),),
)


def test_plan_data_says_what_the_core_library_says_and_adds_addresses() -> None:
    load_regions()
    draft = plan(section("I. Форумы", FORUM))
    live = applied(draft)

    data = plan_data(plan=live, links=LINKS)

    (item,) = data["sections"][0]["items"]
    (said,) = plan_to_json(draft)["sections"][0]["items"]
    added = {"id", "uid", "url", "sequence", "updated_at", "findings", "series", "responsible"}
    assert set(item) == set(said) | added | {"changes"}
    with_places = {"places", "partners"}
    differing = {name for name in set(said) - with_places if item[name] != said[name]}
    assert differing == set()
    for name in with_places:
        (place,) = item[name]
        (drafted,) = said[name]
        assert {key: place[key] for key in drafted if key != "time_zone"} == {
            key: drafted[key] for key in drafted if key != "time_zone"
        }
    event = Event.objects.get()
    assert (item["uid"], item["url"]) == (str(event.uid), LINKS.event(str(event.uid)))
    assert json.loads(json.dumps(data)) == data


def test_section_data_names_its_plan() -> None:
    live = applied(plan(section("I", FORUM), section("II", row("Стол"))))

    data = section_data(section=live.sections.get(heading="II"), links=LINKS)

    assert data["plan"]["url"] == LINKS.plan(live.slug)
    assert [item["title"] for item in data["section"]["items"]] == ["Стол"]


def test_city_data_lists_rows_with_their_plans() -> None:
    load_regions()
    live = applied(plan(section("I", FORUM, row("Стол", places=(YAROSLAVL,)))))
    vologda = Municipality.objects.get(name="Вологда")

    data = city_data(municipality=vologda, actor=NOBODY, links=LINKS)

    assert (data["city"]["name"], data["city"]["region"]) == ("Вологда", "Вологодская область")
    assert [(item["title"], item["plan"]["id"]) for item in data["items"]] == [
        ("IX Форум", live.pk)
    ]


def test_plan_data_keeps_cells_word_for_word() -> None:
    title = "Форум «Инновации.\n\nТехнологии»"
    live = applied(plan(section("", row(title, at=7))))

    (item,) = plan_data(plan=live, links=LINKS)["sections"][0]["items"]

    assert item["cells"] == {"title": title, "place": "Вологда", "timing": "май"}
    assert item["source"] == {"table": 1, "row": 7}
    assert item["timing"] == timing_to_dict(MAY)


def test_plan_data_keeps_partners_that_are_no_place_with_the_partners() -> None:
    everybody = row("Обмен", partners=(Place("Все субъекты РФ"),))
    cells = (*everybody.cells, CellDraft("partners", "Все субъекты РФ"))
    live = applied(plan(section("", replace(everybody, cells=cells))))

    (item,) = plan_data(plan=live, links=LINKS)["sections"][0]["items"]

    assert [one["text"] for one in item["partners"]] == ["Все субъекты РФ"]
    assert item["exchange_partners"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_plan_data_needs_the_same_queries_for_any_number_of_rows(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [row(f"Форум {index}", organizers=("Союз",)) for index in range(count)]
    run = apply_run(run=ready_run(plan(section("I", *rows))), actor=SYSTEM, now=NOW)
    live = Plan.objects.select_related("owner", "document").get(pk=run.plan_id)

    with django_assert_num_queries(9):
        plan_data(plan=live, links=LINKS)
    assert PlanItem.objects.count() == count
