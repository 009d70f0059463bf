"""Pages made to harm: nothing is run or fetched, depth, size and spans are bounded."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.readers.grids import texts

from planbook.errors import UnreadableDocument
from planbook.readers import DEFAULT_LIMITS, read_document
from planbook.readers.limits import Limits

pytestmark = pytest.mark.core

# Elements that end one another in odd ways; nested tables are few enough to stay within bounds.
PIECES = re.findall(
    r"<[^>]*>|\S+",
    "<table> </table> </table> <tr> <td> <td rowspan=0> <td colspan=9> <thead> <p> </p> <br> <ol>"
    "<li> </ol> <sup> </sup> <del> <pre> <h1> <a href='#x' name=y> <p id=x> <a href='#y'> </a> 1 а"
    "&nbsp; <!-- --> <![if> <span style='mso-list:Ignore'> </span> <caption>",
)


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("<div>" * 10_000 + "а", "document.too_deep"),
        ("<div>" * 220 + "а" + "</div>" * 220, "document.too_deep"),
        ("<table><tr><td>" * 7 + "а", "document.too_deep"),
        ("<table>" + "<tr><td>а" * 20_001, "document.too_many_rows"),
        ("<table><tr>" + "<td>а" * 129, "document.too_many_columns"),
        ("<p>" + "а" * 200_001, "document.cell_too_long"),
        ("<table><tr><td>" + "а" * 200_001, "document.cell_too_long"),
        ("<!doctype html>", "file.empty"),
    ],
)
@pytest.mark.slow
def test_harmful_page_is_refused(markup: str, code: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(markup.encode(), file_name="план.html")

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("markup", "limits", "code"),
    [
        ("<p>а<p>б", replace(DEFAULT_LIMITS, paragraphs=1), "document.too_long"),
        ("<p>а<p>б", replace(DEFAULT_LIMITS, elements_at_once=1), "document.too_long"),
        (
            "<table><tr><td rowspan=9>а<td>б<tr><td>в<tr><td>г</table>",
            replace(DEFAULT_LIMITS, cells=5),
            "document.too_many_cells",
        ),
    ],
)
def test_page_beyond_a_limit_is_refused(markup: str, limits: Limits, code: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(markup.encode(), file_name="план.html", limits=limits)

    assert caught.value.code == code


def test_entities_of_a_page_are_not_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>'
    document = read_document(page.encode(), file_name="план.html")

    assert [block.text for block in document.paragraphs()] == ["]>", "&x;"]


def test_cells_covering_everything_stay_within_the_table() -> None:
    row = "<tr>" + "<td rowspan=65534 colspan=1000>а" * 2
    document = read_document(f"<table>{row * 50}</table>".encode(), file_name="план.html")

    assert next(document.tables()).column_count == 100


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_markup_is_read(pieces: list[str]) -> None:
    markup = f"<p>{' '.join(pieces)}".encode()
    limits = replace(DEFAULT_LIMITS, table_nesting=60)

    found = read_document(markup, file_name="план.html", limits=limits)

    assert found.format_name == "html"


@given(st.lists(st.lists(st.text("абв №1-", min_size=1), min_size=2, max_size=4), min_size=1))
def test_words_of_cells_are_never_lost(rows: list[list[str]]) -> None:
    cells = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in rows)
    found = read_document(f"<p>План<table>{cells}</table>".encode(), file_name="план.html")

    expected = [[" ".join(text.split(" ")).split() for text in row] for row in rows]
    assert [[text.split() for text in row] for row in texts(found)] == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    "markup",
    [
        "<p>" + "<a href='#x' name=x>1</a>" * 20_000 + "<p id=x>а",
        "<style>" + "/*" * 200_000 + "{</style><p>а",
        "<style>" + "a" * 400_000 + "{</style><p>а",
        f"<p style='{' ' * 400_000};'>а",
        "<p>" + " " * 1_000_000 + "а",
        "<p>" + "<sup>1</sup>" * 20_000,
        "<ul>" * 100 + "<li>а" * 20_000,
    ],
    ids=["links", "comments", "selector", "style", "spaces", "raised", "list"],
)
def test_page_made_to_be_slow_is_read_in_time(markup: str) -> None:
    started = time.monotonic()

    read_document(markup.encode(), file_name="план.html")

    assert time.monotonic() - started < 5
