"""Further sources of the facts of an event: kept beside what counts, preferred, removed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from mezhgorod.outcomes.actions import counts as number_writing
from mezhgorod.outcomes.actions import parties as party_writing
from mezhgorod.outcomes.actions.writing import done_of, source_of, tell, writable
from mezhgorod.outcomes.models import FactSource, HeldEvent, Participation, StatedCount
from mezhgorod.outcomes.rules import TOLD, PartyList, SourceDraft, SourceFacts, Told
from mezhgorod.outcomes.rules.checking import ensure_few
from mezhgorod.registry.rules import Actor, RuleViolation

MAX_SOURCES = 200


@transaction.atomic
def add_source(
    *,
    held: HeldEvent,
    source: SourceDraft,
    facts: SourceFacts,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> FactSource:
    """Keep what a further source says beside the facts that count.

    Told again, it replaces what the same source said before; what counts stays untouched.

    Raises:
        RuleViolation: no right, no words say what the source is, a fact that cannot be, too many
            sources, or somebody changed the event meanwhile.
    """
    held = writable(held, told=told, actor=actor)
    if not (source.title.strip() or source.url.strip() or source.document_id):
        message = "Назовите источник или дайте его адрес: иначе его не проверить."
        raise RuleViolation("source.unnamed", message, "title")
    ensure_few(range(held.sources.count()), limit=MAX_SOURCES, field="source", what="источников")
    pk = source_of(held, source, by=actor.user_id, at=now)
    _forget(held, pk)
    _write(held, pk, facts)
    found = FactSource.objects.get(pk=pk)
    done = done_of(
        held,
        "source",
        f"Записано, что сообщает другой источник «{found}»",
        after={
            "parties": [one.text for group in facts.parties for one in group.parties],
            "counts": [f"{one.hedge}{one.number} {one.unit}" for one in facts.counts],
        },
    )
    tell(held, done, actor=actor, now=now)
    return found


@transaction.atomic
def prefer_source(
    *, held: HeldEvent, source: FactSource, told: Told = TOLD, actor: Actor, now: datetime
) -> HeldEvent:
    """Let what a source says count; what counted of the same stays beside it.

    Only lists of the roles and numbers of the units that the source tells change.

    Raises:
        RuleViolation: no right, the source says nothing beside what counts, or somebody changed the
            event meanwhile.
    """
    held = writable(held, told=told, actor=actor)
    rows = held.participations.filter(source=source, is_current=False)
    roles = set(rows.order_by().values_list("role", flat=True))
    numbers = list(held.counts.filter(source=source, is_current=False))
    if not roles and not numbers:
        message = f"Источник «{source}» не сообщает ничего другого. Выберите другой источник."
        raise RuleViolation("source.nothing", message)
    for role in roles:
        _swap_role(held, role, source)
    units = {one.counted for one in numbers}
    former = [one for one in held.counts.filter(is_current=True) if one.counted in units]
    StatedCount.objects.filter(pk__in=[one.pk for one in former]).update(is_current=False)
    StatedCount.objects.filter(pk__in=[one.pk for one in numbers]).update(is_current=True)
    done = done_of(
        held,
        "prefer",
        f"Считается то, что сообщает «{source}»",
        before={"counts": [str(one) for one in former]},
        after={"roles": sorted(roles), "counts": [str(one) for one in numbers]},
    )
    return tell(held, done, actor=actor, now=now)


@transaction.atomic
def remove_source(*, source: FactSource, told: Told = TOLD, actor: Actor, now: datetime) -> None:
    """Remove a further source that nothing counts from.

    Raises:
        RuleViolation: no right, or facts that count come from it.
    """
    held = writable(source.held_event, told=told, actor=actor)
    if _is_needed(source):
        message = (
            f"Из источника «{source}» взяты факты, которые считаются. Сначала выберите для них "
            "другой источник."
        )
        raise RuleViolation("source.in_use", message)
    words = str(source)
    held.sources.filter(pk=source.pk).delete()
    tell(held, done_of(held, "source_remove", f"Убран источник «{words}»"), actor=actor, now=now)


def _write(held: HeldEvent, source: int, facts: SourceFacts) -> None:
    _ensure_one_list_a_role(facts.parties)
    for group in facts.parties:
        drafts = party_writing.settled(group.parties)
        party_writing.written(held, group.role, drafts, source=source)
    number_writing.written(held, number_writing.checked_counts(facts.counts), source=source)


def _ensure_one_list_a_role(groups: Sequence[PartyList]) -> None:
    roles = [group.role for group in groups]
    if len(set(roles)) < len(roles):
        message = "Два списка одной роли. Соедините их в один."
        raise RuleViolation("source.roles", message, "parties")


def _forget(held: HeldEvent, source: int) -> None:
    held.participations.filter(source=source, is_current=False).delete()
    held.counts.filter(source=source, is_current=False).delete()


def _swap_role(held: HeldEvent, role: str, source: FactSource) -> None:
    """Exchange the list that counts and the one of a source; positions are never shared.

    What counted keeps its sources, so each of them now says its part of the former list.
    """
    lists = held.participations.filter(role=role)
    wanted = list(lists.filter(source=source, is_current=False).values_list("pk", flat=True))
    former = list(lists.filter(is_current=True).values_list("pk", flat=True))
    held.participations.filter(role=role, is_current=False, source__in=_sources(former)).exclude(
        pk__in=wanted
    ).delete()
    aside = party_writing.ASIDE
    Participation.objects.filter(pk__in=former).update(position=F("position") + aside)
    Participation.objects.filter(pk__in=wanted).update(is_current=True)
    Participation.objects.filter(pk__in=former).update(is_current=False)
    Participation.objects.filter(pk__in=former).update(position=F("position") - aside)


def _sources(rows: Sequence[int]) -> list[int]:
    found = Participation.objects.filter(pk__in=rows).order_by()
    return list(found.values_list("source", flat=True).distinct())


def _is_needed(source: FactSource) -> bool:
    return (
        source.participations.filter(is_current=True).exists()
        or source.counts.filter(is_current=True).exists()
        or source.talks.exists()
        or source.tasks.exists()
        or source.awards.exists()
        or source.standings.exists()
        or source.trophies.exists()
    )
