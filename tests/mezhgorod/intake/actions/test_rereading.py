"""A plan of an older program: its rows without contents, its frame without layout and title."""

import io
from pathlib import Path
from typing import Any

import pytest
from tests.factories.runs import NOW

from mezhgorod.evidence.models import Finding
from mezhgorod.evidence.rules import FindingState
from mezhgorod.intake.actions import apply_run, extract, reread_plans, store_upload
from mezhgorod.planning.models import Event, ItemContent, Plan, PlanItem
from mezhgorod.registry.rules import SYSTEM

pytestmark = pytest.mark.django_db

HTML = """<meta charset="utf-8"><p>План мероприятий Союза городов Двины на 2023 год</p><table>
<tr><td>№</td><td>Мероприятие</td><td>Место проведения</td><td>Дата проведения</td></tr>
<tr><td>1.</td><td>IX Форум «Инновации»</td><td>Вологда</td><td>30 февраля</td></tr>
<tr><td>2.</td><td>Круглый стол</td><td>Ярославль</td><td>по согласованию</td></tr>
<tr><td>3.</td><td>Семинар</td><td>Псков</td><td>май-июнь</td></tr></table>"""


@pytest.fixture
def stored() -> Plan:
    run = store_upload(file=io.BytesIO(HTML.encode()), file_name="план.html", actor=SYSTEM, now=NOW)
    extract(run=run, clock=lambda: NOW)
    plan = apply_run(run=run, actor=SYSTEM, now=NOW, owner_name="Союз городов Двины").plan
    assert plan is not None
    return plan


def grow_old(plan: Plan) -> None:
    ItemContent.objects.all().delete()
    Plan.objects.filter(pk=plan.pk).update(source_layout=None, title_lines=[])


def seen(plan: Plan) -> dict[str, Any]:
    """What addresses, feeds and decisions hang on."""
    items = PlanItem.objects.filter(section__plan=plan)
    return {
        "revision": Plan.objects.get(pk=plan.pk).revision,
        "items": list(items.values_list("pk", "event_id", "number").order_by("pk")),
        "events": list(Event.objects.values_list("uid", "sequence", "updated_at").order_by("pk")),
        "findings": list(Finding.objects.values_list("pk", "state").order_by("pk")),
    }


def contents() -> list[Any]:
    return list(ItemContent.objects.order_by("pk").values_list("pk", "imported", "edited"))


def test_reread_plans_fills_in_what_was_lacking(stored: Plan) -> None:
    before, layout = contents(), stored.source_layout
    grow_old(stored)

    (result,) = reread_plans()

    assert (result.filled_count, result.left_count, result.trouble) == (3, 0, "")
    assert contents() == before
    plan = Plan.objects.get()
    assert plan.source_layout == layout
    assert plan.title_lines == stored.title_lines


def test_reread_plans_changes_no_number_feed_or_decision(stored: Plan) -> None:
    Finding.objects.update(state=FindingState.DISMISSED)
    grow_old(stored)
    before = seen(stored)

    list(reread_plans())

    assert seen(stored) == before


def test_reread_plans_leaves_a_row_that_is_understood_otherwise_now(stored: Plan) -> None:
    grow_old(stored)
    Event.objects.filter(title="Семинар").update(timing_kind="unparsed")

    (result,) = reread_plans()

    assert (result.filled_count, result.left_count) == (2, 1)
    assert not ItemContent.objects.filter(item__event__title="Семинар").exists()


def test_reread_plans_finds_nothing_to_do_in_whole_plans(stored: Plan) -> None:
    assert list(reread_plans()) == []


def test_reread_plans_goes_on_where_a_file_is_gone(stored: Plan) -> None:
    grow_old(stored)
    Path(stored.document.file.path).unlink()

    (result,) = reread_plans()

    assert result.filled_count == 0
    assert result.trouble
