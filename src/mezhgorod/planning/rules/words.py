"""Words of planning: workflow of a plan, kinds of timing, roles. Plain values, no queries.

Four independent axes, never one status field: plan workflow, event status, timing kind and
attendance mode. Values of timing, extent and attendance equal those of `planbook`.
"""

from __future__ import annotations

from django.db import models


class PlanState(models.TextChoices):
    DRAFT = "draft", "проект"
    IN_REVIEW = "in_review", "на согласовании"
    APPROVED = "approved", "утверждён"
    PUBLISHED = "published", "опубликован"


class PlanGrouping(models.TextChoices):
    THEME = "theme", "темы"
    DEPARTMENT = "department", "департаменты"
    SPHERE = "sphere", "сферы"
    QUARTER = "quarter", "кварталы"
    MONTH = "month", "месяцы"
    LIST = "list", "список"
    NONE = "none", "без разделов"


class EventInvolvement(models.TextChoices):
    OWN = "own", "проводит"
    TRADITIONAL = "traditional", "традиционное"
    SUPPORTED = "supported", "поддерживает"
    ATTENDED = "attended", "участвует"


class TimingKind(models.TextChoices):
    DAY = "day", "день"
    DAY_RANGE = "day_range", "несколько дней подряд"
    DAYS = "days", "отдельные дни"
    MONTH = "month", "месяц"
    MONTH_RANGE = "month_range", "несколько месяцев"
    QUARTER = "quarter", "квартал"
    HALF_YEAR = "half_year", "полугодие"
    YEAR = "year", "год"
    SEASON = "season", "время года"
    RECURRING = "recurring", "повторяется"
    ONGOING = "ongoing", "весь период"
    UNSCHEDULED = "unscheduled", "срок не назначен"
    UNPARSED = "unparsed", "срок не понят"


class TimingExtent(models.TextChoices):
    EXACT = "exact", "точно в эти дни"
    THROUGHOUT = "throughout", "всё это время"
    WITHIN = "within", "когда-то в это время"
    RECURRING = "recurring", "повторяется"
    AMBIGUOUS = "ambiguous", "из текста не ясно"


class TimingStatus(models.TextChoices):
    SCHEDULED = "scheduled", "назначено"
    UNSCHEDULED = "unscheduled", "срок не назначен"
    POSTPONED = "postponed", "перенос"
    CANCELLED = "cancelled", "отменено"
    INCONSISTENT = "inconsistent", "противоречиво"


class EventAction(models.TextChoices):
    HOLD = "проведение", "проведение"
    ATTEND = "участие", "участие"
    ORGANIZE = "организация", "организация"
    COOPERATE = "взаимодействие", "взаимодействие"
    PREPARE = "подготовка", "подготовка"


class AttendanceMode(models.TextChoices):
    IN_PERSON = "in_person", "очно"
    ONLINE = "online", "дистанционно"
    HYBRID = "hybrid", "очно и дистанционно"
    UNKNOWN = "unknown", "не указано"


class EventRole(models.TextChoices):
    ORGANIZER = "organizer", "организатор"
    RESPONSIBLE = "responsible", "ответственный"
    OPERATOR = "operator", "ведёт обмен"
    INITIATOR = "initiator", "инициатор"
    PARTNER = "partner", "партнёр"
    MENTION = "mention", "упоминается"


class PlaceRole(models.TextChoices):
    VENUE = "venue", "место проведения"
    SUBJECT = "subject", "о ком"


UNDATED_KINDS = frozenset({TimingKind.UNSCHEDULED, TimingKind.UNPARSED})
LASTING_KINDS = frozenset({TimingKind.ONGOING, TimingKind.RECURRING})


def is_dated(kind: str) -> bool:
    """Return whether a timing of this kind says a time of its own inside the plan period."""
    return kind not in UNDATED_KINDS and kind not in LASTING_KINDS
