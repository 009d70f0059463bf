"""The reader of .pdf files with a text layer; the reading runs in a process that can be ended."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import dict_value, int_value
from pdfminer.psexceptions import PSException

from planbook.documents.tree import Document
from planbook.errors import UnreadableDocument
from planbook.readers.isolation import IsolatedFailure, run_isolated
from planbook.readers.limits import Limits
from planbook.readers.pdf.assembly import assemble
from planbook.readers.pdf.content import PageContent
from planbook.readers.pdf.device import PageDevice, PageInterpreter
from planbook.readers.pdf.layout import take_apart
from planbook.readers.pdf.remarks import PdfRemarks
from planbook.readers.refusals import refusal


def read_pdf(data: bytes, *, file_name: str, limits: Limits) -> Document:
    """Read a .pdf file into the document tree.

    Tables are read from their lines, or guessed from columns of text with a finding; tables, rows
    and merged cells cut by pages are joined. Numbers of pages, running titles and repeated headers
    are left out and told.

    Raises:
        UnreadableDocument: the file is damaged, protected, a scan, or beyond the limits.
    """
    try:
        return run_isolated(
            read_here,
            data,
            file_name,
            limits,
            file_name=file_name,
            seconds=limits.conversion_seconds,
            memory=limits.conversion_memory,
        )
    except IsolatedFailure as err:
        raise refusal("pdf.corrupt", file_name) from err


def read_here(data: bytes, file_name: str, limits: Limits) -> Document:
    """Read in this process; only for bytes that are known to be harmless, and inside the other."""
    remarks = PdfRemarks(limits.findings_per_code)
    pages = []
    for content in _contents(data, remarks, file_name, limits):
        remarks.see(content)
        pages.append(take_apart(content))
    if not remarks.character_count:
        raise refusal("pdf.scan" if remarks.image_count else "pdf.no_text", file_name)
    return assemble(pages, remarks, file_name=file_name, limits=limits)


def _contents(
    data: bytes, remarks: PdfRemarks, file_name: str, limits: Limits
) -> Iterator[PageContent]:
    """Yield what is drawn on the pages, one after the other."""
    count = 0
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        resources = PDFResourceManager()
        device = PageDevice(resources, file_name, limits)
        interpreter = PageInterpreter(resources, device)
        for page in PDFPage.create_pages(document):
            count += 1
            if count > limits.pages:
                raise refusal("pdf.too_many_pages", file_name, limit=limits.pages)
            interpreter.process_page(page)
            yield device.content
        remarks.note_missing_pages(count, _promised_pages(document))
    except (PDFPasswordIncorrect, PDFEncryptionError) as err:
        raise refusal("file.encrypted", file_name) from err
    except UnreadableDocument:
        raise
    except (PDFException, PSException, *_DAMAGE) as err:
        place = f"страница {count}" if count else ""
        raise refusal("pdf.corrupt", file_name, place=place) from err
    if not count:
        raise refusal("pdf.corrupt", file_name)


# What pdfminer raises on damaged files besides its own errors.
_DAMAGE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    EOFError,
)


def _promised_pages(document: PDFDocument) -> int:
    """Return how many pages the file says it has, 0 when it does not say."""
    try:
        return int_value(dict_value(document.catalog["Pages"]).get("Count", 0))
    except (KeyError, PDFException, TypeError, ValueError):
        return 0
