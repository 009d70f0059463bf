"""A person is taken out of the answers of cities: people name one another in words."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import TextField
from django.db.models.functions import Cast

from mezhgorod.exchanges.models import Observation, Response, ResponseStep
from mezhgorod.registry.queries.telling import telling, telling_json

_WORDS: dict[type[models.Model], tuple[str, ...]] = {
    Response: ("remark", "reason"),
    ResponseStep: ("reason",),
    Observation: ("comment",),
}
_NESTED: dict[type[models.Model], tuple[str, ...]] = {
    Response: ("texts", "copies"),
    ResponseStep: ("changes",),
}
_BATCH = 200


def forget_in_answers(pattern: re.Pattern[str], words: Collection[str], instead: str) -> None:
    """Replace the names and addresses of a person wherever answers and their history say them.

    Tables that were consolidated are not touched: their digest tells that they are unchanged.
    """
    for model, plain in _WORDS.items():
        nested = _NESTED.get(model, ())
        changed = []
        for one in _telling(model, plain, nested, words).iterator(chunk_size=_BATCH):
            for name in plain:
                setattr(one, name, pattern.sub(instead, getattr(one, name)))
            for name in nested:
                setattr(one, name, _without(getattr(one, name), pattern, instead))
            changed.append(one)
        model._default_manager.bulk_update(changed, [*plain, *nested], batch_size=_BATCH)


def _telling(
    model: type[models.Model],
    plain: Collection[str],
    nested: Collection[str],
    words: Collection[str],
) -> models.QuerySet[Any]:
    """The records that say one of the words; JSON keeps Russian letters as numbers."""
    wanted = telling(plain, words) | telling_json([f"{name}_text" for name in nested], words)
    texts = {f"{name}_text": Cast(name, TextField()) for name in nested}
    found: models.QuerySet[Any] = model._default_manager.annotate(**texts)
    return found.filter(wanted).order_by("pk")


def _without(value: Any, pattern: re.Pattern[str], instead: str) -> Any:
    if isinstance(value, str):
        return pattern.sub(instead, value)
    if isinstance(value, dict):
        return {key: _without(one, pattern, instead) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, pattern, instead) for one in value]
    return value
