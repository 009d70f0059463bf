"""A person is erased with the addresses that letters, subscriptions and invitations keep."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from mezhgorod.exchanges.actions.forgetting import forget_in_answers
from mezhgorod.notices.models import Follow, Letter, LetterStop
from mezhgorod.notices.rules import LetterState, address_key
from mezhgorod.outcomes.actions.forgetting import forget_in_outcomes
from mezhgorod.papers.actions import forget_in_papers
from mezhgorod.planning.models import Invitation
from mezhgorod.registry.actions.people import erase_person
from mezhgorod.registry.models import Contact, Organization, Person, PersonalLink, User
from mezhgorod.registry.queries.telling import telling, telling_pattern
from mezhgorod.registry.rules import Actor
from mezhgorod.registry.rules.name_forms import name_forms
from mezhgorod.reporting.actions.forgetting import forget_in_reports

ERASED_ADDRESSEE = "Данные адресата стёрты по его просьбе."
_UNSENT = (
    LetterState.HELD,
    LetterState.QUEUED,
    LetterState.FAILED,
    LetterState.UNCERTAIN,
    LetterState.STOPPED,
)
_BATCH = 200


@dataclass(frozen=True, slots=True)
class _Known:
    """What tells of a person: the addresses that are theirs alone, the name of several words."""

    addresses: frozenset[str]
    names: frozenset[str]
    instead: str

    @property
    def pattern(self) -> re.Pattern[str]:
        return telling_pattern(self.addresses | self.names)


@transaction.atomic
def erase_person_everywhere(
    *, person: Person, owner: Organization, actor: Actor, now: datetime, reason: str = ""
) -> Person:
    """Erase a person as `erase_person` does, and with it every trace of the person in letters.

    Letters stay, so that counts stay; they name nobody, and those that have not left never will.
    An address that somebody else has too stays: it is not the data of this person alone.

    Raises:
        RuleViolation: as `erase_person`; nothing is erased then.
    """
    known = _known(person)
    erased = erase_person(person=person, owner=owner, actor=actor, now=now, reason=reason)
    if person.user_id is not None:
        Follow.objects.filter(user=person.user_id).delete()
    for address in known.addresses:
        Follow.objects.filter(address__iexact=address).delete()
        LetterStop.objects.filter(address__iexact=address).delete()
        Contact.objects.filter(email__iexact=address, person__isnull=True).delete()
        _forget_invitations(address)
    _forget_letters(known)
    _forget_links(known)
    forget_in_answers(known.pattern, known.addresses | known.names, known.instead)
    forget_in_papers(
        person_id=person.pk, words=known.addresses | known.names, instead=known.instead
    )
    forms = name_forms(known.addresses | known.names)
    forget_in_outcomes(person=person, words=forms, instead=known.instead)
    forget_in_reports(words=known.addresses | known.names, instead=known.instead)
    return erased


def _known(person: Person) -> _Known:
    """Return what tells of a person, before it is erased."""
    addresses = {person.email, *person.contacts.values_list("email", flat=True)}
    names = {person.full_name}
    if person.user is not None:
        addresses.add(person.user.email)
        names |= {person.user.username, person.user.get_full_name()}
    return _Known(
        addresses=frozenset(
            address_key(one) for one in addresses if one and not _is_of_others(one, person)
        ),
        # A single word («Вологда», a login name) may mean something else in other letters.
        names=frozenset(one for one in names if " " in one.strip() or "@" in one),
        instead=f"человек № {person.pk}",
    )


def _is_of_others(address: str, person: Person) -> bool:
    others = Person.objects.filter(email__iexact=address).exclude(pk=person.pk).exists()
    users = User.objects.filter(email__iexact=address).exclude(person=person).exists()
    contacts = Contact.objects.filter(email__iexact=address, person__isnull=False)
    return others or users or contacts.exclude(person=person).exists()


def _forget_invitations(address: str) -> None:
    found = Invitation.objects.filter(email__iexact=address)
    found.filter(is_guest=True).update(name="данные стёрты", names_text="")
    found.update(email="")


def _forget_letters(known: _Known) -> None:
    """Take the person out of letters; the outbox counts what it counted before."""
    theirs = Q(pk__in=())
    for address in known.addresses:
        theirs |= Q(to_address__iexact=address)
    Letter.objects.filter(theirs, state__in=_UNSENT).update(
        state=LetterState.STOPPED, error=ERASED_ADDRESSEE
    )
    columns = ("to_name", "subject", "body", "error", "to_address")
    wanted = theirs | telling(columns, known.addresses | known.names)
    pattern, changed = known.pattern, []
    for letter in Letter.objects.filter(wanted).order_by("pk").iterator(chunk_size=_BATCH):
        if address_key(letter.to_address) in known.addresses:
            letter.to_address, letter.to_name = "", known.instead
        for name in ("to_name", "subject", "body", "error"):
            text = pattern.sub(known.instead, getattr(letter, name))
            setattr(letter, name, text[: 300 if name in {"to_name", "subject"} else None])
        changed.append(letter)
    fields = ["to_address", "to_name", "subject", "body", "error"]
    Letter.objects.bulk_update(changed, fields, batch_size=_BATCH)


def _forget_links(known: _Known) -> None:
    pattern, changed = known.pattern, []
    wanted = telling(("label",), known.addresses | known.names)
    for link in PersonalLink.objects.filter(wanted).order_by("pk"):
        link.label = pattern.sub(known.instead, link.label)[:300]
        changed.append(link)
    PersonalLink.objects.bulk_update(changed, ["label"], batch_size=_BATCH)
