"""Changes of rows become letters: net, after a quiet time, once, to those who want them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.letters import NOW
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.notices.actions import tell_changes
from mezhgorod.notices.models import Follow, Letter, NewsTopic, RowNews
from mezhgorod.notices.rules import FollowKind, Frequency
from mezhgorod.planning.models import EventParticipant, Plan, PlanChange, PlanItem
from mezhgorod.planning.rules import ChangeKind, EventRole, PlanState
from mezhgorod.registry.models import Contact, Organization, User
from mezhgorod.registry.rules import OrganizationKind
from planbook.dates import Period, parse_timing
from planbook.findings import SourceRef
from planbook.places import Place
from planbook.plans import EventDraft, event_to_dict

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LATER = NOW + timedelta(hours=2)


def row(timing: str = "май", *places: str, title: str = "Форум малых городов") -> dict[str, Any]:
    draft = EventDraft(
        title,
        parse_timing(timing, period=Period.from_edtf("2023")),
        (),
        SourceRef(block=1, table=1, row=1),
        places=tuple(Place(name, name) for name in places or ("Вологда",)),
    )
    return event_to_dict(draft)


def follow(
    kind: FollowKind, key: object, address: str = "reader@example.org", **fields: Any
) -> Follow:
    values = {"frequency": Frequency.AT_ONCE, "confirmed_at": NOW - timedelta(days=1)}
    return Follow.objects.create(
        kind=kind,
        object_key=str(key),
        label="за чем-то",
        address=address,
        token=uuid4().hex,
        created_at=NOW,
        **values | fields,
    )


def change(
    item: PlanItem,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    kind: ChangeKind = ChangeKind.POSTPONE,
    at: datetime = NOW,
    **fields: Any,
) -> PlanChange:
    return PlanChange.objects.create(
        plan=item.section.plan,
        item=item,
        event_uid=item.event.uid,
        kind=kind,
        summary="изменено",
        before=before,
        after=after,
        batch=uuid4(),
        at=at,
        **fields,
    )


@pytest.fixture
def item() -> PlanItem:
    plan = make_plan(state=PlanState.PUBLISHED)
    return make_item(
        make_section(plan), "Форум малых городов", city=make_city("Вологда", "vologda")
    )


def told() -> list[tuple[str, str, str]]:
    return list(Letter.objects.order_by("pk").values_list("kind", "to_address", "state"))


def words() -> Sequence[str]:
    return [one.words for one in RowNews.objects.order_by("pk")]


@pytest.mark.parametrize("kind", ["plan", "owner", "city", "event"])
def test_whoever_follows_is_told_after_a_quiet_hour(item: PlanItem, kind: str) -> None:
    plan = item.section.plan
    keys = {
        "plan": plan.pk,
        "owner": plan.owner_id,
        "city": item.event.places.get().municipality_id,
        "event": item.event.uid,
    }
    follow(FollowKind(kind), keys[kind])
    change(item, row("май"), row("25-26 мая"), ChangeKind.FIX_DATE, reason="Решение Правления")

    early = tell_changes(now=NOW + HOUR - timedelta(minutes=1))
    assert (early, told()) == (0, [])
    assert tell_changes(now=LATER) == 1

    letter = Letter.objects.get()
    assert letter.subject == "Назначена дата: Форум малых городов"
    assert letter.body == (
        "Форум малых городов\nПлан проведения основных мероприятий на 2023 год\n\n"
        "Срок: май → 25-26 мая\nПричина: Решение Правления\n\n"
        f"http://127.0.0.1:8000/events/{item.event.uid}/"
    )
    assert told() == [("event.date_fixed", "reader@example.org", "queued")]


def test_nothing_is_told_twice(item: PlanItem) -> None:
    follow(FollowKind.PLAN, item.section.plan.pk)
    change(item, row("май"), row("июнь"))

    counts = [tell_changes(now=LATER + HOUR * index) for index in range(3)]

    assert counts == [1, 0, 0]
    assert NewsTopic.objects.count() == 4


def test_one_address_with_many_subscriptions_gets_one_letter(item: PlanItem) -> None:
    follow(FollowKind.PLAN, item.section.plan.pk)
    follow(FollowKind.EVENT, item.event.uid)
    follow(FollowKind.OWNER, item.section.plan.owner_id, "second@example.org")
    change(item, row("май"), row("июнь"))

    assert tell_changes(now=LATER) == 2


def test_several_changes_of_a_row_are_told_as_what_came_of_them(item: PlanItem) -> None:
    follow(FollowKind.PLAN, item.section.plan.pk)
    change(item, row("май"), row("июнь"))
    change(item, row("июнь"), row("август", "Ярославль"), at=NOW + HOUR / 2)

    assert tell_changes(now=NOW + HOUR * 1.2) == 0
    assert tell_changes(now=LATER) == 1
    assert words() == ["Срок: май → август\nМесто: Вологда → Ярославль"]


def test_changes_that_take_each_other_back_tell_nothing(item: PlanItem) -> None:
    follow(FollowKind.PLAN, item.section.plan.pk)
    change(item, row("май"), row("июнь"))
    change(item, row("июнь"), row("май"), at=NOW + HOUR / 2)

    assert (tell_changes(now=LATER), words()) == (0, [""])


def test_a_change_taken_back_in_time_tells_nothing(item: PlanItem) -> None:
    follow(FollowKind.PLAN, item.section.plan.pk)
    change(item, row("май"), row("июнь"), undone_at=NOW + HOUR / 3)

    assert (tell_changes(now=LATER), words()) == (0, [""])


def test_a_change_taken_back_after_it_was_told_is_told_as_well(item: PlanItem) -> None:
    follow(FollowKind.PLAN, item.section.plan.pk)
    made = change(item, row("май"), row("июнь"))
    tell_changes(now=LATER)
    made.undone_at = LATER + HOUR
    made.save()

    counts = [tell_changes(now=LATER + HOUR * index) for index in (1, 2, 3, 4)]

    assert (counts, words()) == ([0, 1, 0, 0], ["Срок: май → июнь", "Срок: июнь → май"])


def test_a_change_after_an_undone_one_starts_from_what_readers_know(item: PlanItem) -> None:
    follow(FollowKind.PLAN, item.section.plan.pk)
    made = change(item, row("май"), row("июнь"))
    tell_changes(now=LATER)
    made.undone_at = LATER
    made.save()
    change(item, row("май"), row("август"), at=LATER + timedelta(minutes=5))

    assert tell_changes(now=LATER + 2 * HOUR) == 1
    assert words() == ["Срок: май → июнь", "Срок: июнь → август"]


def test_a_row_that_never_rests_is_told_after_six_hours(item: PlanItem) -> None:
    follow(FollowKind.PLAN, item.section.plan.pk)
    wordings = ["май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"]
    counts = []
    for index, (old, new) in enumerate(pairwise(wordings)):
        at = NOW + index * timedelta(minutes=55)
        change(item, row(old), row(new), at=at)
        counts.append(tell_changes(now=at + timedelta(minutes=50)))

    assert counts == [0, 0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.IN_REVIEW, PlanState.APPROVED])
def test_followers_hear_nothing_of_plans_that_are_not_public(
    item: PlanItem, state: PlanState
) -> None:
    Plan.objects.update(state=state)
    follow(FollowKind.PLAN, item.section.plan.pk)
    follow(FollowKind.EVENT, item.event.uid)
    change(item, row("май"), row("июнь", title="Тайный форум"))

    assert (tell_changes(now=LATER), told()) == (0, [])
    assert NewsTopic.objects.count() == 0


def test_what_happened_in_a_draft_is_not_told_when_it_is_published(item: PlanItem) -> None:
    Plan.objects.update(state=PlanState.DRAFT)
    follow(FollowKind.PLAN, item.section.plan.pk)
    change(item, row("май"), row("июнь"))
    tell_changes(now=LATER)
    Plan.objects.update(state=PlanState.PUBLISHED)

    assert tell_changes(now=LATER + HOUR) == 0


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"confirmed_at": None}, id="not confirmed"),
        pytest.param({"frequency": Frequency.DAILY}, id="once a day"),
    ],
)
def test_others_wait(item: PlanItem, fields: dict[str, Any]) -> None:
    follow(FollowKind.PLAN, item.section.plan.pk, **fields)
    change(item, row("май"), row("июнь"))

    assert tell_changes(now=LATER) == 0


def test_whoever_made_the_change_is_not_told(item: PlanItem) -> None:
    person = User.objects.create_user("maker", email="Reader@example.org")
    follow(FollowKind.PLAN, item.section.plan.pk)
    change(item, row("май"), row("июнь"), by=person)

    assert tell_changes(now=LATER) == 0


def make_town(item: PlanItem, *addresses: str, keeper: Organization | None = None) -> Organization:
    city = item.event.places.get().municipality
    town = Organization.objects.create(
        name="Администрация Вологды",
        slug="vologda-town",
        kind=OrganizationKind.MUNICIPALITY,
        territory=city,
    )
    for address in addresses:
        Contact.objects.create(organization=town, email=address, owner=keeper)
    return town


def test_the_city_that_hosts_is_told_at_once(item: PlanItem) -> None:
    make_town(item, "town@example.org")
    Plan.objects.update(state=PlanState.APPROVED)
    change(item, row("май"), row("июнь"))

    assert tell_changes(now=LATER) == 1
    assert told() == [("event.moved", "town@example.org", "queued")]


def test_letters_to_several_organizations_wait_for_a_look(item: PlanItem) -> None:
    make_town(item, "town@example.org")
    union = Organization.objects.create(name="Оргкомитет", slug="committee")
    Contact.objects.create(organization=union, email="committee@example.org")
    EventParticipant.objects.create(
        event=item.event, role=EventRole.ORGANIZER, position=1, text="x", organization=union
    )
    change(item, row("май"), row("июнь"))

    assert tell_changes(now=LATER) == 2
    assert sorted(told()) == [
        ("event.moved", "committee@example.org", "held"),
        ("event.moved", "town@example.org", "held"),
    ]


def test_addresses_kept_by_another_association_are_not_used(item: PlanItem) -> None:
    other = Organization.objects.create(name="Другой союз", slug="other")
    make_town(item, "town@example.org", keeper=other)
    change(item, row("май"), row("июнь"))

    assert tell_changes(now=LATER) == 0


@pytest.mark.parametrize(
    ("before", "after", "kind", "expected", "said"),
    [
        (None, row("май"), ChangeKind.ADD, "event.added", "Срок: май\nМесто: Вологда"),
        (row("май"), None, ChangeKind.REMOVE, "event.removed", "Срок: май\nМесто: Вологда"),
        (
            row("май"),
            row("май", "Тверь"),
            ChangeKind.HOST,
            "event.changed",
            "Место: Вологда → Тверь",
        ),
        (row("май"), row("июнь"), ChangeKind.EDIT, "event.changed", "Срок: май → июнь"),
    ],
)
def test_kinds_of_letters(
    item: PlanItem,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    kind: ChangeKind,
    expected: str,
    said: str,
) -> None:
    follow(FollowKind.PLAN, item.section.plan.pk)
    change(item, before, after, kind)

    tell_changes(now=LATER)

    assert (told()[0][0], words()) == (expected, [said])


def test_a_removed_row_is_told_to_those_who_follow_its_city(item: PlanItem) -> None:
    follow(FollowKind.CITY, item.event.places.get().municipality_id)
    made = change(item, row("май"), None, ChangeKind.REMOVE)
    event = item.event
    item.delete()
    event.delete()
    made.refresh_from_db()

    assert tell_changes(now=LATER) == 1
    assert "/plans/plan-2023/" in Letter.objects.get().body


def test_a_long_standstill_does_not_tell_old_stories(item: PlanItem) -> None:
    follow(FollowKind.PLAN, item.section.plan.pk)
    change(item, row("май"), row("июнь"), at=NOW - timedelta(days=15))

    assert (tell_changes(now=NOW), RowNews.objects.count()) == (0, 0)


def test_a_step_that_may_have_neighbours_on_the_way_waits(item: PlanItem) -> None:
    change(item, row("май"), row("июнь"), at=NOW - timedelta(minutes=9))

    tell_changes(now=NOW)

    assert RowNews.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_many_rows_take_as_many_queries_as_one(
    item: PlanItem, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    section = item.section
    items = [make_item(section, f"Строка {number}") for number in range(count)]
    for one in items:
        change(one, row("май"), row("июнь"))
    tell_changes(now=NOW)

    with django_assert_num_queries(24):
        tell_changes(now=LATER)
