"""What may be followed and how often its news come."""

from __future__ import annotations

from datetime import timedelta

from django.db import models


class FollowKind(models.TextChoices):
    CITY = "city", "город"
    BODY = "body", "секция или орган"
    SERIES = "series", "серия мероприятий"
    EVENT = "event", "мероприятие"
    PLAN = "plan", "план"
    OWNER = "owner", "все планы организации"


class Frequency(models.TextChoices):
    AT_ONCE = "at_once", "сразу"
    DAILY = "daily", "раз в день"
    WEEKLY = "weekly", "раз в неделю"


# Several changes of one row within this time are told once.
QUIET_PERIOD = timedelta(hours=1)
# A row that keeps changing is told about at the latest after this time.
LONGEST_SILENCE = timedelta(hours=6)
# An address that nobody has confirmed for so long is forgotten.
UNCONFIRMED_FOR = timedelta(days=7)
# So many addresses may wait for confirmation at once, so that nobody sends letters through us.
MAX_UNCONFIRMED_OF_ADDRESS = 5
MAX_UNCONFIRMED = 500
# So many things one address may follow.
MAX_FOLLOWS = 200
