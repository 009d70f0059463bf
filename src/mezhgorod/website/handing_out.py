"""A written file as an answer: media type and a name that every system can keep."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from mezhgorod.publication.files import WrittenFile

_MAX_NAME = 100
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def hand_out(file: WrittenFile) -> HttpResponse:
    """Return a file to save, under its Russian name."""
    stem, _, ending = file.name.rpartition(".")
    stem = " ".join(_NOT_IN_NAMES.sub(" ", stem).split())[:_MAX_NAME].strip()
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{stem}.{ending}")
    return response
