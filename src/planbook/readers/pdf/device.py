"""Takes the drawing of a page apart: every character and every straight line, as it is painted.

Stands directly on the interpreter under pdfplumber: its own objects cost twice the time, and here
the number of marks is bounded while they are drawn.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import (
    PDFGraphicState,
    PDFPageInterpreter,
    PDFResourceManager,
    PDFStackT,
    PDFTextState,
)
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Matrix, PathSegment, Rect, apply_matrix_pt, apply_matrix_rect

from planbook.readers.limits import Limits
from planbook.readers.pdf.characters import UNKNOWN, is_ligature, readable
from planbook.readers.pdf.content import Box, Char, PageContent
from planbook.readers.pdf.strokes import PathStep, strokes_of_path
from planbook.readers.refusals import refusal

_BOLD_NAME = re.compile(r"bold|black|heavy|demi|полужирн", re.IGNORECASE)
_BOLD_WEIGHT = 600
_FORCE_BOLD_FLAG = 1 << 18
# Text rendering modes (ISO 32000-1, table 106).
_FILL_AND_STROKE, _INVISIBLE, _CLIP_ONLY = 2, 3, 7
# How far under its base line a line of text may be cut off, in sizes of type.
_DESCENT = 0.1
_UNIT: Rect = (0, 0, 1, 1)


class PageDevice(PDFTextDevice):
    """Collects the content of one page after the other into `content`."""

    def __init__(self, resources: PDFResourceManager, file_name: str, limits: Limits) -> None:
        super().__init__(resources)
        self._file_name = file_name
        self._limits = limits
        self._number = 0
        self._marks = 0
        self._mode = 0
        self._tags: list[bool] = []
        self._matrices: list[tuple[Matrix | None, Box | None]] = []
        self._bold: dict[int, tuple[PDFFont, bool]] = {}
        self.clip: Box | None = None
        self.content = PageContent(0, 0.0, 0.0)

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Start an empty page of the size it is shown in."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self._number += 1
        self._marks = 0
        self._tags = []
        self._matrices = []
        self.clip = None
        self.content = PageContent(self._number, abs(x1 - x0), abs(y1 - y0))

    def begin_tag(self, tag: PSLiteral, props: PDFStackT | None = None) -> None:
        """Note whether what follows is marked as no content."""
        self._tags.append(getattr(tag, "name", "") in ("Artifact", b"Artifact"))

    def end_tag(self) -> None:
        """Leave the marked part."""
        if self._tags:
            self._tags.pop()

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        """Remember the place of a picture or a group; groups in groups are counted too."""
        self._count_mark()
        self._matrices.append((self.ctm, self.clip))

    def end_figure(self, name: str) -> None:
        """Return to the place before the group; the interpreter forgets to."""
        if self._matrices:
            self.ctm, self.clip = self._matrices.pop()

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Count a picture and the share of the page it covers."""
        content = self.content
        content.image_count += 1
        if self.ctm is None:
            return
        x0, y0, x1, y1 = apply_matrix_rect(self.ctm, _UNIT)
        width = min(x1, content.width) - max(x0, 0.0)
        height = min(y1, content.height) - max(y0, 0.0)
        if width > 0 and height > 0:
            content.image_share += width * height / max(content.width * content.height, 1.0)

    def render_string(
        self,
        textstate: PDFTextState,
        seq: PDFTextSeq,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> None:
        """Draw a string; the way it is painted tells hidden and bold writing."""
        self._mode = textstate.render
        if textstate.font is not None:
            super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(  # noqa: PLR0913 - given by the library
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Keep one character and return how far the next one stands."""
        advance = font.char_width(cid) * fontsize * scaling
        self._count_mark()
        content = self.content
        text = self._text(font, cid)
        if not text:
            return advance
        if self._mode in (_INVISIBLE, _CLIP_ONLY):
            content.invisible_count += 1
        a, b, c, d, e, f = matrix
        x, y = e + c * rise, content.height - f - d * rise
        x_end, y_end = x + a * advance, y - b * advance
        if self._is_clipped((x + x_end) / 2, (y + y_end) / 2, abs(fontsize * d)):
            content.clipped.append(text)
            return advance
        is_bold = self._mode == _FILL_AND_STROKE or self._is_bold(font)
        is_artifact = bool(self._tags) and any(self._tags)
        size = abs(fontsize) * math.hypot(c, d)
        if abs(b) <= abs(a):
            x0, x1 = (x, x_end) if x <= x_end else (x_end, x)
            turn = 0 if a >= 0 else 2
            char = Char(text, x0, x1, y, size, is_bold, turn, is_artifact)
        else:
            # Upright writing keeps its place along the page in `x0`, `x1` after `turned`.
            y0, y1 = (y_end, y) if y_end <= y else (y, y_end)
            char = Char(text, y0, y1, x, size, is_bold, 3 if b > 0 else 1, is_artifact)
        content.chars.append(char)
        return advance

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        """Keep the straight lines of a path that is drawn or filled."""
        self._count_mark(len(path))
        if self.ctm is None or not path:
            return
        steps = self._steps(path, self.ctm)
        across, upright = strokes_of_path(steps, is_drawn=stroke, is_filled=fill)
        self.content.across.extend(across)
        self.content.upright.extend(upright)

    def narrow_clip(self, path: Sequence[PathSegment]) -> None:
        """Paint only inside a path from now on; its bounds stand for it."""
        if self.ctm is None or not path:
            return
        points = [point for _step, pairs in self._steps(path, self.ctm) for point in pairs]
        if not points:
            return
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        old = self.clip or box
        self.clip = Box(
            max(box.x0, old.x0), max(box.y0, old.y0), min(box.x1, old.x1), min(box.y1, old.y1)
        )

    def _steps(self, path: Sequence[PathSegment], matrix: Matrix) -> list[PathStep]:
        """Return the steps of a path in points of the page."""
        height = self.content.height
        steps: list[PathStep] = []
        for segment in path:
            numbers = [float(number) for number in segment[1:]]
            pairs = [
                apply_matrix_pt(matrix, (numbers[i], numbers[i + 1]))
                for i in range(0, len(numbers) - 1, 2)
            ]
            steps.append((str(segment[0]), [(x, height - y) for x, y in pairs]))
        return steps

    def _is_clipped(self, x: float, y: float, size: float) -> bool:
        """Tell whether a character stands wholly outside the part of the page that is painted."""
        clip = self.clip
        if clip is None:
            return False
        return not (clip.x0 <= x <= clip.x1 and clip.y0 <= y <= clip.y1 + size * _DESCENT)

    def _text(self, font: PDFFont, cid: int) -> str:
        try:
            raw = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            raw = ""
        text = readable(raw)
        if is_ligature(raw):
            self.content.ligature_count += 1
        if UNKNOWN in text:
            self.content.unmapped_count += 1
        return text

    def _is_bold(self, font: PDFFont) -> bool:
        """Tell a bold font by its name or its descriptor; the font is kept, so its id stays."""
        known = self._bold.get(id(font))
        if known is None:
            known = self._bold[id(font)] = (font, _is_bold_font(font))
        return known[1]

    def _count_mark(self, count: int = 1) -> None:
        self._marks += count
        limit = self._limits.page_marks
        if self._marks > limit:
            place = f"страница {self._number}"
            raise refusal("pdf.too_many_marks", self._file_name, place=place, limit=limit)


class PageInterpreter(PDFPageInterpreter):
    """The library's interpreter, which also tells the device what part of the page is painted."""

    def init_state(self, ctm: Matrix) -> None:
        """Begin a page or a group with no clip saved."""
        super().init_state(ctm)
        self._clips: list[Box | None] = []

    def do_q(self) -> None:
        """Save the state with its clip."""
        super().do_q()
        if isinstance(self.device, PageDevice):
            self._clips.append(self.device.clip)

    def do_Q(self) -> None:  # noqa: N802 - named like the operator
        """Restore the state with its clip."""
        super().do_Q()
        if self._clips and isinstance(self.device, PageDevice):
            self.device.clip = self._clips.pop()

    def do_W(self) -> None:  # noqa: N802 - named like the operator
        """Narrow the clip to the path being built."""
        if isinstance(self.device, PageDevice):
            self.device.narrow_clip(self.curpath)

    def do_W_a(self) -> None:  # noqa: N802 - named like the operator
        """Narrow the clip; which of overlapping parts count makes no difference here."""
        self.do_W()


def _is_bold_font(font: PDFFont) -> bool:
    descriptor = font.descriptor or {}
    weight, flags = descriptor.get("FontWeight"), descriptor.get("Flags")
    return (
        bool(_BOLD_NAME.search(str(font.fontname)))
        or (isinstance(weight, int | float) and weight >= _BOLD_WEIGHT)
        or (isinstance(flags, int) and bool(flags & _FORCE_BOLD_FLAG))
    )
