from dataclasses import replace
from datetime import date

import pytest
from tests.factories.answers import make_round
from tests.factories.exchange_keeping import LATER, NOW, kept_exchange
from tests.factories.people import actor_with, make_body, make_owner, make_party
from tests.factories.plans import make_item, make_plan, make_section

from mezhgorod.exchanges.actions.keeping import (
    MAX_PARTICIPANTS,
    ExchangeDraft,
    change_exchange,
    create_exchange,
    end_exchange,
    link_items,
    set_participants,
)
from mezhgorod.exchanges.models import Exchange, ExchangeParticipant, Response
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import NOBODY, SYSTEM, Actor, Role, RuleViolation

pytestmark = pytest.mark.django_db

DRAFT = ExchangeDraft(
    "Тарифы",
    purpose="Сравнить",
    initiator="Комитет ГД по туризму",
    partners="АСДГ, АГП",
    periodicity="quarter",
    reading="public",
    public_after_days=30,
)


def said(exchange: Exchange) -> tuple[object, ...]:
    kept = Exchange.objects.get(pk=exchange.pk)
    return (
        kept.title, kept.purpose, kept.initiator, kept.partners,
        kept.periodicity, kept.reading, kept.public_after_days,
    )  # fmt: skip


def test_an_exchange_is_begun_as_it_was_described_and_told_in_the_journal() -> None:
    owner = make_owner()

    made = create_exchange(owner=owner, draft=DRAFT, actor=SYSTEM, now=NOW)

    assert said(made) == (
        "Тарифы", "Сравнить", "Комитет ГД по туризму", "АСДГ, АГП", "quarter", "public", 30,
    )  # fmt: skip
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.summary, entry.owner_id) == (
        "exchange.create",
        "Заведён информационный обмен «Тарифы».",
        owner.pk,
    )


