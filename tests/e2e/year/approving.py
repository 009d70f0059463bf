"""The draft: written by two people at once, looked over, agreed, approved, changed, read."""

from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.test_every_page import check_rules
from tests.e2e.year.hands import keep, press, sign_in
from tests.e2e.year.proposing import FORUM
from tests.factories.people import make_user

from mezhgorod.planning.models import ApprovalRoute, Plan, PlanItem
from mezhgorod.registry.models import Body
from mezhgorod.registry.rules import BodyKind, Role

MOVED = "9 июля"
MEETINGS = ("Правление СГЦСЗР", "Собрание Союза городов")
REMARK = "Уточните, кто проводит форум."


def forum_of(plan: Plan) -> PlanItem:
    return PlanItem.objects.get(section__plan=plan, event__title__contains=FORUM)


def edit_together(directorate: Visit, visitor: Visitor, plan: Plan) -> None:
    """Two people open one row; the second sees what the first wrote, and both stay."""
    item = forum_of(plan)
    make_user("zamestitel", Role.DIRECTORATE, owner=plan.owner)
    first, second = directorate, sign_in(visitor, "zamestitel")
    for visit in (first, second):
        visit.open(f"/plans/{plan.slug}/edit/")
        visit.page.locator(f"#row-{item.pk} [data-opens]").click()
    keep(first.page, "edit-plan", at=first.page.locator(".edit-section").first)
    place = "Место проведения"
    first.page.get_by_label(place).fill("г. Вологда, Дом архитектора")
    press(first.page, "Сохранить строку")
    expect(first.page.locator("#editing-said")).to_contain_text("Строка сохранена")
    second.page.get_by_label(place).fill("г. Вологда, набережная")
    press(second.page, "Сохранить строку")
    both = second.page.locator(".row-both")
    expect(both).to_contain_text("Пока вы писали, строку изменил: direktsiya")
    expect(both).to_contain_text("Дом архитектора")
    expect(both).to_contain_text("набережная")
    keep(second.page, "edit-both", at=second.page.locator(".edit-section").first)
    check_rules(second)
    press(second.page, "Сохранить выбранное")
    expect(second.page.locator("#editing-said")).to_contain_text("Строка сохранена")
    second.open(f"/plans/{plan.slug}/history/")
    for words in ("Дом архитектора", "набережная"):
        expect(second.page.locator("main")).to_contain_text(words)


def look_for_clashes(directorate: Visit, plan: Plan) -> None:
    """A day is tried for two meetings: a holiday, and both in one city; then it is given up."""
    page = directorate.open(f"/plans/{plan.slug}/edit/")
    for name in MEETINGS:
        page.get_by_role("link", name=name).click()
        page.get_by_label("Дата проведения").fill("12 июня")
        page.get_by_label("Место проведения").fill("г. Вологда")
        press(page, "Сохранить строку")
        expect(page.locator("#editing-said")).to_contain_text(f"Строка сохранена: «{name}")
    directorate.open(f"/plans/{plan.slug}/radar/")
    for words in ("День России", "Один город в одни дни"):
        expect(page.locator("main")).to_contain_text(words)
    check_rules(directorate)
    keep(page, "radar")
    keep(page, "radar-375", width=375, at=page.locator("main h2").first)
    directorate.open(f"/plans/{plan.slug}/edit/")
    for name in reversed(MEETINGS):
        press(page, "Вернуть как было")
        expect(page.locator("#messages")).to_contain_text(f"Отменено: Изменена строка «{name}")
    directorate.open(f"/plans/{plan.slug}/radar/")
    expect(page.locator("main")).to_contain_text("Накладок и пробелов не найдено")


