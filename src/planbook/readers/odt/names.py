"""Names of OpenDocument elements and attributes, and how their values are read."""

from __future__ import annotations

from planbook.readers.xml import Element

_NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def name(prefixed: str) -> str:
    """Return the full name of «text:p»."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def names(*prefixed: str) -> frozenset[str]:
    """Return the full names of several."""
    return frozenset(map(name, prefixed))


def value(element: Element, prefixed: str, default: str = "") -> str:
    """Return an attribute, or the default where it is not set."""
    return str(element.get(name(prefixed), default))


def count(element: Element, prefixed: str, default: int = 1, *, largest: int = 1_000_000) -> int:
    """Return a whole number from an attribute; odd values give the default, huge ones `largest`."""
    text = value(element, prefixed)
    if not text.isascii() or not text.isdigit():
        return default
    return min(int(text), largest) if len(text) < 10 else largest


def all_text(element: Element) -> str:
    """Return all character data inside an element."""
    return "".join(str(part) for part in element.itertext()).strip()
