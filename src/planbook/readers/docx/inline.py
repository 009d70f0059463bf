"""The text of one paragraph: runs, fields, tracked changes, signs, notes and text boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from planbook.documents.notes import RAISED
from planbook.readers.docx.context import Reading
from planbook.readers.docx.names import ALTERNATE_CONTENT, CHOICE, FALLBACK, MATH_TEXT, is_on, value
from planbook.readers.docx.symbols import sign_of
from planbook.readers.xml import Element

_SOFT_HYPHEN = "\u00ad"
_NO_BREAK_HYPHEN = "\u2011"
# Paragraphs without any of these are read in one flat pass.
_SPECIAL = (
    "del", "ins", "moveFrom", "moveTo", "vanish", "vertAlign", "sym", "footnoteReference",
    "endnoteReference", "fldChar", "drawing", "pict", "object", "showingPlcHdr", "ruby",
)  # fmt: skip
# Elements whose text is not printed.
_SILENT = (
    "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "instrText",
    "delText", "delInstrText", "fldData", "rt",
)  # fmt: skip


@dataclass(slots=True)
class InlineText:
    """What a paragraph gives: its text, marks of notes, texts of boxes anchored in it."""

    parts: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    field_instructions: list[bool] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text as printed, line breaks as «\\n»; spaces at its ends are not kept."""
        return "".join(self.parts).strip()


_Handler = Callable[[Element, InlineText, int], None]


