"""Lists of participants, ticks on the day, told numbers: sources stay, rows keep their places."""

from dataclasses import replace

import pytest
from tests.factories.outcomes import NOW, Stage, make_stage, put
from tests.factories.plans import make_city

from mezhgorod.outcomes.actions import accept_facts, mark_present, set_counts, set_parties
from mezhgorod.outcomes.models import Participation
from mezhgorod.outcomes.rules import (
    CountDraft,
    CountUnit,
    Hedge,
    PartyDraft,
    PartyList,
    PartyRole,
    SourceDraft,
    SourceKind,
    Told,
)
from mezhgorod.planning.rules import AttendanceMode
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import RuleViolation

pytestmark = pytest.mark.django_db
REPORT = Told(SourceDraft(SourceKind.REPORT, title="Отчёт за 2024 год", paragraph=7))


def rows(stage: Stage) -> list[tuple[str, str, int]]:
    found = stage.held.participations.filter(role="participant").order_by("position")
    return list(found.values_list("text", "source__kind", "position"))


def listed(*names: str) -> PartyList:
    cities = {one.name: one.pk for one in Municipality.objects.all()}
    return PartyList(
        PartyRole.PARTICIPANT, tuple(PartyDraft(name, cities.get(name)) for name in names)
    )


def test_whoever_stays_keeps_source_and_record() -> None:
    stage = make_stage()
    for name, slug in (("Шуя", "shuya"), ("Псков", "pskov")):
        make_city(name, slug)
    first = set_parties(
        held=stage.held, parties=listed("Тверь", "Шуя"), told=REPORT,
        actor=stage.directorate, now=NOW,
    )  # fmt: skip

    second = set_parties(
        held=stage.held, parties=listed("Псков", "Шуя", "Тверь"), actor=stage.host, now=NOW
    )

    assert rows(stage) == [
        ("Псков", "host_form", 1),
        ("Шуя", "report", 2),
        ("Тверь", "report", 3),
    ]
    assert [second[2].pk, second[1].pk] == [row.pk for row in first]


def test_a_list_saved_as_it_is_changes_nothing() -> None:
    stage = make_stage()
    put(stage.held, "Тверь")
    stage.held.refresh_from_db()

    set_parties(held=stage.held, parties=listed("Тверь"), actor=stage.host, now=NOW)

    before, stage.held.sequence = stage.held.sequence, -1
    stage.held.refresh_from_db()
    assert stage.held.sequence == before


def test_a_long_list_is_written_at_once(django_assert_max_num_queries: object) -> None:
    stage = make_stage()
    names = [f"Посёлок {number}" for number in range(200)]

    with django_assert_max_num_queries(20):  # type: ignore[operator]
        set_parties(held=stage.held, parties=listed(*names), actor=stage.directorate, now=NOW)

    assert Participation.objects.filter(role="participant").count() == 200


def test_a_city_the_registry_lacks_is_made_with_its_region() -> None:
    stage = make_stage()
    draft = PartyDraft("Суздаль", region="Владимирская область")

    row = set_parties(
        held=stage.held, parties=PartyList(PartyRole.GUEST, (draft,)), actor=stage.host, now=NOW
    )[0]

    made = row.municipality
    assert made is not None
    assert (made.name, made.region and made.region.name) == ("Суздаль", "Владимирская область")


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (PartyDraft(" "), "parties.empty"),
        (PartyDraft("я" * 301), "parties.too_long"),
        (PartyDraft("Тверь", mode="by_air"), "parties.mode"),
        (PartyDraft("Тверь", headcount=-1), "parties.out_of_bounds"),
        (PartyDraft("Тверь", municipality_id=999_999), "parties.gone"),
        (PartyDraft("Тверь", organization_id=999_999), "parties.gone"),
    ],
)
def test_a_wrong_line_refuses_the_whole_list(draft: PartyDraft, code: str) -> None:
    stage = make_stage()
    put(stage.held, "Тверь")

    with pytest.raises(RuleViolation) as refused:
        set_parties(
            held=stage.held, parties=PartyList(PartyRole.PARTICIPANT, (PartyDraft("Шуя"), draft)),
            actor=stage.host, now=NOW,
        )  # fmt: skip

    assert refused.value.code == code
    assert rows(stage) == [("Тверь", "directorate", 1)]


def test_ticks_on_the_day_are_idempotent_and_may_be_taken_away() -> None:
    stage = make_stage()
    tver = PartyDraft("Тверь", Municipality.objects.get(name="Тверь").pk)

    ticks = [
        mark_present(held=stage.held, party=tver, is_present=is_here, actor=stage.host, now=NOW)
        for is_here in (True, True, False, False, True)
    ]

    assert ticks == [True, False, True, False, True]
    assert rows(stage) == [("Тверь", "attendance", 1)]
    with pytest.raises(RuleViolation, match="на месте"):
        mark_present(held=stage.held, party=tver, is_present=False, actor=stage.other_city, now=NOW)
    accept_facts(held=stage.held, actor=stage.directorate, now=NOW)
    with pytest.raises(RuleViolation, match="состояние"):
        mark_present(held=stage.held, party=tver, is_present=False, actor=stage.host, now=NOW)
    assert mark_present(
        held=stage.held, party=tver, is_present=False, actor=stage.directorate, now=NOW
    )


def test_a_second_tick_corrects_how_and_how_many() -> None:
    stage = make_stage()
    tver = PartyDraft("Тверь", Municipality.objects.get(name="Тверь").pk)
    told = (
        tver,
        replace(tver, mode=AttendanceMode.ONLINE, headcount=7),
        replace(tver, mode=AttendanceMode.ONLINE, headcount=7),
        tver,
    )

    ticks = [
        mark_present(held=stage.held, party=one, is_present=True, actor=stage.host, now=NOW)
        for one in told
    ]

    assert ticks == [True, True, False, False]
    kept = stage.held.participations.get(role="participant")
    assert (kept.mode, kept.headcount, kept.position) == (AttendanceMode.ONLINE, 7, 1)


def test_numbers_keep_hedge_and_source() -> None:
    stage = make_stage()
    athletes = CountDraft(CountUnit.ATHLETES, 400, Hedge.ABOUT)
    set_counts(held=stage.held, counts=[athletes], told=REPORT, actor=stage.directorate, now=NOW)

    set_counts(
        held=stage.held, counts=[athletes, CountDraft(CountUnit.TEAMS, 8)],
        actor=stage.host, now=NOW,
    )  # fmt: skip

    found = stage.held.counts.order_by("number").values_list("number", "hedge", "source__kind")
    assert list(found) == [(8, "=", "host_form"), (400, "~", "report")]


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        ([CountDraft(CountUnit.OTHER, 5)], "counts.no_unit"),
        ([CountDraft("", 5)], "counts.no_unit"),  # type: ignore[arg-type]
        ([CountDraft(CountUnit.TEAMS, 5), CountDraft(CountUnit.TEAMS, 6)], "counts.twice"),
        ([CountDraft(CountUnit.TEAMS, 10**12)], "counts.out_of_bounds"),
    ],
)
def test_a_wrong_number_is_refused(counts: list[CountDraft], code: str) -> None:
    stage = make_stage()

    with pytest.raises(RuleViolation) as refused:
        set_counts(held=stage.held, counts=counts, actor=stage.host, now=NOW)

    assert refused.value.code == code
