"""Sets of column headers met in published plans, each with rows of the kind that stand under them.

The rows are written for these tests; persons are posts and organisations.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest
from tests.planbook.plans.trees import UNDER, Part, Wide, document, table

from planbook.plans import PlanDraft, extract_plan

pytestmark = pytest.mark.core


@dataclass(frozen=True)
class HeaderSet:
    """A header in one line, its rows, the roles of its columns, what the events are."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    roles: tuple[str, ...]
    events: tuple[tuple[str, str], ...]


FLAT = (
    HeaderSet(
        "six columns of a report on cooperation",
        ("№ п/п", "Наименование мероприятия", "Место", "Сроки", "Содержание", "Участники"),
        (
            ("1.", "Съезд городов", "г. Томск", "18-19 марта", "Обмен опытом", "главы городов"),
            ("2.", "Ярмарка товаров", "г. Кострома", "июнь", "Торговля", "предприятия"),
        ),
        ("number", "title", "place", "timing", "description", "audience"),
        (("Съезд городов", "2024-03-18/2024-03-19"), ("Ярмарка товаров", "2024-06")),
    ),
    HeaderSet(
        "place, then day and hour",
        (
            "№",
            "Наименование мероприятия",
            "Место проведения",
            "Дата и время проведения",
            "Ответственный",
        ),
        (
            ("1", "Митинг", "площадь Победы", "9 мая, 10.00", "Отдел культуры"),
            ("2", "Концерт", "Дворец культуры", "9 мая, 18.00", "Дворец культуры"),
        ),
        ("number", "title", "place", "timing", "responsible"),
        (("Митинг", "2024-05-09"), ("Концерт", "2024-05-09")),
    ),
    HeaderSet(
        "names in the plural",
        ("N", "Наименования мероприятия", "Сроки", "Место", "Ответственный"),
        (
            ("1.", "Совет директоров музеев", "апрель", "г. Шуя", "Комитет (по согласованию)"),
            ("2.", "Фестиваль хоров", "15 июня", "г. Шуя", "Отдел культуры"),
        ),
        ("number", "title", "timing", "place", "responsible"),
        (("Совет директоров музеев", "2024-04"), ("Фестиваль хоров", "2024-06-15")),
    ),
    HeaderSet(
        "a column of names without a header",
        ("№", "", "Вид документа", "Срок внесения в Правительство", "Исполнители"),
        (
            ("1.", "О приграничной торговле", "проект закона", "IV квартал", "Министерство"),
            ("2.", "О пунктах пропуска", "доклад", "октябрь", "Министерство, Комитет"),
        ),
        ("number", "title", "document_kind", "timing", "responsible"),
        (("О приграничной торговле", "2024-36"), ("О пунктах пропуска", "2024-10")),
    ),
    HeaderSet(
        "date first, leader and responsible",
        ("Дата, время", "Наименование", "Место", "Руководитель", "Ответственное лицо"),
        (
            (
                "1.04.2024-20.04.2024",
                "Конкурс программ",
                "учреждения культуры",
                "начальник",
                "Центр",
            ),
            ("10.04.2024\n12:00", "Торжественный вечер", "Дом культуры", "начальник", "Центр"),
        ),
        ("timing", "title", "place", "responsible", "responsible"),
        (("Конкурс программ", "2024-04-01/2024-04-20"), ("Торжественный вечер", "2024-04-10")),
    ),
    HeaderSet(
        "three columns",
        ("№", "Наименование", "Дата"),
        (("1", "Конкурс «Лучший работник»", "март"), ("2", "Викторина", "октябрь")),
        ("number", "title", "timing"),
        (("Конкурс «Лучший работник»", "2024-03"), ("Викторина", "2024-10")),
    ),
    HeaderSet(
        "amounts",
        ("N п/п", "Наименование", "Срок проведения", "Сумма (тыс. руб.)"),
        (("1.1.", "День снега", "Январь", "25,98"), ("1.2.", "Проводы зимы", "Март", "-")),
        ("number", "title", "timing", "budget"),
        (("День снега", "2024-01"), ("Проводы зимы", "2024-03")),
    ),
    HeaderSet(
        "amounts of a year",
        ("N п/п", "Название", "Срок", "Объём финансирования", "на 2024 год", "Исполнители"),
        (
            ("1", "Слёт волонтёров", "май", "50,0", "50,0", "Молодёжный центр"),
            ("2", "Смена актива", "июль", "120,0", "100,0", "Комитет образования"),
        ),
        ("number", "title", "timing", "budget", "budget", "responsible"),
        (("Слёт волонтёров", "2024-05"), ("Смена актива", "2024-07")),
    ),
    HeaderSet(
        "eight columns of a programme",
        (
            "N п/п",
            "Наименование",
            "Срок",
            "Исполнители",
            "Источники финансирования",
            "Задачи",
            "Индикаторы",
            "Подтверждающие документы",
        ),
        (
            (
                "1.",
                "Обучение служащих",
                "II квартал",
                "Управление",
                "бюджет",
                "1.2",
                "И-3",
                "отчёт",
            ),
            ("2.", "Форум", "сентябрь", "Комитет", "внебюджет", "1.4", "И-5", "протокол"),
        ),
        (
            "number",
            "title",
            "timing",
            "responsible",
            "funding_source",
            "tasks",
            "indicators",
            "documents",
        ),
        (("Обучение служащих", "2024-34"), ("Форум", "2024-09")),
    ),
    HeaderSet(
        "seven columns of a programme without numbers",
        (
            "Наименование мероприятия",
            "Срок",
            "Исполнители",
            "Источники финансирования",
            "Задачи",
            "Индикаторы",
            "Подтверждающие документы",
        ),
        (
            ("Обучение служащих", "март", "Управление", "бюджет", "1.2", "И-3", "отчёт"),
            ("Форум", "сентябрь", "Комитет", "внебюджет", "1.4", "И-5", "протокол"),
        ),
        ("title", "timing", "responsible", "funding_source", "tasks", "indicators", "documents"),
        (("Обучение служащих", "2024-03"), ("Форум", "2024-09")),
    ),
    HeaderSet(
        "task of the strategy",
        (
            "N",
            "Наименование",
            "Срок",
            "Исполнители",
            "Источники",
            "Задача Стратегии",
            "Индикаторы",
        ),
        (
            ("1", "Создание портала", "декабрь", "Министерство", "бюджет", "2.1", "доля услуг"),
            ("2", "Опрос жителей", "ноябрь", "Комитет", "без средств", "2.2", "охват"),
        ),
        ("number", "title", "timing", "responsible", "funding_source", "tasks", "indicators"),
        (("Создание портала", "2024-12"), ("Опрос жителей", "2024-11")),
    ),
    HeaderSet(
        "place and date in one column",
        ("№ п/п", "Мероприятия", "Место, дата", "Примечание"),
        (
            ("1.", "Ассамблея столиц", "Москва, 14-16 мая", "Организатор: Ассамблея"),
            ("2.", "Форум мэров", "Хабаровск, сентябрь", ""),
        ),
        ("number", "title", "place_timing", "note"),
        (("Ассамблея столиц", "2024-05-14/2024-05-16"), ("Форум мэров", "2024-09")),
    ),
    HeaderSet(
        "three columns over two paragraphs",
        ("Мероприятие", "Место\n\nпроведения", "Дата\n\nпроведения"),
        (
            ("· Конференция по экологии", "Вологда\n(ВКС)", "27 апреля"),
            ("· Спартакиада", "Ярославль", "август"),
        ),
        ("title", "place", "timing"),
        (("Конференция по экологии", "2024-04-27"), ("Спартакиада", "2024-08")),
    ),
    HeaderSet(
        "partner regions",
        (
            "№ п/п",
            "Субъект Российской Федерации, \nс которым планируется взаимодействие",
            "Наименование мероприятия",
            "Сроки проведения\nмероприятия",
            "Место проведения\nмероприятия",
            "Содержание мероприятия",
            "Участники мероприятия",
        ),
        (
            ("1.", "Калужская область", "Бизнес-миссия", "август", "г. Калуга", "Встречи", "фирмы"),
            ("2.", "г. Москва", "Ярмарка", "октябрь", "г. Москва", "Торговля", "фирмы"),
        ),
        ("number", "partners", "title", "timing", "place", "description", "audience"),
        (("Бизнес-миссия", "2024-08"), ("Ярмарка", "2024-10")),
    ),
)


