"""What actions on a held event share: lock and right, no lost words, source, journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from mezhgorod.outcomes.models import FactSource, HeldEvent
from mezhgorod.outcomes.queries.subjects import held_subject
from mezhgorod.outcomes.rules import KEEP_FACTS, TOLD, SourceDraft, SourceKind, Told
from mezhgorod.outcomes.rules.checking import checked_line, checked_number, checked_text
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import Actor, Right, RuleViolation, ensure_may, may

_MEANWHILE = (
    "Пока вы заполняли, сведения изменились: {what} "
    "Ничего не записано. Откройте страницу ещё раз и внесите свою правку."
)


def locked(held: HeldEvent) -> HeldEvent:
    """Return a held event nobody else can change until the transaction ends.

    Raises:
        RuleViolation: it has been deleted meanwhile.
    """
    rows = HeldEvent.objects.select_for_update(of=("self",)).select_related("owner", "event")
    found = rows.filter(pk=held.pk).first()
    if found is None:
        message = "Этого мероприятия в итогах больше нет. Вернитесь к списку и найдите его заново."
        raise RuleViolation("held.gone", message)
    return found


def writable(
    held: HeldEvent, right: Right = KEEP_FACTS, *, told: Told = TOLD, actor: Actor
) -> HeldEvent:
    """Return a held event locked for somebody who may write its facts.

    Whoever keeps facts may in every state; others need `right`.

    Raises:
        RuleViolation: no right, or the facts are not those the person has seen.
    """
    found = locked(held)
    subject = held_subject(found, actor)
    if not may(actor, KEEP_FACTS, subject):
        ensure_may(actor, right, subject)
    ensure_seen(found, told)
    return found


def ensure_seen(held: HeldEvent, told: Told) -> None:
    """Refuse to go on from facts that are not those the person has seen.

    Raises:
        RuleViolation: somebody has changed the event since.
    """
    if told.sequence is not None and told.sequence != held.sequence:
        message = _MEANWHILE.format(what=_last_words(held))
        raise RuleViolation("held.changed_meanwhile", message)


def source_of(held: HeldEvent, draft: SourceDraft | None, *, by: int | None, at: datetime) -> int:
    """Return the number of the source of facts, kept once for the same words and person.

    Raises:
        RuleViolation: words of the source do not fit their columns.
    """
    draft = draft or SourceDraft()
    values = _source_values(draft)
    if draft.kind in {SourceKind.DIRECTORATE, SourceKind.HOST_FORM, SourceKind.ATTENDANCE}:
        values["by_id"] = by
    found = FactSource.objects.filter(held_event=held, **values).values_list("pk", flat=True)
    known = found.first()
    if known is not None:
        return known
    return FactSource.objects.create(held_event=held, at=at, **{"by_id": by, **values}).pk


def tell(
    held: HeldEvent,
    done: Done,
    *,
    columns: Iterable[str] = (),
    actor: Actor,
    now: datetime,
) -> HeldEvent:
    """Save a changed event, count the change and write it into the journal."""
    held.sequence += 1
    held.updated_at = now
    held.save(update_fields=[*columns, "sequence", "updated_at"])
    write_audit(subject=held, done=done, actor=actor, now=now)
    return held


def done_of(
    held: HeldEvent,
    code: str,
    words: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Done:
    """Return a line of the journal about an event: what was done, and which event it was."""
    return Done(
        f"held.{code}",
        f"{words}: {short_title(held)}.",
        owner_id=held.owner_id,
        reason=reason,
        before=before,
        after=after,
    )


def short_title(held: HeldEvent) -> str:
    """Return the title as a line of the journal has room for."""
    title = held.title.removesuffix(".")
    return title if len(title) <= 160 else f"{title[:159]}…"


def source_draft(held: HeldEvent, told: Told, actor: Actor) -> SourceDraft:
    """Return the source of facts; who names none and keeps no facts tells for the host."""
    if told.source is not None:
        return told.source
    is_keeper = may(actor, KEEP_FACTS, held_subject(held, actor))
    return SourceDraft(SourceKind.DIRECTORATE if is_keeper else SourceKind.HOST_FORM)


def _source_values(draft: SourceDraft) -> dict[str, Any]:
    url = checked_line(draft.url, limit=1_000, field="url", label="Адрес источника")
    if url and not url.startswith(("http://", "https://")):
        message = "Адрес источника начинается с http:// или https://."
        raise RuleViolation("source.url", message, "url")
    return {
        "kind": draft.kind,
        "title": checked_line(draft.title, limit=500, field="title", label="Что за источник"),
        "url": url,
        "document_id": draft.document_id,
        "paragraph": checked_number(draft.paragraph, field="paragraph", label="Абзац"),
        "quote": checked_text(draft.quote, limit=20_000, field="quote", label="Дословно"),
        "told_by_id": draft.told_by_id,
    }


def _last_words(held: HeldEvent) -> str:
    entries = AuditEntry.objects.filter(
        object_kind=held._meta.label_lower, object_id=str(held.pk)
    ).order_by("-at", "-pk")
    last = entries.values_list("summary", flat=True).first()
    return f"«{last}»" if last else "их кто-то правил."
