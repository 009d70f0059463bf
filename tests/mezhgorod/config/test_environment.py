"""Settings that come from outside: database addresses and the signing key."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

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


MAIL = ("HOST", "PORT", "USER", "PASSWORD", "TLS", "FROM", "TIMEOUT")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({}, ("", 587, True, False, "mezhgorod@localhost"), id="no mail"),
        pytest.param(
            {"HOST": "mail.example.org", "USER": "plan@example.org"},
            ("mail.example.org", 587, True, False, "plan@example.org"),
            id="starttls",
        ),
        pytest.param(
            {"HOST": "mail.example.org", "TLS": "tls", "FROM": "Планы <plan@example.org>"},
            ("mail.example.org", 465, False, True, "Планы <plan@example.org>"),
            id="tls",
        ),
        pytest.param(
            {"HOST": "localhost", "TLS": "no", "PORT": "2525"},
            ("localhost", 2525, False, False, "mezhgorod@localhost"),
            id="own relay",
        ),
    ],
)
def test_mail_is_set_up_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], expected: tuple[object, ...]
) -> None:
    for name in MAIL:
        monkeypatch.setenv(f"MEZHGOROD_MAIL_{name}", given.get(name, ""))

    found = environment.mail()

    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_USE_SSL", "DEFAULT_FROM_EMAIL")
    assert tuple(found[name] for name in names) == expected


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [("PORT", "25a", "нужно число"), ("TLS", "да", "starttls, tls или no")],
)
def test_wrong_settings_of_mail_are_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(f"MEZHGOROD_MAIL_{name}", value)

    with pytest.raises(ImproperlyConfigured, match=message):
        environment.mail()


def test_the_address_of_the_site_ends_with_a_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEZHGOROD_SITE_URL", "https://plan.example.org")

    assert environment.site_url() == "https://plan.example.org/"
