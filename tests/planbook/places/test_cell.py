"""The cleaned copy of a cell never loses its way back to the official wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.places.cell import clean_cell, quoted_spans

pytestmark = pytest.mark.core


def test_clean_cell_reads_lookalikes_and_invisible_signs() -> None:
    cell = clean_cell("г.\u00a0Bо\u00adлогда\r")

    assert cell.clean == "г. Вологда\n"
    assert cell.verbatim(3, 10) == "Bо\u00adлогда"


def test_clean_cell_composes_letters() -> None:
    cell = clean_cell("Старыи\u0306 Оскол")

    assert cell.clean == "Старый Оскол"
    assert cell.verbatim(0, 6) == "Старыи\u0306"


def test_quoted_names_are_blank_except_names_of_towns() -> None:
    cell = clean_cell("ДК «Вологда», округ «Город Йошкар-Ола», ЗАТО «Сибирский»")

    assert cell.bare == "ДК «_______», округ «Город Йошкар-Ола», ЗАТО «Сибирский»"


def test_inner_quotes_count_where_the_outer_stay_open() -> None:
    text = "МБУ «СШ «Юбилейный» пр. Ленина"

    assert [text[start:end] for start, end in quoted_spans(text)] == ["«Юбилейный»"]


@given(st.text(max_size=60))
def test_clean_cell_covers_the_whole_text(text: str) -> None:
    cell = clean_cell(text)

    assert len(cell.clean) == len(cell.bare) == len(cell.offsets) - 1
    assert cell.offsets[-1] == len(text)
    assert list(cell.offsets) == sorted(cell.offsets)
