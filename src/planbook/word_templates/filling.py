"""A template filled with the values of one paper, or of many in one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from planbook.errors import PlanbookError
from planbook.narrative import EventSheet
from planbook.readers.docx.names import both
from planbook.readers.xml import Element
from planbook.word_templates.package import TemplatePackage
from planbook.word_templates.paragraphs import Words, break_lines
from planbook.word_templates.parts import field_words, part_words
from planbook.word_templates.segments import Broken, Field, has_fields, segments
from planbook.word_templates.values import FieldSpec, PaperSheet, Value
from planbook.word_templates.walking import Spot, spots

MAX_COPIES = 2_000
# Elements of repeated rows and characters of values: what a small file could grow to.
MAX_ELEMENTS, MAX_CHARACTERS = 400_000, 5_000_000
NUMBER_FIELD = "№"
_PARAGRAPH, _CELL = frozenset(both("p")), frozenset(both("tc"))
_SECTION = both("sectPr")
_KEPT_INSIDE = both("sectPr", "drawing", "pict", "object", "txbxContent")
_HOLDERS = frozenset(both("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote"))


@dataclass(frozen=True, slots=True)
class Filled:
    """A paper: the .docx, its plain words, and the fields that said nothing, with their places."""

    content: bytes
    text: str
    missing: tuple[str, ...]


def fill_template(
    data: bytes, sheet: PaperSheet, *, file_name: str, fields: Sequence[FieldSpec]
) -> Filled:
    """Fill a template that has no faults.

    A row of a table, or a paragraph outside tables, with fields of a list repeats for every item.
    A paragraph whose fields all say nothing vanishes with its other words.

    Raises:
        UnreadableDocument: as `read_template`, or the lists would make the file too long.
        PhraseError: the template has faults.
    """
    package = TemplatePackage(data, file_name=file_name)
    filling = _Filling(sheet, {one.name: one.list_name for one in fields if one.list_name})
    found = [spot for spot in spots(package) if has_fields(Words(spot.paragraph).text)]
    filling.fill(found)
    text = "\n".join(words for words in _lines(package) if words.strip())
    return Filled(package.written(), text, tuple(filling.missing))


def merge_filled(papers: Sequence[bytes], *, file_name: str) -> bytes:
    """Put papers made from one template into one file, each on a new page.

    Headers and footers are those of the first paper.

    Raises:
        UnreadableDocument: a paper cannot be read.
    """
    target = TemplatePackage(papers[0], file_name=file_name)
    body = target.main[0]
    for data in papers[1:]:
        other = TemplatePackage(data, file_name=file_name).main[0]
        children = [one for one in other if one.tag not in _SECTION]
        _start_page(body, children)
    _number_drawings(body)
    return target.written()


def _start_page(body: Element, children: Sequence[Element]) -> None:
    namespace = etree.QName(body).namespace
    last = next((one for one in reversed(body) if one.tag in _SECTION), None)
    place = body.index(last) if last is not None else len(body)
    page = etree.SubElement(etree.Element("x"), f"{{{namespace}}}p")
    run = etree.SubElement(page, f"{{{namespace}}}r")
    etree.SubElement(run, f"{{{namespace}}}br", {f"{{{namespace}}}type": "page"})
    for offset, one in enumerate([page, *children]):
        for mark in list(one.iter(*both("bookmarkStart", "bookmarkEnd"))):
            parent = mark.getparent()
            if parent is not None:
                parent.remove(mark)
        body.insert(place + offset, one)


def _number_drawings(body: Element) -> None:
    for number, one in enumerate(body.iter("{*}docPr"), start=1):
        one.set("id", str(number))


class _Filling:
    """Fills the paragraphs of one template and notes what said nothing."""

    def __init__(self, sheet: PaperSheet, list_of: Mapping[str, str]) -> None:
        self.sheet = sheet
        self.list_of = list_of
        self.missing: dict[str, None] = {}
        self.copies = self.elements = self.characters = 0

    def fill(self, found: Sequence[Spot]) -> None:
        rows: dict[Element, str] = {}
        for spot in found:
            if spot.row is not None and (name := self._list_name(spot)):
                rows.setdefault(spot.row, name)
        for row, name in rows.items():
            self._repeat(row, name)
        for spot in found:
            if spot.row is None or spot.row not in rows:
                name = self._list_name(spot)
                if name:
                    self._repeat(spot.paragraph, name)
                else:
                    self._paragraph(spot.paragraph, self.sheet.values, self.sheet.event, spot.place)

    def _list_name(self, spot: Spot) -> str:
        for segment in segments(Words(spot.paragraph).text):
            fields = (
                () if isinstance(segment, Broken)
                else (segment,) if isinstance(segment, Field) else segment.fields
            )  # fmt: skip
            for field in fields:
                if field.name in self.list_of:
                    return self.list_of[field.name]
        return ""

    def _repeat(self, element: Element, name: str) -> None:
        """Put a filled copy of a row or a paragraph for every item of a list."""
        parent = element.getparent()
        items = self.sheet.lists.get(name, ())
        if parent is None:
            return
        self._count(element, len(items))
        place = parent.index(element)
        for offset, item in enumerate(items):
            copy = deepcopy(element)
            parent.insert(place + offset, copy)
            number = {NUMBER_FIELD: Value(str(offset + 1))}
            values = {**self.sheet.values, **number, **item}
            for paragraph in list(copy.iter(*_PARAGRAPH)):
                self._paragraph(paragraph, values, self.sheet.event, "", is_item=True)
        if not items:
            self.missing[f"список «{name}» пуст"] = None
        _remove(element)

    def _count(self, element: Element, times: int) -> None:
        self.copies += times
        self.elements += times * sum(1 for _ in element.iter())
        if self.copies > MAX_COPIES:
            raise PlanbookError(f"в списках шаблона больше {MAX_COPIES} строк")
        if self.elements > MAX_ELEMENTS:
            raise PlanbookError("повторённые строки шаблона слишком велики")

    def _paragraph(
        self,
        paragraph: Element,
        values: Mapping[str, Value],
        event: EventSheet | None,
        place: str,
        *,
        is_item: bool = False,
    ) -> None:
        words = Words(paragraph)
        changes: list[tuple[int, int, str]] = []
        has_field = said = False
        for segment in segments(words.text):
            if isinstance(segment, Broken):
                continue
            if isinstance(segment, Field):
                text = field_words(segment, values, event)
                has_field, said = True, said or bool(text)
                if not text and not is_item:
                    self.missing[f"{segment.name} ({place or 'основной текст'})"] = None
            else:
                text = part_words(segment, values, event)
                said = said or bool(text)
            changes.append((segment.start, segment.end, text))
            self.characters += len(text)
            if self.characters > MAX_CHARACTERS:
                raise PlanbookError("слова бумаги слишком длинны")
        if changes and not said and (has_field or _is_only_parts(words.text, changes)):
            if _vanish(paragraph):
                return
            changes = [(0, len(words.text), "")]
        words.replace(changes)
        break_lines(paragraph)


def _is_only_parts(text: str, changes: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether nothing but vanished parts stood in a paragraph."""
    rest, position = "", 0
    for start, end, _ in changes:
        rest += text[position:start]
        position = end
    return not (rest + text[position:]).strip()


