"""Repairs and repeated checks on the real plans: nothing changes without a person."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.factories.people import acting

from mezhgorod.evidence.actions import decide_finding
from mezhgorod.evidence.models import Finding
from mezhgorod.planning.actions import (
    DecidedAlike,
    decide_alike,
    recheck_plan,
    repair_finding,
    undo_repair,
)
from mezhgorod.planning.actions.rows.undoing import undo_last_change
from mezhgorod.planning.models import ItemCell, Plan, PlanItem
from mezhgorod.planning.queries import plan_draft
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import SYSTEM, RuleViolation
from planbook.plans import draft_to_dict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def plan_of(words: str) -> Plan:
    return Plan.objects.select_related("owner", "document").get(title__contains=words)


def finding(code: str, evidence: str) -> Finding:
    return Finding.objects.get(code=code, evidence__contains=evidence)


def words_of(item: PlanItem) -> list[str]:
    return list(ItemCell.objects.filter(item=item).values_list("text", flat=True))


def test_findings_of_the_checker_come_with_the_document() -> None:
    codes = set(plan_of("МАГ").document.findings.values_list("code", flat=True))

    assert {"age.wrong", "age.plural", "timing.weekday_shift", "edition.stale"} <= codes


def test_a_repair_changes_one_cell_and_what_is_understood_of_it() -> None:
    wrong = finding("age.plural", "231 лет")
    item = wrong.items.select_related("event").get()

    repair_finding(finding=wrong, actor=SYSTEM, now=NOW)

    item.event.refresh_from_db()
    assert (words_of(item), item.event.anniversary_text) == (
        ["8.", "Тирасполь", "231 год", "14 октября"],
        "231 год",
    )


def test_a_repaired_finding_is_corrected_and_can_be_taken_back() -> None:
    wrong = finding("age.plural", "231 лет")
    item = wrong.items.get()
    before = words_of(item)

    corrected = repair_finding(finding=wrong, actor=SYSTEM, now=NOW)
    reopened = undo_repair(finding=corrected, actor=SYSTEM, now=NOW)

    assert (corrected.state, reopened.state, words_of(item)) == ("corrected", "open", before)


def test_a_heading_is_repaired_too() -> None:
    repair_finding(finding=finding("text.mixed_script", "MAΓ"), actor=SYSTEM, now=NOW)

    section = plan_of("МАГ").sections.get(heading__startswith="Юбилеи")
    assert (section.heading_text, section.heading) == (
        "Юбилеи городов\nМАГ ⁱ",
        "Юбилеи городов МАГ",
    )


@pytest.mark.parametrize(
    ("code", "evidence", "printed"),
    [
        ("age.plural", "231 лет", "231 лет"),
        ("text.mixed_script", "MAΓ", "MAΓ"),
    ],
    ids=["a row", "a heading"],
)
def test_an_approved_plan_is_frozen_as_it_came_in_before_its_first_repair(
    code: str, evidence: str, printed: str
) -> None:
    plan = plan_of("МАГ")
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.PUBLISHED)

    repair_finding(finding=finding(code, evidence), actor=SYSTEM, now=NOW)

    versions = list(plan.versions.values_list("number", "created_at"))
    stored = json.dumps(plan.versions.get().data, ensure_ascii=False)
    assert (versions, printed in stored) == ([(1, NOW)], True)


@pytest.mark.parametrize(
    ("code", "evidence", "summary"),
    [
        ("age.plural", "231 лет", "Изменена строка «Тирасполь»"),
        ("text.mixed_script", "MAΓ", "Переименован раздел «Юбилеи городов МАГ»"),
    ],
    ids=["a row", "a heading"],
)
def test_a_repair_of_an_approved_plan_joins_its_amendment_and_can_be_undone_as_a_step(
    code: str, evidence: str, summary: str
) -> None:
    plan = plan_of("МАГ")
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.PUBLISHED)
    printed = draft_to_dict(plan_draft(plan=plan))
    wrong = finding(code, evidence)

    repair_finding(finding=wrong, actor=SYSTEM, now=NOW)
    told = list(plan.changes.values_list("kind", "summary", "amendment__number"))
    undo_last_change(plan=plan, actor=SYSTEM, now=NOW)

    wrong.refresh_from_db()
    assert told == [("edit", summary, 1)]
    assert (draft_to_dict(plan_draft(plan=plan)), wrong.state) == (printed, "open")


def test_a_repair_freezes_no_draft_and_a_version_only_once() -> None:
    plan = plan_of("МАГ")
    wrong = finding("age.plural", "231 лет")
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.DRAFT)
    repair_finding(finding=wrong, actor=SYSTEM, now=NOW)
    while_draft = plan.versions.count()

    Plan.objects.filter(pk=plan.pk).update(state=PlanState.PUBLISHED)
    undo_repair(finding=wrong, actor=SYSTEM, now=NOW)
    repair_finding(finding=wrong, actor=SYSTEM, now=NOW)

    assert (while_draft, plan.versions.count()) == (0, 1)


def test_a_repair_that_fails_freezes_nothing() -> None:
    plan = plan_of("МАГ")
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.PUBLISHED)
    wrong = finding("age.plural", "231 лет")
    wrong.repair["before"] = "232 года"
    wrong.save()

    with pytest.raises(RuleViolation):
        repair_finding(finding=wrong, actor=SYSTEM, now=NOW)

    assert plan.versions.count() == 0


def test_a_remark_that_another_check_has_dropped_is_not_repaired() -> None:
    plan_of("МАГ")
    wrong = finding("age.plural", "231 лет")
    Finding.objects.filter(pk=wrong.pk).delete()

    with pytest.raises(RuleViolation) as refused:
        repair_finding(finding=wrong, actor=SYSTEM, now=NOW)

    assert refused.value.code == "finding.gone"


def test_words_that_have_changed_since_are_not_repaired() -> None:
    wrong = finding("age.plural", "231 лет")
    wrong.repair["before"] = "232 года"
    wrong.save()

    with pytest.raises(RuleViolation) as refused:
        repair_finding(finding=wrong, actor=SYSTEM, now=NOW)

    wrong.refresh_from_db()
    assert (refused.value.code, wrong.state) == ("finding.words_gone", "open")


@pytest.mark.parametrize(
    ("code", "evidence"),
    [("timing.unscheduled", "по согласованию"), ("age.wrong", "320")],
    ids=["nothing offered", "decided already"],
)
def test_a_repair_that_is_not_on_offer_is_refused(code: str, evidence: str) -> None:
    told = finding(code, evidence)
    if told.repair:
        decide_finding(finding=told, state="accepted", actor=SYSTEM)

    with pytest.raises(RuleViolation) as refused:
        repair_finding(finding=told, actor=SYSTEM, now=NOW)

    assert refused.value.code == "finding.nothing_to_repair"


@pytest.mark.parametrize("action", [repair_finding, undo_repair])
def test_an_outsider_repairs_nothing(action: Callable[..., Finding]) -> None:
    wrong = finding("age.plural", "231 лет")
    item = wrong.items.get()
    before = words_of(item)

    with pytest.raises(RuleViolation, match="решает дирекция"):
        action(finding=wrong, actor=acting(User.objects.create_user("visitor")), now=NOW)

    assert words_of(item) == before


def state_of(plan: Plan) -> list[tuple[object, ...]]:
    fields = ("pk", "code", "evidence", "state", "items")
    return list(plan.document.findings.order_by("pk").values_list(*fields))


@pytest.mark.parametrize("words", ["МАГ", "основных мероприятий", "2022 года", "2023 года"])
def test_checking_again_an_unchanged_plan_changes_nothing(words: str) -> None:
    plan = plan_of(words)
    before = state_of(plan)

    recheck_plan(plan=plan, actor=SYSTEM)

    assert state_of(plan) == before


def test_a_decision_outlives_a_new_check() -> None:
    accepted = finding("place.renamed", "Нур-Султан")
    decide_finding(finding=accepted, state="dismissed", actor=SYSTEM, now=NOW)

    recheck_plan(plan=plan_of("МАГ"), actor=SYSTEM)

    accepted.refresh_from_db()
    assert accepted.state == "dismissed"


def test_a_new_check_keeps_a_corrected_finding_as_a_record() -> None:
    corrected = repair_finding(finding=finding("age.plural", "231 лет"), actor=SYSTEM, now=NOW)

    recheck_plan(plan=plan_of("МАГ"), actor=SYSTEM)

    corrected.refresh_from_db()
    assert corrected.state == "corrected"
    assert not Finding.objects.filter(code="age.plural", evidence="231 год").exists()


def test_an_outsider_checks_nothing() -> None:
    with pytest.raises(RuleViolation, match="решает дирекция"):
        recheck_plan(plan=plan_of("МАГ"), actor=acting(User.objects.create_user("visitor")))


def test_alike_remarks_are_repaired_together() -> None:
    decided = decide_alike(
        plan=plan_of("МАГ"), code="age.plural", state="corrected", actor=SYSTEM, now=NOW
    )

    ages = set(ItemCell.objects.filter(role="age").values_list("text", flat=True))
    assert decided == DecidedAlike(done=4, failed=0, left=0)
    assert {"145 лет", "2805 лет", "231 год", "1761 год"} <= ages


def test_a_repair_whose_words_have_gone_is_counted_and_the_others_are_made() -> None:
    gone = finding("age.plural", "231 лет")
    gone.repair["before"] = "232 года"
    gone.save()

    decided = decide_alike(
        plan=plan_of("МАГ"), code="age.plural", state="corrected", actor=SYSTEM, now=NOW
    )

    gone.refresh_from_db()
    assert (decided, gone.state) == (DecidedAlike(done=3, failed=1, left=1), "open")


def test_an_outsider_decides_nothing_together() -> None:
    with pytest.raises(RuleViolation, match="решает дирекция"):
        decide_alike(
            plan=plan_of("МАГ"),
            code="age.plural",
            state="accepted",
            actor=acting(User.objects.create_user("visitor")),
            now=NOW,
        )
