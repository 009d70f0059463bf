"""The review: source cells at the left, what was understood at the right, differences marked."""

from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.drafts import (
    BY_AGREEMENT,
    JUNE,
    MAY,
    VOLOGDA,
    YAROSLAVL,
    day,
    plan,
    row,
    rows_plan,
    section,
)
from tests.factories.html import texts, words
from tests.factories.runs import NOW, ready_run

from mezhgorod.intake.actions import apply_run
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import SYSTEM
from planbook.findings import Finding, Severity, SourceRef
from planbook.places import AttendanceMode
from planbook.plans import Age, CellDraft, EventDraft, PlanDraft

pytestmark = [pytest.mark.django_db, pytest.mark.http]

FORUM = row(
    "XXVIII Форум",
    day("9 февраля", 2, 9),
    (VOLOGDA,),
    kind="форум",
    scope="межрегиональный",
    edition=28,
    organizers=("администрация Вологды",),
    attendance_mode=AttendanceMode.HYBRID,
    age=Age(145, "145 лет"),
)
TABLE = row("Круглый стол", BY_AGREEMENT, (YAROSLAVL,), at=2)


@pytest.fixture
def staff(client: Client, directorate: User) -> Client:
    client.force_login(directorate)
    return client


def review(
    staff: Client, draft: PlanDraft, query: str = "", content: str = "новый"
) -> HttpResponse:
    return staff.get(f"/import/{ready_run(draft, content=content).pk}/{query}")


def live(draft: PlanDraft) -> None:
    apply_run(run=ready_run(draft), actor=SYSTEM, now=NOW)


def with_cells(event: EventDraft, *cells: CellDraft) -> EventDraft:
    return replace(event, cells=cells)


def test_facts_stand_on_top(staff: Client) -> None:
    page = review(staff, plan(section("I. Форумы", FORUM, TABLE)))

    assert texts(page, "//dl[contains(@class, 'run-facts')]/dd") == [
        "План мероприятий на 2023 год",
        "Союз городов Северной Двины",
        "2023 год",
    ]
    assert texts(page, "//ul[@class='facts'][1]/li") == [
        "2 строки",
        "1 с точной датой",
        "1 без даты",
    ]


def test_cells_stand_as_printed_beside_what_was_understood(staff: Client) -> None:
    page = review(staff, plan(section("I. Форумы", FORUM, TABLE)))

    assert texts(page, "//table//thead//th") == [
        "Мероприятие",
        "Место",
        "Дата",
        "Что поняла программа",
    ]
    assert texts(page, "//th[@scope='rowgroup']") == ["I. Форумы 2"]
    assert texts(page, "//tr[@id='row-1']/td[position() < 4]") == [
        "XXVIII Форум",
        "Вологда",
        "9 февраля",
    ]
    assert texts(page, "//tr[@id='row-1']//dl/div") == [
        "Место Вологда, Вологодская область",
        "Формат очно и дистанционно",
        "Организаторы администрация Вологды",
        "Вид форум, межрегиональный",
        "Который раз 28-й",
        "Юбилей 145 лет",
    ]
    assert texts(page, "//p[@class='time']") == [
        "точный день 9 февраля 2023 года",
        "нет даты по согласованию",
    ]


def test_order_and_headings_are_those_of_the_document(staff: Client) -> None:
    draft = plan(section("II. Столы", TABLE), section("I. Форумы", FORUM))

    page = review(staff, draft)

    assert texts(page, "//th[@scope='rowgroup'] | //td[1]") == [
        "II. Столы 1",
        "Круглый стол",
        "I. Форумы 1",
        "XXVIII Форум",
    ]


def test_a_title_is_told_only_where_it_is_not_the_cell(staff: Client) -> None:
    bullet = with_cells(TABLE, CellDraft("title", "• Круглый  стол"))
    renamed = with_cells(TABLE, CellDraft("title", "3) Стол: круглый"))

    page = review(staff, plan(section("I", bullet, renamed)))

    assert texts(page, "//tr[@id='row-1']//dt") == ["Место"]
    assert texts(page, "//tr[@id='row-2']//dl/div[1]") == ["Название Круглый стол"]


def test_inherited_cells_are_marked(staff: Client) -> None:
    cells = (CellDraft("title", "Стол"), CellDraft("place", "Вологда", is_inherited=True))

    page = review(staff, plan(section("I", with_cells(TABLE, *cells))))

    assert texts(page, "//td[contains(@class, 'inherited')]") == ["Вологда из объединённой ячейки"]


def test_lists_with_other_columns_are_tables_of_their_own(staff: Client) -> None:
    cells = (CellDraft("title", "Гродно"), CellDraft("other:Исполняется", "895 лет"))

    page = review(staff, plan(section("I", FORUM), section("Юбилеи", with_cells(TABLE, *cells))))

    assert texts(page, "//table[2]//thead//th | //div[2]/table//thead//th") == [
        "Мероприятие",
        "Исполняется",
        "Что поняла программа",
    ]


@pytest.mark.parametrize("count", [3, 12])
def test_tables_wider_than_the_screen_stack_their_cells(staff: Client, count: int) -> None:
    cells = tuple(CellDraft(f"other:Столбец {number}", "слова") for number in range(count))

    page = review(staff, plan(section("I", with_cells(TABLE, *cells))))

    assert len(texts(page, "//table[contains(@class, 'stacked')]")) == (count > 8)
    assert len(texts(page, "//tr[@id='row-1']/td")) == count + 1


