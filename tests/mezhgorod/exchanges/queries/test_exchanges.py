from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories import timings
from tests.factories.answers import make_response, make_round
from tests.factories.exchange_keeping import FORM, LATER, NOW, WATER, in_use, kept_exchange
from tests.factories.people import actor_with, make_body, make_owner, make_party
from tests.factories.plans import make_item, make_plan, make_section

from mezhgorod.exchanges.actions.keeping import set_participants
from mezhgorod.exchanges.models import Exchange, IndicatorVersion
from mezhgorod.exchanges.queries.exchanges import (
    exchange_rows,
    exchanges_visible_to,
    listed_exchanges,
    owners_to_keep,
    periodicity_of,
    rounds_with_counts,
    topic_of,
)
from mezhgorod.exchanges.queries.indicators import (
    exchanges_asking,
    indicators_visible_to,
    listed_indicators,
    versions_of,
)
from mezhgorod.exchanges.rules import Periodicity, ResponseState
from mezhgorod.registry.rules import NOBODY, SYSTEM, Actor, Role
from planbook.dates import Period, parse_timing

pytestmark = pytest.mark.django_db


def seen_by(actor: Actor) -> set[str]:
    return {one.title for one in exchanges_visible_to(actor=actor)}


def test_everybody_knows_only_of_the_exchanges_that_are_for_them() -> None:
    owner = make_owner()
    body, other_body = make_body(owner), make_body(owner, "Секция «Спорт»")
    vologda, pskov = (make_party(name, city=name) for name in ("Вологда", "Псков"))
    kept_exchange("Всем", owner=owner, reading="public")
    kept_exchange("Членам", owner=owner, reading="members")
    own = kept_exchange("Участникам", owner=owner, reading="participants", body=body)
    set_participants(exchange=own, parties=[vologda], actor=SYSTEM, now=NOW)
    kept_exchange("Чужое", owner=make_owner("Другой союз"), reading="participants")

    whole = {"Всем", "Членам", "Участникам"}
    assert seen_by(NOBODY) == {"Всем"}
    assert seen_by(Actor(user_id=1)) == {"Всем"}
    assert seen_by(actor_with(Role.DIRECTORATE, owner)) == whole
    assert seen_by(actor_with(Role.AUDITOR, owner)) == whole
    assert seen_by(actor_with(Role.CITY_CONTACT, owner, party=vologda)) == whole
    assert seen_by(actor_with(Role.CITY_CONTACT, owner, party=pskov)) == {"Всем", "Членам"}
    assert seen_by(actor_with(Role.BODY_COORDINATOR, owner, body=body)) == whole
    assert seen_by(actor_with(Role.BODY_COORDINATOR, owner, body=other_body)) == {"Всем", "Членам"}
    assert seen_by(SYSTEM) == whole | {"Чужое"}


