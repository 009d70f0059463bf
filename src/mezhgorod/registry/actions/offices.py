"""Posts and who holds them; elections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from mezhgorod.registry.actions.audit import Done
from mezhgorod.registry.actions.bodies import DecisionDraft, record_decision
from mezhgorod.registry.actions.directory import (
    ensure_may_keep,
    needed_words,
    remove_record,
    values_of,
    write_change,
)
from mezhgorod.registry.actions.people_named import Named, person_named
from mezhgorod.registry.models import Body, Decision, Membership, Organization, Post, Tenure
from mezhgorod.registry.rules import (
    KEEP_DIRECTORY,
    OPEN,
    Actor,
    Bound,
    DecisionKind,
    RuleViolation,
    Subject,
    bound_words,
    ensure_may,
    exact_bound,
    may,
    read_bound,
    surely_overlap,
)

MAX_TITLE = 200


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A post: the title, whether one person holds it, whether it heads its body."""

    title: str
    is_single: bool = True
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class TenureDraft:
    """Who holds a post: a person, an organization that named nobody, or a person from one."""

    named: Named = field(default_factory=Named)
    party: Organization | None = None
    since_text: str = ""
    until_text: str = ""
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """One post filled by an election."""

    post: Post
    named: Named = field(default_factory=Named)
    party: Organization | None = None


def keeper_of(*, organization: Organization, actor: Actor) -> int:
    """Return in whose affairs somebody may keep an organization's posts and names.

    An association or region keeps itself. What concerns a city or department is kept by every
    association it is a member of: who its mayor is does not differ between them.

    Raises:
        RuleViolation: no right in any of them.
    """
    owners = [
        *Membership.objects.filter(member=organization, end_kind="")
        .order_by("association")
        .values_list("association_id", flat=True),
        organization.pk,
    ]
    found = next((pk for pk in owners if may(actor, KEEP_DIRECTORY, Subject(owner_id=pk))), None)
    if found is None:
        ensure_may(actor, KEEP_DIRECTORY, Subject(owner_id=organization.pk))
        return organization.pk
    return found


@transaction.atomic
def save_post(
    *,
    organization: Organization,
    draft: PostDraft,
    body: Body | None = None,
    post: Post | None = None,
    actor: Actor,
    now: datetime,
) -> Post:
    """Write down a post of an organization or of one of its bodies.

    Raises:
        RuleViolation: no right, the title is taken, or several hold what should be one's.
    """
    owner_id = keeper_of(organization=organization, actor=actor)
    title = needed_words(draft.title, limit=MAX_TITLE, field="title", label="Должность")
    if body is not None and body.owner_id != organization.pk:
        raise RuleViolation("post.foreign_body", "Этот орган принадлежит другому объединению.")
    namesakes = Post.objects.filter(organization=organization, body=body, title=title)
    if namesakes.exclude(pk=post.pk if post else 0).exists():
        raise RuleViolation("post.exists", f"Должность «{title}» уже есть.", "title")
    before = values_of(post) if post else None
    kept = post or Post(organization=organization, body=body)
    kept.title, kept.is_single, kept.is_head = title, draft.is_single, draft.is_head
    kept.save()
    for tenure in kept.tenures.all() if kept.is_single and post else ():
        ensure_post_is_free(tenure)
    summary = f"Должность изменена: {title}." if before else f"Добавлена должность: {title}."
    done = Done("post.edit" if before else "post.add", summary, owner_id=owner_id)
    write_change(record=kept, done=done, before=before, actor=actor, now=now)
    return kept


@transaction.atomic
def delete_post(*, post: Post, actor: Actor, now: datetime) -> None:
    """Take a post out that nobody ever held.

    Raises:
        RuleViolation: no right, or somebody has held it.
    """
    owner_id = keeper_of(organization=post.organization, actor=actor)
    if post.tenures.exists():
        message = "Эту должность кто-то занимал. Завершите полномочия датой, должность останется."
        raise RuleViolation("post.in_use", message)
    done = Done("post.delete", f"Должность удалена: {post.title}.", owner_id=owner_id)
    remove_record(record=post, done=done, actor=actor, now=now)


@transaction.atomic
def save_tenure(
    *,
    post: Post,
    draft: TenureDraft,
    tenure: Tenure | None = None,
    actor: Actor,
    now: datetime,
) -> Tenure:
    """Write down who holds or held a post, a new term or a known one corrected.

    The end may be fuzzy: «в 2025 году завершаются полномочия» is kept in these words.

    Raises:
        RuleViolation: no right, nobody is named, the days are in the wrong order, or one person's
            post would certainly have two holders.
    """
    owner_id = keeper_of(organization=post.organization, actor=actor)
    if tenure is not None and tenure.post_id != post.pk:
        raise RuleViolation("tenure.foreign", "Эти полномочия относятся к другой должности.")
    before = values_of(tenure) if tenure else None
    kept = tenure or Tenure(post=post)
    _fill(kept, draft)
    # Two people naming a holder at once wait for each other here.
    Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    ensure_post_is_free(kept)
    kept.save()
    verb = "Исправлены" if before else "Внесены"
    summary = f"{verb} полномочия: {post.title}."
    done = Done("tenure.edit" if before else "tenure.begin", summary, owner_id=owner_id)
    write_change(record=kept, done=done, before=before, actor=actor, now=now)
    return kept


