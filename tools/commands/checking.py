"""`run.py check`, `fmt`, `bench`, `corpus`, `lock`: what a contributor runs before a commit."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence

from tools.commands import environment, layout
from tools.commands.trouble import Trouble

FORMATTED = ("src", "tests", "tools", "bench", "run.py", "manage.py")
LOCKS = (  # dev first: the others take their versions from it
    ("dev", ("web", "test", "dev")),
    ("web", ("web",)),
    ("test", ("test",)),
    ("core", ()),
)
LOCK_OPTIONS = (
    "--quiet", "--generate-hashes", "--universal", "--python-version", "3.11",
    "--only-binary", ":all:", "--no-header", "--no-emit-index-url",
)  # fmt: skip


def check_commands() -> list[tuple[str, list[str]]]:
    """Return every check: its name and its command."""
    python = str(environment.MAIN.python)
    return [
        ("стиль (ruff check)", [python, "-m", "ruff", "check", *FORMATTED]),
        ("оформление (ruff format)", [python, "-m", "ruff", "format", "--check", *FORMATTED]),
        ("типы (mypy)", [python, "-m", "mypy"]),
        ("типы инструментов (mypy)", [python, "-m", "mypy", "-p", "tools", "-p", "bench"]),
        ("границы комнат (import-linter)", [environment.MAIN.program("lint-imports")]),
        ("настройки Django", [python, "manage.py", "check", "--fail-level", "WARNING"]),
        ("миграции", [python, "manage.py", "makemigrations", "--check", "--dry-run"]),
        ("шаблоны страниц", [python, "-m", "tools.check_templates"]),
        ("ссылки в документах", [python, "-m", "tools.check_links"]),
    ]


def run_checks() -> int:
    """Run all checks, show the output of those that fail."""
    environment.ensure_installed(environment.MAIN, "dev")
    failed = []
    with tempfile.TemporaryDirectory(prefix="mezhgorod-check-") as folder:
        environ = layout.clean_environ(
            MEZHGOROD_DATA_DIR=folder, MEZHGOROD_DATABASE_URL="", MEZHGOROD_SECRET_KEY="check"
        )
        for title, command in check_commands():
            began = time.monotonic()
            done = subprocess.run(
                command, cwd=layout.ROOT, env=environ, capture_output=True, text=True, check=False
            )
            verdict = "ОШИБКА" if done.returncode else "хорошо"
            print(f"{verdict}  {title}, {time.monotonic() - began:.1f} с", flush=True)
            if done.returncode:
                failed.append(title)
                print(done.stdout + done.stderr, flush=True)
    print(f"Не прошло: {len(failed)}." if failed else "Все проверки пройдены.", flush=True)
    return 1 if failed else 0


def format_code() -> int:
    """Sort imports and lay the code out."""
    python = str(environment.MAIN.python)
    return run_installed([python, "-m", "ruff", "check", "--fix", "--quiet", *FORMATTED]) or (
        run_installed([python, "-m", "ruff", "format", *FORMATTED])
    )


def run_installed(command: Sequence[str]) -> int:
    """Run a program of the dev environment in the repository."""
    environment.ensure_installed(environment.MAIN, "dev")
    return subprocess.run(
        list(command), cwd=layout.ROOT, env=layout.clean_environ(), check=False
    ).returncode


def run_module(name: str, arguments: Sequence[str]) -> int:
    """Run a module of the repository, e.g. `bench`."""
    return run_installed([str(environment.MAIN.python), "-m", name, *arguments])


def lock() -> int:
    """Write the four lists of pinned, checksummed libraries from pyproject.toml."""
    program = shutil.which("uv")
    if program is None:
        raise Trouble(
            "Не найдена программа uv; она нужна только тому, кто меняет список библиотек.",
            "установите uv и запустите снова: python3 run.py lock",
        )
    for name, extras in LOCKS:
        command = [program, "pip", "compile", *LOCK_OPTIONS, "pyproject.toml"]
        for extra in extras:
            command += ["--extra", extra]
        if name != "dev":
            command += ["--constraint", "requirements/dev.txt"]
        command += ["--output-file", f"requirements/{name}.txt"]
        done = subprocess.run(command, cwd=layout.ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0
