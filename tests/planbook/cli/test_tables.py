"""Tables for a terminal fit its width and say everything that matters."""

import pytest

from planbook.cli.reading import read
from planbook.cli.tables import places_table, plan_table, timing_table
from planbook.dates import Period, parse_timing
from planbook.places import parse_places

PLAN = (
    "План мероприятий на 2023 год\n№\tМероприятие\tСрок\tМесто\nI. Культура\n"
    "1.\tМежрегиональный фестиваль-конкурс духовых оркестров и ансамблей «Медные трубы»\t"
    "май-июнь\tВологда (ВКС)\n2.\tСобрания:\tпо согласованию\tНигде\n"
)


@pytest.mark.parametrize("width", [80, 100, 160])
def test_plan_fits_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    lines = plan_table(read(PLAN.encode())).splitlines()

    assert max(map(len, lines)) <= width
    assert "I. Культура" in lines
    assert any("(дистанционно)" in line for line in lines)
    assert lines[-1].startswith(("• ", "  "))


def test_timing_table() -> None:
    timing = parse_timing("30 марта (перенос)", period=Period.from_edtf("2023"))

    assert timing_table(timing).splitlines() == [
        "Текст:          30 марта (перенос)",
        "Вид:            день",
        "EDTF:           2023-03-30",
        "Начало:         2023-03-30",
        "Окончание:      2023-03-30",
        "Как занят срок: в указанный день",
        "Состояние:      перенесено",
        f"Примечание:     {timing.note}",
    ]


def test_places_table() -> None:
    told = places_table(parse_places("Дистанционный формат"))

    assert told.splitlines()[-1] == "Участие: дистанционно"


def test_a_venue_without_a_town_stands_in_the_place_column() -> None:
    text = "План на 2023 год\nМероприятие\tМесто\tСрок\nВыставка\tМузей\tмай\n"
    text += "Форум\tг. Шуя\tиюнь\n"

    rows = plan_table(read(text.encode())).splitlines()

    assert [row.split()[1:] for row in rows if row.startswith("·")] == [
        ["май", "Выставка", "Музей"],
        ["июнь", "Форум", "Шуя"],
    ]
