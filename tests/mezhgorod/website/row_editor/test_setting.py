"""What a page remembers of a plan so that its rows can be read."""

import pytest

from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.row_editor import RowSetting, understood_row
from planbook.plans import CellDraft, PlanDraft, SectionDraft

PLAN = PlanDraft(
    "План",
    "Союз",
    "plan",
    "2022-40",
    (
        SectionDraft("Апрель", (), heading_text="Апрель\n2022", notes=("даты примерные",)),
        SectionDraft("Встречи", (), level=2),
    ),
    columns=(("title", "Мероприятие"), ("timing", "Срок")),
)


def test_a_setting_comes_back_as_it_went() -> None:
    there = RowSetting.of_plan(PLAN)

    back = RowSetting.of_text(there.text)

    assert back == there
    cells = [CellDraft("title", "Форум"), CellDraft("timing", "5 числа")]
    assert understood_row(back.plan, 0, None, cells).row == understood_row(PLAN, 0, None, cells).row


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        '{"period":"когда-нибудь","columns":[],"sections":[]}',
        '{"period":null,"columns":[["title"]],"sections":[]}',
        '{"period":null,"columns":[],"sections":[["Апрель","первый",[],true]]}',
        '{"period":null,"columns":[],"sections":[]}' + " " * 200_000,
    ],
)
def test_what_no_page_sends_is_refused(text: str) -> None:
    with pytest.raises(RuleViolation, match="Обновите"):
        RowSetting.of_text(text)
