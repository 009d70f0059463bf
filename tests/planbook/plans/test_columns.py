"""Header words of real plans and the roles they name."""

import pytest

from planbook.plans.columns import build_columns, header_role, is_header_cell
from planbook.plans.header_parts import timing_part


def roles(*headers: str) -> list[str]:
    return [column.role for column in build_columns(list(enumerate(headers, start=1))).columns]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            ["Мероприятие", "Место\n\nпроведения", "Дата\n\nпроведения"],
            ["title", "place", "timing"],
        ),
        (
            ["№ п/п", "Мероприятия", "Место, дата", "Примечание"],
            ["number", "title", "place_timing", "note"],
        ),
        (
            [
                "№ п/п",
                "Субъект Российской Федерации, \nс которым планируется взаимодействие",
                "Наименование мероприятия",
                "Сроки проведения\nмероприятия",
                "Место проведения\nмероприятия",
                "Содержание мероприятия",
                "Участники мероприятия",
            ],
            ["number", "partners", "title", "timing", "place", "description", "audience"],
        ),
        (
            ["№ п/п", "Наименование мероприятия", "Место", "Сроки", "Содержание", "Участники"],
            ["number", "title", "place", "timing", "description", "audience"],
        ),
        (
            [
                "№",
                "Наименование мероприятия",
                "Место проведения",
                "Дата и время проведения",
                "Ответственный",
            ],
            ["number", "title", "place", "timing", "responsible"],
        ),
        (
            ["N", "Наименования мероприятия", "Сроки", "Место", "Ответственный"],
            ["number", "title", "timing", "place", "responsible"],
        ),
        (
            ["№", "", "Вид документа", "Срок внесения в Правительство", "Исполнители"],
            ["number", "title", "document_kind", "timing", "responsible"],
        ),
        (
            ["Дата, время", "Наименование", "Место", "Руководитель", "Ответственное лицо"],
            ["timing", "title", "place", "responsible", "responsible"],
        ),
        (["№", "Наименование", "Дата"], ["number", "title", "timing"]),
        (
            ["N п/п", "Наименование", "Срок проведения", "Сумма (тыс. руб.)"],
            ["number", "title", "timing", "budget"],
        ),
        (
            [
                "N п/п",
                "Название",
                "Срок",
                "Объём финансирования",
                "на 2010 год",
                "Исполнители",
            ],
            ["number", "title", "timing", "budget", "budget", "responsible"],
        ),
        (
            [
                "N п/п",
                "Наименование",
                "Срок",
                "Исполнители",
                "Источники финансирования",
                "Задачи",
                "Индикаторы",
                "Подтверждающие документы",
            ],
            [
                "number",
                "title",
                "timing",
                "responsible",
                "funding_source",
                "tasks",
                "indicators",
                "documents",
            ],
        ),
        (["№", "Город", "Возраст", "День города"], ["number", "title", "age", "timing"]),
        (
            ["Месяц", "Мероприятие", "Категория участников", "Отметка о выполнении"],
            ["timing", "title", "audience", "note"],
        ),
    ],
)
def test_columns_of_real_headers(headers: list[str], expected: list[str]) -> None:
    assert roles(*headers) == expected


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Отвественный", "responsible"),
        ("Учасники", "audience"),
        ("Примичание", "note"),
        ("Наиминование мероприятия", "title"),
        ("Сро-\nки", "timing"),
        ("Место прове-\nдения", "place"),
        ("НАИМЕНОВАНИЕ", "title"),
        ("Погода", None),
        ("", None),
        ("***", None),
    ],
)
def test_header_role_misspelt_broken_or_unknown(header: str, role: str | None) -> None:
    assert header_role(header) == role


def test_columns_two_level_timing_keeps_both_ends() -> None:
    column_set = build_columns(
        [(1, "№"), (2, "Наименование"), (3, "Срок\nначала"), (4, "Срок\nокончания")]
    )

    ends = [(column.role, column.part) for column in column_set.columns]

    assert ends == [("number", ""), ("title", ""), ("timing", "start"), ("timing", "end")]


def test_columns_second_title_becomes_a_named_column() -> None:
    assert roles("Наименование раздела", "Мероприятие", "Срок") == [
        "direction",
        "title",
        "timing",
    ]


def test_columns_beyond_the_header_is_a_column_without_a_name() -> None:
    column_set = build_columns([(1, "Мероприятие"), (2, "Срок")])

    assert column_set.at(3).role == "other:столбец 3"


@pytest.mark.parametrize(("text", "part"), [("начала", "start"), ("Окончание", "end"), ("май", "")])
def test_timing_part(text: str, part: str) -> None:
    assert timing_part(text) == part


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Место проведения", True),
        ("Проведение мероприятия в городе", False),
        ("Мероприятие " * 20, False),
        ("1.", False),
    ],
)
def test_is_header_cell(text: str, expected: bool) -> None:
    assert is_header_cell(text) is expected
