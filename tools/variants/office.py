"""LibreOffice as a converter: one call, a profile of its own, nothing left behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = ("soffice", "libreoffice")
# The file type asked for and the filter that makes it.
FILTERS = {
    "odt": "odt:writer8",
    "doc": "doc:MS Word 97",
    "docx": "docx:MS Word 2007 XML",
    "pdf": "pdf",
    "html": "html:HTML (StarWriter)",
    "ods": "ods:calc8",
    "xls": "xls:MS Excel 97",
}
_TIME = 180


class OfficeMissingError(RuntimeError):
    """LibreOffice is not installed, or it did not make the file."""


def find_office() -> str | None:
    """Return the path of LibreOffice, or None."""
    return next((path for name in PROGRAMS if (path := shutil.which(name))), None)


def convert(data: bytes, source_type: str, target_type: str) -> bytes:
    """Return the file in another format.

    Raises:
        OfficeMissingError: LibreOffice is not there or fails.
    """
    program = find_office()
    if program is None:
        raise OfficeMissingError("LibreOffice не установлен: варианты корпуса не построить.")
    with tempfile.TemporaryDirectory(prefix="corpus-office-") as folder:
        source = Path(folder) / f"plan.{source_type}"
        source.write_bytes(data)
        done = subprocess.run(
            [
                program,
                f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                FILTERS[target_type],
                "--outdir",
                str(Path(folder) / "made"),
                str(source),
            ],
            capture_output=True,
            text=True,
            timeout=_TIME,
            check=False,
            # Moments inside the files are taken from here where the program knows how to.
            env={**os.environ, "SOURCE_DATE_EPOCH": "1673859600", "TZ": "UTC"},
        )
        target = Path(folder) / "made" / f"plan.{target_type}"
        if not target.exists():
            raise OfficeMissingError(f"LibreOffice не построил файл: {done.stdout}{done.stderr}")
        return target.read_bytes()
