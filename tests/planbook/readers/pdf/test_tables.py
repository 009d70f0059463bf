"""Tables drawn with lines: grids, merges, wrapped text, and what pages cut."""

from __future__ import annotations

import pytest
from tests.planbook.readers.pdf.pdf_builder import (
    bar,
    codes,
    grid,
    lines,
    read,
    spans,
    stroke,
    text,
    texts,
)

from planbook.documents import Page
from planbook.documents.printed import Align

XS = (50.0, 90.0, 250.0, 400.0)
# Letters are 6 points wide, so the second column holds 25 of them.


def numbered(y: float, number: str, title: str, date: str) -> str:
    """Return a row of one line whose top is at `y`."""
    return text(55, y + 14, number) + text(95, y + 14, title) + text(255, y + 14, date)


def test_cells_are_read_from_the_grid_with_their_places() -> None:
    document = read(
        grid(XS, (100, 120, 140))
        + numbered(100, "1.", "Форум", "май")
        + numbered(120, "2.", "Слёт", "июнь")
    )

    table = next(document.tables())
    assert texts(document) == [["1.", "Форум", "май"], ["2.", "Слёт", "июнь"]]
    source = table.rows[1].cells[2].source
    assert (source.page, source.table, source.row, source.column) == (1, 1, 2, 3)


def thin_bars() -> str:
    """Return the grid as Word draws it: a filled bar per side of every cell."""
    level = [bar(x, y, 160, 0.5) for y in (100, 120, 140) for x in (50, 210)]
    plumb = [bar(x, y, 0.5, 20) for y in (100, 120) for x in (50, 90, 250, 370)]
    return " ".join((*level, *plumb))


def double_lines() -> str:
    """Return a grid of two lines each, 2 points apart."""
    xs, ys = (50.0, 90.0, 250.0, 370.0), (100.0, 120.0, 140.0)
    return " ".join(
        [stroke(50, y + d, 372, y + d) for y in ys for d in (0, 2)]
        + [stroke(x + d, 100, x + d, 142) for x in xs for d in (0, 2)]
    )


def dotted_lines() -> str:
    """Return a grid of squares of one point."""
    xs, ys = (50, 90, 250, 370), (100, 120, 140)
    level = [bar(x, y, 1, 1) for y in ys for x in range(50, 371, 3)]
    return " ".join(level + [bar(x, y, 1, 1) for x in xs for y in range(100, 141, 3)])


def frames() -> str:
    """Return a grid of rectangles drawn around every cell."""
    return " ".join(
        f"{x} {842 - y - 20} {w} 20 re S"
        for y in (100, 120)
        for x, w in ((50, 40), (90, 160), (250, 120))
    )


def inner_lines() -> str:
    """Return a grid without its outer frame."""
    return (
        stroke(50, 120, 370, 120)
        + " "
        + stroke(90, 100, 90, 140)
        + " "
        + stroke(250, 100, 250, 140)
    )


@pytest.mark.parametrize("draw", [thin_bars, double_lines, dotted_lines, frames, inner_lines])
def test_every_way_of_drawing_lines_gives_the_same_table(draw: object) -> None:
    assert callable(draw)
    document = read(
        draw() + numbered(100, "1.", "Форум", "май") + numbered(120, "2.", "Слёт", "июнь")
    )

    assert texts(document) == [["1.", "Форум", "май"], ["2.", "Слёт", "июнь"]]


def test_missing_lines_merge_cells_both_ways() -> None:
    drawing = " ".join(
        (
            stroke(50, 100, 400, 100), stroke(90, 120, 400, 120), stroke(50, 140, 400, 140),
            stroke(50, 160, 400, 160), stroke(50, 100, 50, 160), stroke(90, 100, 90, 140),
            stroke(250, 120, 250, 140), stroke(400, 100, 400, 160),
            text(55, 114, "№"), text(95, 114, "Проведение"), text(95, 134, "Место"),
            text(255, 134, "Дата"), text(55, 154, "I. Спорт"),
        )
    )  # fmt: skip
    document = read(drawing)

    assert texts(document) == [["№", "Проведение"], ["^", "Место", "Дата"], ["I. Спорт"]]
    assert spans(document) == [[(1, 1, 2), (2, 2, 1)], [(2, 1, 1), (3, 1, 1)], [(1, 3, 1)]]


def test_a_frame_around_one_text_is_no_table() -> None:
    document = read(grid((50, 400), (100, 140)) + text(60, 120, "УТВЕРЖДАЮ"))

    assert [paragraph.text for paragraph in document.paragraphs()] == ["УТВЕРЖДАЮ"]
    assert list(document.tables()) == []


