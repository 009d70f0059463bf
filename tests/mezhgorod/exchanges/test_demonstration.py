"""The demonstration of exchanges: the numbers of the report, a year of rounds, one in progress."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from tests.factories.people import make_owner

from mezhgorod.exchanges.actions import refuse_response
from mezhgorod.exchanges.management.demonstration.figures import MARK, shown_cells
from mezhgorod.exchanges.management.demonstration.running_round import running_quarter
from mezhgorod.exchanges.management.demonstration.showing import show_exchanges
from mezhgorod.exchanges.management.demonstration.topics import OWNER, topics
from mezhgorod.exchanges.models import ComparisonVersion, Exchange, ExchangeRound, Response
from mezhgorod.exchanges.queries import (
    latest_table,
    participants_in_tables,
    participants_of_many,
    table_of,
)
from mezhgorod.exchanges.queries.comparison import fresh_table
from mezhgorod.exchanges.rules import COUNTED_RESPONSES
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import SYSTEM
from planbook.indicators import Answer, doubts

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
YEAR = {"start": date(2024, 1, 1), "end": date(2024, 12, 31)}
TOPICS = (
    "Реализация проекта «Умный город» (показ)",
    "Потенциал креативных индустрий (показ)",
    "Ставки и тарифы на жилищно-коммунальные услуги для населения (показ)",
    "Средние цены на отдельные потребительские товары и услуги (показ)",
    "Мониторинг глав по социально-экономической ситуации (показ)",
)
REPORTED = [19, 23, 25, 22, 19]


def shown() -> list[Exchange]:
    return show_exchanges(owner=Organization.objects.get(name=OWNER), now=NOW)


@pytest.mark.slow
@pytest.mark.django_db
def test_participants_of_the_year_are_those_of_the_report(demo: None) -> None:
    exchanges = shown()

    assert tuple(one.title for one in exchanges) == TOPICS
    counted = participants_of_many(exchanges, **YEAR)
    assert [len(counted[one.pk]) for one in exchanges] == REPORTED
    stored = [participants_in_tables(exchange=one, **YEAR) for one in exchanges]
    assert [len(keys) for keys in stored] == REPORTED
    assert [
        sorted(one.items.values_list("event__title", flat=True)) for one in exchanges
    ] == [
        [],
        [],
        ["По ставкам и тарифам на жилищно-коммунальные услуги для населения"],
        [
            "О средних ценах в муниципальных образованиях на отдельные потребительские товары "
            "и услуги"
        ],
        ["Мониторинг социально-экономической ситуации (совместно с АСДГ, АГП, АМОГУ)"],
    ]  # fmt: skip
    _refuse_one(exchanges[2])


def _refuse_one(tariffs: Exchange) -> None:
    """A refused answer leaves the fresh table but not the one that was sent out."""
    found = ExchangeRound.objects.select_related("exchange__owner", "form").get(
        exchange=tariffs, period_edtf="2024-36"
    )
    once = _answers_once(tariffs)
    version = latest_table(found)
    assert version is not None
    before = fresh_table(found=found, number=2, made_on=NOW.date())

    refuse_response(response=once, ground="not_confirmed", actor=SYSTEM, now=NOW)

    after = fresh_table(found=found, number=2, made_on=NOW.date())
    assert (len(before.columns), len(after.columns)) == (25, 24)
    assert {one.city for one in before.columns} - {one.city for one in after.columns} == {
        once.party.spoken_name
    }
    kept = table_of(ComparisonVersion.objects.get(pk=version.pk))
    assert len(kept.columns) == 25
    assert len(participants_of_many([tariffs], **YEAR)[tariffs.pk]) == 24
    assert len(participants_in_tables(exchange=tariffs, **YEAR)) == 25


def _answers_once(exchange: Exchange) -> Response:
    """The answer of 2024 of the city that took part in one round of that year only."""
    rows = Response.objects.filter(
        round__exchange=exchange, round__period_edtf__startswith="2024", state__in=COUNTED_RESPONSES
    )
    counts = Counter(rows.values_list("party", flat=True))
    (party,) = [key for key, count in counts.items() if count == 1]
    return rows.select_related("round__exchange__owner", "party__territory").get(party=party)


@pytest.mark.slow
@pytest.mark.django_db
def test_two_exchanges_have_a_round_in_progress_and_all_is_marked(demo: None) -> None:
    call_command("load_demo_exchanges", verbosity=0)
    before = ExchangeRound.objects.count(), Response.objects.count()
    call_command("load_demo_exchanges", verbosity=0)

    assert Exchange.objects.count() == 5
    assert (ExchangeRound.objects.count(), Response.objects.count()) == before
    rounds = ExchangeRound.objects.filter(state="open").select_related("exchange").order_by("pk")
    assert [one.exchange.title for one in rounds] == list(TOPICS[2:4])
    for one in rounds:
        answers = one.responses
        assert set(answers.values_list("state", flat=True)) == {
            "accepted", "submitted", "draft", "in_question", "in_approval", "not_started",
            "no_part",
        }  # fmt: skip
        vologda = answers.get(party__territory__name="Вологда")
        assert (vologda.state, vologda.doubt_count) == ("draft", 1)
        assert one.due_on < timezone.localdate()
        assert answers.exclude(due_on=None).count() == 1
    _ensure_marked()


def _ensure_marked() -> None:
    """Generated figures are told as such in every round and table."""
    for version in ComparisonVersion.objects.all():
        table = table_of(version)
        assert MARK in table.notes
        assert table.title.endswith("(показ)")
    assert {MARK in one.purpose for one in Exchange.objects.all()} == {True}
    assert {one.note.startswith(MARK) for one in ExchangeRound.objects.all()} == {True}


@pytest.mark.parametrize(
    ("day", "quarter"),
    [(date(2026, 10, 20), "2026-34"), (date(2026, 10, 21), "2026-35")],
)
def test_a_round_goes_on_when_its_quarter_is_over_for_a_while(day: date, quarter: str) -> None:
    noon = datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)
    assert running_quarter(noon) == quarter


@pytest.mark.django_db
def test_without_the_plan_of_the_corpus_no_exchange_is_shown() -> None:
    make_owner(OWNER)

    call_command("load_demo_exchanges", verbosity=0)

    assert not Exchange.objects.exists()


def test_figures_are_the_same_every_time_and_doubtless() -> None:
    for topic in topics():
        cells, copies = shown_cells(topic.form, "Псков", 3)
        assert (cells, copies) == shown_cells(topic.form, "Псков", 3)
        answer = Answer("Псков", cells, {code: tuple(names) for code, names in copies.items()})
        assert [one.message for one in doubts(topic.form, answer) if one.is_blocking] == []
