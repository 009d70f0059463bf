"""Groups of rows: months and quarters that give time, levels of headings, merged columns."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.plans.trees import UNDER, Part, Wide, document, table

from planbook.plans import Grouping, PlanDraft, extract_plan
from planbook.plans.headings import is_continuation_caption, read_heading
from planbook.plans.section_levels import place_headings

pytestmark = pytest.mark.core

HEADER: list[Part] = ["№", "Мероприятие", "Место", "Срок"]


def plan_of(*rows: str | list[Part], title: str = "План мероприятий на 2024 год") -> PlanDraft:
    return extract_plan(document(title, table(HEADER, *rows, columns=4)))


def read(plan: PlanDraft) -> list[tuple[str, str, list[str]]]:
    return [
        (item.title, item.timing.edtf, [finding.code for finding in item.findings])
        for item in plan.items()
    ]


def outline(plan: PlanDraft) -> list[tuple[int, str | None, str, int]]:
    return [(s.level, s.numeral, s.heading, len(s.items)) for s in plan.sections]


FROM_HEADING = ["row.timing_from_heading"]


def test_month_row_gives_time_to_bare_days_hours_and_empty_cells() -> None:
    plan = plan_of(
        "ЯНВАРЬ 2024 г.",
        ["1", "Форум", "Вологда", "12"],
        ["2", "Слёт", "Шуя", "5-7"],
        ["3", "Турнир", "Шуя", "12.00"],
        ["4", "Клуб", "Шуя", "каждый понедельник"],
        ["5", "Ярмарка", "Шуя", ""],
        ["6", "Смотр", "Шуя", "15 января"],
    )

    assert [section.grouping for section in plan.sections] == [Grouping.MONTH]
    assert read(plan) == [
        ("Форум", "2024-01-12", []),
        ("Слёт", "2024-01-05/2024-01-07", []),
        ("Турнир", "2024-01", FROM_HEADING),
        ("Клуб", "2024-01", []),
        ("Ярмарка", "2024-01", FROM_HEADING),
        ("Смотр", "2024-01-15", []),
    ]
    (hour,) = next(i for i in plan.items() if i.title == "Турнир").timing.times
    assert hour.start.hour == 12


def test_month_row_of_a_plan_without_a_year() -> None:
    plan = plan_of(
        "Январь", ["1", "Форум", "", "12"], ["2", "Слёт", "", ""], title="План мероприятий"
    )

    assert read(plan) == [
        ("Форум", "XXXX-01-12", ["timing.year_unknown", *FROM_HEADING]),
        ("Слёт", "XXXX-01", FROM_HEADING),
    ]


@pytest.mark.parametrize(
    ("heading", "edtf"),
    [
        ("I квартал", "2024-33"),
        ("1 квартал 2024 года", "2024-33"),
        ("II полугодие", "2024-41"),
        ("Январь – март", "2024-01/2024-03"),
        ("В течение года", "2024-01/2024-12"),
    ],
)
def test_longer_periods_give_time_to_empty_cells_and_invent_no_days(
    heading: str, edtf: str
) -> None:
    plan = plan_of(heading, ["1", "Форум", "Шуя", ""], ["2", "Слёт", "Шуя", "12"])

    assert read(plan) == [("Форум", edtf, FROM_HEADING), ("Слёт", "", ["timing.unparsed"])]


def test_month_cell_alone_in_its_column() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2024 год",
            table(
                ["Месяц", "Дата", "Мероприятие"],
                ["январь", "", ""],
                ["", "12", "Концерт"],
                ["февраль", "", ""],
                ["", "3-4", "Турнир"],
                columns=3,
            ),
        )
    )

    assert read(plan) == [("Концерт", "2024-01-12", []), ("Турнир", "2024-02-03/2024-02-04", [])]


def test_levels_by_numerals() -> None:
    plan = plan_of(
        "I. Культура",
        "1.1. Концерты",
        ["1.1.1", "Концерт", "Шуя", "1.10"],
        "1.2. Выставки",
        ["1.2.1", "Выставка", "Шуя", "2.10"],
        "II. Спорт",
        ["2.10", "Турнир", "Шуя", "июнь"],
    )

    assert outline(plan) == [
        (1, "I", "Культура", 0),
        (2, "1.1", "Концерты", 1),
        (2, "1.2", "Выставки", 1),
        (1, "II", "Спорт", 1),
    ]
    assert [(item.number, item.timing.edtf) for item in plan.items()] == [
        ("1.1.1", "2024-10-01"),
        ("1.2.1", "2024-10-02"),
        ("2.10", "2024-06"),
    ]


def test_levels_by_numbers_in_the_column_of_numbers() -> None:
    plan = plan_of(
        ["1.", "Культура", "", ""],
        ["1.1.", "Концерты", "", ""],
        ["1.1.1.", "Концерт", "Шуя", "май"],
        ["2.", "Спорт", "", ""],
        ["2.1.", "Турнир", "Шуя", "июнь"],
    )

    assert outline(plan) == [
        (1, "1", "Культура", 0),
        (2, "1.1", "Концерты", 1),
        (1, "2", "Спорт", 1),
    ]


def test_months_under_spheres_and_spheres_under_quarters() -> None:
    months = plan_of(
        "Культура",
        "Январь",
        ["1", "Концерт", "", "10"],
        "Февраль",
        ["2", "Вечер", "", "11"],
        "Спорт",
        "Январь",
        ["3", "Турнир", "", "12"],
    )
    quarters = plan_of(
        "I квартал", "Культура", ["1", "Концерт", "", ""], "Спорт", ["2", "Бег", "", ""]
    )

    assert [(level, heading) for level, _, heading, _ in outline(months)] == [
        (1, "Культура"),
        (2, "Январь"),
        (2, "Февраль"),
        (1, "Спорт"),
        (2, "Январь"),
    ]
    assert [edtf for _, edtf, _ in read(months)] == ["2024-01-10", "2024-02-11", "2024-01-12"]
    assert [level for level, *_ in outline(quarters)] == [1, 2, 2]
    assert [edtf for _, edtf, _ in read(quarters)] == ["2024-33", "2024-33"]


def test_rule_of_a_heading_reaches_the_headings_under_it() -> None:
    plan = plan_of("Поддерживаемые фестивали", "Январь", ["1", "Конкурс", "", "10"])

    (item,) = plan.items()
    assert item.involvement is not None
    assert item.involvement.value == "supported"


HEADINGS = st.lists(
    st.sampled_from(
        ["I. Культура", "II. Спорт", "1. Концерты", "1.1. Хоры", "Январь", "Туризм", ""]
    ),
    max_size=8,
)


@given(HEADINGS, st.lists(st.booleans(), min_size=8, max_size=8))
def test_levels_never_jump(texts: list[str], has_rows: list[bool]) -> None:
    headings = [read_heading([text], None) for text in texts]

    levels = [placed.level for placed in place_headings(headings, has_rows)]

    assert levels[:1] in ([], [1])
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_department_merged_over_its_rows_groups_them() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2024 год",
            table(
                ["Департамент", "№", "Мероприятие", "Срок"],
                [Wide("Департамент культуры", rows=2), "1", "Концерт", "май"],
                [UNDER, "2", "Вечер", "июнь"],
                ["Департамент спорта", "3", "Турнир", "июль"],
                columns=4,
            ),
        )
    )

    assert [(s.heading, s.grouping, [i.title for i in s.items]) for s in plan.sections] == [
        ("Департамент культуры", Grouping.DEPARTMENT, ["Концерт", "Вечер"]),
        ("Департамент спорта", Grouping.DEPARTMENT, ["Турнир"]),
    ]
    assert plan.columns[0] == ("section", "Департамент")
    assert [item.cells[0].role for item in plan.items()] == ["section"] * 3
    assert [item.cells[0].is_inherited for item in plan.items()] == [False, True, False]


def test_heading_in_the_first_cell_only() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2024 год",
            table(
                ["Мероприятие", "Место", "Срок"],
                ["Управление культуры", "", ""],
                ["Концерт", "Шуя", "май"],
                ["II. Конференции и семинары", "", ""],
                ["Семинар", "Шуя", "июнь"],
                columns=3,
            ),
        )
    )

    assert outline(plan) == [
        (1, None, "Управление культуры", 1),
        (1, "II", "Конференции и семинары", 1),
    ]


def test_table_goes_on_after_a_caption_with_and_without_its_header() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2024 год",
            table(HEADER, ["1", "2", "3", "4"], ["1.", "Форум", "Вологда", "май"], columns=4),
            "Продолжение таблицы 1",
            table(["1", "2", "3", "4"], ["2.", "Слёт", "Шуя", "июнь"], columns=4, number=2),
            table(HEADER, ["3.", "Ярмарка", "Шуя", "июль"], columns=4, number=3),
        )
    )

    assert outline(plan) == [(1, None, "", 3)]
    assert [f.code for f in plan.findings] == [
        "table.column_numbers",
        "table.continued",
        "table.column_numbers",
        "plan.no_owner",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Продолжение таблицы 1", True),
        ("Окончание таблицы", True),
        ("Таблица 2", True),
        ("Продолжение работы секций", False),
        ("Спорт", False),
    ],
)
def test_is_continuation_caption(text: str, expected: bool) -> None:
    assert is_continuation_caption(text) is expected


@pytest.mark.parametrize(
    ("wording", "edtf"),
    [
        ("с 12 по 14", "2024-03-12/2024-03-14"),
        ("до 20", "2024-03-01/2024-03-20"),
        ("18.00", "2024-03"),
    ],
)
def test_days_and_hours_within_a_month_keep_their_wording(wording: str, edtf: str) -> None:
    row: list[Part] = ["1", "Форум", "Шуя", wording]

    under_heading = plan_of("Март", row)
    monthly = plan_of(row, title="План мероприятий на март 2024 года")

    assert read(under_heading) == [("Форум", edtf, FROM_HEADING)]
    assert read(monthly) == [("Форум", edtf, [])]
    texts = [item.timing.text for plan in (under_heading, monthly) for item in plan.items()]
    assert texts == [wording, wording]
