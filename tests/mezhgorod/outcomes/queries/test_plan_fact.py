"""Plan against fact: every outcome, fuzzy times, shares; how many queries it costs."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.factories.outcomes import make_held, put
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.outcomes.actions import begin_held, record_held
from mezhgorod.outcomes.queries import hosts_of, plan_against_fact, silent_events
from mezhgorod.outcomes.rules import Fulfilment, Outcome, PartyRole
from mezhgorod.outcomes.rules.fulfilment import Occurrence, differences_of
from mezhgorod.planning.models import Event, Plan
from mezhgorod.planning.rules import EXCHANGE_KIND
from mezhgorod.registry.rules import SYSTEM
from planbook.dates import Period, parse_timing

pytestmark = pytest.mark.django_db
YEAR = Period.from_edtf("2023")
NOW = datetime(2023, 12, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("plan", "fact", "is_moved"),
    [
        ("май", "12 мая", False),
        ("май-июнь", "30-31 мая", False),
        ("12-14 мая", "13 мая", False),
        ("13 мая", "12-14 мая", False),
        ("13 мая", "май", False),
        ("май", "2 июня", True),
        ("13 мая", "14 мая", True),
        ("13-15 мая", "15-17 мая", True),
        ("II квартал", "1 июля", True),
        ("ориентировочно 13 мая", "20 мая", False),
        ("ориентировочно 13 мая", "20 июня", True),
        ("по согласованию", "20 июня", False),
        ("ежеквартально", "20 июня", False),
        ("в течение года", "20 июня", False),
    ],
)
def test_a_fact_inside_what_the_plan_leaves_open_is_no_move(
    plan: str, fact: str, is_moved: bool
) -> None:
    found = differences_of(
        Occurrence(parse_timing(plan, period=YEAR), plan),
        Occurrence(parse_timing(fact, period=YEAR), fact),
    )

    assert found == ((f"другое время: в плане «{plan}», было «{fact}»",) if is_moved else ())


@pytest.mark.parametrize(
    ("plan", "fact", "words"),
    [
        ({1: "Вологда"}, {2: "Тверь"}, ("другое место: в плане Вологда, было Тверь",)),
        ({1: "Вологда", 2: "Тверь"}, {2: "Тверь"}, ()),
        ({}, {2: "Тверь"}, ()),
        ({1: "Вологда"}, {}, ()),
    ],
)
def test_another_city_is_told(
    plan: dict[int, str], fact: dict[int, str], words: tuple[str, ...]
) -> None:
    assert differences_of(Occurrence(hosts=plan), Occurrence(hosts=fact)) == words


def test_another_format_is_told() -> None:
    found = differences_of(Occurrence(mode="in_person"), Occurrence(mode="online"))

    assert found == ("другой формат: в плане очно, было дистанционно",)
    assert differences_of(Occurrence(mode="unknown"), Occurrence(mode="online")) == ()


def row(plan: Plan, title: str, timing: str, city: str = "", **fields: Any) -> Event:
    section = plan.sections.first() or make_section(plan)
    where = make_city(city, city) if city else None
    read = parse_timing(timing, period=YEAR)
    return make_item(section, title, read, where, **fields).event


def held(plan: Plan, event: Event, timing: str, **values: Any) -> None:
    record_held(
        owner=plan.owner, actor=SYSTEM, now=NOW,
        values={"event_id": event.pk, "timing_text": timing, "year": 2023, **values},
    )  # fmt: skip


def test_every_row_and_the_shares() -> None:
    plan = make_plan()
    held(plan, row(plan, "Семинар", "май", "Вологда"), "12 мая")
    held(plan, row(plan, "Слёт", "май", "Вологда"), "2 июня")
    off = {"outcome": Outcome.CANCELLED.value, "reason": "Карантин"}
    held(plan, row(plan, "Форум", "март", "Тверь"), "", **off)
    held(plan, row(plan, "Кубок", "март"), "", **(off | {"outcome": "not_held"}))
    row(plan, "Молчание", "октябрь")
    begin_held(event=row(plan, "Спросили", "октябрь"), owner=plan.owner, actor=SYSTEM, now=NOW)
    row(plan, "Впереди", "декабрь")
    row(plan, "Отменено планом", "октябрь (отменено)")
    other = make_held(plan.owner, title="Встреча", timing_text="1 июня 2023")
    make_held(plan.owner, title="Прошлый год", timing_text="1 июня 2022")

    found = plan_against_fact(plan=plan, today=date(2023, 12, 20))

    assert {one.item.event.title: one.fulfilment for one in found.rows} == {
        "Семинар": Fulfilment.HELD,
        "Слёт": Fulfilment.OTHERWISE,
        "Форум": Fulfilment.CANCELLED,
        "Кубок": Fulfilment.NOT_HELD,
        "Молчание": Fulfilment.SILENT,
        "Спросили": Fulfilment.SILENT,
        "Впереди": Fulfilment.AHEAD,
        "Отменено планом": Fulfilment.CANCELLED,
    }
    assert found.rows[1].differences == ("другое время: в плане «май», было «2 июня»",)
    assert list(found.outside) == [other]
    assert (found.total.due, found.total.percent, found.total.total) == (7, 29, 8)
    assert [(name, one.total) for name, one in found.by_city] == [("Вологда", 2), ("Тверь", 1)]
    assert [(name, one.total) for name, one in found.by_quarter] == [
        ("I квартал 2023", 2), ("II квартал 2023", 2), ("IV квартал 2023", 4),
    ]  # fmt: skip
    assert [name for name, _ in found.by_section] == ["I. Семинары"]
    assert [(name, one.total) for name, one in found.by_organizer] == [("организатор не указан", 8)]


def test_silence_lasts_as_many_days_as_are_waited() -> None:
    plan = make_plan()
    row(plan, "Слёт", "15 мая")

    found = {
        day: plan_against_fact(plan=plan, today=date(2023, 5, day)).rows[0].fulfilment
        for day in (14, 29, 30)
    }

    assert found == {14: Fulfilment.AHEAD, 29: Fulfilment.AHEAD, 30: Fulfilment.SILENT}


def test_a_silent_event_is_asked_about_once_and_not_after_it_is_told() -> None:
    plan = make_plan()
    silent, told = row(plan, "Слёт", "15 мая"), row(plan, "Форум", "14 мая")
    row(plan, "Отменён", "13 мая (отменено)")
    held(plan, told, "14 мая")
    draft = make_plan("draft", state="draft", owner=plan.owner.name)
    row(draft, "Проект", "15 мая")

    found = silent_events(owner=plan.owner, today=date(2023, 5, 16))

    assert [one.event for one in found] == [silent]
    assert silent_events(owner=plan.owner, today=date(2023, 5, 15)) == []


def test_silent_events_of_a_year_and_the_first_of_many() -> None:
    plan = make_plan()
    first, second = row(plan, "Слёт", "15 мая"), row(plan, "Форум", "16 мая")
    today = date(2024, 2, 1)

    def told(**only: int) -> list[Event]:
        return [one.event for one in silent_events(owner=plan.owner, today=today, **only)]

    assert told(year=2023) == [first, second]
    assert told(year=2024) == []
    assert told(most=1) == [first]


def test_an_exchange_is_no_silence_and_not_due() -> None:
    plan = make_plan()
    exchange, told = row(plan, "О тарифах", "15 мая"), row(plan, "О бюджете", "15 мая")
    row(plan, "Слёт", "15 мая")
    Event.objects.filter(pk__in=[exchange.pk, told.pk]).update(kind=EXCHANGE_KIND)
    held(plan, told, "15 мая")
    today = date(2023, 7, 1)

    found = plan_against_fact(plan=plan, today=today)

    assert [one.fulfilment for one in found.rows] == [
        Fulfilment.EXCHANGE, Fulfilment.HELD, Fulfilment.SILENT,
    ]  # fmt: skip
    assert (found.total.total, found.total.due, found.total.percent) == (3, 2, 50)
    assert [one.event.title for one in silent_events(owner=plan.owner, today=today)] == ["Слёт"]


def test_a_window_leaves_out_what_is_silent_for_longer() -> None:
    plan = make_plan()
    row(plan, "Слёт", "15 мая")
    today = date(2024, 5, 15)

    def told(days: int) -> int:
        return len(silent_events(owner=plan.owner, today=today, within_days=days))

    assert (told(366), told(365)) == (1, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(count: int, django_assert_num_queries: Any) -> None:
    plan = make_plan()
    for number in range(count):
        event = row(plan, f"Слёт {number}", "15 мая", f"Город {number}")
        held(plan, event, "15 мая")

    with django_assert_num_queries(7):
        found = plan_against_fact(plan=plan, today=date(2023, 6, 1))
        assert [hosts_of(one.held)[0].text for one in found.rows if one.held] == [
            f"Город {number}" for number in range(count)
        ]


def test_hosts_told_later_count() -> None:
    plan = make_plan()
    event = row(plan, "Слёт", "15 мая", "Вологда")
    held(plan, event, "15 мая")
    make_city("Тверь", "tver")
    put(event.held, "Тверь", role=PartyRole.HOST)

    found = plan_against_fact(plan=plan, today=date(2023, 6, 1))

    assert found.rows[0].differences == ("другое место: в плане Вологда, было Тверь",)
