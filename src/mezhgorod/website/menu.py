"""The main menu: what stands in it, for whom, and which entry a page belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import NoReverseMatch, reverse

from mezhgorod.registry.rules import may_import


@dataclass(frozen=True, slots=True)
class MenuEntry:
    label: str
    url: str
    is_current: bool


# label, name of the page, whether only people who may import see it
_ENTRIES = (
    ("Сейчас", "home", False),
    ("Планы", "plans", False),
    ("Сбор предложений", "campaigns", True),
    ("Города", "cities", False),
    ("Объединения", "associations", False),
    ("Отчёты", "reports", False),
    ("Макеты", "layouts", True),
    ("Загрузка", "imports", True),
    ("Письма", "letters", True),
    ("Люди", "people", True),
)


def menu_entries(*, user: AbstractBaseUser | AnonymousUser | None, path: str) -> list[MenuEntry]:
    """Return the entries this person sees; a room that is not installed has no entry."""
    can_import = can_person_import(user)
    entries = []
    for label, url_name, is_for_importers in _ENTRIES:
        if is_for_importers and not can_import:
            continue
        try:
            url = reverse(url_name)
        except NoReverseMatch:
            continue
        is_current = path == url if url == "/" else path.startswith(url)
        entries.append(MenuEntry(label=label, url=url, is_current=is_current))
    return entries


def can_person_import(user: AbstractBaseUser | AnonymousUser | None) -> bool:
    """Return whether this visitor may load documents."""
    if user is None or not user.is_authenticated:
        return False
    return may_import(
        is_active=bool(user.is_active), is_staff=bool(getattr(user, "is_staff", False))
    )
