"""The rows of a plan in a browser: by keyboard, by dragging, by two people, without scripts."""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.test_every_page import check_rules
from tests.factories import cast
from tests.factories.composed import filled_plan, row_named, titles_of
from tests.factories.people import make_user

from mezhgorod.planning.models import Event, Plan
from mezhgorod.registry.rules import Role


@pytest.fixture
def draft(_site: object) -> Plan:
    plan = filled_plan()
    for name in ("first", "second"):
        make_user(name, Role.DIRECTORATE, owner=plan.owner)
    return plan


def enter(visit: Visit, plan: Plan, name: str = "first", end: str = "") -> Page:
    address = f"/plans/{plan.slug}/edit/{end}"
    page = visit.open(address)
    page.get_by_label("Имя пользователя").fill(name)
    page.get_by_label("Пароль").fill(cast.PASSWORD)
    page.get_by_label("Пароль").press("Enter")
    page.wait_for_url(f"**{address}")
    return page


def rows(page: Page) -> list[str]:
    return page.locator("[data-opens]").all_inner_texts()


def test_rows_move_by_keyboard_alone_and_the_focus_stays(visitor: Visitor, draft: Plan) -> None:
    visit = visitor()
    page = enter(visit, draft)

    page.get_by_role("button", name="Ниже: Форум").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#editing-said")).to_have_text(
        "Строка «Форум» теперь 2-я из 2 в разделе «Семинары»."
    )
    page.keyboard.press("Enter")
    expect(page.locator("#editing-said")).to_have_text(
        "Строка «Форум» теперь 1-я из 2 в разделе «Спорт»."
    )

    expect(page.get_by_role("button", name="Ниже: Форум")).to_be_focused()
    assert rows(page) == ["Школа", "Форум", "Турнир"]
    assert titles_of(draft) == {"Семинары": ["Школа"], "Спорт": ["Форум", "Турнир"]}
    expect(page.locator("[data-undo-words]")).to_contain_text("Переставлена строка «Форум»")
    assert visit.complaints == []


def test_a_row_is_dragged_into_another_section(visitor: Visitor, draft: Plan) -> None:
    page = enter(visitor(), draft)
    grip = page.locator(f"#row-{row_named(draft, 'Форум').pk} [data-grip]")
    target = page.locator(f"#row-{row_named(draft, 'Турнир').pk}")
    start, end = grip.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None

    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(end["x"] + 60, end["y"] + end["height"] - 4, steps=12)
    page.mouse.up()

    expect(page.locator("#editing-said")).to_contain_text("в разделе «Спорт»")
    assert "Форум" in titles_of(draft)["Спорт"]
    assert rows(page) == [title for listed in titles_of(draft).values() for title in listed]


def test_a_row_is_typed_with_its_meaning_beside_it(visitor: Visitor, draft: Plan) -> None:
    visit = visitor()
    page = enter(visit, draft)

    page.get_by_role("link", name="Форум").click()
    page.get_by_label("Срок").fill("12 сентября")
    expect(page.locator("[data-understood]")).to_contain_text("воскресенье")
    check_rules(visit)
    page.get_by_role("button", name="Сохранить строку").click()

    expect(page.get_by_role("link", name="Форум")).to_be_focused()
    expect(page.locator("#editing-said")).to_have_text("Строка сохранена: «Форум».")
    assert Event.objects.get(title="Форум").timing_edtf == "2027-09-12"
    page.get_by_role("button", name="Вернуть как было").click()
    expect(page.locator("#messages")).to_contain_text("Отменено: Изменена строка «Форум».")
    assert Event.objects.get(title="Форум").timing_edtf == "2027-05"
    assert visit.complaints == []