def test_findings_lead_to_their_rows_the_gravest_first(staff: Client) -> None:
    remark = Finding("place.unread", "Место не понято.", Severity.INFO)
    rows = [row(f"Форум {number}", at=number, findings=(remark, remark)) for number in range(1, 4)]
    own = Finding("row.joined", "Строки соединены.", source=SourceRef(table=1, row=2))
    whole = Finding("plan.title", "Проверьте название.", Severity.ERROR)

    page = review(staff, plan(section("I", *rows), findings=(own, whole)))

    assert texts(page, "//section[@class='review-remarks']/ul/li") == [
        "ошибка Проверьте название. документ целиком",
        "проверьте Строки соединены. строка 2",
        "к сведению Место не понято. 3 места: строка 1 , 2 , 3",
    ]
    assert 'href="#row-2"' in page.content.decode()


def test_findings_of_one_kind_with_words_of_their_own_are_folded(staff: Client) -> None:
    rows = [
        row(f"Форум {n}", at=n, findings=(Finding("row.joined", f"Продолжает строку {n}."),))
        for n in range(1, 4)
    ]

    page = review(staff, plan(section("I", *rows)))

    assert texts(page, "//section[@class='review-remarks']/ul/li") == [
        "проверьте Продолжает строку 1. строка 1 Ещё 2 таких замечания "
        "строка 2 : Продолжает строку 2. строка 3 : Продолжает строку 3."
    ]


def test_differences_to_the_live_plan_are_marked(staff: Client) -> None:
    live(plan(section("I", FORUM, TABLE, row("Сбор участников", JUNE, at=3))))
    moved = row("Круглый стол", MAY, (YAROSLAVL,), at=2)

    page = review(staff, plan(section("I", FORUM, moved, row("Лыжный поход", JUNE, at=4))))

    assert texts(page, "//p[@class='row-line']") == [
        "строка 1 без изменений",
        "строка 2 изменена",
        "строка 3 новая",
    ]
    assert texts(page, "//section[@id='gone']//li") == ["Сбор участников июнь"]
    assert texts(page, "//tr[@id='row-2']/td[contains(@class, 'changed')]/*") == [
        "по согласованию",
        "май",
    ]


def test_counts_say_what_accepting_does(staff: Client) -> None:
    live(plan(section("I", FORUM, TABLE)))

    page = review(staff, plan(section("I", FORUM, TABLE, row("Семинар", JUNE, at=3))))

    assert texts(page, "//div[@class='verdict']//li") == [
        "1 строка добавится",
        "0 изменится",
        "2 останутся без изменений",
        "0 исчезнет",
    ]


def test_rows_are_chosen_by_what_happens_to_them(staff: Client) -> None:
    live(plan(section("I", FORUM, TABLE)))
    draft = plan(section("I", FORUM, TABLE, row("Семинар", JUNE, at=3)))

    page = review(staff, draft, "?show=new")

    assert texts(page, "//tbody/tr[@id]/td[1]") == ["Семинар"]
    assert texts(page, "//ul[@class='facts'][1]/li/a") == ["3 строки", "1 новая"]


def test_rows_that_are_only_set_otherwise_are_no_changes(staff: Client) -> None:
    live(plan(section("I", FORUM, TABLE)))
    cells = tuple(
        replace(cell, text=f"• {cell.text.replace(' ', chr(10))}") for cell in TABLE.cells[:1]
    )
    reprinted = replace(TABLE, cells=(*cells, *TABLE.cells[1:]))

    page = review(staff, plan(section("I", FORUM, reprinted)))

    assert texts(page, "//p[@class='row-line']") == [
        "строка 1 без изменений",
        "строка 2 слова те же, иначе оформлена",
    ]
    assert texts(page, "//td[contains(@class, 'changed')]") == []
    assert texts(page, "//div[@class='verdict']//li") == [
        "0 строк добавится",
        "0 изменится",
        "2 останутся без изменений",
        "0 исчезнет",
    ]
    assert "По содержанию документ от него не отличается." in words(page, "//div[@class='verdict']")
    assert texts(page, "//ul[@class='facts'][1]/li/a") == ["2 строки", "1 иначе оформленная"]


def test_words_read_otherwise_by_a_newer_program_say_so(staff: Client) -> None:
    live(plan(section("I", FORUM)))

    page = review(staff, plan(section("I", replace(FORUM, kind="слёт"))))

    assert texts(page, "//p[@class='row-line']") == ["строка 1 изменена слова те же, понято иначе"]


def test_a_long_draft_is_shown_in_pages_with_the_same_queries(
    staff: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    live(replace(rows_plan(4), period="2022"))
    apply_run(run=ready_run(rows_plan(452), content="прежний"), actor=SYSTEM, now=NOW)
    short = ready_run(replace(rows_plan(3), period="2022"), content="короткий")
    long = ready_run(rows_plan(451), content="длинный")

    with django_assert_num_queries(10):
        staff.get(f"/import/{short.pk}/")
    with django_assert_num_queries(10):
        first = staff.get(f"/import/{long.pk}/")
    last = staff.get(f"/import/{long.pk}/?page=3")

    assert len(texts(first, "//tbody/tr[@id]")) == 200
    assert texts(first, "//nav[@class='pages'][1]//li") == ["Строки 1–200 из 451", "Дальше"]
    assert len(texts(last, "//tbody/tr[@id]")) == 51
    assert "и ещё 351" in words(first, "//section[@class='review-remarks']")
    assert 'href="?page=1#row-7"' in last.content.decode()


def test_hostile_words_stay_words(staff: Client) -> None:
    attack = "<script>alert(1)</script>"
    draft = plan(
        section(attack, row(attack, findings=(Finding("a.b", attack, evidence=attack),))),
        title=attack,
        owner=attack,
    )

    page = review(staff, draft)

    assert attack.encode() not in page.content
    assert texts(page, "//tr[@id='row-1']/td[1]") == [attack]
