"""The styles of an exported Word document: people change the look of a plan there, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.documents.printed import Page
from planbook.writers.docx.markup import DECLARATION, quoted, twips

# What Russian offices type in: the widths of columns in their documents are made for it.
FONT = "Times New Roman"
HEADER_SHADE = "E7EAEE"
SECTION_SHADE = "F1F2F4"
_BORDER = "595959"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# An approval stands in the right part of the page, its lines under one another.
APPROVAL_SHARE = 0.58
HEADING_LEVELS = 6
_TOGETHER = frozenset({"Title", "Owner", "Approval", "Stamp", "Note"})


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style: how it differs from the text of the document; sizes in points."""

    identifier: str
    name: str
    size: float = 0.0
    align: str = ""
    is_bold: bool = False
    before: float = 0.0
    after: float = 0.0
    keeps_next: bool = False
    outline: int = -1
    extra: str = ""
    indent: int = 0


def styles_part(page: Page, font_size: float, language: str) -> str:
    """Return `word/styles.xml` for a page and a size of text in points."""
    looks = "".join(_style(look, font_size) for look in _looks(page, font_size))
    return (
        f"{DECLARATION}<w:styles {_W}>{_defaults(font_size, language)}"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
        f"{looks}{_TABLE_STYLES}</w:styles>"
    )


def _defaults(font_size: float, language: str) -> str:
    fonts = "".join(f' w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    lang = quoted(language)
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>{_size(font_size)}"
        f'<w:lang w:val={lang} w:eastAsia={lang} w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="252" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _looks(page: Page, size: float) -> list[_Look]:
    width = twips(page.text_width)
    right_tab = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    headings = [
        _Look(
            f"Heading{level}",
            f"heading {level}",
            size=size + max(2 - level, 0),
            is_bold=True,
            before=12,
            after=6,
            keeps_next=True,
            outline=level - 1,
        )
        for level in range(1, HEADING_LEVELS + 1)
    ]
    return [
        _Look("Title", "Title", size + 3, "center", True, before=6, after=10, keeps_next=True),
        *headings,
        _Look("BodyText", "Body Text", after=6),
        _Look("Owner", "Владелец плана", size + 1, is_bold=True, after=4),
        _Look("Stamp", "Гриф", after=6),
        _Look("Approval", "Утверждение", after=4, indent=round(width * APPROVAL_SHARE)),
        _Look("Signature", "Signature", before=18, after=0, extra=right_tab),
        _Look("Note", "Примечание к плану", size - 1, before=3, after=3),
        _Look("TableText", "Текст таблицы", size - 1),
        _Look("TableHeader", "Шапка таблицы", size - 1, "center", True, keeps_next=True),
        _Look("TableNumbers", "Номера столбцов", size - 2, "center", keeps_next=True),
        _Look("TableSection", "Раздел в таблице", size - 1, "center", True, 2, 2, True),
        _Look("Spacer", "Между таблицами", 4),
        _Look("Footer", "footer", size - 2, extra=right_tab),
    ]


def _style(look: _Look, font_size: float) -> str:
    properties = "<w:keepNext/>" if look.keeps_next else ""
    properties += look.extra
    if look.before or look.after:
        properties += f'<w:spacing w:before="{_twentieths(look.before)}"'
        properties += f' w:after="{_twentieths(look.after)}"/>'
    properties += f'<w:ind w:left="{look.indent}"/>' if look.indent else ""
    # Lines of one kind stand together: a title of two lines is one title.
    properties += "<w:contextualSpacing/>" if look.identifier in _TOGETHER else ""
    properties += f'<w:jc w:val="{look.align}"/>' if look.align else ""
    properties += f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline >= 0 else ""
    run = "<w:b/>" if look.is_bold else ""
    run += _size(look.size) if look.size and look.size != font_size else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{look.identifier}"{_custom(look)}>'
        f'<w:name w:val="{look.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _custom(look: _Look) -> str:
    # The styles that Word itself ships keep their English names; Word translates them.
    return "" if look.name.isascii() else ' w:customStyle="1"'


def _twentieths(points: float) -> int:
    return round(points * 20)


def _size(points: float) -> str:
    half_points = max(round(points * 2), 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _border(side: str) -> str:
    return f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_BORDER}"/>'


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TABLE_STYLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="PlanTable">'
    '<w:name w:val="Таблица плана"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
    f"<w:tblBorders>{''.join(map(_border, _SIDES))}</w:tblBorders><w:tblCellMar>"
    '<w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
)
