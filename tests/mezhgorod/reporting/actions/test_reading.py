"""The report for 2024 as people read it: 44 events with 103 facts become what was held."""

import doctest
from dataclasses import replace
from types import ModuleType

import pytest
from tests.factories.people import actor_with
from tests.factories.plans import NOW
from tests.factories.read_reports import GAMES, NUMBERS, YOUTH, gold_events, paragraphs, read_report
from tests.factories.reports import make_report

from mezhgorod.exchanges.models import Exchange
from mezhgorod.outcomes.models import (
    FactSource,
    HeldEvent,
    Participation,
    StatedCount,
)
from mezhgorod.outcomes.rules import FactState, SourceKind
from mezhgorod.planning.models import EventSeries, SeriesEdition
from mezhgorod.planning.rules import EditionState
from mezhgorod.planning.rules.hosting import BidState
from mezhgorod.registry.queries import telling
from mezhgorod.registry.rules import NOBODY, SYSTEM, Role, RuleViolation
from mezhgorod.reporting.actions.reading import (
    Choice,
    confirm_all_sure,
    confirm_event,
    confirm_fact,
    confirm_whole_event,
    correct_event,
    correct_fact,
    counting,
    keep_read_events,
    read_report_facts,
    refuse_event,
    refuse_fact,
    undo_event,
    undo_fact,
)
from mezhgorod.reporting.models import AnnualReport, ReadEvent, ReadFact
from mezhgorod.reporting.queries.reading import (
    doubts_of_read,
)
from mezhgorod.reporting.rules import ReadingState
from mezhgorod.reporting.rules.reading import EventWords, FactValues

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> AnnualReport:
    return read_report(make_report(*paragraphs()))


def fact(report: AnnualReport, title: str, kind: str) -> ReadFact:
    return ReadFact.objects.get(read_event__report=report, read_event__title=title, type=kind)


def event(report: AnnualReport, title: str) -> ReadEvent:
    return report.read_events.get(title=title)


def test_the_words_of_the_report_give_the_same_numbers() -> None:
    report = make_report(*paragraphs())
    done = read_report_facts(report=report, now=NOW, actor=SYSTEM)
    confirm_all_sure(report=report, actor=SYSTEM, now=NOW)

    assert (done.event_count, done.is_new) == (44, True)
    counts = StatedCount.objects.exclude(unit="cities").order_by("number")
    assert list(counts.values_list("number", "unit", "hedge")) == NUMBERS
    assert [one.unit_text for one in counts] == [
        "", "муниципальных образований", "педагогических работников", "человек",
        "представителей", "спортсменов",
    ]  # fmt: skip
    assert list(
        Participation.objects.filter(
            held_event__title__startswith="Круглый стол «Инициативное", role="participant"
        )
        .order_by("position")
        .values_list("text", flat=True)[:3]
    ) == ["Архангельск", "Боровичский район", "Старорусский район"]
    assert SeriesEdition.objects.get(number=20).state == EditionState.WITHDRAWN


def test_teams_regions_and_works_are_confirmed_with_their_units() -> None:
    text = "В Вологде прошёл турнир «Кубок городов», участвовали 12 команд из 5 регионов и 2 стран."
    works = "В Твери прошёл конкурс «Город детства», на конкурс поступило 120 работ."
    report = make_report(text, works)
    read_report_facts(report=report, now=NOW, actor=SYSTEM)

    confirm_all_sure(report=report, actor=SYSTEM, now=NOW)

    counts = StatedCount.objects.order_by("number")
    assert [(one.number, one.unit, one.unit_text, one.is_current) for one in counts] == [
        (2, "other", "стран", True),
        (5, "other", "регионов", True),
        (12, "teams", "команд", True),
        (120, "works", "работ", True),
    ]


