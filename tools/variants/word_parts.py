"""The parts of a Word package around the words: styles, lists, notes, relations."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

BULLETS = 1
NUMBERS = 2
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HOLDER = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = (
    f'xmlns:w="{_W}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)
_PAGE = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" '
    'w:footer="567" w:gutter="0"/></w:sectPr>'
)
_STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="22"/><w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
)


def parts(
    body: str, *, list_starts: int, has_overrides: bool, notes: Sequence[str]
) -> dict[str, str]:
    """Return the parts of a package; `list_starts` is how often the numbering begins anew.

    It begins anew by overriding the start of one list, or by a list of its own each time.
    """
    kinds = ["styles", "numbering", *(["footnotes"] if notes else [])]
    result = {
        "[Content_Types].xml": _content_types(kinds),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": _root("document", f"<w:body>{body}{_PAGE}</w:body>"),
        "word/_rels/document.xml.rels": _relations({kind: f"{kind}.xml" for kind in kinds}),
        "word/styles.xml": _root("styles", _STYLES),
        "word/numbering.xml": _root("numbering", _lists(list_starts, has_overrides=has_overrides)),
    }
    if notes:
        result["word/footnotes.xml"] = _root("footnotes", _notes(notes))
    return result


def text_box(paragraph: str) -> str:
    """Return a run with a text box, once for new programs and once more for old ones."""
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="1200000" cy="300000"/>'
        '<wp:docPr id="1" name="Надпись"/>'
        "<a:graphic><a:graphicData "
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f"<wps:txbx><w:txbxContent>{paragraph}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    old = (
        '<w:pict><v:shape style="width:95pt;height:24pt"><v:textbox>'
        f"<w:txbxContent>{paragraph}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def _root(local: str, inner: str) -> str:
    return f"{_HEAD}<w:{local} {_NAMESPACES}>{inner}</w:{local}>"


def _content_types(kinds: Sequence[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for kind in kinds
    )
    return (
        f'{_HEAD}<Types xmlns="{_HOLDER}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f"{overrides}</Types>"
    )


def _relations(targets: dict[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="rId{index}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_HOLDER}/relationships">{items}</Relationships>'


def _lists(list_starts: int, *, has_overrides: bool) -> str:
    """A bulleted list and a numbered one for each start, or overrides of the first of them."""
    indent = '<w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr>'
    symbol = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr>'
    bullet = f'<w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/>{indent}{symbol}'
    number = f'<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>{indent}'
    levels = [bullet, *[number] * (1 if has_overrides else list_starts)]
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{index}"><w:lvl w:ilvl="0"><w:start w:val="1"/>{level}'
        "</w:lvl></w:abstractNum>"
        for index, level in enumerate(levels)
    )
    lists = f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for start in range(list_starts):
        kind = 1 if has_overrides else start + 1
        again = override if has_overrides and start else ""
        lists += (
            f'<w:num w:numId="{NUMBERS + start}"><w:abstractNumId w:val="{kind}"/>{again}</w:num>'
        )
    return abstract + lists


def _notes(notes: Sequence[str]) -> str:
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{index}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for index, kind in enumerate(("separator", "continuationSeparator"))
    )
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return lines + "".join(
        f'<w:footnote w:id="{index}"><w:p><w:r>{raised}<w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
        for index, note in enumerate(notes, 2)
    )
