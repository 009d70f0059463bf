"""«Строки»: the plan as a list that is edited in place, with and without scripts."""

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.composed import (
    NO_GROUNDS,
    NOW,
    add,
    cells,
    composed_plan,
    filled_plan,
    row_named,
    sections_of,
    titles_of,
)
from tests.factories.html import texts, tree_of, words
from tests.factories.people import make_body, make_owner, make_user
from tests.factories.plans import make_many

from mezhgorod.planning.actions.rows.row_editing import change_row, remove_rows
from mezhgorod.planning.models import Event, Plan, PlanItem
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import SYSTEM, Role

pytestmark = [pytest.mark.django_db, pytest.mark.http]
HX = {"HX-Request": "true"}
JSON = {"Accept": "application/json"}


@pytest.fixture
def plan() -> Plan:
    return filled_plan()


@pytest.fixture
def maker(client: Client, plan: Plan) -> Client:
    client.force_login(make_user("maker", Role.DIRECTORATE, owner=plan.owner))
    return client


def edit(plan: Plan, end: str = "") -> str:
    return f"/plans/{plan.slug}/edit/{end}"


def sent(page: HttpResponse, form_id: str) -> dict[str, str]:
    """What a browser sends of a form, with the fields that name it from elsewhere."""
    tree = tree_of(page)
    fields = tree.xpath(f"//form[@id='{form_id}']//input | //*[@form='{form_id}']")
    data = {}
    for field in fields:
        if field.tag == "textarea":
            data[field.get("name")] = (field.text or "").removeprefix("\n")
        elif field.tag == "input" and (field.get("type") != "radio" or "checked" in field.attrib):
            data[field.get("name")] = field.get("value", "")
    return data


def opened(client: Client, item: PlanItem) -> dict[str, str]:
    page = client.get(edit(item.section.plan, f"rows/{item.pk}/"))
    return sent(page, f"form-row-{item.pk}")


def messages_of(page: HttpResponse) -> list[str]:
    return texts(page, "//div[@id='messages']/p")


def test_the_list_shows_every_row_by_sections_with_numbers_of_print(
    maker: Client, plan: Plan
) -> None:
    page = maker.get(edit(plan))

    assert texts(page, "//ol[@class='edit-rows']//p[@class='what']/a") == [
        "Форум", "Школа", "Турнир",
    ]  # fmt: skip
    assert [one.get("start") for one in tree_of(page).xpath("//main//ol[@data-section]")] == [
        "1",
        "3",
    ]
    assert texts(page, "//section[contains(@class, 'edit-section')]//h3") == [
        "I. Семинары 2", "II. Спорт 1",
    ]  # fmt: skip


