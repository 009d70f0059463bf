"""A plan made by people and not read from a document: first its frame, then its rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.db import transaction

from mezhgorod.evidence.actions import store_document
from mezhgorod.evidence.models import SourceDocument
from mezhgorod.planning.actions.applying.drafted import DraftedPlan, RowPairing
from mezhgorod.planning.actions.applying.plans import MAX_TITLE, apply_plan
from mezhgorod.planning.actions.applying.structure import MAX_HEADER, MAX_ROLE, MAX_SECTIONS
from mezhgorod.planning.actions.rows.sections import MAX_HEADING, heading_values
from mezhgorod.planning.models import Plan, PlanLayout
from mezhgorod.planning.rules import COMPOSE_PLAN, PlanGrouping, PlanState
from mezhgorod.planning.rules.typed import checked_line
from mezhgorod.planning.rules.words_of_steps import named_row
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Organization, User
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may
from planbook.dates import Period
from planbook.layouts import Layout, layout_to_dict
from planbook.plans import Grouping, PlanDraft, SectionDraft, draft_to_dict

MAX_COLUMNS = 30
_STATES = frozenset({PlanState.COLLECTING, PlanState.DRAFT})
_EXISTS = "План «{title}» на этот период уже есть. Откройте его или выберите другой период."
_NO_TITLE_COLUMN = "В плане нужен столбец с названием мероприятия."
_TOO_MANY_COLUMNS = f"В плане не бывает больше {MAX_COLUMNS} столбцов."
_TOO_MANY_SECTIONS = f"Разделов больше {MAX_SECTIONS}. Оставьте те, что нужны."


@dataclass(frozen=True, slots=True)
class PlanFrameDraft:
    """The frame of a plan to compose.

    Attributes:
        columns: role and printed header of every column.
        headings: words and grouping of every section, in order; one without a heading is made when
            there are none.
        layout: how the plan is printed: a layout that is kept, or one that comes with the program.
        levels: levels of the headings, all 1 when left out.
    """

    owner: Organization
    title: str
    period: Period
    columns: Sequence[tuple[str, str]]
    headings: Sequence[tuple[str, PlanGrouping]] = ()
    state: PlanState = PlanState.DRAFT
    layout: PlanLayout | Layout | None = None
    levels: Sequence[int] = ()
    kind: str = "plan"


@transaction.atomic
def compose_plan(*, frame: PlanFrameDraft, actor: Actor, now: datetime) -> Plan:
    """Make a plan without rows: its sections, columns and title; rows follow by `add_rows`.

    The JSON of this first draft is kept as its source document.

    Raises:
        RuleViolation: the person may not, the owner has a plan for this period already, or title,
            columns or headings are missing or too long.
    """
    owner = Organization.objects.select_for_update().get(pk=frame.owner.pk)
    ensure_may(actor, COMPOSE_PLAN, Subject(owner_id=owner.pk, state=frame.state))
    draft = _draft(frame)
    existing = owner.plans.filter(kind=frame.kind, period_edtf=frame.period.edtf).first()
    if existing is not None:
        raise RuleViolation("plan.exists", _EXISTS.format(title=existing.title), "period")
    drafted = DraftedPlan(
        draft=draft,
        document=_document(draft, owner, actor, now),
        owner=owner,
        period=frame.period,
        layout=_layout_data(frame.layout),
    )
    plan = apply_plan(drafted=drafted, pairing=RowPairing({}, frozenset()), now=now)
    plan.state = frame.state
    plan.layout = frame.layout if isinstance(frame.layout, PlanLayout) else None
    plan.save(update_fields=["state", "layout"])
    words = f"Составлен план {named_row(plan.title)}"
    write_audit(subject=plan, done=Done("plan.compose", words, owner.pk), actor=actor, now=now)
    return plan


def _draft(frame: PlanFrameDraft) -> PlanDraft:
    if frame.state not in _STATES:
        raise RuleViolation("plan.state", "Новый план начинается с проекта или со сбора.", "state")
    title = checked_line(frame.title, limit=MAX_TITLE, field="title", what="название плана")
    return PlanDraft(
        title=title,
        owner=frame.owner.name,
        kind=frame.kind,
        period=frame.period.edtf,
        sections=_sections(frame),
        columns=_columns(frame.columns),
        title_lines=(title,),
    )


def _columns(columns: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    if len(columns) > MAX_COLUMNS:
        raise RuleViolation("plan.too_many_columns", _TOO_MANY_COLUMNS, "columns")
    if not any(role == "title" for role, _ in columns):
        raise RuleViolation("plan.no_title_column", _NO_TITLE_COLUMN, "columns")
    return tuple(
        (
            checked_line(role, limit=MAX_ROLE, field="columns", what="роль столбца"),
            checked_line(header, limit=MAX_HEADER, field="columns", what="заголовок столбца"),
        )
        for role, header in columns
    )


def _sections(frame: PlanFrameDraft) -> tuple[SectionDraft, ...]:
    if len(frame.headings) > MAX_SECTIONS:
        raise RuleViolation("plan.too_many_sections", _TOO_MANY_SECTIONS, "headings")
    levels = [*frame.levels, *(1 for _ in frame.headings)]
    sections = tuple(
        _section(heading, grouping, level)
        for (heading, grouping), level in zip(frame.headings, levels, strict=False)
    )
    return sections or (SectionDraft("", ()),)


def _section(heading: str, grouping: PlanGrouping, level: int) -> SectionDraft:
    checked_line(heading, limit=MAX_HEADING, field="headings", what="заголовок раздела")
    values = heading_values(heading)
    return SectionDraft(
        heading=values["heading"],
        items=(),
        numeral=values["numeral"] or None,
        grouping=Grouping(grouping.value),
        heading_text=values["heading_text"],
        level=level,
    )


def _document(draft: PlanDraft, owner: Organization, actor: Actor, now: datetime) -> SourceDocument:
    # The moment makes every composed plan a document of its own: remarks hang on documents.
    data = {"composed_at": now.isoformat(), "owner": owner.slug, "plan": draft_to_dict(draft)}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    by = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    return store_document(
        file=BytesIO(text.encode()),
        file_name=f"{draft.title[:100]}.json",
        by=by,
        now=now,
        origin="Составлен в программе",
    )


def _layout_data(layout: PlanLayout | Layout | None) -> dict[str, object] | None:
    if layout is None:
        return None
    return dict(layout.data) if isinstance(layout, PlanLayout) else layout_to_dict(layout)
