"""Versions never change, their checksums tell when somebody changed them all the same."""

import json
from collections.abc import Sequence
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries
from tests.factories.approvals import AMENDING, APPROVAL, GROUNDS, LATER, NOW, make_draft, rows_of
from tests.factories.people import acting, make_body, make_user

from mezhgorod.planning.actions.applying.plans import delete_plan
from mezhgorod.planning.actions.approval.amendments import approve_amendment, save_amendment_basis
from mezhgorod.planning.actions.approval.versions import (
    SignedFile,
    ensure_first_version,
    freeze_version,
)
from mezhgorod.planning.actions.changes.changing import cancel, postpone
from mezhgorod.planning.actions.rows.undoing import undo_last_change
from mezhgorod.planning.models import Amendment, ApprovalRoute, Plan, PlanVersion
from mezhgorod.planning.models.version import FrozenError
from mezhgorod.planning.queries.changes import compare_editions
from mezhgorod.planning.queries.versions import (
    changed_part,
    is_untouched,
    latest_version,
    live_edition,
    version_draft,
    version_edition,
    version_faults,
)
from mezhgorod.planning.rules import PlanState
from mezhgorod.publication.amendment_documents import amendment_view
from mezhgorod.registry.actions import delete_body
from mezhgorod.registry.rules import SYSTEM, BodyKind, Role, RuleViolation
from planbook.matching import RowState

pytestmark = pytest.mark.django_db
COMMON = {"grounds": GROUNDS, "actor": SYSTEM, "now": NOW}


@pytest.fixture
def plan() -> Plan:
    return make_draft(PlanState.PUBLISHED)


