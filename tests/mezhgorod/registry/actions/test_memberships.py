"""Members admitted, corrected, ended, merged; nothing of one association is kept by another."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.factories.people import actor_with, make_body, make_owner, make_party
from tests.factories.who_is_who import NOW, keeper, make_city, make_member

from mezhgorod.registry.actions import (
    DecisionDraft,
    Ending,
    MembershipDraft,
    Named,
    admit_member,
    delete_membership,
    edit_membership,
    end_membership,
    merge_members,
    paste_members,
    record_decision,
    undo_change,
)
from mezhgorod.registry.models import AuditEntry, Membership, Organization, Person
from mezhgorod.registry.queries.memberships import member_of_place, members_on
from mezhgorod.registry.rules import (
    NOBODY,
    Actor,
    BodyKind,
    MembershipEnd,
    MunicipalityKind,
    Role,
    RuleViolation,
)

pytestmark = pytest.mark.django_db


def names_on(owner: Organization, day: date) -> list[str]:
    return [one.name for one in members_on(association=owner, day=day)]


def test_a_member_belongs_from_its_day_and_after_the_last_one_no_more() -> None:
    made = make_member("Вологда", since="15.03.1999")
    owner = made.association

    end_membership(membership=made, ending=Ending("31.12.2024"), actor=keeper(owner), now=NOW)

    assert names_on(owner, date(1999, 3, 14)) == []
    assert names_on(owner, date(1999, 3, 15)) == ["Вологда"]
    assert names_on(owner, date(2024, 12, 31)) == ["Вологда"]
    assert names_on(owner, date(2025, 1, 1)) == []
    assert list(AuditEntry.objects.order_by("id").values_list("action", "summary")) == [
        ("membership.admit", "Принят член: Вологда."),
        ("membership.end", "Вологда: вышел, 31.12.2024."),
    ]


def test_who_has_left_may_come_back_and_is_one_member_at_a_time() -> None:
    first = make_member("Вологда", since="1999")
    owner = first.association
    with pytest.raises(RuleViolation, match="«Вологда» уже член объединения"):
        make_member("Вологда", owner=owner)

    end_membership(membership=first, ending=Ending("2005 год"), actor=keeper(owner), now=NOW)
    make_member("Вологда", owner=owner, since="01.02.2010")

    assert names_on(owner, date(2008, 1, 1)) == []
    assert names_on(owner, date(2012, 1, 1)) == ["Вологда"]


def test_a_town_and_its_district_are_one_member() -> None:
    made = make_member("Боровичи", places=("Боровичский район",))
    district = make_city("Боровичский район", MunicipalityKind.DISTRICT)
    owner = made.association

    found = member_of_place(association=owner, municipality=district, day=date(2024, 1, 1))

    assert found is not None
    assert (found.membership, found.name) == (made, "Боровичи")
    draft = MembershipDraft(make_party("Боровичский муниципальный район"))
    Organization.objects.filter(pk=draft.party.pk).update(territory=district)
    draft.party.refresh_from_db()
    with pytest.raises(RuleViolation, match="уже входит как место члена «Боровичи»"):
        admit_member(association=owner, draft=draft, actor=keeper(owner), now=NOW)


def test_a_place_of_one_member_cannot_be_given_to_another() -> None:
    make_member("Боровичи", places=("Боровичский район",))
    other = make_member("Псков")
    district = make_city("Боровичский район", MunicipalityKind.DISTRICT)

    with pytest.raises(RuleViolation, match="уже относится к члену «Боровичи»"):
        edit_membership(
            membership=other,
            draft=MembershipDraft(other.member, places=(district,)),
            actor=keeper(other.association),
            now=NOW,
        )

    assert other.places.count() == 0


def test_merged_members_end_and_their_places_speak_through_the_other() -> None:
    small, big = make_member("Коряжма", since="2000"), make_member("Котлас", since="2000")
    owner, day = small.association, date(2024, 6, 1)

    merge_members(
        membership=small, into=big, ending=Ending("31.12.2023"), actor=keeper(owner), now=NOW
    )

    town = small.member.territory
    assert town is not None
    before = member_of_place(association=owner, municipality=town, day=date(2020, 1, 1))
    after = member_of_place(association=owner, municipality=town, day=day)
    assert before is not None
    assert after is not None
    # The place spoke for itself then; the successor bears it now.
    assert after.membership == big
    small.refresh_from_db()
    assert (small.end_kind, small.successor) == (MembershipEnd.MERGED, big)
    assert names_on(owner, day) == ["Котлас"]


def test_a_merger_keeps_the_decision_it_rests_on_and_can_be_undone() -> None:
    small, big = make_member("Коряжма"), make_member("Котлас")
    owner = small.association
    body = make_body(owner, "Собрание", BodyKind.ASSEMBLY)
    decided = DecisionDraft(date(2023, 12, 1), "Считать Коряжму и Котлас одним членом")
    decision = record_decision(body=body, draft=decided, actor=keeper(owner), now=NOW)
    ending = Ending("31.12.2023", decision=decision)

    merge_members(membership=small, into=big, ending=ending, actor=keeper(owner), now=NOW)

    small.refresh_from_db()
    assert small.end_decision == decision
    undo_change(entry=AuditEntry.objects.latest("id"), actor=keeper(owner), now=NOW)
    small.refresh_from_db()
    assert (small.end_kind, small.end_decision) == ("", None)


@pytest.mark.parametrize(
    ("until", "kind", "code"),
    [
        ("", MembershipEnd.LEFT, "membership.no_end"),
        ("бессрочно", MembershipEnd.LEFT, "membership.no_end"),
        ("31.12.1998", MembershipEnd.LEFT, "membership.term"),
        ("когда-нибудь", MembershipEnd.LEFT, "bound.unread"),
        ("2020 год", MembershipEnd.MERGED, "membership.end_kind"),
    ],
)
def test_a_wrong_end_leaves_the_member_as_it_was(
    until: str, kind: MembershipEnd, code: str
) -> None:
    made = make_member("Вологда", since="15.03.1999")

    with pytest.raises(RuleViolation) as refused:
        end_membership(
            membership=made,
            ending=Ending(until, kind),
            actor=keeper(made.association),
            now=NOW,
        )

    made.refresh_from_db()
    assert refused.value.code == code
    assert (made.end_kind, made.until_latest) == ("", None)


def test_a_representative_is_one_person_and_stays_hidden_unless_made_public() -> None:
    made = make_member("Вологда")
    owner = made.association
    named = Named("Контактное лицо Вологды")
    for is_public in (False, True):
        draft = MembershipDraft(
            made.member, representative=Named(named.full_name, is_public=is_public)
        )
        edit_membership(membership=made, draft=draft, actor=keeper(owner), now=NOW)

    assert list(Person.objects.values_list("full_name", "is_public", "purpose")) == [
        ("Контактное лицо Вологды", True, "представитель члена объединения")
    ]
    assert not AuditEntry.objects.filter(summary__contains="Контактное").exists()


ACTIONS: dict[str, Callable[[Membership, Membership, Actor], object]] = {
    "admit": lambda one, _, actor: admit_member(
        association=one.association,
        draft=MembershipDraft(make_party("Муниципальное образование «Шуя»", city="Шуя")),
        actor=actor,
        now=NOW,
    ),
    "edit": lambda one, _, actor: edit_membership(
        membership=one, draft=MembershipDraft(one.member, "2001"), actor=actor, now=NOW
    ),
    "end": lambda one, _, actor: end_membership(
        membership=one, ending=Ending("2024 год"), actor=actor, now=NOW
    ),
    "merge": lambda one, other, actor: merge_members(
        membership=one, into=other, ending=Ending("2024 год"), actor=actor, now=NOW
    ),
    "delete": lambda one, _, actor: delete_membership(membership=one, actor=actor, now=NOW),
    "paste": lambda one, _, actor: paste_members(
        association=one.association, text="Шуя", actor=actor, now=NOW
    ),
    "undo": lambda one, _, actor: undo_change(
        entry=AuditEntry.objects.get(object_id=str(one.pk), action="membership.admit"),
        actor=actor,
        now=NOW,
    ),
}


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize(
    "role", [None, Role.AUDITOR, Role.APPROVER, Role.BODY_COORDINATOR, Role.CITY_CONTACT, "other"]
)
def test_only_the_directorate_of_the_association_itself_keeps_its_members(
    name: str, role: Role | str | None
) -> None:
    one, other = make_member("Вологда"), make_member("Псков")
    stranger = make_owner("Ассоциация городов Поволжья")
    actor = NOBODY if role is None else actor_with(Role.DIRECTORATE, stranger)
    if isinstance(role, Role):
        actor = actor_with(role, one.association, party=one.member)
    told = AuditEntry.objects.count()

    with pytest.raises(RuleViolation) as refused:
        ACTIONS[name](one, other, actor)

    assert refused.value.code == "directory.keep.forbidden"
    assert AuditEntry.objects.count() == told
    assert names_on(one.association, date(2024, 6, 1)) == ["Вологда", "Псков"]


@pytest.mark.parametrize("name", ACTIONS)
def test_the_directorate_may_do_all_of_it(name: str) -> None:
    one, other = make_member("Вологда"), make_member("Псков")

    ACTIONS[name](one, other, keeper(one.association))


def test_an_end_taken_back_from_the_journal_leaves_all_as_before() -> None:
    made = make_member("Вологда", since="1999")
    owner = made.association
    end_membership(membership=made, ending=Ending("2024 год"), actor=keeper(owner), now=NOW)
    admitted, ended = AuditEntry.objects.order_by("id")
    with pytest.raises(RuleViolation, match="С тех пор запись изменили"):
        undo_change(entry=admitted, actor=keeper(owner), now=NOW)

    undo_change(entry=ended, actor=keeper(owner), now=NOW)

    assert names_on(owner, date(2025, 1, 1)) == ["Вологда"]
    told = AuditEntry.objects.latest("id")
    assert (told.action, told.before, told.after) == (
        "directory.undo",
        ended.after,
        ended.before,
    )


def test_a_deleted_membership_comes_back_unless_it_contradicts_a_newer_one() -> None:
    made = make_member("Вологда", since="1999")
    owner, pk = made.association, made.pk
    delete_membership(membership=made, actor=keeper(owner), now=NOW)
    deleted = AuditEntry.objects.latest("id")

    undo_change(entry=deleted, actor=keeper(owner), now=NOW)

    back = Membership.objects.get(pk=pk)
    assert (back.since_text, back.since_earliest) == ("1999", date(1999, 1, 1))
    delete_membership(membership=back, actor=keeper(owner), now=NOW)
    newest = AuditEntry.objects.latest("id")
    make_member("Вологда", owner=owner)
    with pytest.raises(RuleViolation) as refused:
        undo_change(entry=newest, actor=keeper(owner), now=NOW)
    assert refused.value.code in {"directory.clash", "directory.changed_since"}


def test_an_undone_merger_gives_the_places_back() -> None:
    small, big = make_member("Коряжма", places=("Коряжемский район",)), make_member("Котлас")
    owner, day = small.association, date(2025, 1, 1)
    ending = Ending("31.12.2023")
    merge_members(membership=small, into=big, ending=ending, actor=keeper(owner), now=NOW)
    assert big.places.count() == 2

    undo_change(entry=AuditEntry.objects.latest("id"), actor=keeper(owner), now=NOW)

    assert names_on(owner, day) == ["Коряжма", "Котлас"]
    assert big.places.count() == 0
    assert [str(one) for one in Membership.objects.get(pk=small.pk).places.all()] == [
        "Коряжемский район"
    ]


def test_a_place_that_went_to_another_member_is_not_taken_from_it_by_undoing() -> None:
    one, other = make_member("Боровичи", places=("Боровичский район",)), make_member("Псков")
    owner = one.association
    edit_membership(membership=one, draft=MembershipDraft(one.member), actor=keeper(owner), now=NOW)
    edited = AuditEntry.objects.latest("id")
    district = make_city("Боровичский район", MunicipalityKind.DISTRICT)
    given = MembershipDraft(other.member, places=(district,))
    edit_membership(membership=other, draft=given, actor=keeper(owner), now=NOW)

    with pytest.raises(RuleViolation) as refused:
        undo_change(entry=edited, actor=keeper(owner), now=NOW)

    assert refused.value.code == "directory.place_taken"
    assert [str(one) for one in other.places.all()] == ["Боровичский район"]


def test_an_undone_correction_gives_the_former_words_back() -> None:
    made = make_member("Вологда", since="1999", places=("Вологодский район",))
    draft = MembershipDraft(made.member, "15.03.2001")
    edit_membership(membership=made, draft=draft, actor=keeper(made.association), now=NOW)

    undo_change(entry=AuditEntry.objects.latest("id"), actor=keeper(made.association), now=NOW)

    back = Membership.objects.get()
    assert (back.since_text, back.since_latest) == ("1999", date(1999, 12, 31))
    assert [str(one) for one in back.places.all()] == ["Вологодский район"]
