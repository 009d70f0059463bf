"""«Личные ссылки»: who was given which task without an account, until when, opened or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from mezhgorod.registry.actions import renew_link, withdraw_link
from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.queries.people import links_of
from mezhgorod.registry.rules import KEEP_LINKS, SEE_PEOPLE, RuleViolation
from mezhgorod.website.forms.people import RenewForm
from mezhgorod.website.people_frame import PeopleFrame, people_view
from mezhgorod.website.rights import ALL_RIGHTS

LINKS_PER_PAGE = 50
_USUAL_RENEWAL = timedelta(days=30)
_WORDS = {right.code: right.label for right in ALL_RIGHTS}


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link as the list shows it."""

    link: PersonalLink
    task: str
    state: str


@require_GET
@people_view(SEE_PEOPLE)
def personal_links(request: HttpRequest, frame: PeopleFrame) -> HttpResponse:
    """Every link given in the association, newest first."""
    pages = Paginator(links_of(owner=frame.owner), LINKS_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    now = timezone.now()
    context = {
        "frame": frame,
        "page": page,
        "links": [
            ShownLink(one, _WORDS.get(one.right, one.right), _state(one, now > one.expires_at))
            for one in page.object_list
        ],
        "can_keep": frame.may(KEEP_LINKS),
        "usual": timezone.localdate() + _USUAL_RENEWAL,
        "keep": f"owner={frame.owner.slug}&",
    }
    return render(request, "website/people/links.html", context)


@require_POST
@people_view(KEEP_LINKS)
def renew(request: HttpRequest, frame: PeopleFrame, pk: int) -> HttpResponse:
    """Let a link live longer; one that was withdrawn opens again at a new address."""
    link = get_object_or_404(PersonalLink, pk=pk, owner=frame.owner)
    was_withdrawn = link.withdrawn_at is not None
    form = RenewForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Укажите день, по который действует ссылка, например 01.09.2026.")
        return redirect(frame.url("personal_links"))
    try:
        renew_link(link=link, expires_at=form.expires_at, actor=frame.actor, now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, _NEW_ADDRESS if was_withdrawn else "Ссылка продлена.")
    return redirect(frame.url("personal_links"))


_NEW_ADDRESS = "Ссылка снова действует, но по новому адресу. Прежний адрес ничего не открывает."


@require_POST
@people_view(KEEP_LINKS)
def withdraw(request: HttpRequest, frame: PeopleFrame, pk: int) -> HttpResponse:
    """Make a link open nothing; the button stands behind a question."""
    link = get_object_or_404(PersonalLink, pk=pk, owner=frame.owner)
    withdraw_link(link=link, actor=frame.actor, now=timezone.now())
    messages.info(request, "Ссылка отозвана: она больше ничего не открывает.")
    return redirect(frame.url("personal_links"))


def _state(link: PersonalLink, is_over: bool) -> str:
    if link.withdrawn_at is not None:
        return "отозвана"
    return "срок истёк" if is_over else "действует"
