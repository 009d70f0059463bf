"""Parts of a report: changed by two people, moved, removed, taken back; how a report begins."""

import pytest
from tests.factories.outcomes import put
from tests.factories.people import actor_with, make_body, make_owner
from tests.factories.plans import NOW
from tests.factories.written_reports import (
    directorate_of,
    draft,
    held_with,
    part_of,
    printed,
    text_part,
)

from mezhgorod.registry.models import AuditEntry, Decision
from mezhgorod.registry.rules import Actor, Role, RuleViolation
from mezhgorod.reporting.actions.writing import (
    BlockWords,
    NewReport,
    ReportApproval,
    add_report_remark,
    approve_report,
    begin_draft,
    change_block,
    freeze_report,
    move_block,
    publish_report,
    remove_block,
    restore_phrase,
    save_phrase,
    settle_report_remark,
    start_report,
    undo_block_step,
)
from mezhgorod.reporting.models import Report
from mezhgorod.reporting.queries.block_steps import next_step_back
from mezhgorod.reporting.queries.versions import reports_visible_to
from mezhgorod.reporting.rules import BlockKind, ReportState
from mezhgorod.reporting.rules.outline import SPEECH_OUTLINE

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def report() -> Report:
    return draft(text_part("Первый."), text_part("Второй."), text_part("Третий."))


@pytest.fixture
def actor(report: Report) -> Actor:
    return directorate_of(report.owner)


def back(report: Report, actor: Actor) -> None:
    step = next_step_back(report=report)
    assert step is not None
    undo_block_step(report=report, step=step.pk, actor=actor, now=NOW)


def test_somebody_elses_change_is_not_overwritten(report: Report, actor: Actor) -> None:
    block = part_of(report)
    change_block(block=block, words=text_part("Чужой."), seen=0, actor=actor, now=NOW)

    with pytest.raises(RuleViolation) as refused:
        change_block(block=block, words=text_part("Свой."), seen=0, actor=actor, now=NOW)

    assert refused.value.code == "block.changed"
    assert printed(report)[0] == "Чужой."


def test_every_step_is_taken_back_in_turn(report: Report, actor: Actor) -> None:
    before = printed(report)
    second = part_of(report, 2)
    change_block(block=second, words=text_part("Новый."), seen=0, actor=actor, now=NOW)
    move_block(block=second, by=-1, actor=actor, now=NOW)
    remove_block(block=part_of(report, 1), actor=actor, now=NOW)
    assert printed(report) == ["Первый.", "Третий."]

    back(report, actor)
    assert printed(report) == ["Новый.", "Первый.", "Третий."]
    back(report, actor)
    assert printed(report) == ["Первый.", "Новый.", "Третий."]
    back(report, actor)

    assert printed(report) == before
    assert part_of(report, 2).pk == second.pk


def test_a_step_that_somebody_went_past_is_not_taken_back(report: Report, actor: Actor) -> None:
    step = next_step_back(report=report)
    assert step is not None
    move_block(block=part_of(report, 1), by=1, actor=actor, now=NOW)

    with pytest.raises(RuleViolation) as refused:
        undo_block_step(report=report, step=step.pk, actor=actor, now=NOW)

    assert refused.value.code == "block.no_step"


