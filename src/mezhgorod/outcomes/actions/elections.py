"""Elections of a meeting written into the directory of posts, by a person who confirms them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from mezhgorod.outcomes.actions.writing import done_of, tell, writable
from mezhgorod.outcomes.models import AgendaItem, HeldEvent
from mezhgorod.outcomes.rules import TOLD, AgendaKind, Told
from mezhgorod.registry.actions import (
    DecisionDraft,
    Seat,
    begin_terms,
    end_tenure,
    record_decision,
)
from mezhgorod.registry.actions.people_named import Named
from mezhgorod.registry.actions.undoing import undo_change
from mezhgorod.registry.models import AuditEntry, Decision, Post, Tenure
from mezhgorod.registry.rules import (
    KEEP_DIRECTORY,
    Actor,
    DecisionKind,
    RuleViolation,
    Subject,
    ensure_may,
)

_COLUMNS = ("decision", "person", "tenure", "confirmed_at", "undo_data")
_NOBODY = "Полномочия «{post}» на {day} никто не занимает: завершать нечего."


@transaction.atomic
def confirm_election(
    *,
    item: AgendaItem,
    is_name_public: bool = False,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> AgendaItem:
    """Write an election of a meeting, or the end of somebody's term, into the directory.

    The term begins on the day of the meeting, and the decision of the meeting is its ground. One
    that is not in the directory yet is written there. `undo_election` takes all of it back.

    Args:
        is_name_public: whether everybody may read the name of somebody who is new there.

    Raises:
        RuleViolation: no right, no post of the directory, no exact day, nobody is elected, written
            down already, or the facts are not those the person has seen.
    """
    held, found = _locked(item, told, actor)
    ensure_may(actor, KEEP_DIRECTORY, Subject(owner_id=held.owner_id))
    post, day = _post_of(held, found), _day_of(held)
    made: list[Decision | Tenure] = []
    decision = found.decision
    if decision is None:
        decision = _decided(held, found, day, actor, now)
        made.append(decision)
    if found.kind == AgendaKind.ELECTION:
        seat = Seat(post, Named(found.elected, is_name_public, found.person))
        terms = begin_terms(
            decision=decision, seats=[seat], until_text=found.term_text, actor=actor, now=now
        )
        made += [*terms.ended, *terms.begun]
        found.tenure = terms.begun[0]
        found.person = found.tenure.person
        words = "Избрание записано в справочник"
    else:
        found.tenure = _ended(post, found, day, actor, now)
        made.append(found.tenure)
        words = "Прекращение полномочий записано в справочник"
    found.decision, found.confirmed_at = decision, now
    found.undo_data = {"entries": list(_entries(made)), "decision": made[0] is decision}
    found.save(update_fields=_COLUMNS)
    tell(held, done_of(held, "election", f"{words}: {post.title}"), actor=actor, now=now)
    return found


@transaction.atomic
def undo_election(
    *, item: AgendaItem, told: Told = TOLD, actor: Actor, now: datetime
) -> AgendaItem:
    """Take back what confirming an election has written; the question itself stays.

    Raises:
        RuleViolation: no right, nothing was confirmed, or the directory has been changed since.
    """
    held, found = _locked(item, told, actor, is_confirmed=True)
    undo = found.undo_data or {}
    found.tenure = found.confirmed_at = found.undo_data = None
    if undo.get("decision"):
        found.decision = None
    found.save(update_fields=_COLUMNS)
    entries = AuditEntry.objects.in_bulk(undo.get("entries", []))
    for pk in reversed(undo.get("entries", [])):
        if pk in entries:
            undo_change(entry=entries[pk], actor=actor, now=now)
    done = done_of(held, "election_undo", "Запись об избрании отменена")
    tell(held, done, actor=actor, now=now)
    return found


def _locked(
    item: AgendaItem, told: Told, actor: Actor, *, is_confirmed: bool = False
) -> tuple[HeldEvent, AgendaItem]:
    held = writable(item.held_event, told=told, actor=actor)
    rows = held.agenda.select_for_update(of=("self",))
    found = rows.filter(pk=item.pk).exclude(kind=AgendaKind.QUESTION).first()
    if found is None:
        message = "Этого вопроса уже нет, или в нём никого не избирают. Обновите страницу."
        raise RuleViolation("election.gone", message)
    if (found.confirmed_at is not None) != is_confirmed:
        message = "Уже записано в справочник." if found.confirmed_at else "Запись уже отменена."
        raise RuleViolation("election.state", f"{message} Обновите страницу.")
    return held, found


def _post_of(held: HeldEvent, item: AgendaItem) -> Post:
    post = item.post
    if post is None:
        message = (
            f"Должности «{item.office}» нет в справочнике. Добавьте её там и выберите в вопросе "
            "повестки."
        )
        raise RuleViolation("election.no_post", message, "post")
    if post.organization_id != held.owner_id:
        message = "Эта должность относится к другому объединению. Выберите другую."
        raise RuleViolation("election.foreign_post", message, "post")
    return post


def _day_of(held: HeldEvent) -> date:
    if held.earliest is None or held.earliest != held.latest:
        message = "Полномочия начинаются с дня заседания. Укажите его точно: день, месяц и год."
        raise RuleViolation("election.no_day", message, "timing_text")
    return held.earliest


def _decided(held: HeldEvent, item: AgendaItem, day: date, actor: Actor, now: datetime) -> Decision:
    if held.body is None:
        message = "Чьё это решение, не сказано. Укажите орган в части «Что это было»."
        raise RuleViolation("election.no_body", message, "body")
    text = item.decision_text or item.title
    draft = DecisionDraft(day, text, kind=DecisionKind.ELECTION)
    return record_decision(body=held.body, draft=draft, actor=actor, now=now)


def _ended(post: Post, item: AgendaItem, day: date, actor: Actor, now: datetime) -> Tenure:
    rows = Tenure.objects.filter(post=post).select_related("person", "post__organization")
    holding = [one for one in rows.order_by("pk") if one.holding_on(day).is_possible]
    if item.person_id is not None:
        holding = [one for one in holding if one.person_id == item.person_id]
    elif item.elected:
        holding = [one for one in holding if one.person and one.person.full_name == item.elected]
    if not holding:
        message = _NOBODY.format(post=post.title, day=f"{day:%d.%m.%Y}")
        raise RuleViolation("election.nobody_holds", message, "person")
    if len(holding) > 1:
        message = f"Должность «{post.title}» занимают несколько человек. Выберите, кто уходит."
        raise RuleViolation("election.several_hold", message, "person")
    until = item.term_text or f"{day:%d.%m.%Y}"
    return end_tenure(tenure=holding[0], until_text=until, actor=actor, now=now)


def _entries(made: Iterable[Decision | Tenure]) -> Iterable[int]:
    """Yield the entries of the journal that tell of these records last, in the order made."""
    for one in made:
        told = AuditEntry.objects.filter(
            object_kind=one._meta.label_lower, object_id=str(one.pk)
        ).order_by("-pk")
        yield from told.values_list("pk", flat=True)[:1]
