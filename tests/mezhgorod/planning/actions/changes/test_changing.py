"""Typed changes of rows: what the plan says then, what is kept, what is refused."""

from uuid import uuid4

import pytest
from tests.factories.approvals import GROUNDS, NOW, make_draft, rows_of, said
from tests.factories.people import actor_with, make_owner

from mezhgorod.planning.actions.changes.changing import (
    cancel,
    change_format,
    change_host,
    fix_date,
    postpone,
    replace_item,
)
from mezhgorod.planning.actions.changes.regrouping import (
    add_item,
    merge_items,
    remove_item,
    split_item,
)
from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.actions.rows.writing import RowPlace
from mezhgorod.planning.models import Plan, PlanChange, PlanVersion
from mezhgorod.planning.rules import AttendanceMode, PlanState, TimingStatus
from mezhgorod.registry.rules import SYSTEM, Role, RuleViolation

pytestmark = pytest.mark.django_db
COMMON = {"grounds": GROUNDS, "actor": SYSTEM, "now": NOW}


@pytest.fixture
def plan() -> Plan:
    return make_draft(PlanState.PUBLISHED)


def test_postponing_keeps_the_old_row_the_reason_and_the_first_version(plan: Plan) -> None:
    forum = rows_of(plan)[0]

    change = postpone(item=forum, wording="29 мая", **COMMON)

    assert said(plan)[0] == ("Форум малых городов", "29 мая")
    assert change is not None
    assert (change.before["timing"]["text"], change.after["timing"]["text"]) == ("15 мая", "29 мая")
    assert (change.reason, change.summary) == (
        "Совпало с днём выборов",
        "Перенесено: Форум малых городов. Было: 15 мая; стало: 29 мая.",
    )
    version = PlanVersion.objects.get()
    kept = version.data["draft"]["sections"][0]["items"][0]
    assert (version.number, kept["timing"]["text"]) == (1, "15 мая")


def test_the_former_time_may_be_printed_beside_the_new_one(plan: Plan) -> None:
    forum = rows_of(plan)[0]

    postpone(item=forum, wording="29 мая", keeps_former=True, **COMMON)

    event = rows_of(plan)[0].event
    assert (event.timing_text, event.timing_status) == (
        "29 мая (перенесено с 15 мая)",
        TimingStatus.POSTPONED,
    )


def test_postponed_without_a_date_says_so(plan: Plan) -> None:
    postpone(item=rows_of(plan)[0], wording="  ", **COMMON)

    event = rows_of(plan)[0].event
    assert (event.timing_text, event.timing_kind) == ("срок уточняется", "unscheduled")


def test_a_time_nobody_understands_is_refused_and_nothing_is_written(plan: Plan) -> None:
    with pytest.raises(RuleViolation) as refused:
        postpone(item=rows_of(plan)[0], wording="когда расцветут яблони", **COMMON)

    assert (refused.value.code, refused.value.field) == ("change.timing", "wording")
    assert said(plan)[0] == ("Форум малых городов", "15 мая")
    assert not PlanVersion.objects.exists()


def test_an_approved_plan_asks_for_a_reason_and_a_draft_does_not(plan: Plan) -> None:
    with pytest.raises(RuleViolation) as refused:
        postpone(item=rows_of(plan)[0], wording="29 мая", grounds=Grounds(), actor=SYSTEM, now=NOW)
    assert refused.value.field == "reason"
    plan.state = PlanState.DRAFT
    plan.save()

    change = postpone(
        item=rows_of(plan)[0], wording="29 мая", grounds=Grounds(), actor=SYSTEM, now=NOW
    )

    assert change is not None
    assert (change.amendment, PlanVersion.objects.count()) == (None, 0)


def test_saying_the_same_again_changes_nothing(plan: Plan) -> None:
    postpone(item=rows_of(plan)[0], wording="29 мая", **COMMON)
    sequence = rows_of(plan)[0].event.sequence

    assert postpone(item=rows_of(plan)[0], wording="29 мая", **COMMON) is None
    assert rows_of(plan)[0].event.sequence == sequence


def test_a_row_without_a_date_gets_one(plan: Plan) -> None:
    meeting = rows_of(plan)[2]

    fix_date(item=meeting, wording="7 сентября", **COMMON)

    assert said(plan)[2] == ("Заседание секции", "7 сентября")
    with pytest.raises(RuleViolation, match="Здесь назначают дату"):
        fix_date(item=rows_of(plan)[2], wording="по согласованию", **COMMON)


def test_a_cancelled_row_keeps_its_place_and_its_days(plan: Plan) -> None:
    cancel(item=rows_of(plan)[0], **COMMON)

    event = rows_of(plan)[0].event
    assert (event.timing_text, event.timing_status, str(event.earliest)) == (
        "15 мая (отменено)",
        TimingStatus.CANCELLED,
        "2023-05-15",
    )
    assert cancel(item=rows_of(plan)[0], **COMMON) is None


