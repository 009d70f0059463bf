"""Letters to hosts of held events: tell how it went, a reminder, a question; a link in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mezhgorod.notices.actions.exchange_letters import day_words
from mezhgorod.notices.actions.outbox import LetterDraft, queue_letters
from mezhgorod.notices.queries.templates import fill_letter, used_text
from mezhgorod.outcomes.actions import begin_held, return_facts
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import held_subject, host_parties, silent_events
from mezhgorod.outcomes.rules import KEEP_FACTS, TELL_FACTS
from mezhgorod.outcomes.rules.silence import SILENCE
from mezhgorod.planning.models import PlanItem
from mezhgorod.planning.rules import FROZEN_STATES, PlaceRole
from mezhgorod.registry.actions.links import issue_link
from mezhgorod.registry.models import Contact, Organization, PersonalLink
from mezhgorod.registry.queries.associations import contacts_of_many
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import SYSTEM, Actor, ensure_may

ASK, REMIND, QUESTION = "held.ask", "held.remind", "held.question"
# An event of which nobody has told is asked about on the next day and once more after this.
REMINDED_AFTER_DAYS = SILENCE.patience_days
# Mornings that were missed are caught up with; older events are left to the directorate.
_CAUGHT_UP_DAYS = SILENCE.ask_days
_LASTS = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Asked:
    """How many letters were written; which hosts have no address."""

    letters: int = 0
    without_address: tuple[str, ...] = ()


@transaction.atomic
def ask_host(*, held: HeldEvent, site: str, actor: Actor, now: datetime) -> Asked:
    """Write to the hosts of an event by hand; a person looks before the letters leave.

    Once a day to one address. Who has no address gets a link all the same, to be handed over.

    Args:
        site: the address of this installation without the last slash.

    Raises:
        RuleViolation: no right.
    """
    ensure_may(actor, KEEP_FACTS, held_subject(held, actor))
    day = timezone.localdate(now)
    writing = _Writing(ASK, site, f"hand:{day}", now, actor.user_id, is_held=True)
    return _write(held, writing)


@transaction.atomic
def return_with_question(
    *, held: HeldEvent, note: str, site: str, actor: Actor, now: datetime
) -> Asked:
    """Send facts back to the hosts and write to them; the words are the keeper's, nobody waits.

    Raises:
        RuleViolation: as `return_facts`.
    """
    held = return_facts(held=held, note=note, actor=actor, now=now)
    writing = _Writing(QUESTION, site, f"{held.sequence}", now, actor.user_id, is_held=False)
    return _write(held, writing, {"question": held.question})


def write_fact_letters(now: datetime) -> int:
    """Ask the hosts of what ended yesterday, remind those who are silent for two weeks.

    Returns:
        How many letters were written.
    """
    owners = Organization.objects.filter(plans__state__in=FROZEN_STATES).distinct().order_by("pk")
    return sum(_write_for(owner, now) for owner in owners)


def _write_for(owner: Organization, now: datetime) -> int:
    site, count = settings.SITE_URL.rstrip("/"), 0
    for item, kind in _due(owner, now):
        if not item.event.places.filter(role=PlaceRole.VENUE, municipality__isnull=False).exists():
            continue
        held = begin_held(event=item.event, owner=owner, actor=SYSTEM, now=now)
        count += _write(held, _Writing(kind, site, "morning", now, None, is_held=False)).letters
    return count


def _due(owner: Organization, now: datetime) -> Iterable[tuple[PlanItem, str]]:
    """Yield the events of which nobody has told and whose day of asking is this week."""
    today = timezone.localdate(now)
    window = REMINDED_AFTER_DAYS + _CAUGHT_UP_DAYS
    for item in silent_events(owner=owner, today=today, within_days=window):
        if item.event.latest is None:
            continue
        days = (today - item.event.latest).days
        if 0 < days <= _CAUGHT_UP_DAYS:
            yield item, ASK
        elif 0 <= days - REMINDED_AFTER_DAYS < _CAUGHT_UP_DAYS:
            yield item, REMIND


@dataclass(frozen=True, slots=True)
class _Writing:
    """What the letters about one event have in common; `once` makes a repeated letter known."""

    kind: str
    site: str
    once: str
    now: datetime
    by_id: int | None
    is_held: bool


def _write(held: HeldEvent, writing: _Writing, more: Mapping[str, str] | None = None) -> Asked:
    parties = list(host_parties(held).select_related("territory").order_by("name"))
    contacts = _contacts(held, parties)
    text = used_text(kind=writing.kind, owner=held.owner)
    drafts, silent = [], []
    for party in parties:
        link = _link(held, party, writing)
        fields = {
            "organization": held.owner.name,
            "party": party.name,
            "event": held.title.strip().removesuffix("."),
            "until": day_words(timezone.localdate(link.expires_at)),
            "link": f"{writing.site}/tell/{link_token(link)}/",
            **(more or {"when": _when(held)}),
        }
        subject, body = fill_letter(text, owner=held.owner, fields=fields)
        found = contacts.get(party.pk, [])
        drafts += [_draft(held, writing, one, party, subject, body) for one in found]
        if not found:
            silent.append(party.spoken_name)
    count = queue_letters(
        owner=held.owner,
        letters=drafts,
        now=writing.now,
        is_held=writing.is_held,
        by_id=writing.by_id,
    )
    return Asked(count, tuple(silent))


def _draft(
    held: HeldEvent,
    writing: _Writing,
    contact: Contact,
    party: Organization,
    subject: str,
    body: str,
) -> LetterDraft:
    return LetterDraft(
        kind=writing.kind,
        key=f"{writing.kind}:{held.pk}:{writing.once}:{contact.pk}",
        to_address=contact.email,
        to_name=contact.person.full_name if contact.person else party.name,
        subject=subject,
        body=body,
    )


def _contacts(held: HeldEvent, parties: Sequence[Organization]) -> dict[int, list[Contact]]:
    ids = [one.pk for one in parties]
    known = contacts_of_many(parties=ids, owners=[held.owner_id])
    return {party: contacts for (_, party), contacts in known.items()}


def _link(held: HeldEvent, party: Organization, writing: _Writing) -> PersonalLink:
    """Return the link a host has already, or a new one; a nearly ended one is left to end."""
    known = PersonalLink.objects.filter(
        right=TELL_FACTS.code,
        object_id=held.pk,
        party=party,
        withdrawn_at__isnull=True,
        expires_at__gt=writing.now + timedelta(days=7),
    ).first()
    if known is not None:
        return known
    # Asking includes giving these links: each opens the form of one event.
    return issue_link(
        right=TELL_FACTS,
        object_id=held.pk,
        owner=held.owner,
        party=party,
        label=f"Рассказать, как прошло: {held.title}",
        expires_at=writing.now + _LASTS,
        actor=replace(SYSTEM, user_id=writing.by_id),
        now=writing.now,
    )


def _when(held: HeldEvent) -> str:
    planned = held.event.timing_text if held.event else held.timing_text
    return " ".join(planned.split()) or "срок не указан"
