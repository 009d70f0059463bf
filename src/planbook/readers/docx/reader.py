"""The reader of Word documents: body in one streaming pass, then notes, headers and remarks."""

from __future__ import annotations

from collections.abc import Iterator

from planbook.documents.tree import Block, Document, Footnote, Paragraph
from planbook.findings import Severity, SourceRef
from planbook.readers.archive import Archive, PartStream
from planbook.readers.docx.context import Reading
from planbook.readers.docx.geometry import Sections, note_geometry
from planbook.readers.docx.grid import GridTable
from planbook.readers.docx.names import FALLBACK, Names, both, names_of
from planbook.readers.docx.notes import Notes
from planbook.readers.docx.numbering import Numbering
from planbook.readers.docx.package import Package
from planbook.readers.docx.paragraphs import ParagraphText
from planbook.readers.docx.styles import Styles
from planbook.readers.docx.tables import TableReader
from planbook.readers.docx.walking import walk_part
from planbook.readers.limits import Limits
from planbook.readers.page_numbers import without_page_numbers
from planbook.readers.refusals import refusal
from planbook.readers.remarks import Remarks
from planbook.readers.typed_notes import bind_typed_notes
from planbook.readers.xml import Element, parse_part, stream_part

# Up to this size (about forty pages) the main part is parsed as a whole, which is far faster; a
# longer one is streamed, so that memory stays bounded.
_WHOLE_SIZE = 1024 * 1024
_STREAMED = both("document", "p", "tbl", "tr", "txbxContent", "altChunk", "subDoc", "sectPr")


def read_docx(data: bytes, *, file_name: str, limits: Limits) -> Document:
    """Read a Word document into the document tree.

    Text is taken as printed: tracked insertions in, deletions, hidden text and comments out, list
    numbers written out. Everything left out is told in findings.

    Raises:
        UnreadableDocument: the package is damaged, protected, dangerous or beyond the limits.
    """
    archive = Archive(data, file_name=file_name, limits=limits)
    package = Package(archive)
    if package.main_part not in archive:
        raise refusal("archive.part_missing", file_name, place=package.main_part)
    body = _Body(package)
    body.read()
    return body.document()


