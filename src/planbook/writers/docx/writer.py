"""The document part of a Word file and the file around it; rows are written as they are made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from planbook.documents.printed import (
    Align,
    Page,
    ParagraphRole,
    PrintedBlock,
    PrintedDocument,
    PrintedImage,
    PrintedParagraph,
    PrintedTable,
)
from planbook.writers.docx import package
from planbook.writers.docx.markup import DECLARATION, NAMESPACES, paragraph, run, twips
from planbook.writers.docx.pictures import PlacedPicture, placed_pictures
from planbook.writers.docx.styles import HEADING_LEVELS, styles_part
from planbook.writers.docx.tables import table_markup

_STYLES = {
    ParagraphRole.TEXT: "BodyText",
    ParagraphRole.OWNER: "Owner",
    ParagraphRole.TITLE: "Title",
    ParagraphRole.HEADING: "Heading1",
    ParagraphRole.STAMP: "Stamp",
    ParagraphRole.APPROVAL: "Approval",
    ParagraphRole.SIGNATURE: "Signature",
    ParagraphRole.NOTE: "Note",
}
_CENTERED = frozenset({"Title"})
_BOLD = frozenset({"Title", "Owner", *(f"Heading{level + 1}" for level in range(HEADING_LEVELS))})
_SPACER = paragraph("", "Spacer")
_LEVEL_OF_COMPRESSION = 6
# Distance of the footer from the edge of the sheet, millimetres.
_FOOTER_PLACE = 8.0


def write_docx(printed: PrintedDocument, *, created: datetime | None = None) -> bytes:
    """Write a printed document as a Word file.

    Args:
        printed: the document.
        created: aware moment told in the properties; without it none is told and the bytes depend
            on the document alone.

    >>> write_docx(PrintedDocument("План", ()))[:2]
    b'PK'
    """
    pictures = placed_pictures([one for one in printed.blocks if isinstance(one, PrintedImage)])
    placed = list(pictures.values())
    relations = package.document_relations([(one.identifier, one.target) for one in placed])
    styles = styles_part(printed.page, printed.font_size, printed.language)
    parts = {
        "[Content_Types].xml": package.content_types(),
        "_rels/.rels": package.package_relations(),
        "docProps/core.xml": package.core_properties(printed, created),
        "docProps/app.xml": package.app_properties(),
        "word/_rels/document.xml.rels": relations,
        "word/styles.xml": styles,
        "word/settings.xml": package.settings(printed.language),
        "word/footer1.xml": _footer(printed),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compresslevel=_LEVEL_OF_COMPRESSION) as archive:
        for name, text in parts.items():
            archive.writestr(package.part(name), text)
        for picture in placed:
            archive.writestr(package.part(f"word/{picture.target}"), picture.image.data)
        with archive.open(package.part("word/document.xml"), "w") as stream:
            for piece in _document(printed, pictures):
                stream.write(piece.encode("utf-8"))
    return buffer.getvalue()


def _document(printed: PrintedDocument, pictures: dict[int, PlacedPicture]) -> Iterator[str]:
    yield f"{DECLARATION}<w:document {NAMESPACES}><w:body>"
    after_table = False
    for block in printed.blocks:
        is_table = isinstance(block, PrintedTable)
        # Word joins two tables that touch.
        if after_table and is_table:
            yield _SPACER
        yield from _block(block, printed, pictures)
        after_table = is_table
    if after_table or not printed.blocks:
        yield _SPACER
    yield f"{_section(printed.page)}</w:body></w:document>"


def _block(
    block: PrintedBlock, printed: PrintedDocument, pictures: dict[int, PlacedPicture]
) -> Iterator[str]:
    match block:
        case PrintedParagraph():
            yield _paragraph(block)
        case PrintedImage():
            picture = pictures.get(id(block))
            yield picture.markup() if picture else paragraph(block.alternative, "BodyText")
        case PrintedTable() if block.rows:
            yield from table_markup(block, printed)


def _paragraph(block: PrintedParagraph) -> str:
    style = _STYLES[block.role]
    if block.level and block.role is not ParagraphRole.TITLE:
        style = f"Heading{min(block.level, HEADING_LEVELS)}"
    usual = Align.CENTER if style in _CENTERED else Align.LEFT
    align = None if block.align is usual else block.align
    if block.role is ParagraphRole.APPROVAL and block.align is Align.RIGHT:
        # The whole block stands at the right; its lines begin under one another.
        align = None
    is_bold = block.is_bold and style not in _BOLD
    parts = block.text.split("\n\n")
    return "".join(
        paragraph(
            part,
            style,
            align=align,
            is_bold=is_bold,
            starts_page=block.starts_page and index == 0,
        )
        for index, part in enumerate(parts)
    )


def _section(page: Page) -> str:
    orientation = ' w:orient="landscape"' if page.width > page.height else ""
    margins = "".join(
        f' w:{side}="{twips(length)}"'
        for side, length in (
            ("top", page.top),
            ("right", page.right),
            ("bottom", page.bottom),
            ("left", page.left),
            ("header", _FOOTER_PLACE),
            ("footer", _FOOTER_PLACE),
            ("gutter", 0.0),
        )
    )
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{package.FOOTER}"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{orientation}/>'
        f"<w:pgMar{margins}/></w:sectPr>"
    )


def _footer(printed: PrintedDocument) -> str:
    text = " ".join(printed.footer.split())
    return (
        f'{DECLARATION}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{run(text)}<w:r><w:tab/><w:t>Страница</w:t></w:r>{run(' ')}{_field('PAGE')}"
        f"{run(' из ')}{_field('NUMPAGES')}</w:p></w:ftr>"
    )


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
