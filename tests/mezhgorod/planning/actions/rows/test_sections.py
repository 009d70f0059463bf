"""Sections of a draft: headings come, change, move and go; rows are never lost with them."""

import pytest
from tests.factories.composed import NOW, filled_plan, row_named, sections_of, titles_of
from tests.factories.people import acting, make_body, make_user

from mezhgorod.planning.actions.rows.sections import (
    SectionWords,
    add_section,
    move_section,
    remove_section,
    rename_section,
)
from mezhgorod.planning.models import PlanItem, PlanSection
from mezhgorod.registry.rules import SYSTEM, Role, RuleViolation

pytestmark = pytest.mark.django_db


def positions() -> list[tuple[str, int]]:
    items = PlanItem.objects.order_by("section__position", "position")
    return list(items.values_list("event__title", "position"))


def test_a_section_is_added_at_its_place_with_its_numeral() -> None:
    plan = filled_plan()

    added = add_section(
        plan=plan, words=SectionWords("III. Культура", position=2), actor=SYSTEM, now=NOW
    )

    assert list(titles_of(plan)) == ["Семинары", "Культура", "Спорт"]
    assert (added.numeral, added.heading_text, added.level) == ("III", "III. Культура", 1)


def test_a_section_is_renamed_and_keeps_its_rows() -> None:
    plan = filled_plan()
    seminars, _ = sections_of(plan)

    rename_section(section=seminars, heading="I. Обучение", actor=SYSTEM, now=NOW)

    assert titles_of(plan) == {"Обучение": ["Форум", "Школа"], "Спорт": ["Турнир"]}


def test_the_same_heading_is_not_told() -> None:
    plan = filled_plan()
    before = plan.changes.count()

    rename_section(section=sections_of(plan)[0], heading="I.  Семинары", actor=SYSTEM, now=NOW)

    assert plan.changes.count() == before


def test_a_section_moves_with_its_rows_and_their_positions() -> None:
    plan = filled_plan()

    move_section(section=sections_of(plan)[1], position=1, actor=SYSTEM, now=NOW)

    assert titles_of(plan) == {"Спорт": ["Турнир"], "Семинары": ["Форум", "Школа"]}
    assert positions() == [("Турнир", 1), ("Форум", 2), ("Школа", 3)]


def test_a_section_that_stays_is_not_told() -> None:
    plan = filled_plan()
    before = plan.changes.count()

    move_section(section=sections_of(plan)[1], position=9, actor=SYSTEM, now=NOW)

    assert plan.changes.count() == before


def test_an_empty_section_goes() -> None:
    plan = filled_plan()
    empty = add_section(plan=plan, words=SectionWords("Пусто"), actor=SYSTEM, now=NOW)

    assert remove_section(section=empty, actor=SYSTEM, now=NOW) == 0

    assert list(titles_of(plan)) == ["Семинары", "Спорт"]


def test_a_section_with_rows_goes_only_when_its_rows_have_a_place() -> None:
    plan = filled_plan()
    seminars, sport = sections_of(plan)

    with pytest.raises(RuleViolation, match="В разделе есть строки"):
        remove_section(section=seminars, actor=SYSTEM, now=NOW)
    with pytest.raises(RuleViolation, match="Выберите другой раздел"):
        remove_section(section=seminars, rows_to=seminars, actor=SYSTEM, now=NOW)
    assert remove_section(section=seminars, rows_to=sport, actor=SYSTEM, now=NOW) == 2

    assert titles_of(plan) == {"Спорт": ["Турнир", "Форум", "Школа"]}


def test_the_last_section_stays() -> None:
    plan = filled_plan()
    seminars, sport = sections_of(plan)
    remove_section(section=seminars, rows_to=sport, actor=SYSTEM, now=NOW)
    PlanItem.objects.all().delete()

    with pytest.raises(RuleViolation, match="единственный раздел"):
        remove_section(section=PlanSection.objects.get(pk=sport.pk), actor=SYSTEM, now=NOW)


@pytest.mark.parametrize("heading", ["", " \n ", "Р" * 100_000, "Раздел\0"])
def test_what_no_heading_can_be_is_refused(heading: str) -> None:
    plan = filled_plan()
    with pytest.raises(RuleViolation):
        add_section(plan=plan, words=SectionWords(heading), actor=SYSTEM, now=NOW)
    with pytest.raises(RuleViolation):
        rename_section(section=sections_of(plan)[0], heading=heading, actor=SYSTEM, now=NOW)
    assert list(titles_of(plan)) == ["Семинары", "Спорт"]


def test_a_coordinator_changes_rows_but_no_headings() -> None:
    plan = filled_plan()
    body = make_body(plan.owner, "Секция «Спорт»")
    actor = acting(make_user("c", Role.BODY_COORDINATOR, owner=plan.owner, body=body))
    section = row_named(plan, "Турнир").section

    for action in (
        lambda: add_section(plan=plan, words=SectionWords("Р"), actor=actor, now=NOW),
        lambda: rename_section(section=section, heading="Р", actor=actor, now=NOW),
        lambda: move_section(section=section, position=1, actor=actor, now=NOW),
        lambda: remove_section(section=section, actor=actor, now=NOW),
    ):
        with pytest.raises(RuleViolation, match="нет права менять строки проекта"):
            action()
