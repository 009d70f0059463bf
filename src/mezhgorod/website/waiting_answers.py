"""Answers in rounds of exchanges that wait for the cities a person speaks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mezhgorod.exchanges.models import Response
from mezhgorod.exchanges.queries import response_subject
from mezhgorod.exchanges.rules import (
    SEE_RESPONSE,
    WAITED_RESPONSES,
    ResponseState,
    RoundState,
)
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.registry.rules import Actor, Reach
from planbook.language import plural

_SHOWN = 300


@dataclass(frozen=True, slots=True)
class WaitingAnswer:
    """The answer of one city in one round, in a list."""

    response: Response
    due: date
    days_left: int
    is_waiting: bool

    @property
    def period(self) -> str:
        """The period of the round in words."""
        return period_words(self.response.round.period_edtf)

    @property
    def time_left(self) -> str:
        """How long there still is, or that the day has passed."""
        if self.days_left < 0:
            return "срок прошёл"
        if self.days_left == 0:
            return "сегодня последний день"
        return f"осталось {self.days_left} {plural(self.days_left, 'день', 'дня', 'дней')}"

    @property
    def state_words(self) -> str:
        """The state, with what the city is to do about it."""
        if self.response.state == ResponseState.IN_QUESTION:
            return "на уточнении: ответьте на замечание"
        return self.response.get_state_display()


def answers_for(*, actor: Actor, today: date) -> list[WaitingAnswer]:
    """Return the answers of the cities somebody speaks for, those to give first; one query."""
    mine = Q(pk__in=[])
    for grant in actor.grants:
        if SEE_RESPONSE.roles.get(grant.role) is Reach.PARTY and grant.party_id:
            mine |= Q(party=grant.party_id, round__exchange__owner=grant.owner_id)
    found = (
        Response.objects.filter(mine)
        .exclude(round__state=RoundState.PREPARING)
        .select_related("round__exchange__owner", "party__territory")
        .order_by("-round__due_on", "party__name", "pk")[:_SHOWN]
    )
    rows = []
    for one in found:
        due = one.due_on or one.round.due_on
        is_open = response_subject(one).state == RoundState.OPEN
        is_waiting = is_open and one.state in WAITED_RESPONSES
        rows.append(WaitingAnswer(one, due, (due - today).days, is_waiting))
    return sorted(rows, key=lambda one: (not one.is_waiting, one.due if one.is_waiting else today))
