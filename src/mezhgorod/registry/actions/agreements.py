"""Agreements between parties, and whom a region works with in other regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mezhgorod.registry.actions.audit import Done
from mezhgorod.registry.actions.directory import (
    clean_words,
    ensure_may_keep,
    needed_words,
    remove_record,
    values_of,
    write_change,
    write_parties,
)
from mezhgorod.registry.models import Agreement, Counterpart, Organization, Region
from mezhgorod.registry.rules import (
    Actor,
    AgreementRole,
    RuleViolation,
    read_bound,
)

MAX_TITLE = 500
MAX_NUMBER = 60
MAX_NOTE = 4000
MAX_PARTIES = 100
MAX_SPHERE = 200


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """An agreement as its register keeps it; `until_text` may be fuzzy or «бессрочно»."""

    title: str
    number: str = ""
    signed_on: date | None = None
    until_text: str = ""
    registered_on: date | None = None
    note: str = ""
    parties: Sequence[tuple[Organization, AgreementRole]] = ()


@transaction.atomic
def save_agreement(
    *,
    owner: Organization,
    draft: AgreementDraft,
    agreement: Agreement | None = None,
    actor: Actor,
    now: datetime,
) -> Agreement:
    """Write an agreement down, a new one or a known one changed, with its parties.

    Raises:
        RuleViolation: no right, no title, an end that is not understood or comes before the
            signing.
    """
    ensure_may_keep(actor, owner)
    if agreement is not None and agreement.owner_id != owner.pk:
        raise RuleViolation("agreement.foreign", "Это соглашение ведёт другое объединение.")
    before = values_of(agreement) if agreement else None
    kept = agreement or Agreement(owner=owner)
    _fill(kept, draft)
    kept.save()
    write_parties(kept, list(dict.fromkeys((one.pk, str(role)) for one, role in draft.parties)))
    verb = "Соглашение изменено" if before else "Добавлено соглашение"
    done = Done(
        "agreement.edit" if before else "agreement.add",
        f"{verb}: {kept.title}"[:400] + ".",
        owner_id=owner.pk,
    )
    write_change(record=kept, done=done, before=before, actor=actor, now=now)
    return kept


@transaction.atomic
def delete_agreement(*, agreement: Agreement, actor: Actor, now: datetime) -> None:
    """Take an agreement out that was entered by mistake; rows of plans are untied from it.

    Raises:
        RuleViolation: no right.
    """
    ensure_may_keep(actor, agreement.owner)
    summary = f"Соглашение удалено: {agreement.title}"[:400] + "."
    done = Done("agreement.delete", summary, owner_id=agreement.owner_id)
    remove_record(record=agreement, done=done, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class CounterpartDraft:
    """Whom the owner works with in a region, and on what."""

    region: Region
    partner: Organization
    sphere: str = ""


@transaction.atomic
def save_counterpart(
    *, owner: Organization, draft: CounterpartDraft, actor: Actor, now: datetime
) -> Counterpart:
    """Write down an authority of another region; the same one again changes nothing.

    Raises:
        RuleViolation: no right, or the partner is the owner itself.
    """
    ensure_may_keep(actor, owner)
    if draft.partner.pk == owner.pk:
        message = "Партнёром должен быть кто-то другой."
        raise RuleViolation("counterpart.itself", message, "partner")
    sphere = clean_words(draft.sphere, limit=MAX_SPHERE, field="sphere", label="Сфера")
    made, is_new = Counterpart.objects.get_or_create(
        owner=owner, region=draft.region, partner=draft.partner, sphere=sphere
    )
    if is_new:
        summary = f"Добавлен партнёр: {draft.region.name}, {draft.partner.spoken_name}."
        done = Done("counterpart.add", summary, owner_id=owner.pk)
        write_change(record=made, done=done, before=None, actor=actor, now=now)
    return made


@transaction.atomic
def delete_counterpart(*, counterpart: Counterpart, actor: Actor, now: datetime) -> None:
    """Take an authority of another region out of the list.

    Raises:
        RuleViolation: no right.
    """
    ensure_may_keep(actor, counterpart.owner)
    summary = f"Партнёр убран: {counterpart.region.name}, {counterpart.partner.spoken_name}."
    done = Done("counterpart.delete", summary, owner_id=counterpart.owner_id)
    remove_record(record=counterpart, done=done, actor=actor, now=now)


def _fill(kept: Agreement, draft: AgreementDraft) -> None:
    until = read_bound(draft.until_text, field="until")
    if draft.signed_on and until.latest and until.latest < draft.signed_on:
        message = "Соглашение не может закончиться раньше, чем подписано."
        raise RuleViolation("agreement.term", message, "until")
    if draft.signed_on and draft.registered_on and draft.registered_on < draft.signed_on:
        message = "В реестр соглашение вносят не раньше дня подписания."
        raise RuleViolation("agreement.registered", message, "registered_on")
    if len(draft.parties) > MAX_PARTIES:
        message = f"Больше {MAX_PARTIES} сторон. Разделите соглашение."
        raise RuleViolation("agreement.parties", message, "parties")
    kept.title = needed_words(draft.title, limit=MAX_TITLE, field="title", label="Название")
    kept.number = clean_words(draft.number, limit=MAX_NUMBER, field="number", label="Номер")
    kept.note = clean_words(draft.note, limit=MAX_NOTE, field="note", label="Примечание")
    kept.signed_on, kept.registered_on = draft.signed_on, draft.registered_on
    kept.set_until(until)
