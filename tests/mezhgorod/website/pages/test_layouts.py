"""«Макеты»: made from a plan or a ready layout, edited, chosen, deleted."""

from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries
from tests.factories.html import texts, tree_of, words
from tests.factories.layouts import OURS, kept, stored_layout
from tests.factories.plans import NOW, OWNER, make_item, make_plan, make_section
from tests.factories.sites import make_site

from mezhgorod.planning.actions import choose_layout, save_layout
from mezhgorod.planning.models import Plan, PlanLayout
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import Organization, User
from mezhgorod.registry.rules import SYSTEM
from planbook.layouts import layout_to_dict

pytestmark = [pytest.mark.django_db, pytest.mark.http]

LIST = "/layouts/"
NEW = "/layouts/new/?owner=owner-of-plan-2023"
HEADERS = "//div[contains(@class, 'printed')]//thead//th"


@pytest.fixture
def staff(client: Client, directorate: User) -> Client:
    client.force_login(directorate)
    return client


def typed(page: HttpResponse, **changes: str) -> dict[str, str]:
    """What a browser sends of the form on a page, with some fields typed over."""
    (form,) = tree_of(page).xpath("//form[@id='layout-form']")
    assert isinstance(form, html.FormElement)
    # A browser drops the line break that follows the tag of a text area.
    data = {name: value.removeprefix("\n") for name, value in form.form_values()}
    return {**data, "do": "show"} | changes


