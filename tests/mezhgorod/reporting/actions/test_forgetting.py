"""An erased person leaves reports: drafts, frozen versions, what was read; the numbers stay."""

import pytest
from tests.factories.people import make_owner
from tests.factories.plans import NOW
from tests.factories.reports import make_report
from tests.factories.written_reports import directorate_of, draft, held_with, part_of, text_part

from mezhgorod.notices.actions.erasing import erase_person_everywhere
from mezhgorod.registry.models import Person
from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.actions.writing import (
    ReportApproval,
    add_report_remark,
    approve_report,
    freeze_report,
)
from mezhgorod.reporting.models import ReadEvent, ReadFact, Report
from mezhgorod.reporting.rules.content import checksum, content_from_dict

pytestmark = pytest.mark.django_db
NAME = "Контактнова Анна"


@pytest.fixture
def person() -> Person:
    return Person.objects.create(full_name=NAME, purpose="доклады", consent_basis="согласие")


def test_a_name_in_any_case_goes_from_drafts_and_versions(person: Person) -> None:
    held = held_with(make_owner(), "Вологда, Шуя")
    report = draft(
        text_part("Вручили Контактновой Анне. Были {участники}.", held), owner=held.owner
    )
    actor = directorate_of(report.owner)
    add_report_remark(report=report, block=None, text=f"{NAME}?", actor=actor, now=NOW)
    version = freeze_report(report=report, seen=report.sequence, actor=actor, now=NOW)
    seen = Report.objects.get(pk=report.pk).sequence
    approve_report(
        report=report,
        approval=ReportApproval(is_without_body=True),
        seen=seen,
        actor=actor,
        now=NOW,
    )

    erase_person_everywhere(person=person, owner=report.owner, actor=SYSTEM, now=NOW)

    number = f"человек № {person.pk}"
    version.refresh_from_db()
    told = [line.text for line in content_from_dict(version.content).lines]
    assert told == [f"Вручили {number}. Были Вологда и Шуя."]
    assert version.sha256 == checksum(version.content)
    assert part_of(report).template == f"Вручили {number}. Были {{участники}}."
    assert report.remarks.get().text == f"{number}?"


def test_a_name_goes_from_what_was_read(person: Person) -> None:
    read = make_report("Выступила Контактнова Анна.")
    event = ReadEvent.objects.create(
        report=read, position=1, title="Заседание", paragraph=1, role="held"
    )
    fact = ReadFact.objects.create(
        read_event=event,
        position=1,
        type="speaker",
        value=NAME,
        values=[f"{NAME}|Вологда"],
        text="Выступила Контактнова Анна.",
        paragraph=1,
        as_read={"values": [NAME], "number": None},
    )

    erase_person_everywhere(person=person, owner=read.owner, actor=SYSTEM, now=NOW)

    number = f"человек № {person.pk}"
    fact.refresh_from_db()
    assert (fact.value, fact.values) == (number, [f"{number}|Вологда"])
    assert fact.text == f"Выступила {number}."
    assert fact.as_read == {"values": [number], "number": None}
