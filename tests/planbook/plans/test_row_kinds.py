"""Events, headings, cut rows, sums: told by filled cells and neighbours."""

import pytest
from tests.planbook.plans.trees import Part, Wide, row

from planbook.plans.blocks import body_row, join_rows
from planbook.plans.columns import build_columns
from planbook.plans.row_kinds import RowContext, RowKind, row_kind

COLUMNS = build_columns([(1, "№"), (2, "Мероприятия"), (3, "Место, дата"), (4, "Примечание")])
FREE = build_columns([(1, "Мероприятие"), (2, "Место"), (3, "Дата")])


def kind(parts: list[Part], previous: list[Part] | None = None) -> RowKind:
    above = body_row(row(*previous)) if previous else None
    return row_kind(body_row(row(*parts)), RowContext(COLUMNS, 4, True, previous=above))


@pytest.mark.parametrize(
    ("parts", "previous", "expected"),
    [
        (["12.", "Форум", "Москва май", ""], None, RowKind.EVENT),
        (["", "Форум городов", "Москва май", ""], ["1.", "Слёт", "май", ""], RowKind.EVENT),
        (
            ["", "Межпарламентской Ассамблее СНГ", "Петербург ноябрь", ""],
            ["12.", "Участие в пленарном заседании", "Санкт-", "МПА СНГ"],
            RowKind.CONTINUATION,
        ),
        (
            ["", "и выставка", "", ""],
            ["1.", "Форум", "май", ""],
            RowKind.CONTINUATION,
        ),
        (
            ["", "Деятельность по информационному обесп", "ечению городо", "в-членов МАГ"],
            ["15.", "Конкурс", "Москва декабрь", "МАГ"],
            RowKind.HEADING,
        ),
        (["", "Юбилеи городов", "MAΓ ⁱ", ""], ["21.", "Сборник", "постоянно", ""], RowKind.HEADING),
        (["Дни городов-столиц", "", "", ""], ["15.", "Грозный", "205", ""], RowKind.HEADING),
        ([Wide("II. Спорт", 4)], None, RowKind.HEADING),
        (["II", "Спорт", "", ""], None, RowKind.HEADING),
        (["7", "", "", ""], ["6.", "Форум", "май", ""], RowKind.STRAY_NUMBER),
        (["", "Итого", "", "55,5"], ["6.", "Форум", "май", ""], RowKind.TOTAL),
        (["", "", "", ""], None, RowKind.EMPTY),
        (["5.", "Форум", "", ""], None, RowKind.EVENT),
    ],
)
def test_kind_in_a_numbered_table(
    parts: list[Part], previous: list[Part] | None, expected: RowKind
) -> None:
    assert kind(parts, previous) is expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["· Правление", "Петрозаводск", "сентябрь"], RowKind.EVENT),
        (["Конференция", "", ""], RowKind.EVENT),
        (["Культура", "", ""], RowKind.HEADING),
        (["и семинар", "", ""], RowKind.CONTINUATION),
        (["", "Шуя", "7 мая"], RowKind.CONTINUATION),
        (["I. Собрания, заседания Правления", "", ""], RowKind.HEADING),
        (["IX Фестиваль", "", ""], RowKind.EVENT),
    ],
)
def test_kind_without_numbers(parts: list[Part], expected: RowKind) -> None:
    above = body_row(row("Форум", "Вологда", "5 мая"))

    assert row_kind(body_row(row(*parts)), RowContext(FREE, 3, False, previous=above)) is expected


def test_join_rows_puts_the_rest_on_a_new_line() -> None:
    whole = join_rows(
        body_row(row("12.", "Участие в заседании", "Санкт-", "МПА")),
        body_row(row("", "Ассамблеи", "Петербург", "")),
    )

    assert [cell.text for cell in whole.cells] == [
        "12.",
        "Участие в заседании\nАссамблеи",
        "Санкт-\nПетербург",
        "МПА",
    ]
