"""The last step is taken back: words, places, numbers, remarks come back; nothing is lost."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from tests.factories.composed import (
    NO_GROUNDS,
    NOW,
    add,
    cells,
    filled_plan,
    row_named,
    sections_of,
)
from tests.factories.people import acting, make_body, make_user

from mezhgorod.evidence.models import Finding
from mezhgorod.planning.actions.history import ChangeDraft, Grounds, record_changes
from mezhgorod.planning.actions.rows.ordering import move_row, pin_row, sort_section
from mezhgorod.planning.actions.rows.row_editing import change_row, remove_rows
from mezhgorod.planning.actions.rows.sections import (
    SectionWords,
    add_section,
    move_section,
    remove_section,
    rename_section,
)
from mezhgorod.planning.actions.rows.undoing import last_step, undo_last_change
from mezhgorod.planning.actions.rows.writing import (
    RowPlace,
    locked_items,
    locked_plan,
    write_changed,
)
from mezhgorod.planning.models import ItemRemark, Plan, PlanChange, PlanItem
from mezhgorod.planning.queries import plan_draft, row_draft
from mezhgorod.planning.rules import ChangeKind
from mezhgorod.registry.rules import NOBODY, SYSTEM, Actor, Role, RuleViolation

pytestmark = pytest.mark.django_db
Step = Callable[[Plan], object]


def undo(plan: Plan, actor: Actor = SYSTEM) -> str:
    return undo_last_change(plan=plan, actor=actor, now=NOW).words


def refusal(plan: Plan, actor: Actor = SYSTEM) -> str:
    with pytest.raises(RuleViolation) as refused:
        undo(plan, actor)
    return refused.value.code


def change(item: PlanItem, *said: str, actor: Actor = SYSTEM) -> None:
    change_row(item=item, cells=cells(*said), seen=None, grounds=NO_GROUNDS, actor=actor, now=NOW)


def remove(plan: Plan, *titles: str, actor: Actor = SYSTEM) -> None:
    items = [row_named(plan, title) for title in titles]
    remove_rows(plan=plan, items=items, grounds=NO_GROUNDS, actor=actor, now=NOW)


def state_of(plan: Plan) -> tuple[object, ...]:
    """Everything that must come back: the whole draft, ids, events, pins, remarks."""
    items = PlanItem.objects.filter(section__plan=plan).order_by("section__position", "position")
    rows = items.values_list("pk", "section", "event__uid", "is_pinned", "fingerprint")
    findings = PlanItem.findings.through.objects.order_by("finding_id")
    remarks = ItemRemark.objects.values_list("item", "text")
    return (
        plan_draft(plan=plan),
        list(rows),
        list(findings.values_list("planitem_id", "finding_id")),
        list(remarks),
    )


STEPS: dict[str, Step] = {
    "a changed row": lambda plan: change(row_named(plan, "Форум"), "Форум", "г. Псков", "12 мая"),
    "an added row": lambda plan: add(sections_of(plan)[0], "Новая", "Ещё", at=1),
    "a removed row": lambda plan: remove(plan, "Форум"),
    "removed rows": lambda plan: remove(plan, "Форум", "Школа", "Турнир"),
    "a moved row": lambda plan: move_row(
        item=row_named(plan, "Форум"), place=RowPlace(sections_of(plan)[1], 1), actor=SYSTEM,
        now=NOW,
    ),
    "a pinned row": lambda plan: pin_row(
        item=row_named(plan, "Школа"), is_pinned=True, actor=SYSTEM, now=NOW
    ),
    "a sorted section": lambda plan: sort_section(
        section=sections_of(plan)[0], actor=SYSTEM, now=NOW
    ),
    "an added section": lambda plan: add_section(
        plan=plan, words=SectionWords("Культура", position=1), actor=SYSTEM, now=NOW
    ),
    "a renamed section": lambda plan: rename_section(
        section=sections_of(plan)[0], heading="V. Обучение", actor=SYSTEM, now=NOW
    ),
    "a moved section": lambda plan: move_section(
        section=sections_of(plan)[0], position=2, actor=SYSTEM, now=NOW
    ),
    "a removed section": lambda plan: remove_section(
        section=sections_of(plan)[0], rows_to=sections_of(plan)[1], actor=SYSTEM, now=NOW
    ),
}  # fmt: skip


@pytest.fixture
def plan() -> Plan:
    """A draft whose first row has another time, a finding and a remark, and is pinned."""
    plan = filled_plan()
    item = row_named(plan, "Форум")
    change(item, "Форум", "г. Вологда", "июнь")
    item.findings.add(
        Finding.objects.create(document=plan.document, code="row.check", message="Проверьте.")
    )
    ItemRemark.objects.create(plan=plan, item=item, row_text="Форум", text="Уточнить", at=NOW)
    pin_row(item=row_named(plan, "Турнир"), is_pinned=True, actor=SYSTEM, now=NOW)
    return Plan.objects.select_related("owner", "document").get()


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_every_step_is_taken_back_whole(step: Step, plan: Plan) -> None:
    before = state_of(plan)
    step(plan)
    assert state_of(plan) != before

    undo(plan)

    assert state_of(plan) == before


def test_all_steps_are_taken_back_one_after_another(plan: Plan) -> None:
    states = []
    for name, step in STEPS.items():
        if name == "removed rows":
            continue
        states.append((name, state_of(plan)))
        step(plan)
        if name == "a removed row":
            states.append((name, state_of(plan)))
            add(sections_of(plan)[0], "Форум")

    for name, state in reversed(states):
        undo(plan)
        assert (name, state_of(plan)) == (name, state)


def test_a_step_is_named_and_told_when_it_is_taken_back(plan: Plan) -> None:
    remove(plan, "Форум", "Школа")

    assert undo(plan) == "Удалена строка «Форум»; Удалена строка «Школа»"

    told = PlanChange.objects.exclude(undoes=None).order_by("pk")
    assert list(told.values_list("kind", "summary")) == [
        ("remove", "Отменено: Удалена строка «Форум»"),
        ("remove", "Отменено: Удалена строка «Школа»"),
    ]


def test_neither_a_step_nor_its_undoing_counts_afterwards(plan: Plan) -> None:
    before = last_step(plan=plan)
    remove(plan, "Школа")
    undo(plan)

    after = last_step(plan=plan)
    assert before is not None
    assert after is not None
    assert after.batch == before.batch
    assert PlanChange.objects.filter(undone_at=NOW).count() == 2


def test_undoing_counts_as_a_change_for_feeds(plan: Plan) -> None:
    remove(plan, "Школа")
    revision = Plan.objects.get().revision
    undo(plan)

    assert Plan.objects.get().revision > revision
    assert row_named(plan, "Школа").event.sequence == 1


def test_many_rows_of_a_step_are_named_briefly(plan: Plan) -> None:
    add(sections_of(plan)[0], "А", "Б", "В", "Г", "Д")

    step = last_step(plan=plan)
    assert step is not None
    assert (step.count, step.words) == (
        5,
        "Добавлена строка «А»; Добавлена строка «Б»; Добавлена строка «В» и ещё 2",
    )


def test_a_plan_nobody_has_changed_has_no_step(plan: Plan) -> None:
    PlanChange.objects.all().delete()

    assert last_step(plan=plan) is None
    assert refusal(plan) == "undo.nothing"


def test_a_step_seen_on_an_old_page_is_not_taken_for_the_last(plan: Plan) -> None:
    with pytest.raises(RuleViolation) as refused:
        undo_last_change(plan=plan, actor=SYSTEM, now=NOW, batch=uuid4())

    assert refused.value.code == "undo.other"


def test_words_typed_past_the_history_are_not_lost(plan: Plan) -> None:
    item = row_named(plan, "Школа")
    change(item, "Школа", "г. Псков")
    stored = locked_items(plan, [item.pk])
    other = row_draft(row_named(plan, "Турнир"))
    write_changed(plan=locked_plan(plan.pk), changes=[(stored[0], other)], now=NOW)
    before = state_of(plan)

    assert refusal(plan) == "undo.changed"
    assert state_of(plan) == before


def test_a_row_that_has_gone_is_named(plan: Plan) -> None:
    change(row_named(plan, "Школа"), "Школа", "г. Псков")
    PlanItem.objects.filter(event__title="Школа").delete()

    assert refusal(plan) == "undo.gone"


def test_a_section_that_got_rows_is_not_undone_with_them(plan: Plan) -> None:
    section = add_section(plan=plan, words=SectionWords("Культура"), actor=SYSTEM, now=NOW)
    PlanItem.objects.filter(event__title="Школа").update(section=section)

    assert refusal(plan) == "undo.has_rows"


def test_typed_changes_are_taken_back_in_an_open_amendment(plan: Plan) -> None:
    Plan.objects.update(state="published")
    locked = locked_plan(plan.pk)
    (item,) = locked_items(plan, [row_named(plan, "Школа").pk])
    before, after = row_draft(item), row_draft(row_named(plan, "Турнир"))
    write_changed(plan=locked, changes=[(item, after)], now=NOW)
    change = ChangeDraft(
        ChangeKind.POSTPONE, "Перенос", item, item.event.uid, before, row_draft(item)
    )
    record_changes(
        plan=locked, changes=[change], grounds=Grounds("нет помещения"), actor=SYSTEM, now=NOW
    )

    assert undo(plan) == "Перенос"
    assert row_draft(row_named(plan, "Школа")) == before
    assert refusal(plan) == "undo.approved"


def test_a_step_of_an_approved_amendment_stays(plan: Plan) -> None:
    Plan.objects.update(state="published")
    item = row_named(plan, "Школа")
    change = ChangeDraft(ChangeKind.POSTPONE, "Перенос", item, item.event.uid)
    record_changes(
        plan=locked_plan(plan.pk), changes=[change], grounds=Grounds("причина"), actor=SYSTEM,
        now=NOW,
    )  # fmt: skip
    plan.amendments.update(state="approved")

    assert refusal(plan) == "undo.approved"


def test_who_may_not_change_may_not_undo(plan: Plan) -> None:
    reader = acting(make_user("reader", Role.AUDITOR, owner=plan.owner))

    assert [refusal(plan, actor) for actor in (NOBODY, reader)] == ["plan.change.forbidden"] * 2


def test_a_coordinator_takes_back_the_own_step_only(plan: Plan) -> None:
    body = make_body(plan.owner, "Секция «Спорт»")
    user = make_user("c", Role.BODY_COORDINATOR, owner=plan.owner, body=body)
    actor = acting(user)

    assert refusal(plan, actor) == "undo.not_own"
    remove(plan, "Турнир", actor=actor)
    assert undo(plan, actor) == "Удалена строка «Турнир»"
