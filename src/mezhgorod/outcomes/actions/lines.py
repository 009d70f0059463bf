"""Lines of facts of one kind at an event: replaced together, added, changed, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models import Max

from mezhgorod.outcomes.actions.writing import done_of, source_draft, source_of, tell, writable
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules import Told
from mezhgorod.outcomes.rules.checking import ensure_few
from mezhgorod.registry.rules import Actor, Right, RuleViolation

Row = TypeVar("Row", bound=models.Model)
Draft = TypeVar("Draft")
MAX_LINES = 500


@dataclass(frozen=True, slots=True)
class LineKind(Generic[Row, Draft]):
    """One kind of facts: its records, how a draft becomes columns, its words in the journal.

    Attributes:
        code: ASCII, for the journal.
        words: in the accusative: «выступление»; `many` in the genitive plural.
        columns: checks a draft and gives the columns.
        has_source: whether its records name the source they come from.
        shown: what the journal keeps of a record; names of people are personal data.
    """

    model: type[Row]
    code: str
    words: str
    many: str
    right: Right
    columns: Callable[[Draft], dict[str, Any]]
    shown: Callable[[Row], str]
    has_source: bool = True

    def rows(self, held: HeldEvent) -> models.QuerySet[Row]:
        """Return the records of an event in their order."""
        return self.model._default_manager.filter(held_event=held).order_by("position", "pk")


def replace_lines(
    kind: LineKind[Row, Draft],
    held: HeldEvent,
    drafts: Sequence[Draft],
    told: Told,
    *,
    actor: Actor,
    now: datetime,
) -> list[Row]:
    """Make the records of an event these; unchanged ones stay as they are.

    Raises:
        RuleViolation: no right, a draft is refused, or somebody changed the event meanwhile.
    """
    held = writable(held, kind.right, told=told, actor=actor)
    ensure_few(drafts, limit=MAX_LINES, field=kind.code, what=kind.many)
    wanted = [kind.columns(draft) for draft in drafts]
    rows = list(kind.rows(held))
    if [_said(kind, row, wanted) for row in rows] == wanted:
        return rows
    extra = _extra(kind, held, told, actor, now)
    before = [kind.shown(row) for row in rows]
    kept, new = _paired(kind, held, rows, wanted, extra)
    gone = {row.pk for row in rows} - {row.pk for row in kept}
    kind.model._default_manager.filter(pk__in=gone).delete()
    kind.model._default_manager.bulk_update(kept, ["position"])
    kind.model._default_manager.bulk_create(new)
    found = list(kind.rows(held))
    done = done_of(
        held,
        kind.code,
        f"Внесены: {kind.many}, {len(found)}",
        before={kind.code: before},
        after={kind.code: [kind.shown(row) for row in found]},
    )
    tell(held, done, actor=actor, now=now)
    return found


def add_line(
    kind: LineKind[Row, Draft],
    held: HeldEvent,
    draft: Draft,
    told: Told,
    *,
    actor: Actor,
    now: datetime,
) -> Row:
    """Add a record at the end."""
    held = writable(held, kind.right, told=told, actor=actor)
    columns = kind.columns(draft)
    found = kind.rows(held).aggregate(last=Max("position"), count=models.Count("pk"))
    ensure_few(range(found["count"] + 1), limit=MAX_LINES, field=kind.code, what=kind.many)
    row = kind.model._default_manager.create(
        held_event=held,
        position=(found["last"] or 0) + 1,
        **columns,
        **_extra(kind, held, told, actor, now),
    )
    after = {kind.code: kind.shown(row)}
    done = done_of(held, f"{kind.code}_add", f"Добавлено {kind.words}", after=after)
    tell(held, done, actor=actor, now=now)
    return row


def change_line(
    kind: LineKind[Row, Draft], row: Row, draft: Draft, told: Told, *, actor: Actor, now: datetime
) -> Row:
    """Change a record; one changed by nothing stays as it is."""
    held, row = _locked(kind, row, told, actor)
    columns = kind.columns(draft)
    if _said(kind, row, [columns]) == columns:
        return row
    before = {kind.code: kind.shown(row)}
    for name, value in {**columns, **_extra(kind, held, told, actor, now)}.items():
        setattr(row, name, value)
    row.save()
    after = {kind.code: kind.shown(row)}
    done = done_of(
        held, f"{kind.code}_change", f"Изменено {kind.words}", before=before, after=after
    )
    tell(held, done, actor=actor, now=now)
    return row


def remove_line(
    kind: LineKind[Row, Draft], row: Row, told: Told, *, actor: Actor, now: datetime
) -> None:
    """Remove a record; its words stay in the journal."""
    held, row = _locked(kind, row, told, actor)
    before = {kind.code: kind.shown(row)}
    row.delete()
    done = done_of(held, f"{kind.code}_remove", f"Убрано {kind.words}", before=before)
    tell(held, done, actor=actor, now=now)


def _locked(
    kind: LineKind[Row, Draft], row: Row, told: Told, actor: Actor
) -> tuple[HeldEvent, Row]:
    held = writable(_event(row), kind.right, told=told, actor=actor)
    found = kind.rows(held).filter(pk=row.pk).first()
    if found is None:
        message = f"Этой записи уже нет ({kind.words}). Обновите страницу."
        raise RuleViolation("line.gone", message)
    return held, found


def _extra(
    kind: LineKind[Row, Draft], held: HeldEvent, told: Told, actor: Actor, now: datetime
) -> dict[str, Any]:
    if not kind.has_source:
        return {}
    draft = source_draft(held, told, actor)
    return {"source_id": source_of(held, draft, by=actor.user_id, at=now)}


def _paired(
    kind: LineKind[Row, Draft],
    held: HeldEvent,
    rows: Sequence[Row],
    wanted: Sequence[dict[str, Any]],
    extra: dict[str, Any],
) -> tuple[list[Row], list[Row]]:
    left = list(rows)
    kept: list[Row] = []
    new: list[Row] = []
    for position, columns in enumerate(wanted, start=1):
        known = next((row for row in left if _said(kind, row, [columns]) == columns), None)
        if known is None:
            new.append(kind.model(held_event=held, position=position, **columns, **extra))
            continue
        left.remove(known)
        known.position = position  # type: ignore[attr-defined]
        kept.append(known)
    return kept, new


def _said(kind: LineKind[Row, Draft], row: Row, wanted: Sequence[dict[str, Any]]) -> dict[str, Any]:
    names = wanted[0] if wanted else ()
    return {name: getattr(row, name) for name in names}


def _event(row: models.Model) -> HeldEvent:
    held: HeldEvent = row.held_event  # type: ignore[attr-defined]
    return held
