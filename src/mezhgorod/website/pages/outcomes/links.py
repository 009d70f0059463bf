"""Personal links of a held event: to tell how it went, to tick who has come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mezhgorod.notices.actions.fact_letters import ask_host
from mezhgorod.outcomes.rules import KEEP_FACTS, TAKE_ATTENDANCE, TELL_FACTS
from mezhgorod.registry.actions.links import issue_link
from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import SYSTEM
from mezhgorod.website.pages.outcomes.frame import Opened, back, for_those_who, kept

_LASTS = timedelta(days=60)
_PAGES = {
    TELL_FACTS.code: ("tell", "Рассказать, как прошло"),
    TAKE_ATTENDANCE.code: ("attend", "Отмечать участников"),
}


@dataclass(frozen=True, slots=True)
class GivenLink:
    """A link that works now: what it is for, its address, until when."""

    words: str
    url: str
    link: PersonalLink


def given_links(request: HttpRequest, here: Opened) -> list[GivenLink]:
    """Return the links to an event that work now."""
    found = PersonalLink.objects.filter(
        right__in=_PAGES,
        object_id=here.held.pk,
        withdrawn_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    return [
        GivenLink(_PAGES[one.right][1], _url(request, one), one) for one in found.order_by("pk")
    ]


@require_POST
@for_those_who(KEEP_FACTS)
def give(request: HttpRequest, here: Opened) -> HttpResponse:
    """Give a link for the form or for the ticks, or write to the host with it."""
    verb = request.POST.get("do", "")
    if verb == "write":
        kept(request, None, lambda: _write(request, here))
    elif verb in {"tell", "attend"}:
        right = TELL_FACTS if verb == "tell" else TAKE_ATTENDANCE
        now = timezone.now()
        # Keeping facts includes giving these links: each opens one event only.
        giver = replace(SYSTEM, user_id=here.actor.user_id)
        issue_link(
            right=right,
            object_id=here.held.pk,
            owner=here.held.owner,
            label=f"{_PAGES[right.code][1]}: {here.held.title}",
            expires_at=now + _LASTS,
            actor=giver,
            now=now,
        )
        messages.info(request, "Ссылка готова: скопируйте её ниже и передайте.")
    else:
        raise Http404
    return back(here, "links")


def _write(request: HttpRequest, here: Opened) -> None:
    told = ask_host(
        held=here.held,
        site=request.build_absolute_uri("/").rstrip("/"),
        actor=here.actor,
        now=timezone.now(),
    )
    if told.letters:
        messages.info(
            request,
            f"Подготовлено писем: {told.letters}. Проверьте и отправьте их на странице «Письма».",
        )
    if told.without_address:
        names = ", ".join(told.without_address)
        messages.warning(
            request, f"Нет адреса для письма: {names}. Передайте личную ссылку сами, она ниже."
        )
    if not told.letters and not told.without_address:
        messages.warning(request, "Писать некому: укажите, кто принимал. Или сегодня уже написали.")


def _url(request: HttpRequest, link: PersonalLink) -> str:
    page, _ = _PAGES[link.right]
    return request.build_absolute_uri(reverse(page, args=(link_token(link),)))
