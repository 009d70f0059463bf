"""Held events: begun from a row or beside plans, changed by several people, told and published."""

from typing import Any

import pytest
from tests.factories.outcomes import NOW, Stage, make_held, make_stage
from tests.factories.people import make_body, make_owner
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.outcomes.actions import (
    accept_facts,
    begin_held,
    change_held,
    delete_held,
    hide_facts,
    publish_facts,
    record_held,
    return_facts,
    set_outcome,
    submit_facts,
)
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import held_visible_to
from mezhgorod.outcomes.rules import TELL_FACTS, FactState, Outcome, Told
from mezhgorod.planning.models import EventSeries, SeriesEdition
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import NOBODY, SYSTEM, Actor, LinkTask, RuleViolation

pytestmark = pytest.mark.django_db


def link_to(held: HeldEvent) -> Actor:
    return Actor(link=LinkTask(TELL_FACTS.code, held.pk))


def test_a_row_of_a_plan_gives_what_it_knows() -> None:
    plan = make_plan(period_edtf="2024")
    body = make_body(plan.owner, "Секция «Туризм»")
    city = make_city("Кострома", "kostroma")
    event = make_item(
        make_section(plan), "Конференция «Умный город»", city=city, body="Туризм", edition=3
    ).event

    held = record_held(
        owner=plan.owner,
        values={"event_id": event.pk, "timing_text": "23-24 мая", "year": 2024},
        actor=SYSTEM,
        now=NOW,
    )

    hosts = list(held.participations.values_list("role", "text", "municipality__name"))
    assert (held.title, held.body_id, held.edition) == ("Конференция «Умный город»", body.pk, 3)
    assert (held.timing_edtf, held.outcome) == ("2024-05-23/2024-05-24", "held")
    assert hosts == [("host", "Кострома", "Кострома")]
    assert AuditEntry.objects.filter(action="held.record").count() == 1
    with pytest.raises(RuleViolation, match="уже есть"):
        record_held(owner=plan.owner, values={"event_id": event.pk}, actor=SYSTEM, now=NOW)


def test_beginning_asks_and_says_nothing_and_begins_once() -> None:
    plan = make_plan(period_edtf="2024")
    event = make_item(make_section(plan)).event

    held = begin_held(event=event, owner=plan.owner, actor=SYSTEM, now=NOW)

    assert (held.outcome, held.timing_text, held.state) == ("", "", "draft")
    assert begin_held(event=event, owner=plan.owner, actor=SYSTEM, now=NOW) == held
    with pytest.raises(RuleViolation, match="что стало"):
        submit_facts(held=held, actor=SYSTEM, now=NOW)


def test_a_row_of_a_foreign_plan_is_refused() -> None:
    event = make_item(make_section(make_plan())).event

    with pytest.raises(RuleViolation) as refused:
        record_held(
            owner=make_owner("Другие"), values={"event_id": event.pk}, actor=SYSTEM, now=NOW
        )

    assert refused.value.code == "held.foreign_row"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"title": " "}, "held.no_title"),
        ({"title": "я" * 100_000}, "title.too_long"),
        ({"title": "Фо\0рум"}, "title.nul"),
        ({"timing_text": "когда-нибудь"}, "timing.unread"),
        ({"timing_text": "12 апреля 2025"}, "held.ahead"),
        ({"timing_text": "май", "year": 12}, "timing.year"),
        ({"outcome": "perhaps"}, "outcome.unknown"),
        ({"edition": -1}, "edition.out_of_bounds"),
        ({"members_total": 20, "members_present": 21}, "held.members"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    values: dict[str, Any], code: str
) -> None:
    owner = make_owner()

    with pytest.raises(RuleViolation) as refused:
        make_held(owner, **values)

    assert refused.value.code == code
    assert not HeldEvent.objects.exists()


def test_a_month_is_enough() -> None:
    held = make_held(make_owner(), timing_text="в январе", year=2024)

    assert (held.timing_edtf, held.timing_text) == ("2024-01", "в январе")


