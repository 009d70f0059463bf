"""`run.py test`: all on SQLite, those with a database again on PostgreSQL; or the core alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.commands import environment, layout
from tools.commands.postgres import temporary_postgres
from tools.commands.trouble import Trouble

NO_TESTS = 5  # pytest's code: nothing was collected
# What a browser shows does not depend on the database; it is tried once, on SQLite.
# Pages ask the same queries and actions again, so they are tried there in a thorough run only.
_PAGES = "" if os.environ.get("MEZHGOROD_THOROUGH") else " and not http"
WITH_DATABASE = f"(db or http) and not e2e and not once{_PAGES}"
CORE_OPTIONS = [
    # The wheel is what is tested: `src` is off the path, and plugins for Django are not there.
    "-o", "pythonpath=.", "-m", "core", "tests/planbook",
]  # fmt: skip


@dataclass(frozen=True)
class AskedTests:
    """What was asked for on the command line."""

    on_sqlite: bool = True
    on_postgres: bool = True
    with_coverage: bool = False
    arguments: Sequence[str] = ()


def run_tests(asked: AskedTests) -> int:
    """Run the tests on the databases asked for; returns the worst exit code."""
    environment.ensure_installed(environment.MAIN, "dev")
    failed: list[str] = []
    if asked.with_coverage:
        _coverage("erase")
    with tempfile.TemporaryDirectory(prefix="mezhgorod-tests-") as folder:
        if asked.on_sqlite:
            print("Тесты на SQLite", flush=True)
            if _pytest(asked, Path(folder), []):
                failed.append("SQLite")
        if asked.on_postgres:
            with temporary_postgres(environment.MAIN) as url:
                print("Тесты с базой данных на PostgreSQL", flush=True)
                where = [] if asked.arguments else ["tests/mezhgorod"]
                options = ["-m", WITH_DATABASE, *where]
                if _pytest(asked, Path(folder), options, database_url=url):
                    failed.append("PostgreSQL")
    if asked.with_coverage:
        _coverage("report", "--skip-covered", "--sort=cover")
    if failed:
        print(f"Есть ошибки: {', '.join(failed)}.", flush=True)
    return 1 if failed else 0


def _pytest(asked: AskedTests, folder: Path, options: list[str], *, database_url: str = "") -> int:
    """Return 0 when all passed (or, with own arguments, when none was meant)."""
    environ = layout.clean_environ(
        MEZHGOROD_DATABASE_URL=database_url,
        MEZHGOROD_DATA_DIR=str(folder),
        MEZHGOROD_SECRET_KEY="only-for-tests",
    )
    python = str(environment.MAIN.python)
    command = [python, "-m", "pytest", *_processes(asked), *options, *asked.arguments]
    if asked.with_coverage:
        command[1:3] = ["-m", "coverage", "run", "--append", "-m", "pytest"]
    code = subprocess.run(command, cwd=layout.ROOT, env=environ, check=False).returncode
    return 0 if code == NO_TESTS and asked.arguments else code


def _coverage(*arguments: str) -> None:
    command = [str(environment.MAIN.python), "-m", "coverage", *arguments]
    subprocess.run(command, cwd=layout.ROOT, env=layout.clean_environ(), check=False)


def _processes(asked: AskedTests) -> list[str]:
    return [] if asked.with_coverage else ["-n", str(_processors())]


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):  # what a container is allowed, not what the machine has
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_core_tests(arguments: Sequence[str]) -> int:
    """Install the wheel without extras into a clean environment and test the core there."""
    environment.ensure_installed(environment.MAIN, "dev")
    environment.ensure_installed(environment.CORE, "test")
    with tempfile.TemporaryDirectory(prefix="mezhgorod-wheel-") as folder:
        wheel = _build_wheel(Path(folder))
        _call(
            [str(environment.CORE.python), "-m", "pip", "install", "--quiet", "--no-deps",
             "--no-index", "--force-reinstall", str(wheel)],
            "Не удалось установить собранный пакет.",
        )  # fmt: skip
    print("Тесты ядра без Django", flush=True)
    command = [str(environment.CORE.python), "-m", "pytest", "-n", str(_processors())]
    return subprocess.run(
        command + CORE_OPTIONS + list(arguments),
        cwd=layout.ROOT,
        env=layout.clean_environ(),
        check=False,
    ).returncode


def _build_wheel(folder: Path) -> Path:
    """Build from a copy, so that no `build` folder stays in the repository."""
    copy = folder / "project"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy2(layout.ROOT / name, copy)
    unwanted = shutil.ignore_patterns("*.egg-info", "__pycache__")
    shutil.copytree(layout.SOURCES, copy / "src", ignore=unwanted)
    print("Собираю пакет…", flush=True)
    _call(
        [str(environment.MAIN.python), "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index",
         "--no-build-isolation", "--wheel-dir", str(folder), str(copy)],
        "Не удалось собрать пакет.",
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def _call(command: list[str], problem: str) -> None:
    done = subprocess.run(
        command, env=layout.clean_environ(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(f"{problem}\n{done.stdout}{done.stderr}", "исправьте pyproject.toml.")
