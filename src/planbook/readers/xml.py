"""Parsing parts of a package: no entities, no DTD, no network, depth and size bounded."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from planbook.errors import UnreadableDocument
from planbook.readers.archive import Archive, PartStream
from planbook.readers.refusals import refusal

Element = etree._Element


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
        raise _syntax_refusal(err, archive, name) from err
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
        raise _syntax_refusal(err, archive, stream.name) from err


def _syntax_refusal(err: etree.XMLSyntaxError, archive: Archive, name: str) -> UnreadableDocument:
    """Return the refusal for broken markup; passing a limit of the parser is told apart."""
    text = str(err)
    if "depth" in text:
        limit = archive.limits.nesting
        return refusal("document.too_deep", archive.file_name, place=name, limit=limit)
    if "ntity" in text or "DTD" in text or "DOCTYPE" in text:
        return refusal("file.entities", archive.file_name, place=name)
    return refusal("file.corrupt", archive.file_name, place=name)


def _refuse_dtd(element: Element, archive: Archive, name: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise refusal("file.entities", archive.file_name, place=name)
