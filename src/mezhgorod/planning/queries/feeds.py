"""Reads of the rows of plans that agreements and publications feed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from mezhgorod.planning.models import AgreementFile, AgreementItem, PeriodicalItem, Plan, PlanItem
from mezhgorod.planning.queries.visibility import plans_visible_to
from mezhgorod.registry.models import Agreement, Organization, Periodical
from mezhgorod.registry.rules import Actor

_WITH = ("item__event", "item__section__plan")


def items_of_agreements(
    *, agreements: Iterable[Agreement], actor: Actor
) -> dict[int, list[PlanItem]]:
    """Return the rows of readable plans that carry agreements out, by agreement; one query."""
    rows = AgreementItem.objects.filter(
        agreement__in=[one.pk for one in agreements],
        item__section__plan__in=plans_visible_to(actor=actor),
    )
    found: dict[int, list[PlanItem]] = defaultdict(list)
    for row in rows.select_related(*_WITH).order_by("item__section__plan", "item__position"):
        found[row.agreement_id].append(row.item)
    return dict(found)


def items_of_periodicals(
    *, periodicals: Iterable[Periodical], actor: Actor
) -> dict[int, list[PlanItem]]:
    """Return the rows of readable plans about publications, by publication; one query."""
    rows = PeriodicalItem.objects.filter(
        periodical__in=[one.pk for one in periodicals],
        item__section__plan__in=plans_visible_to(actor=actor),
    )
    found: dict[int, list[PlanItem]] = defaultdict(list)
    for row in rows.select_related(*_WITH).order_by("item__section__plan", "item__position"):
        found[row.periodical_id].append(row.item)
    return dict(found)


@dataclass(frozen=True, slots=True)
class RowFeeds:
    """What a row of a plan carries out and is about."""

    agreements: tuple[Agreement, ...] = ()
    periodicals: tuple[Periodical, ...] = ()


def feeds_of_items(*, items: Iterable[PlanItem]) -> dict[int, RowFeeds]:
    """Return the agreements and publications of rows, by row, in two queries.

    The caller has asked which rows the visitor may read.
    """
    ids = [one.pk for one in items]
    agreements: dict[int, list[Agreement]] = defaultdict(list)
    periodicals: dict[int, list[Periodical]] = defaultdict(list)
    for carried in AgreementItem.objects.filter(item__in=ids).select_related("agreement"):
        agreements[carried.item_id].append(carried.agreement)
    for told in PeriodicalItem.objects.filter(item__in=ids).select_related("periodical"):
        periodicals[told.item_id].append(told.periodical)
    return {pk: RowFeeds(tuple(agreements[pk]), tuple(periodicals[pk])) for pk in ids}


def files_of_agreement(*, agreement: Agreement) -> list[AgreementFile]:
    """Return the files kept with an agreement, the first one first."""
    return list(AgreementFile.objects.filter(agreement=agreement).select_related("document"))


def plans_of_owner(*, owner: Organization, actor: Actor) -> list[Plan]:
    """Return the plans of an association that somebody may read, the latest first."""
    return list(plans_visible_to(actor=actor).filter(owner=owner).order_by("-period_start", "pk"))


def linkable_items(*, owner: Organization, words: str = "", limit: int = 50) -> list[PlanItem]:
    """Return rows of an owner's plans whose search words hold some words, the latest plan first."""
    rows = PlanItem.objects.filter(section__plan__owner=owner).select_related(
        "event", "section__plan"
    )
    for word in words.casefold().replace("ё", "е").split()[:6]:
        rows = rows.filter(event__search_text__contains=word)
    return list(rows.order_by("-section__plan__period_start", "position")[:limit])
