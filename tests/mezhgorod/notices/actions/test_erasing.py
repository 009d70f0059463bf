"""An erased person leaves no trace in any table; what others have stays; counts stay."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from axes.models import AccessLog
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from tests.factories.answers import make_response
from tests.factories.letters import draft
from tests.factories.people import acting, actor_with, make_owner, make_party, make_user
from tests.factories.plans import make_item, make_plan, make_section

from mezhgorod.campaigns.rules import PROPOSE
from mezhgorod.exchanges.actions import (
    CellBatch,
    request_confirmation,
    save_cells,
    save_copies,
    save_texts,
)
from mezhgorod.exchanges.models import Response
from mezhgorod.notices.actions import queue_letters
from mezhgorod.notices.actions.accounts import AccountInvitation, write_account_invitation
from mezhgorod.notices.actions.erasing import erase_person_everywhere
from mezhgorod.notices.models import Follow, Letter, LetterStop
from mezhgorod.notices.rules import FollowKind, LetterState
from mezhgorod.planning.models import Invitation
from mezhgorod.registry.actions.grants import RoleTerms
from mezhgorod.registry.actions.links import issue_link
from mezhgorod.registry.actions.people import AccountDraft, add_account
from mezhgorod.registry.models import Contact, Organization, Person, User
from mezhgorod.registry.rules import SYSTEM, Actor, Role, RuleViolation
from planbook.indicators import Cell, CellValue

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAME, EMAIL, SECOND = "Контактное лицо Вологды", "vologda@example.org", "second@example.org"
INVITED = AccountInvitation("http://testserver/account/invitation/1/secret/", date(2026, 3, 5))


@pytest.fixture
def owner() -> Organization:
    return make_owner()


@pytest.fixture
def keeper(owner: Organization) -> Actor:
    return actor_with(Role.DIRECTORATE, owner, user=make_user("keeper"))


@pytest.fixture
def person(owner: Organization, keeper: Actor) -> Person:
    vologda = make_party("Город Вологда", city="Вологда")
    user = add_account(
        draft=AccountDraft(NAME, EMAIL, EMAIL),
        terms=RoleTerms(Role.CITY_CONTACT, owner, party=vologda),
        actor=keeper,
        now=NOW,
    )
    Contact.objects.create(
        owner=owner, organization=vologda, person=user.person, email=SECOND.title()
    )
    Contact.objects.create(organization=vologda, email=EMAIL)
    return user.person


def scatter(person: Person, owner: Organization, keeper: Actor) -> None:
    """Leave the name and the addresses of a person wherever the program keeps such things."""
    assert person.user is not None
    letters = [
        draft(1, to_address=EMAIL.upper(), to_name=NAME, body=f"{NAME}, здравствуйте"),
        draft(2, to_address=SECOND, to_name=NAME),
        draft(3, body=f"Ответил {NAME.upper()} ({EMAIL})", subject=f"Ответ: {EMAIL}"),
        draft(4),
    ]
    queue_letters(owner=owner, letters=letters, now=NOW)
    Letter.objects.filter(to_address=SECOND).update(
        state=LetterState.SENT, error=f"550 {SECOND} unknown"
    )
    write_account_invitation(
        user=person.user, owner=owner, invitation=INVITED, actor=keeper, now=NOW
    )
    for address, user in ((EMAIL, person.user), (SECOND, None), ("other@example.org", None)):
        Follow.objects.create(
            kind=FollowKind.OWNER, object_key="1", label="планы", address=address, user=user,
            token=uuid4().hex, created_at=NOW,
        )  # fmt: skip
        LetterStop.objects.create(owner=owner, address=address, topic="digest", at=NOW)
    event = make_item(make_section(make_plan())).event
    Invitation.objects.create(event=event, owner=owner, name="Город Вологда", email=EMAIL)
    Invitation.objects.create(event=event, owner=owner, name=NAME, email=SECOND, is_guest=True)
    issue_link(
        right=PROPOSE, object_id=1, owner=owner, party=None, label=f"Предложения: {NAME}",
        expires_at=NOW + timedelta(days=9), actor=SYSTEM, now=NOW,
    )  # fmt: skip
    name_in_answer(person.user)
    AccessLog.objects.create(username=EMAIL)
    LogEntry.objects.create(
        user_id=keeper.user_id, content_type=ContentType.objects.get_for_model(User),
        object_id=str(person.user.pk), object_repr=EMAIL, action_flag=CHANGE,
    )  # fmt: skip


def name_in_answer(user: User) -> None:
    """An answer of a city that the person gives and is named in, and its history."""
    response = make_response("Вологда", copies={"heat": ["ТЭЦ"]})
    response.party = user.role_grants.get().party
    response.save()
    by = {"actor": acting(user, NOW.date()), "now": NOW}
    comment = f"Сказал {NAME}, {EMAIL}"
    cells = {
        Cell(code): CellValue(number=Decimal(1), comment=comment)
        for code in ("tariff.cold", "tariff.sewage", "share.loss", "heat.price")
    }
    save_cells(response=response, batch=CellBatch(cells), **by)
    save_texts(response=response, texts={"plans": comment}, seen={}, **by)
    save_copies(response=response, section="heat", names=[f"ИП {NAME.upper()}"], **by)
    request_confirmation(response=response, label=NAME, **by)
    Response.objects.update(remark=comment.upper(), reason=comment, submitted_by=user)


def traces(*words: str) -> list[str]:
    """Where a word stands in any column of any table, whatever the case."""
    return [
        f"{model._meta.label}.{name}"
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values()
        for name, value in row.items()
        for word in words
        if word.casefold() in str(value).casefold()
    ]


def counts() -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.count()
        for model in (Letter, Invitation, Person, User)
    }


def test_no_trace_of_an_erased_person_remains(
    person: Person, owner: Organization, keeper: Actor
) -> None:
    scatter(person, owner, keeper)
    before = counts()
    assert len(traces(EMAIL, SECOND, NAME)) > 20

    erase_person_everywhere(person=person, owner=owner, actor=keeper, now=NOW, reason="просьба")

    assert traces(EMAIL, SECOND, NAME) == []
    assert counts() == before
    number = f"человек № {person.pk}"
    assert list(
        Letter.objects.order_by("pk").values_list("to_address", "to_name", "state", "body")[:4]
    ) == [
        ("", number, "stopped", f"{number}, здравствуйте"),
        ("", number, "sent", "Текст письма 2"),
        ("contact3@example.org", "Контактное лицо 3", "queued", f"Ответил {number} ({number})"),
        ("contact4@example.org", "Контактное лицо 4", "queued", "Текст письма 4"),
    ]
    assert list(Follow.objects.values_list("address", flat=True)) == ["other@example.org"]
    assert list(LetterStop.objects.values_list("address", flat=True)) == ["other@example.org"]


def test_an_address_that_somebody_else_has_stays(
    person: Person, owner: Organization, keeper: Actor
) -> None:
    Person.objects.create(full_name="Приёмная города", email=EMAIL)
    queue_letters(owner=owner, letters=[draft(1, to_address=EMAIL)], now=NOW)

    erase_person_everywhere(person=person, owner=owner, actor=keeper, now=NOW)

    assert Letter.objects.values_list("to_address", "state").get() == (EMAIL, "queued")
    assert Contact.objects.values_list("email", flat=True).get() == EMAIL


def test_who_may_not_erase_changes_nothing(person: Person, owner: Organization) -> None:
    queue_letters(owner=owner, letters=[draft(1, to_address=EMAIL)], now=NOW)
    foreign = actor_with(Role.DIRECTORATE, make_owner("Другой союз"))

    with pytest.raises(RuleViolation) as refused:
        erase_person_everywhere(person=person, owner=owner, actor=foreign, now=NOW)

    assert refused.value.code == "people.personal_data.forbidden"
    assert Letter.objects.get().to_address == EMAIL


def test_an_invitation_is_written_once_a_minute(
    person: Person, owner: Organization, keeper: Actor
) -> None:
    user = person.user
    assert user is not None
    asked = {"user": user, "owner": owner, "invitation": INVITED, "actor": keeper}

    counted = [write_account_invitation(**asked, now=NOW) for _ in range(2)]
    user.email = ""
    with pytest.raises(RuleViolation) as refused:
        write_account_invitation(**asked, now=NOW)

    assert (counted, refused.value.code) == ([1, 0], "account.no_address")
    letter = Letter.objects.get()
    assert (letter.to_address, letter.stop_token) == (EMAIL, "")
    assert letter.body == (
        f"{NAME}\n\n{owner.name} даёт вам доступ к планам. Ваше имя для входа: {EMAIL}.\n\n"
        "Задайте пароль до 5\xa0марта 2026\xa0г.:\n"
        "http://testserver/account/invitation/1/secret/\n\n"
        "Если вы не ждали этого письма, ничего не делайте."
    )
