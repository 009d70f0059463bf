"""Runs inside the environment: migrates, makes the demo account, loads the demo documents.

Progress goes to the error stream; the only line on the output is JSON for the caller.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import secrets
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
USERNAME = "demo"
PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # noqa: S105 -- an alphabet, no look-alikes
OTHERS = "direktsiya, pravlenie, sektsiya, vologda, revizor"
CHANGED = "изменён вами (задать новый: .venv/bin/python manage.py changepassword demo)"


def main() -> int:
    """Prepare the database named by the environment."""
    parser = ArgumentParser()
    parser.add_argument("--demo", action="store_true")
    with_demo = parser.parse_args().demo
    _set_up_django()
    from django.core.management import CommandError  # noqa: PLC0415 -- after the set-up
    from django.db import DatabaseError  # noqa: PLC0415 -- the same

    try:
        _migrate()
        account = _prepare_demo() if with_demo else {}
    except KeyboardInterrupt:
        return 130
    except CommandError as error:
        _say(str(error))
        return 1
    except DatabaseError as error:
        _say(f"База данных не отвечает или повреждена: {error}")
        _say("Проверьте MEZHGOROD_DATABASE_URL и MEZHGOROD_DATA_DIR.")
        return 1
    print(json.dumps(account))
    return 0


def _set_up_django() -> None:
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mezhgorod.config.settings")
    import django  # noqa: PLC0415 -- after the path is set

    django.setup()


def _migrate() -> None:
    from django.conf import settings  # noqa: PLC0415 -- after the set-up
    from django.core.management import call_command  # noqa: PLC0415 -- the same
    from django.db import connection  # noqa: PLC0415 -- after the set-up
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 -- the same

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    is_older = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if is_older:
        _say("Готовлю базу данных…")
        call_command("migrate", interactive=False, verbosity=0)
        # Plans of an older version get what it did not keep; a new installation has none.
        call_command("reread_plans", stdout=sys.stderr)
    call_command("load_registry", stdout=io.StringIO())
    # The worker is not running yet: what it left in the middle goes back to the queue.
    call_command("recover_runs", minutes=0, stdout=io.StringIO())
    call_command("prune_runs", stdout=io.StringIO())


def _prepare_demo() -> dict[str, str]:
    """Make the account where it is missing, load the documents where they are new."""
    account = prepare_account()
    _load_documents(account)
    return account


def prepare_account() -> dict[str, str]:
    """Return name and password of the demo account, made if this database has none.

    A password changed by its owner is not known here and is not printed.
    """
    from django.contrib.auth import get_user_model  # noqa: PLC0415 -- after the set-up

    notes = _read_notes()
    user = get_user_model().objects.filter(username=USERNAME).first()
    if user is None:  # a new database: its documents are not loaded either
        notes = {"password": notes.get("password") or _new_password()}
        _write_notes(notes)
        user = get_user_model().objects.create_superuser(
            username=USERNAME, password=notes["password"]
        )
    is_known = bool(notes.get("password")) and user.check_password(notes["password"])
    if not is_known:
        return {"username": USERNAME, "password": CHANGED}
    return {"username": USERNAME, "password": notes["password"], "others": OTHERS}


def _load_documents(account: dict[str, str]) -> None:
    from django.core.management import call_command  # noqa: PLC0415 -- after the set-up

    notes, checksum = _read_notes(), _corpus_checksum()
    if notes.get("loaded") == checksum:
        return
    _say("Загружаю пять документов для знакомства…")
    call_command("load_demo", stdout=sys.stderr)
    call_command("load_demo_campaign", stdout=sys.stderr)
    call_command("load_demo_exchanges", stdout=sys.stderr)
    call_command("load_demo_outcomes", stdout=sys.stderr)
    call_command("load_demo_written_report", stdout=sys.stderr)
    if account["password"] != CHANGED:
        os.environ["MEZHGOROD_DEMO_PASSWORD"] = account["password"]
        call_command("load_demo_people")
    _write_notes({**notes, "loaded": checksum})


def _corpus_checksum() -> str:
    digest = hashlib.sha256()
    for path in sorted((ROOT / "tests" / "corpus").glob("*/source.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _new_password() -> str:
    groups = ("".join(secrets.choice(PASSWORD_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def _notes_path() -> Path:
    from django.conf import settings  # noqa: PLC0415 -- after the set-up

    return Path(settings.DATA_DIR) / "demo.json"


def _read_notes() -> dict[str, Any]:
    try:
        notes = json.loads(_notes_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return notes if isinstance(notes, dict) else {}


def _write_notes(notes: dict[str, Any]) -> None:
    """Replace the file at once; only its owner may read it."""
    path = _notes_path()
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(notes, file, ensure_ascii=False)
    fresh.replace(path)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