def test_the_second_of_two_editors_is_told_and_nothing_is_lost() -> None:
    stage = make_stage()
    seen = stage.held.sequence
    change_held(
        held=stage.held, values={"venue": "Дворец"}, told=Told(sequence=seen),
        actor=stage.directorate, now=NOW,
    )  # fmt: skip

    with pytest.raises(RuleViolation, match="Изменены сведения") as refused:
        change_held(
            held=stage.held, values={"venue": "Парк", "result": "Итог"}, told=Told(sequence=seen),
            actor=stage.directorate, now=NOW,
        )  # fmt: skip

    stage.held.refresh_from_db()
    assert refused.value.code == "held.changed_meanwhile"
    assert (stage.held.venue, stage.held.result) == ("Дворец", "")


def test_a_change_of_nothing_leaves_no_trace() -> None:
    stage = make_stage()
    before = AuditEntry.objects.count()

    change_held(held=stage.held, values={"venue": ""}, actor=stage.directorate, now=NOW)

    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("who", ["host", "coordinator", "directorate"])
def test_the_host_and_the_keepers_tell(who: str) -> None:
    stage = make_stage()

    held = change_held(
        held=stage.held, values={"result": "Принята резолюция"}, actor=getattr(stage, who), now=NOW
    )

    assert held.result == "Принята резолюция"


@pytest.mark.parametrize("who", ["other_city", "other_coordinator", "auditor", "foreigner"])
def test_others_tell_nothing(who: str) -> None:
    stage = make_stage()

    with pytest.raises(RuleViolation, match="принимающий город"):
        change_held(held=stage.held, values={"result": "Взлом"}, actor=getattr(stage, who), now=NOW)

    assert not HeldEvent.objects.filter(result="Взлом").exists()


def test_a_link_tells_of_its_event_only_and_only_while_facts_are_gathered() -> None:
    stage = make_stage()
    bearer = link_to(stage.held)
    other = make_held(stage.owner)

    change_held(held=stage.held, values={"result": "Итог"}, actor=bearer, now=NOW)
    with pytest.raises(RuleViolation, match="принимающий город"):
        change_held(held=other, values={"result": "Чужой"}, actor=bearer, now=NOW)
    with pytest.raises(RuleViolation, match="вести сведения"):
        change_held(held=stage.held, values={"body_id": None}, actor=bearer, now=NOW)
    submit_facts(held=stage.held, actor=bearer, now=NOW)
    with pytest.raises(RuleViolation) as refused:
        change_held(held=stage.held, values={"result": "Поздно"}, actor=bearer, now=NOW)

    stage.held.refresh_from_db()
    assert refused.value.code == "held.tell.state"
    assert (stage.held.result, stage.held.state) == ("Итог", "submitted")


def test_the_way_of_facts_and_who_sees_them() -> None:
    stage = make_stage()
    submit_facts(held=stage.held, actor=stage.host, now=NOW)
    with pytest.raises(RuleViolation, match="уточнить"):
        return_facts(held=stage.held, note=" ", actor=stage.directorate, now=NOW)
    returned = return_facts(
        held=stage.held, note="Сколько было команд?", actor=stage.coordinator, now=NOW
    )
    assert (returned.state, returned.question) == (FactState.RETURNED, "Сколько было команд?")
    with pytest.raises(RuleViolation, match="состояние"):
        publish_facts(held=stage.held, actor=stage.directorate, now=NOW)
    accept_facts(held=stage.held, actor=stage.directorate, now=NOW)
    with pytest.raises(RuleViolation, match="права"):
        publish_facts(held=stage.held, actor=stage.coordinator, now=NOW)
    assert seen_by(NOBODY) == set()

    publish_facts(held=stage.held, actor=stage.directorate, now=NOW)

    assert seen_by(NOBODY) == {stage.held.pk}
    hide_facts(held=stage.held, actor=stage.directorate, now=NOW)
    assert seen_by(NOBODY) == set()


