"""What is kept as a signed document: names and first bytes."""

import pytest

from mezhgorod.planning.rules.signed import ensure_signed_document
from mezhgorod.registry.rules import RuleViolation


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Решение № 4.pdf", b"%PDF-1.7"),
        ("Решение.PDF", b"\xef\xbb\xbf\r\n%PDF-1.4"),
        ("решение.docx", b"PK\x03\x04"),
        ("решение.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("решение.rtf", b"{\\rtf1"),
        ("скан.jpg", b"\xff\xd8\xff\xe0"),
        ("скан под чужим именем.png", b"\xff\xd8\xff\xe0"),
        ("скан.tiff", b"II*\x00"),
        ("решение.pdf.sig", b"0\x82\x1b\x7f"),
        ("решение.p7s", b"-----BEGIN PKCS7-----"),
    ],
)
def test_documents_scans_and_signatures_are_taken(name: str, head: bytes) -> None:
    ensure_signed_document(name=name, head=head)


@pytest.mark.parametrize(
    ("name", "head", "code"),
    [
        ("программа.exe", b"MZ\x90", "approval.signed_kind"),
        ("без ending", b"%PDF-1.7", "approval.signed_kind"),
        ("решение.pdf.exe", b"MZ\x90", "approval.signed_kind"),
        ("страница.html", b"<html>", "approval.signed_kind"),
        ("рисунок.svg", b"<svg>", "approval.signed_kind"),
        ("решение.pdf", b"MZ\x90", "approval.signed_content"),
        ("решение.pdf", b"<html><script>", "approval.signed_content"),
        ("решение.sig", b"MZ\x90", "approval.signed_content"),
        ("решение.p7s", b"#!/bin/sh", "approval.signed_content"),
        ("скан.png", b"\x7fELF", "approval.signed_content"),
    ],
)
def test_programs_and_pages_are_refused_under_any_name(name: str, head: bytes, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        ensure_signed_document(name=name, head=head)

    assert (refused.value.code, refused.value.field) == (code, "signed")
