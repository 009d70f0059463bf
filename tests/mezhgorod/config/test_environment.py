"""Settings that come from outside: database addresses and the signing key."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mezhgorod.config import environment


@pytest.fixture(autouse=True)
def _no_given_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEZHGOROD_SECRET_KEY", raising=False)
    monkeypatch.delenv("MEZHGOROD_DATABASE_URL", raising=False)


def test_many_processes_at_once_share_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(environment.secret_key, [tmp_path] * 40))

    assert len(keys) == 1
    assert len(keys.pop()) > 60
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_key_given_by_the_environment_is_not_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEZHGOROD_SECRET_KEY", "given")

    assert environment.secret_key(tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_a_postgresql_address_is_taken_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "MEZHGOROD_DATABASE_URL", "postgresql://me:p%40ss@db.local:5433/plans?host=/run/pg"
    )

    found = environment.database(tmp_path)

    assert {key: found[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "plans",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "/run/pg",
        "PORT": "5433",
    }


def test_without_an_address_the_database_is_a_file_of_the_installation(tmp_path: Path) -> None:
    found = environment.database(tmp_path)

    assert (found["ENGINE"], found["NAME"]) == (
        "django.db.backends.sqlite3",
        tmp_path / "mezhgorod.sqlite3",
    )
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize(("given", "expected"), [("", False), ("0", False), ("1", True)])
def test_a_server_in_front_is_believed_only_when_it_is_said(
    monkeypatch: pytest.MonkeyPatch, given: str, expected: bool
) -> None:
    monkeypatch.setenv("MEZHGOROD_HTTPS", given)

    assert environment.is_behind_https() is expected