def approve(directorate: Visit, visitor: Visitor, plan: Plan) -> None:
    """A section remarks and agrees, the board approves, everybody reads."""
    section = Body.objects.filter(owner=plan.owner, kind=BodyKind.COMMITTEE).order_by("name")[0]
    ApprovalRoute.objects.create(owner=plan.owner, position=1, title=section.name, body=section)
    page = directorate.open(f"/plans/{plan.slug}/approval/")
    press(page, "Передать на согласование")

    item = forum_of(plan)
    coordinator = sign_in(visitor, "sektsiya")
    coordinator.open(f"/plans/{plan.slug}/approval/?item={item.pk}")
    remarks = coordinator.page.locator("#remark-form")
    remarks.get_by_label("Замечание").fill(REMARK)
    press(coordinator.page, "Оставить замечание")
    expect(coordinator.page.locator(".row-remarks")).to_contain_text(REMARK)

    page.reload()
    page.get_by_label("Ответ на замечание").fill("Проводит администрация города Вологды.")
    press(page, "Ответить")
    expect(page.locator(".row-remarks")).to_contain_text("Ответ:")
    keep(page, "approve", at=page.locator("#steps-head"))

    coordinator.page.reload()
    expect(coordinator.page.locator(".row-remarks")).to_contain_text("администрация города")
    press(coordinator.page, "Снять замечание")
    press(coordinator.page, "Согласовать")
    expect(coordinator.page.locator(".approval-steps")).to_contain_text("согласован")
    check_rules(coordinator)

    board = sign_in(visitor, "pravlenie")
    board.open(f"/plans/{plan.slug}/approval/")
    decide(board.page, number="7")
    press(board.page, "Утвердить план")
    expect(board.page.locator("#messages")).to_contain_text("Закреплена редакция 1")
    check_rules(board)
    directorate.open(f"/plans/{plan.slug}/approval/")
    press(page, "Опубликовать")
    plan.refresh_from_db()
    assert (plan.state, plan.versions.count()) == ("published", 1)
    assert plan.approval[:2] == ["УТВЕРЖДЁН", "решением Правления"]


def decide(page: Page, *, number: str = "") -> None:
    page.get_by_label("Орган").select_option(label="Правление")
    page.get_by_label("Дата утверждения").fill(f"{timezone.localdate():%Y-%m-%d}")
    if number:
        page.get_by_label("Номер документа").fill(number)


def postpone(directorate: Visit, visitor: Visitor, plan: Plan) -> None:
    """One event moves; the amendment is approved; both editions can be opened and taken away."""
    item, page = forum_of(plan), directorate.page
    directorate.open(f"/plans/{plan.slug}/items/{item.pk}/change/?do=postpone")
    page.get_by_label("Новый срок").fill(MOVED)
    page.get_by_label("Причина").fill("По просьбе принимающего города")
    expect(page.locator("main")).to_contain_text("9\N{NO-BREAK SPACE}июля 2024")
    keep(page, "postpone", at=page.locator("main .panel").first)
    page.locator("main form button.btn-primary").click()
    directorate.open(f"/plans/{plan.slug}/amendments/1/")
    check_rules(directorate)
    keep(page, "amendment")
    decide(page)
    press(page, "Утвердить изменения")
    expect(page.locator("#messages")).to_contain_text("редакция 2")
    directorate.open(f"/plans/{plan.slug}/versions/")
    keep(page, "versions")

    public = visitor(width=375)
    shown = public.open(f"/events/{item.event.uid}/")
    expect(shown.locator("main")).to_contain_text(MOVED.replace(" ", "\N{NO-BREAK SPACE}"))
    expect(shown.locator("main")).to_contain_text("май-июнь")
    check_rules(public)
    read_both_editions(public, plan)


def read_both_editions(public: Visit, plan: Plan) -> None:
    page = public.open(f"/plans/{plan.slug}/versions/1/")
    expect(page.locator("main")).to_contain_text("контрольная сумма", ignore_case=True)
    expect(page.locator(".printed")).to_contain_text("май-июнь")
    expect(page.locator(".printed")).not_to_contain_text(MOVED)
    check_rules(public)
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    first = taken.value.path().read_text("utf-8-sig")
    second = page.request.get(f"{public.address}/plans/{plan.slug}/versions/2/plan.csv").text()
    assert [one.number for one in plan.versions.order_by("number")] == [1, 2]
    assert ("май-июнь" in first, MOVED in first) == (True, False)
    assert MOVED in second
