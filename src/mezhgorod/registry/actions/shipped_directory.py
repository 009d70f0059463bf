"""Who is who as the shipped documents tell it: members, bodies, publications, partners."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files

from django.db import transaction

from mezhgorod.registry.actions.agreements import CounterpartDraft, save_counterpart
from mezhgorod.registry.actions.bodies import BodyDraft, save_body
from mezhgorod.registry.actions.memberships import MembershipDraft, admit_member
from mezhgorod.registry.actions.offices import PostDraft, TenureDraft, save_post, save_tenure
from mezhgorod.registry.actions.organizations import ensure_organization
from mezhgorod.registry.actions.parties import PartyFinder
from mezhgorod.registry.actions.people_named import Named
from mezhgorod.registry.actions.periodicals import PeriodicalDraft, save_periodical
from mezhgorod.registry.models import (
    Body,
    Counterpart,
    Membership,
    Organization,
    Periodical,
    Post,
    Region,
)
from mezhgorod.registry.rules import (
    SYSTEM,
    BodyKind,
    OrganizationKind,
    PeriodicalKind,
    organization_kind,
)


@transaction.atomic
def load_who_is_who(*, now: datetime) -> int:
    """Enter what the shipped documents say about associations; return how many records are new.

    Known records stay as people have left them, so loading again changes nothing.
    """
    owners = {row["owner"] for name in _TABLES for row in _rows(name)}
    known = {name: ensure_organization(name=name) for name in sorted(owners)}
    return (
        _load_bodies(known, now)
        + _load_members(known, now)
        + _load_posts(known, now)
        + _load_periodicals(known, now)
        + _load_counterparts(known, now)
    )


_TABLES = ("bodies", "members", "posts", "periodicals", "counterparts")


def _rows(name: str) -> Iterator[dict[str, str]]:
    table = files("mezhgorod.registry") / "data" / f"{name}.csv"
    yield from csv.DictReader(table.read_text(encoding="utf-8").splitlines())


def _load_bodies(known: dict[str, Organization], now: datetime) -> int:
    there = set(Body.objects.values_list("owner_id", "name"))
    count = 0
    for row in _rows("bodies"):
        owner = known[row["owner"]]
        if (owner.pk, row["name"]) in there:
            continue
        draft = BodyDraft(row["name"], BodyKind(row["kind"]))
        save_body(owner=owner, draft=draft, actor=SYSTEM, now=now)
        count += 1
    return count


def _load_members(known: dict[str, Organization], now: datetime) -> int:
    rows = list(_rows("members"))
    there = set(Membership.objects.values_list("association_id", "member_id"))
    finder = PartyFinder()
    is_city = [organization_kind(row["member"]) is OrganizationKind.OTHER for row in rows]
    cities = [row for row, is_one in zip(rows, is_city, strict=True) if is_one]
    finder.learn([*(row["member"] for row in cities), *(row["place"] for row in cities)])
    count = 0
    for row, is_one in zip(rows, is_city, strict=True):
        owner = known[row["owner"]]
        name = row["member"]
        party = finder.party(name) if is_one else ensure_organization(name=name)
        if (owner.pk, party.pk) in there:
            continue
        places = (finder.city(row["place"]),) if row["place"] else ()
        draft = MembershipDraft(party, basis_text=row["basis"], places=places)
        admit_member(association=owner, draft=draft, actor=SYSTEM, now=now)
        count += 1
    return count


def _load_posts(known: dict[str, Organization], now: datetime) -> int:
    count = 0
    for row in _rows("posts"):
        owner = known[row["owner"]]
        body = Body.objects.filter(owner=owner, name=row["body"]).first()
        if Post.objects.filter(organization=owner, title=row["title"]).exists():
            continue
        draft = PostDraft(row["title"], is_single=True, is_head=True)
        post = save_post(organization=owner, draft=draft, body=body, actor=SYSTEM, now=now)
        term = TenureDraft(Named(row["person"], is_public=True), until_text=row["until"])
        save_tenure(post=post, draft=term, actor=SYSTEM, now=now)
        count += 2
    return count


def _load_periodicals(known: dict[str, Organization], now: datetime) -> int:
    there = set(Periodical.objects.values_list("owner_id", "title"))
    count = 0
    for position, row in enumerate(_rows("periodicals"), start=1):
        owner = known[row["owner"]]
        if (owner.pk, row["title"]) in there:
            continue
        kind = PeriodicalKind(row["kind"])
        draft = PeriodicalDraft(row["title"], row["timing"], kind, position=position)
        save_periodical(owner=owner, draft=draft, actor=SYSTEM, now=now)
        count += 1
    return count


def _load_counterparts(known: dict[str, Organization], now: datetime) -> int:
    regions = {region.name: region for region in Region.objects.all()}
    there = set(Counterpart.objects.values_list("owner__name", "partner__name"))
    count = 0
    for row in _rows("counterparts"):
        region = regions.get(row["region"])
        if region is None or (row["owner"], row["partner"]) in there:
            continue
        partner = ensure_organization(name=row["partner"])
        draft = CounterpartDraft(region, partner, row["sphere"])
        save_counterpart(owner=known[row["owner"]], draft=draft, actor=SYSTEM, now=now)
        count += 1
    return count
