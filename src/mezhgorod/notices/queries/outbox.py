"""Letters somebody may read, and how many there are in every state."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from mezhgorod.notices.models import Letter
from mezhgorod.notices.rules import SEE_LETTERS, LetterState
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, Right, Subject, may


def letter_subject(letter: Letter) -> Subject:
    """Return a letter as far as rights depend on it."""
    return Subject(owner_id=letter.owner_id, object_id=letter.pk, state=letter.state)


def owners_with(actor: Actor, right: Right) -> Q:
    """Return the condition «of an owner for whom somebody has a right» over a field `owner`."""
    if actor.is_administrator:
        return Q()
    owner_ids = {one.owner_id for one in actor.grants}
    return Q(owner__in=[one for one in owner_ids if may(actor, right, Subject(owner_id=one))])


def letters_visible_to(*, actor: Actor) -> QuerySet[Letter]:
    """Return the letters somebody may read, latest first."""
    return Letter.objects.filter(owners_with(actor, SEE_LETTERS))


def letter_counts(*, actor: Actor) -> dict[LetterState, int]:
    """Return how many letters stand in every state, in one query; every state has a number."""
    counted = (
        letters_visible_to(actor=actor).order_by().values_list("state").annotate(n=Count("pk"))
    )
    found = dict(counted)
    return {state: found.get(state, 0) for state in LetterState}


def letter_owners(*, actor: Actor, right: Right) -> QuerySet[Organization]:
    """Return the organizations in whose name somebody has a right about letters.

    Administrators see every organization that has plans or people with roles.
    """
    found = Organization.objects.order_by("name")
    if actor.is_administrator:
        has_work = Q(plans__isnull=False) | Q(role_grants__isnull=False) | Q(letters__isnull=False)
        return found.filter(has_work).distinct()
    owner_ids = {one.owner_id for one in actor.grants}
    return found.filter(
        pk__in=[one for one in owner_ids if may(actor, right, Subject(owner_id=one))]
    )
