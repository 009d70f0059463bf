"""A repair in the title of a plan changes its printed line and its name."""

from datetime import UTC, datetime

import pytest
from tests.factories.drafts import plan, row, section
from tests.factories.runs import ready_run

from mezhgorod.evidence.models import Finding
from mezhgorod.intake.actions import apply_run
from mezhgorod.planning.actions import repair_finding, undo_repair
from mezhgorod.planning.actions.rows.undoing import undo_last_change
from mezhgorod.planning.models import Plan
from mezhgorod.registry.rules import SYSTEM, RuleViolation

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def spaced() -> Finding:
    """A plan whose title has two spaces, and the remark that offers to mend it."""
    draft = plan(section("I", row("Форум")), title="План на 2023 год")
    run = apply_run(run=ready_run(draft), actor=SYSTEM, now=NOW)
    assert run.plan is not None
    run.plan.title, run.plan.title_lines = "План  на 2023 год", ["Союз", "План  на 2023 год"]
    run.plan.save()
    return Finding.objects.create(
        document=run.document,
        code="text.double_space",
        severity="info",
        message="Два пробела подряд.",
        repair={"role": "plan_title", "before": "План  на", "after": "План на"},
    )


def printed() -> tuple[str, list[str]]:
    made = Plan.objects.get()
    return made.title, made.title_lines


def test_a_title_is_repaired_and_put_back(spaced: Finding) -> None:
    before = printed()

    corrected = repair_finding(finding=spaced, actor=SYSTEM, now=NOW)
    repaired = printed()
    undo_repair(finding=corrected, actor=SYSTEM, now=NOW)

    assert (repaired, printed()) == (("План на 2023 год", ["Союз", "План на 2023 год"]), before)


def test_a_repaired_title_is_undone_as_a_step_of_the_plan(spaced: Finding) -> None:
    before = printed()
    repair_finding(finding=spaced, actor=SYSTEM, now=NOW)
    made = Plan.objects.get()

    undo_last_change(plan=made, actor=SYSTEM, now=NOW)

    spaced.refresh_from_db()
    summaries = list(made.changes.order_by("pk").values_list("summary", flat=True))
    assert (printed(), spaced.state) == (before, "open")
    assert summaries[0] == "Исправлено заглавие плана"


def test_a_title_that_says_something_else_is_left_alone(spaced: Finding) -> None:
    Plan.objects.update(title_lines=["Союз", "План работы"])

    with pytest.raises(RuleViolation) as refused:
        repair_finding(finding=spaced, actor=SYSTEM, now=NOW)

    assert refused.value.code == "finding.words_gone"
