from mezhgorod.registry.rules import NOBODY, SYSTEM, Actor
from mezhgorod.website.menu import MenuEntry, menu_entries


def test_visitor_sees_public_rooms_only() -> None:
    entries = menu_entries(actor=NOBODY, path="/")

    assert [entry.label for entry in entries] == ["Сейчас", "Планы", "Города", "Отчёты"]


def test_entry_of_the_page_is_current() -> None:
    entries = menu_entries(actor=NOBODY, path="/plans/plan-2023/list/")

    assert [entry for entry in entries if entry.is_current] == [
        MenuEntry("Планы", "/plans/", is_current=True)
    ]


def test_person_without_rights_is_not_offered_loading() -> None:
    entries = menu_entries(actor=Actor(user_id=1), path="/")

    assert "Загрузка" not in [entry.label for entry in entries]


def test_staff_are_offered_loading() -> None:
    entries = menu_entries(actor=SYSTEM, path="/")

    assert [entry.label for entry in entries][-2:] == ["Макеты", "Загрузка"]
