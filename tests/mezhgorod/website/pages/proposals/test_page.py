"""The page of a party: who may open it, what its buttons do, what it says of mistakes."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.html import texts, tree_of, words
from tests.factories.people import make_party, make_user
from tests.factories.proposals import (
    HINTS,
    add_row,
    cells,
    decide_all,
    make_campaign,
    make_submission,
    put,
    token_for,
)

from mezhgorod.campaigns.models import ProposedRow, Submission
from mezhgorod.campaigns.rules import (
    CONFIRM,
    CampaignRules,
    CampaignState,
    EligibilityKind,
    EligibilityRule,
    RowChoice,
    RowState,
    SubmissionState,
    rules_to_dict,
)
from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.http]


@pytest.fixture
def submission() -> Submission:
    return make_submission()


@pytest.fixture
def url(submission: Submission) -> str:
    return f"/propose/{token_for(submission)}/"


def state_of(submission: Submission) -> str:
    submission.refresh_from_db()
    return submission.state


def rows(submission: Submission) -> list[ProposedRow]:
    return list(submission.rows.order_by("position", "pk"))


def said(page: HttpResponse) -> list[str]:
    return texts(page, "//*[@id='messages']/p")


def typed(page: HttpResponse, row: ProposedRow, **changes: str) -> dict[str, str]:
    """What the form of the page sends of one row, with some fields typed over."""
    start = f"r{row.pk}."
    fields = tree_of(page).xpath(f"//textarea[starts-with(@name, '{start}')]")
    data = {one.get("name"): (one.text or "").removeprefix("\n") for one in fields}
    (version,) = tree_of(page).xpath(f"//input[@name='version-r{row.pk}']/@value")
    (heading,) = tree_of(page).xpath(
        f"//select[@name='heading-r{row.pk}']/option[@selected]/@value"
    )
    fixed = {f"version-r{row.pk}": version, f"heading-r{row.pk}": heading}
    return {**data, **fixed, **{start + role: text for role, text in changes.items()}}


def test_the_page_asks_what_to_do_with_the_last_plan(
    client: Client, submission: Submission, url: str
) -> None:
    page = client.get(url)

    assert texts(page, "//ul[@class='facts'][1]/li") == [
        f"Ответить до {_day(submission)}",
        "осталось 12 дней",
        "Состояние: не начато",
    ]
    assert texts(page, "//h2[@id='carried']") == ["Строки прошлого плана 3"]
    assert texts(page, "//li[@class='prow is-undecided'][1]//p[@class='what']") == [
        "XXIX конкурс детского рисунка"
    ]
    assert texts(page, "//li[contains(@class, 'prow')][1]//p[contains(@class, 'hint')]") == list(
        HINTS
    )
    assert texts(page, "//div[@class='choices'][1]/button")[:3] == [
        "Оставить",
        "Изменить",
        "Не повторять",
    ]


def test_a_late_party_reads_by_how_much_and_what_it_can_still_do(
    client: Client, submission: Submission, url: str
) -> None:
    put_back = timezone.localdate() - timedelta(days=2)
    campaign = submission.campaign
    type(campaign).objects.filter(pk=campaign.pk).update(
        opens_on=put_back, due_on=put_back, review_due_on=put_back
    )

    page = client.get(url)

    (late,) = texts(page, "//p[@id='late']")
    assert late.startswith("Срок прошёл 2 дня назад. Направить предложения ещё можно")
    assert "в любой день до срока" not in words(page)
    assert "в любой день, пока сбор не закрыт" in words(page)


def _day(submission: Submission) -> str:
    from mezhgorod.website.board.spoken import day_words  # noqa: PLC0415

    return day_words(submission.campaign.due_on)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    submission = make_submission(rows=count)
    for number in range(count):
        add_row(submission, cells(f"Форум {number}"))
    url = f"/propose/{token_for(submission)}/"
    client.get(url)

    # The link, the proposals, columns and headings of the plan, the rows.
    with django_assert_num_queries(6):
        client.get(url)


def test_one_press_decides_and_another_takes_it_back(
    client: Client, submission: Submission, url: str
) -> None:
    first, second, third = rows(submission)

    for command in (f"keep:{first.pk}", f"change:{second.pk}", f"drop:{third.pk}"):
        answer = client.post(url, {"do": command})
        assert answer.status_code == 302
        assert answer.url == f"{url}#r{command.split(':')[1]}"

    assert [one.choice for one in rows(submission)] == ["keep", "change", "drop"]
    page = client.get(url)
    assert texts(page, "//button[@aria-pressed='true']") == ["Оставить", "Изменить", "Не повторять"]
    (again,) = tree_of(page).xpath(f"//li[@id='r{first.pk}']//button[@aria-pressed='true']/@value")
    client.post(url, {"do": again})
    assert rows(submission)[0].choice == RowChoice.UNDECIDED


def test_all_undecided_rows_are_kept_at_once(
    client: Client, submission: Submission, url: str
) -> None:
    client.post(url, {"do": f"drop:{rows(submission)[2].pk}"})
    client.post(url, {"do": "keep"})

    assert [one.choice for one in rows(submission)] == ["keep", "keep", "drop"]


def test_any_button_keeps_what_was_typed(client: Client, submission: Submission, url: str) -> None:
    row = add_row(submission, cells("Форум"))
    data = typed(client.get(url), row, timing="июнь", title="Форум садоводов")

    client.post(url, {**data, "do": f"keep:{rows(submission)[0].pk}"})

    row.refresh_from_db()
    assert (row.title, row.text("timing"), row.sequence) == ("Форум садоводов", "июнь", 2)
    assert rows(submission)[0].choice == RowChoice.KEEP


def test_a_row_is_put_under_another_heading(
    client: Client, submission: Submission, url: str
) -> None:
    row = add_row(submission, cells("Форум"))
    data = typed(client.get(url), row)

    client.post(url, {**data, f"heading-r{row.pk}": "1", "do": "save"})

    row.refresh_from_db()
    assert row.section_heading == "Спорт"


def test_words_that_another_has_changed_are_set_beside_mine(
    client: Client, submission: Submission, url: str
) -> None:
    row, other = add_row(submission, cells("Форум")), add_row(submission, cells("Слёт"))
    page = client.get(url)
    mine = {**typed(page, row, timing="июль"), **typed(page, other)}
    client.post(url, {**typed(page, row, timing="июнь"), **typed(page, other), "do": "save"})

    page = client.post(url, {**mine, "do": "send"})

    assert page.status_code == 409
    assert texts(page, f"//li[@id='r{row.pk}']//div[@class='theirs']") == [
        "Сроки проведения: сохранено другим июнь"
    ]
    (field,) = tree_of(page).xpath(f"//textarea[@name='r{row.pk}.timing']")
    assert field.text.strip() == "июль"
    row.refresh_from_db()
    assert row.text("timing") == "июнь"
    assert state_of(submission) == SubmissionState.DRAFT
    # Who has read both texts may replace the other's.
    client.post(url, {**typed(page, row), "do": "save"})
    row.refresh_from_db()
    assert row.text("timing") == "июль"


def test_rows_nobody_touched_dispute_nothing(
    client: Client, submission: Submission, url: str
) -> None:
    row = add_row(submission, cells("Форум"))
    old = typed(client.get(url), row)
    client.post(url, {**typed(client.get(url), row, timing="июнь"), "do": "save"})

    answer = client.post(url, {**old, "do": "save"})

    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.text("timing") == "июнь"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("я" * 100_000, "100000 знаков"),
        ("я" * 6_000, "6000 знаков"),
        ("Форум\0", "знак, которого не бывает"),
    ],
)
def test_words_that_do_not_fit_stay_in_their_field(
    client: Client, submission: Submission, url: str, words: str, message: str
) -> None:
    row = add_row(submission, cells("Форум"))
    data = typed(client.get(url), row, title=words)

    page = client.post(url, {**data, "do": "send"})

    assert page.status_code == 409
    (field,) = tree_of(page).xpath(f"//textarea[@name='r{row.pk}.title']")
    assert field.get("aria-invalid") == "true"
    assert message in words_of_error(page, row)
    if "\0" not in words:
        assert (field.text or "").removeprefix("\n") == words
    row.refresh_from_db()
    assert (row.title, state_of(submission)) == ("Форум", SubmissionState.NOT_STARTED)


def words_of_error(page: HttpResponse, row: ProposedRow) -> str:
    return words(page, f"//li[@id='r{row.pk}']//*[@class='errorlist']")


def test_a_row_is_added_once_removed_and_put_back(
    client: Client, submission: Submission, url: str
) -> None:
    data = {"do": "add", "new_token": "abc123"}
    client.post(url, data)
    client.post(url, data)
    made = rows(submission)[3:]
    assert [one.cells for one in made] == [[]]

    client.post(url, {"do": f"remove:{made[0].pk}"})
    page = client.get(url)
    assert texts(page, "//details[@class='removed']//li") == [
        "без названия Вернуть строку «без названия»"
    ]
    client.post(url, {"do": f"restore:{made[0].pk}"})
    assert rows(submission)[3].state == RowState.DRAFT


def test_sending_tells_everything_that_is_missing(
    client: Client, submission: Submission, url: str
) -> None:
    row = add_row(submission, cells("Форум", timing=""))

    page = client.post(url, {"do": "send"})

    assert page.status_code == 422
    assert len(texts(page, "//div[@id='problems']//li")) == 4
    assert f"#r{row.pk}" in tree_of(page).xpath("//div[@id='problems']//a/@href")
    assert state_of(submission) == SubmissionState.NOT_STARTED


def test_sending_twice_sends_once_and_leaves_empty_rows(
    client: Client, submission: Submission, url: str
) -> None:
    decide_all(submission)
    client.post(url, {"do": "add", "new_token": "a"})

    first = client.post(url, {"do": "send"}, follow=True)
    again = client.post(url, {"do": "send"}, follow=True)

    assert said(first)[0].startswith("Предложения направлены.")
    assert said(again) == ["Предложения уже были направлены: второй раз отправлять не нужно."]
    assert [one.state for one in rows(submission)] == ["submitted"] * 3 + ["removed"]


def test_what_is_typed_after_sending_is_not_lost_silently(
    client: Client, submission: Submission, url: str
) -> None:
    decide_all(submission)
    row = add_row(submission, cells("Форум"))
    data = typed(client.get(url), row, timing="июнь")
    client.post(url, {"do": "send"})

    page = client.post(url, {**data, "do": "save"})

    assert page.status_code == 409
    assert "уже направлены" in words(page)
    row.refresh_from_db()
    assert row.text("timing") == "май"


def test_the_way_of_each_row_is_told(client: Client, submission: Submission, url: str) -> None:
    one, two, three = rows(submission)
    other = add_row(
        make_submission("Город Котлас", city="Котлас", campaign=submission.campaign),
        cells("Форум ИТ"),
    )
    for row, fields in (
        (one, {"state": RowState.ACCEPTED}),
        (two, {"state": RowState.MERGED, "merged_into": other}),
        (three, {"state": RowState.REFUSED, "refusal_ground": "duplicate", "remark": "См. п. 5."}),
    ):
        ProposedRow.objects.filter(pk=row.pk).update(**fields)
    put(submission, SubmissionState.SUBMITTED, submitted_at=timezone.now())

    page = client.get(url)

    assert texts(page, "//p[@class='state']") == [
        "принята",
        "объединена с другой",
        "отклонена Основание: такое мероприятие уже есть в плане",
    ]
    assert texts(page, "//div[@class='fate']/p") == [
        "Объединено с предложением Котласа. Ваши слова сохранены. Общая строка:"
    ]
    assert "Замечание: См. п. 5." in texts(page, "//p[@class='finding error']")


def test_a_returned_row_comes_with_its_remark_and_can_be_changed(
    client: Client, submission: Submission, url: str
) -> None:
    row = rows(submission)[0]
    submission.rows.exclude(pk=row.pk).update(state=RowState.ACCEPTED)
    submission.rows.filter(pk=row.pk).update(
        state=RowState.RETURNED, remark="Назовите месяц.", choice="keep"
    )
    put(submission, SubmissionState.RETURNED, remark="Уточните сроки.")
    page = client.get(url)

    assert "Уточните сроки." in texts(page, "//p[@class='remark']")
    assert texts(page, f"//li[@id='r{row.pk}']//p[@class='finding error']") == [
        "Замечание: Назовите месяц."
    ]
    assert texts(page, "//div[@class='choices']/button") == ["Оставить", "Изменить", "Не повторять"]
    client.post(url, {**typed(page, row, timing="июнь"), "do": "send"})
    row.refresh_from_db()
    assert (row.state, row.text("timing")) == (RowState.SUBMITTED, "июнь")


def test_nothing_to_propose_is_an_answer_that_is_confirmed(
    client: Client, submission: Submission, url: str
) -> None:
    refused = client.post(url, {"do": "nothing", "reason": "В отпуске"}, follow=True)
    assert said(refused) == ["Отметьте, что предложений действительно нет."]

    client.post(url, {"do": "nothing", "reason": "Год юбилея города", "is_sure": "on"})
    page = client.get(url)
    assert state_of(submission) == SubmissionState.NOTHING
    assert "Вы ответили, что предложений нет. Год юбилея города" in words(page)
    client.post(url, {"do": "resume"})
    assert state_of(submission) == SubmissionState.DRAFT


def test_a_closed_campaign_is_read_and_not_changed(
    client: Client, submission: Submission, url: str
) -> None:
    row = add_row(submission, cells("Форум"))
    data = typed(client.get(url), row, timing="июнь")
    submission.campaign.state = CampaignState.CLOSED
    submission.campaign.save()

    page = client.get(url)
    refused = client.post(url, {**data, "do": "save"})
    sent = client.post(url, {"do": "send"}, follow=True)

    assert "Сбор закрыт." in words(page)
    assert tree_of(page).xpath("//main//button") == []
    assert "Сбор предложений закрыт" in words(refused)
    assert said(sent)[0].startswith("Сбор предложений закрыт")
    row.refresh_from_db()
    assert row.text("timing") == "май"


@pytest.mark.parametrize("page", ["", "print/", "proposals.docx"])
def test_links_that_open_nothing(client: Client, submission: Submission, page: str) -> None:
    token = token_for(submission)
    other_end = "y" if token.endswith("x") else "x"
    good, bad = f"/propose/{token}/{page}", f"/propose/{token[:-1]}{other_end}/{page}"
    other_task = f"/propose/{token_for(submission, CONFIRM)}/{page}"

    assert client.get(good).status_code == 200
    assert client.get(good)["Referrer-Policy"] == "same-origin"
    assert client.get(bad).status_code == 404
    assert client.get(other_task).status_code == 404
    PersonalLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.get(good).status_code == 410
    PersonalLink.objects.update(withdrawn_at=timezone.now())
    assert client.get(good).status_code == 410


def test_a_link_of_one_city_changes_nothing_of_another(
    client: Client, submission: Submission, url: str
) -> None:
    foreign = make_submission("Город Котлас", city="Котлас", campaign=submission.campaign)
    row = add_row(foreign, cells("Тайный форум"))

    saved = client.post(f"{url}rows/{row.pk}/save/", {f"r{row.pk}.title": "Чужое"})
    removed = client.post(url, {"do": f"remove:{row.pk}"}, follow=True)
    kept = client.post(
        url, {f"r{row.pk}.title": "Чужое", f"version-r{row.pk}": "1.0", "do": "save"}
    )

    assert (saved.status_code, kept.status_code) == (404, 302)
    assert said(removed) == ["Такой строки в этих предложениях нет. Обновите страницу."]
    row.refresh_from_db()
    assert (row.title, row.state) == ("Тайный форум", RowState.DRAFT)
    assert "Тайный форум" not in words(client.get(url))


def test_accounts_see_only_what_their_role_reaches(client: Client, submission: Submission) -> None:
    owner, party = submission.campaign.owner, submission.party
    url = f"/proposals/{submission.pk}/"
    anonymous = client.get(url)
    assert (anonymous.status_code, anonymous.url) == (302, f"/login/?next={url}")
    people = {
        "own": (make_user("own", Role.CITY_CONTACT, owner=owner, party=party), 200, True),
        "foreign": (
            make_user("foreign", Role.CITY_CONTACT, owner=owner, party=make_party("Котлас")),
            404,
            False,
        ),
        "directorate": (make_user("dir", Role.DIRECTORATE, owner=owner), 200, True),
        "auditor": (make_user("auditor", Role.AUDITOR, owner=owner), 200, False),
        "outsider": (make_user("nobody"), 404, False),
    }
    for name, (person, status, may_write) in people.items():
        client.force_login(person)
        page = client.get(url)
        assert page.status_code == status, name
        if status == 200:
            buttons = tree_of(page).xpath("//main//button[@value='send']")
            assert bool(buttons) is may_write, name
        answer = client.post(url, {"do": "keep"}, follow=True)
        assert answer.status_code == status, name
        is_kept = submission.rows.filter(choice=RowChoice.KEEP).exists()
        assert is_kept is may_write, name
        submission.rows.update(choice=RowChoice.UNDECIDED)


@pytest.mark.parametrize("command", ["explode", "keep:", "keep:x", "keep:" + "9" * 30, "show:1e3"])
def test_buttons_that_no_page_has(client: Client, url: str, command: str) -> None:
    assert client.post(url, {"do": command}).status_code in {302, 404}
    assert not ProposedRow.objects.exclude(choice=RowChoice.UNDECIDED).exists()


def test_a_campaign_in_preparation_shows_nothing(client: Client) -> None:
    submission = make_submission(campaign=make_campaign(CampaignState.PREPARING))
    client.force_login(
        make_user(
            "contact",
            Role.CITY_CONTACT,
            owner=submission.campaign.owner,
            party=submission.party,
        )
    )

    assert texts(client.get("/proposals/"), "//ul[@class='entries']/li") == []


def test_a_long_list_comes_in_pages_and_a_button_leads_to_its_row(
    client: Client, submission: Submission, url: str
) -> None:
    for number in range(41):
        add_row(submission, cells(f"Форум {number}"))

    first = client.get(url)
    added = client.post(url, {"do": "add", "new_token": "a", "page": "1"})
    kept = client.post(url, {"do": "save", "page": "2"})

    assert len(texts(first, "//section[@aria-labelledby='own']/ol/li")) == 40
    assert texts(first, "//nav[@class='pages']//li") == ["страница 1 из 2", "Дальше"]
    assert added.url == f"{url}?page=2#r{rows(submission)[-1].pk}"
    assert kept.url == f"{url}?page=2"


def test_what_a_campaign_only_advises_is_told_and_stops_nothing(client: Client) -> None:
    submission = make_submission()
    advice = EligibilityRule(EligibilityKind.HAS_DAY)
    submission.campaign.rules = rules_to_dict(CampaignRules(eligibility=(advice,)))
    submission.campaign.save()
    decide_all(submission)
    row = add_row(submission, cells("Форум", timing="по согласованию"))
    url = f"/propose/{token_for(submission)}/"

    page = client.get(url)
    client.post(url, {"do": "send"})

    assert texts(page, f"//li[@id='r{row.pk}']//p[contains(@class, 'hint')]") != []
    assert state_of(submission) == SubmissionState.SUBMITTED
