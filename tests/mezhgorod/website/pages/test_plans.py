"""The list of plans and the year board."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import timings
from tests.factories.plans import make_city, make_item, make_many, make_plan, make_section

from mezhgorod.planning.models import Plan
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import User
from mezhgorod.website.pages import plans as plans_page

pytestmark = [pytest.mark.django_db, pytest.mark.http]


def titles(page: str) -> list[str]:
    """Titles of the drawn rows, in order."""
    found = re.findall(r'<div class="name"><a href="[^"]+">([^<]+)</a>', page)
    return [title.replace("\N{NO-BREAK SPACE}", " ") for title in found]


def drawings(page: str) -> list[tuple[str, str]]:
    """Form and spoken words of every drawing, in order."""
    found = re.findall(r'<svg class="strip (\w+)" role="img" aria-label="([^"]+)"', page)
    return [(form, words.replace("\N{NO-BREAK SPACE}", " ")) for form, words in found]


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def board_of(*timings_of_rows: timings.Timing) -> Plan:
    plan = make_plan()
    section = make_section(plan)
    for number, timing in enumerate(timings_of_rows, start=1):
        make_item(section, f"Мероприятие {number}", timing, make_city("Вологда", "vologda"))
    return plan


def test_every_kind_of_timing_has_its_own_drawing(client: Client) -> None:
    board_of(*timings.EVERY_KIND)

    assert drawings(get(client, "/plans/plan-2023/")) == [
        ("block", "9 февраля: точный день 9 февраля 2023 года"),
        ("block", "25-27 августа: точные дни с 25 по 27 августа 2023 года"),
        ("within", "май: день не назван, когда-то с 1 по 31 мая 2023 года"),
        (
            "ambiguous",
            "май-июнь: с 1 мая по 30 июня 2023 года, "
            "всё это время или часть его (из текста не ясно)",
        ),
        ("line", "март-декабрь: всё это время с 1 марта по 31 декабря 2023 года"),
        ("rail", "ежеквартально: каждый квартал"),
        ("line", "постоянно: всё это время с 1 января по 31 декабря 2023 года"),
        ("none", "по согласованию: даты ещё нет"),
        ("unread", "когда расцветут яблони: срок не понят, посмотрите документ"),
    ]


def test_counts_of_the_plan_are_links_that_filter(client: Client) -> None:
    board_of(timings.FEBRUARY_9, timings.MAY, timings.SEPTEMBER, timings.QUARTERLY)

    page = get(client, "/plans/plan-2023/")

    facts = re.findall(r'<a href="([^"]+)"[^>]*><b>(\d+)</b> ([^<]+)</a>', page)
    assert facts == [
        ("/plans/plan-2023/", "4", "строки"),
        ("/plans/plan-2023/?timing=exact", "1", "с точной датой"),
        ("/plans/plan-2023/?timing=month", "2", "с месяцем"),
        ("/plans/plan-2023/?timing=recurring", "1", "каждый квартал"),
        ("/plans/plan-2023/list/?by=city", "1", "город"),
    ]
    assert titles(get(client, "/plans/plan-2023/?timing=month")) == [
        "Мероприятие 2",
        "Мероприятие 3",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("month=2023-05", ["Форум в Котласе", "Конкурс"]),
        ("month=2023-06", ["Конкурс"]),
        ("city=kotlas", ["Форум в Котласе"]),
        ("section=2", ["Обмен ценами"]),
        ("kind=форум", ["Форум в Котласе"]),
        ("attendance=online", ["Конкурс"]),
        ("timing=recurring", ["Обмен ценами"]),
        ("q=котласа", ["Форум в Котласе"]),
        ("q=ФОРУМОМ+КОТЛАС", ["Форум в Котласе"]),
        ("q=форум+цена", []),
        ("q=!!!", []),
        ("month=2023-05&attendance=online", ["Конкурс"]),
        ("city=nowhere", []),
        ("month=ерунда", ["Форум в Котласе", "Конкурс", "Обмен ценами"]),
    ],
)
def test_filter_keeps_rows_that_answer_all_of_it(
    client: Client, query: str, found: list[str]
) -> None:
    plan = make_plan()
    first, second = make_section(plan), make_section(plan, "Обмены", "II")
    make_item(first, "Форум в Котласе", timings.MAY, make_city("Котлас", "kotlas"), kind="форум")
    make_item(first, "Конкурс", timings.MAY_JUNE, None, attendance_mode="online")
    make_item(second, "Обмен ценами", timings.QUARTERLY)

    assert titles(get(client, f"/plans/plan-2023/?{query}")) == found


def test_number_of_results_is_said_in_a_live_region(client: Client) -> None:
    board_of(timings.MAY, timings.FEBRUARY_9)

    page = get(client, "/plans/plan-2023/?timing=exact")

    assert '<p role="status">Найдено: <b>1\N{NO-BREAK SPACE}строка</b></p>' in page
    assert '<a href="/plans/plan-2023/">Сбросить отбор</a>' in page


def test_empty_result_says_what_to_do(client: Client) -> None:
    board_of(timings.MAY)

    page = get(client, "/plans/plan-2023/?q=яхта")

    assert "Под этот отбор не подходит ни одна строка плана." in page


def test_long_section_gives_rows_away_and_short_ones_stay_whole(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans_page, "DRAWN_ROWS", 4)
    plan = make_plan()
    long, short = make_section(plan, "Длинный"), make_section(plan, "Короткий", "II")
    for number in range(1, 7):
        make_item(long, f"Строка {number}")
    make_item(short, "Одна строка")

    page = get(client, "/plans/plan-2023/")

    assert titles(page) == ["Строка 1", "Строка 2", "Строка 3", "Одна строка"]
    fold = '<a href="/plans/plan-2023/?section=1&amp;start=3"'
    assert page.count(fold) == 1
    assert "Показать ещё 3\N{NO-BREAK SPACE}строки раздела" in page
    assert titles(get(client, "/plans/plan-2023/?section=1&start=3")) == [
        "Строка 4", "Строка 5", "Строка 6",
    ]  # fmt: skip


def test_half_year_plan_shows_its_months(client: Client) -> None:
    plan = make_plan(period_start="2022-07-01", period_end="2022-12-31", period_edtf="2022-41")
    make_item(make_section(plan))

    page = get(client, "/plans/plan-2023/")

    axis = re.findall(r'<text x="[^"]+" y="62%">([^<]+)</text>', page)
    assert axis == ["июл", "авг", "сен", "окт", "ноя", "дек"]


@pytest.mark.parametrize("rows", [1, 3])
def test_year_board_asks_the_same_queries_for_any_number_of_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    board_of(*[timings.QUARTERLY, timings.MAY, timings.BY_AGREEMENT][:rows])

    with django_assert_num_queries(11):
        client.get("/plans/plan-2023/")


@pytest.mark.slow
def test_ten_thousand_rows_are_drawn_in_part_with_the_same_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_plan()
    make_many(make_section(plan, "Длинный"), 9_900)
    make_many(make_section(plan, "Короткий", "II"), 100)

    with django_assert_num_queries(11):
        page = get(client, "/plans/plan-2023/")

    assert len(titles(page)) == 500
    assert "Показать ещё 9500\N{NO-BREAK SPACE}строк раздела" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_plans_asks_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        make_item(make_section(make_plan(f"plan-{number}", owner=f"Союз {number}")))

    with django_assert_num_queries(1):
        client.get("/plans/")


HIDDEN = "Закрытая встреча глав"
UNPUBLISHED = [PlanState.DRAFT, PlanState.IN_REVIEW, PlanState.APPROVED]
VIEWS = ["", "list/", "month/", "month/2023-05/", "print/", "document/", "findings/"]


@pytest.mark.parametrize("state", UNPUBLISHED)
@pytest.mark.parametrize("view", VIEWS)
def test_unpublished_plan_is_hidden_from_visitors_and_outsiders(
    client: Client, outsider: User, state: PlanState, view: str
) -> None:
    make_item(make_section(make_plan(state=state)), HIDDEN)

    anonymous = client.get(f"/plans/plan-2023/{view}")
    client.force_login(outsider)
    signed_in = client.get(f"/plans/plan-2023/{view}")

    assert (anonymous.status_code, signed_in.status_code) == (404, 404)
    assert HIDDEN not in anonymous.content.decode() + signed_in.content.decode()


def test_unpublished_plan_is_in_no_list_of_a_visitor(client: Client) -> None:
    make_item(
        make_section(make_plan(state=PlanState.DRAFT, title=HIDDEN)), HIDDEN, timings.SEPTEMBER
    )

    pages = get(client, "/plans/") + get(client, "/?on=2023-09-15")

    assert HIDDEN not in pages


def test_staff_see_a_draft_marked_as_such(client: Client, directorate: User) -> None:
    make_item(make_section(make_plan(state=PlanState.DRAFT)), HIDDEN)
    client.force_login(directorate)

    page = get(client, "/plans/plan-2023/")

    assert titles(page) == [HIDDEN]
    assert '<span class="tag warn">проект</span>' in page


def test_hostile_words_are_shown_as_words(client: Client) -> None:
    plan = make_plan(title="План <script>alert(1)</script>")
    make_item(make_section(plan, "<b>Раздел</b>"), '"><img src=x onerror=alert(1)>')

    page = get(client, "/plans/plan-2023/")

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>Раздел" not in page


def test_no_plans_yet_says_so(client: Client) -> None:
    assert "На сайте пока нет ни одного опубликованного плана." in get(client, "/plans/")


def test_row_without_a_place_names_who_holds_it(client: Client) -> None:
    item = make_item(make_section(make_plan()), "О средних ценах", timings.QUARTERLY)
    item.event.places.all().delete()
    item.event.participants.create(role="operator", position=1, text="МО")
    item.event.participants.create(role="operator", position=2, text="исполнительная\nдирекция")
    item.event.participants.create(role="partner", position=1, text="АСДГ")

    page = get(client, "/plans/plan-2023/")

    assert "<small>МО, исполнительная дирекция</small>" in page


def test_print_view_draws_the_same_rows(client: Client) -> None:
    board_of(timings.MAY, timings.FEBRUARY_9)

    page = get(client, "/plans/plan-2023/print/")

    assert titles(page) == ["Мероприятие 1", "Мероприятие 2"]
    assert "website/paper.css" in page
