"""Rows from Word, Excel or a file: shown first, then added."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook
from tests.factories.html import texts, tree_of, words
from tests.factories.proposals import make_submission, token_for

from mezhgorod.campaigns.models import Submission
from mezhgorod.campaigns.rules import CampaignState, RowOrigin

pytestmark = [pytest.mark.django_db, pytest.mark.http]

PAGE = (
    "<table><tr><th>Мероприятие</th><th>Сроки проведения</th><th>Место проведения</th></tr>"
    "<tr><td colspan='3'>Спорт</td></tr>"
    "<tr><td>Турнир по самбо</td><td>12 июня</td><td>г. Вологда</td></tr>"
    "<tr><td>Кросс &lt;b&gt;</td><td>когда сойдёт снег</td><td>г. Вологда</td></tr></table>"
)
TEXT = "Форум «Умный город»\tмай-июнь\tг. Вологда\nСлёт\t12 мая\tг. Сокол"


@pytest.fixture
def submission() -> Submission:
    return make_submission()


@pytest.fixture
def url(submission: Submission) -> str:
    return f"/propose/{token_for(submission)}/"


def clipboard(page: str) -> dict[str, object]:
    return {"page": SimpleUploadedFile("page.html", page.encode()), "text": "что угодно"}


def sent(page: HttpResponse, *without: str) -> dict[str, object]:
    """What the form of the preview sends, without some of the marks."""
    tree = tree_of(page)
    (kept,) = tree.xpath("//input[@name='rows']/@value")
    marks = [one for one in tree.xpath("//input[@name='row']/@value") if one not in without]
    rest = tree.xpath("//input[@name='rest']/@value")
    return {"rows": kept, "row": marks, **({"rest": rest[0]} if rest else {})}


def titles(submission: Submission) -> list[str]:
    found = submission.rows.exclude(origin=RowOrigin.CARRIED).order_by("position")
    return [one.title for one in found]


def test_a_table_is_shown_before_it_is_added(
    client: Client, submission: Submission, url: str
) -> None:
    page = client.post(f"{url}paste/", clipboard(PAGE))

    assert page.status_code == 200
    assert texts(page, "//li//label") == ["Турнир по самбо", "Кросс <b>"]
    assert texts(page, "//li//p[@class='soft small']") == ["Раздел: Спорт", "Раздел: Спорт"]
    assert texts(page, "//mark") == ["когда сойдёт снег"]
    assert titles(submission) == []


def test_chosen_rows_are_added_under_their_heading(
    client: Client, submission: Submission, url: str
) -> None:
    page = client.post(f"{url}paste/", clipboard(PAGE))

    answer = client.post(f"{url}paste/add/", sent(page, "0"), follow=True)

    (row,) = submission.rows.filter(origin=RowOrigin.PASTED)
    assert (row.title, row.section_heading) == ("Кросс <b>", "Спорт")
    assert row.text("timing") == "когда сойдёт снег"
    assert texts(answer, "//*[@id='messages']/p")[0] == (
        "Добавлено: 1 строка. Проверьте их и допишите недостающее."
    )


def test_plain_text_and_the_same_rows_again(
    client: Client, submission: Submission, url: str
) -> None:
    page = client.post(f"{url}paste/", {"text": TEXT})
    client.post(f"{url}paste/add/", sent(page))
    again = client.post(f"{url}paste/add/", sent(page), follow=True)

    assert titles(submission) == ["Форум «Умный город»", "Слёт"]
    assert "Пропущено строк, которые уже есть слово в слово: 2." in words(again)


def test_a_workbook_is_read(client: Client, submission: Submission, url: str) -> None:
    book, file = Workbook(), BytesIO()
    book.active.append(["Мероприятие", "Сроки проведения", "Место проведения"])
    book.active.append(["Ярмарка", "3 сентября", "г. Вологда"])
    book.save(file)

    page = client.post(
        f"{url}paste/", {"document": SimpleUploadedFile("план.xlsx", file.getvalue())}
    )
    client.post(f"{url}paste/add/", {**sent(page), "is_file": "yes"})

    assert titles(submission) == ["Ярмарка"]
    assert submission.rows.get(origin=RowOrigin.FILE).text("timing") == "3 сентября"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Вставьте таблицу"),
        ("просто слова, в которых нет ни одной таблицы", "Строк плана здесь не нашлось"),
        ("\x01\x02\x03", ""),
        ("м\tм\n" * 5_200, "а за один раз помещается 5000"),
    ],
)
def test_rubbish_is_told_and_loses_nothing(
    client: Client, submission: Submission, url: str, text: str, message: str
) -> None:
    page = client.post(f"{url}paste/", {"text": text})

    assert page.status_code == 422
    assert message in words(page, "//p[@class='errorlist']")
    (field,) = tree_of(page).xpath("//textarea[@name='text']")
    if message and text:
        assert (field.text or "").strip() == text.strip()
    assert titles(submission) == []


def test_a_file_that_is_none_is_refused(client: Client, url: str) -> None:
    broken = SimpleUploadedFile("план.docx", b"PK\x03\x04 rubbish")

    page = client.post(f"{url}paste/", {"document": broken})

    assert page.status_code == 422
    assert "план.docx" in words(page, "//p[@class='errorlist']")


def test_a_long_table_is_shown_in_part_and_added_whole(
    client: Client, submission: Submission, url: str
) -> None:
    text = "Мероприятие\tСроки проведения\n" + "\n".join(f"Форум {n}\tмай" for n in range(230))

    page = client.post(f"{url}paste/", {"text": text})
    client.post(f"{url}paste/add/", sent(page))

    assert len(texts(page, "//ol/li")) == 200
    assert texts(page, "//label[@for='rest']") == [
        "И остальные 30 строк, которые здесь не показаны"
    ]
    assert len(titles(submission)) == 230
    listed = client.get(url)
    assert len(texts(listed, "//section[@aria-labelledby='own']/ol/li")) == 40


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("", "Таблица не дошла целиком"),
        ("[[1]]", "Таблица не дошла целиком"),
        ("[" * 100_000, "Таблица не дошла целиком"),
        ("[]", "Отметьте хотя бы одну строку"),
        (json.dumps([["", [["title", "я" * 6_000], ["timing", "май"]]]]), "6000 знаков"),
    ],
)
def test_what_no_preview_sends_adds_nothing(
    client: Client, submission: Submission, url: str, rows: str, message: str
) -> None:
    page = client.post(f"{url}paste/add/", {"rows": rows, "row": ["0"]}, follow=True)

    assert message in words(page, "//*[@id='messages']")
    assert titles(submission) == []


def test_a_closed_campaign_takes_no_rows(client: Client, submission: Submission, url: str) -> None:
    page = client.post(f"{url}paste/", {"text": TEXT})
    submission.campaign.state = CampaignState.CLOSED
    submission.campaign.save()

    answer = client.post(f"{url}paste/add/", sent(page), follow=True)

    assert texts(answer, "//*[@id='messages']/p") != []
    assert titles(submission) == []
