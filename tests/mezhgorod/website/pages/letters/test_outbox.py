"""«Письма»: lists, one letter, texts, and who sees which of them."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from tests.factories.html import texts, tree_of, words
from tests.factories.letters import make_letter, make_letters
from tests.factories.people import make_owner, make_user

from mezhgorod.notices.models import Letter, LetterTemplate
from mezhgorod.notices.rules import LetterState, letter_kinds
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.http]

TABS = "//nav[@aria-label='Состояния писем']//li"
ROWS = "//table[contains(@class, 'letters')]/tbody/tr"


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(make_user("keeper", Role.DIRECTORATE, owner=make_owner()))
    return client


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_few_queries(
    keeper: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_letters(count, make_owner())

    with django_assert_num_queries(6):
        page = keeper.get("/letters/")

    assert texts(page, ROWS)[-1].startswith(
        "Письмо 1 Контактное лицо 1 contact1@example.org в очереди 10 мая 2023"
    )
    assert len(texts(page, ROWS)) == count


def test_every_count_is_a_door(keeper: Client) -> None:
    owner = make_owner()
    make_letters(2, owner, is_held=True)
    make_letter(owner, state=LetterState.FAILED)

    page = keeper.get("/letters/")
    doors = tree_of(page).xpath(f"{TABS}/a/@href")

    assert texts(page, TABS) == ["Все 3", "Ждёт проверки 2", "Не отправлено 1"]
    assert [
        len(texts(keeper.get(f"/letters/{one}" if one[0] == "?" else one), ROWS)) for one in doors
    ] == [3, 2, 1]


def test_ten_thousand_letters_are_paged(
    keeper: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_letters(10_000, make_owner())

    with django_assert_num_queries(6):
        page = keeper.get("/letters/?page=200&state=queued")

    assert len(texts(page, ROWS)) == 50
    assert texts(page, "//nav[@aria-label='Страницы писем']//li") == [
        "Назад",
        "Страница 200 из 200",
    ]
    assert tree_of(page).xpath("//a[@rel='prev']/@href") == ["?state=queued&page=199"]


def test_nobody_sees_letters_of_others(keeper: Client, client: Client) -> None:
    foreign = make_letter(make_owner("Другой союз"), subject="Тайна другого союза", is_held=True)
    make_letter(None, subject="Тайна программы")

    assert "Тайна" not in words(keeper.get("/letters/"))
    assert keeper.get(f"/letters/{foreign.pk}/").status_code == 404
    assert keeper.post(f"/letters/{foreign.pk}/release/").status_code == 404
    keeper.post("/letters/release/", {"last": foreign.pk})
    assert Letter.objects.get(pk=foreign.pk).state == LetterState.HELD


@pytest.mark.parametrize("role", [Role.CITY_CONTACT, Role.APPROVER, Role.CLERK, None])
def test_the_outbox_is_closed_for_others(client: Client, role: Role | None) -> None:
    owner = make_owner()
    letter = make_letter(owner)
    client.force_login(make_user("other", role, owner=owner))

    for url in ("/letters/", f"/letters/{letter.pk}/", "/letters/templates/"):
        assert client.get(url).status_code == 403


def test_a_visitor_is_asked_to_log_in(client: Client) -> None:
    assert client.get("/letters/").headers["Location"] == "/login/?next=/letters/"


def test_an_auditor_reads_and_changes_nothing(client: Client) -> None:
    owner = make_owner()
    link = "https://plan.example.org/p/secret-of-a-personal-link/"
    letter = make_letter(owner, is_held=True, body=f"Текст письма 1 {link}")
    client.force_login(make_user("auditor", Role.AUDITOR, owner=owner))

    page = client.get(f"/letters/{letter.pk}/")
    assert "Текст письма 1 https://plan.example.org/p/…/" in words(page)
    assert "secret-of" not in page.content.decode()
    assert letter.stop_token not in page.content.decode()
    assert texts(page, "//main//form") == []
    for verb in ("release", "stop"):
        client.post(f"/letters/{letter.pk}/{verb}/")
    client.post("/letters/release/", {"last": letter.pk})
    client.post(f"/letters/{letter.pk}/", {"to_address": "a@b.ru", "subject": "x", "body": "x"})
    letter.refresh_from_db()
    assert (letter.state, letter.subject) == ("held", "Письмо 1")


def test_held_letters_are_looked_at_one_by_one(keeper: Client) -> None:
    first, second = make_letters(2, make_owner(), is_held=True)

    page = keeper.post(f"/letters/{first.pk}/release/", follow=True)

    assert page.redirect_chain == [(f"/letters/{second.pk}/", 302)]
    assert texts(page, "//div[@id='messages']/p") == ["Письмо передано на отправку."]
    first.refresh_from_db()
    assert first.state == LetterState.QUEUED


def test_all_letters_go_that_were_in_the_list(keeper: Client) -> None:
    owner = make_owner()
    seen = make_letters(3, owner, is_held=True)
    page = keeper.get("/letters/?state=held")
    last = tree_of(page).xpath("//form[@action='/letters/release/']//input[@name='last']/@value")
    unseen = make_letter(owner, is_held=True)

    answer = keeper.post("/letters/release/", {"last": last[0]}, follow=True)

    assert "Передано на отправку писем: 3." in words(answer)
    states = dict(Letter.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in seen] == ["queued"] * 3
    assert states[unseen.pk] == "held"


def test_a_letter_is_corrected_and_waits(keeper: Client) -> None:
    letter = make_letter(make_owner())
    url = f"/letters/{letter.pk}/"

    wrong = keeper.post(url, {"to_address": "нет", "subject": "Тема", "body": "Текст"})
    keeper.post(url, {"to_address": "a@example.org", "subject": "Новая", "body": "<b>Текст</b>"})

    letter.refresh_from_db()
    assert wrong.status_code == 422
    assert "«нет» не похоже на адрес" in words(wrong)
    assert (letter.state, letter.subject, letter.to_address) == ("held", "Новая", "a@example.org")
    page = keeper.get(url)
    assert tree_of(page).xpath("//article//b") == []
    assert "<b>Текст</b>" in words(page, "//article")


def test_what_failed_says_why_and_goes_again(keeper: Client) -> None:
    failed = make_letters(2, make_owner(), state=LetterState.FAILED, error="550 no such user")

    page = keeper.get(f"/letters/{failed[0].pk}/")
    answer = keeper.post("/letters/retry/", {"last": failed[1].pk}, follow=True)

    assert "550 no such user" in words(page)
    assert texts(page, "//div[@class='letters-verbs']//button") == [
        "Отправить ещё раз",
        "Исправить",
    ]
    assert "Передано на отправку писем: 2." in words(answer)
    assert set(Letter.objects.values_list("state", flat=True)) == {"queued"}


def test_an_uncertain_letter_asks_a_person(keeper: Client) -> None:
    letter = make_letter(make_owner(), state=LetterState.UNCERTAIN, error="прервалось")

    page = keeper.get(f"/letters/{letter.pk}/")
    keeper.post(f"/letters/{letter.pk}/believe/")
    again = keeper.post(f"/letters/{letter.pk}/believe/", follow=True)

    buttons = ["Отправить ещё раз", "Считать отправленным"]
    assert texts(page, "//div[@class='letters-verbs']//button") == buttons
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert "состояние письма изменилось" in words(again)


@pytest.mark.parametrize("verb", ["erase", "edit", "RELEASE"])
def test_unknown_verbs_do_nothing(keeper: Client, verb: str) -> None:
    letter = make_letter(make_owner(), is_held=True)

    assert keeper.post(f"/letters/{letter.pk}/{verb}/").status_code == 403
    assert keeper.get(f"/letters/{letter.pk}/release/").status_code == 405


def test_without_mail_the_page_says_that_nothing_leaves(keeper: Client, settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    assert "ни одно письмо не покидает этот компьютер" in words(keeper.get("/letters/"))

    settings.EMAIL_HOST = "mail.example.org"
    assert "не покидает" not in words(keeper.get("/letters/"))


def test_an_empty_outbox_says_what_fills_it(keeper: Client) -> None:
    assert "Писем пока нет." in words(keeper.get("/letters/"))
    assert "Таких писем нет." in words(keeper.get("/letters/?state=failed"))
    assert keeper.get("/letters/?state=x&page=abc&q=%00").status_code == 200


def test_a_text_is_tried_saved_and_taken_back(keeper: Client) -> None:
    url = f"/letters/templates/{make_owner().slug}/campaign.accepted/"
    listed = keeper.get("/letters/templates/")
    typed = {"subject": "Да: {row}", "body": "Здравствуйте, {party}"}

    shown = keeper.post(url, {**typed, "do": "show"})
    assert "Да: Форум малых городов Здравствуйте, Вологда" in words(shown, "//article")
    assert LetterTemplate.objects.count() == 0
    saved = keeper.post(url, {**typed, "do": "save"}, follow=True)
    assert "Образец «Строка принята» сохранён." in words(saved)
    wrong = keeper.post(url, {**typed, "body": "{who}", "do": "save"})
    assert (wrong.status_code, "Поля {who} в таких письмах нет" in words(wrong)) == (422, True)
    keeper.post(f"{url}reset/")
    assert LetterTemplate.objects.count() == 0
    assert len(texts(listed, "//tbody/tr")) == len(letter_kinds())


def test_texts_of_others_are_closed(keeper: Client) -> None:
    other = make_owner("Другой союз")
    url = f"/letters/templates/{other.slug}/campaign.accepted/"

    assert keeper.get(url).status_code == 403
    assert keeper.post(url, {"subject": "x", "body": "y", "do": "save"}).status_code == 403
    assert keeper.post(f"{url}reset/").status_code == 403
    assert keeper.get(f"/letters/templates/{make_owner().slug}/no.kind/").status_code == 404


def test_an_administrator_sees_letters_of_the_program(client: Client, directorate: User) -> None:
    client.force_login(directorate)
    make_letter(None, subject="Письмо программы")

    assert "Письмо программы" in words(client.get("/letters/"))