@pytest.mark.once
@pytest.mark.parametrize("module", [counting, telling])
def test_examples_of_the_docstrings(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert (found.attempted > 0, found.failed) == (True, 0)


def test_stated_and_listed_numbers_are_compared(report: AnnualReport) -> None:
    youth = doubts_of_read(event(report, YOUTH))
    budget = event(report, gold_events()[8].title)
    said = [
        (one.message, one.is_note)
        for doubts in doubts_of_read(budget).facts.values()
        for one in doubts
    ]

    assert (youth.event, youth.facts) == ((), {})
    assert said[0] == ("Сказано 40, перечислено 21: список не полон («и другие»).", True)


def test_a_changed_text_keeps_decisions_about_the_same_words(report: AnnualReport) -> None:
    kept = fact(report, GAMES, "host")
    gone = fact(report, GAMES, "count-people")
    confirm_fact(fact=kept, actor=SYSTEM, now=NOW)
    confirm_fact(fact=gone, actor=SYSTEM, now=NOW)
    refuse_fact(fact=fact(report, GAMES, "ordinal"), actor=SYSTEM, now=NOW)
    events = list(gold_events()[1:])
    games = events[1]
    facts = tuple(one for one in games.facts if one.type != "count-people")
    events[1] = replace(games, title="Третья Зимняя Спартакиада", facts=facts)

    keep_read_events(report=report, events=events, now=NOW, actor=SYSTEM)

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.state, kept.is_gone) == (ReadingState.CONFIRMED, False)
    assert (gone.state, gone.is_gone) == (ReadingState.CONFIRMED, True)
    assert fact(report, GAMES, "ordinal").state == ReadingState.REFUSED
    assert report.read_events.count() == 43


def test_a_fact_confirmed_and_taken_back_leaves_nothing(report: AnnualReport) -> None:
    place = fact(report, YOUTH, "mode")
    number = fact(report, YOUTH, "count-cities")
    confirm_fact(fact=place, actor=SYSTEM, now=NOW)
    confirm_fact(fact=number, actor=SYSTEM, now=NOW)
    held = HeldEvent.objects.get()
    assert (held.attendance_mode, held.counts.get().number) == ("online", 20)

    undo_fact(fact=place, actor=SYSTEM, now=NOW)
    refuse_fact(fact=number, actor=SYSTEM, now=NOW)

    held.refresh_from_db()
    assert (held.attendance_mode, held.counts.count(), held.sources.count()) == ("unknown", 0, 0)
    undo_event(event=event(report, YOUTH), actor=SYSTEM, now=NOW)
    assert not HeldEvent.objects.exists()
    number.refresh_from_db()
    assert number.state == ReadingState.REFUSED


def test_what_somebody_else_has_told_keeps_the_event(report: AnnualReport) -> None:
    confirm_whole_event(event=event(report, YOUTH), actor=SYSTEM, now=NOW)
    held = HeldEvent.objects.get()
    FactSource.objects.create(held_event=held, kind=SourceKind.HOST_FORM, at=NOW)

    undo_event(event=event(report, YOUTH), actor=SYSTEM, now=NOW)

    assert HeldEvent.objects.get().participations.count() == 0


def test_accepted_facts_are_not_taken_back(report: AnnualReport) -> None:
    confirm_whole_event(event=event(report, YOUTH), actor=SYSTEM, now=NOW)
    HeldEvent.objects.update(state=FactState.ACCEPTED)

    with pytest.raises(RuleViolation) as refusal:
        undo_fact(fact=fact(report, YOUTH, "count-cities"), actor=SYSTEM, now=NOW)

    assert refusal.value.code == "reading.accepted"
    assert StatedCount.objects.get().number == 20


def test_a_corrected_fact_is_confirmed_and_remembers_what_was_read(report: AnnualReport) -> None:
    host = fact(report, YOUTH, "host")

    correct_fact(fact=host, values=FactValues(("в Пскове", "Пскова")), actor=SYSTEM, now=NOW)

    host.refresh_from_db()
    assert (host.values, host.as_read["values"], host.state) == (
        ["Псков"],
        ["Великий Новгород"],
        ReadingState.CONFIRMED,
    )
    assert Participation.objects.get(role="host").text == "Псков"
    undo_fact(fact=host, actor=SYSTEM, now=NOW)
    host.refresh_from_db()
    assert (host.values, host.as_read) == (["Великий Новгород"], None)


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        ("count-cities", FactValues((), None), "reading.no_number"),
        ("count-cities", FactValues((), -1), "reading.number"),
        ("count-cities", FactValues((), 5, "≈"), "reading.hedge"),
        ("host", FactValues((" ",)), "reading.empty"),
        ("host", FactValues(("Псков\0",)), "reading.long"),
        ("host", FactValues(("П" * 301,)), "reading.long"),
        ("participants", FactValues(("Псков",) * 501), "reading.long"),
    ],
)
@pytest.mark.once
def test_corrections_are_refused_with_the_reason(
    report: AnnualReport, kind: str, values: FactValues, code: str
) -> None:
    with pytest.raises(RuleViolation) as refusal:
        correct_fact(fact=fact(report, YOUTH, kind), values=values, actor=SYSTEM, now=NOW)

    assert refusal.value.code == code
    assert not HeldEvent.objects.exists()


