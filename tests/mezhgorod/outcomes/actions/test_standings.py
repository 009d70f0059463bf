"""Tables of places and challenge cups over the years."""

from decimal import Decimal
from typing import Any

import pytest
from tests.factories.editions import series
from tests.factories.outcomes import NOW, make_held, make_stage

from mezhgorod.outcomes.actions import (
    change_held,
    ensure_trophy,
    hand_trophy,
    remove_standings,
    set_standings,
    take_back_trophy,
)
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import sheet_of, trophies_of
from mezhgorod.outcomes.rules import StandingDraft, StandingTableDraft, TrophyDraft
from mezhgorod.planning.models import EventSeries
from mezhgorod.registry.rules import SYSTEM, RuleViolation
from planbook.standings import Result, ScoringRule, rule_to_dict, standings

pytestmark = pytest.mark.django_db
GAMES = (("Петрозаводск", 34), ("Череповец", 29), ("Вологда", 28))


def table(*teams: str, discipline: str = "") -> StandingTableDraft:
    lines = tuple(StandingDraft(team, place) for place, team in enumerate(teams, start=1))
    return StandingTableDraft(lines, discipline)


def games(number: int, year: int, of: EventSeries | None = None) -> HeldEvent:
    of = of or series(make_stage().owner, "Зимняя Спартакиада", "зимний спартакиада")
    return make_held(
        of.owner, title="Зимняя Спартакиада", series_id=of.pk, edition=number,
        timing_text=f"1 февраля {year}",
    )  # fmt: skip


def test_a_counted_table_is_kept_with_its_rule() -> None:
    stage = make_stage()
    rule = ScoringRule()
    counted = standings((Result(team, points=Decimal(points)) for team, points in GAMES), rule)
    lines = tuple(StandingDraft(one.team, one.place, one.total) for one in counted)
    draft = StandingTableDraft(lines, scoring=rule_to_dict(rule))

    kept = set_standings(held=stage.held, table=draft, actor=stage.host, now=NOW)

    assert kept.scoring["measure"] == "points"
    assert [(one.place, one.team.text, one.points) for one in sheet_of(stage.held).standings] == [
        (1, "Петрозаводск", "34"), (2, "Череповец", "29"), (3, "Вологда", "28"),
    ]  # fmt: skip
    stage.held.refresh_from_db()
    before = stage.held.sequence
    assert set_standings(held=stage.held, table=draft, actor=stage.host, now=NOW) == kept
    stage.held.refresh_from_db()
    assert stage.held.sequence == before


def test_tables_of_disciplines_stand_after_the_overall_one_and_are_replaced() -> None:
    stage = make_stage()
    for draft in (table("Псков", discipline="лыжи"), table("Шуя"), table("Шуя", discipline="лыжи")):
        kept = set_standings(held=stage.held, table=draft, actor=stage.host, now=NOW)

    said = [(one.discipline, [line.team for line in one.lines.all()])
            for one in stage.held.standings.all()]  # fmt: skip
    assert said == [("", ["Шуя"]), ("лыжи", ["Шуя"])]
    remove_standings(table=kept, actor=stage.host, now=NOW)
    with pytest.raises(RuleViolation, match="уже нет"):
        remove_standings(table=kept, actor=stage.host, now=NOW)


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (table("Псков", " "), "standing.no_team"),
        (StandingTableDraft((StandingDraft("Псков", 0),)), "lines.out_of_bounds"),
        (StandingTableDraft((StandingDraft("Псков", gold=-1),)), "lines.out_of_bounds"),
        (StandingTableDraft((StandingDraft("Псков", points=Decimal("NaN")),)), "standing.points"),
        (StandingTableDraft((), scoring={"measure": "beauty"}), "standing.rule"),
        (table(*["Псков"] * 1_001), "lines.too_many"),
        (table("Псков", discipline="я" * 301), "discipline.too_long"),
    ],
)
def test_a_wrong_table_is_refused_whole(draft: StandingTableDraft, code: str) -> None:
    stage = make_stage()
    with pytest.raises(RuleViolation) as refused:
        set_standings(held=stage.held, table=draft, actor=stage.host, now=NOW)

    assert refused.value.code == code
    assert not stage.held.standings.exists()


def test_a_cup_goes_to_the_winner_and_its_holders_are_known_over_years() -> None:
    second = games(2, 2022)
    third = games(3, 2024, second.series)
    assert second.series is not None
    cup = ensure_trophy(series=second.series, name="Переходящий кубок", actor=SYSTEM, now=NOW)
    assert ensure_trophy(series=second.series, name=cup.name, actor=SYSTEM, now=NOW) == cup
    hand_trophy(held=second, trophy=cup, draft=TrophyDraft("Сыктывкар"), actor=SYSTEM, now=NOW)
    set_standings(held=third, table=table("Петрозаводск", "Вологда"), actor=SYSTEM, now=NOW)

    taken = hand_trophy(held=third, trophy=cup, draft=TrophyDraft(), actor=SYSTEM, now=NOW)

    [history] = trophies_of(series=second.series)
    assert [one.holder for one in history.holdings] == ["Петрозаводск", "Сыктывкар"]
    assert history.holder == taken
    shown = HeldEvent.objects.filter(published_at__isnull=False)
    assert trophies_of(series=second.series, told=shown)[0].holder is None
    take_back_trophy(holding=taken, actor=SYSTEM, now=NOW)
    assert [one.holder for one in trophies_of(series=second.series)[0].holdings] == ["Сыктывкар"]


def test_nobody_takes_a_cup_by_a_shared_place_or_without_a_table() -> None:
    held = games(3, 2024)
    assert held.series is not None
    cup = ensure_trophy(series=held.series, name="Кубок", actor=SYSTEM, now=NOW)
    for lines in ((), (StandingDraft("Псков", 1), StandingDraft("Шуя", 1))):
        set_standings(held=held, table=StandingTableDraft(lines), actor=SYSTEM, now=NOW)
        with pytest.raises(RuleViolation, match="кому вручён"):
            hand_trophy(held=held, trophy=cup, draft=TrophyDraft(), actor=SYSTEM, now=NOW)


def test_a_cup_of_another_series_is_refused() -> None:
    held = games(3, 2024)
    assert held.series is not None
    cup = ensure_trophy(series=held.series, name="Кубок", actor=SYSTEM, now=NOW)
    change_held(held=held, values={"series_id": None}, actor=SYSTEM, now=NOW)
    with pytest.raises(RuleViolation, match="другой серии"):
        hand_trophy(held=held, trophy=cup, draft=TrophyDraft("Шуя"), actor=SYSTEM, now=NOW)


def test_other_cities_enter_no_places_and_make_no_cups() -> None:
    stage = make_stage()
    cup_of: dict[str, Any] = {"series": series(stage.owner), "name": "Кубок"}

    for actor in (stage.other_city, stage.auditor, stage.foreigner):
        with pytest.raises(RuleViolation, match="права"):
            set_standings(held=stage.held, table=table("Взлом"), actor=actor, now=NOW)
        with pytest.raises(RuleViolation, match="права"):
            ensure_trophy(**cup_of, actor=actor, now=NOW)

    assert not stage.held.standings.exists()
