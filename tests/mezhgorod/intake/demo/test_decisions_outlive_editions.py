"""A remark accepted as it is does not return with the next edition; exports keep the words."""

import io

import pytest
from tests.factories import gold
from tests.factories.runs import LATER, NOW
from tests.mezhgorod.publication.test_calendars import LINKS

from mezhgorod.evidence.actions import decide_finding
from mezhgorod.evidence.models import Finding
from mezhgorod.intake.actions import apply_run, extract, store_upload
from mezhgorod.planning.actions import repair_finding
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import layout_choices
from mezhgorod.publication.files import plan_file
from mezhgorod.registry.rules import SYSTEM
from planbook.plans import extract_plan
from planbook.readers import read_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.slow]

SOURCE = gold.CORPUS / gold.SLUGS["S002"] / "source.txt"


def assembly() -> Plan:
    return Plan.objects.select_related("owner", "document").get(title__contains="МАГ")


def accept_next_edition() -> None:
    """The same plan comes again with one date moved."""
    text = SOURCE.read_text(encoding="utf-8").replace("15 июля", "16 июля")
    file = io.BytesIO(text.encode())
    run = store_upload(file=file, file_name="редакция 2.txt", actor=SYSTEM, now=NOW)
    apply_run(run=extract(run=run, clock=lambda: NOW), actor=SYSTEM, now=LATER)


def remark(code: str, evidence: str) -> Finding:
    return Finding.objects.get(document=assembly().document, code=code, evidence=evidence)


def exported_words(city: str) -> list[str]:
    plan = assembly()
    layout = layout_choices(plan=plan)[0].layout
    file = plan_file(plan=plan, layout=layout, extension="docx", links=LINKS)
    draft = extract_plan(read_document(file.content, file_name=file.name))
    return next(
        [cell.text for cell in row.cells]
        for section in reversed(draft.sections)
        for row in section.items
        if row.title == city
    )


@pytest.mark.parametrize("decision", ["accepted", "dismissed"])
def test_a_decided_remark_does_not_return(decision: str) -> None:
    decide_finding(finding=remark("age.plural", "231 лет"), state=decision, actor=SYSTEM, now=NOW)

    accept_next_edition()

    assert remark("age.plural", "231 лет").state == decision


def test_the_export_still_prints_the_words_of_the_author() -> None:
    decide_finding(finding=remark("age.plural", "231 лет"), state="accepted", actor=SYSTEM, now=NOW)

    accept_next_edition()

    assert exported_words("Тирасполь") == ["8.", "Тирасполь", "231 лет", "14 октября"]


def test_a_repaired_cell_outlives_the_next_edition() -> None:
    repair_finding(finding=remark("age.plural", "231 лет"), actor=SYSTEM, now=NOW)

    accept_next_edition()

    assert exported_words("Тирасполь") == ["8.", "Тирасполь", "231 год", "14 октября"]
    assert remark("age.plural", "231 лет").state == "corrected"


def test_other_remarks_stay_open() -> None:
    decide_finding(finding=remark("age.plural", "231 лет"), state="accepted", actor=SYSTEM, now=NOW)

    accept_next_edition()

    assert remark("age.plural", "145 года").state == "open"
