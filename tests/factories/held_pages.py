"""A held event on pages: a row of a plan that has passed, its host with an address, people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.people import make_body, make_owner, make_party, make_user
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.outcomes.actions import begin_held
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules import TELL_FACTS
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.registry.actions.links import issue_link
from mezhgorod.registry.models import Body, Contact, Membership, Organization
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import SYSTEM, Right, Role


@dataclass(frozen=True)
class HeldPages:
    """A union, its committee, a row of May 2023 hosted by Вологда, what is known of it."""

    owner: Organization
    body: Body
    plan: Plan
    item: PlanItem
    held: HeldEvent
    vologda: Organization
    tver: Organization

    def url(self, name: str = "held_event", *more: object) -> str:
        """The address of a page of the event."""
        return reverse(name, args=(self.held.pk, *more))

    def now(self) -> HeldEvent:
        """The event as it is stored."""
        return HeldEvent.objects.get(pk=self.held.pk)

    def client(self, role: Role = Role.DIRECTORATE, **more: Any) -> Client:
        """The browser of somebody with a role in the union."""
        client = Client()
        name = f"with-{role.value}-{len(more)}"
        client.force_login(make_user(name, role, **({"owner": self.owner} | more)))
        return client

    def link(self, right: Right = TELL_FACTS, held: HeldEvent | None = None) -> str:
        """The secret of a personal link to the event, or to another one."""
        now = timezone.now()
        found = issue_link(
            right=right,
            object_id=(held or self.held).pk,
            owner=self.owner,
            label="Ссылка",
            expires_at=now + timedelta(days=30),
            actor=SYSTEM,
            now=now,
        )
        return link_token(found)


def make_held_pages(title: str = "Заседание секции «Туризм»") -> HeldPages:
    owner = make_owner()
    plan = make_plan(owner=owner.name)
    item = make_item(make_section(plan), title, city=make_city("Вологда", "vologda"), body="Туризм")
    vologda = make_party("Муниципальное образование «Вологда»", city="Вологда")
    tver = make_party("Муниципальное образование «Тверь»", city="Тверь")
    for one in (vologda, tver):
        Membership.objects.create(association=owner, member=one)
    Contact.objects.create(organization=vologda, email="vologda@example.org")
    held = begin_held(event=item.event, owner=owner, actor=SYSTEM, now=timezone.now())
    return HeldPages(owner, make_body(owner), plan, item, held, vologda, tver)
