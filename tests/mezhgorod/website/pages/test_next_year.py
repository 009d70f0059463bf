"""«Следующий период» and the editions of a series, as a coordinator uses them."""

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import timings
from tests.factories.editions import city, edition, report_of_2024, series
from tests.factories.html import texts, tree_of, words
from tests.factories.people import make_body, make_owner, make_user
from tests.factories.plans import OWNER, make_city, make_item, make_many, make_plan, make_section

from mezhgorod.planning.models import EventSeries, HostingBid, Plan, PlanItem, SeriesEdition
from mezhgorod.planning.rules import EditionState, PlanState
from mezhgorod.registry.models import Decision, User
from mezhgorod.registry.rules import Role
from mezhgorod.website.pages.next_year.rows import spans_read, spans_text

pytestmark = [pytest.mark.django_db, pytest.mark.http]

PAGE = "/plans/plan-2023/next/"


@pytest.fixture
def staff(client: Client, directorate: User) -> Client:
    client.force_login(directorate)
    return client


def plan_of_two() -> Plan:
    plan = make_plan(kind="plan")
    section = make_section(plan)
    vologda = make_city("Вологда", "vologda")
    make_item(section, "Форум городов", timings.MAY, vologda)
    make_item(section, "Круглый стол к 85-летию города", timings.MAY, vologda)
    return plan


def test_rows_stand_beside_what_they_said_and_stale_ones_are_not_ticked(staff: Client) -> None:
    plan_of_two()

    page = staff.get(PAGE)

    assert texts(page, "//ul[@class='switch']/li/a[@aria-current='page']") == ["2024 год"]
    assert texts(page, "//ul[@class='next-rows']//label") == [
        "Форум городов", "Круглый стол к 85-летию города",
    ]  # fmt: skip
    tree = tree_of(page)
    assert tree.xpath("//input[@name='row'][@checked]/@value") == ["0"]
    assert "устарело названа годовщина «85-летию»: она была в 2023 году" in words(page)
    labels = set(tree.xpath("//label/@for"))
    assert set(tree.xpath("//input[@type='checkbox']/@id")) <= labels


def test_ticked_rows_become_a_draft(staff: Client) -> None:
    plan_of_two()

    page = staff.post(PAGE, {"period": "2024", "row": ["0"]}, follow=True)

    made = Plan.objects.get(period_edtf="2024")
    assert page.redirect_chain == [(f"/plans/{made.slug}/", 302)]
    assert made.state == PlanState.DRAFT
    assert "Проект составлен: 1 строка." in words(page)
    again = staff.get(f"{PAGE}?period=2024")
    assert "План на этот период уже есть" in words(again)
    assert "Составить проект" not in words(again)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "Ни одна строка не выбрана"),
        ({"row": ["999999"]}, "предложение стало другим"),
        ({"row": ["x", "-1", "9" * 40]}, "Ни одна строка не выбрана"),
    ],
)
def test_what_cannot_be_composed_is_told_and_ticks_stay(
    staff: Client, data: dict[str, list[str]], told: str
) -> None:
    plan_of_two()

    page = staff.post(PAGE, {"period": "2024", **data})

    assert page.status_code == 422
    assert told in words(page)
    assert not Plan.objects.filter(period_edtf="2024").exists()


@pytest.mark.parametrize("wanted", ["", "2099", "вздор", "2025-13", "9" * 50])
def test_a_period_nobody_offers_is_the_usual_one(staff: Client, wanted: str) -> None:
    plan_of_two()

    page = staff.get(PAGE, {"period": wanted})

    assert texts(page, "//ul[@class='switch']/li/a[@aria-current='page']") == ["2024 год"]


@pytest.mark.parametrize(
    ("edtf", "start", "end", "labels", "usual"),
    [
        (
            "2022-41", "2022-07-01", "2022-12-31",
            ["I полугодие 2023 года", "II полугодие 2023 года"], "II полугодие 2023 года",
        ),
        (
            "2023-36", "2023-10-01", "2023-12-31",
            ["I квартал 2024 года", "II квартал 2024 года", "III квартал 2024 года",
             "IV квартал 2024 года"],
            "IV квартал 2024 года",
        ),
    ],
)  # fmt: skip
def test_half_years_and_quarters_are_offered_one_by_one(
    staff: Client, edtf: str, start: str, end: str, labels: list[str], usual: str
) -> None:
    make_plan(period_edtf=edtf, period_start=start, period_end=end)

    page = staff.get(PAGE)

    assert texts(page, "//ul[@class='switch']/li/a") == labels
    assert texts(page, "//ul[@class='switch']/li/a[@aria-current='page']") == [usual]
    assert "из плана ничего не переходит" in words(page)


