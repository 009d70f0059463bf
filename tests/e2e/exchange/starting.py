"""An exchange is begun from a ready set, its form changed a little, its cities chosen."""

from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit
from tests.e2e.exchange.hands import CITIES
from tests.e2e.year.hands import keep, press

from mezhgorod.exchanges.models import Exchange
from mezhgorod.registry.models import Body
from mezhgorod.registry.rules import BodyKind

NEW_LINE = "Питьевая вода в розлив"
QUESTION = "Какие решения о тарифах готовятся на следующий год?"


def start(directorate: Visit) -> Exchange:
    """From nothing to a form in use and ten cities to ask."""
    page = directorate.page
    page.get_by_role("navigation", name="Главное меню").get_by_text("Обмены").click()
    page.get_by_role("link", name="Начать с готового набора").click()
    keep(page, "exchange-starters")
    ready = page.locator(".starters > li").filter(has_text="Тарифы на жилищно-коммунальные услуги")
    ready.get_by_role("link", name="Взять этот набор").click()
    exchange = describe(directorate)
    choose_cities(directorate, exchange)
    compose(directorate, exchange)
    return exchange


def describe(directorate: Visit) -> Exchange:
    page = directorate.page
    body = Body.objects.filter(kind=BodyKind.COMMITTEE).order_by("name")
    owned = body.filter(owner__name__contains="Союз городов Центра")[0]
    page.get_by_label("Секция").select_option(label=owned.name)
    page.get_by_label("Кто читает итоги").select_option(label="все, через срок открытия")
    page.get_by_label("Открыть всем через, дней").fill("30")
    press(page, "Завести обмен")
    expect(page.locator("#messages")).to_contain_text("заведён")
    return Exchange.objects.select_related("owner").get()


def choose_cities(directorate: Visit, exchange: Exchange) -> None:
    page = directorate.page
    page.get_by_role("link", name="Изменить участников").first.click()
    for city in CITIES:
        page.get_by_label(city, exact=True).check()
    keep(page, "exchange-participants")
    press(page, "Сохранить участников")
    assert exchange.participants.count() == len(CITIES)


def compose(directorate: Visit, exchange: Exchange) -> None:
    """A row is added, one is taken away, cities are asked a question in words."""
    page = directorate.open(f"/exchanges/{exchange.pk}/")
    page.get_by_role("link", name="Составить форму").or_(
        page.get_by_role("link", name="Продолжить версию 1")
    ).first.click()
    water = page.locator(".builder-section").filter(has_text="Холодная вода и водоотведение")
    water.get_by_role("link", name="Добавить строку").click()
    part = page.locator(".builder-edit")
    part.get_by_label("Показатель").fill(NEW_LINE)
    part.get_by_label("Что это").select_option(label="деньги")
    part.get_by_label("Единица").fill("руб./л")
    part.get_by_label("Ответ или причина обязательны").uncheck()
    part.evaluate("(part) => { part.scrollTop = 0 }")
    keep(page, "exchange-form", at=page.locator(".builder-bar"))
    press(page, "Сохранить")
    page.get_by_role("link", name="Техническая вода").click()
    page.locator("summary", has_text="Убрать из формы").click()
    press(page, "Да, убрать")
    expect(page.locator("main")).not_to_contain_text("Техническая вода")
    ask(page)
    page.get_by_role("link", name="Как увидит город").click()
    expect(page.locator("main")).to_contain_text(QUESTION)
    page.get_by_role("link", name="Вернуться к составлению").click()
    press(page, "Ввести в работу")
    expect(page.locator("#messages")).to_contain_text("в работу")


def ask(page: Page) -> None:
    page.get_by_role("link", name="Добавить вопрос").click()
    page.locator(".builder-edit").get_by_label("Вопрос").fill(QUESTION)
    press(page, "Сохранить")
    expect(page.locator("main")).to_contain_text(QUESTION)