class InlineReader:
    """Reads paragraphs; one instance serves a whole document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        names = self._names = reading.names
        self._checks_styles = reading.styles.has_hidden()
        special = [names[local] for local in _SPECIAL]
        if self._checks_styles:
            special += [names["rStyle"], names["pStyle"]]
        self.special_tags = (*special, ALTERNATE_CONTENT)
        self._fixed = {
            names["br"]: "\n",
            names["cr"]: "\n",
            names["noBreakHyphen"]: _NO_BREAK_HYPHEN,
            names["softHyphen"]: _SOFT_HYPHEN,
            names["ptab"]: "\t",
        }
        self._texts = frozenset((names["t"], *MATH_TEXT))
        self.flat_tags = (*self._texts, *self._fixed, names["tab"])
        self._silent = frozenset(names[local] for local in _SILENT)
        self._handlers = self._make_handlers()

    def read(self, paragraph: Element) -> InlineText:
        """Return the text of a paragraph."""
        inline = InlineText()
        if next(paragraph.iter(*self.special_tags), None) is None:
            self._read_flat(paragraph, inline)
        elif self._has_hidden_style(paragraph, "pPr", "pStyle"):
            self._hide(paragraph, inline, 0)
        else:
            self._walk(paragraph, inline, 0)
        self._reading.checked(inline.text)
        return inline

    def _read_flat(self, paragraph: Element, inline: InlineText) -> None:
        for element in paragraph.iter(*self.flat_tags):
            inline.parts.append(self.flat_text(element, element.tag))

    def flat_text(self, element: Element, tag: str) -> str:
        """Return what one of the `flat_tags` prints where nothing special stands around."""
        if tag in self._texts:
            return element.text or ""
        if tag in self._fixed:
            return self._break_text(element, tag)
        # The same name stands for a tab in a run and for a tab stop in paragraph properties.
        parent = element.getparent()
        return "\t" if parent is not None and parent.tag == self._names["r"] else ""

    def _break_text(self, element: Element, tag: str) -> str:
        """Return what a sign element prints; the end of a page or column is no line break."""
        if element.get(self._names["type"]) in ("page", "column"):
            return "\n" if self._reading.source.table == 0 else ""
        return self._fixed[tag]

    def _make_handlers(self) -> dict[str, _Handler]:
        names = self._names
        handlers: dict[str, _Handler] = {
            names["r"]: self._run,
            names["del"]: self._delete,
            names["moveFrom"]: self._delete,
            names["ins"]: self._insert,
            names["moveTo"]: self._insert,
            names["sym"]: self._sign,
            names["footnoteReference"]: self._note,
            names["endnoteReference"]: self._note,
            names["fldChar"]: self._field_sign,
            names["drawing"]: self._picture,
            names["pict"]: self._picture,
            names["object"]: self._picture,
            names["sdt"]: self._control,
            names["p"]: self._box_paragraph,
            ALTERNATE_CONTENT: self._alternate,
        }
        handlers.update(dict.fromkeys(self._silent, self._skip))
        handlers.update(dict.fromkeys(self._texts, self._plain))
        handlers.update(dict.fromkeys(self._fixed, self._break))
        handlers[names["tab"]] = self._tab
        return handlers

    def _walk(self, element: Element, inline: InlineText, depth: int) -> None:
        self._reading.check_depth(depth)
        for child in element:
            handler = self._handlers.get(child.tag)
            if handler is None:
                self._walk(child, inline, depth + 1)
            else:
                handler(child, inline, depth + 1)

    def _skip(self, element: Element, inline: InlineText, depth: int) -> None:
        """Pass over properties and instructions: they print nothing."""

    def _plain(self, element: Element, inline: InlineText, depth: int) -> None:
        if not any(inline.field_instructions):
            inline.parts.append(element.text or "")

    def _break(self, element: Element, inline: InlineText, depth: int) -> None:
        inline.parts.append(self._break_text(element, element.tag))

    def _tab(self, element: Element, inline: InlineText, depth: int) -> None:
        inline.parts.append("\t")

    def _run(self, run: Element, inline: InlineText, depth: int) -> None:
        properties = run.find(self._names["rPr"])
        if properties is None:
            self._walk(run, inline, depth)
        elif self._is_hidden(properties):
            self._hide(run, inline, depth)
        else:
            start = len(inline.parts)
            self._walk(run, inline, depth)
            raised = properties.find(self._names["vertAlign"])
            if value(raised, self._names) == "superscript":
                _raise_marks(inline.parts, start)

    def _is_hidden(self, properties: Element) -> bool:
        vanish = properties.find(self._names["vanish"])
        if vanish is not None:
            return is_on(vanish, self._names)
        if not self._checks_styles:
            return False
        style = value(properties.find(self._names["rStyle"]), self._names)
        return bool(style) and self._reading.styles.get(style).is_hidden

    def _has_hidden_style(self, element: Element, properties: str, style: str) -> bool:
        if not self._checks_styles:
            return False
        named = element.find(f"{self._names[properties]}/{self._names[style]}")
        return named is not None and self._reading.styles.get(value(named, self._names)).is_hidden

    def _hide(self, element: Element, inline: InlineText, depth: int) -> None:
        """Read a part into the omissions; a mark of a note in it still counts its note."""
        scratch = InlineText()
        self._walk(element, scratch, depth)
        if scratch.text or scratch.boxes:
            self._reading.omissions.hidden.append("\n".join([scratch.text, *scratch.boxes]).strip())

    def _delete(self, element: Element, inline: InlineText, depth: int) -> None:
        texts = element.iter(self._names["delText"], self._names["t"])
        deleted = "".join(text.text or "" for text in texts)
        if deleted:
            self._reading.omissions.deleted.append(deleted)

    def _insert(self, element: Element, inline: InlineText, depth: int) -> None:
        self._reading.omissions.insertion_count += 1
        self._walk(element, inline, depth)

    def _sign(self, element: Element, inline: InlineText, depth: int) -> None:
        code = element.get(self._names["char"], "")
        try:
            sign = sign_of(element.get(self._names["font"], ""), int(code[:8], 16))
        except ValueError:
            sign = ""
        inline.parts.append(sign)

    def _note(self, element: Element, inline: InlineText, depth: int) -> None:
        kind = "footnote" if element.tag == self._names["footnoteReference"] else "endnote"
        custom = ""
        if element.get(self._names["customMarkFollows"]) in ("1", "true", "on"):
            run = element.getparent()
            texts = [] if run is None else run.iter(self._names["t"])
            custom = "".join(text.text or "" for text in texts).strip()
        identifier = element.get(self._names["id"], "")
        inline.footnotes.append(self._reading.notes.refer(kind, identifier, custom))

    def _field_sign(self, element: Element, inline: InlineText, depth: int) -> None:
        """Follow a complex field: between its begin and its separator stands code, not text."""
        kind = element.get(self._names["fldCharType"])
        if kind == "begin":
            inline.field_instructions.append(True)
        elif kind == "separate" and inline.field_instructions:
            inline.field_instructions[-1] = False
        elif kind == "end" and inline.field_instructions:
            inline.field_instructions.pop()

    def _picture(self, element: Element, inline: InlineText, depth: int) -> None:
        """Read the text boxes of a drawing; a drawing without any is told as an image."""
        before = len(inline.boxes)
        self._walk(element, inline, depth)
        if len(inline.boxes) == before:
            self._reading.remarks.note(
                "docx.image",
                "Изображение в текст не вошло.",
                source=self._reading.source,
                evidence=f"[image: {_picture_name(element)}]",
            )

    def _control(self, element: Element, inline: InlineText, depth: int) -> None:
        """Read a content control; one that still shows its prompt holds no text of the author."""
        names = self._names
        prompt = element.find(f"{names['sdtPr']}/{names['showingPlcHdr']}")
        if not is_on(prompt, names):
            self._walk(element, inline, depth)
            return
        scratch = InlineText()
        self._walk(element, scratch, depth)
        self._reading.omissions.placeholders.append(scratch.text)

    def _box_paragraph(self, element: Element, inline: InlineText, depth: int) -> None:
        """Take a paragraph inside a drawing as a text of its own, after the one that holds it."""
        inner = InlineText()
        self._walk(element, inner, depth)
        inline.footnotes.extend(inner.footnotes)
        inline.boxes.extend(text for text in (inner.text, *inner.boxes) if text)

    def _alternate(self, element: Element, inline: InlineText, depth: int) -> None:
        """Read one branch only: the first choice, or the fallback when that prints nothing."""
        branches = [child for child in element if child.tag in (CHOICE, FALLBACK)]
        for branch in branches:
            before = len(inline.parts) + len(inline.boxes)
            self._walk(branch, inline, depth)
            if len(inline.parts) + len(inline.boxes) > before:
                return


def _raise_marks(parts: list[str], start: int) -> None:
    """Write figures set as superscript with the raised characters of Unicode."""
    text = "".join(parts[start:])
    if text.strip() and all(ord(char) in RAISED for char in text.strip()):
        parts[start:] = [text.translate(RAISED)]


def _picture_name(element: Element) -> str:
    """Return the description or name that Word keeps with a picture."""
    for child in element.iter("{*}docPr", "{*}imagedata", "{*}cNvPr"):
        name = child.get("descr") or child.get("title") or child.get("name")
        if name:
            return name[:200]
    return ""
