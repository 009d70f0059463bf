"""An invitation opened by its personal link: what it is about, and the answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mezhgorod.planning.actions.preparation.invitations import answer_invitation
from mezhgorod.planning.models import Invitation
from mezhgorod.planning.queries.preparation import plan_of_event, programme_of
from mezhgorod.planning.rules.preparation import ANSWER_INVITATION
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.actors import actor_of_task, link_page
from mezhgorod.website.forms.preparation import AnswerForm
from mezhgorod.website.pages.preparation.frame import posted
from mezhgorod.website.pages.preparation.invited import answered


@require_http_methods(["GET", "HEAD", "POST"])
@link_page
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The event, its programme and a form; the answer may be changed by the same address."""
    actor, object_id = actor_of_task(request, token, ANSWER_INVITATION)
    found = (
        Invitation.objects.filter(pk=object_id)
        .select_related("event", "owner", "party__territory")
        .prefetch_related("event__places__municipality")
        .first()
    )
    if found is None:
        raise Http404
    form = AnswerForm(posted(request), initial=answered(found))
    if request.method == "POST" and form.is_valid():
        try:
            answer_invitation(
                invitation=found, answer=form.answer(), actor=actor, now=timezone.now()
            )
        except RuleViolation as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.info(request, "Ответ записан. Его можно изменить по этой же ссылке.")
            return redirect("invitation", token)
    context = {
        "invitation": found,
        "event": found.event,
        "plan": plan_of_event(found.event),
        "programme": programme_of(event=found.event) if found.event.programme_published_at else (),
        "form": form,
    }
    return render(request, "website/preparation/invitation.html", context)
