"""The plan as the document, and the remarks about it."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import timings
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.evidence.models import Finding
from mezhgorod.planning.models import ItemCell
from mezhgorod.website.pages import plan_document

pytestmark = [pytest.mark.django_db, pytest.mark.http]

DOCUMENT = "/plans/plan-2023/document/"


def cells(page: str) -> list[str]:
    return re.findall(r'<td class="verbatim [^"]*"[^>]*>(?:<a [^>]*>)?([^<]*)', page)


def test_cells_stand_word_for_word_with_their_line_breaks(client: Client) -> None:
    section = make_section(make_plan())
    make_item(
        section, "Вебинар  «Бюджет»", timings.day("30 марта\n\n(перенос)", "2023-03-30"),
        make_city("Киров", "kirov"),
    )  # fmt: skip

    page = client.get(DOCUMENT).content.decode()

    assert cells(page) == ["Вебинар  «Бюджет»", "Киров", "30 марта\n\n(перенос)"]
    assert re.findall(r'<th scope="col">([^<]+)</th>', page) == [
        "Мероприятие", "Место проведения", "Дата",
    ]  # fmt: skip


def test_inherited_cell_is_marked(client: Client) -> None:
    item = make_item(make_section(make_plan()))
    ItemCell.objects.filter(item=item, role="place").update(is_inherited=True)

    page = client.get(DOCUMENT).content.decode()

    assert page.count('<td class="verbatim place inherited"') == 1
    assert "(из объединённой ячейки)" in page


def test_section_with_other_columns_is_a_table_of_its_own(client: Client) -> None:
    plan = make_plan()
    make_item(make_section(plan, "Мероприятия"))
    item = make_item(make_section(plan, "Юбилеи городов", "II"))
    item.cells.filter(role="place").update(role="other:Возраст", text="145 лет")

    page = client.get(DOCUMENT).content.decode()

    assert page.count("<table") == 2
    assert "145 лет" in cells(page)
    assert '<th scope="col">Возраст</th>' in page


def test_filter_works_in_the_document(client: Client) -> None:
    section = make_section(make_plan())
    make_item(section, "Первое", timings.MAY)
    make_item(section, "Второе", timings.FEBRUARY_9)

    page = client.get(f"{DOCUMENT}?timing=exact").content.decode()

    assert cells(page)[0] == "Второе"
    assert "Первое" not in cells(page)


def test_long_document_goes_on_on_the_next_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_document, "SHOWN_ROWS", 1)
    section = make_section(make_plan())
    make_item(section, "Первое")
    make_item(section, "Второе")

    first = client.get(DOCUMENT).content.decode()
    second = client.get(f"{DOCUMENT}?start=1").content.decode()

    assert (cells(first)[0], cells(second)[0]) == ("Первое", "Второе")
    assert f'href="{DOCUMENT}?start=1"' in first


@pytest.mark.parametrize("rows", [1, 3])
def test_document_asks_the_same_queries_for_any_number_of_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    section = make_section(make_plan())
    for _ in range(rows):
        make_item(section)

    with django_assert_num_queries(13):
        client.get(DOCUMENT)


def make_findings(rows: int) -> None:
    plan = make_plan()
    section = make_section(plan)
    for number in range(1, rows + 1):
        item = make_item(section, f"Строка {number}")
        finding = Finding.objects.create(
            document=plan.document, code="timing.long", severity="warning", table=1, row=number,
            message="Срок длиннее месяца, проверьте.", evidence="21 июня-\n22июля",
        )  # fmt: skip
        item.findings.add(finding)


def test_findings_tell_place_and_lead_to_row_and_event(client: Client) -> None:
    make_findings(1)
    Finding.objects.create(
        document_id=Finding.objects.values_list("document_id", flat=True)[0],
        code="plan.period", severity="error", message="Период не назван.",
    )  # fmt: skip

    page = client.get("/plans/plan-2023/findings/").content.decode()

    assert re.findall(r"<h2>(\w+) <", page) == ["Ошибки", "Проверьте"]
    assert "Таблица 1, строка 1" in page
    assert "Документ целиком" in page
    assert re.search(r'href="/plans/plan-2023/document/#row-\d+"', page)
    assert 'Замечания <span class="count warn">2</span>' in page


def test_same_remark_is_said_once_with_all_its_places(client: Client) -> None:
    make_findings(3)

    page = client.get("/plans/plan-2023/findings/").content.decode()

    assert page.count("Срок длиннее месяца") == 1
    assert "3\N{NO-BREAK SPACE}места" in page
    assert re.findall(r"<li[^>]*><span[^>]*>(Таблица 1, строка \d)", page) == [
        f"Таблица 1, строка {number}" for number in (1, 2, 3)
    ]


def test_remarks_for_information_do_not_warn(client: Client) -> None:
    make_findings(1)
    Finding.objects.update(severity="info")

    page = client.get("/plans/plan-2023/findings/").content.decode()

    assert 'Замечания <span class="count">1</span>' in page


def test_plan_without_findings_says_so(client: Client) -> None:
    make_item(make_section(make_plan()))

    page = client.get("/plans/plan-2023/findings/").content.decode()

    assert "К этому плану замечаний нет" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_findings_ask_the_same_queries_for_any_number_of_them(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    make_findings(rows)

    with django_assert_num_queries(9):
        client.get("/plans/plan-2023/findings/")