def test_words_of_an_event_are_corrected_before_and_after(report: AnnualReport) -> None:
    youth = event(report, YOUTH)
    words = EventWords("Заседание секции «Молодёжь»", "заседание", None, "supported")

    youth = correct_event(event=youth, words=words, actor=SYSTEM, now=NOW)
    confirm_event(event=youth, actor=SYSTEM, now=NOW)
    correct_event(event=youth, words=replace(words, title="Слёт"), actor=SYSTEM, now=NOW)

    held = HeldEvent.objects.get()
    assert (held.title, held.involvement) == ("Слёт", "supported")
    keep_read_events(report=report, events=gold_events()[1:], now=NOW, actor=SYSTEM)
    youth.refresh_from_db()
    assert (youth.title, youth.as_read["title"]) == ("Слёт", YOUTH)
    with pytest.raises(RuleViolation, match="уже подтверждено"):
        correct_event(
            event=youth, words=words, choice=Choice(is_outside_plan=True), actor=SYSTEM, now=NOW
        )


def test_a_refused_event_takes_its_facts_along_and_comes_back(report: AnnualReport) -> None:
    youth = event(report, YOUTH)
    refuse_event(event=youth, actor=SYSTEM, now=NOW)
    assert set(youth.facts.values_list("state", flat=True)) == {ReadingState.REFUSED}
    with pytest.raises(RuleViolation, match="сначала верните"):
        confirm_fact(fact=fact(report, YOUTH, "host"), actor=SYSTEM, now=NOW)

    undo_event(event=youth, actor=SYSTEM, now=NOW)

    assert set(youth.facts.values_list("state", flat=True)) == {ReadingState.WAITING}


def test_a_withdrawal_needs_a_chosen_host(report: AnnualReport) -> None:
    withdrawn = ReadFact.objects.get(type="withdrawn-host")

    with pytest.raises(RuleViolation) as refusal:
        confirm_fact(fact=withdrawn, actor=SYSTEM, now=NOW)

    assert refusal.value.code == "reading.not_host"
    assert not SeriesEdition.objects.exists()


def test_an_intention_is_an_offer_and_not_a_decision(report: AnnualReport) -> None:
    series = EventSeries.objects.create(
        owner=report.owner, name="Заседания секции «Образование»", slug="edu", key="edu"
    )
    meeting = ReadEvent.objects.get(title="Следующее заседание секции «Образование»")
    words = EventWords(meeting.title, "заседание", 5, "future")
    correct_event(event=meeting, words=words, choice=Choice(series=series), actor=SYSTEM, now=NOW)
    host = meeting.facts.get()
    quote = "Представители Вологды заявили о намерении провести заседание в городе Вологде."
    ReadFact.objects.filter(pk=host.pk).update(text=quote)

    correct_fact(fact=host, values=FactValues(("Вологда",), 2025), actor=SYSTEM, now=NOW)

    edition = SeriesEdition.objects.get()
    assert (edition.number, edition.year, edition.state) == (5, 2025, EditionState.OFFERED)
    assert edition.bids.get().state == BidState.OFFERED


def test_a_second_document_stands_beside_what_counts(report: AnnualReport) -> None:
    """What another source has told already goes on counting."""
    confirm_whole_event(event=event(report, GAMES), actor=SYSTEM, now=NOW)
    HeldEvent.objects.update(state=FactState.DRAFT)
    counted = StatedCount.objects.get()
    other = FactSource.objects.create(
        held_event=counted.held_event, kind=SourceKind.PUBLICATION, at=NOW,
        url="https://example.org/news",
    )  # fmt: skip
    undo_fact(fact=fact(report, GAMES, "count-people"), actor=SYSTEM, now=NOW)
    StatedCount.objects.create(
        held_event=other.held_event, unit="athletes", number=380, source=other
    )

    confirm_fact(fact=fact(report, GAMES, "count-people"), actor=SYSTEM, now=NOW)

    assert list(StatedCount.objects.order_by("number").values_list("number", "is_current")) == [
        (380, True),
        (400, False),
    ]