def test_a_party_of_another_association_learns_nothing_of_this_one() -> None:
    owner, other = make_owner(), make_owner("Другой союз")
    vologda = make_party("Вологда", city="Вологда")
    exchange = kept_exchange("Участникам", owner=owner, reading="participants")
    set_participants(exchange=exchange, parties=[vologda], actor=SYSTEM, now=NOW)

    assert seen_by(actor_with(Role.CITY_CONTACT, other, party=vologda)) == set()


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_however_long(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        within = make_round(title=f"Обмен {number}")
        make_response("Вологда", within=within, state=ResponseState.SUBMITTED)
        make_response("Псков", within=within)
        make_response("Тверь", within=within, state=ResponseState.NO_PART)

    with django_assert_num_queries(3):
        listed = listed_exchanges(exchanges=Exchange.objects.all(), actor=SYSTEM)
        words = [(one.exchange.owner.spoken_name, one.period) for one in listed]

    assert len(words) == count
    assert [(one.asked, one.answered, one.participants) for one in listed] == [(3, 1, 0)] * count


def test_the_round_that_goes_on_stands_in_the_list_before_a_later_one() -> None:
    make_round(quarter=1)
    later = make_round(quarter=2)
    later.state = "preparing"
    later.save()

    (listed,) = listed_exchanges(exchanges=Exchange.objects.all(), actor=SYSTEM)

    assert listed.period == "I квартал 2026 года"


def test_outsiders_are_told_of_rounds_that_were_sent_out_only() -> None:
    sent = make_round(quarter=1)
    sent.state = "published"
    sent.save()
    make_round(quarter=2)
    exchange = sent.exchange
    own = actor_with(Role.CITY_CONTACT, exchange.owner, party=make_party("Тверь", city="Тверь"))
    foreign = actor_with(Role.DIRECTORATE, make_owner("Другой союз"))

    def told(actor: Actor) -> tuple[str, list[str]]:
        (listed,) = listed_exchanges(exchanges=Exchange.objects.all(), actor=actor)
        rounds = rounds_with_counts(exchange=exchange, actor=actor)
        return listed.period, [one.period for one in rounds]

    both = ["II квартал 2026 года", "I квартал 2026 года"]
    assert told(own) == told(SYSTEM) == (both[0], both)
    assert told(foreign) == told(NOBODY) == (both[1], both[1:])


@pytest.mark.parametrize(
    ("words", "periodicity"),
    [
        ("ежеквартально", Periodicity.QUARTER),
        ("ежемесячно", Periodicity.MONTH),
        ("ежегодно", Periodicity.YEAR),
        ("раз в полугодие", Periodicity.HALF_YEAR),
        ("май", Periodicity.ONCE),
        ("по мере необходимости", Periodicity.ONCE),
    ],
)
def test_how_often_is_understood_from_the_timing(words: str, periodicity: Periodicity) -> None:
    timing = parse_timing(words, period=Period.from_edtf("2026"))

    assert periodicity_of(timing) == periodicity


def test_the_topic_of_a_long_row_is_its_first_sentence() -> None:
    long = (
        "Формирование комфортной городской среды. Межсекторное взаимодействие "
        "(сообщества-бизнес-муниципалитет-государство) для целей развития территории и повышения "
        "ее человеческого потенциала. Постановка задачи."
    )

    assert topic_of(long) == "Формирование комфортной городской среды"
    assert topic_of("По жилищному фонду (в т. ч. аварийному)") == (
        "По жилищному фонду (в т. ч. аварийному)"
    )
    assert topic_of("слово " * 100) == "слово " * 48 + "слово…"


def test_rows_of_exchanges_become_drafts_and_show_what_they_became(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = make_plan()
    section = make_section(plan, "Информационные обмены", "V")
    quarterly = parse_timing("ежеквартально", period=Period.from_edtf("2023"))
    row = make_item(section, "По ставкам и тарифам", quarterly, kind="информационный обмен")
    make_item(section, "По жилищному фонду", timings.MAY, kind="информационный обмен")
    make_item(make_section(plan, "Форумы", "VI"), "Форум городов")
    exchange = kept_exchange("Тарифы", owner=plan.owner)
    exchange.items.add(row)

    with django_assert_num_queries(3):
        found = exchange_rows(owners=[plan.owner], actor=SYSTEM)

    assert [
        (one.title, one.timing_text, one.periodicity, one.rounds_a_year, one.exchange)
        for one in found
    ] == [
        ("По ставкам и тарифам", "ежеквартально", "quarter", 4, exchange),
        ("По жилищному фонду", "май", "once", 1, None),
    ]


def test_rows_of_drafts_are_not_shown_to_who_may_not_see_them() -> None:
    plan = make_plan(state="draft")
    section = make_section(plan, "Информационные обмены", "V")
    make_item(section, "Закрытая тема", timings.MAY, kind="информационный обмен")
    stranger = actor_with(Role.DIRECTORATE, make_owner("Другой союз"))

    assert exchange_rows(owners=[plan.owner], actor=stranger) == []
    assert len(exchange_rows(owners=[plan.owner], actor=SYSTEM)) == 1


def test_who_may_begin_exchanges_is_offered_own_associations_only() -> None:
    plan, other = make_plan(), make_owner("Другой союз")

    assert list(owners_to_keep(actor=SYSTEM)) == [plan.owner]
    assert list(owners_to_keep(actor=actor_with(Role.DIRECTORATE, other))) == [other]
    assert not owners_to_keep(actor=actor_with(Role.AUDITOR, other)).exists()
    assert not owners_to_keep(actor=NOBODY).exists()


def test_indicators_are_found_by_any_word_and_only_by_their_association() -> None:
    exchange = kept_exchange()
    in_use(exchange)
    section = FORM.sections[0]
    other = replace(WATER, definition="Тариф для юридических лиц.")
    lines = (replace(section.lines[0], indicator=other), *section.lines[1:])
    in_use(exchange, replace(FORM, sections=(replace(section, lines=lines),)), LATER)
    every = IndicatorVersion.objects.all()

    found = listed_indicators(versions=every)
    assert [(one.indicator.name, one.version.number, one.version_count) for one in found] == [
        ("Вместе", 1, 1),
        ("Водоотведение", 1, 1),
        ("Холодная вода", 2, 2),
    ]
    by_words = listed_indicators(versions=every, text="ЮРИДИЧЕСКИХ вода")
    assert [one.indicator.code for one in by_words] == ["water"]
    assert listed_indicators(versions=every, text="бензин") == []
    water = by_words[0].version
    assert [row.number for row, _ in versions_of(version=water)] == [2, 1]
    assert exchanges_asking(version=water, exchanges=Exchange.objects.all()) == [exchange]
    stranger = actor_with(Role.DIRECTORATE, make_owner("Другой союз"))
    assert not indicators_visible_to(actor=stranger).exists()
    assert not indicators_visible_to(actor=NOBODY).exists()
    assert indicators_visible_to(actor=actor_with(Role.AUDITOR, exchange.owner)).count() == 4
