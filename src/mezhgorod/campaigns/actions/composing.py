"""The plan a campaign collects: composed when it opens; accepted rows are written into it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mezhgorod.campaigns.models import Campaign, ProposedRow
from mezhgorod.campaigns.queries import reading_frame
from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.actions.rows.row_editing import add_rows
from mezhgorod.planning.actions.rows.sections import SectionWords, add_section
from mezhgorod.planning.actions.rows.writing import RowPlace
from mezhgorod.planning.actions.years.composing import PlanFrameDraft, compose_plan
from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.planning.rules import PlanGrouping, PlanState
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.dates import Period
from planbook.plans import event_from_dict

_KIND = "plan"


def ensure_plan(*, campaign: Campaign, actor: Actor, now: datetime) -> Plan:
    """Return the plan that rows of a campaign go into, made in the form of its source plan.

    A plan of the same period that is still collected or a draft is used as it is.

    Raises:
        RuleViolation: the plan of this period is approved or under approval already.
    """
    # Two campaigns for one period that open at the same moment must not compose two plans.
    owners = Organization.objects.select_for_update(of=("self",), no_key=True)
    owners.only("pk").get(pk=campaign.owner_id)
    source = campaign.source_plan
    kind = source.kind if source is not None else _KIND
    same = Plan.objects.filter(owner=campaign.owner, kind=kind, period_edtf=campaign.period_edtf)
    found = same.select_for_update(of=("self",)).first()
    if found is not None:
        return _joined(found)
    frame = reading_frame(campaign=campaign)
    sections = [one for one in frame.sections if one.heading]
    return compose_plan(
        frame=PlanFrameDraft(
            owner=campaign.owner,
            title=plan_title(campaign),
            period=Period.from_edtf(campaign.period_edtf),
            columns=frame.columns,
            headings=[(one.heading_text, PlanGrouping(one.grouping)) for one in sections],
            levels=[one.level for one in sections],
            state=PlanState.COLLECTING,
            layout=source.layout if source is not None else None,
            kind=kind,
        ),
        actor=actor,
        now=now,
    )


def plan_title(campaign: Campaign) -> str:
    """Return what the collected plan is called: as its source with the year moved, else anew."""
    source = campaign.source_plan
    if source is None:
        return f"План мероприятий: {campaign.title}"
    old, new = str(source.period_start.year), str(campaign.period_start.year)
    same_shape = source.period_edtf.replace(old, new) == campaign.period_edtf
    if same_shape and old in source.title:
        return source.title.replace(old, new)
    return f"План мероприятий: {campaign.title}"


def put_into_plan(
    *, campaign: Campaign, rows: Sequence[ProposedRow], actor: Actor, now: datetime
) -> list[PlanItem]:
    """Write accepted rows into the plan under their headings; return its rows in the same order.

    A heading the plan does not have yet is added at its end.
    """
    plan = campaign.plan
    assert plan is not None  # noqa: S101 -- a campaign under review has its plan
    grounds = Grounds(reason=f"Принято предложение: {campaign.title}")
    made: dict[int, PlanItem] = {}
    for heading, group in _by_heading(rows).items():
        items = add_rows(
            plan=plan,
            place=RowPlace(_section(plan, heading, actor, now)),
            rows=[event_from_dict(one.row) for one in group],
            grounds=grounds,
            actor=actor,
            now=now,
        )
        made |= {row.pk: item for row, item in zip(group, items, strict=True)}
    return [made[row.pk] for row in rows]


def _by_heading(rows: Sequence[ProposedRow]) -> dict[str, list[ProposedRow]]:
    groups: dict[str, list[ProposedRow]] = {}
    for row in rows:
        heading = row.section_heading or row.submission.section_heading
        groups.setdefault(heading, []).append(row)
    return groups


def _section(plan: Plan, heading: str, actor: Actor, now: datetime) -> PlanSection:
    sections = list(plan.sections.order_by("position"))
    found = next((one for one in sections if one.heading == heading), None)
    if found is not None:
        return found
    if not heading and sections:
        return sections[-1]
    words = SectionWords(heading or "Предложения")
    return add_section(plan=plan, words=words, actor=actor, now=now)


def _joined(plan: Plan) -> Plan:
    if plan.state not in {PlanState.COLLECTING, PlanState.DRAFT}:
        message = (
            f"План на этот период уже есть: «{plan.title}», {plan.get_state_display()}. "
            "Сбор открывают, пока план собирается или стоит в проекте."
        )
        raise RuleViolation("campaign.plan_exists", message, "period")
    if hasattr(plan, "campaign"):
        message = f"Этот план уже собирает другой сбор: «{plan.campaign.title}»."
        raise RuleViolation("campaign.plan_taken", message, "period")
    plan.state = PlanState.COLLECTING
    plan.save(update_fields=["state"])
    return plan
