"""Words of planning: workflow of a plan, kinds of timing, roles. Plain values, no queries.

Four independent axes, never one status field: plan workflow, event status, timing kind and
attendance mode. Values of timing, extent and attendance equal those of `planbook`.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from django.db import models

from planbook.language import search_text
from planbook.plans import EventDraft, PlanDraft, draft_to_dict


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


class PlaceRole(models.TextChoices):
    VENUE = "venue", "место проведения"
    SUBJECT = "subject", "о ком"


UNDATED_KINDS = frozenset({TimingKind.UNSCHEDULED, TimingKind.UNPARSED})
LASTING_KINDS = frozenset({TimingKind.ONGOING, TimingKind.RECURRING})


def is_dated(kind: str) -> bool:
    """Return whether a timing of this kind says a time of its own inside the plan period."""
    return kind not in UNDATED_KINDS and kind not in LASTING_KINDS


def clip(text: str | None, limit: int) -> str:
    """Return a text that fits its column; the whole wording always stays in the cells."""
    words = " ".join((text or "").split())
    return words if len(words) <= limit else f"{words[: limit - 1]}…"


def bounded(number: int | None, limit: int = 1_000_000) -> int | None:
    """Return a number a database can hold, None for one that nobody can mean."""
    return number if number is not None and 0 <= number <= limit else None


def row_fingerprints(draft: PlanDraft) -> list[str]:
    """Return one digest per row, in order: its words and what was understood, not where it stands.

    Equal digests mean that nothing about the row is new, even if the row moved.
    """
    sections = draft_to_dict(draft)["sections"]
    return [_fingerprint(item) for section in sections for item in section["items"]]


def plan_fingerprint(draft: PlanDraft) -> str:
    """Return a digest of everything a draft says, places in the document included."""
    return _digest(draft_to_dict(draft))


def _fingerprint(item: dict[str, Any]) -> str:
    said = {key: value for key, value in item.items() if key not in {"source", "findings"}}
    said["cells"] = [[cell["role"], cell["text"]] for cell in item["cells"]]
    said["timing"] = {key: value for key, value in item["timing"].items() if key != "findings"}
    return _digest(said)


def _digest(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


MAX_SERIES_KEY = 300
_SEASON_WORD = re.compile(r"\b(?:зимн|летн|весенн|осенн)\w+", re.IGNORECASE)


def series_key(event: EventDraft) -> str:
    """Return the key by which rows are editions of one series, empty when nothing names it.

    The own name counts, else the title without its ordinal; a season in the title keeps winter
    and summer games apart even under one own name.
    """
    named = event.own_name or _without_edition(event)
    season = _SEASON_WORD.search(event.title)
    words = f"{season.group()} {named}" if season and season.group() not in named else named
    return search_text(words)[:MAX_SERIES_KEY].strip()


def series_name(event: EventDraft) -> str:
    """Return how a series is called: the title of one edition without its ordinal."""
    return clip(_without_edition(event), 500)


def _without_edition(event: EventDraft) -> str:
    if not event.edition_text:
        return event.title
    before, found, after = event.title.partition(event.edition_text)
    return " ".join(f"{before} {after}".split()) if found else event.title
