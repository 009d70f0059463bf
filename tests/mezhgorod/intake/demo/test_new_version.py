"""A corrected file of a real plan comes in: only what changed changes."""

import io
from collections.abc import Callable

import pytest
from tests.factories import gold
from tests.factories.runs import LATER, NOW

from mezhgorod.intake.actions import apply_run, extract, store_upload
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.queries import comparison_of
from mezhgorod.intake.rules import CellChange, ChangeKind
from mezhgorod.planning.models import Event, ItemCell, Plan, PlanItem
from mezhgorod.registry.rules import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

SOURCE = gold.CORPUS / gold.SLUGS["S000"] / "source.txt"


def read(change: Callable[[str], str]) -> ExtractionRun:
    text = change(SOURCE.read_text(encoding="utf-8"))
    run = store_upload(
        file=io.BytesIO(text.encode()), file_name="уточнённый план.txt", actor=SYSTEM, now=NOW
    )
    return extract(run=run, clock=lambda: NOW)


def live() -> Plan:
    return Plan.objects.get(owner__short_name="СГЦСЗР")


def test_a_moved_date_is_one_changed_row() -> None:
    before = dict(Event.objects.values_list("uid", "sequence"))
    run = read(lambda text: text.replace("\t27 апреля", "\t28 апреля"))

    comparison = comparison_of(run, actor=SYSTEM)
    assert comparison is not None
    assert comparison.counts == {"insert": 0, "update": 1, "unchanged": 41, "removed": 0}
    (update,) = [one for one in comparison.changes if one.kind is ChangeKind.UPDATE]
    assert update.cells == (CellChange("timing", "27 апреля", "28 апреля"),)

    apply_run(run=run, actor=SYSTEM, now=LATER)

    after = dict(Event.objects.values_list("uid", "sequence"))
    assert after.keys() == before.keys()
    (changed,) = [uid for uid in after if after[uid] != before[uid]]
    event = Event.objects.get(uid=changed)
    assert (event.timing_edtf, event.sequence, event.updated_at) == ("2023-04-28", 1, LATER)
    assert live().document.file_name == "уточнённый план.txt"
    documents = ItemCell.objects.filter(item__section__plan=live()).values("document").distinct()
    assert documents.count() == 1


def test_a_new_row_moves_the_others_and_changes_none_of_them() -> None:
    ids = dict(PlanItem.objects.filter(section__plan=live()).values_list("pk", "event__uid"))
    new = "\t· Слёт молодых юристов\n\tШуя\n\tиюль\n\n\t· Круглый стол «Применение"
    run = read(lambda text: text.replace("\t· Круглый стол «Применение", new))

    apply_run(run=run, actor=SYSTEM, now=LATER)

    items = PlanItem.objects.filter(section__plan=live()).order_by("position")
    assert items.count() == 43
    assert {item.pk: item.event.uid for item in items if item.pk in ids} == ids
    (added,) = [item for item in items if item.pk not in ids]
    assert (added.event.title, added.event.timing_edtf) == ("Слёт молодых юристов", "2023-07")
    assert set(Event.objects.filter(items__in=ids).values_list("sequence", flat=True)) == {0}


def test_a_dropped_row_is_told_before_it_goes() -> None:
    row = "\t· Правление СГЦСЗР\n\tПетрозаводск\n\tсентябрь\n\n"
    run = read(lambda text: text.replace(row, ""))

    comparison = comparison_of(run, actor=SYSTEM)

    assert comparison is not None
    assert comparison.counts == {"insert": 0, "update": 0, "unchanged": 41, "removed": 1}
    removed = [one.title for one in comparison.changes if one.kind is ChangeKind.REMOVED]
    assert removed == ["Правление СГЦСЗР"]
    assert not comparison.needs_confirmation
