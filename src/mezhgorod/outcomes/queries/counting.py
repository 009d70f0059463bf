"""Numbers of facts beside events: each counted apart, because joined they multiply."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Manager, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def count_of(facts: QuerySet[Any] | Manager[Any]) -> Coalesce:
    """Return what annotates events with the number of these facts of theirs."""
    of_event = facts.filter(held_event=OuterRef("pk")).order_by().values("held_event")
    return Coalesce(Subquery(of_event.annotate(number=Count("pk")).values("number")), 0)
