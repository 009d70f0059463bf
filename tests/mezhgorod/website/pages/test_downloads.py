"""«Скачать»: every format of every plan, its look, the rows found, and who may take what."""

from io import BytesIO
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from tests.factories.html import texts, tree_of, words
from tests.factories.layouts import kept
from tests.factories.plans import NOW, make_city, make_item, make_plan, make_section
from tests.factories.sites import make_site

from mezhgorod.planning.actions import choose_layout
from mezhgorod.planning.models import Plan
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import Organization, User
from mezhgorod.registry.rules import SYSTEM
from mezhgorod.website.pages import downloads

pytestmark = [pytest.mark.django_db, pytest.mark.http]

PAGE = "/plans/plan-2023/files/"
WORD = f"{PAGE}plan.docx"
EXTENSIONS = ["docx", "pdf", "xlsx", "html", "csv", "json", "ics"]


def titles_in(answer: HttpResponse) -> list[str]:
    """Titles of the rows of a downloaded .xlsx file."""
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    header = next(row for row in rows if "Мероприятие" in row)
    place = header.index("Мероприятие")
    return [str(row[place]) for row in rows[rows.index(header) + 1 :]]


def test_the_page_names_every_format_with_its_use_and_every_layout(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_site()

    with django_assert_num_queries(9):
        page = client.get(PAGE)

    assert texts(page, "//ul[@class='formats']//button") == [
        "Word .docx",
        "PDF .pdf",
        "Excel .xlsx",
        "Страница .html",
        "CSV .csv",
        "JSON .json",
        "Календарь .ics",
    ]
    assert texts(page, "//fieldset//p") == [
        "Обычный план: пять столбцов, книжный лист печатается по умолчанию",
        "Обычный план: содержание и участники, альбомный лист",
        "План по месяцам: порядок по сроку",
        "План союза городов: три столбца, разделы с римскими цифрами",
        "План ассамблеи городов: место и дата в одном столбце, списки юбилеев",
        "План области: семь столбцов, разделы по департаментам",
    ]
    assert "В файл войдёт весь план, 9 строк." in words(page)


def test_every_button_of_the_page_gives_a_file(client: Client) -> None:
    make_site()

    buttons = tree_of(client.get(PAGE)).xpath("//form[@class='files']//button/@formaction")

    assert [client.get(address).status_code for address in buttons] == [200] * len(EXTENSIONS)


@pytest.mark.parametrize(
    ("extension", "kind"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("pdf", "application/pdf"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("html", "text/html; charset=utf-8"),
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
        ("ics", "text/calendar; charset=utf-8"),
    ],
)
def test_a_file_has_the_name_of_its_plan(client: Client, extension: str, kind: str) -> None:
    make_site()

    answer = client.get(f"{PAGE}plan.{extension}")

    name = f"План проведения основных мероприятий на 2023 год.{extension}"
    assert answer["Content-Type"] == kind
    assert unquote(answer["Content-Disposition"]) == f"attachment; filename*=utf-8''{name}"


def test_signs_that_file_systems_refuse_stay_out_of_the_name(client: Client) -> None:
    make_plan(title='План: "Города\n1/2" ' + "х" * 200)

    name = unquote(client.get(WORD)["Content-Disposition"])

    assert name.startswith("attachment; filename*=utf-8''План Города 1 2 ххх")
    assert name.endswith("х.docx")


def test_the_filter_of_the_address_chooses_the_rows(client: Client) -> None:
    make_site()

    answer = client.get(f"{PAGE}plan.xlsx?city=kotlas&timing=exact&layout=sgcszr-plan")

    assert titles_in(answer) == ["Мероприятие 2"]


def test_the_page_tells_how_many_rows_the_filter_leaves_and_hands_the_filter_on(
    client: Client,
) -> None:
    make_site()

    page = client.get(f"{PAGE}?city=kotlas")

    hidden = tree_of(page).xpath("//form[@class='files']//input[@type='hidden']")
    assert "В файл войдут только отобранные строки: 4 из 9." in words(page)
    assert [(one.get("name"), one.get("value")) for one in hidden] == [("city", "kotlas")]


def test_a_filter_that_finds_nothing_offers_no_empty_file(client: Client) -> None:
    make_site()

    assert texts(client.get(f"{PAGE}?q=самолёт"), "//form[@class='files']") == []


@pytest.mark.parametrize("page", ["", "list/", "document/"])
def test_views_of_a_plan_lead_to_its_files_with_their_filter(client: Client, page: str) -> None:
    make_site()

    links = tree_of(client.get(f"/plans/plan-2023/{page}?city=kotlas")).xpath(
        "//div[@id='result-line']//a[text()='Скачать найденное']/@href"
    )

    assert links == [f"{PAGE}?city=kotlas"]


def test_a_layout_decides_how_the_file_looks(client: Client) -> None:
    plan = make_site()
    layout = kept(plan.owner)

    plain = client.get(f"{PAGE}plan.html?layout=standard")
    ours = client.get(f"{PAGE}plan.html?layout=own-{layout.pk}")

    assert texts(plain, "//thead//th") == [
        "№ п/п",
        "Наименование мероприятия",
        "Срок проведения",
        "Место проведения",
        "Организаторы, участники",
    ]
    assert texts(ours, "//thead//th") == [
        "Мероприятие",
        "Место проведения",
        "Дата проведения",
    ]


def test_the_chosen_layout_is_the_default_one(client: Client) -> None:
    plan = make_site()
    choose_layout(plan=plan, stored=kept(plan.owner), actor=SYSTEM, now=NOW)

    page = client.get(PAGE)

    assert texts(page, "//fieldset//p")[0] == "Наш макет печатается по умолчанию"
    assert texts(client.get(f"{PAGE}plan.html"), "//thead//th")[0] == "Мероприятие"


@pytest.mark.parametrize(
    "address",
    [
        "plan.exe",
        "plan.docx.exe",
        "plan.docx?layout=no-such",
        "plan.docx?layout=own-999",
        "plan.docx?layout=source",
    ],
)
def test_what_there_is_not_is_not_found(client: Client, address: str) -> None:
    make_site()

    assert client.get(PAGE + address).status_code == 404


def test_a_layout_of_another_organization_is_not_found(client: Client) -> None:
    make_site()
    other = Organization.objects.create(name="Другой союз", slug="other")

    assert client.get(f"{WORD}?layout=own-{kept(other).pk}").status_code == 404


@pytest.mark.parametrize("address", ["", *(f"plan.{one}" for one in EXTENSIONS)])
def test_an_unpublished_plan_is_handed_to_staff_only(
    client: Client, directorate: User, outsider: User, address: str
) -> None:
    make_item(make_section(make_plan(state=PlanState.DRAFT)))

    seen = [client.get(PAGE + address).status_code]
    for person in (outsider, directorate):
        client.force_login(person)
        seen.append(client.get(PAGE + address).status_code)

    assert seen == [404, 404, 200]


def test_an_unpublished_file_is_kept_by_no_shared_cache(client: Client, directorate: User) -> None:
    make_plan(state=PlanState.DRAFT)
    client.force_login(directorate)

    answer = client.get(WORD)

    assert "private" in answer["Cache-Control"]
    assert not answer.has_header("Access-Control-Allow-Origin")


def test_a_published_file_is_open_to_programs_and_answered_304_when_known(client: Client) -> None:
    make_site()
    first = client.get(WORD)

    again = client.get(WORD, headers={"If-None-Match": first["ETag"]})

    assert (first["Cache-Control"], first["Access-Control-Allow-Origin"]) == (
        "public, max-age=300",
        "*",
    )
    assert (again.status_code, again.content) == (304, b"")


def test_another_layout_chosen_for_the_plan_is_another_answer(client: Client) -> None:
    plan = make_site()
    known = client.get(WORD)["ETag"]

    choose_layout(plan=plan, stored=kept(plan.owner), actor=SYSTEM, now=NOW)

    assert client.get(WORD, headers={"If-None-Match": known}).status_code == 200


def test_a_second_long_file_at_the_same_time_is_put_off(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_site()
    monkeypatch.setattr(downloads, "LONG_ROWS", 8)

    with downloads.writing_long_file():
        put_off = client.get(WORD)

    assert (put_off.status_code, put_off["Retry-After"]) == (503, "15")
    assert "Сейчас готовится другой большой файл" in words(put_off)
    assert not put_off.has_header("Cache-Control")
    assert client.get(WORD).status_code == 200


def test_a_long_plan_says_that_its_file_takes_seconds(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_site()
    monkeypatch.setattr(downloads, "LONG_ROWS", 8)

    assert "Такой большой файл готовится несколько секунд" in words(client.get(PAGE))


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_city_is_handed_out_in_every_format(client: Client, extension: str) -> None:
    make_site()

    answer = client.get(f"/cities/vologda/files/city.{extension}")

    name = f"Вологда мероприятия.{extension}"
    assert answer.status_code == 200
    assert unquote(answer["Content-Disposition"]) == f"attachment; filename*=utf-8''{name}"


def test_the_page_of_a_city_links_to_its_files(client: Client) -> None:
    make_site()

    links = tree_of(client.get("/cities/vologda/")).xpath("//p[contains(@class, 'file-links')]//a")

    assert [link.get("href") for link in links] == [
        f"/cities/vologda/files/city.{one}" for one in EXTENSIONS if one != "ics"
    ]
    assert [client.get(link.get("href")).status_code for link in links] == [200] * 6


def test_files_of_a_city_keep_unpublished_rows_from_visitors(
    client: Client, directorate: User
) -> None:
    plan = make_plan(state=PlanState.DRAFT)
    make_item(make_section(plan), "Тайная встреча", city=make_city("Вологда", "vologda"))
    address = "/cities/vologda/files/city.csv"

    for_visitors = client.get(address)
    client.force_login(directorate)
    for_staff = client.get(address)

    assert "Тайная встреча" not in for_visitors.content.decode()
    assert "Тайная встреча" in for_staff.content.decode()
    assert "private" in for_staff["Cache-Control"]


@pytest.mark.parametrize(
    "address", ["/cities/vologda/files/city.exe", "/cities/no-such/files/city.docx"]
)
def test_no_such_city_and_no_such_format_are_not_found(client: Client, address: str) -> None:
    make_site()

    assert client.get(address).status_code == 404


def test_files_are_only_read(client: Client) -> None:
    make_site()

    assert client.post(WORD).status_code == 405
    assert Plan.objects.get().revision == 1
