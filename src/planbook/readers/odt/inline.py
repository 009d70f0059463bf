"""The text of one OpenDocument paragraph: spans, signs, fields, notes, frames anchored in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from planbook.documents.tree import Footnote
from planbook.readers.flow import FlowItem, flow_texts
from planbook.readers.odt.context import Reading
from planbook.readers.odt.names import all_text, count, name, names, value
from planbook.readers.printed_text import PrintedText
from planbook.readers.xml import Element

_LONGEST_SPACES = 1_000
# Elements that print nothing where they stand.
_SILENT = names(
    "text:bookmark", "text:bookmark-start", "text:bookmark-end", "text:reference-mark",
    "text:reference-mark-start", "text:reference-mark-end", "text:toc-mark", "text:script",
    "text:toc-mark-start", "text:toc-mark-end", "text:alphabetical-index-mark",
    "text:change", "text:change-start", "text:change-end", "office:annotation-end",
    "text:ruby-text", "text:number", "svg:title", "svg:desc", "draw:glue-point",
    "text:meta-field-start", "text:variable-decls", "text:hidden-paragraph",
)  # fmt: skip
_FRAMES = names(
    "draw:frame", "draw:custom-shape", "draw:rect", "draw:g", "draw:line", "draw:ellipse",
    "draw:circle", "draw:polygon", "draw:polyline", "draw:path", "draw:connector", "draw:caption",
    "draw:control",
)  # fmt: skip
_HIDDEN_PARAGRAPH = name("text:hidden-paragraph")

# Reads what is inside an element that holds blocks.
BlockReader = Callable[[Element, int], list[FlowItem]]


@dataclass(slots=True)
class InlineText:
    """What a paragraph gives: its text, marks of notes, the contents of frames anchored in it."""

    printed: PrintedText = field(default_factory=PrintedText)
    footnotes: list[str] = field(default_factory=list)
    boxes: list[FlowItem] = field(default_factory=list)


class InlineReader:
    """Reads paragraphs; one instance serves a whole document."""

    def __init__(self, reading: Reading, read_blocks: BlockReader) -> None:
        self._reading = reading
        self._read_blocks = read_blocks
        self._handlers: dict[str, Callable[[Element, InlineText, int], None]] = {
            name("text:s"): self._spaces,
            name("text:tab"): self._tab,
            name("text:line-break"): self._break,
            name("text:soft-page-break"): self._page_border,
            name("text:span"): self._span,
            name("text:note"): self._note,
            name("text:placeholder"): self._placeholder,
            name("text:hidden-text"): self._hidden_text,
            name("office:annotation"): self._annotation,
        }
        self._handlers.update(dict.fromkeys(_SILENT, self._skip))
        self._handlers.update(dict.fromkeys(_FRAMES, self._frame))

    def read(self, paragraph: Element, depth: int) -> InlineText:
        """Return the text of a paragraph."""
        inline = InlineText()
        if self._is_hidden(paragraph):
            self._hide(paragraph, depth)
        else:
            self._walk(paragraph, inline, depth)
        self._reading.budget.checked(inline.printed.text)
        return inline

    def _is_hidden(self, paragraph: Element) -> bool:
        style = value(paragraph, "text:style-name")
        hider = paragraph.find(_HIDDEN_PARAGRAPH)
        if hider is not None and value(hider, "text:is-hidden") == "true":
            return True
        return self._reading.styles.is_hidden("paragraph", style)

    def _walk(self, element: Element, inline: InlineText, depth: int) -> None:
        self._reading.budget.check_depth(depth)
        inline.printed.add(element.text)
        for child in element:
            handler = self._handlers.get(child.tag, self._walk)
            handler(child, inline, depth + 1)
            inline.printed.add(child.tail)

    def _skip(self, element: Element, inline: InlineText, depth: int) -> None:
        """Pass over marks: they print nothing."""

    def _spaces(self, element: Element, inline: InlineText, depth: int) -> None:
        inline.printed.add_sign(" " * count(element, "text:c", largest=_LONGEST_SPACES))

    def _tab(self, element: Element, inline: InlineText, depth: int) -> None:
        inline.printed.add_sign("\t")

    def _break(self, element: Element, inline: InlineText, depth: int) -> None:
        inline.printed.add_break()

    def _page_border(self, element: Element, inline: InlineText, depth: int) -> None:
        self._reading.turn_page()

    def _span(self, element: Element, inline: InlineText, depth: int) -> None:
        style = value(element, "text:style-name")
        if self._reading.styles.is_hidden("text", style):
            self._hide(element, depth)
        elif self._reading.styles.is_raised("text", style):
            with inline.printed.raised():
                self._walk(element, inline, depth)
        else:
            self._walk(element, inline, depth)

    def _hide(self, element: Element, depth: int) -> None:
        """Read a part into what is left out."""
        scratch = InlineText()
        self._walk(element, scratch, depth)
        texts = [scratch.printed.text, *flow_texts(scratch.boxes)]
        if hidden := "\n".join(filter(None, texts)):
            self._reading.omissions.hidden.append(hidden)

    def _note(self, element: Element, inline: InlineText, depth: int) -> None:
        citation, body = (
            element.find(name("text:note-citation")),
            element.find(name("text:note-body")),
        )
        mark = "" if citation is None else all_text(citation)
        texts = [] if body is None else flow_texts(self._read_blocks(body, depth + 1))
        inline.footnotes.append(mark)
        self._reading.footnotes.append(Footnote(mark, "\n\n".join(texts)))

    def _placeholder(self, element: Element, inline: InlineText, depth: int) -> None:
        self._reading.omissions.placeholders.append(all_text(element))

    def _hidden_text(self, element: Element, inline: InlineText, depth: int) -> None:
        text = value(element, "text:string-value") or all_text(element)
        if value(element, "text:is-hidden", "true") == "true":
            self._reading.omissions.hidden.append(text)
        else:
            inline.printed.add(text)

    def _annotation(self, element: Element, inline: InlineText, depth: int) -> None:
        paragraphs = element.iter(name("text:p"))
        self._reading.comments.append("\n".join(map(all_text, paragraphs)))

    def _frame(self, element: Element, inline: InlineText, depth: int) -> None:
        inline.boxes.extend(self.read_frame(element, depth))

    def read_frame(self, element: Element, depth: int) -> list[FlowItem]:
        """Return what stands in a frame; one without any text is told as an image."""
        self._reading.budget.check_depth(depth)
        items: list[FlowItem] = []
        if element.tag == name("draw:frame"):
            for box in element.iterchildren(name("draw:text-box")):
                items += self._read_blocks(box, depth + 1)
        else:
            items += self._read_blocks(element, depth + 1)
        if not flow_texts(items) and next(element.iter(name("draw:image")), None) is not None:
            title = element.find(name("svg:title"))
            label = (title.text if title is not None else "") or value(element, "draw:name")
            self._reading.remarks.note(
                "odt.image", "Изображение в текст не вошло.", evidence=f"[image: {label[:200]}]"
            )
        return items
