import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.drafts import BY_AGREEMENT, JUNE, MAY, YAROSLAVL, plan, row, section
from tests.factories.runs import NOW, ready_run

from mezhgorod.intake.actions import apply_run
from mezhgorod.planning.models import Plan, PlanSection
from mezhgorod.planning.rules import PlanState
from mezhgorod.publication.calendars import city_calendar, plan_calendar, section_calendar
from mezhgorod.publication.links import Links
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import NOBODY, SYSTEM
from planbook.plans import PlanDraft
from planbook.writers import PlaceExport

pytestmark = pytest.mark.django_db

LINKS = Links(
    event=lambda uid: f"https://plan.example/events/{uid}/",
    plan=lambda slug: f"https://plan.example/plans/{slug}/",
    city=lambda slug: f"https://plan.example/cities/{slug}/",
)


def applied(draft: PlanDraft) -> Plan:
    run = apply_run(run=ready_run(draft, content=str(draft)), actor=SYSTEM, now=NOW)
    assert run.plan is not None
    return run.plan


def test_plan_calendar_carries_rows_in_printed_order() -> None:
    live = applied(
        plan(
            section("I. Форумы", row("Форум", kind="форум", description="Пленарное заседание")),
            section("II. Столы", row("Стол", BY_AGREEMENT, (YAROSLAVL,))),
        )
    )

    calendar = plan_calendar(plan=live, links=LINKS)

    forum, table = calendar.events
    assert (calendar.name, calendar.url) == (live.title, LINKS.plan(live.slug))
    assert (forum.title, forum.timing, forum.categories) == ("Форум", MAY, ("форум",))
    assert forum.url == f"https://plan.example/events/{forum.uid}/"
    assert [pair for pair in forum.details if pair[1]] == [
        ("План", live.title),
        ("Раздел", "I. Форумы"),
        ("Содержание", "Пленарное заседание"),
    ]
    yaroslavl = PlaceExport("Ярославль", 57.6299, 39.8737, "Europe/Moscow")
    assert (table.timing, table.places) == (BY_AGREEMENT, (yaroslavl,))


def test_section_calendar_holds_its_own_rows_only() -> None:
    applied(plan(section("I", row("Форум")), section("II", row("Стол", JUNE))))

    calendar = section_calendar(section=PlanSection.objects.get(heading="II"), links=LINKS)

    assert [event.title for event in calendar.events] == ["Стол"]


def test_city_calendar_shows_nothing_unpublished() -> None:
    secret = applied(plan(section("I", row("Тайное")), period="2024"))
    applied(plan(section("I", row("Явное"), row("В Ярославле", JUNE, (YAROSLAVL,)))))
    Plan.objects.filter(pk=secret.pk).update(state=PlanState.DRAFT)

    calendar = city_calendar(
        municipality=Municipality.objects.get(name="Вологда"), actor=NOBODY, links=LINKS
    )

    assert [event.title for event in calendar.events] == ["Явное"]


@pytest.mark.parametrize("count", [1, 3])
def test_plan_calendar_needs_four_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [row(f"Форум {index}", organizers=("Союз",)) for index in range(count)]
    live = Plan.objects.select_related("owner").get(pk=applied(plan(section("I", *rows))).pk)

    with django_assert_num_queries(4):
        assert len(plan_calendar(plan=live, links=LINKS).events) == count