def plan_of(*rows: list[Part] | str, columns: int) -> PlanDraft:
    return extract_plan(document("План мероприятий на 2024 год", table(*rows, columns=columns)))


def flat_plan(case: HeaderSet, order: list[int]) -> PlanDraft:
    rows: list[list[Part]] = [[line[i] for i in order] for line in (case.header, *case.rows)]
    return plan_of(*rows, columns=len(order))


def read_events(plan: PlanDraft) -> list[tuple[str, str]]:
    return [(item.title, item.timing.edtf) for item in plan.items()]


@pytest.mark.parametrize("case", FLAT, ids=lambda case: case.name)
def test_header_set_gives_roles_and_events(case: HeaderSet) -> None:
    plan = flat_plan(case, list(range(len(case.header))))

    assert tuple(role for role, _ in plan.columns) == case.roles
    assert tuple(read_events(plan)) == case.events


@pytest.mark.parametrize("case", FLAT, ids=lambda case: case.name)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_columns_in_any_order_keep_their_roles(case: HeaderSet, seed: int) -> None:
    order = list(range(len(case.header)))
    random.Random(seed).shuffle(order)  # noqa: S311

    plan = flat_plan(case, order)

    assert [role for role, _ in plan.columns] == [case.roles[i] for i in order]
    assert tuple(read_events(plan)) == case.events


