"""Which encoding a text file is in. Decoding only; what the text means is not asked here."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

SAMPLE_SIZE = 64 * 1024
BROKEN = "\ufffd"
# At most one sign of so many may be broken.
_BROKEN_SHARE = 200

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = ("cp1251", "koi8-r", "cp866")
ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1251": "Windows-1251",
    "koi8-r": "КОИ-8",
    "cp866": "DOS (866)",
}

# Share of every letter in running Russian text, in percent («ё» with «е»), а to я.
_SHARES = {
    "а": 8.0, "б": 1.6, "в": 4.5, "г": 1.7, "д": 3.0, "е": 8.5, "ж": 0.9, "з": 1.7,
    "и": 7.4, "й": 1.2, "к": 3.5, "л": 4.4, "м": 3.2, "н": 6.7, "о": 11.0, "п": 2.8,
    "р": 4.7, "с": 5.5, "т": 6.3, "у": 2.6, "ф": 0.3, "х": 1.0, "ц": 0.5, "ч": 1.4,
    "ш": 0.7, "щ": 0.4, "ъ": 0.1, "ы": 1.9, "ь": 1.7, "э": 0.3, "ю": 0.6, "я": 2.0,
}  # fmt: skip
# A text in the right encoding averages 5.9, one in a wrong encoding about 3.
_DIVIDE = 4.0
_STRANGE = -6.0
_PUNCTUATION = frozenset("«»№—–“”„…·•§°\u00a0")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of a file and the encoding it was in; `is_certain` false when it was guessed."""

    text: str
    encoding: str
    is_certain: bool


def decode_text(data: bytes) -> DecodedText | None:
    """Return the text of a file, or None when the bytes are no text in any known encoding.

    Byte order marks and valid UTF-8 are certain; UTF-16 without a mark shows by its zero bytes; the
    one-byte Russian encodings are told apart by letter frequency and case. A broken sign of UTF-8
    among hundreds of good ones is shown as `BROKEN`.

    >>> decode_text("План мероприятий".encode("koi8-r")).encoding
    'koi8-r'
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode(data, encoding, is_certain=True)
    if b"\0" in data:
        utf16 = _utf16_without_mark(data[:SAMPLE_SIZE])
        return _decode(data, utf16, is_certain=False) if utf16 else None
    if (decoded := _decode(data, "utf-8", is_certain=True)) is not None:
        return decoded
    best = max(_SINGLE_BYTE, key=lambda name: _russian_score(data[:SAMPLE_SIZE], name))
    if _russian_score(data[:SAMPLE_SIZE], best) <= 0:
        return _decode_broken(data)
    return _decode(data, best, is_certain=False)


def _decode_broken(data: bytes) -> DecodedText | None:
    """Return a UTF-8 text in which a few bytes are broken: cut off or spoiled on the way."""
    text = data.decode("utf-8", errors="replace")
    is_text = text.count(BROKEN) * _BROKEN_SHARE <= len(text) and _control_share(text) <= 0.01
    return DecodedText(text.removeprefix("\ufeff"), "utf-8", is_certain=False) if is_text else None


def _decode(data: bytes, encoding: str, *, is_certain: bool) -> DecodedText | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if "\0" in text or _control_share(text) > 0.01:
        return None
    return DecodedText(text.removeprefix("\ufeff"), encoding, is_certain)


def _control_share(text: str) -> float:
    """Return the share of control characters that no text editor writes."""
    sample = text[:SAMPLE_SIZE]
    strange = sum(1 for char in sample if char < " " and char not in "\t\n\r\v\f\x07\x1e\x1f")
    return strange / max(len(sample), 1)


def _utf16_without_mark(sample: bytes) -> str | None:
    """Tell the byte order by where spaces and Cyrillic high bytes (04) stand."""
    even, odd = sample[0::2], sample[1::2]
    little = odd.count(0) + odd.count(4)
    big = even.count(0) + even.count(4)
    half = max(len(odd), 1)
    if little > 0.8 * half and little > big:
        return "utf-16-le"
    if big > 0.8 * half and big > little:
        return "utf-16-be"
    return None


def _russian_score(sample: bytes, encoding: str) -> float:
    """Score how Russian the bytes look: frequent letters count for, odd case and signs against."""
    text = sample.decode(encoding, errors="replace")
    score = 0.0
    previous = " "
    for char in text:
        if char > "\x7f":
            score += _letter_score(char, previous)
        elif char < " " and char not in "\t\n\r\v\f":
            score += _STRANGE
        previous = char
    return score


def _letter_score(char: str, previous: str) -> float:
    share = _SHARES.get("е" if char in "ёЁ" else char.lower())
    if share is None:
        return 0.0 if char in _PUNCTUATION else _STRANGE
    if previous.islower() and char.isupper():
        return _STRANGE
    return share - _DIVIDE
