"""Addresses for letters taken from a pasted list, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mezhgorod.registry.actions.audit import Done, write_audit
from mezhgorod.registry.actions.organizations import organization_index
from mezhgorod.registry.models import Contact, Organization, Person
from mezhgorod.registry.rules import (
    KEEP_PERSONAL_DATA,
    Actor,
    OrganizationKind,
    RuleViolation,
    Subject,
    ensure_may,
    name_key,
)
from mezhgorod.registry.rules.people import ContactLine, ContactProblem, read_contacts


class ContactsRefused(RuleViolation):
    """A list that cannot be taken; `problems` name every wrong line."""

    def __init__(self, problems: list[ContactProblem]) -> None:
        super().__init__(
            "contacts.refused",
            f"Список не принят: строк с ошибками — {len(problems)}. Исправьте их и вставьте снова.",
            "text",
        )
        self.problems = problems


@dataclass(frozen=True, slots=True)
class ContactList:
    """What is taken: the pasted text, why and on what ground the data are kept."""

    text: str
    purpose: str
    basis: str
    consent_on: date | None = None


@dataclass(frozen=True, slots=True)
class ContactsResult:
    """How many addresses came in, and how many were known already."""

    added_count: int
    known_count: int


@transaction.atomic
def import_contacts(
    *, owner: Organization, listed: ContactList, actor: Actor, now: datetime
) -> ContactsResult:
    """Take a pasted list of «name, organization, address» into the contacts of an association.

    Organizations must be known: a misspelled one would get no letters.

    Raises:
        ContactsRefused: lines are wrong; all of them are told, nothing is written.
        RuleViolation: the person may not, or purpose and ground are missing.
    """
    ensure_may(actor, KEEP_PERSONAL_DATA, Subject(owner_id=owner.pk))
    if not listed.purpose.strip() or not listed.basis.strip():
        message = "Укажите, зачем и на каком основании хранятся данные (152-ФЗ)."
        raise RuleViolation("contacts.no_purpose", message, "purpose")
    lines, problems = read_contacts(listed.text)
    found, unknown = _organizations(lines)
    problems = sorted([*problems, *unknown], key=lambda one: one.number)
    if problems:
        raise ContactsRefused(problems)
    if not lines:
        message = "В списке нет ни одной строки. Вставьте столбцы: имя, организация, адрес."
        raise RuleViolation("contacts.empty", message, "text")
    result = _write(owner, listed, lines, found)
    summary = f"Внесены адреса для писем: {result.added_count}"
    done = Done("contacts.import", summary, owner_id=owner.pk)
    write_audit(subject=owner, done=done, actor=actor, now=now)
    return result


def _organizations(
    lines: list[ContactLine],
) -> tuple[dict[int, Organization], list[ContactProblem]]:
    """Return the organization of every line, and the lines whose organization nobody knows."""
    index = organization_index()
    cities = Organization.objects.filter(
        kind=OrganizationKind.MUNICIPALITY, territory__isnull=False
    ).select_related("territory")
    by_city = {name_key(one.territory.name): one for one in cities if one.territory}
    found, unknown = {}, []
    for line in lines:
        known = index.find(line.organization) or by_city.get(name_key(line.organization))
        if known is None:
            message = (
                f"Организации «{line.organization}» нет в справочнике. Проверьте название "
                "или сначала внесите её в «Объединения»."
            )
            unknown.append(ContactProblem(line.number, message))
        else:
            found[line.number] = known
    return found, unknown


def _write(
    owner: Organization,
    listed: ContactList,
    lines: list[ContactLine],
    found: dict[int, Organization],
) -> ContactsResult:
    pairs = Contact.objects.filter(owner=owner).values_list("organization_id", "email")
    known = {(organization, email.casefold()) for organization, email in pairs}
    new: dict[tuple[int, str], ContactLine] = {}
    for line in lines:
        key = (found[line.number].pk, line.email.casefold())
        if key not in known:
            new.setdefault(key, line)
    people = Person.objects.bulk_create(
        Person(
            full_name=line.full_name[:200],
            email=line.email,
            purpose=listed.purpose.replace("\0", "")[:300],
            consent_basis=listed.basis.replace("\0", "")[:300],
            consent_on=listed.consent_on,
        )
        for line in new.values()
    )
    Contact.objects.bulk_create(
        Contact(owner=owner, organization=found[line.number], person=person, email=line.email)
        for line, person in zip(new.values(), people, strict=True)
    )
    return ContactsResult(len(new), len(lines) - len(new))
