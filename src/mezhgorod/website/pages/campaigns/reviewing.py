"""Rows of a campaign to look through: accepted, returned, refused, merged, in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import Refusal
from mezhgorod.campaigns.models import ProposedRow
from mezhgorod.campaigns.queries import (
    DuplicateSuggestion,
    ReviewedRow,
    duplicate_suggestions,
    noun_among,
    parties_of,
    reviewed_rows,
    row_counts,
    rows_of,
    ways_of_rows,
)
from mezhgorod.campaigns.rules import RowChoice, RowState, rules_from_dict
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import RuleViolation, number_of, numbers_of
from mezhgorod.website.pages.campaigns.doors import Opened, for_readers, tell_refusal
from mezhgorod.website.review.understood import TimeView, place_words, time_of
from planbook.language import plural

PER_PAGE = 50
# Of rows alike so many are named at each.
_ALIKE = 5
_ANY = "any"


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row on the page: what stands in it, what was read, what speaks against it, its way."""

    reviewed: ReviewedRow
    time: TimeView
    where: str
    changed: tuple[tuple[str, str, str], ...]
    alike: tuple[DuplicateSuggestion, ...]
    way: Sequence[AuditEntry]
    ground: str
    next_id: int | None = None
    more_alike: int = 0

    @property
    def row(self) -> ProposedRow:
        return self.reviewed.row

    @property
    def is_clear(self) -> bool:
        """Whether nothing asks for a second look."""
        return not (self.reviewed.lacks or self.reviewed.remarks or self.alike)


