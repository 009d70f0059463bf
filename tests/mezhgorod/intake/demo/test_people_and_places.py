"""Who and where in the four plans: cities, regions, remote rows, organizers, operators."""

from collections import Counter

import pytest
from django.db.models import Q
from tests.factories import gold

from mezhgorod.planning.models import Event, EventParticipant, EventPlace, PlanItem
from mezhgorod.planning.rules import AttendanceMode, EventRole
from mezhgorod.registry.models import Municipality, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def items(doc: str) -> list[PlanItem]:
    found = PlanItem.objects.filter(section__plan__document__file_name=f"{gold.SLUGS[doc]}.txt")
    return list(found.select_related("event").order_by("position"))


def item(doc: str, position: int) -> PlanItem:
    return items(doc)[position - 1]


def texts(event: Event, role: EventRole) -> list[str]:
    people = event.participants.filter(role=role).order_by("position")
    return list(people.values_list("text", flat=True))


@pytest.mark.parametrize("doc", ["S000", "S002", "S003", "S004"])
def test_cities_equal_the_gold_table(doc: str) -> None:
    expected = {
        int(row["item"]): [name for name in row["settlements"].split(";") if name]
        for row in gold.rows("places.csv", doc)
        if row["role"] == "place" and row["item"].isdigit()
    }
    # Who runs an exchange stands in the place column, but is no place.
    people = EventParticipant.objects.filter(role__in=(EventRole.OPERATOR, EventRole.ORGANIZER))
    found: dict[int, list[str]] = {}
    for rows in (EventPlace.objects.all(), people.filter(event__places=None)):
        named = rows.filter(municipality__isnull=False).order_by("position")
        for event_id, name in named.values_list("event_id", "municipality__name"):
            found.setdefault(event_id, []).append(name)

    assert {number: found.get(item(doc, number).event_id, []) for number in expected} == expected


def test_five_rows_of_the_union_are_remote() -> None:
    remote = [
        (position, one.event.places.count())
        for position, one in enumerate(items("S000"), start=1)
        if one.event.attendance_mode in {AttendanceMode.ONLINE, AttendanceMode.HYBRID}
    ]

    # II.2, 3, 6, 12, 13 stand third to twentieth in the whole plan.
    assert [position for position, _ in remote] == [4, 5, 8, 14, 15]


def test_organizers_in_the_place_column_are_no_place() -> None:
    event = item("S000", 5).event

    assert texts(event, EventRole.ORGANIZER) == ["ИД АГП", "администрация г. Кирова"]
    assert not event.places.exists()
    kirov = event.participants.get(text="администрация г. Кирова").municipality
    assert (kirov.name, kirov.region.name) == ("Киров", "Кировская область")


def test_exchanges_name_who_runs_them() -> None:
    operators = [texts(one.event, EventRole.OPERATOR) for one in items("S000")[34:]]

    assert [", ".join(names) for names in operators] == [
        "МО, исполнительная дирекция",
        "МО, исполнительная дирекция",
        "исполнительная дирекция",
        "исполнительная дирекция",
        "МО, исполнительная дирекция",
        "Иваново, Великий Новгород",
        "Ярославль",
        "Владимир",
    ]
    partners = texts(item("S000", 39).event, EventRole.PARTNER)
    assert partners == ["АСДГ", "АГП", "АМОГУ"]


def test_organizers_of_the_assembly_come_from_the_notes() -> None:
    rows = items("S002")[:15]
    named = {one.number: texts(one.event, EventRole.ORGANIZER) for one in rows}

    assert [number for number, names in named.items() if not names] == ["7", "13"]
    mag = [number for number, names in named.items() if "МАГ" in names]
    assert mag == ["1", "2", "3", "5", "8", "14", "15"]
    assert item("S002", 7).event.note == "По плану Правительства Москвы"


@pytest.mark.parametrize(
    ("doc", "subjects", "links", "pseudo"), [("S003", 35, 96, 1), ("S004", 20, 50, 2)]
)
def test_partner_regions_are_linked(doc: str, subjects: int, links: int, pseudo: int) -> None:
    partners = EventParticipant.objects.filter(
        event__in=[one.event_id for one in items(doc)], role=EventRole.PARTNER
    )
    regions = [name for name in partners.values_list("region__name", flat=True) if name]

    assert (len(set(regions)), len(regions)) == (subjects, links)
    assert partners.filter(region=None).count() == pseudo


@pytest.mark.parametrize(
    ("doc", "counts"),
    [
        ("S003", {"24": 9, "25": 4, "26": 17, "27": 17, "28": 5}),
        ("S004", {"18": 10, "19": 9, "4": 7}),
    ],
)
def test_largest_rows_name_their_regions(doc: str, counts: dict[str, int]) -> None:
    found = Counter(
        {
            one.number: one.event.participants.filter(
                role=EventRole.PARTNER, region__isnull=False
            ).count()
            for one in items(doc)
            if one.number in counts
        }
    )

    assert found == counts


def test_remote_rows_of_smolensk() -> None:
    modes = Counter(one.event.attendance_mode for one in items("S003"))

    assert modes[AttendanceMode.ONLINE] == 13


def test_places_of_smolensk_inside_and_outside_the_region() -> None:
    regions = [
        place.region.name if place.region else ""
        for one in items("S003")
        for place in one.event.places.select_related("region")
        if one.event.attendance_mode != AttendanceMode.ONLINE
    ]

    assert (regions.count("Смоленская область"), len(regions)) == (7, 15)
    village = item("S003", 24).event.places.get()
    assert (village.municipality.kind, bool(village.district), village.region is not None) == (
        "settlement",
        True,
        True,
    )


def test_information_work_of_the_assembly_has_no_place() -> None:
    work = [one.event for one in items("S002")[15:21]]

    assert Counter(event.timing_kind for event in work) == {"ongoing": 4, "recurring": 2}
    assert [event.timing_data["rrule"] for event in work if event.timing_kind == "recurring"] == [
        "FREQ=MONTHLY;INTERVAL=3",
        "FREQ=WEEKLY",
    ]
    assert not EventPlace.objects.filter(event__in=work).exists()


def test_anniversaries_are_about_their_city() -> None:
    event = item("S002", 22).event

    assert (event.anniversary_years, event.anniversary_text) == (320, "320")
    assert [(place.role, place.municipality.name) for place in event.places.all()] == [
        ("subject", "Санкт-Петербург")
    ]


def test_the_capital_under_its_former_name_is_one_city() -> None:
    place = EventPlace.objects.get(text__contains="Нур-Султан")

    assert place.municipality.name == "Астана"


def test_a_row_with_a_stray_tab_has_all_its_cells() -> None:
    assert item("S004", 6).cells.count() == 7


def test_city_page_of_2023() -> None:
    """What a city finds about itself in the plan of the union."""
    counts = {
        name: PlanItem.objects.filter(
            Q(event__places__municipality__name=name)
            | Q(event__participants__municipality__name=name),
            section__plan__document__file_name=f"{gold.SLUGS['S000']}.txt",
        )
        .distinct()
        .count()
        for name in ("Вологда", "Череповец", "Ярославль", "Владимир")
    }

    assert counts == {"Вологда": 5, "Череповец": 5, "Ярославль": 5, "Владимир": 3}


def test_every_region_is_known() -> None:
    assert Region.objects.count() == 89
    assert not Municipality.objects.filter(region=None, country="Россия").exists()
