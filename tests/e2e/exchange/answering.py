"""Cities answer: by an account, by a link with approval inside, not at all."""

import re
from dataclasses import replace
from decimal import Decimal

from playwright.sync_api import Locator, Page, expect
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.exchange.hands import (
    BY_ACCOUNT,
    BY_LINK,
    SUPPLIERS,
    Cells,
    column_of,
    figures_of,
    paste,
    response_of,
)
from tests.e2e.exchange.past import WATER
from tests.e2e.exchange.starting import QUESTION
from tests.e2e.test_every_page import check_rules
from tests.e2e.year.hands import keep, press, sign_in

from mezhgorod.exchanges.models import ExchangeRound
from mezhgorod.exchanges.rules import ResponseState
from planbook.indicators import IndicatorForm

WORDS = "Вода: рассматривается заявка водоканала.\nОтопление: изменений не ждём."


def by_account(visitor: Visitor, found: ExchangeRound, form: IndicatorForm) -> Visit:
    """Vologda types, pastes, says why a value lacks, explains a doubt, repairs an error."""
    city = sign_in(visitor, "vologda")
    page = city.page
    page.get_by_role("link", name=re.compile("Тарифы на жилищно-коммунальные услуги")).first.click()
    expect(page.locator("h1")).to_contain_text(BY_ACCOUNT)
    cells = figures_of(form, BY_ACCOUNT, 1)
    number = cells[WATER].number or Decimal(1)
    cells[WATER] = replace(cells[WATER], number=number * 3)
    type_water(page, form, cells)
    for section in form.sections[1:]:
        name_copies(page, section.code)
        paste(first_cell(page, section.code), column_of(section, cells))
        saved(page)
    keep(page, "exchange-answer", at=page.locator("h1"))
    page.locator("[id='v-tariff.gas_network.0']").fill("")
    page.locator("[id='r-tariff.gas_network.0']").select_option(label="не в нашем ведении")
    saved(page)
    page.get_by_label(QUESTION).fill(WORDS)
    saved(page)
    submit_after_an_error(city)
    assert response_of(found, BY_ACCOUNT).state == ResponseState.SUBMITTED
    return city


def type_water(page: Page, form: IndicatorForm, cells: Cells) -> None:
    """The first section by keys: Enter leads on to the next cell of the column."""
    section = form.sections[0]
    name_copies(page, section.code)
    first_cell(page, section.code).click()
    for line, text in zip(section.lines, column_of(section, cells).split("\r\n"), strict=False):
        if not line.formula:
            page.keyboard.type(text)
            page.keyboard.press("Enter")
    saved(page)


def submit_after_an_error(city: Visit) -> None:
    """Everything that is in the way is told at once; each place is a link."""
    page = city.page
    share = page.locator("[id='v-gas.coverage.0']")
    kept = share.input_value()
    share.fill("")
    saved(page)
    press(page, "Представить ответ")
    problems = page.locator("#problems")
    expect(problems).to_contain_text("Ответ пока не представлен")
    keep(page, "exchange-problems", at=page.locator("h1"))
    # The browser tells of a refused form in its own words.
    city.complaints.clear()
    check_rules(city)
    share.fill(kept)
    page.locator("[id='c-tariff.water_cold.0']").fill("Новый тариф с 1 июля, решение региона")
    saved(page)
    explain_the_rest(page)
    press(page, "Представить ответ")
    expect(page.locator("#messages")).to_contain_text("Ответ представлен")


def explain_the_rest(page: Page) -> None:
    """What still asks for a word gets one, row by row."""
    rows = page.locator("tr:has(.finding.warning:not(.is-explained)) input[data-comment]")
    empty = [box for box in rows.all() if not box.input_value()]
    for box in empty:
        box.fill("Проверено, значение верное")
    if empty:
        saved(page)


def by_link(visitor: Visitor, link: str, form: IndicatorForm, found: ExchangeRound) -> None:
    """Vladimir has only the link of its letter; its head reads the answer and agrees."""
    city = visitor()
    page = city.page
    page.goto(link)
    expect(page.locator("h1")).to_contain_text(BY_LINK)
    cells = figures_of(form, BY_LINK, 1)
    for section in form.sections:
        name_copies(page, section.code)
        paste(first_cell(page, section.code), column_of(section, cells))
        saved(page)
    explain_the_rest(page)
    page.locator("summary", has_text="Сначала согласовать с руководителем").click()
    page.get_by_label("Для кого ссылка").fill("Заместитель главы")
    press(page, "Сделать ссылку для согласования")
    approval = page.locator("#approval-url").input_value()
    check_rules(city)
    approve(visitor, approval)
    assert response_of(found, BY_LINK).state == ResponseState.SUBMITTED


def approve(visitor: Visitor, link: str) -> None:
    head = visitor(width=375)
    page = head.page
    page.goto(link)
    check_rules(head)
    keep(page, "exchange-approval-375", width=375)
    press(page, "Согласовать и представить")
    expect(page.locator("main")).to_contain_text("Ответ согласован и представлен")


def take_no_part(visitor: Visitor, link: str) -> None:
    page = visitor(width=375).page
    page.goto(link)
    page.locator("summary", has_text="Мы не участвуем в этом раунде").click()
    page.get_by_label("Почему", exact=True).fill("Тарифы пересматриваются.")
    press(page, "Ответить, что не участвуем")
    expect(page.locator("main")).to_contain_text("не участвует")


def answer_the_question(city: Visit, found: ExchangeRound) -> None:
    """What is asked stands above the form; the city puts the value right and submits again."""
    page = city.open(f"/exchanges/answers/{response_of(found, BY_ACCOUNT).pk}/")
    expect(page.locator(".verdict.warn")).to_contain_text("Проверьте тариф на холодную воду")
    check_rules(city)
    page.locator("[id='c-tariff.water_cold.0']").fill("Верно: новый тариф, решение от 20 июня")
    saved(page)
    press(page, "Представить ответ")
    expect(page.locator("#messages")).to_contain_text("Ответ представлен")


def ask_for_a_correction(city: Visit, found: ExchangeRound, value: str) -> None:
    """After the round is closed a city asks; nothing changes until it is granted."""
    page = city.open(f"/exchanges/answers/{response_of(found, BY_ACCOUNT).pk}/")
    page.get_by_role("link", name="Попросить об исправлении").click()
    check_rules(city)
    page.locator("[id='v-tariff.water_cold.0']").fill(value)
    page.get_by_label("Почему значения исправляются").fill("Опечатка: тариф указан за три месяца.")
    press(page, "Попросить об исправлении")
    expect(page.locator("main")).to_contain_text("Просьба ждёт решения")


def first_cell(page: Page, section: str) -> Locator:
    return page.locator(f"#section-{section} [data-cell]").first


def name_copies(page: Page, section: str) -> None:
    """A section for every supplier wants its name first."""
    name = page.locator(f"#section-{section} [data-copy-name]")
    if name.count():
        name.first.fill(SUPPLIERS[section])


def saved(page: Page) -> None:
    expect(page.locator("[data-state]")).to_contain_text("Сохранено в")
