"""Talks, tasks, agendas, awards: replaced together, one by one, refused, journalled."""

from datetime import date
from typing import Any

import pytest
from tests.factories.outcomes import NOW, make_stage

from mezhgorod.outcomes.actions import (
    add_award,
    add_talk,
    add_task,
    change_talk,
    change_task,
    remove_award,
    remove_talk,
    remove_task,
    set_agenda,
    set_awards,
    set_talks,
    set_tasks,
    submit_facts,
)
from mezhgorod.outcomes.rules import (
    AgendaDraft,
    AwardDraft,
    AwardKind,
    TalkDraft,
    TalkRole,
    TaskDraft,
    TaskState,
    Told,
)
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import RuleViolation

pytestmark = pytest.mark.django_db
SPEAKER = "Докладчик Вологды"


def test_talks_replaced_together_keep_records_and_order() -> None:
    stage = make_stage()
    first, second = TalkDraft(name=SPEAKER, title="Тропы"), TalkDraft(affiliation="Музей")
    before = set_talks(held=stage.held, talks=[first, second], actor=stage.host, now=NOW)

    after = set_talks(
        held=stage.held,
        talks=[TalkDraft(TalkRole.MODERATOR, name="Ведущий"), second, first],
        actor=stage.directorate,
        now=NOW,
    )

    assert [(one.position, one.name or one.affiliation) for one in after] == [
        (1, "Ведущий"), (2, "Музей"), (3, SPEAKER),
    ]  # fmt: skip
    assert [after[2].pk, after[1].pk] == [one.pk for one in before]
    assert [one.source.kind for one in after] == ["directorate", "host_form", "host_form"]


def test_names_stay_out_of_the_journal() -> None:
    stage = make_stage()
    talk = add_talk(held=stage.held, talk=TalkDraft(name=SPEAKER), actor=stage.host, now=NOW)
    award = add_award(
        held=stage.held,
        award=AwardDraft(AwardKind.BADGE, winner=SPEAKER),
        actor=stage.host,
        now=NOW,
    )
    remove_talk(talk=talk, actor=stage.host, now=NOW)
    remove_award(award=award, actor=stage.host, now=NOW)

    kept = AuditEntry.objects.filter(action__contains="held.").values_list(
        "summary", "before", "after"
    )
    assert len(kept) == 6
    assert SPEAKER not in str(list(kept))
    with pytest.raises(RuleViolation, match="уже нет"):
        remove_talk(talk=talk, actor=stage.host, now=NOW)


def test_a_task_is_done_with_a_result_and_its_day_is_read() -> None:
    stage = make_stage()
    draft = TaskDraft("Прислать предложения", due_text="до 1 марта")
    task = add_task(held=stage.held, task=draft, actor=stage.host, now=NOW)
    assert task.due_latest == date(2025, 3, 1)
    done = TaskDraft("Прислать предложения", due_text="до 1 июня", state=TaskState.DONE)

    with pytest.raises(RuleViolation, match="что сделано"):
        change_task(task=task, draft=done, actor=stage.host, now=NOW)
    changed = change_task(
        task=task,
        draft=TaskDraft(done.text, due_text=done.due_text, state=done.state, result="Прислано 12"),
        actor=stage.host,
        now=NOW,
    )

    assert (changed.state, changed.result, changed.due_latest) == (
        "done", "Прислано 12", date(2024, 6, 1),
    )  # fmt: skip
    remove_task(task=changed, actor=stage.host, now=NOW)
    assert not stage.held.tasks.exists()


def test_votes_fit_those_present() -> None:
    stage = make_stage(members_total=21, members_present=19)
    agenda = AgendaDraft("Об отчёте", decision_text="Утвердить", votes_for=18, votes_against=1)

    [item] = set_agenda(held=stage.held, agenda=[agenda], actor=stage.directorate, now=NOW)

    assert (item.votes_for, item.decision_text) == (18, "Утвердить")
    with pytest.raises(RuleViolation, match="голосов 20, а присутствовало 19"):
        set_agenda(
            held=stage.held, agenda=[AgendaDraft("О плане", votes_for=20)],
            actor=stage.directorate, now=NOW,
        )  # fmt: skip
    assert [one.title for one in stage.held.agenda.all()] == ["Об отчёте"]


@pytest.mark.parametrize(
    ("action", "lines", "code"),
    [
        (set_talks, {"talks": [TalkDraft()]}, "talk.empty"),
        (set_talks, {"talks": [TalkDraft(name="я" * 201)]}, "name.too_long"),
        (set_talks, {"talks": [TalkDraft(name="Имя")] * 501}, "talks.too_many"),
        (set_tasks, {"tasks": [TaskDraft(" ")]}, "task.empty"),
        (set_tasks, {"tasks": [TaskDraft("Дело\0")]}, "text.nul"),
        (set_awards, {"awards": [AwardDraft(name="Знак")]}, "award.empty"),
        (set_awards, {"awards": [AwardDraft("medal", winner="Он")]}, "kind.unknown"),  # type: ignore[arg-type]
        (set_agenda, {"agenda": [AgendaDraft("")]}, "agenda.empty"),
        (set_agenda, {"agenda": [AgendaDraft("О", votes_for=-1)]}, "votes_for.out_of_bounds"),
    ],
)
def test_a_wrong_line_writes_nothing(action: Any, lines: dict[str, Any], code: str) -> None:
    stage = make_stage()
    stage.held.refresh_from_db()
    before = stage.held.sequence

    with pytest.raises(RuleViolation) as refused:
        action(held=stage.held, actor=stage.directorate, now=NOW, **lines)

    stage.held.refresh_from_db()
    assert (refused.value.code, stage.held.sequence) == (code, before)


def test_other_cities_add_nothing_and_the_host_nothing_after_sending_in() -> None:
    stage = make_stage()
    award = AwardDraft(winner="Команда Вологды")
    with pytest.raises(RuleViolation, match="места и награды"):
        add_award(held=stage.held, award=award, actor=stage.other_city, now=NOW)
    submit_facts(held=stage.held, actor=stage.host, now=NOW)
    with pytest.raises(RuleViolation) as refused:
        add_award(held=stage.held, award=award, actor=stage.host, now=NOW)

    assert refused.value.code == "held.standings.state"
    assert add_award(held=stage.held, award=award, actor=stage.coordinator, now=NOW).position == 1


def test_two_editors_of_talks() -> None:
    stage = make_stage()
    seen = Told(sequence=stage.held.sequence)
    talk = add_talk(
        held=stage.held, talk=TalkDraft(title="Тропы"), told=seen, actor=stage.host, now=NOW
    )

    with pytest.raises(RuleViolation, match="Добавлено выступление"):
        change_talk(
            talk=talk, draft=TalkDraft(title="Реки"), told=seen, actor=stage.directorate, now=NOW
        )

    talk.refresh_from_db()
    assert talk.title == "Тропы"
