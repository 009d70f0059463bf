"""What may be kept as a signed document: by its name and by how its bytes begin."""

from __future__ import annotations

from mezhgorod.registry.rules import RuleViolation

# What an office signs or scans; anything else is no signed document.
SIGNED_ENDINGS = frozenset(
    {"pdf", "docx", "doc", "odt", "rtf", "jpg", "jpeg", "png", "tif", "tiff", "sig", "p7s", "zip"}
)
HEAD_BYTES = 1024
_SIGNATURES = frozenset({"sig", "p7s"})
_BEGINNINGS = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"II*\x00",
    b"MM\x00*",
)
# Windows, Unix and macOS programs, scripts.
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")


def ensure_signed_document(*, name: str, head: bytes) -> None:
    """Refuse a file that cannot be a signed document, also a program under a harmless name.

    Bytes only have to be those of some document: a scan under the wrong ending is still a scan.

    Args:
        head: the first `HEAD_BYTES` of the file.

    Raises:
        RuleViolation: `approval.signed_kind` for the name, `approval.signed_content` for the bytes.
    """
    ending = name.rpartition(".")[2].lower()
    if ending not in SIGNED_ENDINGS:
        message = (
            f"Файл «{name[:80]}» не похож на подписанный документ. "
            "Приложите PDF, Word, скан (JPG, PNG, TIFF) или файл подписи."
        )
        raise RuleViolation("approval.signed_kind", message, "signed")
    is_signature = ending in _SIGNATURES and not head.startswith(_PROGRAMS)
    if not (is_signature or head.startswith(_BEGINNINGS) or b"%PDF-" in head):
        message = (
            f"Внутри файла «{name[:80]}» не документ и не скан, хотя имя говорит об этом. "
            "Откройте файл, проверьте и приложите нужный."
        )
        raise RuleViolation("approval.signed_content", message, "signed")
