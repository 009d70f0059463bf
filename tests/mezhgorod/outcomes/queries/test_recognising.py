"""Pasted lists against the registry: who is meant, who is told twice, who is unknown."""

import pytest
from tests.factories.people import make_owner, make_party

from mezhgorod.outcomes.queries import recognise_parties
from mezhgorod.registry.models import Membership, MembershipPlace, Municipality, Organization
from mezhgorod.registry.rules import MunicipalityKind, OrganizationKind, RuleViolation

pytestmark = pytest.mark.django_db


@pytest.fixture
def union() -> Organization:
    """A union of Вологда and Боровичи, whose district speaks through the town."""
    owner = make_owner()
    for city in ("Вологда", "Боровичи"):
        party = make_party(f"Муниципальное образование «{city}»", city=city)
        membership = Membership.objects.create(association=owner, member=party)
    district = Municipality.objects.create(
        name="Боровичский район", slug="bor-rayon", kind=MunicipalityKind.DISTRICT
    )
    MembershipPlace.objects.create(membership=membership, municipality=district)
    return owner


def test_known_unknown_and_double_names(union: Organization) -> None:
    found = recognise_parties("из Вологды, г. Вологда (ВКС), Энска, Суздаля и другие", owner=union)

    said = [(one.draft.text, one.is_known, one.member_id is not None) for one in found.parties]
    assert said == [("Вологда", True, True), ("Энск", False, False), ("Суздаль", True, False)]
    assert found.is_open
    assert found.drafts[0].mode == "online"
    assert found.drafts[2].region == "Владимирская область"
    assert found.notes == (
        "Вологда: в списке дважды: «из Вологды» и «г. Вологда (ВКС)». Учтено один раз.",
        "«Энска» понято как «Энск»: проверьте форму.",
    )
    assert [one.is_guess for one in found.parties] == [False, True, False]


def test_a_name_in_a_list_of_nominatives_stays_as_typed(union: Organization) -> None:
    found = recognise_parties("Вологда, Энска, Тверь", owner=union)

    assert [one.draft.text for one in found.parties] == ["Вологда", "Энска", "Тверь"]
    assert found.notes == (
        "Не найдено: «Энска». Оставлено как набрано; проверьте написание "
        "или добавьте регион в скобках.",
    )


def test_a_guess_that_the_registry_knows_is_told_too(union: Organization) -> None:
    city = Municipality.objects.create(name="Нигдеград", slug="nigdegrad")

    found = recognise_parties("из Вологды и Нигдеграда", owner=union)

    assert found.drafts[1].municipality_id == city.pk
    assert found.notes == ("«Нигдеграда» понято как «Нигдеград»: проверьте форму.",)


def test_town_and_district_of_one_member_both_stay_and_are_told(union: Organization) -> None:
    found = recognise_parties("Боровичей, Боровичского района", owner=union)

    assert [one.draft.text for one in found.parties] == ["Боровичи", "Боровичский район"]
    assert len(found.notes) == 1
    assert found.notes[0].startswith("«Боровичи» и «Боровичский район» — один член.")


def test_without_an_owner_nobody_is_a_member(union: Organization) -> None:
    found = recognise_parties("Боровичей, Боровичского района")

    assert [one.member_id for one in found.parties] == [None, None]
    assert found.notes == ()


def test_an_organization_with_and_in_its_name_is_one(union: Organization) -> None:
    kind = OrganizationKind.INSTITUTION
    known = Organization.objects.create(name="Институт кино и сцены", slug="kino", kind=kind)

    found = recognise_parties("Институт кино и сцены, Вологда", owner=union)

    assert [one.draft.organization_id for one in found.parties] == [known.pk, None]


@pytest.mark.parametrize(("text", "code"), [("я" * 5_001, "long"), ("Шуя," * 501, "many")])
def test_too_much_is_refused(text: str, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        recognise_parties(text)

    assert refused.value.code == f"list.too_{code}"


@pytest.mark.parametrize("count", [1, 15])
def test_queries_do_not_grow_with_names(
    union: Organization, count: int, django_assert_num_queries: object
) -> None:
    recognise_parties("Шуя")
    names = ", ".join(["Вологда", "Боровичи", "Энск"] * (count // 3) or ["Вологда"])

    with django_assert_num_queries(10):  # type: ignore[operator]
        recognise_parties(names, owner=union)
