"""Doubts in facts: each rule with a case that agrees and one that does not; further sources."""

from datetime import date
from typing import Any

import pytest
from tests.factories.editions import edition, series
from tests.factories.outcomes import NOW, Stage, make_held, make_stage, put
from tests.factories.people import make_owner, make_party
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.outcomes.actions import (
    add_source,
    begin_held,
    change_held,
    decide_doubt,
    prefer_source,
    remove_source,
    reopen_doubt,
    set_awards,
    set_counts,
    set_tasks,
)
from mezhgorod.outcomes.models import HeldEvent, StatedCount
from mezhgorod.outcomes.queries import doubts_of, doubts_of_many, held_detail
from mezhgorod.outcomes.rules import (
    AwardDraft,
    AwardKind,
    CountDraft,
    CountUnit,
    DoubtDecision,
    DoubtState,
    Hedge,
    PartyDraft,
    PartyList,
    PartyRole,
    SourceDraft,
    SourceFacts,
    SourceKind,
    TaskDraft,
)
from mezhgorod.planning.rules import EditionState
from mezhgorod.registry.models import Membership, MembershipPlace, Municipality
from mezhgorod.registry.rules import SYSTEM, MunicipalityKind, RuleViolation

pytestmark = pytest.mark.django_db
NEWS = SourceDraft(SourceKind.PUBLICATION, "Сайт города Шуи", "https://shuya.example.org/68530")


def codes(held: HeldEvent) -> list[str]:
    return [one.code for one in doubts_of(held)]


def count(held: HeldEvent, *counts: CountDraft) -> None:
    set_counts(held=held, counts=counts, actor=SYSTEM, now=NOW)


def told(held: HeldEvent, *counts: CountDraft, names: str = "") -> Any:
    parties = tuple(PartyDraft(name) for name in names.split(", ") if name)
    lists = (PartyList(PartyRole.PARTICIPANT, parties),) if parties else ()
    facts = SourceFacts(lists, counts)
    return add_source(held=held, source=NEWS, facts=facts, actor=SYSTEM, now=NOW)


@pytest.mark.parametrize(
    ("number", "hedge", "counted", "expected"),
    [
        (3, Hedge.EXACT, "unknown", []),
        (4, Hedge.EXACT, "unknown", []),  # the host is counted
        (4, Hedge.EXACT, "no", ["STATED-LISTED"]),
        (3, Hedge.EXACT, "yes", ["STATED-LISTED"]),
        (5, Hedge.EXACT, "unknown", ["STATED-LISTED"]),
        (2, Hedge.MORE, "unknown", []),
        (40, Hedge.ABOUT, "unknown", ["STATED-LISTED"]),
    ],
)
def test_what_is_stated_and_listed(
    number: int, hedge: Hedge, counted: str, expected: list[str]
) -> None:
    stage = make_stage(host_counted=counted)
    put(stage.held, "Псков, Шуя, Тверь")
    count(stage.held, CountDraft(CountUnit.CITIES, number, hedge))

    assert codes(stage.held) == expected


def test_an_open_list_is_told_with_both_numbers() -> None:
    stage = make_stage()
    put(stage.held, ", ".join(f"Город {number}" for number in range(21)))
    change_held(held=stage.held, values={"is_list_open": True}, actor=SYSTEM, now=NOW)
    count(stage.held, CountDraft(CountUnit.MUNICIPALITIES, 40))

    [doubt] = doubts_of(stage.held)

    assert (doubt.code, doubt.first, doubt.second) == ("OPEN-LIST", 40, 21)
    assert "не названо 19" in doubt.message


def test_nothing_told_and_nothing_known() -> None:
    stage = make_stage()
    item = make_item(make_section(make_plan(owner=stage.owner.name)))
    begun = begin_held(event=item.event, owner=stage.owner, actor=SYSTEM, now=NOW)

    assert codes(stage.held) == ["NO-FACTS"]
    assert codes(begun) == ["NO-OUTCOME"]


def test_an_event_of_which_only_awards_or_tasks_are_known_has_facts() -> None:
    stage = make_stage()
    rewarded, busy = make_held(stage.owner), make_held(stage.owner, timing_text="май 2024")
    award = AwardDraft(AwardKind.OTHER, affiliation="Вологда")
    set_awards(held=rewarded, awards=[award], actor=SYSTEM, now=NOW)
    set_tasks(held=busy, tasks=[TaskDraft("Прислать предложения")], actor=SYSTEM, now=NOW)

    assert [codes(one) for one in (rewarded, busy)] == [[], []]


def test_what_was_only_supported_needs_no_more_than_its_title() -> None:
    stage = make_stage()
    change_held(held=stage.held, values={"union_role": "supported"}, actor=SYSTEM, now=NOW)

    assert codes(stage.held) == []


