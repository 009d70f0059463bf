"""Rows of a draft are added, changed and removed one by one; the rest of the plan stays."""

from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.composed import (
    NO_GROUNDS,
    NOW,
    add,
    cells,
    filled_plan,
    row_named,
    sections_of,
    titles_of,
)
from tests.factories.people import acting, make_body, make_owner, make_user

from mezhgorod.planning.actions.rows.row_editing import (
    RowConflict,
    SeenRow,
    add_rows,
    change_row,
    remove_rows,
)
from mezhgorod.planning.actions.rows.writing import RowPlace
from mezhgorod.planning.models import Event, Plan, PlanChange, PlanItem
from mezhgorod.planning.queries import plan_draft, row_draft
from mezhgorod.planning.rules import FROZEN_STATES
from mezhgorod.registry.rules import NOBODY, SYSTEM, Actor, Role, RuleViolation
from planbook.plans import event_from_dict

pytestmark = pytest.mark.django_db


def change(item: PlanItem, *said: str, seen: SeenRow | None = None, actor: Actor = SYSTEM):
    return change_row(
        item=item, cells=cells(*said), seen=seen, grounds=NO_GROUNDS, actor=actor, now=NOW
    )


def remove(*items: PlanItem, actor: Actor = SYSTEM) -> int:
    plan = items[0].section.plan
    return remove_rows(plan=plan, items=items, grounds=NO_GROUNDS, actor=actor, now=NOW)


def told(plan: Plan) -> list[tuple[str, str]]:
    return list(plan.changes.order_by("pk").values_list("kind", "summary"))


def test_an_added_row_is_understood_and_stands_where_it_was_put() -> None:
    plan = filled_plan()
    seminars, _ = sections_of(plan)

    (item,) = add(seminars, "V Съезд молодых специалистов", at=2)

    assert titles_of(plan) == {
        "Семинары": ["Форум", "V Съезд молодых специалистов", "Школа"],
        "Спорт": ["Турнир"],
    }
    event = item.event
    assert (event.edition, event.timing_edtf, event.places.get().municipality.name) == (
        5, "2027-05", "Вологда",
    )  # fmt: skip
    assert item.number == ""


