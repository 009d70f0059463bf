"""What held events add to the morning digests and to «Ждёт вас»."""

from __future__ import annotations

from django.conf import settings

from mezhgorod.notices.queries.digests import DigestReader, DigestSection
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import silent_events
from mezhgorod.outcomes.rules import FactState
from mezhgorod.outcomes.rules.silence import SILENCE
from mezhgorod.planning.rules.bodies import is_of_body
from mezhgorod.registry.models import Body
from mezhgorod.registry.rules import Role


def facts_to_accept(reader: DigestReader) -> list[DigestSection]:
    """What hosts have sent in and nobody has accepted."""
    found = HeldEvent.objects.filter(owner=reader.owner, state=FactState.SUBMITTED)
    if reader.role == Role.BODY_COORDINATOR:
        found = found.filter(body=reader.body_id, body__isnull=False)
    lines = tuple(
        f"{_short(one.title)}, {settings.SITE_URL}held/{one.pk}/"
        for one in found.order_by("earliest", "pk")
    )
    url = _list(reader, "&state=submitted")
    return [DigestSection("Сведения о мероприятиях ждут приёмки", lines, url)]


def facts_missing(reader: DigestReader) -> list[DigestSection]:
    """Events that have passed and of which nobody has told for long, but not for too long."""
    silent = silent_events(
        owner=reader.owner,
        today=reader.today,
        patience_days=SILENCE.patience_days,
        within_days=SILENCE.reminded_days,
    )
    if reader.role == Role.BODY_COORDINATOR:
        name = Body.objects.filter(pk=reader.body_id or 0).values_list("name", flat=True).first()
        silent = [
            one
            for one in silent
            if name and one.event.body and is_of_body(name, row_body=one.event.body, heading="")
        ]
    lines = tuple(
        f"{_short(one.event.full_title)}, {settings.SITE_URL}events/{one.event.uid}/"
        for one in silent
    )
    return [DigestSection("Прошло, а сведений нет", lines, _list(reader, "&silent=all#silent"))]


def _list(reader: DigestReader, more: str) -> str:
    return f"{settings.SITE_URL}held/?year=all&owner={reader.owner.slug}{more}"


def _short(title: str) -> str:
    words = " ".join(title.split()).removesuffix(".")
    return words if len(words) <= 120 else f"{words[:119].rstrip()}…"
