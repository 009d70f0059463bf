"""«Мои ответы»: rounds of exchanges that ask the cities a person speaks for."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.waiting_answers import answers_for


@require_safe
@login_required
@never_cache
def my_answers(request: HttpRequest) -> HttpResponse:
    """Rounds that ask my cities, those that wait first; an only one opens at once."""
    rows = answers_for(actor=actor_of_request(request), today=timezone.localdate())
    waiting = [one for one in rows if one.is_waiting]
    if len(rows) == 1 and waiting:
        return redirect("response", pk=rows[0].response.pk)
    context = {"waiting": waiting, "rest": [one for one in rows if not one.is_waiting]}
    return render(request, "website/exchanges/answering/mine.html", context)
