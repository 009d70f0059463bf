"""What a typed row is understood in: the columns and headings of the plan that is collected."""

from __future__ import annotations

from dataclasses import dataclass

from mezhgorod.campaigns.models import Campaign
from mezhgorod.planning.models import Plan
from planbook.dates import Period, Unscheduled
from planbook.findings import SourceRef
from planbook.plans import CellDraft, EventDraft, Grouping, PlanDraft, SectionDraft
from planbook.plans.rereading import reread_row

# The columns of a plan that is collected without an earlier one.
USUAL_COLUMNS = (
    ("number", "№ п/п"),
    ("title", "Мероприятие"),
    ("timing", "Сроки проведения"),
    ("place", "Место проведения"),
    ("responsible", "Ответственные"),
)
_EMPTY = SectionDraft("", ())


@dataclass(frozen=True, slots=True)
class ReadingFrame:
    """Columns, headings and period of the plan in which rows of a campaign are read."""

    columns: tuple[tuple[str, str], ...]
    sections: tuple[SectionDraft, ...]
    period: Period
    title: str = ""

    @property
    def roles(self) -> tuple[tuple[str, str], ...]:
        """The columns people fill: role and printed header, without the number."""
        return tuple(
            (role, " ".join(header.split())) for role, header in self.columns if role != "number"
        )

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings rows may stand under, in printed order."""
        return tuple(dict.fromkeys(one.heading for one in self.sections if one.heading))

    def read(self, cells: tuple[tuple[str, str], ...], *, heading: str = "") -> EventDraft:
        """Understand the cells of a row under a heading."""
        drafts = tuple(CellDraft(role, text) for role, text in cells)
        section = next((one for one in self.sections if one.heading == heading), _EMPTY)
        plan = PlanDraft(
            title=self.title,
            owner=None,
            kind="plan",
            period=self.period.edtf,
            sections=(section,),
            columns=self.columns,
        )
        return reread_row(
            plan, section, EventDraft("", Unscheduled(text=""), drafts, SourceRef()), drafts
        )


def reading_frame(*, campaign: Campaign) -> ReadingFrame:
    """Return the frame of a campaign: of its plan, before the opening of its source plan.

    Costs two queries for any number of rows.
    """
    plan = campaign.plan or campaign.source_plan
    period = Period.from_edtf(campaign.period_edtf)
    if plan is None:
        return ReadingFrame(USUAL_COLUMNS, (), period, campaign.title)
    return ReadingFrame(_columns(plan), _sections(plan), period, plan.title)


def _columns(plan: Plan) -> tuple[tuple[str, str], ...]:
    return tuple((one.role, one.header) for one in plan.columns.all()) or USUAL_COLUMNS


def _sections(plan: Plan) -> tuple[SectionDraft, ...]:
    return tuple(
        SectionDraft(
            heading=one.heading,
            items=(),
            numeral=one.numeral or None,
            grouping=Grouping(one.grouping),
            notes=tuple(one.notes.splitlines()),
            heading_text=one.heading_text or one.heading,
            level=one.level,
        )
        for one in plan.sections.order_by("position")
    )
