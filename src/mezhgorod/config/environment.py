"""Reads the few settings that come from outside: folder of data, database, secret key, mail."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_USUAL_PORTS = {"starttls": 587, "tls": 465, "no": 25}

REPOSITORY = Path(__file__).resolve().parents[3]


def data_dir() -> Path:
    """Return the folder that holds everything an installation owns (database, files, key)."""
    return Path(os.environ.get("MEZHGOROD_DATA_DIR") or REPOSITORY / "var")


def is_debug() -> bool:
    """Return whether MEZHGOROD_DEBUG asks for error pages with details."""
    return os.environ.get("MEZHGOROD_DEBUG", "") in {"1", "true", "yes"}


def allowed_hosts() -> list[str]:
    """Return the host names the site answers to, from a comma separated variable."""
    names = os.environ.get("MEZHGOROD_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
    return [name.strip() for name in names.split(",") if name.strip()]


def is_behind_https() -> bool:
    """Return whether MEZHGOROD_HTTPS says that a server with a certificate passes requests on."""
    return os.environ.get("MEZHGOROD_HTTPS", "") in {"1", "true", "yes"}


def site_url() -> str:
    """Return the address of the site as it stands in letters, with a slash at the end."""
    url = os.environ.get("MEZHGOROD_SITE_URL", "").strip() or "http://127.0.0.1:8000"
    return url.rstrip("/") + "/"


def mail() -> dict[str, Any]:
    """Return Django's settings of mail; without MEZHGOROD_MAIL_HOST nothing leaves the machine.

    MEZHGOROD_MAIL_TLS is «starttls» (usual at port 587), «tls» (465) or «no».
    """
    security = os.environ.get("MEZHGOROD_MAIL_TLS", "").strip().lower() or "starttls"
    if security not in _USUAL_PORTS:
        raise ImproperlyConfigured(f"MEZHGOROD_MAIL_TLS: starttls, tls или no, а не «{security}»")
    host = os.environ.get("MEZHGOROD_MAIL_HOST", "").strip()
    user = os.environ.get("MEZHGOROD_MAIL_USER", "")
    return {
        "EMAIL_HOST": host,
        "EMAIL_PORT": _number("MEZHGOROD_MAIL_PORT", _USUAL_PORTS[security]),
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": os.environ.get("MEZHGOROD_MAIL_PASSWORD", ""),
        "EMAIL_USE_TLS": security == "starttls",
        "EMAIL_USE_SSL": security == "tls",
        "EMAIL_TIMEOUT": _number("MEZHGOROD_MAIL_TIMEOUT", 30),
        "DEFAULT_FROM_EMAIL": os.environ.get("MEZHGOROD_MAIL_FROM", "").strip()
        or (user if "@" in user else f"mezhgorod@{host or 'localhost'}"),
    }


def _number(name: str, usual: int) -> int:
    given = os.environ.get(name, "").strip()
    if given and not (given.isascii() and given.isdigit()):
        raise ImproperlyConfigured(f"{name}: нужно число, а не «{given}»")
    return int(given) if given else usual


def secret_key(folder: Path) -> str:
    """Return the signing key: from the environment, else kept in `folder` and made once.

    The file appears whole and with mode 0600, so two processes that start at once end up with the
    same key and neither reads a half-written one.
    """
    given = os.environ.get("MEZHGOROD_SECRET_KEY")
    if given:
        return given
    path = folder / "secret-key"
    if not path.exists():
        _make_key(path)
    return path.read_text(encoding="ascii").strip()


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="secret-key-", dir=path.parent)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        os.link(name, path)
    except FileExistsError:
        pass  # the other process was first, its key counts
    finally:
        Path(name).unlink()


def database(folder: Path) -> dict[str, Any]:
    """Return Django's database settings for MEZHGOROD_DATABASE_URL, SQLite when it is empty.

    The address is «postgresql://user:password@host:port/name?host=/socket/folder».
    """
    url = os.environ.get("MEZHGOROD_DATABASE_URL", "")
    if not url:
        return _sqlite(folder / "mezhgorod.sqlite3")
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": query.get("port", str(parts.port or "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    # IMMEDIATE: a transaction that will write takes the lock at its start, so that the web server
    # and the worker wait for each other instead of failing in the middle.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
                "PRAGMA cache_size=-32000;PRAGMA mmap_size=134217728;"
            ),
        },
    }
