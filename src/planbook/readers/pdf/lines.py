"""Characters gathered into lines of text: blanks, raised figures, ink laid twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from planbook.readers.pdf.content import Char, Line, PageContent, Stroke

# Shares of the size of type.
_SAME_LINE = 0.45
_BLANK_GAP = 0.19
_DOUBLE_STRIKE = 0.12
_WIDE_GAP = 0.5
# In widths of a blank: letters of one width have wide ones.
_WIDE_BLANK = 1.5
_RAISED_SIZE = 0.85
_RAISED_BY = 0.12
_MEDIAN_BLANK = 0.27
_RAISED = str.maketrans("0123456789i", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁱ")


def set_upright(content: PageContent) -> PageContent:
    """Turn a page whose writing mostly lies on its side, so that its lines run across."""
    counts = Counter(char.turn for char in content.chars)
    turn = counts.most_common(1)[0][0] if counts else 0
    if counts[0] == counts[turn]:
        return content
    width, height = content.width, content.height
    turned = replace(
        content, chars=[_turn_char(char, turn, width, height) for char in content.chars]
    )
    if turn == 2:
        turned.across = [
            Stroke(height - s.at, width - s.end, width - s.start) for s in content.across
        ]
        turned.upright = [
            Stroke(width - s.at, height - s.end, height - s.start) for s in content.upright
        ]
        return turned
    turned.width, turned.height = height, width
    if turn == 1:
        turned.across = [Stroke(width - s.at, s.start, s.end) for s in content.upright]
        turned.upright = [Stroke(s.at, width - s.end, width - s.start) for s in content.across]
    else:
        turned.across = [Stroke(s.at, height - s.end, height - s.start) for s in content.upright]
        turned.upright = [Stroke(height - s.at, s.start, s.end) for s in content.across]
    return turned


def _turn_char(char: Char, turn: int, width: float, height: float) -> Char:
    """Return a character as it stands on the page turned back by quarter turns."""
    rest = (char.turn - turn) % 4
    if turn == 2:
        if char.turn % 2:
            return replace(
                char, x0=height - char.x1, x1=height - char.x0, y=width - char.y, turn=rest
            )
        return replace(char, x0=width - char.x1, x1=width - char.x0, y=height - char.y, turn=rest)
    if char.turn % 2:
        # Its `x0`, `x1` run along the page, its `y` across.
        if turn == 1:
            return replace(char, y=width - char.y, turn=rest)
        return replace(char, x0=height - char.x1, x1=height - char.x0, turn=rest)
    # Writing that ran across the page runs along the turned one.
    if turn == 1:
        return replace(char, x0=width - char.x1, x1=width - char.x0, turn=rest)
    return replace(char, y=height - char.y, turn=rest)


def centre(char: Char) -> tuple[float, float]:
    """Return a point of the page that lies well inside a character."""
    along = (char.x0 + char.x1) / 2
    if char.turn % 2:
        return char.y, along
    return along, char.y - char.size * 0.3


def read_lines(chars: Iterable[Char], *, splits_wide_gaps: bool = False) -> list[Line]:
    """Return the lines of upright writing from top to bottom.

    `splits_wide_gaps` gives a line of its own to what stands far from the word before it.
    """
    rows = _rows(sorted((char for char in chars if char.turn == 0), key=lambda char: char.y))
    lines: list[Line] = []
    for row in rows:
        for piece in _pieces(_without_double(row), splits_wide_gaps):
            line = _line(piece)
            if line is not None:
                lines.append(line)
    return lines


def read_turned_lines(chars: Iterable[Char]) -> list[Line]:
    """Return the lines of writing that stands on its side, as if the page were turned."""
    lines: list[Line] = []
    turned = list(chars)
    for turn in (3, 1):
        flat = [_turn_char(char, turn, 0.0, 0.0) for char in turned if char.turn == turn]
        lines.extend(read_lines(flat))
    return lines


def _rows(chars: Sequence[Char]) -> list[list[Char]]:
    """Gather characters of one base line; raised and lowered ones belong to the larger type."""
    rows: list[list[Char]] = []
    base = size = 0.0
    for char in chars:
        reach = _SAME_LINE * max(size, char.size)
        if rows and char.y - base <= reach:
            rows[-1].append(char)
            if char.size > size:
                base, size = char.y, char.size
        else:
            rows.append([char])
            base, size = char.y, char.size
    return rows


def _without_double(row: list[Char]) -> list[Char]:
    """Order a row and drop ink that is laid twice to look bold."""
    kept: list[Char] = []
    for char in sorted(row, key=lambda char: char.x0):
        is_double = False
        for near in reversed(kept[-3:]):
            if near.text == char.text and char.text != " ":
                is_double = (
                    abs(near.x0 - char.x0) <= _DOUBLE_STRIKE * char.size
                    and abs(near.y - char.y) <= _DOUBLE_STRIKE * char.size
                )
                break
        if not is_double:
            kept.append(char)
    return kept


def _pieces(row: list[Char], splits: bool) -> Iterable[list[Char]]:
    if not splits:
        yield row
        return
    blank = max((char.x1 - char.x0 for char in row if char.text == " "), default=0.0)
    piece: list[Char] = []
    end = 0.0
    for char in row:
        if char.text == " ":
            if piece:
                piece.append(char)
            continue
        if piece and char.x0 - end > max(_WIDE_GAP * char.size, _WIDE_BLANK * blank):
            yield piece
            piece = []
        piece.append(char)
        end = char.x1
    if piece:
        yield piece


def _line(row: Sequence[Char]) -> Line | None:
    """Write a row of characters as text with the measures that tell how it was wrapped."""
    inked = [char for char in row if char.text != " " and char.text != "\xa0"]
    if not inked:
        return None
    size = max(char.size for char in inked)
    parts, first_end = _write(row, inked, size)
    blanks = [char.x1 - char.x0 for char in row if char.text == " " and char.x1 > char.x0]
    return Line(
        text=parts,
        x0=inked[0].x0,
        x1=max(char.x1 for char in inked),
        y=max((char.y for char in inked if char.size >= size * _RAISED_SIZE), default=inked[0].y),
        size=size,
        is_bold=sum(char.is_bold for char in inked) * 2 > len(inked),
        first=first_end - inked[0].x0,
        start=inked[0].x1 - inked[0].x0,
        blank=min(blanks) if blanks else _MEDIAN_BLANK * size,
        is_artifact=all(char.is_artifact for char in inked),
    )


def _write(row: Sequence[Char], inked: Sequence[Char], size: float) -> tuple[str, float]:
    """Return the text of a row and where its first word ends."""
    base = _base(inked, size)
    parts: list[str] = []
    first_end = 0.0
    previous: Char | None = None
    blank_before = False
    for char in row:
        if char.text == " ":
            blank_before = True
            continue
        if previous is not None:
            gap = char.x0 - previous.x1
            if blank_before or gap > _BLANK_GAP * size:
                parts.append(" ")
                first_end = first_end or previous.x1
        parts.append(_raised(char, base, size))
        previous, blank_before = char, False
    return "".join(parts).strip(), first_end or inked[-1].x1


def _base(inked: Sequence[Char], size: float) -> float:
    return max(char.y for char in inked if char.size >= size * _RAISED_SIZE)


def _raised(char: Char, base: float, size: float) -> str:
    """Return a character, figures set small and high as raised figures of Unicode."""
    if char.size < size * _RAISED_SIZE and base - char.y > _RAISED_BY * size:
        return char.text.translate(_RAISED)
    return char.text
