"""Reads of agreements with their state, and of authorities in other regions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from mezhgorod.registry.models import (
    Agreement,
    AgreementParty,
    Counterpart,
    Organization,
    Region,
)
from mezhgorod.registry.rules import AgreementState, agreement_state
from planbook.language import search_text


@dataclass(frozen=True, slots=True)
class DatedAgreement:
    """An agreement with its state on a day."""

    agreement: Agreement
    state: AgreementState


def agreements_of(*, owner: Organization, today: date) -> list[DatedAgreement]:
    """Return the agreements that an association or region keeps, the latest signed first."""
    return [_dated(row, today) for row in with_parties(Agreement.objects.filter(owner=owner))]


def agreements_with(*, party: Organization, today: date) -> list[DatedAgreement]:
    """Return the agreements in which an organization is a party, whoever keeps them."""
    rows = Agreement.objects.filter(parties__party=party).distinct().select_related("owner")
    return [_dated(row, today) for row in with_parties(rows)]


def with_parties(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Load the parties of agreements with their names."""
    parties = AgreementParty.objects.select_related("party__territory")
    return rows.prefetch_related(Prefetch("parties", parties))


def counterparts_of(*, owner: Organization, region: Region | None = None) -> QuerySet[Counterpart]:
    """Return the authorities an owner works with in a region, or in all of them."""
    rows = Counterpart.objects.filter(owner=owner)
    if region is not None:
        rows = rows.filter(region=region)
    return rows.select_related("region", "partner__territory").order_by(
        "region__name", "sphere", "partner__name"
    )


def counterparts_named(*, owner: Organization, text: str) -> list[Counterpart]:
    """Return the authorities an owner works with in the regions that a text names; one query.

    A region is known in any form: «делегация Новгородской области».
    """
    words = f" {search_text(text)} "
    return [
        one for one in counterparts_of(owner=owner) if f" {search_text(one.region.name)} " in words
    ]


def _dated(row: Agreement, today: date) -> DatedAgreement:
    state = agreement_state(signed_on=row.signed_on, until=row.until, today=today)
    return DatedAgreement(row, state)
