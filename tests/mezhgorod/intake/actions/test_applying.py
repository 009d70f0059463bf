from dataclasses import replace

import pytest
from tests.factories.drafts import (
    BY_AGREEMENT,
    JUNE,
    MAY,
    OWNER,
    VOLOGDA,
    YAROSLAVL,
    day,
    plan,
    row,
    section,
)
from tests.factories.runs import LATER, NOW, ready_run

from mezhgorod.evidence.models import Finding
from mezhgorod.evidence.rules import FindingState
from mezhgorod.intake.actions import apply_run
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.planning.models import (
    Event,
    EventPlace,
    EventSeries,
    ItemCell,
    Plan,
    PlanItem,
    PlanSection,
)
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import SYSTEM
from planbook.findings import Finding as DraftFinding
from planbook.findings import SourceRef
from planbook.plans import CellDraft, PlanDraft

pytestmark = pytest.mark.django_db

FORUM = row("IX Форум «Инновации»", MAY, edition=9, edition_text="IX", own_name="Инновации")
ROUND_TABLE = row("Круглый стол", BY_AGREEMENT, (YAROSLAVL,), at=2)
SMALL = plan(section("I. Форумы", FORUM, ROUND_TABLE))


def apply(draft: PlanDraft, content: str = "план", **options: object) -> ExtractionRun:
    return apply_run(run=ready_run(draft, content=content), actor=SYSTEM, now=NOW, **options)


def test_apply_run_writes_the_whole_plan() -> None:
    run = apply(SMALL)

    made = Plan.objects.get()
    assert (run.state, run.plan, run.decided_at) == (RunState.APPLIED, made, NOW)
    assert (made.owner.name, made.period_edtf, made.revision) == (OWNER, "2023", 1)
    assert list(made.columns.values_list("role", "header")) == [
        ("title", "Мероприятие"),
        ("place", "Место"),
        ("timing", "Дата"),
    ]
    assert list(
        PlanItem.objects.order_by("position").values_list(
            "section__heading", "event__title", "event__timing_kind", "event__earliest"
        )
    ) == [
        ("I. Форумы", "IX Форум «Инновации»", "month", MAY.earliest),
        ("I. Форумы", "Круглый стол", "unscheduled", None),
    ]


def test_apply_run_keeps_cells_word_for_word_with_their_place() -> None:
    title = "Форум «Инновации.\n\nТехнологии»"
    apply(plan(section("", row(title, at=7))))

    cells = ItemCell.objects.order_by("position")
    assert list(cells.values_list("role", "text", "table", "row", "column")) == [
        ("title", title, 1, 7, 1),
        ("place", "Вологда", 1, 7, 2),
        ("timing", "май", 1, 7, 3),
    ]


def test_apply_run_twice_changes_nothing() -> None:
    apply(SMALL)
    before = _everything()

    again = apply(SMALL)

    assert again.state == RunState.APPLIED
    assert _everything() == before


def test_apply_run_of_an_applied_run_does_the_work_once() -> None:
    run = ready_run(SMALL)
    first = apply_run(run=run, actor=SYSTEM, now=NOW)

    second = apply_run(run=run, actor=SYSTEM, now=LATER)

    assert (second.pk, second.decided_at) == (first.pk, NOW)
    assert Plan.objects.get().revision == 1


def test_apply_run_of_a_new_version_keeps_uids_and_counts_changes() -> None:
    apply(SMALL)
    uids = dict(Event.objects.values_list("title", "uid"))
    item_ids = dict(PlanItem.objects.values_list("event__title", "pk"))
    moved = replace(FORUM, timing=JUNE)
    new = row("Семинар", at=1)

    apply(plan(section("I. Форумы", new, moved, ROUND_TABLE)), content="план 2")

    events = {event.title: event for event in Event.objects.all()}
    assert {title: events[title].uid for title in uids} == uids
    assert {title: event.sequence for title, event in events.items()} == {
        "IX Форум «Инновации»": 1,
        "Круглый стол": 0,
        "Семинар": 0,
    }
    ids = dict(PlanItem.objects.values_list("event__title", "pk"))
    assert {title: ids[title] for title in item_ids} == item_ids
    order = PlanItem.objects.order_by("position").values_list("event__title", flat=True)
    assert list(order) == ["Семинар", "IX Форум «Инновации»", "Круглый стол"]
    assert set(ItemCell.objects.values_list("document__sha256", flat=True)) == {
        Plan.objects.get().document.sha256
    }
    assert Plan.objects.get().revision == 2


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"organizers": ("Союз", "Администрация")}, id="another organizer"),
        pytest.param({"places": (YAROSLAVL,)}, id="another city"),
    ],
)
def test_apply_run_counts_new_people_and_places_as_a_change(changed: dict[str, object]) -> None:
    forum = replace(FORUM, organizers=("Союз",))
    apply(plan(section("I. Форумы", forum, ROUND_TABLE)))

    apply(plan(section("I. Форумы", replace(forum, **changed), ROUND_TABLE)), content="2")

    event = Event.objects.get(title=FORUM.title)
    assert event.sequence == 1
    assert tuple(event.participants.order_by("position").values_list("text", flat=True)) == (
        changed.get("organizers", ("Союз",))
    )
    assert event.places.get().text == changed.get("places", (VOLOGDA,))[0].text


def test_apply_run_counts_a_new_reading_of_the_same_words_only_if_it_says_more() -> None:
    apply(plan(section("I. Форумы", FORUM)))

    # Another cell of the row is new; the event itself says the same.
    cells = (*FORUM.cells, CellDraft("other:Бюджет", "", SourceRef(table=1, row=1, column=4)))
    apply(plan(section("I. Форумы", replace(FORUM, cells=cells))), content="2")

    assert Event.objects.get().sequence == 0
    assert ItemCell.objects.count() == 4


