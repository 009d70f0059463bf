"""Rules of doubts about meetings: quorum, votes, elections that stand nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch, Q

from mezhgorod.outcomes.models import AgendaItem, HeldEvent
from mezhgorod.outcomes.queries.doubt_values import Doubt
from mezhgorod.outcomes.rules import AgendaKind, Outcome
from mezhgorod.outcomes.rules.quorum import quorum_of, votes_cast

_MAX_SUBJECT = 500
_JUDGED = (
    Q(votes_for__isnull=False)
    | Q(votes_against__isnull=False)
    | Q(votes_abstained__isnull=False)
    | ~Q(kind=AgendaKind.QUESTION)
)


def judged_agenda() -> Prefetch[str]:
    """Return what loads the questions that `meeting_doubts` looks at: one query for any number."""
    rows = AgendaItem.objects.filter(_JUDGED).order_by("position", "pk")
    return Prefetch("agenda", rows, to_attr="judged_agenda")


def meeting_doubts(held: HeldEvent) -> Iterator[Doubt]:
    """Yield the doubts about a meeting loaded with `judged_agenda`."""
    items: list[AgendaItem] = held.judged_agenda  # type: ignore[attr-defined]
    yield from _quorum(held)
    for item in items:
        yield from _votes(held, item)
        yield from _election(held, item)


def _quorum(held: HeldEvent) -> Iterator[Doubt]:
    total, present, needed = held.members_total, held.members_present, held.quorum_needed
    by_rule = quorum_of(held.quorum_rule, total) if held.quorum_rule and total else None
    if needed is not None and by_rule is not None and needed != by_rule:
        message = (
            f"Кворум: записано {needed}, а по правилу «{held.quorum_rule}» "
            f"из {total} нужно {by_rule}."
        )
        remedy = "Исправьте число или правило кворума."
        yield Doubt("QUORUM-RULE", f"{needed} {by_rule}", message, remedy, needed, by_rule)
    asked = needed if needed is not None else by_rule
    if present is None or asked is None or present >= asked:
        return
    message = f"Кворума нет: присутствовало {present}, нужно {asked}."
    remedy = "Проверьте числа. Без кворума решения органа не действуют."
    yield Doubt("NO-QUORUM", f"{present} {asked}", message, remedy, present, asked)


def _votes(held: HeldEvent, item: AgendaItem) -> Iterator[Doubt]:
    cast = votes_cast(item.votes_for, item.votes_against, item.votes_abstained)
    present, title = held.members_present, item.title[:200]
    if present is not None and cast > present:
        message = f"«{title}»: голосов {cast}, а присутствовало {present}."
        remedy = "Проверьте голоса и число присутствующих."
        subject = f"{cast} {present} {title}"[:_MAX_SUBJECT]
        yield Doubt("VOTES", subject, message, remedy, cast, present)
    is_decided = item.kind != AgendaKind.QUESTION or item.decision_text
    agreed, against = item.votes_for, item.votes_against
    if is_decided and agreed is not None and against is not None and agreed <= against:
        message = f"«{title}»: за {agreed}, против {against}, а решение записано."
        subject = f"{agreed} {against} {title}"[:_MAX_SUBJECT]
        yield Doubt("VOTE-LOST", subject, message, "Проверьте голоса.", agreed, against)


def _election(held: HeldEvent, item: AgendaItem) -> Iterator[Doubt]:
    is_open = item.kind != AgendaKind.QUESTION and item.confirmed_at is None
    if held.outcome != Outcome.HELD or not is_open:
        return
    title = item.title[:200]
    message = f"«{title}»: в справочник должностей ещё не записано."
    remedy = "Проверьте, кто и на какой срок, и запишите в части «Повестка»."
    yield Doubt("ELECTION-OPEN", title, message, remedy)
