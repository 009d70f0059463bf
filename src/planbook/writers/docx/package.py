"""The package of a Word file (ISO/IEC 29500-2): its parts, how they refer to one another, the zip.

Parts stand in a fixed order with a fixed date, so that the same document gives the same bytes.
"""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime

from planbook.documents.printed import PrintedDocument
from planbook.writers.docx.markup import DECLARATION, quoted

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_CORE_RELATION = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
# The first moment that a zip archive can name.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
STYLES, SETTINGS, FOOTER = "rId1", "rId2", "rId3"


def part(name: str) -> zipfile.ZipInfo:
    """Return the entry of a part: compressed, with the date that all parts have."""
    entry = zipfile.ZipInfo(name, _NO_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    # The system that made the archive: otherwise it differs between platforms.
    entry.create_system = 3
    return entry


def content_types() -> str:
    """Return `[Content_Types].xml`."""
    overrides = {
        "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_WORD_TYPE}.styles+xml",
        "/word/settings.xml": f"{_WORD_TYPE}.settings+xml",
        "/word/footer1.xml": f"{_WORD_TYPE}.footer+xml",
        "/docProps/core.xml": _CORE_TYPE,
        "/docProps/app.xml": _APP_TYPE,
    }
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="jpeg" ContentType="image/jpeg"/>{listed}</Types>'
    )


def package_relations() -> str:
    """Return `_rels/.rels`."""
    return _relations(
        [
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", _CORE_RELATION, "docProps/core.xml"),
            ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ]
    )


def document_relations(pictures: list[tuple[str, str]]) -> str:
    """Return `word/_rels/document.xml.rels`; pictures are pairs of identifier and target."""
    return _relations(
        [
            (STYLES, f"{_OFFICE}/styles", "styles.xml"),
            (SETTINGS, f"{_OFFICE}/settings", "settings.xml"),
            (FOOTER, f"{_OFFICE}/footer", "footer1.xml"),
            *((name, f"{_OFFICE}/image", target) for name, target in pictures),
        ]
    )


def _relations(entries: list[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, kind, target in entries
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


def settings(language: str) -> str:
    """Return `word/settings.xml`: rules of today's Word, the language of the document."""
    return (
        f'{DECLARATION}<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
        '2006/main"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f"<w:themeFontLang w:val={quoted(language)}/></w:settings>"
    )


def core_properties(printed: PrintedDocument, created: datetime | None) -> str:
    """Return `docProps/core.xml`; without a moment of creation none is told."""
    moments = ""
    if created is not None:
        stamp = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        moments = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
            for name in ("created", "modified")
        )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/'
        '2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_plain(printed.title)}</dc:title>"
        f"<dc:creator>{_plain(printed.author)}</dc:creator>"
        f"<dc:language>{_plain(printed.language)}</dc:language>{moments}</cp:coreProperties>"
    )


def app_properties() -> str:
    """Return `docProps/app.xml`."""
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>Межгород</Application></Properties>'
    )


def _plain(text: str) -> str:
    return quoted(text)[1:-1]
