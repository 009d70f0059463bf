"""Walks the elements of a page and builds its paragraphs and tables."""

from __future__ import annotations

from collections.abc import Callable

from planbook.readers.flow import FlowItem, flow_texts
from planbook.readers.html.builder import FlowBuilder
from planbook.readers.html.context import Reading
from planbook.readers.html.decoding import Element
from planbook.readers.html.lists import open_list, word_marker
from planbook.readers.html.styling import style_of
from planbook.readers.html.tables import TableReader

_SILENT = frozenset(
    {
        "head", "script", "style", "noscript", "template", "svg", "iframe", "object", "embed",
        "audio", "video", "canvas", "select", "datalist", "map", "area", "source", "track",
        "param", "applet", "xml",
    }
)  # fmt: skip
_BLOCKS = frozenset(
    {
        "html", "body", "p", "div", "ul", "ol", "dl", "dt", "dd", "li", "blockquote", "pre",
        "center", "address", "section", "article", "header", "footer", "main", "nav", "aside",
        "form", "fieldset", "legend", "figure", "figcaption", "details", "summary", "hr", "menu",
        "dir", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "h1", "h2", "h3", "h4",
        "h5", "h6", "marquee", "hgroup", "search",
    }
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What office programs keep on a page without printing it in the text.
_SEPARATE_PARTS = (
    ("mso-element:comment-list", "html.comments", "Примечания рецензентов в текст не вошли."),
    ("mso-element:header", "html.header", "Текст верхнего колонтитула в документ не вошёл."),
    ("mso-element:footer", "html.footer", "Текст нижнего колонтитула в документ не вошёл."),
)
_TITLED_PARTS = {"header": "mso-element:header", "footer": "mso-element:footer"}


class PageWalker:
    """Reads stretches of one page."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._tables = TableReader(reading, self.inside)
        self._handlers: dict[str, Callable[[Element, FlowBuilder, int, int], None]] = {
            "br": self._break,
            "table": self._table,
            "ul": self._list,
            "ol": self._list,
            "menu": self._list,
            "li": self._item,
            "pre": self._verbatim,
            "sup": self._raised,
            "a": self._link,
            "img": self._picture,
            "del": self._deleted,
            "ins": self._inserted,
            "span": self._span,
            **dict.fromkeys(_HEADINGS, self._heading),
        }

    def inside(self, element: Element, depth: int, table_depth: int = 0) -> list[FlowItem]:
        """Return what stands inside an element."""
        builder = FlowBuilder()
        self._children(element, builder, depth, table_depth)
        builder.end_paragraph()
        return builder.items

    def note(self, body: Element) -> list[FlowItem]:
        """Return the text of a footnote, the link back to its mark left out."""
        return self.inside(body, 0)

    def _children(
        self, element: Element, builder: FlowBuilder, depth: int, table_depth: int
    ) -> None:
        self._reading.budget.check_depth(depth)
        builder.add(element.text)
        for child in element:
            self._element(child, builder, depth + 1, table_depth)
            builder.add(child.tail)

    def _element(
        self, element: Element, builder: FlowBuilder, depth: int, table_depth: int
    ) -> None:
        tag = str(element.tag)
        if tag in _SILENT or element in self._reading.notes.links_back:
            return
        if element in self._reading.notes.bodies or self._is_separate(element):
            builder.end_paragraph()
            return
        if self._reading.styling.is_hidden(element):
            self._hide(element, depth, table_depth)
            return
        if tag in _BLOCKS:
            builder.end_paragraph()
        self._handlers.get(tag, self._children)(element, builder, depth, table_depth)
        if tag in _BLOCKS:
            builder.end_paragraph()

    def _is_separate(self, element: Element) -> bool:
        """Tell comments, headers and footers that are kept on the page, and note their text."""
        style = style_of(element)
        kind = next((part for part in _SEPARATE_PARTS if part[0] in style), None)
        if kind is None and element.tag == "div":
            titled = _TITLED_PARTS.get(element.get("title") or "")
            kind = next((part for part in _SEPARATE_PARTS if part[0] == titled), None)
        if kind is None or "mso-element:header-" in style:
            return False
        if text := _all_text(element):
            self._reading.remarks.note(kind[1], kind[2], evidence=text)
        return True

    def _hide(self, element: Element, depth: int, table_depth: int) -> None:
        scratch = FlowBuilder()
        self._children(element, scratch, depth, table_depth)
        scratch.end_paragraph()
        if texts := flow_texts(scratch.items):
            self._reading.omissions.hidden.append("\n".join(texts))

    def _break(self, element: Element, builder: FlowBuilder, depth: int, table_depth: int) -> None:
        builder.text.add_break()
        # Broken markup may put text inside an element that can hold none.
        self._children(element, builder, depth, table_depth)

    def _table(self, element: Element, builder: FlowBuilder, depth: int, table_depth: int) -> None:
        builder.end_paragraph()
        builder.items += self._tables.read(element, depth, table_depth + 1)

    def _list(self, element: Element, builder: FlowBuilder, depth: int, table_depth: int) -> None:
        builder.lists.append(open_list(element))
        self._children(element, builder, depth, table_depth)
        builder.lists.pop()

    def _item(self, element: Element, builder: FlowBuilder, depth: int, table_depth: int) -> None:
        builder.begin_item(builder.lists[-1].marker(element) if builder.lists else "")
        self._children(element, builder, depth, table_depth)
        builder.end_item()

    def _heading(
        self, element: Element, builder: FlowBuilder, depth: int, table_depth: int
    ) -> None:
        builder.heading_level = _HEADINGS[str(element.tag)]
        self._children(element, builder, depth, table_depth)
        builder.end_paragraph()
        builder.heading_level = 0

    def _verbatim(
        self, element: Element, builder: FlowBuilder, depth: int, table_depth: int
    ) -> None:
        before, builder.is_verbatim = builder.is_verbatim, True
        self._children(element, builder, depth, table_depth)
        builder.is_verbatim = before

    def _raised(self, element: Element, builder: FlowBuilder, depth: int, table_depth: int) -> None:
        with builder.text.raised():
            self._children(element, builder, depth, table_depth)

    def _link(self, element: Element, builder: FlowBuilder, depth: int, table_depth: int) -> None:
        mark = self._reading.notes.marks.get(element)
        if mark is not None:
            builder.footnotes.append(mark)
        elif "msocomanchor" not in (element.get("class") or "").lower():
            self._children(element, builder, depth, table_depth)

    def _picture(
        self, element: Element, builder: FlowBuilder, depth: int, table_depth: int
    ) -> None:
        label = (element.get("alt") or element.get("title") or "").strip()
        if label:
            self._reading.remarks.note(
                "html.image",
                "Изображение в текст не вошло.",
                evidence=f"[image: {label[:200]}]",
            )

    def _deleted(
        self, element: Element, builder: FlowBuilder, depth: int, table_depth: int
    ) -> None:
        if text := _all_text(element):
            self._reading.omissions.deleted.append(text)

    def _inserted(
        self, element: Element, builder: FlowBuilder, depth: int, table_depth: int
    ) -> None:
        self._reading.omissions.insertion_count += 1
        self._children(element, builder, depth, table_depth)

    def _span(self, element: Element, builder: FlowBuilder, depth: int, table_depth: int) -> None:
        """Read a stretch of text; what Word writes out before the item of a list is its marker."""
        style = style_of(element)
        if "mso-list:ignore" in style and not builder.text.text:
            builder.marker = word_marker(element)
        elif "mso-special-character:comment" not in style:
            self._children(element, builder, depth, table_depth)


def _all_text(element: Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())
