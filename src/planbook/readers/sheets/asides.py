"""What stands on a sheet beside its cells: notes of reviewers, words in shapes and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planbook.readers.archive import Archive
from planbook.readers.sheets.strings import clean_text
from planbook.readers.xml import Element, parse_part


def read_asides(archive: Archive, targets: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield kind and text of everything the relations of an .xlsx sheet lead to."""
    for kind, name in targets:
        if name not in archive or not name.endswith(".xml"):
            continue
        if kind in ("comments", "threadedcomment"):
            for comment in parse_part(archive, name).iter("{*}comment", "{*}threadedComment"):
                yield "comment", clean_text("".join(_texts(comment)))
        elif kind == "drawing":
            root = parse_part(archive, name)
            for shape in root.iter("{*}sp"):
                if text := clean_text("\n".join(_texts(shape))):
                    yield "shape", text
            for _picture in root.iter("{*}pic", "{*}graphicFrame"):
                yield "picture", ""


def _texts(element: Element) -> Iterator[str]:
    return (found.text or "" for found in element.iter("{*}t", "{*}text"))
