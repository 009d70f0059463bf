"""The frame of the four plans: sections, rows, printed numbers, merged cells."""

import pytest
from tests.factories import gold

from mezhgorod.planning.models import ItemCell, Plan, PlanItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def live(doc: str) -> Plan:
    return Plan.objects.get(document__file_name=f"{gold.SLUGS[doc]}.txt")


def sizes(plan: Plan) -> list[int]:
    return [section.items.count() for section in plan.sections.order_by("position")]


@pytest.mark.parametrize(
    ("doc", "period", "counts", "columns"),
    [
        ("S000", "2023", [2, 18, 2, 12, 8], 3),
        ("S002", "2023", [15, 6, 15, 10], 4),
        ("S003", "2023-41", [1, 5, 8, 4, 5, 5], 7),
        ("S004", "2022-41", [4, 1, 1, 3, 6, 1, 3], 7),
    ],
)
def test_plan_has_its_sections_rows_and_columns(
    doc: str, period: str, counts: list[int], columns: int
) -> None:
    plan = live(doc)

    assert (plan.period_edtf, sizes(plan), plan.columns.count()) == (period, counts, columns)


def test_owners_are_named_as_they_call_themselves() -> None:
    owners = {doc: live(doc).owner.name for doc in gold.PLANS}

    assert owners["S000"] == "Союз городов Центра и Северо-Запада России"
    assert owners["S002"] == "Международная Ассамблея столиц и крупных городов"
    assert owners["S003"] == owners["S004"]
    assert "Смоленск" in owners["S003"]


def test_headings_over_two_lines_are_one_heading() -> None:
    sections = live("S000").sections.order_by("position").values_list("numeral", "heading")

    assert [numeral for numeral, _ in sections] == ["I", "II", "III", "IV", "V"]
    third, fourth = sections[2][1], sections[3][1]
    assert third.endswith(
        "Основные традиционные мероприятия Союза городов Центра и Северо-Запада России"
    )
    assert "\n" not in fourth
    assert len(fourth.split()) > 5


@pytest.mark.parametrize(
    ("doc", "numbers"),
    [
        ("S000", [""] * 42),
        ("S002", [*range(1, 22), *range(1, 16), *range(1, 11)]),
        ("S003", range(1, 29)),
        ("S004", range(1, 20)),
    ],
)
def test_printed_numbers_are_kept(doc: str, numbers: list[object]) -> None:
    items = PlanItem.objects.filter(section__plan=live(doc)).order_by("position")

    assert [item.number for item in items] == [str(number) for number in numbers]


def test_rows_of_one_title_stay_four_events() -> None:
    items = PlanItem.objects.filter(
        section__plan=live("S000"), event__title__contains="«Физическая культура и спорт»"
    ).order_by("position")

    assert [
        (item.event.timing_text.strip(), item.event.places.get().municipality.name)
        for item in items.select_related("event")
    ] == [
        ("23 марта", "Вологда"),
        ("май-июнь", "Ярославль"),
        ("август", "Вологда"),
        ("15 сентября", "Владимир"),
    ]
    assert sum(bool(item.event.topic) for item in items) == 1


def test_a_row_cut_by_a_page_break_is_one_row() -> None:
    item = PlanItem.objects.select_related("event").get(section__plan=live("S002"), position=12)

    assert item.event.places.get().municipality.name == "Санкт-Петербург"
    assert item.event.timing_edtf == "2023-11"
    assert "Межпарламентской" in item.event.title


def test_merged_cells_are_inherited_and_marked() -> None:
    cells = ItemCell.objects.filter(item__section__plan=live("S003"), is_inherited=True)

    assert sorted(cells.values_list("item__number", "role")) == sorted(
        [("16", "partners")]
        + [(str(row), role) for row in range(25, 29) for role in ("audience", "description")]
    )


def test_two_lists_share_one_footnote() -> None:
    notes = live("S002").sections.order_by("position").values_list("notes", flat=True)

    first, second, anniversaries, days = notes
    assert (first, second) == ("", "")
    assert anniversaries == days
    assert "ОРИЕНТИРОВОЧНО" in anniversaries