def test_a_corrected_report_counts_instead_of_what_it_said_before(report: AnnualReport) -> None:
    confirm_whole_event(event=event(report, GAMES), actor=SYSTEM, now=NOW)
    games = gold_events()[2]
    facts = tuple(
        replace(one, number=410) if one.type == "count-people" else one for one in games.facts
    )
    keep_read_events(report=report, events=[replace(games, facts=facts)], now=NOW, actor=SYSTEM)

    confirm_fact(
        fact=ReadFact.objects.get(type="count-people", is_gone=False), actor=SYSTEM, now=NOW
    )

    assert list(StatedCount.objects.order_by("number").values_list("number", "is_current")) == [
        (400, False),
        (410, True),
    ]


@pytest.mark.once
def test_numbers_no_database_can_hold_wait_without_a_number(report: AnnualReport) -> None:
    games = gold_events()[2]
    facts = tuple(
        replace(one, number=10**12) if one.type == "count-people" else one for one in games.facts
    )

    keep_read_events(
        report=report,
        events=[replace(games, edition=10**12, facts=facts)],
        now=NOW,
        actor=SYSTEM,
    )
    done = confirm_all_sure(report=report, actor=SYSTEM, now=NOW)

    assert (done.events, done.waiting) == (1, 1)
    assert not StatedCount.objects.exists()


@pytest.mark.once
def test_an_event_without_a_title_waits_for_one(report: AnnualReport) -> None:
    games = replace(gold_events()[2], title=" ")
    keep_read_events(report=report, events=[games], now=NOW, actor=SYSTEM)

    done = confirm_all_sure(report=report, actor=SYSTEM, now=NOW)

    assert (done.events, done.facts) == (0, 0)
    with pytest.raises(RuleViolation, match="нет названия"):
        confirm_whole_event(event=report.read_events.get(), actor=SYSTEM, now=NOW)


@pytest.mark.once
def test_exchanges_of_the_site_are_found_by_their_topic(report: AnnualReport) -> None:
    for title in ("Тарифы на жилищно-коммунальные услуги", "Средние цены на товары и услуги",
                  "Состояние проектов «умного города»", "Исполнение местных бюджетов"):  # fmt: skip
        Exchange.objects.create(owner=report.owner, title=title, created_at=NOW)

    keep_read_events(report=report, events=gold_events()[:-1], now=NOW, actor=SYSTEM)

    found = report.read_events.filter(exchange__isnull=False).order_by("position")
    assert [one.exchange.title for one in found] == [
        "Состояние проектов «умного города»",
        "Тарифы на жилищно-коммунальные услуги",
        "Средние цены на товары и услуги",
    ]


@pytest.mark.once
@pytest.mark.parametrize("role", [None, Role.AUDITOR, Role.CITY_CONTACT, Role.BODY_COORDINATOR])
def test_nobody_else_reads_or_decides(report: AnnualReport, role: Role | None) -> None:
    actor = actor_with(role, report.owner) if role else NOBODY
    waiting = fact(report, YOUTH, "host")
    acts = (
        lambda: read_report_facts(report=report, now=NOW, actor=actor),
        lambda: confirm_all_sure(report=report, now=NOW, actor=actor),
        lambda: confirm_fact(fact=waiting, now=NOW, actor=actor),
        lambda: refuse_fact(fact=waiting, now=NOW, actor=actor),
        lambda: undo_event(event=waiting.read_event, now=NOW, actor=actor),
        lambda: confirm_whole_event(event=waiting.read_event, now=NOW, actor=actor),
    )
    for act in acts:
        with pytest.raises(RuleViolation) as refusal:
            act()
        assert refusal.value.code == "document.import.forbidden"
    assert not HeldEvent.objects.exists()


def test_the_directorate_of_the_owner_confirms(report: AnnualReport) -> None:
    actor = actor_with(Role.DIRECTORATE, report.owner)

    done = confirm_all_sure(report=report, actor=actor, now=NOW)

    assert (done.events, done.facts, done.waiting) == (44, 103, 0)
    again = confirm_all_sure(report=report, actor=actor, now=NOW)
    assert (again.events, again.facts) == (0, 0)
