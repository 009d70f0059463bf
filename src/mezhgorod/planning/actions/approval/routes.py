"""The order of approval of an owner is kept as a whole; its last change can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from mezhgorod.planning.models import ApprovalRoute
from mezhgorod.planning.queries.routes import route_digest, route_of, undoable_entry
from mezhgorod.planning.rules import KEEP_ROUTE
from mezhgorod.planning.rules.routes import (
    RouteStep,
    arranged,
    steps_from_values,
    steps_to_values,
)
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Body, Organization
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may

_CHANGED = (
    "Пока вы правили порядок, его изменил другой сотрудник. Ниже – то, что ввели вы; посмотрите, "
    "что действует сейчас, и сохраните снова."
)
_FOREIGN = "Этого органа у объединения нет. Выберите другой."
_NOTHING = "Возвращать нечего: порядок после этого меняли. Обновите страницу."
_BODY_GONE = "Вернуть нельзя: органа, который был в прежнем порядке, уже нет."


@transaction.atomic
def save_route(
    *, owner: Organization, steps: Sequence[RouteStep], seen: str, actor: Actor, now: datetime
) -> list[RouteStep]:
    """Keep the order in which plans of an owner are approved; no steps: one approval at the end.

    Plans that are in review go on by the order they were submitted with. The same order once more
    changes nothing.

    Args:
        seen: the digest of the order that the person saw (`route_digest`).

    Raises:
        RuleViolation: the person may not, a step is told badly, a body is another owner's, or
            somebody has changed the order since (`route.changed`).
    """
    ensure_may(actor, KEEP_ROUTE, Subject(owner_id=owner.pk))
    owner = Organization.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    wanted, current = _told(owner, steps), route_of(owner=owner)
    if wanted == current:
        return current
    if seen != route_digest(current):
        raise RuleViolation("route.changed", _CHANGED)
    _write(owner, wanted)
    done = Done("route.keep", "Порядок согласования изменён", owner.pk)
    _tell(owner, done, (current, wanted), actor, now)
    return wanted


@transaction.atomic
def restore_route(
    *, owner: Organization, entry_id: int, actor: Actor, now: datetime
) -> list[RouteStep]:
    """Put the order of approval back as it was before its last change.

    Args:
        entry_id: the entry of the journal that tells of that change.

    Raises:
        RuleViolation: the person may not, the order was changed since, or a body has gone.
    """
    ensure_may(actor, KEEP_ROUTE, Subject(owner_id=owner.pk))
    owner = Organization.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    entry = undoable_entry(owner=owner)
    if entry is None or entry.pk != entry_id:
        raise RuleViolation("route.undo_other", _NOTHING)
    current = route_of(owner=owner)
    former = steps_from_values((entry.before or {}).get("steps", []))
    if _foreign_step(owner, former) is not None:
        raise RuleViolation("route.body_gone", _BODY_GONE)
    _write(owner, former)
    done = Done("route.undo", "Возвращён прежний порядок согласования", owner.pk)
    _tell(owner, done, (current, former), actor, now)
    return former


def _told(owner: Organization, steps: Sequence[RouteStep]) -> list[RouteStep]:
    """Return steps fit to be stored; a step without words is called like its body."""
    foreign = _foreign_step(owner, steps)
    if foreign is not None:
        raise RuleViolation("route.foreign_body", _FOREIGN, f"{foreign.row}.body")
    bodies = Body.objects.filter(pk__in={one.body_id for one in steps if one.body_id})
    names = dict(bodies.values_list("pk", "name"))
    return arranged(
        [
            one if one.title.strip() else replace(one, title=names.get(one.body_id or 0, ""))
            for one in steps
        ]
    )


def _foreign_step(owner: Organization, steps: Sequence[RouteStep]) -> RouteStep | None:
    own = set(Body.objects.filter(owner=owner).values_list("pk", flat=True))
    return next((one for one in steps if one.body_id and one.body_id not in own), None)


def _write(owner: Organization, steps: Sequence[RouteStep]) -> None:
    ApprovalRoute.objects.filter(owner=owner).delete()
    ApprovalRoute.objects.bulk_create(
        ApprovalRoute(owner=owner, **values) for values in steps_to_values(steps)
    )


def _tell(
    owner: Organization,
    done: Done,
    change: tuple[list[RouteStep], list[RouteStep]],
    actor: Actor,
    now: datetime,
) -> None:
    before, after = ({"steps": steps_to_values(one)} for one in change)
    write_audit(subject=owner, done=replace(done, before=before, after=after), actor=actor, now=now)
