"""Rows pasted from Word or Excel, or dropped as files: all of them or none, with all remarks."""

from pathlib import Path

import pytest
from tests.factories import campaigns

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import AddedRows, Pasted
from mezhgorod.campaigns.models import Submission
from mezhgorod.campaigns.rules import RowOrigin
from mezhgorod.registry.rules import NOBODY, Actor, RuleViolation

pytestmark = pytest.mark.django_db
CORPUS = Path(__file__).parents[3] / "corpus"
WITHOUT_HEADER = "Форум городов\tг. Вологда\tмай\nСлёт молодёжи\tг. Псков\t12-14 июня"
WORD = (
    "<html><body><table><tr><td>Мероприятие</td><td>Место</td><td>Дата</td></tr>"
    "<tr><td>Форум<br>городов</td><td>г. Вологда</td><td>май</td></tr></table></body></html>"
)


@pytest.fixture
def ours() -> Submission:
    campaign = campaigns.opened(source=campaigns.last_plan())
    submission = campaigns.submission_of(campaign, campaigns.vologda())
    submission.rows.all().delete()
    return submission


def paste(
    ours: Submission, data: str | bytes, name: str = "вставка.txt", actor: Actor | None = None
) -> AddedRows:
    content = data.encode() if isinstance(data, str) else data
    return actions.add_rows_from_text(
        submission=ours,
        pasted=Pasted(content, name, "Форумы", is_file=not name.startswith("вставка")),
        actor=actor or campaigns.contact(ours.party),
        now=campaigns.NOW,
    )


def told(added: AddedRows) -> list[tuple[str, str, str]]:
    return [(row.text("title"), row.text("place"), row.text("timing")) for row in added.rows]


def test_cells_without_a_header_stand_under_the_columns_of_the_plan(ours: Submission) -> None:
    added = paste(ours, WITHOUT_HEADER)
    assert told(added) == [
        ("Форум городов", "г. Вологда", "май"),
        ("Слёт молодёжи", "г. Псков", "12-14 июня"),
    ]
    row = ours.rows.order_by("position").last()
    assert row is not None
    assert (row.origin, row.section_heading, row.row["timing"]["spans"]) == (
        RowOrigin.PASTED,
        "Форумы",
        [["2026-06-12", "2026-06-14"]],
    )


def test_one_row_is_enough(ours: Submission) -> None:
    assert told(paste(ours, WITHOUT_HEADER.split("\n", maxsplit=1)[0])) == [
        ("Форум городов", "г. Вологда", "май")
    ]


def test_a_table_of_word_keeps_the_lines_of_its_cells(ours: Submission) -> None:
    assert told(paste(ours, WORD, "вставка.html")) == [("Форум\nгородов", "г. Вологда", "май")]


def test_the_same_rows_are_pasted_once(ours: Submission) -> None:
    paste(ours, WITHOUT_HEADER)
    again = paste(ours, WITHOUT_HEADER)
    assert (again.rows, again.remarks[0]) == (
        (),
        "Пропущено строк, которые уже есть слово в слово: 2.",
    )


def test_a_real_document_comes_whole_with_headings_it_has_and_the_plan_lacks(
    ours: Submission,
) -> None:
    data = (CORPUS / "sgcszr-plan-2023" / "variants" / "plain.docx").read_bytes()
    added = paste(ours, data, "план.docx")
    assert len(added.rows) == 42
    assert {row.origin for row in added.rows} == {RowOrigin.FILE}
    assert any(one.startswith("Раздела «") for one in added.remarks)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("Уважаемые коллеги, предложений нет", "paste.no_rows"),
        ("", "paste.unreadable"),
        (b"PK\x03\x04 not a zip at all", "paste.unreadable"),
        ("\n".join(f"Форум {n}\tг. Вологда\tмай" for n in range(5_001)), "paste.too_many"),
        (f"{'Ф' * 100_000}\tг. Вологда\tмай\nСлёт\tг. Псков\tиюнь", "paste.too_long"),
    ],
    ids=["letter", "nothing", "broken", "too many", "too long"],
)
def test_rubbish_adds_nothing(ours: Submission, data: str | bytes, code: str) -> None:
    name = "вставка.txt" if isinstance(data, str) else "план.docx"
    with pytest.raises(RuleViolation) as refused:
        paste(ours, data, name)
    assert (refused.value.code, ours.rows.count()) == (code, 0)


def test_strangers_paste_nothing(ours: Submission) -> None:
    for stranger in (NOBODY, campaigns.contact(campaigns.pskov())):
        with pytest.raises(RuleViolation) as refused:
            paste(ours, WITHOUT_HEADER, actor=stranger)
        assert refused.value.code == "campaign.propose.forbidden"
    assert ours.rows.count() == 0
