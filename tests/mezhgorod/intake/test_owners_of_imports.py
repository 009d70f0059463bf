"""Whose documents somebody loads: a directorate its own only, and sees no loads of others."""

import io
from datetime import date

import pytest
from tests.factories.drafts import plan, row, section
from tests.factories.people import acting, actor_with, make_owner, make_user
from tests.factories.runs import NOW, ready_run

from mezhgorod.intake.actions import (
    apply_run,
    ask_to_apply,
    carry_out,
    discard_run,
    queueing,
    store_upload,
    undo_run,
)
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.queries import changes_of, comparison_of, runs_visible_to
from mezhgorod.intake.rules import Decision, RunState
from mezhgorod.planning.models import Plan
from mezhgorod.registry.models import Organization, RoleGrant, User
from mezhgorod.registry.rules import SYSTEM, Actor, Role, RuleViolation

pytestmark = pytest.mark.django_db

OURS, THEIRS = "Наш союз городов", "Другой союз городов"
NO_LOADERS = [role for role in Role if role not in {Role.DIRECTORATE, Role.REGIONAL_COORDINATOR}]


@pytest.fixture
def ours() -> Organization:
    return make_owner(OURS)


@pytest.fixture
def theirs() -> Organization:
    return make_owner(THEIRS)


@pytest.fixture
def keeper(ours: Organization) -> User:
    return make_user("keeper", Role.DIRECTORATE, owner=ours)


def run_of(owner: str, by: User | None = None, *, content: str = "") -> ExtractionRun:
    draft = plan(section("I", row("Форум «Умный город»"), row("Выставка")), owner=owner)
    run = ready_run(draft, content=content or owner)
    run.requested_by = by
    run.save(update_fields=["requested_by"])
    return run


def code_of(refused: pytest.ExceptionInfo[RuleViolation]) -> str:
    return refused.value.code


@pytest.mark.parametrize("role", [Role.DIRECTORATE, Role.REGIONAL_COORDINATOR])
def test_an_own_document_is_uploaded_applied_and_taken_back(ours: Organization, role: Role) -> None:
    user = make_user("loader", role, owner=ours)
    actor = acting(user)

    made = store_upload(file=io.BytesIO(b"plan"), file_name="план.txt", actor=actor, now=NOW)
    applied = apply_run(run=run_of(OURS, user), actor=actor, now=NOW)

    assert (made.requested_by, applied.decided_by) == (user, user)
    assert Plan.objects.get().owner == ours
    undo_run(run=applied, actor=actor, now=NOW)
    assert Plan.objects.count() == 0


@pytest.mark.parametrize("role", NO_LOADERS)
def test_other_roles_load_nothing(ours: Organization, role: Role) -> None:
    actor = actor_with(role, ours)
    run = run_of(OURS)
    for attempt in (
        lambda: store_upload(file=io.BytesIO(b"x"), file_name="a.txt", actor=actor, now=NOW),
        lambda: apply_run(run=run, actor=actor, now=NOW),
        lambda: discard_run(run=run, actor=actor, now=NOW),
    ):
        with pytest.raises(RuleViolation) as refused:
            attempt()
        assert code_of(refused) == "document.import.forbidden"
    assert (ExtractionRun.objects.count(), Plan.objects.count()) == (1, 0)


@pytest.mark.parametrize("name", [THEIRS, "Союз, которого ещё нет"])
def test_a_document_of_others_is_refused_and_leaves_nothing(
    theirs: Organization, keeper: User, name: str
) -> None:
    known = Organization.objects.count()
    run = run_of(name, keeper)

    with pytest.raises(RuleViolation) as refused:
        apply_run(run=run, actor=acting(keeper), now=NOW)

    assert code_of(refused) == "document.import.forbidden"
    assert refused.value.field == "owner_name"
    assert name in refused.value.message
    assert (Plan.objects.count(), Organization.objects.count()) == (0, known)
    run.refresh_from_db()
    assert run.state == RunState.READY


def test_a_large_document_of_others_is_refused_at_once_and_by_the_worker(
    ours: Organization, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queueing, "MAX_ROWS_AT_ONCE", 1)
    foreign, own = run_of(THEIRS, keeper), run_of(OURS, keeper)

    def ask(run: ExtractionRun) -> ExtractionRun:
        actor = acting(keeper)
        return ask_to_apply(
            run=run, actor=actor, now=NOW, decision=Decision(), start=lambda one: None
        )

    with pytest.raises(RuleViolation, match="загружаете документы другой"):
        ask(foreign)
    assert ask(own).state == RunState.APPLYING
    RoleGrant.objects.filter(user=keeper).update(until_on=date(2020, 1, 1))
    done = carry_out(run=ExtractionRun.objects.get(pk=own.pk), clock=lambda: NOW)

    assert (done.state, done.error_code) == (RunState.READY, "document.import.forbidden")
    assert Plan.objects.count() == 0


def test_who_sees_which_loads(ours: Organization, theirs: Organization, keeper: User) -> None:
    colleague = make_user("colleague", Role.DIRECTORATE, owner=ours)
    both = make_user("both", Role.DIRECTORATE, owner=ours)
    make_user("both", Role.DIRECTORATE, owner=theirs)
    stranger = make_user("stranger", Role.DIRECTORATE, owner=theirs)
    runs = {
        "own": run_of(OURS, keeper, content="1"),
        "colleague": run_of(OURS, colleague, content="2"),
        "both": run_of(THEIRS, both, content="3"),
        "stranger": run_of(THEIRS, stranger, content="4"),
        "installed": run_of(OURS, None, content="5"),
        "our plan": apply_run(run=run_of(OURS, None, content="6"), actor=SYSTEM, now=NOW),
        "their plan": apply_run(run=run_of(THEIRS, keeper, content="7"), actor=SYSTEM, now=NOW),
    }
    names = {run.pk: name for name, run in runs.items()}

    def seen(actor: Actor) -> set[str]:
        return {names[run.pk] for run in runs_visible_to(actor=actor)}

    assert seen(acting(keeper)) == {"own", "colleague", "our plan"}
    assert seen(acting(stranger)) == {"stranger", "their plan"}
    assert seen(acting(both)) == {
        "own", "colleague", "both", "stranger", "our plan", "their plan",
    }  # fmt: skip
    assert seen(SYSTEM) == set(runs)
    assert seen(actor_with(Role.AUDITOR, ours)) == set()


def test_a_document_that_names_others_does_not_show_their_draft(
    ours: Organization, keeper: User
) -> None:
    apply_run(run=run_of(THEIRS, content="1"), actor=SYSTEM, now=NOW)
    Plan.objects.update(state="draft")
    probe = run_of(THEIRS, keeper, content="2")

    comparison = comparison_of(probe, actor=acting(keeper))

    assert comparison is not None
    assert (comparison.plan_id, changes_of(probe, actor=acting(keeper))) == (None, None)
    assert comparison_of(probe, actor=SYSTEM).plan_id == Plan.objects.get().pk
