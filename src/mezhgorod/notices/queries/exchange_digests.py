"""What information exchanges add to the morning digests and to «Ждёт вас»."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import Count, Q

from mezhgorod.exchanges.models import ExchangeRound, Response
from mezhgorod.exchanges.queries.wall import due_day
from mezhgorod.exchanges.rules import WAITED_RESPONSES, ResponseState, RoundState
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.notices.queries.digests import DigestReader, DigestSection
from mezhgorod.registry.rules import Role
from planbook.language import plural

# On these days before the end a city is reminded of its unsent answer.
REMINDER_DAYS = frozenset({10, 3, 1, 0})
_UNSENT = WAITED_RESPONSES - {ResponseState.IN_QUESTION}


def answers_to_give(reader: DigestReader) -> list[DigestSection]:
    """Answers of a city: questions always, unsent ones near the deadline and after it."""
    if reader.party_id is None:
        return []
    found = Response.objects.filter(
        party=reader.party_id,
        round__exchange__owner=reader.owner,
        state__in=WAITED_RESPONSES,
    ).exclude(round__state=RoundState.PREPARING)
    lines = tuple(
        f"{_title(one.round)}: {_what(one, reader.today)}, "
        f"{settings.SITE_URL}exchanges/answers/{one.pk}/"
        for one in found.select_related("round__exchange").order_by("round__due_on", "pk")
        if one.state == ResponseState.IN_QUESTION or _is_near(one, reader.today)
    )
    return [DigestSection("Ответы вашего города", lines)]


def rounds_to_run(reader: DigestReader) -> list[DigestSection]:
    """For whoever runs rounds: what opens, what came in, who is late, what is not sent out."""
    rounds = ExchangeRound.objects.filter(exchange__owner=reader.owner, exchange__is_ended=False)
    if reader.role == Role.BODY_COORDINATOR:
        rounds = rounds.filter(exchange__body=reader.body_id, exchange__body__isnull=False)
    late = Q(responses__state__in=_UNSENT) & (
        Q(responses__due_on__isnull=True, due_on__lt=reader.today)
        | Q(responses__due_on__lt=reader.today)
    )
    counted = rounds.select_related("exchange").annotate(
        came=Count("responses", filter=Q(responses__state=ResponseState.SUBMITTED)),
        late=Count("responses", filter=late),
    )
    lines = []
    for one in counted.exclude(state=RoundState.PUBLISHED).order_by("due_on", "pk"):
        words = _state(one, one.came, one.late, reader.today)
        if words:
            url = f"{settings.SITE_URL}exchanges/rounds/{one.pk}/"
            lines.append(f"{_title(one)}: {words}, {url}")
    return [DigestSection("Информационные обмены", tuple(lines))]


def _title(found: ExchangeRound) -> str:
    return f"{found.exchange.title}, {period_words(found.period_edtf)}"


def _is_near(response: Response, today: date) -> bool:
    days = (due_day(response) - today).days
    # After the day once a week, so that a forgotten answer is not forgotten for good.
    return days in REMINDER_DAYS or (days < 0 and days % 7 == 0)


def _what(response: Response, today: date) -> str:
    if response.state == ResponseState.IN_QUESTION:
        return "есть вопрос по ответу"
    days = (due_day(response) - today).days
    if days < 0:
        return f"срок прошёл {due_day(response):%d.%m.%Y}"
    if days == 0:
        return "сегодня последний день"
    return f"осталось {days} {plural(days, 'день', 'дня', 'дней')}"


def _state(found: ExchangeRound, came: int, late: int, today: date) -> str:
    parts = []
    if found.state == RoundState.PREPARING:
        return "пора открыть раунд" if found.opens_on <= today else ""
    if came:
        parts.append(f"ждут рассмотрения {came}")
    if late and found.state == RoundState.OPEN:
        parts.append(f"опаздывают {late}")
    if found.state == RoundState.CLOSED and not came:
        parts.append("раунд закрыт, сведите таблицу")
    if found.state == RoundState.CONSOLIDATED:
        parts.append("таблица готова, разошлите итоги")
    return ", ".join(parts)
