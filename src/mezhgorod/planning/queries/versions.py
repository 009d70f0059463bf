"""Frozen versions of a plan, read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from mezhgorod.planning.models import Plan, PlanVersion
from mezhgorod.planning.queries.drafts import (
    items_with_content,
    plan_draft,
    stored_plan,
    stored_rows,
)
from mezhgorod.planning.rules.frozen import bytes_digest, version_digest
from planbook.layouts import Layout, layout_from_dict
from planbook.plans import PlanDraft, draft_from_dict


@dataclass(frozen=True, slots=True)
class Edition:
    """A plan at one moment: its draft and, row by row, the number every event has for ever.

    `label` is how people call it: «редакция 2», «сейчас».
    """

    key: str
    label: str
    draft: PlanDraft
    uids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionFault:
    """A version whose stored values do not agree with its checksum."""

    version: PlanVersion
    expected: str


def versions_of(*, plan: Plan) -> QuerySet[PlanVersion]:
    """Return the versions of a plan, newest first, without their contents."""
    return (
        PlanVersion.objects.filter(plan=plan)
        .defer("data", "layout", "logo")
        .select_related("decision__body", "signed_file", "amendment", "created_by")
        .order_by("-number")
    )


def latest_version(*, plan: Plan) -> PlanVersion | None:
    """Return the newest version of a plan, None when nothing was ever frozen.

    Its contents, as long as the plan, are read when somebody asks for them.
    """
    found = PlanVersion.objects.filter(plan=plan).defer("data", "layout", "logo")
    return found.order_by("-number").first()


def version_draft(version: PlanVersion, *, limit: int | None = None) -> PlanDraft:
    """Return a version as the draft it was frozen from, or no more than its first rows.

    Raises:
        KeyError, ValueError, TypeError: its form is no longer known to this program.
    """
    data = version.data["draft"]
    return draft_from_dict(data if limit is None else _beginning(data, limit))


def _beginning(data: Mapping[str, Any], limit: int) -> Mapping[str, Any]:
    sections: list[Mapping[str, Any]] = []
    for one in data["sections"]:
        if limit <= 0:
            break
        sections.append({**one, "items": one["items"][:limit]})
        limit -= len(one["items"])
    return {**data, "sections": sections}


def version_layout(version: PlanVersion) -> Layout:
    """Return the layout a version is printed in; its foot tells which edition it is.

    Raises:
        LayoutError: its form is no longer known to this program.
    """
    return layout_from_dict(version.layout)


def version_edition(version: PlanVersion) -> Edition:
    """Return a version ready to be compared."""
    return Edition(
        str(version.number),
        f"Редакция {version.number}",
        version_draft(version),
        tuple(row["uid"] for row in version.data["rows"]),
    )


def live_edition(*, plan: Plan) -> Edition:
    """Return the plan as it stands now, ready to be compared."""
    rows = items_with_content(plan=plan)
    uids = tuple(str(uid) for uid in rows.values_list("event__uid", flat=True))
    return Edition("now", "Сейчас", plan_draft(plan=plan), uids)


def changed_part(*, before: PlanVersion, after: PlanVersion | None) -> tuple[Edition, Edition]:
    """Return a version and a later one, or its plan as it stands now, without rows that are alike.

    Rows that say the same under the same heading are left out before they are decoded: of ten
    thousand rows a few have changed.
    """
    data = [_stored(before), _stored(after) if after else _live(before.plan)]
    alike = _alike(*data)
    old, new = (_trimmed(one, alike) for one in data)
    return (
        Edition(str(before.number), f"Редакция {before.number}", *old),
        Edition(str(after.number), f"Редакция {after.number}", *new)
        if after
        else Edition("now", "Сейчас", *new),
    )


_Stored = tuple[Mapping[str, Any], Sequence[str]]


def _stored(version: PlanVersion) -> _Stored:
    return version.data["draft"], [row["uid"] for row in version.data["rows"]]


def _live(plan: Plan) -> _Stored:
    rows = stored_rows(plan=plan)
    return stored_plan(plan=plan, rows=rows), [str(row.uid) for row in rows]


def _alike(before: _Stored, after: _Stored) -> frozenset[str]:
    """Return the numbers of events that stand once in both and say the same in both."""
    olds, news = _by_uid(before), _by_uid(after)
    return frozenset(uid for uid, rows in news.items() if len(rows) == 1 and rows == olds.get(uid))


def _by_uid(stored: _Stored) -> dict[str, list[tuple[str, Mapping[str, Any]]]]:
    data, uids = stored
    rows = ((one["heading"], row) for one in data["sections"] for row in one["items"])
    found: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for uid, row in zip(uids, rows, strict=True):
        found.setdefault(uid, []).append(row)
    return found


def _trimmed(stored: _Stored, alike: frozenset[str]) -> tuple[PlanDraft, tuple[str, ...]]:
    data, uids = stored
    left = iter(uids)
    sections = [
        {**one, "items": [row for row in one["items"] if next(left) not in alike]}
        for one in data["sections"]
    ]
    kept = tuple(uid for uid in uids if uid not in alike)
    return draft_from_dict({**data, "sections": sections}), kept


def version_values(version: PlanVersion) -> dict[str, Any]:
    """Return everything a checksum covers."""
    return {
        "plan": version.plan_id,
        "number": version.number,
        "amendment": version.amendment_id,
        "decision": version.decision_id,
        "body_text": version.body_text,
        "approved_on": version.approved_on.isoformat() if version.approved_on else "",
        "document_number": version.document_number,
        "signed_file": version.signed_file.sha256 if version.signed_file else "",
        "data": version.data,
        "layout": version.layout,
        "logo": bytes_digest(version.logo),
    }


def version_faults(*, plan: Plan | None = None) -> Iterator[VersionFault]:
    """Yield the versions that were changed behind the program's back, of one plan or of all."""
    versions = PlanVersion.objects.select_related("plan", "signed_file")
    if plan is not None:
        versions = versions.filter(plan=plan)
    yield from _faults(versions.order_by("plan", "number").iterator(chunk_size=20))


def is_untouched(version: PlanVersion) -> bool:
    """Return whether the stored values of a version agree with its checksum."""
    versions = PlanVersion.objects.filter(plan=version.plan_id, number__lt=version.number)
    previous = versions.order_by("-number").values_list("sha256", flat=True).first() or ""
    return version.sha256 == version_digest(version_values(version), previous=previous)


def _faults(versions: Iterable[PlanVersion]) -> Iterator[VersionFault]:
    plan_id, previous = 0, ""
    for version in versions:
        if version.plan_id != plan_id:
            plan_id, previous = version.plan_id, ""
        expected = version_digest(version_values(version), previous=previous)
        if version.sha256 != expected:
            yield VersionFault(version, expected)
        previous = version.sha256
