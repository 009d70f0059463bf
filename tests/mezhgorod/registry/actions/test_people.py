"""Personal data: erased for good while counts stay; lists of addresses taken whole or not."""

from datetime import UTC, date, datetime

import pytest
from django.utils.timezone import localtime
from pytest_django import DjangoAssertNumQueries
from tests.factories.people import acting, actor_with, make_owner, make_party, make_user

from mezhgorod.registry.actions.contacts import ContactList, ContactsRefused, import_contacts
from mezhgorod.registry.actions.grants import RoleTerms, give_role
from mezhgorod.registry.actions.people import AccountDraft, add_account, erase_person
from mezhgorod.registry.models import AuditEntry, Contact, Organization, Person, RoleGrant, User
from mezhgorod.registry.queries.people import person_data, persons_of
from mezhgorod.registry.rules import SYSTEM, Actor, Role, RuleViolation

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAME, EMAIL = "Контактное лицо Вологды", "vologda@example.org"


@pytest.fixture
def owner() -> Organization:
    return make_owner()


@pytest.fixture
def keeper(owner: Organization) -> Actor:
    return actor_with(Role.DIRECTORATE, owner, user=make_user("keeper"))


def made(owner: Organization, keeper: Actor) -> Person:
    vologda = make_party("Город Вологда", city="Вологда")
    user = add_account(
        draft=AccountDraft(NAME, EMAIL, "vologda", consent_on=date(2026, 3, 1)),
        terms=RoleTerms(Role.CITY_CONTACT, owner, party=vologda),
        actor=keeper,
        now=NOW,
    )
    Contact.objects.create(
        owner=owner, organization=vologda, person=user.person, email="second@example.org"
    )
    return user.person


def listed(text: str) -> ContactList:
    return ContactList(text, "Переписка о планах", "Согласие", date(2026, 3, 1))


def test_an_erased_person_is_only_a_number(owner: Organization, keeper: Actor) -> None:
    person = made(owner, keeper)
    told = AuditEntry.objects.create(
        at=NOW, owner=owner, action="row.edit", object_kind="planning.planitem", object_id="1",
        summary=f"Изменено по просьбе: {NAME}", reason=f"письмо {EMAIL}",
        after={"кто": [NAME], "число": 5},
    )  # fmt: skip

    erased = erase_person(person=person, owner=owner, actor=keeper, now=NOW, reason="просьба")

    assert Person.objects.filter(pk=person.pk).values(
        "full_name", "email", "phone", "purpose", "consent_basis", "consent_on", "erased_at"
    ).get() == {
        "full_name": "", "email": "", "phone": "", "purpose": "", "consent_basis": "",
        "consent_on": None, "erased_at": NOW,
    }  # fmt: skip
    assert str(erased) == "данные стёрты"
    user = User.objects.get(pk=person.user_id)
    assert (user.username, user.email, user.is_active, user.has_usable_password()) == (
        f"стёрт-{user.pk}", "", False, False,
    )  # fmt: skip
    assert (Contact.objects.count(), RoleGrant.objects.count()) == (0, 0)
    told.refresh_from_db()
    number = f"человек № {person.pk}"
    assert (told.summary, told.reason, told.after) == (
        f"Изменено по просьбе: {number}", f"письмо {number}", {"кто": [number], "число": 5},
    )  # fmt: skip
    everything = str(list(AuditEntry.objects.values())) + str(list(User.objects.values()))
    for word in (NAME, EMAIL, "second@example.org", "'vologda'", ": vologda"):
        assert word not in everything
    assert erase_person(person=person, owner=owner, actor=keeper, now=NOW).erased_at == NOW
    assert AuditEntry.objects.filter(action="person.erase").count() == 1


