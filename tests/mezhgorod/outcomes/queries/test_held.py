"""Lists of held events, one with all its facts, cities by events, sheets for paragraphs."""

from typing import Any

import pytest
from tests.factories.editions import edition, series
from tests.factories.outcomes import NOW, make_held, make_stage, put
from tests.factories.plans import make_city

from mezhgorod.outcomes.actions import accept_facts, publish_facts, set_counts
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import (
    HeldFilter,
    held_detail,
    held_list,
    hosts_of,
    sheet_of,
    sheets_of,
    without_exchanges,
)
from mezhgorod.outcomes.rules import CountDraft, CountUnit, Hedge, PartyRole
from mezhgorod.planning.rules import EditionState
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import NOBODY, SYSTEM, MunicipalityKind
from planbook.narrative import Involvement, NameKind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("found", "count"),
    [
        (HeldFilter(), 2),
        (HeldFilter(words="туризму"), 1),
        (HeldFilter(words="хоккей"), 0),
        (HeldFilter(outcome="cancelled"), 0),
        (HeldFilter(state="draft", union_role="supported"), 1),
    ],
)
def test_lists_are_narrowed(found: HeldFilter, count: int) -> None:
    stage = make_stage(title="Туризм и отдых")
    make_held(stage.owner, title="Кубок", union_role="supported")

    assert held_list(actor=SYSTEM, found=found).count() == count


def test_a_city_and_days_narrow_a_list() -> None:
    stage = make_stage()
    day = stage.held.earliest
    assert day is not None
    here = HeldFilter(municipality_id=stage.vologda.territory_id, start=day, end=day)
    away = HeldFilter(municipality_id=stage.tver.territory_id)

    assert [row.pk for row in held_list(actor=SYSTEM, found=here)] == [stage.held.pk]
    assert not held_list(actor=SYSTEM, found=away).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_two_queries(count: int, django_assert_num_queries: Any) -> None:
    stage = make_stage()
    for number in range(count - 1):
        put(make_held(stage.owner, title=f"Слёт {number}"), "Вологда", role=PartyRole.HOST)

    with django_assert_num_queries(2):
        rows = list(held_list(actor=SYSTEM))
        assert [hosts_of(row)[0].text for row in rows] == ["Вологда"] * count


def test_the_public_sees_published_facts_only() -> None:
    stage = make_stage()
    make_held(stage.owner, title="Черновик")
    assert not held_list(actor=NOBODY).exists()
    accept_facts(held=stage.held, actor=stage.directorate, now=NOW)

    publish_facts(held=stage.held, actor=stage.directorate, now=NOW)

    assert [row.title for row in held_list(actor=NOBODY)] == [stage.held.title]


def test_all_facts_of_an_event_cost_ten_queries(django_assert_num_queries: Any) -> None:
    stage = make_stage()
    put(stage.held, "Тверь")

    with django_assert_num_queries(10):
        found = held_detail(held=stage.held)

    assert [one.text for one in found.parties[PartyRole.HOST]] == ["Вологда"]
    assert [one.text for one in found.parties[PartyRole.PARTICIPANT]] == ["Тверь"]


def test_a_sheet_tells_what_counts() -> None:
    games = series(make_stage().owner, "Зимняя Спартакиада", "зимний спартакиада")
    edition(games, 4, 2026, EditionState.DECIDED, "Сыктывкар")
    edition(games, 2, 2022, EditionState.HELD, "Сыктывкар")
    held = make_held(
        games.owner, title="III Зимняя Спартакиада", series_id=games.pk, edition=3,
        union_role="held", is_list_open=True,
    )  # fmt: skip
    district = Municipality.objects.create(
        name="Боровичский район", slug="bor", kind=MunicipalityKind.DISTRICT
    )
    make_city("Псков", "pskov")
    put(held, f"Псков, {district.name}, Вологодская область, Клуб")
    put(held, "Тверь", role=PartyRole.PRESENTER)
    set_counts(
        held=held, counts=[CountDraft(CountUnit.ATHLETES, 400, Hedge.ABOUT)], actor=SYSTEM, now=NOW
    )

    sheet = sheet_of(held)

    assert (sheet.title, sheet.role, sheet.is_open) == (held.title, Involvement.HELD, True)
    assert [(one.text, one.kind) for one in sheet.participants] == [
        ("Псков", NameKind.SETTLEMENT),
        ("Боровичский район", NameKind.DISTRICT),
        ("Вологодская область", NameKind.REGION),
        ("Клуб", NameKind.TEXT),
    ]
    assert [one.text for one in sheet.speakers_from] == ["Тверь"]
    assert [(one.number, one.unit, one.hedge) for one in sheet.counts] == [(400, "athletes", "~")]
    assert [(one.edition, one.host and one.host.text) for one in sheet.planned] == [
        (4, "Сыктывкар")
    ]


def test_who_came_by_video_is_told_apart_unless_all_did() -> None:
    stage = make_stage()
    put(stage.held, "Тверь", mode="online")
    assert [one.text for one in sheet_of(stage.held).participants] == ["Тверь"]
    put(stage.held, "Тверь, Вологда")

    held = sheet_of(stage.held)

    assert [one.text for one in held.participants] == ["Тверь", "Вологда"]


@pytest.mark.parametrize("count", [1, 3])
def test_sheets_cost_a_fixed_number_of_queries(count: int, django_assert_num_queries: Any) -> None:
    stage = make_stage()
    events = [stage.held]
    for number in range(count - 1):
        events.append(make_held(stage.owner, title=f"Слёт {number}"))
        put(events[-1], "Вологда")

    with django_assert_num_queries(10):
        sheets = sheets_of(events)

    assert [sheet.key for sheet in sheets] == [str(held.pk) for held in events]


def test_exchanges_known_from_a_report_are_no_meetings() -> None:
    stage = make_stage()
    make_held(stage.owner, title="Обмен о тарифах", kind="информационный обмен")

    assert list(without_exchanges(HeldEvent.objects.all())) == [stage.held]
