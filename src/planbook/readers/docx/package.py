"""The parts of a Word package and how they hang together (OPC, ISO/IEC 29500-2)."""

from __future__ import annotations

import posixpath
from collections import defaultdict

from planbook.readers.archive import Archive
from planbook.readers.xml import parse_part

_PACKAGE_RELATIONS = "_rels/.rels"
_USUAL_MAIN_PART = "word/document.xml"


class Package:
    """Finds parts by the kind of their relation; relations to the outside are never followed."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        main = _relations(archive, _PACKAGE_RELATIONS, "").get("officeDocument", [])
        self.main_part = next((name for name in main if name in archive), _USUAL_MAIN_PART)
        folder, base = posixpath.split(self.main_part)
        self._parts = _relations(archive, f"{folder}/_rels/{base}.rels", folder)

    def parts(self, kind: str) -> list[str]:
        """Return the names of the parts of a kind («styles», «footnotes») that are there."""
        return [name for name in self._parts.get(kind, []) if name in self.archive]


def _relations(archive: Archive, name: str, folder: str) -> dict[str, list[str]]:
    """Return part names by the last word of the relation type, the same in both namespaces."""
    found: dict[str, list[str]] = defaultdict(list)
    if name not in archive:
        return found
    for relation in parse_part(archive, name):
        if relation.get("TargetMode") == "External":
            continue
        kind = (relation.get("Type") or "").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
        found[kind].append(target.lstrip("/"))
    return found
