"""Papers are made: numbered without gaps, filled, kept with the event; one or many at a press."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F

from mezhgorod.papers.models import Paper, PaperBatch, PaperCounter, PaperTemplateVersion
from mezhgorod.papers.queries.occasions import Occasion, occasion_of_batch
from mezhgorod.papers.queries.sheets import OccasionFacts, PaperWords, occasion_facts, paper_sheet
from mezhgorod.papers.rules import (
    COMMON_KINDS,
    MAKE_PAPERS,
    MAX_AT_ONCE,
    MAX_IN_A_PAGE,
    PAPER_FIELDS,
    Addressee,
    BatchState,
    PaperKind,
)
from mezhgorod.papers.rules.addressees import ensure_sound
from mezhgorod.papers.rules.words import MAX_NAME, MAX_POST, MAX_TEXT
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Organization, Person
from mezhgorod.registry.rules import SYSTEM, Actor, RuleViolation, ensure_may
from planbook.errors import PlanbookError
from planbook.language import plural
from planbook.word_templates import Filled, fill_template

Start = Callable[[PaperBatch], None]
_STEP = 10
_MAX_TITLE = 500
_YEARS = range(1991, 2100)


@dataclass(frozen=True, slots=True)
class PapersWanted:
    """What a person asks for with one press."""

    version: PaperTemplateVersion
    addressees: tuple[Addressee, ...]
    dated_on: date
    signer_name: str = ""
    signer_post: str = ""
    words: str = ""


def preview_paper(*, occasion: Occasion, wanted: PapersWanted, actor: Actor) -> Filled:
    """Return the first paper as it would be, with a draft number; nothing is kept.

    Raises:
        RuleViolation: the person may not, or something is wrong with what is asked.
    """
    ensure_may(actor, MAKE_PAPERS, occasion.subject)
    _ensure_sound(wanted, occasion)
    addressee = wanted.addressees[0] if wanted.addressees else Addressee()
    words = PaperWords(wanted.dated_on, "б/н", wanted.signer_name, wanted.signer_post, wanted.words)
    try:
        return _fill(wanted.version, occasion_facts(occasion), words, addressee)
    except PlanbookError as error:
        message = f"Бумагу нельзя составить: {error}. Поправьте шаблон или списки мероприятия."
        raise RuleViolation("paper.unfillable", message, "template") from error


def make_papers(
    *, occasion: Occasion, wanted: PapersWanted, actor: Actor, now: datetime, start: Start
) -> PaperBatch:
    """Make papers: some at once, many in the background.

    Args:
        start: puts the making of a batch into the queue.

    Raises:
        RuleViolation: the person may not, the template is another's, too many, wrong words.
    """
    ensure_may(actor, MAKE_PAPERS, occasion.subject)
    _ensure_sound(wanted, occasion)
    addressees = wanted.addressees or (Addressee(),)
    batch = PaperBatch(
        owner=occasion.owner,
        version=wanted.version,
        kind=wanted.version.template.kind,
        template_name=wanted.version.template.name,
        event=occasion.event,
        held_event=occasion.held,
        dated_on=wanted.dated_on,
        signer_name=wanted.signer_name.strip(),
        signer_post=wanted.signer_post.strip(),
        words=wanted.words.strip(),
        addressees=[one.as_data() for one in addressees],
        total=len(addressees),
        started_at=now,
        started_by_id=actor.user_id,
    )
    with transaction.atomic():
        batch.save()
        if len(addressees) > MAX_IN_A_PAGE:
            transaction.on_commit(lambda: start(batch))
            return batch
        make_waiting(batch=batch, now=now, by_id=actor.user_id)
    return PaperBatch.objects.get(pk=batch.pk)


def make_waiting(*, batch: PaperBatch, now: datetime, by_id: int | None = None) -> PaperBatch:
    """Make what of a batch still waits, ten papers in a transaction; what is made is not redone."""
    facts: OccasionFacts | None = None
    while True:
        with transaction.atomic():
            rows = PaperBatch.objects.select_for_update(of=("self",))
            batch = rows.select_related("owner", "version__template", "event", "held_event").get(
                pk=batch.pk
            )
            if batch.state != BatchState.WAITING:
                return batch
            facts = facts or occasion_facts(occasion_of_batch(batch))
            making = _making(batch, facts, now, by_id)
            try:
                # A sheet that fails takes its numbers back with it.
                with transaction.atomic():
                    _make_step(making)
            except PlanbookError as error:
                batch.state, batch.error = BatchState.FAILED, str(error)[:1_000]
                batch.save(update_fields=["state", "error"])


def resume_batch(*, batch: PaperBatch, actor: Actor, now: datetime, start: Start) -> PaperBatch:
    """Go on with a batch that stopped or whose worker is gone; what is made is not made again.

    Raises:
        RuleViolation: the person may not, or everything is made.
    """
    ensure_may(actor, MAKE_PAPERS, occasion_of_batch(batch).subject)
    with transaction.atomic():
        batch = PaperBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if batch.state == BatchState.DONE:
            message = "Все бумаги уже составлены. Обновите страницу."
            raise RuleViolation("paper.batch_done", message)
        batch.state, batch.error = BatchState.WAITING, ""
        batch.save(update_fields=["state", "error"])
        done = Done("paper.resume", f"Составление продолжено: {batch}", batch.owner_id)
        write_audit(subject=batch, done=done, actor=actor, now=now)
        transaction.on_commit(lambda: start(batch))
    return batch


def next_numbers(*, owner_id: int, kind: str, year: int, count: int) -> range:
    """Take the next numbers of a journal; call it inside the transaction that writes the papers.

    Who asks at the same time waits for the end of that transaction, so there are neither gaps nor
    doubles: a transaction that is undone gives its numbers back.
    """
    counter, _ = PaperCounter.objects.get_or_create(owner_id=owner_id, kind=kind, year=year)
    PaperCounter.objects.filter(pk=counter.pk).update(last=F("last") + count)
    last = PaperCounter.objects.values_list("last", flat=True).get(pk=counter.pk)
    return range(last - count + 1, last + 1)


@dataclass(frozen=True, slots=True)
class _Making:
    """What the papers of one step have in common."""

    batch: PaperBatch
    facts: OccasionFacts
    title: str
    body_id: int | None
    by_id: int | None
    now: datetime


def _making(batch: PaperBatch, facts: OccasionFacts, now: datetime, by_id: int | None) -> _Making:
    occasion = occasion_of_batch(batch)
    title = ": ".join(filter(None, (batch.template_name, occasion.title)))
    title = title if len(title) <= _MAX_TITLE else f"{title[: _MAX_TITLE - 1]}…"
    return _Making(batch, facts, title, occasion.body_id, by_id or batch.started_by_id, now)


def _make_step(making: _Making) -> None:
    batch, now = making.batch, making.now
    waiting = [Addressee.from_data(one) for one in batch.addressees]
    taken, rest = waiting[:_STEP], waiting[_STEP:]
    year = batch.dated_on.year
    numbers = next_numbers(owner_id=batch.owner_id, kind=batch.kind, year=year, count=len(taken))
    made: list[Paper] = []
    try:
        for number, one in zip(numbers, taken, strict=True):
            made.append(_paper(making, number, _known(one)))
        Paper.objects.bulk_create(made)
    except BaseException:
        # The database takes its rows back, the disk does not.
        for paper in made:
            paper.file.delete(save=False)
        raise
    batch.addressees = [one.as_data() for one in rest]
    batch.made += len(made)
    if not rest:
        batch.state = BatchState.DONE
        done = Done("paper.make", _made_words(batch), batch.owner_id)
        actor = Actor(user_id=making.by_id) if making.by_id else SYSTEM
        write_audit(subject=batch, done=done, actor=actor, now=now)
    batch.save(update_fields=["addressees", "made", "state"])


def _made_words(batch: PaperBatch) -> str:
    count = plural(batch.total, "бумага", "бумаги", "бумаг")
    return f"По шаблону «{batch.template_name}» составлено: {batch.total} {count}"


def _known(one: Addressee) -> Addressee:
    """Return an addressee without records that have been deleted while it waited."""
    if one.party_id and not Organization.objects.filter(pk=one.party_id).exists():
        one = replace(one, party_id=None)
    if one.person_id and not Person.objects.filter(pk=one.person_id).exists():
        one = replace(one, person_id=None)
    return one


def _paper(making: _Making, number: int, one: Addressee) -> Paper:
    batch = making.batch
    words = PaperWords(
        batch.dated_on, str(number), batch.signer_name, batch.signer_post, batch.words
    )
    if batch.version is None:
        raise PlanbookError("шаблон удалён, пока бумаги ждали")
    filled = _fill(batch.version, making.facts, words, one)
    paper = Paper(
        owner=batch.owner,
        kind=batch.kind,
        year=batch.dated_on.year,
        number=number,
        dated_on=batch.dated_on,
        title=making.title,
        batch=batch,
        event=batch.event,
        held_event=batch.held_event,
        body_id=making.body_id,
        party_id=one.party_id,
        person_id=one.person_id,
        addressee_name=one.name,
        addressee_post=one.post,
        addressee_organization=one.organization,
        addressee_email=one.email,
        forms=dict(one.forms),
        sha256=hashlib.sha256(filled.content).hexdigest(),
        text=filled.text,
        text_sha256=hashlib.sha256(filled.text.encode()).hexdigest(),
        made_at=making.now,
        made_by_id=making.by_id,
    )
    name = f"{batch.kind}-{batch.dated_on.year}-{number}.docx"
    paper.file.save(name, ContentFile(filled.content), save=False)
    return paper


def _fill(
    version: PaperTemplateVersion, facts: OccasionFacts, words: PaperWords, one: Addressee
) -> Filled:
    with version.file.open("rb") as file:
        data = file.read()
    sheet = paper_sheet(facts, words, one)
    return fill_template(data, sheet, file_name=version.file_name, fields=PAPER_FIELDS)


def _ensure_sound(wanted: PapersWanted, occasion: Occasion) -> None:
    template = wanted.version.template
    if template.owner_id != occasion.owner.pk:
        message = "Это шаблон другой организации. Выберите шаблон владельца мероприятия."
        raise RuleViolation("paper.template_of_another", message, "template")
    _ensure_count(wanted.addressees, PaperKind(template.kind))
    if wanted.dated_on.year not in _YEARS:
        message = "Дата бумаги не похожа на правду. Проверьте год."
        raise RuleViolation("paper.odd_date", message, "dated_on")
    limits = (
        ("signer_name", wanted.signer_name, MAX_NAME),
        ("signer_post", wanted.signer_post, MAX_POST),
        ("words", wanted.words, MAX_TEXT),
    )
    for field, text, limit in limits:
        if len(text) > limit or "\0" in text:
            message = f"Текст длиннее {limit} знаков или с недопустимым знаком. Исправьте."
            raise RuleViolation("paper.too_long", message, field)
    for one in wanted.addressees:
        ensure_sound(one)


def _ensure_count(addressees: Sequence[Addressee], kind: PaperKind) -> None:
    if not addressees and kind not in COMMON_KINDS:
        message = "Выберите, кому составить бумаги, или впишите адресата."
        raise RuleViolation("paper.nobody", message, "addressee")
    if len(addressees) > MAX_AT_ONCE:
        message = f"За один раз составляется не больше {MAX_AT_ONCE} бумаг. Разделите адресатов."
        raise RuleViolation("paper.too_many", message, "addressee")