def test_only_makers_of_this_plan_come_here(client: Client) -> None:
    plan = plan_of_two()
    other = make_owner("Другой союз")
    assert client.get(PAGE).status_code == 302
    for name, role, owner in (
        ("auditor", Role.AUDITOR, plan.owner),
        ("stranger", Role.DIRECTORATE, other),
    ):
        client.force_login(make_user(name, role, owner=owner))
        assert client.get(PAGE).status_code == 403
        assert client.post(PAGE, {"period": "2024", "row": ["0"]}).status_code == 403
    client.force_login(make_user("maker", Role.DIRECTORATE, owner=plan.owner))
    assert client.get(PAGE).status_code == 200
    assert not Plan.objects.filter(period_edtf="2024").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    staff: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_plan()
    section = make_section(plan)
    for number in range(count):
        item = make_item(section, f"Форум {number}", timings.MAY)
        found = series(plan.owner, f"Форум {number}", f"форум {number}")
        item.event.series, item.event.edition = found, 5
        item.event.save()
        edition(found, 6, 2024, EditionState.NEEDS_HOST)

    with django_assert_num_queries(QUERIES):
        staff.get(PAGE)


QUERIES = 24


@pytest.mark.usefixtures("demo")
def test_the_real_plan_tells_which_series_wait(staff: Client) -> None:
    plan = Plan.objects.get(title__contains="основных мероприятий")
    report_of_2024(plan.owner)

    page = staff.get(f"/plans/{plan.slug}/next/?period=2025")

    assert len(texts(page, "//ul[@class='next-rows']/li")) == 42
    assert "Срок август было: 25-27 августа" in words(page)
    assert "Место место уточняется было: Вологда" in words(page)
    assert texts(page, "//section[@aria-labelledby='waiting-head']//li") == [
        "IV Зимняя Спартакиада Союза городов Центра и Северо-Запада России — 2026 год, "
        "принимает Сыктывкар"
    ]


def known_series() -> EventSeries:
    plan = make_plan()
    item = make_item(make_section(plan), "XIX летняя Спартакиада", timings.MAY)
    found = series(plan.owner, "Летняя Спартакиада", "летний спартакиада")
    item.event.series, item.event.edition = found, 19
    item.event.save()
    return found


def test_hosts_are_recorded_on_the_page_of_the_series(staff: Client) -> None:
    found = known_series()
    body = make_body(found.owner)
    for name in ("Иваново", "Великий Новгород"):
        city(name)
    home = f"/series/{found.slug}/"

    staff.post(f"{home}editions/", {"number": "20", "year": "2025", "state": "needs_host"})
    made = SeriesEdition.objects.get()
    door = f"{home}editions/{made.pk}/"
    staff.post(door, {"do": "offer", "city": "Иваново"})
    page = staff.post(
        door,
        {"do": "decide", "city": "Великий Новгород", "body": body.pk, "decided_on": "2024-02-01"},
        follow=True,
    )
    assert "Записано решение: принимает Великий Новгород." in words(page)
    assert "Великий Новгород решение принято" in words(page)
    page = staff.post(door, {"do": "withdraw", "reason": "письмо"}, follow=True)

    assert page.redirect_chain == [(f"{home}#editions", 302)]
    assert "нужен город (Великий Новгород: кандидатура отозвана)" in words(page)
    assert "предлагали принять: Иваново" in words(page)
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"number": "XX", "year": "2025", "state": "needs_host"}, "Номер выпуска — число"),
        ({"number": "20", "year": "", "state": "needs_host"}, "Год выпуска — число"),
        ({"number": "20", "year": "2025", "state": "?"}, "Выберите, что известно о городе"),
        (
            {"number": "20", "year": "2025", "state": "decided", "city": "Китеж"},
            "Города «Китеж» в справочнике нет",
        ),
        ({"number": "20", "year": "2025", "state": "decided"}, "город не указан"),
    ],
)
def test_what_is_wrong_is_told(staff: Client, data: dict[str, str], told: str) -> None:
    found = known_series()

    page = staff.post(f"/series/{found.slug}/editions/", data, follow=True)

    assert told in words(page)
    assert not SeriesEdition.objects.exists()


