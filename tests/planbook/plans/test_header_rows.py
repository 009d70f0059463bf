"""Headers of one and two lines, lines of column numbers, tables without a header."""

from tests.planbook.plans.trees import UNDER, Wide, row, table

from planbook.plans.header_rows import find_header, is_column_numbers, is_header_row


def test_find_header_below_a_title_row() -> None:
    plan = table(
        "План мероприятий на 2023 год",
        ["№", "Мероприятие", "Срок"],
        ["1.", "Форум", "май"],
        columns=3,
    )

    header = find_header(plan.rows, 3)

    assert header is not None
    assert (header.first, header.last) == (1, 2)


def test_find_header_two_levels_with_merged_cells() -> None:
    plan = table(
        [Wide("№", rows=2), Wide("Наименование", rows=2), Wide("Срок", 2), Wide("Результат", 2)],
        [UNDER, UNDER, "начала", "окончания", "описание", "значение"],
        ["1.", "Форум", "март", "июнь", "доклад", "1"],
        columns=6,
    )

    header = find_header(plan.rows, 6)

    assert header is not None
    assert (header.first, header.last) == (0, 2)
    assert [(column.role, column.part) for column in header.column_set.columns] == [
        ("number", ""),
        ("title", ""),
        ("timing", "start"),
        ("timing", "end"),
        ("result", ""),
        ("result", ""),
    ]


def test_find_header_two_levels_in_a_text_dump() -> None:
    plan = table(
        ["№", "Мероприятие", "Срок", "", "Исполнитель"],
        ["", "", "начала", "окончания", ""],
        ["1.", "Форум", "март", "июнь", "Отдел культуры"],
        columns=5,
    )

    header = find_header(plan.rows, 5)

    assert header is not None
    assert header.last == 2
    assert [column.part for column in header.column_set.columns] == ["", "", "start", "end", ""]


def test_find_header_none_in_a_table_of_prices() -> None:
    prices = table(["Товар", "Вологда", "Шуя"], ["Хлеб, кг", "50,10", "48,00"], columns=3)

    assert find_header(prices.rows, 3) is None


def test_is_header_row_of_data_is_false() -> None:
    assert not is_header_row(row("1.", "Проведение мероприятий ко Дню города", "сентябрь"))


def test_is_header_row_of_a_numbered_row_is_false() -> None:
    """The words of a row may be words of headers: the number before them tells."""
    cells = ["Мероприятия по проектам ООН-Хабитат", "по графику", "Организатор: ООН-Хабитат"]

    assert is_header_row(row("4.", *cells)) is False


def test_is_column_numbers() -> None:
    assert is_column_numbers(row("1", "2", "3", "4"))
    assert not is_column_numbers(row("1.", "320", "28 мая"))
