"""Groups of cities that an association puts together by hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from mezhgorod.exchanges.models import ExchangeParticipant, PartyGroup, Response
from mezhgorod.exchanges.rules import KEEP_EXCHANGES
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may

MAX_GROUPS = 50
MAX_TITLE = 200


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """A group as it is kept: its title and the organizations of its cities."""

    title: str
    party_ids: Collection[int]


def save_group(
    *,
    owner: Organization,
    stored: PartyGroup | None,
    draft: GroupDraft,
    actor: Actor,
    now: datetime,
) -> PartyGroup:
    """Keep a group of cities of an association, a new one or in place of a stored one.

    Raises:
        RuleViolation: the person may not, the title is missing or taken, a city has never been
            asked by the association, or there are fewer than two.
    """
    ensure_may(actor, KEEP_EXCHANGES, Subject(owner_id=owner.pk))
    _ensure_of(owner, stored)
    title = " ".join(draft.title.split())
    _ensure_title(title)
    if stored is None and PartyGroup.objects.filter(owner=owner).count() >= MAX_GROUPS:
        message = f"Групп уже {MAX_GROUPS}. Удалите ненужные."
        raise RuleViolation("group.too_many", message)
    parties = _asked(owner, draft.party_ids)
    before = _content(stored) if stored else None
    kept = stored or PartyGroup(owner=owner)
    kept.title = title
    try:
        with transaction.atomic():
            kept.save()
            kept.parties.set(parties)
            word = "Изменена" if stored else "Составлена"
            done = Done(
                "group.save", f"{word} группа городов «{title}»", owner.pk,
                before=before, after=_content(kept),
            )  # fmt: skip
            write_audit(subject=kept, done=done, actor=actor, now=now)
    except IntegrityError as error:
        message = f"Группа «{title}» уже есть. Назовите иначе."
        raise RuleViolation("group.same_title", message, "title") from error
    return kept


@transaction.atomic
def delete_group(*, stored: PartyGroup, actor: Actor, now: datetime) -> None:
    """Delete a group; tables and answers are not touched."""
    ensure_may(actor, KEEP_EXCHANGES, Subject(owner_id=stored.owner_id))
    done = Done(
        "group.delete", f"Удалена группа городов «{stored.title}»", stored.owner_id,
        before=_content(stored),
    )  # fmt: skip
    write_audit(subject=stored, done=done, actor=actor, now=now)
    stored.delete()


def _ensure_of(owner: Organization, stored: PartyGroup | None) -> None:
    if stored is not None and stored.owner_id != owner.pk:
        raise RuleViolation("group.of_another", "Эту группу составило другое объединение.")


def _ensure_title(title: str) -> None:
    if not title:
        raise RuleViolation("group.no_title", "Назовите группу.", "title")
    if "\x00" in title:
        message = "В названии есть недопустимый знак. Наберите название заново."
        raise RuleViolation("group.bad_character", message, "title")
    if len(title) > MAX_TITLE:
        message = f"Название длиннее {MAX_TITLE} знаков. Сократите его."
        raise RuleViolation("group.long_title", message, "title")


def _asked(owner: Organization, party_ids: Collection[int]) -> list[int]:
    """The chosen organizations, all of which the association asks or has asked."""
    wanted = set(party_ids)
    if len(wanted) < 2:
        message = "Отметьте хотя бы два города: с одним сравнивать нечего."
        raise RuleViolation("group.too_small", message, "parties")
    participants = ExchangeParticipant.objects.filter(exchange__owner=owner, party__in=wanted)
    responses = Response.objects.filter(round__exchange__owner=owner, party__in=wanted)
    known = {
        *participants.values_list("party", flat=True),
        *responses.values_list("party", flat=True),
    }
    if wanted - known:
        message = (
            "Среди отмеченных есть город, которого в обменах объединения нет. Обновите страницу."
        )
        raise RuleViolation("group.not_asked", message, "parties")
    return sorted(wanted)


def _content(group: PartyGroup) -> dict[str, object]:
    return {"title": group.title, "parties": sorted(group.parties.values_list("pk", flat=True))}