def test_the_list_groups_layouts_and_plans_by_organization(
    staff: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_plan()
    stored = kept(plan.owner)
    kept(plan.owner, replace(OURS, title="Второй макет"))
    choose_layout(plan=plan, stored=stored, actor=SYSTEM, now=NOW)
    other = make_plan("other-2023", owner="Другой союз", title="План другого союза")

    with django_assert_num_queries(5):
        page = staff.get(LIST)

    assert texts(page, "//section[@class='layout-owner']/h2") == ["Другой союз", OWNER]
    assert texts(page, "//table[contains(@class, 'layouts')]/tbody/tr") == [
        "Второй макет никакие 10 января 2023 Скопировать",
        "Наш макет План проведения основных мероприятий на 2023 год 10 января 2023 Скопировать",
    ]
    assert texts(page, "//ul[@class='uses']/li") == [
        f"{other.title} Сделать из этого плана",
        f"{plan.title} Сделать из этого плана",
    ]
    assert len(texts(page, "//select[@name='from']/option")) == 6


def test_an_empty_site_is_told_what_comes_first(staff: Client) -> None:
    assert "Загрузить первый план" in words(staff.get(LIST))


def test_every_way_to_make_a_layout_opens(staff: Client) -> None:
    plan = make_plan(source_layout=layout_to_dict(OURS))
    kept(plan.owner)

    links = tree_of(staff.get(LIST)).xpath("//a[contains(@href, '/layouts/new/')]/@href")

    assert [staff.get(link).status_code for link in links] == [200, 200]
    assert staff.get(f"{NEW}&from=mag-plan").status_code == 200


def test_a_layout_is_made_from_the_document_of_a_plan(staff: Client) -> None:
    make_plan(source_layout=layout_to_dict(replace(OURS, title="Как в файле «план.docx»")))
    page = staff.get(f"{NEW}&from=plan:plan-2023")

    answer = staff.post(f"{NEW}&from=plan:plan-2023", typed(page, do="save", title="Макет Союза"))

    stored = PlanLayout.objects.get()
    assert answer.headers["Location"] == f"/layouts/{stored.pk}/?plan=plan-2023"
    assert (stored.owner.name, stored.title) == (OWNER, "Макет Союза")
    assert stored_layout() == replace(OURS, title="Макет Союза")


def test_a_plan_without_a_look_of_its_own_begins_with_the_general_layout(staff: Client) -> None:
    make_plan()

    page = staff.get(f"{NEW}&from=plan:plan-2023")

    assert typed(page)["columns[2].header"] == "Наименование мероприятия"


def test_a_copy_says_that_it_is_one(staff: Client) -> None:
    stored = kept(make_plan().owner)

    page = staff.get(f"{NEW}&from=own:{stored.pk}")

    assert typed(page)["title"] == "Наш макет (копия)"


@pytest.mark.parametrize(
    "address",
    [
        "?from=standard",
        "?owner=nobody&from=standard",
        "?owner=owner-of-plan-2023",
        "?owner=owner-of-plan-2023&from=no-such",
        "?owner=owner-of-plan-2023&from=plan:no-such",
        "?owner=owner-of-plan-2023&from=own:999",
        "?owner=owner-of-plan-2023&from=own:9999999999999999999999",
        "?owner=other&from=plan:plan-2023",
        "?owner=other&from=own:{pk}",
    ],
)
def test_what_there_is_not_cannot_be_copied(staff: Client, address: str) -> None:
    stored = kept(make_plan().owner)
    Organization.objects.create(name="Другой союз", slug="other")

    assert staff.get("/layouts/new/" + address.format(pk=stored.pk)).status_code == 404


def test_the_form_shows_the_beginning_of_the_plan(
    staff: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_site()
    stored = kept(plan.owner)

    with django_assert_num_queries(12):
        page = staff.get(f"/layouts/{stored.pk}/")

    assert texts(page, HEADERS) == ["Мероприятие", "Место проведения", "Дата проведения"]
    assert texts(page, "//div[contains(@class, 'printed')]//tr[@class='section']") == [
        "I. Конференции, семинары, форумы, заседания секций",
        "II. Информационные обмены",
    ]
    assert "Лист A4, книжный, шрифт 12 пт. Показано строк: 9 из 9" in words(page)


def test_a_long_plan_is_shown_by_the_first_rows_of_its_sections(staff: Client) -> None:
    plan = make_plan()
    for number in range(4):
        section = make_section(plan, f"Раздел {number}")
        for place in range(7):
            make_item(section, f"Встреча {number}.{place}")
    stored = kept(plan.owner)

    page = staff.get(f"/layouts/{stored.pk}/")

    shown = texts(page, "//div[contains(@class, 'printed')]//tr[@class='item']/td[1]")
    assert shown == [f"· Встреча {number}.{place}" for number in range(3) for place in range(5)]
    assert "Показано строк: 15 из 28" in words(page)


def test_show_prints_what_was_typed_and_keeps_nothing(staff: Client) -> None:
    plan = make_site()
    stored = kept(plan.owner)
    address = f"/layouts/{stored.pk}/"

    page = staff.post(address, typed(staff.get(address), **{"columns[1].header": "Событие"}))

    assert texts(page, HEADERS) == ["Событие", "Место проведения", "Дата проведения"]
    assert stored_layout() == OURS


def test_a_header_of_two_levels_joins_equal_neighbours(staff: Client) -> None:
    plan = make_site()
    address = f"/layouts/{kept(plan.owner).pk}/"
    levels = {
        "columns[2].header": "Когда и где\n/\nМесто",
        "columns[3].header": "Когда и где\n/\nДата",
    }

    page = staff.post(address, typed(staff.get(address), **levels))

    cells = tree_of(page).xpath(HEADERS)
    assert [(cell.text, cell.get("colspan"), cell.get("rowspan")) for cell in cells] == [
        ("Мероприятие", None, "2"),
        ("Когда и где", "2", None),
        ("Место", None, None),
        ("Дата", None, None),
    ]


def test_a_script_gets_the_preview_alone(staff: Client) -> None:
    plan = make_site()
    address = f"/layouts/{kept(plan.owner).pk}/"
    data = typed(staff.get(address), **{"columns[1].header": "Событие"})

    part = staff.post(address, data, headers={"HX-Request": "true"})

    assert part.content.decode().strip().startswith('<div id="preview"')
    assert texts(part, HEADERS)[0] == "Событие"


def test_words_of_people_are_no_markup(staff: Client) -> None:
    plan = make_site()
    address = f"/layouts/{kept(plan.owner).pk}/"
    evil = "<script>alert(1)</script>"

    page = staff.post(
        address, typed(staff.get(address), **{"columns[1].header": evil, "title": evil})
    )

    assert evil not in page.content.decode()
    assert texts(page, HEADERS)[0] == evil


def test_the_preview_tells_what_is_left_out(staff: Client) -> None:
    plan = make_site()
    address = f"/layouts/{kept(plan.owner).pk}/"

    page = staff.post(address, typed(staff.get(address), do="remove:columns[2]"))

    assert texts(page, "//ul[@class='preview-notes']/li") == [
        "Столбец «Место проведения» в макет не входит, заполненных ячеек: 9. "
        "Добавьте столбец в макет, если он нужен в печати."
    ]


def test_a_row_is_moved_without_a_script(staff: Client) -> None:
    plan = make_site()
    address = f"/layouts/{kept(plan.owner).pk}/"

    page = staff.post(address, typed(staff.get(address), do="up:columns[3]"))

    assert texts(page, HEADERS) == ["Мероприятие", "Дата проведения", "Место проведения"]
    assert texts(page, "//li[contains(@class, 'focused')]//textarea")[0] == "Дата проведения"


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(staff: Client) -> None:
    plan = make_site()
    address = f"/layouts/{kept(plan.owner).pk}/"
    data = typed(staff.get(address), do="save", title="Новое имя")
    data["columns[1].template"] = "{цена}"

    page = staff.post(address, data)

    sent = typed(page)
    assert (page.status_code, sent["columns[1].template"], sent["title"]) == (
        422,
        "{цена}",
        "Новое имя",
    )
    assert "Поля «цена» нет" in words(page, "//*[@id='columns-1-template-error']")
    assert tree_of(page).xpath("//div[@id='preview']//a/@href") == ["#columns-1-template"]
    assert stored_layout() == OURS


def test_a_title_that_is_taken_is_told_at_the_title(staff: Client) -> None:
    plan = make_site()
    kept(plan.owner)
    second = kept(plan.owner, replace(OURS, title="Второй"))
    address = f"/layouts/{second.pk}/"

    page = staff.post(address, typed(staff.get(address), do="save", title="Наш макет"))

    assert page.status_code == 422
    assert "Макет «Наш макет» у этой организации уже есть." in words(page, "//*[@id='title-error']")


def test_a_change_of_somebody_else_is_not_overwritten_unseen(staff: Client) -> None:
    plan = make_site()
    stored = kept(plan.owner)
    address = f"/layouts/{stored.pk}/"
    data = typed(staff.get(address), do="save", footer="Мой колонтитул")
    save_layout(
        stored=stored,
        owner=plan.owner,
        layout=replace(OURS, footer="Чужой"),
        actor=SYSTEM,
        now=NOW.replace(hour=10),
    )

    refused = staff.post(address, data)
    footer = stored_layout().footer
    again = staff.post(address, typed(refused, do="save"))

    assert (refused.status_code, footer) == (422, "Чужой")
    assert "его сохранил другой сотрудник" in words(refused)
    assert (again.status_code, stored_layout().footer) == (302, "Мой колонтитул")


def test_a_layout_is_chosen_for_a_plan_and_put_back(staff: Client) -> None:
    plan = make_plan()
    stored = kept(plan.owner)

    staff.post("/plans/plan-2023/layout/", {"layout": str(stored.pk)})
    chosen = Plan.objects.get().layout
    answer = staff.post("/plans/plan-2023/layout/", follow=True)

    assert chosen == stored
    assert Plan.objects.get().layout is None
    assert f"«{plan.title}» печатается как исходный документ." in words(answer)


def test_the_form_leads_to_choosing_and_back(staff: Client) -> None:
    plan = make_plan()
    stored = kept(plan.owner)
    address = f"/layouts/{stored.pk}/"

    before = texts(staff.get(address), "//ul[@class='uses']//button")
    choose_layout(plan=plan, stored=stored, actor=SYSTEM, now=NOW)
    after = texts(staff.get(address), "//ul[@class='uses']//button")

    assert (before, after) == (["Печатать план в этом макете"], ["Вернуть вид документа"])


def test_a_layout_of_another_organization_is_not_chosen(staff: Client) -> None:
    make_plan()
    other = Organization.objects.create(name="Другой союз", slug="other")

    answer = staff.post("/plans/plan-2023/layout/", {"layout": str(kept(other).pk)}, follow=True)

    assert Plan.objects.get().layout is None
    assert "Этот макет принадлежит другой организации." in words(answer)


@pytest.mark.parametrize("key", ["999", "source", "-1", "9" * 30, "²"])
def test_a_layout_that_there_is_not_is_not_chosen(staff: Client, key: str) -> None:
    make_plan()

    assert staff.post("/plans/plan-2023/layout/", {"layout": key}).status_code == 404


def test_a_layout_is_deleted_after_a_question(staff: Client) -> None:
    plan = make_plan()
    stored = kept(plan.owner)
    choose_layout(plan=plan, stored=stored, actor=SYSTEM, now=NOW)

    question = words(staff.get(f"/layouts/{stored.pk}/"), "//details[@class='discard']")
    asked = PlanLayout.objects.count()
    staff.post(f"/layouts/{stored.pk}/delete/")

    assert "Удалить макет «Наш макет»?" in question
    assert (asked, PlanLayout.objects.count(), Plan.objects.get().layout) == (1, 0, None)


def test_a_layout_of_an_older_program_is_told_and_can_be_deleted(staff: Client) -> None:
    stored = kept(make_plan().owner)
    PlanLayout.objects.update(data={"name": "old", "cells": []})

    page = staff.get(f"/layouts/{stored.pk}/")

    assert "Эта версия программы не читает макет" in words(page)
    assert texts(page, "//main//button") == ["Удалить макет"]


def test_the_preview_shows_unpublished_plans_to_those_who_may_see_them(staff: Client) -> None:
    plan = make_site()
    Plan.objects.update(state=PlanState.DRAFT)

    page = staff.get(f"/layouts/{kept(plan.owner).pk}/")

    assert "Показано строк: 9 из 9" in words(page)
