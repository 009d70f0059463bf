"""What cities, series and years have behind them: whole values, and nothing that is not shown."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.outcomes import NOW, Stage, make_held, make_stage, put

from mezhgorod.outcomes.models import (
    EventAward,
    FactSource,
    HeldEvent,
    Standing,
    StandingTable,
    Talk,
    Trophy,
    TrophyHolding,
)
from mezhgorod.outcomes.rules import PartyRole, SourceKind
from mezhgorod.planning.models import EventSeries, HostingBid, SeriesEdition
from mezhgorod.planning.rules import EditionState
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import NOBODY, SYSTEM
from mezhgorod.reporting.queries.city_record import city_record
from mezhgorod.reporting.queries.series_record import series_record
from mezhgorod.reporting.queries.statistics import owners_with_figures, statistics_of

pytestmark = pytest.mark.django_db
TODAY = date(2025, 1, 15)


def source(held: HeldEvent) -> FactSource:
    return FactSource.objects.create(held_event=held, kind=SourceKind.DIRECTORATE, at=NOW)


@pytest.fixture
def stage() -> Stage:
    """Вологда hosted the third games, Тверь won them; the fourth go to Тверь, fifth open."""
    found = make_stage(edition=3)
    series = EventSeries.objects.create(
        owner=found.owner, name="Зимняя спартакиада", slug="games", key="games"
    )
    HeldEvent.objects.filter(pk=found.held.pk).update(series=series, published_at=NOW)
    put(found.held, "Вологда, Тверь")
    make_held(found.owner, title="Закрытая встреча", timing_text="май 2024")
    put(HeldEvent.objects.get(title="Закрытая встреча"), "Тверь")
    _proceedings(found.held, city("Тверь"))
    for number, state in ((4, EditionState.DECIDED), (5, EditionState.OFFERED)):
        edition = SeriesEdition.objects.create(
            series=series, number=number, year=2022 + number, state=state, host=city("Тверь")
        )
        HostingBid.objects.create(edition=edition, city=city("Тверь"))
    return found


def city(name: str) -> Municipality:
    return Municipality.objects.get(name=name)


def _proceedings(held: HeldEvent, tver: Municipality) -> None:
    told = source(held)
    table = StandingTable.objects.create(held_event=held, source=told)
    Standing.objects.create(
        table=table, position=1, place=1, team="Тверь", municipality=tver, points=Decimal(34)
    )
    Standing.objects.create(table=table, position=2, place=4, team="Псков")
    cup = Trophy.objects.create(series=HeldEvent.objects.get(pk=held.pk).series, name="Кубок союза")
    TrophyHolding.objects.create(
        trophy=cup, held_event=held, holder="Тверь", municipality=tver, source=told
    )
    spoken = {"held_event": held, "municipality": tver, "position": 1, "source": told}
    Talk.objects.create(name="Скрытое имя", post="глава города", title="О лыжах", **spoken)
    EventAward.objects.create(winner="Скрытое имя", post="тренер", kind="diploma", **spoken)


def test_the_public_learns_what_a_city_did_and_no_hidden_name(
    stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(8):
        found = city_record(city=city("Тверь"), actor=NOBODY, today=TODAY)

    assert [one.held.title for one in found.attended] == ["Заседание секции «Туризм»"]
    assert [one.words for one in found.spoke] == ["глава города: «О лыжах»"]
    assert [one.words for one in found.won] == [
        "1 место",
        "Кубок союза",
        "почётная грамота: тренер",
    ]
    assert [(one.number, one.state) for one in found.promised] == [(4, EditionState.DECIDED)]
    assert (found.hosted, found.answered) == ((), ())
    assert "Скрытое имя" not in str(found)


def test_the_directorate_also_learns_of_offers_and_of_what_is_not_shown(stage: Stage) -> None:
    found = city_record(city=city("Тверь"), actor=stage.directorate, today=TODAY)

    assert [one.held.title for one in found.attended] == [
        "Закрытая встреча",
        "Заседание секции «Туризм»",
    ]
    assert [one.number for one in found.promised] == [5, 4]


def test_a_city_nothing_is_told_of_has_an_empty_record(stage: Stage) -> None:
    silent = Municipality.objects.create(name="Молчанов", slug="silent")

    assert not city_record(city=silent, actor=SYSTEM, today=TODAY)
    assert city_record(city=city("Вологда"), actor=NOBODY, today=TODAY)


def test_editions_of_a_series_with_winners_and_the_next_one(stage: Stage) -> None:
    series = EventSeries.objects.get()

    found = series_record(series=series, actor=NOBODY)

    (held,) = [one for one in found.editions if one.held]
    assert (held.number, held.year, [one.text for one in held.hosts]) == (3, 2024, ["Вологда"])
    assert ([one.text for one in held.participants], held.came) == (["Вологда", "Тверь"], 2)
    assert [(one.place, one.team) for one in held.winners] == [(1, "Тверь")]
    assert (found.next_number, found.is_host_needed, found.held_count) == (4, False, 1)
    assert found.next_edition is not None
    assert found.next_edition.host == city("Тверь")
    (cup,) = found.trophies
    assert cup.holder is not None
    assert cup.holder.holder == "Тверь"


def test_nothing_of_a_series_is_told_before_it_is_shown(stage: Stage) -> None:
    HeldEvent.objects.update(published_at=None)

    found = series_record(series=EventSeries.objects.get(), actor=NOBODY)

    assert (found.held_count, [one.holdings for one in found.trophies]) == (0, [()])


def test_queries_do_not_grow_with_editions(
    stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    series = EventSeries.objects.get()
    for year in (2020, 2021, 2022):
        held = make_held(stage.owner, title=f"Игры {year}", timing_text=f"март {year}")
        HeldEvent.objects.filter(pk=held.pk).update(
            series=series, edition=year - 2012, published_at=NOW
        )
        put(held, "Вологда", role=PartyRole.HOST)

    with django_assert_num_queries(8):
        found = series_record(series=series, actor=NOBODY)

    assert found.held_count == 4


def test_figures_of_a_year_count_what_is_shown(
    stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(9):
        found = statistics_of(owner=stage.owner, year=2024, actor=NOBODY, today=TODAY)

    (season,) = found.seasons
    assert (season.year, season.held[3], sum(season.held), sum(season.planned)) == (2024, 1, 1, 0)
    assert [
        (
            one.city.name,
            len(one.hosted),
            len(one.attended),
            len(one.spoke),
            len(one.awarded),
            one.total,
        )
        for one in found.activity
    ] == [("Вологда", 1, 1, 0, 0, 1), ("Тверь", 0, 1, 1, 1, 1)]
    assert (found.years, found.moves.total, found.plans) == ((2024,), 0, ())
    inside = statistics_of(owner=stage.owner, year=2024, actor=stage.directorate, today=TODAY)
    assert sum(inside.seasons[0].held) == 2


def test_an_owner_without_anything_shown_is_not_offered(stage: Stage) -> None:
    assert owners_with_figures(actor=NOBODY) == [stage.owner]

    HeldEvent.objects.update(published_at=None)

    assert owners_with_figures(actor=NOBODY) == []
    empty = statistics_of(
        owner=stage.owner, year=None, actor=NOBODY, today=TODAY + timedelta(days=400)
    )
    assert (empty.year, empty.seasons, empty.activity) == (2026, (), ())


def test_an_award_of_no_known_kind_is_told_without_empty_words(stage: Stage) -> None:
    EventAward.objects.update(kind="other", name="", post="")
    found = city_record(city=city("Тверь"), actor=NOBODY, today=TODAY)
    assert [one.words for one in found.won][2:] == [""]
    EventAward.objects.update(post="тренер")
    found = city_record(city=city("Тверь"), actor=NOBODY, today=TODAY)
    assert [one.words for one in found.won][2:] == ["тренер"]
