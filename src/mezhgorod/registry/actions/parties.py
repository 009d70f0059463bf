"""Parties: cities and departments as organizations, their names and their addresses for letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from mezhgorod.registry.actions.audit import Done, write_audit
from mezhgorod.registry.actions.directory import clean_words, ensure_may_keep, needed_words
from mezhgorod.registry.actions.municipalities import MunicipalityIndex, ensure_municipalities
from mezhgorod.registry.actions.organizations import (
    OrganizationIndex,
    ensure_organization,
    organization_index,
)
from mezhgorod.registry.actions.people_named import Named, person_named
from mezhgorod.registry.models import (
    Contact,
    Decision,
    Membership,
    Municipality,
    Organization,
    OrganizationName,
)
from mezhgorod.registry.rules import (
    KEEP_DIRECTORY,
    Actor,
    OrganizationKind,
    RuleViolation,
    Subject,
    digest,
    free_slug,
    may,
)
from planbook.places import Place, parse_places

_CITY_NAME = "Муниципальное образование «{name}»"
MAX_NAME = 300
MAX_TOPIC = 200


@transaction.atomic
def ensure_party(*, municipality: Municipality) -> Organization:
    """Return the organization of a city, made when the registry lacks it.

    It is named «Муниципальное образование «Вологда»»; namesakes get their region added. Anybody's
    action may call it: the directory of places is shared.
    """
    found = (
        Organization.objects.filter(territory=municipality, kind=OrganizationKind.MUNICIPALITY)
        .select_related("territory")
        .order_by("pk")
        .first()
    )
    if found is not None:
        return found
    name = _free_name(municipality)
    base = f"mo-{municipality.slug}"
    candidates = (base, f"{base}-{digest(name)}")
    taken = set(Organization.objects.filter(slug__in=candidates).values_list("slug", flat=True))
    made, _ = Organization.objects.get_or_create(
        name=name,
        defaults={
            "slug": free_slug(candidates, taken),
            "kind": OrganizationKind.MUNICIPALITY,
            "territory": municipality,
        },
    )
    return made


def _free_name(municipality: Municipality) -> str:
    name = _CITY_NAME.format(name=municipality.name)
    where = municipality.region.name if municipality.region else municipality.country
    tried = (name, f"{name} ({where})", f"{name} ({where}, {digest(municipality.slug)})")
    taken = set(Organization.objects.filter(name__in=tried).values_list("name", flat=True))
    return next(one for one in tried if one not in taken)


@dataclass(slots=True)
class PartyFinder:
    """Cities and organizations by the names people type, many names with few queries.

    Known organizations come first, then cities of the registry, then the gazetteer of the program.
    """

    organizations: OrganizationIndex = field(default_factory=organization_index)
    cities: MunicipalityIndex = field(default_factory=ensure_municipalities)

    def learn(self, names: Iterable[str]) -> None:
        """Make the municipalities that names mean and the registry lacks, all at once.

        A name that nobody knows makes no city: it is most likely misspelt.
        """
        unknown = [name for name in names if not self.organizations.find(name)]
        read = [place for name in unknown for place in _places(name)]
        places = [place for place in read if place.region or place.country]
        self.cities = ensure_municipalities(places=places)

    def city(self, name: str, *, field: str = "") -> Municipality:
        """Return the municipality of a name.

        Raises:
            RuleViolation: there is none, or several bear the name.
        """
        places = _places(name)
        found = self.cities.of_place(places[0]) if len(places) == 1 else None
        if found is None:
            raise _not_found(name, field)
        return found

    def party(self, name: str, *, field: str = "") -> Organization:
        """Return the organization of a name; a city's is made when the registry lacks it.

        Raises:
            RuleViolation: nobody bears the name, or several do.
        """
        known = self.organizations.find(name)
        return known or ensure_party(municipality=self.city(name, field=field))


def party_named(*, name: str, field: str = "party") -> Organization:
    """Return the city or organization that a person has typed, by any of its known names.

    Raises:
        RuleViolation: the field is empty, or nobody of that name is known.
    """
    words = needed_words(name, limit=MAX_NAME, field=field, label="Город или организация")
    finder = PartyFinder()
    finder.learn([words])
    return finder.party(words, field=field)


def city_named(*, name: str, field: str = "places") -> Municipality:
    """Return the municipality that a person has typed.

    Raises:
        RuleViolation: nobody of that name is known.
    """
    words = needed_words(name, limit=MAX_NAME, field=field, label="Место")
    finder = PartyFinder()
    finder.learn([words])
    return finder.city(words, field=field)


@transaction.atomic
def add_department(
    *, association: Organization, name: str, actor: Actor, now: datetime
) -> Organization:
    """Return the organization of a name, made when nobody bears it: a department of a region.

    Raises:
        RuleViolation: no right, or no name.
    """
    ensure_may_keep(actor, association)
    words = needed_words(name, limit=MAX_NAME, field="party", label="Организация")
    known = organization_index().find(words)
    if known is not None:
        return known
    made = ensure_organization(name=words)
    done = Done("party.add", f"Добавлена организация: {made.name}.", owner_id=association.pk)
    write_audit(subject=made, done=done, actor=actor, now=now)
    return made


@dataclass(frozen=True, slots=True)
class Renaming:
    """A new name, the first day it is valid, and what it rests on."""

    name: str
    since_on: date
    short_name: str = ""
    decision: Decision | None = None


@transaction.atomic
def rename_party(
    *, party: Organization, renaming: Renaming, actor: Actor, now: datetime
) -> Organization:
    """Give an organization a new name from a day on; until then the old one stays valid.

    The name is shared by every association the party is a member of, so one that keeps only some
    of them may not change it. A city that is renamed is renamed in the directory of places.

    Raises:
        RuleViolation: no right in all of them, the name is taken, empty or the present one.
    """
    owner_id = _ensure_may_rename(party, actor)
    name = needed_words(renaming.name, limit=MAX_NAME, field="name", label="Новое название")
    if name == party.name:
        raise RuleViolation("party.same_name", "Это и есть нынешнее название.", "name")
    if Organization.objects.filter(name=name).exclude(pk=party.pk).exists():
        message = "Так уже называется другая организация. Если она стала преемницей, объедините их."
        raise RuleViolation("party.name_taken", message, "name")
    before = {"name": party.name, "short_name": party.short_name}
    _keep_old_name(party, renaming.since_on)
    party.name = name
    party.short_name = clean_words(
        renaming.short_name, limit=100, field="short_name", label="Краткое название"
    )
    party.save(update_fields=["name", "short_name"])
    done = Done(
        "party.rename",
        f"«{before['name']}» с {renaming.since_on:%d.%m.%Y} называется «{name}».",
        owner_id=owner_id,
        reason=renaming.decision.text if renaming.decision else "",
        before=before,
        after={"name": name, "short_name": party.short_name},
    )
    write_audit(subject=party, done=done, actor=actor, now=now)
    return party


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """Where letters to a party go, for which questions, and who reads them if known."""

    email: str
    topic: str = ""
    named: Named = field(default_factory=Named)


@transaction.atomic
def save_contact(
    *,
    association: Organization,
    party: Organization,
    draft: ContactDraft,
    contact: Contact | None = None,
    actor: Actor,
    now: datetime,
) -> Contact:
    """Keep an address of a party for one association; others do not see it.

    The journal tells that an address was kept and never which.

    Raises:
        RuleViolation: no right, the address is no address, or the association has it already.
    """
    ensure_may_keep(actor, association)
    if contact is not None and contact.owner_id != association.pk:
        raise RuleViolation("contact.foreign", "Этот адрес ведёт другое объединение.")
    email = _clean_email(draft.email)
    twins = Contact.objects.filter(owner=association, organization=party, email__iexact=email)
    if twins.exclude(pk=contact.pk if contact else 0).exists():
        raise RuleViolation("contact.exists", "Такой адрес уже есть.", "email")
    kept = contact or Contact(owner=association, organization=party)
    kept.email = email
    kept.topic = clean_words(draft.topic, limit=MAX_TOPIC, field="topic", label="Вопросы")
    kept.person = person_named(
        named=draft.named,
        organization=party,
        purpose="переписка по делам объединения",
        known=kept.person,
    )
    kept.save()
    verb = "Изменён" if contact else "Добавлен"
    done = Done(
        "contact.edit" if contact else "contact.add",
        f"{verb} адрес для писем: {party.spoken_name}.",
        owner_id=association.pk,
    )
    write_audit(subject=kept, done=done, actor=actor, now=now)
    return kept


@transaction.atomic
def delete_contact(*, contact: Contact, actor: Actor, now: datetime) -> None:
    """Take an address away; letters no longer go there.

    Raises:
        RuleViolation: no right in the association that keeps it.
    """
    if contact.owner is None:
        message = "Этот адрес общий. Убрать его может администратор установки."
        if not actor.is_administrator:
            raise RuleViolation("contact.shared", message)
    else:
        ensure_may_keep(actor, contact.owner)
    done = Done(
        "contact.delete",
        f"Убран адрес для писем: {contact.organization.spoken_name}.",
        owner_id=contact.owner_id,
    )
    write_audit(subject=contact, done=done, actor=actor, now=now)
    contact.delete()


def _clean_email(text: str) -> str:
    email = needed_words(text, limit=254, field="email", label="Адрес электронной почты")
    try:
        validate_email(email)
    except ValidationError as wrong:
        message = f"«{email}» не похоже на адрес. Пример: kultura@vologda.example.org."
        raise RuleViolation("contact.email", message, "email") from wrong
    return email


def _ensure_may_rename(party: Organization, actor: Actor) -> int | None:
    owners = set(
        Membership.objects.filter(member=party, end_kind="").values_list(
            "association_id", flat=True
        )
    ) or {party.pk}
    refused = [pk for pk in owners if not may(actor, KEEP_DIRECTORY, Subject(owner_id=pk))]
    if refused:
        message = (
            "Название общее для всех объединений, где состоит организация. Переименовать её может "
            "тот, кто ведёт их все, или администратор установки."
        )
        raise RuleViolation("party.rename_forbidden", message)
    return min(owners)


def _keep_old_name(party: Organization, since_on: date) -> None:
    last = since_on - timedelta(days=1)
    previous = OrganizationName.objects.filter(organization=party, valid_until__isnull=False)
    latest = previous.order_by("-valid_until").first()
    if latest is not None and latest.valid_until and latest.valid_until >= last:
        message = "Уже записано более позднее переименование. Укажите день после него."
        raise RuleViolation("party.renamed_later", message, "since_on")
    starts = latest.valid_until + timedelta(days=1) if latest and latest.valid_until else None
    OrganizationName.objects.update_or_create(
        organization=party,
        name=party.name,
        defaults={"valid_from": starts, "valid_until": last},
    )


def _places(name: str) -> list[Place]:
    return list(parse_places(name).places)


def _not_found(name: str, field: str) -> RuleViolation:
    message = (
        f"Не найдено: «{name[:80]}». Проверьте написание; у одноимённых городов добавьте регион, "
        "например «Кировск (Мурманская область)»."
    )
    return RuleViolation("party.unknown", message, field)
