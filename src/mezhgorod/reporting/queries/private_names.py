"""Names in facts whose owners have not agreed to be shown to everybody (152-ФЗ, статья 10.1)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from mezhgorod.outcomes.models import (
    AgendaItem,
    AgreedTask,
    EventAward,
    Standing,
    Talk,
    TrophyHolding,
)
from planbook.facts.naming import people_in
from planbook.narrative import FactRef

_TALKS = frozenset({"speakers", "moderators"})
_AWARDS = frozenset({"awards"})
_AGENDA = frozenset({"agenda"})
_PLACES = frozenset({"standings"})
_CUPS = frozenset({"trophies"})
_TASKS = frozenset({"decisions"})
NAMING_FIELDS = _TALKS | _AWARDS | _AGENDA | _PLACES | _CUPS | _TASKS
# Endings and vowels change with the case («Лев», «Льва»), the first letters of a surname seldom.
_KNOWN_BY = 3


@dataclass(frozen=True, slots=True)
class PrivateName:
    """A name that is not for everybody: in which fields of which event, in which of their lines."""

    held: int
    fields: frozenset[str]
    key: str
    name: str

    def is_in(self, text: str, ref: FactRef) -> bool:
        """Tell whether printed words say this name, in whatever case and order."""
        if ref.field not in self.fields or ref.key not in {"", self.key}:
            return False
        return _said(self.name).search(_plain(text)) is not None


def private_names(held: Collection[int]) -> dict[int, list[PrivateName]]:
    """Return by event the names in their facts that are not for everybody; six queries.

    Who handed an award over and who reported have never been asked: they are not shown.
    """
    found: dict[int, list[PrivateName]] = defaultdict(list)
    for one in chain(_of_talks(held), _of_awards(held), _of_agenda(held), _of_free_words(held)):
        found[one.held].append(one)
    return dict(found)


def _of_talks(held: Collection[int]) -> Iterable[PrivateName]:
    rows = Talk.objects.filter(held_event__in=held, is_name_public=False)
    rows = rows.exclude(person__is_public=True).exclude(name="")
    for event, key, name in rows.values_list("held_event", "pk", "name"):
        yield PrivateName(event, _TALKS, str(key), name)


def _of_awards(held: Collection[int]) -> Iterable[PrivateName]:
    rows = EventAward.objects.filter(held_event__in=held).select_related("person")
    for one in rows:
        is_known = one.is_name_public or (one.person is not None and one.person.is_public)
        hidden = ("" if is_known else one.winner, one.handed_by)
        for name in filter(None, hidden):
            yield PrivateName(one.held_event_id, _AWARDS, str(one.pk), name)


def _of_agenda(held: Collection[int]) -> Iterable[PrivateName]:
    rows = AgendaItem.objects.filter(held_event__in=held).exclude(reporter="")
    for event, key, name in rows.values_list("held_event", "pk", "reporter"):
        yield PrivateName(event, _AGENDA, str(key), name)


def _of_free_words(held: Collection[int]) -> Iterable[PrivateName]:
    """Teams, holders and executors may be people; where a city is known, it is printed."""
    nobody_asked = {"is_name_public": False}
    places = Standing.objects.filter(table__held_event__in=held, municipality=None, **nobody_asked)
    cups = TrophyHolding.objects.filter(held_event__in=held, municipality=None, **nobody_asked)
    tasks = AgreedTask.objects.filter(held_event__in=held, **nobody_asked).exclude(executor_text="")
    for fields, rows in (
        (_PLACES, places.values_list("table__held_event", "pk", "team")),
        (_CUPS, cups.values_list("held_event", "pk", "holder")),
        (_TASKS, tasks.values_list("held_event", "pk", "executor_text")),
    ):
        for event, key, words in rows:
            if name := people_in(words):
                yield PrivateName(event, fields, str(key), name)


@lru_cache(maxsize=4096)
def _said(name: str) -> re.Pattern[str]:
    """Return what any word of a name looks like in a sentence, in whatever case."""
    words = re.findall(r"\w+", _plain(name))
    starts = [re.escape(one[:_KNOWN_BY]) for one in words if len(one) >= _KNOWN_BY]
    return re.compile(rf"\b(?:{'|'.join(starts)})" if starts else re.escape(_plain(name)))


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")