def test_two_people_edit_one_row_and_nobodys_words_are_lost(visitor: Visitor, draft: Plan) -> None:
    first, second = visitor(), visitor()
    one, other = enter(first, draft), enter(second, draft, "second")
    for page in (one, other):
        page.get_by_role("link", name="Форум").click()
    one.get_by_label("Место проведения").fill("г. Псков")
    one.get_by_label("Срок").fill("12 мая")
    one.get_by_role("button", name="Сохранить строку").click()
    expect(one.locator("#editing-said")).to_contain_text("Строка сохранена")

    other.get_by_label("Срок").fill("июнь")
    expect(other.locator("[data-understood]")).to_contain_text("30 июня")
    other.get_by_role("button", name="Сохранить строку").click()

    both = other.locator(".row-both")
    expect(both).to_contain_text("Пока вы писали, строку изменил: first")
    expect(both.get_by_role("group", name="Срок")).to_contain_text("Было май")
    expect(both.get_by_role("group", name="Срок")).to_contain_text("Сейчас 12 мая")
    expect(both.get_by_role("group", name="Срок")).to_contain_text("Ваш текст июнь")
    check_rules(second)
    other.get_by_role("button", name="Сохранить выбранное").click()
    expect(other.locator("#editing-said")).to_contain_text("Строка сохранена")

    cells = row_named(draft, "Форум").cells.values_list("text", flat=True)
    assert list(cells) == ["Форум", "г. Псков", "июнь"]


def test_everything_works_without_scripts(visitor: Visitor, draft: Plan) -> None:
    page = enter(visitor(with_scripts=False), draft)

    page.get_by_role("button", name="Ниже: Форум").click()
    expect(page.locator("#messages")).to_contain_text("теперь 2-я из 2")
    page.get_by_role("link", name="Форум").click()
    page.get_by_label("Срок").fill("май-июнь")
    page.get_by_role("button", name="Показать, что понято").click()
    expect(page.locator("[data-understood]")).to_contain_text("июн")
    page.get_by_role("button", name="Сохранить строку").click()
    expect(page.locator("#messages")).to_contain_text("Строка сохранена: «Форум».")
    page.get_by_role("link", name="Добавить строку в раздел «Спорт»").click()
    page.get_by_label("Мероприятие").fill("Кубок")
    page.get_by_role("button", name="Добавить строку", exact=True).click()
    page.get_by_label("Отметить: Кубок").check()
    page.get_by_role("button", name="Удалить отмеченные").click()
    expect(page.locator("#messages")).to_contain_text("Удалено: 1 строка.")
    page.get_by_role("button", name="Вернуть как было").click()

    assert titles_of(draft) == {"Семинары": ["Школа", "Форум"], "Спорт": ["Турнир", "Кубок"]}


@pytest.mark.parametrize(
    "width",
    [
        375,
        pytest.param(640, marks=pytest.mark.thorough),
        pytest.param(1280, marks=pytest.mark.thorough),
    ],
)
def test_the_pages_are_clean_at_every_width(visitor: Visitor, draft: Plan, width: int) -> None:
    visit = visitor(width=width)
    page = enter(visit, draft)
    check_rules(visit)
    page.get_by_label("Отметить: Форум").check()
    page.locator("summary", has_text="Раздел…").first.click()
    check_rules(visit)
    page.get_by_role("link", name="Школа").click()
    page.locator("summary", has_text="Переставить, закрепить, удалить").click()
    check_rules(visit)
    visit.open("/compose/")
    check_rules(visit)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.complaints == []


def test_a_plan_is_composed_from_pasted_headings(visitor: Visitor, draft: Plan) -> None:
    page = enter(visitor(), draft)
    page.goto(page.url.split("/plans/")[0] + "/compose/")

    page.get_by_label("Год", exact=True).fill("2028")
    page.get_by_label("Разделы, каждый с новой строки").fill("I. Семинары\n\nII. Спорт")
    page.get_by_role("button", name="Составить план").click()
    expect(page.locator("h1")).to_have_text("План мероприятий на 2028 год")
    expect(page.locator(".edit-section h3")).to_have_text(["I. Семинары 0", "II. Спорт 0"])
    page.get_by_role("link", name="Добавить строку в раздел «Спорт»").click()
    page.get_by_label("Наименование мероприятия").fill("Турнир")
    page.get_by_role("button", name="Добавить строку", exact=True).click()

    expect(page.locator("[data-opens]")).to_have_text(["Турнир"])