@pytest.mark.parametrize("has_spans", [True, False], ids=["merged", "flat"])
def test_two_level_header_of_terms_and_results(has_spans: bool) -> None:
    upper: list[Part] = [
        "N",
        "Наименование",
        "Исполнитель",
        "Срок",
        "",
        "Результат",
        "",
        "Связь с индикаторами",
    ]
    lower: list[Part] = ["", "", "", "начала", "окончания", "описание", "значение", ""]
    if has_spans:
        upper = [
            "N",
            "Наименование",
            "Исполнитель",
            Wide("Срок", 2),
            Wide("Результат", 2),
            "Связь с индикаторами",
        ]
        lower = [UNDER, UNDER, UNDER, "начала", "окончания", "описание", "значение", UNDER]

    plan = plan_of(
        upper,
        lower,
        ["1", "2", "3", "4", "5", "6", "7", "8"],
        [
            "1.",
            "Создание реестра",
            "Министерство",
            "01.02.2024",
            "30.06.2024",
            "реестр",
            "1",
            "И-1",
        ],
        ["2.", "Обучение", "Комитет", "март", "май", "слушатели", "120", "И-2"],
        columns=8,
    )

    assert [role for role, _ in plan.columns] == [
        "number",
        "title",
        "responsible",
        "timing",
        "timing",
        "result",
        "result",
        "indicators",
    ]
    assert read_events(plan) == [
        ("Создание реестра", "2024-02-01/2024-06-30"),
        ("Обучение", "2024-03/2024-05"),
    ]


SPORT_ROLES = [
    "number",
    "place",
    "result",
    "audience",
    "audience",
    "audience",
    "audience",
    "other:Квалификация спортсменов",
    "audience",
    "timing",
    "title",
    "other:Программа соревнования Номер-код дисциплины (ВРВС)",
    "other:Программа соревнования Количество видов программы/медалей",
]
SPORT_PROGRAMME = [
    "Сроки проведения, в т.ч. дата приезда и дата отъезда",
    "Наименование дисциплины (ВРВС)",
    "Номер-код дисциплины (ВРВС)",
    "Количество видов программы/медалей",
]
SPORT_ROWS: list[list[Part]] = [
    [
        "1",
        "г. Люберцы",
        "Л",
        "150",
        "120",
        "20",
        "10",
        "II",
        "мужчины",
        "13.02",
        "Спринт",
        "083А",
        "2/6",
    ],
    [
        "2",
        "г. Кыштым",
        "КЗ",
        "90",
        "70",
        "15",
        "5",
        "I",
        "женщины",
        "15.02",
        "Эстафета",
        "083Я",
        "2/18",
    ],
]


