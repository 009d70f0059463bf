"""The builder of a form: parts added, edited, moved, removed; tables read; the form put in use."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.exchange_keeping import FORM, drafted, in_use, kept_exchange
from tests.factories.html import texts, tree_of, words

from mezhgorod.exchanges.models import Exchange, FormVersion
from mezhgorod.exchanges.queries.forms import form_draft, form_of
from mezhgorod.registry.models import User
from planbook.indicators import IndicatorForm
from planbook.indicators.starters import starter_named

pytestmark = [pytest.mark.django_db, pytest.mark.http]

LINE = {
    "name": "Техническая вода", "kind": "money", "unit": "руб./куб. м", "decimals": "2",
    "direction": "neutral", "aggregation": "none", "is_required": "on",
}  # fmt: skip


@pytest.fixture
def staff(client: Client, directorate: User) -> Client:
    client.force_login(directorate)
    return client


@pytest.fixture
def draft() -> FormVersion:
    return drafted()


def form_now(draft: FormVersion) -> IndicatorForm:
    return form_of(FormVersion.objects.get(pk=draft.pk))


def press(staff: Client, draft: FormVersion, do: str, **typed: object) -> HttpResponse:
    """What a press of a button on the page sends, and the page it leads to."""
    seen = FormVersion.objects.get(pk=draft.pk).revision
    data = {"seen": seen, "do": do, **typed}
    return staff.post(f"/exchanges/{draft.exchange_id}/form/", data, follow=True)


def codes(form: IndicatorForm) -> list[list[str]]:
    return [[line.indicator.code for line in section.lines] for section in form.sections]


def test_the_page_shows_every_part_in_a_fixed_number_of_queries(
    staff: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    starter = starter_named("tariffs")
    assert starter
    draft = drafted(form=starter.form)

    # The session, the person, the exchange, the draft.
    with django_assert_num_queries(4):
        page = staff.get(f"/exchanges/{draft.exchange_id}/form/")

    assert len(texts(page, "//ol[@class='builder-rows']/li[starts-with(@id, 's')]")) == 39
    assert texts(page, "//button[@value='use']") == ["Ввести в работу"]


def test_rows_are_added_edited_and_removed(staff: Client, draft: FormVersion) -> None:
    press(staff, draft, "save:s0.l+", **LINE, definition="Для полива.", minimum="1 000,50")
    line = form_now(draft).line("tehnicheskaya_voda")
    assert line
    assert (line.indicator.definition, str(line.indicator.minimum)) == ("Для полива.", "1000.50")

    press(staff, draft, "save:s0.l3", **{**LINE, "name": "Вода для полива", "code": "garden"})
    assert codes(form_now(draft)) == [["water", "drain", "both", "garden"]]

    press(staff, draft, "remove:s0.l3")
    assert codes(form_now(draft)) == [["water", "drain", "both"]]


def test_rows_and_sections_are_moved_also_into_the_neighbour(
    staff: Client, draft: FormVersion
) -> None:
    press(staff, draft, "save:s+", heading="Тепло", repeated_for="поставщик", max_copies="5")
    section = form_now(draft).sections[1]
    assert (section.heading, section.repeated_for, section.max_copies) == ("Тепло", "поставщик", 5)

    press(staff, draft, "up:s0.l1")
    assert codes(form_now(draft)) == [["drain", "water", "both"], []]
    press(staff, draft, "down:s0.l2")
    assert codes(form_now(draft)) == [["drain", "water"], ["both"]]
    press(staff, draft, "up:s1")
    assert codes(form_now(draft)) == [["both"], ["drain", "water"]]
    press(staff, draft, "up:s0")
    assert codes(form_now(draft)) == [["both"], ["drain", "water"]]


def test_rows_come_as_a_list(staff: Client, draft: FormVersion) -> None:
    press(staff, draft, "lines:s0", lines="Ремонт дорог; км\nРасходы\tтыс. руб.\n\nВода, руб.")

    added = form_now(draft).lines[3:]
    assert [(one.indicator.name, one.indicator.unit.name) for one in added] == [
        ("Ремонт дорог", "км"),
        ("Расходы", "тыс. руб."),
        ("Вода", "руб."),
    ]
    page = press(staff, draft, "lines:s0", lines="x\n" * 201)
    assert "за один раз добавляется не больше 200" in words(page)
    assert len(form_now(draft).lines) == 6


def test_checks_questions_and_instructions(staff: Client, draft: FormVersion) -> None:
    press(staff, draft, "save:c+", expression="water > 0", message="Больше нуля", severity="error")
    press(staff, draft, "save:q+", text="Почему?", max_length="100", is_required="on")
    press(staff, draft, "save:head", title="Вода", instructions="С НДС.\r\nЗа квартал.")
    form = form_now(draft)

    assert (form.title, form.instructions) == ("Вода", "С НДС.\nЗа квартал.")
    assert (form.checks[1].expression, form.checks[1].severity.value) == ("water > 0", "error")
    assert (form.questions[1].text, form.questions[1].is_required) == ("Почему?", True)
    press(staff, draft, "remove:c0")
    press(staff, draft, "remove:q0")
    assert (len(form_now(draft).checks), len(form_now(draft).questions)) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": ""}, "Обязательное поле"),
        ({"minimum": "пять"}, "Здесь ждут число, например 12,5"),
        ({"minimum": "5", "maximum": "1"}, "Верхняя граница меньше нижней"),
        ({"code": "вода"}, "Код пишут латинскими буквами"),
        ({"name": "я" * 100_000}, "300"),
        ({"kind": "colour"}, "Выберите"),
        ({"code": "water"}, "стоит дважды"),
    ],
)
def test_a_wrong_field_keeps_everything_typed(
    staff: Client, draft: FormVersion, typed: dict[str, str], message: str
) -> None:
    page = press(staff, draft, "save:s0.l+", **{**LINE, "example": "42,15", **typed})

    assert page.status_code == 422
    assert message in words(page)
    assert tree_of(page).xpath("//input[@name='example']/@value") == ["42,15"]
    assert form_now(draft) == FORM


def test_a_change_by_somebody_else_meanwhile_is_told_and_the_second_press_wins(
    staff: Client, draft: FormVersion
) -> None:
    address = f"/exchanges/{draft.exchange_id}/form/"
    press(staff, draft, "save:head", title="Чужое название")
    stale = {"seen": "0", "do": "save:head", "title": "Моё название"}

    refused = staff.post(address, stale)
    assert (refused.status_code, "её сохранил другой сотрудник" in words(refused)) == (422, True)
    assert tree_of(refused).xpath("//input[@name='title']/@value") == ["Моё название"]
    (seen, *_) = tree_of(refused).xpath("//aside//input[@name='seen']/@value")
    staff.post(address, {**stale, "seen": seen})

    assert form_now(draft).title == "Моё название"


def test_a_move_on_a_page_of_the_past_moves_nothing(staff: Client, draft: FormVersion) -> None:
    press(staff, draft, "save:head", title="Другое")
    address = f"/exchanges/{draft.exchange_id}/form/"

    page = staff.post(address, {"seen": "0", "do": "up:s0.l1"}, follow=True)

    assert "её сохранил другой сотрудник" in words(page)
    assert codes(form_now(draft)) == [["water", "drain", "both"]]


@pytest.mark.parametrize(
    "do",
    ["up:s9", "up:s0.l9", "remove:c9", "save:s9.l+", "save:s+.l+", "lines:c0", "up:head", "x", ""],
)
def test_a_press_that_leads_nowhere_is_told(staff: Client, draft: FormVersion, do: str) -> None:
    page = press(staff, draft, do, **LINE)

    assert page.status_code == 200
    assert texts(page, "//div[@id='messages']/p")
    assert form_now(draft) == FORM


def test_formulas_are_checked_while_they_are_typed(staff: Client, draft: FormVersion) -> None:
    address = f"/exchanges/{draft.exchange_id}/form/check/"

    def told(**params: str) -> str:
        return staff.get(address, params).content.decode().strip()

    assert "Понято: «Холодная вода» + «Водоотведение»" in told(
        part="s0.l2", formula="water + drain"
    )
    assert "а такой строки в форме нет" in told(part="s0.l2", formula="water + gas")
    assert "вычисляется из самой себя" in told(part="s0.l2", formula="both * 2")
    assert "не понято" in told(part="s0.l2", formula="water $ 2")
    assert "Понято" in told(part="s0.l+", formula="100 * drain / water")
    assert "впишите знак сравнения" in told(part="c+", expression="water + drain")
    assert "Понято" in told(part="c0", expression="drain <= water")
    assert told(part="s0.l2", formula="") == ""
    assert "Этой части формы уже нет" in told(part="s9", formula="water")


def test_a_form_with_a_wrong_formula_says_where_and_cannot_be_used(
    staff: Client, draft: FormVersion
) -> None:
    page = press(staff, draft, "save:s0.l2", **{**LINE, "code": "both", "formula": "water + gas"})

    assert tree_of(page).xpath("//a[text()='Исправить']/@href") == ["?edit=s0.l2#edit"]
    assert len(tree_of(page).xpath("//button[@value='use'][@disabled]")) == 1
    refused = press(staff, draft, "use")
    assert "а такой строки в форме нет" in words(refused)
    assert FormVersion.objects.get(pk=draft.pk).state == "draft"


def test_a_form_is_put_in_use_and_a_new_version_begins_from_it(
    staff: Client, draft: FormVersion
) -> None:
    done = press(staff, draft, "use")
    assert "Форма, версия 1, введена в работу." in words(done)

    page = press(staff, draft, "begin")
    assert "версия 2" in words(page)
    again = form_draft(draft.exchange)
    assert again
    assert codes(form_of(again)) == [["water", "drain", "both"]]
    press(staff, again, "discard")
    assert form_draft(draft.exchange) is None


def test_a_form_is_copied_from_another_exchange(staff: Client) -> None:
    source = in_use(kept_exchange("Откуда"))
    target = kept_exchange("Куда")
    address = f"/exchanges/{target.pk}/form/"
    assert texts(staff.get(address), "//select[@name='source']/option") == ["Откуда, версия 1"]

    staff.post(address, {"do": "copy", "source": source.pk})

    draft = form_draft(target)
    assert draft
    assert (form_of(draft).title, codes(form_of(draft))) == ("Куда", [["water", "drain", "both"]])
    refused = staff.post(address, {"do": "copy", "source": source.pk}, follow=True)
    assert "Черновик уже есть" in words(refused)


def test_a_city_sees_the_form_with_definitions_units_and_checks(
    staff: Client, draft: FormVersion
) -> None:
    page = staff.get(f"/exchanges/{draft.exchange_id}/form/preview/")

    assert texts(page, "//table//tbody/tr") == [
        "Холодная вода Тариф для населения, с НДС. руб./куб. м",
        "Водоотведение Тариф для населения, с НДС. руб./куб. м",
        "Вместе Сумма двух тарифов. руб./куб. м вычисляется",
    ]
    assert "Водоотведение не дороже воды" in words(page)


def table_file(text: str, name: str = "таблица.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_a_table_becomes_a_draft_and_is_added_or_put_instead(staff: Client) -> None:
    exchange = kept_exchange()
    address = f"/exchanges/{exchange.pk}/form/table/"
    table = "Показатель\tЕд. изм.\tВологда\nВода\tруб.\t1\nСияние\tогни\t2\n"

    page = staff.post(address, {"file": table_file(table), "how": "append"}, follow=True)

    assert "Из таблицы взято строк: 2." in words(page)
    assert "Единица «огни» строки «Сияние» не узнана" in words(page)
    assert codes(_draft_form(exchange)) == [["voda", "siyanie"]]
    staff.post(address, {"file": table_file(table), "how": "append"})
    assert codes(_draft_form(exchange)) == [["voda", "siyanie"], ["voda_2", "siyanie_2"]]
    staff.post(address, {"file": table_file(table), "how": "replace"})
    assert codes(_draft_form(exchange)) == [["voda", "siyanie"]]


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("Просто слова", "письмо.txt", "Таблица с показателями не найдена"),
        ("PK\x03\x04мусор", "форма.xlsx", "форма.xlsx"),
    ],
)
def test_a_file_without_a_table_is_told_and_leaves_no_draft(
    staff: Client, text: str, name: str, message: str
) -> None:
    exchange = kept_exchange()

    page = staff.post(
        f"/exchanges/{exchange.pk}/form/table/", {"file": table_file(text, name), "how": "append"}
    )

    assert (page.status_code, message in words(page)) == (422, True)
    assert form_draft(exchange) is None


def _draft_form(exchange: Exchange) -> IndicatorForm:
    draft = form_draft(exchange)
    assert draft
    return form_of(draft)
