"""What papers are about: an event of a plan, one that was held, or nothing but words."""

from __future__ import annotations

from dataclasses import dataclass

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries.subjects import held_subject
from mezhgorod.papers.models import Paper, PaperBatch
from mezhgorod.planning.models import Event, Plan
from mezhgorod.planning.queries.preparation import event_subject
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Subject


@dataclass(frozen=True, slots=True)
class Occasion:
    """The event papers are made for: planned, held, or both; and in whose name."""

    owner: Organization
    event: Event | None = None
    held: HeldEvent | None = None

    @property
    def title(self) -> str:
        """The title of the event in one line."""
        if self.held is not None:
            return " ".join(self.held.title.split())
        return self.event.full_title.removesuffix(".") if self.event is not None else ""

    @property
    def body_id(self) -> int | None:
        """The committee whose event it is."""
        return self.subject.body_id

    @property
    def subject(self) -> Subject:
        """The occasion as far as rights depend on it."""
        if self.held is not None:
            found = held_subject(self.held)
            return Subject(owner_id=found.owner_id, body_id=found.body_id)
        if self.event is not None:
            found = event_subject(event=self.event, owner_id=self.owner.pk)
            return Subject(owner_id=found.owner_id, body_id=found.body_id)
        return Subject(owner_id=self.owner.pk)


def occasion_of_event(*, event: Event, plan: Plan) -> Occasion:
    """Return the occasion of a row of a plan, with what is known of how it was held."""
    held = HeldEvent.objects.filter(event=event, owner=plan.owner).first()
    return Occasion(plan.owner, event, held)


def occasion_of_held(held: HeldEvent) -> Occasion:
    """Return the occasion of a held event, with the row of the plan it was."""
    return Occasion(held.owner, held.event, held)


def occasion_of_batch(batch: PaperBatch) -> Occasion:
    """Return what the papers of one press are about."""
    return Occasion(batch.owner, batch.event, batch.held_event)


def paper_subject(paper: Paper) -> Subject:
    """Return a paper as far as rights depend on it."""
    return Subject(
        owner_id=paper.owner_id,
        body_id=paper.body_id,
        party_id=paper.party_id,
        object_id=paper.pk,
        state=paper.state,
    )
