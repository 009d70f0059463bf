"""A new document meets what people have changed: nothing of theirs is lost without a word."""

from dataclasses import replace

import pytest
from tests.factories.drafts import JUNE, MAY, YAROSLAVL, day, plan, row, section
from tests.factories.runs import LATER, NOW, ready_run

from mezhgorod.intake.actions import apply_run
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.queries import comparison_of
from mezhgorod.planning.actions import edit_row
from mezhgorod.planning.models import Event, ItemCell, ItemContent, Plan, PlanItem
from mezhgorod.registry.rules import SYSTEM, RuleViolation
from planbook.plans import EventDraft, PlanDraft

pytestmark = pytest.mark.django_db

FORUM = row("Форум", MAY)
TWELFTH = day("12 мая", 5, 12)
REST = tuple(row(f"Чтения {number}", at=number) for number in range(2, 8))


def edition(forum: EventDraft | None = FORUM) -> PlanDraft:
    return plan(section("I. Форумы", *((forum,) if forum else ()), *REST))


def said(one: EventDraft, **fields: object) -> EventDraft:
    """The row with other words in the cells of the changed fields."""
    changed = replace(one, **fields)  # type: ignore[arg-type]
    return replace(changed, cells=row(changed.title, changed.timing, changed.places).cells)


def apply(draft: PlanDraft, content: str, **options: object) -> ExtractionRun:
    return apply_run(run=ready_run(draft, content=content), actor=SYSTEM, now=NOW, **options)


def edit(**fields: object) -> PlanItem:
    item = PlanItem.objects.get(event__title="Форум")
    return edit_row(item=item, row=said(FORUM, **fields), now=LATER)


def timing_and_place() -> tuple[str, list[str]]:
    item = PlanItem.objects.select_related("event").get(event__title="Форум")
    return item.event.timing_text, [one.text for one in item.event.places.all()]


def test_edit_row_changes_event_cells_and_content() -> None:
    apply(edition(), "1")

    item = edit(timing=TWELFTH)

    content = ItemContent.objects.get(item=item)
    cells = ItemCell.objects.filter(item=item).values_list("text", flat=True)
    assert (item.event.timing_edtf, list(cells)) == ("2023-05-12", ["Форум", "Вологда", "12 мая"])
    assert (content.imported["timing"]["text"], content.current["timing"]["text"]) == (
        "май",
        "12 мая",
    )


def test_edit_row_counts_the_change_for_feeds_and_pages() -> None:
    apply(edition(), "1")

    item = edit(timing=TWELFTH)

    assert (item.event.sequence, Plan.objects.get().revision) == (1, 2)


def test_a_new_document_keeps_an_edit_it_does_not_speak_of() -> None:
    apply(edition(), "1")
    edit(timing=TWELFTH)

    apply(edition(said(FORUM, places=(YAROSLAVL,))), "2")

    assert timing_and_place() == ("12 мая", ["Ярославль"])


def test_a_kept_edit_is_still_an_edit_after_the_merge() -> None:
    apply(edition(), "1")
    edit(timing=TWELFTH)
    apply(edition(said(FORUM, places=(YAROSLAVL,))), "2")

    content = ItemContent.objects.get(item__event__title="Форум")

    assert content.edited is not None
    assert [content.imported["timing"]["text"], content.edited["timing"]["text"]] == [
        "май",
        "12 мая",
    ]


def test_the_same_document_again_leaves_an_edit_alone() -> None:
    apply(edition(), "1")
    edit(timing=TWELFTH)

    apply(edition(), "1")

    assert timing_and_place() == ("12 мая", ["Вологда"])


def test_a_disputed_facet_is_told_with_all_three_wordings() -> None:
    apply(edition(), "1")
    edit(timing=TWELFTH)
    comparison = comparison_of(
        ready_run(edition(said(FORUM, timing=JUNE)), content="2"), actor=SYSTEM
    )

    assert comparison is not None
    conflicts = [one for change in comparison.disputed for one in change.conflicts]
    assert [(one.facet.name, one.base, one.theirs, one.ours) for one in conflicts] == [
        ("timing", "май", "июнь", "12 мая")
    ]


@pytest.mark.parametrize(
    ("choices", "timing"),
    [(None, "12 мая"), ({0: {"timing": "ours"}}, "12 мая"), ({0: {"timing": "theirs"}}, "июнь")],
    ids=["nobody decides", "ours", "theirs"],
)
def test_a_person_decides_a_dispute(choices: object, timing: str) -> None:
    apply(edition(), "1")
    edit(timing=TWELFTH)

    apply(edition(said(FORUM, timing=JUNE)), "2", choices=choices)

    assert timing_and_place() == (timing, ["Вологда"])


def test_a_row_that_people_changed_does_not_go_without_a_word() -> None:
    apply(edition(), "1")
    edit(timing=TWELFTH)

    with pytest.raises(RuleViolation) as refused:
        apply(edition(None), "2")

    assert (refused.value.code, refused.value.message) == (
        "run.mass_removal",
        "Новый документ убирает из плана строк: 1 из 7 (в том числе исправленных людьми: 1). "
        "Если это не ошибка и не документ другого периода, подтвердите удаление.",
    )


def test_a_changed_row_is_found_by_what_its_document_said() -> None:
    apply(edition(), "1")
    renamed = said(FORUM, timing=TWELFTH, places=(YAROSLAVL,))
    item = PlanItem.objects.get(event__title="Форум")
    edit_row(item=item, row=replace(renamed, title="Большая встреча"), now=LATER)

    apply(edition(), "2")

    assert list(Event.objects.filter(items=item).values_list("title", flat=True)) == [
        "Большая встреча"
    ]