def test_a_city_twice_and_two_places_of_one_member() -> None:
    stage = make_stage()
    membership = Membership.objects.create(association=stage.owner, member=stage.tver)
    district = Municipality.objects.create(
        name="Калининский район", slug="kalininskiy", kind=MunicipalityKind.DISTRICT
    )
    put(stage.held, "Тверь, Калининский район, Тверь")
    assert codes(stage.held) == ["CITY-TWICE"]
    MembershipPlace.objects.create(membership=membership, municipality=district)

    assert codes(stage.held) == ["CITY-TWICE", "MEMBER-ALIAS"]


def test_ordinals_against_the_series() -> None:
    of = series(make_owner(), "Конкурс", "конкурс")
    edition(of, 28, 2023, EditionState.HELD, "Тихвин")
    values = {"series_id": of.pk, "result": "Итог"}
    right = make_held(of.owner, edition=29, **values)
    assert codes(right) == []

    wrong = make_held(of.owner, edition=31, timing_text="1 мая 2022", **values)

    assert codes(wrong) == ["ORDINAL"]
    assert "в 2023 году был № 28" in doubts_of(wrong)[0].message
    twin = make_held(of.owner, edition=28, **values)
    assert "такой же номер уже был в 2023 году" in doubts_of(twin)[0].message


def test_a_city_that_left_before_the_day() -> None:
    stage = make_stage(result="Итог")
    left = Membership.objects.create(
        association=stage.owner, member=stage.tver, end_kind="left",
        until_text="2023", until_earliest=date(2023, 1, 1), until_latest=date(2023, 12, 31),
    )  # fmt: skip
    put(stage.held, "Тверь")
    assert codes(stage.held) == ["LEFT-MEMBER"]
    left.until_latest = date(2024, 12, 31)
    left.save()

    assert codes(stage.held) == []


def test_a_host_that_withdrew_from_the_next_edition() -> None:
    of = series(make_owner(), "Спартакиада", "спартакиада")
    held = make_held(of.owner, edition=19, series_id=of.pk, result="Итог")
    edition(of, 20, 2025, EditionState.WITHDRAWN, "Великий Новгород")
    edition(of, 25, 2030, EditionState.WITHDRAWN, "Шуя")

    [doubt] = doubts_of(held)

    assert doubt.code == "WITHDRAWN-HOST"
    assert doubt.message.startswith("№ 20 (2025 год): Великий Новгород отозвал")


@pytest.mark.parametrize(("timing", "expected"), [("2022", ["BEFORE-PLAN"]), ("2023", [])])
def test_an_event_before_its_plan(timing: str, expected: list[str]) -> None:
    plan = make_plan()
    event = make_item(make_section(plan)).event
    held = make_held(plan.owner, event_id=event.pk, timing_text=f"1 мая {timing}", result="Итог")

    assert codes(held) == expected


def assembly_and_games() -> tuple[HeldEvent, HeldEvent]:
    """The report: 20 delegations; about 400 athletes of 8 cities."""
    owner = make_owner()
    assembly, games = make_held(owner, title="Собрание"), make_held(owner, title="Спартакиада")
    for city in ("Псков", "Вологда"):
        make_city(city, city)
    count(assembly, CountDraft(CountUnit.DELEGATIONS, 20))
    put(games, "Архангельск, Великий Новгород, Вологда, Иваново, Петрозаводск, Псков, Сыктывкар, "
               "Череповец")  # fmt: skip
    count(games, CountDraft(CountUnit.ATHLETES, 400, Hedge.ABOUT))
    return assembly, games


def test_a_second_source_makes_one_doubt_an_event_and_changes_no_number() -> None:
    assembly, games = assembly_and_games()
    told(assembly, CountDraft(CountUnit.DELEGATIONS, 19))
    told(games, CountDraft(CountUnit.ATHLETES, 380), CountDraft(CountUnit.CITIES, 7))

    found = doubts_of_many([assembly, games])

    conflicts = [one for group in found.values() for one in group]
    assert [(one.code, one.first, one.second) for one in conflicts] == [
        ("SOURCE-CONFLICT", 20, 19), ("SOURCE-CONFLICT", 400, 380),
    ]  # fmt: skip
    assert "7 городов вместо перечисленных 8" in conflicts[1].message
    current = StatedCount.objects.filter(is_current=True).order_by("number")
    assert list(current.values_list("number", flat=True)) == [20, 400]
    assert list(held_detail(held=games).further) == [games.sources.get(kind="publication").pk]
    assert held_detail(held=games, public_only=True).further == {}


def test_a_source_that_says_the_same_makes_no_doubt() -> None:
    assembly, _ = assembly_and_games()
    told(assembly, CountDraft(CountUnit.DELEGATIONS, 20))

    assert codes(assembly) == []