def test_positions_of_the_whole_plan_follow_an_added_row() -> None:
    plan = filled_plan()
    add(sections_of(plan)[0], "Ещё одна", at=1)

    rows = PlanItem.objects.filter(section__plan=plan).order_by("section__position", "position")
    assert list(rows.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_a_row_goes_into_an_empty_section_and_past_the_end() -> None:
    plan = filled_plan()
    seminars, sport = sections_of(plan)
    remove(row_named(plan, "Турнир"))

    add(sport, "Кубок", at=9)
    add(seminars, "Последняя")

    assert titles_of(plan) == {
        "Семинары": ["Форум", "Школа", "Последняя"],
        "Спорт": ["Кубок"],
    }
    assert [row.title for row in plan_draft(plan=plan).items()] == [
        "Форум", "Школа", "Последняя", "Кубок",
    ]  # fmt: skip


def test_adding_a_row_writes_only_that_row(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = filled_plan()
    seminars, _ = sections_of(plan)
    known = set(PlanItem.objects.values_list("pk", "fingerprint"))
    revision = plan.changes.count()

    with django_assert_num_queries(25):
        add(seminars, "Новая", at=1)

    assert known < set(PlanItem.objects.values_list("pk", "fingerprint"))
    assert plan.changes.count() == revision + 1


def test_many_rows_are_added_in_as_many_statements_as_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = filled_plan()
    sections = sections_of(plan)
    with django_assert_num_queries(25):
        add(sections[0], *(f"Новая {number}" for number in range(9)))


def test_the_history_tells_what_was_added() -> None:
    plan = filled_plan()

    last = plan.changes.first()
    assert last is not None
    assert (last.kind, last.summary, last.before) == ("add", "Добавлена строка «Турнир»", None)
    assert event_from_dict(last.after) == row_draft(row_named(plan, "Турнир"))


def test_a_changed_row_keeps_its_number_its_event_and_the_revision_counts() -> None:
    plan = filled_plan()
    item = row_named(plan, "Форум")
    revision = Plan.objects.get().revision

    changed = change(item, "Форум", "г. Ярославль", "12 мая")

    assert isinstance(changed, PlanItem)
    event = Event.objects.get(uid=item.event.uid)
    assert (changed.pk, event.timing_edtf, event.sequence) == (item.pk, "2027-05-12", 1)
    assert event.places.get().municipality.name == "Ярославль"
    assert Plan.objects.get().revision == revision + 1
    assert told(plan)[-1] == ("edit", "Изменена строка «Форум»")


def test_a_row_that_says_the_same_is_not_told() -> None:
    plan = filled_plan()
    before = told(plan)

    change(row_named(plan, "Форум"), "Форум")

    assert told(plan) == before


def test_a_removed_row_goes_with_its_event_and_the_history_keeps_it() -> None:
    plan = filled_plan()
    item = row_named(plan, "Форум")
    said = row_draft(item)

    assert remove(item) == 1

    assert titles_of(plan) == {"Семинары": ["Школа"], "Спорт": ["Турнир"]}
    assert not Event.objects.filter(uid=item.event.uid).exists()
    kept = PlanChange.objects.get(kind="remove")
    assert (event_from_dict(kept.before), kept.event_uid) == (said, item.event.uid)


def test_a_row_removed_twice_is_removed_once() -> None:
    plan = filled_plan()
    item = row_named(plan, "Форум")

    assert (remove(item), remove(item)) == (1, 0)


def seen(item: PlanItem, *said: str) -> SeenRow:
    return SeenRow(item.fingerprint, cells(*said))


def test_two_people_change_different_cells_and_get_both_to_confirm() -> None:
    plan = filled_plan()
    item = row_named(plan, "Форум")
    first = seen(item, "Форум")
    change(item, "Форум", "г. Вологда", "12 мая")

    conflict = change(item, "Форум", "г. Ярославль", "май", seen=first)

    assert isinstance(conflict, RowConflict)
    assert conflict.merged is not None
    assert [(cell.role, cell.text) for cell in conflict.merged.cells] == [
        ("title", "Форум"), ("place", "г. Ярославль"), ("timing", "12 мая"),
    ]  # fmt: skip
    assert Event.objects.get(uid=item.event.uid).timing_edtf == "2027-05-12"


def test_two_people_change_one_cell_and_nobodys_words_are_lost() -> None:
    plan = filled_plan()
    item = row_named(plan, "Форум")
    first = seen(item, "Форум")
    change(item, "Форум", "г. Вологда", "12 мая")

    conflict = change(item, "Форум", "г. Вологда", "июнь", seen=first)

    assert isinstance(conflict, RowConflict)
    timings = [
        row.timing.text if row else None
        for row in (conflict.seen, conflict.current, conflict.typed, conflict.merged)
    ]
    assert timings == ["май", "12 мая", "июнь", None]


def test_the_history_knows_what_a_person_saw_who_only_knows_its_fingerprint() -> None:
    plan = filled_plan()
    item = row_named(plan, "Форум")
    first = SeenRow(PlanItem.objects.get(pk=item.pk).fingerprint)
    change(item, "Форум", "г. Вологда", "12 мая")

    conflict = change(item, "Форум", "г. Ярославль", "май", seen=first)

    assert isinstance(conflict, RowConflict)
    assert conflict.seen is not None
    assert conflict.merged is not None
    assert conflict.seen.timing.text == "май"


def test_typing_the_same_as_the_other_person_is_no_conflict() -> None:
    plan = filled_plan()
    item = row_named(plan, "Форум")
    first = seen(item, "Форум")
    change(item, "Форум", "г. Вологда", "12 мая")

    assert isinstance(change(item, "Форум", "г. Вологда", "12 мая", seen=first), PlanItem)


def test_words_typed_into_a_removed_row_come_back() -> None:
    plan = filled_plan()
    item = row_named(plan, "Форум")
    remove(item)

    conflict = change(item, "Форум", "г. Ярославль", seen=seen(item, "Форум"))

    assert isinstance(conflict, RowConflict)
    assert (conflict.item, conflict.current, conflict.typed.title) == (None, None, "Форум")


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        (("", "г. Вологда"), "row.no_title", "title"),
        (("Ф" * 100_000,), "row.too_long", "title"),
        (("Форум", "г" * 100_000), "row.too_long", "place"),
        (("Форум\0",), "row.nul", "title"),
    ],
)
def test_what_no_row_can_say_is_refused(said: tuple[str, ...], code: str, field: str) -> None:
    plan = filled_plan()
    before = titles_of(plan), told(plan)

    with pytest.raises(RuleViolation) as refused:
        change(row_named(plan, "Форум"), *said)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert (titles_of(plan), told(plan)) == before


