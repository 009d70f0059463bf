"""The reader of OpenDocument texts: body, notes, lists, tracked changes, what is left out."""

from __future__ import annotations

from planbook.documents.tree import Document
from planbook.readers.archive import Archive
from planbook.readers.budget import Budget
from planbook.readers.flow import FlowItem, FlowParagraph, assemble_flow, flow_texts
from planbook.readers.limits import Limits
from planbook.readers.odt.context import Reading
from planbook.readers.odt.inline import InlineReader
from planbook.readers.odt.lists import Lists, OpenList
from planbook.readers.odt.names import count, name, names, value
from planbook.readers.odt.pages import Pages
from planbook.readers.odt.styles import Styles
from planbook.readers.odt.tables import TableReader
from planbook.readers.page_numbers import without_page_numbers
from planbook.readers.refusals import refusal
from planbook.readers.remarks import Remarks
from planbook.readers.xml import Element, parse_part

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_PARAGRAPHS = names("text:p", "text:h")
_HEADING = name("text:h")
_LIST = name("text:list")
_TABLE = name("table:table")
_SECTION = name("text:section")
_CHANGES = name("text:tracked-changes")
_PAGE_BORDER = name("text:soft-page-break")
_FRAMES = names("draw:frame", "draw:custom-shape", "draw:rect", "draw:g")
_ITEMS = names("text:list-item", "text:list-header")
# Containers that hold blocks without printing anything of their own.
_WRAPPERS = names(
    "text:index-body", "text:index-title", "text:table-of-content", "text:user-index",
    "text:alphabetical-index", "text:illustration-index", "text:table-index", "text:object-index",
    "text:bibliography", "text:numbered-paragraph", "draw:a", "text:note-body",
)  # fmt: skip


def read_odt(data: bytes, *, file_name: str, limits: Limits) -> Document:
    """Read an OpenDocument text into the document tree.

    Text is taken as printed: tracked insertions in, deletions, hidden text and comments out, list
    numbers written out. Everything left out is told in findings.

    Raises:
        UnreadableDocument: the package is damaged, protected, dangerous or beyond the limits.
    """
    archive = Archive(data, file_name=file_name, limits=limits)
    _refuse_encrypted(archive)
    if _CONTENT not in archive:
        raise refusal("archive.part_missing", file_name, place=_CONTENT)
    content = parse_part(archive, _CONTENT)
    styles = parse_part(archive, _STYLES) if _STYLES in archive else None
    body = content.find(f"{name('office:body')}/{name('office:text')}")
    if body is None:
        raise refusal("archive.part_missing", file_name, place=_CONTENT)
    known = Styles(styles, content)
    reading = Reading(
        Budget(file_name, limits),
        known,
        Lists(known.fonts, styles, content),
        Remarks(limits.findings_per_code),
        page=1 if next(body.iter(_PAGE_BORDER), None) is not None else 0,
        pages=Pages(styles),
    )
    reader = _Body(reading)
    items = reader.blocks(body, 0)
    _note_headers(styles, reader, reading)
    reading.report()
    return assemble_flow(
        items,
        footnotes=reading.footnotes,
        remarks=reading.remarks,
        budget=reading.budget,
        format_name="odt",
        page=reading.pages.page,
    )


