"""Elections of a meeting: nothing by itself, confirmed by a person, taken back by one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.factories.outcomes import NOW, Stage, make_stage

from mezhgorod.outcomes.actions import (
    accept_facts,
    change_held,
    confirm_election,
    delete_held,
    set_agenda,
    submit_facts,
    undo_election,
)
from mezhgorod.outcomes.models import AgendaItem, HeldEvent
from mezhgorod.outcomes.queries import doubts_of
from mezhgorod.outcomes.rules import AgendaDraft, AgendaKind
from mezhgorod.registry.actions import PostDraft, TenureDraft, save_post, save_tenure
from mezhgorod.registry.actions.people_named import Named
from mezhgorod.registry.models import AuditEntry, Decision, Person, Post, Tenure
from mezhgorod.registry.rules import SYSTEM, RuleViolation

pytestmark = pytest.mark.django_db
OLD, NEW = "Прежний Президент Союза", "Новый Президент Союза"


@pytest.fixture
def stage() -> Stage:
    return make_stage(members_total=24, members_present=15)


@pytest.fixture
def post(stage: Stage) -> Post:
    made = save_post(
        organization=stage.owner, draft=PostDraft("Президент Союза", is_head=True),
        actor=SYSTEM, now=NOW,
    )  # fmt: skip
    term = TenureDraft(Named(OLD), since_text="2020 год")
    save_tenure(post=made, draft=term, actor=SYSTEM, now=NOW)
    return made


def election(post: Post | None, **more: Any) -> AgendaDraft:
    whole: dict[str, Any] = {
        "elected": NEW,
        "decision_text": "Избрать Президента Союза",
        "term_text": "апрель 2028 года",
        "votes_for": 14,
        "votes_against": 0,
        "votes_abstained": 1,
    }
    office = {"post_id": post.pk} if post else {"office": "Почётный член"}
    return AgendaDraft("О Президенте", kind=AgendaKind.ELECTION, **office, **(whole | more))


def put(stage: Stage, *items: AgendaDraft) -> list[AgendaItem]:
    return set_agenda(held=stage.held, agenda=items, actor=SYSTEM, now=NOW)


def terms() -> list[tuple[str, str, str]]:
    rows = Tenure.objects.select_related("person").order_by("pk")
    return [(str(one.person), one.since_text, one.until_text) for one in rows]


def test_an_election_is_written_by_confirming_it_and_taken_back(stage: Stage, post: Post) -> None:
    (item,) = put(stage, election(post))
    submit_facts(held=stage.held, actor=stage.host, now=NOW)
    accept_facts(held=stage.held, actor=stage.directorate, now=NOW)
    assert (terms(), Decision.objects.count()) == ([(OLD, "2020 год", "")], 0)

    done = confirm_election(item=item, actor=stage.directorate, now=NOW)

    assert terms() == [
        (OLD, "2020 год", "11.04.2024"), (NEW, "12.04.2024", "апрель 2028 года"),
    ]  # fmt: skip
    decision = Decision.objects.get()
    assert (decision.kind, decision.body, decision.text) == (
        "election", stage.body, "Избрать Президента Союза",
    )  # fmt: skip
    assert (done.decision, done.tenure.decision) == (decision, decision)  # type: ignore[union-attr]
    assert not Person.objects.get(full_name=NEW).is_public
    with pytest.raises(RuleViolation, match="Уже записано в справочник"):
        confirm_election(item=item, actor=stage.directorate, now=NOW)

    undone = undo_election(item=item, actor=stage.directorate, now=NOW)

    assert (terms(), Decision.objects.count()) == ([(OLD, "2020 год", "")], 0)
    assert (undone.tenure, undone.decision, undone.confirmed_at) == (None, None, None)
    with pytest.raises(RuleViolation, match="Запись уже отменена"):
        undo_election(item=item, actor=stage.directorate, now=NOW)
    told = AuditEntry.objects.filter(action__startswith="held.election").order_by("pk")
    assert [one.action for one in told] == ["held.election", "held.election_undo"]
    assert NEW not in str(list(told.values("summary", "before", "after")))


def test_a_known_decision_and_person_are_used(stage: Stage, post: Post) -> None:
    known = Person.objects.get(full_name=OLD)
    decision = Decision.objects.create(
        body=stage.body, decided_on="2024-04-12", number="3", text="Избрать"
    )
    draft = election(post, elected="", person_id=known.pk, decision_id=decision.pk)
    (item,) = put(stage, draft)

    done = confirm_election(item=item, actor=stage.directorate, now=NOW)

    assert terms()[1] == (OLD, "12.04.2024", "апрель 2028 года")
    assert (done.decision, Person.objects.count()) == (decision, 1)
    undo_election(item=item, actor=stage.directorate, now=NOW)
    assert Decision.objects.get() == decision


def test_a_term_is_ended(stage: Stage, post: Post) -> None:
    draft = replace(election(post, elected="", term_text=""), kind=AgendaKind.DISMISSAL)
    (item,) = put(stage, draft)
    confirm_election(item=item, actor=stage.directorate, now=NOW)
    assert terms() == [(OLD, "2020 год", "12.04.2024")]
    undo_election(item=item, actor=stage.directorate, now=NOW)
    assert terms() == [(OLD, "2020 год", "")]
    Tenure.objects.all().delete()
    with pytest.raises(RuleViolation, match="никто не занимает"):
        confirm_election(item=item, actor=stage.directorate, now=NOW)


def test_what_stands_in_the_directory_is_not_changed_here(stage: Stage, post: Post) -> None:
    (item,) = put(stage, election(post))
    confirm_election(item=item, actor=stage.directorate, now=NOW)
    for agenda in ((), (election(post, votes_for=13, person_id=None),)):
        with pytest.raises(RuleViolation, match="уже записаны в справочник"):
            put(stage, *agenda)
    with pytest.raises(RuleViolation, match="Сначала отмените запись"):
        delete_held(held=stage.held, actor=SYSTEM, now=NOW)
    Tenure.objects.filter(pk=AgendaItem.objects.get().tenure_id).update(until_text="")
    with pytest.raises(RuleViolation, match="С тех пор запись изменили"):
        undo_election(item=item, actor=stage.directorate, now=NOW)
    assert AgendaItem.objects.get().confirmed_at is not None


def test_others_confirm_nothing(stage: Stage, post: Post) -> None:
    (item,) = put(stage, election(post))
    for actor in (stage.host, stage.coordinator, stage.auditor, stage.foreigner):
        with pytest.raises(RuleViolation) as refused:
            confirm_election(item=item, actor=actor, now=NOW)
        assert refused.value.code in {"held.keep.forbidden", "directory.keep.forbidden"}
    assert len(terms()) == 1


def test_what_is_missing_is_told(stage: Stage, post: Post) -> None:
    (item,) = put(stage, election(None))
    with pytest.raises(RuleViolation, match="«Почётный член» нет в справочнике"):
        confirm_election(item=item, actor=stage.directorate, now=NOW)
    (item,) = put(stage, election(post))
    change_held(held=stage.held, values={"timing_text": "апрель 2024"}, actor=SYSTEM, now=NOW)
    with pytest.raises(RuleViolation, match="день, месяц и год"):
        confirm_election(item=item, actor=stage.directorate, now=NOW)
    values: Any = {"timing_text": "12 апреля 2024", "body_id": None}
    change_held(held=stage.held, values=values, actor=SYSTEM, now=NOW)
    with pytest.raises(RuleViolation, match="Укажите орган"):
        confirm_election(item=item, actor=stage.directorate, now=NOW)
    for draft, words in (
        (replace(election(None), office=""), "Укажите должность"),
        (election(post, elected=""), "Укажите, кого избрали"),
        (election(post, term_text="на пять лет"), "Не понятно, когда"),
        (replace(election(None), post_id=10**6), "Такой должности"),
        (election(post, person_id=10**6), "Такого человека"),
    ):
        with pytest.raises(RuleViolation, match=words):
            put(stage, draft)


def test_doubts_about_quorum_votes_and_open_elections(stage: Stage, post: Post) -> None:
    put(
        stage,
        election(post),
        AgendaDraft("О взносах", votes_for=2, votes_against=9, decision_text="Повысить"),
    )
    values: Any = {
        "members_present": 10, "quorum_needed": 12, "quorum_rule": "более половины членов",
    }  # fmt: skip
    change_held(held=stage.held, values=values, actor=SYSTEM, now=NOW)

    found = {one.code: one.message for one in doubts_of(HeldEvent.objects.get())}

    assert {code: found[code] for code in found if code != "NO-FACTS"} == {
        "QUORUM-RULE": (
            "Кворум: записано 12, а по правилу «более половины членов» из 24 нужно 13."
        ),
        "NO-QUORUM": "Кворума нет: присутствовало 10, нужно 12.",
        "VOTES": "«О взносах»: голосов 11, а присутствовало 10.",
        "VOTE-LOST": "«О взносах»: за 2, против 9, а решение записано.",
        "ELECTION-OPEN": "«О Президенте»: в справочник должностей ещё не записано.",
    }
