"""Series kept by hand: one that no plan has counted yet, its name, its step, its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mezhgorod.planning.actions.years.editions import (
    FIRST_YEAR,
    LAST_YEAR,
    EditionFacts,
    record_edition,
)
from mezhgorod.planning.models import EventSeries
from mezhgorod.planning.rules import RECORD_EDITION
from mezhgorod.planning.rules.series import (
    MAX_NAME,
    has_ordinal,
    name_with_season,
    series_key_of_name,
)
from mezhgorod.registry.actions import Done
from mezhgorod.registry.actions.directory import (
    needed_words,
    remove_record,
    values_of,
    write_change,
)
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import (
    Actor,
    RuleViolation,
    Subject,
    digest,
    ensure_may,
    free_slug,
    slug_text,
)

MAX_STEP = 20
_EXISTS = "Такая серия уже есть: «{name}». Измените её или назовите новую иначе."


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """What a person says of a series; `season` is a `rules.series.Season` or empty."""

    name: str
    step_years: int | None = None
    until_year: int | None = None
    season: str = ""


@transaction.atomic
def create_series(
    *,
    owner: Organization,
    draft: SeriesDraft,
    first: EditionFacts | None = None,
    actor: Actor,
    now: datetime,
) -> EventSeries:
    """Begin a series that no plan has a row of; rows with its name will be its editions.

    Args:
        first: an edition that is known, the next one is counted from it.

    Raises:
        RuleViolation: no right, the name is missing, numbered or taken, or a number is impossible.
    """
    ensure_may(actor, RECORD_EDITION, Subject(owner_id=owner.pk))
    Organization.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    made = EventSeries(owner=owner)
    _fill(made, draft)
    _name(made, draft)
    made.slug = _slug(made)
    made.save()
    done = Done("series.add", f"Заведена серия «{made.name}»"[:400], owner_id=owner.pk)
    write_change(record=made, done=done, before=None, actor=actor, now=now)
    if first is not None:
        record_edition(series=made, facts=first, actor=actor, now=now)
    return made


@transaction.atomic
def change_series(
    *, series: EventSeries, draft: SeriesDraft, actor: Actor, now: datetime
) -> EventSeries:
    """Rename a series, change its step, end it or let it go on.

    Rows of plans are known by the name they once had, so a new name takes none of them away.

    Raises:
        RuleViolation: no right, the name is missing, numbered or taken, a number is impossible, or
            editions stand after the end.
    """
    found = _locked(series, actor)
    before = values_of(found)
    _fill(found, draft)
    _name(found, draft)
    _refuse_early_end(found)
    found.save()
    if values_of(found) == before:
        return found
    done = Done("series.edit", _words(before, found)[:400], owner_id=found.owner_id)
    write_change(record=found, done=done, before=before, actor=actor, now=now)
    return found


@transaction.atomic
def delete_series(*, series: EventSeries, actor: Actor, now: datetime) -> None:
    """Take out a series that was begun by mistake, with the editions recorded of it.

    Raises:
        RuleViolation: no right, or rows of plans are its editions.
    """
    found = _locked(series, actor)
    if found.events.exists():
        message = "У серии есть строки планов. Вместо удаления укажите её последний год."
        raise RuleViolation("series.has_rows", message)
    done = Done("series.delete", f"Удалена серия «{found.name}»"[:400], owner_id=found.owner_id)
    remove_record(record=found, done=done, actor=actor, now=now)


def _locked(series: EventSeries, actor: Actor) -> EventSeries:
    found = EventSeries.objects.select_for_update(of=("self",)).filter(pk=series.pk).first()
    if found is None:
        raise RuleViolation("series.gone", "Этой серии уже нет. Обновите страницу.")
    ensure_may(actor, RECORD_EDITION, Subject(owner_id=found.owner_id, object_id=found.pk))
    return found


def _fill(series: EventSeries, draft: SeriesDraft) -> None:
    if draft.step_years is not None and not 1 <= draft.step_years <= MAX_STEP:
        message = f"Раз в сколько лет — число от 1 до {MAX_STEP}."
        raise RuleViolation("series.step", message, "step_years")
    if draft.until_year is not None and not FIRST_YEAR <= draft.until_year <= LAST_YEAR:
        message = f"Последний год — от {FIRST_YEAR} до {LAST_YEAR}."
        raise RuleViolation("series.until", message, "until_year")
    series.step_years, series.until_year = draft.step_years, draft.until_year


def _name(series: EventSeries, draft: SeriesDraft) -> None:
    """Name a series; its key follows the name as long as no row of a plan is known by it."""
    words = needed_words(draft.name, limit=MAX_NAME, field="name", label="Название серии")
    name = needed_words(
        name_with_season(words, draft.season), limit=MAX_NAME, field="name", label="Название серии"
    )
    if series.pk and name == series.name:
        return
    if has_ordinal(name):
        message = "Название серии пишут без номера: «Слёт городов», а не «XX слёт городов»."
        raise RuleViolation("series.numbered", message, "name")
    key = series_key_of_name(name)
    if not key:
        message = "В названии нет слов, по которым узнать серию. Напишите его словами."
        raise RuleViolation("series.no_words", message, "name")
    others = EventSeries.objects.filter(owner=series.owner_id).exclude(pk=series.pk)
    twin = others.filter(key=key).first() or others.filter(name=name).first()
    if twin is not None:
        raise RuleViolation("series.exists", _EXISTS.format(name=twin.name[:200]), "name")
    series.name = name
    if not series.pk or not series.events.exists():
        series.key = key


def _refuse_early_end(series: EventSeries) -> None:
    if series.until_year is None:
        return
    later = series.editions.filter(year__gt=series.until_year).order_by("-year").first()
    if later is not None:
        message = (
            f"Выпуск № {later.number} записан на {later.year} год. Последний год не может быть "
            "раньше."
        )
        raise RuleViolation("series.ends_early", message, "until_year")


def _slug(series: EventSeries) -> str:
    base = slug_text(series.name)[:100] or "seriya"
    candidates = (base, f"{base}-{digest(series.owner.name, series.key)}")
    taken = set(EventSeries.objects.filter(slug__in=candidates).values_list("slug", flat=True))
    return free_slug(candidates, taken)


def _words(before: dict[str, object], series: EventSeries) -> str:
    said = []
    if before["name"] != series.name:
        said.append(f"Серия «{before['name']}» переименована в «{series.name}»")
    else:
        said.append(f"Изменена серия «{series.name}»")
    if before["step_years"] != series.step_years:
        said.append(f"раз в сколько лет: {series.step_years or 'не указано'}")
    if before["until_year"] != series.until_year:
        said.append(
            f"последний год — {series.until_year}" if series.until_year else "серия продолжается"
        )
    return "; ".join(said)