@transaction.atomic
def end_tenure(*, tenure: Tenure, until_text: str, actor: Actor, now: datetime) -> Tenure:
    """Write down when somebody's term has ended or will end.

    Raises:
        RuleViolation: no right, no end is said, or it is before the beginning.
    """
    owner_id = keeper_of(organization=tenure.post.organization, actor=actor)
    before = values_of(tenure)
    until = read_bound(until_text, field="until")
    if until.latest is None:
        message = "Укажите, когда завершаются полномочия: день, месяц или год."
        raise RuleViolation("tenure.no_end", message, "until")
    _set_term(tenure, tenure.since, until)
    ensure_post_is_free(tenure)
    tenure.save()
    summary = f"Полномочия завершены: {tenure.post.title}, {bound_words(until)}."
    done = Done("tenure.end", summary, owner_id=owner_id)
    write_change(record=tenure, done=done, before=before, actor=actor, now=now)
    return tenure


@transaction.atomic
def delete_tenure(*, tenure: Tenure, actor: Actor, now: datetime) -> None:
    """Take a term out that never was: for mistakes only, an end keeps the past.

    Raises:
        RuleViolation: no right.
    """
    owner_id = keeper_of(organization=tenure.post.organization, actor=actor)
    summary = f"Запись о полномочиях удалена: {tenure.post.title}."
    done = Done("tenure.delete", summary, owner_id=owner_id)
    remove_record(record=tenure, done=done, actor=actor, now=now)


@transaction.atomic
def record_election(
    *,
    draft: DecisionDraft,
    body: Body,
    seats: Sequence[Seat],
    until_text: str = "",
    actor: Actor,
    now: datetime,
) -> Decision:
    """Write an election down: the decision of a body, and the terms that begin on its day.

    Whoever held a post of one person until then is taken to have held it until the day before.

    Args:
        until_text: when all these terms end: «на 5 лет» is no time, «сентябрь 2028 года» is.

    Raises:
        RuleViolation: no right, nobody is elected, or a post belongs to somebody else.
    """
    ensure_may_keep(actor, body.owner)
    if not seats:
        message = "Укажите хотя бы одного избранного."
        raise RuleViolation("election.nobody", message, "person")
    if any(seat.post.organization_id != body.owner_id for seat in seats):
        raise RuleViolation("election.foreign_post", "Должность относится к другому объединению.")
    elected = DecisionDraft(draft.decided_on, draft.text, draft.number, DecisionKind.ELECTION)
    decision = record_decision(body=body, draft=elected, actor=actor, now=now)
    begin_terms(decision=decision, seats=seats, until_text=until_text, actor=actor, now=now)
    return decision


@dataclass(frozen=True, slots=True)
class Terms:
    """What an election has done to terms: those it ended and those it began."""

    ended: tuple[Tenure, ...]
    begun: tuple[Tenure, ...]


@transaction.atomic
def begin_terms(
    *,
    decision: Decision,
    seats: Sequence[Seat],
    until_text: str = "",
    actor: Actor,
    now: datetime,
) -> Terms:
    """Begin the terms of the elected on the day of a decision that is written down already.

    Whoever held a post of one person until then is taken to have held it until the day before.

    Raises:
        RuleViolation: no right, or a post has another certain holder.
    """
    day = decision.decided_on
    posts = {seat.post.pk: seat.post for seat in seats}.values()
    last = exact_bound(day - timedelta(days=1))
    ended = [one for post in posts for one in _end_previous(post, last, actor, now)]
    begun = []
    for seat in seats:
        term = TenureDraft(seat.named, seat.party, f"{day:%d.%m.%Y}", until_text, decision)
        begun.append(save_tenure(post=seat.post, draft=term, actor=actor, now=now))
    return Terms(tuple(ended), tuple(begun))


def ensure_post_is_free(tenure: Tenure) -> None:
    """Refuse a second certain holder of a post of one person.

    Raises:
        RuleViolation: somebody else certainly holds the post on one of these days.
    """
    if not tenure.post.is_single:
        return
    term = (tenure.since, tenure.until)
    for other in Tenure.objects.filter(post=tenure.post).exclude(pk=tenure.pk):
        if surely_overlap(term, (other.since, other.until)):
            words = f", {other.term_words}" if other.term_words else ""
            message = (
                f"Должность «{tenure.post.title}» в это время уже занята{words}. Сначала "
                "завершите прежние полномочия или укажите другой срок."
            )
            raise RuleViolation("tenure.overlap", message, "since")


def _end_previous(post: Post, last: Bound, actor: Actor, now: datetime) -> list[Tenure]:
    ended: list[Tenure] = []
    if not post.is_single:
        return ended
    for tenure in Tenure.objects.filter(post=post):
        if tenure.since_latest and last.latest and tenure.since_latest > last.latest:
            continue
        if tenure.until_latest is None or (last.latest and tenure.until_latest > last.latest):
            ended.append(end_tenure(tenure=tenure, until_text=last.text, actor=actor, now=now))
    return ended


def _fill(tenure: Tenure, draft: TenureDraft) -> None:
    organization = tenure.post.organization
    tenure.person = person_named(
        named=draft.named,
        organization=organization,
        purpose=f"должность: {tenure.post.title}"[:300],
        known=tenure.person,
    )
    tenure.party = draft.party
    if tenure.person is None and tenure.party is None:
        message = "Укажите человека или организацию, которая занимает должность."
        raise RuleViolation("tenure.nobody", message, "person")
    tenure.decision = draft.decision
    since = read_bound(draft.since_text, field="since")
    _set_term(tenure, since, read_bound(draft.until_text, field="until"))


def _set_term(tenure: Tenure, since: Bound, until: Bound = OPEN) -> None:
    if since.earliest and until.latest and since.earliest > until.latest:
        message = "Полномочия не могут закончиться раньше, чем начались."
        raise RuleViolation("tenure.term", message, "until")
    tenure.set_since(since)
    tenure.set_until(until)
