"""The virtual environment: made once, kept equal to the lock, repaired when an install was cut."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.commands import layout, surroundings
from tools.commands.installing import install_locked
from tools.commands.trouble import Trouble

UNFINISHED = "unfinished-install"
STAMP = "installed.json"
NEEDED_MEGABYTES = {"web": 500, "dev": 1200, "test": 300}

LAUNCHER = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from planbook.cli import main

sys.exit(main())
"""


@dataclass(frozen=True)
class Environment:
    """A virtual environment in `folder`; `sources` is put on its import path when given."""

    folder: Path
    sources: Path | None = None

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def program(self, name: str) -> str:
        """Path of a program installed in it."""
        return str(self.folder / "bin" / name)


MAIN = Environment(layout.VENV, layout.SOURCES)
CORE = Environment(layout.CORE_VENV)


def ensure_installed(environment: Environment, level: str) -> None:
    """Bring `environment` to the locked `level` (web, dev or test); quick when nothing changed."""
    if is_current(environment, level):
        return
    surroundings.ensure_venv_module()
    surroundings.ensure_writable(layout.ROOT)
    with _alone(environment):
        if is_current(environment, level):
            return
        surroundings.ensure_disk_space(layout.ROOT, megabytes=NEEDED_MEGABYTES[level])
        _install(environment, level)


def is_current(environment: Environment, level: str) -> bool:
    """Whether the stamp says that exactly this lock is installed here by this Python."""
    if not environment.python.exists() or (environment.folder / UNFINISHED).exists():
        return False
    return _read_stamp(environment).get(level) == lock_checksum(level, environment)


def lock_checksum(level: str, environment: Environment) -> str:
    """Checksum of everything the installed state depends on."""
    digest = hashlib.sha256()
    digest.update(f"{environment.python.resolve()} {environment.folder}\n".encode())
    digest.update((layout.REQUIREMENTS / f"{level}.txt").read_bytes())
    return digest.hexdigest()


def _install(environment: Environment, level: str) -> None:
    marker = environment.folder / UNFINISHED
    if marker.exists() or not _is_working(environment):
        _create(environment)
    stamp = {**_read_stamp(environment), "folder": str(environment.folder)}
    marker.touch()
    install_locked(environment.python, layout.REQUIREMENTS / f"{level}.txt")
    if environment.sources:
        _link_sources(environment, environment.sources)
    stamp[level] = lock_checksum(level, environment)
    if level == "dev":  # it holds all of web, at the same versions
        stamp["web"] = lock_checksum("web", environment)
    (environment.folder / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
    marker.unlink()


def _create(environment: Environment) -> None:
    repaired = environment.folder.exists()
    print(
        "Прошлая установка не закончена, начинаю заново…"
        if repaired
        else f"Готовлю окружение Python в папке {environment.folder.name}…",
        flush=True,
    )
    environment.folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "venv", "--clear", str(environment.folder)]
    made = subprocess.run(
        command, env=layout.clean_environ(), capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise Trouble(
            f"Не удалось создать окружение Python:\n{(made.stdout + made.stderr).strip()}",
            "Debian: apt install python3-venv; затем запустите снова.",
        )


def _is_working(environment: Environment) -> bool:
    if not environment.python.exists():
        return False
    if _read_stamp(environment).get("folder", str(environment.folder)) != str(environment.folder):
        return False  # the repository was moved: programs inside still name the old folder
    probe = [str(environment.python), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    return not subprocess.run(
        probe, env=layout.clean_environ(), capture_output=True, check=False
    ).returncode


def _link_sources(environment: Environment, sources: Path) -> None:
    packages = next((environment.folder / "lib").glob("python3.*/site-packages"))
    (packages / "mezhgorod-sources.pth").write_text(f"{sources}\n", encoding="utf-8")
    launcher = environment.folder / "bin" / "planbook"
    launcher.write_text(LAUNCHER.format(python=environment.python), encoding="utf-8")
    launcher.chmod(launcher.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


def _read_stamp(environment: Environment) -> dict[str, str]:
    try:
        stamp = json.loads((environment.folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


@contextmanager
def _alone(environment: Environment) -> Iterator[None]:
    """Let one install run at a time; a second `run.py` waits and finds the work done."""
    lock = environment.folder.with_name(environment.folder.name + ".lock")
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Установка уже идёт в другом окне, жду её конца…", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