def test_a_preferred_source_counts_and_the_former_stays_beside_it() -> None:
    _, games = assembly_and_games()
    source = told(games, CountDraft(CountUnit.ATHLETES, 380), names="Вологда, Шуя")
    assert "названы ещё: Шуя" in doubts_of(games)[0].message

    prefer_source(held=games, source=source, actor=SYSTEM, now=NOW)

    detail = held_detail(held=games)
    assert [one.text for one in detail.parties[PartyRole.PARTICIPANT]] == ["Вологда", "Шуя"]
    assert [one.number for one in detail.counts] == [380]
    assert sum(len(rows) for rows in detail.further.values()) == 9
    with pytest.raises(RuleViolation, match="считаются"):
        remove_source(source=source, actor=SYSTEM, now=NOW)
    with pytest.raises(RuleViolation, match="ничего другого"):
        prefer_source(held=games, source=source, actor=SYSTEM, now=NOW)
    [former] = [one for one in games.sources.all() if one.pk in detail.further]
    prefer_source(held=games, source=former, actor=SYSTEM, now=NOW)
    assert len(held_detail(held=games).parties[PartyRole.PARTICIPANT]) == 8
    remove_source(source=source, actor=SYSTEM, now=NOW)
    assert codes(games) == []


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (SourceDraft(SourceKind.PUBLICATION), "source.unnamed"),
        (SourceDraft(SourceKind.PUBLICATION, url="javascript:alert(1)"), "source.url"),
        (SourceDraft(SourceKind.PUBLICATION, "я" * 501), "title.too_long"),
    ],
)
def test_a_source_that_cannot_be_checked_is_refused(source: SourceDraft, code: str) -> None:
    held = make_held(make_owner())
    with pytest.raises(RuleViolation) as refused:
        add_source(held=held, source=source, facts=SourceFacts(), actor=SYSTEM, now=NOW)

    assert refused.value.code == code


def test_a_decided_doubt_does_not_return_until_its_numbers_change() -> None:
    stage = make_stage()
    put(stage.held, "Псков")
    count(stage.held, CountDraft(CountUnit.TEAMS, 3), CountDraft(CountUnit.CITIES, 5))
    [doubt] = doubts_of(stage.held)
    decision = DoubtDecision(doubt.code, doubt.subject, DoubtState.ACCEPTED)
    with pytest.raises(RuleViolation, match="почему"):
        decide(stage, decision)

    decide(stage, DoubtDecision(doubt.code, doubt.subject, DoubtState.ACCEPTED, "Так сказано"))

    assert [one.decision and one.decision.note for one in doubts_of(stage.held)] == ["Так сказано"]
    count(stage.held, CountDraft(CountUnit.CITIES, 6))
    assert [one.decision for one in doubts_of(stage.held)] == [None]
    with pytest.raises(RuleViolation, match="больше нет"):
        decide(stage, decision)
    count(stage.held, CountDraft(CountUnit.CITIES, 5))
    reopen_doubt(held=stage.held, code=doubt.code, subject=doubt.subject, actor=SYSTEM, now=NOW)
    assert [one.decision for one in doubts_of(stage.held)] == [None]


@pytest.mark.parametrize("who", ["host", "other_city", "auditor", "foreigner"])
def test_only_who_keeps_facts_decides_and_adds_sources(who: str) -> None:
    stage = make_stage()
    [doubt] = doubts_of(stage.held)
    actor = getattr(stage, who)
    decision = DoubtDecision(doubt.code, doubt.subject, DoubtState.DISMISSED)

    with pytest.raises(RuleViolation, match="права"):
        decide_doubt(held=stage.held, decision=decision, actor=actor, now=NOW)
    with pytest.raises(RuleViolation, match="права"):
        add_source(held=stage.held, source=NEWS, facts=SourceFacts(), actor=actor, now=NOW)

    assert not stage.held.doubts.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_doubts_cost_a_fixed_number_of_queries(number: int, django_assert_num_queries: Any) -> None:
    stage = make_stage()
    of = series(stage.owner)
    for name in ("Псков", "Шуя"):
        Membership.objects.create(association=stage.owner, member=make_party(name, city=name))
    events = [
        make_held(stage.owner, series_id=of.pk, edition=20 + index) for index in range(number)
    ]
    for held in events:
        put(held, "Псков, Шуя")
        told(held, names="Псков")

    with django_assert_num_queries(11):
        found = doubts_of_many(events)

    assert all("SOURCE-CONFLICT" in [one.code for one in group] for group in found.values())


def decide(stage: Stage, decision: DoubtDecision) -> None:
    decide_doubt(held=stage.held, decision=decision, actor=stage.directorate, now=NOW)
