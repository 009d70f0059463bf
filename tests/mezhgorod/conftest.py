"""What tests of the platform share: kept files in a folder of their own, the cast, the real data.

`demo` is the whole corpus loaded once per process, the same way a person loads it. Tests that use
it run after those that do not (`tests/conftest.py`), so nobody else ever sees its rows.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker, Settings

if TYPE_CHECKING:
    from mezhgorod.registry.models import User


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