class _Body:
    """Turns blocks of OpenDocument into the flow."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._inline = InlineReader(reading, self.blocks)
        self._tables = TableReader(reading, self.blocks)

    def blocks(self, element: Element, depth: int, table_depth: int = 0) -> list[FlowItem]:
        """Return the paragraphs and tables inside an element, in reading order."""
        self._reading.budget.check_depth(depth)
        items: list[FlowItem] = []
        for child in element:
            if child.tag in _PARAGRAPHS:
                items += self._paragraph(child, "", depth + 1)
            elif child.tag == _LIST:
                items += self._list(child, None, depth + 1, table_depth)
            else:
                items += self._other(child, depth + 1, table_depth)
        return items

    def _other(self, element: Element, depth: int, table_depth: int) -> list[FlowItem]:
        """Read a block that is neither a paragraph nor a list."""
        tag = element.tag
        if tag == _TABLE:
            self._begin_page("table", value(element, "table:style-name"))
            table = self._tables.read(element, depth, table_depth + 1)
            if not table_depth:
                self._reading.pages.add_rows(len(table.rows))
            return [table]
        if tag == _SECTION:
            return self._section(element, depth, table_depth)
        if tag in _WRAPPERS:
            return self.blocks(element, depth, table_depth)
        if tag in _FRAMES:
            return self._inline.read_frame(element, depth)
        if tag == _PAGE_BORDER:
            self._reading.turn_page()
        elif tag == _CHANGES:
            self._tracked_changes(element, depth)
        return []

    def _paragraph(self, element: Element, marker: str, depth: int) -> list[FlowItem]:
        style = value(element, "text:style-name")
        self._begin_page("paragraph", style)
        page = self._reading.page
        inline = self._inline.read(element, depth)
        level = self._reading.styles.outline_level(style)
        if element.tag == _HEADING:
            level = count(element, "text:outline-level", largest=10)
            if not marker and self._reading.styles.list_style(style) != "":
                marker = self._heading_marker(element, level)
        text = inline.printed.text
        return [FlowParagraph(text, level, marker, tuple(inline.footnotes), page), *inline.boxes]

    def _heading_marker(self, element: Element, level: int) -> str:
        if value(element, "text:is-list-header") == "true":
            return ""
        return self._reading.lists.heading_marker(level)

    def _begin_page(self, family: str, style: str) -> None:
        self._reading.pages.turn_to(self._reading.styles.master_page(family, style))
        if self._reading.page and self._reading.styles.starts_page(family, style):
            self._reading.turn_page()

    def _list(
        self, element: Element, outer: OpenList | None, depth: int, table_depth: int
    ) -> list[FlowItem]:
        """Read a list: the first paragraph of every item carries its number or bullet."""
        self._reading.budget.check_depth(depth)
        first = next(element.iter(name("text:p")), None)
        style = "" if first is None else value(first, "text:style-name")
        own_style = self._reading.styles.list_style(style) or ""
        listed = self._reading.lists.open(element, outer, own_style)
        items: list[FlowItem] = []
        for item in element:
            if item.tag in _ITEMS:
                items += self._list_item(item, listed, depth + 1, table_depth)
            elif item.tag == _PAGE_BORDER:
                self._reading.turn_page()
        return items

    def _list_item(
        self, item: Element, listed: OpenList, depth: int, table_depth: int
    ) -> list[FlowItem]:
        items: list[FlowItem] = []
        is_numbered = item.tag == name("text:list-item")
        for child in item:
            if child.tag in _PARAGRAPHS:
                marker = self._item_marker(item, listed) if is_numbered else ""
                is_numbered = False
                items += self._paragraph(child, marker, depth + 1)
            elif child.tag == _LIST:
                items += self._list(child, listed, depth + 1, table_depth)
            else:
                items += self._other(child, depth + 1, table_depth)
        return items

    def _item_marker(self, item: Element, listed: OpenList) -> str:
        has_start = item.get(name("text:start-value")) is not None
        start = count(item, "text:start-value") if has_start else None
        return self._reading.lists.marker(listed, start)

    def _section(self, element: Element, depth: int, table_depth: int) -> list[FlowItem]:
        items = self.blocks(element, depth, table_depth)
        display = value(element, "text:display", "true")
        is_hidden = value(element, "text:is-hidden") == "true"
        if display == "none" or (display == "condition" and is_hidden):
            self._reading.omissions.hidden.extend(flow_texts(items))
            return []
        return items

    def _tracked_changes(self, element: Element, depth: int) -> None:
        for region in element:
            for change in region:
                if change.tag == name("text:insertion"):
                    self._reading.omissions.insertion_count += 1
                elif change.tag == name("text:deletion"):
                    self._reading.omissions.deleted.append(
                        "\n".join(flow_texts(self.blocks(change, depth)))
                    )


def _note_headers(styles: Element | None, body: _Body, reading: Reading) -> None:
    """Tell the text of headers and footers, which repeats on pages and belongs to no block."""
    seen: set[str] = set()
    for kind, message in (
        ("header", "Текст верхнего колонтитула в документ не вошёл."),
        ("footer", "Текст нижнего колонтитула в документ не вошёл."),
    ):
        for element in () if styles is None else styles.iter(name(f"style:{kind}")):
            text = without_page_numbers("\n".join(flow_texts(body.blocks(element, 0))))
            if text and text not in seen:
                seen.add(text)
                reading.remarks.note(f"odt.{kind}", message, evidence=text)


def _refuse_encrypted(archive: Archive) -> None:
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
        raise refusal("file.encrypted", archive.file_name)
