"""What tests of the platform share: kept files in a folder of their own, the cast, the real data.

`demo` is the whole corpus loaded once per process, the same way a person loads it. Tests that use
it run after those that do not, so nobody else ever sees its rows.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker, Settings

if TYPE_CHECKING:
    from mezhgorod.registry.models import User


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order: tests on an empty database, tests on the corpus, tests with real transactions."""
    items.sort(key=_stage)


def _stage(item: pytest.Item) -> int:
    names = getattr(item, "fixturenames", ())
    marker = item.get_closest_marker("django_db")
    is_transactional = bool(marker and marker.kwargs.get("transaction"))
    if is_transactional or {"transactional_db", "live_server"} & set(names):
        return 2
    return 1 if "demo" in names else 0


@pytest.fixture(scope="session")
def _kept_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def _own_files(_kept_files: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = _kept_files


@pytest.fixture(scope="session")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker, _kept_files: Path) -> None:
    """The five documents of the corpus as living plans; each test sees them and changes nothing."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=_kept_files):
        call_command("load_demo", verbosity=0)


@pytest.fixture
def directorate(db: None) -> "User":
    from tests.factories import cast  # noqa: PLC0415 -- Django is set up after this file is read

    return cast.directorate()


@pytest.fixture
def outsider(db: None) -> "User":
    from tests.factories import cast  # noqa: PLC0415 -- Django is set up after this file is read

    return cast.outsider()
