import os
import stat
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from pytest_django import Settings
from tools.commands import prepare_site

from mezhgorod.registry.models import CityDates, Region

pytestmark = pytest.mark.db


@pytest.fixture(autouse=True)
def notes(db: None, settings: Settings, tmp_path: Path) -> Path:
    """The file in which the demo keeps its password; not there yet."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "demo.json"


def test_every_start_fills_the_registry_once(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    prepare_site._migrate()
    first = set(CityDates.objects.values_list("municipality__name", flat=True))

    prepare_site._migrate()

    assert first == set(CityDates.objects.values_list("municipality__name", flat=True))
    assert Region.objects.filter(code="RU-VLG").exists()
    assert "Вологда" in first


def test_demo_account_gets_a_password_that_opens_it(notes: Path) -> None:
    account = prepare_site.prepare_account()

    user = get_user_model().objects.get(username="demo")
    assert account["username"] == "demo"
    assert (user.check_password(account["password"]), user.is_staff) == (True, True)


def test_demo_password_is_readable_by_its_owner_only(notes: Path) -> None:
    old_mask = os.umask(0)
    try:
        prepare_site.prepare_account()
    finally:
        os.umask(old_mask)

    assert stat.S_IMODE(notes.stat().st_mode) == 0o600


def test_second_start_keeps_the_password(notes: Path) -> None:
    first = prepare_site.prepare_account()

    assert prepare_site.prepare_account() == first


def test_new_database_keeps_the_known_password(notes: Path) -> None:
    first = prepare_site.prepare_account()
    get_user_model().objects.all().delete()

    assert prepare_site.prepare_account() == first


def test_password_changed_by_its_owner_is_not_printed(notes: Path) -> None:
    prepare_site.prepare_account()
    user = get_user_model().objects.get(username="demo")
    user.set_password("мой-новый-пароль")
    user.save()

    account = prepare_site.prepare_account()

    assert account == {"username": "demo", "password": prepare_site.CHANGED}


@pytest.mark.parametrize("damage", ["", "{", "[]"])
def test_damaged_notes_do_not_open_an_existing_account(damage: str, notes: Path) -> None:
    prepare_site.prepare_account()
    notes.write_text(damage, encoding="utf-8")

    assert prepare_site.prepare_account()["password"] == prepare_site.CHANGED
