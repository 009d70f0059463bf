"""What the pages of preparing an event share: finding it, its plan, who asks."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from mezhgorod.planning.models import Event, Plan
from mezhgorod.planning.queries.preparation import event_subject, plan_of_event
from mezhgorod.planning.rules.preparation import PREPARE_EVENT, SEE_ANSWERS
from mezhgorod.registry.rules import Actor, Subject, may
from mezhgorod.website.actors import actor_of_request


@dataclass(frozen=True, slots=True)
class Prepared:
    """An event, the plan whose owner prepares it, and what the visitor may do with both."""

    event: Event
    plan: Plan
    subject: Subject
    actor: Actor

    @property
    def can_prepare(self) -> bool:
        return may(self.actor, PREPARE_EVENT, self.subject)

    @property
    def can_see_answers(self) -> bool:
        return may(self.actor, SEE_ANSWERS, self.subject)


def prepared_event(request: HttpRequest, uid: UUID) -> Prepared:
    """Return an event with its plan; 404 when it stands in none."""
    event = get_object_or_404(Event, uid=uid)
    plan = plan_of_event(event)
    if plan is None:
        raise Http404
    subject = event_subject(event=event, plan=plan)
    return Prepared(event, plan, subject, actor_of_request(request))


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, None while it is only shown."""
    return request.POST if request.method == "POST" else None