def in_cell(*wrapped: str) -> str:
    """Return the text read from a cell that holds 25 letters a line."""
    return texts(read(grid(XS, (100, 190)) + text(55, 114, "1.") + lines(95, 114, *wrapped)))[0][1]


@pytest.mark.parametrize(
    ("wrapped", "expected"),
    [
        (("Международный форум", "«Город будущего»"), "Международный форум «Город будущего»"),
        (("Форум", "Слёт"), "Форум\nСлёт"),
        (("Запланированы мероприятия:", "– концерт;", "– выставка"),
         "Запланированы мероприятия:\n– концерт;\n– выставка"),
        (("Вопросы социального обесп-", "ечения"), "Вопросы социального обеспечения"),
        (("Встреча в городе Санкт-", "Петербург"), "Встреча в городе Санкт-Петербург"),
        (("Семинар о научно-", "практической конференции"),
         "Семинар о научно-практической конференции"),
        (("Вопросы социального обесп\u00ad", "ечения"), "Вопросы социального обеспечения"),
        (("Помощь психолого-", "медико-социальная"), "Помощь психолого-медико-социальная"),
        (("Договор на период 2023-", "2024 годов"), "Договор на период 2023-2024 годов"),
    ],
)  # fmt: skip
def test_wrapped_lines_are_no_breaks(wrapped: tuple[str, ...], expected: str) -> None:
    assert in_cell(*wrapped) == expected


def test_a_gap_between_lines_is_a_paragraph() -> None:
    words = lines(95, 114, "Первая строка абзаца тут", "вторая строка абзаца тут", "и третья")
    document = read(grid(XS, (100, 200)) + text(55, 114, "1.") + words + text(95, 168, "Новый"))

    assert (
        texts(document)[0][1]
        == "Первая строка абзаца тут вторая строка абзаца тут и третья\n\nНовый"
    )


def test_a_column_too_narrow_for_a_word_cuts_it() -> None:
    document = read(
        grid((50, 120, 300), (100, 150)) + lines(55, 114, "Наименован", "ие") + text(125, 114, "а")
    )

    assert texts(document)[0][0] == "Наименование"
    assert codes(document) == ["pdf.word_joined"]


def test_raised_figures_are_marks_of_notes() -> None:
    words = text(95, 114, "Юбилеи") + text(131, 110, "1", size=6)
    document = read(
        grid(XS, (100, 130)) + words,
        text(50, 700, "1", size=6) + text(54, 703, "Ориентировочно", size=9),
    )

    assert texts(document)[0][1] == "Юбилеи¹"
    assert [(note.mark, note.text) for note in document.footnotes] == [("¹", "Ориентировочно")]


def test_writing_on_its_side_is_read() -> None:
    side = "BT /R 10 Tf 0 1 -1 0 75 650 Tm <CDEEECE5F0> Tj ET"
    document = read(grid(XS, (100, 200)) + side + text(95, 114, "Форум"))

    assert texts(document) == [["Номер", "Форум", ""]]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page_is_read_upright(rotate: int) -> None:
    matrices = {
        90: (0, 1, -1, 0, 595, 0),
        180: (-1, 0, 0, -1, 595, 842),
        270: (0, -1, 1, 0, 0, 842),
    }
    drawing = grid(XS, (100, 120)) + numbered(100, "1.", "Форум", "май")
    matrix = " ".join(map(str, matrices[rotate]))

    assert texts(read(f"q {matrix} cm {drawing} Q", rotate=rotate)) == [["1.", "Форум", "май"]]
    assert texts(read(f"q {matrix} cm {drawing} Q")) == [["1.", "Форум", "май"]]


def test_ink_laid_twice_is_read_once() -> None:
    twice = text(95, 114, "Форум") + text(95.3, 114, "Форум")

    assert texts(read(grid(XS, (100, 130)) + twice))[0][1] == "Форум"


def test_clipped_text_is_not_read_but_told() -> None:
    hidden = "q 90 700 100 42 re W n " + text(95, 114, "Форум") + text(95, 300, "невидимо") + " Q"
    document = read(grid(XS, (100, 130)) + hidden)

    assert texts(document)[0][1] == "Форум"
    finding = document.findings[0]
    assert (finding.code, finding.evidence) == ("pdf.clipped_text", "невидимо")


HEADER = numbered(100, "№", "Мероприятие", "Дата")


def test_a_repeated_header_is_read_once_and_the_table_goes_on() -> None:
    first = grid(XS, (100, 120, 140)) + HEADER + numbered(120, "1.", "Форум", "май")
    second = grid(XS, (100, 120, 140)) + HEADER + numbered(120, "2.", "Слёт", "июнь")
    document = read(first + text(300, 810, "1"), second + text(300, 810, "2"))

    assert texts(document) == [
        ["№", "Мероприятие", "Дата"],
        ["1.", "Форум", "май"],
        ["2.", "Слёт", "июнь"],
    ]
    table = next(document.tables())
    assert [row.is_header for row in table.rows] == [True, False, False]
    assert [row.source.page for row in table.rows] == [1, 1, 2]
    assert codes(document) == ["pdf.page_number", "pdf.header_repeated"]