@pytest.mark.parametrize(
    ("draft", "code", "field"),
    [
        (replace(DRAFT, title=" "), "exchange.no_title", "title"),
        (replace(DRAFT, title="я" * 100_000), "exchange.too_long", "title"),
        (replace(DRAFT, purpose="я" * 5_001), "exchange.too_long", "purpose"),
        (replace(DRAFT, periodicity="weekly"), "exchange.unknown_choice", "periodicity"),
        (replace(DRAFT, public_after_days=-1), "exchange.delay", "public_after_days"),
    ],
)
def test_what_cannot_be_an_exchange_is_refused(draft: ExchangeDraft, code: str, field: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        create_exchange(owner=make_owner(), draft=draft, actor=SYSTEM, now=NOW)

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not Exchange.objects.exists()


def test_a_topic_is_taken_once_in_an_association_and_freely_in_another() -> None:
    kept_exchange("Тарифы")
    other = make_owner("Другой союз")

    with pytest.raises(RuleViolation, match="Обмен «Тарифы» уже есть"):
        kept_exchange("Тарифы")
    assert kept_exchange("Тарифы", owner=other).owner == other


def test_nul_characters_do_not_reach_the_database() -> None:
    made = kept_exchange("Тари\x00фы", purpose="а\x00б")

    assert (made.title, made.purpose) == ("Тари фы", "а б")


def test_only_those_who_run_exchanges_may_begin_change_and_end_them() -> None:
    exchange = kept_exchange()
    owner, body = exchange.owner, make_body(exchange.owner)
    strangers = (
        NOBODY,
        actor_with(Role.DIRECTORATE, make_owner("Другой союз")),
        actor_with(Role.CITY_CONTACT, owner, party=make_party("Вологда", city="Вологда")),
        actor_with(Role.AUDITOR, owner),
        actor_with(Role.BODY_COORDINATOR, owner, body=body),
    )
    for actor in strangers:
        with pytest.raises(RuleViolation, match="У вас нет права"):
            create_exchange(owner=owner, draft=DRAFT, actor=actor, now=NOW)
        with pytest.raises(RuleViolation, match="У вас нет права"):
            change_exchange(exchange=exchange, draft=DRAFT, actor=actor, now=NOW)
        with pytest.raises(RuleViolation, match="У вас нет права"):
            end_exchange(exchange=exchange, actor=actor, now=NOW)
        with pytest.raises(RuleViolation, match="У вас нет права"):
            set_participants(exchange=exchange, parties=[], actor=actor, now=NOW)
        with pytest.raises(RuleViolation, match="У вас нет права"):
            link_items(exchange=exchange, items=[], actor=actor, now=NOW)
    assert said(exchange)[0] == "Тарифы на воду"


def test_a_committee_keeps_its_own_and_gives_it_to_nobody() -> None:
    owner = make_owner()
    own, other = make_body(owner), make_body(owner, "Секция «Спорт»")
    actor = actor_with(Role.BODY_COORDINATOR, owner, body=own)

    made = create_exchange(owner=owner, draft=replace(DRAFT, body=own), actor=actor, now=NOW)

    with pytest.raises(RuleViolation, match="У вас нет права"):
        change_exchange(exchange=made, draft=replace(DRAFT, body=other), actor=actor, now=LATER)
    assert Exchange.objects.get(pk=made.pk).body == own


def test_a_committee_of_another_association_is_refused() -> None:
    foreign = make_body(make_owner("Другой союз"))

    with pytest.raises(RuleViolation, match="Эта секция другого объединения"):
        kept_exchange(body=foreign)


def test_saving_without_a_change_writes_no_journal() -> None:
    exchange = kept_exchange()
    draft = ExchangeDraft(exchange.title)

    change_exchange(exchange=exchange, draft=draft, actor=SYSTEM, now=LATER)
    assert AuditEntry.objects.filter(action="exchange.change").count() == 0

    changed = replace(draft, title="Вода")
    change_exchange(exchange=exchange, draft=changed, actor=SYSTEM, now=LATER)
    entry = AuditEntry.objects.get(action="exchange.change")
    assert entry.before
    assert entry.after
    assert (entry.before["title"], entry.after["title"]) == ("Тарифы на воду", "Вода")


def test_an_ended_exchange_may_go_on_again() -> None:
    exchange = kept_exchange()

    assert end_exchange(exchange=exchange, actor=SYSTEM, now=NOW).is_ended is True
    again = end_exchange(exchange=exchange, is_ended=False, actor=SYSTEM, now=LATER)

    assert again.is_ended is False
    assert list(
        AuditEntry.objects.filter(action__in=["exchange.end", "exchange.resume"])
        .order_by("pk")
        .values_list("action", flat=True)
    ) == ["exchange.end", "exchange.resume"]


def test_who_has_answered_stays_as_asked_until_yesterday_others_vanish() -> None:
    found = make_round()
    exchange = found.exchange
    vologda, pskov, tver = (make_party(name, city=name) for name in ("Вологда", "Псков", "Тверь"))
    set_participants(exchange=exchange, parties=[vologda, pskov], actor=SYSTEM, now=NOW)
    Response.objects.create(round=found, party=vologda)

    now = set_participants(exchange=exchange, parties=[tver], actor=SYSTEM, now=LATER)

    assert [one.party for one in now] == [tver]
    kept = ExchangeParticipant.objects.filter(exchange=exchange, party__in=[vologda, pskov])
    assert [(one.party, one.until_on) for one in kept] == [(vologda, date(2026, 7, 1))]


def test_who_comes_back_is_asked_again_and_nobody_twice() -> None:
    found = make_round()
    vologda = make_party("Вологда", city="Вологда")
    Response.objects.get_or_create(round=found, party=vologda)
    for parties in ([vologda], [], [vologda, vologda]):
        set_participants(exchange=found.exchange, parties=parties, actor=SYSTEM, now=LATER)

    kept = ExchangeParticipant.objects.get(exchange=found.exchange, party=vologda)
    assert kept.until_on is None


def test_too_many_participants_are_refused() -> None:
    exchange = kept_exchange()
    vologda = make_party("Вологда", city="Вологда")
    many = [
        vologda.__class__(pk=number, name=str(number)) for number in range(MAX_PARTICIPANTS + 1)
    ]

    with pytest.raises(RuleViolation, match="Участников 1001, а бывает не больше 1000"):
        set_participants(exchange=exchange, parties=many, actor=SYSTEM, now=NOW)


def test_rows_of_own_plans_are_fulfilled_and_foreign_ones_refused() -> None:
    plan = make_plan()
    exchange = kept_exchange(owner=plan.owner)
    own = make_item(make_section(plan), 1)
    foreign = make_item(make_section(make_plan("other", owner="Другой союз")), 1)

    link_items(exchange=exchange, items=[own], actor=SYSTEM, now=NOW)
    with pytest.raises(RuleViolation, match="Строка из плана другого объединения"):
        link_items(exchange=exchange, items=[own, foreign], actor=SYSTEM, now=NOW)

    assert list(exchange.items.all()) == [own]


def test_a_link_of_nobody_is_no_right() -> None:
    with pytest.raises(RuleViolation):
        create_exchange(owner=make_owner(), draft=DRAFT, actor=Actor(user_id=5), now=NOW)
