"""LibreOffice, where it is installed, as a second converter of old files."""

from __future__ import annotations

import shutil
from pathlib import Path

from planbook.readers.isolation import run_program

_PROGRAM = "soffice"
# No macros, no links to other files, and a proxy nobody listens at: nothing is fetched.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def convert_with_office(source: Path, *, file_name: str, seconds: float) -> bytes | None:
    """Return a file as .docx, None when LibreOffice cannot read it either.

    Raises:
        UnreadableDocument: the time did not suffice.
    """
    program = shutil.which(_PROGRAM)
    if program is None:
        return None
    profile, results = source.parent / "profile", source.parent / "office"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        # Named, so that a file of another kind is not opened as whatever it looks like.
        "--infilter=MS Word 97",
        "--convert-to",
        "docx",
        "--outdir",
        str(results),
        str(source),
    ]
    run_program(command, file_name=file_name, seconds=seconds)
    target = results / source.with_suffix(".docx").name
    return target.read_bytes() if target.exists() else None