def test_a_list_takes_as_many_queries_for_many_rows_as_for_few(
    maker: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = Plan.objects.get()
    with django_assert_num_queries(25):
        maker.get(edit(plan))
    make_many(sections_of(plan)[0], 50)
    with django_assert_num_queries(25):
        maker.get(edit(plan))


def test_a_row_opens_in_the_page_and_alone_for_a_script(maker: Client, plan: Plan) -> None:
    item = row_named(plan, "Форум")

    page = maker.get(edit(plan, f"rows/{item.pk}/"))
    piece = maker.get(edit(plan, f"rows/{item.pk}/"), headers=HX)

    labels = "//li[contains(@class, 'is-open')]//label"
    expected = ["Мероприятие", "Место проведения", "Срок"]
    assert (texts(page, labels)[:3], texts(piece, labels)[:3]) == (expected, expected)
    assert len(tree_of(page).xpath("//h1")) == 1
    assert b"<h1" not in piece.content


def test_a_saved_row_is_read_anew_and_said(maker: Client, plan: Plan) -> None:
    item = row_named(plan, "Форум")
    data = opened(maker, item)
    data[f"row-{item.pk}.timing"] = "12 сентября"

    page = maker.post(edit(plan, f"rows/{item.pk}/"), {**data, "do": "save"}, follow=True)

    assert page.redirect_chain == [(edit(plan, f"#row-{item.pk}"), 302)]
    assert messages_of(page) == ["Строка сохранена: «Форум»."]
    assert Event.objects.get(uid=item.event.uid).timing_edtf == "2027-09-12"
    assert "Изменена строка «Форум»" in words(page)


def test_a_script_gets_the_closed_row_and_what_can_be_taken_back(maker: Client, plan: Plan) -> None:
    item = row_named(plan, "Форум")
    data = opened(maker, item)
    data[f"row-{item.pk}.timing"] = "12 сентября"

    piece = maker.post(edit(plan, f"rows/{item.pk}/"), {**data, "do": "save"}, headers=HX)

    assert texts(piece, f"//li[@id='row-{item.pk}']/p[@class='when']") == ["12 сентября"]
    assert texts(piece, "//p[@id='editing-said']") == ["Строка сохранена: «Форум»."]
    assert texts(piece, "//*[@data-undo-words]") == ["Изменена строка «Форум»"]


def test_what_is_read_is_shown_without_scripts_and_nothing_is_kept(
    maker: Client, plan: Plan
) -> None:
    item = row_named(plan, "Форум")
    data = opened(maker, item)
    data[f"row-{item.pk}.timing"] = "май-июнь"

    page = maker.post(edit(plan, f"rows/{item.pk}/"), {**data, "do": "show"})

    assert "май-июнь" in words(page)
    assert Event.objects.get(uid=item.event.uid).timing_edtf == "2027-05"


def test_refused_words_stay_in_their_fields(maker: Client, plan: Plan) -> None:
    item = row_named(plan, "Форум")
    data = opened(maker, item) | {f"row-{item.pk}.title": "", f"row-{item.pk}.place": "г. Псков"}

    page = maker.post(edit(plan, f"rows/{item.pk}/"), {**data, "do": "save"})

    assert page.status_code == 422
    assert sent(page, f"form-row-{item.pk}")[f"row-{item.pk}.place"] == "г. Псков"
    assert texts(page, "//p[@class='errorlist']") == [
        "Напишите название мероприятия: строка без названия в план не ставится."
    ]


def in_between(item: PlanItem, *said: str) -> None:
    """Another person changes the row while it is open."""
    change_row(item=item, cells=cells(*said), seen=None, grounds=NO_GROUNDS, actor=SYSTEM, now=NOW)


def test_a_second_person_sees_both_versions_and_takes_over_each_cell(
    maker: Client, plan: Plan
) -> None:
    item = row_named(plan, "Форум")
    data = opened(maker, item)
    in_between(item, "Форум", "г. Псков", "12 мая")
    data |= {f"row-{item.pk}.timing": "июнь", f"row-{item.pk}.title": "Форум молодёжи"}

    page = maker.post(edit(plan, f"rows/{item.pk}/"), {**data, "do": "save"})
    said = [" ".join(one.split()) for one in texts(page, "//div[@class='row-both']//fieldset")]
    choice = sent_choice(page, item)
    saved = maker.post(
        edit(plan, f"rows/{item.pk}/"), {**choice, "take.2": "current", "do": "take"}, follow=True
    )

    assert page.status_code == 409
    assert said == [
        "Мероприятие Было Форум Сейчас Форум Ваш текст Форум молодёжи",
        "Место проведения Было г. Вологда Сейчас г. Псков Ваш текст г. Вологда",
        "Срок Было май Сейчас 12 мая Ваш текст июнь",
    ]
    assert messages_of(saved) == ["Строка сохранена: «Форум молодёжи»."]
    row = PlanItem.objects.get(pk=item.pk)
    assert list(row.cells.values_list("text", flat=True)) == [
        "Форум молодёжи", "г. Псков", "12 мая",
    ]  # fmt: skip


def sent_choice(page: HttpResponse, item: PlanItem) -> dict[str, str]:
    return sent(page, f"form-row-{item.pk}")


def test_words_typed_into_a_removed_row_are_offered_as_a_new_one(maker: Client, plan: Plan) -> None:
    item = row_named(plan, "Форум")
    data = opened(maker, item) | {f"row-{item.pk}.place": "г. Псков"}
    remove_rows(plan=plan, items=[item], grounds=NO_GROUNDS, actor=SYSTEM, now=NOW)

    page = maker.post(edit(plan, f"rows/{item.pk}/"), {**data, "do": "save"})

    assert page.status_code == 409
    assert sent(page, "form-row-new")["row-new.place"] == "г. Псков"


def test_a_row_is_added_at_a_place_and_the_next_one_begins_below(maker: Client, plan: Plan) -> None:
    seminars, _ = sections_of(plan)
    url = edit(plan, f"rows/new/?section={seminars.pk}&at=2")
    data = sent(maker.get(url), "form-row-new")
    data |= {"row-new.title": "Новая", "row-new.timing": "июнь", "do": "more"}

    page = maker.post(edit(plan, "rows/new/"), data, follow=True)

    assert page.redirect_chain[0][0] == edit(plan, f"rows/new/?section={seminars.pk}&at=3#row-new")
    assert titles_of(plan)["Семинары"] == ["Форум", "Новая", "Школа"]


def test_a_new_row_without_a_title_keeps_its_words(maker: Client, plan: Plan) -> None:
    seminars, _ = sections_of(plan)
    data = {"section": str(seminars.pk), "row-new.place": "г. Псков", "do": "save"}

    page = maker.post(edit(plan, "rows/new/"), data)

    assert page.status_code == 422
    assert sent(page, "form-row-new")["row-new.place"] == "г. Псков"
    assert PlanItem.objects.count() == 3


def test_rows_move_by_buttons_also_into_the_next_section(maker: Client, plan: Plan) -> None:
    for title in ("Форум", "Форум"):
        data = {"down": str(row_named(plan, title).pk)}
        page = maker.post(edit(plan, "rows/move/"), data, follow=True)

    assert messages_of(page) == ["Строка «Форум» теперь 1-я из 2 в разделе «Спорт»."]
    assert titles_of(plan) == {"Семинары": ["Школа"], "Спорт": ["Форум", "Турнир"]}


def test_a_script_that_moves_a_row_is_told_where_it_is(maker: Client, plan: Plan) -> None:
    item, sport = row_named(plan, "Форум"), sections_of(plan)[1]
    data = {"item": str(item.pk), "section": str(sport.pk), "position": "2"}

    told = maker.post(edit(plan, "rows/move/"), data, headers=JSON).json()

    assert (told["section"], told["position"], told["undo"]) == (
        sport.pk, 2, "Переставлена строка «Форум» в раздел «Спорт»",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"up": "Форум"}, "Строка «Форум» уже стоит первой в плане."),
        ({"down": "Турнир"}, "Строка «Турнир» уже стоит последней в плане."),
        ({"item": "Форум", "section": "0"}, "Выберите раздел, в который переставить строку."),
    ],
)
def test_a_move_that_leads_nowhere_is_told(
    maker: Client, plan: Plan, data: dict[str, str], message: str
) -> None:
    sent_data = {
        name: str(row_named(plan, text).pk) if name != "section" else text
        for name, text in data.items()
    }
    told = maker.post(edit(plan, "rows/move/"), sent_data, headers=JSON)

    assert (told.status_code, told.json()["message"]) == (422, message)