def test_the_public_sees_decisions_and_no_offers(client: Client) -> None:
    found = known_series()
    made = edition(found, 20, 2025, EditionState.WITHDRAWN, "Великий Новгород")
    HostingBid.objects.create(edition=made, city=city("Иваново"))
    SeriesEdition.objects.filter(pk=made.pk).update(note="со слов коллеги")
    edition(found, 21, 2027, EditionState.DECIDED, "Тихвин")
    home = f"/series/{found.slug}/"

    page = client.get(home)

    assert texts(page, "//section[@id='editions']//tbody/tr") == [
        "№ 21 2027 Тихвин решение принято", "№ 20 2025 нужен город",
    ]  # fmt: skip
    for secret in ("Иваново", "Великий Новгород", "со слов коллеги"):
        assert secret not in words(page)
    assert client.post(f"{home}editions/", {}).status_code == 302
    client.force_login(make_user("reader", Role.AUDITOR, owner=make_owner(OWNER)))
    assert client.post(f"{home}editions/", {}).status_code == 403
    assert client.post(f"{home}editions/{made.pk}/", {"do": "withdraw"}).status_code == 403
    assert SeriesEdition.objects.count() == 2


def long_plan() -> Plan:
    """450 rows in two sections: more than one page."""
    plan = make_plan(kind="plan")
    first, second = make_section(plan, 1), make_section(plan, 2)
    make_many(first, 420)
    make_many(second, 30)
    return plan


def fields(page: HttpResponse) -> dict[str, object]:
    """What a browser sends of the form: hidden fields and ticked rows."""
    tree = tree_of(page)
    form = "//form[contains(@class, 'next-form')]"
    data: dict[str, object] = {
        one.get("name"): one.get("value")
        for one in tree.xpath(f"{form}//input[@type='hidden'][@name!='csrfmiddlewaretoken']")
    }
    data["row"] = tree.xpath(f"{form}//input[@name='row'][@checked]/@value")
    return data


def test_ticks_of_other_pages_are_kept(staff: Client) -> None:
    long_plan()
    first = staff.get(PAGE)
    assert len(tree_of(first).xpath("//input[@name='row']")) == 200
    assert "Отмечено на всех страницах: 450." in words(first)

    sent = fields(first)
    sent["row"] = ["0", "1"]
    second = staff.post(PAGE, {**sent, "do": "page-2"})
    assert "Отмечено на всех страницах: 252." in words(second)
    sent = fields(second)
    sent["row"] = sent["row"][1:]  # type: ignore[index]
    third = staff.post(PAGE, {**sent, "do": "page-3"})
    back = staff.post(PAGE, {**fields(third), "do": "page-1"})

    assert tree_of(back).xpath("//input[@name='row'][@checked]/@value") == ["0", "1"]
    assert fields(back)["elsewhere"] == "201-449"
    made = staff.post(PAGE, fields(third), follow=True)
    assert "Проект составлен: 251 строка." in words(made)
    assert PlanItem.objects.filter(section__plan__period_edtf="2024").count() == 251


@pytest.mark.parametrize(
    ("do", "expected"), [("all", 450), ("none", 0), ("all-1", 32), ("none-0", 0), ("all-9", 2)]
)
def test_all_rows_or_a_section_are_ticked_at_once(staff: Client, do: str, expected: int) -> None:
    long_plan()
    sent = {**fields(staff.get(PAGE)), "elsewhere": "", "row": ["0", "1"]}

    page = staff.post(PAGE, {**sent, "do": do})

    assert f"Отмечено на всех страницах: {expected}." in words(page)


def test_a_section_is_found_by_its_heading(staff: Client) -> None:
    long_plan()
    page = staff.get(PAGE)
    options = tree_of(page).xpath("//select[@name='to']/option/@value")

    last = staff.post(PAGE, {**fields(page), "do": "go", "to": options[1]})

    assert options == ["1", "3"]
    assert tree_of(last).xpath("//input[@name='row']/@value")[-1] == "449"


def test_ticks_set_before_the_plan_changed_are_set_anew(staff: Client) -> None:
    plan = plan_of_two()
    sent = fields(staff.get(PAGE))
    Plan.objects.filter(pk=plan.pk).update(revision=plan.revision + 1)

    page = staff.post(PAGE, {**sent, "row": ["1"]})

    assert page.status_code == 422
    assert "Отметки поставлены заново" in words(page)
    assert tree_of(page).xpath("//input[@name='row'][@checked]/@value") == ["0"]
    assert not Plan.objects.filter(period_edtf="2024").exists()


@pytest.mark.parametrize(
    ("places", "text"), [([], ""), ([3], "3"), ([2, 0, 1, 7, 9, 8], "0-2,7-9"), ([0, 2], "0,2")]
)
def test_places_travel_as_spans(places: list[int], text: str) -> None:
    assert spans_text(places) == text
    assert spans_read(text) == frozenset(places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("x,5,-,3-1,1-x", {5}), ("0-999999999", set()), (",".join(["0-99999"] * 3), None)],
)
def test_spans_nobody_wrote_are_left_out(text: str, expected: set[int] | None) -> None:
    assert spans_read(text) == (frozenset(range(100_000)) if expected is None else expected)
