"""«Ждёт вас»: what waits for a signed-in person, each line a door to where it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse

from mezhgorod.campaigns.models import Submission
from mezhgorod.campaigns.queries import due_day
from mezhgorod.campaigns.rules import SEE_SUBMISSION, WAITED_STATES, CampaignState, RowState
from mezhgorod.notices.queries.digests import DigestReader, DigestSection, digest_sections
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import held_visible_to
from mezhgorod.outcomes.rules import TELL_FACTS, FactState
from mezhgorod.planning.models import HostingBid, Invitation, Plan, SeriesEdition
from mezhgorod.planning.rules import CHANGE_OWN_ROWS, FROZEN_STATES, OFFER_HOST, OPEN_STATES
from mezhgorod.planning.rules.hosting import OPEN_HOST_STATES, BidState
from mezhgorod.planning.rules.preparation import InvitationState
from mezhgorod.registry.models import Organization
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import Actor, Grant, OrganizationKind, Reach, Role
from mezhgorod.website.waiting_answers import answers_for
from planbook.language import plural

_SHOWN = 5
_HOST_YEARS = 2
# Administrators act for every owner; those with plans in work come first.
_MAX_OWNERS = 3
_DIGEST_ROLES = (
    Role.DIRECTORATE,
    Role.REGIONAL_COORDINATOR,
    Role.APPROVER,
    Role.BODY_COORDINATOR,
)


@dataclass(frozen=True, slots=True)
class WorkLine:
    """What waits, and the address where it is done; empty where it is only to be known."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class WorkSection:
    """A heading with its lines; the `rest` is opened by hand, or stands on the page `url`."""

    title: str
    lines: tuple[WorkLine, ...]
    rest: tuple[WorkLine, ...] = ()
    url: str = ""

    @property
    def more(self) -> int:
        """How many lines are not shown at once."""
        return len(self.rest)


def work_of(*, actor: Actor, now: datetime, today: date) -> list[WorkSection]:
    """Return what waits for somebody, nothing for the public; the queries depend on roles only."""
    if actor.user_id is None:
        return []
    found = [*_of_parties(actor, now, today), *_open_hosts(actor, today), *_of_coordinators(actor)]
    readers = _readers(actor, today)
    several = len({one.owner.pk for one in readers}) > 1
    seen: set[tuple[str, DigestSection]] = set()
    for reader in readers:
        for section in digest_sections(reader):
            name = f"{section.title}: {reader.owner.spoken_name}" if several else section.title
            if (name, section) not in seen:
                seen.add((name, section))
                found.append(_section(name, map(_line, section.lines), section.url))
    return [one for one in found if one.lines]


def _readers(actor: Actor, today: date) -> list[DigestReader]:
    """Return the roles somebody has, as digests know them."""
    if actor.is_administrator:
        owners = (
            Organization.objects.filter(plans__state__in=OPEN_STATES | FROZEN_STATES)
            .distinct()
            .order_by("name")
        )
        return [
            DigestReader(one, Role.DIRECTORATE, None, None, today) for one in owners[:_MAX_OWNERS]
        ]
    grants = [one for one in actor.grants if one.role in _DIGEST_ROLES]
    if not grants:
        return []
    by_id = Organization.objects.select_related("territory").in_bulk(
        {one.owner_id for one in grants}
    )
    grants.sort(key=lambda one: (by_id[one.owner_id].name, one.role, one.body_id or 0))
    return [
        DigestReader(by_id[one.owner_id], one.role, one.body_id, one.party_id, today)
        for one in grants
    ]


def _of_parties(actor: Actor, now: datetime, today: date) -> list[WorkSection]:
    """Return what waits for those who speak for a city or a department."""
    grants = [one for one in actor.grants if SEE_SUBMISSION.roles.get(one.role) is Reach.PARTY]
    if not grants:
        return []
    return [
        _proposals(grants, today),
        _answers(actor, today),
        _invitations(grants, now, today),
        _facts(actor),
    ]


def _proposals(grants: Iterable[Grant], today: date) -> WorkSection:
    mine = Q(pk__in=())
    for grant in grants:
        mine |= Q(party=grant.party_id, campaign__owner=grant.owner_id)
    returned = Count("rows", filter=Q(rows__state=RowState.RETURNED))
    found = (
        Submission.objects.filter(mine, campaign__state=CampaignState.OPEN, state__in=WAITED_STATES)
        .select_related("campaign", "party__territory")
        .annotate(returned=returned)
        .order_by("campaign__due_on", "pk")
    )
    lines = (
        WorkLine(
            f"{one.campaign.title}, {one.party.spoken_name}: {_state(one, one.returned, today)}",
            reverse("proposals", args=(one.pk,)),
        )
        for one in found
    )
    return _section("Ваши предложения", lines)


