"""From the bytes of a page to its element tree: its declared encoding, no network, bounded."""

from __future__ import annotations

import re

from lxml import etree

from planbook.findings import Finding, Severity
from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal
from planbook.readers.text.encodings import ENCODING_NAMES, decode_text

Element = etree._Element

_HEAD_SIZE = 4096
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "windows-1251": "cp1251",
    "cp1251": "cp1251",
    "koi8-r": "koi8-r",
    "cp866": "cp866",
    "ibm866": "cp866",
    "iso-8859-5": "iso8859-5",
}
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# Browsers show what stands after these (HTML Standard, 13.2.6.4.19–22); the parser would drop it.
_ENDS = re.compile(r"</(?:body|html)\s{0,20}>", re.IGNORECASE)
# What Windows puts before a fragment of a page on the clipboard.
_CLIPBOARD_HEADER = re.compile(r"\s*Version:[^<]{0,2000}(?=<)")


def decode_page(data: bytes, file_name: str) -> tuple[str, list[Finding]]:
    """Return the text of a page and what is to be told about its encoding.

    The declaration of the page holds where the bytes agree with it.
    """
    declared = _DECLARED.search(data[:_HEAD_SIZE])
    codec = _CODECS.get(declared[1].decode().lower(), "") if declared else ""
    if codec and not data.startswith(_BYTE_ORDER_MARKS):
        try:
            return data.decode(codec), []
        except UnicodeDecodeError:
            pass
    decoded = decode_text(data)
    if decoded is None:
        raise refusal("file.not_text", file_name)
    if decoded.is_certain:
        return decoded.text, []
    message = (
        f"Кодировка файла определена по содержанию: {ENCODING_NAMES[decoded.encoding]}. "
        "Если буквы показаны неверно, сохраните файл в кодировке UTF-8."
    )
    return decoded.text, [Finding("text.encoding_guessed", message, Severity.WARNING)]


def parse_page(text: str, *, file_name: str, limits: Limits) -> Element | None:
    """Return the root of a page, None for one without any content.

    Raises:
        UnreadableDocument: more elements or deeper nesting than the limits allow.
    """
    if text.count("<") > limits.elements_at_once:
        raise refusal("document.too_long", file_name, limit=limits.elements_at_once)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    plain = _ENDS.sub("", _CONTROLS.sub("", text))
    if header := _CLIPBOARD_HEADER.match(plain):
        plain = plain[header.end() :]
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    # The parser goes on after passing a bound of its own, but leaves out what is beyond it.
    for entry in parser.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            raise refusal("document.too_deep", file_name, limit=limits.nesting)
    # lxml-stubs do not say that a page without content has no root.
    found: Element | None = root
    return found
