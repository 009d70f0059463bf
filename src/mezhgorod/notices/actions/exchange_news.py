"""What happens in a round is told to its cities in the same transaction: another day, a question,
the table is out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from mezhgorod.exchanges.actions import (
    NewDay,
    extend_for,
    move_deadline,
    open_late_for,
    publish_round,
    question_response,
)
from mezhgorod.exchanges.models import ComparisonVersion, ExchangeRound, Response
from mezhgorod.exchanges.queries.wall import due_day
from mezhgorod.notices.actions.exchange_letters import (
    AddressOf,
    CityLetter,
    Told,
    common_fields,
    composed,
    day_words,
    queue_to_cities,
    waiting_letters,
)
from mezhgorod.notices.queries.templates import fill_letter, used_text
from mezhgorod.registry.rules import Actor
from planbook.language import plural

EXTENSION, QUESTION, PUBLISHED = "exchange.extension", "exchange.question", "exchange.published"
_Change = Callable[..., list[Response]]


def tell_moved_deadline(
    *, found: ExchangeRound, day: NewDay, address_of: AddressOf, actor: Actor, now: datetime
) -> Told:
    """Move the common day and write to those who have not answered.

    Raises:
        RuleViolation: as `move_deadline`.
    """
    return _new_day(found, day, address_of, actor, now, move_deadline, {})


def tell_extended(
    *,
    found: ExchangeRound,
    response_ids: Sequence[int],
    day: NewDay,
    address_of: AddressOf,
    actor: Actor,
    now: datetime,
) -> Told:
    """Give some cities a later day and write to them.

    Raises:
        RuleViolation: as `extend_for`.
    """
    ids = {"response_ids": response_ids}
    return _new_day(found, day, address_of, actor, now, extend_for, ids)


def tell_opened_late(
    *,
    found: ExchangeRound,
    response_ids: Sequence[int],
    day: NewDay,
    address_of: AddressOf,
    actor: Actor,
    now: datetime,
) -> Told:
    """Open a closed round for some cities and write to them.

    Raises:
        RuleViolation: as `open_late_for`.
    """
    ids = {"response_ids": response_ids}
    return _new_day(found, day, address_of, actor, now, open_late_for, ids)


@transaction.atomic
def tell_question(
    *,
    response: Response,
    remark: str,
    seen: int | None,
    address_of: AddressOf,
    actor: Actor,
    now: datetime,
) -> Told:
    """Ask a city about its answer and write to it; the words are the runner's, nobody holds them.

    Raises:
        RuleViolation: as `question_response`.
    """
    asked = question_response(response=response, remark=remark, seen=seen, actor=actor, now=now)
    found = asked.round
    fields = {asked.pk: {"remark": asked.remark}}
    letters = composed(
        found, [asked], {asked.pk: QUESTION}, fields, address_of, actor=actor, now=now
    )

    def key(one: CityLetter) -> str:
        return f"{QUESTION}:{one.response.pk}:{one.response.revision}"

    return queue_to_cities(found, letters, keys=key, actor=actor, now=now, is_held=False)


@transaction.atomic
def tell_published(
    *, found: ExchangeRound, url: str, actor: Actor, now: datetime
) -> tuple[ComparisonVersion, Told]:
    """Send the latest table out and write to every city that was asked, once for each version.

    Args:
        url: the address of the page of the table.

    Raises:
        RuleViolation: as `publish_round`.
    """
    version = publish_round(found=found, actor=actor, now=now)
    found = version.round
    owner = found.exchange.owner
    text = used_text(kind=PUBLISHED, owner=owner)
    count = len(version.content["columns"])
    correction = f"Это исправленная таблица, версия {version.number}: {version.reason}"
    letters = []
    for one in found.responses.select_related("party__territory").order_by("party__name", "pk"):
        fields = common_fields(found, one) | {
            "count": f"{count} {plural(count, 'город', 'города', 'городов')}",
            "correction": correction if version.reason else "",
            "link": url,
        }
        subject, body = fill_letter(text, owner=owner, fields=fields)
        letters.append(CityLetter(one, PUBLISHED, subject, body, url))

    def key(one: CityLetter) -> str:
        return f"{PUBLISHED}:{version.pk}:{one.response.pk}"

    return version, queue_to_cities(found, letters, keys=key, actor=actor, now=now)


@transaction.atomic
def _new_day(  # noqa: PLR0913 -- three ways to another day end in the same letters
    found: ExchangeRound,
    day: NewDay,
    address_of: AddressOf,
    actor: Actor,
    now: datetime,
    change: _Change,
    ids: dict[str, Sequence[int]],
) -> Told:
    changed = change(found=found, day=day, actor=actor, now=now, **ids)
    if not changed:
        return Told()
    reason = f"Причина: {day.reason.strip()}" if day.reason.strip() else ""
    found = changed[0].round
    fields = {one.pk: {"deadline": day_words(due_day(one)), "reason": reason} for one in changed}
    kinds = {one.pk: EXTENSION for one in changed}
    letters = composed(found, changed, kinds, fields, address_of, actor=actor, now=now)

    def key(one: CityLetter) -> str:
        return f"{EXTENSION}:{one.response.pk}:{due_day(one.response)}:{now:%Y-%m-%dT%H:%M}"

    told = queue_to_cities(found, letters, keys=key, actor=actor, now=now)
    return replace(told, stale=waiting_letters(changed))