def test_five_thousand_rows_fit_and_one_more_does_not() -> None:
    plan = filled_plan()
    place = RowPlace(sections_of(plan)[0])

    with pytest.raises(RuleViolation) as refused:
        add_rows(
            plan=plan, place=place, rows=[cells("Форум")] * 5_001, grounds=NO_GROUNDS,
            actor=SYSTEM, now=NOW,
        )  # fmt: skip

    assert refused.value.code == "row.too_many"


def code_of(action) -> str:
    try:
        action()
    except RuleViolation as refused:
        return refused.code
    return "done"


def test_only_makers_of_the_owner_change_rows() -> None:
    plan = filled_plan()
    foreign = make_user("foreign", Role.DIRECTORATE, owner=make_owner("Ассоциация «Другая»"))
    reader = make_user("reader", Role.AUDITOR, owner=plan.owner)
    maker = make_user("maker", Role.DIRECTORATE, owner=plan.owner)
    item = row_named(plan, "Форум")

    codes = [
        code_of(lambda actor=actor: change(item, "Форум", "г. Псков", actor=actor))
        for actor in (NOBODY, acting(foreign), acting(reader), acting(maker))
    ]

    assert codes == ["plan.change_own.forbidden"] * 3 + ["done"]


def test_a_coordinator_changes_rows_of_the_own_section_only() -> None:
    plan = filled_plan()
    sport = make_body(plan.owner, "Секция «Спорт»")
    coordinator = acting(
        make_user("coordinator", Role.BODY_COORDINATOR, owner=plan.owner, body=sport)
    )

    codes = [
        code_of(lambda title=title: remove(row_named(plan, title), actor=coordinator))
        for title in ("Форум", "Турнир")
    ]

    assert codes == ["plan.change_own.forbidden", "done"]


@pytest.mark.parametrize("state", sorted(FROZEN_STATES))
def test_rows_of_an_approved_plan_change_by_typed_changes_only(state: str) -> None:
    plan = filled_plan()
    Plan.objects.update(state=state)

    codes = {
        code_of(lambda: change(row_named(plan, "Форум"), "Форум", "г. Псков")),
        code_of(lambda: remove(row_named(plan, "Форум"))),
        code_of(lambda: add(sections_of(plan)[0], "Новая")),
    }

    assert codes == {"plan.frozen"}


def test_a_plan_in_the_archive_is_closed() -> None:
    plan = filled_plan()
    Plan.objects.update(state="archived")

    assert code_of(lambda: remove(row_named(plan, "Форум"))) == "plan.change_own.state"


def test_numbers_of_events_are_for_ever() -> None:
    item = row_named(filled_plan(), "Форум")
    uid: UUID = item.event.uid

    change(item, "Форум молодёжи")

    assert PlanItem.objects.get(pk=item.pk).event.uid == uid
