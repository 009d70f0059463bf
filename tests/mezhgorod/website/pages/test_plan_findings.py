"""Deciding about remarks: who may, what the buttons do, what is seen by others."""

import re

import pytest
from django.test import Client
from tests.factories.html import texts, words

from mezhgorod.evidence.models import Finding
from mezhgorod.planning.models import ItemCell, Plan
from mezhgorod.registry.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.usefixtures("demo")]


@pytest.fixture
def staff(client: Client, directorate: User) -> Client:
    client.force_login(directorate)
    return client


def assembly() -> Plan:
    return Plan.objects.get(title__contains="МАГ")


def finding(code: str, evidence: str) -> Finding:
    return Finding.objects.get(code=code, evidence=evidence)


def page_of(plan: Plan) -> str:
    return f"/plans/{plan.slug}/findings/"


def send(client: Client, one: Finding, do: str) -> str:
    client.post(f"{page_of(assembly())}{one.pk}/", {"do": do})
    one.refresh_from_db()
    return one.state


def test_a_visitor_sees_remarks_without_buttons(client: Client) -> None:
    page = client.get(page_of(assembly()))

    assert "После числа 231 пишут «231 год»" in words(page).replace("\N{NO-BREAK SPACE}", " ")
    assert texts(page, "//main//button") == []


def test_staff_see_the_repair_before_and_after(staff: Client) -> None:
    page = staff.get(page_of(assembly()))

    one = finding("age.plural", "231 лет")
    place = f"//li[@id='finding-{one.pk}']"
    assert texts(page, f"{place}//del") == ["231 лет"]
    assert texts(page, f"{place}//ins") == ["231 год"]
    assert texts(page, f"{place}//button") == ["Исправить", "Оставить как есть", "Это не ошибка"]


@pytest.mark.parametrize(
    ("do", "state"),
    [("repair", "corrected"), ("accept", "accepted"), ("dismiss", "dismissed"), ("x", "open")],
)
def test_buttons_decide(staff: Client, do: str, state: str) -> None:
    assert send(staff, finding("age.plural", "231 лет"), do) == state


@pytest.mark.parametrize(("do", "back"), [("repair", "undo"), ("accept", "reopen")])
def test_every_decision_can_be_taken_back(staff: Client, do: str, back: str) -> None:
    one = finding("age.plural", "231 лет")
    send(staff, one, do)

    assert send(staff, one, back) == "open"
    assert ItemCell.objects.filter(text="231 лет").count() == 1


def open_remarks(staff: Client) -> list[str]:
    page = staff.get(page_of(assembly())).content.decode()
    return re.findall(r'id="finding-(\d+)"', page.split("Решено")[0])


def test_a_decision_leads_on_to_the_next_open_remark_and_says_what_it_did(staff: Client) -> None:
    first, second = open_remarks(staff)[:2]

    answer = staff.post(f"{page_of(assembly())}{first}/", {"do": "accept"})

    assert answer["Location"] == f"{page_of(assembly())}#finding-{second}"
    assert texts(staff.get(page_of(assembly())), "//div[@id='messages']/p") == [
        "Оставлено как есть. Замечание стоит внизу страницы, в «Решено»."
    ]


@pytest.mark.parametrize(
    ("do", "said"),
    [
        (["repair"], "Исправлено. Правка стоит внизу страницы, в «Решено»."),
        (["repair", "undo"], "Решение отменено, замечание снова открыто."),
        (["dismiss"], "Отмечено: не ошибка. Замечание стоит внизу страницы, в «Решено»."),
        (["accept", "reopen"], "Решение отменено, замечание снова открыто."),
    ],
)
def test_the_page_says_what_was_decided(staff: Client, do: list[str], said: str) -> None:
    one = finding("age.plural", "231 лет")
    for each in do:
        send(staff, one, each)

    page = staff.get(page_of(assembly()))

    assert texts(page, "//div[@id='messages']/p")[-1] == said


def test_the_last_remark_leads_back_to_the_one_above(staff: Client) -> None:
    *_, above, last = open_remarks(staff)

    answer = staff.post(f"{page_of(assembly())}{last}/", {"do": "dismiss"})

    assert answer["Location"] == f"{page_of(assembly())}#finding-{above}"


