"""A form that was filled in while somebody else changed the same event: nothing typed is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules import Outcome
from mezhgorod.planning.rules import AttendanceMode
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import count_in

_MOST, _MAX_WORDS, _MAX_KNOWN = 20, 200, 100_000
# Lists and files are put together, not chosen from.
_APART = frozenset({"cities", "link", "file", "alternative"})
_LABELS = {
    "timing_text": "когда",
    "venue": "площадка",
    "result": "итог",
    "reason": "почему",
    "outcome": "что стало",
    "attendance_mode": "как проходило",
    "title": "название",
    "topic": "тема",
    "parties": "список",
    "counts": "числа",
    "tasks": "решения",
    "talks": "выступления",
}
_CHOICES = {"outcome": dict(Outcome.choices), "attendance_mode": dict(AttendanceMode.choices)}


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What has changed since a form was opened, and what is done with what was typed.

    Attributes:
        changes: what others did, in Russian, oldest first.
        ours: fields where what was typed would replace what somebody has written since.
        taken: fields nobody typed into, filled with what somebody has written since.
        data: the form as it is to be shown again.
    """

    changes: tuple[str, ...]
    ours: tuple[str, ...]
    taken: tuple[str, ...]
    data: QueryDict


def known_words(initial: Mapping[str, Any]) -> str:
    """Return what a form begins with as a hidden field keeps it."""
    return json.dumps({name: _plain(value) for name, value in initial.items()}, ensure_ascii=False)


def meanwhile(
    held: HeldEvent, sent: QueryDict, form: forms.Form, initial: Mapping[str, Any]
) -> Meanwhile:
    """Return a sent form put together with what others have written since it was opened.

    What somebody typed stays; a field left as it was takes what is written now.

    Args:
        held: as it is now; `sent` says which state of it the form was opened with.
        initial: what the form would begin with now.
    """
    data = sent.copy()
    before = _known(data.get("known", ""))
    ours, taken = [], []
    for name, field in form.fields.items():
        if name in _APART or name not in before:
            continue
        typed, was, now = data.get(name, ""), before[name], _plain(initial.get(name))
        typed = _plain(typed)
        if now in {was, typed}:
            continue
        label = field.label or name
        words = _quoted(now, dict(getattr(field, "choices", ())))
        if typed != was:
            ours.append(f"«{label}»: записано {words}")
            continue
        taken.append(f"«{label}»: {words}")
        if now:
            data[name] = now
        else:
            data.pop(name, None)
    changes = _changes(held, count_in(sent.get("seen", "")))
    return Meanwhile(tuple(changes), tuple(ours), tuple(taken), data)


def _known(text: str) -> dict[str, str]:
    """Read what a form began with; what somebody made up only changes how it is put together."""
    try:
        found = json.loads(text[:_MAX_KNOWN])
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): _plain(value) for name, value in found.items()}


def _changes(held: HeldEvent, seen: int | None) -> Iterator[str]:
    """Yield what the journal tells of the last changes: one entry is one change."""
    count = max(held.sequence - (seen or 0), 0)
    entries = AuditEntry.objects.filter(
        object_kind=held._meta.label_lower, object_id=str(held.pk)
    ).order_by("-at", "-pk")
    for entry in reversed(entries[: min(count, _MOST)]):
        words = entry.summary.partition(":")[0]
        details = "; ".join(_details(entry.before or {}, entry.after or {}))
        at = timezone.localtime(entry.at)
        yield f"{at:%d.%m.%Y %H:%M}. {words}{f': {details}' if details else ''}."


def _details(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[str]:
    for name, value in after.items():
        label, was = _LABELS.get(name), before.get(name)
        if label is None or value == was:
            continue
        if isinstance(value, list):
            old, new = _names(was), _names(value)
            added = [one for one in new if one not in old]
            gone = [one for one in old if one not in new]
            yield from (f"добавлено {', '.join(added)[:_MAX_WORDS]}" for _ in added[:1])
            yield from (f"убрано {', '.join(gone)[:_MAX_WORDS]}" for _ in gone[:1])
        else:
            yield f"{label} {_quoted(_plain(value), _CHOICES.get(name, {}))}"


def _names(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _quoted(value: str, choices: Mapping[str, str]) -> str:
    if not value:
        return "пусто"
    words = choices.get(value, "да" if value == "on" else value)
    short = " ".join(str(words).split())
    return f"«{short}»" if len(short) <= _MAX_WORDS else f"«{short[:_MAX_WORDS]}…»"


def _plain(value: Any) -> str:
    """Return a value as a sent form says it."""
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    return str(value).replace("\r\n", "\n").strip()
