"""Child processes that stop when we stop, and never outlive us."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

STOP_SECONDS = 10.0
LOG_BYTES = 10 * 1024 * 1024
PR_SET_PDEATHSIG = 1


def die_with_parent(last_signal: int = signal.SIGTERM) -> Callable[[], None] | None:
    """Return what a child calls before its program starts, so that Linux ends it with us."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def bind_to_parent() -> None:
        prctl(PR_SET_PDEATHSIG, last_signal)
        if os.getppid() != parent:
            os._exit(1)

    return bind_to_parent


@dataclass
class Service:
    """A program kept running in the background, with its own log."""

    title: str
    command: Sequence[str]
    log: Path
    environ: Mapping[str, str]
    folder: Path
    recovery: Sequence[str] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    starts: list[float] = field(default_factory=list, init=False)

    def start(self) -> None:
        """Start in a group of its own: Ctrl+C reaches us alone, and we stop it in order."""
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.old"))
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                list(self.command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(self.environ),
                cwd=self.folder,
                start_new_session=True,
                preexec_fn=die_with_parent(),
            )
        self.starts.append(time.monotonic())

    def start_again(self) -> None:
        """Start after an unexpected end; `recovery` first takes up what was left in the middle."""
        if self.recovery:
            with self.log.open("ab") as output:
                subprocess.run(
                    list(self.recovery),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    env=dict(self.environ),
                    cwd=self.folder,
                    check=False,
                )
        self.start()

    @property
    def exit_code(self) -> int | None:
        """Return code of the ended program; None while it runs."""
        return self.process.poll() if self.process else None

    def starts_within(self, seconds: float) -> int:
        """Count the starts of the last `seconds`."""
        since = time.monotonic() - seconds
        return sum(moment >= since for moment in self.starts)

    def ask_to_stop(self) -> None:
        """Send the polite signal."""
        self._signal(signal.SIGTERM)

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Wait for the end after `ask_to_stop`, then insist."""
        if self.process is None:
            return
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGKILL)
            self.process.wait()

    def last_lines(self, count: int = 15) -> str:
        """Return the end of the log, for a message about a failure."""
        if not self.log.exists():
            return ""
        with self.log.open("rb") as file:
            file.seek(max(0, self.log.stat().st_size - 8192))
            lines = file.read().decode("utf-8", "replace").splitlines()
        return "\n".join(lines[-count:])

    def _signal(self, number: signal.Signals) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return