def test_a_name_of_one_word_is_not_taken_out_of_other_entries(
    owner: Organization, keeper: Actor
) -> None:
    person = made(owner, keeper)
    Person.objects.filter(pk=person.pk).update(full_name="Вологда")
    other = AuditEntry.objects.create(
        at=NOW, owner=owner, action="row.edit", object_kind="planning.planitem", object_id="1",
        summary="Место: Вологда, ответственный vologda", after={"right": "vologda.see"},
    )  # fmt: skip

    person.refresh_from_db()
    erase_person(person=person, owner=owner, actor=keeper, now=NOW)

    other.refresh_from_db()
    assert other.summary == "Место: Вологда, ответственный vologda"
    assert other.after == {"right": "vologda.see"}
    about = AuditEntry.objects.get(action="account.add")
    assert about.summary == f"Заведена учётная запись: человек № {person.pk}"


def test_nobody_erases_oneself(owner: Organization) -> None:
    user = make_user("keeper", Role.DIRECTORATE, owner=owner)
    person = Person.objects.create(full_name="Сотрудник дирекции", user=user, purpose="Работа")

    with pytest.raises(RuleViolation, match="стирает другой сотрудник"):
        erase_person(person=person, owner=owner, actor=acting(user), now=NOW)

    assert User.objects.get(pk=user.pk).is_active


def test_a_person_of_two_associations_is_erased_by_an_administrator_only(
    owner: Organization, keeper: Actor
) -> None:
    person = made(owner, keeper)
    other = make_owner("Другой союз")
    assert person.user is not None
    give_role(user=person.user, terms=RoleTerms(Role.AUDITOR, other), actor=SYSTEM, now=NOW)

    with pytest.raises(RuleViolation, match="может только администратор"):
        erase_person(person=person, owner=owner, actor=keeper, now=NOW)

    assert Person.objects.get().full_name == NAME
    assert erase_person(person=person, owner=owner, actor=SYSTEM, now=NOW).full_name == ""


@pytest.mark.parametrize("role", [role for role in Role if role != Role.DIRECTORATE])
def test_who_may_not_keep_data_neither_adds_nor_erases(
    owner: Organization, keeper: Actor, role: Role
) -> None:
    person = made(owner, keeper)
    watcher = make_user("watcher", role, owner=make_owner("Другой союз"))
    wrong_owner = acting(watcher)
    refused = [wrong_owner]
    if role != Role.REGIONAL_COORDINATOR:
        refused.append(actor_with(role, owner))

    for actor in refused:
        for attempt in (
            lambda actor=actor: erase_person(person=person, owner=owner, actor=actor, now=NOW),
            lambda actor=actor: import_contacts(
                owner=owner, listed=listed("А;Вологда;a@example.org"), actor=actor, now=NOW
            ),
            lambda actor=actor: give_role(
                user=watcher, terms=RoleTerms(Role.AUDITOR, owner), actor=actor, now=NOW
            ),
        ):
            with pytest.raises(RuleViolation, match="нет права"):
                attempt()
    assert (Person.objects.get().full_name, Contact.objects.count()) == (NAME, 1)


def test_the_same_role_twice_at_one_time_is_refused(owner: Organization, keeper: Actor) -> None:
    user = make_user("deputy")
    july = RoleTerms(Role.DIRECTORATE, owner, since_on=date(2026, 7, 1), until_on=date(2026, 7, 31))
    august = RoleTerms(Role.DIRECTORATE, owner, since_on=date(2026, 8, 1))
    always = RoleTerms(Role.DIRECTORATE, owner)

    for terms in (july, august):
        give_role(user=user, terms=terms, actor=keeper, now=NOW)
    with pytest.raises(RuleViolation, match="Эта роль на это время у человека уже есть"):
        give_role(user=user, terms=always, actor=keeper, now=NOW)

    assert RoleGrant.objects.filter(user=user).count() == 2


