"""A letter as it goes over the wire (RFC 5322): its head, its text, the same as simple HTML."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr, parseaddr

from django.utils.html import escape

from mezhgorod.notices.rules.addresses import one_line, wire_address, without_controls

# Headers are folded here word by word: the newer policy of `email` tears long names apart.
_WIRE = compat32.clone(linesep="\r\n", max_line_length=0)
# The long part of a personal link or of a refusal: whoever has it may act for the addressee.
_SECRET = re.compile(r"(https?://\S*?/)[\w.:=-]{16,}")
_LINK = re.compile(r"https?://[^\s<>\"«»]+[^\s<>\"«».,;:!?)]")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What goes out: whose name, to whom, the words, the address of refusal if there is one."""

    sender: str
    to_address: str
    to_name: str
    subject: str
    body: str
    message_id: str
    at: datetime
    sender_name: str = ""
    stop_url: str = ""


def message_id(key: str, sender: str) -> str:
    """Return the Message-ID of a letter: the same however often the letter is sent.

    Mail programs that get a message twice recognise it by this.
    """
    domain = wire_address(plain_address(sender)).rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def plain_address(sender: str) -> str:
    """Return the bare address of «Имя <адрес>»."""
    return parseaddr(sender)[1]


def message_bytes(envelope: Envelope) -> bytes:
    """Return a message whose lines end as SMTP wants them.

    It is marked as written by a program (RFC 3834), so that absence notices do not answer it, and
    can be refused with one click (RFC 8058). Names and subjects lose line breaks before they get
    into the head: nothing in them can become a line of its own.
    """
    text = full_text(envelope.body, envelope.stop_url)
    message = MIMEMultipart("alternative")
    message["From"] = _address(envelope.sender_name, plain_address(envelope.sender))
    message["To"] = _address(envelope.to_name, envelope.to_address)
    message["Subject"] = _words(envelope.subject, "Subject")
    message["Date"] = format_datetime(envelope.at)
    message["Message-ID"] = one_line(envelope.message_id)
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "ru"
    if envelope.stop_url:
        message["List-Unsubscribe"] = f"<{one_line(envelope.stop_url)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.attach(MIMEText(text, "plain", "utf-8"))
    message.attach(MIMEText(html_of(text), "html", "utf-8"))
    return message.as_bytes(policy=_WIRE)


def full_text(body: str, stop_url: str) -> str:
    """Return the text with the line about refusal under it."""
    text = without_controls(body).strip()
    if stop_url:
        text = f"{text}\n\n-- \nНе присылать такие письма: {stop_url}"
    return f"{text}\n"


def without_secrets(text: str) -> str:
    """Return a text whose links open nothing: for those who may read letters but not send them."""
    return _SECRET.sub(r"\1…", text)


def html_of(text: str) -> str:
    """Return a text as simple HTML: paragraphs, line breaks, links; everything else escaped."""
    paragraphs = re.split(r"\n{2,}", text.strip())
    parts = "".join(f"<p>{_linked(one)}</p>\n" for one in paragraphs)
    head = '<meta charset="utf-8"><title>Письмо</title>'
    return f'<!doctype html>\n<html lang="ru"><head>{head}</head><body>\n{parts}</body></html>\n'


def _linked(text: str) -> str:
    parts, end = [], 0
    for found in _LINK.finditer(text):
        url = escape(found.group())
        parts += [escape(text[end : found.start()]), f'<a href="{url}">{url}</a>']
        end = found.end()
    return "".join([*parts, escape(text[end:])]).replace("\n", "<br>\n")


def _address(name: str, address: str) -> str:
    return formataddr((_words(name, "To"), wire_address(one_line(address))))


def _words(text: str, header: str) -> str:
    """Return a text for the head of a message, encoded and folded where it is not plain ASCII."""
    line = one_line(text)
    if line.isascii():
        return line
    return Header(line, "utf-8", header_name=header).encode(linesep="\r\n")
