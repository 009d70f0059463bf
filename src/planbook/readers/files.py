"""Files as they are named: only regular ones are opened, for a pipe might never end."""

from __future__ import annotations

import stat
from pathlib import Path

from planbook.readers.refusals import refusal


def ensure_file(path: Path, name: str) -> int:
    """Return the size in bytes of a file that may be opened; links are followed.

    Raises:
        UnreadableDocument: nothing is there, or a folder, a pipe or a device.
    """
    try:
        status = path.stat()
    except (OSError, ValueError) as err:
        # A name with a zero character is no name (ValueError).
        raise refusal("file.missing", name) from err
    if not stat.S_ISREG(status.st_mode):
        raise refusal("file.not_a_file", name)
    return status.st_size
