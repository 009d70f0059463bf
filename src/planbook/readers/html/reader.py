"""The reader of pages: blocks and tables in reading order, what a browser shows and no more."""

from __future__ import annotations

from planbook.documents.tree import Document, Footnote
from planbook.findings import Finding
from planbook.readers.budget import Budget
from planbook.readers.flow import assemble_flow, flow_texts
from planbook.readers.html.context import Reading
from planbook.readers.html.decoding import Element, decode_page, parse_page
from planbook.readers.html.layout import without_layout_tables
from planbook.readers.html.look import Look
from planbook.readers.html.notes import find_notes
from planbook.readers.html.styling import Styling
from planbook.readers.html.walker import PageWalker
from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal
from planbook.readers.remarks import Remarks


def read_html(data: bytes, *, file_name: str, limits: Limits) -> Document:
    """Read a page into the document tree; scripts are not run and nothing is fetched.

    Text is taken as shown: hidden and deleted text out, numbers of lists written out, tables that
    only arrange the page taken apart. What is left out is told in findings.

    Raises:
        UnreadableDocument: the bytes are no text or the page is beyond the limits.
    """
    text, findings = decode_page(data, file_name)
    return read_markup(text, findings, file_name=file_name, limits=limits)


def read_markup(text: str, findings: list[Finding], *, file_name: str, limits: Limits) -> Document:
    """Read the text of a page; `findings` of its decoding come first."""
    root = parse_page(text, file_name=file_name, limits=limits)
    if root is None:
        raise refusal("file.empty", file_name)
    remarks = Remarks(limits.findings_per_code)
    for finding in findings:
        remarks.add(finding)
    notes = find_notes(root)
    reading = Reading(Budget(file_name, limits), Styling(root), Look(root), notes, remarks)
    walker = PageWalker(reading)
    items = walker.inside(root, 0)
    footnotes = [
        Footnote(mark, "\n\n".join(flow_texts(walker.note(body))))
        for body, mark in notes.bodies.items()
    ]
    _note_title(root, reading)
    reading.report()
    return assemble_flow(
        without_layout_tables(items),
        footnotes=footnotes,
        remarks=remarks,
        budget=reading.budget,
        format_name="html",
        page=reading.look.page,
    )


def _note_title(root: Element, reading: Reading) -> None:
    """Tell the title of the page, which stands on the window and not in the text."""
    title = next(root.iter("title"), None)
    text = " ".join((title.text or "").split()) if title is not None else ""
    if text:
        reading.remarks.note("html.title", "Заголовок окна в текст не вошёл.", evidence=text)
