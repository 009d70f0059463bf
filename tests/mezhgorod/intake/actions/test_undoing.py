"""Taking an accepted document back: everything stands as it stood, in one step."""

from dataclasses import replace
from typing import Any

import pytest
from tests.factories.drafts import JUNE, MAY, YAROSLAVL, day, plan, row, section
from tests.factories.runs import LATER, NOW, ready_run

from mezhgorod.evidence.actions import decide_finding
from mezhgorod.evidence.models import Finding
from mezhgorod.intake.actions import apply_run, undo_run
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.planning.actions import edit_row
from mezhgorod.planning.models import Event, Plan, PlanItem
from mezhgorod.planning.queries import plan_draft
from mezhgorod.registry.rules import SYSTEM, RuleViolation
from planbook.findings import Finding as DraftFinding
from planbook.plans import PlanDraft

pytestmark = pytest.mark.django_db

REMARK = DraftFinding("text.spacing", "Лишний пробел", evidence="Стол  круглый")
FORUM, TABLE = row("Форум", MAY), replace(row("Стол", at=2), findings=(REMARK,))
FIRST = plan(section("I. Форумы", FORUM, TABLE))
SECOND = plan(section("II. Слёты", row("Слёт", at=2), replace(FORUM, timing=JUNE)))


def apply(draft: PlanDraft, content: str) -> ExtractionRun:
    run = ready_run(draft, content=content)
    return apply_run(run=run, actor=SYSTEM, now=NOW, confirm_removal=True)


def standing() -> dict[str, Any]:
    """What the plan says, under which numbers, and what was decided about it."""
    made = Plan.objects.get()
    return {
        "draft": plan_draft(plan=made),
        "document": made.document_id,
        "uids": list(
            PlanItem.objects.filter(section__plan=made)
            .order_by("position")
            .values_list("event__title", "event__uid")
        ),
        "findings": list(
            Finding.objects.filter(document=made.document)
            .order_by("pk")
            .values_list("items__event__title", "code", "evidence", "state")
        ),
    }


def test_undo_run_puts_everything_back() -> None:
    apply(FIRST, "1")
    decide_finding(finding=Finding.objects.get(), state="accepted", actor=SYSTEM)
    before = standing()
    run = apply(SECOND, "2")

    undo_run(run=run, actor=SYSTEM, now=LATER)

    assert standing() == before


def test_undo_run_brings_edits_back() -> None:
    apply(FIRST, "1")
    forum = PlanItem.objects.get(event__title="Форум")
    edit_row(item=forum, row=replace(FORUM, places=(YAROSLAVL,)), now=NOW)
    before = standing()
    run = apply(SECOND, "2")

    undo_run(run=run, actor=SYSTEM, now=LATER)

    assert standing() == before


def test_undo_run_gives_a_plan_that_its_document_does_not_change() -> None:
    apply(FIRST, "1")
    undo_run(run=apply(SECOND, "2"), actor=SYSTEM, now=LATER)
    revision = Plan.objects.get().revision

    apply(FIRST, "1")

    assert Plan.objects.get().revision == revision


def test_undo_run_of_a_run_that_changed_nothing_is_refused() -> None:
    apply(FIRST, "1")

    with pytest.raises(RuleViolation) as refused:
        undo_run(run=apply(FIRST, "1"), actor=SYSTEM, now=LATER)

    assert refused.value.code == "run.nothing_to_undo"


def test_undo_run_leaves_the_document_to_be_decided_again() -> None:
    apply(FIRST, "1")
    run = undo_run(run=apply(SECOND, "2"), actor=SYSTEM, now=LATER)

    assert (run.state, run.plan, run.decided_at, run.undo_data) == (
        RunState.READY,
        None,
        None,
        None,
    )
    assert (
        apply_run(run=run, actor=SYSTEM, now=LATER, confirm_removal=True).plan == Plan.objects.get()
    )


def test_an_event_that_comes_back_is_a_later_edition_for_feeds() -> None:
    apply(FIRST, "1")
    uid = Event.objects.get(title="Стол").uid

    undo_run(run=apply(SECOND, "2"), actor=SYSTEM, now=LATER)

    event = Event.objects.get(title="Стол")
    assert (event.uid, event.sequence) == (uid, 1)


def test_undo_run_of_the_first_document_deletes_the_plan() -> None:
    undo_run(run=apply(FIRST, "1"), actor=SYSTEM, now=LATER)

    assert (Plan.objects.count(), Event.objects.count()) == (0, 0)


def test_undo_run_of_a_plan_changed_since_is_refused() -> None:
    run = apply(FIRST, "1")
    forum = PlanItem.objects.get(event__title="Форум")
    edit_row(item=forum, row=replace(FORUM, timing=day("3 мая", 5, 3)), now=LATER)

    with pytest.raises(RuleViolation) as refused:
        undo_run(run=run, actor=SYSTEM, now=LATER)

    assert refused.value.code == "run.changed_since"


def test_undo_run_twice_is_refused() -> None:
    run = undo_run(run=apply(FIRST, "1"), actor=SYSTEM, now=LATER)

    with pytest.raises(RuleViolation) as refused:
        undo_run(run=run, actor=SYSTEM, now=LATER)

    assert refused.value.code == "run.not_applied"


def test_undo_run_from_a_snapshot_of_another_version_changes_nothing() -> None:
    apply(FIRST, "1")
    run = apply(SECOND, "2")
    before = standing()
    run.undo_data["draft"]["version"] = 0
    run.save()

    with pytest.raises(RuleViolation) as refused:
        undo_run(run=run, actor=SYSTEM, now=LATER)

    assert (refused.value.code, standing()) == ("run.undo_outdated", before)


def test_documents_are_taken_back_one_after_another() -> None:
    first = apply(FIRST, "1")
    undo_run(run=apply(SECOND, "2"), actor=SYSTEM, now=LATER)

    undo_run(run=first, actor=SYSTEM, now=LATER)

    assert Plan.objects.count() == 0


def test_a_change_after_undoing_still_stops_the_one_before() -> None:
    first = apply(FIRST, "1")
    undo_run(run=apply(SECOND, "2"), actor=SYSTEM, now=LATER)
    forum = PlanItem.objects.get(event__title="Форум")
    edit_row(item=forum, row=replace(FORUM, timing=day("3 мая", 5, 3)), now=LATER)

    with pytest.raises(RuleViolation) as refused:
        undo_run(run=first, actor=SYSTEM, now=LATER)

    assert refused.value.code == "run.changed_since"


def test_undo_run_without_the_document_of_before_changes_nothing() -> None:
    apply(FIRST, "1")
    run = apply(SECOND, "2")
    before = standing()
    run.undo_data["document"] = 0
    run.save()

    with pytest.raises(RuleViolation) as refused:
        undo_run(run=run, actor=SYSTEM, now=LATER)

    assert (refused.value.code, standing()) == ("run.undo_outdated", before)
