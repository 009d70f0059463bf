"""A paper is withdrawn: its number stays, nobody opens it by a link any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.papers.models import Paper
from mezhgorod.papers.queries.occasions import paper_subject
from mezhgorod.papers.rules import MAKE_PAPERS, PaperState
from mezhgorod.papers.rules.words import MAX_REASON
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may


@transaction.atomic
def withdraw_paper(*, paper: Paper, reason: str, actor: Actor, now: datetime) -> Paper:
    """Withdraw a paper; it stays in the journal with its number.

    Raises:
        RuleViolation: the person may not, it is withdrawn already, no reason is given.
    """
    ensure_may(actor, MAKE_PAPERS, paper_subject(paper))
    reason = " ".join(reason.replace("\0", " ").split())
    if not reason:
        raise RuleViolation("paper.no_reason", "Напишите, почему бумага отозвана.", "reason")
    if len(reason) > MAX_REASON:
        message = f"Причина длиннее {MAX_REASON} знаков. Сократите."
        raise RuleViolation("paper.long_reason", message, "reason")
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if paper.state == PaperState.WITHDRAWN:
        raise RuleViolation("paper.withdrawn", "Эта бумага уже отозвана. Обновите страницу.")
    paper.state, paper.withdrawn_at, paper.withdrawal_reason = PaperState.WITHDRAWN, now, reason
    paper.save(update_fields=["state", "withdrawn_at", "withdrawal_reason"])
    done = Done("paper.withdraw", f"Отозвана: {paper}", paper.owner_id, reason=reason)
    write_audit(subject=paper, done=done, actor=actor, now=now)
    return paper
