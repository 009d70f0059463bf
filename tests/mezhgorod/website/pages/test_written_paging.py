"""A long report page by page: no list torn, headings with their text, links to the right page."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.factories.html import tree_of
from tests.factories.people import make_owner
from tests.factories.written_reports import draft, held_with, part_of, text_part

from mezhgorod.registry.models import User
from mezhgorod.reporting.actions.writing import BlockWords
from mezhgorod.reporting.models import Report, ReportBlock
from mezhgorod.reporting.rules import BlockKind
from mezhgorod.reporting.rules.content import LineRole, WrittenLine, WrittenSpan
from mezhgorod.website.pages.written_reports.paging import PAGE_SIGNS, PARTS_ON_PAGE, text_page

LONG = "Слово. " * (PAGE_SIGNS // 7 + 1)


def line(words: str, role: LineRole = LineRole.TEXT, part: int = 1) -> WrittenLine:
    return WrittenLine(role, (WrittenSpan(words),), part)


LINES = (
    line("Начало", LineRole.HEADING, 1),
    line(LONG, part=1),
    line("пункт", LineRole.ITEM, 1),
    line("Середина", LineRole.HEADING, 2),
    line("Абзац", part=2),
    line(LONG, part=3),
    line("Конец", LineRole.HEADING, 4),
    line("Итог", part=4),
)


def test_a_text_is_cut_where_no_list_is_torn_and_headings_stay_with_their_text() -> None:
    first, second, third = (text_page(LINES, number=number) for number in (1, 2, 3))

    assert [one.text[:8] for one in first.lines] == ["Начало", LONG[:8], "пункт"]
    assert [one.text[:8] for one in second.lines] == ["Середина", "Абзац", LONG[:8]]
    assert [one.text for one in third.lines] == ["Конец", "Итог"]
    assert [(one.title, one.page, one.anchor) for one in first.contents] == [
        ("Начало", 1, "part-1"),
        ("Середина", 2, "part-2"),
        ("Конец", 3, "part-4"),
    ]


@pytest.mark.parametrize(("number", "part", "found"), [(0, 0, 1), (9, 0, 3), (1, 3, 2), (2, 77, 2)])
def test_a_page_is_found_by_its_number_or_by_a_part(number: int, part: int, found: int) -> None:
    assert text_page(LINES, number=number, part=part).number == found


def test_for_print_all_is_one_page() -> None:
    assert text_page(LINES, is_whole=True).lines == LINES
    assert text_page((), number=3).lines == ()


@pytest.fixture
def report(client: Client, directorate: User) -> Report:
    client.force_login(directorate)
    held = held_with(make_owner(), "Вологда, Шуя")
    heading = BlockWords(BlockKind.HEADING, heading="Итоги")
    half = text_part(LONG[: PAGE_SIGNS // 2 + 1])
    return draft(half, half, heading, text_part("Были {итог}.", held), owner=held.owner)


@pytest.mark.django_db
@pytest.mark.http
@pytest.mark.once
def test_contents_and_findings_lead_to_the_page_of_a_part(client: Client, report: Report) -> None:
    address = f"/reports/written/{report.slug}/"
    wanted = part_of(report, 4).pk

    contents = tree_of(client.get(address)).xpath("//nav[@aria-label='Содержание отчёта']//a/@href")
    found = tree_of(client.get(f"{address}findings/")).xpath("//a[text()='В тексте']/@href")
    page = tree_of(client.get(f"{address}?part={wanted}"))

    assert contents == ["#text", f"?page=2#part-{part_of(report, 3).pk}"]
    assert set(found) == {f"{address}?part={wanted}#part-{wanted}"}
    assert page.xpath(f"//article//p[@id='part-{wanted}']")
    assert len(tree_of(client.get(f"{address}?all=1")).xpath("//article/p")) == 3


@pytest.mark.django_db
@pytest.mark.http
@pytest.mark.once
def test_the_editor_comes_back_to_the_page_of_the_part(client: Client, report: Report) -> None:
    ReportBlock.objects.bulk_create(
        ReportBlock(report=report, position=place, kind="text", template=f"Часть {place}.")
        for place in range(5, PARTS_ON_PAGE + 3)
    )
    last = part_of(report, PARTS_ON_PAGE + 1)
    address = f"/reports/written/{report.slug}/"

    second = tree_of(client.get(f"{address}edit/?page=2"))
    down = client.post(f"{address}parts/{last.pk}/do/", {"do": "down"})
    removed = client.post(f"{address}parts/{last.pk}/do/", {"do": "remove"})

    assert len(second.xpath("//li[starts-with(@id, 'part-')]")) == 2
    assert down["Location"] == f"{address}edit/?page=2#part-{last.pk}"
    assert removed["Location"] == f"{address}edit/?page=2"
