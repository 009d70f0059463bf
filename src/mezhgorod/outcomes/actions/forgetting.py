"""A person is forgotten in the facts of events: what was said and awarded stays, the name goes."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.db import models, transaction

from mezhgorod.outcomes.models import (
    AgendaItem,
    AgreedTask,
    EventAward,
    FactSource,
    HeldEvent,
    Talk,
)
from mezhgorod.registry.models import Person
from mezhgorod.registry.queries.telling import telling, telling_pattern

_TEXTS: tuple[tuple[type[models.Model], tuple[str, ...]], ...] = (
    (Talk, ("name", "title")),
    (EventAward, ("winner", "handed_by")),
    (AgendaItem, ("reporter", "decision_text", "elected", "title")),
    (AgreedTask, ("text", "executor_text", "result")),
    (FactSource, ("title", "quote")),
    (HeldEvent, ("result", "reason", "question")),
)
_LINE = 200


@transaction.atomic
def forget_in_outcomes(*, person: Person, words: Collection[str], instead: str) -> None:
    """Take a person out of the facts of events; call it where the person is being erased.

    Talks, awards and elections stay, with their city or organization and without name and office.
    Words that name the person in other texts of facts are replaced.

    Args:
        words: names and addresses of this person alone.
        instead: what stands in their place.
    """
    Talk.objects.filter(person=person).update(
        name=instead[:_LINE], post="", person=None, is_name_public=False
    )
    EventAward.objects.filter(person=person).update(
        winner=instead[:_LINE], post="", person=None, is_name_public=False
    )
    AgendaItem.objects.filter(person=person).update(elected=instead[:_LINE], person=None)
    FactSource.objects.filter(told_by=person).update(told_by=None)
    pattern = telling_pattern(words)
    for model, names in _TEXTS:
        _replace(model, names, words, pattern, instead)


def _replace(
    model: type[models.Model],
    names: tuple[str, ...],
    words: Collection[str],
    pattern: re.Pattern[str],
    instead: str,
) -> None:
    changed = list(model._default_manager.filter(telling(names, words)).order_by("pk"))
    for row in changed:
        for name in names:
            text = pattern.sub(instead, getattr(row, name))
            limit = model._meta.get_field(name).max_length  # type: ignore[union-attr]
            setattr(row, name, text[:limit])
    model._default_manager.bulk_update(changed, names, batch_size=200)
