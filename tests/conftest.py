"""What every test shares: markers by folder, Django only where it is installed, one browser finder.

The tests of the core run in an environment without Django, so nothing here may need it.
"""

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}
TRANSACTIONAL_FIXTURES = {"transactional_db", "live_server"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_configure(config: pytest.Config) -> None:
    """Set Django up once, after the command line is read and before tests are collected."""
    if _core_only(config) or importlib.util.find_spec("django") is None:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mezhgorod.config.settings")
    import django  # noqa: PLC0415 -- optional dependency
    from django.conf import settings  # noqa: PLC0415 -- the same

    # A password is made slow to guess on purpose; here it would only make every test slow.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.setup()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark by folder and by fixture, so that a forgotten marker cannot drop a test from a run."""
    if TESTS / "planbook" in item.path.parents:
        item.add_marker(pytest.mark.core)
    fixtures = set(getattr(item, "fixturenames", ()))
    if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
        item.add_marker(pytest.mark.db)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep SQLite's test database in a file: in memory, threads cannot wait for each other."""
    from django.db import connection  # noqa: PLC0415 -- optional dependency

    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order: tests on an empty database, tests on the corpus, tests with real transactions.

    The longest of the last begin first, so that no process waits for another one at the end.
    """
    items.sort(key=_stage)
    if not os.environ.get("MEZHGOROD_THOROUGH"):
        for item in items:
            if item.get_closest_marker("thorough"):
                item.add_marker(pytest.mark.skip(reason="only with MEZHGOROD_THOROUGH=1"))


LONGEST = {"test_whole_year.py", "test_exchange_round.py", "test_working_pages.py"}


def _stage(item: pytest.Item) -> tuple[int, bool]:
    if is_transactional(item):
        return 2, item.path.name not in LONGEST
    return (1 if "demo" in getattr(item, "fixturenames", ()) else 0), False


@pytest.fixture(autouse=True)
def _empty_database_of_real_transactions(request: pytest.FixtureRequest) -> None:
    """Begin a test with real transactions on an empty database.

    Such tests empty the database at their end only, so the first of them would still see the corpus
    that tests before it have loaded for the whole process.
    """
    if not is_transactional(request.node):
        return
    request.getfixturevalue("transactional_db")
    from django.core.management import call_command  # noqa: PLC0415 -- optional dependency

    from mezhgorod.registry.models import Region  # noqa: PLC0415 -- needs Django set up

    if Region.objects.exists():
        call_command("flush", interactive=False, verbosity=0)


def is_transactional(item: pytest.Item) -> bool:
    """Tell whether a test commits for real."""
    marker = item.get_closest_marker("django_db")
    names = set(getattr(item, "fixturenames", ()))
    return bool(marker and marker.kwargs.get("transaction")) or bool(names & TRANSACTIONAL_FIXTURES)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the installed browser; without one the test is skipped, on CI it fails."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        reason = "нет браузера Chromium (Debian: apt install chromium)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return found


def _core_only(config: pytest.Config) -> bool:
    """Whether only tests of the core were asked for; they start faster without Django."""
    asked = [Path(str(name).split("::")[0]).resolve() for name in config.args]
    core = TESTS / "planbook"
    return bool(asked) and all(path == core or core in path.parents for path in asked)
