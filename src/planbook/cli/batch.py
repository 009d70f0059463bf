"""Cells from a CSV file, one JSON value per row, in order; the file is never held in memory."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planbook.dates import Period, PeriodError, parse_timing, timing_to_dict
from planbook.errors import UnreadableDocument
from planbook.places import parse_places
from planbook.readers.files import ensure_file
from planbook.readers.refusals import refusal


def timing_lines(path: str, period: Period | None) -> Iterator[dict[str, Any]]:
    """Yield the JSON form of every timing; the column `period` goes before the given period.

    Raises:
        UnreadableDocument: the file is no CSV with a column `text`.
    """
    for number, row in enumerate(_rows(path), start=2):
        own = _row_period(path, number, row.get("period") or "")
        yield timing_to_dict(parse_timing(row["text"] or "", period=own or period))


def place_lines(path: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON form of every place cell.

    Raises:
        UnreadableDocument: the file is no CSV with a column `text`.
    """
    for row in _rows(path):
        yield parse_places(row["text"] or "").as_dict()


def _rows(path: str) -> Iterator[dict[str, str | None]]:
    name = Path(path).name
    ensure_file(Path(path), name)
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            if "text" not in (reader.fieldnames or ()):
                raise _refusal(name, "нет столбца «text».")
            yield from reader
    except OSError as err:
        raise refusal("file.missing", name) from err
    except csv.Error as err:
        limit = csv.field_size_limit()
        cause = f"ячейка длиннее {limit} знаков или в таблице есть знаки, которых в CSV не бывает."
        raise _refusal(name, cause) from err
    except UnicodeDecodeError as err:
        raise _refusal(name, "это не таблица CSV в кодировке UTF-8.") from err


def _row_period(path: str, number: int, edtf: str) -> Period | None:
    try:
        return Period.from_edtf(edtf) if edtf.strip() else None
    except PeriodError as err:
        raise UnreadableDocument(
            "csv.bad_period",
            file_name=Path(path).name,
            cause=f"строка {number}: {err}",
            remedy="Исправьте период в этой строке и повторите команду.",
        ) from err


def _refusal(name: str, cause: str) -> UnreadableDocument:
    return UnreadableDocument(
        "csv.unreadable",
        file_name=name,
        cause=cause,
        remedy="Сохраните таблицу в формате CSV (UTF-8, запятые) со столбцами text и period.",
    )
