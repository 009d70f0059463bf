"""Letters to parties: an invitation, a reminder, a word that the day is over; mail and Word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mezhgorod.campaigns.actions.guards import ensure_open, locked_campaign
from mezhgorod.campaigns.actions.journal import tell
from mezhgorod.campaigns.actions.links import personal_links
from mezhgorod.campaigns.actions.outcomes import Reminded
from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.campaigns.queries import due_day
from mezhgorod.campaigns.rules import WAITED_STATES, RowChoice, RowState
from mezhgorod.campaigns.rules.letters import LetterAbout, LetterFacts, letter_about
from mezhgorod.notices.actions import LetterDraft, queue_letters
from mezhgorod.notices.models import Letter
from mezhgorod.notices.queries import fill_letter, used_text
from mezhgorod.registry.models import Contact
from mezhgorod.registry.queries.associations import contacts_of_many
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import Actor, RuleViolation

# Gives the whole address of the page of a party from the secret of its link.
AddressOf = Callable[[str], str]
_NOBODY = "Напоминать некому: отмеченные организации уже ответили."


@dataclass(frozen=True, slots=True)
class PartyLetter:
    """A letter to one party, ready for mail and for print."""

    submission: Submission
    about: LetterAbout
    subject: str
    body: str

    @property
    def addressee(self) -> str:
        """To whom, in full."""
        return self.submission.party.name


@transaction.atomic
def remind(
    *,
    campaign: Campaign,
    submission_ids: Sequence[int],
    address_of: AddressOf,
    actor: Actor,
    now: datetime,
) -> Reminded:
    """Write letters to parties that have not answered; a person looks at them before they leave.

    Who has not been written to yet is invited, others are reminded. One address gets at most one
    such letter a day.

    Args:
        address_of: gives the address of the page of a party, made by the website.

    Raises:
        RuleViolation: no right, the campaign is not open, or nobody is left to write to.
    """
    letters = letters_to(
        campaign=campaign,
        submission_ids=submission_ids,
        address_of=address_of,
        actor=actor,
        now=now,
    )
    contacts = contacts_in(campaign, [one.submission.party_id for one in letters])
    drafts = list(_drafts(letters, contacts, now))
    known = Letter.objects.filter(key__in=[one.key for one in drafts]).count()
    count = queue_letters(
        owner=campaign.owner, letters=drafts, now=now, is_held=True, by_id=actor.user_id
    )
    written = [one.submission.pk for one in letters if contacts.get(one.submission.party_id)]
    Submission.objects.filter(pk__in=written).update(reminded_at=now)
    silent = tuple(
        one.submission.party.spoken_name
        for one in letters
        if not contacts.get(one.submission.party_id)
    )
    if count:
        summary = f"Подготовлено писем организациям: {count}"
        tell(campaign, action="campaign.remind", summary=summary, actor=actor, now=now)
    return Reminded(letters=count, without_address=silent, already=known)


@transaction.atomic
def letters_to(
    *,
    campaign: Campaign,
    submission_ids: Sequence[int],
    address_of: AddressOf,
    actor: Actor,
    now: datetime,
) -> list[PartyLetter]:
    """Return letters to the parties among the given ones that have not answered, by name.

    Raises:
        RuleViolation: as `remind`.
    """
    campaign = locked_campaign(campaign, actor=actor)
    ensure_open(campaign)
    submissions = list(
        campaign.submissions.filter(pk__in=submission_ids, state__in=WAITED_STATES)
        .select_related("party__territory", "campaign")
        .order_by("party__name")
    )
    if not submissions:
        raise RuleViolation("campaign.nobody_to_remind", _NOBODY)
    links = personal_links(campaign=campaign, submissions=submissions, actor=actor, now=now)
    facts = _facts(campaign, submissions, timezone.localdate(now))
    abouts = {letter_about(one) for one in facts.values()}
    texts = {one: used_text(kind=one.value, owner=campaign.owner) for one in abouts}
    letters = []
    for one in submissions:
        about = letter_about(facts[one.pk])
        fields = facts[one.pk].fields | {
            "party": one.party.name,
            "campaign": campaign.title,
            "link": address_of(link_token(links[one.pk])),
        }
        subject, body = fill_letter(texts[about], owner=campaign.owner, fields=fields)
        letters.append(PartyLetter(one, about, subject, body))
    return letters


def _facts(
    campaign: Campaign, submissions: Sequence[Submission], today: date
) -> dict[int, LetterFacts]:
    counts = draft_counts(campaign)
    return {
        one.pk: LetterFacts(
            due_on=due_day(one),
            today=today,
            is_written_to=one.reminded_at is not None,
            draft_count=counts[one.pk],
        )
        for one in submissions
    }


def draft_counts(campaign: Campaign) -> Counter[int]:
    drafts = ProposedRow.objects.filter(
        submission__campaign=campaign, state__in=(RowState.DRAFT, RowState.RETURNED)
    ).exclude(choice=RowChoice.UNDECIDED)
    return Counter(drafts.values_list("submission_id", flat=True))


def contacts_in(campaign: Campaign, parties: Sequence[int]) -> dict[int, list[Contact]]:
    """Return, by party, the addresses this association keeps of it, and those nobody keeps."""
    found = contacts_of_many(parties=parties, owners=[campaign.owner_id])
    return {party: contacts for (_, party), contacts in found.items()}


def _drafts(
    letters: Sequence[PartyLetter], contacts: dict[int, list[Contact]], now: datetime
) -> Iterator[LetterDraft]:
    for one in letters:
        for contact in contacts.get(one.submission.party_id, ()):
            yield LetterDraft(
                kind=one.about.value,
                key=f"campaign:{one.submission.pk}:{timezone.localdate(now)}:{contact.pk}",
                to_address=contact.email,
                to_name=contact.person.full_name if contact.person else one.addressee,
                subject=one.subject,
                body=one.body,
            )
