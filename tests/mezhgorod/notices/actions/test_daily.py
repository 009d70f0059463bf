"""Digests: in the morning, once, of what is new, never empty."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.factories.letters import make_letter
from tests.factories.people import make_body, make_owner, make_user
from tests.factories.plans import make_plan

from mezhgorod.notices.actions import do_daily_work, write_weekly_digests
from mezhgorod.notices.actions.daily import add_daily_work
from mezhgorod.notices.models import Clock, Follow, Letter, NewsTopic, RowNews
from mezhgorod.notices.queries.digests import (
    DigestReader,
    DigestSection,
    add_digest_provider,
    digest_text,
)
from mezhgorod.notices.rules import FollowKind, Frequency, LetterState
from mezhgorod.notices.tasks import tick
from mezhgorod.planning.models import Plan
from mezhgorod.planning.rules import PlanState, StepState
from mezhgorod.registry.models import Organization, User
from mezhgorod.registry.rules import Role

pytestmark = pytest.mark.django_db

# 8:00 in Moscow is 5:00 UTC; 10 May 2023 is a Wednesday.
MORNING = datetime(2023, 5, 10, 5, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def person(name: str, role: Role, owner: Organization, **fields: Any) -> User:
    user = make_user(name, role, owner=owner, **fields)
    user.email = f"{name}@example.org"
    user.save()
    return user


def digests() -> list[tuple[str, str]]:
    found = Letter.objects.filter(kind__startswith="digest.").order_by("pk")
    return list(found.values_list("to_address", "body"))


def test_the_directorate_reads_in_the_morning_what_waits() -> None:
    owner = make_owner()
    person("directorate", Role.DIRECTORATE, owner)
    person("auditor", Role.AUDITOR, owner)
    person("foreign", Role.DIRECTORATE, make_owner("Другой союз"))
    make_letter(owner, state=LetterState.HELD)
    make_letter(owner, state=LetterState.FAILED)

    counts = [do_daily_work(now=MORNING - timedelta(minutes=1)), do_daily_work(now=MORNING)]

    assert counts == [0, 1]
    assert digests() == [
        (
            "directorate@example.org",
            f"{owner.name}\n\nПисьма\n"
            "– ждут проверки: 1, http://127.0.0.1:8000/letters/?state=held\n"
            "– не отправлены: 1, http://127.0.0.1:8000/letters/?state=failed\n\n"
            "http://127.0.0.1:8000/",
        )
    ]


def test_a_digest_comes_once_a_day_and_not_again_in_the_same_words() -> None:
    owner = make_owner()
    person("directorate", Role.DIRECTORATE, owner)
    make_letter(owner, state=LetterState.HELD)

    same_day = [do_daily_work(now=MORNING + timedelta(hours=hour)) for hour in range(3)]
    next_days = [do_daily_work(now=MORNING + DAY * day) for day in range(1, 6)]
    a_week_later = do_daily_work(now=MORNING + DAY * 7)

    assert (same_day, next_days, a_week_later) == ([1, 0, 0], [0] * 5, 1)


def test_mornings_that_were_missed_are_made_up_for_once() -> None:
    done: list[datetime] = []

    def work(now: datetime) -> int:
        done.append(now)
        return 0

    add_daily_work("test", work)
    try:
        for now in (MORNING, MORNING + 4 * DAY, MORNING + 4 * DAY + timedelta(hours=1)):
            do_daily_work(now=now)
    finally:
        from mezhgorod.notices.actions import daily  # noqa: PLC0415 -- its registry, put back

        del daily._WORKS["test"]

    assert done == [MORNING, MORNING + 4 * DAY]


def test_a_work_that_fails_leaves_its_day_open() -> None:
    def work(now: datetime) -> int:
        make_letter(make_owner())
        raise RuntimeError("trouble")

    add_daily_work("test", work)
    try:
        with pytest.raises(RuntimeError):
            do_daily_work(now=MORNING)
    finally:
        from mezhgorod.notices.actions import daily  # noqa: PLC0415 -- its registry, put back

        del daily._WORKS["test"]

    assert not Clock.objects.filter(name="test", last_on__isnull=False).exists()
    assert Letter.objects.count() == 0


def test_an_approver_reads_which_steps_wait_for_their_body() -> None:
    owner = make_owner()
    board, other = make_body(owner, "Правление"), make_body(owner, "Секция")
    person("board", Role.APPROVER, owner, body=board)
    person("committee", Role.BODY_COORDINATOR, owner, body=other)
    plan = make_plan(state=PlanState.IN_REVIEW, owner=owner.name)
    for position, body in enumerate((board, None), start=1):
        plan.approval_steps.create(
            position=position,
            title=f"Шаг {position}",
            body=body,
            state=StepState.ACTIVE if body else StepState.WAITING,
            due_on=date(2023, 5, 10),
        )

    do_daily_work(now=MORNING)

    assert digests() == [
        (
            "board@example.org",
            f"{owner.name}\n\nЖдут вашего согласования\n"
            "– План проведения основных мероприятий на 2023 год: Шаг 1, до 10.05.2023 (сегодня), "
            "http://127.0.0.1:8000/plans/plan-2023/approval/\n\nhttp://127.0.0.1:8000/",
        )
    ]


@pytest.fixture
def provider() -> Iterator[None]:
    def lines(reader: DigestReader) -> list[DigestSection]:
        return [DigestSection("Сроки", ("осталось 3 дня",)), DigestSection("Пусто", ())]

    from mezhgorod.notices.queries import digests as registry  # noqa: PLC0415 -- put back below

    add_digest_provider(lines, Role.CITY_CONTACT, Role.CLERK)
    yield
    for role in (Role.CITY_CONTACT, Role.CLERK):
        registry._PROVIDERS[role].remove(lines)


@pytest.mark.usefixtures("provider")
def test_another_room_adds_its_lines_and_nobody_reads_them_twice() -> None:
    owner = make_owner()
    person("contact", Role.CITY_CONTACT, owner)
    make_user("contact", Role.CLERK, owner=owner)
    no_address = make_user("silent", Role.CITY_CONTACT, owner=owner)
    gone = person("gone", Role.CITY_CONTACT, owner)
    gone.is_active = False
    gone.save()

    do_daily_work(now=MORNING)

    assert no_address.email == ""
    assert digests() == [
        (
            "contact@example.org",
            f"{owner.name}\n\nСроки\n– осталось 3 дня\n\nhttp://127.0.0.1:8000/",
        )
    ]


def test_long_lists_say_how_much_more_there_is() -> None:
    section = DigestSection("Строки", tuple(str(number) for number in range(25)))

    assert digest_text([section]).splitlines()[-2:] == ["– 19", "– и ещё 5"]


def news(plan: Plan, told_at: datetime, **fields: Any) -> RowNews:
    one = RowNews.objects.create(
        plan=plan,
        row_key=uuid4().hex,
        first_change_id=1,
        last_change_id=1,
        first_at=told_at,
        last_at=told_at,
        told_at=told_at,
        **{
            "is_public": True,
            "kind": "event.moved",
            "title": "Форум",
            "words": "Срок: май → июнь",
            **fields,
        },
    )
    NewsTopic.objects.create(news=one, kind="plan", object_key=str(plan.pk))
    return one


def follow(plan: Plan, frequency: Frequency, address: str = "reader@example.org") -> Follow:
    return Follow.objects.create(
        kind=FollowKind.PLAN,
        object_key=str(plan.pk),
        label="план",
        address=address,
        frequency=frequency,
        token=uuid4().hex,
        created_at=MORNING - 9 * DAY,
        confirmed_at=MORNING - 9 * DAY,
    )


def test_a_daily_subscription_reads_what_is_new_since_the_last_time() -> None:
    plan = make_plan()
    follow(plan, Frequency.DAILY)
    news(plan, MORNING - timedelta(hours=2))
    news(plan, MORNING - timedelta(hours=30), title="Старое")
    news(plan, MORNING - timedelta(hours=1), title="Тайное", is_public=False)

    counts = [do_daily_work(now=MORNING), do_daily_work(now=MORNING + DAY)]
    news(plan, MORNING + 2 * DAY, title="Новое")
    counts.append(do_daily_work(now=MORNING + 4 * DAY))

    assert counts == [1, 0, 1]
    first, second = (body for _, body in digests())
    assert ("Форум" in first, "Старое" in first, "Тайное" in first) == (True, False, False)
    assert ("Форум" in second, "Новое" in second) == (False, True)


def test_what_was_told_before_somebody_began_to_follow_is_not_told() -> None:
    plan = make_plan()
    one = follow(plan, Frequency.DAILY)
    news(plan, MORNING - timedelta(hours=2))
    one.confirmed_at = MORNING - timedelta(hours=1)
    one.save()

    assert do_daily_work(now=MORNING) == 0


def test_a_weekly_subscription_reads_on_monday_or_on_the_first_day_after() -> None:
    plan = make_plan()
    follow(plan, Frequency.WEEKLY)
    monday = MORNING - 2 * DAY
    news(plan, monday - DAY)
    early = write_weekly_digests(now=monday - timedelta(minutes=1))
    first = [write_weekly_digests(now=monday + DAY * day) for day in range(3)]
    news(plan, MORNING + DAY)
    second = [write_weekly_digests(now=MORNING + DAY * day) for day in range(4, 8)]

    assert (early, first, second) == (0, [1, 0, 0], [0, 1, 0, 0])


def test_a_tick_is_done_by_one_process_and_a_dead_one_frees_it() -> None:
    Clock.objects.create(name="tick", holder="other", held_until=MORNING + timedelta(minutes=1))

    assert tick(now=MORNING) is None
    done = tick(now=MORNING + timedelta(minutes=2))

    assert done is not None
    assert Clock.objects.get(name="tick").holder == ""


def test_a_tick_starts_sending_once() -> None:
    make_letter()

    ticks = [tick(now=MORNING + timedelta(days=1, minutes=minute)) for minute in range(2)]

    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 -- only here

    assert [one and one.is_sending for one in ticks] == [True, True]
    assert DBTaskResult.objects.count() == 1
