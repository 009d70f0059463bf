from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.people import make_owner
from tests.factories.rounds import city

from mezhgorod.exchanges.models import PartyGroup
from mezhgorod.exchanges.queries.groups import (
    GroupedCities,
    Grouping,
    groups_by_hand,
    groups_of,
    party_groups,
)
from mezhgorod.exchanges.queries.populations import Populations, cities_of, populations_of
from mezhgorod.registry.models import Region
from planbook.indicators import (
    Answer,
    Cell,
    CellValue,
    ComparisonTable,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    TableHead,
    Unit,
    UnitKind,
    consolidate,
)

pytestmark = pytest.mark.django_db
REGIONS = {"Вологда": "Вологодская область", "Псков": "Псковская область", "Киров": ""}


def table(*names: str, people: tuple[str | None, ...] = (), unit: str = "чел.") -> ComparisonTable:
    line = FormLine(Indicator("city.population", "Население", Unit(UnitKind.COUNT, unit)))
    form = IndicatorForm("Города", (FormSection("a", "Города", (line,)),))
    told = people or (None,) * len(names)
    answers = [
        Answer(name, {Cell("city.population"): CellValue(number=Decimal(one))} if one else {})
        for name, one in zip(names, told, strict=True)
    ]
    head = TableHead("Города", "Союз", "2026", 1, date(2026, 5, 5))
    return consolidate(form, answers, head=head, keys=[str(placed(name).pk) for name in names])


def placed(name: str):
    party = city(name)
    region = REGIONS.get(name, "")
    if region:
        party.territory.region, _ = Region.objects.get_or_create(
            name=region, defaults={"code": region[:6], "slug": f"r{len(region)}"}
        )
        party.territory.save()
    return party


def populations(made: ComparisonTable) -> Populations:
    return populations_of(made, cities_of(made))


def test_people_as_the_round_itself_tells_them():
    made = table("Вологда", "Псков", people=("310", "190.5"), unit="тыс. чел.")
    found = populations(made)
    assert list(found.by_key.values()) == [310_000, 190_500]
    assert found.source == "показатель «Население» этого же раунда"


def test_sources_are_never_mixed():
    made = table("Вологда", "Псков", people=("310000", None))
    found = populations(made)
    assert found.source == "справочник GeoNames (CC BY 4.0)"
    assert next(iter(found.by_key.values())) != 310_000
    assert all(number > 100_000 for number in found.by_key.values())


def test_a_namesake_is_never_taken_for_the_city():
    REGIONS["Вологда"], kept = "Тверская область", REGIONS["Вологда"]
    try:
        found = populations(table("Вологда"))
    finally:
        REGIONS["Вологда"] = kept
    assert (list(found.by_key.values()), found.unknown_count) == ([None], 1)


def test_groups_by_region_and_by_people_with_the_nearest_first():
    made = table("Вологда", "Псков")
    cities = cities_of(made)
    vologda, pskov = (column.key for column in made.columns)
    facts = GroupedCities(cities, Populations({vologda: 310_000, pskov: 190_000}, ""))
    regions = groups_of(made, facts, grouping=Grouping.REGION)
    assert [(one.title, one.keys) for one in regions] == [
        ("Вологодская область", (vologda,)),
        ("Псковская область", (pskov,)),
    ]
    people = groups_of(made, facts, grouping=Grouping.POPULATION, own_key=pskov)
    assert [one.keys for one in people] == [(vologda, pskov), (vologda,), (pskov,)]
    without = groups_of(made, facts, grouping=Grouping.POPULATION)
    assert [one.keys for one in without] == [(vologda,), (pskov,)]


def test_groups_by_hand_are_of_the_association_and_of_the_table():
    made = table("Вологда", "Псков")
    hand = PartyGroup.objects.create(owner=make_owner(), title="Речные порты")
    hand.parties.set([city("Вологда"), city("Ярославль")])
    other = PartyGroup.objects.create(owner=make_owner("АСДГ"), title="Чужая")
    other.parties.set([city("Вологда")])
    empty = PartyGroup.objects.create(owner=make_owner(), title="Не из таблицы")
    empty.parties.set([city("Ярославль")])
    found = groups_by_hand(owner_id=make_owner().pk, table=made)
    assert [(one.title, one.keys) for one in found] == [("Речные порты", (made.columns[0].key,))]
    facts = GroupedCities({}, Populations({}, ""), found)
    assert groups_of(made, facts, grouping=Grouping.HAND) == found


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_groups(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
):
    for number in range(count):
        group = PartyGroup.objects.create(owner=make_owner(), title=f"Группа {number}")
        group.parties.set([city("Вологда"), city("Псков")])
    made = table(*("Вологда", "Псков", "Тверь")[:count])
    owner = make_owner()
    with django_assert_num_queries(3):
        found = party_groups(owner_id=owner.pk)
        assert [len(one.parties.all()) for one in found] == [2] * count
    with django_assert_num_queries(1):
        assert len(cities_of(made)) == count
