"""Parsing parts of a package: no entities, no DTD, no network, depth and size bounded."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from planbook.errors import UnreadableDocument
from planbook.readers.archive import Archive, PartStream
from planbook.readers.docx.names import Element, Names
from planbook.readers.refusals import refusal


def parse_part(archive: Archive, name: str) -> Element:
    """Return the root of a part that is read as a whole: styles, numbering, notes."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as err:
        raise syntax_refusal(err, archive, name) from err
    _refuse_dtd(root, archive, name)
    return root


def stream_part(
    archive: Archive, stream: PartStream, tags: tuple[str, ...]
) -> Iterator[tuple[str, Element]]:
    """Yield start and end of the elements named in `tags` while the part is being unpacked."""
    events = etree.iterparse(
        stream,
        events=("start", "end"),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    is_checked = False
    try:
        for event, element in events:
            if not is_checked:
                _refuse_dtd(element, archive, stream.name)
                is_checked = True
            yield event, element
    except etree.XMLSyntaxError as err:
        raise syntax_refusal(err, archive, stream.name) from err


def walk_part(root: Element, names: Names) -> Iterator[tuple[str, Element]]:
    """Yield of a parsed part what `stream_part` yields, but nothing inside rows and paragraphs.

    Only blocks, rows and the last section matter to the caller, and a small part is parsed far
    faster as a whole.
    """
    foreign = (names["altChunk"], names["subDoc"])
    yield "start", root
    yield from _walk(root, names, foreign if next(root.iter(*foreign), None) is not None else ())


def _walk(
    element: Element, names: Names, foreign: tuple[str, ...]
) -> Iterator[tuple[str, Element]]:
    for child in element:
        tag = child.tag
        if tag in (names["tr"], names["p"]):
            if foreign:
                for part in child.iter(*foreign):
                    yield "end", part
            yield "end", child
        elif tag == names["tbl"]:
            yield "start", child
            yield from _walk(child, names, foreign)
            yield "end", child
        elif tag in foreign or tag == names["sectPr"]:
            yield "end", child
        elif tag != names["txbxContent"]:
            yield from _walk(child, names, foreign)


def syntax_refusal(err: etree.XMLSyntaxError, archive: Archive, name: str) -> UnreadableDocument:
    """Return the refusal for broken markup; passing a limit of the parser is told apart."""
    text = str(err)
    if "depth" in text:
        limit = archive.limits.nesting
        return refusal("document.too_deep", archive.file_name, place=name, limit=limit)
    if "ntity" in text or "DTD" in text or "DOCTYPE" in text:
        return refusal("docx.xml_forbidden", archive.file_name, place=name)
    return refusal("docx.xml_corrupt", archive.file_name, place=name)


def _refuse_dtd(element: Element, archive: Archive, name: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise refusal("docx.xml_forbidden", archive.file_name, place=name)
