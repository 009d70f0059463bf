"""Rounds are opened, cities invited, answers looked through, the table sent out and corrected."""

import re
from datetime import timedelta

from django.db.models import Value
from django.db.models.functions import Concat
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit
from tests.e2e.exchange.hands import CITIES, SILENT, response_of, with_address
from tests.e2e.test_every_page import check_rules
from tests.e2e.year.hands import keep, press

from mezhgorod.exchanges.models import ComparisonVersion, Exchange, ExchangeRound
from mezhgorod.exchanges.rules import ResponseState
from mezhgorod.notices.models import Letter

CLEAR = "Принять все без сомнений"


def plan_year(directorate: Visit, exchange: Exchange) -> list[ExchangeRound]:
    """A quarterly exchange has four rounds in a year."""
    page = directorate.open(f"/exchanges/{exchange.pk}/")
    page.get_by_role("link", name="Наметить раунды").first.click()
    page.get_by_label("Год", exact=True).fill(str(timezone.localdate().year - 1))
    press(page, "Наметить раунды")
    expect(page.locator("#messages")).to_contain_text("4 раунда намечены")
    return list(exchange.rounds.select_related("exchange__owner", "form").order_by("period_start"))


def open_round(directorate: Visit, found: ExchangeRound) -> None:
    """The day to answer by is moved on, then every participant gets a letter with a link."""
    page = directorate.open(f"/exchanges/rounds/{found.pk}/")
    day = timezone.localdate()
    page.locator("summary", has_text="Изменить сроки и пояснение").click()
    page.get_by_label("Открывается").fill(f"{day:%Y-%m-%d}")
    page.locator("#plan_due").fill(f"{day + timedelta(days=12):%Y-%m-%d}")
    page.get_by_label("Пояснение для городов").fill("Числа созданы для показа.")
    press(page, "Сохранить")
    press(page, "Открыть раунд")
    expect(page.locator("#messages")).to_contain_text("Раунд открыт")
    assert found.responses.count() == len(CITIES)


def invite(directorate: Visit, found: ExchangeRound) -> list[Letter]:
    """Letters are written, looked at, and only then leave."""
    for city in CITIES:
        with_address(city)
    page = directorate.open(f"/exchanges/rounds/{found.pk}/")
    page.get_by_role("button", name=re.compile("Написать всем, кого ждём")).click()
    expect(page.locator("#messages")).to_contain_text("10 писем ждут проверки")
    send_letters(directorate, kept="exchange-letter")
    return list(Letter.objects.filter(kind__startswith="exchange.").order_by("pk"))


def send_letters(directorate: Visit, *, kept: str = "") -> None:
    page = directorate.open("/letters/")
    page.get_by_role("link", name="Ждёт проверки").click()
    page.get_by_role("link", name="Проверять по одному").click()
    if kept:
        keep(page, kept)
    directorate.open("/letters/?state=held")
    page.locator("summary", has_text="Отправить все").click()
    press(page, "Да, отправить все")
    assert not Letter.objects.filter(state="held").exists()


def review(coordinator: Visit, found: ExchangeRound, *, asked: str) -> None:
    """The wall is looked at; one city is asked, answers without doubts are accepted at once."""
    page = coordinator.open(f"/exchanges/rounds/{found.pk}/")
    keep(page, "exchange-wall", at=page.locator("h1"))
    check_rules(coordinator)
    page.get_by_role("link", name=asked, exact=True).click()
    keep(page, "exchange-review", at=page.locator("h1"))
    check_rules(coordinator)
    page.locator("summary", has_text="Спросить город").click()
    page.get_by_label("Что уточнить").fill("Проверьте тариф на холодную воду: он вырос втрое.")
    press(page, "Задать вопрос")
    expect(page.locator("#messages")).to_be_visible()
    assert response_of(found, asked).state == ResponseState.IN_QUESTION


def accept(coordinator: Visit, found: ExchangeRound) -> None:
    """Accept what is clear with one press, then the rest one after another."""
    page = coordinator.open(f"/exchanges/rounds/{found.pk}/")
    clear = page.locator("summary", has_text=CLEAR)
    if clear.count():
        clear.click()
        page.get_by_role("button", name=re.compile("Да, принять")).click()
        expect(page.locator("#messages")).to_contain_text("ринят")
    for one in found.responses.filter(state=ResponseState.SUBMITTED):
        coordinator.open(f"/exchanges/answers/{one.pk}/review/")
        press(page, "Принять ответ")
        expect(page.locator("#messages")).to_contain_text("ринят")
    assert not found.responses.filter(state=ResponseState.SUBMITTED).exists()


