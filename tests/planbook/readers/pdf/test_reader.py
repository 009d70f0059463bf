"""What is said about a .pdf: refusals, findings, paragraphs, running titles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.readers.pdf.pdf_builder import (
    codes,
    grid,
    image,
    lines,
    pdf,
    read,
    stroke,
    text,
    texts,
)

from planbook.documents import Document
from planbook.errors import UnreadableDocument
from planbook.readers import DEFAULT_LIMITS, read_document
from planbook.readers.pdf.reader import read_here

PAGE = grid((50, 90, 250), (100, 120, 140)) + text(55, 114, "1.") + text(95, 114, "Форум")
GOOD = pdf(PAGE)


def refused(data: bytes, limits: object = DEFAULT_LIMITS) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_here(data, "план.pdf", limits)  # type: ignore[arg-type]
    return caught.value


def paragraphs(*pages: str) -> list[tuple[str, int]]:
    return [(found.text, found.heading_level) for found in read(*pages).paragraphs()]


@pytest.mark.slow
def test_a_file_is_read_in_a_process_of_its_own() -> None:
    document = read_document(GOOD, file_name="план.pdf")

    assert (document.format_name, texts(document)[0]) == ("pdf", ["1.", "Форум"])


@pytest.mark.slow
def test_a_reading_that_takes_too_long_is_ended() -> None:
    slow = pdf("q Q " * 2_000_000)
    with pytest.raises(UnreadableDocument) as caught:
        read_document(
            slow, file_name="план.pdf", limits=replace(DEFAULT_LIMITS, conversion_seconds=1)
        )

    assert caught.value.code == "file.too_slow"


def test_a_scan_is_refused_with_a_remedy() -> None:
    error = refused(pdf(image(0, 0, 595, 842)))

    assert str(error) == (
        "Файл «план.pdf»: в файле только изображения страниц (скан), текста в нём нет. "
        "Распознайте текст (например, в программе для сканирования) и загрузите документ "
        "с текстом или попросите у отправителя исходный файл .docx."
    )


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (pdf("", ""), "pdf.no_text", ""),
        (b"%PDF-1.7\n", "pdf.corrupt", ""),
        (b"%PDF-1.7\n" + bytes(range(256)) * 8, "pdf.corrupt", ""),
        (GOOD[: len(GOOD) // 4], "pdf.corrupt", ""),
        (
            pdf(PAGE, trailer="/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4"
                f"/O<{'00' * 32}>/U<{'11' * 32}>>>"),
            "file.encrypted",
            "",
        ),
    ],
    ids=["no text", "header only", "noise", "cut", "password"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(data: bytes, code: str, place: str) -> None:
    error = refused(data)

    assert (error.code, error.place) == (code, place)


@pytest.mark.parametrize(
    ("limit", "value", "code"),
    [
        ("pages", 1, "pdf.too_many_pages"),
        ("page_marks", 5, "pdf.too_many_marks"),
        ("rows", 1, "document.too_many_rows"),
        ("cells", 2, "document.too_many_cells"),
        ("columns", 1, "document.too_many_columns"),
        ("cell_characters", 3, "document.cell_too_long"),
        ("paragraphs", 0, "document.too_long"),
    ],
)
def test_every_limit_refuses(limit: str, value: int, code: str) -> None:
    limits = replace(DEFAULT_LIMITS, **{limit: value})

    assert refused(pdf(PAGE + text(50, 300, "Конец"), PAGE), limits).code == code


def test_pages_without_text_among_others_are_named() -> None:
    document = read(PAGE, image(0, 0, 595, 842), image(0, 0, 595, 842))

    finding = document.findings[0]
    assert (finding.code, finding.source.page) == ("pdf.scanned_page", 2)
    assert "Страницы 2–3 — изображения без текста" in finding.message


def test_text_behind_a_picture_is_said_to_be_recognized() -> None:
    document = read(image(0, 0, 595, 842) + " 3 Tr " + PAGE)

    assert texts(document)[0] == ["1.", "Форум"]
    assert "pdf.recognized_text" in codes(document)


def test_characters_without_letters_are_shown_and_told() -> None:
    document = read(
        text(50, 100, "План ") + text(80, 100, "\x01\x02", font="I") + text(50, 130, "ﬁнал")
    )

    assert [found.text for found in document.paragraphs()] == ["План \ufffd\ufffd", "fiнал"]
    assert codes(document) == ["pdf.unknown_characters", "pdf.ligatures"]


def test_missing_pages_are_told() -> None:
    document = read_here(pdf(PAGE, promised=5), "план.pdf", DEFAULT_LIMITS)

    assert codes(document) == ["pdf.pages_missing"]
    assert document.findings[0].message.startswith("В файле указано страниц: 5, прочитано: 1.")


def test_running_titles_and_numbers_of_pages_are_left_out_and_told() -> None:
    pages = [
        text(200, 30, "Проект") + text(50, 200, f"Раздел {word}") + text(290, 820, f"– {number} –")
        for number, word in ((1, "первый"), (2, "второй"), (3, "третий"))
    ]
    document = read(*pages)

    assert [found.text for found in document.paragraphs()] == [
        "Раздел первый", "Раздел второй", "Раздел третий",
    ]  # fmt: skip
    assert [(found.code, found.evidence) for found in document.findings] == [
        ("pdf.page_number", "1–3"), ("pdf.running_title", "Проект"),
    ]  # fmt: skip


def test_a_number_in_the_middle_of_a_page_is_text() -> None:
    assert paragraphs(text(50, 400, "2023")) == [("2023", 0)]


# The page holds 82 letters a line.
LONG = (
    "В январе в рамках всероссийского форума «Малая Родина – Сила России» Союз выступил",
    "организатором круглого стола о развитии малых городов. Участники обсудили вопросы",
    "благоустройства.",
)


def test_wrapped_lines_are_one_paragraph_over_pages_too() -> None:
    assert paragraphs(lines(50, 760, *LONG[:2]), text(50, 100, LONG[2])) == [(" ".join(LONG), 0)]


def test_an_indented_line_begins_a_paragraph() -> None:
    drawing = lines(50, 100, *LONG[:2]) + text(80, 124, "Второй абзац об участии")

    assert paragraphs(drawing) == [(" ".join(LONG[:2]), 0), ("Второй абзац об участии", 0)]


def test_larger_and_bold_words_are_headings() -> None:
    drawing = text(50, 100, "План на год", size=16) + text(50, 150, "I. Форумы", font="B")

    assert paragraphs(drawing + lines(50, 200, *LONG)) == [
        ("План на год", 1), ("I. Форумы", 2), (" ".join(LONG), 0),
    ]  # fmt: skip


def test_a_line_under_words_makes_no_table() -> None:
    assert paragraphs(text(50, 100, "Подпись") + stroke(50, 102, 92, 102)) == [("Подпись", 0)]


def test_bold_ink_and_text_in_groups_are_read() -> None:
    data = pdf("q 1 0 0 1 0 0 cm " + text(50, 100, "План") + " Q")

    assert [found.text for found in read_here(data, "п", DEFAULT_LIMITS).paragraphs()] == ["План"]


@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=8),
    st.integers(0, len(GOOD)),
)
def test_a_damaged_file_is_read_or_refused(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place] = byte
    for damaged in (bytes(data), bytes(data[:cut])):
        assert is_answered(damaged)


def is_answered(data: bytes) -> bool:
    try:
        return isinstance(read_here(data, "план.pdf", DEFAULT_LIMITS), Document)
    except UnreadableDocument as error:
        return bool(error.cause and error.remedy)