def test_a_removed_row_comes_back_by_the_button(maker: Client, plan: Plan) -> None:
    page = maker.post(edit(plan, f"rows/{row_named(plan, 'Форум').pk}/delete/"), follow=True)
    assert messages_of(page) == [
        "Строка «Форум» удалена. Её можно вернуть кнопкой «Вернуть как было»."
    ]
    assert titles_of(plan)["Семинары"] == ["Школа"]

    (batch,) = tree_of(page).xpath("//div[@id='undo-bar']//input[@name='batch']/@value")
    back = maker.post(edit(plan, "undo/"), {"batch": batch}, follow=True)

    assert messages_of(back) == ["Отменено: Удалена строка «Форум»."]
    assert titles_of(plan)["Семинары"] == ["Форум", "Школа"]


def test_ticked_rows_change_together(maker: Client, plan: Plan) -> None:
    ticks = [str(row_named(plan, title).pk) for title in ("Форум", "Турнир")]
    sport = sections_of(plan)[1]
    for data, message in (
        ({"do": "change", "facet": "timing", "value": "июнь"}, "Изменено: 2 строки."),
        ({"do": "move", "section": str(sport.pk)}, "Перенесено: 1 строка."),
        ({"do": "delete"}, "Удалено: 2 строки. Их можно вернуть."),
        ({"do": "delete"}, "Удалено: 0 строк. Их можно вернуть."),
    ):
        page = maker.post(edit(plan, "rows/many/"), {"item": ticks, **data}, follow=True)
        assert messages_of(page) == [message]
    assert titles_of(plan) == {"Семинары": ["Школа"], "Спорт": []}


def test_no_ticks_are_told(maker: Client, plan: Plan) -> None:
    page = maker.post(edit(plan, "rows/many/"), {"do": "delete", "item": ["x", "-1"]}, follow=True)

    assert messages_of(page) == ["Отметьте строки, которые нужно изменить."]


def test_sections_are_made_renamed_moved_sorted_and_removed(maker: Client, plan: Plan) -> None:
    added = maker.post(edit(plan, "sections/new/"), {"heading": "III. Культура"}, follow=True)
    culture = plan.sections.get(heading="Культура")
    url = edit(plan, f"sections/{culture.pk}/")
    said = messages_of(added)
    for data in (
        {"do": "rename", "heading": "III. Искусство"},
        {"do": "up"},
        {"do": "down"},
        {"do": "sort"},
        {"do": "delete"},
    ):
        said += messages_of(maker.post(url, data, follow=True))

    assert said == [
        "Добавлен раздел «Культура».",
        "Раздел называется «Искусство».",
        "Раздел «Искусство» теперь 2-й.",
        "Раздел «Искусство» теперь 3-й.",
        "Раздел «Искусство» уже упорядочен по времени.",
        "Раздел «Искусство» удалён.",
    ]
    assert maker.post(url, {"do": "up"}).status_code == 404


