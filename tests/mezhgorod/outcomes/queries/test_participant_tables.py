"""Lists of participants in files: counts by city; names of people leave no trace."""

import io
from typing import Any

import openpyxl
import pytest
from tests.factories.people import make_party

from mezhgorod.outcomes.queries import read_participant_table
from mezhgorod.registry.rules import RuleViolation
from planbook.documents import Document
from planbook.readers import read_document

pytestmark = pytest.mark.django_db
PERSON = "Участница Личная Тайна"


def sheet(*rows: tuple[Any, ...]) -> Document:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return read_document(out.getvalue(), file_name="участники.xlsx")


def said(document: Document) -> list[tuple[str, int, str]]:
    found = read_participant_table(document)
    return [(one.text, one.headcount or 0, one.mode) for one in found.drafts]


def test_people_are_counted_by_city_and_not_kept() -> None:
    make_party("Вологда", city="Вологда")
    found = read_participant_table(
        sheet(
            ("Список участников секции",),
            ("№", "Ф.И.О.", "Должность", "Город", "Форма участия"),
            (1, PERSON, "директор", "г. Вологда", "очно"),
            (2, "Второй", "методист", "Вологды", "ВКС"),
            (3, "Третий", "", "Череповец", "очно"),
            (4, "Третий", "", "Череповец", "очно"),
            (5, "Пятый", "", "Энск", ""),
            ("Итого", "", "", "4", ""),
        )
    )

    assert [(one.draft.text, one.headcount, one.mode, one.lines) for one in found.rows] == [
        ("Вологда", 2, "hybrid", (2, 3)),
        ("Череповец", 1, "in_person", (4,)),
        ("Энск", 1, "unknown", (6,)),
    ]
    assert found.notes == (
        "Имена и должности людей из файла не сохранены: учтено только, сколько человек от кого.",
        "Не найдено: «Энск» (строки таблицы 6). Проверьте написание.",
        "1 человек указан повторно (строки таблицы 5): учтены раз.",
    )
    assert PERSON not in repr(found)


def test_a_column_says_how_many() -> None:
    rows = [("Муниципальное образование", "Количество человек"), ("Вологда", 12), ("Шуя", "5 чел."),
            ("Псков", "много")]  # fmt: skip

    assert said(sheet(*rows)) == [
        ("Вологда", 12, "unknown"), ("Шуя", 5, "unknown"), ("Псков", 1, "unknown"),
    ]  # fmt: skip
    assert read_participant_table(sheet(*rows)).notes == (
        "Число человек не понято (строки таблицы 4): учтено по одному. "
        "Напишите числа и загрузите файл снова.",
    )


def test_a_city_printed_once_stands_over_the_lines_below() -> None:
    document = sheet(("Город", "ФИО"), ("Вологда", "А"), ("", "Б"), ("Шуя", "В"))

    assert said(document) == [("Вологда", 2, "unknown"), ("Шуя", 1, "unknown")]


def test_text_with_semicolons_is_read_too() -> None:
    document = read_document(
        "Город;ФИО\nВологда;А\nВологда;Б\nШуя;В\n".encode(), file_name="участники.csv"
    )

    assert said(document) == [("Вологда", 2, "unknown"), ("Шуя", 1, "unknown")]


@pytest.mark.parametrize("rows", [[("Дата", "Тема"), ("1 мая", "О")], [("Город",)]])
def test_a_file_without_a_list_is_refused(rows: list[tuple[str, ...]]) -> None:
    with pytest.raises(RuleViolation, match="не найден список"):
        read_participant_table(sheet(*rows))
