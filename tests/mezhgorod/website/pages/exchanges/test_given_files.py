"""Files given to those who answer: who gives them, who reads them, who learns nothing of them."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.factories.answers import token_for
from tests.factories.people import make_owner, make_user
from tests.factories.rounds import NOW, asked_exchange, city, committee, opened, response_of, runner

from mezhgorod.exchanges.actions import given_files as giving
from mezhgorod.exchanges.actions.given_files import drop_given_file, give_file
from mezhgorod.exchanges.models import Exchange, ExchangeFile, ExchangeRound
from mezhgorod.exchanges.queries.given_files import files_for_round
from mezhgorod.exchanges.rules import CONFIRM_RESPONSE, FILL_RESPONSE, Reading
from mezhgorod.registry.models import AuditEntry, Organization
from mezhgorod.registry.rules import SYSTEM, Role, RuleViolation

pytestmark = [pytest.mark.django_db, pytest.mark.http]
LETTER = "Письмо городам.pdf"


@pytest.fixture
def found() -> ExchangeRound:
    return opened("Вологда", "Псков")


@pytest.fixture
def letter(found: ExchangeRound) -> ExchangeFile:
    return given(found.exchange)


def given(
    exchange: Exchange, found: ExchangeRound | None = None, *, name: str = LETTER, words: str = "а"
) -> ExchangeFile:
    return give_file(
        exchange=exchange, found=found, file=ContentFile(words.encode()), file_name=name,
        actor=SYSTEM, now=NOW,
    )  # fmt: skip


def browser(role: Role | None, owner: Organization | None = None, party: str = "") -> Client:
    client = Client()
    if role is None:
        client.force_login(make_user("nobody"))
        return client
    owner = owner or make_owner()
    more = {"party": city(party)} if party else {}
    client.force_login(make_user(f"{role}-{owner.pk}-{party}", role, owner=owner, **more))
    return client


def page_of(exchange: Exchange) -> str:
    return reverse("exchange", args=(exchange.pk,))


def test_the_keeper_gives_a_file_and_takes_it_off(found: ExchangeRound) -> None:
    client, exchange = browser(Role.DIRECTORATE), found.exchange
    sent = SimpleUploadedFile("C:\\Письма\\Методика.docx", b"words")
    body = {"file": sent, "round": str(found.pk)}
    answer = client.post(reverse("exchange_give_file", args=(exchange.pk,)), body, follow=True)
    kept = ExchangeFile.objects.get()

    assert (kept.exchange, kept.round, kept.file_name) == (exchange, found, "Методика.docx")
    assert "только I\u00a0квартал 2026\u00a0года" in answer.content.decode()
    told = AuditEntry.objects.order_by("-pk").first()
    assert told is not None
    assert told.summary == "К обмену приложен файл «Методика.docx»."

    client.post(reverse("exchange_drop_file", args=(exchange.pk, kept.pk)))
    assert not ExchangeFile.objects.exists()
    assert kept.document.file.storage.exists(kept.document.file.name)


def test_the_same_file_again_is_one(found: ExchangeRound, letter: ExchangeFile) -> None:
    assert given(found.exchange) == letter
    # For one round it is a file of its own: it goes away with that round alone.
    assert given(found.exchange, found) != letter
    assert given(found.exchange, found) == ExchangeFile.objects.get(round=found)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("вирус.exe", b"a", "Файл «вирус.exe» не подходит"),
        ("без окончания", b"a", "не подходит"),
        ("пустой.pdf", b"", "Файл «пустой.pdf» пуст"),
    ],
)
def test_other_files_are_refused(
    found: ExchangeRound, name: str, content: bytes, words: str
) -> None:
    with pytest.raises(RuleViolation, match=words):
        give_file(
            exchange=found.exchange, file=io.BytesIO(content), file_name=name, actor=SYSTEM, now=NOW
        )
    assert not ExchangeFile.objects.exists()


def test_nothing_chosen_is_said(found: ExchangeRound) -> None:
    url = reverse("exchange_give_file", args=(found.exchange_id,))
    answer = browser(Role.DIRECTORATE).post(url, {}, follow=True)

    assert "Выберите файл." in answer.content.decode()


def test_no_more_files_than_the_limit(
    found: ExchangeRound, letter: ExchangeFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving, "MAX_GIVEN_FILES", 1)
    with pytest.raises(RuleViolation, match="больше нельзя"):
        given(found.exchange, words="другое")
    assert given(found.exchange) == letter


def test_a_round_of_another_exchange_takes_no_file(found: ExchangeRound) -> None:
    other = asked_exchange("Псков", title="Цены")
    with pytest.raises(RuleViolation, match="другому обмену"):
        given(other, found)
    url = reverse("exchange_give_file", args=(other.pk,))
    body = {"file": SimpleUploadedFile("a.pdf", b"a"), "round": str(found.pk)}
    assert browser(Role.DIRECTORATE).post(url, body).status_code == 404
    assert not ExchangeFile.objects.exists()


def test_only_those_who_keep_the_exchange_give(found: ExchangeRound, letter: ExchangeFile) -> None:
    stranger = committee(found.exchange, "Секция «Туризм»")
    with pytest.raises(RuleViolation):
        give_file(
            exchange=found.exchange, file=ContentFile(b"b"), file_name="b.pdf", actor=stranger,
            now=NOW,
        )  # fmt: skip
    with pytest.raises(RuleViolation):
        drop_given_file(given=letter, actor=stranger, now=NOW)
    assert list(ExchangeFile.objects.all()) == [letter]
    drop_given_file(given=letter, actor=runner(found.exchange), now=NOW)
    assert not ExchangeFile.objects.exists()


@pytest.mark.parametrize("role", [Role.CITY_CONTACT, Role.AUDITOR])
def test_readers_give_nothing(found: ExchangeRound, letter: ExchangeFile, role: Role) -> None:
    client = browser(role, party="Вологда" if role == Role.CITY_CONTACT else "")
    args = (found.exchange_id, letter.pk)
    sent = {"file": SimpleUploadedFile("a.pdf", b"b")}

    assert client.get(reverse("exchange_given_file", args=args)).status_code == 200
    assert client.post(reverse("exchange_give_file", args=args[:1]), sent).status_code == 403
    assert client.post(reverse("exchange_drop_file", args=args)).status_code == 403
    assert "Приложить файл" not in client.get(page_of(found.exchange)).content.decode()
    assert list(ExchangeFile.objects.all()) == [letter]


def test_a_city_reads_them_beside_its_form_and_by_its_link(
    found: ExchangeRound, letter: ExchangeFile
) -> None:
    note = given(found.exchange, found, name="Методика.docx", words="б")
    response = response_of(found, "Вологда")
    contact = browser(Role.CITY_CONTACT, party="Вологда")
    html = contact.get(reverse("response", args=(response.pk,))).content.decode()

    for one, words in ((letter, "а"), (note, "б")):
        url = reverse("response_given_file", args=(response.pk, one.pk))
        assert url in html
        answer = contact.get(url)
        assert answer.content == words.encode()
        assert answer["Content-Disposition"].startswith("attachment;")
    by_link = reverse(
        "response_given_file_by_link", args=(token_for(response, FILL_RESPONSE), letter.pk)
    )
    assert Client().get(by_link).content == "а".encode()
    other = reverse(
        "response_given_file_by_link", args=(token_for(response, CONFIRM_RESPONSE), letter.pk)
    )
    assert Client().get(other).status_code == 404


def test_files_of_another_round_or_exchange_are_not_read(found: ExchangeRound) -> None:
    later = opened("Ржев", quarter=2)
    first, second = given(found.exchange, found), given(found.exchange, later, words="тайна")
    foreign = given(asked_exchange("Ржев", title="Цены"), words="чужое")
    contact, newcomer = (browser(Role.CITY_CONTACT, party=one) for one in ("Вологда", "Ржев"))

    response = response_of(found, "Вологда")
    for one in (second, foreign):
        url = reverse("response_given_file", args=(response.pk, one.pk))
        assert contact.get(url).status_code == 404
    # The second round asks both cities, the first one did not ask the newcomer.
    for one, statuses in ((first, (200, 404)), (second, (200, 200)), (foreign, (404, 404))):
        url = reverse("exchange_given_file", args=(found.exchange_id, one.pk))
        assert (contact.get(url).status_code, newcomer.get(url).status_code) == statuses


@pytest.mark.parametrize("reading", [Reading.PUBLIC, Reading.MEMBERS, Reading.PARTICIPANTS])
def test_those_who_are_not_asked_read_no_file(
    found: ExchangeRound, letter: ExchangeFile, reading: Reading
) -> None:
    Exchange.objects.update(reading=reading)
    url = reverse("exchange_given_file", args=(found.exchange_id, letter.pk))
    elsewhere = make_owner("АСДГ")
    strangers = [
        Client(),
        browser(None),
        browser(Role.CITY_CONTACT, party="Ржев"),
        browser(Role.CITY_CONTACT, elsewhere, party="Вологда"),
        browser(Role.DIRECTORATE, elsewhere),
    ]
    for client in strangers:
        answer = client.get(url)
        assert answer.status_code in {302, 404}
        page = client.get(page_of(found.exchange))
        assert page.status_code in {200, 302, 404}
        assert LETTER not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_files_of_a_round_are_one_query(
    found: ExchangeRound, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        given(found.exchange, found if number else None, words=str(number))
    with django_assert_num_queries(1):
        assert [one.document.size for one in files_for_round(found)] == [1] * count
