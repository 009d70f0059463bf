"""Pages of workbooks: who gets a template, who may send it back, what they read about it."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from tests.factories.answer_sheets import row_of
from tests.factories.answers import NOW, make_response, make_round, token_for
from tests.factories.html import words
from tests.factories.people import make_user

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.exchanges.actions.taking_files import take_waiting
from mezhgorod.exchanges.models import Response, ResponseFile
from mezhgorod.exchanges.queries.answers import answer_of
from mezhgorod.exchanges.rules import FILL_RESPONSE, FileState, ResponseState, RoundState
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import Role
from planbook.indicators import Cell

pytestmark = [pytest.mark.django_db, pytest.mark.http]


@pytest.fixture
def response() -> Response:
    return make_response("Вологда")


@pytest.fixture
def city(client: Client, response: Response) -> Client:
    owner = response.round.exchange.owner
    user = make_user("city", Role.CITY_CONTACT, owner=owner, party=response.party)
    client.force_login(user)
    return client


@pytest.fixture
def runner(response: Response) -> Client:
    owner = response.round.exchange.owner
    client = Client()
    client.force_login(make_user("runner", Role.DIRECTORATE, owner=owner))
    return client


def filled(content: bytes, value: object = 32.15, name: str = "Ответ.xlsx") -> io.BytesIO:
    book = load_workbook(io.BytesIO(content))
    page = book["Ответ"]
    page.cell(row_of(page, "tariff.cold"), 5).value = value
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = name
    return file


def answer_url(response: Response, end: str) -> str:
    return f"/exchanges/answers/{response.pk}/{end}"


def files_url(response: Response, end: str = "") -> str:
    return f"/exchanges/rounds/{response.round_id}/files/{end}"


def template_of(client: Client, response: Response) -> bytes:
    return client.get(answer_url(response, "template.xlsx")).content


def test_a_city_gets_its_template_and_sends_it_back(city: Client, response: Response) -> None:
    got = city.get(answer_url(response, "template.xlsx"))
    assert got["Content-Disposition"].endswith(".xlsx")
    sent = city.post(answer_url(response, "excel/"), {"file": filled(got.content)}, follow=True)
    assert "Файл взят: взято: 1 значение." in words(sent)
    (value,) = answer_of(Response.objects.get(pk=response.pk)).values.items()
    assert (value[0], str(value[1].number)) == (Cell("tariff.cold"), "32.15")


def test_by_personal_link(client: Client, response: Response) -> None:
    token = token_for(response, FILL_RESPONSE)
    got = client.get(f"/answer/{token}/template.xlsx")
    file = filled(got.content)
    sent = client.post(f"/answer/{token}/excel/", {"file": file}, follow=True)
    assert sent.status_code == 200
    assert ResponseFile.objects.get().state == FileState.TAKEN


def test_faults_are_read_with_their_addresses(city: Client, response: Response) -> None:
    file = filled(template_of(city, response), "много")
    sent = city.post(answer_url(response, "excel/"), {"file": file}, follow=True)
    assert "Лист «Ответ», E8 (Холодная вода): «много» — не число" in words(sent)


def test_what_is_no_file_is_refused_on_the_page(city: Client, response: Response) -> None:
    empty = io.BytesIO(b"")
    empty.name = "пусто.xlsx"
    for data, message in (({}, "Выберите заполненный шаблон"), ({"file": empty}, "Файл пуст")):
        sent = city.post(answer_url(response, "excel/"), data)
        assert (sent.status_code, message in words(sent)) == (422, True)


def test_a_submitted_answer_takes_no_file(city: Client, response: Response) -> None:
    file = filled(template_of(city, response))
    Response.objects.update(state=ResponseState.SUBMITTED)
    page = city.get(answer_url(response, "excel/"))
    assert "Сейчас ответ нельзя менять" in words(page)
    sent = city.post(answer_url(response, "excel/"), {"file": file})
    assert (sent.status_code, "Ответ представлен, менять его нельзя" in words(sent)) == (422, True)
    assert not SourceDocument.objects.exists()


@pytest.mark.parametrize("end", ["template.xlsx", "excel/"])
def test_other_cities_and_strangers_learn_nothing(
    client: Client, response: Response, end: str, outsider: User
) -> None:
    address = answer_url(response, end)
    assert client.get(address).status_code == 302
    other, owner = make_response("Псков").party, response.round.exchange.owner
    for user in (outsider, make_user("pskov", Role.CITY_CONTACT, owner=owner, party=other)):
        client.force_login(user)
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


@pytest.mark.parametrize("end", ["", "progress/", "again/", "1/"])
def test_files_of_a_round_are_for_those_who_run_it(
    client: Client, response: Response, end: str, city: Client, outsider: User
) -> None:
    assert city.get(files_url(response, end)).status_code == 404
    assert city.post(files_url(response, end)).status_code == 404
    client.logout()
    assert client.get(files_url(response, end)).status_code == 302
    client.force_login(outsider)
    assert client.get(files_url(response, end)).status_code == 404


def test_an_auditor_sees_the_files_and_sends_none(client: Client, response: Response) -> None:
    owner = response.round.exchange.owner
    client.force_login(make_user("auditor", Role.AUDITOR, owner=owner))
    assert "Файлы загружает тот, кто ведёт раунд" in words(client.get(files_url(response)))
    assert client.post(files_url(response)).status_code == 403


def test_many_files_are_queued_read_and_told(runner: Client, response: Response) -> None:
    other = make_response("Вологда", within=make_round(quarter=2))
    files = [
        filled(template_of(runner, response), name="Вологда.xlsx"),
        filled(template_of(runner, other), name="не тот.xlsx"),
    ]
    page = runner.post(files_url(response), {"sheets": files}, follow=True)
    assert "2 файла принято" in words(page)
    assert "Файлы читаются: 0 из 2" in words(page)
    assert DBTaskResult.objects.count() == 1
    part = runner.get(files_url(response, "progress/"))
    assert "Файлы читаются: 0 из 2" in part.content.decode()

    assert take_waiting(found=response.round, clock=lambda: NOW) == 2
    assert runner.get(files_url(response, "progress/"))["HX-Refresh"] == "true"
    told = words(runner.get(files_url(response)))
    assert "Вологда.xlsx взят взято: 1 значение" in told
    assert "Это файл другого раунда (II квартал 2026 года)" in told


def test_a_sent_file_is_handed_back_as_it_was(runner: Client, response: Response) -> None:
    file = filled(template_of(runner, response), name="Вологда.xlsx")
    runner.post(files_url(response), {"sheets": file})
    sent = ResponseFile.objects.get()
    assert runner.get(files_url(response, f"{sent.pk}/")).content == file.getvalue()
    elsewhere = make_response("Вологда", within=make_round(quarter=2))
    assert runner.get(files_url(elsewhere, f"{sent.pk}/")).status_code == 404


def test_a_closed_round_and_a_broken_archive(runner: Client, response: Response) -> None:
    broken = io.BytesIO(b"PK\x03\x04broken")
    broken.name = "ответы.zip"
    page = runner.post(files_url(response), {"sheets": broken})
    assert (page.status_code, "Архив «ответы.zip»" in words(page)) == (422, True)
    assert "Выберите заполненные" in words(runner.post(files_url(response), {}))
    type(response.round).objects.update(state=RoundState.CLOSED)
    assert "Файлы принимаются, пока раунд идёт" in words(runner.get(files_url(response)))


def test_reading_can_be_asked_for_again(runner: Client, response: Response) -> None:
    file = filled(template_of(runner, response))
    runner.post(files_url(response), {"sheets": file})
    ResponseFile.objects.update(sent_at=NOW)
    assert "Начать заново" in words(runner.get(files_url(response)))
    runner.post(files_url(response, "again/"))
    assert DBTaskResult.objects.count() == 2


def test_the_list_costs_the_same_for_one_file_and_for_three(
    runner: Client, response: Response, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    content = template_of(runner, response)
    for count, value in enumerate((1, 2, 3), start=1):
        runner.post(files_url(response), {"sheets": filled(content, value)})
        take_waiting(found=response.round, clock=lambda: NOW)
        if count != 2:
            with django_assert_num_queries(8):
                runner.get(files_url(response))


def test_templates_of_all_cities_come_in_one_archive(runner: Client, response: Response) -> None:
    other = make_response("Псков", within=response.round)
    address = f"/exchanges/rounds/{response.round_id}/files/templates/"

    page = runner.get(address)

    with zipfile.ZipFile(io.BytesIO(page.content)) as archive:
        assert archive.namelist() == [
            f"Вологда ({response.party_id}).xlsx",
            f"Псков ({other.party_id}).xlsx",
        ]
        books = [load_workbook(archive.open(name))["Ответ"] for name in archive.namelist()]
    heads = [" ".join(str(cell.value) for row in book["A1:G4"] for cell in row) for book in books]
    assert ["Вологда" in head for head in heads] == [True, False]
    assert ["Псков" in head for head in heads] == [False, True]
    assert runner.get(address, {"part": "2"}).status_code == 404
    assert runner.get(address, {"part": "x"}).status_code == 404


def test_a_city_gets_no_archive_with_the_answers_of_others(
    city: Client, response: Response
) -> None:
    make_response("Псков", within=response.round)

    assert city.get(f"/exchanges/rounds/{response.round_id}/files/templates/").status_code == 404
