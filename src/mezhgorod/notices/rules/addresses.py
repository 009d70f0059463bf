"""Addresses and one-line texts that go into the head of a letter: nothing dangerous gets there."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

MAX_ADDRESS = 254
MAX_NAME = 300

_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
_SPACES = re.compile(r"\s+")
# Allowed by the standard, but a shell, a list server or a person may take them for something else.
_DANGEROUS = re.compile(r"[|`!%'\"<>(),:;\[\]\\/{}$&*?^#=~\s]|^[-.]")


def without_controls(text: str) -> str:
    """Return a text without control characters and marks of writing direction; lines stay."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return a text on one line: what stands in the head of a letter has no line breaks."""
    return _SPACES.sub(" ", without_controls(text)).strip()


def address_trouble(address: str) -> str:
    """Return why nothing can be sent to an address, empty when it can.

    Local parts keep to plain letters, digits and «. _ + -»: what else RFC 5321 allows is not met in
    offices and has been used against mail programs.
    """
    if not address:
        return "Адрес не указан."
    if len(address) > MAX_ADDRESS:
        return f"Адрес длиннее {MAX_ADDRESS} знаков."
    local, _, domain = address.rpartition("@")
    is_plain = local.isascii() and not _DANGEROUS.search(local)
    try:
        validate_email(address)
        domain.encode("idna")
    except (ValidationError, UnicodeError):
        is_plain = False
    if not is_plain:
        return f"«{one_line(address)[:80]}» не похоже на адрес электронной почты."
    return ""


def wire_address(address: str) -> str:
    """Return an address as it goes over the wire: a domain in Cyrillic in its ASCII form."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def address_key(address: str) -> str:
    """Return the form in which addresses are compared and kept: without the case of letters."""
    return address.strip().lower()
