"""A campaign goes on: opened, its deadline moved, closed, opened again, made a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import Extension
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.forms.campaigns import day_of
from mezhgorod.website.pages.campaigns.doors import Opened, for_readers, tell_refusal
from mezhgorod.website.pages.campaigns.wall import NO_DAY, address_of, warn_of_silence
from planbook.language import plural


@require_POST
@for_readers
def act(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Open, close, reopen, consolidate a campaign or move its deadline, each behind a question."""
    steps = {
        "open": (actions.open_campaign, "Сбор открыт. Теперь разошлите приглашения."),
        "close": (actions.close_campaign, "Сбор закрыт. Присланные строки ещё можно рассмотреть."),
        "reopen": (actions.reopen_campaign, "Сбор открыт снова."),
        "consolidate": (actions.consolidate, "Проект плана собран."),
    }
    if request.POST.get("do") == "move":
        return _move(request, opened)
    chosen = steps.get(request.POST.get("do", ""))
    if chosen is None:
        return redirect("campaign", pk=opened.campaign.pk)
    action, words = chosen
    try:
        campaign = action(campaign=opened.campaign, actor=opened.actor, now=opened.now)
    except RuleViolation as refusal:
        tell_refusal(request, refusal)
        return redirect("campaign", pk=opened.campaign.pk)
    messages.success(request, words)
    if request.POST.get("do") == "consolidate" and campaign.plan is not None:
        return redirect("plan", slug=campaign.plan.slug)
    return redirect("campaign", pk=campaign.pk)


def _move(request: HttpRequest, opened: Opened) -> HttpResponse:
    day = day_of(request.POST.get("due_on", ""))
    try:
        if day is None:
            raise RuleViolation("campaign.deadline", NO_DAY, "due_on")
        done = actions.move_deadline(
            campaign=opened.campaign,
            extension=Extension(day, request.POST.get("reason", "")),
            address_of=address_of(request),
            actor=opened.actor,
            now=opened.now,
        )
    except RuleViolation as refusal:
        tell_refusal(request, refusal)
        return redirect("campaign", pk=opened.campaign.pk)
    words = plural(done.letters, "письмо ждёт", "письма ждут", "писем ждут")
    written = f" {done.letters} {words} проверки на странице «Письма»." if done.letters else ""
    messages.success(request, f"Срок предложений: до {day:%d.%m.%Y}.{written}")
    warn_of_silence(request, done.without_address)
    if done.stale:
        message = f"Ждут проверки и письма с прежним сроком: {done.stale}. Снимите их с отправки."
        messages.warning(request, message)
    return redirect("campaign", pk=opened.campaign.pk)
