"""The year of a union in a real browser: from the last plan to an approved and changed one.

The union, its cities and its last plan are those of the corpus; only the hands are the test's.
With `MEZHGOROD_PICTURES` set to a folder, the pages are also kept as pictures for the handbook.
"""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.test_every_page import check_rules
from tests.factories import cast

from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.campaigns.rules import SubmissionState
from mezhgorod.notices.models import Letter
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.registry.models import Contact

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("MEZHGOROD_PICTURES", "")
MOVED = "9 июля"


@pytest.fixture
def union(_site: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The union of the corpus with its cities, and people with one role each."""
    monkeypatch.setenv("MEZHGOROD_DEMO_PASSWORD", cast.PASSWORD)
    call_command("load_demo", verbosity=0)
    call_command("load_demo_people")


def sign_in(visitor: Visitor, name: str, *, width: int = 1280) -> Visit:
    visit = visitor(width=width)
    page = visit.open("/login/")
    page.fill('input[name="username"]', name)
    page.fill('input[name="password"]', cast.PASSWORD)
    page.click("main button")
    return visit


def keep(page: Page, name: str) -> None:
    """Keep the page as a picture where pictures are asked for."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


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
    keep(page, "campaign-new")
    press(page, "Открыть сбор")
    expect(page.locator("h1")).to_contain_text("2024")
    return Campaign.objects.get()


def propose_as_city(page: Page) -> None:
    """Vologda keeps what it had, changes one date and adds one event."""
    # The only campaign that waits opens at once.
    page.get_by_role("navigation", name="Главное меню").get_by_text("Мои предложения").click()
    press(page, "Оставить все нерешённые")
    press(page, "Добавить строку")
    new = page.locator(".row-editor").last
    new.get_by_label("Раздел").select_option(index=1)
    new.get_by_label("Мероприятие").fill("Форум молодых архитекторов")
    new.get_by_label(re.compile("Место")).fill("Вологда")
    new.get_by_label(re.compile("Дата|Срок")).fill("май-июнь")
    expect(new.locator("[data-understood]")).to_contain_text("мая")
    expect(new.locator("[data-state]")).to_contain_text("сохранено")
    keep(page, "proposal")
    press(page, "Направить предложения")
    expect(page.locator("main")).to_contain_text("Состояние: направлено")


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


def test_union_goes_from_its_last_plan_to_a_changed_approved_one(
    visitor: Visitor, union: None
) -> None:
    directorate = sign_in(visitor, "direktsiya")
    page = directorate.page
    campaign = open_campaign(page)
    check_rules(directorate)

    city = sign_in(visitor, "vologda")
    propose_as_city(city.page)
    # Typing on gives up the reading of the words typed before: that is meant to be.
    city.complaints[:] = [one for one in city.complaints if "AbortError" not in one]
    check_rules(city)

    # Who has not answered gets a letter, which waits for a look before it leaves.
    Contact.objects.create(
        organization=Submission.objects.exclude(party__territory__name="Вологда")[0].party,
        email="city@example.org",
    )
    page.goto(f"{directorate.address}/campaigns/{campaign.pk}/")
    page.get_by_role("button", name=re.compile("Написать всем, кто не ответил")).click()
    keep(page, "campaign-wall")
    assert Letter.objects.filter(kind__startswith="campaign.").count() == 1

    answer_for_the_others(campaign)
    page.goto(f"{directorate.address}/campaigns/{campaign.pk}/rows/")
    keep(page, "campaign-rows")
    accept_everything(page)
    page.goto(f"{directorate.address}/campaigns/{campaign.pk}/")
    page.locator("summary", has_text="Закрыть сбор").click()
    press(page, "Да, закрыть сбор")
    press(page, "Собрать проект плана")
    plan = Plan.objects.get(pk=campaign.plan_id or Campaign.objects.get().plan_id)
    assert plan.state == "draft"
    assert PlanItem.objects.filter(section__plan=plan).count() > 20

    approve(page, directorate, visitor, plan)
    postpone(page, directorate, visitor, plan)


def accept_everything(page: Page) -> None:
    """Accept what is clear with one press, then the rest one screen at a time."""
    clear = page.locator("summary", has_text="Принять все без замечаний")
    if clear.count():
        clear.click()
        page.get_by_role("button", name=re.compile("Да, принять")).click()
    while page.locator(".review-row input[name=row]").count():
        for box in page.locator(".review-row input[name=row]").all():
            box.check()
        press(page, "Принять отмеченные")


def approve(page: Page, directorate: Visit, visitor: Visitor, plan: Plan) -> None:
    """The draft goes round, the board approves it, everybody reads it."""
    page.goto(f"{directorate.address}/plans/{plan.slug}/approval/")
    press(page, "Передать на согласование")
    keep(page, "approval")
    board = sign_in(visitor, "pravlenie")
    board.open(f"/plans/{plan.slug}/approval/")
    board.page.get_by_label("Орган").select_option(label="Правление")
    board.page.get_by_label("Дата утверждения").fill(f"{timezone.localdate():%Y-%m-%d}")
    board.page.get_by_label("Номер документа").fill("7")
    press(board.page, "Утвердить план")
    expect(board.page.locator("#messages")).to_contain_text("Закреплена редакция 1")
    check_rules(board)
    page.goto(f"{directorate.address}/plans/{plan.slug}/approval/")
    press(page, "Опубликовать")
    plan.refresh_from_db()
    assert (plan.state, plan.versions.count()) == ("published", 1)


def postpone(page: Page, directorate: Visit, visitor: Visitor, plan: Plan) -> None:
    """One event moves; the amendment is approved; both editions can be read."""
    item = PlanItem.objects.get(
        section__plan=plan, event__title__contains="Форум молодых архитекторов"
    )
    page.goto(f"{directorate.address}/plans/{plan.slug}/items/{item.pk}/change/?do=postpone")
    page.get_by_label("Новый срок").fill(MOVED)
    page.get_by_label("Причина").fill("По просьбе принимающего города")
    keep(page, "postpone")
    page.locator("main form button.btn-primary").click()
    page.goto(f"{directorate.address}/plans/{plan.slug}/amendments/1/")
    check_rules(directorate)
    keep(page, "amendment")
    page.get_by_label("Орган").select_option(label="Правление")
    page.get_by_label("Дата утверждения").fill(f"{timezone.localdate():%Y-%m-%d}")
    press(page, "Утвердить изменения")
    expect(page.locator("#messages")).to_contain_text("редакция 2")

    public = visitor(width=375)
    shown = public.open(f"/events/{item.event.uid}/")
    expect(shown.locator("main")).to_contain_text(MOVED.replace(" ", "\N{NO-BREAK SPACE}"))
    expect(shown.locator("main")).to_contain_text("май-июнь")
    check_rules(public)
    assert [one.number for one in plan.versions.order_by("number")] == [1, 2]
    first = public.page.request.get(f"{public.address}/plans/{plan.slug}/versions/1/plan.csv")
    second = public.page.request.get(f"{public.address}/plans/{plan.slug}/versions/2/plan.csv")
    assert ("май-июнь" in first.text(), MOVED in first.text()) == (True, False)
    assert MOVED in second.text()
