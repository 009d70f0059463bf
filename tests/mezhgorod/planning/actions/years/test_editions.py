"""The way of a host: offered, decided, withdrawn; each step told in the journal."""

from datetime import UTC, date, datetime

import pytest
from tests.factories.editions import city, edition, series
from tests.factories.people import actor_with, make_body, make_owner

from mezhgorod.planning.actions.years.editions import (
    EditionFacts,
    HostDecision,
    decide_host,
    offer_host,
    record_edition,
    withdraw_host,
)
from mezhgorod.planning.models import EventSeries, SeriesEdition
from mezhgorod.planning.queries.editions import editions_of_series, open_editions
from mezhgorod.planning.rules import EditionState
from mezhgorod.registry.models import AuditEntry, Decision
from mezhgorod.registry.rules import NOBODY, SYSTEM, DecisionKind, Role, RuleViolation

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 11, 5, 9, tzinfo=UTC)


@pytest.fixture
def games() -> EventSeries:
    return series(make_owner(), "Летняя Спартакиада", "летний спартакиада")


def test_an_edition_is_offered_decided_and_withdrawn(games: EventSeries) -> None:
    facts = EditionFacts(20, 2025, note="отчётный доклад за 2024 год")
    body = make_body(games.owner, "Секция «Физическая культура и спорт»")
    decision = HostDecision(body, date(2024, 2, 1), "2")
    made = record_edition(series=games, facts=facts, actor=SYSTEM, now=NOW)
    offer_host(edition=made, city=city("Иваново"), actor=SYSTEM, now=NOW)
    offer_host(edition=made, city=city("Великий Новгород"), actor=SYSTEM, now=NOW)
    decide_host(
        edition=made, city=city("Великий Новгород"), decision=decision, actor=SYSTEM, now=NOW
    )
    chosen = SeriesEdition.objects.get(pk=made.pk)
    assert (chosen.state, chosen.host) == (EditionState.DECIDED, city("Великий Новгород"))
    assert open_editions(owner=games.owner, until_year=2025) == []
    assert Decision.objects.get().kind == DecisionKind.HOSTING
    assert Decision.objects.get().text == (
        "№ 20 серии «Летняя Спартакиада» в 2025 году принимает Великий Новгород"
    )

    withdraw_host(edition=made, reason="письмо администрации", actor=SYSTEM, now=NOW)

    (shown,) = editions_of_series(series=games)
    assert (shown.state, shown.host) == (EditionState.WITHDRAWN, city("Великий Новгород"))
    assert [(bid.city.name, bid.state) for bid in shown.bids.all()] == [
        ("Иваново", "offered"), ("Великий Новгород", "withdrawn"),
    ]  # fmt: skip
    assert open_editions(owner=games.owner, until_year=2025) == [shown]
    told = AuditEntry.objects.order_by("pk").values_list("action", "summary", "reason")
    assert list(told) == [
        ("edition.record", "Записан выпуск № 20 (2025 год) серии «Летняя Спартакиада»", ""),
        ("edition.offer", "Иваново предлагает принять № 20 серии «Летняя Спартакиада»", ""),
        (
            "edition.offer",
            "Великий Новгород предлагает принять № 20 серии «Летняя Спартакиада»",
            "",
        ),
        ("edition.decide", "Великий Новгород принимает № 20 серии «Летняя Спартакиада»", ""),
        (
            "edition.withdraw",
            "Великий Новгород: кандидатура отозвана, № 20 серии «Летняя Спартакиада» ищет город",
            "письмо администрации",
        ),
    ]
    last = AuditEntry.objects.latest("pk")
    assert last.before == {
        "number": 20,
        "year": 2025,
        "state": "decided",
        "host": "Великий Новгород",
    }
    assert last.after == last.before | {"state": "withdrawn"}