def test_a_list_of_contacts_is_taken_and_known_ones_are_counted(
    owner: Organization, keeper: Actor
) -> None:
    vologda = make_party("Город Вологда", city="Вологда")
    department = make_party("Департамент культуры")
    text = (
        "ФИО\tОрганизация\tЭлектронная почта\n"
        f"{NAME}\tВологда\t{EMAIL}\n"
        "\n"
        "Сотрудник  департамента\tДепартамент культуры\tculture@example.org\n"
        f"{NAME}\tГород Вологда\tVOLOGDA@example.org\n"
    )

    first = import_contacts(owner=owner, listed=listed(text), actor=keeper, now=NOW)
    again = import_contacts(owner=owner, listed=listed(text), actor=keeper, now=NOW)

    assert (first.added_count, first.known_count) == (2, 1)
    assert (again.added_count, again.known_count) == (0, 3)
    rows = Contact.objects.order_by("id").values_list("organization", "person__full_name", "email")
    assert list(rows) == [
        (vologda.pk, NAME, EMAIL),
        (department.pk, "Сотрудник департамента", "culture@example.org"),
    ]
    assert set(Person.objects.values_list("purpose", "consent_basis", "consent_on")) == {
        ("Переписка о планах", "Согласие", date(2026, 3, 1))
    }


def test_every_wrong_line_is_told_and_none_is_written(owner: Organization, keeper: Actor) -> None:
    make_party("Город Вологда", city="Вологда")
    text = "\n".join(
        (
            f"{NAME};Вологда;{EMAIL}",
            "Кто-то;Нигде;nowhere@example.org",
            "одно слово",
            "Имя;Вологда;не адрес",
            "Имя;;a@example.org",
            f"{'я' * 301};Вологда;b@example.org",
        )
    )

    with pytest.raises(ContactsRefused) as refused:
        import_contacts(owner=owner, listed=listed(text), actor=keeper, now=NOW)

    assert [(one.number, one.message.split(".")[0]) for one in refused.value.problems] == [
        (2, "Организации «Нигде» нет в справочнике"),
        (3, "Столбцов: 1, а нужно три: имя, организация, адрес электронной почты"),
        (4, "«не адрес» — не адрес электронной почты"),
        (5, "Не указана организация"),
        (6, "Ячейка длиннее 300 знаков"),
    ]
    assert (Person.objects.count(), Contact.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ФИО;Организация;Почта", "нет ни одной строки"),
        ("а;б;в@example.org\n" * 2001, "Список не принят"),
        ("\0\0", "нет ни одной строки"),
    ],
)
def test_a_list_that_is_none_is_refused(
    owner: Organization, keeper: Actor, text: str, message: str
) -> None:
    with pytest.raises(RuleViolation, match=message):
        import_contacts(owner=owner, listed=listed(text), actor=keeper, now=NOW)


def test_data_of_a_person_are_told_whole(
    owner: Organization, keeper: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = Person.objects.select_related("user").get(pk=made(owner, keeper).pk)
    for place, said in ((owner, "Представлен ответ"), (make_owner("Третий союз"), "Чужое")):
        AuditEntry.objects.create(
            at=NOW, by=person.user, owner=place, action="response.submit", object_kind="response",
            object_id="1", summary=said,
        )  # fmt: skip

    with django_assert_num_queries(4):
        data = person_data(person=person, owner=owner)

    account = data.pop("учётная запись")
    assert (account["имя для входа"], account["последний вход"]) == ("vologda", None)
    assert data == {
        "имя": NAME,
        "адрес электронной почты": EMAIL,
        "телефон": "",
        "показывается всем": False,
        "зачем хранится": "Переписка о планах и мероприятиях и работа на сайте",
        "основание": "Согласие, данное при вступлении в переписку "
        "(152-ФЗ, статья 6, часть 1, пункт 1)",
        "согласие получено": "01.03.2026",
        "роли": [
            {
                "роль": "контактное лицо города", "орган": None, "от имени": "Город Вологда",
                "с": None, "по": None,
            }
        ],
        "адреса для писем": [
            {"организация": "Город Вологда", "адрес": "second@example.org", "о чём": ""}
        ],
        "должности": [],
        "что сделано, по журналу": [
            {"когда": f"{localtime(NOW):%d.%m.%Y %H:%M}", "что": "Представлен ответ"}
        ],
    }  # fmt: skip
    assert list(persons_of(owner=owner)) == [person]
    assert not persons_of(owner=make_owner("Другой союз")).exists()
