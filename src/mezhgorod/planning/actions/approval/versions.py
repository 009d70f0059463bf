"""Approval freezes a version of a plan: a copy as values that nobody changes any more."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from django.db import transaction

from mezhgorod.evidence.actions import store_document
from mezhgorod.evidence.models import SourceDocument
from mezhgorod.evidence.rules import shown_file_name
from mezhgorod.planning.actions.applying.snapshots import snapshot_of
from mezhgorod.planning.models import Amendment, Plan, PlanVersion
from mezhgorod.planning.queries import layout_choices
from mezhgorod.planning.queries.versions import latest_version, version_values
from mezhgorod.planning.rules import FROZEN_STATES
from mezhgorod.planning.rules.frozen import version_digest
from mezhgorod.planning.rules.signed import HEAD_BYTES, ensure_signed_document
from mezhgorod.planning.rules.workflow import MAX_LINE, MAX_NUMBER, checked_words, decided_by
from mezhgorod.registry.models import Body, Decision, OrganizationLogo, User
from mezhgorod.registry.rules import Actor, DecisionKind, RuleViolation
from planbook.layouts import layout_to_dict


@dataclass(frozen=True, slots=True)
class SignedFile:
    """The signed document as it was sent."""

    file: IO[bytes]
    name: str


@dataclass(frozen=True, slots=True)
class Approval:
    """What is known of an approval.

    Attributes:
        body: the body of the owner that has decided, None where only its name is known.
        body_text: who has approved, as printed: «решением Правления Союза».
        lines: the lines of the approval printed above the plan, empty to leave them as they are.
        text: the words of the decision.
    """

    body: Body | None = None
    body_text: str = ""
    approved_on: date | None = None
    number: str = ""
    text: str = ""
    lines: tuple[str, ...] = ()
    signed: SignedFile | None = None


@transaction.atomic
def freeze_version(
    *,
    plan: Plan,
    approval: Approval,
    actor: Actor,
    now: datetime,
    amendment: Amendment | None = None,
) -> PlanVersion:
    """Copy a plan as it stands, with the layout it is printed in, into its next version.

    Who may do so is asked by the callers; the plan is locked by them.

    Raises:
        RuleViolation: the approval is told badly or the signed file cannot be kept.
    """
    approval = checked_approval(plan, approval)
    before = latest_version(plan=plan)
    logo = OrganizationLogo.objects.filter(organization=plan.owner_id).first()
    version = PlanVersion(
        plan=plan,
        number=before.number + 1 if before else 1,
        amendment=amendment,
        decision=_decision(plan, approval, amendment),
        body_text=approval.body_text,
        approved_on=approval.approved_on,
        document_number=approval.number,
        signed_file=_signed(approval.signed, actor, now),
        # JSON values already: the form of rows as the database has given them.
        data=snapshot_of(plan),
        layout=_as_stored(layout_to_dict(layout_choices(plan=plan)[0].layout)),
        logo=bytes(logo.data) if logo else None,
        created_at=now,
        created_by_id=actor.user_id,
    )
    previous = before.sha256 if before else ""
    version.sha256 = version_digest(version_values(version), previous=previous)
    version.save()
    return version


def ensure_first_version(*, plan: Plan, actor: Actor, now: datetime) -> PlanVersion | None:
    """Freeze a plan that came in as an approved document before it changes for the first time.

    The plan is locked by the caller. A plan that is not approved has nothing to freeze.

    Returns:
        The newest version, None for a draft.
    """
    if plan.state not in FROZEN_STATES:
        return None
    return latest_version(plan=plan) or freeze_version(
        plan=plan, approval=Approval(body_text=_as_loaded(plan)), actor=actor, now=now
    )


def checked_approval(plan: Plan, approval: Approval) -> Approval:
    """Return an approval fit to be stored.

    Raises:
        RuleViolation: a text is too long, or the body belongs to another organization.
    """
    if approval.body is not None and approval.body.owner_id != plan.owner_id:
        message = "Этот орган принадлежит другой организации. Выберите орган владельца плана."
        raise RuleViolation("approval.body_of_another", message, "body")
    named = approval.body_text or (decided_by(approval.body.name) if approval.body else "")
    lines = checked_words("\n".join(approval.lines), field="lines", what="гриф утверждения")
    return Approval(
        body=approval.body,
        body_text=checked_words(named, field="body_text", what="кем утверждён", limit=MAX_LINE),
        approved_on=approval.approved_on,
        number=checked_words(
            approval.number, field="number", what="номер документа", limit=MAX_NUMBER
        ),
        text=checked_words(approval.text, field="text", what="решение"),
        lines=tuple(line.strip() for line in lines.split("\n") if line.strip()),
        signed=approval.signed,
    )


def _decision(plan: Plan, approval: Approval, amendment: Amendment | None) -> Decision | None:
    if approval.body is None or approval.approved_on is None:
        return None
    what = f"Утвердить изменения № {amendment.number} в документ" if amendment else "Утвердить"
    return Decision.objects.create(
        body=approval.body,
        kind=DecisionKind.APPROVAL,
        decided_on=approval.approved_on,
        number=approval.number,
        text=approval.text or f"{what} «{plan.title}».",
    )


def _signed(signed: SignedFile | None, actor: Actor, now: datetime) -> SourceDocument | None:
    if signed is None:
        return None
    name = shown_file_name(signed.name)
    head = signed.file.read(HEAD_BYTES)
    signed.file.seek(0)
    if head:
        ensure_signed_document(name=name, head=head)
    return store_document(
        file=signed.file,
        file_name=name,
        by=User.objects.filter(pk=actor.user_id).first() if actor.user_id else None,
        now=now,
        origin="подписанный документ об утверждении",
    )


def _as_loaded(plan: Plan) -> str:
    """Say in the words of the document who approved it; it may say nothing."""
    return " ".join(" ".join(plan.approval).split())[:MAX_LINE]


def _as_stored(data: Any) -> Any:
    """Return JSON values as the database gives them back, so that the checksum covers these."""
    return json.loads(json.dumps(data, ensure_ascii=False))
