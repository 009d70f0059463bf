"""A city proposes rows in a real browser: by a link, without connection, without scripts."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.test_every_page import WIDTHS, check_rules
from tests.factories.proposals import add_row, cells, decide_all, make_submission, put, token_for

from mezhgorod.campaigns.models import ProposedRow, Submission
from mezhgorod.campaigns.rules import CONFIRM, RowState, SubmissionState

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = (
    "<table><tr><th>Мероприятие</th><th>Сроки проведения</th><th>Место проведения</th></tr>"
    "<tr><td>Слёт юных экологов</td><td>12 июня</td><td>г. Вологда</td></tr>"
    "<tr><td>Итого</td><td></td><td></td></tr>"
    "<tr><td>Чтения «Северный край»</td><td>II квартал</td><td>ВКС</td></tr></table>"
)
PASTE = """([node, page]) => {
  const data = new DataTransfer();
  data.setData("text/html", page);
  data.setData("text/plain", "Слёт");
  node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  node.value = "Слёт";
  node.dispatchEvent(new InputEvent("input", { bubbles: true }));
}"""


@pytest.fixture
def submission(_site: object) -> Submission:
    return make_submission()


def row_of(page: Page, title: str) -> ProposedRow:
    return next(one for one in ProposedRow.objects.all() if one.title == title)


def card(page: Page, row: ProposedRow) -> "Page":
    return page.locator(f"#r{row.pk}")  # type: ignore[return-value]


def rows(submission: Submission) -> list[ProposedRow]:
    return list(submission.rows.order_by("position", "pk"))


def press(page: Page, row: ProposedRow, name: str) -> None:
    card(page, row).get_by_role("button", name=name, exact=True).click()


def test_a_city_answers_by_its_link_and_its_head_approves(
    visitor: Visitor, submission: Submission
) -> None:
    contest, forum, games = rows(submission)
    visit = visitor()
    page = visit.open(f"/propose/{token_for(submission)}/")

    press(page, contest, "Оставить")
    press(page, games, "Не повторять")
    press(page, forum, "Изменить")
    time = card(page, forum).get_by_label("Сроки проведения")
    time.fill("май-июнь")
    expect(card(page, forum).locator("[data-understood]")).to_contain_text(
        re.compile("с.1.мая по.30.июня 2027.года")
    )
    expect(card(page, forum).locator("[data-spoken]")).to_contain_text("30")
    expect(card(page, forum).locator("[data-state]")).to_contain_text("сохранено")

    page.locator("#paste summary").click()
    page.get_by_label("Скопированная таблица").evaluate_handle("(node) => node") and page.evaluate(
        PASTE, [page.locator("#id_text").element_handle(), TABLE]
    )
    expect(page.locator("[data-pasted]")).to_contain_text("строк: 4")
    page.get_by_role("button", name="Показать, что понято").last.click()
    check_rules(visit)
    page.get_by_label("Чтения «Северный край»").uncheck()
    page.get_by_role("button", name="Добавить отмеченные").click()
    expect(page.locator("#messages")).to_contain_text("Добавлено")

    page.locator("summary", has_text="Сначала согласовать").click()
    page.get_by_role("button", name="Сделать ссылку").click()
    link = page.locator("#approval-url").input_value()
    superior = visitor()
    superior.page.goto(link)
    check_rules(superior)
    expect(superior.page.locator("main")).to_contain_text("Слёт юных экологов")
    superior.page.get_by_role("button", name="Согласовать и направить").click()
    expect(superior.page.locator("#messages")).to_contain_text("согласованы и направлены")

    page.reload()
    expect(page.locator("main")).to_contain_text("Предложения направлены")
    submission.refresh_from_db()
    assert submission.state == SubmissionState.SUBMITTED
    assert {(one.title, one.text("timing"), one.state) for one in rows(submission)} >= {
        ("XXIX конкурс детского рисунка", "май-июнь", RowState.SUBMITTED),
        ("Форум «Умный город»", "май-июнь", RowState.SUBMITTED),
        ("Летняя Спартакиада городов", "сентябрь", RowState.DROPPED),
        ("Слёт юных экологов", "12 июня", RowState.SUBMITTED),
    }


def test_words_typed_without_connection_come_back(visitor: Visitor, submission: Submission) -> None:
    row = add_row(submission, cells("Форум садоводов"))
    visit = visitor()
    page = visit.open(f"/propose/{token_for(submission)}/")
    context: BrowserContext = page.context

    context.set_offline(True)
    card(page, row).get_by_label("Сроки проведения").fill("25 августа")
    state = card(page, row).locator("[data-state]")
    expect(state).to_contain_text("Текст хранится в этом браузере")
    row.refresh_from_db()
    assert row.text("timing") == "май"

    context.set_offline(False)
    expect(state).to_contain_text("сохранено", timeout=10_000)
    row.refresh_from_db()
    assert row.text("timing") == "25 августа"


def test_words_of_a_closed_page_come_back(visitor: Visitor, submission: Submission) -> None:
    row = add_row(submission, cells("Форум садоводов"))
    visit = visitor()
    page = visit.open(f"/propose/{token_for(submission)}/")

    def fail(route: Route) -> None:
        route.abort()

    page.route("**/save/", fail)
    card(page, row).get_by_label("Мероприятие").fill("Форум садоводов и огородников")
    expect(card(page, row).locator("[data-state]")).to_contain_text("хранится")
    page.unroute("**/save/", fail)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()

    expect(card(page, row).get_by_label("Мероприятие")).to_have_value(
        "Форум садоводов и огородников"
    )
    expect(card(page, row).locator("[data-state]")).to_contain_text("сохранено", timeout=10_000)
    row.refresh_from_db()
    assert row.title == "Форум садоводов и огородников"


def test_two_people_lose_no_words(visitor: Visitor, submission: Submission) -> None:
    row = add_row(submission, cells("Форум"))
    token = token_for(submission)
    first, second = visitor(), visitor()
    one, two = first.open(f"/propose/{token}/"), second.open(f"/propose/{token}/")

    card(one, row).get_by_label("Сроки проведения").fill("июнь")
    expect(card(one, row).locator("[data-state]")).to_contain_text("сохранено")
    card(two, row).get_by_label("Сроки проведения").fill("июль")
    box = card(two, row).locator(".row-conflict")
    expect(box).to_contain_text("ваш текст")
    expect(box.locator("pre")).to_have_text(["июль", "июнь"])
    row.refresh_from_db()
    assert row.text("timing") == "июнь"
    check_rules(_without_conflict_noise(second))

    box.get_by_role("button", name="Взять сохранённое").click()
    expect(card(two, row).get_by_label("Сроки проведения")).to_have_value("июнь")
    card(two, row).get_by_role("button", name="Вернуть мой текст").click()
    expect(card(two, row).locator("[data-state]")).to_contain_text("сохранено")
    expect(card(two, row).get_by_label("Сроки проведения")).to_have_value("июль")
    expect.soft(card(two, row).locator(".row-conflict")).to_have_count(0)
    two.wait_for_timeout(1200)
    row.refresh_from_db()
    assert row.text("timing") == "июль"


def test_everything_works_without_scripts(visitor: Visitor, submission: Submission) -> None:
    games = rows(submission)[2]
    visit = visitor(with_scripts=False)
    page = visit.open(f"/propose/{token_for(submission)}/")

    page.get_by_role("button", name="Оставить все нерешённые").click()
    press(page, games, "Не повторять")
    page.get_by_role("button", name="Добавить строку").click()
    made = rows(submission)[-1]
    card(page, made).get_by_label("Мероприятие").fill("Форум <b>жирный</b>")
    card(page, made).get_by_label("Сроки проведения").fill("III квартал")
    card(page, made).get_by_role("button", name="Показать, что понято").click()
    expect(card(page, made).locator("[data-understood]")).to_contain_text(
        re.compile("с.1.июля по.30.сентября")
    )
    page.get_by_role("button", name="Направить предложения").click()

    expect(page.locator("#messages")).to_contain_text("Предложения направлены")
    submission.refresh_from_db()
    assert submission.state == SubmissionState.SUBMITTED
    assert [one.state for one in rows(submission)] == [
        RowState.SUBMITTED,
        RowState.SUBMITTED,
        RowState.DROPPED,
        RowState.SUBMITTED,
    ]


def test_an_empty_answer_can_be_taken_back(visitor: Visitor, submission: Submission) -> None:
    page = visitor().open(f"/propose/{token_for(submission)}/")

    page.locator("summary", has_text="Нам нечего предложить").click()
    page.get_by_role("button", name="Ответить, что предложений нет").click()
    expect(page.locator("#messages")).to_contain_text("Отметьте, что предложений действительно нет")
    page.locator("summary", has_text="Нам нечего предложить").click()
    page.get_by_label("Подтверждаю").check()
    page.get_by_role("button", name="Ответить, что предложений нет").click()
    expect(page.locator("main")).to_contain_text("Вы ответили, что предложений нет")
    page.get_by_role("button", name="Всё же предложить").click()
    expect(page.locator("main")).to_contain_text("Строки прошлого плана")


@pytest.mark.parametrize(
    "state",
    [
        "writing",
        pytest.param("returned", marks=pytest.mark.thorough),
        pytest.param("sent", marks=pytest.mark.thorough),
        pytest.param("confirm", marks=pytest.mark.thorough),
        pytest.param("closed", marks=pytest.mark.thorough),
        pytest.param("print", marks=pytest.mark.thorough),
    ],
)
def test_pages_fit_every_width_and_break_no_rule(
    visitor: Visitor, submission: Submission, state: str
) -> None:
    path = _page_in(submission, state)
    too_wide = []
    for width in WIDTHS:
        visit = visitor(width=width)
        page = visit.open(path)
        check_rules(visit)
        assert page.locator("h1").count() == 1
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(width)

    assert too_wide == []


def _page_in(submission: Submission, state: str) -> str:
    """Bring the proposals into a state; return the address of their page."""
    add_row(submission, cells("Форум", "когда расцветут яблони"))
    submission.rows.filter(position=2).update(choice="change")
    if state == "returned":
        submission.rows.filter(position=4).update(state=RowState.RETURNED, remark="Назовите месяц.")
        put(submission, SubmissionState.RETURNED, remark="Уточните сроки.")
    if state in {"sent", "confirm"}:
        decide_all(submission)
    if state == "sent":
        submission.rows.update(state=RowState.REFUSED, refusal_ground="duplicate")
        put(submission, SubmissionState.SUBMITTED)
    if state == "confirm":
        put(submission, SubmissionState.IN_APPROVAL)
        return f"/confirm/{token_for(submission, CONFIRM)}/"
    if state == "closed":
        campaign = submission.campaign
        campaign.state = "closed"
        campaign.save()
    end = "print/" if state == "print" else ""
    return f"/propose/{token_for(submission)}/{end}"


def _without_conflict_noise(visit: Visit) -> Visit:
    """The browser itself tells of every answer 409; that is how the page learns of the conflict."""
    visit.complaints = [one for one in visit.complaints if "409" not in one]
    return visit
