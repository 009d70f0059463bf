"""The page of an answer as a plain form: everything works without a script and nothing is lost."""

from decimal import Decimal

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.answers import (
    NOW,
    make_response,
    make_round,
    token_for,
    wide_form,
)
from tests.factories.people import make_party, make_user

from mezhgorod.exchanges.actions import CellBatch, save_cells, save_copies
from mezhgorod.exchanges.models import Response, ResponseFile, ResponseStep
from mezhgorod.exchanges.queries import answer_of
from mezhgorod.exchanges.rules import (
    CONFIRM_RESPONSE,
    FILL_RESPONSE,
    ResponseState,
    RoundState,
    StepKind,
)
from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.rules import SYSTEM, Role
from planbook.indicators import Cell, CellValue, MissingReason

pytestmark = [pytest.mark.django_db, pytest.mark.http]


@pytest.fixture(autouse=True)
def _no_medians_kept() -> None:
    cache.clear()


@pytest.fixture
def response() -> Response:
    return make_response()


@pytest.fixture
def contact(client: Client, response: Response) -> Client:
    """The browser of the contact person of the city."""
    owner = response.round.exchange.owner
    client.force_login(make_user("contact", Role.CITY_CONTACT, owner=owner, party=response.party))
    return client


def number(text: str, comment: str = "") -> CellValue:
    return CellValue(number=Decimal(text), comment=comment)


def write(response: Response, cells: dict[Cell, CellValue | None]) -> None:
    save_cells(response=response, batch=CellBatch(cells), actor=SYSTEM, now=NOW)


def address(response: Response, end: str = "") -> str:
    return f"/exchanges/answers/{response.pk}/{end}"


def fields(client: Client, response: Response) -> dict[str, str]:
    """The hidden fields of the page as it is now."""
    marks = str(client.get(address(response)).context["sheet"].marks)
    return {"marks": marks, "do": "save"}


def send(
    client: Client, response: Response, typed: dict[str, str], do: str = "save"
) -> HttpResponse:
    sent = {**fields(client, response), **typed, "do": do}
    return client.post(address(response), sent)