def test_everybody_sees_what_is_theirs_and_no_draft_of_others() -> None:
    stage = make_stage()
    other = make_held(stage.owner, title="Закрытое заседание")
    both = {stage.held.pk, other.pk}

    seen = {name: seen_by(actor) for name, actor in actors_of(stage).items()}

    assert seen == {
        "directorate": both,
        "auditor": both,
        "host": {stage.held.pk},
        "coordinator": {stage.held.pk},
        "other_city": set(),
        "other_coordinator": set(),
        "foreigner": set(),
    }
    assert seen_by(link_to(other)) == {other.pk}


def test_what_did_not_take_place_has_a_reason() -> None:
    stage = make_stage()
    with pytest.raises(RuleViolation, match="почему"):
        set_outcome(held=stage.held, outcome=Outcome.CANCELLED, actor=stage.host, now=NOW)

    held = set_outcome(
        held=stage.held, outcome=Outcome.CANCELLED, reason="Карантин", actor=stage.host, now=NOW
    )

    assert (held.outcome, held.reason) == ("cancelled", "Карантин")


def test_accepted_facts_are_not_deleted() -> None:
    stage = make_stage()
    accept_facts(held=stage.held, actor=stage.directorate, now=NOW)
    with pytest.raises(RuleViolation, match="уже приняты"):
        delete_held(held=stage.held, actor=stage.directorate, now=NOW)
    return_facts(held=stage.held, note="Дубль", actor=stage.directorate, now=NOW)

    delete_held(held=stage.held, actor=stage.directorate, now=NOW)

    assert not HeldEvent.objects.exists()
    with pytest.raises(RuleViolation, match="больше нет"):
        submit_facts(held=stage.held, actor=stage.host, now=NOW)


def seen_by(actor: Actor) -> set[int]:
    return set(held_visible_to(actor=actor).values_list("pk", flat=True))


def actors_of(stage: Stage) -> dict[str, Actor]:
    names = (
        "directorate", "auditor", "host", "coordinator", "other_city", "other_coordinator",
        "foreigner",
    )  # fmt: skip
    return {name: getattr(stage, name) for name in names}


def test_accepting_counts_the_edition_as_held_by_its_host() -> None:
    stage = make_stage(edition=3)
    series = EventSeries.objects.create(owner=stage.owner, name="Игры", slug="games", key="games")
    SeriesEdition.objects.create(series=series, number=3, year=2024, state="decided")
    HeldEvent.objects.filter(pk=stage.held.pk).update(series=series)

    accept_facts(held=stage.held, actor=stage.coordinator, now=NOW)

    edition = SeriesEdition.objects.get()
    assert (edition.state, edition.host, edition.year) == ("held", stage.vologda.territory, 2024)
    assert AuditEntry.objects.filter(action="edition.held").count() == 1


@pytest.mark.parametrize(
    ("other_year", "outcome"), [(2025, Outcome.HELD), (2023, Outcome.CANCELLED)]
)
def test_a_contradiction_or_a_cancelled_event_makes_no_edition(
    other_year: int, outcome: Outcome
) -> None:
    """The second games in 2025 stand against the third in 2024."""
    stage = make_stage(edition=3)
    series = EventSeries.objects.create(owner=stage.owner, name="Игры", slug="games", key="games")
    SeriesEdition.objects.create(series=series, number=2, year=other_year, state="held")
    HeldEvent.objects.filter(pk=stage.held.pk).update(series=series, outcome=outcome)

    accepted = accept_facts(held=stage.held, actor=stage.directorate, now=NOW)

    assert accepted.state == FactState.ACCEPTED
    assert list(SeriesEdition.objects.values_list("number", flat=True)) == [2]


def test_facts_changed_since_they_were_looked_at_are_not_accepted() -> None:
    stage = make_stage()
    seen = Told(sequence=stage.held.sequence)
    set_outcome(held=stage.held, outcome=Outcome.HELD, actor=stage.host, now=NOW)
    change_held(held=stage.held, values={"venue": "Дворец спорта"}, actor=stage.host, now=NOW)

    with pytest.raises(RuleViolation) as refused:
        accept_facts(held=stage.held, told=seen, actor=stage.directorate, now=NOW)

    assert refused.value.code == "held.changed_meanwhile"
    assert HeldEvent.objects.get().state == FactState.DRAFT