def _state(submission: Submission, returned: int, today: date) -> str:
    due = due_day(submission)
    days = (due - today).days
    left = f"осталось {days} {plural(days, 'день', 'дня', 'дней')}"
    until = "срок прошёл" if days < 0 else "сегодня последний день" if days == 0 else left
    if returned:
        rows = plural(returned, "строка возвращена", "строки возвращены", "строк возвращено")
        return f"{returned} {rows} с замечанием, {until}"
    return f"{submission.get_state_display()}, {until}"


def _answers(actor: Actor, today: date) -> WorkSection:
    """Return the rounds of exchanges that wait for an answer of the own city."""
    waiting = (one for one in answers_for(actor=actor, today=today) if one.is_waiting)
    lines = (
        WorkLine(
            f"{one.response.round.exchange.title}, {one.period}, "
            f"{one.response.party.spoken_name}: {one.state_words}, {one.time_left}",
            reverse("response", args=(one.response.pk,)),
        )
        for one in waiting
    )
    return _section("Ответы в обменах", lines)


def _facts(actor: Actor) -> WorkSection:
    """Return the events the own city hosted and has not told of, or not sent in."""
    found = held_visible_to(actor=actor).filter(state__in=TELL_FACTS.states)
    own = found.filter(published_at__isnull=True).distinct()
    lines = (
        WorkLine(f"{one.title}{_told_so_far(one)}", reverse("tell_held", args=(one.pk,)))
        for one in own.order_by("event__latest", "pk")
    )
    return _section("Расскажите, как прошло", lines)


def _told_so_far(held: HeldEvent) -> str:
    if held.state == FactState.RETURNED:
        return ": есть вопрос"
    return ": начато, не отправлено" if held.outcome else ""


def _invitations(grants: Iterable[Grant], now: datetime, today: date) -> WorkSection:
    mine = Q(pk__in=())
    for grant in grants:
        mine |= Q(party=grant.party_id, owner=grant.owner_id)
    found = (
        Invitation.objects.filter(mine, state=InvitationState.INVITED)
        .exclude(event__latest__lt=today)
        .select_related("event", "link")
        .order_by("event__earliest", "pk")
    )
    return _section(
        "Приглашения без ответа",
        (
            WorkLine(
                ", ".join(filter(None, (one.event.title, " ".join(one.event.timing_text.split())))),
                _answer_page(one, now),
            )
            for one in found
        ),
    )


def _answer_page(one: Invitation, now: datetime) -> str:
    link = one.link
    if link is not None and link.withdrawn_at is None and link.expires_at > now:
        return reverse("invitation", args=(link_token(link),))
    return reverse("event", args=(one.event.uid,))


def _open_hosts(actor: Actor, today: date) -> list[WorkSection]:
    """Return the editions that need a city and for which the own city has not offered itself."""
    grants = [one for one in actor.grants if OFFER_HOST.roles.get(one.role) is Reach.PARTY]
    if not grants:
        return []
    cities = Organization.objects.filter(
        pk__in={one.party_id for one in grants}, kind=OrganizationKind.MUNICIPALITY
    ).values("territory")
    offered = HostingBid.objects.filter(city__in=cities, state=BidState.OFFERED).values("edition")
    found = (
        SeriesEdition.objects.filter(
            series__owner__in={one.owner_id for one in grants},
            state__in=OPEN_HOST_STATES,
            year__range=(today.year, today.year + _HOST_YEARS),
        )
        .exclude(pk__in=offered)
        .select_related("series__owner")
        .order_by("year", "pk")
    )
    lines = (
        WorkLine(
            f"{one.series.name}, № {one.number}, {one.year} год",
            reverse("association_series", args=(one.series.owner.slug,)) + "#hosts",
        )
        for one in found
    )
    return [_section("Нужен город", lines)]


def _of_coordinators(actor: Actor) -> list[WorkSection]:
    """Return the drafts in which somebody may change the rows of the own committee."""
    owners = {
        one.owner_id
        for one in actor.grants
        if CHANGE_OWN_ROWS.roles.get(one.role) is Reach.BODY and one.body_id
    }
    if not owners:
        return []
    plans = Plan.objects.filter(owner__in=owners, state__in=CHANGE_OWN_ROWS.states)
    return [
        _section(
            "Строки вашей секции",
            (
                WorkLine(one.title, reverse("plan_editing", args=(one.slug,)))
                for one in plans.order_by("period_start", "pk")
            ),
        )
    ]


def _section(title: str, lines: Iterable[WorkLine], url: str = "") -> WorkSection:
    found = tuple(lines)
    return WorkSection(title, found[:_SHOWN], found[_SHOWN:], _here(url))


def _here(url: str) -> str:
    """Return an address of a letter as one of this site."""
    return f"/{url.removeprefix(settings.SITE_URL)}" if url.startswith(settings.SITE_URL) else url


def _line(text: str) -> WorkLine:
    """Return a line of a digest as a door: its address at the end becomes the link."""
    words, _, url = text.rpartition(", ")
    if not url.startswith(settings.SITE_URL):
        return WorkLine(text)
    return WorkLine(words, _here(url))
