"""A plan, some of its rows, or all rows of a city as a file of any format that is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.queries import plan_draft, row_draft
from mezhgorod.publication.calendars import calendar_of_rows, city_calendar
from mezhgorod.publication.links import Links
from mezhgorod.publication.rows import rows_of_city, rows_of_plan
from mezhgorod.registry.models import Municipality, OrganizationLogo
from mezhgorod.registry.rules import Actor
from planbook.layouts import Layout, arrange, flatten, layout_named
from planbook.plans import Grouping, PlanDraft, SectionDraft
from planbook.writers import WRITERS, Takes

# A city stands in plans of several owners, so its list has a look of its own.
CITY_LAYOUT = "standard"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file to hand out: its bytes, media type (RFC 6838) and Russian name."""

    content: bytes
    media_type: str
    name: str


def plan_file(
    *,
    plan: Plan,
    layout: Layout,
    extension: str,
    links: Links,
    items: QuerySet[PlanItem] | None = None,
) -> WrittenFile:
    """Write a plan, or the given rows of it; equal plans give equal bytes.

    Args:
        extension: a key of `planbook.writers.WRITERS`.

    Raises:
        KeyError: the format is not written.
    """
    writer = WRITERS[extension]
    name = f"{plan.title}{' (выборка)' if items is not None else ''}.{extension}"
    if writer.takes is Takes.CALENDAR:
        rows = rows_of_plan(plan)
        if items is not None:
            rows = rows.filter(pk__in=items.order_by().values("pk"))
        made: object = calendar_of_rows(plan=plan, rows=rows, links=links)
    else:
        logo = _logo(plan) if layout.title_block.has_logo else None
        made = _made(plan_draft(plan=plan, items=items), layout, writer.takes, logo)
    content = writer.write(made, created=plan.updated_at)
    return WrittenFile(content, writer.media_type, name)


def city_file(
    *, municipality: Municipality, actor: Actor, extension: str, links: Links, now: datetime
) -> WrittenFile:
    """Write all rows of readable plans that concern a city, grouped by plan.

    Raises:
        KeyError: the format is not written.
    """
    writer = WRITERS[extension]
    if writer.takes is Takes.CALENDAR:
        made: object = city_calendar(municipality=municipality, actor=actor, links=links)
    else:
        draft = _city_draft(municipality, actor)
        made = _made(draft, layout_named(CITY_LAYOUT), writer.takes)
    name = f"{municipality}: мероприятия.{extension}"
    return WrittenFile(writer.write(made, created=now), writer.media_type, name)


def logo_changed_at(plan: Plan) -> datetime | None:
    """Return when the emblem printed above a plan was loaded, None without one."""
    stored = OrganizationLogo.objects.filter(organization=plan.owner_id)
    return stored.values_list("updated_at", flat=True).first()


def _logo(plan: Plan) -> bytes | None:
    stored = OrganizationLogo.objects.filter(organization=plan.owner_id).first()
    return bytes(stored.data) if stored else None


def _made(draft: PlanDraft, layout: Layout, takes: Takes, logo: bytes | None = None) -> object:
    if takes is Takes.DRAFT:
        return draft
    return arrange(draft, layout, logo=logo) if takes is Takes.PRINTED else flatten(draft, layout)


def _city_draft(municipality: Municipality, actor: Actor) -> PlanDraft:
    rows = rows_of_city(municipality, actor=actor)
    by_plan: dict[int, tuple[Plan, list[PlanItem]]] = {}
    for row in rows.select_related("content", "event", "section__plan__owner"):
        plan = row.section.plan
        by_plan.setdefault(plan.pk, (plan, []))[1].append(row)
    title = f"{municipality}: мероприятия в планах"
    return PlanDraft(
        title=title,
        owner=None,
        kind="plan",
        period=None,
        sections=tuple(
            SectionDraft(
                heading=plan.title,
                items=tuple(row_draft(item) for item in items),
                grouping=Grouping.THEME,
                heading_text=plan.title,
            )
            for plan, items in by_plan.values()
        ),
        title_lines=(title,),
    )