def test_another_city_and_another_format(plan: Plan) -> None:
    change_host(item=rows_of(plan)[1], wording="г. Тверь", **COMMON)
    change_format(item=rows_of(plan)[1], mode=AttendanceMode.ONLINE, **COMMON)

    event = rows_of(plan)[1].event
    assert [place.municipality.name for place in event.places.all()] == ["Тверь"]
    assert (event.attendance_mode, event.timing_text) == ("online", "июнь")


def test_another_event_in_place_of_a_row(plan: Plan) -> None:
    change = replace_item(
        item=rows_of(plan)[1],
        cells=(("title", "Форум мэров"), ("place", "г. Тула"), ("timing", "июль")),
        **COMMON,
    )

    assert said(plan)[1] == ("Форум мэров", "июль")
    assert change is not None
    assert change.summary == "Заменено: Семинар по туризму. Стало: Форум мэров."


def test_a_row_is_split_into_two_right_below_each_other(plan: Plan) -> None:
    parts = (
        (("title", "Форум, 1-й этап"), ("place", "г. Вологда"), ("timing", "15 мая")),
        (("title", "Форум, 2-й этап"), ("place", "г. Псков"), ("timing", "20 июня")),
    )

    changes = split_item(item=rows_of(plan)[0], parts=parts, **COMMON)

    assert said(plan) == [
        ("Форум, 1-й этап", "15 мая"),
        ("Форум, 2-й этап", "20 июня"),
        ("Семинар по туризму", "июнь"),
        ("Заседание секции", "по согласованию"),
    ]
    assert len({one.batch for one in changes}) == 1


def test_two_rows_become_one_and_the_other_stays_in_the_history(plan: Plan) -> None:
    first, second, _ = rows_of(plan)
    cells = (("title", "Форум и семинар"), ("place", "г. Псков"), ("timing", "июнь"))

    merge_items(items=[first, second], cells=cells, **COMMON)

    assert said(plan) == [("Форум и семинар", "июнь"), ("Заседание секции", "по согласованию")]
    gone = PlanChange.objects.get(event_uid=second.event.uid, after__isnull=True)
    assert gone.before["title"] == "Семинар по туризму"


def test_one_row_alone_is_neither_split_nor_merged(plan: Plan) -> None:
    one = rows_of(plan)[0]
    with pytest.raises(RuleViolation, match="хотя бы две строки"):
        merge_items(items=[one, one], cells=(("title", "Форум"),), **COMMON)
    with pytest.raises(RuleViolation, match="на две строки или больше"):
        split_item(item=one, parts=[(("title", "Форум"),)], **COMMON)


def test_rows_are_included_and_excluded_once_per_step(plan: Plan) -> None:
    step = Grounds("Решение Собрания", batch=uuid4())
    section = plan.sections.get()
    cells = (("title", "Новый форум"), ("timing", "август"))
    for _ in range(2):
        added = add_item(
            plan=plan, place=RowPlace(section), cells=cells, grounds=step, actor=SYSTEM, now=NOW
        )
    assert len(rows_of(plan)) == 4
    assert added.item is not None

    change = remove_item(item=added.item, **COMMON)

    assert len(rows_of(plan)) == 3
    assert change.before["title"] == "Новый форум"
    with pytest.raises(RuleViolation, match="Этой строки в плане больше нет"):
        postpone(item=added.item, wording="май", **COMMON)


@pytest.mark.parametrize("wording", ["м" * 100_000, "29 мая\0"])
def test_endless_and_unreadable_wordings_are_refused(plan: Plan, wording: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        postpone(item=rows_of(plan)[0], wording=wording, **COMMON)

    assert refused.value.field == "wording"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.APPROVER, Role.BODY_COORDINATOR, Role.CLERK])
def test_only_those_who_make_the_plan_change_an_approved_one(plan: Plan, role: Role) -> None:
    with pytest.raises(RuleViolation) as refused:
        cancel(item=rows_of(plan)[0], grounds=GROUNDS, actor=actor_with(role, plan.owner), now=NOW)

    assert refused.value.code == "plan.amend.forbidden"
    assert said(plan)[0] == ("Форум малых городов", "15 мая")


def test_the_directorate_of_another_association_changes_nothing(plan: Plan) -> None:
    foreign = actor_with(Role.DIRECTORATE, make_owner("Другая ассоциация"))

    with pytest.raises(RuleViolation, match="У вас нет права"):
        cancel(item=rows_of(plan)[0], grounds=GROUNDS, actor=foreign, now=NOW)
