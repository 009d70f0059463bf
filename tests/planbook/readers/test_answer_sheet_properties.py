"""Template → filled by a person → read: every value, reason, comment, name and text unchanged."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.factories.answer_sheets import (
    FORM,
    STAMP,
    at,
    edited,
    filled_answer,
    put,
    read,
    row_of,
    template,
)

from planbook.indicators import (
    REASON_WORDS,
    Answer,
    Cell,
    CellValue,
    MissingReason,
    UnitKind,
    computed,
    read_cell,
    typed_text,
)

pytestmark = pytest.mark.core

_letters = st.characters(whitelist_categories=("Lu", "Ll", "Nd"), max_codepoint=0x4FF)
words = st.text(_letters | st.sampled_from("«»—,. "), min_size=1, max_size=60).map(
    lambda text: " ".join(text.split())
)
# A formula of Excel begins with «=», a reason in words is no text, an apostrophe is taken off.
texts = words.filter(lambda text: bool(text) and not text.startswith(("=", "'")))
_decimals = st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False)


def _values(kind: UnitKind) -> st.SearchStrategy[CellValue]:
    if kind is UnitKind.TEXT:
        return texts.map(lambda text: CellValue(text=f"Акт {text}"))
    if kind is UnitKind.FORMULA:
        line = next(one for one in FORM.lines if one.indicator.unit.kind is kind)
        tariffs = st.tuples(_decimals, _decimals).map(lambda two: f"{two[0]:f} + {two[1]:f}")
        return tariffs.map(lambda text: read_cell(text.replace(".", ","), line.indicator))
    if kind is UnitKind.COUNT:
        return st.integers(0, 10**9).map(lambda whole: CellValue(number=Decimal(whole)))
    return _decimals.map(lambda number: CellValue(number=number))


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Answers with any part of the cells filled, one to four suppliers, any questions answered."""
    values: dict[Cell, CellValue] = {}
    names = draw(st.lists(texts, min_size=1, max_size=4, unique_by=str.casefold))
    for section in FORM.sections:
        copies = len(names) if section.is_repeated else 1
        for line in section.lines:
            for copy in range(0 if line.formula else copies):
                missing = st.sampled_from(MissingReason).map(lambda why: CellValue(missing=why))
                value = draw(st.none() | missing | _values(line.indicator.unit.kind))
                if value is not None:
                    comment = draw(st.just("") | texts)
                    values[Cell(line.indicator.code, copy)] = CellValue(
                        value.number, value.text, value.parts, value.missing, comment
                    )
    told = {one.code: draw(st.just("") | texts) for one in FORM.questions}
    return Answer(
        "Вологда",
        values,
        {"heat": tuple(names)},
        {code: text for code, text in told.items() if text},
    )


def filled(answer: Answer) -> bytes:
    """Return the empty template after a person has typed the answer into it."""
    workbook = load_workbook(io.BytesIO(template(Answer("Вологда", {}, answer.copies))))
    page = workbook["Ответ"]
    for cell, value in answer.values.items():
        line = FORM.line(cell.code)
        assert line is not None
        is_repeated = cell.code.startswith("heat")
        row = row_of(page, f"{cell.code}#{cell.copy + 1}" if is_repeated else cell.code)
        if value.missing is not None:
            page.cell(row, 6).value = REASON_WORDS[value.missing]
        elif value.number is not None:
            page.cell(row, 5).value = float(value.number)
        else:
            page.cell(row, 5).value = typed_text(value, line.indicator)
        page.cell(row, 7).value = value.comment or None
    asked = workbook["Вопросы"]
    for code, text in answer.texts.items():
        asked.cell(row_of(asked, f"?{code}"), 3).value = text
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def ensure_read(data: bytes, answer: Answer, **changes: object) -> None:
    reading = read(data, **changes)
    assert [error.message for error in reading.errors] == []
    assert reading.stamp == STAMP
    assert reading.values == {**answer.values, **computed(FORM, answer.values)}
    assert reading.copies == answer.copies
    assert reading.texts == answer.texts


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(answer=answers())
def test_what_a_person_types_is_read_unchanged(answer: Answer) -> None:
    ensure_read(filled(answer), answer)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(answer=answers())
def test_what_the_template_brings_is_read_unchanged(answer: Answer) -> None:
    ensure_read(template(answer), answer)


def saved_by_libreoffice(data: bytes, suffix: str, folder: Path) -> bytes:
    source, results = folder / "ответ.xlsx", folder / "saved"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore",
         "--convert-to", suffix, "--outdir", str(results), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (results / f"ответ.{suffix}").read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_a_file_saved_by_libreoffice_is_read_the_same(suffix: str, tmp_path: Path) -> None:
    answer = filled_answer()
    saved = saved_by_libreoffice(filled(answer), suffix, tmp_path)
    ensure_read(saved, answer, file_name=f"ответ.{suffix}")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_formulas_and_dates_saved_by_libreoffice_are_refused(suffix: str, tmp_path: Path) -> None:
    cells: dict[str, object] = {at("breaks"): "=1+1", at("loss"): date(2026, 5, 1)}
    saved = saved_by_libreoffice(edited(template(), put(cells)), suffix, tmp_path)
    reading = read(saved, file_name=f"ответ.{suffix}")
    assert [(error.code, "«1,5»" in error.message) for error in reading.errors] == [
        ("cell.date", True), ("cell.formula", False),
    ]  # fmt: skip
    assert "Сейчас она даёт «2»" in reading.errors[1].message
