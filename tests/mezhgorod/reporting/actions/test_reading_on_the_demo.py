"""The report for 2024 beside the plans of the corpus: which rows and series its events continue."""

import pytest
from tests.factories.plans import NOW
from tests.factories.read_reports import read_report

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.planning.models import EventSeries, PlanItem, SeriesEdition
from mezhgorod.registry.rules import SYSTEM, RuleViolation
from mezhgorod.reporting.actions.reading import (
    Choice,
    confirm_all_sure,
    confirm_event,
    confirm_whole_event,
    read_report_facts,
)
from mezhgorod.reporting.models import AnnualReport, ReadEvent, ReadFact
from mezhgorod.reporting.queries.reading import one_member_proposals

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture
def report() -> AnnualReport:
    return read_report(AnnualReport.objects.get())


def proposed(words: str) -> ReadEvent:
    return ReadEvent.objects.select_related("matched_event", "series").get(title__contains=words)


def test_the_demo_is_read_when_it_is_loaded() -> None:
    report = AnnualReport.objects.get()

    assert report.read_events.count() == 44
    assert ReadFact.objects.filter(state="waiting").count() >= 98
    assert not read_report_facts(report=report, now=NOW, actor=SYSTEM).is_new


def test_the_contest_continues_the_series_that_was_an_exhibition(report: AnnualReport) -> None:
    contest = proposed("XXIX Межрегиональный конкурс")

    assert contest.matched_event is not None
    assert contest.matched_event.edition == 28
    assert contest.series == contest.matched_event.series
    assert not contest.is_own_year
    assert "издания идут подряд: XXVIII (2023) → XXIX (2024)" in contest.reasons
    assert proposed("XXX конкурс").series == contest.series


def test_winter_and_summer_games_are_two_series(report: AnnualReport) -> None:
    summer = proposed("XX Летняя").series
    confirm_all_sure(report=report, actor=SYSTEM, now=NOW)
    winter = HeldEvent.objects.get(title__startswith="III Зимняя").series

    assert summer is not None
    assert summer.key.startswith("летний спартакиада")
    assert winter is not None
    assert winter != summer
    assert set(SeriesEdition.objects.values_list("series", "number")) >= {
        (summer.pk, 20),
        (winter.pk, 4),
    }
    assert HeldEvent.objects.filter(title__contains="«Синяя птица»").get().series == (
        EventSeries.objects.get(name="Конкурс «Синяя птица»")
    )
    assert HeldEvent.objects.filter(event__isnull=False).count() == 0


def test_meetings_belong_to_their_sections(report: AnnualReport) -> None:
    confirm_all_sure(report=report, actor=SYSTEM, now=NOW)

    bodies = HeldEvent.objects.filter(kind="заседание секции").values_list("body__name", flat=True)
    assert sorted(filter(None, bodies)) == [
        "Секция «Культура»",
        "Секция «Молодежная политика»",
        "Секция «Образование»",
        "Секция «Физическая культура и спорт»",
        "Секция «Физическая культура и спорт»",
    ]


def test_members_hold_a_city_and_its_district_together(report: AnnualReport) -> None:
    assert one_member_proposals(report=report) == [("Старая Русса", "Старорусский район")]


def test_a_row_of_the_same_year_is_fulfilled_once(report: AnnualReport) -> None:
    AnnualReport.objects.update(period_edtf="2023")
    report.refresh_from_db()
    fair, other = proposed("«Жизнь без барьеров»"), proposed("«Экология и общество")
    row = fair.matched_event

    confirm_whole_event(
        event=confirm_event(event=fair, choice=Choice(event=row), actor=SYSTEM, now=NOW),
        actor=SYSTEM,
        now=NOW,
    )

    held = HeldEvent.objects.get(event=row)
    assert held.participations.get(role="host").text == "Череповец"
    with pytest.raises(RuleViolation) as refusal:
        confirm_event(event=other, choice=Choice(event=row), actor=SYSTEM, now=NOW)
    assert refusal.value.code == "reading.row_taken"


def test_rows_of_others_cannot_be_chosen(report: AnnualReport) -> None:
    foreign = PlanItem.objects.exclude(section__plan__owner=report.owner).first()
    assert foreign is not None

    with pytest.raises(RuleViolation) as refusal:
        confirm_event(
            event=proposed("«Жизнь без барьеров»"),
            choice=Choice(event=foreign.event),
            actor=SYSTEM,
            now=NOW,
        )

    assert refusal.value.code == "reading.foreign"
