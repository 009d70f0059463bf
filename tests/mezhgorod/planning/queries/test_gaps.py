"""What a draft lacks: each kind of gap, and rows that lack nothing."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.composed import (
    NO_GROUNDS,
    NOW,
    add,
    composed_plan,
    filled_plan,
    row_named,
    sections_of,
)

from mezhgorod.evidence.models import Finding
from mezhgorod.planning.actions.rows.row_editing import add_rows
from mezhgorod.planning.actions.rows.writing import RowPlace
from mezhgorod.planning.models import ItemRemark, Plan
from mezhgorod.planning.queries.gaps import gap_kinds, gaps_of, gaps_of_row
from mezhgorod.registry.rules import SYSTEM

pytestmark = pytest.mark.django_db


def told(plan: Plan) -> list[tuple[str, str]]:
    return [(gap.item.event.title if gap.item else "", gap.words) for gap in gaps_of(plan=plan)]


def with_row(place: str, timing: str) -> Plan:
    plan = composed_plan(headings=("I. Семинары",))
    row = (("title", "Форум"), ("place", place), ("timing", timing))
    add_rows(
        plan=plan, place=RowPlace(sections_of(plan)[0]), rows=[row], grounds=NO_GROUNDS,
        actor=SYSTEM, now=NOW,
    )  # fmt: skip
    return plan


@pytest.mark.parametrize(
    ("place", "timing", "expected"),
    [
        ("г. Вологда", "май", []),
        ("г. Вологда", "в течение года", []),
        ("г. Вологда", "по согласованию", ["нет срока: «по согласованию»"]),
        ("г. Вологда", "когда рак свистнет", ["срок не понят: «когда рак свистнет»"]),
        ("г. Вологда", "12 мая 2031 года", ["срок вне периода плана: «12 мая 2031 года»"]),
        ("", "май", ["нет города и места"]),
        ("дистанционно", "май", []),
    ],
)
def test_a_row_lacks_what_it_does_not_say(place: str, timing: str, expected: list[str]) -> None:
    assert [words for _, words in told(with_row(place, timing))] == expected


def test_a_heading_without_rows_is_a_gap() -> None:
    plan = composed_plan()
    add(sections_of(plan)[0], "Форум")

    (gap,) = gaps_of(plan=plan)
    assert (gap.item, gap.section.heading, gap.words) == (None, "Спорт", "раздел без строк")


def test_open_remarks_count_and_closed_ones_and_notes_do_not() -> None:
    plan = filled_plan()
    for number, (title, severity, state) in enumerate(
        [("Форум", "warning", "open"), ("Школа", "info", "open"), ("Турнир", "error", "dismissed")]
    ):
        finding = Finding.objects.create(
            document=plan.document, code=f"row.{number}", severity=severity, state=state
        )
        row_named(plan, title).findings.add(finding)
    ItemRemark.objects.create(
        plan=plan, item=row_named(plan, "Турнир"), row_text="Турнир", text="Уточнить", at=NOW
    )

    assert told(plan) == [
        ("Форум", "есть открытые замечания"),
        ("Турнир", "есть открытые замечания"),
    ]


def test_gaps_take_as_many_queries_for_many_rows_as_for_few(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = filled_plan()
    with django_assert_num_queries(3):
        gaps_of(plan=plan)
    add(sections_of(plan)[0], "А", "Б", "В")
    with django_assert_num_queries(3):
        gaps_of(plan=plan)


def test_one_row_lacks_what_the_whole_plan_tells_of_it(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = with_row("", "по согласованию")
    add(sections_of(plan)[0], "Полная строка")
    bare, full = (row_named(plan, title) for title in ("Форум", "Полная строка"))

    with django_assert_num_queries(4):
        found = gaps_of_row(plan=plan, item_id=bare.pk)

    assert [gap.words for gap in found] == ["нет срока: «по согласованию»", "нет города и места"]
    assert {gap.item for gap in found} == {bare}
    assert found == gaps_of(plan=plan)
    assert gaps_of_row(plan=plan, item_id=full.pk) == []


def test_kinds_alone_are_those_of_the_gaps(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = with_row("", "по согласованию")
    add(sections_of(plan)[0], "Полная строка")
    bare = row_named(plan, "Форум")

    with django_assert_num_queries(2):
        kinds = gap_kinds(plan=plan)

    told = [(gap.item.pk, gap.kind) for gap in gaps_of(plan=plan) if gap.item is not None]
    assert [
        (pk, kind) for pk, all_of_row in sorted(kinds.items()) for kind in all_of_row
    ] == sorted(told, key=lambda pair: pair[0])
    assert kinds[bare.pk] == ("no_date", "no_place")
