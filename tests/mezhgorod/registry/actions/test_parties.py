"""Parties: made for a city, renamed in time, written to at addresses each association keeps."""

from datetime import date

import pytest
from tests.factories.people import actor_with, make_owner, make_party
from tests.factories.who_is_who import NOW, keeper, make_city, make_member

from mezhgorod.registry.actions import (
    ContactDraft,
    Named,
    Renaming,
    delete_contact,
    ensure_party,
    party_named,
    rename_party,
    save_contact,
)
from mezhgorod.registry.models import (
    AuditEntry,
    Contact,
    Municipality,
    MunicipalityName,
    Organization,
    Region,
)
from mezhgorod.registry.queries.associations import contacts_of
from mezhgorod.registry.queries.memberships import name_on
from mezhgorod.registry.rules import OrganizationKind, Role, RuleViolation

pytestmark = pytest.mark.django_db

EMAIL = "vologda@example.org"


def test_the_party_of_a_city_is_made_once_and_speaks_by_the_name_of_the_city() -> None:
    city = make_city("Вологда")

    made = ensure_party(municipality=city)

    assert (made.name, made.kind, made.territory, made.slug, made.spoken_name) == (
        "Муниципальное образование «Вологда»",
        OrganizationKind.MUNICIPALITY,
        city,
        "mo-vologda",
        "Вологда",
    )
    assert ensure_party(municipality=city) == made


def test_namesakes_have_parties_of_their_own() -> None:
    regions = [
        Region.objects.create(code=code, name=name, slug=code)
        for code, name in (("RU-MUR", "Мурманская область"), ("RU-LEN", "Ленинградская область"))
    ]
    cities = [
        Municipality.objects.create(
            name="Кировск", slug=f"kirovsk-{region.code}", region=region, country="Россия"
        )
        for region in regions
    ]

    made = [ensure_party(municipality=city).name for city in cities]

    assert made == [
        "Муниципальное образование «Кировск»",
        "Муниципальное образование «Кировск» (Ленинградская область)",
    ]


def test_a_typed_name_finds_whoever_bears_it_and_a_wrong_one_nobody() -> None:
    department = make_party("Департамент Смоленской области по культуре")

    assert party_named(name=" Департамент Смоленской области по культуре ") == department
    assert party_named(name="г. Вологда").spoken_name == "Вологда"
    for name in ("Несуществующинск", "Кировск", "\x00", "щ" * 400, "Вологда, Псков"):
        with pytest.raises(RuleViolation):
            party_named(name=name)
    assert Organization.objects.count() == 2


def test_a_renamed_organization_keeps_the_name_of_its_time() -> None:
    party = make_party("Департамент Смоленской области по культуре")
    owner = make_member("Вологда").association
    owner.members.update(member=party)

    rename_party(
        party=party,
        renaming=Renaming("Министерство культуры Смоленской области", date(2024, 1, 1)),
        actor=keeper(owner),
        now=NOW,
    )

    days = (date(2023, 12, 31), date(2024, 1, 1))
    assert [name_on(organization=party, day=day) for day in days] == [
        "Департамент Смоленской области по культуре",
        "Министерство культуры Смоленской области",
    ]
    with pytest.raises(RuleViolation) as refused:
        rename_party(
            party=party,
            renaming=Renaming("Комитет культуры", date(2023, 5, 1)),
            actor=keeper(owner),
            now=NOW,
        )
    assert refused.value.code == "party.renamed_later"


def test_a_city_is_called_by_its_name_of_the_day() -> None:
    city = make_city("Астана")
    MunicipalityName.objects.create(
        municipality=city,
        name="Нур-Султан",
        valid_from=date(2019, 3, 23),
        valid_until=date(2022, 9, 16),
    )
    party = ensure_party(municipality=city)

    assert [
        name_on(organization=party, day=day)
        for day in (date(2018, 1, 1), date(2020, 5, 5), date(2023, 1, 1))
    ] == ["Астана", "Нур-Султан", "Астана"]


def test_a_name_shared_by_two_associations_is_changed_by_neither_alone() -> None:
    member = make_member("Вологда")
    second = make_member("Вологда", owner=make_owner("Ассоциация городов Поволжья"))
    assert member.member == second.member

    with pytest.raises(RuleViolation) as refused:
        rename_party(
            party=member.member,
            renaming=Renaming("Вологодский округ", date(2024, 1, 1)),
            actor=keeper(member.association),
            now=NOW,
        )

    assert refused.value.code == "party.rename_forbidden"
    member.member.refresh_from_db()
    assert member.member.name == "Муниципальное образование «Вологда»"


def test_an_address_is_kept_for_one_association_and_not_in_the_journal() -> None:
    member = make_member("Вологда")
    owner, stranger = member.association, make_owner("Ассоциация городов Поволжья")

    kept = save_contact(
        association=owner,
        party=member.member,
        draft=ContactDraft(EMAIL, "культура", Named("Контактное лицо Вологды")),
        actor=keeper(owner),
        now=NOW,
    )

    assert list(contacts_of(party=member.member, owner=owner)) == [kept]
    assert list(contacts_of(party=member.member, owner=stranger)) == []
    told = AuditEntry.objects.get(action="contact.add")
    assert (told.summary, told.before, told.after) == (
        "Добавлен адрес для писем: Вологда.",
        None,
        None,
    )
    for actor in (keeper(stranger), actor_with(Role.AUDITOR, owner)):
        with pytest.raises(RuleViolation):
            delete_contact(contact=kept, actor=actor, now=NOW)
    delete_contact(contact=kept, actor=keeper(owner), now=NOW)
    assert not Contact.objects.exists()


@pytest.mark.parametrize("email", ["", "нет", "a@", "a@b\x00c.org", "x" * 300 + "@example.org"])
def test_what_is_no_address_is_refused(email: str) -> None:
    member = make_member("Вологда")

    with pytest.raises(RuleViolation) as refused:
        save_contact(
            association=member.association,
            party=member.member,
            draft=ContactDraft(email),
            actor=keeper(member.association),
            now=NOW,
        )

    assert refused.value.field == "email"
    assert not Contact.objects.exists()
