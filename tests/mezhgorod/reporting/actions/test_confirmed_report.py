"""What the report for 2024 becomes when everything nobody doubts is confirmed.

Reading and confirming are done once: every test sees them and takes back what it changes.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker
from tests.factories.plans import NOW
from tests.factories.read_reports import GAMES, NUMBERS, YOUTH, gold_events, paragraphs, read_report
from tests.factories.reports import make_report

from mezhgorod.outcomes.models import (
    EventAward,
    FactSource,
    HeldEvent,
    Participation,
    Standing,
    StatedCount,
    Talk,
    Trophy,
    TrophyHolding,
)
from mezhgorod.outcomes.rules import SourceKind
from mezhgorod.planning.models import EventSeries, HostingBid, SeriesEdition
from mezhgorod.planning.rules import EditionState
from mezhgorod.planning.rules.hosting import BidState, needs_host
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.actions.reading import (
    confirm_all_sure,
    keep_read_events,
    undo_event,
    undo_fact,
)
from mezhgorod.reporting.models import AnnualReport, ReadFact
from mezhgorod.reporting.queries.reading import (
    one_member_proposals,
    reading_progress,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def number_of_confirmed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, _kept_files: Path
) -> Iterator[int]:
    whole = transaction.atomic()
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=_kept_files):
        whole.__enter__()
        report = read_report(make_report(*paragraphs()))
        confirm_all_sure(report=report, actor=SYSTEM, now=NOW)
    yield report.pk
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def confirmed(number_of_confirmed: int, db: None) -> AnnualReport:
    return AnnualReport.objects.get(pk=number_of_confirmed)


def listed(role: str) -> dict[str, int]:
    rows = Participation.objects.filter(role=role, is_current=True)
    return Counter(rows.order_by("held_event").values_list("held_event__title", flat=True))


def test_the_report_gives_fifteen_events_five_exchanges_and_twenty_supported(
    confirmed: AnnualReport,
) -> None:
    held = HeldEvent.objects.filter(read_from__report=confirmed)

    assert Counter(held.values_list("read_from__role", flat=True)) == {
        "held": 15,
        "exchange": 5,
        "supported": 20,
    }
    assert held.filter(involvement="supported", union_role="supported").count() == 20
    assert Counter(
        Participation.objects.filter(role="host", held_event__involvement="supported")
        .values_list("text", flat=True)
    ) == {
        "Череповец": 4, "Котлас": 3, "Иваново": 3, "Северодвинск": 2, "Тихвин": 2,
        "Великий Новгород": 2, "Боровичи": 1, "Ярославль": 1, "Новодвинск": 1, "Петрозаводск": 1,
    }  # fmt: skip
    progress = reading_progress(report=confirmed)
    assert (progress.confirmed, progress.fact_count, progress.waiting) == (103, 103, 0)


def test_participants_and_speakers_are_those_the_report_lists(confirmed: AnnualReport) -> None:
    assert sorted(listed("participant").values()) == sorted([8, 12, 15, 21, 11, 20, 17, 9, 12, 14])
    assert listed("participant")[YOUTH] == 20
    town = Participation.objects.filter(held_event__title__startswith="Конференция «Умный город")
    modes = town.filter(role="participant").values_list("mode", flat=True)
    assert Counter(modes) == {"in_person": 9, "online": 3}
    assert (
        listed("presenter")[
            "Всероссийская научно-практическая конференция «Малый город: технологии развития»"
        ]
        == 10
    )
    assert not Participation.objects.filter(municipality=None).exclude(role="organizer").exists()


def test_lists_keep_the_order_of_the_text_with_districts_among_cities(
    confirmed: AnnualReport,
) -> None:
    budget = Participation.objects.filter(
        held_event__title__startswith="Круглый стол «Инициативное", role="participant"
    )

    assert list(budget.order_by("position").values_list("text", flat=True))[:5] == [
        "Архангельск", "Боровичский район", "Старорусский район", "Великий Новгород",
        "Великий Устюг",
    ]  # fmt: skip


def test_numbers_keep_unit_and_hedge(confirmed: AnnualReport) -> None:
    counts = StatedCount.objects.exclude(unit="cities").order_by("number")

    assert list(counts.values_list("number", "unit", "hedge")) == NUMBERS
    exchanges = StatedCount.objects.filter(unit="cities").exclude(held_event__title=YOUTH)
    assert sorted(exchanges.values_list("number", flat=True)) == [19, 19, 22, 23, 25]


def test_every_fact_names_its_paragraph_and_sentence(confirmed: AnnualReport) -> None:
    source = TrophyHolding.objects.get().source

    assert (source.kind, source.paragraph, source.document_id) == (
        SourceKind.REPORT,
        18,
        confirmed.document_id,
    )
    assert "переходящий кубок" in source.quote
    assert FactSource.objects.exclude(document=confirmed.document).count() == 0
    assert Talk.objects.filter(role="speaker", name="Олег Белак").get().municipality is not None
    assert EventAward.objects.filter(winner="").count() == 3


def test_nine_lists_have_thirty_three_labels_and_cherepovets_is_in_eight(
    confirmed: AnnualReport,
) -> None:
    titles = [
        one.title
        for one in gold_events()
        if any(str(fact.type).startswith("participants") for fact in one.facts)
        and "Экология" not in one.title
    ]
    rows = Participation.objects.filter(role="participant", held_event__title__in=titles)
    labels = Counter(rows.values_list("text", flat=True))

    assert (len(titles), len(labels), labels["Череповец"]) == (9, 33, 8)
    assert one_member_proposals(report=confirmed) == [
        ("Боровичи", "Боровичский район"),
        ("Старая Русса", "Старорусский район"),
    ]


def test_games_have_places_a_cup_and_hosts_to_come(confirmed: AnnualReport) -> None:
    lines = Standing.objects.order_by("place").values_list("place", "team")
    editions = {
        (one.number, one.year): (one.state, one.host.name if one.host else None)
        for one in SeriesEdition.objects.select_related("host")
    }

    assert list(lines) == [(1, "Петрозаводск"), (2, "Череповец"), (3, "Вологда")]
    assert TrophyHolding.objects.get().holder == "Петрозаводск"
    assert editions == {
        (20, 2025): (EditionState.WITHDRAWN, "Великий Новгород"),
        (4, 2026): (EditionState.DECIDED, "Сыктывкар"),
        (30, 2025): (EditionState.NEEDS_HOST, None),
    }
    assert needs_host(EditionState.WITHDRAWN)
    assert HostingBid.objects.get(city__name="Великий Новгород").state == BidState.WITHDRAWN
    winter = HeldEvent.objects.get(title=GAMES)
    assert SeriesEdition.objects.get(number=4).series_id == winter.series_id
    assert not EventSeries.objects.filter(name__contains="секции").exists()


def test_reading_the_same_again_changes_nothing(confirmed: AnnualReport) -> None:
    before = list(ReadFact.objects.order_by("pk").values_list("pk", "state", "position"))

    done = keep_read_events(report=confirmed, events=gold_events(), now=NOW, actor=SYSTEM)

    assert not done.is_new
    assert list(ReadFact.objects.order_by("pk").values_list("pk", "state", "position")) == before
    assert AuditEntry.objects.filter(action="report.read").count() == 1


def test_all_that_was_confirmed_can_be_taken_back(confirmed: AnnualReport) -> None:
    for one in confirmed.read_events.order_by("-position"):
        undo_event(event=one, actor=SYSTEM, now=NOW)

    left = (
        HeldEvent, FactSource, SeriesEdition, HostingBid, Standing, TrophyHolding, Trophy,
        EventSeries,
    )  # fmt: skip
    assert [model.objects.count() for model in left] == [0] * len(left)
    assert reading_progress(report=confirmed).waiting == 103


def test_places_of_one_table_are_taken_back_one_by_one(confirmed: AnnualReport) -> None:
    first = ReadFact.objects.get(type="standing", number=1)

    undo_fact(fact=first, actor=SYSTEM, now=NOW)

    assert list(Standing.objects.values_list("place", flat=True)) == [2, 3]
    assert not TrophyHolding.objects.exists()


def test_dates_are_kept_and_without_one_the_period_of_the_report(confirmed: AnnualReport) -> None:
    forum = HeldEvent.objects.get(title__startswith="Круглый стол «Перспективные")
    games = HeldEvent.objects.get(title=GAMES)

    assert (forum.timing_text, forum.earliest) == ("январь 2024 года", date(2024, 1, 1))
    assert (games.earliest, games.latest) == (date(2024, 1, 1), date(2024, 12, 31))
