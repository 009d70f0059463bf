"""Accounts with one role each, so that a newcomer can look at the site with other eyes."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mezhgorod.registry.actions.grants import RoleTerms, give_role
from mezhgorod.registry.models import Body, Membership, Organization, User
from mezhgorod.registry.rules import SYSTEM, BodyKind, Role

OWNER = "Союз городов Центра и Северо-Запада России"
CITY = "Вологда"
PASSWORD_VARIABLE = "MEZHGOROD_DEMO_PASSWORD"  # noqa: S105 -- the name of a variable
# name of the account → what it is
ACCOUNTS: dict[str, Role] = {
    "direktsiya": Role.DIRECTORATE,
    "pravlenie": Role.APPROVER,
    "sektsiya": Role.BODY_COORDINATOR,
    "vologda": Role.CITY_CONTACT,
    "revizor": Role.AUDITOR,
}


class Command(BaseCommand):
    help = (
        "Заводит для показа учётные записи с разными ролями. "
        f"Пароль берётся из {PASSWORD_VARIABLE}."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        password = os.environ.get(PASSWORD_VARIABLE, "")
        if not password:
            raise CommandError(f"Задайте пароль в {PASSWORD_VARIABLE}.")
        owner = Organization.objects.filter(name=OWNER).first()
        if owner is None:
            return
        for name, role in ACCOUNTS.items():
            if not User.objects.filter(username=name).exists():
                _make(name, role, owner, password)


def _make(name: str, role: Role, owner: Organization, password: str) -> None:
    body = party = None
    if role is Role.BODY_COORDINATOR:
        body = Body.objects.filter(owner=owner, kind=BodyKind.COMMITTEE).order_by("name").first()
    if role is Role.CITY_CONTACT:
        members = Membership.objects.filter(association=owner, member__territory__name=CITY)
        found = members.select_related("member").first()
        party = found.member if found else None
    if (role is Role.BODY_COORDINATOR and body is None) or (
        role is Role.CITY_CONTACT and party is None
    ):
        return
    user = User.objects.create_user(name, password=password)
    terms = RoleTerms(role=role, owner=owner, body=body, party=party)
    give_role(user=user, terms=terms, actor=SYSTEM, now=timezone.now())
