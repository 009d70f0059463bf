"""The page of a round: every city, how full its answer is, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.models import Response
from mezhgorod.exchanges.queries import Wall, WallLine, latest_table, wall_of
from mezhgorod.exchanges.rules import WAITED_RESPONSES, ResponseState
from mezhgorod.notices.actions.exchange_letters import letters_to_cities, write_to_cities
from mezhgorod.notices.actions.exchange_news import tell_extended, tell_opened_late
from mezhgorod.publication.campaign_letters import LetterPage, letters_docx
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.actors import keep_secret
from mezhgorod.website.handing_out import hand_out_word
from mezhgorod.website.pages.exchange_rounds.doors import (
    Opened,
    address_of,
    for_readers,
    new_day,
    pairs_of,
    tell_letters,
    tell_refusal,
)
from planbook.language import plural

# A state is told by its sign and its word, the colour only repeats them.
_SIGNS = {
    ResponseState.NOT_STARTED: "○",
    ResponseState.DRAFT: "◔",
    ResponseState.IN_APPROVAL: "◑",
    ResponseState.SUBMITTED: "●",
    ResponseState.IN_QUESTION: "↩",
    ResponseState.ACCEPTED: "✓",
    ResponseState.NO_PART: "–",
    ResponseState.REFUSED: "✕",
    ResponseState.SILENT: "…",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is a door: it filters the wall."""

    label: str
    count: int
    url: str
    is_current: bool = False
    is_warning: bool = False


_FEW_WITHOUT_ADDRESS = 3


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One section of one city: how much is filled, as words and as a kind of colour."""

    words: str
    kind: str
    heading: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A city on the wall with the sign of its state."""

    line: WallLine
    sign: str
    cells: tuple[ShownCell, ...]
    late_words: str


