"""Posts, terms and elections: who held a post on a day; fuzzy ends keep their words."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.factories.people import actor_with, make_body, make_owner, make_party
from tests.factories.who_is_who import (
    CHAIR,
    NOW,
    PERSON,
    keeper,
    make_member,
    make_post,
    make_tenure,
)

from mezhgorod.registry.actions import (
    DecisionDraft,
    Named,
    PostDraft,
    Seat,
    TenureDraft,
    delete_body,
    delete_post,
    delete_tenure,
    end_tenure,
    record_decision,
    record_election,
    save_body,
    save_post,
    save_tenure,
    undo_change,
)
from mezhgorod.registry.actions.bodies import BodyDraft
from mezhgorod.registry.models import AuditEntry, Decision, Person, Post, Tenure
from mezhgorod.registry.queries.offices import composition_on, holder_on
from mezhgorod.registry.rules import (
    Actor,
    BodyKind,
    DecisionKind,
    Role,
    RuleViolation,
    read_bound,
)

pytestmark = pytest.mark.django_db

NEXT = "Контактное лицо Пскова"
REPORT = "в 2025 году завершаются полномочия избранных органов управления Союза"


def holder(post: Post, day: date) -> str:
    found = holder_on(post=post, day=day)
    return str(found) if found else ""


def test_who_was_mayor_on_that_day() -> None:
    member = make_member("Вологда")
    actor = keeper(member.association)
    mayor = save_post(
        organization=member.member, draft=PostDraft("Глава города"), actor=actor, now=NOW
    )
    for name, since, until in (
        (PERSON, "01.10.2016", "30.09.2021"),
        (NEXT, "октябрь 2021", ""),
    ):
        draft = TenureDraft(Named(name, is_public=True), None, since, until)
        save_tenure(post=mayor, draft=draft, actor=actor, now=NOW)

    days = (date(2016, 9, 30), date(2016, 10, 1), date(2021, 9, 30), date(2021, 10, 5))
    assert [holder(mayor, day) for day in days] == ["", PERSON, PERSON, NEXT]


def test_the_wording_of_the_report_is_kept_and_no_day_is_made_up() -> None:
    tenure = make_tenure(make_post(), since="01.03.2020", until=REPORT)

    tenure.refresh_from_db()
    assert tenure.until == read_bound(REPORT)
    assert (tenure.until_text, tenure.until_earliest, tenure.until_latest) == (
        REPORT,
        date(2025, 1, 1),
        date(2025, 12, 31),
    )


def test_one_post_has_no_two_certain_holders() -> None:
    post = make_post()
    make_tenure(post, since="01.03.2020", until="01.03.2025")

    with pytest.raises(RuleViolation) as refused:
        make_tenure(post, NEXT, since="01.02.2025")

    assert refused.value.code == "tenure.overlap"
    assert "с 01.03.2020 по 01.03.2025" in refused.value.message
    assert PERSON not in refused.value.message
    make_tenure(post, NEXT, since="02.03.2025")
    assert Tenure.objects.count() == 2


def test_terms_that_only_may_overlap_and_seats_of_several_are_allowed() -> None:
    chair, member = make_post(), make_post("Член комиссии", is_single=False)
    make_tenure(chair, since="2020", until="в 2025 году")
    make_tenure(chair, NEXT, since="в 2025 году")
    for name in (PERSON, NEXT):
        make_tenure(member, name, since="2020")

    assert Tenure.objects.count() == 4
    with pytest.raises(RuleViolation) as refused:
        save_post(
            organization=member.organization,
            draft=PostDraft("Член комиссии", is_single=True),
            body=member.body,
            post=member,
            actor=keeper(member.organization),
            now=NOW,
        )
    assert refused.value.code == "tenure.overlap"


def test_an_election_is_a_decision_that_starts_terms_and_ends_those_before() -> None:
    chair = make_post()
    body = chair.body
    assert body is not None
    seats = make_post("Член комиссии", body=body, is_single=False)
    make_tenure(chair, since="2020", until=REPORT)
    city = make_member("Псков").member

    decision = record_election(
        draft=DecisionDraft(date(2025, 3, 13), "Избрать ревизионную комиссию.", "5"),
        body=body,
        seats=[Seat(chair, Named(NEXT)), Seat(seats, party=city)],
        until_text="2030 год",
        actor=keeper(body.owner),
        now=NOW,
    )

    assert (decision.kind, decision.decided_on) == (DecisionKind.ELECTION, date(2025, 3, 13))
    held = {
        day: [(office.post.title, [str(one) for one in office.tenures]) for office in found]
        for day in (date(2025, 3, 12), date(2025, 3, 13))
        for found in [composition_on(body=body, day=day)]
    }
    assert held == {
        date(2025, 3, 12): [(CHAIR, [PERSON]), ("Член комиссии", [])],
        date(2025, 3, 13): [(CHAIR, [NEXT]), ("Член комиссии", [city.name])],
    }
    assert set(decision.tenures.values_list("until_text", flat=True)) == {"2030 год"}


def test_an_election_that_cannot_be_written_whole_is_not_written_at_all() -> None:
    chair = make_post()
    body = chair.body
    assert body is not None
    make_tenure(chair, since="2020")
    told = AuditEntry.objects.count()

    for seats, until in (([Seat(chair)], ""), ([Seat(chair, Named(NEXT))], "на 5 лет"), ([], "")):
        with pytest.raises(RuleViolation):
            record_election(
                draft=DecisionDraft(date(2025, 3, 13), "Избрать."),
                body=body,
                seats=seats,
                until_text=until,
                actor=keeper(body.owner),
                now=NOW,
            )

    assert not Decision.objects.exists()
    assert AuditEntry.objects.count() == told
    assert holder(chair, date(2025, 6, 1)) == PERSON


def test_a_decision_of_tomorrow_is_refused() -> None:
    body = make_body(make_owner())

    with pytest.raises(RuleViolation) as refused:
        record_decision(
            body=body,
            draft=DecisionDraft(date(2025, 3, 15), "Провести в Пскове."),
            actor=keeper(body.owner),
            now=NOW,
        )

    assert (refused.value.code, refused.value.field) == ("decision.in_future", "decided_on")


def test_an_undone_end_may_not_give_a_post_two_holders() -> None:
    post = make_post()
    first = make_tenure(post, since="2020")
    actor = keeper(post.organization)
    end_tenure(tenure=first, until_text="31.12.2024", actor=actor, now=NOW)
    ended = AuditEntry.objects.latest("id")
    make_tenure(post, NEXT, since="01.01.2025")

    with pytest.raises(RuleViolation) as refused:
        undo_change(entry=ended, actor=actor, now=NOW)

    assert refused.value.code == "tenure.overlap"
    assert holder(post, date(2025, 6, 1)) == NEXT


def test_the_same_name_elsewhere_is_another_human_being() -> None:
    ours = make_tenure(make_post())
    stranger = make_owner("Ассоциация городов Поволжья")
    theirs = make_tenure(make_post(body=make_body(stranger, "Правление", BodyKind.BOARD)))
    again = make_tenure(make_post("Член комиссии", is_single=False))

    assert ours.person != theirs.person
    assert ours.person == again.person
    assert Person.objects.count() == 2


def test_names_of_people_stay_out_of_the_journal() -> None:
    tenure = make_tenure(make_post(), since="2020")
    end_tenure(tenure=tenure, until_text="2024", actor=keeper(make_owner()), now=NOW)
    delete_tenure(tenure=tenure, actor=keeper(make_owner()), now=NOW)

    kept = str(list(AuditEntry.objects.values_list("summary", "before", "after")))
    assert PERSON not in kept
    assert CHAIR in kept


def test_a_post_that_was_held_is_not_deleted_nor_a_body_with_posts() -> None:
    post = make_post()
    body = post.body
    assert body is not None
    make_tenure(post)
    actor = keeper(post.organization)

    with pytest.raises(RuleViolation, match="Эту должность кто-то занимал"):
        delete_post(post=post, actor=actor, now=NOW)
    with pytest.raises(RuleViolation, match="кажите, по какой день") as refused:
        delete_body(body=body, actor=actor, now=NOW)
    assert refused.value.code == "body.in_use"


def test_a_body_is_never_part_of_itself() -> None:
    owner = make_owner()
    board = make_body(owner, "Правление", BodyKind.BOARD)
    section = make_body(owner)
    actor = keeper(owner)
    draft = BodyDraft(section.name, BodyKind.COMMITTEE, parent=board)
    save_body(owner=owner, draft=draft, body=section, actor=actor, now=NOW)
    section.refresh_from_db()

    with pytest.raises(RuleViolation) as refused:
        save_body(
            owner=owner,
            draft=BodyDraft(board.name, BodyKind.BOARD, parent=section),
            body=board,
            actor=actor,
            now=NOW,
        )

    assert (refused.value.code, refused.value.field) == ("body.parent", "parent")


def _tenure(actor: Actor) -> object:
    post = make_post()
    draft = TenureDraft(Named(NEXT), None, "2026")
    return save_tenure(post=post, draft=draft, actor=actor, now=NOW)


def _mayor(actor: Actor) -> object:
    member = make_member("Вологда")
    return save_post(
        organization=member.member, draft=PostDraft("Глава города"), actor=actor, now=NOW
    )


@pytest.mark.parametrize("act", [_tenure, _mayor])
def test_nobody_from_outside_keeps_posts(act: Callable[[Actor], object]) -> None:
    owner = make_owner()
    stranger = make_owner("Ассоциация городов Поволжья")
    party = make_party("Муниципальное образование «Вологда»", city="Вологда")
    for actor in (
        keeper(stranger),
        actor_with(Role.AUDITOR, owner),
        actor_with(Role.CITY_CONTACT, owner, party=party),
    ):
        with pytest.raises(RuleViolation) as refused:
            act(actor)
        assert refused.value.code == "directory.keep.forbidden"
        Tenure.objects.all().delete()
        owner.posts.all().delete()
        owner.members.all().delete()
