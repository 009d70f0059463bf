"""What of OpenDocument styles matters to the text: hidden, raised, a new page, a heading, lists."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.documents.printed import Align
from planbook.readers.measures import align_named, millimetres
from planbook.readers.odt.names import count, name, value
from planbook.readers.xml import Element

_DEEPEST_INHERITANCE = 20
_RAISED_FROM = "0%"


@dataclass(frozen=True, slots=True)
class Style:
    """One style; None where it leaves a matter to its parent."""

    parent: str = ""
    is_hidden: bool | None = None
    is_raised: bool | None = None
    starts_page: bool | None = None
    list_style: str | None = None
    outline_level: int | None = None
    align: Align | None = None
    master_page: str | None = None
    column_width: float | None = None


class Styles:
    """Styles of a document by family and name."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles: dict[tuple[str, str], Style] = {}
        self.fonts: dict[str, str] = {}
        for root in roots:
            if root is None:
                continue
            for element in root.iter(name("style:style")):
                family, title = value(element, "style:family"), value(element, "style:name")
                self._styles[family, title] = _style(element)
            for face in root.iter(name("style:font-face")):
                family = value(face, "svg:font-family").strip("'\" ")
                self.fonts[value(face, "style:name")] = family

    def is_hidden(self, family: str, title: str) -> bool:
        """Tell whether text of the style is not printed."""
        return any(style.is_hidden for style in self._line(family, title, "is_hidden"))

    def is_raised(self, family: str, title: str) -> bool:
        """Tell whether text of the style is set as superscript."""
        return any(style.is_raised for style in self._line(family, title, "is_raised"))

    def starts_page(self, family: str, title: str) -> bool:
        """Tell whether a paragraph or table of the style begins a page."""
        return any(style.starts_page for style in self._line(family, title, "starts_page"))

    def list_style(self, title: str) -> str | None:
        """Return the list that a paragraph style names, «» when it turns lists off."""
        line = self._line("paragraph", title, "list_style")
        return line[0].list_style if line else None

    def outline_level(self, title: str) -> int:
        """Return the heading level of a paragraph style, 0 for ordinary text."""
        line = self._line("paragraph", title, "outline_level")
        return (line[0].outline_level if line else None) or 0

    def align(self, title: str) -> Align:
        """Return where the lines of a paragraph style stand."""
        line = self._line("paragraph", title, "align")
        return (line[0].align if line else None) or Align.LEFT

    def master_page(self, family: str, title: str) -> str:
        """Return the kind of pages that a paragraph or table of the style begins, «» for none."""
        line = self._line(family, title, "master_page")
        return (line[0].master_page if line else None) or ""

    def column_width(self, title: str) -> float | None:
        """Return the width that a style of columns sets."""
        line = self._line("table-column", title, "column_width")
        return line[0].column_width if line else None

    def _line(self, family: str, title: str, matter: str) -> list[Style]:
        """Return the nearest style up the line of parents that settles a matter, or nothing."""
        for _ in range(_DEEPEST_INHERITANCE):
            style = self._styles.get((family, title))
            if style is None:
                break
            if getattr(style, matter) is not None:
                return [style]
            title = style.parent
        return []


def _style(element: Element) -> Style:
    is_hidden = is_raised = starts_page = align = None
    text = element.find(name("style:text-properties"))
    if text is not None:
        if display := value(text, "text:display"):
            is_hidden = display == "none"
        if position := value(text, "style:text-position"):
            first = position.split()[0]
            is_raised = first == "super" or (first[0].isdigit() and first != _RAISED_FROM)
    for properties in ("style:paragraph-properties", "style:table-properties"):
        found = element.find(name(properties))
        if found is not None and (before := value(found, "fo:break-before")):
            starts_page = before == "page"
        if found is not None and properties == "style:paragraph-properties":
            align = align_named(value(found, "fo:text-align"))
    if value(element, "style:master-page-name"):
        starts_page = True
    return Style(
        parent=value(element, "style:parent-style-name"),
        is_hidden=is_hidden,
        is_raised=is_raised,
        starts_page=starts_page,
        list_style=element.get(name("style:list-style-name")),
        outline_level=count(element, "style:default-outline-level", 0, largest=10)
        if element.get(name("style:default-outline-level")) is not None
        else None,
        align=align,
        master_page=value(element, "style:master-page-name") or None,
        column_width=_column_width(element),
    )


def _column_width(element: Element) -> float | None:
    """Return the width of a column in millimetres, a relative one («1200*») as its number."""
    found = element.find(name("style:table-column-properties"))
    if found is None:
        return None
    own = millimetres(value(found, "style:column-width"))
    relative = value(found, "style:rel-column-width").removesuffix("*")
    return own if own is not None else millimetres(relative, "mm")
