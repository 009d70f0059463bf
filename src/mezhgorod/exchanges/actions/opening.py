"""Rounds are planned and opened: every participant of the day gets an answer to fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mezhgorod.exchanges.actions.round_guards import (
    ensure_days,
    ensure_state,
    locked_exchange,
    locked_round,
    moved_round,
    names_of,
    tell_round,
)
from mezhgorod.exchanges.models import (
    Exchange,
    ExchangeParticipant,
    ExchangeRound,
    FormVersion,
    Response,
)
from mezhgorod.exchanges.queries.forms import form_in_use
from mezhgorod.exchanges.rules import RoundState
from mezhgorod.exchanges.rules.periods import period_of, period_words, periods_of_year
from mezhgorod.exchanges.rules.reviewing import bounded_words
from mezhgorod.registry.actions import Done
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.dates.period import Period

MAX_DAYS = 180
DAYS_TO_ANSWER = 20


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """What planned rounds have in common: how many days there are to answer, a word to cities."""

    days_to_answer: int = DAYS_TO_ANSWER
    note: str = ""


@transaction.atomic
def plan_rounds(
    *, exchange: Exchange, year: int, draft: RoundDraft, actor: Actor, now: datetime
) -> list[ExchangeRound]:
    """Plan the rounds of a year: four of a quarterly exchange; those that are there are left alone.

    A round opens on the day after its period, or today where its days are over already. Twice
    plans nothing new.

    Returns:
        Only the new ones.

    Raises:
        RuleViolation: no right, exchange ended, no form in use, a year or days that cannot be.
    """
    exchange = locked_exchange(exchange, actor=actor)
    periods = periods_of_year(exchange.periodicity, year)
    return _planned(exchange, periods, draft, actor, now)


@transaction.atomic
def plan_round(
    *, exchange: Exchange, period_edtf: str, draft: RoundDraft, actor: Actor, now: datetime
) -> ExchangeRound:
    """Plan one round for any period, also out of turn.

    Raises:
        RuleViolation: as `plan_rounds`, or there is a round for this period.
    """
    exchange = locked_exchange(exchange, actor=actor)
    period = period_of(period_edtf)
    made = _planned(exchange, (period,), draft, actor, now)
    if not made:
        message = f"Раунд за {period_words(period.edtf)} уже есть."
        raise RuleViolation("round.exists", message, "period")
    return made[0]


@transaction.atomic
def change_planned(
    *, found: ExchangeRound, opens_on: date, due_on: date, note: str, actor: Actor, now: datetime
) -> ExchangeRound:
    """Change days and the word to cities of a round that is not open yet.

    Raises:
        RuleViolation: no right, it is open already, days that cannot be.
    """
    found = locked_round(found, actor=actor)
    ensure_state(found, RoundState.PREPARING)
    ensure_days(opens_on, due_on)
    found.opens_on, found.due_on = opens_on, due_on
    found.note = bounded_words(note, name="Пояснение", field="note")
    found.updated_at = now
    found.save()
    summary = (
        f"Раунд за {_period(found)}: открывается {opens_on:%d.%m.%Y}, ответы до {due_on:%d.%m.%Y}"
    )
    _tell(found, "round.change", summary, actor, now)
    return found


@transaction.atomic
def drop_planned(*, found: ExchangeRound, actor: Actor, now: datetime) -> None:
    """Take back a planned round that is not open yet.

    Raises:
        RuleViolation: no right, or cities are asked already.
    """
    found = locked_round(found, actor=actor)
    ensure_state(found, RoundState.PREPARING)
    _tell(found, "round.drop", f"Снят раунд за {_period(found)}", actor, now)
    found.delete()


@transaction.atomic
def open_round(*, found: ExchangeRound, actor: Actor, now: datetime) -> ExchangeRound:
    """Open a round: every participant of this day gets an answer to fill, on the form in use.

    Opening an open one does nothing.

    Raises:
        RuleViolation: no right, no form in use, nobody to ask, the day to answer by is over.
    """
    exchange = locked_exchange(found.exchange, actor=actor)
    found = locked_round(found, actor=actor)
    if found.state == RoundState.OPEN:
        return found
    today = timezone.localdate(now)
    if found.due_on < today:
        day = f"{found.due_on:%d.%m.%Y}"
        message = f"Срок ответов {day} уже прошёл. Измените сроки раунда, потом откройте его."
        raise RuleViolation("round.too_late", message, "due_on")
    parties = _asked(exchange, today)
    found.form = _usable_form(exchange)
    found.opens_on = min(found.opens_on, today)
    found = moved_round(found, RoundState.OPEN, now)
    Response.objects.bulk_create(
        [Response(round=found, party_id=party) for party in parties], batch_size=500
    )
    summary = f"Открыт раунд за {_period(found)}: спрошено городов {len(parties)}"
    _tell(found, "round.open", summary, actor, now)
    return found


@transaction.atomic
def ask_newcomers(*, found: ExchangeRound, actor: Actor, now: datetime) -> list[Response]:
    """Ask participants that have joined the exchange since a round was opened.

    Raises:
        RuleViolation: no right, the round is not open.
    """
    exchange = locked_exchange(found.exchange, actor=actor)
    found = locked_round(found, actor=actor)
    ensure_state(found, RoundState.OPEN)
    known = set(found.responses.values_list("party", flat=True))
    fresh = [one for one in _asked(exchange, timezone.localdate(now)) if one not in known]
    if not fresh:
        return []
    Response.objects.bulk_create(Response(round=found, party_id=party) for party in fresh)
    made = list(found.responses.filter(party__in=fresh).select_related("party__territory"))
    _tell(found, "round.ask", f"В раунд добавлены: {names_of(made)}", actor, now)
    return made


def _planned(
    exchange: Exchange, periods: Sequence[Period], draft: RoundDraft, actor: Actor, now: datetime
) -> list[ExchangeRound]:
    if not 1 <= draft.days_to_answer <= MAX_DAYS:
        message = f"Дней на ответ должно быть от 1 до {MAX_DAYS}."
        raise RuleViolation("round.days", message, "days_to_answer")
    note = bounded_words(draft.note, name="Пояснение", field="note")
    form = _usable_form(exchange)
    known = set(exchange.rounds.values_list("period_edtf", flat=True))
    made = []
    today, days = timezone.localdate(now), timedelta(days=draft.days_to_answer)
    for period in (one for one in periods if one.edtf not in known):
        opens_on = period.end + timedelta(days=1)
        if opens_on + days < today:
            # A union that begins with a past quarter would get a round that cannot be opened.
            opens_on = today
        fresh = ExchangeRound.objects.create(
            exchange=exchange,
            form=form,
            period_edtf=period.edtf,
            period_start=period.start,
            period_end=period.end,
            opens_on=opens_on,
            due_on=opens_on + days,
            note=note,
            created_at=now,
            updated_at=now,
        )
        _tell(fresh, "round.plan", f"Намечен раунд за {_period(fresh)}", actor, now)
        made.append(fresh)
    return made


def _usable_form(exchange: Exchange) -> FormVersion:
    form = form_in_use(exchange)
    if form is None:
        message = "У обмена нет формы в работе. Составьте форму и введите её в работу."
        raise RuleViolation("round.no_form", message)
    return form


def _asked(exchange: Exchange, day: date) -> list[int]:
    """Who takes part in an exchange on a day, by name."""
    begun = Q(since_on__isnull=True) | Q(since_on__lte=day)
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=day)
    found = ExchangeParticipant.objects.filter(begun, lasting, exchange=exchange)
    parties = list(found.order_by("party__name", "pk").values_list("party", flat=True))
    if not parties:
        message = "Спрашивать некого: добавьте участников обмена."
        raise RuleViolation("round.nobody", message)
    return parties


def _period(found: ExchangeRound) -> str:
    return period_words(found.period_edtf)


def _tell(found: ExchangeRound, action: str, summary: str, actor: Actor, now: datetime) -> None:
    done = Done(action, summary, owner_id=found.exchange.owner_id)
    tell_round(found, done, actor=actor, now=now)