def test_a_row_is_pinned_and_let_go(maker: Client, plan: Plan) -> None:
    url = edit(plan, f"rows/{row_named(plan, 'Школа').pk}/pin/")

    page = maker.post(url, follow=True)
    assert texts(page, "//li[@class='is-pinned']//span[@class='tag']") == ["закреплена"]
    page = maker.post(url, {"do": "unpin"}, follow=True)
    assert messages_of(page) == ["Строка «Школа» больше не закреплена."]


def test_doors_lead_to_rows_that_lack_something(maker: Client, plan: Plan) -> None:
    in_between(row_named(plan, "Школа"), "Школа", "г. Вологда", "по согласованию")

    page = maker.get(edit(plan))
    (door,) = tree_of(page).xpath("//nav[@class='gap-doors']//a/@href")
    shown = maker.get(edit(plan, door))

    assert texts(page, "//nav[@class='gap-doors']//li") == ["1 нет срока"]
    assert texts(shown, "//p[@class='what']/a") == ["Школа"]


STEPS = (
    "rows/move/", "rows/many/", "sections/new/", "undo/", "rows/{row}/", "rows/{row}/pin/",
    "rows/{row}/delete/", "rows/new/", "sections/{section}/",
)  # fmt: skip


def all_steps(plan: Plan) -> list[str]:
    ids = {"row": row_named(plan, "Форум").pk, "section": sections_of(plan)[0].pk}
    return [edit(plan, step.format(**ids)) for step in STEPS]


def test_visitors_log_in_and_others_find_nothing(client: Client, plan: Plan) -> None:
    foreign = make_user("f", Role.DIRECTORATE, owner=make_owner("Ассоциация «Другая»"))
    before = titles_of(plan)

    assert client.get(edit(plan)).status_code == 302
    for user, status in ((foreign, 404), (make_user("nobody"), 404)):
        client.force_login(user)
        assert client.get(edit(plan)).status_code == status
        assert {client.post(url).status_code for url in all_steps(plan)} == {status}
    assert titles_of(plan) == before


def test_who_reads_the_draft_may_not_change_it(client: Client, plan: Plan) -> None:
    client.force_login(make_user("auditor", Role.AUDITOR, owner=plan.owner))

    assert client.get(edit(plan)).status_code == 403
    assert {client.post(url).status_code for url in all_steps(plan)} == {403}


def test_a_coordinator_opens_the_own_rows_only(client: Client, plan: Plan) -> None:
    body = make_body(plan.owner, "Секция «Спорт»")
    client.force_login(make_user("c", Role.BODY_COORDINATOR, owner=plan.owner, body=body))

    page = client.get(edit(plan))
    refused = client.post(edit(plan, f"rows/{row_named(plan, 'Форум').pk}/delete/"), follow=True)

    assert texts(page, "//a[@data-opens]") == ["Турнир"]
    assert messages_of(refused) == [
        "Вы меняете только строки своей секции. По остальным обратитесь к дирекции."
    ]


def test_an_approved_plan_leads_to_typed_changes(maker: Client, plan: Plan) -> None:
    Plan.objects.update(state="published")
    page = maker.get(edit(plan))

    links = tree_of(page).xpath("//p[@class='what']/a/@href")
    assert links[0] == f"/plans/{plan.slug}/items/{row_named(plan, 'Форум').pk}/change/"
    assert not tree_of(page).xpath("//form[@id='moves']")
    moved = maker.post(edit(plan, "rows/move/"), {"down": row_named(plan, "Форум").pk}, follow=True)
    assert messages_of(moved) == [
        "План утверждён, его строки меняют только с причиной: откройте строку и выберите перенос, "
        "отмену, замену или включение."
    ]


def test_an_empty_plan_says_what_to_do(client: Client, directorate: User) -> None:
    client.force_login(directorate)
    page = client.get(edit(composed_plan()))

    assert texts(page, "//p[contains(@class, 'no-rows')]") == ["В разделе пока нет строк."] * 2


def test_rows_of_strange_numbers_are_no_pages(maker: Client, plan: Plan) -> None:
    assert maker.get(edit(plan, "rows/new/?section=99999999999999999999")).status_code == 404
    assert maker.get(edit(plan, "?start=99999999999999999&gap=%00")).status_code == 200
    assert maker.get(edit(plan, "rows/123456/")).status_code == 302
    item = row_named(plan, "Форум")
    stale = maker.post(edit(plan, f"rows/{item.pk}/"), {"seen": "[[", "do": "save"})
    assert stale.status_code == 422
    assert add(sections_of(plan)[0], "Ещё")
