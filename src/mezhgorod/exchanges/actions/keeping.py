"""Exchanges kept: begun, changed, ended; who is asked, which rows of plans they fulfil."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from mezhgorod.exchanges.models import Exchange, ExchangeParticipant, Response
from mezhgorod.exchanges.queries.subjects import exchange_subject
from mezhgorod.exchanges.rules import KEEP_EXCHANGES, Periodicity, Reading
from mezhgorod.planning.models import PlanItem
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Body, Organization
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may

MAX_WORDS, MAX_PURPOSE, MAX_PARTICIPANTS, MAX_ITEMS, MAX_DELAY = 300, 5_000, 1_000, 200, 3_650


@dataclass(frozen=True, slots=True)
class ExchangeDraft:
    """What an exchange is about, as somebody wrote it.

    Attributes:
        public_after_days: how long after sending out everybody may read, where everybody may.
        starter_code: the ready set it was begun with, empty for none.
    """

    title: str
    purpose: str = ""
    initiator: str = ""
    partners: str = ""
    operator: Organization | None = None
    body: Body | None = None
    periodicity: str = Periodicity.QUARTER
    reading: str = Reading.MEMBERS
    public_after_days: int = 0
    starter_code: str = ""


@transaction.atomic
def create_exchange(
    *,
    owner: Organization,
    draft: ExchangeDraft,
    items: Sequence[PlanItem] = (),
    actor: Actor,
    now: datetime,
) -> Exchange:
    """Begin an exchange of an association or region; `items` are the rows of plans it fulfils.

    Raises:
        RuleViolation: no right, no topic, a topic that is taken, too long texts, a row or body of
            somebody else.
    """
    body_id = draft.body.pk if draft.body else None
    ensure_may(actor, KEEP_EXCHANGES, Subject(owner_id=owner.pk, body_id=body_id))
    exchange = Exchange(owner=owner, starter_code=draft.starter_code[:60], created_at=now)
    _fill(exchange, draft)
    exchange.save()
    _put_items(exchange, items)
    summary = f"Заведён информационный обмен «{exchange.title}»."
    _tell(exchange, Done("exchange.create", summary, after=_values(exchange)), actor, now)
    return exchange


@transaction.atomic
def change_exchange(
    *, exchange: Exchange, draft: ExchangeDraft, actor: Actor, now: datetime
) -> Exchange:
    """Change what an exchange is about, who runs it, how often, who reads.

    Raises:
        RuleViolation: as of `create_exchange`.
    """
    ensure_may(actor, KEEP_EXCHANGES, exchange_subject(exchange))
    kept = Exchange.objects.select_for_update(of=("self",)).get(pk=exchange.pk)
    before = _values(kept)
    _fill(kept, draft)
    # Nobody gives an exchange away to a committee of which they are not.
    ensure_may(actor, KEEP_EXCHANGES, exchange_subject(kept))
    if _values(kept) == before:
        return kept
    kept.save()
    done = Done(
        "exchange.change",
        f"Изменён информационный обмен «{kept.title}».",
        before=before,
        after=_values(kept),
    )
    _tell(kept, done, actor, now)
    return kept


@transaction.atomic
def end_exchange(
    *, exchange: Exchange, is_ended: bool = True, actor: Actor, now: datetime
) -> Exchange:
    """Write down that an exchange is not held any more, or again; its rounds stay readable.

    Raises:
        RuleViolation: no right.
    """
    ensure_may(actor, KEEP_EXCHANGES, exchange_subject(exchange))
    kept = Exchange.objects.select_for_update(of=("self",)).get(pk=exchange.pk)
    if kept.is_ended == is_ended:
        return kept
    kept.is_ended = is_ended
    kept.save(update_fields=["is_ended"])
    words = "больше не проводится" if is_ended else "снова проводится"
    code = "exchange.end" if is_ended else "exchange.resume"
    _tell(kept, Done(code, f"Информационный обмен «{kept.title}» {words}."), actor, now)
    return kept


@transaction.atomic
def set_participants(
    *, exchange: Exchange, parties: Sequence[Organization], actor: Actor, now: datetime
) -> list[ExchangeParticipant]:
    """Make the asked cities and departments these.

    Whoever has answered before stays in the list as one asked until yesterday.

    Raises:
        RuleViolation: no right, or too many.
    """
    ensure_may(actor, KEEP_EXCHANGES, exchange_subject(exchange))
    wanted = {party.pk: party for party in parties}
    if len(wanted) > MAX_PARTICIPANTS:
        message = f"Участников {len(wanted)}, а бывает не больше {MAX_PARTICIPANTS}."
        raise RuleViolation("exchange.too_many", message, "parties")
    Exchange.objects.select_for_update(of=("self",)).get(pk=exchange.pk)
    known = {one.party_id: one for one in exchange.participants.select_related("party")}
    present = {pk for pk, one in known.items() if one.until_on is None}
    _leave(exchange, [known[pk] for pk in present - wanted.keys()], now)
    _come(exchange, wanted, known)
    if present != wanted.keys():
        came = sorted(wanted[pk].spoken_name for pk in wanted.keys() - present)
        left = sorted(known[pk].party.spoken_name for pk in present - wanted.keys())
        summary = f"Изменён состав участников обмена «{exchange.title}»."
        done = Done("exchange.participants", summary, before={"left": left}, after={"came": came})
        _tell(exchange, done, actor, now)
    return list(
        exchange.participants.filter(until_on__isnull=True)
        .select_related("party__territory")
        .order_by("party__name")
    )


@transaction.atomic
def link_items(
    *, exchange: Exchange, items: Sequence[PlanItem], actor: Actor, now: datetime
) -> None:
    """Make the rows of plans that an exchange fulfils these.

    Raises:
        RuleViolation: no right, a row of somebody else, too many.
    """
    ensure_may(actor, KEEP_EXCHANGES, exchange_subject(exchange))
    before = sorted(exchange.items.values_list("pk", flat=True))
    _put_items(exchange, items)
    after = sorted(item.pk for item in items)
    if after != before:
        summary = f"Изменены строки планов обмена «{exchange.title}»."
        done = Done("exchange.items", summary, before={"items": before}, after={"items": after})
        _tell(exchange, done, actor, now)


def _fill(exchange: Exchange, draft: ExchangeDraft) -> None:
    exchange.title = _words(draft.title, "title", "Тема")
    if not exchange.title:
        raise RuleViolation("exchange.no_title", "Впишите тему обмена.", "title")
    namesakes = Exchange.objects.filter(owner_id=exchange.owner_id, title=exchange.title)
    if namesakes.exclude(pk=exchange.pk or 0).exists():
        message = f"Обмен «{exchange.title}» уже есть. Откройте его или измените тему."
        raise RuleViolation("exchange.exists", message, "title")
    exchange.purpose = draft.purpose.replace("\x00", " ").strip()
    if len(exchange.purpose) > MAX_PURPOSE:
        message = f"Длиннее {MAX_PURPOSE} знаков. Сократите."
        raise RuleViolation("exchange.too_long", message, "purpose")
    exchange.initiator = _words(draft.initiator, "initiator", "Инициатор")
    exchange.partners = _words(draft.partners, "partners", "Вместе с кем")
    if draft.body is not None and draft.body.owner_id != exchange.owner_id:
        message = "Эта секция другого объединения. Выберите свою."
        raise RuleViolation("exchange.foreign_body", message, "body")
    if draft.periodicity not in Periodicity.values or draft.reading not in Reading.values:
        raise RuleViolation("exchange.unknown_choice", "Выберите из списка.", "periodicity")
    if not 0 <= draft.public_after_days <= MAX_DELAY:
        message = f"Здесь ждут число дней от 0 до {MAX_DELAY}."
        raise RuleViolation("exchange.delay", message, "public_after_days")
    exchange.operator, exchange.body = draft.operator, draft.body
    exchange.periodicity, exchange.reading = draft.periodicity, draft.reading
    exchange.public_after_days = draft.public_after_days


def _words(text: str, field: str, label: str) -> str:
    words = " ".join(text.replace("\x00", " ").split())
    if len(words) > MAX_WORDS:
        message = f"{label}: больше {MAX_WORDS} знаков. Сократите."
        raise RuleViolation("exchange.too_long", message, field)
    return words


def _put_items(exchange: Exchange, items: Sequence[PlanItem]) -> None:
    if len(items) > MAX_ITEMS:
        message = f"Строк {len(items)}, а бывает не больше {MAX_ITEMS}."
        raise RuleViolation("exchange.too_many", message, "items")
    keys = [item.pk for item in items]
    foreign = PlanItem.objects.filter(pk__in=keys).exclude(section__plan__owner=exchange.owner_id)
    if foreign.exists():
        message = "Строка из плана другого объединения. Выберите строки своих планов."
        raise RuleViolation("exchange.foreign_item", message, "items")
    exchange.items.set(keys)


def _leave(exchange: Exchange, gone: Sequence[ExchangeParticipant], now: datetime) -> None:
    answered = set(
        Response.objects.filter(
            round__exchange=exchange, party__in=[one.party_id for one in gone]
        ).values_list("party_id", flat=True)
    )
    yesterday = now.date() - timedelta(days=1)
    kept = [one for one in gone if one.party_id in answered]
    for one in kept:
        one.until_on = max(yesterday, one.since_on) if one.since_on else yesterday
    ExchangeParticipant.objects.bulk_update(kept, ["until_on"])
    ExchangeParticipant.objects.filter(
        pk__in=[one.pk for one in gone if one.party_id not in answered]
    ).delete()


def _come(
    exchange: Exchange,
    wanted: dict[int, Organization],
    known: dict[int, ExchangeParticipant],
) -> None:
    back = [known[pk].pk for pk in wanted.keys() & known.keys() if known[pk].until_on is not None]
    ExchangeParticipant.objects.filter(pk__in=back).update(until_on=None)
    ExchangeParticipant.objects.bulk_create(
        [
            ExchangeParticipant(exchange=exchange, party=party)
            for pk, party in wanted.items()
            if pk not in known
        ]
    )


def _values(exchange: Exchange) -> dict[str, object]:
    names = ("title", "purpose", "initiator", "partners", "operator_id", "body_id")
    rest = ("periodicity", "reading", "public_after_days")
    return {name: getattr(exchange, name) for name in names + rest}


def _tell(exchange: Exchange, done: Done, actor: Actor, now: datetime) -> None:
    whole = Done(done.action, done.summary, exchange.owner_id, before=done.before, after=done.after)
    write_audit(subject=exchange, done=whole, actor=actor, now=now)
