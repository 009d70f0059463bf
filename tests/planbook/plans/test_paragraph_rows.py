"""Plans written as lists of paragraphs, without a table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.planbook.plans.trees import document

from planbook.plans import PlanDraft, extract_plan
from planbook.plans.paragraph_rows import read_item

pytestmark = pytest.mark.core

TITLE = "План мероприятий на 2024 год"


def read(plan: PlanDraft) -> list[tuple[str | None, str, str, list[str]]]:
    return [
        (item.number, item.title, item.timing.edtf, [p.locality or p.venue for p in item.places])
        for item in plan.items()
    ]


def test_items_with_dashes_commas_and_brackets() -> None:
    plan = extract_plan(
        document(
            TITLE,
            "1. Форум молодёжи – 12 мая – г. Вологда",
            "2. Слёт туристов — июнь — г. Шуя.",
            "3. Ярмарка, июль, г. Кострома",
            "4. Турнир (Иваново, август)",
            "Директор",
            "И. И. Котов",
        )
    )

    assert read(plan) == [
        ("1", "Форум молодёжи", "2024-05-12", ["Вологда"]),
        ("2", "Слёт туристов", "2024-06", ["Шуя"]),
        ("3", "Ярмарка", "2024-07", ["Кострома"]),
        ("4", "Турнир", "2024-08", ["Иваново"]),
    ]
    assert plan.signature == ("Директор", "И. И. Котов")
    assert [f.code for f in plan.findings] == ["plan.rows_from_paragraphs", "plan.no_owner"]


def test_headings_labels_and_dates_first() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на май 2024 года",
            "I. Культура",
            "12 мая – Концерт – Дом культуры",
            "Ответственный: отдел культуры",
            "II. Спорт",
            "15 мая – Турнир – стадион",
            "Место: г. Шуя",
        )
    )

    assert [(s.numeral, s.heading) for s in plan.sections] == [("I", "Культура"), ("II", "Спорт")]
    assert [(title, edtf) for _, title, edtf, _ in read(plan)] == [
        ("Концерт", "2024-05-12"),
        ("Турнир", "2024-05-15"),
    ]
    responsible = next(plan.items()).cell("responsible")
    assert responsible is not None
    assert responsible.text == "отдел культуры"


def test_lines_of_intentions_are_no_rows_and_are_told() -> None:
    lines = [
        "1. Продолжить работу по благоустройству.",
        "2. Укрепить связи с городами.",
        "3. Провести форум, май, Вологда",
    ]

    plan = extract_plan(document(TITLE, *lines))

    assert plan.sections == ()
    assert [(f.code, f.evidence) for f in plan.findings] == [
        ("plan.no_table", ""),
        ("plan.text_outside", "\n".join(lines)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "12 мая – Форум – г. Шуя",
            {"timing": ["12 мая"], "title": ["Форум"], "place": ["г. Шуя"]},
        ),
        (
            "Форум, выставка и ярмарка, 12 мая, г. Шуя",
            {
                "title": ["Форум, выставка и ярмарка"],
                "timing": ["12 мая"],
                "place": ["г. Шуя"],
            },
        ),
        (
            "Форум; Срок: май; Ответственный: отдел",
            {"title": ["Форум"], "timing": ["май"], "responsible": ["отдел"]},
        ),
        ("Форум – большой праздник", {"title": ["Форум – большой праздник"]}),
        ("12 мая", {"title": ["12 мая"]}),
    ],
)
def test_read_item(text: str, expected: dict[str, list[str]]) -> None:
    assert read_item(text) == expected


@given(
    st.lists(
        st.sampled_from(
            [
                "1. Форум – 12 мая – г. Шуя",
                "2. Слёт, июнь, г. Вологда",
                "3. Укрепить связи.",
                "Культура",
                "Место: г. Шуя",
                "Примечание к плану.",
            ]
        ),
        max_size=7,
    )
)
@settings(deadline=None, max_examples=40)
def test_nothing_of_a_list_is_lost(lines: list[str]) -> None:
    plan = extract_plan(document(TITLE, *lines))

    said = "\n".join([*(finding.evidence for finding in plan.findings), *plan.signature])
    assert [line for line in lines if line not in said] == []
