"""A round goes on: opened, moved, closed, opened again, consolidated, sent out, corrected."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from mezhgorod.exchanges import actions
from mezhgorod.notices.actions.exchange_news import tell_moved_deadline, tell_published
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.pages.exchange_rounds.doors import (
    Opened,
    address_of,
    day_of,
    for_readers,
    new_day,
    tell_letters,
    tell_refusal,
)
from planbook.language import plural

_Deed = Callable[[HttpRequest, Opened], str]


@require_POST
@for_readers
def act(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Do the step that the pressed button names."""
    deed = _DEEDS.get(request.POST.get("do", ""))
    try:
        done = deed(request, opened) if deed else ""
    except RuleViolation as refusal:
        tell_refusal(request, refusal)
        return redirect("exchange_round", pk=opened.found.pk)
    if done:
        messages.success(request, done)
    if deed is _drop:
        return redirect("exchange_rounds", pk=opened.found.exchange_id)
    return redirect("exchange_round", pk=opened.found.pk)


def _open(_request: HttpRequest, opened: Opened) -> str:
    actions.open_round(found=opened.found, actor=opened.actor, now=opened.now)
    return "Раунд открыт. Теперь разошлите приглашения."


def _change(request: HttpRequest, opened: Opened) -> str:
    opens_on = day_of(request.POST.get("opens_on", ""))
    due_on = day_of(request.POST.get("due_on", ""))
    if opens_on is None or due_on is None:
        message = "Укажите оба дня: когда раунд открывается и до какого дня ждём ответы."
        raise RuleViolation("round.deadline", message, "due_on")
    actions.change_planned(
        found=opened.found,
        opens_on=opens_on,
        due_on=due_on,
        note=request.POST.get("note", ""),
        actor=opened.actor,
        now=opened.now,
    )
    return "Сроки раунда сохранены."


def _drop(_request: HttpRequest, opened: Opened) -> str:
    actions.drop_planned(found=opened.found, actor=opened.actor, now=opened.now)
    return f"Раунд за {opened.period} снят."


def _ask(_request: HttpRequest, opened: Opened) -> str:
    made = actions.ask_newcomers(found=opened.found, actor=opened.actor, now=opened.now)
    words = plural(len(made), "город", "города", "городов")
    return f"Добавлено: {len(made)} {words}." if made else "Новых участников обмена нет."


def _move(request: HttpRequest, opened: Opened) -> str:
    day = new_day(request)
    told = tell_moved_deadline(
        found=opened.found,
        day=day,
        address_of=address_of(request),
        actor=opened.actor,
        now=opened.now,
    )
    tell_letters(request, told)
    return f"Ответы до {day.due_on:%d.%m.%Y}."


def _close(_request: HttpRequest, opened: Opened) -> str:
    actions.close_round(found=opened.found, actor=opened.actor, now=opened.now)
    return "Раунд закрыт. Представленные ответы ещё можно рассмотреть."


def _reopen(request: HttpRequest, opened: Opened) -> str:
    day = new_day(request)
    actions.reopen_round(found=opened.found, day=day, actor=opened.actor, now=opened.now)
    return f"Раунд открыт снова, ответы до {day.due_on:%d.%m.%Y}."


def _consolidate(_request: HttpRequest, opened: Opened) -> str:
    version = actions.consolidate_round(found=opened.found, actor=opened.actor, now=opened.now)
    count = len(version.content["columns"])
    words = plural(count, "город", "города", "городов")
    return f"Таблица составлена: {count} {words}. Посмотрите её и разошлите."


def _review(_request: HttpRequest, opened: Opened) -> str:
    actions.back_to_review(found=opened.found, actor=opened.actor, now=opened.now)
    return "Раунд снова на рассмотрении. Составленная таблица сохранена."


def _correct(request: HttpRequest, opened: Opened) -> str:
    version = actions.correct_table(
        found=opened.found,
        reason=request.POST.get("reason", ""),
        actor=opened.actor,
        now=opened.now,
    )
    return f"Составлена версия {version.number}. Прежняя осталась как была. Разошлите новую."


def _publish(request: HttpRequest, opened: Opened) -> str:
    url = request.build_absolute_uri(reverse("round_table", args=(opened.found.pk,)))
    version, told = tell_published(found=opened.found, url=url, actor=opened.actor, now=opened.now)
    tell_letters(request, told)
    return f"Итоги открыты участникам: версия {version.number}."


_DEEDS: dict[str, _Deed] = {
    "open": _open,
    "change": _change,
    "drop": _drop,
    "ask": _ask,
    "move": _move,
    "close": _close,
    "reopen": _reopen,
    "consolidate": _consolidate,
    "review": _review,
    "correct": _correct,
    "publish": _publish,
}
