"""Plans of many shapes, drawn by hand after real ones: columns, headings, merged and cut rows."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.planbook.plans.trees import UNDER, Wide, document, table

from planbook.dates import Period
from planbook.documents import Document
from planbook.findings import Severity
from planbook.places import AttendanceMode
from planbook.plans import EventDraft, Grouping, PlanDraft, extract_plan


def items(draft: PlanDraft) -> list[EventDraft]:
    return list(draft.items())


def when(draft: PlanDraft) -> list[tuple[str, str]]:
    return [(item.title, item.timing.edtf) for item in draft.items()]


def codes(draft: PlanDraft) -> list[str]:
    return [finding.code for finding in draft.findings]


def test_month_plan_with_time_first_and_two_people_columns() -> None:
    plan = extract_plan(
        document(
            "УТВЕРЖДАЮ",
            "Начальник управления культуры",
            "«__» ________ 2016 г.",
            "ПЛАН",
            "мероприятий управления культуры",
            "на октябрь 2016 года",
            table(
                ["Дата, время", "Наименование", "Место", "Руководитель", "Ответственное лицо"],
                ["1 октября, 15:00", "Концерт «Осень»", "г. Вологда, ДК «Юность»", "Отдел", "Клуб"],
                ["15-16 октября", "Фестиваль хоров", "г. Вологда", "", "Клуб"],
                columns=5,
            ),
        )
    )

    first, second = items(plan)
    assert (plan.period, plan.owner) == ("2016-10", "управление культуры")
    assert (first.timing.edtf, second.timing.edtf) == ("2016-10-01", "2016-10-15/2016-10-16")
    assert first.number is None
    assert first.kind == "концерт"
    assert [cell.text for cell in first.cells if cell.role == "responsible"] == ["Отдел", "Клуб"]
    assert [place.locality for place in first.places] == ["Вологда"]


def test_plan_grouped_by_months_takes_the_month_from_the_heading() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2024 год",
            table(
                ["№", "Наименование мероприятия", "Дата", "Ответственный"],
                "Январь",
                ["1", "Семинар для библиотекарей", "15 января", "Отдел культуры"],
                ["2", "Выставка рисунков", "", "Музей"],
                "Февраль 2024 года",
                ["3", "Лыжный марафон", "10-11 февраля", "Отдел спорта"],
                columns=4,
            ),
        )
    )

    assert [(s.heading, s.grouping, len(s.items)) for s in plan.sections] == [
        ("Январь", Grouping.MONTH, 2),
        ("Февраль 2024 года", Grouping.MONTH, 1),
    ]
    assert when(plan) == [
        ("Семинар для библиотекарей", "2024-01-15"),
        ("Выставка рисунков", "2024-01"),
        ("Лыжный марафон", "2024-02-10/2024-02-11"),
    ]
    assert [finding.code for finding in items(plan)[1].findings] == ["row.timing_from_heading"]


def test_plan_grouped_by_quarters_with_sums_and_a_total() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            table(
                ["N п/п", "Наименование", "Срок проведения", "Сумма (тыс. руб.)"],
                "I квартал",
                ["1.", "Конкурс чтецов", "март", "15,0"],
                "II квартал",
                ["2.", "Спартакиада", "май-июнь", "40,5"],
                ["", "Итого", "", "55,5"],
                columns=4,
            ),
        )
    )

    assert [(s.heading, s.grouping) for s in plan.sections] == [
        ("I квартал", Grouping.QUARTER),
        ("II квартал", Grouping.QUARTER),
    ]
    assert when(plan) == [("Конкурс чтецов", "2023-03"), ("Спартакиада", "2023-05/2023-06")]
    budget = items(plan)[0].cell("budget")
    assert budget is not None
    assert budget.text == "15,0"
    assert "row.total" in codes(plan)


def test_two_level_header_and_unknown_columns_go_to_the_note() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            table(
                [
                    Wide("N", rows=2),
                    Wide("Наименование", rows=2),
                    Wide("Исполнитель", rows=2),
                    Wide("Срок", 2),
                    Wide("Результат", 2),
                    Wide("Связь с индикаторами", rows=2),
                ],
                [UNDER, UNDER, UNDER, "начала", "окончания", "описание", "значение", UNDER],
                ["1", "2", "3", "4", "5", "6", "7", "8"],
                ["1.", "Форум", "Отдел", "март", "июнь", "Доклад", "1", "И-1"],
                columns=8,
            ),
        )
    )

    (item,) = items(plan)
    assert item.timing.edtf == "2023-03/2023-06"
    assert item.note == (
        "Результат описание: Доклад\nРезультат значение: 1\nСвязь с индикаторами: И-1"
    )
    assert [cell.role for cell in item.cells][-3:] == ["result", "result", "indicators"]
    assert codes(plan).count("table.unknown_column") == 0
    assert "table.column_numbers" in codes(plan)


def test_table_without_a_header_is_guessed_and_told() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            table(
                ["1.", "Конкурс «Синяя птица»", "Котлас", "18-19 марта"],
                ["2.", "Конференция по экологии", "Вологда", "27 апреля"],
                ["3.", "Круглый стол", "Шуя", "май"],
                columns=4,
            ),
        )
    )

    assert [(item.number, item.title, item.timing.edtf) for item in items(plan)] == [
        ("1", "Конкурс «Синяя птица»", "2023-03-18/2023-03-19"),
        ("2", "Конференция по экологии", "2023-04-27"),
        ("3", "Круглый стол", "2023-05"),
    ]
    assert [item.places[0].locality for item in items(plan)] == ["Котлас", "Вологда", "Шуя"]
    assert "table.no_header" in codes(plan)


def test_columns_in_another_order_without_numbers_and_a_repeated_header() -> None:
    header = ["Сроки", "Место проведения", "Мероприятия", "Исполнители"]
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            table(
                header,
                ["1", "2", "3", "4"],
                ["май", "Вологда", "Форум молодёжи", "Отдел"],
                header,
                ["июнь", "Шуя", "Фестиваль", "Отдел"],
                columns=4,
            ),
        )
    )

    assert when(plan) == [("Форум молодёжи", "2023-05"), ("Фестиваль", "2023-06")]
    assert codes(plan) == ["table.column_numbers", "table.repeated_header", "plan.no_owner"]


def test_two_tables_under_paragraph_headings() -> None:
    header = ["№", "Мероприятие", "Срок"]
    plan = extract_plan(
        document(
            "Союз городов",
            "План на 2023 год",
            "I. Культура",
            table(header, ["1.", "Концерт", "март"], columns=3),
            "II. Спорт",
            table(header, ["2.", "Турнир", "апрель"], columns=3, number=2),
            "Исполнительный директор",
        )
    )

    assert [(s.numeral, s.heading, s.grouping) for s in plan.sections] == [
        ("I", "Культура", Grouping.SPHERE),
        ("II", "Спорт", Grouping.SPHERE),
    ]
    assert [item.source.table for item in items(plan)] == [1, 2]
    assert plan.signature == ("Исполнительный директор",)


def test_merged_cells_inherit_and_one_event_over_two_rows_is_one() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            table(
                ["№", "Мероприятие", "Место", "Срок", "Участники"],
                [Wide("1.", rows=2), Wide("Гастроли", rows=2), "Вологда", "5 мая", "театры"],
                [UNDER, UNDER, "Шуя", "7 мая", UNDER],
                ["2.", "Форум", "Вологда", "июнь", Wide("молодёжь", rows=2)],
                ["3.", "Слёт", "Котлас", "июль", UNDER],
                columns=5,
            ),
        )
    )

    first, second, third = items(plan)
    assert [place.locality for place in first.places] == ["Вологда", "Шуя"]
    assert first.timing.text == "5 мая\n7 мая"
    assert second.audience_text == "молодёжь"
    inherited = third.cell("audience")
    assert inherited is not None
    assert (inherited.text, inherited.is_inherited) == ("молодёжь", True)


def test_empty_cell_of_a_docx_is_not_inherited() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            table(
                ["№", "Мероприятие", "Срок", "Содержание"],
                ["1.", "Форум", "май", "Обмен опытом"],
                ["2.", "Слёт", "июнь", ""],
                columns=4,
            ),
        )
    )

    assert [item.description for item in items(plan)] == ["Обмен опытом", ""]


def test_school_year_plan_by_months() -> None:
    plan = extract_plan(
        document(
            "План работы школы на 2023-2024 учебный год",
            table(
                ["Месяц", "Мероприятие", "Ответственные", "Участники", "Отметка о выполнении"],
                ["Сентябрь", "День знаний", "Завуч", "1-11 классы", ""],
                ["Февраль", "Конкурс чтецов", "Учителя", "от 10 до 15 лет", ""],
                columns=5,
            ),
        )
    )

    assert plan.period == "2023-09/2024-05"
    assert when(plan) == [("День знаний", "2023-09"), ("Конкурс чтецов", "2024-02")]
    assert (items(plan)[1].age_from, items(plan)[1].age_to) == (10, 15)


def test_hierarchical_numbers_make_headings() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            table(
                ["№", "Мероприятие", "Срок", "Ответственный"],
                ["1.", "Организационная работа", "", ""],
                ["1.1", "Заседание правления", "март", "Дирекция"],
                ["1.2", "Собрание", "апрель", "Дирекция"],
                ["2.", "Спорт", "", ""],
                ["2.1", "Турнир", "май", "Отдел"],
                columns=4,
            ),
        )
    )

    assert [(s.numeral, s.heading, [i.number for i in s.items]) for s in plan.sections] == [
        ("1", "Организационная работа", ["1.1", "1.2"]),
        ("2", "Спорт", ["2.1"]),
    ]


def test_list_of_anniversaries_with_its_own_header() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            table(
                ["№", "Мероприятие", "Срок", "Место"],
                ["1.", "Форум", "май", "Вологда"],
                "Юбилеи городов",
                ["№", "Город", "Возраст", "День города"],
                ["1.", "Пенза", "360 лет", "12 июня"],
                ["2.", "Псков", "1120", "23 июля"],
                columns=4,
            ),
        )
    )

    jubilees = plan.sections[1]
    assert (jubilees.heading, jubilees.grouping) == ("Юбилеи городов", Grouping.LIST)
    assert [
        (item.title, item.kind, item.age and item.age.years, item.timing.edtf)
        for item in jubilees.items
    ] == [
        ("Пенза", "юбилей города", 360, "2023-06-12"),
        ("Псков", "юбилей города", 1120, "2023-07-23"),
    ]
    assert [place.locality for item in jubilees.items for place in item.places] == [
        "Пенза",
        "Псков",
    ]


def test_several_places_with_dates_in_one_cell() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            table(
                ["№", "Мероприятие", "Дата и место проведения"],
                ["1.", "Гастроли театра", "5 мая, г. Вологда\n7 мая, г. Шуя"],
                ["2.", "Форум", "Котлас, 10-12 июня"],
                columns=3,
            ),
        )
    )

    first, second = items(plan)
    assert [place.locality for place in first.places] == ["Вологда", "Шуя"]
    assert [(span.start.isoformat()) for span in first.timing.dates] == ["2023-05-05", "2023-05-07"]
    assert "row.several_pairs" in [finding.code for finding in first.findings]
    assert second.timing.edtf == "2023-06-10/2023-06-12"


def test_departments_and_organizers_and_formats() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на II квартал 2024 года",
            table(
                ["№", "Мероприятие", "Сроки", "Форма проведения", "Организаторы"],
                "Комитет по культуре",
                ["1", "Вебинар", "15 мая", "Онлайн", "Комитет по культуре; АНО «Дом»"],
                "Управление по спорту",
                ["2", "Кубок города (ВКС)", "июнь", "", "МБУ «Старт»"],
                columns=5,
            ),
        )
    )

    assert plan.period == "2024-34"
    assert [section.grouping for section in plan.sections] == [Grouping.DEPARTMENT] * 2
    first, second = items(plan)
    assert first.organizers == ("Комитет по культуре", "АНО «Дом»")
    assert first.note == "Форма проведения: Онлайн"
    assert first.attendance_mode is AttendanceMode.ONLINE
    assert second.attendance_mode is AttendanceMode.ONLINE


def test_stamp_in_a_table_above_the_title() -> None:
    plan = extract_plan(
        document(
            table(["СОГЛАСОВАНО\nДиректор", "УТВЕРЖДАЮ\nГлава города"], columns=2),
            "План мероприятий на 2023 год",
            table(["Мероприятие", "Срок"], ["Форум", "май"], columns=2, number=2),
        )
    )

    assert when(plan) == [("Форум", "2023-05")]
    assert plan.approval == ("СОГЛАСОВАНО", "Директор", "УТВЕРЖДАЮ", "Глава города")
    assert codes(plan) == ["plan.no_owner"]


def test_given_period_goes_before_the_title() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            table(["Мероприятие", "Срок"], ["Форум", "май"], columns=2),
        ),
        period=Period.from_edtf("2024"),
    )

    assert (plan.period, items(plan)[0].timing.edtf) == ("2024", "2024-05")


def test_prices_are_no_plan() -> None:
    plan = extract_plan(
        document(
            "Средние цены",
            table(
                ["Наименование", "Ед. измер.", "Вологда", "Шуя"],
                ["Хлеб", "кг", "50,10", "48,00"],
                ["Молоко", "литр", "70,00", "68,50"],
                columns=4,
            ),
        )
    )

    assert (plan.kind, plan.sections) == ("other", ())
    assert [(f.code, f.severity) for f in plan.findings] == [
        ("plan.not_a_plan", Severity.ERROR),
        ("table.indicators", Severity.WARNING),
    ]


def test_indicators_are_no_plan() -> None:
    plan = extract_plan(
        document(
            table(
                ["N", "Показатель", "Единица", "Базовое значение", Wide("Планируемое значение", 2)],
                ["", "", "", "", "2023", "2024"],
                ["1", "Доля дорог", "процент", "50", "55", "60"],
                columns=6,
            ),
        )
    )

    assert plan.sections == ()


def test_prose_is_no_plan() -> None:
    plan = extract_plan(Document(()))

    assert (plan.kind, plan.sections, codes(plan)) == ("other", (), ["plan.not_a_plan"])


def test_plan_without_a_table_says_what_to_do() -> None:
    plan = extract_plan(document("План мероприятий на 2023 год", "1. Форум, май, Вологда"))

    assert (plan.kind, plan.sections) == ("plan", ())
    assert codes(plan) == ["plan.no_table", "plan.text_outside"]


def test_plan_without_a_period_is_told() -> None:
    plan = extract_plan(
        document(
            "План мероприятий",
            table(["Мероприятие", "Срок"], ["Форум", "май"], columns=2),
        )
    )

    assert plan.period is None
    assert "plan.no_period" in codes(plan)


def test_progress_tells_the_last_row() -> None:
    told: list[tuple[int, int]] = []

    extract_plan(
        document(
            "План на 2023 год",
            table(["Мероприятие", "Срок"], ["Форум", "май"], ["Слёт", "июнь"], columns=2),
        ),
        progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(2, 2)]


def test_bare_days_under_the_month_of_the_heading_or_of_the_plan() -> None:
    header = ["Дата", "Мероприятие", "Место"]
    plan = extract_plan(
        document(
            "План мероприятий на 2024 год",
            table(header, "МАРТ", ["5", "Концерт", "Шуя"], ["8-10", "Ярмарка", "Шуя"], columns=3),
        )
    )
    monthly = extract_plan(
        document(
            "План мероприятий на октябрь 2016 года",
            table(header, ["1, 8, 15", "Лекция", "Вологда"], columns=3),
        )
    )

    assert when(plan) == [("Концерт", "2024-03-05"), ("Ярмарка", "2024-03-08/2024-03-10")]
    assert [item.timing.text for item in items(plan)] == ["5", "8-10"]
    assert [span.start.day for span in items(monthly)[0].timing.dates] == [1, 8, 15]


def test_month_column_merged_beside_a_column_of_days() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2024 год",
            table(
                ["Месяц", "Дата", "Мероприятие"],
                [Wide("Январь", rows=2), "15", "Концерт"],
                [UNDER, "20-21", "Турнир"],
                ["Февраль", "", "Выставка"],
                columns=3,
            ),
        )
    )

    assert when(plan) == [
        ("Концерт", "2024-01-15"),
        ("Турнир", "2024-01-20/2024-01-21"),
        ("Выставка", "2024-02"),
    ]


def test_grid_of_months_with_marks() -> None:
    plan = extract_plan(
        document(
            "План-график мероприятий на 2024 год",
            table(
                ["№", "Наименование мероприятия", "январь", "февраль", "март"],
                ["1", "Мониторинг цен", "+", "", "+"],
                ["2", "Семинар", "", "+", ""],
                columns=5,
            ),
        )
    )

    assert [item.timing.edtf for item in items(plan)] == ["{2024-01,2024-03}", "2024-02"]


def test_numbered_headings_above_rows_that_count_anew() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            table(
                ["№", "Мероприятие", "Срок", "Ответственный"],
                ["1", "Культура", "", ""],
                ["1", "Концерт", "март", "Отдел"],
                ["2", "Выставка", "апрель", "Отдел"],
                ["2", "Спорт", "", ""],
                ["1", "Турнир", "май", "Отдел"],
                columns=4,
            ),
        )
    )

    assert [(s.heading, [i.title for i in s.items]) for s in plan.sections] == [
        ("Культура", ["Концерт", "Выставка"]),
        ("Спорт", ["Турнир"]),
    ]


def test_town_and_year_under_the_title_are_no_heading() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            "город Вологда",
            table(["Мероприятие", "Срок"], ["Форум", "май"], columns=2),
        )
    )

    assert [section.heading for section in plan.sections] == [""]


CELLS = st.sampled_from(
    ["", "Форум", "май", "1.", "7", "Вологда май", "и так далее", "Санкт-", "320", "II. Спорт"]
) | st.sampled_from(
    ["Итого", "№", "Мероприятие", "Срок", "Юбилеи городов", "1", "2", "3", "15 сентября"]
)


@given(
    st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=8),
    st.booleans(),
    st.sampled_from(["txt", "docx"]),
)
@settings(deadline=None, max_examples=60)
def test_nothing_of_any_table_is_lost(
    rows: list[list[str]], has_header: bool, format_name: str
) -> None:
    header = [["№", "Мероприятие", "Место, дата", "Примечание"]] if has_header else []
    tree = document(
        "План мероприятий на 2023 год",
        table(*header, *rows, columns=4),
        format_name=format_name,
    )

    draft = extract_plan(tree)

    kept = [cell.text for item in draft.items() for cell in item.cells if not cell.is_inherited]
    kept += [section.heading_text for section in draft.sections]
    kept += [header_text for _, header_text in draft.columns]
    kept += [finding.evidence for finding in draft.findings]
    printed = "".join(cell for row in [*header, *rows] for cell in row)
    lost = Counter(printed.replace(" ", "")) - Counter("".join(kept))
    assert lost == Counter()


def test_cell_merged_over_place_and_date_is_a_shared_one() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            table(
                ["Мероприятие", "Место", "Срок"],
                ["Форум", "Вологда", "май"],
                ["Мониторинг", Wide("по отдельному графику", 2)],
                columns=3,
            ),
        )
    )

    second = items(plan)[1]
    assert (second.places, second.timing.kind.value) == ((), "unscheduled")
    assert [cell.role for cell in second.cells] == ["title", "place_timing"]


def test_table_of_events_without_a_title_is_read_and_told() -> None:
    plan = extract_plan(
        document(table(["Мероприятия", "Дата"], ["Вечер романса", "15 мая 2024"], columns=2))
    )

    assert (plan.kind, plan.title, when(plan)) == ("plan", "", [("Вечер романса", "2024-05-15")])
    assert codes(plan) == ["plan.no_title", "plan.no_owner", "plan.no_period"]


def test_full_row_under_a_cell_that_ends_with_a_comma_is_a_row() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            table(
                ["Мероприятие", "Место", "Срок"],
                ["Форум", "г. Вологда,", "май"],
                ["день открытых дверей", "г. Шуя", "июнь"],
                columns=3,
            ),
        )
    )

    assert when(plan) == [("Форум", "2023-05"), ("день открытых дверей", "2023-06")]


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["«", "(", "а-", "5 мая ", "Смоленская, ", "с 5 по ", "XXVIII "])
def test_huge_texts_are_read_in_linear_time(piece: str) -> None:
    """A backtracking expression anywhere would hang here."""
    huge = piece * (40_000 // len(piece))
    plan = extract_plan(
        document(
            huge,
            "План мероприятий на 2023 год",
            table(
                ["№", "Мероприятие", "Срок", "Место", "Содержание", "Примечание", huge],
                ["1.", huge, huge, huge, huge, huge, huge],
                ["2.", "Форум", "май", "Шуя", "", "", ""],
                columns=7,
            ),
        )
    )

    assert items(plan)[-1].timing.edtf == "2023-05"


def test_rows_that_seem_to_go_on_for_ever_are_cut() -> None:
    rows = [["", "и так далее", ""]] * 200
    plan = extract_plan(
        document(
            "План мероприятий на 2023 год",
            table(["№", "Мероприятие", "Срок"], ["1.", "Форум", "май"], *rows, columns=3),
        )
    )

    assert len(items(plan)) == 4
