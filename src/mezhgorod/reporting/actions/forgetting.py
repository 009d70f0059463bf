"""A person who is erased is taken out of reports, of approved versions too; numbers stay."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from django.db import models, transaction

from mezhgorod.registry.queries.telling import telling, telling_pattern
from mezhgorod.registry.rules.name_forms import name_forms
from mezhgorod.reporting.models import (
    ReadFact,
    Report,
    ReportBlock,
    ReportPhrase,
    ReportRemark,
    ReportVersion,
)
from mezhgorod.reporting.rules.content import checksum

_TEXTS: tuple[tuple[type[models.Model], tuple[str, ...]], ...] = (
    (Report, ("title", "head", "salutation")),
    (ReportBlock, ("heading", "template")),
    (ReportPhrase, ("template",)),
    (ReportRemark, ("text",)),
)
_BATCH = 200


@transaction.atomic
def forget_in_reports(*, words: Collection[str], instead: str) -> None:
    """Take a person out of written reports and of what was read in reports.

    The law goes before the freezing of versions: their words change, and their checksums with them.
    Documents that were loaded stay whole.

    Args:
        words: names and addresses of this person alone.
        instead: what stands in their place.
    """
    told = name_forms(words)
    pattern = telling_pattern(told)
    for model, names in _TEXTS:
        _forget_texts(model, names, told, pattern, instead)
    _forget_facts(told, pattern, instead)
    _forget_versions(pattern, instead)


def _forget_texts(
    model: type[models.Model],
    names: tuple[str, ...],
    told: Collection[str],
    pattern: re.Pattern[str],
    instead: str,
) -> None:
    changed = list(model._default_manager.filter(telling(names, told)).order_by("pk"))
    for row in changed:
        for name in names:
            text = pattern.sub(instead, getattr(row, name))
            limit = model._meta.get_field(name).max_length  # type: ignore[union-attr]
            setattr(row, name, text[:limit])
    model._default_manager.bulk_update(changed, names, batch_size=_BATCH)


def _forget_facts(told: Collection[str], pattern: re.Pattern[str], instead: str) -> None:
    changed = []
    for fact in ReadFact.objects.filter(telling(("value", "text"), told)).order_by("pk"):
        fact.value, fact.text = pattern.sub(instead, fact.value), pattern.sub(instead, fact.text)
        fact.values = _forgotten(fact.values, pattern, instead)
        fact.as_read = _forgotten(fact.as_read, pattern, instead)
        changed.append(fact)
    names = ("value", "text", "values", "as_read")
    ReadFact.objects.bulk_update(changed, names, batch_size=_BATCH)


def _forget_versions(pattern: re.Pattern[str], instead: str) -> None:
    for version in ReportVersion.objects.order_by("pk").iterator(chunk_size=_BATCH):
        before = (version.content, version.changes, version.reason)
        version.content = _forgotten(version.content, pattern, instead)
        version.changes = _forgotten(version.changes, pattern, instead)
        version.reason = pattern.sub(instead, version.reason)
        if before != (version.content, version.changes, version.reason):
            version.sha256 = checksum(version.content)
            version.save(update_fields=["content", "changes", "reason", "sha256"])


def _forgotten(value: Any, pattern: re.Pattern[str], instead: str) -> Any:
    """Return JSON values with a person taken out of every text in them."""
    if isinstance(value, str):
        return pattern.sub(instead, value)
    if isinstance(value, list):
        return [_forgotten(one, pattern, instead) for one in value]
    if isinstance(value, dict):
        return {key: _forgotten(one, pattern, instead) for key, one in value.items()}
    return value