@pytest.mark.parametrize("has_spans", [True, False], ids=["merged", "flat"])
def test_three_level_header_of_a_sports_calendar(has_spans: bool) -> None:
    if has_spans:
        header: list[list[Part]] = [
            [
                "N п/п",
                "Место проведения",
                "Характер подведения итогов",
                Wide("Планируемое количество участников", 4),
                "Квалификация спортсменов",
                "Группы участников по полу и возрасту",
                Wide("Программа соревнования", 4),
            ],
            [UNDER, UNDER, UNDER, "всего", Wide("в т.ч.", 3), UNDER, UNDER, *SPORT_PROGRAMME],
            [UNDER] * 4 + ["спортсменов", "тренеров", "судей"] + [UNDER] * 6,
        ]
    else:
        header = [
            [
                "N п/п",
                "Место проведения",
                "Характер подведения итогов",
                "Планируемое количество участников",
                "",
                "",
                "",
                "Квалификация спортсменов",
                "Группы участников по полу и возрасту",
                "Программа соревнования",
                "",
                "",
                "",
            ],
            ["", "", "", "всего", "в т.ч.", "", "", "", "", *SPORT_PROGRAMME],
            ["", "", "", "", "спортсменов", "тренеров", "судей", "", "", "", "", "", ""],
        ]

    plan = plan_of(*header, [str(n) for n in range(1, 14)], *SPORT_ROWS, columns=13)

    assert [role for role, _ in plan.columns] == SPORT_ROLES
    assert read_events(plan) == [("Спринт", "2024-02-13"), ("Эстафета", "2024-02-15")]


INDICATORS: dict[str, tuple[list[list[Part]], int]] = {
    "base and planned values": (
        [
            ["N", "Показатель", "Единица", "Базовое значение", Wide("Планируемое значение", 3)],
            [UNDER, UNDER, UNDER, UNDER, "2022", "2023", "2024"],
            ["1", "Доля дорог в нормативе", "процент", "50", "55", "60", "65"],
            ["2", "Ввод жилья", "тыс. кв. м", "10,5", "11", "12", "13"],
        ],
        7,
    ),
    "prices by town": (
        [
            ["Наименование", "Ед. измер.", "Вологда", "Шуя", "Кострома"],
            ["Хлеб", "кг", "50,10", "48,00", "49-90"],
            ["Молоко", "л", "70,00", "<*>", "68,50"],
        ],
        5,
    ),
    "tariffs with the unit in the cell": (
        [
            [
                "Наименование",
                "Един. измер.",
                "городской округ Вологда",
                "городской округ Череповец",
            ],
            ["Бензин", "руб./литр", "52,40", "51,90"],
            ["Уголь", "руб./т", "4 500", "4 650"],
        ],
        4,
    ),
    "facts of years": (
        [
            ["Показатели", "Факт 2021", "Факт 2022", "Факт 2023", "1 полугодие 2024"],
            ["Оборот торговли", "120,5", "130,1", "140,2", "75,8"],
            ["Зарплата", "35 000", "38 000", "41 000", "43 000"],
        ],
        5,
    ),
    "rates of services": (
        [
            ["№", "услуга", "единица", "ставка"],
            ["1", "Содержание жилья", "кв. м", "12-43"],
            ["2", "Вывоз отходов", "человек", "0-43"],
        ],
        4,
    ),
    "numbers only, nothing named": (
        [
            ["Наименование", "Вологда", "Шуя"],
            ["Хлеб", "50,10", "48,00"],
            ["Молоко", "70,00", "68,50"],
        ],
        3,
    ),
}


@pytest.mark.parametrize("name", list(INDICATORS))
def test_tables_of_values_are_told_and_give_no_events(name: str) -> None:
    rows, columns = INDICATORS[name]

    plan = extract_plan(document("Сведения за 2024 год", table(*rows, columns=columns)))

    assert list(plan.items()) == []
    (told,) = [f for f in plan.findings if f.code in ("table.indicators", "table.not_plan")]
    printed = [part for row in rows for part in row if isinstance(part, str)]
    assert all(text in told.evidence for text in printed)


@pytest.mark.parametrize("name", ["base and planned values", "facts of years", "rates of services"])
def test_table_of_values_beside_a_plan_is_told(name: str) -> None:
    rows, columns = INDICATORS[name]

    plan = extract_plan(
        document(
            "План мероприятий на 2024 год",
            table(["№", "Мероприятие", "Срок"], ["1", "Форум", "май"], columns=3),
            table(*rows, columns=columns, number=2),
        )
    )

    assert read_events(plan) == [("Форум", "2024-05")]
    assert "table.indicators" in [finding.code for finding in plan.findings]


