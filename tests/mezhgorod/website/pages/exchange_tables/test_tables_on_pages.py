"""Pages of a comparison table: what they show, and to whom."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.cast import directorate
from tests.factories.comparison import make_price, make_table
from tests.factories.people import make_owner, make_user
from tests.factories.rounds import cells_of, city, opened, response_of, runner
from tests.factories.sent_tables import CITIES, SENT_AT, STRANGER, ready, sent

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.actions.cell_writing import write_cells
from mezhgorod.exchanges.models import ExchangeRound, PartyGroup
from mezhgorod.exchanges.queries.tables import kinds_of_columns
from mezhgorod.exchanges.rules import Reading
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import OrganizationKind, Role
from mezhgorod.website.pages.exchange_tables.compare import OwnLine
from planbook.indicators import Column, Direction, summary

pytestmark = pytest.mark.django_db
PAGES = ("table/", "compare/", "note/", "digest/")
FILES = (
    "files/table.docx", "files/table.pdf", "files/table.xlsx", "files/table.csv",
    "files/table.json", "files/note.docx", "files/note.pdf", "files/digest.docx",
)  # fmt: skip
PUBLIC_ONLY = ("dataset/", "files/dataset.zip", "dataset/passport.csv")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day after the tables of the tests are sent out."""
    monkeypatch.setattr(timezone, "now", lambda: SENT_AT.replace(month=6, day=1))