@require_GET
@for_readers
def wall(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Who has answered, how full, who is late, what waits; filtered by `?show=`."""
    whole = wall_of(found=opened.found, today=opened.today)
    show = request.GET.get("show", "")
    addressless = sum(not line.has_address for line in whole.lines)
    clear = [
        line.response
        for line in whole.lines
        if line.response.state == ResponseState.SUBMITTED and not line.response.doubt_count
    ]
    context = {
        "opened": opened,
        "found": opened.found,
        "exchange": opened.found.exchange,
        "wall": whole,
        "figures": _figures(whole, show),
        "lines": [_shown(line) for line in _chosen(whole, show)],
        "show": show,
        "clear": clear,
        # One sentence above says it where most lines would repeat it.
        "many_without_address": addressless if addressless > _FEW_WITHOUT_ADDRESS else 0,
        "table": latest_table(opened.found),
        "next_review": next(
            (one.response.pk for one in whole.lines if one.response.state == "submitted"), None
        ),
    }
    return render(request, "website/exchanges/rounds/wall.html", context)


@require_POST
@for_readers
def cities(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Do something with the ticked cities: write, letters, links, another day, accept."""
    doing = request.POST.get("do", "")
    seen = pairs_of(request.POST.getlist("clear" if doing == "accept_clear" else "city"))
    chosen = _waited(opened) if doing.endswith("_all") else list(seen)
    try:
        match doing.removesuffix("_all").removesuffix("_clear"):
            case "write":
                _write(request, opened, chosen)
            case "extend" | "late" as kind:
                _new_day(request, opened, chosen, is_late=kind == "late")
            case "end_late":
                _end_late(request, opened, chosen)
            case "accept":
                _accept(request, opened, seen)
            case "letters":
                return _letters_file(request, opened, chosen)
            case "links":
                return _links_page(request, opened, chosen)
    except RuleViolation as refusal:
        tell_refusal(request, refusal)
    return redirect(_back(request, opened))


def _figures(whole: Wall, show: str) -> list[Figure]:
    url = reverse("exchange_round", args=(whole.found.pk,))

    def door(label: str, count: int, key: str, *, is_warning: bool = False) -> Figure:
        return Figure(label, count, f"{url}?show={key}", show == key, is_warning)

    figures = [
        Figure("всего", len(whole.lines), url, is_current=not show),
        door("ждём ответа", whole.waited_count, "waiting"),
    ]
    if whole.late_count:
        figures.append(door("опаздывают", whole.late_count, "late", is_warning=True))
    if whole.doubtful_count:
        figures.append(door("с сомнениями", whole.doubtful_count, "doubts", is_warning=True))
    if whole.request_count:
        label = "просят исправить"
        figures.append(door(label, whole.request_count, "requests", is_warning=True))
    for state, count in whole.states.items():
        figures.append(door(ResponseState(state).label, count, state))
    return figures


def _chosen(whole: Wall, show: str) -> Iterator[WallLine]:
    for line in whole.lines:
        wanted = {
            "": True,
            "waiting": line.is_waited,
            "late": line.is_late and line.is_waited,
            "doubts": line.response.doubt_count > 0,
            "requests": line.has_request,
        }.get(show, line.response.state == show)
        if wanted:
            yield line


def _shown(line: WallLine) -> ShownLine:
    cells = tuple(
        ShownCell(f"{one.filled}/{one.asked}", _fullness(one.filled, one.asked), heading)
        for one in line.sections
        for heading in (one.section.heading or one.section.code,)
    )
    days = line.days_late
    late = f"{days} {plural(days, 'день', 'дня', 'дней')}" if days else ""
    return ShownLine(line, _SIGNS[ResponseState(line.response.state)], cells, late)


def _fullness(filled: int, asked: int) -> str:
    if not asked:
        return "none"
    return "full" if filled >= asked else "some" if filled else "none"


def _waited(opened: Opened) -> list[int]:
    found = Response.objects.filter(round=opened.found, state__in=WAITED_RESPONSES)
    return list(found.values_list("pk", flat=True))


def _write(request: HttpRequest, opened: Opened, chosen: Sequence[int]) -> None:
    told = write_to_cities(
        found=opened.found,
        response_ids=chosen,
        address_of=address_of(request),
        actor=opened.actor,
        now=opened.now,
    )
    tell_letters(request, told)


def _new_day(request: HttpRequest, opened: Opened, chosen: Sequence[int], *, is_late: bool) -> None:
    day = new_day(request)
    told = (tell_opened_late if is_late else tell_extended)(
        found=opened.found,
        response_ids=chosen,
        day=day,
        address_of=address_of(request),
        actor=opened.actor,
        now=opened.now,
    )
    messages.success(request, f"Отмеченные города отвечают до {day.due_on:%d.%m.%Y}.")
    tell_letters(request, told)


def _end_late(request: HttpRequest, opened: Opened, chosen: Sequence[int]) -> None:
    done = actions.close_late_for(
        found=opened.found, response_ids=chosen, actor=opened.actor, now=opened.now
    )
    messages.success(request, f"Больше не ждём: {_cities(len(done))}.")


def _accept(request: HttpRequest, opened: Opened, seen: dict[int, int]) -> None:
    done = actions.accept_responses(
        found=opened.found,
        response_ids=list(seen),
        seen=seen,
        actor=opened.actor,
        now=opened.now,
    )
    words = plural(len(done), "ответ принят", "ответа приняты", "ответов принято")
    messages.success(request, f"{len(done)} {words}.")


def _cities(count: int) -> str:
    return f"{count} {plural(count, 'город', 'города', 'городов')}"


def _letters_file(request: HttpRequest, opened: Opened, chosen: Sequence[int]) -> HttpResponse:
    letters = letters_to_cities(
        found=opened.found,
        response_ids=chosen,
        address_of=address_of(request),
        actor=opened.actor,
        now=opened.now,
    )
    pages = [LetterPage(one.addressee, one.subject, one.body) for one in letters]
    data = letters_docx(letters=pages, sender=opened.found.exchange.owner.name)
    name = f"Письма. {opened.found.exchange.title}, {opened.period}"
    return keep_secret(hand_out_word(data, name=name))


def _links_page(request: HttpRequest, opened: Opened, chosen: Sequence[int]) -> HttpResponse:
    """Personal links and ready words of mail, to be copied by hand; the page is not kept."""
    letters = letters_to_cities(
        found=opened.found,
        response_ids=chosen,
        address_of=address_of(request),
        actor=opened.actor,
        now=opened.now,
    )
    context = {
        "opened": opened,
        "found": opened.found,
        "exchange": opened.found.exchange,
        "letters": letters,
    }
    return keep_secret(render(request, "website/exchanges/rounds/links.html", context))


def _back(request: HttpRequest, opened: Opened) -> str:
    url = reverse("exchange_round", args=(opened.found.pk,))
    show = request.POST.get("show", "")
    return f"{url}?show={show}" if show.isascii() and show.isidentifier() else url