def write_raw(statement: str, values: Sequence[object] = ()) -> None:
    """Run a statement past the models, as somebody with access to the database would."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def moved(plan: Plan, *wordings: str) -> Amendment:
    """The first row postponed once per wording; returns the amendment that gathers it."""
    for wording in wordings:
        postpone(item=rows_of(plan)[0], wording=wording, **COMMON)
    return plan.amendments.get(state="open")


def last_change(plan: Plan) -> int:
    return plan.changes.order_by("-pk").values_list("pk", flat=True)[0]


def approved(plan: Plan, amendment: Amendment) -> PlanVersion:
    return approve_amendment(
        amendment=amendment,
        approval=AMENDING,
        seen_change=last_change(plan),
        actor=SYSTEM,
        now=LATER,
    )


def test_a_stored_version_is_neither_changed_nor_deleted(plan: Plan) -> None:
    version = ensure_first_version(plan=plan, actor=SYSTEM, now=NOW)
    assert version is not None
    version.body_text = "кто-то другой"

    for attempt in (
        version.save,
        version.delete,
        lambda: PlanVersion.objects.update(number=9),
        lambda: PlanVersion.objects.all().delete(),
        lambda: PlanVersion.objects.bulk_update([version], ["number"]),
        lambda: PlanVersion._base_manager.update(number=9),
        lambda: PlanVersion._base_manager.all().delete(),
        lambda: PlanVersion._base_manager.all()._raw_delete(None),
        lambda: PlanVersion.objects.update(created_by=None, number=9),
        lambda: PlanVersion.objects.update_or_create(pk=version.pk, defaults={"number": 9}),
        lambda: PlanVersion.objects.bulk_create([version], ignore_conflicts=True),
        lambda: plan.versions.all().delete(),
    ):
        with pytest.raises(FrozenError):
            attempt()

    stored = PlanVersion.objects.get()
    assert (stored.number, stored.body_text) == (1, "")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE planning_planversion SET number = 9",
        "UPDATE planning_planversion SET data = '{}'",
        "UPDATE planning_planversion SET sha256 = '', created_by_id = NULL",
        "UPDATE planning_planversion SET created_by_id = 1",
    ],
)
def test_the_database_itself_refuses_to_change_a_version(plan: Plan, statement: str) -> None:
    ensure_first_version(plan=plan, actor=SYSTEM, now=NOW)
    before = list(PlanVersion.objects.values_list())

    with pytest.raises(IntegrityError, match="plan_version_frozen"), transaction.atomic():
        write_raw(statement)

    assert list(PlanVersion.objects.values_list()) == before


def test_an_account_that_is_deleted_leaves_the_version_without_its_name(plan: Plan) -> None:
    user = make_user("direktsiya", Role.DIRECTORATE, owner=plan.owner)
    freeze_version(plan=plan, approval=APPROVAL, actor=acting(user), now=NOW)

    user.delete()

    version = PlanVersion.objects.get()
    assert (version.created_by, list(version_faults())) == (None, [])


def test_a_body_that_an_order_of_approval_names_is_not_deleted(plan: Plan) -> None:
    body = make_body(plan.owner, "Правление", BodyKind.BOARD)
    ApprovalRoute.objects.create(owner=plan.owner, position=1, title=body.name, body=body)

    with pytest.raises(RuleViolation, match="на запись ссылаются другие"):
        delete_body(body=body, actor=SYSTEM, now=NOW)

    assert ApprovalRoute.objects.get().body == body


def test_a_draft_has_no_version_and_the_first_one_is_frozen_once(plan: Plan) -> None:
    assert ensure_first_version(plan=make_draft(slug="draft"), actor=SYSTEM, now=NOW) is None
    first = ensure_first_version(plan=plan, actor=SYSTEM, now=NOW)

    assert ensure_first_version(plan=plan, actor=SYSTEM, now=LATER) == first


def test_a_version_gives_back_the_draft_it_was_frozen_from(plan: Plan) -> None:
    version = freeze_version(plan=plan, approval=APPROVAL, actor=SYSTEM, now=NOW)
    cancel(item=rows_of(plan)[0], **COMMON)

    draft = version_draft(PlanVersion.objects.get(pk=version.pk))

    assert [(row.title, row.timing.text) for row in draft.items()] == [
        ("Форум малых городов", "15 мая"),
        ("Семинар по туризму", "июнь"),
        ("Заседание секции", "по согласованию"),
    ]


def test_a_version_changed_behind_the_program_is_found(plan: Plan) -> None:
    freeze_version(plan=plan, approval=APPROVAL, actor=SYSTEM, now=NOW)
    second = freeze_version(plan=plan, approval=APPROVAL, actor=SYSTEM, now=NOW)
    assert list(version_faults(plan=plan)) == []

    first = PlanVersion.objects.get(number=1)
    first.data["draft"]["title"] = "Другой план"
    on_table = "" if connection.vendor == "sqlite" else " ON planning_planversion"
    write_raw(f"DROP TRIGGER plan_version_frozen{on_table}")
    write_raw(
        "UPDATE planning_planversion SET data = %s WHERE number = 1",
        [json.dumps(first.data, ensure_ascii=False)],
    )

    assert [one.version.number for one in version_faults()] == [1]
    assert not is_untouched(PlanVersion.objects.get(number=1))
    assert is_untouched(PlanVersion.objects.get(number=2))
    assert second.number == 2
    with pytest.raises(CommandError, match="Редакций с чужими изменениями: 1"):
        call_command("check_versions", stderr=StringIO())


def test_a_signed_file_is_kept_with_the_version_and_others_are_refused(plan: Plan) -> None:
    signed = SignedFile(BytesIO("%PDF-1.7 подписано".encode()), "Решение № 4.pdf")
    version = freeze_version(plan=plan, approval=_with(signed), actor=SYSTEM, now=NOW)
    assert version.signed_file is not None
    assert version.signed_file.file_name == "Решение № 4.pdf"

    with pytest.raises(RuleViolation, match="не похож на подписанный документ"):
        freeze_version(
            plan=plan,
            approval=_with(SignedFile(BytesIO(b"MZ"), "программа.exe")),
            actor=SYSTEM,
            now=NOW,
        )
    assert PlanVersion.objects.count() == 1


def test_two_postponements_of_one_row_are_one_line(plan: Plan) -> None:
    amendment = moved(plan, "29 мая", "12 июня")

    view = amendment_view(amendment)

    assert view is not None
    (line,) = view.changes
    (change,) = line.row.changes
    assert (change.before, change.after, len(line.steps)) == ("15 мая", "12 июня", 2)
    assert line.reasons == ("Совпало с днём выборов",)


def test_a_row_moved_there_and_back_is_no_change_and_cannot_be_approved(plan: Plan) -> None:
    amendment = moved(plan, "29 мая", "15 мая")

    view = amendment_view(amendment)
    assert view is not None
    assert view.changes == ()
    with pytest.raises(RuleViolation, match="утверждать нечего"):
        approved(plan, amendment)


def test_approving_changes_makes_the_next_version_and_prints_the_edition(plan: Plan) -> None:
    plan.approval = ["УТВЕРЖДЁН", "решением Правления"]
    plan.save()
    amendment = moved(plan, "29 мая")

    version = approved(plan, amendment)

    plan.refresh_from_db()
    amendment.refresh_from_db()
    assert (version.number, version.amendment, amendment.state) == (2, amendment, "approved")
    assert plan.approval == [
        "УТВЕРЖДЁН",
        "решением Правления",
        "(в редакции от 17\xa0марта 2023\xa0г. № 9)",
    ]
    assert approved(plan, amendment) == version
    assert PlanVersion.objects.count() == 2


def test_a_change_after_an_approved_amendment_opens_the_next(plan: Plan) -> None:
    approved(plan, moved(plan, "29 мая"))

    assert moved(plan, "5 июня").number == 2


def test_changes_that_came_meanwhile_are_not_approved_unseen(plan: Plan) -> None:
    amendment = moved(plan, "29 мая")
    seen = last_change(plan)
    cancel(item=rows_of(plan)[1], **COMMON)

    with pytest.raises(RuleViolation) as refused:
        approve_amendment(
            amendment=amendment, approval=AMENDING, seen_change=seen, actor=SYSTEM, now=LATER
        )

    assert refused.value.code == "amendment.changed"
    assert PlanVersion.objects.count() == 1


def test_a_step_taken_back_leaves_the_amendment(plan: Plan) -> None:
    amendment = moved(plan, "29 мая")

    undo_last_change(plan=plan, actor=SYSTEM, now=LATER)

    view = amendment_view(amendment)
    assert view is not None
    assert view.changes == ()
    assert rows_of(plan)[0].event.timing_text == "15 мая"


def test_the_ground_of_an_amendment_is_kept_until_it_is_approved(plan: Plan) -> None:
    amendment = moved(plan, "29 мая")
    save_amendment_basis(amendment=amendment, basis="Письма городов", actor=SYSTEM, now=NOW)
    approved(plan, amendment)

    with pytest.raises(RuleViolation, match="уже утверждены"):
        save_amendment_basis(amendment=amendment, basis="Иное", actor=SYSTEM, now=LATER)
    amendment.refresh_from_db()
    assert amendment.basis == "Письма городов"


def test_a_plan_with_versions_is_not_deleted(plan: Plan) -> None:
    freeze_version(plan=plan, approval=APPROVAL, actor=SYSTEM, now=NOW)

    with pytest.raises(RuleViolation, match="есть утверждённые редакции"):
        delete_plan(plan=plan)

    assert Plan.objects.filter(pk=plan.pk).exists()


def _with(signed: SignedFile) -> object:
    fields = {name: getattr(APPROVAL, name) for name in APPROVAL.__dataclass_fields__}
    return type(APPROVAL)(**{**fields, "signed": signed})


def test_rows_alike_are_left_out_before_they_are_read(plan: Plan) -> None:
    first = ensure_first_version(plan=plan, actor=SYSTEM, now=NOW)
    assert first is not None
    moved(plan, "15 октября")

    before, after = changed_part(before=first, after=None)

    assert [row.timing.text for row in before.draft.items()] == [rows_before(first)[0]]
    assert [row.timing.text for row in after.draft.items()] == ["15 октября"]
    assert len(before.uids) == len(after.uids) == 1
    whole = compare_editions(version_edition(first), live_edition(plan=plan))
    changed = [one for one in whole.rows if one.state is not RowState.UNCHANGED]
    part = compare_editions(before, after).rows
    assert [(one.title, one.changes) for one in part] == [
        (one.title, one.changes) for one in changed
    ]


def rows_before(version: PlanVersion) -> list[str]:
    return [row.timing.text for row in version_draft(version).items()]


def test_the_beginning_of_a_version_ends_with_its_last_row(plan: Plan) -> None:
    version = ensure_first_version(plan=plan, actor=SYSTEM, now=NOW)
    assert version is not None

    whole, part = version_draft(version), version_draft(version, limit=1)

    assert list(part.items()) == list(whole.items())[:1]
    assert [one.heading for one in part.sections] == [whole.sections[0].heading]


def test_the_newest_version_comes_without_its_contents(
    plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ensure_first_version(plan=plan, actor=SYSTEM, now=NOW)

    with django_assert_num_queries(1):
        version = latest_version(plan=plan)

    assert version is not None
    assert version.get_deferred_fields() == {"data", "layout", "logo"}
    assert is_untouched(version)