def test_cells_reasons_comments_and_words_are_kept(contact: Client, response: Response) -> None:
    answer = send(
        contact,
        response,
        {
            "v-tariff.cold.0": "1\xa0820,30 руб.",
            "v-tariff.sewage.0": "0-43",
            "c-tariff.sewage.0": "с июля",
            "v-share.loss.0": "",
            "r-share.loss.0": "no_data",
            "v-tariff.hot.0": "не применимо",
            "q-plans": "Ремонт сетей\r\nи насосов",
            "k-q-plans": "",
        },
    )
    response.refresh_from_db()

    assert (answer.status_code, answer.url) == (302, address(response))
    assert answer_of(response).values == {
        Cell("tariff.cold"): number("1820.30"),
        Cell("tariff.sewage"): number("0.43", "с июля"),
        Cell("share.loss"): CellValue(missing=MissingReason.NO_DATA),
        Cell("tariff.hot"): CellValue(missing=MissingReason.NOT_APPLICABLE),
    }
    assert response.texts == {"plans": "Ремонт сетей\nи насосов"}
    page = contact.get(address(response)).content.decode()
    assert 'value="1820,30"' in page
    assert "1\xa0820,73" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"v-tariff.cold.0": "NaN"}, "NaN"),
        ({"v-share.loss.0": "-5"}, "меньше нуля здесь невозможно"),
        ({"v-tariff.cold.0": "01.05.2026"}, "дат"),
        ({"v-tariff.cold.0": "12 или 13"}, "12 или 13"),
        ({"v-tariff.cold.0": "9" * 40}, "слишком длинн"),
        ({"v-tariff.cold.0": "5", "r-tariff.cold.0": "no_data"}, "Оставьте что-нибудь одно"),
        ({"v-tariff.cold.0": "", "c-tariff.cold.0": "уточним"}, "Есть пояснение, но нет значения"),
        ({"v-tariff.cold.0": "", "r-tariff.cold.0": "forgotten"}, "Такой причины нет"),
        ({"v-tariff.cold.0": "5", "c-tariff.cold.0": "п" * 2001}, "помещается 2000"),
        ({"v-tariff.cold.0": "5", "c-tariff.cold.0": "a\0b"}, "недопустимый знак"),
    ],
)
def test_what_cannot_be_read_stays_in_its_field_and_the_rest_is_kept(
    contact: Client, response: Response, typed: dict[str, str], said: str
) -> None:
    answer = send(contact, response, {**typed, "v-tariff.sewage.0": "20"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert said in page.replace("\xa0", " ")
    for name, text in typed.items():
        assert name.startswith("r-") or text in page
    assert answer_of(response).values == {Cell("tariff.sewage"): number("20")}


def test_two_people_saving_one_cell_both_see_both_values(
    contact: Client, response: Response
) -> None:
    sent = fields(contact, response)
    write(response, {Cell("tariff.cold"): number("32.15")})
    typed = {**sent, "v-tariff.cold.0": "99", "v-tariff.sewage.0": "20"}
    answer = contact.post(address(response), typed)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "другой человек записал: 32,15" in page.replace("\xa0", " ")
    assert 'value="99"' in page
    assert answer_of(response).values == {
        Cell("tariff.cold"): number("32.15"),
        Cell("tariff.sewage"): number("20"),
    }
    again = {**typed, "marks": str(answer.context["sheet"].marks)}
    assert contact.post(address(response), again).status_code == 302
    assert answer_of(response).values[Cell("tariff.cold")] == number("99")


def test_a_page_opened_long_ago_empties_nothing(contact: Client, response: Response) -> None:
    sent = {**fields(contact, response), "v-tariff.cold.0": "", "v-tariff.sewage.0": "20"}
    write(response, {Cell("tariff.cold"): number("32.15")})
    contact.post(address(response), sent)

    assert set(answer_of(response).values) == {Cell("tariff.cold"), Cell("tariff.sewage")}


def test_a_round_closed_while_typing_loses_nothing(contact: Client, response: Response) -> None:
    sent = fields(contact, response)
    response.round.state = RoundState.CLOSED
    response.round.save()
    Response.objects.update(state=ResponseState.SILENT)
    typed = {**sent, "v-tariff.cold.0": "32,15", "q-plans": "Ремонт", "k-q-plans": ""}
    answer = contact.post(address(response), typed)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Раунд закрыт, набранное после закрытия не записано" in page.replace("\xa0", " ")
    assert "32,15" in page
    assert "Ремонт" in page
    assert answer_of(response).values == {}


def test_copies_are_added_renamed_and_removed(contact: Client, response: Response) -> None:
    send(contact, response, {"n-heat.0": "Теплосеть", "v-heat.price.0": "1900"})
    send(contact, response, {"new-heat": "Котельная"})
    response.refresh_from_db()
    send(contact, response, {"v-heat.price.1": "2100"})
    send(contact, response, {"n-heat.1": "Котельная завода", "kn-heat.1": "Котельная"})
    response.refresh_from_db()
    assert response.copies == {"heat": ["Теплосеть", "Котельная завода"]}
    send(contact, response, {}, do="remove:heat.0")
    response.refresh_from_db()

    assert response.copies == {"heat": ["Котельная завода"]}
    assert answer_of(response).values == {Cell("heat.price"): number("2100")}


def test_two_copies_of_one_name_are_refused_with_the_words_kept(
    contact: Client, response: Response
) -> None:
    send(contact, response, {"n-heat.0": "Теплосеть"})
    answer = send(contact, response, {"new-heat": "теплосеть", "v-tariff.cold.0": "32,15"})

    assert answer.status_code == 409
    assert "названо дважды" in answer.content.decode().replace("\xa0", " ")
    assert 'value="32,15"' in answer.content.decode()


def test_everything_in_the_way_of_submitting_is_told_at_once_with_places(
    contact: Client, response: Response
) -> None:
    answer = send(contact, response, {"v-share.loss.0": "120", "v-tariff.cold.0": "900"}, "submit")
    places = [where for where, _ in answer.context["in_the_way"]]

    assert answer.status_code == 422
    assert {"#row-share.loss.0", "#row-tariff.cold.0", "#row-heat.price.0"} <= set(places)
    assert all(f'id="{where[1:]}"' in answer.content.decode() for where in places)
    blank = dict(answer.context["in_the_way"])["#row-heat.price.0"]
    assert blank.endswith(": пусто.")
    assert answer.content.decode().count("почему его нет; ноль") == 1
    assert Response.objects.get().state == ResponseState.DRAFT


FULL = {
    "v-tariff.cold.0": "32,15",
    "v-tariff.sewage.0": "20",
    "v-share.loss.0": "12,5",
    "n-heat.0": "Теплосеть",
    "v-heat.price.0": "1900",
}


def test_an_answer_is_submitted_read_and_taken_back(contact: Client, response: Response) -> None:
    assert send(contact, response, FULL, "submit").status_code == 302
    assert Response.objects.get().state == ResponseState.SUBMITTED
    page = contact.get(address(response)).content.decode()
    assert "Ответ представлен" in page
    assert 'name="v-tariff.cold.0"' not in page
    contact.post(address(response), {"do": "withdraw"})
    assert Response.objects.get().state == ResponseState.DRAFT


def test_a_superior_approves_by_link_without_an_account(
    contact: Client, response: Response
) -> None:
    send(contact, response, FULL, "ask")
    url = contact.get(address(response)).context["approval_url"].removeprefix("http://testserver")
    superior = Client()
    page = superior.get(url)
    assert page["Referrer-Policy"] == "same-origin"
    assert "32,15" in page.content.decode()
    assert superior.post(url, {"do": "decline", "remark": ""}).status_code == 422
    superior.post(url, {"do": "decline", "remark": "Проверьте тепло"})
    assert "Проверьте тепло" in contact.get(address(response)).content.decode().replace("\xa0", " ")
    send(contact, response, {}, "ask")
    superior.post(url, {"do": "approve"})
    assert Response.objects.get().state == ResponseState.SUBMITTED


def test_a_city_takes_no_part_and_comes_back(contact: Client, response: Response) -> None:
    send(contact, response, {"reason": ""}, "no_part")
    assert Response.objects.get().state == ResponseState.NOT_STARTED
    send(contact, response, {"reason": "Нет счётчиков"}, "no_part")
    assert "Нет счётчиков" in contact.get(address(response)).content.decode().replace("\xa0", " ")
    contact.post(address(response), {"do": "resume"})
    assert Response.objects.get().state == ResponseState.DRAFT


def test_values_of_the_last_round_are_taken_and_confirmed(client: Client) -> None:
    before = make_response(within=make_round(quarter=1))
    write(before, {Cell("tariff.cold"): number("30.10")})
    Response.objects.filter(pk=before.pk).update(state=ResponseState.ACCEPTED)
    response = make_response(within=make_round(quarter=2))
    owner = response.round.exchange.owner
    user = make_user("contact", Role.CITY_CONTACT, owner=owner, party=response.party)
    client.force_login(user)
    page = client.get(address(response)).content.decode().replace("\xa0", " ")
    assert "В прошлый раз, I квартал 2026 года" in page
    assert "30,10" in page
    send(client, response, {}, "carry")
    page = client.get(address(response)).content.decode().replace("\xa0", " ")
    assert "не подтверждено" in page
    # Saving the page as it is confirms nothing.
    send(client, response, {"v-tariff.cold.0": "30,10"})
    assert client.get(address(response)).context["sheet"].carried == 1
    send(client, response, {}, "confirm_carried")
    assert client.get(address(response)).context["sheet"].carried == 0


def test_files_are_attached_and_taken_away(contact: Client, response: Response) -> None:
    def attach(name: str, content: bytes) -> None:
        file = SimpleUploadedFile(name, content)
        contact.post(address(response), {**fields(contact, response), "do": "attach", "file": file})

    attach("Приказ.pdf", b"%PDF-1.4 order")
    attach("Приказ ещё раз.pdf", b"%PDF-1.4 order")
    attach("пусто.pdf", b"")
    found = ResponseFile.objects.get()
    sent = contact.get(address(response, f"files/{found.pk}/"))
    assert b"".join(sent.streaming_content) == b"%PDF-1.4 order"
    assert sent["Content-Disposition"].startswith("attachment")
    send(contact, response, {}, f"detach:{found.pk}")
    assert not ResponseFile.objects.exists()
    assert contact.get(address(response, f"files/{found.pk}/")).status_code == 404


def test_a_correction_after_closing_is_asked_for_with_a_reason(
    contact: Client, response: Response
) -> None:
    write(response, {Cell("tariff.cold"): number("32.15")})
    Response.objects.update(state=ResponseState.ACCEPTED)
    response.round.state = RoundState.CLOSED
    response.round.save()
    url = address(response, "correct/")
    marks = str(contact.get(url).context["sheet"].marks)
    typed = {"marks": marks, "v-tariff.cold.0": "33,15", "reason": ""}
    assert contact.post(url, {**typed, "v-tariff.cold.0": "тридцать"}).status_code == 422
    refused = contact.post(url, typed)
    assert refused.status_code == 422
    assert 'value="33,15"' in refused.content.decode()
    assert contact.post(url, {**typed, "reason": "Описка"}).status_code == 302
    assert answer_of(response).values == {Cell("tariff.cold"): number("32.15")}
    assert "Описка" in contact.get(address(response)).content.decode()


def test_the_history_tells_who_when_what_was_and_became(
    contact: Client, response: Response
) -> None:
    send(contact, response, {"v-tariff.cold.0": "30"})
    send(contact, response, {"v-tariff.cold.0": "32,15"})
    page = contact.get(address(response, "history/")).content.decode().replace("\xa0", " ")

    for words in ("contact", "набрано", "Холодная вода", "30,00", "32,15", "пусто", "черновик"):
        assert words in page


def test_the_printed_sheet_has_values_and_a_line_for_the_signature(
    contact: Client, response: Response
) -> None:
    write(response, {Cell("tariff.cold"): number("32.15")})
    page = contact.get(address(response, "print/")).content.decode()

    assert "32,15" in page
    assert "Согласовано: ____" in page


def test_other_cities_and_the_public_learn_nothing(client: Client, response: Response) -> None:
    write(response, {Cell("tariff.cold"): number("777")})
    stranger = make_party("Администрация города Тверь", city="Тверь")
    owner = response.round.exchange.owner
    for end in ("", "history/", "print/", "correct/", "news/"):
        assert client.get(address(response, end)).status_code == 302
    client.force_login(make_user("tver", Role.CITY_CONTACT, owner=owner, party=stranger))
    for end in ("", "history/", "print/", "correct/", "news/"):
        answer = client.get(address(response, end))
        assert answer.status_code == 404
        assert b"777" not in answer.content
    assert client.post(address(response), {"do": "submit"}).status_code == 404
    assert client.post(address(response, "save/"), {}).status_code == 404


def test_a_watcher_reads_and_changes_nothing(client: Client, response: Response) -> None:
    owner = response.round.exchange.owner
    client.force_login(make_user("auditor", Role.AUDITOR, owner=owner))
    page = client.get(address(response)).content.decode()
    assert 'name="v-tariff.cold.0"' not in page
    client.post(address(response), {"do": "no_part", "reason": "так"})
    assert not ResponseStep.objects.exists()


def test_a_personal_link_fills_its_own_answer_only(client: Client, response: Response) -> None:
    token = token_for(response, FILL_RESPONSE)
    page = client.get(f"/answer/{token}/")
    typed = {"marks": page.context["sheet"].marks, "v-tariff.cold.0": "32,15", "do": "save"}
    assert client.post(f"/answer/{token}/", typed).status_code == 302
    assert answer_of(response).values == {Cell("tariff.cold"): number("32.15")}
    assert ResponseStep.objects.get().link_id is not None
    assert client.get(f"/answer/{token}/correct/").status_code == 403
    assert client.get(f"/answer/confirm/{token}/").status_code == 404
    other = token_for(response, CONFIRM_RESPONSE)
    assert client.get(f"/answer/{other}/").status_code == 404
    assert client.get("/answer/1-forged/").status_code == 404


def test_a_personal_link_asks_for_a_correction_after_closing(
    client: Client, response: Response
) -> None:
    write(response, {Cell("tariff.cold"): number("32.15")})
    Response.objects.update(state=ResponseState.ACCEPTED, submitted_at=NOW)
    token = token_for(response, FILL_RESPONSE)
    url = f"/answer/{token}/correct/"
    assert client.get(url).status_code == 403
    response.round.state = RoundState.CLOSED
    response.round.save()

    assert url in client.get(f"/answer/{token}/").content.decode()
    typed = {"marks": str(client.get(url).context["sheet"].marks), "v-tariff.cold.0": "33,15"}
    assert client.post(url, {**typed, "reason": ""}).status_code == 422
    assert client.post(url, {**typed, "reason": "Описка"}).status_code == 302
    assert answer_of(response).values == {Cell("tariff.cold"): number("32.15")}
    asked = ResponseStep.objects.get(kind=StepKind.REQUEST)
    assert (asked.link_id is None, asked.reason) == (False, "Описка")
    assert "Описка" in client.get(f"/answer/{token}/").content.decode()
    # The link still fills nothing: the round is closed.
    client.post(f"/answer/{token}/", {**typed, "do": "save"})
    assert answer_of(response).values == {Cell("tariff.cold"): number("32.15")}


def test_other_links_ask_for_no_correction(client: Client, response: Response) -> None:
    write(response, {Cell("tariff.cold"): number("777")})
    Response.objects.update(state=ResponseState.ACCEPTED, submitted_at=NOW)
    response.round.state = RoundState.CLOSED
    response.round.save()
    confirming = token_for(response, CONFIRM_RESPONSE)
    over = token_for(response, FILL_RESPONSE)
    PersonalLink.objects.filter(right=FILL_RESPONSE.code).update(withdrawn_at=NOW)

    for token, status in ((confirming, 404), (over, 410)):
        for answer in (
            client.get(f"/answer/{token}/correct/"),
            client.post(f"/answer/{token}/correct/", {"reason": "так", "v-tariff.cold.0": "1"}),
        ):
            assert answer.status_code == status
            assert b"777" not in answer.content
    assert not ResponseStep.objects.filter(kind=StepKind.REQUEST).exists()


@pytest.mark.parametrize("count", [1, 3, 60])
def test_a_page_of_any_length_takes_the_same_number_of_queries(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    response = make_response(within=make_round(wide_form(count), title="Широкая"))
    write(response, {Cell(f"row.n{place}"): number("5") for place in range(count)})
    token = token_for(response, FILL_RESPONSE)
    client.get(f"/answer/{token}/")
    # Link, its last use, answer, cells, last round, medians, files; no session is asked.
    with django_assert_num_queries(8):
        assert client.get(f"/answer/{token}/").status_code == 200


def test_copies_cost_no_queries_of_their_own(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    form = wide_form(3, max_copies=5)
    response = make_response(within=make_round(form, title="По поставщикам"))
    names = [f"Поставщик {place}" for place in range(5)]
    save_copies(response=response, section="all", names=names, actor=SYSTEM, now=NOW)
    token = token_for(response, FILL_RESPONSE)
    client.get(f"/answer/{token}/")
    with django_assert_num_queries(8):
        client.get(f"/answer/{token}/")


def test_a_button_no_page_has_is_not_found(contact: Client, response: Response) -> None:
    for do in ("explode", "remove:heat.x", "detach:x"):
        assert send(contact, response, {}, do).status_code == 404
