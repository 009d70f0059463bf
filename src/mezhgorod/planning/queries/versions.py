"""Frozen versions of a plan, read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from mezhgorod.planning.models import Plan, PlanVersion
from mezhgorod.planning.queries.drafts import items_with_content, plan_draft
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
    """Return the newest version of a plan, None when nothing was ever frozen."""
    return PlanVersion.objects.filter(plan=plan).order_by("-number").first()


def version_draft(version: PlanVersion) -> PlanDraft:
    """Return a version as the draft it was frozen from.

    Raises:
        KeyError, ValueError, TypeError: its form is no longer known to this program.
    """
    return draft_from_dict(version.data["draft"])


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


def _faults(versions: Iterable[PlanVersion]) -> Iterator[VersionFault]:
    plan_id, previous = 0, ""
    for version in versions:
        if version.plan_id != plan_id:
            plan_id, previous = version.plan_id, ""
        expected = version_digest(version_values(version), previous=previous)
        if version.sha256 != expected:
            yield VersionFault(version, expected)
        previous = version.sha256
