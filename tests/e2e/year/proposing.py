"""The campaign: opened by the directorate, answered by cities, its rows accepted."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.test_every_page import check_rules
from tests.e2e.year.hands import keep, press, sign_in

from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.campaigns.rules import RowState, SubmissionState
from mezhgorod.notices.models import Letter
from mezhgorod.planning.models import Plan
from mezhgorod.registry.models import Contact

FORUM = "Форум молодых архитекторов"
SECTION = "Конференции, семинары, форумы, заседания секций"


def collect(directorate: Visit, visitor: Visitor) -> Plan:
    """From the last plan to the draft of the next one."""
    page = directorate.page
    campaign = open_campaign(page)
    check_rules(directorate)
    answer_with_an_account(visitor)
    answer_by_a_link(directorate, visitor, campaign)
    write_to_the_silent(directorate, campaign)
    answer_for_the_others(campaign)
    accept_everything(directorate, campaign)
    page.goto(f"{directorate.address}/campaigns/{campaign.pk}/")
    page.locator("summary", has_text="Закрыть сбор").click()
    press(page, "Да, закрыть сбор")
    press(page, "Собрать проект плана")
    campaign.refresh_from_db()
    assert campaign.plan is not None
    return campaign.plan


def open_campaign(page: Page) -> Campaign:
    """The directorate continues the last plan with everybody the program offers."""
    page.click("text=Сбор предложений")
    page.click("text=Начать сбор")
    last = page.locator("#from option", has_text="мероприятий на 2023 год").first
    page.get_by_label("Какой план продолжаем").select_option(last.get_attribute("value"))
    press(page, "Дальше: сроки и участники")
    day = timezone.localdate()
    page.get_by_label("Открывается").fill(f"{day:%Y-%m-%d}")
    page.get_by_label("Предложения до").fill(f"{day + timedelta(days=20):%Y-%m-%d}")
    page.get_by_label("Рассмотреть до").fill(f"{day + timedelta(days=40):%Y-%m-%d}")
    keep(page, "campaign-new", at=page.get_by_text("Кого приглашаем"))
    press(page, "Открыть сбор")
    expect(page.locator("h1")).to_contain_text("2024")
    return Campaign.objects.get()


def answer_with_an_account(visitor: Visitor) -> None:
    """Vologda keeps what it had and adds one event, its time understood while it types."""
    city = sign_in(visitor, "vologda")
    page = city.page
    # The only campaign that waits opens at once.
    page.get_by_role("navigation", name="Главное меню").get_by_text("Мои предложения").click()
    keep(page, "propose")
    press(page, "Оставить все нерешённые")
    press(page, "Добавить строку")
    new = page.locator(".row-editor").last
    new.get_by_label("Раздел").select_option(label=SECTION)
    new.get_by_label("Мероприятие").fill(FORUM)
    new.get_by_label(re.compile("Место")).fill("Вологда")
    new.get_by_label(re.compile("Дата|Срок")).fill("май-июнь")
    expect(new.locator("[data-understood]")).to_contain_text("мая")
    expect(new.locator("[data-state]")).to_contain_text("сохранено")
    expect(page.locator("#own ~ ol .finding.hint")).to_have_count(0)
    keep(page, "propose-row", at=page.locator("#own"))
    press(page, "Направить предложения")
    expect(page.locator("main")).to_contain_text("Состояние: направлено")
    check_rules(city)


def answer_by_a_link(directorate: Visit, visitor: Visitor, campaign: Campaign) -> None:
    """A city that has no account opens the link of its letter on a phone."""
    silent = Submission.objects.filter(campaign=campaign, state=SubmissionState.NOT_STARTED)
    submission = silent.filter(rows__isnull=False).order_by("party__name")[0]
    page = directorate.page
    page.goto(f"{directorate.address}/campaigns/{campaign.pk}/")
    page.get_by_label(f"Отметить: {submission.party.spoken_name}").check()
    press(page, "Личные ссылки и текст письма")
    link = page.get_by_label("Личная ссылка").input_value()
    city = visitor(width=375)
    city.page.goto(link)
    check_rules(city)
    press(city.page, "Оставить все нерешённые")
    expect(city.page.get_by_role("button", name="Оставить все нерешённые")).to_have_count(0)
    keep(city.page, "propose-375", width=375)
    press(city.page, "Направить предложения")
    expect(city.page.locator("main")).to_contain_text("Предложения направлены")
    submission.refresh_from_db()
    assert submission.state == SubmissionState.SUBMITTED


def write_to_the_silent(directorate: Visit, campaign: Campaign) -> None:
    """Who has not answered gets a letter, which waits for a look before it leaves."""
    silent = Submission.objects.filter(campaign=campaign, state=SubmissionState.NOT_STARTED)
    Contact.objects.create(organization=silent[0].party, email="city@example.org")
    page = directorate.page
    page.goto(f"{directorate.address}/campaigns/{campaign.pk}/")
    page.get_by_role("button", name=re.compile("Написать всем, кто не ответил")).click()
    assert Letter.objects.filter(kind__startswith="campaign.").count() == 1


def answer_for_the_others(campaign: Campaign) -> None:
    """The other cities answer by the same calls as their pages, without a browser each."""
    from mezhgorod.campaigns.actions import (  # noqa: PLC0415 -- after the set-up
        choose_rows,
        nothing_to_propose,
        send_submission,
    )
    from mezhgorod.campaigns.rules import RowChoice  # noqa: PLC0415 -- after the set-up
    from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after the set-up

    now = timezone.now()
    silent = Submission.objects.filter(campaign=campaign, state=SubmissionState.NOT_STARTED)
    for submission in silent.select_related("campaign", "party"):
        about = {"submission": submission, "actor": SYSTEM, "now": now}
        rows = list(submission.rows.values_list("pk", flat=True))
        if rows:
            choose_rows(row_ids=rows, choice=RowChoice.KEEP, **about)
            send_submission(**about)
        else:
            nothing_to_propose(reason="", **about)


def accept_everything(directorate: Visit, campaign: Campaign) -> None:
    """Accept what is clear with one press, then the rest one screen at a time."""
    page = directorate.page
    page.goto(f"{directorate.address}/campaigns/{campaign.pk}/rows/")
    keep(page, "campaign-rows")
    clear = page.locator("summary", has_text="Принять все без замечаний")
    if clear.count():
        clear.click()
        page.get_by_role("button", name=re.compile("Да, принять")).click()
    while page.locator(".review-row input[name=row]").count():
        for box in page.locator(".review-row input[name=row]").all():
            box.check()
        press(page, "Принять отмеченные")
    rows = campaign.submissions.filter(rows__state=RowState.SUBMITTED)
    assert not rows.exists()
