"""The page of a campaign: every party, how far it is, and what can be done about it in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import Extension, PartyLetter
from mezhgorod.campaigns.models import Submission
from mezhgorod.campaigns.queries import Wall, WallLine, noun_among, reading_frame, wall_of
from mezhgorod.campaigns.rules import (
    ANSWERED_STATES,
    WAITED_STATES,
    CampaignState,
    RowState,
    SubmissionState,
    rules_from_dict,
)
from mezhgorod.publication.campaign_letters import LetterPage, letters_docx
from mezhgorod.registry.rules import RuleViolation, numbers_of
from mezhgorod.website.actors import keep_secret
from mezhgorod.website.forms.campaigns import (
    PartyChoice,
    chosen_parties,
    day_of,
    party_choices,
)
from mezhgorod.website.handing_out import hand_out_word
from mezhgorod.website.pages.campaigns.doors import Opened, for_readers, tell_refusal
from planbook.language import plural

NO_DAY = "Укажите новый срок днём, например 25.11.2026."
# A state is told by its sign and its word, the colour only repeats them.
_SIGNS = {
    SubmissionState.NOT_STARTED: "○",
    SubmissionState.DRAFT: "◔",
    SubmissionState.IN_APPROVAL: "◑",
    SubmissionState.SUBMITTED: "●",
    SubmissionState.RETURNED: "↩",
    SubmissionState.ACCEPTED: "✓",
    SubmissionState.NOTHING: "–",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is a door: it filters the wall, or leads to rows."""

    label: str
    count: int
    url: str
    is_current: bool = False
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A party on the wall with the sign of its state."""

    line: WallLine
    sign: str
    row_figures: tuple[Figure, ...]


@require_GET
@for_readers
def wall(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Who has answered, who is late, what waits; filtered by `?show=`."""
    whole = wall_of(campaign=opened.campaign, today=opened.today)
    waited = sum(_is_waited(line) for line in whole.lines)
    show = request.GET.get("show", "")
    rules = rules_from_dict(opened.campaign.rules)
    context = {
        "opened": opened,
        "campaign": opened.campaign,
        "wall": whole,
        "figures": _figures(whole, show),
        "row_figures": _row_figures(whole),
        "lines": [_shown(opened, line) for line in _chosen(whole, show)],
        "show": show,
        "waited_count": waited,
        "waited_words": whole.noun.counted(waited),
        "rules": rules,
        "required_headers": [
            header
            for role, header in reading_frame(campaign=opened.campaign).roles
            if role in rules.required
        ],
        "others": _others(opened, whole) if opened.can_run else [],
    }
    return render(request, "website/campaigns/wall.html", context)


