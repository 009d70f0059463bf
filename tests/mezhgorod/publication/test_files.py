"""Files of real plans: what is handed out is read back as the same plan."""

import re
from datetime import UTC, datetime

import pytest
from tests.mezhgorod.publication.test_calendars import LINKS

from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.queries import layout_choices, plan_draft
from mezhgorod.publication.files import WrittenFile, city_file, plan_file
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import NOBODY
from planbook.matching import compare_plans
from planbook.plans import PlanDraft, extract_plan
from planbook.readers import read_document
from planbook.writers import WRITERS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.slow]
NOW = datetime(2026, 3, 2, tzinfo=UTC)
UNION = "основных мероприятий на 2023"


def plan_of(words: str) -> Plan:
    return Plan.objects.select_related("owner").get(title__contains=words)


def written(plan: Plan, extension: str, **options: object) -> WrittenFile:
    layout = layout_choices(plan=plan)[0].layout
    return plan_file(plan=plan, layout=layout, extension=extension, links=LINKS, **options)  # type: ignore[arg-type]


def city_of(city: Municipality, extension: str) -> WrittenFile:
    return city_file(municipality=city, actor=NOBODY, extension=extension, links=LINKS, now=NOW)


def read(file: WrittenFile) -> PlanDraft:
    return extract_plan(read_document(file.content, file_name=file.name))


@pytest.mark.parametrize("extension", ["docx", "html", "pdf"])
@pytest.mark.parametrize("words", [UNION, "МАГ", "II полугодие 2022", "II полугодие 2023"])
def test_a_file_is_read_back_as_the_same_plan(words: str, extension: str) -> None:
    plan = plan_of(words)

    diff = compare_plans(plan_draft(plan=plan), read(written(plan, extension)))

    assert [row.title for row in diff.rows if row.before is None or row.after is None] == []
    changes = [change for row in diff.rows for change in row.changes]
    # Where a line of a .pdf ends in a hyphen, a space typed after it cannot be seen any more.
    is_pdf = extension == "pdf"
    seen = [one for one in changes if not is_pdf or bare(one.before) != bare(one.after)]
    assert seen == []


def bare(text: str) -> str:
    return re.sub(r"-\s+", "-", " ".join(text.split()))


@pytest.mark.parametrize("extension", list(WRITERS))
def test_every_format_is_written_the_same_twice(extension: str) -> None:
    plan = plan_of(UNION)

    assert written(plan, extension) == written(plan, extension)


def test_a_selection_holds_only_its_rows() -> None:
    plan = plan_of(UNION)
    items = PlanItem.objects.filter(section__plan=plan, event__title__contains="Спартакиада")

    file = written(plan, "docx", items=items)

    assert [row.title for row in read(file).items()] == [
        "XIX летняя Спартакиада Союза городов Центра и Северо-Запада России"
    ]


def test_a_city_is_written_with_the_plans_its_rows_stand_in() -> None:
    city = Municipality.objects.get(slug="vologda")

    file = city_of(city, "docx")

    draft = read(file)
    assert [
        (section.heading, len(section.items)) for section in draft.sections if section.items
    ] == [("План проведения основных мероприятий на 2023 год", 5)]


def test_a_city_keeps_rows_of_unpublished_plans_to_itself() -> None:
    Plan.objects.update(state="draft")
    city = Municipality.objects.get(slug="vologda")

    file = city_of(city, "csv")

    assert "Спартакиада" not in file.content.decode()
