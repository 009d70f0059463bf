"""The reader of text files: dumps of Word tables, tables copied as text, plain prose."""

from __future__ import annotations

import re

from planbook.documents.tree import Document
from planbook.findings import Finding, Severity
from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal
from planbook.readers.text.assembly import assemble
from planbook.readers.text.cells import CELL_START, read_cell_lines
from planbook.readers.text.encodings import BROKEN, ENCODING_NAMES, DecodedText, decode_text
from planbook.readers.text.lines import read_line_rows
from planbook.readers.text.pieces import TextPiece

_LINE_BREAKS = re.compile("\r\n?|[\v\x85\u2028\u2029\x1c-\x1e]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_CONTROL_PICTURES = 0x2400
# Tabs also indent headings and pad ragged rows, so a line may hold more of them than columns.
_TABS_PER_COLUMN = 8


def read_text(data: bytes, *, file_name: str, limits: Limits) -> Document:
    """Read a text file into the document tree.

    Raises:
        UnreadableDocument: the bytes are no text, or the text is beyond the limits.
    """
    decoded = decode_text(data)
    if decoded is None:
        raise refusal("file.not_text", file_name)
    if not decoded.text.strip():
        raise refusal("file.empty", file_name)
    text = _LINE_BREAKS.sub("\n", decoded.text)
    findings = [*encoding_findings(decoded), *_character_findings(text)]
    text = _CONTROLS.sub("", text).replace("\f", "\n")
    if text.count("\n") > limits.lines:
        raise refusal("document.too_long", file_name, limit=limits.lines)
    lines = text.split("\n")
    if max(line.count("\t") for line in lines) > limits.columns * _TABS_PER_COLUMN:
        raise refusal("document.too_many_columns", file_name, limit=limits.columns)
    pieces = read_pieces(lines)
    return assemble(pieces, findings, file_name=file_name, limits=limits)


def read_pieces(lines: list[str]) -> list[TextPiece]:
    """Choose the style of the dump by its lines and return its paragraphs and tables in order."""
    row_lines = sum(1 for line in lines if "\t" in line.lstrip())
    cell_lines = sum(1 for line in lines if CELL_START.match(line) and line.count("\t") == 1)
    if row_lines >= cell_lines:
        return read_line_rows(lines)
    return read_cell_lines(lines)


def encoding_findings(decoded: DecodedText) -> list[Finding]:
    """Tell an encoding other than UTF-8, and whether it was guessed."""
    if decoded.encoding in ("utf-8", "utf-8-sig"):
        return [] if decoded.is_certain else [_broken_finding(decoded.text)]
    name = ENCODING_NAMES[decoded.encoding]
    if decoded.is_certain:
        message = f"Текст записан в кодировке {name}."
        return [Finding("text.encoding", message, Severity.INFO)]
    message = (
        f"Кодировка файла определена по содержанию: {name}. "
        "Если буквы показаны неверно, сохраните файл в кодировке UTF-8."
    )
    return [Finding("text.encoding_guessed", message, Severity.WARNING)]


def _broken_finding(text: str) -> Finding:
    message = (
        f"В файле есть повреждённые знаки ({text.count(BROKEN)}), в тексте на их месте стоит "
        f"«{BROKEN}». Сверьте эти места с исходным документом."
    )
    evidence = "\n".join(word for word in text.split() if BROKEN in word)[:1000]
    return Finding("text.broken_characters", message, Severity.WARNING, evidence=evidence)


def _character_findings(text: str) -> list[Finding]:
    findings = []
    if breaks := text.count("\f"):
        message = f"В тексте есть разрывы страниц ({breaks}); в ячейки они не вошли."
        findings.append(Finding("text.page_break", message, Severity.INFO))
    if controls := _CONTROLS.findall(text):
        message = f"Из текста убраны служебные знаки ({len(controls)})."
        pictures = "".join(chr(_CONTROL_PICTURES + min(ord(char), 0x21)) for char in controls)
        findings.append(
            Finding("text.control_characters", message, Severity.INFO, evidence=pictures[:1000])
        )
    return findings