@require_POST
@for_readers
def parties(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Do something with the ticked parties: remind, letters, links, a later day, return."""
    doing = request.POST.get("do", "")
    chosen = _submissions(request, opened, is_all=doing.endswith("_all"))
    try:
        match doing.removesuffix("_all"):
            case "remind":
                _remind(request, opened, chosen)
            case "extend":
                _extend(request, opened, chosen)
            case "return":
                _return(request, opened, chosen)
            case "letters":
                return _letters_file(request, opened, chosen)
            case "links":
                return _links_page(request, opened, chosen)
    except RuleViolation as refusal:
        tell_refusal(request, refusal)
    return redirect(_back(request, opened))


@require_POST
@for_readers
def invite(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Invite more parties into a campaign."""
    if not opened.can_run:
        raise PermissionDenied
    try:
        made = actions.invite_parties(
            campaign=opened.campaign,
            parties=chosen_parties(request.POST.getlist("invited"), owner=opened.campaign.owner),
            actor=opened.actor,
            now=opened.now,
        )
    except RuleViolation as refusal:
        tell_refusal(request, refusal)
    else:
        words = noun_among(opened.campaign, [one.party for one in made]).counted(len(made))
        messages.success(request, f"Приглашены: {words}.")
    return redirect("campaign", pk=opened.campaign.pk)


def _figures(whole: Wall, show: str) -> list[Figure]:
    url = reverse("campaign", args=(whole.campaign.pk,))
    waited = sum(_is_waited(line) for line in whole.lines)
    figures = [
        Figure("всего", len(whole.lines), url, is_current=not show),
        _door("ответили", whole.answered_count, url, "answered", show),
        _door("ждём ответа", waited, url, "waiting", show),
    ]
    if whole.late_count:
        figures.append(_door("опоздали", whole.late_count, url, "late", show, is_warning=True))
    for state, count in whole.states.items():
        if count and len(whole.lines) > count:
            label = SubmissionState(state).label
            figures.append(_door(label, count, url, state, show))
    return figures


def _door(
    label: str, count: int, url: str, key: str, show: str, *, is_warning: bool = False
) -> Figure:
    return Figure(label, count, f"{url}?show={key}", show == key, is_warning)


def _row_figures(whole: Wall) -> list[Figure]:
    url = reverse("campaign_rows", args=(whole.campaign.pk,))
    return [
        Figure(RowState(state).label, count, f"{url}?state={state}")
        for state, count in whole.rows.items()
        if count and state != RowState.DRAFT
    ]


def _is_waited(line: WallLine) -> bool:
    return line.submission.state in WAITED_STATES


def _chosen(whole: Wall, show: str) -> Iterator[WallLine]:
    for line in whole.lines:
        state = line.submission.state
        wanted = {
            "": True,
            "answered": state in ANSWERED_STATES,
            "waiting": state in WAITED_STATES,
            "late": line.is_late and state in WAITED_STATES,
        }.get(show, state == show)
        if wanted:
            yield line


def _shown(opened: Opened, line: WallLine) -> ShownLine:
    rows = reverse("campaign_rows", args=(opened.campaign.pk,))
    figures = tuple(
        Figure(
            _ROW_WORDS[RowState(state)],
            count,
            f"{rows}?party={line.submission.party_id}&state={state}",
            is_warning=state == RowState.SUBMITTED,
        )
        for state, count in sorted(
            line.counts.items(), key=lambda pair: _ORDER.index(RowState(pair[0]))
        )
        if count
    )
    return ShownLine(line, _SIGNS[SubmissionState(line.submission.state)], figures)


_ORDER = [
    RowState.SUBMITTED,
    RowState.RETURNED,
    RowState.ACCEPTED,
    RowState.INCLUDED,
    RowState.MERGED,
    RowState.REFUSED,
    RowState.DRAFT,
    RowState.DROPPED,
    RowState.REMOVED,
]
_ROW_WORDS = {
    RowState.SUBMITTED: "рассмотреть",
    RowState.RETURNED: "возвращено",
    RowState.ACCEPTED: "принято",
    RowState.INCLUDED: "в проекте",
    RowState.MERGED: "объединено",
    RowState.REFUSED: "отклонено",
    RowState.DRAFT: "в черновике",
    RowState.DROPPED: "не повторяют",
    RowState.REMOVED: "убрано",
}


def _others(opened: Opened, whole: Wall) -> Sequence[PartyChoice]:
    """Who may still be invited."""
    if opened.campaign.state not in {CampaignState.PREPARING, CampaignState.OPEN}:
        return []
    return party_choices(
        owner=opened.campaign.owner,
        source=opened.campaign.source_plan,
        day=opened.today,
        left_out=[line.submission.party_id for line in whole.lines],
    )


def _submissions(request: HttpRequest, opened: Opened, *, is_all: bool) -> QuerySet[Submission]:
    found = opened.campaign.submissions.select_related("party__territory", "campaign")
    if is_all:
        return found.filter(state__in=WAITED_STATES)
    return found.filter(pk__in=numbers_of(request.POST.getlist("party")))


def _counted(opened: Opened, chosen: Sequence[Submission] | QuerySet[Submission]) -> str:
    parties = [one.party for one in chosen]
    return noun_among(opened.campaign, parties).counted(len(parties))


def _remind(request: HttpRequest, opened: Opened, chosen: QuerySet[Submission]) -> None:
    done = actions.remind(
        campaign=opened.campaign,
        submission_ids=[one.pk for one in chosen],
        address_of=address_of(request),
        actor=opened.actor,
        now=opened.now,
    )
    words = plural(done.letters, "письмо ждёт", "письма ждут", "писем ждут")
    if done.letters:
        messages.success(request, f"{done.letters} {words} проверки на странице «Письма».")
    elif done.already:
        messages.info(request, "Сегодня им уже писали: второго письма не будет.")
    warn_of_silence(request, done.without_address)


def warn_of_silence(request: HttpRequest, without_address: Sequence[str]) -> None:
    """Name the parties that no letter can reach."""
    if without_address:
        names = ", ".join(without_address)
        message = f"Нет адреса для писем: {names}. Напечатайте им письма в Word."
        messages.warning(request, message)


def _extend(request: HttpRequest, opened: Opened, chosen: QuerySet[Submission]) -> None:
    day = day_of(request.POST.get("due_on", ""))
    if day is None:
        raise RuleViolation("campaign.extension", NO_DAY, "due_on")
    count = actions.extend_due_date(
        submissions=list(chosen),
        extension=Extension(day, request.POST.get("reason", "")),
        actor=opened.actor,
        now=opened.now,
    )
    noun = noun_among(opened.campaign, [one.party for one in chosen])
    messages.success(request, f"Срок продлён: {noun.counted(count)}.")


def _return(request: HttpRequest, opened: Opened, chosen: QuerySet[Submission]) -> None:
    if not chosen:
        raise RuleViolation("campaign.no_parties", "Отметьте организации, которым возвращаете.")
    for one in chosen:
        actions.return_submission(
            submission=one,
            remark=request.POST.get("remark", ""),
            actor=opened.actor,
            now=opened.now,
        )
    messages.success(request, f"Предложения возвращены: {_counted(opened, chosen)}.")


def _letters(
    request: HttpRequest, opened: Opened, chosen: QuerySet[Submission]
) -> list[PartyLetter]:
    return actions.letters_to(
        campaign=opened.campaign,
        submission_ids=[one.pk for one in chosen],
        address_of=address_of(request),
        actor=opened.actor,
        now=opened.now,
    )


def _letters_file(
    request: HttpRequest, opened: Opened, chosen: QuerySet[Submission]
) -> HttpResponse:
    pages = [
        LetterPage(one.addressee, one.subject, one.body)
        for one in _letters(request, opened, chosen)
    ]
    data = letters_docx(letters=pages, sender=opened.campaign.owner.name)
    return keep_secret(hand_out_word(data, name=f"Письма. {opened.campaign}"))


def _links_page(request: HttpRequest, opened: Opened, chosen: QuerySet[Submission]) -> HttpResponse:
    """Personal links and ready words of mail, to be copied by hand; the page is not kept."""
    context = {
        "campaign": opened.campaign,
        "letters": [_WithLink(one) for one in _letters(request, opened, chosen)],
    }
    return keep_secret(render(request, "website/campaigns/links.html", context))


class _WithLink:
    """A letter with the address that stands in it."""

    def __init__(self, letter: PartyLetter) -> None:
        self.letter = letter
        words = letter.body.split()
        self.url = next((word for word in words if "/propose/" in word), "")


def address_of(request: HttpRequest) -> Callable[[str], str]:
    """Return what makes the address of the page of a party out of the secret of its link."""
    return lambda token: request.build_absolute_uri(reverse("proposals_by_link", args=(token,)))


def _back(request: HttpRequest, opened: Opened) -> str:
    url = reverse("campaign", args=(opened.campaign.pk,))
    show = request.POST.get("show", "")
    return f"{url}?show={show}" if show.isascii() and show.isidentifier() else url
