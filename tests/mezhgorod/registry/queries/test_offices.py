"""What ends soon: terms, memberships, agreements, fuzzy ones too; lists in few queries."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.people import make_body, make_owner
from tests.factories.who_is_who import (
    CHAIR,
    NOW,
    PERSON,
    keeper,
    make_member,
    make_post,
    make_tenure,
)

from mezhgorod.registry.actions import AgreementDraft, save_agreement
from mezhgorod.registry.models import Membership
from mezhgorod.registry.queries.memberships import members_on
from mezhgorod.registry.queries.offices import compositions_of, ending_terms
from mezhgorod.registry.rules import read_bound

pytestmark = pytest.mark.django_db

REPORT = "в 2025 году завершаются полномочия избранных органов управления Союза"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2024, 9, 1), []),
        (date(2024, 11, 1), [(f"Ревизионная комиссия, {CHAIR}: {REPORT}", False)]),
        (date(2025, 6, 1), [(f"Ревизионная комиссия, {CHAIR}: {REPORT}", True)]),
        (date(2026, 1, 1), []),
    ],
)
def test_a_term_that_ends_some_time_in_a_year_is_told_from_before_that_year(
    today: date, expected: list[tuple[str, bool]]
) -> None:
    post = make_post()
    make_tenure(post, until=REPORT)

    found = ending_terms(owner=post.organization, today=today, within_days=90)

    assert [(one.words, one.is_past) for one in found] == expected
    assert PERSON not in str(expected)


def test_what_ends_is_listed_by_its_day_for_one_association_only(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    owner, stranger = make_owner(), make_owner("Ассоциация городов Поволжья")
    for one in (owner, stranger):
        draft = AgreementDraft("Соглашение об обмене", "7", until_text="30.06.2025")
        save_agreement(owner=one, draft=draft, actor=keeper(one), now=NOW)
    member = make_member("Вологда", owner=owner)
    member.set_until(read_bound("31.05.2025"))
    member.save()
    make_tenure(make_post(body=make_body(owner, "Правление")), until="май 2025")

    with django_assert_num_queries(7):
        found = ending_terms(owner=owner, today=date(2025, 4, 1), within_days=90)

    assert [one.words for one in found] == [
        "Правление, " + CHAIR + ": май 2025",
        "Членство: Вологда: 31.05.2025",
        "Соглашение № 7: Соглашение об обмене: 30.06.2025",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_members_cost_the_same_queries_however_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    owner = make_owner()
    for city in ("Вологда", "Псков", "Шуя")[:count]:
        make_member(city, owner=owner, places=(f"{city} и район",))

    with django_assert_num_queries(4):
        found = members_on(association=owner, day=date(2025, 1, 1))
        spoken = [
            (one.name, one.party.spoken_name, [str(place) for place in one.membership.places.all()])
            for one in found
        ]

    assert len(spoken) == count == Membership.objects.count()


@pytest.mark.parametrize("count", [1, 3])
def test_compositions_cost_the_same_queries_however_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    owner = make_owner()
    for name in ("Правление", "Собрание", "Ревизионная комиссия")[:count]:
        make_tenure(make_post(body=make_body(owner, name)))

    with django_assert_num_queries(2):
        found = compositions_of(owner=owner, day=date(2025, 1, 1))

    held = [str(one) for offices in found.values() for office in offices for one in office.tenures]
    assert held == [PERSON] * count
