"""Words of planning: workflow of a plan, kinds of timing, roles. Plain values, no queries.

Four independent axes, never one status field: plan workflow, event status, timing kind and
attendance mode. Values of timing, extent and attendance equal those of `planbook`.
"""

from __future__ import annotations

from django.db import models


class PlanState(models.TextChoices):
    COLLECTING = "collecting", "сбор предложений"
    DRAFT = "draft", "проект"
    IN_REVIEW = "in_review", "на согласовании"
    APPROVED = "approved", "утверждён"
    PUBLISHED = "published", "опубликован"
    FULFILLED = "fulfilled", "исполнен"
    ARCHIVED = "archived", "в архиве"


PLAN_TRANSITIONS: dict[PlanState, frozenset[PlanState]] = {
    PlanState.COLLECTING: frozenset({PlanState.DRAFT}),
    PlanState.DRAFT: frozenset({PlanState.COLLECTING, PlanState.IN_REVIEW}),
    PlanState.IN_REVIEW: frozenset({PlanState.DRAFT, PlanState.APPROVED}),
    PlanState.APPROVED: frozenset({PlanState.PUBLISHED}),
    PlanState.PUBLISHED: frozenset({PlanState.FULFILLED}),
    PlanState.FULFILLED: frozenset({PlanState.PUBLISHED, PlanState.ARCHIVED}),
    PlanState.ARCHIVED: frozenset({PlanState.FULFILLED}),
}
# What an administrator may put right beside the usual way: a mistake, told with its reason.
PLAN_CORRECTIONS: dict[PlanState, frozenset[PlanState]] = {
    PlanState.COLLECTING: frozenset({PlanState.DRAFT}),
    PlanState.APPROVED: frozenset({PlanState.DRAFT}),
    PlanState.PUBLISHED: frozenset({PlanState.APPROVED}),
}
# Everybody may read a plan in these states.
PUBLIC_STATES = frozenset({PlanState.PUBLISHED, PlanState.FULFILLED, PlanState.ARCHIVED})
# Rows change freely, without reasons and amendments.
OPEN_STATES = frozenset({PlanState.COLLECTING, PlanState.DRAFT, PlanState.IN_REVIEW})
# Rows change by typed changes that gather into an amendment.
FROZEN_STATES = frozenset({PlanState.APPROVED, PlanState.PUBLISHED, PlanState.FULFILLED})


class ChangeKind(models.TextChoices):
    """What was done to a row; in an approved plan each one has a reason."""

    EDIT = "edit", "исправление"
    POSTPONE = "postpone", "перенос"
    FIX_DATE = "fix_date", "назначение даты"
    CANCEL = "cancel", "отмена"
    HOST = "host", "смена места"
    FORMAT = "format", "смена формата"
    ADD = "add", "включение"
    REPLACE = "replace", "замена"
    REMOVE = "remove", "исключение"
    SPLIT = "split", "разделение"
    MERGE = "merge", "объединение"
    MOVE = "move", "перестановка"


class AmendmentState(models.TextChoices):
    OPEN = "open", "готовится"
    APPROVED = "approved", "утверждены"


class StepState(models.TextChoices):
    WAITING = "waiting", "ещё не начат"
    ACTIVE = "active", "рассматривается"
    APPROVED = "approved", "согласовано"
    RETURNED = "returned", "возвращено"


class EditionState(models.TextChoices):
    """The way of a host (D3): a need, an offer, a decision, sometimes a withdrawal, the event."""

    NEEDS_HOST = "needs_host", "нужен город"
    OFFERED = "offered", "предложение"
    DECIDED = "decided", "решение принято"
    WITHDRAWN = "withdrawn", "отозвано"
    HELD = "held", "проведено"


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


# An information exchange stands in plans and reports among events under this kind.
EXCHANGE_KIND = "информационный обмен"
UNDATED_KINDS = frozenset({TimingKind.UNSCHEDULED, TimingKind.UNPARSED})
LASTING_KINDS = frozenset({TimingKind.ONGOING, TimingKind.RECURRING})


def is_dated(kind: str) -> bool:
    """Return whether a timing of this kind says a time of its own inside the plan period."""
    return kind not in UNDATED_KINDS and kind not in LASTING_KINDS
