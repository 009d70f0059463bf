"""Checks of the machine before work starts; each raises Trouble with the remedy."""

from __future__ import annotations

import errno
import importlib.util
import os
import shutil
import socket
import sys
from pathlib import Path

from tools.commands.trouble import Trouble

MEGABYTE = 1024 * 1024
TRIED_PORTS = 20


def ensure_venv_module() -> None:
    """Debian ships `venv` and `ensurepip` in a package of their own."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    raise Trouble(
        f"В этом Python {version} нет модулей venv и ensurepip.",
        f"apt install python3-venv (или python{version}-venv), затем запустите снова.",
    )


def ensure_writable(folder: Path) -> None:
    """Refuse early where nothing can be written."""
    if os.access(folder, os.W_OK | os.X_OK):
        return
    raise Trouble(
        f"Нет права записи в папку {folder}.",
        "запустите от имени владельца папки или скопируйте её в свою домашнюю папку.",
    )


def ensure_disk_space(folder: Path, *, megabytes: int) -> None:
    """Refuse before the disk fills up half-way."""
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free >= megabytes:
        return
    raise Trouble(
        f"На диске с папкой {folder} свободно {free} МБ, нужно не меньше {megabytes} МБ.",
        "освободите место и запустите снова.",
    )


def ensure_port_free(host: str, port: int) -> None:
    """Refuse when the address is taken, naming a port that is free."""
    problem = port_problem(host, port)
    if problem is None:
        return
    if problem == errno.EADDRINUSE:
        raise Trouble(
            f"Порт {port} уже занят: может быть, «Межгород» запущен в другом окне.",
            f"остановите ту программу или выберите другой порт: {_other_port(host, port)}",
        )
    if problem == errno.EACCES:
        raise Trouble(
            f"Порт {port} доступен только администратору.",
            "выберите порт от 1024: python3 run.py --port 8000",
        )
    raise Trouble(
        f"На этой машине нет адреса {host}.",
        "проверьте --host; для одной машины подойдёт --host 127.0.0.1",
    )


def port_problem(host: str, port: int) -> int | None:
    """Return why `host:port` cannot be listened on, as an error number, or None."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return error.errno or errno.EADDRNOTAVAIL
    return None


def _other_port(host: str, port: int) -> str:
    for other in range(port + 1, min(port + TRIED_PORTS, 65536)):
        if port_problem(host, other) is None:
            return f"python3 run.py --port {other}"
    return "python3 run.py --port НОМЕР"