def test_planned_years_as_columns_under_a_term() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2024-2026 годы",
            table(
                ["№", "Мероприятие", Wide("Срок реализации", 3), "Исполнитель"],
                [UNDER, UNDER, "2024", "2025", "2026", UNDER],
                ["1", "Фестиваль", "май", "", "июнь", "Отдел культуры"],
                ["2", "Мониторинг", "", "+", "", "Отдел экономики"],
                columns=6,
            ),
        )
    )

    assert [(i.title, i.timing.edtf) for i in plan.items()] == [
        ("Фестиваль", "{2024-05,2026-06}"),
        ("Мониторинг", "2025"),
    ]


def test_hour_beside_its_date() -> None:
    plan = plan_of(
        ["Дата", "Время", "Мероприятие", "Место"],
        ["2 сентября", "11-30", "Молебен", "часовня"],
        ["3 сентября", "", "Концерт", "площадь"],
        columns=4,
    )

    first, second = plan.items()
    assert (first.timing.edtf, [str(span.start) for span in first.timing.times]) == (
        "2024-09-02",
        ["11:30:00"],
    )
    assert (second.timing.edtf, second.timing.times) == ("2024-09-03", ())


def test_known_columns_without_a_field_stay_in_cells_and_note() -> None:
    plan = plan_of(
        [
            "Мероприятие",
            "Срок",
            "Источник финансирования",
            "Ожидаемый результат",
            "Форма проведения",
        ],
        ["Форум", "май", "местный бюджет", "соглашение", "онлайн"],
        ["Слёт", "июнь", "", "", "очно"],
        columns=5,
    )

    first = next(plan.items())
    assert [cell.role for cell in first.cells] == [
        "title",
        "timing",
        "funding_source",
        "result",
        "form",
    ]
    assert first.note == (
        "Источник финансирования: местный бюджет\n"
        "Ожидаемый результат: соглашение\n"
        "Форма проведения: онлайн"
    )
    assert first.attendance_mode.value == "online"
    assert [f.code for f in plan.findings] == ["plan.no_owner"]


def test_grid_of_quarters_with_marks_and_months() -> None:
    plan = plan_of(
        ["№", "Мероприятие", "I кв.", "II кв.", "III кв.", "IV кв.", "Ответственный"],
        ["1", "Форум", "", "*", "", "", "Отдел"],
        ["2", "Слёт", "март", "", "", "", "Отдел"],
        columns=7,
    )

    assert read_events(plan) == [("Форум", "2024-34"), ("Слёт", "2024-03")]
    assert [role for role, _ in plan.columns] == [
        "number",
        "title",
        "timing",
        "timing",
        "timing",
        "timing",
        "responsible",
    ]


def test_header_in_words_nobody_knows_is_told_by_the_rows_under_it() -> None:
    plan = plan_of(
        ["Позиция", "Затея", "Пора", "Точка на карте", "Ответственный"],
        ["1", "Фестиваль гармони", "15 июня", "Шуя", "Отдел культуры"],
        ["2", "Турнир по шахматам", "июль", "Кострома", "Отдел спорта"],
        columns=5,
    )

    assert plan.columns == (
        ("number", "Позиция"),
        ("title", "Затея"),
        ("timing", "Пора"),
        ("place", "Точка на карте"),
        ("responsible", "Ответственный"),
    )
    assert read_events(plan) == [
        ("Фестиваль гармони", "2024-06-15"),
        ("Турнир по шахматам", "2024-07"),
    ]
    assert [f.code for f in plan.findings] == ["table.unfamiliar_header", "plan.no_owner"]


def test_columns_of_form_level_and_initiator_fill_the_fields_of_the_event() -> None:
    plan = plan_of(
        ["Тема", "Дата", "Форма проведения", "Уровень", "Инициатор"],
        ["Закупки", "5 мая", "вебинар", "межрегиональный", "Комитет по экономике"],
        ["Фестиваль архивов", "июнь", "", "", ""],
        columns=5,
    )

    first, second = plan.items()
    assert (first.kind, first.scope, first.initiator) == (
        "вебинар",
        "межрегиональный",
        "Комитет по экономике",
    )
    assert (second.kind, second.scope, second.initiator) == ("фестиваль", None, None)
