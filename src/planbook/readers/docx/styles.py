"""What styles say that matters for reading: heading level, numbering, hidden text, alignment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planbook.documents.printed import Align
from planbook.readers.docx.names import Names, is_on, number, value
from planbook.readers.measures import align_named
from planbook.readers.xml import Element

_HEADING = re.compile(r"(?:heading|заголовок)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "название", "заголовок"})
_LONGEST_CHAIN = 30
BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class NumberingRef:
    """A paragraph's place in a numbering: its list and level, level None when only the list is."""

    list_id: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """One style with what it inherits; `numbering` with list «0» switches numbering off."""

    heading_level: int = 0
    numbering: NumberingRef | None = None
    is_hidden: bool = False
    align: Align = Align.LEFT


PLAIN = Style()


class Styles:
    """Styles by their identifier, each resolved through the chain it is based on."""

    def __init__(self, root: Element | None = None, names: Names | None = None) -> None:
        self._raw: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self._names = Names("") if names is None else names
        self.default = ""
        if root is None:
            return
        for style in root.iterfind(self._names["style"]):
            identifier = style.get(self._names["styleId"], "")
            self._raw[identifier] = style
            is_paragraph = style.get(self._names["type"]) == "paragraph"
            if is_paragraph and style.get(self._names["default"]) in ("1", "true", "on"):
                self.default = identifier

    def get(self, identifier: str) -> Style:
        """Return a style; an unknown one is plain."""
        if identifier not in self._resolved:
            self._resolved[identifier] = self._resolve(identifier)
        return self._resolved[identifier]

    def has_hidden(self) -> bool:
        """Tell whether any style hides text, so that runs need to be asked for theirs."""
        return self._has_any("vanish")

    def has_numbered(self) -> bool:
        """Tell whether any style numbers its paragraphs."""
        return self._has_any("numPr")

    def _has_any(self, local: str) -> bool:
        tag = self._names[local]
        return any(next(style.iter(tag), None) is not None for style in self._raw.values())

    def _resolve(self, identifier: str) -> Style:
        heading: int | None = None
        numbering: NumberingRef | None = None
        is_hidden: bool | None = None
        align: Align | None = None
        for style in self._chain(identifier):
            if heading is None:
                heading = self._heading_level(style)
            paragraph = style.find(self._names["pPr"])
            if numbering is None and paragraph is not None:
                numbering = numbering_ref(paragraph, self._names)
            align = align or align_of(paragraph, self._names)
            vanish = style.find(f"{self._names['rPr']}/{self._names['vanish']}")
            if is_hidden is None and vanish is not None:
                is_hidden = is_on(vanish, self._names)
        return Style(heading or 0, numbering, bool(is_hidden), align or Align.LEFT)

    def _chain(self, identifier: str) -> list[Element]:
        chain: list[Element] = []
        while identifier in self._raw and len(chain) < _LONGEST_CHAIN:
            style = self._raw[identifier]
            chain.append(style)
            identifier = value(style.find(self._names["basedOn"]), self._names)
        return chain

    def _heading_level(self, style: Element) -> int | None:
        name = value(style.find(self._names["name"]), self._names).strip()
        found = _HEADING.fullmatch(name)
        if found:
            return int(found[1])
        if name.lower() in _TITLES:
            return 1
        paragraph = style.find(self._names["pPr"])
        return outline_level(paragraph, self._names)


def outline_level(properties: Element | None, names: Names) -> int | None:
    """Return the outline level that paragraph properties set themselves: 1 is the highest."""
    level = None if properties is None else properties.find(names["outlineLvl"])
    if level is None:
        return None
    outline = number(value(level, names), BODY_LEVEL)
    return outline + 1 if outline < BODY_LEVEL else 0


def align_of(properties: Element | None, names: Names) -> Align | None:
    """Return where paragraph properties set the lines themselves."""
    justified = None if properties is None else properties.find(names["jc"])
    return None if justified is None else align_named(value(justified, names))


def numbering_ref(properties: Element, names: Names) -> NumberingRef | None:
    """Return the numbering that paragraph properties refer to themselves."""
    numbered = properties.find(names["numPr"])
    if numbered is None:
        return None
    level = numbered.find(names["ilvl"])
    return NumberingRef(
        value(numbered.find(names["numId"]), names),
        None if level is None else number(value(level, names), largest=8),
    )