def test_a_remark_that_is_opened_again_is_shown(staff: Client) -> None:
    first = open_remarks(staff)[0]
    staff.post(f"{page_of(assembly())}{first}/", {"do": "accept"})

    answer = staff.post(f"{page_of(assembly())}{first}/", {"do": "reopen"})

    assert answer["Location"] == f"{page_of(assembly())}#finding-{first}"


def test_every_button_says_which_remark_it_decides(staff: Client) -> None:
    page = staff.get(page_of(assembly()))

    one = finding("age.plural", "231 лет")
    place = f"//*[@id='place-{one.pk}']"
    assert "231 лет" in words(page, place)
    buttons = f"//button[@aria-describedby='place-{one.pk}']"
    assert texts(page, buttons) == ["Исправить", "Оставить как есть", "Это не ошибка"]


def test_a_decided_remark_moves_to_the_end_with_the_name_of_who_decided(staff: Client) -> None:
    send(staff, finding("age.plural", "231 лет"), "accept")

    page = staff.get(page_of(assembly()))

    decided = words(page, "//details[@class='decided']")
    assert "231 лет" in decided
    assert "принято как есть directorate" in decided


@pytest.mark.parametrize("address", ["{pk}/", "check/", "all/"])
def test_a_visitor_is_asked_to_log_in(client: Client, address: str) -> None:
    one = finding("age.plural", "231 лет")

    answer = client.post(page_of(assembly()) + address.format(pk=one.pk), {"do": "repair"})

    one.refresh_from_db()
    assert (answer.status_code, one.state) == (302, "open")
    assert answer["Location"].startswith("/login/")


@pytest.mark.parametrize("address", ["{pk}/", "check/", "all/"])
def test_a_person_without_the_right_is_refused(client: Client, address: str) -> None:
    client.force_login(User.objects.create_user("visitor"))
    one = finding("age.plural", "231 лет")

    answer = client.post(page_of(assembly()) + address.format(pk=one.pk), {"do": "repair"})

    one.refresh_from_db()
    assert (answer.status_code, one.state) == (403, "open")


def test_a_remark_of_another_plan_is_not_found(staff: Client) -> None:
    other = Plan.objects.get(title__contains="основных мероприятий")

    answer = staff.post(f"{page_of(other)}{finding('age.plural', '231 лет').pk}/", {"do": "accept"})

    assert answer.status_code == 404


def test_remarks_of_an_unpublished_plan_are_hidden(client: Client) -> None:
    Plan.objects.update(state="draft")

    assert client.get(page_of(assembly())).status_code == 404


def test_checking_again_tells_how_many_remarks_are_open(staff: Client) -> None:
    plan = assembly()
    answer = staff.post(page_of(plan) + "check/", follow=True)

    assert "План проверен. Открытых замечаний проверки: " in words(answer)


def states_of(code: str) -> set[str]:
    return set(assembly().document.findings.filter(code=code).values_list("state", flat=True))


@pytest.mark.parametrize(
    ("do", "state", "words_told"),
    [
        ("repair", "corrected", "Решено замечаний: 4."),
        ("accept", "accepted", "Решено замечаний: 4."),
        ("dismiss", "dismissed", "Решено замечаний: 4."),
        ("x", "open", "Такого решения нет."),
    ],
)
def test_remarks_of_one_rule_are_decided_together(
    staff: Client, do: str, state: str, words_told: str
) -> None:
    answer = staff.post(page_of(assembly()) + "all/", {"code": "age.plural", "do": do}, follow=True)

    assert states_of("age.plural") == {state}
    assert words_told in words(answer)


def test_the_page_offers_to_decide_alike_remarks_together(staff: Client) -> None:
    page = staff.get(page_of(assembly()))

    offered = texts(page, "//details[@class='alike']//li//span[@class='what']")
    assert "Форма слова после числа 4 места" in [
        one.replace("\N{NO-BREAK SPACE}", " ") for one in offered
    ]


def test_remarks_that_offer_no_repair_stay_open(staff: Client) -> None:
    staff.post(page_of(assembly()) + "all/", {"code": "timing.weekday_shift", "do": "repair"})

    assert states_of("timing.weekday_shift") == {"open"}
