import pytest

from mezhgorod.registry.rules import NOBODY, SYSTEM, Actor, Grant, Role
from mezhgorod.website.menu import MenuEntry, menu_entries

PUBLIC = ["Сейчас", "Планы", "Итоги", "Города", "Объединения", "Отчёты", "Статистика"]


def labels(actor: Actor) -> list[str]:
    return [entry.label for entry in menu_entries(actor=actor, path="/")]


def with_role(role: Role) -> Actor:
    return Actor(user_id=1, grants=frozenset({Grant(role, 1, party_id=2)}))


def test_visitor_sees_public_rooms_only() -> None:
    assert labels(NOBODY) == PUBLIC


def test_entry_of_the_page_is_current() -> None:
    entries = menu_entries(actor=NOBODY, path="/plans/plan-2023/list/")

    assert [entry for entry in entries if entry.is_current] == [
        MenuEntry("Планы", "/plans/", is_current=True)
    ]


@pytest.mark.parametrize("path", ["/exchanges/mine/", "/exchanges/answers/7/"])
def test_own_answers_are_current_alone(path: str) -> None:
    entries = menu_entries(actor=with_role(Role.CITY_CONTACT), path=path)

    assert [entry for entry in entries if entry.is_current] == [
        MenuEntry("Мои ответы", "/exchanges/mine/", is_current=True)
    ]


def test_person_without_rights_sees_what_everybody_sees() -> None:
    assert labels(Actor(user_id=1)) == PUBLIC


@pytest.mark.parametrize(
    ("role", "more"),
    [
        (Role.CITY_CONTACT, ["Мои предложения", "Обмены", "Мои ответы"]),
        (Role.CLERK, ["Мои предложения", "Обмены", "Мои ответы"]),
        (Role.AUDITOR, ["Сбор предложений", "Обмены", "Письма", "Люди"]),
        (Role.APPROVER, ["Сбор предложений", "Обмены"]),
        (Role.BODY_COORDINATOR, ["Обмены"]),
        (
            Role.DIRECTORATE,
            ["Сбор предложений", "Обмены", "Макеты", "Загрузка", "Письма", "Люди"],
        ),
    ],
)
def test_every_role_is_offered_its_rooms(role: Role, more: list[str]) -> None:
    assert [one for one in labels(with_role(role)) if one not in PUBLIC] == more


def test_administrators_are_offered_every_room_but_those_of_a_city() -> None:
    more = [one for one in labels(SYSTEM) if one not in PUBLIC]

    assert more == ["Сбор предложений", "Обмены", "Макеты", "Загрузка", "Письма", "Люди"]
