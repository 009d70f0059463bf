"""The piece of a page that tells what was read of a row."""

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.html import texts, tree_of
from tests.factories.people import make_user
from tests.factories.plans import make_item, make_plan, make_section
from tests.factories.proposals import add_row, cells, make_submission, token_for

from mezhgorod.campaigns.models import Submission
from mezhgorod.campaigns.queries import reading_frame
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import Role
from mezhgorod.website.pages.proposals.sheet import plan_of
from mezhgorod.website.row_editor import MAX_CELL, RowSetting
from planbook.dates import parse_timing
from planbook.plans import PlanDraft

pytestmark = [pytest.mark.django_db, pytest.mark.http]

SETTING = RowSetting.of_plan(
    PlanDraft("", None, "plan", "2024", (), columns=(("title", "Мероприятие"), ("timing", "Срок")))
).text
URL = "/rows/understand/?row=row-5&section="


@pytest.fixture
def reader(client: Client, outsider: User) -> Client:
    client.force_login(outsider)
    return client


def test_any_account_is_told_what_was_read(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    data = {
        "setting": SETTING,
        "row-5.title": "Форум «Умный город»",
        "row-5.timing": "25–27 августа",
        "row-5.place": "г. Вологда",
        "row-6.timing": "май",
    }

    with django_assert_num_queries(2):  # the session and its user
        page = reader.post(URL, data)

    assert page.status_code == 200
    assert texts(page, "//p[@class='time']") == ["точные дни с 25 по 27 августа 2024 года"]
    assert texts(page, "//dt") == ["Место", "Формат", "Вид", "Имя"]


def test_words_stay_words(reader: Client) -> None:
    page = reader.post(URL, {"setting": SETTING, "row-5.timing": "<b>скоро</b>"})

    assert b"<b>" not in page.content
    assert set(texts(page, "//mark")) == {"<b>скоро</b>"}


def test_what_is_too_long_is_refused_in_words(reader: Client) -> None:
    page = reader.post(URL, {"setting": SETTING, "row-5.title": "я" * (MAX_CELL + 1)})

    assert page.status_code == 422
    assert texts(page, "//p") == [
        "В ячейке «Мероприятие» 20001 знаков, помещается 20000. Сократите её."
    ]


def test_a_page_from_nowhere_is_refused(reader: Client) -> None:
    page = reader.post(URL, {"setting": "{}"})

    assert page.status_code == 422
    assert texts(page, "//p") == ["Страница устарела. Обновите её: набранное сохранено."]


def test_a_visitor_without_account_is_told_nothing(client: Client) -> None:
    assert client.post(URL, {"setting": SETTING}).status_code == 403


def test_it_only_answers_what_is_sent(reader: Client) -> None:
    assert reader.get(URL).status_code == 405


PROPOSED = {"title": "Спартакиада городов", "timing": "25-27 августа", "place": "г. Вологда"}
HINTS = "//ul[@class='row-hints']/li"


def asked(client: Client, submission: Submission, url: str) -> HttpResponse:
    setting = RowSetting.of_plan(plan_of(reading_frame(campaign=submission.campaign))).text
    words = {f"r0.{role}": text for role, text in PROPOSED.items()}
    return client.post(f"{url}understand/?row=r0&section=", {"setting": setting, **words})


@pytest.fixture
def submission() -> Submission:
    """Proposals of a city; rows of the same days stand in three plans."""
    submission = make_submission(rows=0)
    vologda, day = submission.party.territory, parse_timing("26 августа 2027 года")
    drafts = submission.campaign.plan
    make_item(drafts.sections.all()[0], "Строка проекта", day, vologda, kind="слёт")
    for slug, state in (("open-2027", "published"), ("secret-2027", "draft")):
        plan = make_plan(slug, owner=f"Союз {slug}", state=state, title=f"План {slug}")
        make_item(make_section(plan), f"Встреча {slug}", day, vologda, kind="встреча")
    return submission


def test_a_city_is_told_of_what_it_may_see(client: Client, submission: Submission) -> None:
    owner = submission.campaign.owner
    contact = make_user("contact", Role.CITY_CONTACT, owner=owner, party=submission.party)
    client.force_login(contact)

    page = asked(client, submission, f"/proposals/{submission.pk}/")

    assert texts(page, HINTS) == [
        "точно Тот же город (Вологда) в те же дни: «Встреча open-2027» (26 августа 2027 года). "
        "План: План open-2027"
    ]
    assert "secret" not in page.content.decode()
    assert "проекта" not in page.content.decode()


def test_a_personal_link_is_told_of_public_plans_only(
    client: Client, directorate: User, submission: Submission
) -> None:
    url = f"/propose/{token_for(submission)}/"
    client.force_login(directorate)  # the account adds nothing to the link

    page = asked(client, submission, url)

    assert len(texts(page, HINTS)) == 1
    assert "secret" not in page.content.decode()
    assert "проекта" not in page.content.decode()


def test_the_page_of_a_party_asks_for_its_own_hints(client: Client, submission: Submission) -> None:
    add_row(submission, cells("Форум"))
    owner = submission.campaign.owner
    contact = make_user("contact", Role.CITY_CONTACT, owner=owner, party=submission.party)
    client.force_login(contact)

    for url in (f"/propose/{token_for(submission)}/", f"/proposals/{submission.pk}/"):
        (door,) = tree_of(client.get(url)).xpath("//div[@data-understood]/@hx-post")
        assert door.startswith(f"{url}understand/?row=r")