def test_nothing_happens_where_nothing_differs(report: Report, actor: Actor) -> None:
    count = AuditEntry.objects.count()

    move_block(block=part_of(report, 1), by=-1, actor=actor, now=NOW)
    change_block(block=part_of(report), words=text_part("Первый."), seen=9, actor=actor, now=NOW)

    assert AuditEntry.objects.count() == count


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("{участники", "block.phrase"),
        ("{похвала}", "block.phrase"),
        ("Слово\0", "template.nul"),
        ("я" * 20_001, "template.too_long"),
    ],
)
def test_broken_words_are_refused_with_the_place(
    report: Report, actor: Actor, template: str, code: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        change_block(block=part_of(report), words=text_part(template), seen=0, actor=actor, now=NOW)

    assert (refused.value.code, refused.value.field) == (code, "template")
    assert printed(report)[0] == "Первый."


def test_an_event_of_another_association_is_refused(report: Report, actor: Actor) -> None:
    foreign = held_with(make_owner("Ассоциация городов Поволжья"), "Самара")

    with pytest.raises(RuleViolation) as refused:
        change_block(
            block=part_of(report), words=text_part("{город}", foreign), seen=0, actor=actor, now=NOW
        )

    assert refused.value.code == "block.foreign"


def test_a_frozen_report_takes_no_changes(report: Report, actor: Actor) -> None:
    block = part_of(report)
    fresh = Report.objects.get(pk=report.pk)
    freeze_report(report=fresh, seen=fresh.sequence, actor=actor, now=NOW)

    with pytest.raises(RuleViolation) as refused:
        change_block(block=block, words=text_part("Иначе."), seen=0, actor=actor, now=NOW)

    assert refused.value.code == "report.change.state"


def test_the_decision_of_the_body_goes_into_the_directory(report: Report, actor: Actor) -> None:
    body = make_body(report.owner, "Собрание")
    fresh = Report.objects.get(pk=report.pk)
    freeze_report(report=fresh, seen=fresh.sequence, actor=actor, now=NOW)
    fresh.refresh_from_db()
    approval = ReportApproval(body, NOW.date(), "4")

    version = approve_report(
        report=fresh, approval=approval, seen=fresh.sequence, actor=actor, now=NOW
    )
    publish_report(report=fresh, actor=actor, now=NOW)

    decision = Decision.objects.get()
    assert (decision.body, decision.number, decision.kind) == (body, "4", "approval")
    assert version.decision == decision
    assert Report.objects.get(pk=report.pk).state == ReportState.PUBLISHED


def test_a_new_report_begins_with_the_shipped_outline() -> None:
    owner = make_owner()

    report = start_report(
        new=NewReport(owner, "Доклад", "2024"), actor=directorate_of(owner), now=NOW
    )

    kinds = [BlockKind(one.kind) for one in report.blocks.all()]
    assert kinds == [one.kind for one in SPEECH_OUTLINE]
    hidden = [BlockKind(one.kind) for one in report.blocks.filter(is_hidden=True)]
    assert hidden == [
        BlockKind.STANDINGS,
        BlockKind.AWARDS,
        BlockKind.DECISIONS,
        BlockKind.PLANS,
    ]
    assert report.state == ReportState.COLLECTING
    assert printed(report) == []


def test_the_parts_of_an_earlier_report_come_without_its_events() -> None:
    owner = make_owner()
    held = held_with(owner, "Вологда")
    earlier = draft(
        text_part("Вступление."), text_part("{участники}.", held), text_part("Спасибо."),
        owner=owner,
    )  # fmt: skip

    report = start_report(
        new=NewReport(owner, "Доклад за 2025 год", "2025", earlier=earlier),
        actor=directorate_of(owner),
        now=NOW,
    )

    assert [(one.kind, one.template) for one in report.blocks.all()] == [
        ("text", "Вступление."),
        ("events", ""),
        ("text", "Спасибо."),
    ]


@pytest.mark.parametrize(
    ("title", "period", "field"), [("", "2024", "title"), ("Доклад", "в прошлом году", "period")]
)
def test_a_report_without_name_or_period_does_not_begin(
    title: str, period: str, field: str
) -> None:
    owner = make_owner()

    with pytest.raises(RuleViolation) as refused:
        start_report(new=NewReport(owner, title, period), actor=directorate_of(owner), now=NOW)

    assert refused.value.field == field
    assert not Report.objects.exists()


def test_an_owners_phrase_prints_until_the_shipped_one_is_back() -> None:
    owner = make_owner()
    actor = directorate_of(owner)
    held = held_with(owner, "Вологда, Шуя")
    report = draft(BlockWords(BlockKind.EVENT, held_event=held), owner=owner)
    shipped = printed(report)

    save_phrase(owner=owner, key="section", template="Были {участники}.", actor=actor, now=NOW)
    own = printed(report)
    restore_phrase(owner=owner, key="section", actor=actor, now=NOW)

    assert own == ["Были Вологда и Шуя."]
    assert printed(report) == shipped != own


def test_only_published_reports_are_seen_by_those_outside(report: Report) -> None:
    outside = Actor(user_id=None)
    auditor = actor_with(Role.AUDITOR, report.owner)
    foreign = actor_with(Role.DIRECTORATE, make_owner("Ассоциация городов Поволжья"))

    seen = [list(reports_visible_to(actor=one)) for one in (outside, foreign, auditor)]

    assert seen == [[], [], [report]]


def test_an_approver_leaves_a_remark_that_the_directorate_settles(
    report: Report, actor: Actor
) -> None:
    approver = actor_with(Role.APPROVER, report.owner)
    remark = add_report_remark(
        report=report, block=part_of(report), text="Короче", actor=approver, now=NOW
    )
    with pytest.raises(RuleViolation):
        settle_report_remark(remark=remark, is_settled=True, actor=approver, now=NOW)

    settle_report_remark(remark=remark, is_settled=True, actor=actor, now=NOW)

    remark.refresh_from_db()
    assert remark.settled_at == NOW


def test_a_fact_that_changes_between_looks_is_not_frozen_unseen(
    report: Report, actor: Actor
) -> None:
    seen = Report.objects.get(pk=report.pk).sequence
    move_block(block=part_of(report, 1), by=1, actor=actor, now=NOW)

    with pytest.raises(RuleViolation) as refused:
        freeze_report(report=report, seen=seen, actor=actor, now=NOW)

    assert refused.value.code == "report.changed"


def test_an_event_told_by_another_source_changes_the_draft_only_when_it_counts() -> None:
    owner = make_owner()
    held = held_with(owner, "Вологда")
    report = draft(text_part("{участники}", held), owner=owner)
    put(held, "Вологда, Тверь")

    assert printed(report) == ["Вологда и Тверь"]
    assert begin_draft(report=report, actor=directorate_of(owner), now=NOW).state == "draft"