def visitor(user: User | None = None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def contact(name: str = "Вологда", *, owner_name: str = "") -> User:
    owner = make_owner(owner_name) if owner_name else make_owner()
    username = f"contact-{city(name).pk}-{owner.pk}"
    found = User.objects.filter(username=username).first()
    return found or make_user(username, Role.CITY_CONTACT, owner=owner, party=city(name))


def address(found: ExchangeRound, path: str) -> str:
    return f"/exchanges/rounds/{found.pk}/{path}"


def words(html: str) -> str:
    """What stands on a page, without marks, every space a plain one."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_a_member_reads_what_was_sent_out(path: str):
    found = sent()
    assert visitor(contact(STRANGER)).get(address(found, path)).status_code == 200


@pytest.mark.parametrize("path", [*PAGES, *FILES, *PUBLIC_ONLY])
def test_a_table_for_members_is_for_nobody_else(path: str):
    found = sent()
    assert visitor().get(address(found, path)).status_code == 302
    foreign = contact("Вологда", owner_name="АСДГ")
    assert visitor(foreign).get(address(found, path)).status_code == 404
    assert visitor(make_user("nobody")).get(address(found, path)).status_code == 404


@pytest.mark.parametrize("path", [*PAGES, *FILES, *PUBLIC_ONLY])
def test_a_table_that_is_not_sent_out_is_shown_to_no_city(path: str):
    found = ready()
    found.exchange.reading = Reading.PUBLIC
    found.exchange.save()
    assert visitor(contact("Вологда")).get(address(found, path)).status_code == 404
    assert visitor().get(address(found, path)).status_code == 302


@pytest.mark.parametrize("path", [*PAGES, *FILES, *PUBLIC_ONLY])
def test_an_open_table_is_for_everybody(path: str):
    found = sent(reading=Reading.PUBLIC)
    assert visitor().get(address(found, path)).status_code == 200


@pytest.mark.parametrize("path", PUBLIC_ONLY)
def test_a_table_that_opens_later_is_no_open_data_even_for_members(path: str):
    found = sent(reading=Reading.PUBLIC, days=300)
    assert visitor(contact()).get(address(found, path)).status_code == 404
    assert visitor(directorate()).get(address(found, path)).status_code == 404


def test_a_version_that_is_not_sent_out_and_a_draft_are_not_handed_out():
    found = sent(reading=Reading.PUBLIC, price="32.15")
    write_cells(response=response_of(found, "Псков"), cells=cells_of("77.77"))
    actions.correct_table(found=found, reason="Ошибка", actor=runner(), now=SENT_AT)
    table = address(found, "table/")
    assert visitor().get(f"{table}?version=2").status_code == 404
    for query in ("", "?version=1", "?version=draft"):
        assert "77,77" not in visitor().get(table + query).content.decode()
    draft = visitor().get(address(found, "files/table.json") + "?version=draft").content.decode()
    assert "77.77" not in draft
    staff = visitor(directorate())
    assert "77,77" in staff.get(f"{table}?version=2").content.decode()
    assert "77,77" in staff.get(f"{table}?version=draft").content.decode()


def test_a_new_version_says_what_it_changed():
    found = sent(price="32.15")
    write_cells(response=response_of(found, "Псков"), cells=cells_of("77.77"))
    actions.correct_table(found=found, reason="Псков ошибся", actor=runner(), now=SENT_AT)
    actions.publish_round(found=found, actor=runner(), now=SENT_AT)
    client = visitor(contact())
    page = words(client.get(address(found, "table/")).content.decode())
    assert "Версия 2: Псков ошибся Что изменилось с версии 1" in page
    assert "Псков, Холодная вода: было 32,15, стало 77,77" in page
    first = words(client.get(address(found, "table/?version=1")).content.decode())
    assert "Что изменилось" not in first


def test_a_round_in_progress_is_a_table_of_accepted_answers_for_who_runs_it():
    found = opened()
    staff = visitor(directorate())
    page = words(staff.get(address(found, "table/")).content.decode())
    assert "Принятых ответов пока нет" in page
    assert staff.get(address(found, "files/table.xlsx")).status_code == 404


def test_the_table_says_values_reasons_and_figures():
    found = sent(price="32.15")
    html = visitor(contact("Псков")).get(address(found, "table/")).content.decode()
    page = words(html)
    assert "Холодная вода руб./куб. м 32,15 32,15 32,15 32,15 32,15 32,15 32,15 3" in page
    assert "Потери воды % нет данных" in page
    assert "Вода и отведение руб./куб. м 52,25" in page
    # One's own city is marked and stands before the figures.
    assert re.findall(r'<th scope="col" class="num own">(.*?)</th>', html) == ["Псков"]
    assert html.index('class="num own">Псков') < html.index(">Медиана<")


def test_cities_by_rows():
    found = sent(price="32.15")
    path = address(found, "table/?turned=1&city=") + str(city("Тверь").pk)
    html = visitor(contact()).get(path).content.decode()
    assert '<tr class="own"><th scope="row">Тверь</th>' in html
    assert "Псков 32,15 20,10 52,25" in words(html)


def test_changes_against_the_round_before_and_places():
    sent(quarter=1, price="30.00")
    found = sent(quarter=2, price="33.00")
    client = visitor(contact(STRANGER))
    page = words(client.get(address(found, "table/?show=changes")).content.decode())
    assert "+3,00 (+10,0 %)" in page
    assert client.get(address(found, "table/?show=ranks")).status_code == 200
    assert client.get(address(found, "table/?show=anything")).status_code == 200


def test_without_a_round_before_the_page_says_so():
    page = visitor(contact()).get(address(sent(), "table/?show=changes")).content.decode()
    assert "Прошлого раунда, с которым можно сравнить, нет" in page


def test_a_hostile_name_is_only_words():
    found = sent()
    version = found.tables.get()
    version.content["columns"][0][0] = "<script>alert(1)</script>"
    version.digest = "0" * 64
    version.save()
    html = visitor(contact()).get(address(found, "table/")).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_note_links_every_paragraph_to_its_cells():
    found = sent(price="32.15")
    html = visitor(contact()).get(address(found, "note/")).content.decode()
    assert "row=tariff.cold" in html
    assert "#row-tariff.cold" in html
    link = re.search(r'href="([^"]*row=tariff\.cold[^"]*)"', html)[1].replace("&amp;", "&")
    assert 'id="row-tariff.cold"' in visitor(contact()).get(link).content.decode()


def test_the_digest_gathers_what_cities_wrote():
    found = opened()
    response = response_of(found, "Псков")
    response.texts = {"plans": "Новый <водозабор>"}
    response.save()
    found = sent()
    html = visitor(contact()).get(address(found, "digest/")).content.decode()
    assert "Новый &lt;водозабор&gt;" in html
    assert "Вологда и Тверь" in words(html)


def test_an_own_city_beside_the_median():
    found = sent(price="32.15")
    page = words(visitor(contact("Псков")).get(address(found, "compare/")).content.decode())
    assert "Псков по всем показателям" in page
    assert "Холодная вода руб./куб. м 32,15 32,15 0,00 (0,0 %)" in page
    assert "Население: справочник GeoNames (CC BY 4.0)" in page


def test_groups_of_an_association_are_not_told_to_the_public():
    found = sent(reading=Reading.PUBLIC)
    group = PartyGroup.objects.create(owner=make_owner(), title="Отстающие")
    group.parties.set([city("Вологда"), city("Псков")])
    path = address(found, "compare/?by=hand")
    assert "Отстающие" in visitor(contact()).get(path).content.decode()
    assert "Отстающие" not in visitor().get(path).content.decode()
    foreign = contact("Вологда", owner_name="АСДГ")
    assert "Отстающие" not in visitor(foreign).get(path).content.decode()


@pytest.mark.parametrize("query", ["by=hand", "by=region", "by=x&code=%00&city=abc", "per=1"])
def test_any_choice_of_a_comparison_has_an_answer(query: str):
    found = sent()
    response = visitor(contact()).get(address(found, f"compare/?{query}"))
    assert response.status_code == 200


def test_files_have_names_and_bytes_that_do_not_change():
    found = sent()
    client = visitor(contact())
    for path in FILES:
        first, second = (client.get(address(found, path)) for _ in range(2))
        assert first.content == second.content, path
        assert "attachment" in first["Content-Disposition"]
    assert client.get(address(found, "files/table.exe")).status_code == 404


def test_the_dataset_and_its_passport_name_addresses_that_answer():
    found = sent(reading=Reading.PUBLIC)
    client = visitor()
    content = client.get(address(found, "files/dataset.zip")).content
    archive = zipfile.ZipFile(io.BytesIO(content))
    html = client.get(address(found, "dataset/")).content.decode()
    assert "Первое размещение" in words(html)
    assert found.tables.get().digest in html
    for name in archive.namelist():
        answer = client.get(address(found, f"dataset/{name}"))
        assert answer.content == archive.read(name), name
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert f'href="{address(found, "dataset/")}{name}"' in html
    data = f"http://testserver{address(found, 'dataset/')}data-"
    assert data in archive.read("passport.csv").decode()
    assert client.get(address(found, "dataset/other.csv")).status_code == 404


def test_open_data_are_those_of_the_newest_version():
    found = sent(reading=Reading.PUBLIC)
    path = address(found, "dataset/")
    assert visitor().get(f"{path}?version=1")["Location"] == path


def test_everybody_finds_opened_tables_and_no_others():
    exchange = sent(reading=Reading.MEMBERS).exchange
    assert "Открытых таблиц пока нет" in visitor().get("/exchanges/open/").content.decode()
    exchange.reading = Reading.PUBLIC
    exchange.save()
    page = words(visitor().get("/exchanges/open/").content.decode())
    assert "Тарифы ЖКХ , I квартал 2026 года" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_opened_tables_costs_the_same(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
):
    for quarter in range(1, count + 1):
        sent(quarter=quarter, reading=Reading.PUBLIC)
    with django_assert_num_queries(1):
        visitor().get("/exchanges/open/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_table_costs_the_same(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
):
    found = sent(*CITIES[:count], reading=Reading.PUBLIC)
    path = address(found, "table/")
    visitor().get(path)
    with django_assert_num_queries(2):
        visitor().get(path)


def test_series_are_shown_to_who_reads_the_rounds():
    sent(quarter=1, price="30.00")
    exchange = sent(quarter=2, price="33.00").exchange
    path = f"/exchanges/{exchange.pk}/series/"
    page = words(visitor(contact("Псков")).get(path).content.decode())
    assert "I квартал 2026 года II квартал 2026 года" in page
    assert "Псков 30,00 33,00" in page
    assert visitor().get(path).status_code == 302
    assert visitor(contact("Псков", owner_name="АСДГ")).get(path).status_code == 404


def test_series_of_an_exchange_that_has_sent_nothing():
    exchange = ready().exchange
    path = f"/exchanges/{exchange.pk}/series/"
    assert "пока нет" in visitor(directorate()).get(path).content.decode()
    assert visitor(contact()).get(path).status_code == 404


def test_four_quarters_of_an_indicator_without_a_rule_are_explained():
    exchange = sent(reading=Reading.PUBLIC).exchange
    html = visitor().get(f"/exchanges/{exchange.pk}/series/?rolling=1").content.decode()
    assert "нет правила сложения" in html


@pytest.mark.parametrize("path", ["/exchanges/rounds/999999/table/", "/exchanges/999999/series/"])
def test_what_is_not_there(path: str):
    assert visitor(directorate()).get(path).status_code == 404


def test_a_note_about_departments_speaks_of_participants():
    found = sent(reading=Reading.PUBLIC)
    assert "ответили 3 города" in words(visitor().get(address(found, "note/")).content.decode())
    party = city("Псков")
    party.kind = OrganizationKind.EXECUTIVE
    party.save()
    told = words(visitor().get(address(found, "note/")).content.decode())
    assert "ответили 3 участника" in told
    assert "ответили 3 города" not in told
    with CaptureQueriesContext(connection) as asked:
        assert kinds_of_columns([Column("Псков", str(party.pk)), Column("Нет", "0")]) == {
            "executive"
        }
    assert len(asked) == 1


def test_a_place_is_told_among_those_that_have_a_number():
    row = make_table(
        make_price(direction=Direction.LOWER_BETTER),
        {"Вологда": "10", "Псков": "12", "Тверь": "нд"},
    ).rows[0]
    counted = replace(summary(row), count=3)
    line = OwnLine(row, 1, counted, Decimal(12))
    assert (counted.compared, line.rank) == (2, "2 из 2")
    assert OwnLine(row, 2, counted, None).rank == ""
