"""The plan of a workbook: marks, codes of rows, how many copies are laid out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories.answer_sheets import FORM, STAMP

from planbook.indicators import Answer, Cell, CellValue, MissingReason
from planbook.indicators.sheet_plan import (
    RowKey,
    SheetStamp,
    copy_count,
    planned_cells,
    planned_rows,
    row_key,
    stamp_of,
)

pytestmark = pytest.mark.core
HEAT = FORM.sections[1]


@pytest.mark.parametrize(
    "stamp", [STAMP, replace(STAMP, party=0), SheetStamp(1, 2, 3, 4, "0" * 12)]
)
def test_a_mark_is_read_back(stamp: SheetStamp) -> None:
    assert stamp_of(f"Форма, версия 3. Метка файла: {stamp.text}") == stamp


@pytest.mark.parametrize("text", ["", "МГ1-1-2-3-4-xyz", "МГ2-1-2-3-4-45d77c06e0e0", "МГ1-1-2"])
def test_what_is_no_mark(text: str) -> None:
    assert stamp_of(text) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("tariff.water", RowKey("tariff.water")),
        (" heat.price#12 ", RowKey("heat.price", 11)),
        ("@heat#1", RowKey("heat", 0, is_name=True)),
        ("heat.price#0", None),
        ("Тариф", None),
        ("a b", None),
        ("", None),
    ],
)
def test_codes_of_rows(text: str, key: RowKey | None) -> None:
    assert row_key(text) == key


@pytest.mark.parametrize(
    ("names", "count"), [((), 3), (("А",), 3), (("А", "Б", "В"), 4), (tuple("АБВГД"), 5)]
)
def test_copies_are_laid_out_with_room_for_more(names: tuple[str, ...], count: int) -> None:
    assert copy_count(HEAT, Answer("Вологда", copies={"heat": names})) == count


def test_a_filled_copy_without_a_name_is_laid_out() -> None:
    filled = {Cell("heat.price", 3): CellValue(missing=MissingReason.NO_DATA)}
    assert copy_count(HEAT, Answer("Вологда", filled)) == 4


def test_formulas_see_their_own_copy_or_all() -> None:
    rows = planned_rows(FORM, Answer("Вологда"))
    cells = planned_cells(FORM, rows)
    by_code = {row.code: row for row in rows}
    price = by_code["heat.price#2"].row
    assert cells.rows_of("heat.price", seen_from=by_code["heat.cost#2"]) == (price,)
    volumes = tuple(by_code[f"heat.volume#{copy}"].row for copy in (1, 2, 3))
    assert cells.rows_of("heat.volume", seen_from=by_code["heat.total"]) == volumes
    loss = by_code["loss"].row
    assert cells.rows_of("loss", seen_from=by_code["heat.total"]) == (loss,)
