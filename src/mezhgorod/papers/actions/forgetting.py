"""A person who is erased is taken out of papers; numbers and dates of the journal stay."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q

from mezhgorod.papers.models import Paper, PaperBatch
from mezhgorod.papers.rules import BatchState
from mezhgorod.registry.queries.telling import telling, telling_pattern
from mezhgorod.registry.rules.name_forms import name_forms

ERASED_TEXT = "Файл удалён: данные человека стёрты по его просьбе."
_TEXTS = ("title", "addressee_name", "addressee_post", "addressee_organization")
_BATCH = 200


def forget_in_papers(*, person_id: int | None, words: Collection[str], instead: str) -> int:
    """Take a person out of papers, and the files that name the person away; tell how many.

    Args:
        words: names and addresses of the person.
        instead: what is written in their place.
    """
    told = name_forms(words)
    wanted = Q(person=person_id) if person_id is not None else Q(pk__in=())
    wanted |= telling(("text", "addressee_email", "withdrawal_reason", *_TEXTS), told)
    pattern = telling_pattern(told)
    changed = []
    for paper in Paper.objects.filter(wanted).order_by("pk").iterator(chunk_size=_BATCH):
        _forget(paper, person_id, pattern, instead)
        changed.append(paper)
    fields = [
        *_TEXTS, "addressee_email", "withdrawal_reason", "forms", "person",
        "file", "sha256", "text", "text_sha256",
    ]  # fmt: skip
    Paper.objects.bulk_update(changed, fields, batch_size=_BATCH)
    _forget_batches(person_id, pattern, instead)
    return len(changed)


def _forget(paper: Paper, person_id: int | None, pattern: re.Pattern[str], instead: str) -> None:
    is_theirs = paper.person_id is not None and paper.person_id == person_id
    for name in _TEXTS:
        setattr(paper, name, pattern.sub(instead, getattr(paper, name)))
    paper.withdrawal_reason = pattern.sub(instead, paper.withdrawal_reason)
    if is_theirs or pattern.search(paper.addressee_email):
        paper.addressee_name, paper.addressee_email, paper.forms = instead, "", {}
        paper.person = None
    if is_theirs or pattern.search(paper.text):
        if paper.file:
            # What is taken back in the database must find its file again.
            transaction.on_commit(partial(paper.file.storage.delete, str(paper.file.name)))
        paper.file, paper.sha256, paper.text_sha256 = "", "", ""
        paper.text = ERASED_TEXT


def _forget_batches(person_id: int | None, pattern: re.Pattern[str], instead: str) -> None:
    changed = []
    for batch in PaperBatch.objects.order_by("pk").iterator(chunk_size=_BATCH):
        before = (batch.addressees, batch.words, batch.signer_name, batch.error)
        batch.addressees = [_forgotten(one, person_id, pattern) for one in batch.addressees]
        batch.addressees = [one for one in batch.addressees if one is not None]
        batch.total -= len(before[0]) - len(batch.addressees)
        if batch.state == BatchState.WAITING and not batch.addressees and before[0]:
            batch.state = BatchState.DONE
        for name in ("words", "signer_name", "error"):
            setattr(batch, name, pattern.sub(instead, getattr(batch, name)))
        if before != (batch.addressees, batch.words, batch.signer_name, batch.error):
            changed.append(batch)
    fields = ["addressees", "words", "signer_name", "error", "total", "state"]
    PaperBatch.objects.bulk_update(changed, fields, batch_size=_BATCH)


def _forgotten(
    one: dict[str, Any], person_id: int | None, pattern: re.Pattern[str]
) -> dict[str, Any] | None:
    """Return an addressee that waits, None where it is the person that is erased."""
    is_theirs = person_id is not None and one.get("person_id") == person_id
    return None if is_theirs or pattern.search(str(one)) else one
