"""Editions of series and the way of their hosts: needed, offered, decided, withdrawn, held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mezhgorod.planning.models import EventSeries, SeriesEdition
from mezhgorod.planning.rules import EditionState
from mezhgorod.registry.models import Body, Municipality
from mezhgorod.registry.rules import Actor


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What is known of an edition; `note` says where from."""

    number: int
    year: int
    state: EditionState = EditionState.NEEDS_HOST
    host: Municipality | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class HostDecision:
    """Which body has decided, when, under which number."""

    body: Body
    decided_on: date
    number: str = ""
    text: str = ""


def record_edition(
    *, series: EventSeries, facts: EditionFacts, actor: Actor, now: datetime
) -> SeriesEdition:
    """Write down an edition of a series, new or known already by its number."""
    raise NotImplementedError


def offer_host(
    *, edition: SeriesEdition, city: Municipality, note: str = "", actor: Actor, now: datetime
) -> SeriesEdition:
    """Write down that a city offers to hold an edition."""
    raise NotImplementedError


def decide_host(
    *,
    edition: SeriesEdition,
    city: Municipality,
    decision: HostDecision | None,
    actor: Actor,
    now: datetime,
) -> SeriesEdition:
    """Write down which city holds an edition, with the decision of the body if there is one."""
    raise NotImplementedError


def withdraw_host(
    *, edition: SeriesEdition, reason: str, actor: Actor, now: datetime
) -> SeriesEdition:
    """Write down that the chosen city has withdrawn: the edition needs a host again."""
    raise NotImplementedError
