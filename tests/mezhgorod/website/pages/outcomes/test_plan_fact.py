"""«План и факт»: shares with their drawing, rows, the plan as a file with «Результат»."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.held_pages import HeldPages, make_held_pages
from tests.factories.people import make_owner, make_user
from tests.factories.plans import make_city, make_item

from mezhgorod.outcomes.actions import begin_held, change_held
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.planning.models import Event, Plan
from mezhgorod.registry.rules import SYSTEM, Role
from planbook.readers import read_document

WORDS = "Проведено 17 мая 2023, Вологда. Приняты решения."
pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]


@pytest.fixture
def pages() -> HeldPages:
    return make_held_pages()


def page(pages: HeldPages, name: str = "plan_fact", *more: object) -> str:
    return reverse(name, args=(pages.plan.slug, *more))


def held(pages: HeldPages, event: HeldEvent | None = None) -> None:
    values = {"outcome": "held", "timing_text": "17 мая 2023", "result": "Приняты решения."}
    change_held(held=event or pages.held, values=values, actor=SYSTEM, now=timezone.now())  # type: ignore[arg-type]


def test_shares_are_drawn_and_said(pages: HeldPages) -> None:
    client = pages.client()
    before = client.get(page(pages))
    held(pages)
    after = client.get(page(pages), {"by": "city", "show": "held"})

    assert "Нет сведений" in before.text
    assert 'aria-label="нет сведений: 1"' in before.text
    assert "<b>100 %</b>" in after.text
    assert WORDS in after.text.replace("\xa0", " ")


@pytest.mark.parametrize("extension", ["xlsx", "docx"])
def test_files_have_the_columns_of_the_plan_and_the_result(
    pages: HeldPages, extension: str
) -> None:
    held(pages)

    answer = pages.client().get(page(pages, "plan_fact_download", extension))

    document = read_document(BytesIO(answer.content).getvalue(), file_name=f"x.{extension}")
    words = [cell.text for table in document.tables() for row in table.rows for cell in row.cells]
    assert "Результат" in words
    assert WORDS in words


def test_before_anything_is_due_there_is_no_file(pages: HeldPages) -> None:
    far = date(2199, 5, 17)
    Event.objects.update(earliest=far, latest=far)
    Plan.objects.update(period_end=date(2199, 12, 31))

    shown = pages.client().get(page(pages))
    refused = pages.client().get(page(pages, "plan_fact_download", "docx"), follow=True)

    assert "Срок ни одной строки ещё не наступил." in shown.text
    assert page(pages, "plan_fact_download", "docx") not in shown.text
    assert "отчитываться пока не о чем" in refused.text


def test_the_title_of_a_file_is_in_its_case(pages: HeldPages) -> None:
    held(pages)
    lines = ["ПЛАН", "проведения мероприятий"]
    Plan.objects.filter(pk=pages.plan.pk).update(title_lines=lines)

    answer = pages.client().get(page(pages, "plan_fact_download", "docx"))

    document = read_document(BytesIO(answer.content).getvalue(), file_name="x.docx")
    told = [line for one in document.paragraphs() for line in one.text.splitlines()]
    assert told[:3] == ["ОТЧЁТ О ВЫПОЛНЕНИИ", "ПЛАНА", "проведения мероприятий"]


def test_only_those_who_read_drafts_compare(pages: HeldPages) -> None:
    foreign = Client()
    foreign.force_login(make_user("far", Role.DIRECTORATE, owner=make_owner("Другой союз")))

    for name, more in (("plan_fact", ()), ("plan_fact_download", ("xlsx",))):
        assert Client().get(page(pages, name, *more))["Location"].startswith("/login/")
        assert foreign.get(page(pages, name, *more)).status_code == 403
    assert pages.client().get(page(pages, "plan_fact_download", "exe")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_few_and_many_rows_cost_the_same(
    pages: HeldPages, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        item = make_item(pages.item.section, f"Форум {number}", city=make_city("Тверь", "tver"))
        made = begin_held(event=item.event, owner=pages.owner, actor=SYSTEM, now=timezone.now())
        held(pages, made)
    client = pages.client()
    client.get("/")

    with django_assert_num_queries(19):
        client.get(page(pages))
