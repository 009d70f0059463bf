"""What a removed row was, so that it can come back as the same one with all that spoke of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db.models import CASCADE, SET_NULL, Model

from mezhgorod.evidence.models import Finding
from mezhgorod.planning.actions.applying.event_batch import drop_orphans
from mezhgorod.planning.models import (
    Event,
    EventParticipant,
    EventPlace,
    ItemCell,
    ItemContent,
    PlanItem,
)

_Links = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class ReturningRow:
    """A row that was removed, as JSON values.

    `imported` is the row as its document gave it, None where nobody has changed it since. `links`
    are records that named the row and outlive it, by the label of their model and field;
    `attached` are records that go with it, in Django's own form.
    """

    item_id: int
    uid: str
    sequence: int
    is_pinned: bool = False
    imported: Mapping[str, Any] | None = None
    findings: tuple[int, ...] = ()
    links: Mapping[str, Sequence[int]] = field(default_factory=dict)
    attached: str = ""

    @property
    def as_data(self) -> dict[str, Any]:
        """The row as JSON values, for the history."""
        return asdict(self)


def returning_rows(items: Sequence[PlanItem]) -> list[ReturningRow]:
    """Return what rows are, before they are removed, in a fixed number of queries."""
    ids = [item.pk for item in items]
    findings = defaultdict(list)
    pairs = PlanItem.findings.through.objects.filter(planitem__in=ids)
    for item_id, finding_id in pairs.values_list("planitem_id", "finding_id"):
        findings[item_id].append(finding_id)
    links, attached = _links(ids), _attached(ids)
    return [
        ReturningRow(
            item_id=item.pk,
            uid=str(item.event.uid),
            sequence=item.event.sequence,
            is_pinned=item.is_pinned,
            imported=_imported(item),
            findings=tuple(findings[item.pk]),
            links=links[item.pk],
            attached=serializers.serialize("json", attached[item.pk]) if attached[item.pk] else "",
        )
        for item in items
    ]


def relink(returned: Mapping[int, ReturningRow]) -> None:
    """Join rows that have come back to the findings and records that spoke of them."""
    if not returned:
        return
    wanted = {finding for row in returned.values() for finding in row.findings}
    stored = set(Finding.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    through = PlanItem.findings.through
    through.objects.bulk_create(
        through(planitem_id=item_id, finding_id=finding)
        for item_id, row in returned.items()
        for finding in row.findings
        if finding in stored
    )
    for item_id, row in returned.items():
        for label, ids in row.links.items():
            model, name = _named(label)
            found = model._default_manager.filter(pk__in=ids, **{f"{name}__isnull": True})
            found.update(**{name: item_id})
        for record in serializers.deserialize("json", row.attached or "[]"):
            if _is_possible(record.object):
                record.save()


def drop_unused_events(event_ids: Sequence[int]) -> None:
    """Delete those of the events that stand in no plan and that no other record names.

    An event that is being prepared, or was promised a host, waits for its row to come back.
    """
    named = {pk for relation in _naming_events() for pk in _named_by(relation, event_ids)}
    drop_orphans([one for one in event_ids if one not in named])


def _imported(item: PlanItem) -> dict[str, Any] | None:
    content = getattr(item, "content", None)
    return content.imported if content is not None and content.edited else None


def _naming_events() -> Iterator[tuple[type[Model], str]]:
    for relation in Event._meta.related_objects:
        if relation.related_model not in _OF_EVENTS:
            yield _related(relation)


def _named_by(relation: tuple[type[Model], str], event_ids: Sequence[int]) -> list[int]:
    model, name = relation
    found = model._default_manager.filter(**{f"{name}__in": event_ids})
    return list(found.values_list(name, flat=True))


def _links(item_ids: Sequence[int]) -> Mapping[int, _Links]:
    links: defaultdict[int, _Links] = defaultdict(dict)
    for model, name in _naming_items(SET_NULL):
        label = f"{model._meta.label_lower}.{name}"
        found = model._default_manager.filter(**{f"{name}__in": item_ids})
        for item_id, pk in found.values_list(name, "pk"):
            links[item_id].setdefault(label, []).append(pk)
    return links


def _attached(item_ids: Sequence[int]) -> Mapping[int, list[Model]]:
    attached: defaultdict[int, list[Model]] = defaultdict(list)
    for model, name in _naming_items(CASCADE):
        for record in model._default_manager.filter(**{f"{name}__in": item_ids}):
            attached[getattr(record, f"{name}_id")].append(record)
    return attached


def _naming_items(on_delete: object) -> Iterator[tuple[type[Model], str]]:
    """Yield the models, also of other rooms, that name rows and what becomes of them."""
    for relation in PlanItem._meta.related_objects:
        is_meant = getattr(relation, "on_delete", None) is on_delete
        if is_meant and relation.related_model not in _OF_ITEMS:
            yield _related(relation)


def _related(relation: Any) -> tuple[type[Model], str]:
    return relation.related_model, relation.field.name


def _named(label: str) -> tuple[type[Model], str]:
    app, model, name = label.split(".")
    return apps.get_model(app, model), name


def _is_possible(record: Model) -> bool:
    """Tell whether everything a record names is still there, and nothing stands in its place."""
    named = all(
        _is_there(one.related_model, getattr(record, one.attname))
        for one in record._meta.concrete_fields
    )
    return named and not type(record)._default_manager.filter(pk=record.pk).exists()


def _is_there(model: type[Model] | None, pk: object) -> bool:
    return model is None or pk is None or model._default_manager.filter(pk=pk).exists()


# Written together with their rows and events.
_OF_ITEMS = (ItemCell, ItemContent)
_OF_EVENTS = (PlanItem, EventPlace, EventParticipant)
