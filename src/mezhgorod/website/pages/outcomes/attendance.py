"""The list to tick on the day: large boxes, small parts that are saved one by one, no scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mezhgorod.outcomes.actions import mark_present
from mezhgorod.outcomes.models import Participation
from mezhgorod.outcomes.queries import RecognisedParty, held_detail, recognise_parties
from mezhgorod.outcomes.rules import KEEP_FACTS, TAKE_ATTENDANCE, TELL_FACTS, PartyDraft, PartyRole
from mezhgorod.planning.models import Invitation
from mezhgorod.planning.rules import AttendanceMode
from mezhgorod.registry.queries.memberships import Member, members_on
from mezhgorod.registry.rules import RuleViolation, count_in
from mezhgorod.website.pages.outcomes.drafts import party_draft, party_key
from mezhgorod.website.pages.outcomes.frame import Opened, by_link, for_those_who, show

_T = TypeVar("_T")
# As much as a phone shows on two screens and a bad network carries in one go.
_PART = 12
_BATCH = 60
_MAX_HEADS = 10_000
_MAX_GUESTS = 2_000


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who may come: the name, what was promised, whether the tick stands."""

    key: str
    draft: PartyDraft
    promise: str = ""
    is_present: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@by_link(TAKE_ATTENDANCE, TELL_FACTS)
def attend(request: HttpRequest, here: Opened) -> HttpResponse:
    """The list by a personal link."""
    return _page(request, here, reverse("attend", args=(here.token,)))


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(TAKE_ATTENDANCE, KEEP_FACTS)
def attendance(request: HttpRequest, here: Opened) -> HttpResponse:
    """The list for those who keep facts or speak for the host."""
    return _page(request, here, reverse("held_attendance", args=(here.held.pk,)))


def _page(request: HttpRequest, here: Opened, url: str) -> HttpResponse:
    expected = _expected(here)
    if request.method == "POST":
        return redirect(url + _save(request, here, expected))
    parts = list(_batches(expected, _PART))
    return show(
        request,
        "attendance.html",
        here,
        url=url,
        parts=parts,
        present=sum(one.is_present for one in expected),
        people=sum(one.draft.headcount or 0 for one in expected if one.is_present),
        modes=[one for one in AttendanceMode if one != AttendanceMode.HYBRID],
        can_write=here.takes_attendance,
    )


def _save(request: HttpRequest, here: Opened, expected: Sequence[Expected]) -> str:
    """Keep the ticks of one part; return where on the page to go on."""
    try:
        changed = _mark(request, here, expected) + _mark_guests(request, here)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        return ""
    messages.info(request, f"Сохранено. Изменений: {changed}." if changed else "Сохранено.")
    part = count_in(request.POST.get("part", ""))
    return f"#part-{part + 1}" if part is not None else ""


def _mark(request: HttpRequest, here: Opened, expected: Sequence[Expected]) -> int:
    data, changed = request.POST, 0
    shown, ticked = set(data.getlist("shown")[:500]), set(data.getlist("here")[:500])
    for one in expected:
        if one.key not in shown:
            continue
        is_present = one.key in ticked
        draft = replace(
            one.draft,
            mode=_mode(data.get(f"mode-{one.key}", "")),
            headcount=_heads(data.get(f"heads-{one.key}", "")),
        )
        if is_present != one.is_present or (is_present and draft != one.draft):
            changed += mark_present(
                held=here.held,
                party=draft,
                is_present=is_present,
                actor=here.actor,
                now=timezone.now(),
            )
    return changed


def _mark_guests(request: HttpRequest, here: Opened) -> int:
    """Tick those who are not on the list: typed in any case form."""
    names = request.POST.get("guests", "").replace("\0", "").strip()[:_MAX_GUESTS]
    if not names:
        return 0
    found = recognise_parties(names, owner=here.held.owner, day=here.held.earliest)
    for note in found.notes:
        messages.warning(request, note)
    return sum(
        mark_present(
            held=here.held, party=draft, is_present=True, actor=here.actor, now=timezone.now()
        )
        for draft in found.drafts
    )


def _expected(here: Opened) -> list[Expected]:
    """Return who may come by name: members, the invited, those listed already."""
    present = held_detail(held=here.held).parties.get(PartyRole.PARTICIPANT, [])
    promises = _promises(here)
    names = [one.party.spoken_name for one in _members(here)]
    found = {party_key(one.draft): one for one in _known(here, [*names, *promises])}
    rows = [_row(one, promises, present) for one in found.values()]
    rows += [
        Expected(party_key(one), party_draft(one), is_present=True)
        for one in present
        if party_key(one) not in found
    ]
    return sorted(rows, key=lambda one: one.draft.text.casefold().replace("ё", "е"))


def _row(
    party: RecognisedParty, promises: dict[str, str], present: Sequence[Participation]
) -> Expected:
    key = party_key(party.draft)
    stored = next((one for one in present if party_key(one) == key), None)
    draft = party_draft(stored) if stored else party.draft
    return Expected(key, draft, promises.get(party.typed, ""), stored is not None)


def _known(here: Opened, names: Sequence[str]) -> list[RecognisedParty]:
    found: list[RecognisedParty] = []
    for some in _batches(list(dict.fromkeys(names)), _BATCH):
        read = recognise_parties("\n".join(some), owner=here.held.owner, day=here.held.earliest)
        found += read.parties
    return found


def _batches(rows: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _members(here: Opened) -> list[Member]:
    day = here.held.earliest or timezone.localdate()
    return list(members_on(association=here.held.owner, day=day))


def _promises(here: Opened) -> dict[str, str]:
    """Return what the invited answered, by name."""
    if here.held.event_id is None:
        return {}
    rows = Invitation.objects.filter(event=here.held.event_id).select_related("party__territory")
    told = {}
    for one in rows.order_by("name", "pk"):
        words = [one.get_state_display(), one.get_mode_display()]
        if one.head_count:
            words.append(f"{one.head_count} чел.")
        name = one.party.spoken_name if one.party else one.name
        told[" ".join(name.split())] = ", ".join(filter(None, words))
    return told


def _mode(value: str) -> AttendanceMode:
    return AttendanceMode(value) if value in AttendanceMode.values else AttendanceMode.UNKNOWN


def _heads(value: str) -> int | None:
    number = count_in(value.strip())
    return number if number is not None and 0 < number <= _MAX_HEADS else None
