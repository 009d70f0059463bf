"""The wall of a campaign: every party, where its proposals are, how many rows, how late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.campaigns.queries.subjects import days_late, due_day
from mezhgorod.campaigns.rules import (
    ANSWERED_STATES,
    READ_CAMPAIGN,
    CampaignState,
    RowState,
    SubmissionState,
)
from mezhgorod.campaigns.rules.phrases import InvitedNoun, invited_noun, late_words
from mezhgorod.registry.models import Contact, Organization
from mezhgorod.registry.queries.associations import known_to
from mezhgorod.registry.rules import Actor, Subject, may


@dataclass(frozen=True, slots=True)
class WallLine:
    """One party on the wall.

    `counts` are its rows by state, `due_on` the day it answers by, `days_late` how long after it,
    `has_address` whether a letter can reach it.
    """

    submission: Submission
    counts: dict[str, int]
    due_on: date
    days_late: int
    has_address: bool

    @property
    def is_late(self) -> bool:
        """Whether it has not answered in time, or answered after its day."""
        return self.days_late > 0

    @property
    def late_words(self) -> str:
        """By how much it is late."""
        return late_words(self.days_late)

    @property
    def name(self) -> str:
        """How the party is called."""
        return self.submission.party.spoken_name

    @property
    def is_answered(self) -> bool:
        """Whether it has answered, with rows or that there are none."""
        return self.submission.state in ANSWERED_STATES

    @property
    def row_count(self) -> int:
        """How many rows it has, without those its author removed or does not repeat."""
        left_out = {RowState.REMOVED, RowState.DROPPED}
        return sum(count for state, count in self.counts.items() if state not in left_out)


@dataclass(frozen=True, slots=True)
class Wall:
    """A campaign as a whole: its parties by name, rows by state."""

    campaign: Campaign
    lines: tuple[WallLine, ...]

    @property
    def noun(self) -> InvitedNoun:
        """What the invited are called."""
        kinds = {line.submission.party.kind for line in self.lines}
        return invited_noun(self.campaign.owner.kind, kinds)

    @property
    def states(self) -> dict[str, int]:
        """How many parties are in each state."""
        found = Counter(line.submission.state for line in self.lines)
        return {state.value: found.get(state, 0) for state in SubmissionState}

    @property
    def rows(self) -> dict[str, int]:
        """How many rows of all parties are in each state."""
        found: Counter[str] = Counter()
        for line in self.lines:
            found.update(line.counts)
        return {state.value: found.get(state, 0) for state in RowState}

    @property
    def late_count(self) -> int:
        """How many parties have not answered in time."""
        return sum(line.is_late for line in self.lines if not line.is_answered)

    @property
    def answered_count(self) -> int:
        """How many parties have answered, with rows or that there are none."""
        return sum(line.is_answered for line in self.lines)


def wall_of(
    *, campaign: Campaign, today: date, states: Collection[SubmissionState] | None = None
) -> Wall:
    """Return the parties of a campaign with their states; three queries for any number of parties.

    Args:
        states: only parties whose proposals are there; every party if None.
    """
    addresses = Contact.objects.filter(known_to(campaign.owner_id)).only("organization_id")
    contacts = Prefetch("party__contacts", queryset=addresses)
    chosen = campaign.submissions.all()
    if states is not None:
        chosen = chosen.filter(state__in=states)
    submissions = list(chosen.select_related("party__territory").prefetch_related(contacts))
    counts: dict[int, dict[str, int]] = {one.pk: {} for one in submissions}
    counted = ProposedRow.objects.filter(submission__in=chosen.order_by()).order_by()
    for pk, state, number in counted.values_list("submission_id", "state").annotate(Count("pk")):
        counts.setdefault(pk, {})[state] = number
    lines = []
    for one in submissions:
        one.campaign = campaign
        lines.append(
            WallLine(
                submission=one,
                counts=counts[one.pk],
                due_on=due_day(one),
                days_late=days_late(submission=one, today=today),
                has_address=bool(one.party.contacts.all()),
            )
        )
    return Wall(campaign, tuple(sorted(lines, key=lambda line: line.name.casefold())))


def parties_of(*, campaign: Campaign) -> list[Organization]:
    """Return whoever is invited into a campaign, by name; one query."""
    found = Organization.objects.filter(submissions__campaign=campaign).select_related("territory")
    return sorted(found, key=lambda party: party.spoken_name.casefold())


def noun_among(campaign: Campaign, parties: Iterable[Organization]) -> InvitedNoun:
    """Return what these parties of a campaign are called."""
    return invited_noun(campaign.owner.kind, {party.kind for party in parties})


def campaigns_visible_to(*, actor: Actor) -> QuerySet[Campaign]:
    """Return the campaigns somebody may see as a whole, latest period first, with their counts."""
    found = Campaign.objects.select_related("owner", "plan").annotate(
        party_count=Count("submissions", distinct=True),
        answered_count=Count(
            "submissions", filter=Q(submissions__state__in=ANSWERED_STATES), distinct=True
        ),
    )
    if actor.is_administrator:
        return found
    owners = {one.owner_id for one in actor.grants}
    seen = [pk for pk in owners if may(actor, READ_CAMPAIGN, Subject(owner_id=pk))]
    return found.filter(owner__in=seen)


def submissions_of(*, actor: Actor) -> QuerySet[Submission]:
    """Return the submissions somebody speaks for, of campaigns that have opened, latest first."""
    parties = {one.party_id for one in actor.grants if one.party_id is not None}
    pairs = Q(pk__in=())
    for grant in actor.grants:
        if grant.party_id is not None:
            pairs |= Q(party=grant.party_id, campaign__owner=grant.owner_id)
    return (
        Submission.objects.filter(pairs, party__in=parties)
        .exclude(campaign__state=CampaignState.PREPARING)
        .select_related("campaign__owner", "party__territory")
        .order_by("-campaign__period_start", "-campaign__id")
    )
