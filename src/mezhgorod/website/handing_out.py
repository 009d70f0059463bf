"""A written file as an answer: media type and a name that every system can keep."""

from __future__ import annotations

import re
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from mezhgorod.publication.files import WrittenFile
from planbook.writers import WRITERS

_MAX_NAME = 100
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def hand_out(file: WrittenFile) -> HttpResponse:
    """Return a file to save, under its Russian name."""
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, file_name(file.name))
    return response


def file_name(name: str) -> str:
    """Return a name without signs that some system refuses, its ending kept."""
    stem, _, ending = name.rpartition(".")
    return f"{' '.join(_NOT_IN_NAMES.sub(' ', stem).split())[:_MAX_NAME].strip()}.{ending}"


def hand_out_word(content: bytes, *, name: str) -> HttpResponse:
    """Return a Word file to save; `name` is without its ending."""
    return hand_out(WrittenFile(content, WRITERS["docx"].media_type, f"{name}.docx"))


def show_calendar(content: bytes, *, key: str, name: str) -> HttpResponse:
    """Return a calendar to subscribe to: an ASCII name for old programs, the Russian one beside."""
    shown = quote(f"{' '.join(name.split())[:_MAX_NAME]}.ics", safe="")
    response = HttpResponse(content, content_type=WRITERS["ics"].media_type)
    response["Content-Disposition"] = f"inline; filename=\"{key}.ics\"; filename*=UTF-8''{shown}"
    return response