def test_apply_run_keeps_sections_by_heading() -> None:
    first, second = section("I. Форумы", FORUM), section("II. Столы", ROUND_TABLE)
    apply(plan(first, second))
    ids = dict(PlanSection.objects.values_list("heading", "pk"))

    apply(plan(section("Новое", row("Семинар")), second, first), content="план 2")

    after = PlanSection.objects.order_by("position").values_list("heading", "pk")
    assert [heading for heading, _ in after] == ["Новое", "II. Столы", "I. Форумы"]
    assert {heading: pk for heading, pk in after if heading in ids} == ids


def test_apply_run_never_merges_rows_of_one_title() -> None:
    title = "Заседание секции «Физическая культура и спорт»"
    timings = (day("23 марта", 3, 23), MAY, JUNE, day("15 сентября", 9, 15))
    places = (VOLOGDA, YAROSLAVL, VOLOGDA, YAROSLAVL)
    meetings = [
        row(title, timing, (place,), at=at)
        for at, (timing, place) in enumerate(zip(timings, places, strict=True), start=1)
    ]
    apply(plan(section("II", *meetings)))
    uids = dict(Event.objects.values_list("timing_text", "uid"))
    moved = row(title, day("16 сентября", 9, 16), (YAROSLAVL,), at=4)

    apply(plan(section("II", meetings[0], meetings[2], meetings[1], moved)), content="2")

    after = dict(Event.objects.values_list("timing_text", "uid"))
    assert after == {
        "23 марта": uids["23 марта"],
        "май": uids["май"],
        "июнь": uids["июнь"],
        "16 сентября": uids["15 сентября"],
    }
    assert not EventSeries.objects.exists()


def test_apply_run_keeps_an_accepted_finding_accepted() -> None:
    remark = DraftFinding("timing.long_range", "Проверьте срок.", evidence="21 июня-22июля")
    noted = replace(FORUM, findings=(remark,))
    apply(plan(section("I", noted)))
    Finding.objects.update(state=FindingState.ACCEPTED)

    moved_down = replace(noted, note="уточнено")
    apply(plan(section("I", row("Новая"), moved_down)), content="план 2")

    finding = Finding.objects.get(document=Plan.objects.get().document)
    assert (finding.code, finding.state) == ("timing.long_range", FindingState.ACCEPTED)
    assert finding.items.get().event.title == FORUM.title


def test_apply_run_stores_a_finding_once_however_often_it_is_said() -> None:
    bare = DraftFinding("timing.spacing", "Проверьте пробелы.", evidence="май2023")
    placed = replace(bare, source=SourceRef(table=1, row=1, column=3))
    noted = replace(FORUM, findings=(placed,), timing=replace(MAY, findings=(bare,)))

    apply(plan(section("I", noted), findings=[placed]))

    finding = Finding.objects.get()
    assert (finding.table, finding.row, finding.column) == (1, 1, 3)
    assert finding.items.get().event.title == FORUM.title


def test_apply_run_puts_editions_into_one_series_and_seasons_apart() -> None:
    games = [
        row("XIX летняя Спартакиада городов", edition=19, edition_text="XIX"),
        row("III зимняя Спартакиада городов", edition=3, edition_text="III"),
    ]
    apply(plan(section("III", *games)))
    next_year = row("XX летняя Спартакиада городов", edition=20, edition_text="XX")
    apply(plan(section("III", next_year), period="2025", title="План на 2025 год"), content="2025")

    assert [
        (series.name, [event.edition for event in series.events.order_by("edition")])
        for series in EventSeries.objects.order_by("name")
    ] == [("Зимняя Спартакиада городов", [3]), ("Летняя Спартакиада городов", [19, 20])]


def test_apply_run_keeps_an_edit_of_an_unchanged_row() -> None:
    apply(SMALL)
    Event.objects.filter(title=ROUND_TABLE.title).update(title="Круглый стол о туризме")

    apply(plan(section("I. Форумы", replace(FORUM, timing=JUNE), ROUND_TABLE)), content="2")

    assert set(Event.objects.values_list("title", "timing_text")) == {
        ("IX Форум «Инновации»", "июнь"),
        ("Круглый стол о туризме", "по согласованию"),
    }


def test_apply_run_links_places_to_one_city() -> None:
    apply(plan(section("", row("Форум"), row("Стол", JUNE, (VOLOGDA, YAROSLAVL), at=2))))

    assert set(Municipality.objects.values_list("name", flat=True)) == {"Вологда", "Ярославль"}
    assert list(
        EventPlace.objects.order_by("event__title", "position").values_list(
            "event__title", "municipality__name", "role"
        )
    ) == [
        ("Стол", "Вологда", "venue"),
        ("Стол", "Ярославль", "venue"),
        ("Форум", "Вологда", "venue"),
    ]


def _everything() -> list[object]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Plan, PlanSection, PlanItem, ItemCell, Event, EventPlace, Finding)
    ]


def test_apply_run_keeps_a_city_in_a_title_a_venue_and_a_bare_city_a_subject() -> None:
    title_only = [CellDraft("title", "Вологда")]
    jubilee = replace(row("Вологда"), cells=tuple(title_only))
    meeting = replace(row("Встреча в Вологде"), cells=(CellDraft("title", "Встреча в Вологде"),))

    apply(plan(section("I", jubilee, meeting)))

    assert dict(EventPlace.objects.values_list("event__title", "role")) == {
        "Вологда": "subject",
        "Встреча в Вологде": "venue",
    }
