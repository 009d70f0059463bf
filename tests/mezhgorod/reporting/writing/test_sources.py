"""A second source beside an approved report, and the tables that are frozen with it."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.factories.outcomes import put
from tests.factories.people import make_owner
from tests.factories.plans import NOW
from tests.factories.written_reports import (
    directorate_of,
    draft,
    exchange_with,
    held_with,
    text_part,
)

from mezhgorod.outcomes.actions import add_source, set_counts
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules import (
    CountDraft,
    CountUnit,
    PartyDraft,
    PartyList,
    PartyRole,
    SourceDraft,
    SourceFacts,
    SourceKind,
)
from mezhgorod.publication.written_reports import PrintedReport, report_file, table_picture
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.actions.writing import (
    BlockWords,
    ReportApproval,
    approve_report,
    freeze_report,
)
from mezhgorod.reporting.models import Report
from mezhgorod.reporting.queries.report_findings import report_findings
from mezhgorod.reporting.queries.writing import tables_of, written_report
from mezhgorod.reporting.rules import BlockKind
from mezhgorod.reporting.rules.content import content_from_dict
from mezhgorod.reporting.rules.report_tables import tables_from_list

pytestmark = [pytest.mark.django_db]

EIGHT = "Архангельск, Великий Новгород, Вологда, Иваново, Петрозаводск, Псков, Сыктывкар, Череповец"


def fresh(report: Report) -> Report:
    return Report.objects.select_related("owner").get(pk=report.pk)


def another_source(held: HeldEvent, *counts: CountDraft, names: str = "") -> None:
    cities = {city.name: city.pk for city in Municipality.objects.all()}
    drafts = [PartyDraft(one, municipality_id=cities[one]) for one in names.split(", ") if one]
    parties = (PartyList(PartyRole.PARTICIPANT, tuple(drafts)),) if drafts else ()
    add_source(
        held=HeldEvent.objects.get(pk=held.pk),
        source=SourceDraft(SourceKind.PUBLICATION, title="Новость", url="https://example.org/n"),
        facts=SourceFacts(parties=parties, counts=counts),
        actor=SYSTEM,
        now=NOW,
    )


def counted(held: HeldEvent, unit: CountUnit, number: int) -> None:
    set_counts(held=held, counts=(CountDraft(unit, number),), actor=SYSTEM, now=NOW)


def test_second_sources_make_findings_and_leave_the_approved_numbers() -> None:
    owner = make_owner()
    games = held_with(owner, EIGHT, title="III Зимняя Спартакиада", kind="спартакиада")
    assembly = held_with(owner, "", title="Собрание Союза", kind="собрание")
    counted(games, CountUnit.ATHLETES, 400)
    counted(assembly, CountUnit.DELEGATIONS, 20)
    parts = (text_part("Было {человек} {участники:из}.", games), text_part("{делегаций}", assembly))
    report = fresh(draft(*parts, owner=owner))
    actor = directorate_of(owner)
    freeze_report(report=report, seen=report.sequence, actor=actor, now=NOW)
    report = fresh(report)
    version = approve_report(
        report=report,
        approval=ReportApproval(is_without_body=True),
        seen=report.sequence,
        actor=actor,
        now=NOW,
    )

    seven = EIGHT.replace("Псков, ", "")
    another_source(games, CountDraft(CountUnit.ATHLETES, 380), names=seven)
    another_source(assembly, CountDraft(CountUnit.DELEGATIONS, 19))

    found = report_findings(written_report(report=fresh(report)))
    conflicts = {one.held_id: one.message for one in found if one.code == "SOURCE-CONFLICT"}
    assert set(conflicts) == {games.pk, assembly.pk}
    assert "380" in conflicts[games.pk]
    assert "Псков" in conflicts[games.pk]
    version.refresh_from_db()
    lines = [line.text for line in content_from_dict(version.content).lines]
    assert lines[0].startswith("Было 400 спортсменов из Архангельска")
    assert lines[1] == "20 делегаций"


def test_tables_are_frozen_with_the_text_and_drawn_into_files() -> None:
    owner = make_owner()
    held_with(owner, "Вологда, Шуя")
    held = held_with(owner, "Вологда", title="Собрание", kind="собрание")
    put(held, "Вологда", role=PartyRole.HOST)
    Municipality.objects.filter(name="Вологда").update(latitude=59.22, longitude=39.88)
    exchange_with(owner, 2)
    report = fresh(draft(BlockWords(BlockKind.STATISTICS), owner=owner))

    written = written_report(report=report)
    tables = {one.key: one for one in tables_of(written)}
    version = freeze_report(
        report=report, seen=report.sequence, actor=directorate_of(owner), now=NOW
    )

    assert [row.values for row in tables["months"].rows if row.label == "апрель"] == [(2,)]
    matrix = {row.label: row.values for row in tables["matrix"].rows}
    assert matrix["Вологда"] == ("●", "■", 2)
    assert tables["hosts"].points == (("Вологда", 59.22, 39.88),)
    assert [row.label for row in tables["discipline"].rows] == ["Город № 1", "Город № 2"]
    assert tables_from_list(version.content["tables"]) == tuple(tables.values())
    assert "Вологда" in table_picture(tables["hosts"])
    printed = PrintedReport(written.text, tuple(tables.values()), owner.name, NOW)
    with ZipFile(BytesIO(report_file(printed, extension="docx").content)) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert "Показатели" in archive.read("word/document.xml").decode()
    assert len(pictures) == 2
    assert report_file(printed, extension="pdf").content[:5] == b"%PDF-"
    with pytest.raises(KeyError):
        report_file(printed, extension="xlsx")


def test_cities_that_cannot_be_drawn_are_named_under_the_map() -> None:
    owner = make_owner()
    put(held_with(owner, "Вологда, Шуя"), "Вологда, Шуя", role=PartyRole.HOST)
    report = fresh(draft(BlockWords(BlockKind.STATISTICS), owner=owner))

    def note() -> str:
        tables = {one.key: one for one in tables_of(written_report(report=report))}
        return tables["hosts"].note

    assert note() == ""
    Municipality.objects.filter(name="Вологда").update(latitude=59.22, longitude=39.88)
    assert note() == "Координаты не известны, на карте нет: Шуя."


@pytest.mark.parametrize(
    ("period", "first", "last", "count"),
    [
        ("2024-40", "январь", "июнь", 6),
        ("2024-33", "январь", "март", 3),
        ("2024", "январь", "декабрь", 12),
    ],
)
def test_the_table_of_months_has_those_of_the_period(
    period: str, first: str, last: str, count: int
) -> None:
    owner = make_owner()
    held_with(owner, "Вологда", timing_text="1 марта 2024")

    report = fresh(draft(BlockWords(BlockKind.STATISTICS), owner=owner, period=period))
    tables = {one.key: one for one in tables_of(written_report(report=report))}

    labels = [row.label for row in tables["months"].rows]
    assert (labels[0], labels[-1], len(labels)) == (first, last, count)
