"""Signs of the Symbol and Wingdings fonts that plans use as bullets and ticks. Data only."""

from __future__ import annotations

# (font, code without its private-use prefix F0) → the Unicode sign that looks like it.
_SIGNS: dict[tuple[str, int], str] = {
    ("symbol", 0x2D): "−",
    ("symbol", 0xA7): "♣",
    ("symbol", 0xA8): "♦",
    ("symbol", 0xAE): "→",
    ("symbol", 0xB0): "°",
    ("symbol", 0xB1): "±",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB4): "×",
    ("symbol", 0xB7): "•",
    ("symbol", 0xBE): "—",
    ("wingdings", 0x6C): "●",
    ("wingdings", 0x6E): "■",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x71): "❑",
    ("wingdings", 0x75): "◆",
    ("wingdings", 0x76): "❖",
    ("wingdings", 0x77): "⬥",
    ("wingdings", 0x9F): "•",
    ("wingdings", 0xA7): "▪",
    ("wingdings", 0xA8): "◻",
    ("wingdings", 0xD8): "➢",
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xE8): "➔",
    ("wingdings", 0xF0): "⇨",
    ("wingdings", 0xFB): "✗",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xFE): "☑",
}
_PRIVATE_USE = range(0xE000, 0xF900)


def sign_of(font: str, code: int) -> str:
    """Return the Unicode sign for a code of a symbol font; an unknown one stays as it is coded.

    >>> sign_of("Symbol", 0xF0B7), sign_of("Wingdings", 0xFC)
    ('•', '✓')
    """
    plain = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    known = _SIGNS.get((font.lower(), plain))
    if known:
        return known
    return chr(code) if 0x20 <= code < 0xD800 or code in _PRIVATE_USE else ""


def bullet_of(font: str, text: str) -> str:
    """Return a bullet as Unicode; a private sign of an unknown font is shown as «•».

    >>> bullet_of("Symbol", chr(0xF0B7)), bullet_of("Times New Roman", "–")
    ('•', '–')
    """
    return "".join(_bullet_sign(font, char) if ord(char) in _PRIVATE_USE else char for char in text)


def _bullet_sign(font: str, char: str) -> str:
    sign = sign_of(font, ord(char))
    return "•" if ord(sign) in _PRIVATE_USE else sign
