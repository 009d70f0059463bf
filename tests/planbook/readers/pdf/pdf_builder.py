"""Small .pdf files drawn by hand, in a type whose every letter is 0.6 of its size wide.

Places are points from the upper left corner of an A4 page.
"""

from __future__ import annotations

from planbook.documents import Document
from planbook.readers import DEFAULT_LIMITS
from planbook.readers.pdf.reader import read_here

WIDTH, HEIGHT = 595, 842
LETTER = 6.0
_CMAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    b"1 begincodespacerange <00> <FF> endcodespacerange\n"
    b"2 beginbfrange <20> <7E> <0020> <C0> <FF> <0410> endbfrange\n"
    b"%s endcmap CMapName currentdict /CMap defineresource pop end end"
)
_SIGNS = {
    "Ё": 0x80,
    "ё": 0x81,
    "«": 0x82,
    "»": 0x83,
    "–": 0x84,
    "•": 0x85,
    "\u00ad": 0x86,
    "ﬁ": 0x87,
    "№": 0x88,
}


def text(x: float, y: float, words: str, *, size: float = 10, font: str = "R") -> str:
    """Return the drawing of one line of text; font «B» is bold, «I» tells no letters."""
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{_codes(words)}> Tj ET\n"


def lines(x: float, y: float, *texts: str, step: float = 12) -> str:
    """Return lines of text under each other."""
    return " ".join(text(x, y + step * number, words) for number, words in enumerate(texts))


def stroke(x0: float, y0: float, x1: float, y1: float) -> str:
    """Return a drawn line."""
    return f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S\n"


def bar(x: float, y: float, width: float, height: float) -> str:
    """Return a filled rectangle."""
    return f"{x} {HEIGHT - y - height} {width} {height} re f\n"


def grid(xs: tuple[float, ...], ys: tuple[float, ...]) -> str:
    """Return all lines of a table."""
    level = [stroke(xs[0], y, xs[-1], y) for y in ys]
    plumb = [stroke(x, ys[0], x, ys[-1]) for x in xs]
    return " ".join((*level, *plumb))


def image(x: float, y: float, width: float, height: float) -> str:
    """Return the drawing of a picture."""
    return f"q {width} 0 0 {height} {x} {HEIGHT - y - height} cm /P Do Q\n"


def pdf(*pages: str, rotate: int = 0, trailer: str = "", promised: int | None = None) -> bytes:
    """Return a file with pages of these drawings."""
    count = len(pages)
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {promised or count}>>".encode(),
        b"<</R 4 0 R/B 5 0 R/I %d 0 R>>" % (6 + 2 * count),
        _font("Regular", with_letters=8 + 2 * count),
        _font("Some-Bold", with_letters=8 + 2 * count),
    ]
    for number, content in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Rotate {rotate}"
            f"/Contents {7 + 2 * number} 0 R/Resources<</Font 3 0 R"
            f"/XObject<</P {7 + 2 * count} 0 R>>>>>>".encode()
        )
        objects.append(_stream(content.encode("ascii")))
    objects.append(_font("Unknown", with_letters=0))
    picture = (
        b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    )
    objects.append(_stream(b"\0", picture))
    objects.append(_stream(_CMAP % _extra_signs()))
    return _file(objects, trailer)


def read(*pages: str, rotate: int = 0) -> Document:
    """Return what is read from pages, in this process."""
    return read_here(pdf(*pages, rotate=rotate), "план.pdf", DEFAULT_LIMITS)


def texts(document: Document, table: int = 0) -> list[list[str]]:
    """Return the texts of a table; «^» stands for a cell merged from above."""
    rows = list(document.tables())[table].rows
    return [["^" if cell.is_continuation else cell.text for cell in row.cells] for row in rows]


def spans(document: Document) -> list[list[tuple[int, int, int]]]:
    """Return column, width and height of every cell of the first table that is no continuation."""
    rows = next(document.tables()).rows
    return [
        [
            (cell.column, cell.column_span, cell.row_span)
            for cell in row.cells
            if not cell.is_continuation
        ]
        for row in rows
    ]


def codes(document: Document) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in document.findings]


def _codes(words: str) -> str:
    return "".join(f"{_code(char):02X}" for char in words)


def _code(char: str) -> int:
    if "А" <= char <= "я":
        return 0xC0 + ord(char) - ord("А")
    return _SIGNS.get(char, ord(char))


def _extra_signs() -> bytes:
    signs = "".join(f"<{code:02X}> <{ord(char):04X}> " for char, code in _SIGNS.items())
    return f"{len(_SIGNS)} beginbfchar {signs} endbfchar".encode()


def _font(name: str, *, with_letters: int) -> bytes:
    letters = f"/ToUnicode {with_letters} 0 R" if with_letters else ""
    descriptor = (
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[0 -200 600 800]"
        "/Ascent 800/Descent -200>>"
    )
    widths = " ".join(["600"] * 256)
    return (
        f"<</Type/Font/Subtype/TrueType/BaseFont/{name}/FirstChar 0/LastChar 255"
        f"/Widths[{widths}]/FontDescriptor {descriptor}{letters}>>"
    ).encode()


def _stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), extra, content)


def _file(objects: list[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    ends = f"trailer <</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF"
    return bytes(out + ends.encode())
