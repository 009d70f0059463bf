"""A printed document with everything that writers must know how to put into a file."""

from __future__ import annotations

import struct
import zlib

from planbook.documents.printed import (
    Align,
    Page,
    ParagraphRole,
    PrintedCell,
    PrintedDocument,
    PrintedImage,
    PrintedParagraph,
    PrintedRow,
    PrintedTable,
    RowRole,
)


def png(width: int = 4, height: int = 2) -> bytes:
    """Return a black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = (b"\0" + b"\0\0\0" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )


def row(*texts: str, role: RowRole = RowRole.ITEM) -> PrintedRow:
    return PrintedRow(tuple(map(PrintedCell, texts)), role)


COVERED = PrintedCell("", is_continuation=True)
HEADER = (
    PrintedRow(
        (
            PrintedCell("№ п/п", row_span=2),
            PrintedCell("Мероприятие", row_span=2),
            PrintedCell("Срок", column_span=2, align=Align.CENTER),
        ),
        RowRole.HEADER,
    ),
    PrintedRow((COVERED, COVERED, PrintedCell("начала"), PrintedCell("окончания")), RowRole.HEADER),
    row("1", "2", "3", "4", role=RowRole.NUMBERS),
)
FIRST_SECTION = PrintedRow(
    (PrintedCell("I. Форумы", 4, align=Align.CENTER, is_bold=True),), RowRole.SECTION
)
SECOND_SECTION = PrintedRow(
    (PrintedCell("II. Выставки", 4, align=Align.CENTER, is_bold=True),), RowRole.SECTION
)
TABLE = PrintedTable(
    (
        *HEADER,
        FIRST_SECTION,
        row("1.", "Форум «Диалог»\n\n(ВКС)", "30 марта-\n1 апреля", "апрель"),
        PrintedRow(
            (
                PrintedCell("2."),
                PrintedCell("Слёт <&> «Друзья»"),
                PrintedCell("май", row_span=2),
                PrintedCell("=2+2", align=Align.RIGHT, is_bold=True),
            )
        ),
        PrintedRow((PrintedCell("3."), PrintedCell("Круглый стол"), COVERED, PrintedCell(""))),
        SECOND_SECTION,
        row("4.", "Выставка ¹", "июнь", "июль"),
    ),
    (6.0, 44.0, 25.0, 25.0),
    "Мероприятия по разделам",
)
PLAN = PrintedDocument(
    "План на 2023 год",
    (
        PrintedParagraph("Проект", ParagraphRole.STAMP, Align.RIGHT),
        PrintedParagraph("УТВЕРЖДАЮ", ParagraphRole.APPROVAL, Align.RIGHT),
        PrintedImage(png(), "Эмблема: «Союз»", 20.0),
        PrintedParagraph("Союз городов", ParagraphRole.OWNER, Align.CENTER, is_bold=True),
        PrintedParagraph("План", ParagraphRole.TITLE, Align.CENTER, 1, True),
        PrintedParagraph("на 2023 год", ParagraphRole.TITLE, Align.CENTER, 1, True),
        TABLE,
        PrintedParagraph("Приложение", ParagraphRole.HEADING, Align.CENTER, 1, True),
        PrintedTable((row("Город", "Дата", role=RowRole.HEADER), row("Шуя", "май")), (1.0, 1.0)),
        PrintedParagraph("¹ Сроки указаны ориентировочно", ParagraphRole.NOTE),
        PrintedParagraph("Директор\tПодпись", ParagraphRole.SIGNATURE),
    ),
    Page(297.0, 210.0, 15.0, 10.0, 15.0, 20.0),
    author="Союз городов",
    footer="План на 2023 год",
)
# Titles and notes that are code elsewhere, and signs that no document may hold.
HOSTILE = (
    '#import "@preview/x:1.0.0"; $a$ *звезда* _черта_ `код` @ссылка \\ <b>&amp;</b> ]]> '
    "=СУММ(A1) {{ x }} \x00\x0b\x1f\ufffe\ud800 конец"
)
EMPTY = PrintedDocument("", ())
RAGGED = PrintedDocument(
    "Неровная",
    (
        PrintedTable((), ()),
        PrintedTable((PrintedRow(()),), ()),
        PrintedTable(
            (
                PrintedRow((PrintedCell("а", 3),)),
                PrintedRow((COVERED, PrintedCell("б", 5, 7)), RowRole.SECTION),
                PrintedRow((PrintedCell("в"),), RowRole.HEADER),
            ),
            (1.0,),
        ),
    ),
)
