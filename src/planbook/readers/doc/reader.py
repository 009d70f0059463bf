"""The reader of .doc: conversion in a bounded process, LibreOffice as the second try."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from planbook.documents.tree import Document
from planbook.findings import Finding, Severity
from planbook.readers.doc.converting import Conversion, convert_doc
from planbook.readers.doc.office import convert_with_office
from planbook.readers.docx import read_docx
from planbook.readers.isolation import IsolatedFailure, run_isolated
from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal


def read_doc(data: bytes, *, file_name: str, limits: Limits) -> Document:
    """Read a Word 97–2003 document into the document tree.

    The converter is young and the format is old, so what it could not carry over is told in a
    finding, and so is a reading that LibreOffice had to do.

    Raises:
        UnreadableDocument: the file is damaged, protected, or its conversion took too long.
    """
    conversion, findings = _convert(data, file_name, limits)
    document = read_docx(conversion.data, file_name=file_name, limits=limits)
    if conversion.losses:
        message = (
            "При чтении старого формата .doc перенесено не всё; сверьте план с документом "
            "или сохраните документ в формате .docx."
        )
        evidence = "\n".join(conversion.losses)
        findings.append(Finding("doc.losses", message, Severity.WARNING, evidence=evidence))
    return replace(document, findings=(*findings, *document.findings), format_name="doc")


def _convert(data: bytes, file_name: str, limits: Limits) -> tuple[Conversion, list[Finding]]:
    """Return the file as .docx; its folder is removed whatever happens to the process."""
    deadline = time.monotonic() + limits.conversion_seconds
    with tempfile.TemporaryDirectory(prefix="planbook-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "source.doc"
        source.write_bytes(data)
        converted = _convert_in_process(source, file_name, limits)
        if converted is not None:
            return converted, []
        seconds = max(1.0, deadline - time.monotonic())
        by_office = convert_with_office(source, file_name=file_name, seconds=seconds)
    if by_office is None:
        raise refusal("file.corrupt", file_name)
    message = "Файл старого формата .doc прочитан с помощью LibreOffice; сверьте план с документом."
    return Conversion(by_office), [Finding("doc.read_by_office", message, Severity.WARNING)]


def _convert_in_process(source: Path, file_name: str, limits: Limits) -> Conversion | None:
    try:
        return run_isolated(
            convert_doc,
            source,
            file_name,
            limits,
            file_name=file_name,
            seconds=limits.conversion_seconds,
            memory=limits.conversion_memory,
        )
    except IsolatedFailure:
        # A slip of the converter, as good as a file it cannot read.
        return None