def test_another_choice_gives_the_first_offer_back(games: EventSeries) -> None:
    made = edition(games, 20, 2025, EditionState.NEEDS_HOST)
    for name in ("Иваново", "Тихвин"):
        offer_host(edition=made, city=city(name), actor=SYSTEM, now=NOW)
        decide_host(edition=made, city=city(name), decision=None, actor=SYSTEM, now=NOW)

    assert [(bid.city.name, bid.state) for bid in made.bids.all()] == [
        ("Иваново", "offered"), ("Тихвин", "chosen"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (EditionFacts(0, 2025), "edition.number"),
        (EditionFacts(1_000, 2025), "edition.number"),
        (EditionFacts(20, 1_800), "edition.year"),
        (EditionFacts(20, 2025, EditionState.DECIDED), "edition.no_host"),
        (EditionFacts(20, 2025, note="я" * 100_000), "edition.note"),
        (EditionFacts(20, 2025, note="\0"), "edition.note"),
        (EditionFacts(20, 2022), "edition.order"),
        (EditionFacts(18, 2025), "edition.order"),
    ],
)
def test_what_cannot_be_is_not_recorded(games: EventSeries, facts: EditionFacts, code: str) -> None:
    edition(games, 19, 2023, EditionState.HELD, "Вологда")

    with pytest.raises(RuleViolation) as refusal:
        record_edition(series=games, facts=facts, actor=SYSTEM, now=NOW)

    assert refusal.value.code == code
    assert SeriesEdition.objects.count() == 1
    assert not AuditEntry.objects.exists()


def test_recording_again_corrects_what_was_known(games: EventSeries) -> None:
    edition(games, 20, 2024, EditionState.NEEDS_HOST)

    record_edition(series=games, facts=EditionFacts(20, 2025), actor=SYSTEM, now=NOW)

    assert list(SeriesEdition.objects.values_list("number", "year")) == [(20, 2025)]
    assert AuditEntry.objects.get().before == {
        "number": 20, "year": 2024, "state": "needs_host", "host": None,
    }  # fmt: skip


def test_steps_out_of_turn_are_refused(games: EventSeries) -> None:
    held = edition(games, 19, 2023, EditionState.HELD, "Вологда")
    needed = edition(games, 20, 2025, EditionState.NEEDS_HOST)
    decided = edition(games, 21, 2027, EditionState.DECIDED, "Иваново")
    foreign = HostDecision(make_body(make_owner("Другой союз")), date(2024, 2, 1))
    ivanovo, codes = city("Иваново"), []
    for attempt in (
        lambda: offer_host(edition=held, city=ivanovo, actor=SYSTEM, now=NOW),
        lambda: decide_host(edition=held, city=ivanovo, decision=None, actor=SYSTEM, now=NOW),
        lambda: withdraw_host(edition=needed, reason="письмо", actor=SYSTEM, now=NOW),
        lambda: withdraw_host(edition=decided, reason=" ", actor=SYSTEM, now=NOW),
        lambda: decide_host(edition=needed, city=ivanovo, decision=foreign, actor=SYSTEM, now=NOW),
    ):
        with pytest.raises(RuleViolation) as refusal:
            attempt()
        codes.append(refusal.value.code)

    assert codes == [
        "edition.held", "edition.held", "edition.not_decided", "edition.no_reason",
        "edition.foreign_body",
    ]  # fmt: skip
    assert not Decision.objects.exists()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.APPROVER, Role.CITY_CONTACT])
def test_others_record_nothing(games: EventSeries, role: Role) -> None:
    made = edition(games, 20, 2025, EditionState.DECIDED, "Иваново")
    other = make_owner("Другой союз")
    for actor in (NOBODY, actor_with(role, games.owner), actor_with(Role.DIRECTORATE, other)):
        for attempt in (
            lambda who=actor: record_edition(
                series=games, facts=EditionFacts(21, 2027), actor=who, now=NOW
            ),
            lambda who=actor: withdraw_host(edition=made, reason="письмо", actor=who, now=NOW),
        ):
            with pytest.raises(RuleViolation) as refusal:
                attempt()
            assert refusal.value.code == "series.record.forbidden"

    assert SeriesEdition.objects.get().state == EditionState.DECIDED
