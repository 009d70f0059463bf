"""States and levels of what was noticed in a source document; limits and names of files."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from django.db import models

from mezhgorod.registry.rules import Reach, Right, Role


class FindingSeverity(models.TextChoices):
    INFO = "info", "к сведению"
    WARNING = "warning", "проверьте"
    ERROR = "error", "ошибка"


class FindingState(models.TextChoices):
    OPEN = "open", "открыто"
    CORRECTED = "corrected", "исправлено"
    ACCEPTED = "accepted", "принято как есть"
    DISMISSED = "dismissed", "не ошибка"


DECIDE_FINDINGS = Right(
    "finding.decide",
    "решать о замечаниях и исправлять по ним строки",
    {Role.DIRECTORATE: Reach.OWNER, Role.REGIONAL_COORDINATOR: Reach.OWNER},
    refusal="О замечаниях решает дирекция, чей это план. Войдите под её учётной записью.",
)
EVIDENCE_RIGHTS = (DECIDE_FINDINGS,)

# Longer files are refused before they are read; the reader has its own finer limits.
MAX_FILE_BYTES = 50 * 1024 * 1024

MAX_FILE_NAME = 255
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
# Signs that turn the direction of writing («exe.pdf» for «fdp.exe»), take no room or are broken.
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def shown_file_name(file_name: str) -> str:
    r"""Return a name safe to show: without folders and control characters, not too long.

    >>> shown_file_name("C:\\Планы\\план 2023.docx"), shown_file_name("план\u202efdp.exe")
    ('план 2023.docx', 'планfdp.exe')
    """
    seen = _UNSEEN.sub("", _CONTROL.sub(" ", file_name))
    name = PurePosixPath(seen.replace("\\", "/")).name.strip()
    return name[-MAX_FILE_NAME:] if name.strip(".") else "документ"


def file_suffix(file_name: str) -> str:
    """Return the ending of a name when it is an ordinary one, for the name the file is kept under.

    >>> file_suffix("ПЛАН.TXT"), file_suffix("план.что-то")
    ('.txt', '')
    """
    suffix = PurePosixPath(file_name).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""
