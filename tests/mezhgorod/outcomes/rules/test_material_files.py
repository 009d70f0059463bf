"""Files of events are told by their content."""

from __future__ import annotations

import io
import zipfile

import pytest

from mezhgorod.outcomes.rules.material_files import MAX_FILE_BYTES, kind_of_file
from mezhgorod.registry.rules import RuleViolation


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def office(part: str, **more: str) -> bytes:
    return packed(**{"[Content_Types].xml": "", part: "", **more})


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (office("word/document.xml"), "docx"),
        (office("xl/workbook.xml"), "xlsx"),
        (office("ppt/presentation.xml"), "pptx"),
        (packed(mimetype="application/vnd.oasis.opendocument.presentation"), "odp"),
        ("Программа встречи".encode(), "txt"),
    ],
)
def test_kept_kinds(data: bytes, ending: str) -> None:
    assert kind_of_file(data, name="файл.html").ending == ending


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "material.empty"),
        (b"%PDF-" + b"0" * MAX_FILE_BYTES, "material.too_large"),
        (b"MZ\x90\x00", "material.kind"),
        (b"  <!doctype html><script>", "material.kind"),
        (b"\xef\xbb\xbf<svg/>", "material.kind"),
        (packed(**{"a.exe": ""}), "material.kind"),
        (packed(mimetype="x" * 300), "material.kind"),
        (b"PK\x03\x04broken", "material.kind"),
        (office("word/document.xml", **{"word/vbaProject.bin": ""}), "material.macros"),
        ("Программа".encode("cp1251"), "material.kind"),
    ],
)
def test_refused_kinds(data: bytes, code: str) -> None:
    with pytest.raises(RuleViolation, match=r"«отчёт\.docx»") as refused:
        kind_of_file(data, name="отчёт.docx")

    assert refused.value.code == code
