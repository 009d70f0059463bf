"""Tables of places and challenge cups."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.outcomes.actions.writing import done_of, source_draft, source_of, tell, writable
from mezhgorod.outcomes.models import HeldEvent, Standing, StandingTable, Trophy, TrophyHolding
from mezhgorod.outcomes.queries.trophies import proposed_holder
from mezhgorod.outcomes.rules import (
    KEEP_FACTS,
    KEEP_STANDINGS,
    TOLD,
    StandingDraft,
    StandingTableDraft,
    Told,
    TrophyDraft,
)
from mezhgorod.outcomes.rules.checking import checked_line, ensure_few
from mezhgorod.outcomes.rules.tables import checked_scoring, checked_standing
from mezhgorod.planning.models import EventSeries
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may

MAX_LINES = 1_000
MAX_TABLES = 100


@transaction.atomic
def set_standings(
    *,
    held: HeldEvent,
    table: StandingTableDraft,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> StandingTable:
    """Keep a table of places; the one of the same discipline is replaced.

    Lines stand in the order given; `planbook.standings` counts them beforehand where a rule is to
    decide. A table saved as it is changes nothing.

    Raises:
        RuleViolation: no right, a line without a team, a number out of bounds, an unknown rule, too
            many tables or lines, or somebody changed the event meanwhile.
    """
    held = writable(held, KEEP_STANDINGS, told=told, actor=actor)
    discipline = checked_line(table.discipline, limit=300, field="discipline", label="Вид")
    ensure_few(table.lines, limit=MAX_LINES, field="lines", what="команд")
    lines = [checked_standing(one) for one in table.lines]
    scoring = checked_scoring(table.scoring or {})
    known = held.standings.filter(discipline=discipline).first()
    if known is not None and known.scoring == scoring and _said(known) == lines:
        return known
    source = source_of(held, source_draft(held, told, actor), by=actor.user_id, at=now)
    before = [str(one) for one in known.lines.all()] if known else None
    kept = known or _new_table(held, discipline)
    kept.scoring, kept.source_id = scoring, source
    kept.save()
    kept.lines.all().delete()
    Standing.objects.bulk_create(_row(kept, place, one) for place, one in enumerate(lines, start=1))
    done = done_of(
        held,
        "standings",
        f"Внесена таблица мест «{kept}»",
        before={"lines": before} if before is not None else None,
        after={"lines": [f"{one.place or '–'} {one.team}" for one in lines]},
    )
    tell(held, done, actor=actor, now=now)
    return kept


@transaction.atomic
def remove_standings(
    *, table: StandingTable, told: Told = TOLD, actor: Actor, now: datetime
) -> None:
    """Remove a table of places; its lines stay in the journal.

    Raises:
        RuleViolation: no right, or it is gone.
    """
    held = writable(table.held_event, KEEP_STANDINGS, told=told, actor=actor)
    known = held.standings.filter(pk=table.pk).first()
    if known is None:
        raise RuleViolation("line.gone", "Этой таблицы уже нет. Обновите страницу.")
    before = {"lines": [f"{one.place or '–'} {one.team}" for one in known.lines.all()]}
    words = f"Убрана таблица мест «{known}»"
    known.delete()
    tell(held, done_of(held, "standings_remove", words, before=before), actor=actor, now=now)


@transaction.atomic
def ensure_trophy(*, series: EventSeries, name: str, actor: Actor, now: datetime) -> Trophy:
    """Return the challenge cup of a series by its name, made when it is new.

    Raises:
        RuleViolation: no right, or no name.
    """
    ensure_may(actor, KEEP_FACTS, Subject(owner_id=series.owner_id))
    words = checked_line(name, limit=300, field="name", label="Название приза")
    if not words:
        raise RuleViolation("trophy.no_name", "Напишите название приза.", "name")
    trophy, is_new = Trophy.objects.get_or_create(series=series, name=words)
    if is_new:
        summary = f"Заведён переходящий приз «{words}»: {series.name}."
        done = Done("held.trophy_new", summary, owner_id=series.owner_id)
        write_audit(subject=trophy, done=done, actor=actor, now=now)
    return trophy


@transaction.atomic
def hand_trophy(
    *,
    held: HeldEvent,
    trophy: Trophy,
    draft: TrophyDraft,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> TrophyHolding:
    """Write down who took a cup at an event: the winner of the overall table by default.

    Raises:
        RuleViolation: no right, the cup is of another series, or nobody is named and no table says
            who has won.
    """
    held = writable(held, KEEP_STANDINGS, told=told, actor=actor)
    if held.series_id != trophy.series_id:
        message = "Это приз другой серии. Сначала укажите у мероприятия его серию."
        raise RuleViolation("trophy.foreign", message, "trophy")
    holder = checked_line(draft.holder, limit=300, field="holder", label="Кому вручён")
    city = draft.municipality_id
    if not holder:
        holder, city = _winner(held, city)
    source = source_of(held, source_draft(held, told, actor), by=actor.user_id, at=now)
    values = {"holder": holder, "municipality_id": city, "is_name_public": draft.is_name_public}
    known = TrophyHolding.objects.filter(trophy=trophy, held_event=held).first()
    if known is not None and all(getattr(known, key) == one for key, one in values.items()):
        return known
    holding, _ = TrophyHolding.objects.update_or_create(
        trophy=trophy, held_event=held, defaults={**values, "source_id": source}
    )
    before = {"holder": known.holder} if known else None
    words = f"Вручён переходящий приз «{trophy.name}»"
    done = done_of(held, "trophy", words, before=before, after={"holder": holder})
    tell(held, done, actor=actor, now=now)
    return holding


@transaction.atomic
def take_back_trophy(
    *, holding: TrophyHolding, told: Told = TOLD, actor: Actor, now: datetime
) -> None:
    """Remove a mistaken note about a cup.

    Raises:
        RuleViolation: no right.
    """
    held = writable(holding.held_event, KEEP_STANDINGS, told=told, actor=actor)
    deleted, _ = held.trophies.filter(pk=holding.pk).delete()
    if deleted:
        words = f"Убрана запись о призе «{holding.trophy.name}»"
        done = done_of(held, "trophy_remove", words, before={"holder": holding.holder})
        tell(held, done, actor=actor, now=now)


def _new_table(held: HeldEvent, discipline: str) -> StandingTable:
    count = held.standings.count()
    if count >= MAX_TABLES:
        message = f"У мероприятия уже {MAX_TABLES} таблиц мест. Уберите лишние."
        raise RuleViolation("standings.too_many", message, "discipline")
    # The overall table comes first.
    position = count + 1 if discipline else 0
    return StandingTable(held_event=held, discipline=discipline, position=position)


def _said(table: StandingTable) -> list[StandingDraft]:
    names = (
        "team",
        "place",
        "points",
        "gold",
        "silver",
        "bronze",
        "municipality_id",
        "is_name_public",
    )
    return [
        StandingDraft(**{name: getattr(one, name) for name in names})
        for one in table.lines.order_by("position")
    ]


def _row(table: StandingTable, position: int, draft: StandingDraft) -> Standing:
    return Standing(
        table=table,
        position=position,
        team=draft.team,
        place=draft.place,
        points=draft.points,
        gold=draft.gold,
        silver=draft.silver,
        bronze=draft.bronze,
        municipality_id=draft.municipality_id,
        is_name_public=draft.is_name_public,
    )


def _winner(held: HeldEvent, city: int | None) -> tuple[str, int | None]:
    if city is not None:
        return Municipality.objects.values_list("name", flat=True).get(pk=city), city
    proposed = proposed_holder(held=held)
    if proposed is None:
        message = "Напишите, кому вручён приз: общего зачёта с одним победителем нет."
        raise RuleViolation("trophy.no_holder", message, "holder")
    return proposed