def _vanish(paragraph: Element) -> bool:
    """Take a paragraph away where Word can do without it; tell whether it is gone."""
    parent = paragraph.getparent()
    if parent is None or next(paragraph.iter(*_KEPT_INSIDE), None) is not None:
        return False
    siblings = [one for one in parent if one.tag in _PARAGRAPH]
    if parent.tag in _HOLDERS and (len(siblings) < 2 or parent[-1] is paragraph):
        return False
    parent.remove(paragraph)
    return True


def _remove(element: Element) -> None:
    """Take a row or a paragraph away; a table without rows goes too."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tag in _PARAGRAPH and not _vanish(element):
        for text in Words(element).pieces:
            text.element.text = ""
        return
    if element.getparent() is not None:
        parent.remove(element)
    rows = both("tr")
    if element.tag in rows and next(parent.iterchildren(*rows), None) is None:
        above = parent.getparent()
        if above is not None:
            above.remove(parent)


def _lines(package: TemplatePackage) -> Iterator[str]:
    """Give the words of paragraphs; cells of one row of a table stand in one line, with tabs."""
    for _, together in groupby(spots(package), _row_or_own):
        yield "\t".join(map(_words, together)).rstrip("\t")


def _row_or_own(spot: Spot) -> Element:
    return spot.paragraph if spot.row is None else spot.row


def _words(spot: Spot) -> str:
    return Words(spot.paragraph).text
