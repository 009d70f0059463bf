"""Runs msdoc2docx over a file; called in a process that can be ended, see `readers.isolation`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from doc2docx import convert
from doc2docx.cfb import CompoundFileLimits
from doc2docx.errors import (
    Doc2DocxError,
    EncryptedDocumentError,
    InvalidCompoundFile,
    StreamNotFound,
)

from planbook.readers.doc.losses import LOSSES
from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal


@dataclass(frozen=True, slots=True)
class Conversion:
    """The .docx made of a .doc, and what the converter could not carry over, in Russian."""

    data: bytes
    losses: tuple[str, ...] = ()


def convert_doc(source: Path, file_name: str, limits: Limits) -> Conversion | None:
    """Return the file as .docx, None when the converter cannot read it.

    Raises:
        UnreadableDocument: the file is protected by a password, or its container is damaged: what
            another program would make of the rest might be half a plan.
    """
    target = source.with_suffix(".docx")
    bounds = CompoundFileLimits(
        max_input_bytes=limits.file_size,
        max_stream_bytes=limits.part_size,
        max_directory_entries=limits.archive_entries,
    )
    try:
        report = convert(source, target, limits=bounds).report
    except EncryptedDocumentError as err:
        raise refusal("file.encrypted", file_name) from err
    except InvalidCompoundFile as err:
        if isinstance(err, StreamNotFound):
            return None
        raise refusal("file.corrupt", file_name) from err
    except Doc2DocxError:
        return None
    losses = {LOSSES[found.code] for found in report.warnings if found.code in LOSSES}
    return Conversion(target.read_bytes(), tuple(sorted(losses)))
