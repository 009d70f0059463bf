"""Loading the demonstration: everything goes live once, and the same files change nothing."""

import io

import pytest
from django.core.management import CommandError, call_command
from tests.factories import gold

from mezhgorod.evidence.models import Finding, SourceDocument
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.queries import comparison_of
from mezhgorod.intake.rules import ChangeKind
from mezhgorod.planning.models import Event, EventSeries, ItemCell, Plan, PlanItem
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.models import AnnualReport, ReportMention

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_load_demo_brings_four_plans_and_a_report() -> None:
    assert Plan.objects.count() == 4
    assert AnnualReport.objects.count() == 1
    assert PlanItem.objects.count() == Event.objects.count() == 42 + 46 + 28 + 19


def test_load_demo_again_changes_nothing() -> None:
    models = (Plan, PlanItem, Event, ItemCell, EventSeries, Municipality, Finding, AnnualReport)
    before = [list(model.objects.order_by("pk").values()) for model in models]

    call_command("load_demo", verbosity=0)

    assert [list(model.objects.order_by("pk").values()) for model in models] == before
    assert SourceDocument.objects.count() == 5


@pytest.mark.parametrize("doc", gold.PLANS)
def test_a_second_reading_finds_every_row_unchanged(doc: str) -> None:
    run = ExtractionRun.objects.filter(document__file_name=f"{gold.SLUGS[doc]}.txt").first()
    assert run is not None

    comparison = comparison_of(run, actor=SYSTEM)

    assert comparison is not None
    assert {change.kind for change in comparison.changes} == {ChangeKind.UNCHANGED}


@pytest.mark.parametrize("doc", gold.SLUGS)
def test_documents_are_kept_byte_for_byte(doc: str) -> None:
    slug = gold.SLUGS[doc]
    document = SourceDocument.objects.get(file_name=f"{slug}.txt")

    with document.file.open("rb") as kept:
        assert kept.read() == (gold.CORPUS / slug / "source.txt").read_bytes()


def test_every_cell_of_a_plan_knows_where_it_stands() -> None:
    cells = ItemCell.objects.all()

    assert cells.exists()
    assert not cells.filter(row=0).exists()
    assert not cells.filter(table=0).exists()


def test_series_of_the_union_have_their_ordinals() -> None:
    series = EventSeries.objects.filter(owner__plans__document__file_name__startswith="sgcszr")
    editions = [event.edition for one in series.distinct() for event in one.events.all()]

    assert sorted(editions) == [2, 6, 7, 8, 9, 9, 10, 13, 19, 22, 28]
    assert len(set(series)) == 11


def test_the_report_is_text_with_its_cities_linked() -> None:
    report = AnnualReport.objects.get()
    source = (gold.CORPUS / gold.SLUGS["S001"] / "source.txt").read_text(encoding="utf-8")

    texts = report.paragraphs.order_by("position").values_list("text", flat=True)
    position = 0
    for text in texts:
        position = source.index(text, position) + len(text)
    mentions = ReportMention.objects.select_related("paragraph", "municipality")
    assert mentions.count() > 150
    surfaces = {
        (one.paragraph.text[one.start : one.end], one.municipality.name) for one in mentions
    }
    assert {("Архангельске", "Архангельск"), ("Тихвине", "Тихвин")} <= surfaces


def test_load_demo_says_which_file_is_missing(tmp_path: io.StringIO) -> None:
    with pytest.raises(CommandError, match="Нет файла"):
        call_command("load_demo", corpus=tmp_path, verbosity=0)
