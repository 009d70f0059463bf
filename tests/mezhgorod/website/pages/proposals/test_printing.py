"""The proposals on paper."""

import pytest
from django.test import Client
from tests.factories.html import texts, words
from tests.factories.proposals import add_row, cells, make_submission, token_for

from mezhgorod.campaigns.models import Submission
from planbook.readers import read_document

pytestmark = [pytest.mark.django_db, pytest.mark.http]


@pytest.fixture
def submission() -> Submission:
    made = make_submission()
    for row, choice in zip(made.rows.order_by("position"), ("keep", "change", "drop"), strict=True):
        row.choice = choice
        row.save()
    add_row(made, cells("Форум ИТ", "III квартал"))
    add_row(made, cells("", "", ""))
    return made


def test_the_sheet_has_what_is_proposed(client: Client, submission: Submission) -> None:
    page = client.get(f"/propose/{token_for(submission)}/print/")

    assert texts(page, "//table//tr") == [
        "Мероприятие Сроки проведения Место проведения Ответственные",
        "Конференции, семинары, форумы",
        "XXIX конкурс детского рисунка май-июнь г. Вологда Оргкомитет конкурса",
        "Форум «Умный город» август г. Вологда Администрация г. Вологды",
        "Форум ИТ III квартал г. Вологда",
    ]


def test_the_word_file_says_the_same(client: Client, submission: Submission) -> None:
    answer = client.get(f"/propose/{token_for(submission)}/proposals.docx")

    assert "%D0%9F%D1%80%D0%B5%D0%B4%D0%BB%D0%BE%D0%B6" in answer["Content-Disposition"]
    document = read_document(answer.content, file_name="предложения.docx")
    table = next(document.tables())
    assert [[cell.text for cell in row.cells][:3] for row in table.rows] == [
        ["№", "Мероприятие", "Сроки проведения"],
        ["Конференции, семинары, форумы"],
        ["1", "XXIX конкурс детского рисунка", "май-июнь"],
        ["2", "Форум «Умный город»", "август"],
        ["3", "Форум ИТ", "III квартал"],
    ]


def test_nothing_proposed_is_said(client: Client) -> None:
    url = f"/propose/{token_for(make_submission(rows=0))}/"

    assert "Строк, которые предлагаются, пока нет." in words(client.get(f"{url}print/"))
    assert client.get(f"{url}proposals.docx").status_code == 200
