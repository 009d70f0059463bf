"""Workbooks of all cities of a round in one archive, so that nobody downloads them one by one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mezhgorod.exchanges.models import Response
from mezhgorod.exchanges.queries import response_subject, responses_of
from mezhgorod.exchanges.queries.answer_sheets import answer_sheet_of
from mezhgorod.exchanges.rules import SEE_RESPONSE
from mezhgorod.publication.files import WrittenFile
from mezhgorod.registry.rules import may
from mezhgorod.website.handing_out import file_name, hand_out
from mezhgorod.website.pages.exchange_rounds.doors import Opened
from planbook.writers.answer_sheet import write_answer_sheet

# A workbook takes about a tenth of a second.
CITIES_PER_ARCHIVE = 50
# The oldest moment an archive can hold: the same answers give the same bytes.
_OLDEST = (1980, 1, 1, 0, 0, 0)


@require_safe
def templates(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Return an archive of workbooks, its part asked for by number."""
    found = shown_responses(opened)
    parts = [part for part, _ in parts_of(found)]
    part = request.GET.get("part", "1")
    if part not in map(str, parts):
        raise Http404
    start = (int(part) - 1) * CITIES_PER_ARCHIVE
    name = f"Шаблоны — {opened.found.exchange.title}, {opened.period}"
    name += f", часть {part}.zip" if len(parts) > 1 else ".zip"
    content = _archive(found[start : start + CITIES_PER_ARCHIVE])
    return hand_out(WrittenFile(content, "application/zip", name))


def shown_responses(opened: Opened) -> list[Response]:
    """Return the answers of a round whose workbooks somebody may have."""
    found = list(responses_of(opened.found))
    for one in found:
        one.round = opened.found
    return [one for one in found if may(opened.actor, SEE_RESPONSE, response_subject(one))]


def parts_of(found: Sequence[Response]) -> Iterator[tuple[int, str]]:
    """Yield the number of every archive and which cities are in it, counted from one."""
    for part, start in enumerate(range(0, len(found), CITIES_PER_ARCHIVE), start=1):
        yield part, f"{start + 1}–{min(start + CITIES_PER_ARCHIVE, len(found))}"


def _archive(responses: Iterable[Response]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for one in responses:
            # The number keeps two cities of one name apart.
            name = file_name(f"{one.party.spoken_name} ({one.party_id}).xlsx")
            content = write_answer_sheet(answer_sheet_of(one))
            archive.writestr(zipfile.ZipInfo(name, _OLDEST), content)
    return held.getvalue()