@require_GET
@for_readers
def rows(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Rows by `?state=` and `?party=`, those under review at first, fifty on a page."""
    campaign = opened.campaign
    state = request.GET.get("state", RowState.SUBMITTED)
    party = next(iter(numbers_of([request.GET.get("party", "")])), None)
    states = (RowState(state),) if state in RowState.values else _seen_states(opened)
    found = rows_of(campaign=campaign, states=states, party_id=party)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = _shown(opened, list(page.object_list))
    invited = parties_of(campaign=campaign)
    counts = row_counts(campaign=campaign, party_id=party)
    context = {
        "opened": opened,
        "campaign": campaign,
        "page": page,
        "rows": shown,
        "clear_count": sum(one.is_clear for one in shown),
        "state": state,
        "party": party,
        "states": [
            (one.value, one.label, counts[one])
            for one in _seen_states(opened)
            if counts[one] or one == state
        ],
        "parties": invited,
        "noun": noun_among(campaign, invited),
        "grounds": rules_from_dict(campaign.rules).grounds,
        "query": urlencode(_kept(request.GET)),
    }
    return render(request, "website/campaigns/rows.html", context)


@require_POST
@for_readers
def decide(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Decide about one row (`one=accept:5`) or the ticked ones (`do=accept`), then the next."""
    if request.POST.get("do") == "merge":
        query = urlencode({"row": _ticked(request)}, doseq=True)
        return redirect(f"{reverse('campaign_rows_merge', args=(opened.campaign.pk,))}?{query}")
    deed, _, number = request.POST.get("one", "").partition(":")
    chosen = numbers_of([number.partition(":")[0]]) if deed else _ticked(request)
    deed = deed or request.POST.get("do", "").removesuffix("_clear")
    done = ""
    try:
        done = _DEEDS[deed](opened, chosen, _Words(request.POST, number)) if deed in _DEEDS else ""
    except RuleViolation as refusal:
        tell_refusal(request, refusal)
        next_row = number.partition(":")[0] if number else ""
    else:
        next_row = request.POST.get(f"next-{number.partition(':')[0]}", "")
    if done:
        messages.success(request, done)
    query = urlencode(_kept(request.POST))
    url = reverse("campaign_rows", args=(opened.campaign.pk,))
    mark = f"#row-{next_row}" if number_of(next_row) else "#rows"
    return redirect(f"{url}?{query}{mark}" if query else f"{url}{mark}")


@dataclass(frozen=True, slots=True)
class _Words:
    """What was typed for one row, or for the ticked ones together."""

    data: QueryDict
    number: str

    def of(self, name: str) -> str:
        tail = f"-{self.number.partition(':')[0]}" if self.number else ""
        return self.data.get(f"{name}{tail}", "")


_Deed = Callable[[Opened, Sequence[int], _Words], str]


def _accept(opened: Opened, chosen: Sequence[int], _words: _Words) -> str:
    found = actions.accept_rows(
        campaign=opened.campaign, row_ids=chosen, actor=opened.actor, now=opened.now
    )
    return f"{_counted(found, 'принята', 'приняты', 'принято')} в проект плана."


def _return(opened: Opened, chosen: Sequence[int], words: _Words) -> str:
    found = actions.return_rows(
        campaign=opened.campaign,
        row_ids=chosen,
        remark=words.of("remark"),
        actor=opened.actor,
        now=opened.now,
    )
    return f"{_counted(found, 'возвращена', 'возвращены', 'возвращено')} с замечанием."


def _refuse(opened: Opened, chosen: Sequence[int], words: _Words) -> str:
    found = actions.refuse_rows(
        campaign=opened.campaign,
        row_ids=chosen,
        refusal=Refusal(words.of("ground"), words.of("why")),
        actor=opened.actor,
        now=opened.now,
    )
    return f"{_counted(found, 'отклонена', 'отклонены', 'отклонено')}. Автор увидит основание."


def _reconsider(opened: Opened, chosen: Sequence[int], _words: _Words) -> str:
    row = actions.reconsider_row(
        campaign=opened.campaign,
        row_id=chosen[0] if chosen else 0,
        actor=opened.actor,
        now=opened.now,
    )
    return f"Строка «{row.title[:80]}» снова на рассмотрении."


_DEEDS: dict[str, _Deed] = {
    "accept": _accept,
    "return": _return,
    "refuse": _refuse,
    "reconsider": _reconsider,
}


def _counted(found: Sequence[ProposedRow], one: str, few: str, many: str) -> str:
    count = len(found)
    if count == 1:
        return f"Строка «{found[0].title[:80]}» {one}"
    return f"{count} {plural(count, 'строка', 'строки', 'строк')} {plural(count, one, few, many)}"


def _ticked(request: HttpRequest) -> list[int]:
    if request.POST.get("do", "").endswith("_clear"):
        return numbers_of(request.POST.getlist("clear"))
    return numbers_of(request.POST.getlist("row"))


def _shown(opened: Opened, found: list[ProposedRow]) -> list[ShownRow]:
    rules = rules_from_dict(opened.campaign.rules)
    words = {one.code: one.words for one in rules.grounds}
    ways = ways_of_rows(rows=found)
    alike = _alike(opened, found)
    following = dict(zip((row.pk for row in found), (row.pk for row in found[1:]), strict=False))
    shown = []
    for one in reviewed_rows(campaign=opened.campaign, rows=found):
        row = one.row
        shown.append(
            ShownRow(
                reviewed=one,
                time=time_of(one.understood.timing),
                where="; ".join(dict.fromkeys(map(place_words, one.understood.places))),
                changed=_changed(one),
                alike=tuple(alike.get(row.pk, ())[:_ALIKE]),
                more_alike=max(0, len(alike.get(row.pk, ())) - _ALIKE),
                way=ways[row.pk],
                ground=words.get(row.refusal_ground, ""),
                next_id=following.get(row.pk),
            )
        )
    return shown


def _alike(opened: Opened, found: Sequence[ProposedRow]) -> dict[int, list[DuplicateSuggestion]]:
    """Return what looks like each row under review; both sides of a pair see the other."""
    waiting = [row.pk for row in found if row.state == RowState.SUBMITTED]
    if not waiting:
        return {}
    alike: dict[int, list[DuplicateSuggestion]] = {}
    for pair in duplicate_suggestions(campaign=opened.campaign, of=waiting):
        alike.setdefault(pair.row.pk, []).append(pair)
        if pair.other.state == RowState.SUBMITTED:
            back = DuplicateSuggestion(pair.other, pair.row, pair.points, pair.reasons)
            alike.setdefault(pair.other.pk, []).append(back)
    return alike


def _changed(one: ReviewedRow) -> tuple[tuple[str, str, str], ...]:
    """Return cells of the last plan that differ now: header, was, is."""
    if one.row.choice != RowChoice.CHANGE or not one.row.carried_cells:
        return ()
    before = dict(map(tuple, one.row.carried_cells))
    return tuple(
        (header, before.get(role, ""), text)
        for role, header, text in one.cells
        if before.get(role, "") != text
    )


def _seen_states(opened: Opened) -> tuple[RowState, ...]:
    """Drafts are their author's own: the coordinator sees what was sent."""
    return tuple(one for one in RowState if one not in {RowState.DRAFT, RowState.REMOVED})


def _kept(data: QueryDict) -> dict[str, str]:
    sent = {name: str(data.get(name, "")) for name in ("state", "party", "page")}
    return {name: value for name, value in sent.items() if value}