def test_a_row_cut_by_the_page_is_joined() -> None:
    first = (
        grid(XS, (100, 120, 145))
        + HEADER
        + numbered(120, "1.", "Международный форум обесп-", "май")
    )
    second = (
        grid(XS, (100, 120, 140)) + text(95, 114, "ечения") + numbered(120, "2.", "Слёт", "июнь")
    )
    document = read(first, second)

    assert texts(document)[1:] == [
        ["1.", "Международный форум обеспечения", "май"],
        ["2.", "Слёт", "июнь"],
    ]
    assert codes(document) == ["pdf.row_joined", "pdf.word_joined"]


def test_a_merge_cut_by_the_page_goes_on() -> None:
    merged = " ".join(
        (
            stroke(50, 100, 400, 100), stroke(50, 120, 250, 120), stroke(50, 140, 400, 140),
            *(stroke(x, 100, x, 140) for x in XS),
        )
    )  # fmt: skip
    first = merged + numbered(100, "1.", "Форум", "май") + numbered(120, "2.", "Слёт", "")
    second = merged + numbered(100, "3.", "Смотр", "") + numbered(120, "4.", "Круг", "")
    document = read(first, second)

    assert texts(document) == [
        ["1.", "Форум", "май"], ["2.", "Слёт", "^"], ["3.", "Смотр", "^"], ["4.", "Круг", "^"],
    ]  # fmt: skip
    assert spans(document)[0][2] == (3, 1, 4)


def test_tables_with_other_columns_or_words_between_stay_apart() -> None:
    first = grid(XS, (100, 120)) + numbered(100, "1.", "Форум", "май")
    other = grid((50, 300, 400), (100, 120)) + text(55, 114, "Город") + text(305, 114, "Год")
    between = text(50, 90, "Второй план") + first

    assert len(list(read(first, other).tables())) == 2
    assert len(list(read(first, between).tables())) == 2
    assert len(list(read(first, first).tables())) == 1


def test_a_footnote_under_a_table_does_not_cut_it() -> None:
    first = grid(XS, (100, 120)) + numbered(100, "1.", "Форум", "май")
    note = text(50, 750, "1", size=6) + text(55, 753, "По согласованию", size=9)
    mark = text(125, 110, "1", size=6)
    second = grid(XS, (100, 120)) + numbered(100, "2.", "Слёт", "июнь")
    document = read(first + mark + note, second)

    assert texts(document) == [["1.", "Форум¹", "май"], ["2.", "Слёт", "июнь"]]
    assert [note.text for note in document.footnotes] == ["По согласованию"]


def test_a_table_without_lines_is_guessed_and_told() -> None:
    rows = [
        ("1.", "Форум городов", "май"),
        ("2.", "Слёт молодёжи", "июнь"),
        ("3.", "Смотр", "июль"),
    ]
    drawing = "".join(numbered(100 + 20 * index, *row) for index, row in enumerate(rows))
    document = read(drawing)

    assert texts(document) == [list(row) for row in rows]
    assert codes(document) == ["pdf.table_guessed"]


def test_a_guessed_row_takes_its_wrapped_lines() -> None:
    drawing = (
        numbered(100, "1.", "Форум городов и", "май") + text(95, 126, "районов")
        + numbered(124, "2.", "Слёт", "июнь") + numbered(136, "3.", "Смотр", "июль")
    )  # fmt: skip

    assert texts(read(drawing))[0][1].split() == ["Форум", "городов", "и", "районов"]


def test_lines_of_columns_stand_where_they_are_drawn() -> None:
    rows = "".join(
        text(64, y + 14, "1.") + text(95, y + 14, "Форум") + text(350, y + 14, "10 мая")
        for y in (100, 120, 140)
    )

    (table,) = read(grid(XS, (100, 120, 140, 160)) + rows).tables()

    assert (table.widths, table.aligns) == (
        (40.0, 160.0, 150.0),
        (Align.CENTER, Align.LEFT, Align.RIGHT),
    )


def test_sheet_of_the_document_is_that_of_its_tables() -> None:
    table = grid((60, 100, 500), (90, 120, 140)) + text(65, 110, "1.") + text(105, 110, "Форум")

    page = read(table).page

    # The lower margin of an only page is not known: its text just ends. Others are whole steps.
    assert page == Page(209.9, 297.0, top=30.0, right=35.0, bottom=20.0, left=20.0)
