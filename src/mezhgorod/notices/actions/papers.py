"""Papers go out as letters with a personal link each: the outbox carries words, not files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from mezhgorod.notices.actions.invitations import Written
from mezhgorod.notices.actions.outbox import LetterDraft, queue_letters
from mezhgorod.notices.models import Letter
from mezhgorod.notices.queries.templates import UsedText, fill_letter, used_text
from mezhgorod.notices.rules import LetterState
from mezhgorod.papers.actions import withdraw_paper
from mezhgorod.papers.models import Paper
from mezhgorod.papers.queries.occasions import paper_subject
from mezhgorod.papers.rules import MAKE_PAPERS, OPEN_PAPER, PaperState
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.actions.links import issue_link
from mezhgorod.registry.models import Organization, PersonalLink
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import SYSTEM, Actor, RuleViolation, ensure_may
from planbook.language import plural

PAPER_SENT = "paper.sent"
_OPEN_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class _Writing:
    """What the letters of one press have in common."""

    owner: Organization
    text: UsedText
    site: str
    expires_at: datetime
    giver: Actor
    now: datetime


@transaction.atomic
def send_papers(*, papers: Sequence[Paper], site: str, actor: Actor, now: datetime) -> Written:
    """Write a letter with a personal link for every paper; the letters wait for a look.

    A paper that has its letter, is withdrawn or has no address is left alone.

    Args:
        papers: of one owner.
        site: the address of this installation without the last slash.

    Raises:
        RuleViolation: the person may not, or there is nothing to send.
    """
    for paper in papers:
        ensure_may(actor, MAKE_PAPERS, paper_subject(paper))
    found = _waiting(papers)
    ready = [one for one in found if one.addressee_email.strip()]
    if not ready:
        message = "Посылать нечего: у бумаг уже есть письма, нет адресов или файлов."
        raise RuleViolation("paper.nothing_to_send", message)
    owner = ready[0].owner
    writing = _Writing(
        owner=owner,
        text=used_text(kind=PAPER_SENT, owner=owner),
        site=site,
        expires_at=now + _OPEN_FOR,
        # The right to make papers includes giving these links: each opens one file.
        giver=replace(SYSTEM, user_id=actor.user_id),
        now=now,
    )
    letters = [_letter(one, writing) for one in ready]
    count = queue_letters(owner=owner, letters=letters, now=now, is_held=True, by_id=actor.user_id)
    for one in ready:
        one.state, one.letter_written_at = PaperState.SENT, now
    Paper.objects.bulk_update(ready, ("state", "letter_written_at"), batch_size=200)
    words = plural(count, "письмо", "письма", "писем")
    done = Done("paper.send", f"К бумагам подготовлено: {count} {words}", owner.pk)
    write_audit(subject=ready[0].batch, done=done, actor=actor, now=now)
    return Written(count, len(found) - len(ready))


def _waiting(papers: Sequence[Paper]) -> list[Paper]:
    rows = Paper.objects.filter(pk__in=[one.pk for one in papers], state=PaperState.MADE)
    rows = rows.exclude(file="").select_for_update(of=("self",))
    return list(rows.select_related("owner", "batch", "party", "event", "held_event"))


def _link(paper: Paper, writing: _Writing) -> PersonalLink:
    return issue_link(
        right=OPEN_PAPER,
        object_id=paper.pk,
        owner=writing.owner,
        party=paper.party,
        label=f"Бумага: {paper} ({paper.dated_on:%d.%m.%Y})",
        expires_at=writing.expires_at,
        actor=writing.giver,
        now=writing.now,
    )


def _letter(paper: Paper, writing: _Writing) -> LetterDraft:
    kind = paper.get_kind_display()
    told = f"{kind[:1].upper()}{kind[1:]} № {paper.number} от {paper.dated_on:%d.%m.%Y}"
    subject, body = fill_letter(
        writing.text,
        owner=writing.owner,
        fields={
            "addressee": paper.addressee_words or "Здравствуйте",
            "paper": told,
            "event": _event(paper),
            "link": f"{writing.site}/paper/{link_token(_link(paper, writing))}/",
            "expires": f"{timezone.localtime(writing.expires_at):%d.%m.%Y}",
        },
    )
    return LetterDraft(
        kind=PAPER_SENT,
        key=f"{PAPER_SENT}:{paper.pk}",
        to_address=paper.addressee_email,
        to_name=paper.addressee_name or paper.addressee_organization,
        subject=subject,
        body=body,
    )


def _event(paper: Paper) -> str:
    if paper.held_event is not None:
        return " ".join(paper.held_event.title.split())
    return paper.event.full_title.removesuffix(".") if paper.event is not None else ""


@transaction.atomic
def withdraw_with_letter(*, paper: Paper, reason: str, actor: Actor, now: datetime) -> Paper:
    """Withdraw a paper; its letter stays where it is if it has not left yet.

    Raises:
        RuleViolation: as `withdraw_paper`.
    """
    withdrawn = withdraw_paper(paper=paper, reason=reason, actor=actor, now=now)
    letters = Letter.objects.filter(
        key=f"{PAPER_SENT}:{paper.pk}", state__in=(LetterState.HELD, LetterState.QUEUED)
    )
    letters.update(state=LetterState.STOPPED, error="Бумага отозвана.")
    return withdrawn
