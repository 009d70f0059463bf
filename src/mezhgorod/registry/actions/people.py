"""Accounts of people and their personal data: made, kept, erased."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.db import transaction

from mezhgorod.registry.actions.audit import Done, write_audit
from mezhgorod.registry.actions.grants import RoleTerms, ensure_terms, give_role
from mezhgorod.registry.models import AuditEntry, Contact, Organization, Person, RoleGrant, User
from mezhgorod.registry.queries.people import owners_of_person
from mezhgorod.registry.rules import (
    KEEP_PEOPLE,
    KEEP_PERSONAL_DATA,
    Actor,
    RuleViolation,
    Subject,
    ensure_may,
)
from mezhgorod.registry.rules.people import USUAL_BASIS, USUAL_PURPOSE, is_email, is_login

MAX_NAME = 200
_BATCH = 500


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """A person to get an account.

    Attributes:
        login: the name to sign in with.
        purpose: why the data are kept; basis: on what ground (152-ФЗ, статья 6).
        consent_on: the day of the consent, None where the ground is another.
    """

    full_name: str
    email: str
    login: str
    purpose: str = USUAL_PURPOSE
    basis: str = USUAL_BASIS
    consent_on: date | None = None


@transaction.atomic
def add_account(*, draft: AccountDraft, terms: RoleTerms, actor: Actor, now: datetime) -> User:
    """Make an account without a password, with its first role; an invitation lets set one.

    Raises:
        RuleViolation: the maker may not, a field is wrong or the login name is taken.
    """
    ensure_may(actor, KEEP_PEOPLE, Subject(owner_id=terms.owner.pk))
    _ensure_draft(draft)
    ensure_terms(terms)
    user = User(username=draft.login, email=draft.email)
    user.set_unusable_password()
    user.save()
    Person.objects.create(
        full_name=draft.full_name,
        email=draft.email,
        user=user,
        purpose=draft.purpose[:300],
        consent_basis=draft.basis[:300],
        consent_on=draft.consent_on,
    )
    done = Done("account.add", f"Заведена учётная запись: {draft.login}", owner_id=terms.owner.pk)
    write_audit(subject=user, done=done, actor=actor, now=now)
    give_role(user=user, terms=terms, actor=actor, now=now)
    return user


def note_invitation(*, user: User, owner: Organization, actor: Actor, now: datetime) -> None:
    """Guard and record that somebody was invited to set a password.

    An invitation opens an account, so nobody gives one for an account with roles elsewhere.

    Raises:
        RuleViolation: the inviter may not, or the account is not only theirs.
    """
    ensure_may(actor, KEEP_PEOPLE, Subject(owner_id=owner.pk))
    grants = RoleGrant.objects.filter(user=user)
    elsewhere = [one for one in set(grants.values_list("owner_id", flat=True)) if one != owner.pk]
    is_known = grants.filter(owner=owner).exists()
    is_higher = user.is_staff or user.is_superuser or not user.is_active
    if not actor.is_administrator and (elsewhere or is_higher or not is_known):
        message = (
            "У этой учётной записи есть права и вне вашей ассоциации, поэтому новый пароль ей "
            "выдаёт только администратор сайта."
        )
        raise RuleViolation("account.not_only_yours", message)
    done = Done("account.invite", f"Выдано приглашение: {user.username}", owner_id=owner.pk)
    write_audit(subject=user, done=done, actor=actor, now=now)


@transaction.atomic
def erase_person(
    *, person: Person, owner: Organization, actor: Actor, now: datetime, reason: str = ""
) -> Person:
    """Erase what is known of a person for good; the row stays, so that counts stay.

    Addresses for letters go, an account is closed and renamed, and the journal says «человек № 5»
    where the name stood.

    Raises:
        RuleViolation: the eraser may not, or the person is known to other associations too.
    """
    ensure_may(actor, KEEP_PERSONAL_DATA, Subject(owner_id=owner.pk))
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.erased_at is not None:
        return person
    if person.user_id is not None and person.user_id == actor.user_id:
        message = "Свои данные стирает другой сотрудник дирекции или администратор сайта."
        raise RuleViolation("person.own", message)
    owners = owners_of_person(person)
    if not actor.is_administrator and owners != {owner.pk}:
        message = (
            "Этот человек есть и в делах другой ассоциации или имеет права администратора. "
            "Стереть его данные может только администратор сайта."
        )
        raise RuleViolation("person.of_others", message)
    _forget(person, now)
    done = Done(
        "person.erase",
        f"Стёрты персональные данные: человек № {person.pk}",
        owner_id=owner.pk,
        reason=reason[:1000],
    )
    write_audit(subject=person, done=done, actor=actor, now=now)
    return person


def note_erasure_asked(*, user: User, owner_ids: tuple[int, ...], now: datetime) -> None:
    """Write into the journal of every association of a person that they ask to be erased."""
    actor = Actor(user_id=user.pk)
    for owner_id in owner_ids or (None,):
        done = Done("person.erasure_asked", "Просит стереть свои данные", owner_id=owner_id)
        write_audit(subject=user, done=done, actor=actor, now=now)


def _ensure_draft(draft: AccountDraft) -> None:
    texts = (draft.full_name, draft.email, draft.login, draft.purpose, draft.basis)
    if any("\0" in text for text in texts):
        raise RuleViolation("account.bad_text", "Уберите из полей служебные знаки.", "full_name")
    if not draft.full_name or len(draft.full_name) > MAX_NAME:
        message = f"Укажите имя, не длиннее {MAX_NAME} знаков."
        raise RuleViolation("account.no_name", message, "full_name")
    if not is_email(draft.email):
        message = "Это не адрес электронной почты. Пример: vologda@example.org."
        raise RuleViolation("account.bad_email", message, "email")
    if not is_login(draft.login):
        message = "Имя для входа — буквы, цифры и знаки @ . + - _, до 150 знаков, без пробелов."
        raise RuleViolation("account.bad_login", message, "login")
    if User.objects.filter(username__iexact=draft.login).exists():
        message = "Такое имя для входа уже есть. Выберите другое или дайте роль этому человеку."
        raise RuleViolation("account.taken", message, "login")
    if not draft.purpose.strip() or not draft.basis.strip():
        message = "Укажите, зачем и на каком основании хранятся данные (152-ФЗ)."
        raise RuleViolation("account.no_purpose", message, "purpose")


def _forget(person: Person, now: datetime) -> None:
    words = {one for one in (person.full_name, person.email, person.phone) if one}
    words |= set(Contact.objects.filter(person=person).values_list("email", flat=True))
    about = {(Person._meta.label_lower, str(person.pk))}
    login = person.user.username if person.user is not None else ""
    if person.user is not None:
        words |= {person.user.username, person.user.email} - {""}
        about.add((User._meta.label_lower, str(person.user.pk)))
        _close(person.user)
    Contact.objects.filter(person=person).delete()
    person.full_name = person.email = person.phone = ""
    person.purpose = person.consent_basis = ""
    person.consent_on, person.is_public, person.erased_at = None, False, now
    person.save()
    _forget_in_journal(words, about, f"человек № {person.pk}")
    _forget_in_admin(about, f"человек № {person.pk}")
    if login:
        _forget_attempts(login)


def _forget_in_admin(about: set[tuple[str, str]], instead: str) -> None:
    """Replace the names under which the history of the admin site keeps a person."""
    for kind, pk in about:
        app, model = kind.split(".")
        entries = LogEntry.objects.filter(
            content_type__app_label=app, content_type__model=model, object_id=pk
        )
        entries.update(object_repr=instead)


def _forget_attempts(login: str) -> None:
    """Delete what the guard of passwords has noted under a login name."""
    for record in (AccessAttempt, AccessFailureLog, AccessLog):
        record.objects.filter(username=login).delete()


def _close(user: User) -> None:
    user.username, user.email = f"стёрт-{user.pk}", ""
    user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    RoleGrant.objects.filter(user=user).delete()


def _forget_in_journal(words: set[str], about: set[tuple[str, str]], instead: str) -> None:
    """Replace a person's names and addresses wherever the journal says them.

    A single word («Вологда», a login name) may mean something else in other entries, so it is
    replaced only in those about the person.
    """
    near = _pattern(words)
    far = _pattern({one for one in words if "@" in one or " " in one})
    changed = []
    for entry in AuditEntry.objects.order_by("pk").iterator(chunk_size=_BATCH):
        pattern = near if (entry.object_kind, entry.object_id) in about else far
        told = (entry.summary, entry.reason, entry.before, entry.after)
        new = tuple(_without(value, pattern, instead) for value in told)
        if new != told:
            entry.summary, entry.reason, entry.before, entry.after = new
            changed.append(entry)
    AuditEntry.objects.bulk_update(
        changed, ["summary", "reason", "before", "after"], batch_size=_BATCH
    )


def _pattern(words: set[str]) -> re.Pattern[str]:
    """Return what finds whole words only, the longest first; nothing where there are none."""
    told = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)" if told else r"(?!)")


def _without(value: Any, pattern: re.Pattern[str], instead: str) -> Any:
    if isinstance(value, str):
        return pattern.sub(instead, value)
    if isinstance(value, Mapping):
        return {key: _without(one, pattern, instead) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, pattern, instead) for one in value]
    return value