class _Body:
    """Turns the stream of the main part into blocks."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._stream: PartStream | None = None
        self._blocks: list[Block] = []
        self._table_count = 0
        self._table_depth = 0
        self._box_depth = 0
        self._grid = GridTable()
        self._joins_next = False
        self._reading: Reading | None = None

    def read(self) -> None:
        """Read every block of the main part; memory of a long one is given back after each."""
        events = self._events()
        _event, root = next(events, ("", None))
        names = None if root is None else names_of(root)
        if root is None or names is None or root.tag != names["document"]:
            raise refusal(
                "archive.part_missing",
                self._package.archive.file_name,
                place=self._package.main_part,
            )
        self._reading = _start_reading(self._package, names)
        self._tables = TableReader(self._reading)
        self._sections = Sections(names)
        self._read_blocks(events, names)

    def _events(self) -> Iterator[tuple[str, Element]]:
        archive, part = self._package.archive, self._package.main_part
        if archive.size(part) > _WHOLE_SIZE:
            self._stream = archive.open(part)
            return stream_part(archive, self._stream, _STREAMED)
        root = parse_part(archive, part)
        return walk_part(root, _part_names(root, Names("")))

    def _read_blocks(self, events: Iterator[tuple[str, Element]], names: Names) -> None:
        for event, element in events:
            tag = element.tag
            if tag == names["txbxContent"]:
                self._box_depth += 1 if event == "start" else -1
            elif self._box_depth:
                continue
            elif tag == names["tbl"]:
                self._table_border(event, element)
            elif event == "start":
                continue
            elif tag == names["tr"] and self._table_depth == 1:
                self._row(element)
            elif tag == names["p"] and not self._table_depth:
                self._paragraph(element)
            elif tag == names["sectPr"]:
                self._sections.end(element)
            elif tag in (names["altChunk"], names["subDoc"]):
                self._foreign_part()

    @property
    def _context(self) -> Reading:
        if self._reading is None:
            raise AssertionError("the main part is read first")
        return self._reading

    def _table_border(self, event: str, element: Element) -> None:
        """Open or close a table; only the outermost one is a block."""
        if event == "start":
            self._table_depth += 1
            if self._table_depth == 1:
                self._table_count += 1
                self._grid = GridTable()
            return
        self._table_depth -= 1
        if self._table_depth:
            return
        if self._grid.rows and not _is_fallback(element):
            source = SourceRef(block=len(self._blocks) + 1, table=self._table_count)
            table = self._grid.finish(source)
            self._context.omissions.covered.extend(self._grid.covered)
            self._context.check_columns(table.column_count)
            self._blocks.append(table)
            self._sections.add_rows(len(table.rows))
        else:
            self._table_count -= 1
        self._joins_next = False
        self._free(element)

    def _row(self, element: Element) -> None:
        if not self._grid.rows:
            table = next(element.iterancestors(self._context.names["tbl"]), None)
            self._grid.widths = [] if table is None else self._tables.grid_widths(table)
        self._context.source = SourceRef(
            block=len(self._blocks) + 1, table=self._table_count, row=len(self._grid.rows) + 1
        )
        self._tables.add_row(self._grid, element)
        note_geometry(self._grid, element, self._context)
        self._free(element)

    def _paragraph(self, element: Element) -> None:
        if _is_fallback(element):
            return
        source = self._context.source = SourceRef(block=len(self._blocks) + 1)
        read = self._tables.paragraphs.read(element)
        if read.text or read.marker:
            self._add_paragraph(read, source)
        for box in read.boxes:
            self._blocks.append(Paragraph(box, source=SourceRef(block=len(self._blocks) + 1)))
        self._joins_next = read.is_open and bool(read.text)
        self._sections.end_with(element)
        self._context.count_paragraph()
        self._free(element)

    def _add_paragraph(self, read: ParagraphText, source: SourceRef) -> None:
        previous = self._blocks[-1] if self._blocks else None
        if self._joins_next and isinstance(previous, Paragraph):
            self._blocks[-1] = Paragraph(
                previous.text + read.text,
                previous.heading_level,
                previous.list_marker,
                previous.footnotes + read.footnotes,
                previous.source,
            )
            return
        self._blocks.append(
            Paragraph(read.text, read.heading_level, read.marker, read.footnotes, source)
        )

    def _foreign_part(self) -> None:
        self._context.remarks.note(
            "docx.embedded_document",
            "В документ вставлен другой файл; его текст не прочитан. "
            "Откройте документ в Word и сохраните заново.",
            severity=Severity.WARNING,
            source=SourceRef(block=len(self._blocks) + 1),
        )

    def _free(self, element: Element) -> None:
        """Give back the memory of a worked-off element of a stream and of everything before it."""
        if self._stream is None:
            return
        element.clear()
        parent = element.getparent()
        if parent is not None and parent.tag != self._context.names["tbl"]:
            while element.getprevious() is not None:
                del parent[0]
        elif parent is not None:
            while (previous := element.getprevious()) is not None and previous.tag == element.tag:
                parent.remove(previous)
        self._stream.mark()

    def document(self) -> Document:
        """Add notes, headers and remarks and return the document."""
        reading = self._context
        notes = _footnotes(reading, self._tables)
        _note_headers(self._package, reading, self._tables)
        _note_comments(self._package, reading)
        reading.report_omissions()
        if not self._blocks:
            reading.remarks.note(
                "document.no_text",
                "В документе нет текста. Если это изображения страниц, распознайте их "
                "и сохраните документ с текстом.",
                severity=Severity.WARNING,
            )
        blocks, typed = bind_typed_notes(self._blocks)
        return Document(
            blocks,
            notes + typed,
            reading.remarks.findings(),
            "docx",
            reading.file_name,
            self._sections.page,
        )


def _is_fallback(element: Element) -> bool:
    """Tell whether a block stands in the branch that repeats another for older programs."""
    return next(element.iterancestors(FALLBACK), None) is not None


def _start_reading(package: Package, names: Names) -> Reading:
    """Load the parts that the body refers to."""
    archive = package.archive
    styles = _root(package, "styles")
    numbering = _root(package, "numbering")
    notes = Notes()
    for kind in ("footnote", "endnote"):
        root = _root(package, f"{kind}s")
        if root is not None:
            notes.load(kind, root, _part_names(root, names))
    return Reading(
        file_name=archive.file_name,
        limits=archive.limits,
        names=names,
        styles=Styles(styles, _part_names(styles, names)),
        numbering=Numbering(numbering, _part_names(numbering, names)),
        notes=notes,
        remarks=Remarks(archive.limits.findings_per_code),
    )


def _root(package: Package, kind: str) -> Element | None:
    name = next(iter(package.parts(kind)), None)
    return parse_part(package.archive, name) if name else None


def _part_names(root: Element | None, names: Names) -> Names:
    own = None if root is None else names_of(root)
    return names if own is None else own


def _footnotes(reading: Reading, tables: TableReader) -> tuple[Footnote, ...]:
    """Return the notes referred to, in the order of their marks."""
    found = []
    for key, reference in list(reading.notes.referred.items()):
        element = reading.notes.elements.get(key)
        texts = [] if element is None else tables.read_texts(element)
        found.append(Footnote(reference.mark, "\n\n".join(texts)))
    return tuple(found)


def _note_headers(package: Package, reading: Reading, tables: TableReader) -> None:
    """Tell the text of headers and footers, which repeats on pages and belongs to no block."""
    seen: set[str] = set()
    for kind, message in (
        ("header", "Текст верхнего колонтитула в документ не вошёл."),
        ("footer", "Текст нижнего колонтитула в документ не вошёл."),
    ):
        for name in package.parts(kind):
            texts = tables.read_texts(parse_part(package.archive, name))
            text = without_page_numbers("\n".join(texts))
            if text and text not in seen:
                seen.add(text)
                reading.remarks.note(f"docx.{kind}", message, evidence=text)


def _note_comments(package: Package, reading: Reading) -> None:
    root = _root(package, "comments")
    if root is not None and len(root):
        message = f"Примечания рецензентов ({len(root)}) в текст не вошли."
        reading.remarks.note("docx.comments", message)
