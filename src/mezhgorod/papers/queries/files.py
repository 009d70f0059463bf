"""Papers of one press as one file to take away."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from mezhgorod.papers.models import Paper, PaperBatch
from mezhgorod.papers.rules import PaperState
from planbook.word_templates import merge_filled

MAX_MERGED = 200


def papers_of_batch(*, batch: PaperBatch) -> list[Paper]:
    """Return the papers of a press by number, without withdrawn ones and erased files."""
    found = batch.papers.exclude(state=PaperState.WITHDRAWN).exclude(file="")
    return list(found.order_by("number"))


def zip_of_papers(papers: Iterable[Paper]) -> bytes:
    """Return the papers as one archive, each under its number and addressee."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for paper in papers:
            archive.writestr(f"{paper_file_name(paper)}.docx", paper_bytes(paper))
    return target.getvalue()


def merged_papers(papers: Iterable[Paper]) -> bytes:
    """Return papers made from one template as one Word file, each on a new page."""
    return merge_filled([paper_bytes(one) for one in papers], file_name="бумаги.docx")


def can_merge(batch: PaperBatch, count: int) -> bool:
    """Tell whether one file can hold them: headers with fields would be those of the first."""
    version = batch.version
    return version is not None and not version.has_fields_around and 1 < count <= MAX_MERGED


def paper_bytes(paper: Paper) -> bytes:
    """Return the file of a paper."""
    with paper.file.open("rb") as file:
        return bytes(file.read())


def paper_file_name(paper: Paper) -> str:
    """Return how a paper is called as a file, without its ending."""
    whom = paper.addressee_organization or paper.addressee_name
    name = f"{paper.get_kind_display().capitalize()} № {paper.number} {whom}".strip()
    return "".join(" " if sign in '\\/:*?"<>|' else sign for sign in name)[:120].strip()