def remind_and_extend(coordinator: Visit, found: ExchangeRound) -> None:
    """Only the silent city is written to; it alone gets more days."""
    page = coordinator.open(f"/exchanges/rounds/{found.pk}/")
    days_pass()
    before = Letter.objects.count()
    page.get_by_label(f"Отметить: {SILENT}").check()
    press(page, "Написать отмеченным")
    expect(page.locator("#messages")).to_contain_text("1 письмо ждёт")
    assert Letter.objects.count() == before + 1
    page.get_by_label(f"Отметить: {SILENT}").check()
    page.locator("summary", has_text="Продлить срок отмеченным").click()
    page.get_by_label("Отвечают до").fill(f"{timezone.localdate() + timedelta(days=20):%Y-%m-%d}")
    page.locator("#reason").fill("По просьбе города")
    press(page, "Продлить срок")
    row = page.locator("tr").filter(has_text=SILENT)
    expect(row).to_contain_text("свой")


def days_pass() -> None:
    """A city gets one letter of this kind in a day: what was written is some days old now."""
    Letter.objects.update(key=Concat("key", Value(":earlier")))


def close(coordinator: Visit, found: ExchangeRound) -> None:
    page = coordinator.open(f"/exchanges/rounds/{found.pk}/")
    page.locator("summary", has_text="Закрыть раунд").click()
    press(page, "Да, закрыть раунд")
    expect(page.locator("#messages")).to_contain_text("Раунд закрыт")
    assert response_of(found, SILENT).state == ResponseState.SILENT


def consolidate(coordinator: Visit, found: ExchangeRound) -> ComparisonVersion:
    page = coordinator.open(f"/exchanges/rounds/{found.pk}/")
    page.get_by_role("button", name=re.compile("Свести таблицу")).click()
    expect(page.locator("#messages")).to_contain_text("Таблица составлена")
    return found.tables.get()


def publish(coordinator: Visit, found: ExchangeRound) -> None:
    page = coordinator.open(f"/exchanges/rounds/{found.pk}/")
    page.locator("summary", has_text="Разослать итоги").click()
    page.get_by_role("button", name=re.compile("Да, разослать")).click()
    expect(page.locator("#messages")).to_contain_text("Итоги открыты участникам")


def correct(coordinator: Visit, found: ExchangeRound, *, city: str) -> None:
    """What a city has asked for is put right and becomes the second version of the table."""
    page = coordinator.open(f"/exchanges/rounds/{found.pk}/")
    page.get_by_role("link", name=city, exact=True).click()
    expect(page.locator("#request-head")).to_be_visible()
    keep(page, "exchange-request", at=page.locator("h1"))
    press(page, "Исправить в ответе")
    correct_table(page, coordinator, found, reason=f"{city}: исправлен тариф на холодную воду")
    publish(coordinator, found)
    coordinator.open(f"/exchanges/rounds/{found.pk}/versions/")
    keep(page, "exchange-versions", at=page.locator("h1"))


def correct_table(page: Page, coordinator: Visit, found: ExchangeRound, *, reason: str) -> None:
    coordinator.open(f"/exchanges/rounds/{found.pk}/")
    page.locator("summary", has_text="Составить исправленную таблицу").click()
    page.get_by_label("Что исправлено").fill(reason)
    page.get_by_role("button", name=re.compile("Составить версию")).click()
    expect(page.locator("#messages")).to_contain_text("Прежняя осталась как была")


def leave_out(coordinator: Visit, found: ExchangeRound, *, city: str) -> None:
    """A city turns out not to count: its accepted answer is taken back and refused."""
    answer = response_of(found, city)
    page = coordinator.open(f"/exchanges/answers/{answer.pk}/review/")
    press(page, "Отозвать решение")
    coordinator.open(f"/exchanges/answers/{answer.pk}/review/")
    page.locator("summary", has_text="Отклонить ответ").click()
    page.get_by_label("Основание").select_option(index=1)
    page.locator("#why").fill("Сведения за другой период.")
    page.get_by_role("button", name="Отклонить ответ", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("тклон")
    page = coordinator.open(f"/exchanges/{found.exchange_id}/rounds/")
    correct_table(page, coordinator, found, reason=f"{city}: ответ отклонён")
    publish(coordinator, found)
    page = coordinator.open(f"/exchanges/rounds/{found.pk}/versions/")
    expect(page.locator("main")).to_contain_text(f"Исключены: {city}")
    # Nine cities have answered in the year, sixteen answers were accepted in its two rounds.
    page = coordinator.open(f"/exchanges/{found.exchange_id}/rounds/")
    expect(page.locator("main")).to_contain_text(f"за {found.period_start.year} год: 9.")
