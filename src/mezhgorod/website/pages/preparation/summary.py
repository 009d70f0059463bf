"""What the page of an event says about its preparation, and to whom."""

from __future__ import annotations

from dataclasses import dataclass

from mezhgorod.planning.models import Event, PlanItem
from mezhgorod.planning.queries.preparation import event_subject, invited_counts
from mezhgorod.planning.rules.preparation import (
    PREPARE_EVENT,
    SEE_ANSWERS,
    InvitedCounts,
    counts_words,
)
from mezhgorod.registry.rules import Actor, may


@dataclass(frozen=True, slots=True)
class PreparationSummary:
    """Counters for everybody, doors for those who prepare."""

    counts: InvitedCounts
    words: str
    has_programme: bool
    can_see_answers: bool
    can_prepare: bool

    @property
    def is_shown(self) -> bool:
        return self.can_see_answers or self.has_programme or self.counts.coming > 0


def preparation_summary(
    *, event: Event, items: tuple[PlanItem, ...], actor: Actor
) -> PreparationSummary:
    """Sum up the preparation of an event in one query, two for people with rights.

    Args:
        items: the rows of the event that the visitor may read, the first entered decides.
    """
    first = min(items, key=lambda one: one.pk, default=None)
    plan = first.section.plan if first else None
    may_see = may_prepare = False
    if plan is not None and (actor.grants or actor.is_administrator):
        subject = event_subject(event=event, plan=plan)
        may_see, may_prepare = may(actor, SEE_ANSWERS, subject), may(actor, PREPARE_EVENT, subject)
    counts = invited_counts(event=event)
    return PreparationSummary(
        counts=counts,
        words=counts_words(counts),
        has_programme=event.programme_published_at is not None,
        can_see_answers=may_see,
        can_prepare=may_prepare,
    )
