"""Plans stored by an older program get what it did not keep, from their kept documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Exists, OuterRef

from mezhgorod.intake.actions.extraction import layout_of
from mezhgorod.intake.queries import compare_with_live
from mezhgorod.planning.actions import fill_plan
from mezhgorod.planning.models import Plan, PlanItem
from planbook.dates import Period
from planbook.errors import UnreadableDocument
from planbook.plans import extract_plan
from planbook.readers import read_document


@dataclass(frozen=True, slots=True)
class RereadResult:
    """What became of one plan: rows that are whole now, rows that are not, why none is."""

    plan: Plan
    filled_count: int
    left_count: int
    trouble: str = ""


def reread_plans() -> Iterator[RereadResult]:
    """Read the documents of plans again whose rows are not stored whole, and fill these in.

    Ids, feeds and decisions stay as they are. A row that is understood otherwise now keeps its old
    form: the next applying of its document brings it up to date, and feeds are told.
    """
    lacking = PlanItem.objects.filter(section__plan=OuterRef("pk"), content__isnull=True)
    plans = Plan.objects.filter(Exists(lacking)).select_related("owner", "document")
    for plan in plans.order_by("pk"):
        yield _reread(plan)


def _reread(plan: Plan) -> RereadResult:
    source = plan.document
    try:
        document = read_document(Path(source.file.path), file_name=source.file_name)
    except UnreadableDocument as error:
        return RereadResult(plan, 0, 0, str(error))
    except OSError:
        return RereadResult(plan, 0, 0, "сохранённого файла нет на диске или он не открывается")
    draft = extract_plan(document, period=Period.from_edtf(plan.period_edtf))
    drafted = list(draft.items())
    rows = {
        change.item_id: drafted[change.index]
        for change in compare_with_live(draft, plan).changes
        if change.index is not None and change.item_id is not None
    }
    layout = layout_of(document, draft)
    filled, left = fill_plan(plan=plan, draft=draft, rows=rows, layout=layout)
    return RereadResult(plan, filled, left)
