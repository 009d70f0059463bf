"""A stored plan comes back as the draft that was applied, to the last field."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.plans import make_item, make_plan, make_section

from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.queries import plan_draft
from planbook.plans import PlanDraft, extract_plan
from planbook.readers import read_document

pytestmark = pytest.mark.django_db
CORPUS = Path(__file__).resolve().parents[3] / "corpus"


def read(path: Path) -> PlanDraft:
    return replace(extract_plan(read_document(path)), findings=())


@pytest.mark.slow
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "path", sorted(CORPUS.glob("*-plan-*/source.txt")), ids=lambda p: p.parent.name
)
def test_real_plan_comes_back_as_it_was_read(path: Path) -> None:
    draft = read(path)
    plan = Plan.objects.get(title=draft.title)

    # The registry calls organizations by their names, without the abbreviation in brackets.
    assert plan_draft(plan=plan) == replace(draft, owner=plan.owner.name)


@pytest.mark.usefixtures("demo")
def test_chosen_rows_bring_only_their_sections() -> None:
    plan = Plan.objects.get(title__contains="основных мероприятий")
    items = PlanItem.objects.filter(section__plan=plan, event__title__contains="Спартакиада")

    draft = plan_draft(plan=plan, items=items)

    assert [(one.numeral, [row.title for row in one.items]) for one in draft.sections] == [
        ("III", ["XIX летняя Спартакиада Союза городов Центра и Северо-Запада России"])
    ]


@pytest.mark.usefixtures("demo")
def test_queries_do_not_depend_on_the_number_of_rows(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = Plan.objects.select_related("owner").get(title__contains="основных мероприятий")

    with django_assert_num_queries(3):
        plan_draft(plan=plan)


def test_row_without_whole_content_is_told_by_its_cells() -> None:
    plan = make_plan()
    make_item(make_section(plan), title="Форум")

    row = next(plan_draft(plan=plan).items())

    assert (row.title, [cell.text for cell in row.cells], row.timing.text) == (
        "Форум",
        ["Форум", "по назначению", "май"],
        "май",
    )
