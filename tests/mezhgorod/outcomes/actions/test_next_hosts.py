"""A city named for the next event becomes an offer of the series: told once, decided by nobody."""

from __future__ import annotations

import pytest
from tests.factories.editions import city, edition, series
from tests.factories.outcomes import NOW, Stage, make_stage

from mezhgorod.outcomes.actions import accept_facts, return_facts, set_tasks, submit_facts
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import next_hosts_of
from mezhgorod.outcomes.rules import NEXT_HOST, TaskDraft
from mezhgorod.planning.actions.years.editions import decide_host, offer_host
from mezhgorod.planning.models import HostingBid, SeriesEdition
from mezhgorod.planning.rules import EditionState
from mezhgorod.planning.rules.hosting import BidState
from mezhgorod.registry.models import Decision
from mezhgorod.registry.rules import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return make_stage(edition=31)


def of_series(stage: Stage, **values: object) -> HeldEvent:
    found = series(stage.owner, "Слёт городов")
    HeldEvent.objects.filter(pk=stage.held.pk).update(series=found, **values)
    return HeldEvent.objects.get(pk=stage.held.pk)


def name(held: HeldEvent, *cities: str) -> None:
    tasks = [TaskDraft("Подготовить сборник")]
    tasks += [TaskDraft(NEXT_HOST, executor_text=", ".join(cities))] if cities else []
    set_tasks(held=held, tasks=tasks, actor=SYSTEM, now=NOW)


def bids() -> list[tuple[str, str, int, str]]:
    rows = HostingBid.objects.select_related("edition", "city").order_by("city__name")
    return [(one.city.name, one.state, one.edition.number, one.origin) for one in rows]


def test_what_a_host_sends_in_waits_for_a_decision(stage: Stage) -> None:
    held = of_series(stage)
    city("Псков")
    name(held, "Пскове", "Твери")
    assert [one.words for one in next_hosts_of(held)] == [
        "предложение запишется, когда сведения пришлют или примут"
    ] * 2

    submit_facts(held=held, actor=stage.host, now=NOW)

    own = f"held:{held.pk}"
    assert bids() == [("Псков", "offered", 32, own), ("Тверь", "offered", 32, own)]
    made = SeriesEdition.objects.get(number=32)
    assert (made.year, made.state, made.host, made.decision) == (
        2025,
        EditionState.OFFERED,
        None,
        None,
    )
    bid = HostingBid.objects.first()
    assert bid is not None
    assert (bid.offered_by, bid.offered_on) == (stage.vologda, NOW.date())
    assert bid.note.endswith("Заседание секции «Туризм»")
    assert Decision.objects.count() == 0
    assert [(one.name, one.words) for one in next_hosts_of(held)] == [
        ("Псков", "№ 32, 2025 год: предложение записано, ждёт решения"),
        ("Тверь", "№ 32, 2025 год: предложение записано, ждёт решения"),
    ]


def test_an_answer_told_anew_takes_the_earlier_one_out(stage: Stage) -> None:
    held = of_series(stage)
    name(held, "Тверь")
    submit_facts(held=held, actor=stage.host, now=NOW)
    return_facts(held=held, note="Уточните город", actor=stage.directorate, now=NOW)
    name(held, "Вологда")
    submit_facts(held=held, actor=stage.host, now=NOW)
    accept_facts(held=held, actor=stage.directorate, now=NOW)

    assert bids() == [("Вологда", "offered", 32, f"held:{held.pk}")]
    return_facts(held=held, note="Уточните город", actor=stage.directorate, now=NOW)
    name(held)
    submit_facts(held=held, actor=stage.host, now=NOW)

    assert (bids(), list(SeriesEdition.objects.values_list("number", flat=True))) == ([], [31])


def test_an_edition_that_was_known_stays_without_the_offer(stage: Stage) -> None:
    held = of_series(stage)
    edition(series(stage.owner), 32, 2025, EditionState.NEEDS_HOST)
    name(held, "Тверь")
    submit_facts(held=held, actor=stage.host, now=NOW)
    assert SeriesEdition.objects.get().state == EditionState.OFFERED
    name(held)
    accept_facts(held=held, actor=stage.directorate, now=NOW)

    assert (bids(), SeriesEdition.objects.get(number=32).state) == ([], EditionState.NEEDS_HOST)


def test_an_own_offer_stays_and_the_second_one_is_told(stage: Stage) -> None:
    held = of_series(stage)
    known = edition(series(stage.owner), 33, 2026, EditionState.NEEDS_HOST)
    offer_host(edition=known, city=city("Тверь"), note="письмо", actor=SYSTEM, now=NOW)
    name(held, "из Твери")

    submit_facts(held=held, actor=stage.host, now=NOW)

    assert bids() == [("Тверь", "offered", 33, "")]
    assert HostingBid.objects.get().note == "письмо"
    assert [one.words for one in next_hosts_of(held)] == [
        "№ 33, 2026 год: уже предложен 01.12.2024, второй раз не записан"
    ]


def test_a_decision_is_not_touched(stage: Stage) -> None:
    held = of_series(stage)
    known = edition(series(stage.owner), 32, 2025, EditionState.NEEDS_HOST)
    decide_host(edition=known, city=city("Псков"), decision=None, actor=SYSTEM, now=NOW)
    name(held, "Тверь", "Псков")

    submit_facts(held=held, actor=stage.host, now=NOW)

    known.refresh_from_db()
    assert (known.state, known.host) == (EditionState.DECIDED, city("Псков"))
    assert bids() == [("Тверь", "offered", 32, f"held:{held.pk}")]
    assert next_hosts_of(held)[0].words == (
        "№ 32, 2025 год: предложение записано, решён другой город (Псков)"
    )
    HostingBid.objects.update(state=BidState.WITHDRAWN)
    assert [one.words for one in next_hosts_of(held)] == [
        "№ 32, 2025 год: отозван",
        "№ 32, 2025 год: город уже записан принимающим",
    ]


def test_without_a_series_or_a_number_only_the_name_stays(stage: Stage) -> None:
    name(stage.held, "Тверь", "Нигдеград")
    submit_facts(held=stage.held, actor=stage.host, now=NOW)
    assert [(one.name, one.words) for one in next_hosts_of(HeldEvent.objects.get())] == [
        ("Тверь", "у мероприятия не указана серия"),
        ("Нигдеград", "такого города в справочнике нет: запишите предложение сами"),
    ]
    held = of_series(stage, edition=None)
    accept_facts(held=held, actor=stage.directorate, now=NOW)

    assert (bids(), SeriesEdition.objects.count()) == ([], 0)
    assert next_hosts_of(held)[0].words == (
        "неизвестно, который выпуск следующий: укажите номер и когда прошло"
    )
