"""The common deadline of a campaign moves; whoever has not answered is written to, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mezhgorod.campaigns.actions.guards import ensure_open, locked_campaign
from mezhgorod.campaigns.actions.journal import tell
from mezhgorod.campaigns.actions.links import personal_links
from mezhgorod.campaigns.actions.outcomes import Extension, Moved
from mezhgorod.campaigns.actions.reminding import AddressOf, contacts_in, draft_counts
from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.campaigns.queries import due_day
from mezhgorod.campaigns.rules import MAX_REMARK, WAITED_STATES, bounded_text
from mezhgorod.campaigns.rules.letters import LetterAbout, LetterFacts, day_words
from mezhgorod.notices.actions import LetterDraft, queue_letters
from mezhgorod.notices.models import Letter
from mezhgorod.notices.queries import fill_letter, used_text
from mezhgorod.notices.rules import LetterState
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import Actor, RuleViolation


@transaction.atomic
def move_deadline(
    *,
    campaign: Campaign,
    extension: Extension,
    address_of: AddressOf,
    actor: Actor,
    now: datetime,
) -> Moved:
    """Move the common deadline, forth or back; the day of review keeps its distance.

    Parties that have not answered and whose day changes get a letter with the reason; a person
    looks at the letters before they leave. The same day again writes nothing.

    Raises:
        RuleViolation: no right, the campaign is not open, no reason, a day that cannot be.
    """
    campaign = locked_campaign(campaign, actor=actor)
    ensure_open(campaign)
    was, new = campaign.due_on, extension.due_on
    if new == was:
        return Moved()
    reason = _reason(extension.reason)
    _ensure_possible(campaign, new, timezone.localdate(now))
    waiting = campaign.submissions.filter(state__in=WAITED_STATES).select_related(
        "party__territory", "campaign"
    )
    before = {one.pk: due_day(one) for one in waiting}
    campaign.due_on = new
    campaign.review_due_on += max(new - was, new - campaign.review_due_on)
    campaign.updated_at = now
    campaign.save(update_fields=["due_on", "review_due_on", "updated_at"])
    # A day of its own was a later one; what is not later any more is the common one.
    campaign.submissions.filter(due_on__lte=new).update(due_on=None)
    summary = f"Срок предложений перенесён с {was:%d.%m.%Y} на {new:%d.%m.%Y}"
    tell(campaign, action="campaign.move", summary=summary, actor=actor, now=now, reason=reason)
    changed = [one for one in waiting.all() if due_day(one) != before.get(one.pk)]
    facts = _Facts(campaign, before, reason)
    return _written(facts, changed, address_of, actor, now)


class _Facts:
    """What every letter about one moved deadline tells."""

    def __init__(self, campaign: Campaign, before: dict[int, date], reason: str) -> None:
        self.campaign = campaign
        self.reason = reason
        self._before = before
        self._counts = draft_counts(campaign)

    def of(self, one: Submission, now: datetime) -> dict[str, str]:
        """Return the fields of the letter to one party, without its link."""
        days = LetterFacts(
            due_day(one), timezone.localdate(now), False, self._counts.get(one.pk, 0)
        )
        return days.fields | {
            "party": one.party.name,
            "campaign": self.campaign.title,
            "was": day_words(self._before[one.pk]),
            "reason": self.reason,
        }

    def key(self, one: Submission, now: datetime) -> str:
        """Return what is the same for the same move and another one for the next."""
        days = f"{self._before[one.pk]}:{due_day(one)}"
        return f"{LetterAbout.DEADLINE}:{one.pk}:{days}:{now:%Y-%m-%dT%H:%M:%S}"


def _written(
    facts: _Facts,
    submissions: Sequence[Submission],
    address_of: AddressOf,
    actor: Actor,
    now: datetime,
) -> Moved:
    campaign = facts.campaign
    links = personal_links(campaign=campaign, submissions=submissions, actor=actor, now=now)
    contacts = contacts_in(campaign, [one.party_id for one in submissions])
    text = used_text(kind=LetterAbout.DEADLINE, owner=campaign.owner)
    stale = _stale(submissions)
    letters = []
    for one in submissions:
        link = address_of(link_token(links[one.pk]))
        subject, body = fill_letter(
            text, owner=campaign.owner, fields=facts.of(one, now) | {"link": link}
        )
        letters += [
            LetterDraft(
                kind=LetterAbout.DEADLINE,
                key=f"{facts.key(one, now)}:{contact.pk}",
                to_address=contact.email,
                to_name=contact.person.full_name if contact.person else one.party.name,
                subject=subject,
                body=body,
            )
            for contact in contacts.get(one.party_id, ())
        ]
    count = queue_letters(
        owner=campaign.owner, letters=letters, now=now, is_held=True, by_id=actor.user_id
    )
    silent = [one.party.spoken_name for one in submissions if not contacts.get(one.party_id)]
    return Moved(count, tuple(sorted(silent)), stale)


def _stale(submissions: Sequence[Submission]) -> int:
    """Return how many letters to these parties still wait with the former day."""
    if not submissions:
        return 0
    ours = Q()
    for one in submissions:
        ours |= Q(key__startswith=f"campaign:{one.pk}:")
    return Letter.objects.filter(ours, state=LetterState.HELD).count()


def _reason(text: str) -> str:
    reason = bounded_text(text, limit=MAX_REMARK, name="Причина", field="reason")
    if not reason:
        message = "Напишите, почему переносится срок: причина будет в письмах и в журнале."
        raise RuleViolation("campaign.no_reason", message, "reason")
    return reason


def _ensure_possible(campaign: Campaign, day: date, today: date) -> None:
    if not max(today, campaign.opens_on) <= day <= campaign.period_end:
        message = (
            f"Новый срок должен быть не раньше {max(today, campaign.opens_on):%d.%m.%Y} и не позже "
            f"конца периода ({campaign.period_end:%d.%m.%Y})."
        )
        raise RuleViolation("campaign.deadline", message, "due_on")
