"""Runs pip on a locked list, shows how far it is, and puts its failures into plain words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tools.commands import layout
from tools.commands.trouble import Trouble

PIN = re.compile(r"^[A-Za-z0-9][\w.\-]*(?:\[[^\]]*\])?==", re.MULTILINE)
GETTING = re.compile(r"^\s*(?:Collecting |Processing \S*/)([A-Za-z0-9_.]+)")

# What pip says → what happened, what to do. The first match wins.
FAILURES = (
    (
        ("No space left on device", "Errno 28"),
        "Кончилось место на диске.",
        "освободите место и запустите снова.",
    ),
    (
        ("DO NOT MATCH THE HASHES",),
        "Скачанный файл не совпал с контрольной суммой: он повреждён или подменён.",
        "повторите; если не поможет, проверьте сеть и зеркало пакетов (pip config list).",
    ),
    (
        ("Permission denied", "Errno 13"),
        "Нет права записи в окружение Python.",
        "запустите от имени того, кто ставил в первый раз, или удалите папку .venv.",
    ),
    (
        (
            "NewConnectionError",
            "Temporary failure in name resolution",
            "Network is unreachable",
            "ReadTimeoutError",
            "ConnectTimeoutError",
            "ProxyError",
            "SSLError",
            "ConnectionError",
        ),
        "Нет связи с хранилищем пакетов Python.",
        "проверьте сеть и настройки pip (pip config list): зеркало, прокси; затем повторите.",
    ),
    (
        ("No matching distribution found", "Could not find a version"),
        "Для этой системы нет готового пакета, или хранилище его не отдаёт.",
        "нужны Linux x86-64 или ARM64 и Python 3.11–3.13; проверьте также pip config list.",
    ),
)


def install_locked(python: Path, requirements: Path) -> None:
    """Install exactly the pinned, checksummed wheels of `requirements`.

    Raises:
        Trouble: pip has failed; the reason is said in Russian, pip's own words are in the log.
    """
    command = [
        str(python), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:",
        "--no-input", "--disable-pip-version-check", "--progress-bar", "off",
        "--requirement", str(requirements),
    ]  # fmt: skip
    environ = layout.clean_environ(PIP_USER="0", PIP_ROOT_USER_ACTION="ignore")
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        errors="replace",
    ) as pip:  # fmt: skip
        try:
            lines = _follow(pip, total=len(PIN.findall(requirements.read_text("utf-8"))))
        except BaseException:
            pip.terminate()  # we are being stopped: leave no pip behind
            raise
    log = python.parent.parent / "install.log"
    log.write_text("".join(lines), encoding="utf-8")
    if pip.returncode:
        raise explain_failure("".join(lines), log)


def explain_failure(output: str, log: Path) -> Trouble:
    """Return what went wrong in pip's `output`, with the remedy."""
    for signs, problem, remedy in FAILURES:
        if any(sign in output for sign in signs):
            return Trouble(f"{problem}\nПодробности: {log}", remedy)
    tail = "\n".join(output.strip().splitlines()[-10:])
    return Trouble(f"Не удалось установить библиотеки.\n{tail}", f"посмотрите журнал {log}.")


def _follow(pip: subprocess.Popen[str], *, total: int) -> list[str]:
    lines = []
    seen = 0
    progress = Progress(total)
    for line in pip.stdout or ():
        lines.append(line)
        found = GETTING.match(line)
        if found:
            seen += 1
            progress.show(seen, found[1])
        elif line.startswith(("Ignoring ", "Requirement already satisfied")):
            progress.total -= 1
        elif line.startswith("Installing collected packages"):
            progress.finish(seen)
    return lines


class Progress:
    """Counts libraries: one rewritten line on a terminal, every tenth one in a log."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.is_terminal = sys.stdout.isatty()

    def show(self, seen: int, name: str) -> None:
        """Say that library number `seen` is being fetched."""
        text = f"Получаю библиотеки: {seen} из {self.total} ({name})"
        if self.is_terminal:
            print(f"\r\033[K{text}", end="", flush=True)
        elif seen % 10 == 1:
            print(text, flush=True)

    def finish(self, seen: int) -> None:
        """Say that fetching is over and unpacking goes on."""
        start = "\r\033[K" if self.is_terminal else ""
        print(f"{start}Библиотеки получены: {seen}. Раскладываю по местам…", flush=True)
