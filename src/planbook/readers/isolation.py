"""Runs a function in a process of its own that can be ended: for libraries that may not return.

The process is a fresh interpreter, not a fork: threads of the server and open databases stay out of
it. It gets no environment with secrets in it, less memory than the machine has, and is killed with
everything it has started when the time is over.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar, TypeVarTuple, cast

from planbook.errors import PlanbookError, UnreadableDocument
from planbook.readers.limits import DEFAULT_LIMITS
from planbook.readers.refusals import refusal

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")

_START = (
    "import pickle, sys\n"
    "sys.path[:] = pickle.load(sys.stdin.buffer)\n"
    "from planbook.readers.isolation import serve\n"
    "serve()\n"
)
_KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")
# The kernel ends a process whose parent is gone and which goes on computing.
_SPARE_CPU_SECONDS = 5
_EXPLANATION_SIZE = 2_000
# With so little memory that no answer can be written, the exit status tells it.
_STATUS_HEAVY = 75


class IsolatedFailure(PlanbookError):
    """The function failed in its process with something else than a refusal."""


def run_isolated(
    function: Callable[[*Arguments], Result],
    *arguments: *Arguments,
    file_name: str,
    seconds: float = DEFAULT_LIMITS.conversion_seconds,
    memory: int = DEFAULT_LIMITS.conversion_memory,
) -> Result:
    """Return what `function(*arguments)` returns, computed in a process that is ended in time.

    Args:
        function: defined at the top of a module (or `functools.partial` of such a one).
        arguments: picklable values; so is the result.
        file_name: the name people know the file by, for the refusal.
        seconds: time after which the process is killed.
        memory: address space of the process in bytes; 0 sets no limit.

    Raises:
        UnreadableDocument: time or memory did not suffice, or the function refused the file.
        IsolatedFailure: the function raised anything else, or its process died.

    >>> run_isolated(str.upper, "форум", file_name="план.doc")
    'ФОРУМ'
    """
    request = pickle.dumps(list(sys.path))
    request += pickle.dumps((function, arguments, seconds, memory))
    output, status = _run(request, file_name=file_name, seconds=seconds)
    return cast(Result, _result(output, status, file_name))


def run_program(command: Sequence[str], *, file_name: str, seconds: float) -> int:
    """Run a program that answers in files and return its exit status; it is ended in time.

    Raises:
        UnreadableDocument: the time did not suffice.

    >>> run_program(["true"], file_name="план.doc", seconds=5)
    0
    """
    _output, status = _communicate(command, None, file_name=file_name, seconds=seconds)
    return status


def _run(request: bytes, *, file_name: str, seconds: float) -> tuple[bytes, int]:
    """Start our interpreter, feed it and return its output and exit status."""
    command = [sys.executable, "-c", _START]
    return _communicate(command, request, file_name=file_name, seconds=seconds)


def _communicate(
    command: Sequence[str], request: bytes | None, *, file_name: str, seconds: float
) -> tuple[bytes, int]:
    """Run a process that never outlives us, nor do those it has started."""
    process = subprocess.Popen(  # noqa: S603 - no shell, and every word of the command is ours
        command,
        stdin=subprocess.DEVNULL if request is None else subprocess.PIPE,
        stdout=subprocess.DEVNULL if request is None else subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
        start_new_session=True,
    )
    with process:
        try:
            output, _errors = process.communicate(request, timeout=seconds)
        except subprocess.TimeoutExpired as err:
            raise refusal("file.too_slow", file_name, limit=round(seconds)) from err
        finally:
            if process.returncode is None:
                # The session is the process and its children, so one signal ends them all.
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
    return output or b"", process.returncode


def _result(output: bytes, status: int, file_name: str) -> object:
    """Return the value the process sent, or raise what it told."""
    if status < 0 or status == _STATUS_HEAVY:
        raise refusal("file.too_heavy", file_name)
    try:
        kind, value = pickle.loads(output)  # noqa: S301 - written by `serve` below
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError) as err:
        raise IsolatedFailure(f"no answer, exit status {status}") from err
    if kind == "refused":
        raise UnreadableDocument(**value)
    if kind == "heavy":
        raise refusal("file.too_heavy", file_name)
    if kind == "failed":
        raise IsolatedFailure(value)
    return value


def serve() -> None:
    """Read a request from the input, answer it on the output; runs in the process of its own."""
    answer_to = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not stand in the answer.
    os.dup2(2, 1)
    function, arguments, seconds, memory = pickle.load(sys.stdin.buffer)  # noqa: S301 - from `_run`
    try:
        _limit_resources(seconds, memory)
        answer = pickle.dumps(_answer(function, arguments))
    except MemoryError:
        os._exit(_STATUS_HEAVY)
    with answer_to:
        answer_to.write(answer)


def _answer(function: Callable[..., object], arguments: tuple[object, ...]) -> tuple[str, object]:
    try:
        return "done", function(*arguments)
    except UnreadableDocument as err:
        return "refused", {
            "code": err.code,
            "file_name": err.file_name,
            "cause": err.cause,
            "remedy": err.remedy,
            "place": err.place,
        }
    except (MemoryError, RecursionError):
        return "heavy", None
    except Exception:  # noqa: BLE001 - the process ends here, the parent decides
        return "failed", traceback.format_exc()[-_EXPLANATION_SIZE:]


def _limit_resources(seconds: float, memory: int) -> None:
    """Bound memory and processor time where the system can."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    time_limit = round(seconds) + _SPARE_CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (time_limit, time_limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
