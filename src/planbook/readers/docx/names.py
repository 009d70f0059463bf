"""Names of WordprocessingML elements in both of their namespaces, and how values are read."""

from __future__ import annotations

from lxml import etree

from planbook.readers.xml import Element

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH_TEXT = tuple(f"{{{namespace}}}t" for namespace in _MATH)
ALTERNATE_CONTENT = f"{{{_COMPATIBILITY}}}AlternateContent"
CHOICE = f"{{{_COMPATIBILITY}}}Choice"
FALLBACK = f"{{{_COMPATIBILITY}}}Fallback"
_OFF = frozenset({"0", "false", "off", "none"})


class Names(dict[str, str]):
    """Full names by local ones in one namespace: `names["p"]` is «{…main}p»."""

    def __init__(self, namespace: str) -> None:
        super().__init__()
        self.namespace = namespace

    def __missing__(self, local: str) -> str:
        self[local] = name = f"{{{self.namespace}}}{local}"
        return name


_VOCABULARIES: dict[str | None, Names] = {ns: Names(ns) for ns in (TRANSITIONAL, STRICT)}


def names_of(element: Element) -> Names | None:
    """Return the names of the vocabulary an element belongs to, None for a foreign one."""
    return _VOCABULARIES.get(etree.QName(element).namespace)


def both(*locals_: str) -> tuple[str, ...]:
    """Return full names in both namespaces."""
    return tuple(f"{{{ns}}}{local}" for ns in (TRANSITIONAL, STRICT) for local in locals_)


def value(element: Element | None, names: Names, default: str = "") -> str:
    """Return the `val` attribute of an element that may be missing."""
    return default if element is None else str(element.get(names["val"], default))


def number(text: str | None, default: int = 0, *, largest: int = 1_000_000) -> int:
    """Return a whole number from an attribute; odd or huge values give the default.

    >>> [number("3"), number("x", 1), number("9" * 5000, 1), number("-2", 1)]
    [3, 1, 1, 1]
    """
    if not text or len(text) > 10 or not text.isascii() or not text.isdigit():
        return default
    return min(int(text), largest)


def is_on(element: Element | None, names: Names) -> bool:
    """Tell whether a switch such as `vanish` is there and not turned off (ISO 29500, 17.17.4)."""
    return element is not None and value(element, names, "true") not in _OFF
